"""Relations told by a verb: "who leads the coalition", "taught at Basel", "founded by Ana Diaz", "married the painter Piet Vos"."""

from collections.abc import Iterator

from whoknew.stages.relations.ground import Ground, Relation

AT = 6  # tokens from "taught" to "at"


def verbal(ground: Ground) -> Iterator[Relation]:
    """What verbs say of their subjects, of those who did it, and of two people to each other."""
    for k in range(1, len(ground.words) - 1):
        low = ground.words.lower[k]
        if _conditional(ground, k):
            continue
        if low in ground.lexicon.verbs:
            yield from _active(ground, k, ground.lexicon.verbs[low])
        if low in ground.lexicon.infinitives and ground.low(k - 1) == "to":
            yield from _first_to(ground, k, ground.lexicon.infinitives[low])
        if low in ground.lexicon.agents:
            yield from _by_agent(ground, k, ground.lexicon.agents[low])
        if low in ground.lexicon.between:
            yield from _between(ground, k, ground.lexicon.between[low])


def _conditional(ground: Ground, k: int) -> bool:
    """Whether the verb stands in a clause that only supposes: "if a rival succeeds her"."""
    return any(ground.low(j) in ("if", "unless", "whether") and ground.same(j, k) for j in range(max(0, k - 8), k))


def _office(a: str, title: str, of: str, span: tuple[int, int]) -> Relation:
    return Relation(a, title, title, "office", of, False, span)


def _body(ground: Ground, at: int) -> tuple[int, str] | None:
    """(end, entity id) of the body, group or place named or described from a token on, a determiner passed over."""
    for start in (at, at + 1 if ground.low(at) in ground.lexicon.opening else at):
        held = ground.reader.mentions.get(start)
        if held is not None and ground.by_id[held[1]].type in ("organisation", "group", "facility"):
            return held
    return None


def _active(ground: Ground, k: int, title: str) -> Iterator[Relation]:
    words, lexicon = ground.words, ground.lexicon
    subject = ground.subject(k - 1)
    if subject is not None and words.parsed and words.deprels[k].startswith("acl") and title not in lexicon.placed:
        body = ground.named_at(words.heads[k]) if words.heads[k] >= 0 else None
        if body is not None and body.type in ("organisation", "group", "facility") and body.id != subject[1]:
            yield _office(subject[1], title, body.id, words.span(subject[0], k + 1))  # "the bank that she founded"
            return
    if subject is None and words.parsed:
        subject = _tree_subject(ground, k)
    if subject is None or words.lower[k - 1] in lexicon.be or words.lower[k - 1] in lexicon.supposing:
        return
    at = k + 1
    if title in lexicon.placed:  # teaches, works: at or for whom
        marks = [j for j in range(k + 1, min(k + AT, len(words) - 1)) if words.lower[j] in lexicon.employing]
        if (
            not marks
            or not ground.same(k, marks[0])
            or any(words.lower[j] in lexicon.stopping for j in range(k + 1, marks[0]))
        ):
            return
        at = marks[0] + 1
    elif title == "member":
        if words.lower[at] not in lexicon.entering:
            return
        at += 1
    held = _body(ground, at)
    if held is not None and ground.same(k, at) and held[1] != subject[1]:
        yield _office(
            subject[1], title, held[1], words.span(min(subject[0], k) if abs(k - subject[0]) < 12 else k, held[0])
        )


def _first_to(ground: Ground, k: int, title: str) -> Iterator[Relation]:
    """ "became the first woman to head the library", "was appointed to lead the inquiry"."""
    words = ground.words
    if not words.parsed or words.heads[k] < 0:
        return
    head = words.heads[k]
    subject: tuple[int, str] | None = None
    if words.deprels[k].startswith("acl") and any(
        words.lower[c] in ground.lexicon.firsts for c in words.children[head]
    ):
        verb = head if ground.kids(head, "cop") else words.heads[head]
        subjects = ground.kids(verb, "nsubj") if verb >= 0 else []
        subject = ground.bearer(subjects[0]) if subjects else None
    elif words.lemmas[head] in ground.lexicon.appointing:
        subjects = [c for c in words.children[head] if words.deprels[c] in ("nsubj:pass", "obj")]
        subject = ground.bearer(subjects[0]) if subjects else None
    held = _body(ground, k + 1)
    if subject is not None and held is not None and ground.same(k, k + 1) and held[1] != subject[1]:
        yield _office(subject[1], title, held[1], words.span(min(subject[0], k), held[0]))


