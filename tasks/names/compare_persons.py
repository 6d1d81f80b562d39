"""Compare two persons' names: align their most similar parts, then judge these and the parts that match nothing.

Pure.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tasks.names.parts import NAME_TITLES, OMITTED_GIVEN_NAMES, NamePart, PersonParts, analyze_part
from tasks.names.similarity import score_parts
from tasks.names.thresholds import NAME_THRESHOLDS
from tasks.names.verdict import NO_MATCH, EvidenceKind, NameEvidence, Verdict, decide_match

# A candidate match, sorted as it is picked: negative similarity, distance of places, place in either name, number of
# parts in either (two for a joined word).
_Candidate = tuple[float, int, int, int, int, int]
# Evidence against a match, with the cap it puts on the score.
_Cap = tuple[float, NameEvidence]

_EVIDENCE_BY_SIMILARITY = {
    NAME_THRESHOLDS.same_spelling: EvidenceKind.EQUAL,
    NAME_THRESHOLDS.same_name: EvidenceKind.SPELLING,
    NAME_THRESHOLDS.same_sound: EvidenceKind.SOUND,
    NAME_THRESHOLDS.short_form: EvidenceKind.SHORT_FORM,
}


class PartMatch(NamedTuple):
    """`left_width` parts of the left name from `left_index` on match `right_width` of the right name."""

    left_index: int
    right_index: int
    similarity: float
    left_width: int
    right_width: int


class Alignment(NamedTuple):
    """Matches in the order of the left name, and the indexes of the parts of either that match nothing."""

    matches: list[PartMatch]
    left_rest: list[int]
    right_rest: list[int]


def compare_persons(left: PersonParts, right: PersonParts) -> Verdict:
    """Returns the verdict on two persons' names. The order of evidence is not symmetric: callers order the names."""
    a, b = left.parts, right.parts
    alignment = _align_parts(left, right)
    matches = alignment.matches
    if not matches:
        return NO_MATCH
    initials = _list_initial_matches(left, right, matches)
    evidence = [_make_evidence(match, a, b, is_initial=match in initials) for match in matches]
    caps = _list_contradictions(left, right, alignment)
    score = min([cap for cap, _ in caps], default=1.0)
    if score > NAME_THRESHOLDS.different_cap:
        weights = [_weigh_match(match, a, b, is_initial=match in initials) for match in matches]
        score = min(score, _score_matches(matches, initials, weights))
        caps += _list_doubts(left, right, alignment, initials, weights)
    for cap, reason in caps:
        score = min(score, cap)
        evidence.append(reason)
    missing = min(5, len(alignment.left_rest) + len(alignment.right_rest))
    return decide_match(score - NAME_THRESHOLDS.missing_part * missing, tuple(evidence))


def _list_initial_matches(left: PersonParts, right: PersonParts, matches: list[PartMatch]) -> list[PartMatch]:
    """Returns the matches of an initial with a word."""
    if not (left.has_initials or right.has_initials):
        return []
    a, b = left.parts, right.parts
    return [match for match in matches if a[match.left_index].is_initial != b[match.right_index].is_initial]


def _weigh_match(match: PartMatch, a: Sequence[NamePart], b: Sequence[NamePart], *, is_initial: bool) -> float:
    x, y = a[match.left_index].weight, b[match.right_index].weight
    return min(x, y) if is_initial else max(x, y)


def _score_matches(matches: list[PartMatch], initials: list[PartMatch], weights: list[float]) -> float:
    """Returns 1 for equal parts; a dissimilar part counts less, the more weight the similar parts have."""
    dissimilarity = total = 0.0
    for match, weight in zip(matches, weights, strict=True):
        total += weight
        if match not in initials:
            dissimilarity += weight * (1 - match.similarity)
    return 1 - NAME_THRESHOLDS.dissimilarity_factor * dissimilarity / total


