"""Makes the candidates of an article agree: one name has one kind in it, and is a name wherever it stands.

Pure.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from tasks.lexicon.titles import PLAIN, SUFFIXES, TITLES
from tasks.lexicon.word_lists import word_list, word_set
from tasks.mentions.acronyms import is_acronym
from tasks.mentions.candidate import BELIEF_VOTES, HINTED, LISTED, SEEN, Candidate, NameWords, choose_strongest
from tasks.text.words import RUN_PARTICLES, Word, are_joined
from warehouse.model.vocabulary import Kind

_HINT = 3
# Names that begin with the same word and are looked for: a bound on hostile text, never met in news.
_MOST_SIMILAR = 50
_BEFORE_SURNAMES = RUN_PARTICLES | {"o", "ó", "ní", "nic", "mac", "ould", "ag", "ap", "san", "st", "ter", "ten", "zu"}
_WIDENED = frozenset((Kind.PERSON, Kind.LAW))
# What the model takes the short name of an organisation for.
_MISTAKEN = frozenset((Kind.PRODUCT, Kind.WORK, Kind.EVENT, Kind.LAW, Kind.OTHER))
_BEFORE_NAMES = PLAIN | TITLES
_SAYING = word_list("mentions", "verbs of persons")
_HUMAN = word_set("he his him himself she her hers herself who whose")
_WITHIN = word_set("in near outside around across throughout inside within")
_WINDOW = 7  # words behind a name among which a pronoun is likely to mean it
_LINE_END = frozenset(".!?;\n")


def agree_within_article(
    words: Sequence[Word],
    text: str,
    candidates: Sequence[Candidate],
    model_spans: Sequence[Candidate],
    hints: Sequence[Candidate],
) -> list[Candidate]:
    """The candidates with one kind a name, and the places added where a name of the article was missed.

    `model_spans` come from the model; `hints` from a single context, and lost against the model.
    """
    kinds = _kinds(words, candidates, hints) | _in_context(words, text, candidates, hints)
    short = short_forms(key for key, kind in kinds.items() if kind is Kind.PERSON)
    guessed = {_key(words, span) for span in model_spans if span.kind is Kind.PERSON}
    facts = {_key(words, candidate) for candidate in candidates if candidate.belief == LISTED} - guessed
    for key, kind in kinds.items():
        if kind is not Kind.PERSON and key in short and key not in facts:
            kinds[key] = Kind.PERSON
    ends = {key[index:] for key, kind in kinds.items() if kind is Kind.ORG for index in range(1, len(key))}
    for key in ends & kinds.keys() - facts:
        if kinds[key] in _MISTAKEN:
            kinds[key] = Kind.ORG  # "the Wanderers" beside "Western Sydney Wanderers"
    agreed = [candidate._replace(kind=kinds[_key(words, candidate)]) for candidate in candidates]
    return choose_strongest([*agreed, *_whole(words, agreed, short), *_missed(words, agreed, kinds, short)])


def _key(words: Sequence[Word], candidate: Candidate) -> NameWords:
    return tuple(word.text for word in words[candidate.first : candidate.last])


def _kinds(words: Sequence[Word], candidates: Sequence[Candidate], hints: Sequence[Candidate]) -> dict[NameWords, Kind]:
    votes: defaultdict[NameWords, Counter[Kind]] = defaultdict(Counter)
    for candidate in candidates:
        votes[_key(words, candidate)][candidate.kind] += BELIEF_VOTES[candidate.belief]
    for hint in hints:
        votes[_key(words, hint)][hint.kind] += _HINT
    return {key: max(counts, key=lambda k: (counts[k], k)) for key, counts in votes.items()}


def _in_context(
    words: Sequence[Word], text: str, candidates: Sequence[Candidate], hints: Sequence[Candidate]
) -> dict[NameWords, Kind]:
    """Kinds by context, of single words that only the model names and no table or title names elsewhere."""
    settled = {_key(words, candidate) for candidate in (*candidates, *hints) if candidate.belief != SEEN}
    open_kinds = (Kind.PERSON, Kind.PLACE, Kind.ORG, Kind.GROUP, Kind.PRODUCT, Kind.WORK)
    single = [candidate for candidate in candidates if candidate.size == 1 and candidate.kind in open_kinds]
    places = [(candidate.first, _key(words, candidate)) for candidate in single]
    undecided = [(index, key) for index, key in places if key not in settled and not is_acronym(words[index].text)]
    return _kinds_in_context(words, text, undecided)


def _kinds_in_context(
    words: Sequence[Word], text: str, places: Iterable[tuple[int, NameWords]]
) -> dict[NameWords, Kind]:
    """The kinds that the contexts of the article give: in a third of the places, and more often than the other kind.

    `places` are (index of the first word, words) of names of undecided kind.
    """
    counts: Counter[NameWords] = Counter()
    persons: Counter[NameWords] = Counter()
    locations: Counter[NameWords] = Counter()
    for first, key in places:
        counts[key] += 1
        persons[key] += _acts_as_person(words, text, first + len(key))
        locations[key] += first > 0 and words[first].joined and words[first - 1].text.lower() in _WITHIN
    kinds: dict[NameWords, Kind] = {}
    for key, count in counts.items():
        if persons[key] > locations[key] and persons[key] * 3 >= count:
            kinds[key] = Kind.PERSON
        elif locations[key] > persons[key] and locations[key] * 3 >= count:
            kinds[key] = Kind.PLACE
    return kinds


def _acts_as_person(words: Sequence[Word], text: str, after: int) -> bool:
    if after < len(words) and words[after].joined and words[after].text in _SAYING:
        return True
    for index in range(after, min(after + _WINDOW, len(words))):
        if not _LINE_END.isdisjoint(text[words[index - 1].end : words[index].start]):
            return False
        if words[index].text in _HUMAN:
            return True
        if words[index].capital:
            return False
    return False


def short_forms(persons: Iterable[NameWords]) -> set[NameWords]:
    """What may stand for persons named in full: surname with and without particles, given name, first and last name.

    ("Yusuf", "al", "Khatib") → ("Yusuf",), ("Khatib",), ("al", "Khatib").
    """
    forms: set[NameWords] = set()
    for key in persons:
        bare = key[:-1] if len(key) > 1 and key[-1].lower() in SUFFIXES else key
        if len(bare) < 2:
            continue
        surname = len(bare) - 1
        while surname > 1 and (bare[surname - 1][0].islower() or bare[surname - 1].lower() in _BEFORE_SURNAMES):
            surname -= 1
        forms |= {bare[surname:], bare[-1:], bare[:1]}
        if len(bare) > 2:
            forms |= {(bare[0], *bare[surname:]), (bare[0], bare[-1])}
    return {key for key in forms if len(key) > 1 or len(key[0]) > 1}


def _whole(words: Sequence[Word], candidates: Sequence[Candidate], short: Iterable[NameWords]) -> list[Candidate]:
    """The longer names of which only an end is a candidate: "Zaw" + "Min Htun", where "Zaw Min Htun" stands once."""
    by_end: defaultdict[tuple[Kind, str], set[NameWords]] = defaultdict(set)
    keys = [(candidate.kind, _key(words, candidate)) for candidate in candidates if candidate.size > 1]
    keys += [(Kind.PERSON, key) for key in short if len(key) > 1]
    for kind, key in keys:
        for end in (key[0], key[-1]):
            if kind in _WIDENED and len(by_end[kind, end]) < _MOST_SIMILAR:
                by_end[kind, end].add(key)
    additions: list[Candidate] = []
    for part in candidates:
        for key in by_end.get((part.kind, words[part.last - 1].text), ()):
            additions += _standing(words, part, part.last - len(key), key)
        for key in by_end.get((part.kind, words[part.first].text), ()):
            additions += _standing(words, part, part.first, key)
    return additions


def _standing(words: Sequence[Word], part: Candidate, first: int, key: NameWords) -> list[Candidate]:
    """The longer name `key` from word `first` on, if it stands there."""
    whole = part._replace(first=first, last=first + len(key))
    if first < 0 or whole.last > len(words) or whole.size <= part.size or _key(words, whole) != key:
        return []
    return [whole] if are_joined(words, first, whole.last) else []


def _missed(
    words: Sequence[Word], candidates: Sequence[Candidate], kinds: dict[NameWords, Kind], short: set[NameWords]
) -> list[Candidate]:
    known = dict.fromkeys(short, Kind.PERSON) | kinds
    by_first_word: defaultdict[str, list[NameWords]] = defaultdict(list)
    lower = {w.text for w in words if not w.capital}
    for key in sorted(known, key=lambda k: (-len(k), k)):
        if _is_distinct(key, lower) and len(by_first_word[key[0]]) < _MOST_SIMILAR:
            by_first_word[key[0]].append(key)
    taken = {index for candidate in candidates for index in range(candidate.first, candidate.last)}
    additions: list[Candidate] = []
    for index, word in enumerate(words):
        if word.text in by_first_word and index not in taken:
            keys = by_first_word[word.text]
            name = next((key for key in keys if _stands_alone(words, index, key, known[key])), None)
            if name:
                additions.append(Candidate(index, index + len(name), known[name], HINTED))
    return additions


def _is_distinct(key: NameWords, lower: set[str]) -> bool:
    """Whether the name is distinct enough to be looked for: no ordinary word of this text, no title, no letter."""
    if len(key) > 1:
        return True
    word = key[0]
    ordinary = word.lower() in lower or word.lower() in _BEFORE_NAMES
    return not ordinary and (word[0].isupper() or "'" in word) and (len(word) > 2 or is_acronym(word))


def _stands_alone(words: Sequence[Word], index: int, key: NameWords, kind: Kind) -> bool:
    last = index + len(key)
    if tuple(word.text for word in words[index:last]) != key or not are_joined(words, index, last):
        return False
    if len(key) > 1 or kind is not Kind.PERSON:
        return True
    previous = words[index - 1] if index > 0 and words[index].joined else None
    before = previous is not None and previous.capital and previous.text.lower() not in _BEFORE_NAMES
    behind = last < len(words) and words[last].joined and (words[last].capital or words[last].text in RUN_PARTICLES)
    return not before and not behind
