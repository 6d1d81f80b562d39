"""Which relations between articles are worked out, and by what functions of `tasks`. Knows both sides; no Prefect."""

from __future__ import annotations

from flows.bearing import OF_A_SURNAME, bear, surnames
from flows.copying import repetition
from flows.quote_pairs import compare
from flows.revising import revise
from flows.storytelling import FADING, REACH, cluster, weigh
from warehouse.bearers import Bearers
from warehouse.copies import Copies
from warehouse.quote_links import QuoteLinks
from warehouse.relate import Relation
from warehouse.revisions import Revisions
from warehouse.stories import Stories
from warehouse.story_profiles import StoryProfiles

RELATIONS: tuple[Relation, ...] = (
    Copies(repetition),
    Bearers(bear, surnames, OF_A_SURNAME),  # behind the copies, which say nothing new of anybody
    QuoteLinks(compare),
    Revisions(revise),
    StoryProfiles(weigh, FADING),
    Stories(cluster, REACH),  # behind the profiles that it reads
)
