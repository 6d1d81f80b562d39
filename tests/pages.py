"""The generated pages of `docs/`: `python -m tests.pages` writes them, `test_docs.py` compares them."""

from __future__ import annotations

from pathlib import Path

import click
import duckdb

from flows.cli import main
from warehouse.migrate import migrate
from warehouse.schema import schema_page

DOCS = Path(__file__).resolve().parent.parent / "docs"


def command_page() -> str:
    """Every command with its help, as the terminal shows it."""
    parts = ["# Commands\n\nThis page is generated from the commands: `make docs` writes it, a test compares it.\n"]
    with click.Context(main, info_name="dateline", max_content_width=100, terminal_width=100) as context:
        parts.append(_section("dateline", main.get_help(context)))
        for name in main.list_commands(context):
            command = main.commands[name]
            with click.Context(command, info_name=name, parent=context, terminal_width=100) as inner:
                parts.append(_section(f"dateline {name}", command.get_help(inner)))
    return "".join(parts)


def _section(title: str, text: str) -> str:
    return f"\n## {title}\n\n```text\n{text}\n```\n"


def pages() -> dict[Path, str]:
    """The pages by path."""
    with duckdb.connect() as connection:
        migrate(connection)
        schema = schema_page(connection)
    return {DOCS / "schema.md": schema, DOCS / "cli.md": command_page()}


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, "utf-8")
