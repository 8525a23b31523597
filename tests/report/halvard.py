"""An invented account with every layer and every kind of finding, made from the model's own types.

No person, company or event in it is real; the places are. ``analysis()`` is what a full run would yield for it.
"""

import hashlib

from whoknew.model import (
    Account,
    Act,
    Analysis,
    Anonymity,
    Attribution,
    Audit,
    Basis,
    Block,
    Bounds,
    BoxFigure,
    Claim,
    ClaimLink,
    Conflict,
    Count,
    Deception,
    Diagnostic,
    Entity,
    Findings,
    Flag,
    Journey,
    Kin,
    KnowledgeFinding,
    Metadatum,
    Moment,
    Movement,
    Office,
    Party,
    Place,
    Presence,
    Proposition,
    Response,
    Sentence,
    Source,
    Span,
    StageRun,
    Time,
    TimelineEntry,
    When,
)

TITLE = "The ships were insured, the captains were told. No cover had been bought."
PARAGRAPHS = (
    (
        "Livia Maron ran the Halvard Line for sixteen years and left it in one night.",
        "Hardly anybody in Gdynia was told.",
        "This account rests on conversations with nine people, most of whom spoke on condition of anonymity because "
        "they still work on the ships.",
    ),
    (
        "On Saturday 10 March, early in the afternoon, she gathered about 40 captains in the Mariners’ Hall and told "
        "them that every ship of the line was insured until the summer, said a captain who sat in the second row.",
        "She asked them to sail on Monday as planned.",
        "“Nobody doubted her,” the captain said. “She had a folder in her hand.”",
    ),
    (
        "No ship was insured.",
        "In late February she had flown to London to ask the underwriters for another year of cover and had been "
        "turned down, according to two brokers briefed on the talks.",
        "The captains heard nothing of the refusal.",
        "Aron Tveit, who heads the crews’ union, said the captains had been promised cover “for one voyage”, not until "
        "the summer.",
    ),
    (
        "At six that evening her deputy, Marek Sowa, reached her by telephone and asked what to do about the wages.",
        "“We will sign them on Monday morning,” she told him, Sowa said.",
        "He never heard from her again.",
    ),
    (
        "Some time after eight she told her driver, Pavel Dorn, that she was going to bed, an assistant said.",
        "Instead she left by the garden gate and was driven to the airport at Gdańsk, the assistant said.",
        "The drive takes forty minutes.",
        "A mechanic at the airport said a small jet was in the air by half past eight.",
        "By Sunday noon she was in Lisbon.",
        "In her flat the lamps were still burning and a suitcase stood half packed.",
    ),
    (
        "She did not tell her sister, Petra Maron, who runs the line’s office in Oslo, three colleagues said.",
        "Petra Maron learned of it from the radio on Sunday morning and was in Copenhagen by nightfall, one of them "
        "said.",
        "Their cousin, Ivo Maron, was left behind as well.",
        "He tried to reach Karlskrona in a sailing boat before dawn on Sunday and was stopped by a cutter off Hel, and "
        "a crewman drowned, said a fisherman who watched from the pier.",
        "The Ledger could not confirm the episode.",
    ),
    (
        "Two days before she left she had asked a Hamburg bank for a loan and had been refused, the two brokers said.",
        "Greta Voss, a spokeswoman for the bank, denied it: “No request ever reached us.”",
    ),
    (
        "On Monday the captains, finding no papers aboard, kept their ships in port, and the receivers walked in "
        "unopposed.",
        "“We waited for a stamp and got a padlock,” the captain said.",
        "“She was always going to run,” a former clerk said.",
        "Livia Maron could not be reached in Lisbon, and a letter left at her hotel was not answered.",
    ),
)
PUBLISHED = "2018-03-16"


def _layout(title: str, paragraphs: tuple[tuple[str, ...], ...]) -> tuple[str, list[Block], list[Sentence]]:
    text, blocks, sentences = title, [Block(type="title", span=(0, len(title)))], []
    for paragraph in paragraphs:
        text += "\n\n"
        start = len(text)
        for number, sentence in enumerate(paragraph):
            text += " " if number else ""
            sentences.append(Sentence(span=(len(text), len(text) + len(sentence)), first=0, end=0, block=len(blocks)))
            text += sentence
        blocks.append(Block(type="paragraph", span=(start, len(text))))
    return text, blocks, sentences


TEXT, BLOCKS, SENTENCES = _layout(TITLE, PARAGRAPHS)


def at(number: int, words: str, nth: int = 0) -> Span:
    """The span of some words in a sentence (numbered from 1); fails where they do not stand there."""
    start, end = SENTENCES[number - 1].span
    for _ in range(nth + 1):
        found = TEXT.index(words, start, end)
        start = found + 1
    return found, found + len(words)


