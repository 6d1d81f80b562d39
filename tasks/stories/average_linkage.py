"""Pure. Parts a handful of articles into stories: the likest are joined first, on the average of all their pairs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

Groups = list[tuple[int, ...]]


def joined(sizes: Sequence[int], like: Callable[[int, int], float], least: float) -> Groups:
    """Groups of the numbers 0 … len(sizes) - 1, each in order, by their least number; deterministic.

    `like` says how like two of them are, `sizes` how many articles each stands for. Two groups are joined while the
    average likeness over the pairs of their members is at least `least`: not the likest pair, or one article between
    two events would make them one.
    """
    groups: dict[int, tuple[int, ...]] = {number: (number,) for number in range(len(sizes))}
    average = {pair: like(*pair) for pair in combinations(groups, 2)}
    weights = list(sizes)
    while average:
        (one, other), best = max(average.items(), key=lambda item: (item[1], -item[0][0], -item[0][1]))
        if best < least:
            break
        groups[one] = tuple(sorted(groups[one] + groups.pop(other)))
        del average[one, other]
        for third in groups:
            if third != one:
                kept, lost = _pair(one, third), _pair(other, third)
                total = weights[one] * average[kept] + weights[other] * average.pop(lost)
                average[kept] = total / (weights[one] + weights[other])
        weights[one] += weights[other]
    return sorted(groups.values())


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
