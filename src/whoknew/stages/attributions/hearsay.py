"""What is said by nobody: "it emerged that", "word spread that", "there were reports that", "it turned out that".

The relation has no source, and its chain an unknown step. What emerges or turns out is presented as so; what is only
rumoured is hedged. Patterns are data (``[nobody]`` in lexicon.toml): the words of the cue, then "that" or "of".
"""

from collections.abc import Iterator

from whoknew.model.wording import Wording
from whoknew.stages.attributions.cues import Lexicon
from whoknew.stages.attributions.cues import lexicon as listed
from whoknew.stages.attributions.drafts import EDGE, Draft, trim


def by_nobody(words: Wording, lexicon: Lexicon) -> Iterator[Draft]:
    """Relations without a source, in the order of their cues; outside quotation marks."""
    for sentence in words.sentences:
        first, end = sentence.first, min(sentence.end, len(words))
        for i in range(first, end - 3):
            if words.quoted[i] >= 0:
                continue
            for phrase, kind in lexicon.nobody.get(words.lower[i], ()):
                stop = _matches(words, phrase, i, end)
                if stop is not None and stop < end and words.lower[stop] in ("that", "of"):
                    said = words.lower[stop] == "that"  # "reports that …", "reports of …"
                    content = trim(words.lower, stop if said else stop + 1, end, EDGE)
                    if content is not None and content[1] - content[0] > (3 if said else 1):
                        yield Draft(cue=((i, stop),), content=(content,), kind=kind, rule="nobody")
                    break


def _matches(words: Wording, phrase: tuple[str, ...], i: int, end: int) -> int | None:
    """The end of a phrase that starts at ``i``, small adverbs and auxiliaries passed over."""
    k = i
    for n, word in enumerate(phrase):
        while n and k < end and words.lower[k] in listed().grammar["fillers"] and words.lower[k] != word:
            k += 1
        if k >= end or words.lower[k] != word:
            return None
        k += 1
    while k < end and (
        words.lower[k] in listed().grammar["fillers"] or (words.lower[k] in ("on", "in") and _dated(words, k, end))
    ):
        k += 2 if words.lower[k] in ("on", "in") else 1
    return k


def _dated(words: Wording, k: int, end: int) -> bool:
    return k + 2 < end and words.forms[k + 1][:1].isupper() and words.lower[k + 2] == "that"