def whole(number: int) -> Span:
    return SENTENCES[number - 1].span


def _entities() -> tuple[Entity, ...]:
    def one(id: str, name: str, type: str, *mentions: Span, **more: object) -> Entity:
        return Entity(id=id, name=name, type=type, mentions=mentions, origin="actors/1", **more)  # type: ignore[arg-type]

    return (
        one(
            "e1",
            "Livia Maron",
            "person",
            at(1, "Livia Maron"),
            at(4, "she"),
            at(5, "She"),
            at(6, "her"),
            at(8, "she"),
            at(11, "her"),
            at(12, "she"),
            at(14, "she"),
            at(15, "she"),
            at(18, "she"),
            at(20, "She"),
            at(25, "she"),
            at(30, "Livia Maron"),
            aliases=("she", "her"),
            roles=(Office(title="head", of="e2", former=True, span=at(1, "ran the Halvard Line")),),
            ambiguous=(at(5, "She"),),
        ),
        one("e2", "Halvard Line", "organisation", at(1, "the Halvard Line"), at(4, "the line")),
        one("e3", "Gdynia", "place", at(2, "Gdynia")),
        one(
            "e4",
            "about 40 captains",
            "group",
            at(4, "about 40 captains"),
            at(5, "them"),
            at(9, "The captains"),
            at(10, "the captains"),
            at(27, "the captains"),
            named=False,
            count=Count(low=35, high=45),
        ),
        one("e5", "London", "place", at(8, "London")),
        one("e6", "the underwriters", "group", at(8, "the underwriters"), named=False, count=Count(low=2, high=None)),
        one(
            "e7",
            "Aron Tveit",
            "person",
            at(10, "Aron Tveit"),
            roles=(Office(title="heads the crews’ union", span=at(10, "heads the crews’ union")),),
        ),
        one(
            "e8",
            "Marek Sowa",
            "person",
            at(11, "Marek Sowa"),
            at(12, "him"),
            at(12, "Sowa"),
            at(13, "He"),
            roles=(Office(title="deputy", of="e1", span=at(11, "her deputy")),),
        ),
        one(
            "e9",
            "Pavel Dorn",
            "person",
            at(14, "Pavel Dorn"),
            roles=(Office(title="driver", of="e1", span=at(14, "her driver")),),
        ),
        one("e10", "Gdańsk", "place", at(15, "Gdańsk")),
        one("e11", "Lisbon", "place", at(18, "Lisbon"), at(30, "Lisbon")),
        one(
            "e12",
            "Petra Maron",
            "person",
            at(20, "Petra Maron"),
            at(21, "Petra Maron"),
            kin=(Kin(relation="sister", to="e1", span=at(20, "her sister")),),
            roles=(Office(title="runs the Oslo office", of="e2", span=at(20, "runs the line’s office in Oslo")),),
        ),
        one("e13", "Oslo", "place", at(20, "Oslo")),
        one("e14", "Copenhagen", "place", at(21, "Copenhagen")),
        one(
            "e15",
            "Ivo Maron",
            "person",
            at(22, "Ivo Maron"),
            at(23, "He"),
            kin=(
                Kin(relation="cousin", to="e1", span=at(22, "Their cousin")),
                Kin(relation="cousin", to="e12", span=at(22, "Their cousin")),
            ),
        ),
        one("e16", "Karlskrona", "place", at(23, "Karlskrona")),
        one("e17", "a Hamburg bank", "organisation", at(25, "a Hamburg bank"), at(26, "the bank"), named=False),
        one(
            "e18",
            "Greta Voss",
            "person",
            at(26, "Greta Voss"),
            roles=(Office(title="spokeswoman", of="e17", span=at(26, "a spokeswoman for the bank")),),
        ),
        one("e19", "Hamburg", "place", at(25, "Hamburg")),
        one("e20", "Hel", "place", at(23, "Hel")),
        one("e21", "the receivers", "group", at(27, "the receivers"), named=False),
    )


