"""Each fact in one sentence: articles, number, the account's joining word, nobody negated twice, and whose word it is."""

from collections.abc import Sequence

import msgspec
import pytest

from whoknew import reasoning
from whoknew.model import (
    Account,
    Act,
    Analysis,
    Claim,
    Count,
    Entity,
    Event,
    Movement,
    Party,
    Presence,
    Proposition,
    Sentence,
    Source,
    Span,
    StageRun,
)
from whoknew.reasoning.contents import of_words, read
from whoknew.reasoning.naming import article, called, head, plural, plural_noun, speaker
from whoknew.reasoning.words import drawn_from, label, said_by, voices

TEXT = (
    "Mira Holt told about 30 harbour guards that the fog was lifting, said a pilot who was there. "
    "Holt asked the United Ports for berths. She asked Tom Reed whether the quay was free. Reed refused. "
    "Holt threatened the clerk with dismissal. Nobody was at the quay. The crew were never told of the order. "
    "Two cooks of the ship say that Holt knew. The 12 men did not know where the boat was."
)


def at(words: str, after: str = "") -> Span:
    start = TEXT.index(words, TEXT.index(after) if after else 0)
    return (start, start + len(words))


def analysis(**layers: object) -> Analysis:
    account = Account(text=TEXT, id="t" * 64, sha256="t" * 64, read_at="2025-01-01", path="t.txt")
    starts = [0, *(i + 2 for i in range(len(TEXT)) if TEXT[i : i + 2] == ". ")]
    ends = [*(start - 1 for start in starts[1:]), len(TEXT)]
    entities = (
        Entity(id="e1", name="Mira Holt", type="person", mentions=(at("Mira Holt"),), gender="female"),
        Entity(
            id="e2", name="harbour guards", type="group", named=False, count=Count(low=30, high=30),
            mentions=(at("about 30 harbour guards"),),
        ),
        Entity(id="e3", name="United Ports", type="organisation", mentions=(at("United Ports"),)),
        Entity(id="e4", name="Tom Reed", type="person", mentions=(at("Tom Reed"),)),
        Entity(id="e5", name="clerk", type="person", named=False, mentions=(at("the clerk"),)),
        Entity(id="e6", name="quay", type="facility", named=False, mentions=(at("the quay", "Nobody"),)),
        Entity(id="e7", name="men", type="group", named=False, count=Count(low=12, high=12), mentions=(at("The 12 men"),)),
        Entity(id="e8", name="crew", type="group", named=False, count=Count(low=2, high=None), mentions=(at("The crew"),)),
    )  # fmt: skip
    sources = (
        Source(id="self", descriptor="the account", kind="self"),
        Source(id="s1", descriptor="pilot", kind="anonymous_person", mentions=(at("a pilot who was there"),)),
        Source(
            id="s2", descriptor="cooks of the ship", kind="anonymous_person", count=Count(low=2, high=2),
            mentions=(at("Two cooks of the ship"),),
        ),
        Source(id="s3", descriptor="Mira Holt", kind="named_person", entity="e1"),
        Source(id="s4", descriptor="log", kind="document"),
    )  # fmt: skip
    made = Analysis(
        account=account,
        sentences=tuple(Sentence(span=(a, b), first=0, end=0) for a, b in zip(starts, ends, strict=True)),
        entities=entities,
        sources=sources,
        stages=(StageRun(name="acts", version="1"),),
    )
    return msgspec.structs.replace(made, **layers)


def who(*names: str) -> tuple[Party, ...]:
    return tuple(Party(entity=name) for name in names)


def said(act: Act, gists: Sequence[Proposition] = ()) -> str:
    world = reasoning.compile([analysis(acts=(act,), propositions=tuple(gists))])
    return label(world, "a1")


FOG = Proposition(id="p1", gist="the fog was lifting", members=(at("the fog was lifting"),))
ORDER = Proposition(id="p2", gist="the order", members=(at("the order"),))
PLACE = Proposition(id="p3", gist="where the boat was", members=(at("where the boat was"),))

