"""Who says otherwise: claims that another source disputes, that the account itself refutes, or that a reply denies.

Four signs, each in words that stand near the claim: a dismissal ("It's nonsense", "That was not so"), a correction that
turns the claim round ("In fact, …"), the same matter with and without "not", and one who is told of in the claim and
says that it was not so. A claim keeps the status that its own words give it, unless that is "asserted" or hearsay.
"""

import re

import msgspec

from whoknew.model import Analysis, Claim, ClaimLink, Status
from whoknew.model.wording import Wording
from whoknew.stages.claims.drafts import Draft
from whoknew.stages.claims.lexicon import Lexicon, lexicon

NEAR = 3  # sentences after a claim in which its contradiction is looked for
FAR = 60  # claims after a claim that are compared with it word by word
NEGATIONS = frozenset({"not", "n't", "never", "no", "nobody", "nothing", "none", "neither", "nor", "without"})
SAID = frozenset({"neutral", "factive", "hedged", "belief", "evidence", None})


def settle(
    analysis: Analysis, words: Wording, drafts: list[Draft], bags: list[frozenset[str]], claims: list[Claim]
) -> list[Claim]:
    """The claims with "disputed", "refuted" and "denied" where the text around them says so, each with its link."""
    made = list(claims)
    at = _by_sentence(words, drafts)
    _answers(analysis, words, drafts, made, at)
    _own_words(analysis, words, drafts, made, at)
    _turned_round(words, drafts, bags, made)
    _beside(analysis, words, drafts, bags, made, at)
    _within(words, drafts, made)
    return made