def _sources() -> tuple[Source, ...]:
    asked = Anonymity(requested=True, reason=at(3, "because they still work on the ships"))

    def anonymous(id: str, descriptor: str, *mentions: Span, **more: object) -> Source:
        many = more.pop("kind", "anonymous_person")
        return Source(
            id=id,
            descriptor=descriptor,
            kind=many,
            mentions=mentions,
            anonymity=asked,  # type: ignore[arg-type]
            origin="sources/1",
            on_record=False,
            **more,
        )

    def named(id: str, entity: str, name: str, role: str, *mentions: Span, **more: object) -> Source:
        return Source(
            id=id,
            descriptor=name,
            kind="named_person",
            entity=entity,
            role=role,
            mentions=mentions,
            origin="sources/1",
            on_record=True,
            **more,
        )  # type: ignore[arg-type]

    return (
        Source(id="self", descriptor="the account’s own voice", kind="self"),
        anonymous(
            "s1",
            "a captain who sat in the second row",
            at(4, "a captain who sat in the second row"),
            at(6, "the captain"),
            at(28, "the captain"),
            member_of="e4",
            role="captain",
            basis=Basis(kind="participant", span=at(4, "who sat in the second row")),
        ),
        anonymous(
            "s2",
            "two brokers briefed on the talks",
            at(8, "two brokers briefed on the talks"),
            at(25, "the two brokers"),
            kind="unnamed_group",
            count=Count(low=2, high=2),
            role="brokers",
            basis=Basis(kind="told", span=at(8, "briefed on the talks")),
        ),
        named("s3", "e7", "Aron Tveit", "heads the crews’ union", at(10, "Aron Tveit")),
        named(
            "s4",
            "e8",
            "Marek Sowa",
            "deputy",
            at(12, "Sowa"),
            basis=Basis(kind="participant", span=at(11, "reached her by telephone")),
        ),
        anonymous("s5", "an assistant", at(14, "an assistant"), at(15, "the assistant"), overlaps=("s7",)),
        anonymous(
            "s6",
            "a mechanic at the airport",
            at(17, "A mechanic at the airport"),
            role="mechanic",
            basis=Basis(kind="witness", span=at(17, "at the airport")),
        ),
        anonymous(
            "s7",
            "three colleagues",
            at(20, "three colleagues"),
            at(21, "one of them"),
            kind="unnamed_group",
            count=Count(low=3, high=3),
            overlaps=("s5",),
        ),
        anonymous(
            "s8",
            "a fisherman who watched from the pier",
            at(23, "a fisherman who watched from the pier"),
            basis=Basis(kind="witness", span=at(23, "who watched from the pier")),
        ),
        named("s9", "e18", "Greta Voss", "spokeswoman for the bank", at(26, "Greta Voss"), organisation="the bank"),
        anonymous("s10", "a former clerk", at(29, "a former clerk")),
    )


def _attributions() -> tuple[Attribution, ...]:
    made: list[Attribution] = []

    def add(sources: tuple[str, ...], who: tuple[Span, ...], cue: Span, *content: Span, **more: object) -> str:
        id = f"at{len(made) + 1}"
        made.append(
            Attribution(
                id=id,
                sources=sources,
                source_spans=who,
                cue_spans=(cue,),
                content_spans=content,
                origin="attributions/1",
                confidence=0.9,
                **more,
            )
        )  # type: ignore[arg-type]
        return id

    told = at(
        4,
        "On Saturday 10 March, early in the afternoon, she gathered about 40 captains in the Mariners’ Hall and "
        "told them that every ship of the line was insured until the summer",
    )
    outer = add(("s1",), (at(4, "a captain who sat in the second row"),), at(4, "said"), told)
    add((), (), at(4, "told"), at(4, "every ship of the line was insured until the summer"), parent=outer)
    made.append(
        Attribution(
            id="at3",
            sources=("s1",),
            source_spans=(at(5, "She"),),
            cue_spans=(at(5, "asked"),),
            content_spans=(at(5, "to sail on Monday as planned"),),
            confidence=0.4,
            origin="attributions/1",
        )
    )
    add(
        ("s1",),
        (at(6, "the captain"),),
        at(6, "said"),
        at(6, "Nobody doubted her"),
        at(6, "She had a folder in her hand"),
        form="direct",
    )
    add(
        ("s2",),
        (at(8, "two brokers briefed on the talks"),),
        at(8, "according to"),
        at(
            8,
            "In late February she had flown to London to ask the underwriters for another year of cover and had been "
            "turned down",
        ),
    )
    add(
        ("s3",),
        (at(10, "Aron Tveit"),),
        at(10, "said"),
        at(10, "the captains had been promised cover “for one voyage”, not until the summer"),
        form="mixed",
    )
    add(("s4",), (at(12, "Sowa"),), at(12, "said"), at(12, "“We will sign them on Monday morning,” she told him"))
    add(
        (), (at(12, "she"),), at(12, "told"), at(12, "We will sign them on Monday morning"), form="direct", parent="at7"
    )
    add(
        ("s5",),
        (at(14, "an assistant"),),
        at(14, "said"),
        at(14, "Some time after eight she told her driver, Pavel Dorn, that she was going to bed"),
    )
    add((), (at(14, "she"),), at(14, "told"), at(14, "she was going to bed"), parent="at9")
    add(
        ("s5",),
        (at(15, "the assistant"),),
        at(15, "said"),
        at(15, "Instead she left by the garden gate and was driven to the airport at Gdańsk"),
    )
    add(
        ("s6",),
        (at(17, "A mechanic at the airport"),),
        at(17, "said"),
        at(17, "a small jet was in the air by half past eight"),
    )
    add(
        ("s7",),
        (at(20, "three colleagues"),),
        at(20, "said"),
        at(20, "She did not tell her sister, Petra Maron, who runs the line’s office in Oslo"),
    )
    add(
        ("s7",),
        (at(21, "one of them"),),
        at(21, "said"),
        at(21, "Petra Maron learned of it from the radio on Sunday morning and was in Copenhagen by nightfall"),
    )
    add(
        ("s8",),
        (at(23, "a fisherman who watched from the pier"),),
        at(23, "said"),
        at(
            23,
            "He tried to reach Karlskrona in a sailing boat before dawn on Sunday and was stopped by a cutter off Hel, "
            "and a crewman drowned",
        ),
        stance="unverified",
    )
    add(
        ("s2",),
        (at(25, "the two brokers"),),
        at(25, "said"),
        at(25, "Two days before she left she had asked a Hamburg bank for a loan and had been refused"),
        stance="denied",
    )
    add(("s9",), (at(26, "Greta Voss"),), at(26, "denied"), at(26, "No request ever reached us"), form="direct")
    add(
        ("s1",),
        (at(28, "the captain"),),
        at(28, "said"),
        at(28, "We waited for a stamp and got a padlock"),
        form="direct",
    )
    add(("s10",), (at(29, "a former clerk"),), at(29, "said"), at(29, "She was always going to run"), form="direct")
    return tuple(made)