ACTS = [
    (Act(id="a1", type="tell", cue=at("told"), agents=who("e1"), others=who("e2"), proposition="p1",
         content_spans=(at("the fog was lifting"),)), "Mira Holt told harbour guards that “the fog was lifting”"),
    (Act(id="a1", type="ask", cue=at("asked"), agents=who("e1"), others=who("e3"), content_spans=(at("berths"),)),
     "Mira Holt asked the United Ports for “berths”"),
    (Act(id="a1", type="ask", cue=at("asked", "She"), agents=who("e1"), others=who("e4"),
         content_spans=(at("the quay was free"),)), "Mira Holt asked Tom Reed whether “the quay was free”"),
    (Act(id="a1", type="tell", cue=at("threatened"), agents=who("e1"), others=who("e5"), content_spans=(at("dismissal"),)),
     "Mira Holt threatened the clerk with “dismissal”"),
    (Act(id="a1", type="withhold", cue=at("told", "never"), others=who("e8"), proposition="p2", content_spans=(at("the order"),)),
     "the crew was not told of “the order”"),
    (Act(id="a1", type="unaware", cue=at("know", "did not"), agents=who("e7"), proposition="p3",
         content_spans=(at("where the boat was"),)), "the 12 men did not know “where the boat was”"),
    (Act(id="a1", type="withhold", cue=at("told"), agents=who("e1"), others=(Party(quantity="almost_none"),), proposition="p1"),
     "Mira Holt told almost nobody that “the fog was lifting”"),
    (Act(id="a1", type="refuse", cue=at("refused"), agents=who("e4"), others=who("e1"), proposition="p1", asserts=False,
         content_spans=(at("the fog was lifting"),)), "Tom Reed refused, telling Mira Holt that “the fog was lifting”"),
    (Act(id="a1", type="ask", cue=at("asked"), agents=(Party(quantity="none"),), others=who("e4"), polarity=False,
         content_spans=(at("berths"),)), "nobody asked Tom Reed for “berths”"),
    (Act(id="a1", type="mislead", cue=at("told"), agents=who("e1"), others=who("e2")),
     "Mira Holt is said to have misled harbour guards"),
    (Act(id="a1", type="mislead", cue=at("told"), others=who("e2"), proposition="p3"),
     "harbour guards are said to have been misled about “where the boat was”"),
    (Act(id="a1", type="call", cue=at("asked"), agents=who("e1"), others=who("e4"), completed=False),
     "Mira Holt tried to call Tom Reed"),
    (Act(id="a1", type="tell", cue=at("told"), agents=who("e1"), others=who("e4"), proposition="p1", hedged=True),
     "Mira Holt perhaps told Tom Reed that “the fog was lifting”"),
]  # fmt: skip


@pytest.mark.parametrize(("act", "expected"), ACTS, ids=[expected for _, expected in ACTS])
def test_an_act_is_one_grammatical_sentence(act: Act, expected: str) -> None:
    assert said(act, (FOG, ORDER, PLACE)) == expected


def test_words_that_have_their_own_not_are_not_negated_again() -> None:
    dry = Proposition(id="p1", gist="the quay would hold", members=(at("the quay was free"),))
    act = Act(
        id="a1", type="tell", cue=at("told"), agents=who("e1"), others=who("e4"), proposition="p1", asserts=False,
        content_spans=(at("the fog was lifting"),),
    )  # fmt: skip
    assert said(act, (dry,)) == "Mira Holt told Tom Reed that “the fog was lifting”"


def test_movements_and_presences() -> None:
    moves = (
        Movement(id="m1", mover=Party(entity="e1"), span=at("told"), origin_place="Port", means="ferry"),
        Movement(id="m2", mover=Party(entity="e1"), span=at("told"), destination="home", happened="falsely_stated"),
        Movement(id="m3", mover=Party(entity="e2"), span=at("told"), destination="e6", hedged=True),
        Movement(id="m4", mover=Party(entity="e2"), span=at("told"), destination="works", means="foot"),
    )
    present = (
        Presence(
            id="pr1", who=Party(descriptor="anybody", quantity="none"), where="e6", span=at("Nobody"), present=False
        ),
        Presence(id="pr2", who=Party(entity="e2"), where="e6", span=at("Nobody")),
    )
    world = reasoning.compile([analysis(movements=moves, presences=present)])
    assert label(world, "m1") == "Mira Holt left Port by ferry"
    assert label(world, "m2") == "Mira Holt was said to be going home, which the account has otherwise"
    assert label(world, "m3") == "harbour guards perhaps went to the quay"
    assert label(world, "m4") == "harbour guards went to the works on foot"
    assert label(world, "pr1") == "nobody was at the quay"
    assert label(world, "pr2") == "harbour guards were at the quay"


