"""What comparing names costs: `python -m tests.bench.bench_names [NAMES]`. CPU time on one core, three workloads.

`hard`: pairs that share a key, as a search by keys hands them over; `variants`: spellings of one name; `random`: any
two. First comparisons cost more than later ones, which find the similarity of parts in a cache: both are shown.
"""

from __future__ import annotations

import random
import sys
import time
from collections import defaultdict

from tasks.lexicon.word_lists import given_names
from tasks.names import similarity as name_similarity
from tasks.names.compare import AnalyzedName, analyze_name, compare_names
from warehouse.model.vocabulary import Kind

ONSETS = ["b", "ch", "d", "f", "gh", "h", "j", "k", "kh", "l", "m", "n", "q", "r", "s", "sh", "t", "v", "y", "z"]
NUCLEI = ["a", "e", "i", "o", "u", "ee", "ou"]
ENDS = ["i", "ov", "ian", "ari", "zadeh", "man", "ez", "ski", "adi", "er"]
HABITS = [("gh", "q"), ("ou", "u"), ("ee", "i"), ("kh", "h"), ("y", "i"), ("v", "w"), ("sh", "ch"), ("e", "i")]
PAIRS = 40_000


def people(count: int, chance: random.Random) -> list[str]:
    """Names of two or three parts: given names of the world, family names made up."""
    given = sorted(given_names())
    families = [
        "".join(chance.choice(ONSETS) + chance.choice(NUCLEI) for _ in range(2)).capitalize() + chance.choice(ENDS)
        for _ in range(count // 4)
    ]
    return [" ".join([*chance.sample(given, chance.choice((1, 1, 2))), chance.choice(families)]) for _ in range(count)]


def variant(name: str, chance: random.Random) -> str:
    """The name as another outlet spells it."""
    before, after = chance.choice(HABITS)
    return name.replace(before, after)


def draw_block_pairs(names: list[AnalyzedName], chance: random.Random) -> list[tuple[AnalyzedName, AnalyzedName]]:
    """Pairs of names that share a key."""
    by_key: dict[str, list[AnalyzedName]] = defaultdict(list)
    for name in names:
        for key in name.blocking_keys:
            by_key[key].append(name)
    blocks = [block for block in by_key.values() if len(block) > 1]
    pairs: list[tuple[AnalyzedName, AnalyzedName]] = []
    while len(pairs) < PAIRS:
        left, right = chance.sample(chance.choice(blocks), 2)
        pairs.append((left, right))
    return pairs


def rate(pairs: list[tuple[AnalyzedName, AnalyzedName]]) -> float:
    """Comparisons a second of CPU time."""
    began = time.process_time()
    for left, right in pairs:
        compare_names(left, right)
    return len(pairs) / (time.process_time() - began)


def main(count: int = 20_000) -> None:
    """Measure, and print a line a workload."""
    chance = random.Random(4)
    analyze_name("Ada Lovelace", Kind.PERSON)  # reads the tables
    texts = people(count, chance)
    began = time.process_time()
    names = [analyze_name(text, Kind.PERSON) for text in texts]
    print(f"analyse    {len(names) / (time.process_time() - began):>9,.0f} names a second")
    workloads = {
        "hard": draw_block_pairs(names, chance),
        "variants": [
            (name, analyze_name(variant(name.name, chance), Kind.PERSON)) for name in chance.choices(names, k=PAIRS)
        ],
        "random": [(chance.choice(names), chance.choice(names)) for _ in range(PAIRS)],
    }
    for workload, pairs in workloads.items():
        name_similarity.score_edits.cache_clear()
        first = rate(pairs)
        print(f"{workload:<10} {first:>9,.0f} comparisons a second, {rate(pairs):>9,.0f} when done again")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
