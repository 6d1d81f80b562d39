"""What the terminal shows of a run: progress while it lasts, the report at its end. Text only; decides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from flows.ingest import Progress as OnProgress
from flows.ingest import Report
from warehouse.load import Loaded

# How many rejects the report shows; the rest is a query away.
SHOWN_REJECTS = 20


@contextmanager
def progress_bar(total: int | None) -> Iterator[OnProgress]:
    """A bar on standard error for as long as the block lasts; `total` documents, or None when nobody knows."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("ingest", total=total)

        def show(loaded: Loaded) -> None:
            done = loaded.documents + sum(loaded.rejects.values())
            bar.update(task, completed=done, total=None if total is None else max(total, done))

        yield show


def show_report(report: Report, rejects: Sequence[tuple[str, str, str]]) -> None:
    """What was new, changed, unchanged and rejected, why, and what to try next."""
    console = Console(highlight=False, soft_wrap=True)
    table = Table("outcome", "documents", box=None, show_header=False, pad_edge=False)
    for what, count in report.loaded.counts():
        table.add_row(what, str(count))
    console.print(table)
    for reason, where, detail in rejects:
        console.print(f"  {reason}: {where}: {detail}", markup=False)
    total = sum(report.loaded.rejects.values())
    if total > len(rejects):
        console.print(f"  and {total - len(rejects)} more: dateline sql --named rejects")
    if report.loaded.documents:
        console.print("next: dateline sql --list")
