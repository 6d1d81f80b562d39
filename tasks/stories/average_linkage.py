"""Clusters a handful of articles into stories, by agglomerative clustering with average linkage.

Pure.
"""

from collections.abc import Callable, Sequence
from itertools import combinations

Clusters = list[tuple[int, ...]]


def cluster_by_average(sizes: Sequence[int], similarity: Callable[[int, int], float], least: float) -> Clusters:
    """Clusters of the numbers 0 … len(sizes) - 1, each in order, by their least number; deterministic.

    `similarity` compares two of them, `sizes` says how many articles each stands for. Two clusters are merged while the
    average similarity over the pairs of their members is at least `least`: with the highest one instead, one article
    between two events would merge them.
    """
    clusters: dict[int, tuple[int, ...]] = {number: (number,) for number in range(len(sizes))}
    averages = {pair: similarity(*pair) for pair in combinations(clusters, 2)}
    weights = list(sizes)
    while averages:
        (first, second), best = max(averages.items(), key=lambda item: (item[1], -item[0][0], -item[0][1]))
        if best < least:
            break
        clusters[first] = tuple(sorted(clusters[first] + clusters.pop(second)))
        del averages[first, second]
        for third in clusters:
            if third != first:
                kept, removed = _pair(first, third), _pair(second, third)
                total = weights[first] * averages[kept] + weights[second] * averages.pop(removed)
                averages[kept] = total / (weights[first] + weights[second])
        weights[first] += weights[second]
    return sorted(clusters.values())


def _pair(first: int, second: int) -> tuple[int, int]:
    return (first, second) if first < second else (second, first)
