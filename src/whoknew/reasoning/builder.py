"""What the parts of the compiler share: a world under construction, and how ids become numbers.

With several analyses every id is prefixed with the number of its analysis ("2:a5"); named entities with a name or
alias in common become one agent, propositions with the same gist one proposition. Linking is by identity of words
only, so that it can be seen and undone: nothing is merged by likeness.
"""

import re

from whoknew.model import Analysis, Diagnostic, Entity, Party
from whoknew.reasoning.chains import Chains
from whoknew.reasoning.facts import ALWAYS, Chain, Edge, World

_SPACE = re.compile(r"\s+")
_ARTICLE = re.compile(r"^(?:the|a|an|his|her|their|its)\s+")


def fold(words: str) -> str:
    """Words compared without case, articles and spacing."""
    return _ARTICLE.sub("", _SPACE.sub(" ", words).strip().casefold())


class Builder:
    """Fills a ``World``; one per compilation."""

    def __init__(self, analyses: tuple[Analysis, ...]) -> None:
        self.world = World(analyses=analyses)
        self.many = len(analyses) > 1
        self.number = 0  # of the analysis being compiled
        self.chains = Chains(analyses[0]) if analyses else None
        self.entity_key: dict[str, str] = {}  # prefixed entity id -> key of the agent or place it is
        self.entities: dict[str, Entity] = {}
        self.by_name: dict[str, str] = {}
        self.across: dict[str, str] = {}  # name over all accounts -> key of the agent
        self.by_gist: dict[str, int] = {}
        self.describes: dict[str, list[int]] = {}  # item key -> propositions that describe it
        self.atoms: dict[tuple[str, str], int] = {}
        self.participants: set[str] = set()  # sources that took part in, or saw, what they tell of

    def key(self, identifier: str) -> str:
        """The id in the world of an id of the present analysis."""
        return f"{self.number + 1}:{identifier}" if self.many else identifier

    def doubt(self, code: str, message: str, span: tuple[int, int] | None = None) -> None:
        """Note something odd in the model; nothing raises for it."""
        self.world.diagnostics.append(
            Diagnostic(code=code, message=message, span=span, severity="warning", stage="reasoning")
        )

    def agent(self, key: str, name: str | None = None) -> int:
        """The number of the agent with this key, made at first use."""
        world = self.world
        found = world.agent_index.get(key)
        if found is None:
            found = world.agent_index[key] = len(world.agents)
            world.agents.append(key)
            if name is not None:
                world.names.setdefault(key, name)
        return found

    def party(self, party: Party) -> int:
        """The agent that a party is; -1 where it is neither an entity nor words."""
        if party.entity:
            key = self.key(party.entity)
            known = self.entity_key.get(key)
            if known is None:
                self.doubt(
                    "reasoning.unknown-actor", f"“{party.entity}” is not among the actors of this account.", party.span
                )
                return self.agent(key, party.descriptor or party.entity)
            return self.agent(known)
        words = fold(party.descriptor)
        if not words:
            return -1
        named = self.by_name.get(words)
        return self.agent(named) if named else self.agent(words, party.descriptor)

    def place(self, words: str | None) -> str:
        """The key of a place, given by an entity id or by words; empty where there is none."""
        if not words:
            return ""
        key = self.entity_key.get(self.key(words))
        if key is not None:
            return key
        folded = fold(words)
        self.world.names.setdefault(folded, words)
        return self.by_name.get(folded, folded)

    def prop(self, identifier: str | None) -> int:
        """The number of a proposition of the present analysis; -1 for none."""
        return self.world.prop_index.get(self.key(identifier), -1) if identifier else -1

    def atom(self, record: str, facet: str, weak: bool, chains: tuple[Chain, ...]) -> int:
        """The atom of a record's facet, made at first use."""
        found = self.atoms.get((record, facet))
        if found is None:
            world = self.world
            found = self.atoms[record, facet] = len(world.atom_record)
            world.atom_record.append(record)
            world.atom_facet.append(facet)
            world.atom_weak.append(weak)
            if self.many:
                chains = tuple(tuple(tuple(map(self.key, step)) for step in chain) for chain in chains)
            world.atom_chains.append(chains)
        return found

    def moment(self, item: int) -> int:
        """The moment from which an item counts: always, where it holds from the start of the story."""
        world = self.world
        return ALWAYS if world.records[world.items[item]].time.initial else world.item_point[item]

    def point(self) -> int:
        """A new moment."""
        self.world.points += 1
        return self.world.points - 1

    def edge(self, edge: Edge, atom: int) -> None:
        """A time constraint that one atom states."""
        self.world.edges.append(edge)
        self.world.edge_atom.append(atom)

    def evidence(
        self,
        cell: tuple[int, int],
        sign: int,
        kind: int,
        point: int,
        atoms: tuple[int, ...],
        item: int,
        teller: int = -1,
    ) -> None:
        """Evidence for (agent, proposition), and against every proposition that cannot hold with it."""
        self._evidence(cell, sign, kind, point, atoms, item, teller)
        if sign > 0:
            for other, _ in self.world.clashes[cell[1]]:
                self._evidence((cell[0], other), -1, kind, point, atoms, item, teller)

    def _evidence(
        self, cell: tuple[int, int], sign: int, kind: int, point: int, atoms: tuple[int, ...], item: int, teller: int
    ) -> None:
        world = self.world
        number = len(world.ev_agent)
        world.ev_agent.append(cell[0])
        world.ev_prop.append(cell[1])
        world.ev_sign.append(sign)
        world.ev_kind.append(kind)
        world.ev_point.append(point)
        world.ev_atoms.append(atoms)
        world.ev_item.append(item)
        world.ev_teller.append(teller)
        found = world.cells.get(cell)
        if found is None:
            world.cells[cell] = [number]
        else:
            found.append(number)
