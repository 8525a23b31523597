"""What passes from one act to the next: a call's other party, who "they" are, who goes on speaking, and to whom."""

from whoknew.model.syntax import Tree
from whoknew.stages.acts.draft import Draft
from whoknew.stages.acts.lexicon import among
from whoknew.stages.acts.parties import Parties, same_parties


def interviewed(tree: Tree, parties: Parties, drafts: list[Draft]) -> None:
    """A quoted question goes to whoever is heard next, in the same sentence or the one after."""
    for _number, draft in enumerate(drafts):
        if draft.type != "ask" or draft.others or draft.kind != "verb" or not draft.agents:
            continue
        if not draft.content or "?" not in tree.text[draft.content[0][0] : draft.content[0][1] + 2]:
            continue
        here = tree.sentence[draft.word]
        if here + 1 >= len(tree.bounds):
            continue
        first, end = tree.bounds[here + 1]
        for index in range(first, min(end, first + 60)):
            if tree.lemma(index) in among("spoke") and tree.words[index].upos == "VERB":
                speaker = tree.subject(index)
                if speaker >= 0 and parties.personal(speaker) and not same_parties(parties, [speaker], draft.agents):
                    draft.others.append(speaker)
                break


def called(tree: Tree, parties: Parties, drafts: list[Draft]) -> None:
    """What is said in a call or meeting told just before is said by the other party to it."""
    for number, draft in enumerate(drafts):
        if (draft.agents and draft.others) or draft.type not in ("tell", "call", "promise", "ask"):
            continue
        contact = next(
            (
                other
                for other in reversed(drafts[max(0, number - 4) : number])
                if other.type in among("contact")
                and other.others
                and tree.sentence[draft.word] - tree.sentence[other.word] <= (1 if draft.type == "call" else 0)
            ),
            None,
        )
        if contact is None:
            continue
        if draft.others and not draft.agents and same_parties(parties, draft.others, contact.agents):
            draft.agents = list(contact.others)
        elif contact.kind == "noun" and draft.type != "call":
            continue
        elif draft.agents and not draft.others and same_parties(parties, draft.agents, contact.agents):
            draft.others = list(contact.others)
        elif draft.agents and not draft.others and same_parties(parties, draft.agents, contact.others):
            draft.others = list(contact.agents)


def sought_at(tree: Tree, parties: Parties, draft: Draft) -> None:
    """ "Went to Moscow to ask": whoever is gone to is asked."""
    if draft.type != "ask" or draft.others or tree.base(draft.word) not in ("advcl", "xcomp"):
        return
    going = tree.head(draft.word)
    if going < 0 or tree.lemma(going) not in ("go", "travel", "fly", "come", "drive", "turn", "write", "return"):
        return
    for kid in tree.kids(going, "obl"):
        if tree.case(kid) == "to" and parties.personal(kid):
            draft.others.append(kid)
            return


def went_on(tree: Tree, parties: Parties, drafts: list[Draft]) -> None:
    """ "And said: …" at the head of a sentence, without a subject: the one who spoke before goes on; "in response" is to
    whoever spoke just before."""
    for number, (before, draft) in enumerate(zip(drafts, drafts[1:])):
        if tree.sentence[draft.word] - tree.sentence[before.word] > 1 or draft.kind != "verb":
            continue
        first = tree.bounds[tree.sentence[draft.word]][0]
        headless = draft.word - first <= 3 and not tree.kids(draft.word, "nsubj", "csubj", "aux:pass")
        opens = any(tree.low(index) in ("and", "then") for index in range(first, draft.word))
        if not draft.agents and headless and opens:
            draft.agents = list(before.agents)
            draft.others = draft.others or (list(before.others) if draft.voice == "addressed" else [])
        answers = tree.lemma(draft.word) in among("replying") or any(
            tree.case(kid) == "in" and tree.lemma(kid) in ("response", "reply", "answer") and not tree.kids(kid, "nmod")
            for kid in tree.kids(draft.word, "obl")
        )
        spoke = before.type in ("tell", "ask", "deny", "promise") and before.agents
        if answers and spoke and draft.agents and not draft.others:
            if same_parties(parties, before.agents, draft.agents):
                continue
            draft.others = list(before.agents)
            draft.reply_to = number


