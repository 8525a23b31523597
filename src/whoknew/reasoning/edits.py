"""Interventions: edits of a model that make another model, and leave the first as it was (rule 16).

An intervention changes what happened, never what people then do. Telling somebody something takes back the account's
statements that just this person was not told, was kept from it or did not know it, since they speak of the other
course; everything else stays, and what contradicts the edit shows as a constraint broken.
"""

import msgspec


class AddTelling(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody is told a proposition (an id, or words that make a new one). Without a teller it is whoever holds the
    plan that it is, else nobody in particular. ``at`` is ISO; ``after`` and ``before`` are items."""

    hearers: tuple[str, ...]
    proposition: str
    teller: str | None = None
    asserts: bool = True
    at: str | None = None
    after: str | None = None
    before: str | None = None


class RemoveAct(msgspec.Struct, frozen=True, kw_only=True):
    """As if nobody had said that it happened."""

    act: str


class NegateAct(msgspec.Struct, frozen=True, kw_only=True):
    """It did not happen (or, where it is said not to have happened, it did)."""

    act: str


class MoveItem(msgspec.Struct, frozen=True, kw_only=True):
    """It happened at another time; what the text says of its time is taken back."""

    item: str
    at: str | None = None
    after: str | None = None
    before: str | None = None


class MakePresent(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody is at a place: when an item happens, or at an ISO time."""

    agent: str
    place: str = ""
    item: str | None = None
    at: str | None = None


class MakeAbsent(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody is not at a place: when an item happens, or at an ISO time."""

    agent: str
    place: str = ""
    item: str | None = None
    at: str | None = None


class DropSource(msgspec.Struct, frozen=True, kw_only=True):
    """Nothing that only this source says counts."""

    source: str


class WithdrawItem(msgspec.Struct, frozen=True, kw_only=True):
    """A precondition, event, decision or movement did not come about."""

    item: str


Edit = AddTelling | RemoveAct | NegateAct | MoveItem | MakePresent | MakeAbsent | DropSource | WithdrawItem
