"""The label inventories, read off the training documents once and kept with the weights."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import msgspec

from whoknew.encoder.lemmas import derive_script
from whoknew.encoder.vocabulary import Vocabulary
from whoknew_eval.corpora.document import Document

SPANS = (
    *(f"mention:{t}" for t in ("person", "organisation", "place", "time", "event", "other")),
    "chain:any",
    *(f"name:{t}" for t in ("PER", "ORG", "LOC")),
)
# LitBank marks vehicles as "other" and no other thing, so that type is not learned from it.
SPAN_TYPES = {
    "gum": tuple(range(7)),
    "litbank": (0, 1, 2),
    "ewt": (7, 8, 9),
}
TIMES = ("O", *(f"{b}-{t}" for t in ("DATE", "TIME", "DURATION", "SET") for b in "BI"))
RARE_RELATION = 40
RARE_SCRIPT = 3
RARE_ROLE = 15


def build_vocabulary(documents: Iterable[Document]) -> Vocabulary:
    """Inventories in a fixed order: by frequency, then by name; none is empty, whichever corpora are left out."""
    upos, deprels, scripts, roles = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    rolesets: dict[str, Counter[str]] = defaultdict(Counter)
    lemmas: set[str] = set()
    for document in documents:
        if document.upos is not None:
            upos.update(document.upos)
        if document.deprels is not None:
            deprels.update(document.deprels)
        forms = [document.text[a:b] for a, b in document.words]
        if document.lemmas is not None:
            scripts.update(map(derive_script, forms, document.lemmas))
            lemmas.update(lemma.lower() for lemma in document.lemmas if lemma.isalpha())
        for frame in document.frames or ():
            assert document.lemmas is not None
            rolesets[document.lemmas[frame.word].lower()][frame.roleset] += 1
            roles.update(label for _, _, label in frame.args)
    kept = {d for d, count in deprels.items() if count >= RARE_RELATION or ":" not in d}
    plain = {d.split(":")[0] for d in deprels}
    labels = [r for r, count in roles.most_common() if count >= RARE_ROLE]
    return Vocabulary(
        upos=tuple(sorted(upos)) or ("X",),
        deprels=tuple(sorted(kept | plain | {"root", "dep"})),
        scripts=tuple(s for s, count in sorted(scripts.items(), key=lambda i: (-i[1], i[0])) if count >= RARE_SCRIPT)
        or ("o|0|",),
        roles=("O", *(f"{b}-{label}" for label in sorted(labels) for b in "BI")),
        rolesets=tuple(sorted({r for c in rolesets.values() for r in c})),
        senses={
            lemma: tuple(r for r, _ in sorted(counts.items(), key=lambda i: (-i[1], i[0])))
            for lemma, counts in sorted(rolesets.items())
        },
        spans=SPANS,
        times=TIMES,
        lemmas=tuple(sorted(lemmas)),
    )


def load_vocabulary(path: Path) -> Vocabulary:
    """Raises ``FileNotFoundError``."""
    return msgspec.json.decode(path.read_bytes(), type=Vocabulary)
