"""Pure. What is kept of an article for the stories as text, so that it can lie in a table between two loads."""

from __future__ import annotations

import json
from datetime import datetime
from hashlib import blake2b

from tasks.stories.similarity import Evidence, Key, Profile, keys_of
from warehouse.model.records import from_json


def written(profile: Profile) -> str:
    """The vectors of an article as JSON: kind of evidence to term to weight, in their order."""
    return json.dumps(profile.vectors, ensure_ascii=False, separators=(",", ":"))


def read(
    *, article_id: str, ordinal: int, seen_at: datetime, published_at: datetime | None, title: str, vectors: str
) -> Profile:
    """The article that `written` gave the vectors of, to the last digit."""
    found = {Evidence(kind): vector for kind, vector in from_json(vectors).items()}
    return Profile(
        article_id=article_id,
        ordinal=ordinal,
        seen_at=seen_at,
        published_at=published_at,
        title=title,
        vectors=found,
        keys=keys_of(found),
    )


def number_of(key: Key) -> int:
    """A key as a number of 32 bits. Where two are the same, which is seldom, an article too much is read."""
    return int.from_bytes(blake2b(":".join(key).encode(), digest_size=4).digest(), "big")
