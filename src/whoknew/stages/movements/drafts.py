"""A movement before it has an id."""

from dataclasses import dataclass

from whoknew.model.happenings import Happened
from whoknew.stages.movements.where import Ends
from whoknew.stages.movements.who import Verb


@dataclass(slots=True)
class Draft:
    """One movement of one mover. ``mover`` is an entity id or "", ``vehicle`` the words where there is no entity."""

    verb: Verb
    lemma: str
    mover: str
    ends: Ends
    happened: Happened
    hedged: bool
    first: int
    end: int
    journey: int = 0
    vehicle: str = ""
    asked: bool = False  # only asked for: no movement, but it says where a later "she came" leads
    same: "Draft | None" = None  # the movement that this one tells again
    tentative: bool = False  # a movement only as the way back of one told just before ("he came back")

    @property
    def who(self) -> str:
        """The mover under one name or the other."""
        return self.mover or self.vehicle.lower()
