"""What rules cost beside the model: `python -m tests.bench.bench_annotate [FILE.jsonl [TEXTS]]`.

Each line of the file is an object with a `text`; without a file, the two seed documents 50 times each. Texts are given
by turns, 20 at a time, to the bare pipeline (`tok2vec, ner`, as the model's own package reads them) and to `annotate`
(names, quotations, speakers, sources, figures); one process, set up as a worker, CPU time.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import spacy

from flows.runtime.memory import collect_seldom
from flows.runtime.settings import Settings
from tasks.mentions.ner import load_pipeline
from tasks.pipeline.annotate import annotate
from tests.conftest import ROOT
from tests.support.builders import document

AT_ONCE = 20


def texts(path: str | None, count: int) -> list[str]:
    """So many texts."""
    if path is None:
        return [one.read_text("utf-8") for one in sorted((ROOT / "seeds").iterdir())] * 50
    return [text for text, _ in zip(_lines(Path(path)), range(count), strict=False)]


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if text := json.loads(line).get("text"):
                yield text


def main(path: str | None = None, count: str = "300") -> None:
    """Measure by turns, and print."""
    collect_seldom()  # as a worker does
    model = Settings().models["en"]
    bare, pipelines = spacy.load(model), {"en": load_pipeline(model)}
    bare.select_pipes(enable=["tok2vec", "ner"])
    found = texts(path, int(count))
    spent = {"bare": 0.0, "annotate": 0.0}
    for start in range(-AT_ONCE, len(found), AT_ONCE):  # the first turn warms both up
        some = found[max(start, 0) : max(start, 0) + AT_ONCE]
        documents = [document(text) for text in some]
        for name in sorted(spent, reverse=start % (2 * AT_ONCE) == 0):
            began = time.process_time()
            if name == "bare":
                list(bare.pipe(some))
            else:
                annotate(documents, pipelines)
            if start >= 0:
                spent[name] += time.process_time() - began
    print(f"{len(found)} texts of {sum(map(len, found)) // len(found)} characters: ", end="")
    for name, seconds in spent.items():
        print(f"{name} {seconds / len(found) * 1_000:.1f} ms, ", end="")
    print(f"throughput {spent['bare'] / spent['annotate']:.2f} of the bare pipeline")


if __name__ == "__main__":
    main(*sys.argv[1:])
