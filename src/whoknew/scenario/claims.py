"""``it happens that …``, ``it is alleged that …``, ``response: …`` → events, claims and responses."""

from typing import Any

from whoknew.model import Claim, Event, Filler, Response, Span, When
from whoknew.scenario.cursor import Cursor
from whoknew.scenario.declare import take_facts
from whoknew.scenario.parties import take_parties, take_place, take_statement
from whoknew.scenario.state import State, Statement
from whoknew.scenario.words import phrases, vocabulary

NOWHERE: Span = (0, 0)


def read_it(state: State, statement: Statement, cursor: Cursor, when: When) -> tuple[str, Any]:
    cursor.at += 1
    for words, polarity in ((("happens",), True), (("does", "not", "happen"), False), (("happened",), True)):
        if cursor.takes(*words, "that"):
            return "events", _event(state, statement, cursor, when, polarity)
    status: Any = cursor.take_phrase(phrases("claims"))
    asserts = True
    if status is None and cursor.takes("is", "not", "so"):
        status, asserts = "asserted", False
    if status is None:
        forms = ", ".join(f"it {form} that" for form in vocabulary()["claims"].values())
        raise cursor.fault(
            "what follows “it” is not known here.", f'Write: it happens that "…"; it is not so that …; {forms}.'
        )
    proposition: str | None = None
    if cursor.takes("that"):
        proposition, positive = take_statement(state, statement, cursor, needed=True)
        asserts = asserts == positive
    claim: dict[str, Any] = {"proposition": proposition, "asserts": asserts, "status": status, "time": when}
    while True:
        if cursor.takes_after_comma("as"):
            claim["kind"] = _kind(cursor)
        elif cursor.takes_after_comma("against"):
            parties = take_parties(state, cursor, needed="accused")
            claim["against"] = tuple(party.entity or party.descriptor for party in parties)
        elif cursor.takes_after_comma("about"):
            claim["about"] = take_facts(state, cursor)
        else:
            break
    return "claims", Claim(id="", **claim)


def _kind(cursor: Cursor) -> str:
    for kind in ("fact", "opinion", "allegation", "prediction"):
        if cursor.takes(kind) or cursor.takes("an", kind) or cursor.takes("a", kind):
            return kind
    raise cursor.fault(
        f"“{cursor.rest()}” is not a kind of claim.", "The kinds are: fact, opinion, allegation, prediction."
    )


def _event(state: State, statement: Statement, cursor: Cursor, when: When, polarity: bool) -> Event:
    words = cursor.take_kind("string")
    if words is None:
        raise cursor.fault(
            "what happened is missing here.", 'Write it in quotation marks: it happens that "the bridge falls"'
        )
    place: str | None = None
    roles: tuple[Filler, ...] = ()
    while True:
        if cursor.sees("at") or cursor.sees("in"):
            cursor.at += 1
            place = take_place(state, statement, cursor)
        elif cursor.takes("with"):
            parties = take_parties(state, cursor, needed="participant")
            roles = (
                *roles,
                *(Filler(role="with", span=NOWHERE, entity=party.entity) for party in parties if party.entity),
            )
        else:
            break
    return Event(id="", trigger=NOWHERE, gist=words.text, time=when, polarity=polarity, place=place, roles=roles)


def read_response(state: State, cursor: Cursor) -> tuple[str, Any]:
    cursor.at += 1
    if cursor.take_kind("colon") is None:
        raise cursor.fault("“response” is followed by a colon.", "Write: response: Price declined")
    parties = take_parties(state, cursor, needed="who was asked")
    result: Any = cursor.take_phrase(phrases("responses"))
    if result is None or len(parties) != 1:
        forms = ", ".join(form for _, forms in vocabulary()["responses"].items() for form in forms[:1])
        raise cursor.fault("how this was answered is not known here.", f"Name one person and then one of: {forms}.")
    about = take_facts(state, cursor) if cursor.takes("about") else ()
    return "responses", Response(id="", who=parties[0].entity or parties[0].descriptor, result=result, about=about)
