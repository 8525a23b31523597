"""Coreference: MUC (Vilain et al. 1995), B³ (Bagga and Baldwin 1998), CEAFe (Luo 2005), and their mean F1 (CoNLL).

Clusters are sets of mention keys (word ranges). Each metric gives sums of numerators and denominators that
add up over documents, as the reference scorer (Pradhan et al. 2014) does.
"""

from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

from whoknew_eval.metrics.matching import match_weights

Clusters = Sequence[frozenset[Hashable]]


class Ratio(NamedTuple):
    """Numerators and denominators of recall and precision; they add up over documents."""

    recall_top: float = 0.0
    recall_bottom: float = 0.0
    precision_top: float = 0.0
    precision_bottom: float = 0.0

    def plus(self, other: "Ratio") -> "Ratio":
        """Both together."""
        return Ratio(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def f1(self) -> float:
        """Harmonic mean of recall and precision, 0–1."""
        recall = self.recall_top / self.recall_bottom if self.recall_bottom else 0.0
        precision = self.precision_top / self.precision_bottom if self.precision_bottom else 0.0
        return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


class Scores(NamedTuple):
    """The three metrics of one or several documents."""

    muc: Ratio = Ratio()
    b_cubed: Ratio = Ratio()
    ceaf_e: Ratio = Ratio()

    def plus(self, other: "Scores") -> "Scores":
        """Both together."""
        return Scores(*(a.plus(b) for a, b in zip(self, other, strict=True)))

    @property
    def conll(self) -> float:
        """Mean F1 of the three, 0–1."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3


def clusters_of(mentions: Iterable[tuple[Hashable, int]]) -> list[frozenset[Hashable]]:
    """Clusters of at least two mentions from (mention, cluster number) pairs, by number."""
    groups: dict[int, set[Hashable]] = {}
    for mention, cluster in mentions:
        groups.setdefault(cluster, set()).add(mention)
    return [frozenset(groups[number]) for number in sorted(groups) if len(groups[number]) > 1]


def score(gold: Clusters, found: Clusters) -> Scores:
    """All three metrics on one document."""
    return Scores(muc(gold, found), b_cubed(gold, found), ceaf_e(gold, found))


def muc(gold: Clusters, found: Clusters) -> Ratio:
    """Links kept: for each cluster, its size less the number of pieces that the other side cuts it into."""
    return Ratio(*_links(gold, found), *_links(found, gold))


def _links(key: Clusters, other: Clusters) -> tuple[float, float]:
    home = {mention: k for k, cluster in enumerate(other) for mention in cluster}
    top = bottom = 0
    for cluster in key:
        pieces = {home[m] for m in cluster if m in home}
        alone = sum(m not in home for m in cluster)
        top += len(cluster) - len(pieces) - alone
        bottom += len(cluster) - 1
    return top, bottom


def b_cubed(gold: Clusters, found: Clusters) -> Ratio:
    """For each mention the share of its cluster that the other side also has; averaged over mentions."""
    return Ratio(*_shares(gold, found), *_shares(found, gold))


def _shares(key: Clusters, other: Clusters) -> tuple[float, float]:
    home = {mention: cluster for cluster in other for mention in cluster}
    top = 0.0
    for cluster in key:
        top += sum(len(cluster & home[m]) / len(cluster) for m in cluster if m in home)
    return top, float(sum(len(cluster) for cluster in key))


def ceaf_e(gold: Clusters, found: Clusters) -> Ratio:
    """Clusters matched one to one by 2·|K∩R| / (|K|+|R|) (φ4), so that the sum is greatest."""
    home = {mention: j for j, cluster in enumerate(found) for mention in cluster}
    weights: dict[tuple[int, int], float] = {}
    for i, cluster in enumerate(gold):
        for j in {home[m] for m in cluster if m in home}:
            shared = len(cluster & found[j])
            weights[i, j] = 2 * shared / (len(cluster) + len(found[j]))
    similarity = sum(weights[pair] for pair in match_weights(weights))
    return Ratio(similarity, float(len(gold)), similarity, float(len(found)))
