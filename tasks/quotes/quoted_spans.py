"""Find the content span of each cue: the part of its sentence that is reported speech, before, after or around it.

Pure.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from tasks.lexicon.word_lists import word_list, word_set
from tasks.quotes.attribution_tags import (
    ADJUNCTS,
    ADVERBIAL_WINDOW,
    FINITE_VERBS,
    OBJECT_PRONOUNS,
    is_finite_cue,
    match_attribution_tag,
)
from tasks.quotes.cue_spans import VERBS_WITH_ADDRESSEE, CueSpan, QuotedSpan
from tasks.quotes.speech_verbs import VerbClass, VerbForm
from tasks.quotes.subjects import PREPOSITIONS, PRONOUNS, Tokens
from tasks.text.tokens import Token, TokenKind, end_of, is_quoted

_CONJUNCTIONS = word_set("and but or while though although whereas yet before after as then")
_QUESTION_WORDS = word_set("if whether how why what who when where")
_ASKING_VERBS = word_set("ask wonder question explain")
_DEMANDING_VERBS = word_set("demand ask")
_DAY_WORDS = word_set("monday tuesday wednesday thursday friday saturday sunday today yesterday")
# Verbs whose addressee follows "to": "said to reporters, “…”".
_VERBS_WITH_TO = word_set("say write complain remark explain speak")
# A clause begins with one of these, or with a name: an addressee ends before it.
_CLAUSE_OPENERS = word_list("quotations", "clause begins")
_ADDRESSEE_CONNECTORS = PREPOSITIONS | word_set("the 's to")
_NON_PARTICIPLES = word_set("including being during nothing something anything")
_OCCASIONS = word_set("interview statement speech tweet appearance")
_MIN_INDIRECT = 2  # tokens of an indirect quotation


def find_quoted_spans(tokens: Tokens, cues: Sequence[CueSpan]) -> list[QuotedSpan]:
    """Returns the content spans of a sentence in the order of their cues; a cue may have none."""
    quoted_spans: list[QuotedSpan] = []
    bound = 0
    for number, cue in enumerate(cues):
        limit = _find_clause_limit(tokens, cue, islice(cues, number + 1, None))
        quoted_span = match_attribution_tag(tokens, cue, bound, limit) or _find_span_after_cue(tokens, cue, limit)
        if quoted_span is not None:
            quoted_spans.append(quoted_span)
            bound = max(bound, quoted_span.end, cue.end)
    return quoted_spans


def find_open_cue(tokens: Tokens, cues: Sequence[CueSpan]) -> CueSpan | None:
    """Returns the cue whose content span is the next sentence: "he said:" at the end of this one."""
    if not tokens or tokens[-1].lower != ":" or not cues:
        return None
    return cues[-1] if len(tokens) - cues[-1].end < ADVERBIAL_WINDOW else None


def _find_span_after_cue(tokens: Tokens, cue: CueSpan, limit: int) -> QuotedSpan | None:
    """Returns the content span that follows the cue."""
    if cue.is_inverted and cue.subject is not None:
        if cue.group_start > 0:
            return None
        cue = cue._replace(end=cue.subject[1])
    start, rule = _find_span_start(tokens, cue, limit)
    if start >= limit:
        return None
    if rule == "introduced":
        return QuotedSpan(start, start + 1, cue, rule)
    end = _find_clause_end(tokens, start, limit)
    if any(token.kind is TokenKind.QUOTED for token in tokens[start:end]):
        is_speech = _is_speech_with_marks(tokens, cue, start, rule)
    else:
        is_speech = end - start >= _MIN_INDIRECT and _is_speech_without_marks(cue, rule)
    infinitive = cue.verb.verb_class > VerbClass.SAYS and cue.form is VerbForm.BASE and not is_finite_cue(tokens, cue)
    return QuotedSpan(start, end, cue, rule) if is_speech and not infinitive else None


def _is_speech_with_marks(tokens: Tokens, cue: CueSpan, start: int, rule: str) -> bool:
    """Whether a span with quotation marks is speech, not a name: "a boat called “Meridian”"."""
    if cue.verb.verb_class is VerbClass.STATES:
        return rule != "clause" or is_quoted(tokens, start)
    if cue.verb.verb_class is not VerbClass.NAMES or not is_quoted(tokens, cue.end):
        return True
    before = tokens[cue.group_start - 1]
    return before.capital or before.lower in PRONOUNS or before.lower in ("and", "but")


def _is_speech_without_marks(cue: CueSpan, rule: str) -> bool:
    """Whether a span without quotation marks is speech: mostly after "that", else only after verbs that omit it."""
    verb_class = cue.verb.verb_class
    if rule == "colon" or (cue.subject is None and not cue.is_passive):
        return False
    if rule in ("that", "asked"):
        return verb_class <= VerbClass.STATES or cue.verb.base in _DEMANDING_VERBS
    if cue.is_passive or (verb_class is VerbClass.NAMES and cue.end - cue.start < 2):
        return False
    return verb_class is not VerbClass.STATES


def _find_span_start(tokens: Tokens, cue: CueSpan, limit: int) -> tuple[int, str]:
    """Returns where the content span after the cue begins, and the rule that found it."""
    for index in range(cue.end, min(limit, cue.end + ADVERBIAL_WINDOW)):
        start_and_rule = _match_span_start(tokens, cue, index, limit)
        if start_and_rule is not None:
            return start_and_rule
        if is_quoted(tokens, index):
            break
    start = _skip_addressee(tokens, cue, limit) if cue.verb.base in VERBS_WITH_ADDRESSEE else cue.end
    if start < limit and tokens[start].lower == ",":
        start += 1
    while start < limit and tokens[start].lower in _DAY_WORDS:
        start += 1
    direct = start > cue.end and start < limit and is_quoted(tokens, start) and _is_introduced(tokens, start)
    return start, "introduced" if direct else "clause"


def _match_span_start(tokens: Tokens, cue: CueSpan, index: int, limit: int) -> tuple[int, str] | None:
    """Returns start and rule of a content span that begins at or right after token `index`, None if none does."""
    token = tokens[index]
    if token.lower == ":":
        direct = index + 1 < limit and is_quoted(tokens, index + 1) and tokens[index + 1].capital
        return index + 1, "introduced" if direct else "colon"
    opens = token.lower == "that" or token.lower in _QUESTION_WORDS or token.kind is TokenKind.QUOTED
    if not opens or (index > cue.end and not _is_adverbial_between(tokens, cue, index)):
        return None
    if token.lower == "that":
        demonstrative = index + 1 < limit and tokens[index + 1].lower in FINITE_VERBS
        return (index if demonstrative else index + 1), "that"
    if token.kind is TokenKind.QUOTED:
        return _match_quotation(tokens, cue, index, limit)
    return (index, "asked") if cue.verb.base in _ASKING_VERBS else None


def _match_quotation(tokens: Tokens, cue: CueSpan, index: int, limit: int) -> tuple[int, str] | None:
    """Classes the quotation at `index`: whole if it is capitalized and stands alone, else part of a clause."""
    if index > cue.end and tokens[index - 1].lower not in (",", ":"):
        return None
    return index, "introduced" if tokens[index].capital and (index + 1 >= limit or index > cue.end) else "clause"


def _is_introduced(tokens: Tokens, index: int) -> bool:
    return tokens[index].capital and tokens[index - 1].lower in (",", ":")


def _is_adverbial_between(tokens: Tokens, cue: CueSpan, index: int) -> bool:
    """Whether only adverbials or an addressee stand between the cue and token `index`."""
    first = tokens[cue.end]
    if first.kind is TokenKind.MARK:
        return True
    if cue.verb.base in VERBS_WITH_ADDRESSEE:
        return not any(token.lower in FINITE_VERBS for token in tokens[cue.end : index])
    if first.lower == "to":
        return cue.verb.base in _VERBS_WITH_TO
    return first.lower in ADJUNCTS or first.lower.endswith("ly") or index - cue.end <= 1


def _skip_addressee(tokens: Tokens, cue: CueSpan, limit: int) -> int:
    """Returns where the clause after the addressee begins: "told Sputnik he", "told reporters the plan"."""
    index = cue.end
    if index < limit and tokens[index].lower in OBJECT_PRONOUNS:
        return index + 1
    if index < limit and tokens[index].lower in _CLAUSE_OPENERS:
        index += 1
    while (
        index < limit
        and tokens[index].kind is TokenKind.WORD
        and not (index > cue.end and _begins_clause(tokens[index - 1], tokens[index]))
    ):
        index += 1
    return index


def _begins_clause(before: Token, token: Token) -> bool:
    if token.lower in _CLAUSE_OPENERS:
        return True
    return token.capital and not before.capital and before.lower not in _ADDRESSEE_CONNECTORS


def _find_clause_end(tokens: Tokens, start: int, limit: int) -> int:
    """Returns where the clause from `start` ends: before a free participle, "according to" or an occasion."""
    for index in range(start + 1, limit):
        behind = tokens[index - 1]
        if behind.lower != "," and behind.kind is not TokenKind.QUOTED:
            continue
        word = tokens[index].lower
        free = word.endswith("ing") and word not in _NON_PARTICIPLES
        if free or word == "according" or (behind.lower != "," and _names_occasion(tokens, index, limit)):
            return index - 1 if behind.lower == "," else index
    return limit


def _names_occasion(tokens: Tokens, index: int, limit: int) -> bool:
    return tokens[index].lower in ("in", "during", "on") and tokens[min(index + 2, limit - 1)].lower in _OCCASIONS


def _find_clause_limit(tokens: Tokens, cue: CueSpan, later: Iterator[CueSpan]) -> int:
    """Returns where the clause of a cue ends at the latest: at the next coordinate cue, or with the sentence."""
    for other in later:
        own = other.subject is not None and not other.is_inverted and other.subject[1] == other.group_start
        index = other.subject[0] if own and other.subject is not None else other.group_start
        if index <= cue.end:
            continue
        before = tokens[index - 1]
        comma = tokens[index - 2].lower == ","
        if before.lower in _CONJUNCTIONS and (not own or comma or is_quoted(tokens, index - 2)):
            return max(index - 2 if comma else index - 1, cue.end)
        if not own and other.form is VerbForm.ING and (before.lower == "," or before.kind is TokenKind.QUOTED):
            return index - 1 if before.lower == "," else index
    return end_of(tokens)
