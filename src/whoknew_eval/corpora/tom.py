"""Belief-tracking stories, for tests only: ToMi (Le et al., EMNLP 2019) and Hi-ToM (He et al., Findings of EMNLP 2023).

Never train on these and ship nothing made from them.
"""

import gzip
import json
from collections.abc import Iterator

import msgspec

from whoknew_eval.corpora import corpus_path


class Story(msgspec.Struct, frozen=True):
    """A story as numbered sentences with one question; ``kind`` is the source's own name for the question's type."""

    id: str
    sentences: tuple[str, ...]
    question: str
    answer: str
    kind: str = ""
    order: int | None = None
    choices: tuple[str, ...] = ()
    deception: bool = False


def load_tomi(split: str) -> Iterator[Story]:
    """ToMi, "train" or "dev": a story per question, in file order; ``kind`` is the trace's question and story type."""
    folder = corpus_path("tom") / "tomi"
    with gzip.open(folder / f"{split}.trace.gz", "rt", encoding="utf-8") as lines:
        traces = [line.rstrip("\n") for line in lines]
    number = 0
    sentences: list[str] = []
    with gzip.open(folder / f"{split}.txt.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            count, _, rest = line.rstrip("\n").partition(" ")
            if count == "1":
                sentences = []
            fields = rest.split("\t")
            if len(fields) == 1:
                sentences.append(rest)
                continue
            kind = ",".join(traces[number].split(",")[-2:]) if number < len(traces) else ""
            yield Story(f"tomi-{split}-{number}", tuple(sentences), fields[0].strip(), fields[1].strip(), kind)
            number += 1


def load_hitom() -> Iterator[Story]:
    """Hi-ToM: the 1,200 distinct pairs of story and question, in file order; the prompt style is left out."""
    with gzip.open(corpus_path("tom") / "hitom" / "Hi-ToM_data.json.gz", "rt", encoding="utf-8") as stream:
        rows = json.load(stream)["data"]
    seen = set()
    for row in rows:
        key = (row["story"], row["question"])
        if key in seen:
            continue
        seen.add(key)
        lines = [line.partition(" ")[2] for line in row["story"].splitlines() if line.strip()]
        choices = tuple(choice.partition(". ")[2] for choice in row["choices"].split(", "))
        yield Story(
            id=f"hitom-{row['deception']}-{row['story_length']}-{row['question_order']}-{row['sample_id']}",
            sentences=tuple(lines),
            question=row["question"],
            answer=row["answer"],
            kind=f"order {row['question_order']}",
            order=row["question_order"],
            choices=choices,
            deception=row["deception"],
        )