_CLAIMS = (  # sentence, source, proposition, kind, status
    (1, "self", None, "fact", "asserted"),
    (2, "self", "p4", "fact", "asserted"),
    (4, "s1", "p2", "fact", "asserted"),
    (5, "self", None, "fact", "asserted"),
    (6, "s1", None, "fact", "asserted"),
    (7, "self", "p2", "fact", "asserted"),
    (8, "s2", "p1", "fact", "asserted"),
    (9, "self", "p1", "fact", "asserted"),
    (10, "s3", "p2", "fact", "asserted"),
    (11, "self", None, "fact", "asserted"),
    (12, "s4", "p3", "fact", "asserted"),
    (13, "self", None, "fact", "asserted"),
    (14, "s5", "p4", "fact", "asserted"),
    (15, "s5", "p4", "fact", "asserted"),
    (16, "self", None, "fact", "asserted"),
    (17, "s6", "p5", "fact", "asserted"),
    (18, "self", "p5", "fact", "asserted"),
    (19, "self", None, "fact", "asserted"),
    (20, "s7", "p4", "fact", "asserted"),
    (21, "s7", "p5", "fact", "asserted"),
    (22, "self", None, "fact", "asserted"),
    (23, "s8", None, "fact", "unverified"),
    (25, "s2", "p6", "fact", "denied"),
    (26, "s9", "p6", "fact", "asserted"),
    (27, "self", None, "fact", "asserted"),
    (28, "s1", None, "fact", "asserted"),
    (29, "s10", None, "opinion", "asserted"),
)


def _claims() -> tuple[Claim, ...]:
    made = []
    for number, (sentence, source, proposition, kind, status) in enumerate(_CLAIMS, 1):
        chain = (("self",),) if source == "self" else (("self",), (source,))
        links: tuple[ClaimLink, ...] = ()
        if sentence == 26:
            links = (ClaimLink(relation="denies", claim="c23", span=at(26, "denied")),)
        made.append(
            Claim(
                id=f"c{number}",
                chain=chain,
                proposition=proposition,
                kind=kind,
                status=status,  # type: ignore[arg-type]
                spans=(whole(sentence),),
                asserts=sentence not in (7, 26),
                links=links,
                origin="claims/1",
            )
        )
    return tuple(made)


def _propositions() -> tuple[Proposition, ...]:
    def one(id: str, gist: Span, *members: Span, **more: object) -> Proposition:
        return Proposition(id=id, gist=TEXT[slice(*gist)], members=(gist, *members), origin="propositions/1", **more)  # type: ignore[arg-type]

    return (
        one("p1", at(8, "had been turned down"), at(9, "the refusal")),
        one("p2", at(4, "every ship of the line was insured until the summer"), at(7, "No ship was insured")),
        one("p3", at(12, "We will sign them on Monday morning"), future=True),
        one("p4", at(15, "she left by the garden gate"), at(20, "did not tell her sister"), plan_of="e1"),
        one("p5", at(18, "she was in Lisbon"), at(21, "learned of it")),
        one("p6", at(25, "she had asked a Hamburg bank for a loan"), at(26, "No request ever reached us")),
    )


