"""What an act tells: a quotation as the attribution has it, else the clause of the tree, cut where it is told no more."""

import re

from whoknew.model import Attribution, Span
from whoknew.model.syntax import Tree
from whoknew.stages.acts.clauses import TURN
from whoknew.stages.acts.draft import Draft
from whoknew.stages.acts.lexicon import among, verb_groups

CLOSING = {"“": "”", "‘": "’", '"': '"', "'": "'", "«": "»"}
BIDDING = re.compile(r"to [“‘\"'](?=[a-z])")
LEAD = re.compile(r"(?:to|that),? *[“‘\"'](?=\w)")
QUOTED = 2000  # characters of a quotation that are looked at


def content_of(tree: Tree, draft: Draft, own: Attribution | None) -> tuple[Span, ...]:
    """A quotation as the attribution has it; else the clause of the tree; else what the attribution says."""
    if own is not None and tree.lemma(draft.word) in among("replying") and draft.clause < 0:
        own = own if own.form != "indirect" else None  # "responded to her remark": the remark is not the response
    if own is not None and all(_bare_text(tree, span) in among("hearers") for span in own.content_spans):
        own = None  # "“He misled me,” she said": whom, and not what
    spoken = draft.type not in ("meet", "call", "grant", "refuse") or draft.clause >= 0
    said = tree.text[slice(*own.content_spans[0])] if own is not None and own.content_spans else ""
    if draft.type == "mislead" and said.startswith("to "):
        spoken = False  # "misled him to do it": a purpose
    if own is not None and draft.type in ("know", "learn", "unaware") and _explained(tree, draft, own):
        spoken = False  # what comes after a colon explains that somebody knew; it is not what he knew
    if own is not None and any(a <= tree.spans[draft.word][0] < b for a, b in own.content_spans):
        spoken = False  # a stretch that holds the verb itself is not what it tells
    if own is not None and any(a <= tree.spans[other][0] < b for other in draft.others for a, b in own.content_spans):
        spoken = spoken and own.form == "direct"  # nor one that holds the one who is told
    marked = draft.clause >= 0 and any(tree.low(kid) == "that" for kid in tree.kids(draft.clause, "mark"))
    if (
        own is not None
        and own.content_spans
        and spoken
        and (own.form == "direct" or (own.form == "mixed" and not marked) or not draft.content)
    ):
        return tuple(span for span in (_bare(tree, span) for span in own.content_spans) if span[0] < span[1])
    mine = tuple(
        span for span in (_bare(tree, span, draft.clause >= 0) for span in draft.content[:1]) if span[0] < span[1]
    )
    mine = _with_state(tree, draft, mine)
    if own is not None and own.content_spans and mine and spoken and draft.clause < 0:
        whole = _bare(tree, own.content_spans[0])
        if draft.type == "tell" and not draft.others and len(own.content_spans) == 1:
            mine = _whole(mine, own)
        if whole[0] <= mine[0][0] and mine[0][1] < whole[1] and " " not in tree.text[mine[0][0] : mine[0][1]]:
            return (whole,)  # a parser's stray object of a verb that has a whole clause
    return mine


def _explained(tree: Tree, draft: Draft, own: Attribution) -> bool:
    end = tree.spans[max(draft.cue)][1]
    return any(":" in tree.text[end : span[0]] for span in own.content_spans if span[0] >= end)


def _bare_text(tree: Tree, span: Span) -> str:
    return tree.text[slice(*_bare(tree, span))].lower()


def bidding(tree: Tree, draft: Draft, own: Attribution | None) -> bool:
    """ "Told them to “go and vote”": a bidding whose words are quoted."""
    if own is None or draft.group != "tell" or draft.type != "tell" or not draft.others:
        return False
    return any(BIDDING.match(tree.text, a, b) for a, b in own.content_spans if a > tree.spans[draft.word][0])


