"""Scenario text → ``Scenario``: the analysis it states, and the line that each record of it stands on."""

import re
import typing
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from whoknew.errors import ScenarioError, WhoknewError
from whoknew.model import Account, Analysis, Diagnostic, Source
from whoknew.scenario.circles import groups_inside_themselves
from whoknew.scenario.compose import compose, digest
from whoknew.scenario.declare import declare_entity, declare_proposition
from whoknew.scenario.details import read_detail
from whoknew.scenario.facts import read_fact
from whoknew.scenario.gather import Gathered, OpenFile, beside, gather
from whoknew.scenario.rules import is_rule, read_rule
from whoknew.scenario.slips import meant_kind
from whoknew.scenario.sources import declare_source
from whoknew.scenario.state import NO_STATEMENT, PREFIXES, SELF, Entry, State, Statement
from whoknew.scenario.words import vocabulary

OpenAccount = Callable[[str], Account]
Finish = Callable[[], None]


@dataclass(frozen=True)
class Scenario:
    """A scenario that was read. ``lines`` holds path and line of each record by id; ``notes`` what a reader should see."""

    analysis: Analysis
    path: str = ""
    lines: dict[str, tuple[str, int]] = field(default_factory=dict)
    notes: tuple[Diagnostic, ...] = ()


def parse(
    source: str, *, path: str = "", open_file: OpenFile | None = None, open_account: OpenAccount | None = None
) -> Scenario:
    """Read a scenario. ``open_file`` gives the text of an included file, ``open_account`` the account that it names.

    Raises ``ScenarioError`` (the first of them) with line, column and remedy. Linear in the text.
    """
    scenario, errors = try_parse(source, path=path, open_file=open_file, open_account=open_account)
    if scenario is None:
        raise errors[0]
    return scenario


def try_parse(
    source: str, *, path: str = "", open_file: OpenFile | None = None, open_account: OpenAccount | None = None
) -> tuple[Scenario | None, tuple[ScenarioError, ...]]:
    """Read a scenario and collect every error in it, in the order of the lines; the scenario is there when there is none."""
    gathered = gather(source, path, open_file or _cannot_open)
    state = State(path=path, errors=gathered.errors)
    if not gathered.statements and not gathered.headers and gathered.text is None and not gathered.errors:
        state.errors.append(
            ScenarioError(
                "this scenario is empty.",
                path=path,
                line=1,
                column=1,
                remedy="Start with a line such as: person Ada Marsh",
            )
        )
    _labels_of_broken_lines(state, source, gathered)
    records = _read(state, gathered)
    account = _account(state, gathered, open_account) if not state.errors else None
    if state.errors:
        in_order = sorted(state.errors, key=lambda error: (error.path != path, error.path, error.line, error.column))
        return None, _once(in_order)
    analysis, notes = compose(state, account, records)
    if state.errors:
        return None, tuple(state.errors)
    lines = {entry.id: (entry.statement.path, entry.statement.line.number) for entry in state.order}
    return Scenario(analysis, path, lines, notes), ()


LABELLED = re.compile(r"\s*(?:\w+\s+)?\[([^\]\s]+)\]")


def _labels_of_broken_lines(state: State, source: str, gathered: Gathered) -> None:
    """What a line that cannot be cut into words is labelled: whoever refers to it makes no second error."""
    lines = source.removeprefix("\ufeff").split("\n")
    for error in gathered.errors:
        if error.path == state.path and (match := LABELLED.match(lines[error.line - 1])):
            _known(state, match.group(1))


def _known(state: State, label: str) -> None:
    for names in (state.facts, state.actors, state.sources, state.statements):
        names.add(label, ())


def _once(errors: list[ScenarioError]) -> tuple[ScenarioError, ...]:
    """The errors without those that say the same of one file again; the first then names the other lines."""
    again: dict[tuple[str, str, str], list[ScenarioError]] = {}
    for error in errors:
        again.setdefault(
            (error.path, error.message, error.remedy if " is called " in error.message else ""), []
        ).append(error)
    alike = [same if " is called " in message else [] for (_, message, _), same in again.items()]
    more = {id(same[0]): same[1:] for same in alike if len(same) > 1}
    dropped = {id(error) for rest in more.values() for error in rest}
    return tuple(_also(error, more.get(id(error), [])) for error in errors if id(error) not in dropped)


def _also(error: ScenarioError, others: list[ScenarioError]) -> ScenarioError:
    lines = sorted({other.line for other in others})
    if not lines:
        return error
    shown = ", ".join(map(str, lines[:5])) + (" …" if len(lines) > 5 else "")
    message = f"{error.message.rstrip('.')} (also on line{'s' if len(lines) > 1 else ''} {shown})."
    return ScenarioError(message, path=error.path, line=error.line, column=error.column, remedy=error.remedy)


def _cannot_open(path: str) -> str:
    raise OSError(2, "no files can be opened here", path)


def _read(state: State, gathered: Gathered) -> dict[str, list[Any]]:
    """Declarations first, so that every line may name what is declared anywhere; then facts, rules and details."""
    owned: list[Entry] = []
    finishers: list[Finish] = []
    facts: list[Statement] = []
    others: dict[str, list[Any]] = {}
    for statement in gathered.statements:
        _label(state, statement)
    for statement in gathered.statements:
        head = statement.line.tokens[0].folded
        declare = DECLARERS.get(head)
        if declare is not None:
            _attempt(state, _declare, state, statement, declare, finishers, owned)
        elif head == "record":
            _attempt(state, _record, state, statement, others)
        else:
            facts.append(statement)
    _own_voice(state)
    for finish in finishers:
        _attempt(state, finish)
    groups_inside_themselves(state)
    for statement in facts:
        read = read_rule if is_rule(statement) else read_fact
        _attempt(state, _fact, state, statement, read, owned)
    for entry in owned:
        for line in entry.statement.details:
            _attempt(state, read_detail, state, entry, line)
    return others


