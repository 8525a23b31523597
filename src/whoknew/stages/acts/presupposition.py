"""What is kept back was known when it was kept back: "he got nothing. He did not tell them so. Instead he told them …"
(Karttunen 1974 on presupposition: what "so" stands for is taken for granted by the sentence)."""

from whoknew.model.syntax import Tree
from whoknew.stages.acts.draft import Draft
from whoknew.stages.acts.lexicon import among
from whoknew.stages.acts.parties import Parties, same_parties


def presupposed(tree: Tree, parties: Parties, drafts: list[Draft]) -> None:
    """Put a keeping back of "so" after the act that "so" points at, and what was told instead after it too."""
    for number, draft in enumerate(drafts):
        story = (one for one in reversed(drafts[max(0, number - 6) : number]) if one.voice != "addressed" or one.others)
        before = next(story, None)  # a source's plain saying stands outside the story
        if before is None or draft.after >= 0:
            continue
        near = 0 < tree.sentence[draft.word] - tree.sentence[before.word] <= 1
        own = [*before.agents, *before.others]
        kept = draft.type == "withhold" and before.type in among("outcomes") and _points(tree, draft)
        instead = draft.type in ("tell", "promise") and before.after >= 0 and _instead(tree, draft)
        if near and kept and same_parties(parties, draft.agents, own):
            draft.after = before.word
        elif near and instead and same_parties(parties, draft.agents, before.agents):
            draft.after = before.after if same_parties(parties, draft.others, before.others) else -1


def _points(tree: Tree, draft: Draft) -> bool:
    """Whether what is kept back is only pointed at, or not named at all."""
    said = [tree.text[slice(*span)].lower().strip(" .,") for span in draft.content]
    return all(words in among("pointers") for words in said)  # "did not tell them so": no words of its own


def _instead(tree: Tree, draft: Draft) -> bool:
    first = tree.bounds[tree.sentence[draft.word]][0]
    return any(
        tree.low(index) in among("instead") for index in (*range(first, first + 2), *tree.kids(draft.word, "advmod"))
    )
