"""Laws of the scenario: nothing is lost on the way to text and back; formatting is settled after once and changes nothing.

The random analyses have every layer that a scenario writes, with odd names and odd words.
"""

from typing import Any

import hypothesis.strategies as st
from hypothesis import HealthCheck, given, settings

from whoknew.model import (
    Account,
    Act,
    Analysis,
    Anonymity,
    Basis,
    Bounds,
    Claim,
    ClaimLink,
    Clash,
    Count,
    Entity,
    Event,
    Filler,
    Held,
    Kin,
    Link,
    Movement,
    Office,
    Order,
    Party,
    Place,
    Presence,
    Proposition,
    Response,
    Rule,
    Source,
    Time,
    When,
)  # fmt: skip
from whoknew.scenario import format_text, parse, write
from whoknew.scenario.compose import digest

LETTERS = st.characters(codec="utf-8", exclude_characters="\r", exclude_categories=("Cs",))
NAMES = st.one_of(
    st.sampled_from(["Ada Marsh", "Ben", "the chiefs", "by Cole", "A and B", "that", "not", "is at", "e2", "30", "[x]", "a,b",
                     "late 2024", "nobody", "it", "if", 'the "mole"', "O’Neill", "person", "said: no", "#1", "x = 1", "> y"]),
    st.text(LETTERS, min_size=1, max_size=12),
)  # fmt: skip
WORDS = st.one_of(
    st.sampled_from(["help is coming", "no", "not so", "“now”, he said", "a\nb", "back\\slash", " padded "]), NAMES
)
TEXT = st.text(LETTERS, max_size=60)
SCORE = st.one_of(st.none(), st.floats(0, 1))
COUNTS = st.one_of(
    st.builds(lambda low, more: Count(low=low, high=low + more), st.integers(0, 50), st.integers(0, 9)),
    st.builds(lambda low: Count(low=low, high=None), st.integers(0, 50)),
)
MOMENTS = st.datetimes().map(lambda moment: moment.strftime("%Y-%m-%dT%H:%M").zfill(16))
DAYS = st.sampled_from(
    ["2024-12-07T00:00", "2024-12-07T23:59", "2024-12-07T17:00", "2024-12-01T00:00", "2024-12-31T23:59"]
)
BOUNDS = st.builds(Bounds, earliest=st.none() | DAYS | MOMENTS, latest=st.none() | DAYS | MOMENTS)


