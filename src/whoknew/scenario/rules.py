"""Reactions that the user assumes: ``if Ada believes help-is-coming then Ada goes to Millbrook``."""

from typing import Any

from whoknew.model import Rule
from whoknew.scenario.cursor import Cursor
from whoknew.scenario.facts import read_deed
from whoknew.scenario.parties import take_statement, take_tail
from whoknew.scenario.state import Entry, State, Statement
from whoknew.scenario.when import take_when


def read_rule(state: State, statement: Statement) -> Entry:
    """``if A believes P then LINE``: the user's assumption of how somebody would react."""
    cursor = Cursor(statement.path, statement.line)
    label = cursor.take_kind("label")
    cursor.at += 1
    agent = cursor.take_name(state.actors)
    if agent is None:
        raise cursor.unknown(state.actors, cursor.rest("believes", "learns"), "person Ada Marsh")
    if not (cursor.takes("believes") or cursor.takes("learns") or cursor.takes("knows")):
        raise cursor.fault(
            "a rule says what somebody believes.", "Write: if Ada believes help-is-coming then Ada goes to Millbrook"
        )
    cursor.takes("that")
    proposition, asserts = take_statement(state, statement, cursor, needed=True)
    if not cursor.takes("then") or cursor.done or proposition is None:
        raise cursor.fault(
            "this rule does not say what follows.", "End it with “then” and a line such as: Ada goes to Millbrook"
        )
    column = cursor.column()
    then = statement.line.source[column - 1 :]
    if statement.line.comment is not None:
        then = then[: len(then) - len(statement.line.comment) - 1].rstrip().rstrip("#")
    check_reaction(state, statement, cursor)
    identifier = label.text if label else state.fresh("rules")
    rule = Rule(
        id=identifier,
        when_agent=agent,
        when_proposition=proposition,
        when_asserts=asserts,
        then=" ".join(then.split()),
        line=statement.line.number,
    )
    return state.add("rules", rule, statement)


def check_reaction(state: State, statement: Statement, cursor: Cursor) -> tuple[str, Any]:
    """Read the line after ``then`` for its errors; nothing is added to the facts."""
    when = take_when(state, cursor)
    deed = read_deed(state, statement, cursor, when)
    take_tail(state, statement, cursor)
    return deed
