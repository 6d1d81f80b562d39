"""Pure. Noun phrases around a verb, found by the words that cannot stand inside one: no parser is asked."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.lexicon.word_lists import word_list
from tasks.lexicon.words import word_set
from tasks.quotes.speech_verbs import AUXILIARIES, is_adverb
from tasks.text.tokens import Token, TokenKind

SentenceTokens = Sequence[Token]
TokenSpan = tuple[int, int]  # half-open, of token indices

PRONOUNS = word_set("he she it they we i you who")
PREPOSITIONS = word_list("quotations", "prepositions")
DAYS = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday today yesterday tonight earlier recently
    """
)
DASHES = ("—", "–", "--")
_ARTICLES = word_set("the a an one his her")
# Words that no noun phrase goes on behind.
_BREAKS = word_list("quotations", "clause breaks")
_ENDS_NAMED = word_set("in on at during after to by")
_OF_APPOSITIONS = word_set("a an the former one his her its their")
# A sentence that begins with one of these has its subject behind a comma.
_OPENERS = PREPOSITIONS | word_set(
    "as while after before when asked but and meanwhile if since although though because once earlier later"
)
_TIMES = word_set("later ago after before earlier")
_LEADING = word_set("but and so yet then still also")
# Bounds, in tokens: subjects of news are shorter, and appositions, and remarks in brackets.
_LONGEST = 24
_LONGEST_APPOSITION = 45
_LONGEST_REMARK = 10


def find_subject_after(ts: SentenceTokens, start: int) -> TokenSpan | None:
    """The noun phrase that begins at `start`: a name, a pronoun, or "the" and what follows, up to a mark."""
    if start >= len(ts) or not _begins(ts[start]):
        return None
    if ts[start].lower in PRONOUNS:
        return (start, start + 1)
    end = start + 1
    while end < len(ts) and end - start < _LONGEST and ts[end].kind is TokenKind.WORD and not _ends(ts, end):
        end += 1
    return (start, end)


def _begins(token: Token) -> bool:
    if token.kind is not TokenKind.WORD or token.lower in DAYS or token.lower in ("that", "i"):
        return False
    return token.capital or token.lower in PRONOUNS or token.lower in _ARTICLES


def _ends(ts: SentenceTokens, at: int) -> bool:
    lower = ts[at].lower
    if lower in _BREAKS or lower in DAYS or lower in AUXILIARIES:
        return not (lower == "and" and at + 1 < len(ts) and ts[at + 1].capital)
    return lower in _ENDS_NAMED


def find_phrase_before(ts: SentenceTokens, end: int) -> TokenSpan:
    """The noun phrase that ends right before token `end`; empty where a mark or a conjunction stands there."""
    start = end
    while start > 0 and end - start < _LONGEST:
        opened = _opening(ts, start - 1)
        if opened is None and _stops(ts, start - 1, inside=start < end):
            break
        start = start - 1 if opened is None else opened
    if start < end and ts[start].lower in PREPOSITIONS and not ts[start].capital:
        start = _behind_adverbial(ts, start, end)
    return (start, end)


def _stops(ts: SentenceTokens, at: int, *, inside: bool) -> bool:
    token = ts[at]
    if token.kind is not TokenKind.WORD:
        return token.lower not in ("/", "&", "'", "’")
    if token.lower in _BREAKS:
        return not _joins_names(ts, at)
    return token.lower in AUXILIARIES or (inside and token.lower in PRONOUNS)


def _opening(ts: SentenceTokens, closing: int) -> int | None:
    """The bracket that opens the short remark closed at `closing`: a party, an age, "(Greens)"."""
    if ts[closing].lower != ")":
        return None
    near = range(closing - 1, max(closing - _LONGEST_REMARK, 0), -1)
    return next((at for at in near if ts[at].lower == "("), None)


def _joins_names(ts: SentenceTokens, at: int) -> bool:
    return ts[at].lower == "and" and 0 < at < len(ts) - 1 and ts[at - 1].capital and ts[at + 1].capital


def _behind_adverbial(ts: SentenceTokens, start: int, end: int) -> int:
    """Where the name begins behind an adverbial without a comma: in "in Quito on Monday Mr. Ray", at "Mr."."""
    at = end - 1
    if ts[at].lower in PRONOUNS:
        return at
    while at > start and (ts[at].capital or not ts[at - 1].capital) and ts[at - 1].lower not in PREPOSITIONS:
        at -= 1
    return at


def find_subject_across_apposition(ts: SentenceTokens, comma: int) -> TokenSpan | None:
    """The phrase before the comma pair that ends at `comma`: "Ayoub, the minister, said"."""
    depth = 0
    for at in range(comma - 1, max(comma - _LONGEST_APPOSITION, -1), -1):
        token = ts[at]
        depth += (token.lower == ")") - (token.lower == "(")
        if token.kind is TokenKind.QUOTED and at == 0:
            return None
        if depth == 0 and (token.lower == "," or token.lower in DASHES):
            span = find_phrase_before(ts, at)
            if span[0] < span[1] and not _is_adverbial(ts, span) and not _is_apposition(ts, span):
                return span
    return find_subject_after(ts, 0)


def _is_apposition(ts: SentenceTokens, span: TokenSpan) -> bool:
    """Whether it stands between the subject and its verb: "Ana Lee, a baker from Loja, Ecuador, said"."""
    inner = span[0] > 1 and (ts[span[0] - 1].lower == "," or ts[span[0] - 1].lower in DASHES)
    return inner and ts[span[0]].lower in _OF_APPOSITIONS


def _is_adverbial(ts: SentenceTokens, span: TokenSpan) -> bool:
    only = ts[span[0] : span[1]]
    return only[0].lower in PREPOSITIONS or all(t.lower in DAYS or t.lower.isdigit() or is_adverb(t) for t in only)


def find_antecedent(ts: SentenceTokens, pronoun: int) -> TokenSpan | None:
    """The phrase that the relative pronoun at `pronoun` refers to."""
    span = find_phrase_before(ts, pronoun - 1 if pronoun > 0 and ts[pronoun - 1].lower == "," else pronoun)
    return span if span[0] < span[1] else None


def find_main_subject(ts: SentenceTokens, end: int) -> TokenSpan | None:
    """The phrase with which the sentence begins, behind an adverbial and its comma: "On Friday, the minister"."""
    for start in _beginnings(ts, end):
        at = start
        while at < end and ts[at].lower in _LEADING:
            at += 1
        span = find_subject_after(ts, at)
        if span is not None:
            return span
    return None


def _beginnings(ts: SentenceTokens, end: int) -> list[int]:
    commas = [at + 1 for at, token in enumerate(ts[:end]) if token.lower == ","][:3]
    first = ts[0].lower if ts else ""
    if first in _OPENERS or (len(ts) > 1 and ts[1].lower in _TIMES):
        return [*commas, 0]
    return [*commas[:1], 0] if first.endswith(("ing", "ed")) else [0]