@st.composite
def analyses(draw: st.DrawFn) -> Analysis:
    """An analysis whose ids are distinct words and whose references lead somewhere or to words."""
    text = draw(TEXT)
    count = {name: draw(st.integers(0, 3)) for name in ("entities", "sources", "propositions", "facts")}
    ids = draw(st.sampled_from([lambda prefix, n: f"{prefix}{n + 1}", lambda prefix, n: f"{prefix}-x{9 - n}"]))
    entities = [ids("e", n) for n in range(count["entities"])]
    sources = ["self", *(ids("s", n) for n in range(count["sources"]))]
    propositions = [ids("p", n) for n in range(count["propositions"])]
    facts = {layer: [ids(prefix, n) for n in range(draw(st.integers(0, 2)))]
             for layer, prefix in (("acts", "a"), ("movements", "m"), ("presences", "pr"), ("events", "ev"), ("claims", "c"))}  # fmt: skip
    anything = [identifier for layer in facts.values() for identifier in layer] or ["nowhere"]

    def some(pool: list[str], most: int = 2) -> Any:
        return st.lists(st.sampled_from(pool), max_size=most, unique=True).map(tuple) if pool else st.just(())

    def one(pool: list[str]) -> Any:
        return st.sampled_from(pool) if pool else st.none()

    span = st.builds(lambda a, b: (min(a, b), max(a, b)), st.integers(0, len(text)), st.integers(0, len(text)))
    spans = st.lists(span, max_size=2).map(tuple)
    maybe_span = st.none() | span
    when = st.builds(
        When, bounds=BOUNDS, weak=st.booleans(), initial=st.booleans(), span=maybe_span,
        orders=st.lists(
            st.builds(Order, relation=st.sampled_from(["before", "after", "simultaneous", "during", "overlaps", "starts", "ends"]),
                      to=st.sampled_from(anything), weak=st.booleans(), span=maybe_span), max_size=2).map(tuple),
    )  # fmt: skip
    party = st.builds(
        Party, entity=st.none() | one(entities), descriptor=st.just("") | WORDS,
        quantity=st.sampled_from([None, "all", "some", "none", "almost_none"]), count=st.none() | COUNTS, span=maybe_span,
    )  # fmt: skip
    parties = st.lists(party, max_size=2).map(tuple)
    links = st.lists(
        st.builds(Link, event=st.sampled_from(anything), span=maybe_span, source=st.sampled_from(sources)), max_size=2
    ).map(tuple)
    held = st.lists(
        st.builds(
            Held,
            holder=st.sampled_from(sources),
            value=st.sampled_from(["true", "false", "open", "odd"]),
            span=maybe_span,
        ),
        max_size=2,
    ).map(tuple)
    origin = st.sampled_from(["", "acts/1", "human"])
    where = one(entities) | WORDS if entities else WORDS
    linked = {"because": links, "enables": links, "requires": links, "origin": origin, "confidence": SCORE}
    return Analysis(
        account=Account(
            id=digest(text), text=text, sha256=digest(text), title=draw(st.none() | WORDS), published=draw(st.none() | st.just("2024-12-14")),
            publisher=draw(st.none() | NAMES), path=draw(st.none() | st.just("a.txt")),
        ),
        entities=tuple(
            draw(st.builds(
                Entity, id=st.just(identifier), name=NAMES, named=st.booleans(), mentions=spans, origin=origin, confidence=SCORE,
                type=st.sampled_from(["person", "organisation", "group", "place", "facility", "other"]),
                aliases=st.lists(NAMES, max_size=2).map(tuple), count=st.none() | COUNTS, member_of=some(entities),
                within=st.none() | st.just("elsewhere"), gender=st.none() | st.just("feminine"),
                roles=st.lists(st.builds(Office, title=NAMES | st.just("brother"), of=st.none() | one(entities) | NAMES, former=st.booleans(),
                                         span=maybe_span), max_size=2).map(tuple),
                kin=st.lists(st.builds(Kin, relation=st.sampled_from(["brother", "aunt by marriage", "ally"]), to=one(entities)), max_size=1).map(tuple),
            )) for identifier in entities
        ),
        sources=(
            Source(id="self", descriptor="the account", kind="self"),
            *(
                draw(st.builds(
                    Source, id=st.just(identifier), descriptor=NAMES, entity=st.none() | one(entities), count=COUNTS,
                    kind=st.sampled_from(["named_person", "anonymous_person", "unnamed_group", "organisation", "document", "media"]),
                    role=st.none() | NAMES, organisation=st.none() | NAMES, on_record=st.sampled_from([None, True, False]),
                    basis=st.builds(Basis, kind=st.sampled_from(["participant", "witness", "told", "document", "unstated"]), span=maybe_span),
                    anonymity=st.builds(Anonymity, requested=st.booleans(), reason=maybe_span), overlaps=some(sources), mentions=spans,
                    member_of=st.none() | one(entities) | st.just("s1"), publisher=st.booleans(), confidence=SCORE,
                )) for identifier in sources[1:]
            ),
        ),
        times=tuple(draw(st.lists(st.builds(Time, id=st.sampled_from(["t1"]), span=span, type=st.just("date"), value=NAMES), max_size=1))),
        places=tuple(
            draw(st.builds(Place, id=st.just(ids("pl", n)), span=span | st.just((0, 0)), name=NAMES, entity=st.none() | one(entities),
                           latitude=st.none() | st.floats(-90, 90), longitude=st.none() | st.floats(-180, 180)))
            for n in range(draw(st.integers(0, 2)))
        ),
        propositions=tuple(
            draw(st.builds(
                Proposition, id=st.just(identifier), gist=WORDS, future=st.booleans(), plan_of=st.none() | one(entities), members=spans,
                events=some(anything), clashes=st.lists(
                    st.builds(Clash, proposition=st.sampled_from(propositions), reason=NAMES | st.just("negation"), span=maybe_span),
                    max_size=1).map(tuple),
            )) for identifier in propositions
        ),
        acts=tuple(
            draw(st.builds(
                Act, id=st.just(identifier), cue=span, agents=parties, others=parties, proposition=st.none() | one(propositions), time=when,
                type=st.sampled_from(["tell", "ask", "order", "promise", "deny", "refuse", "grant", "meet", "call", "decide", "withhold",
                                      "unaware", "know", "learn", "mislead"]),
                asserts=st.booleans(), polarity=st.booleans(), completed=st.booleans(), place=st.none() | where, hedged=st.booleans(),
                truth=st.sampled_from(["true", "false", "open"]), insincere=st.booleans(), truth_by=held, insincere_by=held,
                sources=some(sources), content_spans=spans, **linked,
            )) for identifier in facts["acts"]
        ),
        movements=tuple(
            draw(st.builds(
                Movement, id=st.just(identifier), mover=party, span=span, origin_place=st.none() | where, destination=st.none() | where,
                via=st.lists(where, max_size=2).map(tuple), means=st.none() | NAMES | st.just("a helicopter"), time=when,
                happened=st.sampled_from(["done", "attempted", "planned", "refused", "falsely_stated"]), hedged=st.booleans(),
                journey=st.none() | st.just("flight"), sources=some(sources), **linked,
            )) for identifier in facts["movements"]
        ),
        presences=tuple(
            draw(st.builds(Presence, id=st.just(identifier), who=party, where=where, span=span, time=when, present=st.booleans(),
                           sources=some(sources), hedged=st.booleans()))
            for identifier in facts["presences"]
        ),
        events=tuple(
            draw(st.builds(
                Event, id=st.just(identifier), trigger=span, gist=WORDS, polarity=st.booleans(), time=when, place=st.none() | where,
                roles=st.lists(st.builds(Filler, role=st.sampled_from(["with", "ARG0"]), span=span, entity=st.none() | one(entities)),
                               max_size=2).map(tuple), **linked,
            )) for identifier in facts["events"]
        ),
        claims=tuple(
            draw(st.builds(
                Claim, id=st.just(identifier), proposition=st.none() | one(propositions), asserts=st.booleans(), time=when, spans=spans,
                chain=st.lists(some(sources), max_size=2).map(lambda steps: (("self",), *steps)), against=some(entities),
                kind=st.sampled_from(["fact", "opinion", "allegation", "prediction"]), about=some(anything),
                status=st.sampled_from(["asserted", "alleged", "denied", "disputed", "refuted", "unverified", "doubted", "planned",
                                        "hypothetical"]),
                links=st.lists(st.builds(ClaimLink, relation=st.sampled_from(["denies", "answers", "repeats", "cannot_verify", "contrasts"]),
                                         claim=st.sampled_from(anything), span=maybe_span), max_size=1).map(tuple),
            )) for identifier in facts["claims"]
        ),
        responses=tuple(
            draw(st.builds(Response, id=st.just(ids("r", n)), who=where, span=maybe_span,
                           result=st.sampled_from(["answered", "declined", "no_reply", "unreachable", "not_recorded"]), about=some(anything)))
            for n in range(draw(st.integers(0, 1)))
        ),
        rules=tuple(
            Rule(id=ids("rule", n), when_agent=entities[0], when_proposition=propositions[0], when_asserts=draw(st.booleans()),
                 then='it happens that "the bridge falls"', line=draw(st.integers(0, 9)))
            for n in range(draw(st.integers(0, 1)) if entities and propositions else 0)
        ),
    )  # fmt: skip