def _acts() -> tuple[Act, ...]:
    maron = Party(entity="e1", span=at(4, "she"))

    def one(id: str, type: str, cue: Span, agents: tuple[Party, ...], others: tuple[Party, ...], **more: object) -> Act:
        return Act(id=id, type=type, cue=cue, agents=agents, others=others, origin="acts/1", **more)  # type: ignore[arg-type]

    return (
        one(
            "a1",
            "tell",
            at(4, "told"),
            (maron,),
            (Party(entity="e4"),),
            proposition="p2",
            truth="false",
            content_spans=(at(4, "every ship of the line was insured until the summer"),),
            sources=("s1",),
        ),
        one("a2", "order", at(5, "asked"), (maron,), (Party(entity="e4"),)),
        one("a3", "ask", at(8, "ask"), (maron,), (Party(entity="e6"),), sources=("s2",)),
        one("a4", "refuse", at(8, "turned down"), (Party(entity="e6"),), (maron,), proposition="p1", sources=("s2",)),
        one("a5", "withhold", at(9, "heard nothing"), (maron,), (Party(entity="e4"),), proposition="p1"),
        one("a6", "promise", at(10, "promised"), (maron,), (Party(entity="e4"),), proposition="p2", sources=("s3",)),
        one("a7", "call", at(11, "reached her by telephone"), (Party(entity="e8"),), (maron,)),
        one(
            "a8",
            "tell",
            at(12, "told"),
            (maron,),
            (Party(entity="e8"),),
            proposition="p3",
            sources=("s4",),
            content_spans=(at(12, "We will sign them on Monday morning"),),
        ),
        one(
            "a9",
            "tell",
            at(14, "told"),
            (maron,),
            (Party(entity="e9"),),
            proposition="p4",
            asserts=False,
            truth="false",
            content_spans=(at(14, "she was going to bed"),),
            sources=("s5",),
        ),
        one(
            "a10",
            "withhold",
            at(20, "did not tell"),
            (maron,),
            (Party(entity="e12"),),
            proposition="p4",
            sources=("s7",),
        ),
        one("a11", "learn", at(21, "learned"), (Party(entity="e12"),), (), proposition="p5", sources=("s7",)),
        one("a12", "ask", at(25, "asked"), (maron,), (Party(entity="e17"),), proposition="p6", sources=("s2",)),
        one("a13", "refuse", at(25, "refused"), (Party(entity="e17"),), (maron,), proposition="p6", sources=("s2",)),
        one("a14", "deny", at(26, "denied"), (Party(entity="e18"),), (), proposition="p6", sources=("s9",)),
    )


def _movements() -> tuple[Movement, ...]:
    maron = Party(entity="e1")

    def one(id: str, who: Party, span: Span, start: str | None, end: str, **more: object) -> Movement:
        return Movement(id=id, mover=who, span=span, origin_place=start, destination=end, origin="movements/1", **more)  # type: ignore[arg-type]

    return (
        one(
            "m1",
            maron,
            at(8, "she had flown to London"),
            None,
            "e5",
            sources=("s2",),
            means="aeroplane",
            time=When(bounds=Bounds(earliest="2018-02-20", latest="2018-02-28T23:59"), span=at(8, "late February")),
        ),
        one(
            "m2",
            maron,
            at(15, "was driven to the airport at Gdańsk"),
            "e3",
            "e10",
            means="car",
            sources=("s5",),
            journey="j1",
            time=When(bounds=Bounds(earliest="2018-03-10T20:00", latest="2018-03-10T23:59")),
        ),
        one(
            "m3",
            maron,
            at(18, "she was in Lisbon"),
            "e10",
            "e11",
            means="small jet",
            journey="j1",
            time=When(bounds=Bounds(earliest=None, latest="2018-03-11T12:00"), span=at(18, "By Sunday noon")),
        ),
        one(
            "m4",
            Party(entity="e12"),
            at(21, "was in Copenhagen by nightfall"),
            "e13",
            "e14",
            sources=("s7",),
            time=When(bounds=Bounds(earliest=None, latest="2018-03-11T19:00"), span=at(21, "by nightfall")),
        ),
        one(
            "m5",
            Party(entity="e15"),
            at(23, "He tried to reach Karlskrona in a sailing boat"),
            None,
            "e16",
            via=("e20",),
            means="sailing boat",
            happened="attempted",
            sources=("s8",),
            hedged=True,
            time=When(bounds=Bounds(earliest=None, latest="2018-03-11T06:00"), span=at(23, "before dawn on Sunday")),
        ),
    )


