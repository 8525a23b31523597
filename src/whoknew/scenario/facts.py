"""Facts: ``WHEN: somebody does something   by SOURCE`` → acts, movements, presences, events, claims, responses."""

from typing import Any

import msgspec

from whoknew.errors import ScenarioError
from whoknew.model import Act, Claim, Movement, Party, Presence, Span, When
from whoknew.scenario.claims import read_it, read_response
from whoknew.scenario.cursor import Cursor
from whoknew.scenario.parties import Chain, take_parties, take_place, take_statement, take_tail
from whoknew.scenario.slips import no_verb
from whoknew.scenario.state import SELF, Entry, State, Statement
from whoknew.scenario.when import take_when
from whoknew.scenario.words import listed, phrases, verbs

NOWHERE: Span = (0, 0)
SOMEBODY = Party(quantity="some")


def read_fact(state: State, statement: Statement) -> Entry:
    """Read one fact line; raises ``ScenarioError`` with line, column and remedy."""
    cursor = Cursor(statement.path, statement.line)
    label = cursor.take_kind("label")
    when = take_when(state, cursor)
    if cursor.done:
        raise cursor.fault(
            "this line has a time but says nothing.",
            "Write what happened after the colon: Ada tells Ben that help-is-coming",
        )
    if cursor.sees("response"):
        layer, record = read_response(state, cursor)
    else:
        layer, record = read_deed(state, statement, cursor, when)
    sources, quote = take_tail(state, statement, cursor)
    identifier = label.text if label else state.fresh(layer)
    record = _sourced(record, layer, identifier, sources, cursor)
    entry = state.add(layer, record, statement)
    entry.quote = quote
    state.facts.add(identifier, ())
    if layer not in ("claims", "responses") and (len(sources) > 1 or (sources and layer == "events")):
        _chain_claim(state, statement, entry, sources)
    return entry


def _sourced(record: Any, layer: str, identifier: str, sources: Chain, cursor: Cursor) -> Any:
    fields: dict[str, Any] = {"id": identifier}
    if layer == "claims":
        fields["chain"] = ((SELF,), *sources)
    elif layer in ("acts", "movements", "presences"):
        fields["sources"] = sources[-1] if sources else ()
    elif sources and layer == "responses":
        raise cursor.fault(
            "a response has no source.", "Take the words after “by” away: a response is the account's own record."
        )
    return msgspec.structs.replace(record, **fields)


def _chain_claim(state: State, statement: Statement, entry: Entry, sources: Chain) -> None:
    """A fact told at second hand, and any event, also makes a claim: it keeps the whole chain of those who say so."""
    claim = Claim(id=state.fresh("claims"), chain=((SELF,), *sources), about=(entry.id,))
    made = state.add("claims", claim, statement)
    made.quote = entry.quote
    state.facts.add(claim.id, ())


def read_deed(state: State, statement: Statement, cursor: Cursor, when: When) -> tuple[str, Any]:
    if cursor.sees("it"):
        return read_it(state, statement, cursor, when)
    if cursor.takes("somebody") or cursor.takes("someone"):
        agents: tuple[Party, ...] = ()
    else:
        agents = take_parties(state, cursor, needed="subject")
    hedged = cursor.take_phrase(listed("grammar", "hedges")) is not None
    happened: Any = cursor.take_phrase(phrases("movement"))
    if happened is not None:
        return "movements", _movement(state, statement, cursor, agents, when, happened, hedged)
    spoken_of = cursor.take_phrase(listed("spoken_of", "forms")) is not None
    kind = "tell" if spoken_of else cursor.take_phrase(verbs())
    if kind is None and cursor.take_phrase(listed("presence", "forms")):
        return "presences", _presence(state, statement, cursor, agents, when, hedged)
    negated = tried = False
    if kind is None:
        negated = cursor.take_phrase(listed("grammar", "negations")) is not None
        tried = cursor.take_phrase(listed("grammar", "tries")) is not None or (negated and cursor.takes("try", "to"))
        spoken_of = cursor.take_phrase(listed("spoken_of", "forms")) is not None
        kind = "tell" if spoken_of else cursor.take_phrase(verbs())
    if kind is None:
        raise _no_verb(cursor)
    act = _act(state, statement, cursor, kind, agents)
    return "acts", Act(**act, time=when, hedged=hedged, polarity=not negated, completed=not tried, spoken_of=spoken_of)


def _no_verb(cursor: Cursor) -> ScenarioError:
    known = sorted({" ".join(words) for words, _ in (*verbs().all, *phrases("movement").all)} | {"is at"})
    return no_verb(cursor, known)


