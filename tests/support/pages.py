"""The generated pages of `docs/`: `python -m tests.support.pages` writes them, `test_docs.py` compares them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import click
import duckdb

from flows.cli.main import main
from tests.floors import FLOORS
from tests.support.shortcomings import NAMES, TEXTS
from warehouse.db.migrate import migrate
from warehouse.db.schema import schema_page

DOCS = Path(__file__).resolve().parents[2] / "docs"


def command_page() -> str:
    """Every command with its help, as the terminal shows it."""
    parts = ["# Commands\n\nThis page is generated from the commands: `make docs` writes it, a test compares it.\n"]
    parts += [_section(name, help_text(context)) for name, context in commands().items()]
    return "".join(parts)


def commands() -> dict[str, click.Context]:
    """The context of every command by what the user types, groups before their commands: "dateline feeds add"."""
    contexts: dict[str, click.Context] = {}
    waiting = [("dateline", "dateline", cast("click.Command", main), cast("click.Context | None", None))]
    while waiting:
        path, name, command, parent = waiting.pop(0)
        settings = command.context_settings | {"terminal_width": 100}
        context = contexts[path] = click.Context(command, info_name=name, parent=parent, **settings)
        if isinstance(command, click.Group):
            members = {member: command.get_command(context, member) for member in command.list_commands(context)}
            waiting[:0] = [(f"{path} {member}", member, found, context) for member, found in members.items() if found]
    return contexts


def help_text(context: click.Context) -> str:
    """The help of a command, as wide as the page."""
    return context.command.get_help(context)


def _section(title: str, text: str) -> str:
    return f"\n## {title}\n\n```text\n{text}\n```\n"


_MEANINGS = {
    "text_f1": "words of the article found and not more, averaged over pages",
    "shingle_f1": "the same for runs of four words",
    "title_exact": "headlines with the same letters and digits",
    "date_right": "publication days that are right",
    "date_wrong": "publication days that are wrong (at most)",
    "first_author_right": "first names of bylines that are right",
    "mentions_offset_violations": "mentions whose offsets do not give back their words (at most)",
    "PER_f1": "persons, by surface and kind",
    "ORG_f1": "organisations",
    "LOC_f1": "places",
    "bcubed_f1": "mentions of one entity, or articles of one event, under one id, and of others under others (B-cubed)",
    "bcubed_precision": "the same, counting only what is wrongly together",
    "bcubed_recall": "the same, counting only what is wrongly apart",
    "unified_rate": "entities named in several ways that have one id",
    "coverage": "known mentions that were found",
    "f1": "pairs of names told rightly to be one",
    "precision": "pairs of articles told to be copies that are",
    "recall": "pairs of copies (seven runs of words in ten in common) that are told",
    "recall_spelling_variant": "spellings of one name that are told to be one",
    "recall_subset_or_extra": "names with a part more or less that are told to be one",
    "recall_same_tokens": "the same words in another order",
    "false_positive_rate": "names of two people taken for one (at most)",
    "entries_found": "of the feed entries that feedparser finds, those that are articles",
    "crashes": "feed documents that end the command (at most)",
    "local_file_leaks": "words of a local file in an article (at most)",
    "missing_with_text": "entries with text that are no article (at most)",
    "all_f1": "the three together; of quotations: with and without marks",
    "spoken_f1": "quotations of which words stand between marks, by shared words",
    "speaker_right": "named speakers that are right, of the quotations found",
    "spoken_speaker_right": "the same, of those between marks",
    "pronoun_speakers_resolved": "speakers called by a pronoun that lead to a name, right or wrong",
    "quotes_offset_violations": "quotations whose offsets do not give back their words (at most)",
}


def quality_page() -> str:
    """The floors of measured quality, with what each figure means."""
    parts = [
        "# Quality\n\nThis page is generated from `tests/floors.json`: `make docs` writes it, a test compares it. "
        "`make floors` measures Dateline from outside on public data sets that do not belong to the project, and fails "
        "below these figures; `python tests/floors.py --raise` lifts them.\n"
    ]
    ratchet = json.loads(FLOORS.read_text("utf-8"))
    for task, sets in ratchet["floors"].items():
        parts.append(f"\n## {task}\n\n| set | figure | floor | what |\n| --- | --- | --- | --- |\n")
        for name, figures in sets.items():
            for key, floor in figures.items():
                figure = key.removeprefix("max:")
                first = f" (first {ratchet['limits'][name]} documents)" if name in ratchet["limits"] else ""
                parts.append(f"| {name}{first} | {figure} | {floor:g} | {_MEANINGS[figure]} |\n")
    return "".join((*parts, _shortcomings()))


def _shortcomings() -> str:
    """Examples of what is wrong today; a test runs them."""
    lines = ["\n## Where it is still wrong\n\nTen examples, made up for the kind of mistake; a test runs each.\n\n"]
    lines += [
        f'- `dateline names --kind {names.kind} "{names.one}" "{names.other}"`: *{names.says}*. '
        f"It should say {names.should}\n"
        for names in NAMES
    ]
    for text in TEXTS:
        quotes = "; ".join(text.quotes) or "no quotation"
        lines.append(f"- {text.text} *Mentions: {', '.join(text.mentions)}. Quotations: {quotes}.* {text.should}\n")
    return "".join(lines)


def pages() -> dict[Path, str]:
    """The pages by path."""
    with duckdb.connect() as connection:
        migrate(connection)
        schema = schema_page(connection)
    return {DOCS / "schema.md": schema, DOCS / "cli.md": command_page(), DOCS / "quality.md": quality_page()}


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, "utf-8")