def _list_contradictions(left: PersonParts, right: PersonParts, alignment: Alignment) -> list[_Cap]:
    """Returns evidence for two different persons, and what only one name has."""
    a, b = left.parts, right.parts
    caps: list[_Cap] = []
    if left.suffix != right.suffix:
        suffix = NameEvidence(EvidenceKind.SUFFIX, left.suffix, right.suffix)
        both = left.suffix and right.suffix
        caps.append((NAME_THRESHOLDS.generation_cap if both else NAME_THRESHOLDS.doubtful_cap, suffix))
    left_rest, right_rest = alignment.left_rest, alignment.right_rest
    if left_rest and right_rest:
        left_rest, right_rest = _drop_titles(a, left_rest), _drop_titles(b, right_rest)
    if left_rest and right_rest:
        words = _join_texts(a, left_rest), _join_texts(b, right_rest)
        caps.append((NAME_THRESHOLDS.different_cap, NameEvidence(EvidenceKind.DIFFERENT, *words)))
    elif (alignment.left_rest or alignment.right_rest) and left.is_syllabic and right.is_syllabic:
        caps.append((NAME_THRESHOLDS.different_cap, NameEvidence(EvidenceKind.SYLLABLES)))
    elif alignment.left_rest or alignment.right_rest:
        missing = filter(None, (_join_texts(a, alignment.left_rest), _join_texts(b, alignment.right_rest)))
        caps.append((1.0, NameEvidence(EvidenceKind.MISSING, " ".join(missing))))
    if left.fathers and right.fathers:
        caps += [
            (NAME_THRESHOLDS.father_cap, NameEvidence(EvidenceKind.FATHER, a[m.left_index].text, b[m.right_index].text))
            for m in alignment.matches
            if m.left_index not in left.fathers and m.right_index in right.fathers and _is_swapped(m, left, alignment)
        ]
    return caps


def _join_texts(parts: Sequence[NamePart], indexes: list[int]) -> str:
    return " ".join([parts[index].text for index in indexes])


def _is_swapped(match: PartMatch, left: PersonParts, alignment: Alignment) -> bool:
    """Whether a father of the left name crosses the match: father and child have changed places."""
    return any(
        m.left_index in left.fathers and (m.left_index - match.left_index) * (m.right_index - match.right_index) < 0
        for m in alignment.matches
    )


def _doubt(kind: EvidenceKind, word: str = "") -> _Cap:
    return NAME_THRESHOLDS.doubtful_cap, NameEvidence(kind, word)


def _list_doubts(
    left: PersonParts, right: PersonParts, alignment: Alignment, initials: list[PartMatch], weights: list[float]
) -> list[_Cap]:
    """Returns evidence that leaves the match undecided."""
    a, b = left.parts, right.parts
    doubts: list[_Cap] = []
    lowest = min([m.similarity for m in alignment.matches if m not in initials], default=1.0)
    right_order = [m.right_index for m in alignment.matches]
    reordered = right_order != sorted(right_order)
    strict = reordered or (left.is_syllabic and right.is_syllabic)
    if lowest < (NAME_THRESHOLDS.doubtful_below_strict if strict else NAME_THRESHOLDS.doubtful_below):
        doubts.append(_doubt(EvidenceKind.UNLIKE))
    if (len(a) == 1) != (len(b) == 1) and (alignment.left_rest or alignment.right_rest):
        doubts.append((NAME_THRESHOLDS.single_part_cap, NameEvidence(EvidenceKind.ONE_PART)))
        return doubts
    left_rest, right_rest = _drop_patronymics(a, alignment.left_rest), _drop_patronymics(b, alignment.right_rest)
    if left_rest and not right_rest:
        doubts += _list_shortening_doubts(a, left_rest, [m.left_index for m in alignment.matches], reordered=reordered)
    elif right_rest and not left_rest:
        doubts += _list_shortening_doubts(b, right_rest, sorted(right_order), reordered=reordered)
    initial_missing = any(a[i].is_initial for i in left_rest) or any(b[j].is_initial for j in right_rest)
    if left.has_initials and right.has_initials and initial_missing:
        doubts.append(_doubt(EvidenceKind.INITIALS))
    if (left_rest or right_rest or initials) and sum(weights) < NAME_THRESHOLDS.enough_weight:
        doubts.append(_doubt(EvidenceKind.LITTLE))
    return doubts


def _drop_patronymics(parts: Sequence[NamePart], rest: list[int]) -> list[int]:
    """Drops patronymics, which any name may omit."""
    return [i for i in rest if not (parts[i].is_patronymic and len(parts) > 2)]


def _drop_titles(parts: Sequence[NamePart], rest: list[int]) -> list[int]:
    """Drops titles beside a given name, which may be omitted: Hafiz Muhammad Saeed, but not Hafez Assad."""
    return rest if len(parts) < 3 else [i for i in rest if parts[i].text not in NAME_TITLES]


def _list_shortening_doubts(
    longer: Sequence[NamePart], missing: list[int], matched: list[int], *, reordered: bool
) -> list[_Cap]:
    """Returns doubts where one name has all parts of the other, and more."""
    doubts: list[_Cap] = []
    last = max(*missing, *matched)
    first = longer[missing[0]].text
    if missing[0] == 0 and first not in OMITTED_GIVEN_NAMES and first not in NAME_TITLES:
        doubts.append(_doubt(EvidenceKind.NO_GIVEN, first))
    if reordered and not (0 in matched and last in matched):
        doubts.append(_doubt(EvidenceKind.ORDER))
    if last in missing and sum(longer[i].weight for i in matched) < NAME_THRESHOLDS.enough_weight_without_last:
        doubts.append(_doubt(EvidenceKind.LITTLE))
    return doubts


