"""Which relations between articles are worked out, and by what functions of `tasks`. Knows both sides; no Prefect."""

from __future__ import annotations

from flows.copying import repetition
from flows.quote_pairs import compare
from flows.revising import revise
from warehouse.copies import Copies
from warehouse.quote_links import QuoteLinks
from warehouse.relate import Relation
from warehouse.revisions import Revisions

RELATIONS: tuple[Relation, ...] = (Copies(repetition), QuoteLinks(compare), Revisions(revise))
