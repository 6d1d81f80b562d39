"""Makes captures: their ids and digests; and what a step may hand to the archive.

Pure.
"""

from datetime import datetime
from hashlib import sha256

from tasks.model.stages import Capture, Reference
from warehouse.model.tables import RejectRow

# What can be appended to the archive; references to records of other archives are followed when they are read.
Input = Capture | RejectRow | Reference


def make_capture_id(uri: str, line: int | None, digest: str, seen_at: datetime) -> str:
    """Id of a capture: the same bytes at the same place and time are the same capture."""
    return sha256(f"{uri}|{line or ''}|{digest}|{seen_at.isoformat()}".encode("utf-8", "replace")).hexdigest()[:20]


def make_local_capture(uri: str, line: int | None, media: str, body: bytes, *, run_id: str, now: datetime) -> Capture:
    """The capture of a document on this machine."""
    identity = make_capture_id(uri, line, sha256(body).hexdigest(), now)
    return Capture(capture_id=identity, run_id=run_id, uri=uri, line=line, media=media, body=body, seen_at=now)
