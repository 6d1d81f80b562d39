"""Making captures: their ids and digests. Pure."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from tasks.model.stages import Capture, Media


def make_capture_id(uri: str, line: int | None, digest: str, seen_at: datetime) -> str:
    """Id of a capture: the same bytes found at the same place and time are the same capture."""
    return sha256(f"{uri}|{line or ''}|{digest}|{seen_at.isoformat()}".encode("utf-8", "replace")).hexdigest()[:20]


def make_local_capture(uri: str, line: int | None, media: Media, body: bytes, *, run_id: str, now: datetime) -> Capture:
    """A document found on this machine."""
    identity = make_capture_id(uri, line, sha256(body).hexdigest(), now)
    return Capture(capture_id=identity, run_id=run_id, uri=uri, line=line, media=media, body=body, seen_at=now)