SETTINGS = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@SETTINGS
@given(analyses())
def test_an_analysis_survives_the_way_to_text_and_back(analysis):
    assert parse(write(analysis)).analysis == analysis


@SETTINGS
@given(analyses())
def test_formatting_is_settled_after_once_and_changes_no_meaning(analysis):
    text = write(analysis)
    laid = format_text(text)
    assert format_text(laid) == laid
    assert parse(laid).analysis == parse(text).analysis


@SETTINGS
@given(analyses())
def test_a_scenario_without_a_text_is_its_own_account(analysis):
    own = parse(write(parse(_facts_only(write(analysis))).analysis)).analysis
    assert own == parse(_facts_only(write(analysis))).analysis


def _facts_only(text):
    """The lines of a scenario without its text, its quotes and the fields that point into the text."""
    kept = [line for line in text.split("\n") if not line.startswith((">", "    ", "record"))]
    return "\n".join(kept) if any(kept) else "person Ada"


def test_rules_with_their_consequences_survive_the_way_to_text_and_back():
    text = (
        'person Ada\nperson Ben\nstatement [leave] the plan to leave\n[flight] 2024-05-08: Ada goes to "the coast"\n'
        "[r] if Ada believes leave and Ben believes not leave then after flight: Ben tells Ada that leave\n"
        "always if Ben knows leave then withdraw flight\n"
    )
    analysis = parse(text).analysis
    first, second = analysis.rules
    assert (first.id, first.line, first.always, len(first.also), len(first.consequence.acts)) == ("r", 5, False, 1, 1)
    assert (second.always, second.consequence.withdraws) == (True, ("flight",))
    assert parse(write(analysis)).analysis == analysis