def _by_sentence(words: Wording, drafts: list[Draft]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for k, draft in enumerate(drafts):
        found.setdefault(words.sentence[draft.first], []).append(k)
    return found


def _mark(made: list[Claim], target: int, status: Status, words: Wording, by: Draft | None, k: int | None) -> None:
    claim = made[target]
    if claim.status == "asserted":
        made[target] = msgspec.structs.replace(claim, status=status)
    if by is not None and k is not None and k != target:
        link = ClaimLink(relation="denies", claim=claim.id, span=words.span(*by.ranges[0]))
        if all(other.claim != claim.id for other in made[k].links):
            made[k] = msgspec.structs.replace(made[k], links=(*made[k].links, link))


def _text(words: Wording, draft: Draft) -> str:
    """A draft's words in lower case without marks, "n't" joined to its verb."""
    low = (w for first, end in draft.ranges for w in words.lower[first:end] if w[0].isalnum() or w.startswith("'"))
    return " ".join(low).replace(" n't", " not").replace("ca not", "can not").replace("wo not", "will not")


def _plain(words: Wording, first: int, end: int) -> str:
    low = (w for w in words.lower[first:end] if w[0].isalnum() or w.startswith("'"))
    return " ".join(low).replace(" n't", " not")


def negative(words: Wording, draft: Draft) -> bool:
    """Whether a claim is negated in its main clause; without a parse, whether one of its first words negates."""
    first, end = draft.ranges[0]
    if not words.parsed:
        return bool(NEGATIONS & set(words.lower[first : min(end, first + 12)]))
    top = words.head_of(first, end)
    tops = {top} | {i for i in range(first, end) if words.heads[i] == top and words.deprels[i] in ("conj", "xcomp")}
    for i in range(first, end):
        if words.lower[i] in NEGATIONS:
            head = words.heads[i]
            held = head in tops or (0 <= head < len(words) and words.heads[head] in tops and words.deprels[i] == "det")
            if held or i in tops:
                return True
    return False


def _of_source(draft: Draft) -> bool:
    return len(draft.chain) > 1


def _answers(
    analysis: Analysis, words: Wording, drafts: list[Draft], made: list[Claim], at: dict[int, list[int]]
) -> None:
    """A source's dismissal ("“It's nonsense,” he said") of what was said just before it."""
    lists = lexicon()
    for k, draft in enumerate(drafts):
        if not _of_source(draft) or draft.status == "denied" or not _dismisses(lists, _text(words, draft)):
            continue
        home = words.sentence[draft.first]
        for back in range(3):
            found = [
                o
                for o in at.get(home - back, ())
                if drafts[o].first < draft.first
                and drafts[o].chain[-1] != draft.chain[-1]
                and _of_source(drafts[o])
                and drafts[o].kind != "opinion"
                and not _dismisses(lists, _text(words, drafts[o]))
            ]
            if found and _same_block(analysis, home, home - back):
                target = found[-1]
                about = _tells_of(analysis, words, drafts[target], draft)
                _mark(made, target, "denied" if about else "disputed", words, draft, k)
                break


def _dismisses(lists: Lexicon, text: str) -> bool:
    return any(pattern.match(text) for pattern in lists.dismissals) and len(text.split()) <= 14


def _same_block(analysis: Analysis, one: int, other: int) -> bool:
    """Whether two sentences stand in one paragraph or in neighbouring ones."""
    if one < 0 or other < 0:
        return False
    return abs(analysis.sentences[one].block - analysis.sentences[other].block) <= 1


def _own_words(
    analysis: Analysis, words: Wording, drafts: list[Draft], made: list[Claim], at: dict[int, list[int]]
) -> None:
    """What the account says of a claim right after it: "It was not", "That was not so", "In fact, it had …"."""
    lists = lexicon()
    for number, sentence in enumerate(analysis.sentences):
        first, end = sentence.first, min(sentence.end, len(words))
        if first >= end or words.quoted[first] >= 0:
            continue
        text = _plain(words, first, min(end, first + 14))
        flat = any(pattern.match(text) for pattern in lists.flat)
        turned = any(text.startswith(opening) for opening in lists.corrections)
        if not (flat or turned):
            continue
        if any(drafts[k].chain[1:2] and drafts[k].chain[1] for k in at.get(number, ()) if len(drafts[k].chain) == 2):
            continue  # a source says so, not the account
        before = [k for k in at.get(number - 1, ()) if _of_source(drafts[k]) and drafts[k].kind != "opinion"]
        if not before or analysis.sentences[number - 1].block != sentence.block:
            continue
        not_so = bool(NEGATIONS & set(words.lower[first:end]))
        if flat:
            target: int | None = before[-1]
        else:
            target = next((k for k in reversed(before) if negative(words, drafts[k]) != not_so), None)
        if target is not None:
            own = next((k for k in at.get(number, ()) if not _of_source(drafts[k])), None)
            _mark(made, target, "refuted", words, drafts[own] if own is not None else None, own)


def _turned_round(words: Wording, drafts: list[Draft], bags: list[frozenset[str]], made: list[Claim]) -> None:
    """The same matter once with and once without "not", by two who speak: disputed, or refuted by the account.

    The same matter is the same main verb (or predicate) with a subject or object in common; "should" is another matter.
    """
    cores = [core(words, draft) for draft in drafts]
    by_verb: dict[str, list[int]] = {}
    for k, one in enumerate(cores):
        if one is not None and drafts[k].kind != "opinion" and drafts[k].asserts:
            by_verb.setdefault(one.verb, []).append(k)
    for same in by_verb.values():
        for n, k in enumerate(same):
            for other in same[n + 1 : n + 1 + FAR]:
                _compare(words, drafts, cores, made, k, other)


def _compare(
    words: Wording, drafts: list[Draft], cores: list["Core | None"], made: list[Claim], k: int, other: int
) -> None:
    one, two = drafts[k], drafts[other]
    a, b = cores[k], cores[other]
    if a is None or b is None or a.negative == b.negative or a.modal != b.modal or _inside(one, two):
        return
    near = abs(words.sentence[one.first] - words.sentence[two.first]) <= 2
    if not (a.parts & b.parts or (near and (a.pronoun or b.pronoun) and len(a.parts | b.parts) <= 3)):
        return
    for said, answer, at in ((one, two, other), (two, one, k)):
        if not _of_source(said):
            continue
        target = k if said is one else other
        if not _of_source(answer) and answer.status == "asserted" and answer.mark == "own":
            _mark(made, target, "refuted", words, answer, at)
            return
        if (
            _of_source(answer)
            and answer.chain[-1] != said.chain[-1]
            and answer.chain[-1]
            and said.chain[-1]
            and said is one
        ):
            _mark(made, target, "disputed", words, answer, at)
            return


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
    if subject < 0 or words.lemmas[top] in LIGHT:
        return None
    objects = [c for c in children if words.deprels[c].split(":")[0] in ("obj", "iobj", "obl", "xcomp", "ccomp")]
    named = [c for c in (subject, *objects) if words.upos[c] in ("NOUN", "PROPN", "VERB", "NUM")]
    low = {words.lower[c] for c in children}
    return Core(
        verb=words.lemmas[top],
        subject=words.lemmas[subject],
        parts=frozenset(words.lemmas[c] for c in named),
        negative=negative(words, draft),
        modal=bool(low & MODALS),
        pronoun=words.upos[subject] == "PRON",
    )


LIGHT = frozenset({"have", "do", "be", "get", "make", "take", "go", "want", "think", "say", "tell", "know"})
MODALS = frozenset({"should", "would", "could", "may", "might", "must", "will", "wo", "'ll", "can", "ca"})


def _inside(one: Draft, other: Draft) -> bool:
    return any(a < d and c < b for a, b in one.ranges for c, d in other.ranges)


def _beside(
    analysis: Analysis,
    words: Wording,
    drafts: list[Draft],
    bags: list[frozenset[str]],
    made: list[Claim],
    at: dict[int, list[int]],
) -> None:
    """One of whom a claim tells says soon after that it was not so; or a record that follows "but" shows otherwise."""
    lists = lexicon()
    for k, draft in enumerate(drafts):
        if not _of_source(draft) or not draft.chain[-1] or draft.status == "denied":
            continue
        home = words.sentence[draft.first]
        nay = negative(words, draft) or "nothing" in _text(words, draft).split()
        opposed = {w for pair in lists.opposites for w in pair} & set(_text(words, draft).split())
        evidence = draft.rests == "evidence"
        if not (nay or opposed or evidence):
            continue
        for number in range(home, home - NEAR, -1):
            found = [
                o
                for o in at.get(number, ())
                if drafts[o].first < draft.first
                and drafts[o].chain[-1] != draft.chain[-1]
                and _of_source(drafts[o])
                and drafts[o].status in ("asserted", "alleged")
                and drafts[o].kind in ("fact", "allegation")
                and not _inside(drafts[o], draft)
            ]
            told = next(
                (
                    o
                    for o in reversed(found)
                    if (nay and _shares(words, lists, bags, o, draft) and _tells_of(analysis, words, drafts[o], draft))
                    or (
                        _same_subject(words, drafts[o], draft)
                        and (
                            (home - number <= 1 and _opposite(lists, _text(words, drafts[o]), _text(words, draft)))
                            or (evidence and number == home and _but(words, drafts[o], draft))
                        )
                    )
                ),
                None,
            )
            if told is not None:
                _mark(made, told, "disputed", words, draft, k)
                break


def _but(words: Wording, one: Draft, other: Draft) -> bool:
    """Whether "but" or "although" stands between two claims of a sentence."""
    return bool({"but", "however", "although", "whereas", "yet"} & set(words.lower[one.ranges[-1][1] : other.first]))


def _same_subject(words: Wording, one: Draft, other: Draft) -> bool:
    """Whether the second clause's subject is a pronoun or the first one's."""
    first, second = subject(words, one), subject(words, other)
    if not words.parsed:
        return words.lower[other.ranges[0][0]] in PRONOUNS or words.lower[
            other.ranges[0][0] + 1 : other.ranges[0][0] + 2
        ] in (
            ["it"],
            ["he"],
            ["she"],
            ["they"],
        )
    return bool(first) and bool(second) and (second in PRONOUNS or first == second)


PRONOUNS = frozenset({"it", "he", "she", "they"})


def subject(words: Wording, draft: Draft) -> str:
    """The lemma of a claim's subject, empty where it has none."""
    if not words.parsed:
        return ""
    first, end = draft.ranges[0]
    top = words.head_of(first, end)
    found = (c for c in words.children[top] if first <= c < end and words.deprels[c].startswith("nsubj"))
    return next((words.lemmas[c] for c in found), "")


def _shares(words: Wording, lists: Lexicon, bags: list[frozenset[str]], one: int, other: Draft) -> bool:
    """Whether the main verb of the second claim is one of the first's, or turns one of them round ("give", "receive")."""
    first, end = other.ranges[0]
    verbs = (
        {words.lemmas[words.head_of(first, end)]}
        if words.parsed
        else {w for w in words.lemmas[first:end] if len(w) > 3}
    )
    bag = bags[one]
    if any((verb in bag and len(verb) > 3) or (verb == "tell" and "tell" in bag) for verb in verbs):
        return True
    return any((a in bag and b in verbs) or (b in bag and a in verbs) for a, b in lists.converses)


def _opposite(lists: Lexicon, one: str, other: str) -> bool:
    a, b = set(one.split()), set(other.split())
    return any((x in a and y in b) or (y in a and x in b) for x, y in lists.opposites) and not NEGATIONS & (a | b)


def _tells_of(analysis: Analysis, words: Wording, claim: Draft, by: Draft) -> bool:
    """Whether a claim tells of the one who speaks in another, by name, entity or descriptor."""
    text = " ".join(words.words(*piece) for piece in claim.ranges).lower()
    spans = [words.span(*piece) for piece in claim.ranges]
    entities = {entity.id: entity for entity in analysis.entities}
    for source in analysis.sources:
        if source.id not in by.chain[-1]:
            continue
        entity = entities.get(source.entity or "")
        if entity is not None and any(a <= m[0] and m[1] <= b for m in entity.mentions for a, b in spans):
            return True
        if source.id in claim.against or (entity is not None and entity.id in claim.against):
            return True
        last = source.descriptor.lower().split()[-1] if source.descriptor else ""
        if len(last) > 3 and re.search(rf"\b{re.escape(last)}\b", text):
            return True
    return False


def _within(words: Wording, drafts: list[Draft], made: list[Claim]) -> None:
    """ "“He says he is a friend of the miners,” she said, “but it is just talk.”": what he says is disputed by her."""
    lists = lexicon()
    for k, inner in enumerate(drafts):
        if len(inner.chain) < 3 or inner.status not in ("asserted", "alleged"):
            continue
        for outer in drafts[max(0, k - 8) : k + 8]:
            if outer is inner or inner.chain[:-1] != outer.chain or not _inside(inner, outer):
                continue
            stop = inner.ranges[-1][1]
            rest = [(max(a, stop), b) for a, b in outer.ranges if b > stop]
            text = " ".join(_plain(words, a, b) for a, b in rest)
            after = text.split("but ", 1)[1] if "but " in text[:60] else ""
            if after and any(word in after for word in lists.scorn):
                _mark(made, k, "disputed", words, None, None)
