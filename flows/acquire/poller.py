"""A round of polls: ask the feeds that are due, tell which entries are new, archive those or send for their pages.

Network and archive; knows no Prefect and writes no database: what changed comes back as rows. What is known of the
entries is asked for (`recall`) only for feeds whose document is new.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256

from flows.acquire.collector import Collector
from flows.acquire.feed_rows import described, state_of, with_state
from flows.acquire.pages import Errand, entry_capture
from flows.acquire.poll_result import read_answer
from tasks.feeds.entries import Entry, Feed, encode_entry
from tasks.feeds.entry_identity import (
    EntryKeys,
    IdentityPolicy,
    KeyEvidence,
    choose_policy,
    identify_entry,
    select_new_entries,
    update_evidence,
)
from tasks.feeds.provenance import Provenance
from tasks.model.stages import Capture
from tasks.pipeline.identity_keys import source_id
from tasks.schedule.feed_state import PollDecision, choose_validators, decide_after_poll
from tasks.schedule.polls import FeedState, Poll
from tasks.web.responses import FetchFailure, Purpose, Request, Response
from tasks.web.urls import extract_domain
from warehouse.model.watch_records import EntryRow, FeedChangeRow, FeedRow, GapRow

# That a known entry is still there is written down this often: with every poll, it would be rows of whole documents.
_SEEN_AGAIN = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """What is known of one feed's entries: rows of those ever seen, and the entries of the document before."""

    entries: Sequence[EntryRow] = ()
    before: Sequence[Entry] = ()


Recall = Callable[[Sequence[FeedRow]], Mapping[str, Recalled]]


