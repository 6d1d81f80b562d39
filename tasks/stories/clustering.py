"""Clusters articles into stories incrementally, in the order of the log.

Pure: no clock, no chance.

    clustering = Clustering()            # or with the articles that an earlier one has clustered
    result = clustering.add(profile)     # result.story_id, and the changes: result.events

An article is compared with the most similar earlier ones of the days around it (`candidates`); the stories of these
whose average similarity is high enough are clustered again together with it, because a new article may show that two
stories are one, or that one is two.
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain, combinations

from tasks.stories.candidates import CandidateIndex
from tasks.stories.events import begin_story, describe_changes
from tasks.stories.idf import DecayingIdf
from tasks.stories.serialize import decode_profile, encode_profile
from tasks.stories.similarity import (
    STORY_SIMILARITY,
    StoryProfile,
    count_terms,
    list_terms,
    profile_article,
    story_similarity,
    time_between,
)
from tasks.stories.titles import choose_story_title
from warehouse.model.relation_records import (
    ClusteringResult,
    StoredProfile,
    StoryArticle,
    StoryEvent,
    StoryEventKind,
    StoryEventRow,
    StoryMemberRow,
    StoryProfileRow,
    TermCount,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusteringThresholds:
    """When articles are one story; chosen on one half of a public set (docs/adr/0045-story-clustering.md)."""

    same_story: float = 0.13  # average similarity of one story
    candidate: float = 0.6 * 0.13  # average similarity from which a story is clustered again
    candidate_stories: int = 3  # stories that are clustered again for one article
    representatives: int = 8  # articles that stand for a story: the newest within the window
    divisible: int = 6  # a story with more representatives stays whole


_THRESHOLDS = ClusteringThresholds()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedArticle:
    """The story of an article, the events in their order, and titles of the stories that changed."""

    story_id: str
    events: tuple[StoryEvent, ...]
    titles: dict[str, str]


@dataclass(frozen=True, slots=True)
class ClusteredArticle:
    """An article and its story."""

    story_id: str
    profile: StoryProfile


def profile_articles(
    articles: Sequence[StoryArticle], earlier: int, find_counts: Callable[[Sequence[str]], Sequence[TermCount]]
) -> tuple[list[StoryProfileRow], list[TermCount]]:
    """The profiles of articles, in the order of the log, and the counts of terms that they raise.

    `earlier` articles came before them; `find_counts` gives the counts of terms then.
    """
    counted = [(article, count_terms(article)) for article in articles]
    terms = dict.fromkeys(chain.from_iterable(list_terms(counts) for _, counts in counted))
    idf = DecayingIdf(earlier, find_counts(list(terms)))
    profiles = [encode_profile(profile_article(article, counts, idf)) for article, counts in counted]
    return profiles, idf.raised_counts()


def cluster_articles(new: Sequence[StoredProfile], clustered: Sequence[StoredProfile]) -> ClusteringResult:
    """The story of each new article, in the order of the log, and what it changes for those that are clustered."""
    before = {stored.article_id: stored.story_id for stored in clustered if stored.story_id}
    clustering = Clustering(
        ClusteredArticle(stored.story_id, decode_profile(stored)) for stored in clustered if stored.story_id
    )
    events: list[StoryEventRow] = []
    titles: dict[str, str] = {}
    merged: dict[str, str] = {}
    for stored in new:
        added = clustering.add(decode_profile(stored))
        titles |= added.titles
        for place, event in enumerate(added.events, start=1):
            events.append(StoryEventRow(ordinal=stored.ordinal, place=place, **asdict(event)))
            if event.what is StoryEventKind.MERGED and event.other_id is not None:
                merged = _redirect(merged, event.other_id, event.story_id)
    return ClusteringResult(
        events=events,
        members=[
            StoryMemberRow(story_id=article.story_id, article_id=profile.article_id, ordinal=profile.ordinal)
            for article in clustering.articles()
            for profile in [article.profile]
            if article.story_id != _follow(before.get(profile.article_id), merged)
        ],
        merges=merged,
        titles={story: title for story, title in titles.items() if story not in merged},
    )


class Clustering:
    """The open stories. Its results depend on the articles and their order alone."""

    def __init__(self, clustered: Iterable[ClusteredArticle] = ()) -> None:
        """Begins with earlier articles, in any order.

        They are those that an index of all would find for any article that will be added, and all others of their
        stories within the window of any such article. More do no harm.
        """
        self._profiles: dict[str, StoryProfile] = {}
        self._story_of: dict[str, str] = {}
        self._members: defaultdict[str, list[StoryProfile]] = defaultdict(list)
        self._index = CandidateIndex()
        for article in sorted(clustered, key=lambda article: article.profile.ordinal):
            self._register(article.profile)
            self._assign(article.profile.article_id, article.story_id)

    def add(self, profile: StoryProfile) -> AddedArticle:
        """Adds the next article, which must not have been added before."""
        stories = self._find_stories(profile)
        events = (
            describe_changes(profile, self._cluster_again(profile, stories), self._story_of)
            if stories
            else [begin_story(profile)]
        )
        self._register(profile)
        for event in events:
            self._apply(event)
        changed = sorted({event.story_id for event in events} | {event.other_id or event.story_id for event in events})
        return AddedArticle(
            story_id=self._story_of[profile.article_id],
            events=tuple(events),
            titles={
                story: choose_story_title(members) for story in changed if (members := self._represent(story, profile))
            },
        )

    def articles(self) -> list[ClusteredArticle]:
        """All articles it knows, in the order of the log."""
        return [ClusteredArticle(self._story_of[key], profile) for key, profile in self._profiles.items()]

    def _find_stories(self, profile: StoryProfile) -> list[str]:
        """The most similar stories, most similar first; of equal ones the older."""
        similar = []
        for story in dict.fromkeys(self._story_of[key] for key in self._index.find(profile)):
            members = self._represent(story, profile)
            similarity = _average_similarity([profile], members)
            if similarity >= _THRESHOLDS.candidate:
                similar.append((-similarity, members[0].ordinal, story))
        return [story for _, _, story in sorted(similar)[: _THRESHOLDS.candidate_stories]]

    def _represent(self, story: str, around: StoryProfile) -> list[StoryProfile]:
        """The articles that stand for a story in the days around an article, in the order of the log."""
        members: list[StoryProfile] = []
        for other in reversed(self._members.get(story, [])):
            if time_between(other, around) <= STORY_SIMILARITY.window:
                members.append(other)
                if len(members) == _THRESHOLDS.representatives:
                    break
        return members[::-1]

    def _cluster_again(self, profile: StoryProfile, stories: Sequence[str]) -> list[list[StoryProfile]]:
        """The articles of these stories and the new one, clustered, each cluster in the order of the log."""
        nodes: list[list[StoryProfile]] = []
        for story in stories:
            members = self._represent(story, profile)
            nodes += [members] if len(members) > _THRESHOLDS.divisible else [[member] for member in members]
        nodes.append([profile])
        clusters = _cluster_by_average(
            [len(node) for node in nodes],
            lambda first, second: _average_similarity(nodes[first], nodes[second]),
            _THRESHOLDS.same_story,
        )
        return [
            sorted((member for number in numbers for member in nodes[number]), key=_ordinal) for numbers in clusters
        ]

    def _register(self, profile: StoryProfile) -> None:
        self._profiles[profile.article_id] = profile
        self._index.add(profile)

    def _apply(self, event: StoryEvent) -> None:
        if event.article_id is not None:
            self._assign(event.article_id, event.story_id)
        elif event.what is StoryEventKind.MERGED and event.other_id is not None:
            for profile in self._members.pop(event.other_id):
                self._assign(profile.article_id, event.story_id)

    def _assign(self, article: str, story: str) -> None:
        profile, origin = self._profiles[article], self._story_of.get(article)
        if origin is not None and origin in self._members:
            self._members[origin].remove(profile)
        self._story_of[article] = story
        insort(self._members[story], profile, key=_ordinal)


def _cluster_by_average(
    sizes: Sequence[int], similarity: Callable[[int, int], float], least: float
) -> list[tuple[int, ...]]:
    """Clusters of the numbers 0 … len(sizes) - 1 by average linkage, each in order, by their least number.

    `similarity` compares two of them, `sizes` says how many articles each stands for. Two clusters are merged while the
    average similarity over the pairs of their members is at least `least`: with the highest one instead, one article
    between two events would merge them.
    """
    clusters: dict[int, tuple[int, ...]] = {number: (number,) for number in range(len(sizes))}
    averages = {pair: similarity(*pair) for pair in combinations(clusters, 2)}
    weights = list(sizes)
    while averages:
        (first, second), best = max(averages.items(), key=lambda item: (item[1], -item[0][0], -item[0][1]))
        if best < least:
            break
        clusters[first] = tuple(sorted(clusters[first] + clusters.pop(second)))
        del averages[first, second]
        for third in clusters:
            if third != first:
                kept, removed = _order(first, third), _order(second, third)
                total = weights[first] * averages[kept] + weights[second] * averages.pop(removed)
                averages[kept] = total / (weights[first] + weights[second])
        weights[first] += weights[second]
    return sorted(clusters.values())


def _order(first: int, second: int) -> tuple[int, int]:
    return (first, second) if first < second else (second, first)


def _average_similarity(profiles: Sequence[StoryProfile], others: Sequence[StoryProfile]) -> float:
    total = sum(story_similarity(profile, other) for profile in profiles for other in others)
    return total / (len(profiles) * len(others))


def _ordinal(profile: StoryProfile) -> int:
    return profile.ordinal


def _redirect(merged: Mapping[str, str], story: str, into: str) -> dict[str, str]:
    """The stories in which ended stories go on, when one more ends."""
    return {ended: into if target == story else target for ended, target in merged.items()} | {story: into}


def _follow(story: str | None, merged: Mapping[str, str]) -> str | None:
    return merged.get(story, story) if story else None
