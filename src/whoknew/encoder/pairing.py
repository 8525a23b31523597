"""What the pair scorers know besides the words' vectors: distances, and for mentions their forms.

Training and run time share this module. Numbers index the rows of one embedding table each.
"""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from whoknew.encoder.scoring import product

Ints = npt.NDArray[np.int64]

ROLE_REACH = 16
DISTANCES = 33  # rows of the table of signed distances


def near_bucket(distance: Ints) -> Ints:
    """Signed distance in words, clipped: 0 to 32, 16 for the word itself."""
    bucket: Ints = np.clip(distance, -ROLE_REACH, ROLE_REACH) + ROLE_REACH
    return bucket


def far_bucket(distance: Ints) -> Ints:
    """Signed distance in words in logarithmic steps: 0 to 32, 16 for the word itself.

    >>> far_bucket(np.array([-200, -1, 0, 1, 2, 4, 8, 16, 200])).tolist()
    [1, 15, 16, 17, 18, 20, 22, 24, 31]
    """
    size = np.abs(distance)
    steps = np.where(size > 1, np.round(2 * np.log2(np.maximum(size, 1))).astype(np.int64), size)
    bucket: Ints = 16 + np.sign(distance) * np.minimum(steps, 16)
    return bucket


class Forms(NamedTuple):
    """What is compared of each mention, by number: [m] each."""

    start: Ints
    end: Ints
    sentence: Ints
    text: Ints  # the whole form without an opening determiner, lower case
    head: Ints  # the head word's form, lower case
    kind: Ints  # class of pronoun.toml, or name or other
    owner: Ints  # [k] a mention, and in ``word`` the number of one of its words of four letters and more
    word: Ints  # [k]

    def before(self, later: "Forms") -> "Forms":
        """Those of both."""
        joined = (np.concatenate(pair) for pair in zip(self[:6], later[:6], strict=True))
        owner = np.concatenate([self.owner, later.owner + len(self.start)])
        return Forms._make([*joined, owner, np.concatenate([self.word, later.word])])

    def only(self, chosen: Ints) -> "Forms":
        """Those of some mentions, in ascending order."""
        place = np.full(len(self.start), -1, dtype=np.int64)
        place[chosen] = np.arange(len(chosen))
        kept = place[self.owner] >= 0
        return Forms._make([*(column[chosen] for column in self[:6]), place[self.owner[kept]], self.word[kept]])


_DISTANCE, _ORDER, _SENTENCE, _MATCH, _NEST, _SHARE = 12, 12, 5, 6, 3, 2


@cache
def _classes() -> tuple[dict[str, int], dict[str, int], int]:
    table = tomllib.loads((files("whoknew.encoder") / "pronouns.toml").read_text("utf-8"))
    number = 2  # 0 is other, 1 is a name
    found: list[dict[str, int]] = []
    for part in ("single", "opening"):
        words: dict[str, int] = {}
        for forms in table[part].values():
            for form in forms:
                words[form] = number
            number += 1
        found.append(words)
    return found[0], found[1], number


KINDS = 14
_OFFSETS = np.cumsum([0, _DISTANCE, _ORDER, _SENTENCE, _MATCH, _NEST, _SHARE])
FEATURES = int(_OFFSETS[-1]) + KINDS * KINDS
FIRST_PRONOUN, LAST_PRONOUN = 2, 10


def describe(
    words: Sequence[str],
    sentence_of: Ints,
    spans: Sequence[tuple[int, int, int]],
    numbers: dict[str, int] | None = None,
) -> Forms:
    """Forms of mentions (first, end, head) of one document, in the order given.

    ``numbers`` gives each form its number; pass the same (it grows) to compare with mentions described before.
    """
    single, opening, classes = _classes()
    assert classes == KINDS
    numbers = {} if numbers is None else numbers
    texts, heads, kinds = [], [], []
    owner: list[int] = []
    shown: list[int] = []
    for number, (first, end, head) in enumerate(spans):
        lower = [word.lower() for word in words[first : min(end, first + 30)]]
        opened = opening.get(lower[0], 0)
        kind = single.get(lower[0], 0) if len(lower) == 1 else opened
        if kind == 0 and words[head][:1].isupper():
            kind = 1
        body = " ".join(lower[1:] if opened and len(lower) > 1 else lower)
        texts.append(numbers.setdefault("t " + body, len(numbers)))
        heads.append(numbers.setdefault(words[head].lower(), len(numbers)))
        kinds.append(kind)
        telling = {numbers.setdefault(w, len(numbers)) for w in lower if len(w) > 3}
        shown.extend(telling)
        owner.extend([number] * len(telling))
    starts = np.array([s[0] for s in spans], dtype=np.int64)
    ends = np.array([s[1] for s in spans], dtype=np.int64)
    return Forms(
        starts,
        ends,
        sentence_of[starts] if len(spans) else starts,
        np.array(texts, dtype=np.int64),
        np.array(heads, dtype=np.int64),
        np.array(kinds, dtype=np.int64),
        np.array(owner, dtype=np.int64),
        np.array(shown, dtype=np.int64),
    )


def features(forms: Forms, anaphor: Ints, candidate: Ints, numbers: Ints | None = None) -> Ints:
    """Rows of the feature table for pairs of mentions (indices into ``forms``): [pairs] → [pairs, 7].

    ``numbers`` are the mentions' places in the document, where ``forms`` does not hold all of them.
    """
    a, c = anaphor, candidate
    gap = a - c if numbers is None else numbers[a] - numbers[c]
    words = np.maximum(forms.start[a] - forms.start[c], 0)
    distance = np.minimum(np.floor(np.log2(words + 1)).astype(np.int64), _DISTANCE - 1)
    far = 3 + np.floor(np.log2(np.maximum(gap, 1))).astype(np.int64)
    order = np.minimum(np.where(gap < 6, gap, far), _ORDER - 1)
    sentence = np.clip(forms.sentence[a] - forms.sentence[c], 0, _SENTENCE - 1)
    pronoun = (forms.kind[a] >= FIRST_PRONOUN) & (forms.kind[a] <= LAST_PRONOUN)
    same = np.where(forms.text[a] == forms.text[c], 2, np.where(forms.head[a] == forms.head[c], 1, 0))
    nested = np.where(forms.end[c] >= forms.end[a], 1, np.where(forms.start[c] == forms.start[a], 2, 0))
    shared = _shared(forms, a, c)
    kinds = forms.kind[a] * KINDS + forms.kind[c]
    columns = [distance, order, sentence, same * 2 + pronoun, nested, shared, kinds]
    return np.stack([column + offset for column, offset in zip(columns, _OFFSETS)], axis=1)


def _shared(forms: Forms, anaphor: Ints, candidate: Ints) -> Ints:
    """[pairs]: 1 where the two mentions have a word of ``forms.word`` in common."""
    if not len(anaphor):
        return anaphor
    low, high = int(anaphor.min()), int(anaphor.max()) + 1
    column = np.full(int(forms.word.max(initial=-1)) + 2, -1, dtype=np.int64)
    asked = np.unique(forms.word[(forms.owner >= low) & (forms.owner < high)])
    column[asked] = np.arange(len(asked))
    place = column[forms.word]
    has = np.zeros((len(forms.start), len(asked) + 1), dtype=np.float32)  # the last column stays empty
    has[forms.owner[place >= 0], place[place >= 0]] = 1
    shared: Ints = (product(has[low:high], has.T) > 0)[anaphor - low, candidate].astype(np.int64)
    return shared
