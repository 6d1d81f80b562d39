"""The generated pages of `docs/`: `python -m tests.support.pages` writes them, `test_docs.py` compares them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import cast

import click
import duckdb

from flows.cli.main import main
from tests.floors import FLOORS
from tests.support.shortcomings import NAMES, TEXTS
from warehouse.db.migrate import migrate
from warehouse.db.schema import schema_page

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
FLOORS_OF_CODE = ("flows", "tasks", "warehouse")


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
        settings = {**command.context_settings, "terminal_width": 100}
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
    "text_f1": "F1 of the words of the article, averaged over pages",
    "shingle_f1": "F1 of runs of four words, averaged over pages",
    "title_exact": "headlines with the right letters and digits",
    "date_right": "publication days that are right",
    "date_wrong": "publication days that are wrong (at most)",
    "first_author_right": "first names of bylines that are right",
    "mentions_offset_violations": "mentions whose offsets do not give their surface (at most)",
    "PER_f1": "F1 of persons, by surface and kind",
    "ORG_f1": "F1 of organisations, by surface and kind",
    "LOC_f1": "F1 of places, by surface and kind",
    "bcubed_f1": "B-cubed F1 of the clusters: mentions by entity, or articles by event",
    "bcubed_precision": "B-cubed precision: lowered by what is wrongly in one cluster",
    "bcubed_recall": "B-cubed recall: lowered by what is wrongly in two clusters",
    "unified_rate": "share of entities with several spellings that have one id",
    "coverage": "share of the annotated mentions that were found",
    "f1": "F1 of pairs of names that are the same",
    "precision": "share of the reported pairs of copies that are copies",
    "recall": "share of the pairs of copies (0.7 of their runs of words in common) that are reported",
    "recall_spelling_variant": "share of spellings of one name with the verdict same",
    "recall_subset_or_extra": "the same, for names with a part more or less",
    "recall_same_tokens": "the same, for equal words in another order",
    "false_positive_rate": "share of names of two people with the verdict same (at most)",
    "entries_found": "share of the entries that feedparser finds that become articles",
    "crashes": "feed documents that end the command (at most)",
    "local_file_leaks": "words of a local file in an article (at most)",
    "missing_with_text": "entries with text that became no article (at most)",
    "all_f1": "F1 of the three kinds together; of quotations: with and without quotation marks",
    "spoken_f1": "F1 of quotations with quotation marks, by shared words",
    "speaker_right": "share of named speakers that are right, among the quotations found",
    "spoken_speaker_right": "the same, among those with quotation marks",
    "pronoun_speakers_resolved": "share of pronoun speakers that get a name, right or wrong",
    "quotes_offset_violations": "quotations whose offsets do not give their text (at most)",
}


def quality_page() -> str:
    """The floors of measured quality, with what each figure means."""
    parts = [
        "# Quality\n\nThis page is generated from `tests/floors.json`: `make docs` writes it, a test compares it. "
        "`make floors` runs Dateline on public data sets that do not belong to the project, and fails "
        "below these figures; `python tests/floors.py --raise` raises them.\n"
    ]
    ratchet = json.loads(FLOORS.read_text("utf-8"))
    for task, sets in ratchet["floors"].items():
        parts.append(f"\n## {task}\n\n| data set | figure | floor | meaning |\n| --- | --- | --- | --- |\n")
        for name, figures in sets.items():
            for key, floor in figures.items():
                figure = key.removeprefix("max:")
                first = f" (first {ratchet['limits'][name]} documents)" if name in ratchet["limits"] else ""
                parts.append(f"| {name}{first} | {figure} | {floor:g} | {_MEANINGS[figure]} |\n")
    return "".join((*parts, _shortcomings()))


def _shortcomings() -> str:
    """Examples of what is wrong today; a test runs them."""
    lines = ["\n## Known mistakes\n\nTen made-up examples, one for each kind of mistake. A test runs each.\n\n"]
    lines += [
        f'- `dateline names --kind {names.kind} "{names.left}" "{names.right}"`: *{names.decision}*. '
        f"It should say {names.correction}\n"
        for names in NAMES
    ]
    for text in TEXTS:
        quotes = "; ".join(text.quotes) or "no quotation"
        lines.append(f"- {text.text} *Mentions: {', '.join(text.mentions)}. Quotations: {quotes}.* {text.correction}\n")
    return "".join(lines)


def architecture_page() -> str:
    """The page as it is, with the imports of each package in the map of packages as the code has them."""
    page = (DOCS / "architecture.md").read_text("utf-8")
    for package, imports in package_imports().items():
        row = re.compile(rf"^(\| `{package}` \|[^|\n]*\|)[^|\n]*", re.MULTILINE)
        page = row.sub(rf"\g<1> {_imports_text(imports)} ", page)
    return page


def package_imports() -> dict[str, set[str]]:
    """Every package of the three floors, "tasks/web", with the other packages that its modules import."""
    imports: dict[str, set[str]] = {}
    for folder in sorted({path.parent for floor in FLOORS_OF_CODE for path in ROOT.glob(f"{floor}/*/*.py")}):
        package = str(folder.relative_to(ROOT))
        code = "\n".join(path.read_text("utf-8") for path in folder.glob("*.py"))
        modules = re.findall(r"^\s*(?:from|import) (\w+)\.(\w+)", code, re.MULTILINE)
        imported = {f"{floor}/{name}" for floor, name in modules if floor in FLOORS_OF_CODE}
        imports[package] = {name for name in imported if (ROOT / name).is_dir()} - {package}
    return imports


def _imports_text(imports: set[str]) -> str:
    names = {
        floor: sorted(name.split("/")[1] for name in imports if name.startswith(f"{floor}/"))
        for floor in FLOORS_OF_CODE
    }
    return (
        "; ".join(f"{floor}: {', '.join(names[floor])}" for floor in FLOORS_OF_CODE if names[floor])
        or "no other package"
    )


def pages() -> dict[Path, str]:
    """The pages by path."""
    with duckdb.connect() as connection:
        migrate(connection)
        schema = schema_page(connection)
    return {
        DOCS / "architecture.md": architecture_page(),
        DOCS / "cli.md": command_page(),
        DOCS / "quality.md": quality_page(),
        DOCS / "schema.md": schema,
    }


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, "utf-8")
