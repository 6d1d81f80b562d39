"""The class of all commands: an expected error ends a command with one line instead of a traceback. Terminal."""

from collections.abc import Callable
from typing import Any

import click

from flows.cli.lazy_group import QUIET, VERBOSITY, CommandFailure, examples, log_options
from flows.runtime.errors import FeedError
from flows.runtime.logs import COMMAND_LEVELS, LogLevels, configure_logging
from flows.runtime.server import ServerError
from flows.runtime.settings import LogFormat, SettingsError, read_log_settings, settings_debug
from tasks.archive import ArchiveError
from warehouse.model.errors import WarehouseError

# The key of `click.Context.meta` for the levels at which the command logs.
LOG_LEVELS = "dateline.log_levels"


class DatelineCommand(click.Command):
    """A command that turns errors into `CommandFailure`; with DATELINE_DEBUG an unexpected one is raised as it is."""

    def __init__(self, *arguments: Any, log_levels: LogLevels = COMMAND_LEVELS, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.params += log_options()
        self._log_levels = log_levels

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            levels, log_format = _log_choice(ctx, self._log_levels)
            configure_logging(levels, log_format)
            ctx.meta[LOG_LEVELS] = levels
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


def command(
    name: str, *lines: str, log_levels: LogLevels = COMMAND_LEVELS
) -> Callable[[Callable[..., Any]], DatelineCommand]:
    """Makes a function such a command; the lines are the examples of its help, `log_levels` hold without options."""
    return click.command(name, cls=DatelineCommand, epilog=examples(*lines), log_levels=log_levels)


class DatelineGroup(click.Group):
    """A group of such commands within a module."""

    command_class = DatelineCommand

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.params += log_options()


def _log_choice(ctx: click.Context, default: LogLevels) -> tuple[str, LogFormat]:
    """Levels and format of the log: options first, then settings, then the default. Raises `SettingsError`."""
    settings = read_log_settings()
    verbosity: int = ctx.meta.get(VERBOSITY, 0)
    if ctx.meta.get(QUIET):
        if verbosity:
            raise click.UsageError("give -v or -q, not both", ctx)
        return default.quiet, settings.log_format
    if verbosity:
        return "info" if verbosity == 1 else "debug", settings.log_format
    return settings.log_level or default.usual, settings.log_format
