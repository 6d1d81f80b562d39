"""Match attribution tags: subject and cue after the content span or inside it, as in "“…,” Ayoub said on Friday.".

Pure.
"""

from tasks.lexicon.word_lists import word_list, word_set
from tasks.quotes.cue_spans import VERBS_WITH_ADDRESSEE, CueSpan, QuotedSpan, find_cue_spans
from tasks.quotes.speech_verbs import VerbClass, VerbForm
from tasks.quotes.subjects import DASHES, Tokens
from tasks.text.tokens import TokenKind, end_of, is_quoted, lower_at

ADJUNCTS = word_list("quotations", "adjuncts")
FINITE_VERBS = word_set("whether if is are was were will would has had have")
OBJECT_PRONOUNS = word_set("me him her us them you it")
_ADDRESSEE_WORDS = OBJECT_PRONOUNS | word_set("a the reporters")
# Words before a tag that are not part of the content span: "On Friday, he said …", "However, …".
_SENTENCE_OPENERS = ADJUNCTS | word_set("but and meanwhile still however so asked instead since although")
# A clause that continues with one of these after a tag is not part of the content span.
_AFTER_QUOTED_CLAUSE = word_list("quotations", "no longer said")
_INFINITIVE_MARKERS = word_set("to let")
# Bounds, in tokens.
_MIN_CLAUSE = 2
_MAX_OPENER = 8
_MAX_INSERTION = 25
ADVERBIAL_WINDOW = 26  # an adverbial ends within it


def is_attribution_tag(tokens: Tokens) -> bool:
    """Whether the whole sentence is an attribution tag: "Ayoub asked.", "Said the minister on Friday."."""
    cue = next(iter(find_cue_spans(tokens)), None)
    if cue is None or cue.verb.verb_class > VerbClass.STATES or cue.subject is None or not is_finite_cue(tokens, cue):
        return False
    start, after = _find_tag_bounds(cue)
    ends = _find_tag_end(tokens, after, cue, follows_quotation=False)
    if ends is None or start != 0:
        return False
    if cue.is_inverted:
        return after < len(tokens) and ends == end_of(tokens)
    return not _introduces_quotation(tokens, ends) and not is_quoted(tokens, ends)


def match_attribution_tag(tokens: Tokens, cue: CueSpan, bound: int, limit: int) -> QuotedSpan | None:
    """Returns the content span before the tag, from token `bound` on; it may continue behind the tag up to `limit`."""
    start, after = _find_tag_bounds(cue)
    if start is None or start <= bound or not is_finite_cue(tokens, cue):
        return None
    is_set_off = tokens[start - 1].lower in (",", *DASHES, "-")
    quoted_before = is_quoted(tokens, start - 1) or (is_set_off and is_quoted(tokens, start - 2))
    clause_before = is_set_off and start - 1 - bound >= _MIN_CLAUSE and cue.verb.verb_class <= VerbClass.STATES
    if not (quoted_before or clause_before):
        return None
    ends = _find_tag_end(tokens, after, cue, follows_quotation=is_quoted(tokens, start - 1))
    if ends is None:
        return None
    last = start - 1 if tokens[start - 1].kind is TokenKind.MARK else start
    if not quoted_before and (_introduces_quotation(tokens, ends) or _is_sentence_opener(tokens, bound, last)):
        return None
    first = _skip_punctuation(tokens, bound, last)
    goes_on = _find_continuation(tokens, ends, limit, quoted_before=quoted_before)
    return QuotedSpan(first, goes_on or last, cue, "across" if goes_on else "tag")


def is_finite_cue(tokens: Tokens, cue: CueSpan) -> bool:
    """Whether the cue is the verb of a clause: "said", "will say", not "to say" or "saying"."""
    if cue.form is VerbForm.BASE:
        return not any(t.lower in _INFINITIVE_MARKERS for t in tokens[cue.group_start : cue.start])
    return cue.form is not VerbForm.ING


def _find_tag_bounds(cue: CueSpan) -> tuple[int | None, int]:
    """Returns where subject and cue begin, None if they stand apart, and where both end."""
    if cue.subject is None:
        return cue.group_start, cue.end
    if cue.is_inverted:
        return cue.group_start, cue.subject[1]
    first, last = cue.subject
    near = last == cue.group_start or (cue.group_start - last < _MAX_INSERTION and first > 0)
    return (first if near else None), cue.end


def _introduces_quotation(tokens: Tokens, index: int) -> bool:
    """Whether a colon follows, or a comma and a capitalized quotation: "On Monday, Ayoub said, “We …”"."""
    mark = lower_at(tokens, index)
    return mark == ":" or (mark == "," and is_quoted(tokens, index + 1) and tokens[index + 1].capital)


def _find_tag_end(tokens: Tokens, after: int, cue: CueSpan, *, follows_quotation: bool) -> int | None:
    """Returns where the tag ends: at a mark, or after adjuncts ("on Friday in Cairo"); None where a clause follows.

    `follows_quotation`: a quotation ends right before the tag, so that only "that" can still start a clause.
    """
    if after >= len(tokens) or tokens[after].kind is not TokenKind.WORD:
        return after
    word = tokens[after].lower
    addressed = cue.verb.base in VERBS_WITH_ADDRESSEE and (
        follows_quotation or tokens[after].capital or word in _ADDRESSEE_WORDS
    )
    if not (addressed or word in ADJUNCTS or word.endswith("ly") or (follows_quotation and word.endswith("ing"))):
        return None
    index = after
    while index < len(tokens) and tokens[index].kind is TokenKind.WORD and index - after < ADVERBIAL_WINDOW:
        if tokens[index].lower == "that" or (not follows_quotation and tokens[index].lower in FINITE_VERBS):
            return None
        index += 1
    return index


def _is_sentence_opener(tokens: Tokens, first: int, last: int) -> bool:
    return last - first < _MAX_OPENER and tokens[first].lower in _SENTENCE_OPENERS


def _skip_punctuation(tokens: Tokens, bound: int, last: int) -> int:
    """Returns where the content span begins after `bound`: without punctuation and without a conjunction."""
    first = bound
    while first < last and tokens[first].kind is TokenKind.MARK:
        first += 1
    return first + 1 if 0 < bound == first < last and tokens[first].lower in ("and", "but", "while") else first


def _find_continuation(tokens: Tokens, index: int, limit: int, *, quoted_before: bool) -> int | None:
    """Returns where the content span that continues behind the tag ends, None if it does not: "“A,” he said, “b.”"."""
    if lower_at(tokens, index) in (",", ":", ";", *DASHES, "-"):
        index += 1
    while index < limit and tokens[index].lower in ("and", "but"):
        index += 1
    if index >= limit:
        return None
    if is_quoted(tokens, index):
        return index + 1
    ended = quoted_before or tokens[index].lower.endswith("ing") or tokens[index].lower in _AFTER_QUOTED_CLAUSE
    return None if ended else limit
