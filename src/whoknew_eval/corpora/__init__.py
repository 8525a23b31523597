"""Corpora for training and for measuring, each read into :class:`Document` by one module of its own.

``load("polnear", "train")`` yields documents in a fixed order. Articles that carry a key (the committed list
``keys_names.txt``) are never among them. Splits are those of the corpora's folders; the three sets that
share the English Web Treebank's text are merged onto its sentences, so they cannot part ways.
"""

import importlib
from collections.abc import Iterator
from pathlib import Path

from whoknew_eval import shared_path
from whoknew_eval.corpora.document import Document

__all__ = ["CORPORA", "CorpusMissingError", "Document", "corpus_path", "load"]

# corpus → (module, folder under data/)
CORPORA: dict[str, tuple[str, str]] = {
    "polnear": ("polnear", "polnear"),
    "ewt": ("ewt", "ewt"),
    "gum": ("gum", "gum"),
    "litbank": ("litbank", "litbank"),
    "wikiwars": ("wikiwars", "wikiwars"),
    "mv2": ("factuality", "factuality/mv2"),
    "rp": ("factuality", "factuality/rp"),
    "ecbplus": ("ecbplus", "ecbplus"),
}


class CorpusMissingError(LookupError):
    """The corpora are not on this machine, or no such corpus is known."""


def corpus_path(folder: str) -> Path:
    """The corpus's folder under the shared data. Raises :class:`CorpusMissingError`."""
    shared = shared_path()
    if shared is None or not (shared / "data" / folder).is_dir():
        raise CorpusMissingError(f"no corpus folder {folder!r}: set WHOKNEW_SHARED to the folder that holds data/")
    return shared / "data" / folder


def load(corpus: str, split: str) -> Iterator[Document]:
    """The documents of one split ("train" or "dev") of one corpus. Raises :class:`CorpusMissingError`."""
    if corpus not in CORPORA:
        raise CorpusMissingError(f"no corpus {corpus!r}; known: {', '.join(sorted(CORPORA))}")
    if split not in ("train", "dev"):
        raise ValueError(f"split is train or dev, not {split!r}")
    module, folder = CORPORA[corpus]
    loader = importlib.import_module(f"whoknew_eval.corpora.{module}")
    documents: Iterator[Document] = loader.load(corpus_path(folder), split)
    return documents
