"""Attributions read off the parse: who is the subject of a cue, what clause it governs, whom it addresses.

Used for what the trained reader leaves out, above all the relations nested inside another's content ("a commander said
the president told them that …"). Universal Dependencies: clausal complements (ccomp, xcomp), parataxis for the
speaker who interrupts or follows, obl:agent for the one who is said "by".
"""

from whoknew.model.wording import Wording
from whoknew.stages.attributions.cues import Cue, Lexicon
from whoknew.stages.attributions.drafts import EDGE, Draft, Range, trim

CLAUSES = frozenset({"ccomp", "xcomp", "advcl"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "SYM"})


def by_tree(words: Wording, lexicon: Lexicon) -> list[Draft]:
    """Relations of verb cues in a parsed text, quoted ones too."""
    found: list[Draft] = []
    for i, lemma in enumerate(words.lemmas):
        if words.upos[i] != "VERB":
            continue
        cue = lexicon.cue(words.lower[i], lemma)
        if cue is not None and cue.kind != "attitude":
            draft = _relation(words, lexicon, cue, i)
            if draft is not None:
                found.append(draft)
    return found


def _relation(words: Wording, lexicon: Lexicon, cue: Cue, i: int) -> Draft | None:
    parts = {base(words.deprels[child]): child for child in reversed(words.children[i])}
    passive = any(words.deprels[child] in ("nsubj:pass", "aux:pass", "csubj:pass") for child in words.children[i])
    agent = next((c for c in words.children[i] if words.deprels[c] == "obl:agent"), None)
    subject = _subject(words, i)
    source = agent if passive else subject
    content = _content(words, cue, i, parts, passive, subject)
    if not content or (cue.kind == "evidence" and not _document(words, lexicon, source)):
        return None
    if cue.bound and not any(b - a > 2 for a, b in content):
        return None
    hearers = _hearers(words, cue, i, parts, passive, subject)
    negated = any(
        c < i and words.lower[c] in lexicon.grammar["negations"] and words.quoted[c] == words.quoted[i]
        for c in words.children[i]
    )
    group = [c for c in words.children[i] if c < i and words.deprels[c].startswith(("aux", "advmod")) and i - c < 6]
    first = min(
        (
            c
            for c in group
            if all(words.deprels[k].startswith(("aux", "advmod")) or words.heads[k] != i for k in range(c, i))
        ),
        default=i,
    )
    return Draft(
        cue=((first, i + 1),),
        source=phrase(words, source),
        content=content,
        addressees=hearers,
        kind=cue.kind,
        negated=negated,
        rule="tree-passive" if passive else "tree",
    )


def base(deprel: str) -> str:
    """A relation without its subtype."""
    return deprel.split(":", 1)[0]


def phrase(words: Wording, root: int | None) -> tuple[Range, ...]:
    """The words of a noun phrase: its subtree cut to the stretch around the head, its case and marks left out."""
    if root is None:
        return ()
    out = frozenset(
        c for c in words.children[root] if words.deprels[c] in ("case", "mark", "cc", "punct", "parataxis", "cop")
    )
    tokens = words.subtree(root, leave_out=out)
    first = end = root
    held = set(tokens)
    while first - 1 in held or (first - 2 in held and words.upos[first - 1] == "PUNCT" and first >= 2):
        first -= 1
    while end + 1 in held or (end + 2 in held and words.upos[end + 1] == "PUNCT"):
        end += 1
    piece = trim(words.lower, first, end + 1, EDGE)
    return (piece,) if piece is not None else ()


