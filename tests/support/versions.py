"""Versions of one text as editors make them, and a warehouse that they are loaded into, for tests of revisions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hypothesis import strategies as st

from flows.relations.registry import RELATIONS
from tasks.pipeline.to_rows import Refined, assemble
from tests.support.builders import load_batches
from warehouse.db.connect import workspace, writer
from warehouse.relations.base import relate

# Sentences as they are edited: words changed, quotations, figures, what looks like the end of a sentence and is none.
SENTENCES = st.sampled_from(
    [
        "The minister said 12 people died.",
        "The minister said 15 people died.",
        "The minister denied it.",
        "“We will stay. We will win,” said Ann Porter.",
        "“We will stay. We will lose,” said Ann Porter.",
        "Mr. Hall of the U.S. left at 10 a.m. on Friday.",
        "Nobody was hurt!",
        "Was it so? Yes.",
        'He said: "No.',
        "•",
    ]
)
GAPS = st.sampled_from([" ", "\n\n", "\n", "  "])
TEXTS = st.lists(st.tuples(SENTENCES, GAPS), min_size=1, max_size=8).map(
    lambda pieces: "".join(sentence + gap for sentence, gap in pieces).strip()
)


def put(home: Path, log: Sequence[Refined], size: int = 500) -> None:
    """Loads and relates, so many documents at once."""
    for start in range(0, len(log), size):
        with writer(home, wait_seconds=5) as connection:
            load_batches(connection, [assemble(log[start : start + size])], home)
        with workspace(home) as connection:
            relate(connection, home, RELATIONS, wait_seconds=5)
