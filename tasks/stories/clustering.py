"""Which story an article belongs to: articles one after another, in the order of the log. Pure: no clock, no chance.

    clustering = Clustering()            # or with the articles that an earlier one has placed
    told = clustering.tell(profile)      # told.story_id, and what has changed: told.events

An article is compared with the likeliest earlier ones of the days around it (`story_index`); the stories of these that
it is like on average are parted anew together with it (`story_groups`), because a new article may show that two
stories are one, or that one is two. What only looks alike stays apart: an average is low where one article would
bridge two events.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tasks.stories.average_linkage import joined
from tasks.stories.candidates import Index
from tasks.stories.events import Event, StoryEvent, begun, changes
from tasks.stories.similarity import WINDOW, Profile, apart, likeness
from tasks.stories.titles import story_title

# Average likeness from which articles tell one event; chosen on one half of a public set (docs/adr/0045).
SAME = 0.13
_NEAR = 0.6 * SAME  # from here on a story is looked at
_STORIES = 3  # that are looked at for one article, at most
_MEMBERS = 8  # articles that stand for a story: the newest within the window
_SMALL = 6  # a story with more of them within the window is not taken apart again


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What came of an article: its story, the events in their order, and titles of the stories that changed."""

    article_id: str
    ordinal: int
    story_id: str
    events: tuple[StoryEvent, ...]
    titles: dict[str, str]


@dataclass(frozen=True, slots=True)
class Placed:
    """An article and the story it is in."""

    story_id: str
    profile: Profile


class Clustering:
    """The open stories. What it says depends on the articles and their order alone."""

    def __init__(self, placed: Iterable[Placed] = ()) -> None:
        """Begins with articles of former times, in any order.

        They are those that an index of all would find for any article that will be told, and whatever else the stories
        of these hold within the window of any of them. More do no harm.
        """
        self._profiles: dict[str, Profile] = {}
        self._story_of: dict[str, str] = {}
        self._members: defaultdict[str, list[Profile]] = defaultdict(list)
        self._index = Index()
        for one in sorted(placed, key=lambda one: one.profile.ordinal):
            self._add(one.profile)
            self._settle(one.profile.article_id, one.story_id)

    def tell(self, profile: Profile) -> Told:
        """Takes the next article, which must not have been told before."""
        near = self._near(profile)
        events = changes(profile, self._parts(profile, near), self._story_of) if near else [begun(profile)]
        self._add(profile)
        for event in events:
            self._play(event)
        touched = sorted({event.story_id for event in events} | {event.other_id or event.story_id for event in events})
        return Told(
            article_id=profile.article_id,
            ordinal=profile.ordinal,
            story_id=self._story_of[profile.article_id],
            events=tuple(events),
            titles={story: story_title(shown) for story in touched if (shown := self._shown(story, profile))},
        )

    def placed(self) -> list[Placed]:
        """All articles it knows, in the order of the log."""
        return [Placed(self._story_of[key], profile) for key, profile in self._profiles.items()]

    def _near(self, profile: Profile) -> list[str]:
        """The likeliest stories, the likeliest first; of equal ones the older."""
        found = []
        for story in dict.fromkeys(self._story_of[key] for key in self._index.near(profile)):
            shown = self._shown(story, profile)
            like = _average([profile], shown)
            if like >= _NEAR:
                found.append((-like, shown[0].ordinal, story))
        return [story for _, _, story in sorted(found)[:_STORIES]]

    def _shown(self, story: str, around: Profile) -> list[Profile]:
        """The articles that stand for a story in the days around an article, in the order of the log."""
        shown: list[Profile] = []
        for other in reversed(self._members.get(story, [])):
            if apart(other, around) <= WINDOW:
                shown.append(other)
                if len(shown) == _MEMBERS:
                    break
        return shown[::-1]

    def _parts(self, profile: Profile, stories: Sequence[str]) -> list[list[Profile]]:
        """The articles of these stories and the new one, parted into events, each part in the order of the log."""
        nodes: list[list[Profile]] = []
        for story in stories:
            shown = self._shown(story, profile)
            nodes += [shown] if len(shown) > _SMALL else [[one] for one in shown]
        nodes.append([profile])
        groups = joined([len(node) for node in nodes], lambda one, other: _average(nodes[one], nodes[other]), SAME)
        parts = ([one for number in group for one in nodes[number]] for group in groups)
        return [sorted(part, key=_ordinal) for part in parts]

    def _add(self, profile: Profile) -> None:
        self._profiles[profile.article_id] = profile
        self._index.add(profile)

    def _play(self, event: StoryEvent) -> None:
        if event.article_id is not None:
            self._settle(event.article_id, event.story_id)
        elif event.what is Event.MERGED and event.other_id is not None:
            for one in self._members.pop(event.other_id):
                self._settle(one.article_id, event.story_id)

    def _settle(self, article: str, story: str) -> None:
        profile, origin = self._profiles[article], self._story_of.get(article)
        if origin is not None and origin in self._members:
            self._members[origin].remove(profile)
        self._story_of[article] = story
        insort(self._members[story], profile, key=_ordinal)


def _average(some: Sequence[Profile], others: Sequence[Profile]) -> float:
    return sum(likeness(one, other) for one in some for other in others) / (len(some) * len(others))


def _ordinal(profile: Profile) -> int:
    return profile.ordinal
