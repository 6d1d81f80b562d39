"""Polls feeds, decides which entries are new, and archives those or requests their pages. Network, archive.

Writes no database: changes are returned as rows. Known entries are loaded (`load_known`) only for feeds whose document
is new.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256

from flows.acquire.collector import Collector
from flows.acquire.feed_rows import state_of, with_description, with_state
from flows.acquire.pages import PageRequest, entry_capture
from flows.acquire.poll_log import log_feed_change, log_gap, log_poll
from flows.acquire.poll_result import read_poll_response
from tasks.feeds import (
    Entry,
    EntryKeys,
    Feed,
    IdentityPolicy,
    KeyEvidence,
    Provenance,
    choose_policy,
    encode_entry,
    identify_entry,
    select_new_entries,
    update_evidence,
)
from tasks.model.stages import Capture
from tasks.pipeline import source_id
from tasks.schedule import FeedState, Poll, PollDecision, choose_validators, decide_after_poll
from tasks.web import FetchFailure, Purpose, Request, Response, extract_domain
from warehouse.model.watch_records import EntryRow, FeedChangeRow, FeedRow, GapRow

# A known entry that is still listed is saved this often: with every poll, that would be rows of whole documents.
_SAVE_SEEN_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEntries:
    """The known entries of one feed: rows of all that were ever seen, and the entries of the previous document."""

    entries: Sequence[EntryRow] = ()
    before: Sequence[Entry] = ()


LoadKnownEntries = Callable[[Sequence[FeedRow]], Mapping[str, KnownEntries]]


@dataclass(slots=True, kw_only=True)
class PollRound:
    """The result of polling some feeds: rows to save, `captures` of entries without a page, pages to fetch.

    `entries` is keyed by feed and keys of the entry; `new` counts new entries.
    """

    feeds: list[FeedRow] = field(default_factory=list)
    entries: dict[tuple[str, tuple[str, ...]], EntryRow] = field(default_factory=dict)
    captures: list[Capture] = field(default_factory=list)
    history: list[FeedChangeRow] = field(default_factory=list)
    gaps: list[GapRow] = field(default_factory=list)
    page_requests: list[PageRequest] = field(default_factory=list)
    new: int = 0
    troubled: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _FeedPoll:
    """A feed and the outcome of its poll. `final_url` is the address that answered."""

    row: FeedRow
    state: FeedState
    poll: Poll
    feed: Feed | None
    final_url: str
    now: datetime
    seconds: float


async def poll_feeds(rows: Sequence[FeedRow], collector: Collector, load_known: LoadKnownEntries) -> PollRound:
    """Polls each of `rows` once. Raises `ArchiveError`."""
    polls = await asyncio.gather(*(_poll(row, collector) for row in rows))
    updated = [poll.row for poll in polls if poll.feed]
    known = await asyncio.to_thread(load_known, updated) if updated else {}
    result = PollRound()
    for poll in polls:
        _process(poll, known.get(poll.row.feed_id, KnownEntries()), result, collector.run_id)
    # Together, so that they are written together.
    await asyncio.gather(*map(collector.keep, result.captures))
    return result


async def _poll(row: FeedRow, collector: Collector) -> _FeedPoll:
    state = state_of(row)
    etag, last_modified = choose_validators(state)
    request = Request(url=row.url, purpose=Purpose.FEED, etag=etag, last_modified=last_modified)
    answer = await collector.get(request, feed_id=row.feed_id)
    now = collector.clock()
    if isinstance(answer, Response) and answer.status == 200:
        # Parsing a large document must not hold up the answers of other servers.
        poll, feed = await asyncio.to_thread(read_poll_response, answer, state, now)
    else:
        poll, feed = read_poll_response(answer, state, now)
    final_url = row.url if isinstance(answer, FetchFailure) else answer.url
    return _FeedPoll(row=row, state=state, poll=poll, feed=feed, final_url=final_url, now=now, seconds=answer.seconds)


def _process(feed_poll: _FeedPoll, known: KnownEntries, result: PollRound, run_id: str) -> None:
    row, poll = feed_poll.row, feed_poll.poll
    if feed_poll.feed is not None:
        row, poll = _Document(feed_poll, feed_poll.feed, known, result, run_id).process()
    decision = decide_after_poll(feed_poll.state, poll, feed_poll.now)
    result.feeds.append(with_state(row, decision.state))
    log_poll(feed_poll.row, poll, decision, run_id=run_id, seconds=feed_poll.seconds)
    _note(decision, feed_poll, result, run_id)


@dataclass(frozen=True, slots=True)
class _Document:
    """A new document of a feed, and the known entries of the feed."""

    feed_poll: _FeedPoll
    feed: Feed
    known: KnownEntries
    result: PollRound
    run_id: str

    def process(self) -> tuple[FeedRow, Poll]:
        """Adds its entries to the result; returns the feed's row and the poll with the count of known entries."""
        row, entries = self.feed_poll.row, self.feed.entries
        evidence = update_evidence(
            KeyEvidence.from_json(row.evidence) if row.evidence else None, self.known.before, entries
        )
        policy = self._policy(evidence)
        by_key = {key: entry for entry in self.known.entries for key in entry.keys}
        fresh = select_new_entries(entries, by_key, policy, evidence)
        for entry, identified in fresh:
            self._add(_entry_row(row, entry, identified, self.feed_poll.now))
            self._archive(entry)
        new = {id(entry) for entry, _ in fresh}
        for entry in entries:
            if id(entry) not in new:
                self._save_seen(entry, _row_of(entry, by_key, policy, evidence))
        self.result.new += len(fresh)
        home = extract_domain(self.feed.home_url) or extract_domain(self.feed_poll.final_url)
        row = replace(row, identity=policy, evidence=evidence.to_json())
        poll = replace(self.feed_poll.poll, known=len(entries) - len(fresh))
        return with_description(row, self.feed, source_id(home) if home else None), poll

    def _policy(self, evidence: KeyEvidence) -> IdentityPolicy:
        row = self.feed_poll.row
        current = IdentityPolicy(row.identity) if row.identity else None
        policy, reason = choose_policy(evidence, current)
        if policy is not current:
            change = FeedChangeRow(
                feed_id=row.feed_id, run_id=self.run_id, happened_at=self.feed_poll.now, what="identity", detail=reason
            )
            self.result.history.append(change)
            level = logging.INFO if current else logging.DEBUG  # the first time it is no change
            log_feed_change(row, "identity", reason, run_id=self.run_id, level=level)
        return policy

    def _save_seen(self, entry: Entry, before: EntryRow | None) -> None:
        """Saves that a known entry is still listed; archives an edited one where entries are the articles."""
        if before is None:
            return  # the document lists it twice
        digest = _digest(entry)
        if digest != before.digest or self.feed_poll.now - before.last_seen_at >= _SAVE_SEEN_AFTER:
            self._add(replace(before, digest=digest, last_seen_at=self.feed_poll.now))
        if digest != before.digest and not (self.feed_poll.row.pages and entry.url):
            # An edited headline may change a link made of it: the first address stays the article's.
            self._archive(replace(entry, url=before.url))

    def _archive(self, entry: Entry) -> None:
        feed_poll = self.feed_poll
        provenance = Provenance(feed_title=self.feed.title, feed_url=feed_poll.final_url, entry=entry, reason=None)
        if feed_poll.row.pages and entry.url:
            page_request = PageRequest(url=entry.url, feed_id=feed_poll.row.feed_id, provenance=provenance, before=None)
            self.result.page_requests.append(page_request)
        else:
            capture = entry_capture(provenance, None, run_id=self.run_id, now=feed_poll.now, feed_url=feed_poll.row.url)
            self.result.captures.append(capture)

    def _add(self, row: EntryRow) -> None:
        self.result.entries[row.feed_id, row.keys] = row


