"""Identity of feed entries: their keys, how reliable each kind of key is in a feed, and which entries are new.

Pure. A key (guid, link, link without tracking, title and day) can fail in two ways. Two entries share it: then
equality proves nothing, and an entry would be lost. Or one entry changes it: then difference proves nothing, and an
entry would be doubled. Both are counted for each kind from one document of a feed to the next (`update_evidence`). The
policy of a feed is a kind that does neither (`choose_policy`). All reliable kinds together decide which entries are
new, so that a change of policy neither loses nor doubles an entry (`select_new_entries`).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from hashlib import sha256

from tasks.feeds.entries import Entry

# Earlier documents count at most as much as this many of the present one: feeds change their ways.
REMEMBERED_READINGS = 3
_WORDS = "words"  # all that an entry says: the key of what has no other
_MOMENT = "moment"  # title and exact time; no key, but good enough to find an entry again
# Parameters that name a visit; `sid` is not among them, because sites also call a story that.
_SESSION = re.compile(r"(?:php|j|asp)?session_?id\w*=.*|phpsessid=.*|(?:cfid|cftoken|oscsid|zenid)=.*", re.IGNORECASE)
_SESSION_PATH = re.compile(r";jsessionid=[^/?;]*", re.IGNORECASE)

KeysByKind = dict[str, str]  # kind: key


class IdentityPolicy(StrEnum):
    """The kind of key by which entries of a feed are identified."""

    GUID = "guid"
    LINK = "link"  # as stated
    BARE_LINK = "bare_link"  # canonical: without tracking, session and fragment
    TITLE_DAY = "title_day"


GUID, LINK, BARE_LINK, TITLE_DAY = IdentityPolicy
PREFERRED = (GUID, BARE_LINK, LINK, TITLE_DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryKeys:
    """The key of an entry, and its keys of the other kinds: all are stored, and any of them finds the entry."""

    key: str
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyTraits:
    """How reliable one kind of key is, in counts of entries; older documents count less.

    `seen` have such a key, `shared` share it with another; of `compared`, found in two readings, `changed` changed it.
    """

    seen: int = 0
    shared: int = 0
    compared: int = 0
    changed: int = 0

    @property
    def is_distinct(self) -> bool:
        """Whether equal keys mean one entry."""
        return not _is_frequent(self.shared, self.seen)

    @property
    def is_stable(self) -> bool:
        """Whether different keys mean two entries."""
        return not _is_frequent(self.changed, self.compared)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEvidence:
    """How reliable the keys of one feed are, from `entries` entries in its last documents."""

    entries: int = 0
    guid: KeyTraits = KeyTraits()
    link: KeyTraits = KeyTraits()
    bare_link: KeyTraits = KeyTraits()
    title_day: KeyTraits = KeyTraits()

    def of(self, kind: IdentityPolicy) -> KeyTraits:
        """The traits of one kind of key."""
        return {GUID: self.guid, LINK: self.link, BARE_LINK: self.bare_link, TITLE_DAY: self.title_day}[kind]

    @classmethod
    def from_json(cls, text: str) -> KeyEvidence:
        """The evidence that `to_json` wrote."""
        values = json.loads(text)
        return cls(entries=values["entries"], **{kind.value: KeyTraits(**values[kind]) for kind in IdentityPolicy})

    def to_json(self) -> str:
        """A JSON object, fields by name."""
        return json.dumps(asdict(self))


def identify_entry(entry: Entry, policy: IdentityPolicy) -> EntryKeys:
    """The keys of an entry. Where it lacks the kind of the policy, the next best kind is its key."""
    keys = _order_keys(_make_keys(entry), policy)
    return EntryKeys(key=keys[0], also=tuple(keys[1:]))


def update_evidence(previous: KeyEvidence | None, before: Sequence[Entry], after: Sequence[Entry]) -> KeyEvidence:
    """The evidence after one more document: `before` are the entries of the last one, `after` of this one."""
    old, readings = previous or KeyEvidence(), _Readings.of(_list_distinct_keys(before), _list_distinct_keys(after))
    now = len(readings.now)
    fading = max(1, -(-old.entries // (REMEMBERED_READINGS * now or old.entries or 1)))
    traits = {kind.value: _observe_kind(old.of(kind), fading, kind, readings) for kind in IdentityPolicy}
    return KeyEvidence(entries=old.entries // fading + now, **traits)


def choose_policy(evidence: KeyEvidence, current: IdentityPolicy | None) -> tuple[IdentityPolicy, str]:
    """The policy of a feed, and the reason. The current one is kept while it is reliable."""
    if current is not None and _explain_fault(evidence, current) is None:
        return current, f"{current}: nothing speaks against it"
    faults = {kind: fault for kind in PREFERRED if (fault := _explain_fault(evidence, kind))}
    reasons = "; ".join(f"{kind} {fault}" for kind, fault in faults.items() if current in {None, kind})
    sound = next((kind for kind in PREFERRED if kind not in faults), None)
    if sound:
        return sound, f"{sound}: {reasons or 'present, distinct, stable'}"
    return (best := current or TITLE_DAY), f"{best}: {reasons}, and no other is sound"


def select_new_entries(
    entries: Sequence[Entry], known: Container[str], policy: IdentityPolicy, evidence: KeyEvidence | None = None
) -> list[tuple[Entry, EntryKeys]]:
    """The entries that none of the `known` keys identifies, each once, with its keys; `key` is not known yet.

    `known` holds the keys of every kind of all entries this feed ever showed, new or not. `evidence` should include the
    present reading; without any, it is taken from these entries alone.
    """
    evidence = evidence or update_evidence(None, (), entries)
    steps, spoiled = _order_kinds(evidence, policy), _find_spoiled_keys(entries, evidence)
    fresh: list[tuple[Entry, EntryKeys]] = []
    taken: set[str] = set()
    for entry in entries:
        keys = _make_keys(entry)
        here = {kind: key for kind, key in keys.items() if key not in spoiled}
        if _is_known(here, known, steps) or _is_known(here, taken, steps):
            continue
        ordered = _order_keys(keys, policy)
        key = next((key for key in ordered if key not in known and key not in taken), ordered[-1])
        fresh.append((entry, EntryKeys(key=key, also=tuple(other for other in ordered if other != key))))
        taken.update(ordered)
    return fresh


def _order_kinds(evidence: KeyEvidence, policy: IdentityPolicy) -> tuple[tuple[IdentityPolicy, bool], ...]:
    """Kinds of keys in order of use, and whether an unknown key of that kind proves that the entry is new.

    A link that is the policy comes first, and only its equality counts there. A title never settles it: titles are
    edited. Kinds that several entries share are not asked.
    """
    link = BARE_LINK if evidence.bare_link.is_distinct else LINK
    first = [(policy, False)] if policy in {LINK, BARE_LINK} else []
    order = [*first, (GUID, evidence.guid.is_stable), (link, evidence.of(link).is_stable), (TITLE_DAY, False)]
    return tuple((kind, settles) for kind, settles in order if evidence.of(kind).is_distinct)


def _is_known(keys: KeysByKind, known: Container[str], steps: tuple[tuple[IdentityPolicy, bool], ...]) -> bool:
    """Whether an entry with these keys is known.

    A guid that should be known and is not may still have been replaced: then link and title are both the old ones.
    """
    for kind, settles in steps:
        if keys.get(kind, "") in known:
            return True
        if settles and kind in keys:
            others = {other for other, _ in steps if keys.get(other, "") in known}
            return kind is GUID and len(others) > 1
    return keys[_WORDS] in known and not any(kind in keys for kind, _ in steps)


def _find_spoiled_keys(entries: Sequence[Entry], evidence: KeyEvidence) -> set[str]:
    """Keys shared by entries of this document that differ in all other keys, or in a reliable guid."""
    reliable, spoiled = evidence.guid.is_distinct and evidence.guid.is_stable, set()
    first: dict[str, KeysByKind] = {}
    for keys in map(_make_keys, entries):
        for kind in [kind for kind in IdentityPolicy if kind in keys]:
            other = first.setdefault(keys[kind], keys)
            rest = [GUID, TITLE_DAY] if kind in {LINK, BARE_LINK} else [GUID, BARE_LINK, TITLE_DAY]
            differs = {it: keys[it] != other[it] for it in rest if it is not kind and it in keys and it in other}
            if any(differs.values()) and (all(differs.values()) or (reliable and differs.get(GUID))):
                spoiled.add(keys[kind])
    return spoiled


@dataclass(frozen=True, slots=True)
class _Readings:
    """Two documents of a feed, and the entries they share: indexes both ways."""

    then: list[KeysByKind]
    now: list[KeysByKind]
    later: dict[int, int]
    earlier: dict[int, int]

    @classmethod
    def of(cls, then: list[KeysByKind], now: list[KeysByKind]) -> _Readings:
        """Matches entries by all their words, by title and time, or by two of their keys."""
        later: dict[int, int] = {}
        earlier: dict[int, int] = {}
        for kinds in ((_WORDS,), (_MOMENT,), (GUID, BARE_LINK), (GUID, TITLE_DAY), (BARE_LINK, TITLE_DAY)):
            marks = _index_unique(now, kinds)
            for mark, old_index in _index_unique(then, kinds).items():
                new_index = marks.get(mark)
                if new_index is not None and old_index not in later and new_index not in earlier:
                    later[old_index], earlier[new_index] = new_index, old_index
        return cls(then, now, later, earlier)


def _observe_kind(old: KeyTraits, fading: int, kind: IdentityPolicy, readings: _Readings) -> KeyTraits:
    then, now = readings.then, readings.now
    counts = Counter(keys[kind] for keys in now if kind in keys)
    shared = {index for index, keys in enumerate(now) if counts.get(keys.get(kind, ""), 0) > 1}
    both = [(then[a][kind], now[b][kind]) for a, b in readings.later.items() if kind in then[a] and kind in now[b]]
    return KeyTraits(
        seen=old.seen // fading + counts.total(),
        shared=old.shared // fading + len(shared | _find_reused(kind, readings)),
        compared=old.compared // fading + len(both),
        changed=old.changed // fading + sum(before != after for before, after in both),
    )


def _find_reused(kind: IdentityPolicy, readings: _Readings) -> set[int]:
    """Entries whose key belonged to another entry before; with guids, also to one that shares no other key."""
    then, now, reused = readings.then, readings.now, set()
    owners = {keys[kind]: index for index, keys in enumerate(then) if kind in keys}
    for index, keys in enumerate(now):
        owner = owners.get(keys.get(kind, ""))
        if owner is None or readings.earlier.get(index) == owner:
            continue
        unlike = all(keys.get(rest, "") != then[owner].get(rest, "") for rest in (BARE_LINK, TITLE_DAY))
        if index in readings.earlier or owner in readings.later or (kind is GUID and unlike):
            reused.add(index)
    return reused


def _index_unique(document: list[KeysByKind], kinds: tuple[str, ...]) -> dict[tuple[str, ...], int]:
    """The index in a document of each combination of keys that occurs once."""
    marks = [tuple(keys.get(kind, "") for kind in kinds) for keys in document]
    counts = Counter(marks)
    return {mark: index for index, mark in enumerate(marks) if all(mark) and counts[mark] == 1}


def _explain_fault(evidence: KeyEvidence, kind: IdentityPolicy) -> str | None:
    """Why a kind of key makes no policy, in a few words."""
    traits, entries = evidence.of(kind), evidence.entries
    if traits.seen * 10 < entries * 9 or not traits.seen:
        return f"is missing in {entries - traits.seen} of {entries} entries"
    if not traits.is_distinct:
        return f"is shared by {traits.shared} of {traits.seen} entries"
    return None if traits.is_stable else f"changed in {traits.changed} of {traits.compared} entries"


def _is_frequent(some: int, of: int) -> bool:
    """Whether it is more than a tenth, and more than chance: three, or half of a few."""
    return some * 10 > of and (some >= 3 or some * 2 >= of)


def _list_distinct_keys(entries: Iterable[Entry]) -> list[KeysByKind]:
    """The keys of entries, repeated entries once."""
    return list({tuple(keys.values()): keys for keys in map(_make_keys, entries)}.values())


def _order_keys(keys: KeysByKind, policy: IdentityPolicy) -> list[str]:
    return [keys[kind] for kind in dict.fromkeys((policy, *PREFERRED, _WORDS)) if kind in keys]


def _make_keys(entry: Entry) -> KeysByKind:
    """All keys of an entry, by kind; a kind is missing where the entry does not state what it is made of."""
    title = " ".join(unicodedata.normalize("NFKC", entry.title or "").casefold().split())
    dating = entry.published
    stated = {
        GUID: (entry.guid or "").strip(),
        LINK: (entry.raw_link or entry.url or "").strip(),
        BARE_LINK: _without_session(entry.url or ""),
        TITLE_DAY: f"{title}\n{dating.at.date() if dating else ''}" if title else "",
        _MOMENT: f"{title}\n{dating.at.isoformat()}" if title and dating and not dating.day_only else "",
    }
    keys: KeysByKind = {str(kind): _digest(kind, text) for kind, text in stated.items() if text}
    words = [title, entry.summary, entry.content, dating.at.isoformat() if dating else None]
    keys[_WORDS] = _digest(_WORDS, json.dumps(words))
    return keys


def _without_session(url: str) -> str:
    path, mark, query = _SESSION_PATH.sub("", url).partition("?")
    kept = "&".join(pair for pair in query.split("&") if not _SESSION.fullmatch(pair))
    return f"{path}{mark}{kept}" if kept else path


def _digest(kind: str, text: str) -> str:
    return f"{kind}:{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"