def test_whose_word_it_is_is_named_with_everybody_it_passed_through() -> None:
    claims = (
        Claim(id="c1", chain=(("self",), ("s1",), ("s3",)), proposition="p1", spans=(at("the fog was lifting"),)),
        Claim(id="c2", chain=(("self",), ()), proposition="p1", status="alleged", spans=(at("the fog was lifting"),)),
        Claim(
            id="c3", chain=(("self",), ("s2",)), proposition="p1", status="denied", spans=(at("the fog was lifting"),)
        ),
        Claim(id="c4", chain=(("self",), ("s4",)), proposition="p1", spans=(at("the fog was lifting"),)),
    )
    world = reasoning.compile([analysis(claims=claims, propositions=(FOG,))])
    assert said_by(world, "c1") == "by the account of a pilot who was there, citing Mira Holt"
    assert voices(world, "c1") == "a pilot who was there, citing Mira Holt"
    assert voices(world, "c2") == "somebody whom the account does not name"
    assert label(world, "c2").startswith("as somebody whom the account does not name says")
    assert label(world, "c3") == "denied by two cooks of the ship: “the fog was lifting”"
    assert said_by(world, "c4") == "according to a log"
    assert drawn_from(world, ["c1", "c4"]) == "from what a pilot who was there, Mira Holt and a log say"


def test_happenings_are_quoted_without_the_word_that_ties_them() -> None:
    event = Event(id="ev1", trigger=at("lifting"), gist="when the fog was lifting", origin="events/1")
    assert label(reasoning.compile([analysis(events=(event,))]), "ev1") == "“the fog was lifting”"


def test_who_is_only_described_takes_an_article_and_names_none() -> None:
    world = reasoning.compile([analysis()])
    names = {key: called(world, key) for key in ("e1", "e2", "e3", "e5", "e7")}
    assert names == {
        "e1": "Mira Holt", "e2": "harbour guards", "e3": "the United Ports", "e5": "the clerk", "e7": "the 12 men",
    }  # fmt: skip
    assert [plural(world, key) for key in ("e1", "e2", "e3", "e7", "e8")] == [False, True, False, True, False]
    assert speaker(world, "s2") == "two cooks of the ship"


def test_a_statement_of_ones_own_is_its_narrators() -> None:
    own = tuple(
        msgspec.structs.replace(source, entity="e1") if source.kind == "self" else source
        for source in analysis().sources
    )
    act = Act(id="a1", type="tell", cue=at("told"), agents=who("e4"), others=who("e1"), proposition="p1")
    world = reasoning.compile([analysis(acts=(act,), propositions=(FOG,), sources=own)])
    assert (said_by(world, "a1"), voices(world, "a1")) == ("by the account of Mira Holt", "Mira Holt")


FORMS = [
    ("the depot is to be shut", "clause"),
    ("the scan shows a tumour", "clause"),
    ("the plan to seize the ship", "thing"),
    ("the man who was there", "open"),
    ("where the boat was", "question"),
    ("to leave at once", "do"),
    ("consent", "thing"),
    ("using chemical weapons", "doing"),
    ("that the boats were ready", "clause"),
    ("", "open"),
]


@pytest.mark.parametrize(("words", "kind"), FORMS)
def test_what_kind_of_content_words_are(words: str, kind: str) -> None:
    assert of_words(words).kind == kind


def test_a_saying_in_quotation_marks_stays_as_it_is() -> None:
    text = "She said: “Tomorrow, we will see.” He called it “a shame”."
    found = analysis(account=Account(text=text, id="t" * 64, sha256="t" * 64, read_at="2025-01-01"))
    start = text.index("Tomorrow")
    content = read(found, (start, text.index(".”") + 1))
    assert (content.kind, content.quoted) == ("speech", "“Tomorrow, we will see”")


@pytest.mark.parametrize(
    ("name", "noun", "several", "first"),
    [
        ("members of the family", "members", True, "a"),
        ("videos filmed at the house", "videos", True, "a"),
        ("lawyer for Ada Marsh", "lawyer", False, "a"),
        ("aide", "aide", False, "an"),
        ("hour", "hour", False, "an"),
        ("union man", "man", False, "a"),
        ("boss", "boss", False, "a"),
        ("children", "children", True, "a"),
    ],
)
def test_nouns(name: str, noun: str, several: bool, first: str) -> None:
    assert (head(name), plural_noun(name), article(name)) == (noun, several, first)


def test_who_only_spoke_is_not_said_to_have_met() -> None:
    act = Act(id="a1", type="meet", cue=at("say"), agents=who("e1"), others=who("e4"))
    spoke = msgspec.structs.replace(
        analysis().account, text=TEXT.replace("cooks of the ship say", "cooks of the ship spoke")
    )
    met = analysis(acts=(act,))
    assert label(reasoning.compile([met]), "a1") == "Mira Holt met Tom Reed"
    talked = msgspec.structs.replace(
        met, account=spoke, acts=(msgspec.structs.replace(act, cue=_in(spoke.text, "spoke")),)
    )
    assert label(reasoning.compile([talked]), "a1") == "Mira Holt spoke with Tom Reed"


def _in(text: str, words: str) -> Span:
    return (text.index(words), text.index(words) + len(words))
