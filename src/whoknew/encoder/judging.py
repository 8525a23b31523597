"""The mentions of a whole document, once its chains are known: which spans are mentions, and of what type."""

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from whoknew.encoder.calibration import Calibration
from whoknew.encoder.proposals import TYPES, Proposals, choose, joined, lean_on_chains
from whoknew.encoder.rescoring import rescorer
from whoknew.encoder.weights import Floats, Weights
from whoknew.model.signals import MentionSignal

LEAST_CHAINED = 0.3  # probability of a mention that is in a chain


class Judge:
    """Does nothing (``ready`` is false) where the weights have no network for it."""

    def __init__(self, weights: Weights) -> None:
        self._network = rescorer(weights, "mentions")
        self._types = tuple(name.split(":")[1] for name in weights.vocabulary.spans if name.startswith("mention:"))
        self.ready = self._network is not None
        self.sets: Mapping[str, int] = {} if self._network is None else self._network.numbers["sets"]

    def __call__(
        self, found: Sequence[Proposals], linked: Sequence[MentionSignal], calibrated: Calibration
    ) -> list[MentionSignal]:
        """``linked``: all mentions found so far. Those of a chain stay where they are likely enough, others are chosen anew."""
        network = self._network
        if network is None or not found:
            return list(linked)
        sizes: dict[int, int] = {}
        for mention in linked:
            sizes[mention.chain] = sizes.get(mention.chain, 0) + 1
        chained = {(m.first, m.end): m for m in linked if m.chain >= 0 and sizes[m.chain] > 1}
        every = joined(found)
        traits, numbers = lean_on_chains(every, {span: mention.chain for span, mention in chained.items()})
        probabilities = _softmax(network.scores(network.traits(traits), numbers))
        out: list[MentionSignal] = []
        for first, end, head, kind, sure in choose(every, probabilities, network.least):
            span = (first, end)
            new = MentionSignal(first=first, end=end, head=head, type="other")
            mention = chained.pop(span) if span in chained else new
            score = calibrated("mention", sure)
            out.append(msgspec.structs.replace(mention, type=self._types[kind], score=score))
        rows = {span: k for k, span in enumerate(zip(every.first.tolist(), every.end.tolist(), strict=True))}
        for span, mention in chained.items():
            if span in rows:
                own = probabilities[rows[span]]
                if 1 - own[TYPES] < LEAST_CHAINED:
                    continue
                kind, score = int(own[:TYPES].argmax()), calibrated("mention", float(1 - own[TYPES]))
                mention = msgspec.structs.replace(mention, type=self._types[kind], score=score)
            out.append(mention)
        return sorted(out, key=lambda m: (m.first, -m.end))


def numbered(mentions: list[MentionSignal]) -> tuple[MentionSignal, ...]:
    """Chains of two mentions and more, numbered from 0 in order; others get -1."""
    sizes: dict[int, int] = {}
    for m in mentions:
        sizes[m.chain] = sizes.get(m.chain, 0) + 1
    numbers: dict[int, int] = {}
    out = []
    for m in mentions:
        chain = -1
        if m.chain >= 0 and sizes[m.chain] > 1:
            chain = numbers.setdefault(m.chain, len(numbers))
        out.append(
            MentionSignal(
                first=m.first,
                end=m.end,
                head=m.head,
                type=m.type,
                chain=chain,
                score=m.score,
                link_score=m.link_score if chain >= 0 else None,
            )
        )
    return tuple(out)


def _softmax(scores: Floats) -> Floats:
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    out: Floats = odds / odds.sum(axis=1, keepdims=True)
    return out
