"""Commands about entities: who is meant, and decisions. Thin."""

from __future__ import annotations

import click

from flows.cli.commands import command, main, verbatim

KINDS = ("person", "org", "place", "group", "event", "law", "product", "work", "other")


class _Lookup(click.Group):
    """A group whose first argument, where it is no command of its own, is a name to look up."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant."""
        if args[0] not in self.commands:
            args = ["show", *args]
        return super().resolve_command(ctx, args)


@main.group(
    "entity",
    cls=_Lookup,
    epilog=verbatim(
        "Examples:",
        'dateline entity "Ali Ayyoub"',
        'dateline entity merge "Ali Ayyoub" "Ali Ayoub" --why "same minister"',
        'dateline entity split "John Smith" "J. Smith"',
        "dateline entity undo 4c1f09aa7d2e",
    ),
)
def entity() -> None:
    """Show an entity by name or id, or decide who is who: merge, split, rename, undo."""


_KIND = click.option("--kind", type=click.Choice(KINDS), help="Of several entities spelled so, the one of this kind.")
_WHY = click.option("--why", help="The reason, kept with the decision.")


@command(entity, "show", epilog=verbatim("Example:", 'dateline entity show "Ali Ayyoub"'))
@click.argument("name")
@_KIND
def show(name: str, kind: str | None) -> None:
    """Show spellings, roles, articles and decisions."""
    from flows.cli.console import show_entity  # noqa: PLC0415
    from flows.queries import entities  # noqa: PLC0415
    from flows.runtime.settings import read_settings  # noqa: PLC0415

    show_entity(entities.show(name, read_settings(), kind=kind))


@command(
    entity, "merge", epilog=verbatim("Example:", 'dateline entity merge "Ali Ayyoub" "Ali Ayoub" --why "same minister"')
)
@click.argument("name")
@click.argument("other")
@_KIND
@_WHY
def merge(name: str, other: str, kind: str | None, why: str | None) -> None:
    """Make OTHER part of NAME."""
    from flows.queries import entities  # noqa: PLC0415
    from flows.runtime.settings import read_settings  # noqa: PLC0415

    _say(entities.merge(name, other, read_settings(), kind=kind, why=why))


@command(entity, "split", epilog=verbatim("Example:", 'dateline entity split "John Smith" "J. Smith"'))
@click.argument("name")
@click.argument("spelling")
@_KIND
@_WHY
def split(name: str, spelling: str, kind: str | None, why: str | None) -> None:
    """Make a spelling of NAME an entity of its own."""
    from flows.queries import entities  # noqa: PLC0415
    from flows.runtime.settings import read_settings  # noqa: PLC0415

    _say(*entities.split(name, spelling, read_settings(), kind=kind, why=why))


@command(entity, "rename", epilog=verbatim("Example:", 'dateline entity rename "IRNA" "Islamic Republic News Agency"'))
@click.argument("name")
@click.argument("new")
@_KIND
@_WHY
def rename(name: str, new: str, kind: str | None, why: str | None) -> None:
    """Call NAME by another name; its spellings stay."""
    from flows.queries import entities  # noqa: PLC0415
    from flows.runtime.settings import read_settings  # noqa: PLC0415

    _say(entities.rename(name, new, read_settings(), kind=kind, why=why))


@command(entity, "undo", epilog=verbatim("Example:", "dateline entity undo 4c1f09aa7d2e"))
@click.argument("decision")
@_WHY
def undo(decision: str, why: str | None) -> None:
    """Undo a decision: the tables are as they were before it."""
    from flows.queries import entities  # noqa: PLC0415
    from flows.runtime.settings import read_settings  # noqa: PLC0415

    _say(entities.undo(decision, read_settings(), why=why))


def _say(*decisions: str) -> None:
    for decision in decisions:
        click.echo(f"decided: {decision} (dateline entity undo {decision})")
