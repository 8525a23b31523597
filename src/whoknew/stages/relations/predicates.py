"""Roles told by a verb of being or standing: "X was a physician", "who is the head of Y", "served as", "elected a fellow of"."""

from collections.abc import Iterator
from dataclasses import replace

from whoknew.stages.relations.ground import RELATIVE, Ground, Relation
from whoknew.stages.relations.phrases import Phrase
from whoknew.stages.relations.titles import all_phrases, phrase_start

CONJUNCTS = 5  # joined predicates that are followed back to the first


def predicated(ground: Ground) -> Iterator[Relation]:
    """By the order of words first, then by the tree where there is one; the same fact twice is one."""
    yield from _by_order(ground)
    if ground.words.parsed:
        yield from _by_tree(ground)


def _by_order(ground: Ground) -> Iterator[Relation]:
    words, lexicon = ground.words, ground.lexicon
    for k in range(1, len(words) - 1):
        low = words.lower[k]
        serving = low == "as" and words.lower[k - 1] in lexicon.serving
        if low not in lexicon.be and not serving:
            continue
        at = k + 1
        one_of = words.lower[at] in ("one", "among")
        if one_of:
            at += 2 if ground.low(at + 1) == "of" else 1
        while at < len(words) and words.lower[at] in lexicon.adverbs and words.lower[at] != "not":
            at += 1
        if not ground.same(k, at) or words.lower[at] == "not":
            continue
        phrases = ground.reader.read(at)
        if not phrases:
            continue
        subject = ground.subject(k - 2 if serving else k - 1)
        if subject is None or _supposed(ground, k):
            continue
        first, entity = subject
        several = ground.people(k - 1) if phrases[0].plural and not serving else ()
        members = several if len(several) > 1 else ground.by_id[entity].members
        if len(members) < 2 and phrases[0].plural and not one_of and ground.by_id[entity].type == "person":
            continue
        for p in phrases:
            yield from ground.mutual(members, p, first, p.end)
            yield from _said(ground, members if members and p.plural else (entity,), p, at, first)


def _said(ground: Ground, who: tuple[str, ...], p: Phrase, at: int, first: int) -> Iterator[Relation]:
    bare = p.noun in ground.lexicon.weak and p.of is None and p.kind == "office"
    if bare and ground.low(at) not in ("a", "an") and not p.plural:
        return
    for a in who:
        made = ground.relation(a, p, first if 0 <= at - first < RELATIVE else at, p.end)
        if made is not None:
            yield made


def _supposed(ground: Ground, k: int) -> bool:
    """Whether a verb of being only supposes or denies: "would be the chairman", "is not", "if X were"."""
    return any(ground.low(j) in ground.lexicon.supposing for j in range(max(0, k - 3), k) if ground.same(j, k))


def _by_tree(ground: Ground) -> Iterator[Relation]:
    words, lexicon = ground.words, ground.lexicon
    for k in range(len(words)):
        if not lexicon.head(words.lower[k]) or words.upos[k] not in ("NOUN", "PROPN", "ADJ"):
            continue
        governor = _bearer(ground, k)
        if governor < 0:
            continue
        subject = ground.bearer(governor)
        if subject is None or subject[0] <= k < subject[0] + 1:
            continue
        start = phrase_start(ground, k)
        for j in range(k - 1, start - 1, -1):
            if j in ground.reader.owners and ground.reader.owners[j] == subject[1] and subject[0] <= j:
                start = j + 1  # "appointed Ana Diaz prime minister"
                break
        found = [p for p in all_phrases(ground, start, k) if p.head == k]
        for p in found:
            if p.of is None and p.kind == "office":
                p = replace(p, of=_where(ground, k))
            people = ground.people(governor)
            if p.plural and len(people) < 2:
                continue
            yield from ground.mutual(people, p, start, p.end)
            yield from _said(ground, people if p.plural else (subject[1],), p, start, subject[0])


def _where(ground: Ground, k: int) -> str | None:
    """The body in "at the university, where he became professor"; None elsewhere."""
    words = ground.words
    for _ in range(3):
        if words.deprels[k] == "acl:relcl" and words.heads[k] >= 0:
            marks = [c for c in words.children[k] if words.lower[c] == "where"]
            body = ground.named_at(words.heads[k])
            return body.id if marks and body is not None and body.type == "organisation" else None
        if words.deprels[k].split(":")[0] not in ("xcomp", "conj", "obl") or words.heads[k] < 0:
            return None
        k = words.heads[k]
    return None


def _bearer(ground: Ground, k: int) -> int:
    """The word for whoever a role's noun is said of, by the parse; -1 where it is said of nobody."""
    words = ground.words
    for _ in range(CONJUNCTS):
        if words.deprels[k].split(":")[0] != "conj" or words.heads[k] < 0 or ground.kids(k, "cop", "nsubj"):
            break
        if not ground.lexicon.head(words.lower[words.heads[k]]):
            return -1
        k = words.heads[k]
    relation, head = words.deprels[k].split(":")[0], words.heads[k]
    cop = ground.kids(k, "cop")
    if cop:
        if ground.kids(k, "advmod") and any(
            words.lower[c] in ground.lexicon.supposing for c in ground.kids(k, "advmod")
        ):
            return -1
        if any(words.lower[c] in ground.lexicon.supposing for c in ground.kids(k, "aux", "mark")):
            return -1
        subjects = ground.kids(k, "nsubj")
        if subjects:
            return _antecedent(ground, subjects[0])
        return head if words.deprels[k] == "acl:relcl" else -1
    if head < 0:
        return -1
    if relation == "appos":
        return -1 if ground.labelled(head + 1, k) else head
    case = [words.lower[c] for c in ground.kids(k, "case")]
    lemma = words.lemmas[head]
    if any(words.lower[c] in ground.lexicon.supposing for c in ground.kids(head, "aux", "advmod", "mark")):
        return -1
    if (relation in ("xcomp", "obj") and lemma in ground.lexicon.becoming) or (
        relation in ("obl", "nmod", "xcomp") and case == ["as"] and words.upos[head] == "VERB"
    ):
        return _filled(ground, head, named=lemma in ground.lexicon.appointing)
    return -1


def _filled(ground: Ground, verb: int, *, named: bool) -> int:
    """Who gets the post: the object of a verb of appointing, else its subject."""
    passive = ground.kids(verb, "aux") and any(ground.words.deprels[c] == "aux:pass" for c in ground.kids(verb, "aux"))
    objects = [c for c in ground.kids(verb, "obj") if not ground.lexicon.head(ground.low(c))]
    if named and objects and not passive:
        return objects[0]
    if named and not passive and not ground.kids(verb, "nsubj") and ground.words.deprels[verb].startswith("acl"):
        return ground.words.heads[verb]
    for _ in range(3):
        subjects = ground.kids(verb, "nsubj")
        if subjects:
            return _antecedent(ground, subjects[0])
        if ground.words.deprels[verb] == "acl:relcl":
            return ground.words.heads[verb]
        if ground.words.deprels[verb].split(":")[0] not in ("conj", "advcl", "xcomp") or ground.words.heads[verb] < 0:
            return -1
        verb = ground.words.heads[verb]
    return -1


def _antecedent(ground: Ground, k: int) -> int:
    """The noun that a relative pronoun stands for, where its clause hangs on it."""
    if ground.low(k) not in ("who", "that") or k in ground.reader.owners:
        return k
    clause = ground.words.heads[k]
    return ground.words.heads[clause] if clause >= 0 and ground.words.deprels[clause] == "acl:relcl" else k
