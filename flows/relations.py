"""Which relations between articles are worked out, and by what functions of `tasks`. Knows both sides; no Prefect."""

from __future__ import annotations

from flows.copying import repetition
from warehouse.copies import Copies
from warehouse.relate import Relation

RELATIONS: tuple[Relation, ...] = (Copies(repetition),)