def _told_in_turn(drafts: list[Draft]) -> list[tuple[Draft, Draft]]:
    """Each act with the one told before it; a source's plain saying to the press is none."""
    told = [draft for draft in drafts if draft.voice != "addressed" or draft.others or draft.reply_to >= 0]
    return list(zip(told, told[1:]))


def met(tree: Tree, parties: Parties, drafts: list[Draft]) -> None:
    """ "He met the chiefs. He told them …": they are those met, where the same man did both."""
    for before, draft in _told_in_turn(drafts):
        if before.type not in among("contact") or draft.type in among("contact") or not before.others:
            continue
        if not 0 <= tree.sentence[draft.word] - tree.sentence[before.word] <= 1:
            continue
        if (
            len(draft.others) == 1
            and tree.low(draft.others[0]) in among("crowd")
            and same_parties(parties, draft.agents, before.agents)
        ):
            draft.others = list(before.others)
            draft.during = before.word
        elif not draft.others and draft.type in among("wanting") and _joined(tree, before.word, draft.word):
            draft.others = list(before.others)  # "confronted him in the corridor and demanded filters"


def _joined(tree: Tree, first: int, second: int) -> bool:
    """Whether two verbs are joined and have one subject."""
    return tree.base(second) == "conj" and tree.head(second) == first and tree.kid(second, "nsubj") < 0


def apart(tree: Tree, parties: Parties, drafts: list[Draft]) -> None:
    """Nobody speaks to himself: a subject pronoun that was taken for the one spoken to is the last sentence's subject
    (Chomsky 1981, principle B: a pronoun is free in its own clause)."""
    for draft in drafts:
        if len(draft.agents) != 1 or not draft.others:
            continue
        pronoun, other = draft.agents[0], draft.others[0]
        if tree.passive(draft.word) and len(draft.others) == 1:
            pronoun, other = other, pronoun  # "pressed by her, she said"
        if tree.low(pronoun) not in among("subject_pronouns") or tree.low(other).endswith(("self", "selves")):
            continue
        if not same_parties(parties, [pronoun], [other]):
            continue
        before = tree.sentence[draft.word] - 1
        if before < 0:
            continue
        first, end = tree.bounds[before]
        root = next((index for index in range(first, end) if tree.base(index) == "root"), -1)
        subject = tree.subject(root) if root >= 0 else -1
        if subject >= 0 and parties.personal(subject) and not same_parties(parties, [subject], [other]):
            parties.stands_for[pronoun] = subject


def bound(tree: Tree, parties: Parties, drafts: list[Draft], outer: dict[int, str | None]) -> None:
    """Who "did not know where the president was" is not the president: a pronoun never stands for somebody who is named or
    described inside its own clause (Chomsky 1981, principle C); it is then whoever tells of it. ``outer`` has the
    speaker's word over each draft."""
    for draft in drafts:
        if len(draft.agents) != 1 or tree.low(draft.agents[0]) not in among("subject_pronouns") or not draft.content:
            continue
        pronoun = draft.agents[0]
        identity = parties.entity(pronoun)
        if identity is None:
            continue
        inside = [index for index in tree.within(draft.content[0]) if tree.words[index].upos in ("NOUN", "PROPN")]
        speaker = outer.get(draft.word)
        if speaker is None or speaker == identity or not any(parties.entity(index) == identity for index in inside):
            continue
        word = parties.last_mention(speaker, pronoun)
        if word >= 0:
            parties.stands_for[pronoun] = word


def said_to_me(tree: Tree, parties: Parties, drafts: list[Draft], outer: dict[int, str | None]) -> None:
    """ "And he said, 'When are you coming?'", she said: "you" in words that somebody repeats is he who repeats them."""
    for draft in drafts:
        speaker = outer.get(draft.word)
        if draft.type not in ("tell", "ask", "promise") or draft.others or not draft.content or speaker is None:
            continue
        start = tree.spans[draft.word][0]
        if not parties.within_marks(start) or not draft.agents or parties.entity(draft.agents[0]) in (None, speaker):
            continue
        said = tree.text[slice(*draft.content[0])].lower().split()
        if not any(word.strip("'’\".,?!") in among("second") for word in said):
            continue
        word = parties.last_mention(speaker, draft.word)
        if word >= 0:
            draft.others = [word]


