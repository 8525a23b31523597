"""A training document turned into arrays, word by word, in the labels of the vocabulary."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from whoknew.encoder.lemmas import derive_script
from whoknew.encoder.vocabulary import Vocabulary
from whoknew_eval.corpora.document import Attribution, Document, Mention
from whoknew_train.inventory import SPAN_TYPES

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

_AFTER_HEAD = frozenset(
    "of in on at from with by for to into under over near between among behind about against within without who whom "
    "whose which that where when , ; : ( — - and or".split()
)


class Item:
    """Arrays of one document; a layer that it does not have is absent from ``words``."""

    def __init__(self, document: Document, vocabulary: Vocabulary) -> None:
        self.document = document
        self.corpus = document.corpus
        n = len(document.words)
        self.forms = [document.text[a:b] for a, b in document.words]
        self.sentence_of = np.zeros(n, dtype=np.int64)
        for number, (a, b) in enumerate(document.sentences):
            self.sentence_of[a:b] = number
        self.breaks = [a for a, _ in document.paragraphs or ()]
        self.words: dict[str, Ints] = {}  # [n], -1 unknown
        self.numbers: dict[str, Floats] = {}  # [n], NaN unknown
        self._tag_words(document, vocabulary)
        self._mark_words(document)
        self.spans: list[tuple[int, int, int]] | None = _spans(document, vocabulary)
        self.span_types = SPAN_TYPES.get(document.corpus, ())
        self.attributions: tuple[Attribution, ...] = document.attributions or ()
        self.mentions = _coreferring(document, self.forms)
        self.frames: dict[int, list[tuple[int, int, Ints, tuple[int, ...]]]] = {}
        if document.frames is not None:
            self._label_frames(document, vocabulary)

    def _tag_words(self, document: Document, vocabulary: Vocabulary) -> None:
        if document.upos is not None:
            self.words["upos"] = _index(document.upos, vocabulary.upos)
        if document.lemmas is not None:
            self.words["scripts"] = _index(map(derive_script, self.forms, document.lemmas), vocabulary.scripts)
        if document.heads is not None and document.deprels is not None:
            known = set(vocabulary.deprels)
            labels = [d if d in known else d.split(":")[0] for d in document.deprels]
            self.words["deprels"] = _index(labels, vocabulary.deprels)
            self.words["heads"] = np.array(document.heads, dtype=np.int64)
        n = len(document.words)
        if document.timexes is not None:
            tags = np.zeros(n, dtype=np.int64)
            for t in document.timexes:
                begin = vocabulary.times.index(f"B-{t.type}")
                tags[t.first], tags[t.first + 1 : t.end] = begin, begin + 1
            self.words["times"] = tags
        if document.attributions is not None:
            tags = np.zeros(n, dtype=np.int64)
            for label, part in ((5, "content"), (1, "source"), (3, "cue")):
                for attribution in document.attributions:
                    _paint(tags, getattr(attribution, part), label)
            self.words["tags"] = tags

    def _mark_words(self, document: Document) -> None:
        n = len(document.words)
        if document.events is not None:
            name = "happenings" if document.corpus == "ecbplus" else "events"
            marks = np.zeros(n, dtype=np.float32)
            marks[list(document.events)] = 1
            self.numbers[name] = marks
        if document.factuality is not None:
            values = np.full(n, np.nan, dtype=np.float32)
            for word, value in document.factuality:
                values[word] = value
            self.numbers["factuality"] = values

    def _label_frames(self, document: Document, vocabulary: Vocabulary) -> None:
        assert document.lemmas is not None and document.frames is not None
        marks = np.full(len(document.words), np.nan, dtype=np.float32)
        numbers = range(len(document.sentences)) if document.frame_sentences is None else document.frame_sentences
        for number in numbers:
            a, b = document.sentences[number]
            marks[a:b] = 0
        rolesets = {r: i for i, r in enumerate(vocabulary.rolesets)}
        roles = {r: i for i, r in enumerate(vocabulary.roles)}
        by_sentence = defaultdict(list)
        for frame in document.frames:
            marks[frame.word] = 1
            number = int(self.sentence_of[frame.word])
            a, b = document.sentences[number]
            labels = np.zeros(b - a, dtype=np.int64)
            for first, end, label in sorted(frame.args, key=lambda arg: arg[0] - arg[1]):
                begin = roles.get(f"B-{label}")
                if begin is not None and a <= first < end <= b:
                    labels[first - a], labels[first - a + 1 : end - a] = begin, begin + 1
            seen = vocabulary.senses.get(document.lemmas[frame.word].lower(), ())
            candidates = tuple(rolesets[r] for r in seen) or (0,)
            chosen = seen.index(frame.roleset) if frame.roleset in seen else -1
            by_sentence[number].append((frame.word, chosen, labels, candidates))
        self.frames = dict(by_sentence)
        self.numbers["predicates"] = marks


def _index(labels: Iterable[str], inventory: Sequence[str]) -> Ints:
    place = {label: i for i, label in enumerate(inventory)}
    return np.array([place.get(label, -1) for label in labels], dtype=np.int64)


def _paint(tags: Ints, spans: tuple[tuple[int, int], ...], label: int) -> None:
    for a, b in spans:
        tags[a], tags[a + 1 : b] = label, label + 1


def _spans(document: Document, vocabulary: Vocabulary) -> list[tuple[int, int, int]] | None:
    """(first, end, type) of all span layers; ``None`` if the document has none."""
    place = {name: i for i, name in enumerate(vocabulary.spans)}
    layers = (("mention", document.mentions), ("chain", document.chains), ("name", document.entities))
    if all(mentions is None for _, mentions in layers) or document.corpus not in SPAN_TYPES:
        return None
    found = set()
    for layer, mentions in layers:
        for m in mentions or ():
            found.add((m.first, m.end, place["chain:any" if layer == "chain" else f"{layer}:{m.type}"]))
    return sorted(found)


def guess_head(forms: list[str], first: int, end: int) -> int:
    """The head of a nominal without a tree: the word before the first preposition, relative or comma."""
    for i in range(first + 1, end):
        if forms[i].lower() in _AFTER_HEAD:
            return i - 1
    if end - first > 1 and forms[end - 1] in ("'s", "’s", "'", "’"):
        return end - 2
    return end - 1


def _coreferring(document: Document, forms: list[str]) -> list[Mention]:
    """Mentions to train coreference on, in order: chains, and other mentions as ones without antecedent."""
    if document.chains is not None:
        found = {(m.first, m.end): m for m in document.chains}
        for k, m in enumerate(document.mentions or ()):
            found.setdefault((m.first, m.end), Mention(m.first, m.end, m.type, m.head, -1 - k))
    elif document.corpus == "litbank":
        found = {
            (m.first, m.end): Mention(m.first, m.end, m.type, guess_head(forms, m.first, m.end), m.cluster)
            for m in document.mentions or ()
        }
    else:
        return []
    return [found[key] for key in sorted(found, key=lambda k: (k[0], -k[1]))]
