"""Who takes part, what was said, where, and who says so: the pieces that every fact is made of."""

from typing import Any

from whoknew.errors import ScenarioError
from whoknew.model import Party
from whoknew.scenario.cursor import Cursor
from whoknew.scenario.names import did_you_mean
from whoknew.scenario.slips import slip_at_start
from whoknew.scenario.state import State, Statement
from whoknew.scenario.words import phrases, verbs, vocabulary

Chain = tuple[tuple[str, ...], ...]


def take_parties(state: State, cursor: Cursor, *, needed: str = "") -> tuple[Party, ...]:
    """``Assad and all the chiefs`` → parties; empty where none comes next (an error where ``needed`` says what for)."""
    found: list[Party] = []
    while True:
        party = _party(state, cursor)
        if party is None:
            if needed or found:
                if needed == "subject" and not found and (slip := slip_at_start(cursor)) is not None:
                    raise slip
                shown = cursor.rest(*_stop_words())
                raise cursor.unknown(state.actors, shown, f"person {shown or 'Ada Marsh'}")
            return ()
        found.append(party)
        if not cursor.takes("and"):
            return tuple(found)


def _stop_words() -> tuple[str, ...]:
    grammar = vocabulary()["grammar"]
    first = set(verbs().first_words() | phrases("movement").first_words())
    first |= {form.split()[0] for name in ("negations", "tries", "hedges", "links") for form in grammar[name]}
    first |= set(vocabulary()["presence"]["forms"]) | {"and", "by", "at", "in", "from", "with"}
    return tuple(first)


def _party(state: State, cursor: Cursor) -> Party | None:
    quantity: Any = cursor.take_phrase(phrases("nobodies"))
    if quantity is not None:
        return Party(quantity=quantity)
    start = cursor.at
    entity = cursor.take_name(state.actors)
    if entity is not None:
        return Party(entity=entity)
    quantity = cursor.take_phrase(phrases("quantities"))
    entity = cursor.take_name(state.actors)
    if entity is not None:
        return Party(entity=entity, quantity=quantity)
    words = cursor.take_kind("string")
    if words is not None:
        return Party(descriptor=words.text, quantity=quantity)
    cursor.at = start
    return None


def take_statement(state: State, statement: Statement, cursor: Cursor, *, needed: bool) -> tuple[str | None, bool]:
    """``[not] LABEL`` or quoted words → id of a statement and whether it is asserted."""
    start = cursor.at
    negated = cursor.takes("not")
    found = cursor.take_name(state.statements)
    if found is not None:
        return found, not negated
    words = cursor.take_kind("string")
    if words is not None:
        return state.add_proposition(words.text, statement), not negated
    if not needed:
        cursor.at = start
        return None, True
    token = cursor.peek()
    if token is not None and token.kind == "comma":
        raise cursor.fault("a comma stands where what was said is expected.", "Take the comma away.")
    shown = cursor.rest("by", "at", "from")
    near = state.statements.near(shown) if shown else ()
    hint = "Did you mean " + " or ".join(f"“{item}”" for item in near) + "? " if near else ""
    raise cursor.fault(
        f"no statement is called “{shown}”." if shown else "what was said is missing here.",
        f"{hint}Put its words in quotation marks, or declare it: statement [{'-'.join(shown.split()[:4]) or 'help-is-coming'}] …",
    )


def take_tail(state: State, statement: Statement, cursor: Cursor) -> tuple[Chain, str | None]:
    """``by X and Y, citing Z: "quote"`` → the chain of sources (outermost first, without the account) and the quote."""
    chain: Chain = ()
    quote: str | None = None
    if cursor.takes("by"):
        if cursor.takes("account"):
            chain = ()
        else:
            chain = (take_sources(state, statement, cursor),)
        while cursor.takes("citing") or cursor.takes_after_comma("citing"):
            chain = (*chain, () if cursor.takes("somebody") else take_sources(state, statement, cursor))
        if cursor.take_kind("colon"):
            words = cursor.take_kind("string")
            if words is None:
                raise cursor.fault(
                    "the words of the account are missing after the colon.",
                    'Write them in quotation marks: by aide: "…"',
                )
            quote = words.text
    if not cursor.done:
        raise _left_over(cursor)
    return chain, quote


def _left_over(cursor: Cursor) -> ScenarioError:
    shown = cursor.rest()
    token = cursor.peek()
    if token is not None and token.kind == "string":
        return cursor.fault(
            "these quoted words stand where none are expected.",
            'The account\'s own words go on an indented line of their own beneath, or after a source and a colon: by aide: "…"',
        )
    if (
        token is not None
        and token.kind == "comma"
        and any(before.folded == "by" for before in cursor.tokens[: cursor.at])
    ):
        return cursor.fault("this comma leads nowhere.", "Several sources are joined by “and”: by SOURCE and SOURCE.")
    if cursor.sees("according", "to"):
        return cursor.fault(
            f"“{shown}” is left over at the end of this line.", "Write who says so after “by”: by SOURCE."
        )
    return cursor.fault(
        f"“{shown}” is left over at the end of this line." if shown else "this comma leads nowhere.",
        "After what happened come only “at PLACE”, “falsely”, “insincerely” and “by SOURCE”; anything else goes on a line of its own.",
    )


def take_sources(state: State, statement: Statement, cursor: Cursor) -> tuple[str, ...]:
    """``commander and three aides`` → source ids; a declared actor speaks as a source of that name."""
    found: list[str] = []
    while True:
        identifier = cursor.take_name(state.sources)
        if identifier is None:
            actor = cursor.take_name(state.actors)
            if actor is not None:
                identifier = state.source_of_actor(actor, statement)
        if identifier is None:
            shown = cursor.rest("and", "citing")
            forms = (*state.sources.forms(), *state.actors.forms())
            raise cursor.fault(
                f"no source is called “{shown}”." if shown else "the name of a source is missing after “by”.",
                f"{did_you_mean(shown, forms)} Or declare it: source [{(shown or 'aide').split()[-1]}] {shown or 'an aide'}, "
                "anonymous person".strip(),
            )
        found.append(identifier)
        if not cursor.takes("and"):
            return tuple(found)


def take_place(state: State, statement: Statement, cursor: Cursor) -> str:
    """A declared place, or quoted words."""
    found = cursor.take_name(state.actors)
    if found is not None:
        return found
    words = cursor.take_kind("string")
    if words is not None:
        return words.text
    shown = cursor.rest("by", "from", "to", "via", "in")
    raise cursor.unknown(state.actors, shown, f"place {shown or 'Millbrook'}")