def _make_evidence(match: PartMatch, a: Sequence[NamePart], b: Sequence[NamePart], *, is_initial: bool) -> NameEvidence:
    i, j, similarity, left_width, right_width = match
    if left_width + right_width > 2:
        left, right = (" ".join(p.text for p in parts) for parts in (a[i : i + left_width], b[j : j + right_width]))
        return NameEvidence(EvidenceKind.JOINED, left, right, similarity)
    kind = EvidenceKind.INITIAL if is_initial else _EVIDENCE_BY_SIMILARITY.get(similarity) or EvidenceKind.CLOSE
    return NameEvidence(kind, a[i].text, b[j].text, similarity)


def _align_parts(left: PersonParts, right: PersonParts) -> Alignment:
    """Returns the alignment of two names: the most similar parts first, near places before far ones."""
    alignment = _start_alignment(left, right)
    # Equal words are picked before all others, so only the rest has to be compared.
    _pick_candidates(_list_equal_parts(left.words, right.words), alignment)
    if alignment.left_rest and alignment.right_rest:
        _pick_candidates(_list_similar_parts(left, right, alignment.left_rest, alignment.right_rest), alignment)
    if (len(left.words) != len(right.words) or len(left.words) > 2) and _is_open(alignment):
        joined = _list_joined_parts(left, right)
        if joined:
            alignment = _start_alignment(left, right)
            _pick_candidates(
                _list_similar_parts(left, right, alignment.left_rest, alignment.right_rest) + joined, alignment
            )
    alignment.matches.sort()
    return alignment


def _start_alignment(left: PersonParts, right: PersonParts) -> Alignment:
    return Alignment([], list(range(len(left.words))), list(range(len(right.words))))


def _is_open(alignment: Alignment) -> bool:
    matches, left_rest, right_rest = alignment
    return bool(left_rest or right_rest) or any(match.similarity < NAME_THRESHOLDS.settled_from for match in matches)


def _list_equal_parts(left: Sequence[str], right: Sequence[str]) -> list[_Candidate]:
    return [
        (-NAME_THRESHOLDS.same_spelling, abs(i - j), i, j, 1, 1)
        for i, word in enumerate(left)
        if word in right
        for j, theirs in enumerate(right)
        if word == theirs
    ]


def _list_similar_parts(
    left: PersonParts, right: PersonParts, left_rest: Iterable[int], right_rest: Iterable[int]
) -> list[_Candidate]:
    a, b = left.parts, right.parts
    return [
        (-similarity, abs(i - j), i, j, 1, 1)
        for i in left_rest
        for j in right_rest
        if (similarity := score_parts(a[i], b[j]))
    ]


def _pick_candidates(candidates: list[_Candidate], alignment: Alignment) -> None:
    """Moves candidates to the alignment, best first, as long as their parts are free."""
    matches, left_rest, right_rest = alignment
    candidates.sort()
    for dissimilarity, _, i, j, left_width, right_width in candidates:
        if i in left_rest and j in right_rest and i + left_width - 1 in left_rest and j + right_width - 1 in right_rest:
            left_place, right_place = left_rest.index(i), right_rest.index(j)
            del left_rest[left_place : left_place + left_width]
            del right_rest[right_place : right_place + right_width]
            matches.append(PartMatch(i, j, -dissimilarity, left_width, right_width))


def _list_joined_parts(left: PersonParts, right: PersonParts) -> list[_Candidate]:
    """Returns candidates of two parts that are one word in the other name: Hamid Reza, Hamidreza."""
    candidates: list[_Candidate] = []
    for i, j, similarity in _match_joined(left.pairs, right):
        candidates.append((-similarity, abs(i - j), i, j, 2, 1))
    for j, i, similarity in _match_joined(right.pairs, left):
        candidates.append((-similarity, abs(i - j), i, j, 1, 2))
    return candidates


def _match_joined(pairs: Sequence[str], name: PersonParts) -> list[tuple[int, int, float]]:
    # First letters and lengths rule out most.
    return [
        (i, j, similarity)
        for i, pair in enumerate(pairs)
        if len(pair) - name.longest < 3
        for j, word in enumerate(name.words)
        if pair[0] == word[0]
        and -3 < len(pair) - len(word) < 3
        and (similarity := score_parts(analyze_part(pair), name.parts[j])) >= NAME_THRESHOLDS.joined_from
    ]
