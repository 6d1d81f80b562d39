"""Which relations between articles are worked out, and by what functions of `tasks`. Knows both sides; no Prefect."""

from __future__ import annotations

from flows.relations.copies import repetition
from flows.relations.namesakes import OF_A_SURNAME, bear, surnames
from flows.relations.quote_links import compare
from flows.relations.revisions import revise
from flows.relations.stories import FADING, REACH, cluster, weigh
from warehouse.relations.base import Relation
from warehouse.relations.copies import Copies
from warehouse.relations.namesakes import Bearers
from warehouse.relations.quote_links import QuoteLinks
from warehouse.relations.revisions import Revisions
from warehouse.relations.stories import Stories
from warehouse.relations.story_profiles import StoryProfiles

RELATIONS: tuple[Relation, ...] = (
    Copies(repetition),
    Bearers(bear, surnames, OF_A_SURNAME),  # behind the copies, which say nothing new of anybody
    QuoteLinks(compare),
    Revisions(revise),
    StoryProfiles(weigh, FADING),
    Stories(cluster, REACH),  # behind the profiles that it reads
)