def cut(tree: Tree, draft: Draft, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """What is told ends where the teller's next doing begins ("… was coming and asked them to hold on")."""
    if not content or draft.type not in ("tell", "promise", "deny", "mislead"):
        return content
    start, end = content[0]
    turn = TURN.search(tree.text, start, end) if not any(mark in tree.text[start:end] for mark in '"“”') else None
    if turn is not None and turn.start() > start + 8:
        return ((start, turn.start()), *content[1:])
    inside = tree.within((start, end))
    for index in inside[3:]:
        before = tree.low(index - 1)
        if before != "and" or tree.lemma(index) not in verb_groups() or tree.words[index].upos != "VERB":
            continue
        plain = not tree.kids(index, "nsubj", "aux", "aux:pass") and tree.low(index).endswith("ed")
        if plain and any(tree.low(other) in ("was", "were", "would", "is", "are", "will") for other in inside):
            return ((start, tree.spans[index - 2][1]), *content[1:])
    return content


def _whole(content: tuple[Span, ...], own: Attribution) -> tuple[Span, ...]:
    """A clause of which the tree gave only the first words ("the city" of "the city free of his rule")."""
    start, end = content[0]
    longer = [b for a, b in own.content_spans if a == start and b > end]
    return ((start, longer[0]),) if longer else content


def quotation(tree: Tree, draft: Draft, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """What opens with a quotation mark is told up to the mark that closes it, however many sentences that takes."""
    if not content or draft.type not in among("spoken_types"):
        return content
    start, end = content[0]
    opening = tree.text[start - 1 : start]
    if opening not in CLOSING or tree.spans[draft.word][0] > start:
        return content
    for closing in CLOSING[opening]:
        at = tree.text.find(closing, start, start + QUOTED)
        while closing in "'’" and at >= 0 and tree.text[at + 1 : at + 2].isalnum():
            at = tree.text.find(closing, at + 1, start + QUOTED)
        if at >= end and "\n\n" not in tree.text[start:at]:
            return (_bare(tree, (start, at), clause=False), *content[1:])
    return content


def _with_state(tree: Tree, draft: Draft, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """ "Declared the city free of his rule": the object with what it is declared to be."""
    if not content or draft.kind != "verb" or draft.type != "tell":
        return content
    start, end = content[0]
    for state in tree.kids(draft.word, "xcomp"):
        first = tree.cover(tree.phrase(state))
        if tree.words[state].upos in ("ADJ", "NOUN") and not tree.kids(state, "mark") and end < first[0] <= end + 2:
            return ((start, first[1]), *content[1:])
    return content


def _bare(tree: Tree, span: Span, clause: bool = True) -> Span:
    """A stretch without its quotation marks, leading "that" and closing stop."""
    start, end = span
    text = tree.text
    while start < end and text[start] in " \n\"“”'‘’`,":
        start += 1
    while end > start and text[end - 1] in " \n\"“”'‘’`,.":
        end -= 1
    for lead in sorted(among("manners"), key=lambda words: (-len(words), words)):
        if text[start:end].lower().startswith(lead):  # "assured in writing of the consent": of the consent
            start += len(lead)
            break
    marked = LEAD.match(text, start, end) if clause else None
    if marked is not None:  # "told them to “go and vote”", "said that, “of course, …"
        start = marked.end()
    quoted = start > span[0]  # "“That makes me smart”": the word is his own
    leads = text[start : start + 5] == "that " or (not quoted and text[start : start + 5] == "That ")
    return (start + 5, end) if clause and leads else (start, end)


def without_cue(tree: Tree, content: tuple[Span, ...], over: Attribution | None) -> tuple[Span, ...]:
    """ "Deceived about what he meant to do, by the account of two aides": what he meant to do, and no more."""
    if over is None or over.form != "indirect":
        return content
    cues = [cue[0] for cue in over.cue_spans]
    ends = [min([end, *(cue for cue in cues if start < cue < end)]) for start, end in content]
    return tuple(_bare(tree, (start, end), clause=False) for (start, _), end in zip(content, ends, strict=True))