def _tree_subject(ground: Ground, k: int) -> tuple[int, str] | None:
    """The subject of a verb in a later conjunct, a purpose or a participle: "returned … to teach at Harvard"."""
    words = ground.words
    for _ in range(3):
        subjects = ground.kids(k, "nsubj")
        if subjects:
            return (
                None
                if ground.kids(k, "advmod")
                and any(words.lower[c] in ground.lexicon.supposing for c in ground.kids(k, "advmod"))
                else ground.bearer(subjects[0])
            )
        if words.deprels[k].split(":")[0] not in ("conj", "advcl", "xcomp") or words.heads[k] < 0:
            return None
        k = words.heads[k]
    return None


def _by_agent(ground: Ground, k: int, title: str) -> Iterator[Relation]:
    """ "the party founded by Ana Diaz", "a band, led by Piet Vos"."""
    words = ground.words
    at = k + 1
    while at < len(words) and words.lower[at].endswith("ly"):
        at += 1
    if ground.low(at) != "by" or not ground.same(k, at + 1):
        return
    people = ground.listed(at + 1 + (ground.low(at + 1) == "the"))
    thing = _thing(ground, k)
    if thing is None:
        return
    end = (
        max(held[0] for j in range(at + 1, min(at + 8, len(words))) if (held := ground.reader.names.get(j)) is not None)
        if people
        else at
    )
    for a in people:
        if a != thing[1]:
            yield _office(a, title, thing[1], words.span(thing[0], end))


def _thing(ground: Ground, k: int) -> tuple[int, str] | None:
    """(first token, entity id or words) of what a participle is said of."""
    words, j = ground.words, k - 1
    while j > 0 and (
        words.lower[j] in ground.lexicon.auxiliary or words.lower[j] in ground.lexicon.adverbs or words.forms[j] == ","
    ):
        j -= 1
    held = [
        (r[0], e.id) for r, e in ground.ending.get(j, ()) if e.type in ("organisation", "group", "other", "facility")
    ]
    if held and ground.same(j, k):
        return held[0]
    head = words.heads[k] if words.parsed and words.deprels[k].startswith("acl") else -1
    if head < 0 or words.upos[head] not in ("NOUN", "PROPN") or not ground.same(head, k):
        return None
    owner = ground.named_at(head)
    if owner is not None:
        return (
            (ground.start_of(head), owner.id) if owner.type in ("organisation", "group", "other", "facility") else None
        )
    start = head
    while start > 0 and words.heads[start - 1] == head and words.deprels[start - 1] in ("compound", "amod"):
        start -= 1
    return start, words.words(start, head + 1)


def _between(ground: Ground, k: int, title: str) -> Iterator[Relation]:
    """ "Diaz married Vos", "is married to", "studied under": what one person is to another."""
    words = ground.words
    at = k + 1
    wanted = ground.lexicon.under if title in ("student", "subordinate") else frozenset({"to"})
    passive = any(ground.low(j) in ground.lexicon.be or ground.low(j) == "," for j in (k - 1, k - 2))
    while at < k + 4 and (ground.low(at).endswith("ly") or ground.low(at) in ground.lexicon.adverbs):
        at += 1
    if title in ("student", "subordinate") and ground.low(at) not in wanted:
        at = next((j for j in range(at, min(at + 4, len(words))) if words.lower[j] in wanted), -1)
    if at < 0 or not ground.same(k, at):
        return
    if ground.low(at) in wanted:
        at += 1
    elif passive:
        return
    if title == "spouse" and not passive and ground.low(at) != "to":
        pair = ground.people(k - 1)
        if len(pair) == 2:
            yield Relation(pair[0], title, title, "kin", pair[1], False, words.span(ground.start_of(k - 1), k + 1))
            return  # "Ana Diaz and Piet Vos married"
    subject = ground.subject(k - 1 - (ground.low(k - 1) == ","), unnamed=True)
    others = ground.listed(at + (ground.low(at) in ground.lexicon.opening))
    if subject is None:
        return
    for other in others[:1]:
        if other != subject[1]:
            yield Relation(
                subject[1],
                title,
                title,
                "kin",
                other,
                False,
                words.span(subject[0] if k - subject[0] < 12 else k, min(len(words), at + 1)),
            )
