"""Prints progress, reports and tables as text. Terminal: the only importer of rich."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from flows.cli.lazy_group import QUIET

if TYPE_CHECKING:
    from flows.acquire.watch_list import FeedCheck
    from flows.load.backfill_plan import BackfillPlan
    from flows.load.report import RunReport
    from flows.queries import stories
    from flows.queries.entities import EntityReport
    from warehouse.load import Loaded
    from warehouse.model.watch_records import FeedRow
    from warehouse.replay import Difference

# How many rejects the report shows; the rest is a query away.
SHOWN_REJECTS = 20


class Bar:
    """A progress bar; called after every load with the counts so far."""

    def __init__(self, progress: Progress, label: str) -> None:
        self._progress = progress
        self._task = progress.add_task(label, total=None)
        self._total: int | None = None

    def total(self, documents: int | None) -> None:
        """Set how many there will be; None where that is not known."""
        self._total = documents
        self._progress.update(self._task, total=documents)

    def __call__(self, loaded: Loaded) -> None:
        """Show the counts so far."""
        done = loaded.documents + sum(loaded.rejects.values())
        self._progress.update(self._task, completed=done, total=self._total and max(self._total, done))


class _Rate(ProgressColumn):
    """Documents a second since the start."""

    def render(self, task: Task) -> Text:
        """The rate, once there is one."""
        return Text(f"{task.completed / task.elapsed:.1f}/s" if task.completed and task.elapsed else "")


@contextmanager
def progress_bar(label: str) -> Iterator[Bar]:
    """A bar on standard error for as long as the block lasts: documents, documents a second, time left."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    context = click.get_current_context(silent=True)
    quiet = context is not None and context.meta.get(QUIET, False)
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet) as progress:
        yield Bar(progress, label)


def show_plan(plan: BackfillPlan) -> None:
    """Print how many documents from where would be loaded, and how many are passed over, by reason."""
    console = Console(highlight=False, soft_wrap=True)
    for place, count in sorted(plan.places.items()):
        console.print(f"{count:>9,}  {place}", markup=False)
    console.print(f"{plan.places.total():>9,}  to load")
    for reason, count in sorted(plan.passed_over.items()):
        console.print(f"{count:>9,}  passed over: {reason}", markup=False)


def _console() -> Console:
    """A console for tables of addresses: shortened in a terminal, whole in a file or a pipe."""
    return Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else 10_000)


def show_feeds(rows: Sequence[FeedRow]) -> None:
    """Print the watch list."""
    table = Table("feed", "status", "next poll (UTC)", "entries a day", "last", box=None, pad_edge=False)
    for row in rows:
        pace = "" if row.entries_a_day is None else f"{row.entries_a_day:.1f}"
        last = f"{row.last_kind}: {row.last_detail}" if row.failures else row.last_kind or "not polled yet"
        table.add_row(Text(row.url), row.status, f"{row.next_poll_at:%Y-%m-%d %H:%M}", pace, Text(last))
    console = _console()
    console.print(table)
    console.print(_counted(len(rows), "feed") if rows else "no feeds yet: dateline feeds add SITE")


def show_feed_checks(checks: Sequence[FeedCheck]) -> None:
    """Print what each feed answers."""
    table = Table("feed", "answer", "entries", "detail", box=None, pad_edge=False)
    for check in checks:
        table.add_row(Text(check.row.url), check.kind, str(check.entries), Text(check.detail))
    _console().print(table)


def show_entity(shown: EntityReport) -> None:
    """Print an entity: name, kind and counts, then its spellings, roles, newest articles and decisions."""
    console = Console()
    about = shown.entity
    country = f", {about['country']}" if about["country"] else ""
    state = "provisional" if about["is_provisional"] else "established"
    console.print(f"{about['name']} ({about['kind']}{country}, {state})", highlight=False)
    console.print(
        f"{about['mention_count']} mentions in {about['article_count']} articles of {about['source_count']} outlets; "
        f"id {about['entity_id']}",
        highlight=False,
    )
    for title, rows in (
        ("spellings", shown.spellings),
        ("roles", shown.roles),
        ("articles", shown.articles),
        ("decisions", shown.decisions),
    ):
        _show_rows(console, title, rows)


def show_story(shown: stories.StoryReport) -> None:
    """Print a story: headline and counts, then its articles by time, its entities, and its merges and splits."""
    console = _console()
    about = shown.story
    console.print(Text(about["title"] or "(no headline)"))
    console.print(
        f"{_counted(about['article_count'], 'article')} of {_counted(about['source_count'], 'outlet')}, "
        f"{_counted(about['independent_count'], 'independent report')}; id {about['story_id']}"
    )
    for title, rows in (("articles", shown.reports), ("about", shown.people), ("history", shown.history)):
        _show_rows(console, title, rows)


def show_search_results(rows: Sequence[dict[str, Any]]) -> None:
    """Print the articles of a search."""
    console = _console()
    for row in rows:
        console.print(Text(f"{row['told']}  {row['outlet']}  {row['title'] or '(no headline)'}  [{row['article_id']}]"))
        if row["words"]:
            console.print(Text(f"    … {' '.join(row['words'].split())} …"))
    matches = rows[0]["matches"] if rows else 0
    console.print(_counted(matches, "article") if matches == len(rows) else f"{len(rows)} of {matches} articles")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _show_rows(console: Console, title: str, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        table = Table(*rows[0], title=title, title_justify="left", box=None, pad_edge=False)
        for row in rows:
            table.add_row(*("" if value is None else Text(str(value)) for value in row.values()))
        console.print(table)


def show_differences(differences: Sequence[Difference], before: str, after: str) -> None:
    """Print for each table the rows on both sides, and the rows that stand on one side only."""
    table = Table("table", before, after, f"only {before}", f"only {after}", box=None, pad_edge=False)
    for difference in differences:
        figures = (difference.rows_before, difference.rows_after, difference.only_before, difference.only_after)
        table.add_row(difference.table, *(f"{figure:,}" for figure in figures))
    Console(highlight=False, soft_wrap=True).print(table)
    changed = sum(not difference.equal for difference in differences)
    Console(highlight=False).print(f"{changed} of {len(differences)} tables differ" if changed else "nothing differs")


def show_report(report: RunReport, rejects: Sequence[tuple[str, str, str]]) -> None:
    """Print the counts of new, changed, unchanged and rejected documents, the rejects, and a next command."""
    console = Console(highlight=False, soft_wrap=True)
    table = Table("outcome", "documents", box=None, show_header=False, pad_edge=False)
    for outcome, count in report.loaded.counts():
        table.add_row(outcome, str(count))
    console.print(table)
    for reason, where, detail in rejects:
        console.print(f"  {reason}: {where}: {detail}", markup=False)
    total = sum(report.loaded.rejects.values())
    if total > len(rejects):
        console.print(f"  and {total - len(rejects)} more")
    if total:
        counted = "1 document or line" if total == 1 else f"{total:,} documents or lines"
        console.print(f"{counted} refused: dateline sql --named rejects")
    for note in report.notes:
        console.print(note, markup=False)
    if report.loaded.documents:
        console.print("next: dateline sql --list")
