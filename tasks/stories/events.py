"""Pure. What happens to stories, as events: to play them one after another is to have the stories.

begun    the article begins `story_id`                 moved   it leaves `other_id` for `story_id`
joined   it joins `story_id`                           merged  all of `other_id` goes on in `story_id`
split    `story_id` begins with articles of `other_id`, which are moved next
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from tasks.stories.similarity import Profile

Part = Sequence[Profile]


class Event(StrEnum):
    """What has happened to a story."""

    BEGUN = "begun"
    JOINED = "joined"
    MOVED = "moved"
    MERGED = "merged"
    SPLIT = "split"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryEvent:
    """A line of the stories' history. `article_id` is None where a whole story is meant."""

    what: Event
    story_id: str
    article_id: str | None = None
    other_id: str | None = None


def begun(profile: Profile) -> StoryEvent:
    """The article is the first of a new story."""
    return StoryEvent(what=Event.BEGUN, story_id=_story_id(profile, profile), article_id=profile.article_id)


def changes(fresh: Profile, parts: Sequence[Part], story_of: Mapping[str, str]) -> list[StoryEvent]:
    """What makes the stories be these parts, of which one holds the fresh article; `story_of` knows all others.

    A story goes on as the part that holds most of it, and a part as the story it holds most of; of equal ones the one
    with the earliest article. What has no part left is merged, what has no story is split off.
    """
    old = [[one for one in part if one is not fresh] for part in parts]
    shares = _shares(old, story_of)
    named: dict[int, str] = {}
    for story, number in shares:
        if number not in named and story not in named.values():
            named[number] = story
    events = []
    for number, part in enumerate(parts):
        if number not in named:
            named[number] = _story_id(part[0], fresh)
            if old[number]:
                origin = story_of[part[0].article_id]
                events.append(StoryEvent(what=Event.SPLIT, story_id=named[number], other_id=origin))
    merged = {story: named[number] for story, number in reversed(shares) if story not in named.values()}
    for number, part in enumerate(old):
        events += [
            StoryEvent(what=Event.MOVED, story_id=named[number], article_id=one.article_id, other_id=origin)
            for one in part
            for origin in [story_of[one.article_id]]
            if named[number] not in {origin, merged.get(origin)}
        ]
    events += [StoryEvent(what=Event.MERGED, story_id=into, other_id=story) for story, into in sorted(merged.items())]
    own = next(number for number, part in enumerate(parts) if fresh in part)
    if not old[own]:
        return [*events, begun(fresh)]
    return [*events, StoryEvent(what=Event.JOINED, story_id=named[own], article_id=fresh.article_id)]


def _shares(parts: Sequence[Part], story_of: Mapping[str, str]) -> list[tuple[str, int]]:
    """Stories and the parts that hold some of them, the most first."""
    shares: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for number, part in enumerate(parts):
        for one in part:
            shares[story_of[one.article_id], number].append(one.ordinal)
    return sorted(shares, key=lambda share: (-len(shares[share]), min(shares[share])))


def _story_id(first: Profile, cause: Profile) -> str:
    """Of the story that begins with an article; one that is split off is told from earlier ones by its cause."""
    return sha256(f"story:{first.article_id}:{cause.article_id}".encode()).hexdigest()[:20]
