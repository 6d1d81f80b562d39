"""Prints, list by list, the words of the lexicon that a run never matched.

    python -m tests.support.unused_words                      the unit tests
    python -m tests.support.unused_words --every 20 PATH ...  every 20th text of the files (.txt, .jsonl, .jsonl.gz)

A record of a .jsonl file holds `text`, or `tokens`. A word counts as matched when a set or a mapping that holds it is
asked for an equal word. Lists from which patterns are compiled, and tables (`*.tsv`), are not watched.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from importlib import import_module
from itertools import islice
from pathlib import Path

import click
import pytest

from tasks.lexicon import word_lists

_TOGETHER = 32


class WatchedWord(str):
    """A word that notes when an equal word is looked up in a set or a mapping that holds it."""

    is_used = False

    def __eq__(self, other: object) -> bool:
        """As of any string; an equal one marks the word as used."""
        is_equal = str.__eq__(self, other) is True
        if is_equal:
            self.is_used = True
        return is_equal

    __hash__ = str.__hash__


class Watch:
    """Puts watched words into every list that is loaded from here on."""

    def __init__(self) -> None:
        self.words: dict[tuple[str, str], list[WatchedWord]] = {}
        self._list = ("", "")
        self._section = word_lists._section
        word_lists._section = self._open
        word_lists.split_line = self._split

    def _open(self, file: str, section: str, language: str) -> list[tuple[int, str]]:
        self._list = (file, section)
        return self._section(file, section, language)

    def _split(self, text: str, separator: str | None) -> list[str]:
        words = [WatchedWord(word) for word in text.split(separator)]
        self.words.setdefault(self._list, []).extend(words)
        return list(words)

    def reset(self) -> None:
        """Forgets what was used so far: lists that are joined while modules load compare their words."""
        for words in self.words.values():
            for word in words:
                word.is_used = False

    def unused(self) -> dict[tuple[str, str], list[str]]:
        """List → its words that were not used by any module that loaded the list."""
        used = {key: {str(word) for word in words if word.is_used} for key, words in self.words.items()}
        return {key: sorted({*map(str, words)} - used[key]) for key, words in self.words.items()}


def texts(path: Path, every: int) -> Iterator[str]:
    """Every `every`-th text of a file, or of all files of a folder."""
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.suffix == ".txt":
            yield file.read_text(encoding="utf-8")
        elif file.name.endswith((".jsonl", ".jsonl.gz")):
            with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open() as lines:
                records = (json.loads(line) for line in islice(lines, 0, None, every))
                yield from (record.get("text") or " ".join(record.get("tokens", ())) for record in records)


def run_pipeline(watch: Watch, paths: tuple[Path, ...], every: int) -> int:
    """Number of texts refined to rows."""
    # Imported here: modules that load lists may be imported only once the watch stands.
    settings = import_module("flows.runtime.settings").Settings()
    refine, capture = (
        import_module("tasks.pipeline.refine_batch").refine,
        import_module("tests.support.builders").capture,
    )
    pipelines = {"en": import_module("tasks.mentions.ner").load_pipeline(settings.models["en"])}
    count, source = 0, (text for path in paths for text in texts(path, every) if text)
    while batch := [capture(text.encode()) for text in islice(source, _TOGETHER)]:
        if not count:  # the first batch builds the tables that are built once
            refine(batch[:1], pipelines=pipelines, limits=settings.limits, deadline=nullcontext)
            watch.reset()
        refine(batch, pipelines=pipelines, limits=settings.limits, deadline=nullcontext)
        count += len(batch)
    return count


@click.command()
@click.argument("paths", type=click.Path(exists=True, path_type=Path), nargs=-1)
@click.option("--every", default=1, help="Read every N-th record of a file.")
@click.option("--tests", "also_tests", is_flag=True, help="Run the unit tests as well.")
def main(paths: tuple[Path, ...], every: int, *, also_tests: bool) -> None:
    """Print the words of the lexicon that the unit tests, or the texts of PATHS, never match."""
    watch = Watch()
    if paths:
        click.echo(f"{run_pipeline(watch, paths, every)} texts")
    if also_tests or not paths:
        pytest.main(["-q", "-p", "no:cacheprovider", "--no-header", *map(str, Path("tests").glob("unit_*"))])
    for (file, section), words in sorted(watch.unused().items()):
        total = len({*map(str, watch.words[file, section])})
        click.echo(f"{file}.txt [{section}] {len(words)} of {total} unused: {' '.join(words)}")


if __name__ == "__main__":
    sys.exit(main())
