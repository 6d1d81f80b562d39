"""Between the warehouse, which asks which articles tell one event, and their comparison, which knows no warehouse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

from tasks.pipeline.identity_keys import place_id
from tasks.stories.candidates import MET, OF_A_KEY, days_of
from tasks.stories.clustering import Clustering, Placed
from tasks.stories.events import Event, StoryEvent
from tasks.stories.idf import FADED, HALF_LIFE, Commonness, TermCount
from tasks.stories.serialize import number_of, read, written
from tasks.stories.similarity import WINDOW, Profile, Report, counts_of, profile_of, terms_of
from warehouse.relations.stories import Clustered, Profiled, Reach, StoryEventRow
from warehouse.relations.story_profiles import Fading, Lies, LookUp, StoryCount, StoryProfile, StoryReport

FADING = Fading(half_life=HALF_LIFE, faded=FADED)
REACH = Reach(days=WINDOW.days, of_a_key=OF_A_KEY, met={by: MET[by] for by in MET})


def weigh(reports: Sequence[StoryReport], so_far: int, look_up: LookUp) -> tuple[list[StoryProfile], list[StoryCount]]:
    """What is kept of articles, in the order of the log, and the counts of terms that they raise."""
    read_ones = [(report, counts_of(report)) for report in map(_report, reports)]
    asked = dict.fromkeys(chain.from_iterable(terms_of(counts) for _, counts in read_ones))
    known = (TermCount(term=one.term, articles=one.articles, at=one.as_of) for one in look_up(list(asked)))
    commonness = Commonness(so_far, known)
    profiles = [_kept(profile_of(report, counts, commonness)) for report, counts in read_ones]
    return profiles, [StoryCount(term=one.term, articles=one.articles, as_of=one.at) for one in commonness.rows()]


def cluster(fresh: Sequence[Profiled], placed: Sequence[Profiled]) -> Clustered:
    """Which story each new article belongs to, in the order of the log, and what that changes."""
    before = {one.article_id: one.story_id for one in placed if one.story_id}
    clustering = Clustering(Placed(one.story_id, _profile(one)) for one in placed if one.story_id)
    events: list[StoryEventRow] = []
    titles: dict[str, str] = {}
    merged: dict[str, str] = {}
    for one in fresh:
        told = clustering.tell(_profile(one))
        titles |= told.titles
        events += [_event_row(one.ordinal, place, event) for place, event in enumerate(told.events, start=1)]
        for event in told.events:
            if event.what is Event.MERGED and event.other_id is not None:
                merged = _led_on(merged, event.other_id, event.story_id)
    stories = {
        placed_now.profile.article_id: (placed_now.profile.ordinal, placed_now.story_id)
        for placed_now in clustering.placed()
        if placed_now.story_id != _after(before.get(placed_now.profile.article_id), merged)
    }
    standing = {story: title for story, title in titles.items() if story not in merged}
    return Clustered(events=events, stories=stories, merged=merged, titles=standing)


def _report(one: StoryReport) -> Report:
    places = Counter(one.places)
    if one.dateline_place:
        places[place_id(one.dateline_place)] += 1
    return Report(
        article_id=one.article_id,
        seen_at=one.seen_at,
        published_at=one.published_at,
        title=one.title,
        text=one.text,
        names=one.names,
        places=places,
    )


def _kept(profile: Profile) -> StoryProfile:
    return StoryProfile(
        article_id=profile.article_id,
        ordinal=profile.ordinal,
        title=profile.title,
        vectors=written(profile),
        keys=[number_of(key) for key in profile.keys],
        days=[Lies(by=by, day=day) for by, day in days_of(profile)],
    )


def _profile(one: Profiled) -> Profile:
    return read(
        article_id=one.article_id,
        ordinal=one.ordinal,
        seen_at=one.seen_at,
        published_at=one.published_at,
        title=one.title,
        vectors=one.vectors,
    )


def _event_row(ordinal: int, place: int, event: StoryEvent) -> StoryEventRow:
    return StoryEventRow(
        ordinal=ordinal,
        place=place,
        what=event.what,
        story_id=event.story_id,
        article_id=event.article_id,
        other_id=event.other_id,
    )


def _led_on(merged: Mapping[str, str], story: str, into: str) -> dict[str, str]:
    """Where ended stories lead, when one more ends."""
    return {ended: into if led == story else led for ended, led in merged.items()} | {story: into}


def _after(story: str | None, merged: Mapping[str, str]) -> str | None:
    return merged.get(story, story) if story else None
