"""A claim's own words: its text without marks, its predicate, its subject, and whether it is negated."""

import msgspec

from whoknew.model.wording import Wording
from whoknew.stages.claims.drafts import Draft
from whoknew.stages.claims.lexicon import lexicon


def text_of(words: Wording, draft: Draft) -> str:
    """A draft's words in lower case without marks, "n't" joined to its verb."""
    low = (
        w
        for first, end in draft.ranges
        for w in words.lower[first:end]
        if w[0].isalnum() or (w[0] == "'" and w.strip("'"))
    )
    return " ".join(low).replace(" n't", " not").replace("ca not", "can not").replace("wo not", "will not")


def plain(words: Wording, first: int, end: int) -> str:
    """The words of a range in lower case without marks, "n't" as "not"."""
    low = (w for w in words.lower[first:end] if w[0].isalnum() or (w[0] == "'" and w.strip("'")))
    return " ".join(low).replace(" n't", " not")


def negative(words: Wording, draft: Draft) -> bool:
    """Whether a claim is negated in its main clause; without a parse, whether one of its first words negates."""
    first, end = draft.ranges[0]
    if not words.parsed:
        return bool(lexicon().negations & set(words.lower[first : min(end, first + 12)]))
    top = words.head_of(first, end)
    tops = {top} | {i for i in range(first, end) if words.heads[i] == top and words.deprels[i] in ("conj", "xcomp")}
    negations = lexicon().negations
    for i in range(first, end):
        if words.lower[i] in negations:
            head = words.heads[i]
            held = head in tops or (0 <= head < len(words) and words.heads[head] in tops and words.deprels[i] == "det")
            if held or i in tops:
                return True
    return False


class Core(msgspec.Struct, frozen=True):
    """A clause's predicate: main verb's lemma, lemmas of its subject and objects, negation, whether it is modal."""

    verb: str
    subject: str
    parts: frozenset[str]
    negative: bool
    modal: bool
    pronoun: bool


def core(words: Wording, draft: Draft) -> Core | None:
    """The predicate of a claim that is a full clause; ``None`` for phrases, light verbs and texts without a parse."""
    if not words.parsed:
        return None
    first, end = draft.ranges[0]
    top = words.head_of(first, end)
    children = [c for c in words.children[top] if first <= c < end]
    subject = next((c for c in children if words.deprels[c].startswith("nsubj")), -1)
    if subject < 0 or words.lemmas[top] in lexicon().light:
        return None
    objects = [c for c in children if words.deprels[c].split(":")[0] in ("obj", "iobj", "obl", "xcomp", "ccomp")]
    named = [c for c in (subject, *objects) if words.upos[c] in ("NOUN", "PROPN", "VERB", "NUM")]
    low = {words.lower[c] for c in children}
    return Core(
        verb=words.lemmas[top],
        subject=words.lemmas[subject],
        parts=frozenset(words.lemmas[c] for c in named),
        negative=negative(words, draft),
        modal=bool(low & lexicon().modals),
        pronoun=words.upos[subject] == "PRON",
    )


def subject(words: Wording, draft: Draft) -> str:
    """The lemma of a claim's subject, empty where it has none."""
    if not words.parsed:
        return ""
    first, end = draft.ranges[0]
    top = words.head_of(first, end)
    found = (c for c in words.children[top] if first <= c < end and words.deprels[c].startswith("nsubj"))
    return next((words.lemmas[c] for c in found), "")
