"""Writes the profile of an article as a row between two loads, and reads it back.

Pure.
"""

import json
from hashlib import blake2b

from tasks.stories.candidates import index_days
from tasks.stories.similarity import StoryEvidence, StoryProfile, TermKey, choose_keys
from warehouse.model.records import from_json
from warehouse.model.relation_records import StoredProfile, StoryProfileRow


def encode_profile(profile: StoryProfile) -> StoryProfileRow:
    """The row of a profile: its vectors as JSON, its keys as numbers, and the days under which it is found."""
    return StoryProfileRow(
        article_id=profile.article_id,
        ordinal=profile.ordinal,
        seen_at=profile.seen_at,
        published_at=profile.published_at,
        title=profile.title,
        vectors=json.dumps(profile.vectors, ensure_ascii=False, separators=(",", ":")),
        keys=[_number(key) for key in profile.keys],
        days=index_days(profile),
    )


def decode_profile(stored: StoredProfile | StoryProfileRow) -> StoryProfile:
    """The profile that `encode_profile` made the row of, to the last digit."""
    vectors = {StoryEvidence(kind): vector for kind, vector in from_json(stored.vectors).items()}
    return StoryProfile(
        article_id=stored.article_id,
        ordinal=stored.ordinal,
        seen_at=stored.seen_at,
        published_at=stored.published_at,
        title=stored.title,
        vectors=vectors,
        keys=choose_keys(vectors),
    )


def _number(key: TermKey) -> int:
    """A key as a number of 32 bits. Where two are the same, which is rare, an article too much is read."""
    return int.from_bytes(blake2b(":".join(key).encode(), digest_size=4).digest(), "big")
