"""The one shape that every corpus is loaded into: a text, its words, and whichever layers were annotated.

A layer that a corpus does not have is ``None`` (never an empty tuple: empty means "annotated, and nothing
there"), so that training draws each head's loss only from corpora that have its layer.

Offsets are Unicode code points into ``text``, half-open. Word indices are document-wide, half-open.
"""

import msgspec

Span = tuple[int, int]


class Frame(msgspec.Struct, frozen=True):
    """A PropBank predicate: ``args`` are (first word, end word, label); V and C-V are left out."""

    word: int
    roleset: str
    args: tuple[tuple[int, int, str], ...]


class Mention(msgspec.Struct, frozen=True):
    """An entity mention; ``type`` is in the corpus's own scheme mapped by the committed table."""

    first: int
    end: int
    type: str
    head: int = -1  # word index of the syntactic head where known
    cluster: int = -1  # coreference chain; -1 where this layer has no coreference, singletons have their own


class Attribution(msgspec.Struct, frozen=True):
    """One attribution relation; each part is a tuple of word ranges (several where discontinuous)."""

    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    content: tuple[Span, ...]


class Timex(msgspec.Struct, frozen=True):
    """A TIMEX3 span in words, with its character span, type (DATE, TIME, DURATION, SET) and value."""

    first: int
    end: int
    span: Span
    type: str
    value: str
    mod: str = ""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One document of one corpus. ``n`` words; per-word layers have length ``n``."""

    id: str
    corpus: str  # "polnear", "ewt", "gum", "litbank", "uds_ih2", "mv2", "rp", "wikiwars", "propbank_ewt", "ner", …
    split: str  # "train" or "dev"
    text: str
    words: tuple[Span, ...]  # [n] character spans; slicing ``text`` gives the word form
    sentences: tuple[Span, ...]  # word ranges
    paragraphs: tuple[Span, ...] | None = None  # word ranges
    published: str | None = None  # ISO date where the corpus states it

    upos: tuple[str, ...] | None = None  # [n]
    lemmas: tuple[str, ...] | None = None  # [n]
    heads: tuple[int, ...] | None = None  # [n] word index of the head, -1 for a root
    deprels: tuple[str, ...] | None = None  # [n] with subtype, as in UD
    mentions: tuple[Mention, ...] | None = None  # nested, nominal and pronominal
    chains: tuple[Mention, ...] | None = None  # a second mention layer made for coreference (OntoGUM)
    entities: tuple[Mention, ...] | None = None  # flat named entities: PER, ORG, LOC
    frames: tuple[Frame, ...] | None = None
    frame_sentences: tuple[int, ...] | None = None  # the sentences that carry frames; None: all of them
    attributions: tuple[Attribution, ...] | None = None
    timexes: tuple[Timex, ...] | None = None
    events: tuple[int, ...] | None = None  # word indices of realis event triggers (LitBank, ECB+)
    factuality: tuple[tuple[int, float], ...] | None = None  # (word, -3..3)