@dataclass(slots=True, kw_only=True)
class Round:
    """What a round of polls found: `entries` by feed and keys, `captures` of entries without a page, pages to fetch."""

    feeds: list[FeedRow] = field(default_factory=list)
    entries: dict[tuple[str, tuple[str, ...]], EntryRow] = field(default_factory=dict)
    captures: list[Capture] = field(default_factory=list)
    history: list[FeedChangeRow] = field(default_factory=list)
    gaps: list[GapRow] = field(default_factory=list)
    errands: list[Errand] = field(default_factory=list)
    new: int = 0
    troubled: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A feed and what it answered. `final_url` is where its document came from."""

    row: FeedRow
    state: FeedState
    poll: Poll
    feed: Feed | None
    final_url: str
    now: datetime


async def poll_feeds(rows: Sequence[FeedRow], collector: Collector, recall: Recall) -> Round:
    """Asks each of `rows` once. Raises `ArchiveError`."""
    asked = await asyncio.gather(*(_ask(row, collector) for row in rows))
    updated = [one.row for one in asked if one.feed]
    known = await asyncio.to_thread(recall, updated) if updated else {}
    found = Round()
    for one in asked:
        _conclude(one, known.get(one.row.feed_id, Recalled()), found, collector.run_id)
    # Together, so that they are written together.
    await asyncio.gather(*map(collector.keep, found.captures))
    return found


async def _ask(row: FeedRow, collector: Collector) -> _Asked:
    state = state_of(row)
    etag, last_modified = choose_validators(state)
    request = Request(url=row.url, purpose=Purpose.FEED, etag=etag, last_modified=last_modified)
    answer = await collector.get(request, feed_id=row.feed_id)
    now = collector.clock()
    if isinstance(answer, Response) and answer.status == 200:
        # Parsing a large document must not hold up the answers of other servers.
        poll, feed = await asyncio.to_thread(read_answer, answer, state, now)
    else:
        poll, feed = read_answer(answer, state, now)
    final_url = row.url if isinstance(answer, FetchFailure) else answer.url
    return _Asked(row=row, state=state, poll=poll, feed=feed, final_url=final_url, now=now)


def _conclude(asked: _Asked, known: Recalled, found: Round, run_id: str) -> None:
    row, poll = asked.row, asked.poll
    if asked.feed is not None:
        row, poll = _Document(asked, asked.feed, known, found, run_id).taken_in()
    decision = decide_after_poll(asked.state, poll, asked.now)
    found.feeds.append(with_state(row, decision.state))
    _note(decision, asked, found, run_id)


@dataclass(frozen=True, slots=True)
class _Document:
    """A new document of a feed beside what is known of the feed."""

    asked: _Asked
    feed: Feed
    known: Recalled
    found: Round
    run_id: str

    def taken_in(self) -> tuple[FeedRow, Poll]:
        """Takes in its entries; gives the feed's row and the poll with what they tell."""
        row, entries = self.asked.row, self.feed.entries
        evidence = update_evidence(
            KeyEvidence.from_json(row.evidence) if row.evidence else None, self.known.before, entries
        )
        policy = self._policy(evidence)
        by_key = {key: entry for entry in self.known.entries for key in entry.keys}
        fresh = select_new_entries(entries, by_key, policy, evidence)
        for entry, identified in fresh:
            self._add(_entry_row(row, entry, identified, self.asked.now))
            self._take(entry)
        new = {id(entry) for entry, _ in fresh}
        for entry in entries:
            if id(entry) not in new:
                self._seen_again(entry, _row_of(entry, by_key, policy, evidence))
        self.found.new += len(fresh)
        home = extract_domain(self.feed.home_url) or extract_domain(self.asked.final_url)
        row = replace(row, identity=policy, evidence=evidence.to_json())
        poll = replace(self.asked.poll, known=len(entries) - len(fresh))
        return described(row, self.feed, source_id(home) if home else None), poll

    def _policy(self, evidence: KeyEvidence) -> IdentityPolicy:
        row = self.asked.row
        current = IdentityPolicy(row.identity) if row.identity else None
        policy, why = choose_policy(evidence, current)
        if policy is not current:
            change = FeedChangeRow(
                feed_id=row.feed_id, run_id=self.run_id, happened_at=self.asked.now, what="identity", detail=why
            )
            self.found.history.append(change)
        return policy

    def _seen_again(self, entry: Entry, before: EntryRow | None) -> None:
        """Notes that a known entry is still there; where entries are the articles, an edited one is taken again."""
        if before is None:
            return  # listed twice in this document
        digest = _digest(entry)
        if digest != before.digest or self.asked.now - before.last_seen_at >= _SEEN_AGAIN:
            self._add(replace(before, digest=digest, last_seen_at=self.asked.now))
        if digest != before.digest and not (self.asked.row.pages and entry.url):
            # Headlines are edited, and links made of headlines with them: the address found first is the article's.
            self._take(replace(entry, url=before.url))

    def _take(self, entry: Entry) -> None:
        asked = self.asked
        provenance = Provenance(feed_title=self.feed.title, feed_url=asked.final_url, entry=entry, reason=None)
        if asked.row.pages and entry.url:
            errand = Errand(url=entry.url, feed_id=asked.row.feed_id, provenance=provenance, before=None)
            self.found.errands.append(errand)
        else:
            capture = entry_capture(provenance, None, run_id=self.run_id, now=asked.now, feed_url=asked.row.url)
            self.found.captures.append(capture)

    def _add(self, row: EntryRow) -> None:
        self.found.entries[row.feed_id, row.keys] = row


def _row_of(
    entry: Entry, by_key: Mapping[str, EntryRow], policy: IdentityPolicy, evidence: KeyEvidence
) -> EntryRow | None:
    """The row of a known entry. One that shares with it only what several entries share is not its row."""
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
    """Of what an entry says, not of where it stands or what it is called: some feeds change that with every request."""
    said = replace(entry, position=0, guid=None, url=None, raw_link=None, updated_at=None)
    return sha256(encode_entry(said).encode("utf-8", "replace")).hexdigest()


def _note(decision: PollDecision, asked: _Asked, found: Round, run_id: str) -> None:
    feed_id = asked.row.feed_id
    found.history += [
        FeedChangeRow(feed_id=feed_id, run_id=run_id, happened_at=asked.now, what=change.what, detail=change.detail)
        for change in decision.changes
    ]
    if decision.gap:
        found.gaps.append(
            GapRow(
                feed_id=feed_id,
                run_id=run_id,
                since=decision.gap.since,
                until=decision.gap.until,
                estimated_missed=decision.gap.estimated_missed,
            )
        )
    if decision.state.failures:
        found.troubled.append(f"{asked.row.url}: {decision.state.last_kind}: {decision.state.last_detail}")
