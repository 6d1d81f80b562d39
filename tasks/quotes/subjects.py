"""Find the noun phrases around a verb by the words that cannot stand inside one, without a parser.

Pure.
"""

from collections.abc import Sequence

from tasks.lexicon.word_lists import word_list, word_set
from tasks.quotes.speech_verbs import AUXILIARIES, is_adverb
from tasks.text.tokens import Token, TokenKind, lower_at

Tokens = Sequence[Token]
TokenSpan = tuple[int, int]  # half-open, of token indices

PRONOUNS = word_set("he she it they we i you who")
PREPOSITIONS = word_list("quotations", "prepositions")
DAYS = word_list("quotations", "days")
DASHES = ("—", "–", "--")
_ARTICLES = word_set("the a an one his her")
# No noun phrase continues across one of these words.
_CLAUSE_WORDS = word_list("quotations", "clause breaks")
_ENDS_PHRASE = word_set("in on at during after to by")
_APPOSITION_OPENERS = word_set("a an the former one his her its their")
# The subject of a sentence that begins with one of these follows a comma.
_ADVERBIAL_OPENERS = PREPOSITIONS | word_set(
    "as while after before when asked but and meanwhile if since although though because once earlier later"
)
_TIME_WORDS = word_set("later ago after before earlier")
_LEADING_WORDS = word_set("but and so yet then still also")
# Bounds, in tokens: subjects, appositions and remarks in brackets are shorter in news.
_MAX_SUBJECT = 24
_MAX_APPOSITION = 45
_MAX_REMARK = 10


def find_subject_after(tokens: Tokens, start: int) -> TokenSpan | None:
    """Returns the noun phrase that begins at `start`: a name, a pronoun, or "the" and the words up to a mark."""
    if start >= len(tokens) or not _begins_subject(tokens[start]):
        return None
    if tokens[start].lower in PRONOUNS:
        return (start, start + 1)
    end = start + 1
    while (
        end < len(tokens)
        and end - start < _MAX_SUBJECT
        and tokens[end].kind is TokenKind.WORD
        and not _ends_subject(tokens, end)
    ):
        end += 1
    return (start, end)


def _begins_subject(token: Token) -> bool:
    if token.kind is not TokenKind.WORD or token.lower in DAYS or token.lower in ("that", "i"):
        return False
    return token.capital or token.lower in PRONOUNS or token.lower in _ARTICLES


def _ends_subject(tokens: Tokens, index: int) -> bool:
    lower = tokens[index].lower
    if lower in _CLAUSE_WORDS or lower in DAYS or lower in AUXILIARIES:
        return not (lower == "and" and index + 1 < len(tokens) and tokens[index + 1].capital)
    return lower in _ENDS_PHRASE


def find_phrase_before(tokens: Tokens, end: int) -> TokenSpan | None:
    """Returns the noun phrase that ends right before token `end`, None after a mark or a conjunction."""
    start = end
    while start > 0 and end - start < _MAX_SUBJECT:
        bracket = _find_opening_bracket(tokens, start - 1)
        if bracket is None and _stops_phrase(tokens, start - 1, inside=start < end):
            break
        start = start - 1 if bracket is None else bracket
    if start == end:
        return None
    if tokens[start].lower in PREPOSITIONS and not tokens[start].capital:
        start = _skip_adverbial(tokens, start, end)
    return (start, end)


def _stops_phrase(tokens: Tokens, index: int, *, inside: bool) -> bool:
    token = tokens[index]
    if token.kind is not TokenKind.WORD:
        return token.lower not in ("/", "&", "'", "’")
    if token.lower in _CLAUSE_WORDS:
        return not _joins_names(tokens, index)
    return token.lower in AUXILIARIES or (inside and token.lower in PRONOUNS)


def _find_opening_bracket(tokens: Tokens, closing: int) -> int | None:
    """Returns the bracket that opens the short remark closed at `closing`: a party, an age, "(Greens)"."""
    if tokens[closing].lower != ")":
        return None
    near = range(closing - 1, max(closing - _MAX_REMARK, 0), -1)
    return next((index for index in near if tokens[index].lower == "("), None)


def _joins_names(tokens: Tokens, index: int) -> bool:
    is_inner = tokens[index].lower == "and" and 0 < index < len(tokens) - 1
    return is_inner and tokens[index - 1].capital and tokens[index + 1].capital


def _skip_adverbial(tokens: Tokens, start: int, end: int) -> int:
    """Returns where the name after an adverbial without a comma begins: "Mr." in "in Quito on Monday Mr. Ray"."""
    index = end - 1
    if tokens[index].lower in PRONOUNS:
        return index
    while (
        index > start
        and (tokens[index].capital or not tokens[index - 1].capital)
        and tokens[index - 1].lower not in PREPOSITIONS
    ):
        index -= 1
    return index


def find_subject_across_apposition(tokens: Tokens, comma: int) -> TokenSpan | None:
    """Returns the phrase before the apposition that ends at `comma`: "Ayoub, the minister, said"."""
    depth = 0
    for index in range(comma - 1, max(comma - _MAX_APPOSITION, -1), -1):
        token = tokens[index]
        depth += (token.lower == ")") - (token.lower == "(")
        if token.kind is TokenKind.QUOTED and index == 0:
            return None
        if depth == 0 and (token.lower == "," or token.lower in DASHES):
            span = find_phrase_before(tokens, index)
            if span and not _is_adverbial(tokens, span) and not _is_apposition(tokens, span):
                return span
    return find_subject_after(tokens, 0)


def _is_apposition(tokens: Tokens, span: TokenSpan) -> bool:
    """Whether the phrase is an apposition of the subject: "Ana Lee, a baker from Loja, Ecuador, said"."""
    inner = span[0] > 1 and (tokens[span[0] - 1].lower == "," or tokens[span[0] - 1].lower in DASHES)
    return inner and tokens[span[0]].lower in _APPOSITION_OPENERS


def _is_adverbial(tokens: Tokens, span: TokenSpan) -> bool:
    phrase = tokens[span[0] : span[1]]
    return phrase[0].lower in PREPOSITIONS or all(t.lower in DAYS or t.lower.isdigit() or is_adverb(t) for t in phrase)


def find_antecedent(tokens: Tokens, pronoun: int) -> TokenSpan | None:
    """Returns the phrase that the relative pronoun at `pronoun` refers to."""
    return find_phrase_before(tokens, pronoun - 1 if lower_at(tokens, pronoun - 1) == "," else pronoun)


def find_main_subject(tokens: Tokens, end: int) -> TokenSpan | None:
    """Returns the subject of the sentence, which may follow an adverbial and a comma: "On Friday, the minister"."""
    for start in _list_subject_starts(tokens, end):
        index = start
        while index < end and tokens[index].lower in _LEADING_WORDS:
            index += 1
        span = find_subject_after(tokens, index)
        if span is not None:
            return span
    return None


def _list_subject_starts(tokens: Tokens, end: int) -> list[int]:
    commas = [index + 1 for index, token in enumerate(tokens[:end]) if token.lower == ","][:3]
    first = tokens[0].lower if tokens else ""
    if first in _ADVERBIAL_OPENERS or (len(tokens) > 1 and tokens[1].lower in _TIME_WORDS):
        return [*commas, 0]
    return [*commas[:1], 0] if first.endswith(("ing", "ed")) else [0]
