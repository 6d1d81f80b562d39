"""Pure. What a cue introduces: the stretch of its sentence that was said, before it, behind it or around it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from tasks.lexicon.word_lists import word_list
from tasks.lexicon.words import word_set
from tasks.quotes.attribution_tags import (
    ADJUNCTS,
    ADVERBIAL_WINDOW,
    FINITE_VERBS,
    OBJECT_PRONOUNS,
    QuotedSpan,
    is_finite_cue,
    match_attribution_tag,
)
from tasks.quotes.cue_spans import VERBS_WITH_ADDRESSEE, CueSpan
from tasks.quotes.speech_verbs import VerbClass, VerbForm
from tasks.quotes.subjects import PREPOSITIONS, PRONOUNS, SentenceTokens
from tasks.text.tokens import Token, TokenKind, end_of, is_quoted

_CONJOINED = word_set("and but or while though although whereas yet before after as then")
_ASKS = word_set("if whether how why what who when where")
_ASKING = word_set("ask wonder question explain")
_DEMANDING = word_set("demand ask")
_DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday today yesterday")
# Verbs whose addressee stands behind "to": "said to reporters, “…”".
_TO_WHOM = word_set("say write complain remark explain speak")
# What a clause begins with, or a name: an addressee ends before it.
_CLAUSE_BEGINS = word_list("quotations", "clause begins")
_INSIDE_ADDRESSEES = PREPOSITIONS | word_set("the 's to")
_NO_PARTICIPLES = word_set("including being during nothing something anything")
_OCCASIONS = word_set("interview statement speech tweet appearance")
_LEAST = 2  # tokens of an indirect quotation


def find_quoted_spans(ts: SentenceTokens, found: Sequence[CueSpan]) -> list[QuotedSpan]:
    """The contents of all cues of a sentence that have one, in the order of the cues."""
    out: list[QuotedSpan] = []
    bound = 0
    for number, site in enumerate(found):
        cut = _cut(ts, site, islice(found, number + 1, None))
        content = match_attribution_tag(ts, site, bound, cut) or _introduced(ts, site, cut)
        if content is not None:
            out.append(content)
            bound = max(bound, content.last, site.last)
    return out


def find_open_cue(ts: SentenceTokens, found: Sequence[CueSpan]) -> CueSpan | None:
    """The cue that waits for what follows the sentence: "he said:" at its end."""
    if not ts or ts[-1].lower != ":" or not found:
        return None
    return found[-1] if len(ts) - found[-1].last < ADVERBIAL_WINDOW else None


def _introduced(ts: SentenceTokens, site: CueSpan, cut: int) -> QuotedSpan | None:
    """What follows the cue."""
    if site.inverted and site.subject is not None:
        if site.group > 0:
            return None
        site = site._replace(last=site.subject[1])
    start, rule = _behind(ts, site, cut)
    if start >= cut:
        return None
    if rule == "introduced":
        return QuotedSpan(start, start + 1, site, rule)
    last = _clause_end(ts, start, cut)
    marked = any(token.kind is TokenKind.QUOTED for token in ts[start:last])
    fits = _fits_marked(ts, site, start, rule) if marked else last - start >= _LEAST and _fits(site, rule)
    if not fits or (site.verb.sort > VerbClass.SAYS and site.form is VerbForm.BASE and not is_finite_cue(ts, site)):
        return None
    return QuotedSpan(start, last, site, rule)


def _fits_marked(ts: SentenceTokens, site: CueSpan, start: int, rule: str) -> bool:
    """Whether words of which some stand between marks are said, and no name: "a boat called “Meridian”"."""
    if site.verb.sort is VerbClass.STATES:
        return rule != "clause" or is_quoted(ts, start)
    if site.verb.sort is not VerbClass.NAMES or not is_quoted(ts, site.last):
        return True
    before = ts[site.group - 1]
    return before.capital or before.lower in PRONOUNS or before.lower in ("and", "but")


def _fits(site: CueSpan, rule: str) -> bool:
    """Whether words without marks are said: after "that" mostly, without it only behind verbs that need no "that"."""
    sort = site.verb.sort
    if rule == "colon" or (site.subject is None and not site.passive):
        return False
    if rule in ("that", "asked"):
        return sort <= VerbClass.STATES or site.verb.base in _DEMANDING
    if site.passive or (sort is VerbClass.NAMES and site.last - site.first < 2):
        return False
    return sort is not VerbClass.STATES


def _behind(ts: SentenceTokens, site: CueSpan, cut: int) -> tuple[int, str]:
    """Where the content begins behind the cue, and by what rule."""
    for at in range(site.last, min(cut, site.last + ADVERBIAL_WINDOW)):
        found = _beginning(ts, site, at, cut)
        if found is not None:
            return found
        if is_quoted(ts, at):
            break
    start = _behind_addressee(ts, site, cut) if site.verb.base in VERBS_WITH_ADDRESSEE else site.last
    if start < cut and ts[start].lower == ",":
        start += 1
    while start < cut and ts[start].lower in _DAYS:
        start += 1
    direct = start > site.last and start < cut and is_quoted(ts, start) and _is_introduced(ts, start)
    return start, "introduced" if direct else "clause"


def _beginning(ts: SentenceTokens, site: CueSpan, at: int, cut: int) -> tuple[int, str] | None:
    """Whether what was said begins at or right behind token `at`, and by what rule."""
    token = ts[at]
    if token.lower == ":":
        direct = at + 1 < cut and is_quoted(ts, at + 1) and ts[at + 1].capital
        return at + 1, "introduced" if direct else "colon"
    opens = token.lower == "that" or token.lower in _ASKS or token.kind is TokenKind.QUOTED
    if not opens or (at > site.last and not _is_adverbial(ts, site, at)):
        return None
    if token.lower == "that":
        demonstrative = at + 1 < cut and ts[at + 1].lower in FINITE_VERBS
        return (at if demonstrative else at + 1), "that"
    if token.kind is TokenKind.QUOTED:
        return _quotation(ts, site, at, cut)
    return (at, "asked") if site.verb.base in _ASKING else None


def _quotation(ts: SentenceTokens, site: CueSpan, at: int, cut: int) -> tuple[int, str] | None:
    """The quotation at `at`: whole if it has a capital and a comma or nothing around it, else part of a clause."""
    if at > site.last and ts[at - 1].lower not in (",", ":"):
        return None
    return at, "introduced" if ts[at].capital and (at + 1 >= cut or at > site.last) else "clause"


def _is_introduced(ts: SentenceTokens, at: int) -> bool:
    return ts[at].capital and ts[at - 1].lower in (",", ":")


def _is_adverbial(ts: SentenceTokens, site: CueSpan, at: int) -> bool:
    """Whether only adverbials or an addressee stand between the cue and token `at`."""
    first = ts[site.last]
    if first.kind is TokenKind.MARK:
        return True
    if site.verb.base in VERBS_WITH_ADDRESSEE:
        return not any(token.lower in FINITE_VERBS for token in ts[site.last : at])
    if first.lower == "to":
        return site.verb.base in _TO_WHOM
    return first.lower in ADJUNCTS or first.lower.endswith("ly") or at - site.last <= 1


def _behind_addressee(ts: SentenceTokens, site: CueSpan, cut: int) -> int:
    """Where the clause begins behind whom was told: "told Sputnik he", "told reporters the plan"."""
    at = site.last
    if at < cut and ts[at].lower in OBJECT_PRONOUNS:
        return at + 1
    if at < cut and ts[at].lower in _CLAUSE_BEGINS:
        at += 1
    while at < cut and ts[at].kind is TokenKind.WORD and not (at > site.last and _begins_clause(ts[at - 1], ts[at])):
        at += 1
    return at


def _begins_clause(before: Token, token: Token) -> bool:
    if token.lower in _CLAUSE_BEGINS:
        return True
    return token.capital and not before.capital and before.lower not in _INSIDE_ADDRESSEES


def _clause_end(ts: SentenceTokens, start: int, cut: int) -> int:
    """Where the clause from `start` ends: before a free participle, "according to", or the occasion of a quotation."""
    for at in range(start + 1, cut):
        behind = ts[at - 1]
        if behind.lower != "," and behind.kind is not TokenKind.QUOTED:
            continue
        word = ts[at].lower
        free = word.endswith("ing") and word not in _NO_PARTICIPLES
        if free or word == "according" or (behind.lower != "," and _is_occasion(ts, at, cut)):
            return at - 1 if behind.lower == "," else at
    return cut


def _is_occasion(ts: SentenceTokens, at: int, cut: int) -> bool:
    return ts[at].lower in ("in", "during", "on") and ts[min(at + 2, cut - 1)].lower in _OCCASIONS


def _cut(ts: SentenceTokens, site: CueSpan, later: islice[CueSpan]) -> int:
    """Where the clause of a cue ends at the latest: at the next cue that stands beside it, not inside it."""
    for other in later:
        own = other.subject is not None and not other.inverted and other.subject[1] == other.group
        at = other.subject[0] if own and other.subject is not None else other.group
        if at <= site.last:
            continue
        before = ts[at - 1]
        comma = ts[at - 2].lower == ","
        if before.lower in _CONJOINED and (not own or comma or is_quoted(ts, at - 2)):
            return max(at - 2 if comma else at - 1, site.last)
        if not own and other.form is VerbForm.ING and (before.lower == "," or before.kind is TokenKind.QUOTED):
            return at - 1 if before.lower == "," else at
    return end_of(ts)
