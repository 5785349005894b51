"""How good a ranked list is: nDCG@10 with gain 2^grade - 1, and recall@20 over grade 1 and up."""

from __future__ import annotations

from collections.abc import Sequence
from math import log2


def ndcg(ranked: Sequence[str], grades: dict[str, int], depth: int = 10) -> float:
    """Discounted gain of the first `depth`, as a share of the best possible."""
    gains = [2 ** grades.get(one, 0) - 1 for one in ranked[:depth]]
    best = sorted((2**grade - 1 for grade in grades.values()), reverse=True)[:depth]
    return _discounted(gains) / _discounted(best)


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / log2(at + 2) for at, gain in enumerate(gains))


def recall(ranked: Sequence[str], grades: dict[str, int], depth: int = 20) -> float:
    """Share of the relevant that stand among the first `depth`."""
    return len(set(ranked[:depth]) & set(grades)) / min(depth, len(grades))