def _row_of(
    entry: Entry, by_key: Mapping[str, EntryRow], policy: IdentityPolicy, evidence: KeyEvidence
) -> EntryRow | None:
    """The row of a known entry; a row that shares with it only keys that several entries share does not count."""
    identified = identify_entry(entry, policy)
    rows = {id(row): row for key in (identified.key, *identified.also) if (row := by_key.get(key))}
    return next((row for row in rows.values() if not select_new_entries([entry], row.keys, policy, evidence)), None)


def _entry_row(row: FeedRow, entry: Entry, identified: EntryKeys, now: datetime) -> EntryRow:
    return EntryRow(
        feed_id=row.feed_id,
        keys=(identified.key, *identified.also),
        digest=_digest(entry),
        url=entry.url,
        first_seen_at=now,
        last_seen_at=now,
    )


def _digest(entry: Entry) -> str:
    """Digest of an entry without position, guid, links and update time: some feeds change these with every request."""
    content = replace(entry, position=0, guid=None, url=None, raw_link=None, updated_at=None)
    return sha256(encode_entry(content).encode("utf-8", "replace")).hexdigest()


def _note(decision: PollDecision, feed_poll: _FeedPoll, result: PollRound, run_id: str) -> None:
    feed_id = feed_poll.row.feed_id
    result.history += [
        FeedChangeRow(
            feed_id=feed_id, run_id=run_id, happened_at=feed_poll.now, what=change.event, detail=change.detail
        )
        for change in decision.changes
    ]
    if decision.gap:
        gap = GapRow(
            feed_id=feed_id,
            run_id=run_id,
            since=decision.gap.since,
            until=decision.gap.until,
            estimated_missed=decision.gap.estimated_missed,
        )
        log_gap(feed_poll.row.url, gap)
        result.gaps.append(gap)
    if decision.state.failures:
        result.troubled.append(f"{feed_poll.row.url}: {decision.state.last_kind}: {decision.state.last_detail}")