def _act(state: State, statement: Statement, cursor: Cursor, kind: str, agents: tuple[Party, ...]) -> dict[str, Any]:
    others: tuple[Party, ...] = ()
    proposition: str | None = None
    asserts = True
    place: str | None = None
    marks: dict[str, Any] = {}
    links = listed("grammar", "links")
    if kind in ("decide", "know", "unaware", "learn", "withhold"):
        cursor.take_phrase(links)
        proposition, asserts = take_statement(
            state, statement, cursor, needed=kind != "withhold" and not cursor.sees("from")
        )
        if cursor.takes("from") or cursor.takes("with"):
            others = take_parties(state, cursor, needed="other")
    else:
        if kind == "deny":
            cursor.takes("to")
        elif kind == "meet":
            cursor.takes("with")
        if not _content_next(state, cursor, kind):
            others = take_parties(state, cursor, needed="other" if _link_follows(cursor) else "")
        linked = cursor.take_phrase(links) is not None
        proposition, asserts = take_statement(state, statement, cursor, needed=linked or kind in NEEDS_CONTENT)
    while True:
        if cursor.sees("at") or cursor.sees("in"):
            cursor.at += 1
            place = take_place(state, statement, cursor)
        elif not _take_mark(cursor, marks):
            break
    left = cursor.peek()
    if not others and proposition is None and left is not None and left.kind == "word" and left.folded != "by":
        shown = cursor.rest("and", "at", "by", "in")
        raise cursor.unknown(state.actors, shown, f"person {shown}")
    return {
        "id": "",
        "type": kind,
        "cue": NOWHERE,
        "agents": agents,
        "others": others,
        "proposition": proposition,
        "asserts": asserts,
        "place": place,
        **marks,
    }


def _link_follows(cursor: Cursor) -> bool:
    """Whether a link word stands later in the line: what comes before it is then somebody."""
    first = listed("grammar", "links").first_words()
    rest = cursor.tokens[cursor.at :]
    return bool(rest) and rest[0].kind == "word" and any(token.folded in first for token in rest[1:])


NEEDS_CONTENT = frozenset({"tell", "ask", "order", "promise", "deny"})


def _content_next(state: State, cursor: Cursor, kind: str) -> bool:
    """Whether what comes next is what was said rather than to whom: a link word, or a statement's name."""
    start = cursor.at
    if cursor.take_phrase(listed("grammar", "links")) is not None:
        cursor.at = start
        return True
    ids, _ = state.actors.at(cursor.tokens, cursor.at)
    if ids:
        return False
    found, _ = state.statements.at(cursor.tokens, cursor.at)
    token = cursor.peek()
    following = cursor.peek(1)
    lone = (
        token is not None and token.kind == "string" and (following is None or following.folded in ("by", "at", "in"))
    )
    return bool(found) or (lone and kind in (*NEEDS_CONTENT, "refuse", "grant"))


def _take_mark(cursor: Cursor, marks: dict[str, Any]) -> bool:
    start = cursor.at
    cursor.take_kind("comma")
    truth = cursor.take_phrase(phrases("truths"))
    if truth is not None:
        marks["truth"] = truth
        return True
    if cursor.takes("insincerely"):
        marks["insincere"] = True
        return True
    cursor.at = start
    return False


def _movement(
    state: State,
    statement: Statement,
    cursor: Cursor,
    agents: tuple[Party, ...],
    when: When,
    happened: Any,
    hedged: bool,
) -> Movement:
    if len(agents) > 1:
        raise cursor.fault(
            "one line moves one traveller.", "Write a line for each of them, or declare them as a group."
        )
    fields: dict[str, Any] = {}
    via: tuple[str, ...] = ()
    while True:
        if cursor.takes("from"):
            fields["origin_place"] = take_place(state, statement, cursor)
        elif cursor.takes("to"):
            fields["destination"] = take_place(state, statement, cursor)
        elif cursor.takes("via"):
            via = (*via, take_place(state, statement, cursor))
            while cursor.takes("and"):
                via = (*via, take_place(state, statement, cursor))
        elif cursor.sees("in") or cursor.sees("on") or cursor.sees("aboard"):
            cursor.at += 1
            fields["means"] = _means(cursor)
        elif cursor.takes_after_comma("leg") or cursor.takes("leg"):
            token = cursor.peek(1)
            if not cursor.sees("of") or token is None:
                raise cursor.fault(
                    "the name of a journey is missing after “leg”.", "Write it as one word: leg of flight"
                )
            fields["journey"] = token.text
            cursor.at += 2
        else:
            break
    return Movement(
        id="",
        mover=agents[0] if agents else SOMEBODY,
        span=NOWHERE,
        time=when,
        happened=happened,
        hedged=hedged,
        via=via,
        **fields,
    )


def _means(cursor: Cursor) -> str:
    words = cursor.take_kind("string")
    if words is not None:
        return words.text
    found: list[str] = []
    while (
        (token := cursor.peek()) is not None
        and token.kind == "word"
        and token.folded not in ("from", "to", "via", "by")
    ):
        found.append(token.text)
        cursor.at += 1
    if not found:
        raise cursor.fault("the means of travel is missing here.", "Write it after the word: in a helicopter")
    return " ".join(found)


def _presence(
    state: State, statement: Statement, cursor: Cursor, agents: tuple[Party, ...], when: When, hedged: bool
) -> Presence:
    hedged = hedged or cursor.take_phrase(listed("grammar", "hedges")) is not None
    present = not cursor.takes("not")
    cursor.take_phrase(listed("presence", "fillers"))
    if not (cursor.takes("at") or cursor.takes("in")):
        raise cursor.fault(
            "“is” says where somebody was.",
            'Write “is at PLACE” or “is not at PLACE”; for anything else: it happens that "…"',
        )
    if len(agents) > 1:
        raise cursor.fault("one line places one actor.", "Write a line for each of them, or declare them as a group.")
    where = take_place(state, statement, cursor)
    return Presence(
        id="",
        who=agents[0] if agents else SOMEBODY,
        where=where,
        span=NOWHERE,
        time=when,
        present=present,
        hedged=hedged,
    )
