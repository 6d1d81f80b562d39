"""The commands that watch feeds: run, recheck, maintain, schedule. Terminal, flows."""

import os
from pkgutil import resolve_name

import click

from flows.cli.commands import LOG_LEVELS, command
from flows.cli.session import run_loading_flow
from flows.runtime.data_directory import create_home
from flows.runtime.logs import SCHEDULE_LEVELS
from flows.runtime.server import start_server
from flows.runtime.settings import read_settings


def _run(flow: str) -> None:
    raise SystemExit(run_loading_flow(flow, read_settings()))


@command("run", "dateline run")
def run_command() -> None:
    """Poll the feeds that are due, once.

    Their new entries are loaded with the pages they link to.
    """
    _run("flows.watch:poll")


@command("recheck", "dateline recheck")
def recheck_command() -> None:
    """Fetch again the pages that are due.

    Those are pages that could not be fetched before, and pages that may have been edited since.
    """
    _run("flows.watch:recheck")


@command("maintain", "dateline maintain")
def maintain_command() -> None:
    """Compact the database and apply the retention of the archive.

    Files of the archive older than DATELINE_RETENTION_DAYS are removed; none where it is not set.
    Prefect's records of finished runs go after DATELINE_PREFECT_DAYS.
    """
    _run("flows.watch:maintain")


@command("schedule", "DATELINE_RUN_SECONDS=60 dateline schedule", log_levels=SCHEDULE_LEVELS)
@click.pass_context
def schedule_command(ctx: click.Context) -> None:
    """Run, recheck and maintain at intervals until stopped.

    Ctrl-C stops it. Each run logs a line that says what it did, and what went wrong.

    Intervals are settings: DATELINE_RUN_SECONDS, DATELINE_RECHECK_SECONDS, DATELINE_MAINTAIN_SECONDS.
    """
    settings = read_settings()
    create_home(settings.home)
    os.environ["DATELINE_LOG_LEVEL"] = ctx.meta[LOG_LEVELS]  # for the processes of the runs
    server = start_server(settings.home, scheduling=True)
    serve_deployments = resolve_name("flows.deployments:serve_deployments")  # imports Prefect, after its server began
    server.wait()
    click.echo(f"polling every {settings.run_seconds:g} s; stop with Ctrl-C")
    serve_deployments(settings)
