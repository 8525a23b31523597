"""Development documents in two halves: on one, confidences and thresholds are fitted; on the other they are judged.

The half hangs on the document's name alone, so whoever fits and whoever measures agree without telling each other.
"""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

from whoknew_eval.corpora.document import Document

T = TypeVar("T")


def fitted_on(name: str) -> bool:
    """Whether a development document belongs to the half that things are fitted on."""
    return hashlib.sha256(f"halves 1 {name}".encode()).digest()[0] % 2 == 0


def held_back(pairs: Sequence[tuple[Document, T]]) -> list[tuple[Document, T]]:
    """Those of (document, what was read of it) whose document nothing was fitted on."""
    return [pair for pair in pairs if not fitted_on(pair[0].id)]
