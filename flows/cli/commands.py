"""What the commands share: known trouble ends in one line, help texts keep their lines. Knows click.

Nothing heavy is imported until a command needs it: `dateline --help` must answer at once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click


def verbatim(first: str, *lines: str) -> str:
    """Lines for the end of a help text, which click leaves as they are."""
    return "\n".join(("\b", first, *(f"  {line}" for line in lines)))


class Failure(click.ClickException):
    """Something that ends the command with one line on standard error and status 1."""

    exit_code = 1

    def show(self, file: Any = None) -> None:  # noqa: ARG002 -- click's signature
        """Print the line."""
        click.echo(f"dateline: {self.message}", err=True)


def command(group: click.Group, *arguments: Any, **options: Any) -> Callable[[Callable[..., None]], click.Command]:
    """A click command of `group` whose known trouble ends in one line."""

    def wrap(body: Callable[..., None]) -> click.Command:
        @wraps(body)
        def guarded(*args: Any, **kwargs: Any) -> None:
            from flows.runtime.errors import FeedError  # noqa: PLC0415
            from flows.runtime.server import ServerError  # noqa: PLC0415
            from flows.runtime.settings import SettingsError, settings_debug  # noqa: PLC0415
            from tasks.archive.log import ArchiveError  # noqa: PLC0415
            from warehouse.model.errors import WarehouseError  # noqa: PLC0415

            try:
                body(*args, **kwargs)
            except (WarehouseError, ArchiveError, FeedError, SettingsError, ServerError) as error:
                raise Failure(str(error)) from error
            except OSError as error:
                raise Failure(f"{error.filename or 'system'}: {error.strerror or error}") from error
            except (click.ClickException, click.exceptions.Exit):
                raise
            except Exception as error:
                if settings_debug():
                    raise
                line = " ".join(str(error).split())
                raise Failure(
                    f"unexpected: {type(error).__name__}: {line} (DATELINE_DEBUG=true shows where)"
                ) from error

        made: click.Command = group.command(*arguments, **options)(guarded)
        return made

    return wrap


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=verbatim(
        "Examples:",
        "dateline ingest             load the seed documents",
        "dateline ingest ~/clips     load a folder",
        'dateline sql "from articles select title, published_at"',
    ),
)
@click.version_option(package_name="dateline", prog_name="dateline")
def main() -> None:
    """News into SQL: every row points at the words it came from."""
