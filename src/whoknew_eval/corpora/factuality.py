"""MegaVeridicality 2 and Ross and Pavlick's set: did it happen, -3 to 3; one sentence is one document.

As prepared by Jiang and de Marneffe (TACL 2021). Sentences are written as print. A target whose span does not give
its text is skipped (six in ``rp``). A target of several words (a clause, 16 % of ``rp``) is given to its main verb: the
word after the first run of auxiliaries, or the first word of a bare infinitive; it is skipped where neither is seen.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from whoknew_eval.corpora.document import Document
from whoknew_eval.corpora.joined import join_tokens
from whoknew_eval.corpora.lists import word_list

_MODALS = frozenset(word_list("modals"))
_COPULAS = frozenset(word_list("copulas"))
_SKIPPED = frozenset(word_list("skipped"))
_PARTICIPLES = frozenset(word_list("participles"))
_OPENERS = frozenset(word_list("openers"))


def load(folder: Path, split: str) -> Iterator[Document]:
    """Documents of ``folder`` (…/factuality/mv2 or …/rp) for "train" or "dev", in file order."""
    with (folder / f"{split}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            tokens = row["text"].split(" ")
            targets = [
                (place, float(target["label"]))
                for target in row["targets"]
                if " ".join(tokens[slice(*target["span1"])]) == target["span_text"] != ""
                and (place := _verb(tokens, *target["span1"])) is not None
            ]
            if not targets:
                continue
            used = [k for k, token in enumerate(tokens) if token]
            words = {k: n for n, k in enumerate(used)}
            text, spans = join_tokens([tokens[k] for k in used])
            yield Document(
                id=f"{folder.name}-{split}-{row['idx']}",
                corpus=folder.name,
                split=split,
                text=text,
                words=tuple(spans),
                sentences=((0, len(spans)),),
                factuality=tuple((words[k], value) for k, value in targets),
            )


def _verb(tokens: list[str], first: int, end: int) -> int | None:
    """The word that a target stands for; ``None`` where a clause shows no verb."""
    if end == first + 1:
        return first
    low = [token.lower() for token in tokens]
    helpers = _MODALS | _COPULAS
    if low[first] not in _OPENERS | helpers and low[first - 1 : first] in (["to"], ["not"], ["n't"]):
        return first
    start = next((k for k in range(first, end) if low[k] in helpers), None)
    if start is None:
        return None
    k = start
    while k < end and (low[k] in helpers or low[k] in _SKIPPED or low[k].endswith("ly")):
        k += 1
    last = max(j for j in range(start, k) if low[j] in helpers)
    if last == start == k - 1 and low[start] in ("has", "have", "had", "do", "does", "did"):
        participle = k < end and (low[k].endswith(("ed", "en")) or low[k] in _PARTICIPLES)
        return k if participle or (low[start].startswith("d") and k < end) else start
    if low[last] in _COPULAS:
        return k if k < end and (low[k].endswith(("ed", "en", "ing")) or low[k] in _PARTICIPLES) else last
    return k if k < end else last
