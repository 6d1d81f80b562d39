"""Pure. Where in a sentence cues stand, and their subjects: token indices only, nobody is resolved here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tasks.lexicon.word_lists import word_list
from tasks.lexicon.words import word_set
from tasks.quotes.speech_verbs import (
    AUXILIARIES,
    FORMS_OF_BE,
    NOUN_HOMOGRAPHS,
    PARTICLE_VERBS,
    PLURAL_SUBJECT_VERBS,
    VERB_PARTICLES,
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
    SentenceTokens,
    TokenSpan,
    find_antecedent,
    find_main_subject,
    find_phrase_before,
    find_subject_across_apposition,
    find_subject_after,
)
from tasks.text.tokens import TokenKind

# Behind these a form is a noun or an adjective: "the report", "his claims", "a so-called".
_DETERMINERS = word_list("quotations", "determiners")
_HELPERS = word_list("quotations", "helping verbs")
_OF_BASES = word_set("to they we you i who")
_COORDINATED = word_set("and but or then to ;")
_OF_PARTICIPLES = word_set("and or by while when")
_BEFORE_FREE_PARTICIPLES = word_set("and or by while when in to but")
# A participle behind these has no subject: "when asked", "if told".
_OF_CLAUSES = ("when", "if", "as", "once", "unless")
_BESIDE = word_list("quotations", "beside a cue")
# Participles that tell of no speech: "known as", "were shown".
_NOT_SPOKEN = ("known", "shown")
# What stands behind a plural noun, and seldom behind a verb of speech.
_BEHIND_NOUNS = ("", ",", ".", "of", "and", "for", "from", "are", "were", "in", "to", ";", ":")
# Whom they address stands behind them: "told Sputnik" is never "Sputnik told".
VERBS_WITH_ADDRESSEE = word_set("tell ask remind inform assure notify warn advise urge")
_MOST = 12  # cues of one sentence that are looked at; prose has no more


class CueSpan(NamedTuple):
    """A cue: tokens `first` to `last`, of its whole verb group from `group` on; `subject` is None where none is seen.

    `inverted`: the subject stands behind it. `passive`: the subject is only known where "by" names it.
    """

    first: int
    last: int
    group: int
    verb: SpeechVerb
    form: VerbForm
    subject: TokenSpan | None
    inverted: bool
    passive: bool

    @property
    def span(self) -> TokenSpan:
        """The tokens of cue and subject together."""
        if self.subject is None:
            return self.group, self.last
        if self.inverted:
            return self.group, max(self.subject[1], self.last)
        return min(self.subject[0], self.group), self.last


def find_cue_spans(ts: SentenceTokens) -> list[CueSpan]:
    """The cues outside quotations in a sentence, in order; at most a dozen."""
    found: list[CueSpan] = []
    known = load_speech_verbs()
    for at, token in enumerate(ts):
        verb = known.get(token.lower) if token.kind is TokenKind.WORD and not (token.capital and at) else None
        if verb is None or (found and at < found[-1].last):
            continue
        site = _site(ts, at, verb, found)
        if site is not None:
            found.append(site)
            if len(found) == _MOST:
                break
    return found


def _site(ts: SentenceTokens, at: int, verb: SpeechVerb, earlier: Sequence[CueSpan]) -> CueSpan | None:
    group = _group(ts, at)
    form = _form(ts, at, group, verb)
    last = _last(ts, at, verb)
    if form is None or last is None or ts[at].lower in _NOT_SPOKEN:
        return None
    passive = form is VerbForm.PAST and any(t.lower in FORMS_OF_BE for t in ts[group:at])
    after = _subject_behind(ts, group, last, verb, form)
    if after is not None:
        return CueSpan(at, last, group, verb, form, after, inverted=True, passive=passive)
    if group == 0 and form is VerbForm.PAST:
        return None
    told = passive and verb.base != "quote"  # "was quoted as saying" is said by its subject
    subject = _agent(ts, last) if told else _subject_in_front(ts, group, form, earlier)
    return CueSpan(at, last, group, verb, form, subject, inverted=False, passive=told)


def _last(ts: SentenceTokens, at: int, verb: SpeechVerb) -> int | None:
    """The token behind the verb and its particle; None where it is no verb of speech without one."""
    if at + 1 < len(ts) and ts[at + 1].lower in VERB_PARTICLES.get(verb.base, ()):
        return at + 2
    return None if verb.base in PARTICLE_VERBS else at + 1


def _group(ts: SentenceTokens, at: int) -> int:
    """Where the verb group begins: "has also said"."""
    group = at
    while group > 0 and (ts[group - 1].lower in AUXILIARIES or is_adverb(ts[group - 1])):
        group -= 1
    return group


def _form(ts: SentenceTokens, at: int, group: int, verb: SpeechVerb) -> VerbForm | None:
    """Which form it is here, or None where it is a noun or an adjective."""
    before = ts[at - 1].lower if at else ""
    if before.isdigit() or before in _DETERMINERS:
        return None
    if VerbForm.ING in verb.forms:
        return VerbForm.ING if _is_participle(ts, at, group) else None
    if VerbForm.PAST in verb.forms:
        return None if before in PREPOSITIONS or before in _OF_CLAUSES else VerbForm.PAST
    if VerbForm.BASE in verb.forms:
        return VerbForm.BASE if _is_base(ts, at, group, verb) else None
    return None if before in PREPOSITIONS or _is_plural_noun(ts, at, verb) else VerbForm.PRESENT


def _is_base(ts: SentenceTokens, at: int, group: int, verb: SpeechVerb) -> bool:
    """Whether a helping verb, "to" or a plural stands before it: "officials say", "will say"."""
    before = ts[at - 1].lower if at else ""
    if before in _OF_BASES or any(t.lower in _HELPERS for t in ts[max(group, at - 4) : at]):
        return True
    followed = at + 1 < len(ts) and ts[at + 1].lower == "of"
    return verb.base in PLURAL_SUBJECT_VERBS and before.endswith("s") and group == at and not followed


def _is_plural_noun(ts: SentenceTokens, at: int, verb: SpeechVerb) -> bool:
    """Whether it is no verb, as in "the reports" or "polls and shows of force"."""
    if verb.base not in NOUN_HOMOGRAPHS or at == 0:
        return False
    before, after = ts[at - 1], ts[at + 1].lower if at + 1 < len(ts) else ""
    named = before.capital or before.lower in PRONOUNS or before.kind is not TokenKind.WORD
    return not named and after in _BEHIND_NOUNS


def _is_participle(ts: SentenceTokens, at: int, group: int) -> bool:
    if at == 0:
        return False
    before = ts[at - 1]
    if before.kind is not TokenKind.WORD:
        return before.lower not in ("-", "/", "$")
    if (
        before.lower in FORMS_OF_BE
        or before.lower in _OF_PARTICIPLES
        or any(t.lower in FORMS_OF_BE for t in ts[group:at])
    ):
        return True
    return before.lower not in _DETERMINERS and before.lower not in PREPOSITIONS


def _subject_behind(ts: SentenceTokens, group: int, last: int, verb: SpeechVerb, form: VerbForm) -> TokenSpan | None:
    """The subject of a verb that stands before it: right after a quotation or a comma, as in "“…,” said Ayoub"."""
    if form not in (VerbForm.PAST, VerbForm.PRESENT) or verb.base in VERBS_WITH_ADDRESSEE:
        return None
    subject = find_subject_after(ts, last)
    if subject is None:
        return None
    if group == 0:  # "Said Ayoub: “…”"
        return subject if subject[1] < len(ts) and ts[subject[1]].lower in (":", ",") else None
    before = ts[group - 1]
    if before.kind is TokenKind.QUOTED:
        return subject
    separate = before.lower in (",", "-") or before.lower in DASHES
    return subject if separate and _is_closed(ts, subject[1]) else None


def _is_closed(ts: SentenceTokens, at: int) -> bool:
    """Whether nothing but an adverbial follows: "…, said Ayoub on Monday", not "…, said Ayoub would go"."""
    return at >= len(ts) or ts[at].kind is TokenKind.MARK or ts[at].lower in PREPOSITIONS or ts[at].lower in DAYS


def _agent(ts: SentenceTokens, start: int) -> TokenSpan | None:
    """Who did it, where the verb is passive: "was asked by reporters"."""
    by = next((at for at in range(start, min(start + 4, len(ts))) if ts[at].lower == "by"), None)
    return find_subject_after(ts, by + 1) if by is not None else None


def _subject_in_front(ts: SentenceTokens, group: int, form: VerbForm, earlier: Sequence[CueSpan]) -> TokenSpan | None:
    if group == 0:
        return None
    before = ts[group - 1]
    if before.kind is TokenKind.QUOTED and form is not VerbForm.ING and (group < 2 or _is_last(ts, group)):
        return None  # "“…,” added.": the speaker of the sentence before
    if before.lower in _COORDINATED or before.kind is TokenKind.QUOTED or _is_free(ts, group, form):
        return _last_subject(ts, group, earlier)
    if before.lower in ("who", "which", "that"):
        return find_antecedent(ts, group - 1)
    if before.lower == "," or before.lower in DASHES:
        return find_subject_across_apposition(ts, group - 1)
    span = find_phrase_before(ts, group)
    return span if span[0] < span[1] else _last_subject(ts, group, earlier)


def _is_free(ts: SentenceTokens, group: int, form: VerbForm) -> bool:
    """Whether it is a participle beside the sentence's verb: ", adding that"."""
    if form is not VerbForm.ING or any(t.lower in FORMS_OF_BE for t in ts[group : group + 3]):
        return False
    return ts[group - 1].kind is not TokenKind.WORD or ts[group - 1].lower in _BEFORE_FREE_PARTICIPLES


def _is_last(ts: SentenceTokens, at: int) -> bool:
    return at + 1 >= len(ts) or ts[at + 1].kind is TokenKind.MARK


def _last_subject(ts: SentenceTokens, at: int, earlier: Sequence[CueSpan]) -> TokenSpan | None:
    """The subject of the last cue that stands in nothing said, else that of the sentence."""
    for site in reversed(earlier):
        if site.subject is not None and not site.inverted and _is_outer(ts, min(site.subject[0], site.group)):
            return site.subject
    return find_main_subject(ts, at)


def _is_outer(ts: SentenceTokens, start: int) -> bool:
    """Whether a clause that begins at `start` stands beside others: "he said that the dam held, adding"."""
    return start == 0 or ts[start - 1].kind is not TokenKind.WORD or ts[start - 1].lower in _BESIDE
