"""What a roleset takes: how often each label stands with it in the training documents, as two numbers for a candidate.

Training and run time share this module. A training predicate is left out of the counts that it is judged by, so that what is
learned of them holds for predicates never seen.
"""

import numpy as np

from whoknew.encoder.arguments import Candidates, rivals
from whoknew.encoder.weights import Floats
from whoknew.encoder.yields import Ints

NUMBERS = 2
WEIGHT = 2.0  # frames' worth of what labels do with predicates at large


def numbers_of(found: Candidates, known: "Rolesets", rolesets: Ints, apart: tuple[Ints, Ints] | None = None) -> Floats:
    """All numbers of candidates whose predicates have ``rolesets`` [q]; ``apart`` as :meth:`Rolesets.numbers` takes it."""
    own = known.numbers(rolesets[found.predicate], found.label, apart)
    return np.concatenate([found.numbers, own, rivals(found)], axis=1)


class Rolesets:
    """``taken`` [r, labels]: frames of a roleset that have the label; ``seen`` [r]: frames of it."""

    def __init__(self, taken: Floats, seen: Floats) -> None:
        self._general = taken.sum(axis=0) / max(1.0, float(seen.sum()))
        self._taken = np.concatenate([taken, np.zeros((1, taken.shape[1]), dtype=np.float32)])  # the last: none known
        self._seen = np.append(seen, np.float32(0))

    def numbers(self, roleset: Ints, label: Ints, apart: tuple[Ints, Ints] | None = None) -> Floats:
        """[m] rows (-1 where the roleset was never seen), [m] → [m, NUMBERS].

        ``apart``: whether each candidate's own frame is among those counted, and whether that frame has the label.
        """
        seen, taken = self._seen[roleset], self._taken[roleset, label]
        if apart is not None:
            seen, taken = seen - apart[0].astype(np.float32), taken - apart[1].astype(np.float32)
        share = np.log((taken + WEIGHT * self._general[label] + 1e-6) / (seen + WEIGHT))
        return np.stack([share, np.log1p(seen)], axis=1).astype(np.float32)
