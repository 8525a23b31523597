"""Reactions that the user assumes: ``if Ada believes help-is-coming then Ada goes to Millbrook``."""

import msgspec

from whoknew.errors import ScenarioError
from whoknew.model import Belief, Consequence, Rule
from whoknew.scenario.cursor import Cursor
from whoknew.scenario.declare import take_facts
from whoknew.scenario.facts import read_deed
from whoknew.scenario.parties import take_statement, take_tail
from whoknew.scenario.state import Entry, State, Statement
from whoknew.scenario.when import take_when

EXAMPLE = "Write: if Ada believes help-is-coming then Ada goes to Millbrook"


def is_rule(statement: Statement) -> bool:
    """Whether a line is a rule: ``if …`` or ``always if …``, with or without a label."""
    words = [token.folded for token in statement.line.tokens[:3] if token.kind != "label"]
    return len(words) > 1 and (words[0] == "if" or words[:2] == ["always", "if"])


def read_rule(state: State, statement: Statement) -> Entry:
    """``if A believes P [and B believes Q] then LINE``: the user's assumption of how somebody would react."""
    cursor = Cursor(statement.path, statement.line)
    label = cursor.take_kind("label")
    always = cursor.takes("always")
    cursor.takes("if")
    first, *also = _conditions(state, statement, cursor)
    if not cursor.takes("then") or cursor.done:
        raise cursor.fault(
            "this rule does not say what follows.", "End it with “then” and a line such as: Ada goes to Millbrook"
        )
    then = statement.line.source[cursor.column() - 1 :]
    if statement.line.comment is not None:
        then = then[: len(then) - len(statement.line.comment) - 1].rstrip().rstrip("#")
    rule = Rule(
        id=label.text if label else state.fresh("rules"),
        when_agent=first.agent,
        when_proposition=first.proposition,
        when_asserts=first.asserts,
        then=" ".join(then.split()),
        line=statement.line.number,
        also=tuple(also),
        always=always,
        consequence=_consequence(state, statement, cursor),
    )
    return state.add("rules", rule, statement)


def _conditions(state: State, statement: Statement, cursor: Cursor) -> list[Belief]:
    found: list[Belief] = []
    while True:
        agent = cursor.take_name(state.actors)
        if agent is None:
            raise cursor.unknown(state.actors, cursor.rest("believes", "learns", "knows"), "person Ada Marsh")
        if not any(cursor.takes(verb) for verb in ("believes", "believe", "learns", "learn", "knows", "know")):
            raise cursor.fault("a rule says what somebody believes.", EXAMPLE)
        cursor.takes("that")
        proposition, asserts = take_statement(state, statement, cursor, needed=True)
        found.append(Belief(agent=agent, proposition=proposition or "", asserts=asserts))
        if not cursor.takes("and"):
            return found


def _consequence(state: State, statement: Statement, cursor: Cursor) -> Consequence:
    """The line after ``then``, as facts that are in no layer of the account."""
    if cursor.takes("withdraw"):
        gone = take_facts(state, cursor)
        take_tail(state, statement, cursor)
        return Consequence(withdraws=gone)
    when = take_when(state, cursor)
    if when.initial:
        raise cursor.fault("what follows from a belief cannot be so from the start.", "Take “at first” away.")
    if cursor.sees("response"):
        raise cursor.fault("a response is the account's own record; no rule can make one.", EXAMPLE)
    layer, record = read_deed(state, statement, cursor, when)
    if cursor.sees("by"):
        raise _sourced(cursor)
    take_tail(state, statement, cursor)
    return Consequence(**{layer: (msgspec.structs.replace(record, id=""),)})


def _sourced(cursor: Cursor) -> ScenarioError:
    return cursor.fault(
        "what a rule makes happen has no source: it is your own assumption.", "Take the words from “by” on away."
    )