def carried_on(tree: Tree, parties: Parties, drafts: list[Draft]) -> None:
    """ "He ordered the clerk to … He told her …": the same man goes on with the same other, who was named nearer than
    the one that the chains give; and "them" is no single body where several people were just spoken of."""
    for before, draft in _told_in_turn(drafts):
        if len(draft.others) != 1 or not 0 <= tree.sentence[draft.word] - tree.sentence[before.word] <= 1:
            continue
        pronoun = draft.others[0]
        if (
            tree.low(pronoun) in among("singular")
            and len(before.others) == 1
            and same_parties(parties, before.agents, draft.agents)
        ):
            other = before.others[0]
            identity = parties.entity(pronoun)
            near = parties.last_mention(identity, pronoun) if identity is not None else -1
            if (
                other > near
                and other < pronoun
                and not parties.plural(other)
                and parties.fits(other, tree.low(pronoun))
            ):
                parties.stands_for[pronoun] = other
        elif tree.low(pronoun) in among("crowd") and not parties.plural(pronoun):
            several = [word for word in (*before.agents, *before.others) if word < pronoun and parties.plural(word)]
            if several:
                parties.stands_for[pronoun] = several[0]


def in_one_breath(tree: Tree, parties: Parties, drafts: list[Draft]) -> None:
    """ "She came up to him and said …", "lied to him that …, and argued that …": what the same subject goes on to say in
    one sentence is said to whoever was just turned to."""
    by_word = {draft.word: draft for draft in drafts}
    for draft in drafts:
        if draft.others or draft.type not in among("told") or tree.base(draft.word) != "conj" or not draft.content:
            continue
        first = tree.head(draft.word)
        if first < 0 or tree.kids(draft.word, "nsubj", "nsubj:pass") or tree.passive(draft.word):
            continue
        before = by_word.get(first) or next((by_word[k] for k in tree.kids(first, "xcomp") if k in by_word), None)
        if before is not None and before.others and before.type in among("told") and not before.spoken_of:
            if before.voice == "addressed" or before.type == "mislead":
                draft.others = list(before.others)
        elif before is None and tree.lemma(first) in among("turned_to"):
            turned = [kid for kid in tree.kids(first, "obj", "obl") if tree.case(kid) in ("", "to", "up", "with")]
            draft.others = [kid for kid in turned if first < kid < draft.word and _one_person(parties, kid)][:1]


def _one_person(parties: Parties, index: int) -> bool:
    """Somebody of flesh and blood: one walks to a bank, and says nothing to it."""
    identity = parties.entity(index)
    return parties.somebody(index) and (identity is None or parties.entities[identity].type == "person")


def inherited(tree: Tree, drafts: list[Draft]) -> None:
    """ "He told the host …, noting that …": what is said by the way is said to the same people."""
    by_word = {draft.word: draft for draft in drafts}
    for draft in drafts:
        if draft.others or draft.voice != "addressed" or tree.kid(draft.word, "nsubj") >= 0 or tree.passive(draft.word):
            continue
        if tree.base(draft.word) in ("advcl", "xcomp") and not tree.kids(draft.word, "mark"):
            outer = by_word.get(tree.head(draft.word))
            if (
                outer is not None
                and outer.others
                and not outer.spoken_of
                and outer.type in ("tell", "promise", "deny", "ask")
            ):
                draft.others = list(outer.others)


def meanwhile(tree: Tree, parties: Parties, drafts: list[Draft]) -> None:
    """ "He rang her and asked her to come", "told them that … and asked the others to wait": what the same subject goes on
    to say in one sentence is said in the same call, or at the same meeting."""
    by_word = {draft.word: draft for draft in drafts}
    for draft in drafts:
        before = by_word.get(tree.head(draft.word)) if tree.base(draft.word) == "conj" else None
        if before is None or draft.during >= 0 or draft.type not in among("spoken_types"):
            continue
        if tree.kids(draft.word, "nsubj", "nsubj:pass") or not same_parties(parties, before.agents, draft.agents):
            continue
        if before.during >= 0:
            draft.during = before.during
        elif (
            before.type == "call" and before.completed and before.negator < 0 and _same_or_none(parties, before, draft)
        ):
            draft.during = before.word


def _same_or_none(parties: Parties, before: Draft, draft: Draft) -> bool:
    return not draft.others or same_parties(parties, before.others, draft.others)
