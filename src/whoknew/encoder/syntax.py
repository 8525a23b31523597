"""Part of speech, lemma and dependency tree of one sentence, from the syntax projections."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from whoknew.encoder.forward import Projections
from whoknew.encoder.lemmas import apply_script, verb_lemma
from whoknew.encoder.scoring import Pairs, product
from whoknew.encoder.trees import Ints, best_tree
from whoknew.encoder.weights import Floats, Weights
from whoknew.model.signals import Word

Bools = npt.NDArray[np.bool_]
FEW = 6  # lemma scripts tried for a verb
FLOATING = frozenset({"both", "all", "each"})  # after a subject: of whom of them it is so
CHOICES = 4  # and for other words


class Syntax:
    """Decoder of words; made once per set of weights."""

    def __init__(self, weights: Weights) -> None:
        self._vocabulary = weights.vocabulary
        self._heads = weights.heads
        self._bilinear = weights.heads["heads.bilinear.weight"].T.copy()
        self._pairs = Pairs(weights, "heads.labels")
        self._lemmas = frozenset(weights.vocabulary.lemmas)
        self._root = weights.vocabulary.deprels.index("root")
        names = [name.split(":")[0] for name in weights.vocabulary.deprels]
        self._subjects = frozenset(i for i, name in enumerate(names) if name in ("nsubj", "csubj"))
        known = {name: i for i, name in enumerate(weights.vocabulary.deprels)}
        self._flat = known.get("flat", self._root)
        self._proper = weights.vocabulary.upos.index("PROPN") if "PROPN" in weights.vocabulary.upos else -1
        self._determiner, self._joined = known.get("det", self._root), known.get("conj", self._root)
        self._clauses = frozenset(i for i, name in enumerate(names) if name in ("ccomp", "parataxis"))

    def __call__(self, p: Projections, low: int, high: int, forms: Sequence[str], offset: int) -> list[Word]:
        """Words [low, high) of the window, one sentence; ``offset`` is the document's index of its first word."""
        heads = self.heads(p, low, high)
        labels = self._labels(p, low, high, heads)
        n = high - low
        upos = p["upos.linear"][low:high].argmax(axis=1)
        self._share_out(heads, labels, forms, upos == self._proper)
        scripts = p["scripts.linear"][low:high]
        return [
            Word(
                lemma=self._lemma(form, self._vocabulary.upos[tag], row),
                upos=self._vocabulary.upos[tag],
                head=-1 if head == n else offset + head,
                deprel=self._vocabulary.deprels[label],
            )
            for form, tag, row, head, label in zip(
                forms, upos.tolist(), scripts, heads.tolist(), labels.tolist(), strict=True
            )
        ]

    @staticmethod
    def _list(heads: Ints, first: int, others: Sequence[int]) -> bool:
        """Whether subjects follow each other with nothing between but what hangs on them."""
        before = first
        for word in others:
            for between in range(before + 1, word - 1):
                up = between
                while up not in (before, word) and 0 <= heads[up] < len(heads) and heads[up] != up:
                    up = int(heads[up])
                    if up in (before, word) or up > word:
                        break
                if up not in (before, word):
                    return False
            before = word
        return True

    def _share_out(self, heads: Ints, labels: Ints, forms: Sequence[str], proper: Bools) -> None:
        """A verb has one subject: of two, the first goes to the clause without one that stands between ("Alvor was in,
        he told them": Alvor was in), or the others are joined to it. ``heads`` and ``labels`` are changed in place."""
        own: dict[int, list[int]] = {}
        for word, label in enumerate(labels.tolist()):
            if label in self._subjects:
                own.setdefault(int(heads[word]), []).append(word)
        for verb, (first, *others) in own.items():
            if not others or others[0] > verb:
                continue
            if others[0] == first + 1 and proper[first] and proper[first + 1]:
                name = others.pop(0)
                heads[name], labels[name] = first, self._flat  # "Ines Duarte" is one
            for word in [word for word in others if word < verb and forms[word].lower() in FLOATING]:
                heads[word], labels[word] = first, self._determiner  # "Turkey and Qatar both deny it"
                others.remove(word)
            if not others:
                continue
            listed = [word for word in others if word < verb and forms[word - 1] == ","]
            if listed and listed == [word for word in others if word < verb] and self._list(heads, first, listed):
                for word in listed:  # "aides, officials and relatives were told"
                    heads[word], labels[word] = first, self._joined
                continue
            over = int(heads[verb])
            if first < over < others[0] and over not in own:
                heads[first] = over  # "Thomas denied it, she said": Thomas denied
                continue
            for clause in range(first + 1, others[0]):
                if heads[clause] == verb and int(labels[clause]) in self._clauses and clause not in own:
                    heads[first] = clause
                    break

    def _lemma(self, form: str, upos: str, scores: Floats) -> str:
        """By the best script; where that makes no word that is known, by the best of a few that does.

        Known are, for a full verb, the verbs of the reader's rolesets and irregular forms; else all lemmas of the training.
        """
        best = apply_script(form, self._vocabulary.scripts[int(scores.argmax())])
        if upos != "VERB" and (best.lower() == form.lower() or best.lower() in self._lemmas):
            return best
        few = np.argsort(-scores, kind="stable")[:FEW].tolist()
        scripts = [self._vocabulary.scripts[script] for script in few]
        if upos == "VERB":
            return verb_lemma(form, scripts, self._vocabulary.senses)
        made = [apply_script(form, script) for script in scripts[1:CHOICES]]
        known = next((lemma for lemma in made if lemma.lower() in self._lemmas and lemma != form), best)
        return form if known == "_" else known

    def arc_scores(self, p: Projections, low: int, high: int) -> Floats:
        """[n, n + 1]: dependent × governor, the root last."""
        stored = self._heads
        dependent = np.maximum(p["heads.dependent"][low:high], 0)
        governor = np.maximum(p["heads.governor"][low:high], 0)
        mapped = product(dependent, self._bilinear) + stored["heads.bilinear.bias"]
        scores = product(mapped, governor.T)
        scores += (product(governor, stored["heads.prior.weight"].T) + stored["heads.prior.bias"]).T
        root = product(dependent, stored["heads.root.weight"].T) + stored["heads.root.bias"]
        return np.concatenate([scores, root], axis=1)

    def heads(self, p: Projections, low: int, high: int) -> Ints:
        """Heads [n] inside the sentence, n for the root."""
        return best_tree(self.arc_scores(p, low, high))

    def _labels(self, p: Projections, low: int, high: int, heads: Ints) -> Ints:
        governors = np.concatenate(
            [p["heads.label_governor.linear"][low:high], self._heads["heads.root_label"][None]], axis=0
        )
        scores = self._pairs(p["heads.label_dependent.linear"][low:high], governors[heads])
        at_root = heads == high - low
        scores[at_root, self._root] = np.inf
        scores[~at_root, self._root] = -np.inf
        labels: Ints = scores.argmax(axis=1)
        return labels
