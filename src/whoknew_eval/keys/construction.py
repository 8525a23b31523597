"""How an act of a key is put into words: passive, noun, negated, coordinated, reported, or plain."""

import re

from whoknew.model import Analysis
from whoknew_eval.keys.key import KeyAct
from whoknew_eval.keys.names import split_joint

_BE = re.compile(r"\b(?:is|are|was|were|be|been|being)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|no|nor|without|failed|un\w+ed)\b|n['’]t\b", re.IGNORECASE)


def constructions_of(act: KeyAct, text: str, analysis: Analysis) -> tuple[str, ...]:
    """Every construction that the act shows; the analysis only tells nouns from verbs."""
    start, end = act.cue
    cue = text[start:end]
    found = []
    upos = _tags(analysis, start, end)
    if upos and "VERB" not in upos and "AUX" not in upos and "NOUN" in upos:
        found.append("noun")
    elif _BE.search(cue) and re.search(r"\w+(?:ed|en|ld|de|ne|nt|ught|wn)\b", cue):
        found.append("passive")
    if _NOT.search(cue):
        found.append("negated")
    if len(act.others) > 1 or len(split_joint(act.agent)) > 1:
        found.append("coordinated")
    if act.according_to:
        found.append("reported")
    return tuple(found) or ("plain",)


def _tags(analysis: Analysis, start: int, end: int) -> list[str]:
    if analysis.signals is None:
        return []
    words = analysis.signals.words
    return [words[k].upos for k, token in enumerate(analysis.tokens) if start <= token.span[0] < end and k < len(words)]
