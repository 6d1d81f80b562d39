"""The class of all commands: an expected error ends a command with one line instead of a traceback. Terminal."""

from collections.abc import Callable
from typing import Any

import click

from flows.cli.lazy_group import CommandFailure, examples
from flows.runtime.errors import FeedError
from flows.runtime.server import ServerError
from flows.runtime.settings import SettingsError, settings_debug
from tasks.archive import ArchiveError
from warehouse.model.errors import WarehouseError


class DatelineCommand(click.Command):
    """A command that turns errors into `CommandFailure`; with DATELINE_DEBUG an unexpected one is raised as it is."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except (WarehouseError, ArchiveError, FeedError, SettingsError, ServerError) as error:
            raise CommandFailure(str(error)) from error
        except OSError as error:
            raise CommandFailure(f"{error.filename or 'system'}: {error.strerror or error}") from error
        except (click.ClickException, click.exceptions.Exit):
            raise
        except Exception as error:
            if settings_debug():
                raise
            line = " ".join(str(error).split())
            raise CommandFailure(
                f"unexpected: {type(error).__name__}: {line} (DATELINE_DEBUG=true shows where)"
            ) from error


def command(name: str, *lines: str) -> Callable[[Callable[..., Any]], DatelineCommand]:
    """Makes a function such a command; the lines are the examples of its help."""
    return click.command(name, cls=DatelineCommand, epilog=examples(*lines))


class DatelineGroup(click.Group):
    """A group of such commands within a module."""

    command_class = DatelineCommand
