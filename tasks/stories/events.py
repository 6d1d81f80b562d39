"""Describes changes of stories as events: to apply them one after another gives the stories.

Pure.

begun    the article begins `story_id`                 moved   it leaves `other_id` for `story_id`
joined   it joins `story_id`                           merged  all of `other_id` goes on in `story_id`
split    `story_id` begins with articles of `other_id`, which are moved next
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from hashlib import sha256

from tasks.stories.similarity import StoryProfile
from warehouse.model.relation_records import StoryEvent, StoryEventKind

_Cluster = Sequence[StoryProfile]


def begin_story(profile: StoryProfile) -> StoryEvent:
    """The event of an article that is the first of a new story."""
    return StoryEvent(what=StoryEventKind.BEGUN, story_id=_story_id(profile, profile), article_id=profile.article_id)


def describe_changes(new: StoryProfile, clusters: Sequence[_Cluster], story_of: Mapping[str, str]) -> list[StoryEvent]:
    """The events that turn the stories into these clusters, one of which holds the new article.

    `story_of` knows all other articles. A story goes on as the cluster that holds most of it, and a cluster as the
    story it holds most of; of equal ones the one with the earliest article. A story without a cluster is merged, a
    cluster without a story is split off.
    """
    earlier = [[profile for profile in cluster if profile is not new] for cluster in clusters]
    shares = _list_shares(earlier, story_of)
    stories: dict[int, str] = {}
    for story, number in shares:
        if number not in stories and story not in stories.values():
            stories[number] = story
    events = []
    for number, cluster in enumerate(clusters):
        if number not in stories:
            stories[number] = _story_id(cluster[0], new)
            if earlier[number]:
                origin = story_of[cluster[0].article_id]
                events.append(StoryEvent(what=StoryEventKind.SPLIT, story_id=stories[number], other_id=origin))
    merged = {story: stories[number] for story, number in reversed(shares) if story not in stories.values()}
    for number, profiles in enumerate(earlier):
        events += _move(profiles, stories[number], merged, story_of)
    events += [
        StoryEvent(what=StoryEventKind.MERGED, story_id=into, other_id=story) for story, into in sorted(merged.items())
    ]
    own = next(number for number, cluster in enumerate(clusters) if new in cluster)
    if not earlier[own]:
        return [*events, begin_story(new)]
    joined = StoryEvent(what=StoryEventKind.JOINED, story_id=stories[own], article_id=new.article_id)
    return [*events, joined]


def _move(profiles: _Cluster, story: str, merged: Mapping[str, str], story_of: Mapping[str, str]) -> list[StoryEvent]:
    """Events of articles that change to a story, other than by a merge."""
    return [
        StoryEvent(what=StoryEventKind.MOVED, story_id=story, article_id=profile.article_id, other_id=origin)
        for profile in profiles
        for origin in [story_of[profile.article_id]]
        if story not in {origin, merged.get(origin)}
    ]


def _list_shares(clusters: Sequence[_Cluster], story_of: Mapping[str, str]) -> list[tuple[str, int]]:
    """Stories and the clusters that hold some of their articles, most articles first."""
    shares: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for number, cluster in enumerate(clusters):
        for profile in cluster:
            shares[story_of[profile.article_id], number].append(profile.ordinal)
    return sorted(shares, key=lambda share: (-len(shares[share]), min(shares[share])))


def _story_id(first: StoryProfile, cause: StoryProfile) -> str:
    """The id of a story that begins with an article; `cause`, where it is split off, keeps it from earlier ones."""
    return sha256(f"story:{first.article_id}:{cause.article_id}".encode()).hexdigest()[:20]
