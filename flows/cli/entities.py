"""The commands of `entity`: look an entity up, correct it. Terminal, database."""

import click

from flows.cli.commands import DatelineGroup
from flows.cli.console import show_entity
from flows.cli.lazy_group import examples
from flows.queries import entities
from flows.runtime.settings import read_settings
from warehouse.model.vocabulary import Kind


class _Lookup(DatelineGroup):
    """A group that looks its first argument up as a name, unless that is one of its commands."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named first, or `show`."""
        if args[0] not in self.commands:
            args = ["show", *args]
        return super().resolve_command(ctx, args)


@click.group(
    "entity",
    cls=_Lookup,
    epilog=examples(
        'dateline entity "Ali Ayyoub"',
        'dateline entity merge "Ali Ayyoub" "Ali Ayoub" --why "same minister"',
        'dateline entity split "John Smith" "J. Smith"',
        "dateline entity undo 4c1f09aa7d2e",
    ),
)
def entity_group() -> None:
    """Show an entity, or correct it: merge, split, rename, undo.

    NAME is a spelling or an id. Every correction is a decision that can be undone.
    """


_KIND = click.option(
    "--kind",
    type=click.Choice([str(kind) for kind in Kind]),
    help="Of several entities spelled so, the one of this kind.",
)
_WHY = click.option("--why", help="The reason, kept with the decision.")


@entity_group.command("show", epilog=examples('dateline entity show "Ali Ayyoub"'))
@click.argument("name")
@_KIND
def show_entity_command(name: str, kind: str | None) -> None:
    """Show spellings, roles, articles and decisions."""
    show_entity(entities.describe_entity(name, read_settings(), kind=kind))


@entity_group.command("merge", epilog=examples('dateline entity merge "Ali Ayyoub" "Ali Ayoub" --why "same minister"'))
@click.argument("name")
@click.argument("other")
@_KIND
@_WHY
def merge_entity_command(name: str, other: str, kind: str | None, why: str | None) -> None:
    """Make OTHER part of NAME."""
    _print_decisions(entities.merge_entities(name, other, read_settings(), kind=kind, why=why))


@entity_group.command("split", epilog=examples('dateline entity split "John Smith" "J. Smith"'))
@click.argument("name")
@click.argument("spelling")
@_KIND
@_WHY
def split_entity_command(name: str, spelling: str, kind: str | None, why: str | None) -> None:
    """Make a spelling of NAME an entity of its own."""
    _print_decisions(*entities.split_entity(name, spelling, read_settings(), kind=kind, why=why))


@entity_group.command("rename", epilog=examples('dateline entity rename "IRNA" "Islamic Republic News Agency"'))
@click.argument("name")
@click.argument("new")
@_KIND
@_WHY
def rename_entity_command(name: str, new: str, kind: str | None, why: str | None) -> None:
    """Call NAME by another name; its spellings stay."""
    _print_decisions(entities.rename_entity(name, new, read_settings(), kind=kind, why=why))


@entity_group.command("undo", epilog=examples("dateline entity undo 4c1f09aa7d2e"))
@click.argument("decision")
@_WHY
def undo_decision_command(decision: str, why: str | None) -> None:
    """Undo a decision: the tables are as they were before it."""
    _print_decisions(entities.undo_decision(decision, read_settings(), why=why))


def _print_decisions(*decisions: str) -> None:
    for decision in decisions:
        click.echo(f"decided: {decision} (dateline entity undo {decision})")