def _places() -> tuple[Place, ...]:
    known = {
        "e3": (2, "Gdynia", 54.52, 18.53, "PL"),
        "e5": (8, "London", 51.51, -0.13, "GB"),
        "e10": (15, "Gdańsk", 54.38, 18.47, "PL"),
        "e11": (18, "Lisbon", 38.72, -9.14, "PT"),
        "e13": (20, "Oslo", 59.91, 10.75, "NO"),
        "e14": (21, "Copenhagen", 55.68, 12.57, "DK"),
        "e16": (23, "Karlskrona", 56.16, 15.59, "SE"),
        "e19": (25, "Hamburg", 53.55, 9.99, "DE"),
        "e20": (23, "Hel", 54.61, 18.8, "PL"),
    }
    return tuple(
        Place(
            id=f"pl{number}",
            span=at(sentence, name),
            name=name,
            entity=entity,
            latitude=north,
            longitude=east,
            country=country,
            origin="places/1",
        )
        for number, (entity, (sentence, name, north, east, country)) in enumerate(known.items(), 1)
    )


def _timeline() -> tuple[TimelineEntry, ...]:
    rows = (
        ("a4", "asks London for cover; turned down", "2018-02-20", "2018-02-28T23:59", 8, 8, ("a4",)),
        ("a13", "asks the Hamburg bank; refused", "2018-03-08", "2018-03-08T23:59", 25, 25, ("a13",)),
        ("a1", "tells the captains the ships are insured", "2018-03-10T12:00", "2018-03-10T15:00", 4, 4, ("a1",)),
        ("a7", "her deputy telephones", "2018-03-10T18:00", "2018-03-10T18:00", 11, 11, ("a7",)),
        ("a9", "tells her driver that she is going to bed", "2018-03-10T20:00", "2018-03-10T23:59", 14, None, ("a9",)),
        ("m2", "is driven to the airport", "2018-03-10T20:00", "2018-03-10T23:59", None, None, ("m2",)),
        ("m3", "a small jet leaves", "2018-03-10T18:00", "2018-03-10T20:30", None, 17, ("c16",)),
        ("m5", "Ivo Maron puts out from somewhere", None, "2018-03-11T06:00", None, 23, ("m5",)),
        ("a11", "Petra Maron hears the radio", "2018-03-11T06:00", "2018-03-11T12:00", 21, 21, ("a11",)),
        ("m4", "Petra Maron reaches Copenhagen", "2018-03-11T06:00", "2018-03-11T19:00", None, 21, ("m4",)),
        ("c25", "the captains stay in port", "2018-03-12", "2018-03-12T23:59", 27, 27, ("c25",)),
    )
    spans = {
        "a4": 8,
        "a13": 25,
        "a1": 4,
        "a7": 11,
        "a9": 14,
        "m2": 15,
        "m3": 17,
        "m5": 23,
        "a11": 21,
        "m4": 21,
        "c25": 27,
    }
    return tuple(
        TimelineEntry(
            id=f"tl{rank}",
            rule="T1",
            item=item,
            label=label,
            bounds=Bounds(earliest=early, latest=late),
            rank=rank,
            earliest_span=whole(first) if first else None,
            latest_span=whole(last) if last else None,
            spans=(whole(spans[item]),),
            supports=(support,),
            claims=support,
            inferred=first is None or last is None,
        )
        for rank, (item, label, early, late, first, last, support) in enumerate(rows, 1)
    )


def _moments() -> tuple[Moment, ...]:
    def one(id: str, label: str, *items: str, early: str | None, late: str | None, **more: object) -> Moment:
        return Moment(id=id, label=label, items=items, bounds=Bounds(earliest=early, latest=late), **more)  # type: ignore[arg-type]

    return (
        one("mo1", "late February", "a3", "a4", "m1", early="2018-02-20", late="2018-02-28T23:59"),
        one("mo2", "Thursday 8 March", "a12", "a13", early="2018-03-08", late="2018-03-08T23:59"),
        one(
            "mo3",
            "Saturday, early afternoon",
            "a1",
            "a2",
            "a5",
            "a6",
            early="2018-03-10T12:00",
            late="2018-03-10T15:00",
        ),
        one("mo4", "Saturday 18:00", "a7", "a8", early="2018-03-10T18:00", late="2018-03-10T18:00"),
        one("mo5", "Saturday, after 20:00", "a9", "m2", "a10", early="2018-03-10T20:00", late="2018-03-10T23:59"),
        one(
            "mo6",
            "Saturday night",
            "m3",
            "m5",
            early="2018-03-10T20:00",
            late="2018-03-11T12:00",
            open_order=True,
            closes=("a8",),
        ),
        one("mo7", "Sunday morning", "a11", "m4", early="2018-03-11T06:00", late="2018-03-11T19:00"),
        one("mo8", "Monday", "c25", early="2018-03-12", late="2018-03-12T23:59"),
    )


