"""Re-DocRED, kinship, office and membership only (Tan et al., EMNLP 2022): relations of entities in whole documents.

A relation (h, code, t) reads "h's code is t": with P22, t is the father of h. Absence of one is weak evidence.
"""

import gzip
from collections.abc import Iterator

import msgspec

from whoknew_eval.corpora import corpus_path
from whoknew_eval.corpora.document import Span
from whoknew_eval.corpora.joined import join_sentences

CODES = {
    "P22": "father", "P25": "mother", "P26": "spouse", "P40": "child", "P3373": "sibling", "P39": "position held",
    "P488": "chairperson", "P463": "member of", "P108": "employer", "P102": "political party",
    "P241": "military branch", "P6": "head of government", "P35": "head of state", "P194": "legislative body",
}  # fmt: skip


class Fact(msgspec.Struct, frozen=True):
    """``h``'s ``r`` is ``t``; both index the document's entities."""

    h: int
    r: str
    t: int
    evidence: tuple[int, ...] = ()


class RelationDocument(msgspec.Struct, frozen=True):
    """A passage: entities as (type, word ranges of the mentions), and the facts about them."""

    title: str
    text: str
    words: tuple[Span, ...]
    sentences: tuple[Span, ...]
    entities: tuple[tuple[str, tuple[Span, ...]], ...]
    relations: tuple[Fact, ...]


class _Entity(msgspec.Struct):
    type: str
    mentions: list[tuple[int, int, int]]


class _Row(msgspec.Struct):
    title: str
    sents: list[list[str]]
    entities: list[_Entity]
    relations: tuple[Fact, ...]


def load_redocred() -> Iterator[RelationDocument]:
    """The 237 passages, in file order."""
    with gzip.open(corpus_path("redocred") / "dev.jsonl.gz", "rb") as lines:
        for line in lines:
            row = msgspec.json.decode(line, type=_Row)
            text, words, sentences = join_sentences(row.sents)
            entities = tuple(
                (e.type, tuple((sentences[s][0] + a, sentences[s][0] + b) for s, a, b in e.mentions))
                for e in row.entities
            )
            yield RelationDocument(row.title, text, tuple(words), tuple(sentences), entities, row.relations)
