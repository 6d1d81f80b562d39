"""A click group whose commands are imported when they are called, and the error that ends a command.

Terminal: click only, because `dateline --help` waits for whatever this module imports.
"""

from collections.abc import Mapping
from pkgutil import resolve_name
from typing import IO, Any

import click

# Keys of `click.Context.meta`, which a command shares with its groups.
VERBOSITY = "dateline.verbosity"
QUIET = "dateline.quiet"


def examples(*lines: str) -> str:
    """Examples for the end of a help text, whose lines click leaves as they are."""
    return "\n".join(("\b", "Example:" if len(lines) == 1 else "Examples:", *(f"  {line}" for line in lines)))


class CommandFailure(click.ClickException):
    """An error that ends the command with one line on standard error and status 1."""

    exit_code = 1

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the line, on standard error where no file is given."""
        click.echo(f"dateline: {self.message}", file=file, err=True)


def log_options() -> list[click.Option]:
    """The options `-v` and `-q`, which every group and command has, so that they stand before and after a name."""
    return [
        click.Option(
            ["-v", "--verbose"],
            count=True,
            expose_value=False,
            callback=_add_verbosity,
            help="Log what is done, on standard error; -vv: every detail.",
        ),
        click.Option(
            ["-q", "--quiet"],
            is_flag=True,
            expose_value=False,
            callback=_set_quiet,
            help="Log errors only; no progress bar.",
        ),
    ]


def _add_verbosity(ctx: click.Context, _option: click.Parameter, count: int) -> None:
    ctx.meta[VERBOSITY] = ctx.meta.get(VERBOSITY, 0) + count


def _set_quiet(ctx: click.Context, _option: click.Parameter, quiet: bool) -> None:  # noqa: FBT001 -- click's order
    ctx.meta[QUIET] = ctx.meta.get(QUIET, False) or quiet


class LazyGroup(click.Group):
    """A group that knows its commands as `name: ("module:attribute", short help)`.

    The help of the group itself imports none of their modules.
    """

    def __init__(self, *arguments: Any, lazy_commands: Mapping[str, tuple[str, str]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.params += log_options()
        self.lazy_commands = lazy_commands

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Names of the commands."""
        return sorted(self.lazy_commands)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, imported. Raises `CommandFailure` when a library is missing."""
        if cmd_name not in self.lazy_commands:
            return None
        try:
            command: click.Command = resolve_name(self.lazy_commands[cmd_name][0])
        except ImportError as error:
            raise CommandFailure(f"unexpected: {type(error).__name__}: {error}; try: pip install dateline") from error
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the names with their short help."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self.lazy_commands[name][1]) for name in self.list_commands(ctx)])