def _knowledge() -> tuple[KnowledgeFinding, ...]:
    rows = (  # agent, proposition, value, class, from, to, sentences, supports
        ("e1", "p1", "knew", "certain", "a4", None, (8,), (("a4",),)),
        ("e6", "p1", "knew", "certain", "a4", None, (8,), (("a4",),)),
        ("e4", "p1", "kept_from", "certain", "a5", None, (9,), (("a5",),)),
        ("e1", "p2", "knew", "certain", "a1", None, (7, 8), (("a4",),)),
        ("e4", "p2", "told_falsely", "certain", "a1", "a7", (4, 7), (("a1",), ("a6",))),
        ("e4", "p2", "believed_wrongly", "certain", "a7", "c25", (6, 28), (("c5",), ("c26",))),
        ("e4", "p2", "knew", "certain", "c25", None, (27,), (("c25",),)),
        ("s1", "p2", "believed_wrongly", "possible", "a1", "c25", (4,), (("a1",),)),
        ("e8", "p3", "told", "certain", "a8", None, (12,), (("a8",),)),
        ("e1", "p4", "knew", "certain", "m2", None, (15,), (("m2",),)),
        ("e9", "p4", "told_falsely", "certain", "a9", None, (14, 15), (("a9", "m2"),)),
        ("e12", "p4", "kept_from", "certain", "a10", None, (20,), (("a10",),)),
        ("e1", "p5", "knew", "certain", "m3", None, (18,), (("c17",),)),
        ("e12", "p5", "unaware", "certain", "m3", "a11", (21,), (("a11",),)),
        ("e12", "p5", "knew", "certain", "a11", None, (21,), (("a11",),)),
        ("e1", "p6", "knew", "possible", "a12", None, (25, 26), (("a12",),)),
        ("e17", "p6", "told", "possible", "a12", None, (25, 26), (("a12",),)),
    )
    return tuple(
        KnowledgeFinding(
            id=f"k{number}",
            rule="5",
            agent=agent,
            proposition=proposition,
            value=value,
            certainty=certainty,
            from_moment=start,
            to_moment=end,
            spans=tuple(whole(n) for n in sentences),
            supports=supports,
            claims=supports[0],
        )  # type: ignore[arg-type]
        for number, (agent, proposition, value, certainty, start, end, sentences, supports) in enumerate(rows, 1)
    )


def _deceptions() -> tuple[Deception, ...]:
    return (
        Deception(
            id="d1",
            rule="11",
            teller="e1",
            told=("e4",),
            proposition="p2",
            act="a1",
            against=("c6", "c7"),
            value="deceived",
            spans=(whole(4), whole(7), whole(8)),
            claims=("a1", "c6", "a4"),
            supports=(("a1", "c6", "a4"), ("a6", "c6", "a4")),
            must_sources=("s2",),
        ),
        Deception(
            id="d2",
            rule="10",
            teller="e1",
            told=("e9",),
            proposition="p4",
            act="a9",
            against=("c14",),
            value="told_falsely",
            spans=(whole(14), whole(15)),
            claims=("a9", "c14"),
            supports=(("a9", "c14"),),
            must_sources=("s5",),
        ),
    )


def _conflicts() -> tuple[Conflict, ...]:
    return (
        Conflict(
            id="x1",
            rule="14",
            members=("c13", "c15", "c16"),
            reason="time: the drive and the flight do not fit",
            spans=(whole(14), whole(16), whole(17)),
            claims=("c13", "c15", "c16"),
            supports=(("c13", "c15", "c16"),),
        ),
        Conflict(
            id="x2",
            rule="14",
            members=("c23", "c24"),
            reason="denial",
            spans=(whole(25), whole(26)),
            claims=("c23", "c24"),
            supports=(("c23", "c24"),),
        ),
    )