DECLARERS: dict[str, Callable[[State, Statement], Finish]] = {
    **dict.fromkeys(vocabulary()["kinds"], declare_entity),
    "source": declare_source,
    "statement": declare_proposition,
}


def _attempt(state: State, step: Callable[..., None], *arguments: Any) -> None:
    try:
        step(*arguments)
    except ScenarioError as error:
        state.errors.append(error)


def _label(state: State, statement: Statement) -> None:
    """Note the label of a line, so that lines above may refer to lines below."""
    tokens = statement.line.tokens
    declared = tokens[0].folded in DECLARERS
    token = tokens[1] if declared and len(tokens) > 1 else tokens[0]
    if token.kind != "label":
        second = tokens[1] if len(tokens) > 1 else token
        if second.kind == "label" and token.kind == "word" and meant_kind(token.folded):
            _known(state, second.text)  # a slip in the first word is one error, not one more at each use
        return
    first = state.labels.setdefault(token.text, statement)
    if first is not statement:
        state.errors.append(
            ScenarioError(
                f"[{token.text}] is the label of line {first.line.number} already.",
                path=statement.path,
                line=statement.line.number,
                column=token.column,
                remedy="Give one of them another label.",
            )
        )
    elif not declared:
        state.facts.add(token.text, ())


def _declare(
    state: State,
    statement: Statement,
    declare: Callable[[State, Statement], Finish],
    finishers: list[Finish],
    owned: list[Entry],
) -> None:
    finishers.append(declare(state, statement))
    owned.append(state.order[-1])


def _fact(state: State, statement: Statement, read: Callable[[State, Statement], Entry], owned: list[Entry]) -> None:
    owned.append(read(state, statement))


def _own_voice(state: State) -> None:
    """The account itself is a source of every scenario, first unless the scenario places it."""
    if ("sources", SELF) not in state.by_id:
        voice = Entry("sources", Source(id=SELF, descriptor="the account", kind="self"), NO_STATEMENT)
        state.entries["sources"].insert(0, voice)
        state.sources.add(SELF, ("the account",))


def _record(state: State, statement: Statement, others: dict[str, list[Any]]) -> None:
    """``record LAYER {…}``: a record of any layer as it stands in the JSON."""
    tokens = statement.line.tokens
    layer = tokens[1].text if len(tokens) > 1 else ""
    kinds = record_types()
    column = tokens[-1].column
    if layer not in kinds or tokens[-1].kind != "raw":
        raise ScenarioError(
            f"there is no layer “{layer}” to add a record to.",
            path=statement.path,
            line=statement.line.number,
            column=column,
            remedy=f"Write: record LAYER {{…}} with one of {', '.join(sorted(kinds))}.",
        )
    try:
        record = msgspec.json.decode(tokens[-1].text, type=kinds[layer])
    except msgspec.DecodeError as error:
        raise ScenarioError(
            f"this record cannot be read: {error}.",
            path=statement.path,
            line=statement.line.number,
            column=column,
            remedy="It is the JSON of one record on one line.",
        ) from error
    if layer in PREFIXES:
        state.add(layer, record, statement)
        state.facts.add(record.id, ())
    else:
        others.setdefault(layer, []).append(record)


def record_types() -> dict[str, Any]:
    """The type of the records in each layer of an analysis, and of its account."""
    hints = typing.get_type_hints(Analysis)
    layers = {name: typing.get_args(hint)[0] for name, hint in hints.items() if typing.get_origin(hint) is tuple}
    return layers | {"account": dict[str, Any]}


def _account(state: State, gathered: Gathered, open_account: OpenAccount | None) -> Account | None:
    """The account that the headers name or give, with their metadata; ``None`` where the facts are the account."""
    account: Account | None = None
    if "account" in gathered.headers:
        value, statement = gathered.headers["account"]
        if gathered.text is not None:
            _account_error(
                state, statement, "the account is named and also given in the file.", "Keep the name or the “>” lines."
            )
            return None
        try:
            if open_account is None:
                raise OSError(2, "no accounts can be opened here")
            account = open_account(beside(statement.path, value))
        except (OSError, WhoknewError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            _account_error(
                state, statement, f"“{value}” cannot be read: {reason}.", "Paths are taken from the scenario's folder."
            )
            return None
    elif gathered.text is not None:
        text = "\n".join(gathered.text)
        account = Account(id=digest(text), text=text, sha256=digest(text))
    fields = {
        vocabulary()["headers"][name]: value for name, (value, _) in gathered.headers.items() if name != "account"
    }
    base = account or Account(id="", text="")
    account_with = msgspec.structs.replace(base, **fields)
    state.given = account is not None
    return account_with


def _account_error(state: State, statement: Statement, message: str, remedy: str) -> None:
    column = statement.line.tokens[0].column
    state.errors.append(
        ScenarioError(message, path=statement.path, line=statement.line.number, column=column, remedy=remedy)
    )
