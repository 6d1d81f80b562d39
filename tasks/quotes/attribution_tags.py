"""Pure. Tags: subject and cue behind what was said, or in the middle of it: "“…,” Ayoub said on Friday."."""

from __future__ import annotations

from typing import NamedTuple

from tasks.lexicon.word_lists import word_list
from tasks.lexicon.words import word_set
from tasks.quotes.cue_spans import VERBS_WITH_ADDRESSEE, CueSpan, find_cue_spans
from tasks.quotes.speech_verbs import VerbClass, VerbForm
from tasks.quotes.subjects import DASHES, SentenceTokens
from tasks.text.tokens import TokenKind, end_of, is_quoted

ADJUNCTS = word_list("quotations", "adjuncts")
FINITE_VERBS = word_set("whether if is are was were will would has had have")
OBJECT_PRONOUNS = word_set("me him her us them you it")
_ADDRESSED = OBJECT_PRONOUNS | word_set("a the reporters")
# Words that lead to a tag and are no part of what was said: "On Friday, he said …", "However, …".
_OPENING = ADJUNCTS | word_set("but and meanwhile still however so asked instead since although")
# A clause that goes on with one of these behind a tag is no longer what was said.
_NO_LONGER_SAID = word_list("quotations", "no longer said")
_INFINITE = word_set("to let")
_LEAST_CLAUSE = 2  # tokens
_LONGEST_OPENING = 8
_LONGEST_INSERTION = 25
ADVERBIAL_WINDOW = 26  # tokens within which an adverbial ends


class QuotedSpan(NamedTuple):
    """Tokens `first` to `last` of a sentence were said; `site` is their cue. `rule` names what found them."""

    first: int
    last: int
    site: CueSpan
    rule: str


def is_attribution_tag(ts: SentenceTokens) -> bool:
    """Whether the sentence only says who spoke: "Ayoub asked.", "Said the minister on Friday."."""
    site = next(iter(find_cue_spans(ts)), None)
    if site is None or site.verb.sort > VerbClass.STATES or site.subject is None or not is_finite_cue(ts, site):
        return False
    start, after = _bounds(site)
    ends = _end(ts, after, site, sure=False)
    if ends is None or start != 0:
        return False
    if site.inverted:
        return after < len(ts) and ends == end_of(ts)
    return not _introduces(ts, ends) and not is_quoted(ts, ends)


def match_attribution_tag(ts: SentenceTokens, site: CueSpan, bound: int, cut: int) -> QuotedSpan | None:
    """What stands before the cue and its subject, from token `bound` on; and behind them up to `cut`, if it goes on."""
    start, after = _bounds(site)
    if start is None or start <= bound or not is_finite_cue(ts, site):
        return None
    marked = ts[start - 1].lower == "," or ts[start - 1].lower in (*DASHES, "-")
    quoted_before = is_quoted(ts, start - 1) or (marked and is_quoted(ts, start - 2))
    clause_before = marked and start - 1 - bound >= _LEAST_CLAUSE and site.verb.sort <= VerbClass.STATES
    ends = _end(ts, after, site, sure=is_quoted(ts, start - 1)) if quoted_before or clause_before else None
    last = start - 1 if ts[start - 1].kind is TokenKind.MARK else start
    if ends is None or (not quoted_before and (_introduces(ts, ends) or _is_opening(ts, bound, last))):
        return None
    first = _first(ts, bound, last)
    goes_on = _going_on(ts, ends, cut, quoted_before=quoted_before)
    return QuotedSpan(first, goes_on or last, site, "across" if goes_on else "tag")


def is_finite_cue(ts: SentenceTokens, site: CueSpan) -> bool:
    """Whether the cue is the verb of a clause: "said", "will say", not "to say" or "saying"."""
    if site.form is VerbForm.BASE:
        return not any(t.lower in _INFINITE for t in ts[site.group : site.first])
    return site.form is not VerbForm.ING


def _bounds(site: CueSpan) -> tuple[int | None, int]:
    """Where subject and cue begin, and the token behind both."""
    if site.subject is None:
        return site.group, site.last
    if site.inverted:
        return site.group, site.subject[1]
    first, last = site.subject
    near = last == site.group or (site.group - last < _LONGEST_INSERTION and first > 0)
    return (first if near else None), site.last


def _introduces(ts: SentenceTokens, at: int) -> bool:
    """Whether a colon, or a comma and a quotation with a capital, follows: "On Monday, Ayoub said, “We …”"."""
    if at < len(ts) and ts[at].lower == ":":
        return True
    return at + 1 < len(ts) and ts[at].lower == "," and is_quoted(ts, at + 1) and ts[at + 1].capital


def _end(ts: SentenceTokens, after: int, site: CueSpan, *, sure: bool) -> int | None:
    """Where the tag ends: at a mark, or behind adjuncts ("on Friday in Cairo"); None where a clause follows.

    `sure`: a quotation ends right before the tag, so that only "that" can still make it something else.
    """
    if after >= len(ts) or ts[after].kind is not TokenKind.WORD:
        return after
    word = ts[after].lower
    addressed = site.verb.base in VERBS_WITH_ADDRESSEE and (sure or ts[after].capital or word in _ADDRESSED)
    if not (addressed or word in ADJUNCTS or word.endswith("ly") or (sure and word.endswith("ing"))):
        return None
    at = after
    while at < len(ts) and ts[at].kind is TokenKind.WORD and at - after < ADVERBIAL_WINDOW:
        if ts[at].lower == "that" or (not sure and ts[at].lower in FINITE_VERBS):
            return None
        at += 1
    return at


def _is_opening(ts: SentenceTokens, first: int, last: int) -> bool:
    return last - first < _LONGEST_OPENING and ts[first].lower in _OPENING


def _first(ts: SentenceTokens, bound: int, last: int) -> int:
    """Where the content begins behind what was dealt with: without marks, and without a conjunction."""
    first = bound
    while first < last and ts[first].kind is TokenKind.MARK:
        first += 1
    return first + 1 if 0 < bound == first < last and ts[first].lower in ("and", "but", "while") else first


def _going_on(ts: SentenceTokens, at: int, cut: int, *, quoted_before: bool) -> int | None:
    """Where the content ends that goes on behind the tag, None where nothing does: "“A,” he said, “b.”"."""
    if at < len(ts) and ts[at].lower in (",", ":", ";", *DASHES, "-"):
        at += 1
    while at < cut and ts[at].lower in ("and", "but"):
        at += 1
    if at >= cut:
        return None
    if is_quoted(ts, at):
        return at + 1
    ended = quoted_before or ts[at].lower.endswith("ing") or ts[at].lower in _NO_LONGER_SAID
    return None if ended else cut