def _audit() -> Audit:
    claims = _claims()

    def by(source: str) -> tuple[str, ...]:
        return tuple(c.id for c in claims if c.chain[-1] == (source,))

    unnamed = tuple(c.id for c in claims if c.chain[-1][0] in ("s1", "s2", "s5", "s6", "s7", "s8", "s10"))
    alone = tuple(c.id for c in claims if c.chain[-1][0] not in ("self", "s2", "s7"))

    def figure(key: str, label: str, items: tuple[str, ...], high: int | None = None) -> BoxFigure:
        return BoxFigure(key=key, label=label, value=len(items), items=items, high=high)

    def flag(id: str, rule: str, message: str, origin: str, severity: str, *sentences: int) -> Flag:
        return Flag(
            id=id,
            rule=rule,
            message=message,
            origin_of_rule=origin,
            severity=severity,  # type: ignore[arg-type]
            spans=tuple(whole(n) for n in sentences),
        )

    return Audit(
        box=(
            figure("claims", "claims", tuple(c.id for c in claims)),
            figure("own-voice", "in the account’s own voice", by("self")),
            figure("anonymous-only", "from unnamed sources only", unnamed),
            figure("one-person", "resting on one person", alone),
            figure("denied", "denied by somebody", ("c23",)),
            figure("unverified", "that could not be verified", ("c22",)),
            figure("sources", "sources", tuple(s.id for s in _sources() if s.id != "self"), high=10),
        ),
        flags=(
            flag(
                "f1",
                "A1",
                "A death rests on one unnamed person, and could not be confirmed.",
                "two-source practice",
                "serious",
                23,
                24,
            ),
            flag(
                "f2", "A4", "An unnamed source is quoted for an opinion of a person.", "Reuters Handbook", "caution", 29
            ),
            flag("f3", "B3", "How the assistant knows is not said.", "AP", "note", 14, 15),
        ),
    )


def analysis() -> Analysis:
    """The whole of it."""
    return Analysis(
        account=Account(
            id=hashlib.sha256(TEXT.encode()).hexdigest(),
            text=TEXT,
            title=TITLE,
            publisher="The Baltic Ledger",
            published=PUBLISHED,
            language="en",
            sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
            metadata=(Metadatum(field="published", value=PUBLISHED, basis="flag"),),
        ),
        blocks=tuple(BLOCKS),
        sentences=tuple(SENTENCES),
        entities=_entities(),
        sources=_sources(),
        attributions=_attributions(),
        claims=_claims(),
        propositions=_propositions(),
        acts=_acts(),
        movements=_movements(),
        places=_places(),
        times=(
            Time(
                id="t1",
                span=at(4, "Saturday 10 March"),
                type="date",
                value="2018-03-10",
                bounds=Bounds(earliest="2018-03-10", latest="2018-03-10T23:59"),
            ),
        ),
        presences=(
            Presence(id="pr1", who=Party(entity="e1"), where="e11", span=at(18, "she was in Lisbon")),
            Presence(id="pr2", who=Party(entity="e12"), where="e13", span=at(20, "office in Oslo"), sources=("s7",)),
        ),
        responses=(
            Response(id="r1", who="e17", result="answered", span=at(26, "denied it"), about=("c23",)),
            Response(id="r2", who="e1", result="unreachable", span=at(30, "could not be reached"), about=("c1",)),
            Response(id="r3", who="e1", result="no_reply", span=at(30, "was not answered")),
        ),
        diagnostics=(
            Diagnostic(
                code="sources.pronoun",
                message="“She” in the cue is not the source of this sentence.",
                span=at(5, "She"),
                severity="warning",
                stage="sources",
            ),
            Diagnostic(
                code="movements.origin-unknown",
                message="Where this journey began is not recorded.",
                span=at(23, "He tried to reach Karlskrona"),
                stage="movements",
            ),
        ),
        stages=(StageRun(name="claims", version="1", provides=("claims",), counts=(("claims", len(_CLAIMS)),)),),
        findings=Findings(
            timeline=_timeline(),
            moments=_moments(),
            knowledge=_knowledge(),
            deceptions=_deceptions(),
            conflicts=_conflicts(),
            audit=_audit(),
            tensions=(
                Conflict(
                    id="y1",
                    rule="14",
                    members=("c3", "c9"),
                    weak=("c9",),
                    reason="until the summer; one voyage",
                    spans=(whole(4), whole(10)),
                    claims=("c3", "c9"),
                    supports=(("c3", "c9"),),
                ),
            ),
            journeys=(
                Journey(
                    id="j1", rule="J1", mover="e1", legs=("m2", "m3"), spans=(whole(15), whole(18)), supports=(("m2",),)
                ),
                Journey(id="j2", rule="J1", mover="e1", legs=("m1",), spans=(whole(8),), supports=(("m1",),)),
                Journey(id="j3", rule="J1", mover="e12", legs=("m4",), spans=(whole(21),), supports=(("m4",),)),
                Journey(id="j4", rule="J1", mover="e15", legs=("m5",), spans=(whole(23),), supports=(("m5",),)),
            ),
        ),
    )