def _subject(words: Wording, i: int) -> int | None:
    """The subject of a verb; of a coordinated, open or participial one, that of the verb it hangs on."""
    for _ in range(4):
        for child in words.children[i]:
            if words.deprels[child] in ("nsubj", "nsubj:outer"):
                return child
        if any(words.deprels[child] == "nsubj:pass" for child in words.children[i]):
            return None
        head, deprel = words.heads[i], base(words.deprels[i])
        if head < 0:
            return None
        if words.lemmas[head] in ("quote", "cite") and words.lower[i - 1] == "as":
            # "quoted officials as saying": those who are quoted say it
            return next((c for c in words.children[head] if words.deprels[c] in ("obj", "nsubj:pass")), None)
        if deprel == "acl" and words.deprels[i] != "acl:relcl":
            return head
        if deprel not in ("conj", "xcomp", "advcl", "parataxis"):
            return None
        i = head
    return None


def _content(
    words: Wording, cue: Cue, i: int, parts: dict[str, int], passive: bool, subject: int | None
) -> tuple[Range, ...]:
    for name in ("ccomp", "xcomp"):
        if name in parts and not (
            name == "xcomp" and words.upos[parts[name]] in NOMINAL and cue.lemma in ("call", "name", "dub")
        ):
            return _clause(words, parts[name], i)
    head, deprel = words.heads[i], base(words.deprels[i])
    if deprel == "parataxis" and head >= 0 and not passive:
        return _around(words, head, i)
    if cue.kind in ("charging", "denying", "doubting", "planning", "verifying", "factive", "evidence"):
        for name in ("advcl", "obl", "obj"):
            if name in parts:
                return _clause(words, parts[name], i)
    if "obj" in parts and any(words.quoted[k] >= 0 for k in words.subtree(parts["obj"])):
        return _clause(words, parts["obj"], i)
    return ()


def _clause(words: Wording, root: int, cue: int) -> tuple[Range, ...]:
    """A clause on one side of its cue, widened to the quotation marks that touch it."""
    tokens = [k for k in words.subtree(root) if (k > cue) == (root > cue)]
    if not tokens:
        return ()
    piece = trim(words.lower, tokens[0], tokens[-1] + 1, EDGE)
    return (_with_marks(words, piece),) if piece is not None else ()


def _with_marks(words: Wording, piece: Range) -> Range:
    first, end = piece
    if (
        first > 0
        and words.quoted[first] >= 0
        and words.quoted[first - 1] == words.quoted[first]
        and words.upos[first - 1] == "PUNCT"
    ):
        first -= 1
    while (
        end < len(words)
        and words.quoted[end - 1] >= 0
        and words.quoted[end] == words.quoted[end - 1]
        and words.upos[end] == "PUNCT"
    ):
        end += 1
    return first, end


def _around(words: Wording, head: int, cue: int) -> tuple[Range, ...]:
    """The clause that a parenthetical speaker interrupts or follows: the head's subtree without the speaker's."""
    inside = set(words.subtree(cue))
    tokens = [k for k in words.subtree(head) if k not in inside]
    before, behind = [k for k in tokens if k < min(inside)], [k for k in tokens if k > max(inside)]
    pieces = (trim(words.lower, part[0], part[-1] + 1, EDGE) for part in (before, behind) if part)
    return tuple(_with_marks(words, piece) for piece in pieces if piece is not None)


def _hearers(
    words: Wording, cue: Cue, i: int, parts: dict[str, int], passive: bool, subject: int | None
) -> tuple[Range, ...]:
    if cue.kind == "evidence":
        return ()
    if passive and cue.hears:
        patient = next((c for c in words.children[i] if words.deprels[c] == "nsubj:pass"), None)
        return phrase(words, patient)
    if "iobj" in parts:
        return phrase(words, parts["iobj"])
    written = cue.lemma in ("email", "e-mail", "text")
    if cue.hears and "obj" in parts and not (written and words.upos[parts["obj"]] == "NOUN"):
        return phrase(words, parts["obj"])
    for child in words.children[i]:
        if base(words.deprels[child]) == "obl" and any(words.lower[c] == "to" for c in words.children[child]):
            return phrase(words, child)
    return ()


def _document(words: Wording, lexicon: Lexicon, source: int | None) -> bool:
    return source is not None and (
        words.lower[source] in lexicon.documents or words.lemmas[source] in lexicon.documents
    )
