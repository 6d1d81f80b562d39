"""Find the cues of a sentence and the subject of each: "Ayoub said", "according to Sputnik".

Pure. Spans are token indices; which mention a subject refers to is resolved in `speakers`.
"""

from collections.abc import Sequence
from typing import NamedTuple

from tasks.lexicon.word_lists import word_groups, word_list, word_set
from tasks.quotes.speech_verbs import (
    AUXILIARIES,
    FORMS_OF_BE,
    SpeechVerb,
    VerbForm,
    is_adverb,
    load_speech_verbs,
)
from tasks.quotes.subjects import (
    DASHES,
    DAYS,
    PREPOSITIONS,
    PRONOUNS,
    Tokens,
    TokenSpan,
    find_antecedent,
    find_main_subject,
    find_phrase_before,
    find_subject_across_apposition,
    find_subject_after,
)
from tasks.text.tokens import TokenKind, lower_at

# After one of these the form is a noun or an adjective: "the report", "his claims", "a so-called".
_DETERMINERS = word_list("quotations", "determiners")
_HELPING_VERBS = word_list("quotations", "helping verbs")
_BEFORE_BASE_FORMS = word_set("to they we you i who")
_COORDINATED = word_set("and but or then to ;")
_BEFORE_PARTICIPLES = word_set("and or by while when")
_BEFORE_FREE_PARTICIPLES = word_set("and or by while when in to but")
# A participle after one of these has no subject: "when asked", "if told".
_CLAUSE_OPENERS = ("when", "if", "as", "once", "unless")
_CLAUSE_BOUNDARIES = word_list("quotations", "beside a cue")
# Participles that do not report speech: "known as", "were shown".
_STATIVE_PARTICIPLES = ("known", "shown")
_ADVERBIAL_STARTS = PREPOSITIONS | DAYS
# Tokens that follow a plural noun, and seldom a speech verb.
_AFTER_NOUNS = ("", ",", ".", "of", "and", "for", "from", "are", "were", "in", "to", ";", ":")
# The noun phrase after these verbs is the addressee: "told Sputnik" is never "Sputnik told".
VERBS_WITH_ADDRESSEE = word_set("tell ask remind inform assure notify warn advise urge")
# Particles of phrasal verbs.
_VERB_PARTICLES = word_groups("quotations", "verb particles")
# Verbs whose form in -s is also a noun: "the claims of", "reports from".
_NOUN_HOMOGRAPHS = word_list("quotations", "nouns in -s")
# Verbs that report speech only with their particle.
_PARTICLE_VERBS = word_set("point shoot fire go lash sound spell weigh make speak talk refer")
# Verbs whose base form after a plural noun is a cue: "officials say".
_PLURAL_SUBJECT_VERBS = word_set("say tell argue believe think insist warn note claim add")
_MAX_CUES = 12  # cues read in one sentence; prose has no more


class CueSpan(NamedTuple):
    """A cue: tokens `start` to `end` (half-open), its verb group from `group_start`; `subject` is None if none is seen.

    `is_inverted`: the subject follows the verb. `is_passive`: only an agent after "by" is the subject.
    """

    start: int
    end: int
    group_start: int
    verb: SpeechVerb
    form: VerbForm
    subject: TokenSpan | None
    is_inverted: bool = False
    is_passive: bool = False

    @property
    def span(self) -> TokenSpan:
        """The tokens of cue and subject together."""
        if self.subject is None:
            return self.group_start, self.end
        if self.is_inverted:
            return self.group_start, max(self.subject[1], self.end)
        return min(self.subject[0], self.group_start), self.end


class QuotedSpan(NamedTuple):
    """A content span: tokens `start` to `end` (half-open) of a sentence are attributed to `cue`, found by `rule`."""

    start: int
    end: int
    cue: CueSpan
    rule: str


def find_cue_spans(tokens: Tokens) -> list[CueSpan]:
    """Returns the cues of a sentence outside quotations, in order; at most a dozen."""
    cues: list[CueSpan] = []
    speech_verbs = load_speech_verbs()
    for index, token in enumerate(tokens):
        verb = speech_verbs.get(token.lower) if token.kind is TokenKind.WORD and not (token.capital and index) else None
        if verb is None or (cues and index < cues[-1].end):
            continue
        cue = _read_cue(tokens, index, verb, cues)
        if cue is not None:
            cues.append(cue)
            if len(cues) == _MAX_CUES:
                break
    return cues


