"""The command `doctor`: checks everything that a run needs, a line each. Terminal, database; reads only."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version

import click

from flows.cli.commands import command
from flows.runtime.clock import utc_now
from flows.runtime.settings import Settings, read_settings
from tasks.mentions import load_pipeline
from tasks.own_steps import StepError, load_steps
from warehouse.db import EVERYTHING, PUBLISHED, WRITER, reader, run_checks, writer_lock
from warehouse.model.errors import Locked, WarehouseError

_PACKAGES = ("prefect", "fastapi", "feedparser", "trafilatura", "duckdb", "spacy", "warcio", "httpcore", "protego")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One check: its subject, whether it passed, and the version, count or error that was found."""

    subject: str
    ok: bool
    detail: str


@command("doctor", "dateline doctor")
def doctor_command() -> None:
    """Check the installation, the models and the warehouse."""
    findings = examine(read_settings())
    for finding in findings:
        click.echo(f"{'ok  ' if finding.ok else 'FAIL'}  {finding.subject}: {finding.detail}")
    if not all(finding.ok for finding in findings):
        raise SystemExit(1)


def examine(settings: Settings) -> list[Finding]:
    """Everything a run needs, in the order in which a run needs it."""
    return [
        Finding(subject="python", ok=True, detail=sys.version.split()[0]),
        *_packages(),
        *_models(settings),
        *_steps(settings),
        _home(settings),
        *_warehouse(settings),
    ]


def _packages() -> Iterator[Finding]:
    for name in _PACKAGES:
        try:
            yield Finding(subject=name, ok=True, detail=version(name))
        except PackageNotFoundError:
            yield Finding(subject=name, ok=False, detail="is not installed; try: pip install dateline")


def _models(settings: Settings) -> Iterator[Finding]:
    for language, model in settings.models.items():
        yield _check(f"model for {language}", partial(_model_name, model))


def _model_name(model: str) -> str:
    return load_pipeline(model).name


def _steps(settings: Settings) -> Iterator[Finding]:
    for name in settings.steps:
        yield _check("DATELINE_STEPS", partial(_step_label, name))


def _step_label(name: str) -> str:
    (step,) = load_steps([name])
    return step.label


def _home(settings: Settings) -> Finding:
    home = settings.home.absolute()
    nearest = next(folder for folder in (home, *home.parents) if folder.exists())
    writable = nearest.is_dir() and os.access(nearest, os.W_OK)
    fault = "" if writable else " cannot be written"
    return Finding(subject="data directory", ok=writable, detail=f"{home}{fault} ({settings.home_reason})")


def _warehouse(settings: Settings) -> Iterator[Finding]:
    if not (settings.home / WRITER).exists():
        yield Finding(subject="warehouse", ok=True, detail="nothing has been ingested yet; try: dateline ingest")
        return
    yield _check("writer", lambda: _lock(settings))
    if (settings.home / PUBLISHED).exists():
        yield _check("feeds", lambda: _feeds(settings))
        yield _check("published copy", lambda: _counts(settings))
        yield _check("checks", lambda: _checks(settings))


def _lock(settings: Settings) -> str:
    try:
        with writer_lock(settings.home, wait_seconds=0):
            return "free"
    except Locked:
        return "a load is going on"


def _counts(settings: Settings) -> str:
    with reader(settings.home) as connection:
        row = connection.execute(
            "select (select count(*) from articles), (select count(*) from mentions), (select count(*) from sources)"
        ).fetchone()
    articles, mentions, sources = row or (0, 0, 0)
    return f"{articles} articles, {mentions} mentions, {sources} sources"


def _feeds(settings: Settings) -> str:
    with reader(settings.home) as connection:
        row = connection.execute(
            "select count(*), count(*) filter (where status <> 'active'), (select count(*) from silent_feeds) "
            "from feeds where removed_at is null"
        ).fetchone()
    watched, troubled, silent = row or (0, 0, 0)
    return f"{watched} watched, {troubled} failing or resting, {silent} silent"


def _checks(settings: Settings) -> str:
    with reader(settings.home) as connection:
        broken = run_checks(connection, scope=EVERYTHING, run_id=None, now=utc_now())
    if broken:
        raise ValueError("; ".join(f"{name}: {len(rows)} rows, as {rows[0]}" for name, rows in broken.items()))
    return "no violations"


def _check(subject: str, run: Callable[[], str]) -> Finding:
    try:
        return Finding(subject=subject, ok=True, detail=run())
    except (WarehouseError, LookupError, OSError, StepError, ValueError) as error:
        return Finding(subject=subject, ok=False, detail=" ".join(str(error).split()))
