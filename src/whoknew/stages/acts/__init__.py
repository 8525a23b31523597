"""Acts of communication, decision and knowledge inside the story, from words, attributions and actors.

Each verb, act noun and turn of phrase of the lexicon becomes a draft with its parties and content; drafts that are
only imagined, or only a source speaking to the press, are left out; answers take up what they answer. Without the
encoder's words a pattern reading finds the plainest of them.
"""

import msgspec

from whoknew.model import Act, Analysis, Bounds, Order
from whoknew.model.cover import Cover
from whoknew.model.syntax import Tree
from whoknew.stages.acts import audience, fallback, onward, replies, samehearer
from whoknew.stages.acts.draft import Draft
from whoknew.stages.acts.lexicon import among, noun_groups, verb_groups
from whoknew.stages.acts.making import act_of
from whoknew.stages.acts.negation import settle
from whoknew.stages.acts.nouns import noun_draft, points_back
from whoknew.stages.acts.parties import Parties
from whoknew.stages.acts.presupposition import presupposed
from whoknew.stages.acts.reality import real
from whoknew.stages.acts.reported import reporting
from whoknew.stages.acts.select import Told, denied, is_publisher, shown, stands, unnamed
from whoknew.stages.acts.turns import got_nothing, turn_draft, unanswered
from whoknew.stages.acts.verbs import verb_draft
from whoknew.stages.acts.vouched import vouched

VERSION = "1"
ORIGIN = f"acts/{VERSION}"


class ActsStage:
    """Finds acts. Needs sentences and tokens; reads signals, entities, attributions, times and events where there."""

    name = "acts"
    version = VERSION
    requires = frozenset({"sentences", "tokens"})
    uses = frozenset({"signals", "entities", "attributions", "sources", "quotations", "times", "events", "blocks"})
    provides = frozenset({"acts"})

    def __call__(self, analysis: Analysis, /) -> Analysis:
        tree = Tree(analysis)
        if not tree.size:
            return msgspec.structs.replace(analysis, acts=fallback.acts(analysis, ORIGIN))
        tree.mend({key.split("+")[0] for key in verb_groups()} | among("light"))
        parties = Parties(analysis, tree)
        told = Told(analysis)
        drafts = find(tree, parties)
        replies.link(tree, parties, drafts)
        onward.apart(tree, parties, drafts)
        speakers = {one.word: _speaker(tree, parties, told, one) for one in drafts}
        onward.bound(tree, parties, drafts, speakers)
        onward.said_to_me(tree, parties, drafts, speakers)
        onward.carried_on(tree, parties, drafts)
        onward.met(tree, parties, drafts)
        onward.called(tree, parties, drafts)
        onward.meanwhile(tree, parties, drafts)
        presupposed(tree, parties, drafts)
        onward.in_one_breath(tree, parties, drafts)
        onward.inherited(tree, drafts)
        replies.charged(tree, parties, drafts)
        onward.went_on(tree, parties, drafts)
        onward.interviewed(tree, parties, drafts)
        samehearer.kept_on(tree, parties, drafts)
        drafts = [draft for draft in drafts if not denied(tree, drafts, draft)]
        publisher = analysis.account.publisher or ""
        sources = Cover((span, True) for one in analysis.attributions for span in one.source_spans)
        acts: list[Act] = []
        by_word: dict[int, Act] = {}
        for draft in drafts:
            over = reporting(analysis, tree, parties, told, draft)
            if draft.voice == "addressed" and over is None and parties.covering(tree.spans[draft.word][0]):
                over = parties.covering(tree.spans[draft.word][0])
            if not stands(tree, parties, draft, over, publisher) or unnamed(tree, draft):
                continue
            if shown(tree, parties, told, draft) or _says_who(tree, sources, draft):
                continue
            if publisher and draft.agents and is_publisher(tree, parties, draft.agents[0], publisher):
                continue
            replies.sharpen(tree, parties, draft)
            replies.blamed(tree, parties, draft)
            act = audience.present(
                analysis, act_of(analysis, tree, parties, told, draft, over, f"a{len(acts) + 1}", ORIGIN)
            )
            meeting = by_word.get(draft.during)
            if meeting is not None:
                during = Order(relation="during", to=meeting.id, span=meeting.cue)
                base = act.time if _own_time(act) or meeting.time.bounds == Bounds() else meeting.time
                when = msgspec.structs.replace(base, orders=(*base.orders, during))
                act = msgspec.structs.replace(act, time=when, place=act.place or meeting.place)
            known = by_word.get(draft.after)
            if known is not None:
                after = Order(relation="after", to=known.id, span=act.cue)
                when = msgspec.structs.replace(act.time, orders=(*act.time.orders, after))
                act = msgspec.structs.replace(act, time=when)
            by_word[draft.word] = act
            acts.append(act)
        return msgspec.structs.replace(analysis, acts=tuple(vouched(analysis, tree, acts)))


def _says_who(tree: Tree, sources: Cover[bool], draft: Draft) -> bool:
    """ "Two people briefed on the talks said": how a source knows is no act of the story."""
    within = sources.innermost(tree.spans[draft.word][0]) is not None
    rel = tree.rel(draft.word)
    if within and rel == "acl:relcl" and tree.passive(draft.word):
        return draft.type in ("order", "grant", "tell") and draft.kind == "verb"  # "who was not authorised to speak"
    return within and rel == "acl" and draft.kind == "verb" and not draft.agents


def _speaker(tree: Tree, parties: Parties, told: Told, draft: Draft) -> str | None:
    """The one entity whose words hold a draft."""
    over = told.over(tree.spans[draft.word][0])
    said = parties.source_entities(over) if over is not None else set()
    return next(iter(said)) if len(said) == 1 else None


def _own_time(act: Act) -> bool:
    return act.time.bounds != Bounds() and not act.time.weak


def find(tree: Tree, parties: Parties) -> list[Draft]:
    """Every draft that is real, in the order of the text; no word serves two."""
    drafts: list[Draft] = []
    taken: set[int] = set()
    for index in range(tree.size):
        draft = turn_draft(tree, parties, index)
        if draft is None and index not in taken:
            upos = tree.words[index].upos
            if upos in ("VERB", "AUX"):
                draft = verb_draft(tree, parties, index)
                draft = draft or unanswered(tree, index) or got_nothing(tree, index, drafts)
            elif upos == "NOUN" and tree.lemma(index) in noun_groups():
                draft = noun_draft(tree, parties, index)
                if draft is not None and points_back(tree, parties, draft, drafts):
                    continue
        if draft is None or any(word in taken for word in draft.cue):
            continue
        onward.sought_at(tree, parties, draft)
        settle(tree, draft) if draft.voice != "settled" else None
        audience.gathered(tree, parties, draft)
        if draft.voice == "silence" or (
            draft.kind != "idiom" and draft.negator >= 0 and draft.type in ("deny", "mislead", "decide", "call", "meet")
        ):
            taken.update(draft.cue)
            continue
        if real(tree, draft):
            drafts.append(draft)
        taken.update(draft.cue)
    return drafts


stage = ActsStage()
