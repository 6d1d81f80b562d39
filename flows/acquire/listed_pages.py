"""Fetches the pages that lists name: records with an address and without a text. Prefect, network, archive."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from flows.acquire.addresses import fetch_pages_of
from flows.acquire.collector import Collector
from flows.acquire.collector_session import open_collector, save_fetches
from flows.acquire.watch_rounds import Wait
from flows.load.runs import Run
from flows.runtime.steps import step, unexamined
from tasks.archive import Input
from tasks.feeds import Entry, Feed
from tasks.inputs import read_listed_page
from tasks.model.stages import Capture, Media

# Pages fetched between two loads; a kill costs no more than these.
PAGES_A_LOAD = 200


def set_listed_aside(inputs: Iterable[Input]) -> Iterator[Input]:
    """All inputs; what only names a page is archived without being read, since its page will be fetched."""
    for item in inputs:
        if isinstance(item, Capture) and read_listed_page(item) is not None:
            yield replace(item, media=Media.OTHER)
        else:
            yield item


def fetch_listed_pages(inputs: Iterable[Input], run: Run, *, find_fetched: Callable[[list[str]], set[str]]) -> int:
    """Fetches and loads the pages that the inputs name, each once, a part at a time; returns how many there were.

    `find_fetched` says which of some addresses were fetched before: they are passed over.
    """
    count = 0
    with open_collector(run, run.settings, run.clock) as (collector, wait):
        listed = _list_entries(inputs)
        while entries := list(islice(listed, PAGES_A_LOAD)):
            count += len(entries)
            known = find_fetched([entry.url for entry in entries if entry.url])
            fresh = [entry for entry in entries if entry.url not in known]
            if fresh:
                _fetch_pages(unexamined(fresh), unexamined(collector), wait, len(fresh))
                save_fetches(collector, run.settings)
                run.intake.catch_up()
    return count


def _list_entries(inputs: Iterable[Input]) -> Iterator[Entry]:
    """The pages that inputs name, each once."""
    seen: set[str | None] = set()
    for item in inputs:
        entry = read_listed_page(item) if isinstance(item, Capture) else None
        if entry is not None and entry.url not in seen:
            seen.add(entry.url)
            yield entry


@step("fetch pages", "fetch {count} listed pages")
def _fetch_pages(entries: list[Entry], collector: Collector, wait: Wait, count: int) -> None:  # noqa: ARG001 -- names the task's run
    listed = Feed(form="", title=None, home_url=None, self_url=None, language=None, entries=tuple(entries))
    wait(fetch_pages_of(listed, None, collector))
