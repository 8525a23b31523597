"""QA-SRL Gold Standard, Wikinews development part (Roit et al., ACL 2020): roles as questions and answers."""

import gzip
from collections.abc import Iterator

import msgspec

from whoknew_eval.corpora import corpus_path
from whoknew_eval.corpora.document import Span
from whoknew_eval.corpora.joined import join_tokens


class Question(msgspec.Struct, frozen=True):
    """A question about a verb, with the word ranges of its answers."""

    question: str
    wh: str
    answers: tuple[Span, ...]
    negated: bool = False
    passive: bool = False


class Verb(msgspec.Struct, frozen=True):
    """A verb by its word index, with its questions."""

    index: int
    qas: tuple[Question, ...]


class QaSentence(msgspec.Struct, frozen=True):
    """A sentence written as print, with word spans."""

    id: str
    text: str
    words: tuple[Span, ...]
    verbs: tuple[Verb, ...]


class _Row(msgspec.Struct):
    sent_id: str
    words: list[str]
    verbs: tuple[Verb, ...]


def load_qasrl() -> Iterator[QaSentence]:
    """The 500 sentences, in file order."""
    with gzip.open(corpus_path("qasrl") / "wikinews_dev.jsonl.gz", "rb") as lines:
        for line in lines:
            row = msgspec.json.decode(line, type=_Row)
            text, spans = join_tokens(row.words)
            yield QaSentence(row.sent_id, text, tuple(spans), row.verbs)