def _read_cue(tokens: Tokens, index: int, verb: SpeechVerb, earlier: Sequence[CueSpan]) -> CueSpan | None:
    group_start = _find_group_start(tokens, index)
    form = _find_form(tokens, index, group_start, verb)
    end = _find_cue_end(tokens, index, verb)
    if form is None or end is None or tokens[index].lower in _STATIVE_PARTICIPLES:
        return None
    is_passive = form is VerbForm.PAST and any(t.lower in FORMS_OF_BE for t in tokens[group_start:index])
    subject = _find_subject_behind(tokens, group_start, end, verb, form)
    if subject is not None:
        return CueSpan(index, end, group_start, verb, form, subject, is_inverted=True, is_passive=is_passive)
    if group_start == 0 and form is VerbForm.PAST:
        return None
    by_agent = is_passive and verb.base != "quote"  # the subject of "was quoted as saying" is the speaker
    subject = _find_agent(tokens, end) if by_agent else _find_subject_before(tokens, group_start, form, earlier)
    return CueSpan(index, end, group_start, verb, form, subject, is_passive=by_agent)


def _find_cue_end(tokens: Tokens, index: int, verb: SpeechVerb) -> int | None:
    """Returns where the verb and its particle end; None for a verb that reports speech only with a particle."""
    if lower_at(tokens, index + 1) in _VERB_PARTICLES.get(verb.base, ()):
        return index + 2
    return None if verb.base in _PARTICLE_VERBS else index + 1


def _find_group_start(tokens: Tokens, index: int) -> int:
    """Returns where the verb group begins: "has also said"."""
    group_start = index
    while group_start > 0 and (tokens[group_start - 1].lower in AUXILIARIES or is_adverb(tokens[group_start - 1])):
        group_start -= 1
    return group_start


def _find_form(tokens: Tokens, index: int, group_start: int, verb: SpeechVerb) -> VerbForm | None:
    """Returns the form of the verb in this sentence, None where the word is a noun or an adjective."""
    before = lower_at(tokens, index - 1)
    if before.isdigit() or before in _DETERMINERS:
        return None
    if VerbForm.ING in verb.forms:
        return VerbForm.ING if _is_participle(tokens, index, group_start) else None
    if VerbForm.PAST in verb.forms:
        return None if before in PREPOSITIONS or before in _CLAUSE_OPENERS else VerbForm.PAST
    if VerbForm.BASE in verb.forms:
        return VerbForm.BASE if _is_base_form(tokens, index, group_start, verb) else None
    return None if before in PREPOSITIONS or _is_plural_noun(tokens, index, verb) else VerbForm.PRESENT


def _is_base_form(tokens: Tokens, index: int, group_start: int, verb: SpeechVerb) -> bool:
    """Whether an auxiliary, "to" or a plural noun precedes it: "officials say", "will say"."""
    before = lower_at(tokens, index - 1)
    helpers = tokens[max(group_start, index - 4) : index]
    if before in _BEFORE_BASE_FORMS or any(t.lower in _HELPING_VERBS for t in helpers):
        return True
    is_noun = lower_at(tokens, index + 1) == "of"
    return verb.base in _PLURAL_SUBJECT_VERBS and before.endswith("s") and group_start == index and not is_noun


def _is_plural_noun(tokens: Tokens, index: int, verb: SpeechVerb) -> bool:
    """Whether the form in -s is a noun: "the reports", "polls and shows of force"."""
    if verb.base not in _NOUN_HOMOGRAPHS or index == 0:
        return False
    before = tokens[index - 1]
    named = before.capital or before.lower in PRONOUNS or before.kind is not TokenKind.WORD
    return not named and lower_at(tokens, index + 1) in _AFTER_NOUNS


