"""The command `names`: compares two names, or pairs of names from a file. Terminal, files."""

from pathlib import Path

import click

from flows.cli.commands import command
from flows.cli.lazy_group import CommandFailure
from flows.queries.name_pairs import answer_line, explain_pair

_KINDS = ("person", "org", "place")


@command(
    "names",
    'dateline names "Mohammad Baqeri" "Mohammad Bagheri"',
    'dateline names --kind place Iran "Islamic Republic of Iran"',
    "dateline names --jsonl pairs.jsonl",
)
@click.argument("names", nargs=-1, metavar="[A B]")
@click.option(
    "--jsonl",
    "pairs",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    metavar="FILE",
    help='Read pairs, {"name1", "name2"} a line ("-": standard input), and write them back with "same" and "score".',
)
@click.option(
    "--kind", type=click.Choice(_KINDS), default=_KINDS[0], show_default=True, help="What the names belong to."
)
def names_command(names: tuple[str, ...], pairs: Path | None, kind: str) -> None:
    """Say whether two names are spellings of one name, and why.

    Same, not same or undecided; a score from 0 to 1 (0.8 and more: same, under 0.5: not same); and the reasons.
    """
    if pairs is None:
        if len(names) != 2:
            raise click.UsageError("give two names, or --jsonl FILE")
        click.echo(explain_pair(*names, kind))
        return
    if names:
        raise click.UsageError("give two names or --jsonl FILE, not both")
    failed = total = 0
    with click.open_file(str(pairs), "rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                answer, is_pair = answer_line(line, number, kind)
                click.echo(answer)
                total += 1
                failed += not is_pair
    if failed:
        raise CommandFailure(f"names: {pairs}: {failed} of {total} lines are no pairs (see their 'error')")