def _is_participle(tokens: Tokens, index: int, group_start: int) -> bool:
    if index == 0:
        return False
    before = tokens[index - 1]
    if before.kind is not TokenKind.WORD:
        return before.lower not in ("-", "/", "$")
    if before.lower not in _DETERMINERS and before.lower not in PREPOSITIONS:
        return True
    return before.lower in _BEFORE_PARTICIPLES or any(t.lower in FORMS_OF_BE for t in tokens[group_start:index])


def _find_subject_behind(
    tokens: Tokens, group_start: int, last: int, verb: SpeechVerb, form: VerbForm
) -> TokenSpan | None:
    """Returns the subject after an inverted verb: behind a quotation or a comma, as in "“…,” said Ayoub"."""
    if form not in (VerbForm.PAST, VerbForm.PRESENT) or verb.base in VERBS_WITH_ADDRESSEE:
        return None
    subject = find_subject_after(tokens, last)
    if subject is None:
        return None
    if group_start == 0:  # "Said Ayoub: “…”"
        return subject if lower_at(tokens, subject[1]) in (":", ",") else None
    before = tokens[group_start - 1]
    if before.kind is TokenKind.QUOTED:
        return subject
    separate = before.lower in (",", "-") or before.lower in DASHES
    return subject if separate and _is_closed(tokens, subject[1]) else None


def _is_closed(tokens: Tokens, index: int) -> bool:
    """Whether only an adverbial follows: "…, said Ayoub on Monday", not "…, said Ayoub would go"."""
    return index >= len(tokens) or tokens[index].kind is TokenKind.MARK or tokens[index].lower in _ADVERBIAL_STARTS


def _find_agent(tokens: Tokens, start: int) -> TokenSpan | None:
    """Returns the agent of a passive verb: "was asked by reporters"."""
    by = next((index for index in range(start, min(start + 4, len(tokens))) if tokens[index].lower == "by"), None)
    return find_subject_after(tokens, by + 1) if by is not None else None


def _find_subject_before(
    tokens: Tokens, group_start: int, form: VerbForm, earlier: Sequence[CueSpan]
) -> TokenSpan | None:
    if group_start == 0:
        return None
    before = tokens[group_start - 1]
    follows_quotation = before.kind is TokenKind.QUOTED
    if follows_quotation and form is not VerbForm.ING and (group_start < 2 or _ends_behind_cue(tokens, group_start)):
        return None  # "“…,” added.": the speaker of the sentence before
    if follows_quotation or before.lower in _COORDINATED or _is_free_participle(tokens, group_start, form):
        return _find_last_subject(tokens, group_start, earlier)
    if before.lower in ("who", "which", "that"):
        return find_antecedent(tokens, group_start - 1)
    if before.lower == "," or before.lower in DASHES:
        return find_subject_across_apposition(tokens, group_start - 1)
    return find_phrase_before(tokens, group_start) or _find_last_subject(tokens, group_start, earlier)


def _is_free_participle(tokens: Tokens, group_start: int, form: VerbForm) -> bool:
    """Whether it is a free participle beside the sentence's verb: ", adding that"."""
    if form is not VerbForm.ING or any(t.lower in FORMS_OF_BE for t in tokens[group_start : group_start + 3]):
        return False
    before = tokens[group_start - 1]
    return before.kind is not TokenKind.WORD or before.lower in _BEFORE_FREE_PARTICIPLES


def _ends_behind_cue(tokens: Tokens, index: int) -> bool:
    return index + 1 >= len(tokens) or tokens[index + 1].kind is TokenKind.MARK


def _find_last_subject(tokens: Tokens, index: int, earlier: Sequence[CueSpan]) -> TokenSpan | None:
    """Returns the subject of the last cue outside a content span, else the subject of the sentence."""
    for cue in reversed(earlier):
        if cue.subject is not None and not cue.is_inverted and _is_outer_clause(tokens, cue.span[0]):
            return cue.subject
    return find_main_subject(tokens, index)


def _is_outer_clause(tokens: Tokens, start: int) -> bool:
    """Whether a clause that begins at `start` is coordinate, not subordinate: "he said that the dam held, adding"."""
    return start == 0 or tokens[start - 1].kind is not TokenKind.WORD or tokens[start - 1].lower in _CLAUSE_BOUNDARIES
