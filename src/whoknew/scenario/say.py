"""Records → sentences: the line of a scenario that states a record, or the same in plain words for a person.

``Speaker(analysis)`` writes what the parser reads back; ``Speaker(analysis, plain=True)`` uses full names and the
words of statements instead of labels. Both are the same grammar, so that an answer can be pasted into a scenario.
"""

import re
from collections.abc import Callable

from whoknew.model import Act, Analysis, Belief, Claim, Event, Movement, Party, Presence, Response, Rule, When
from whoknew.model.syntax import Tree
from whoknew.scenario.lines import quoted
from whoknew.scenario.moments import write_bounds
from whoknew.scenario.names import Names
from whoknew.scenario.words import link_of, vocabulary

AUTO = re.compile(r"[a-z]{1,4}\d+")
LABEL = re.compile(r"[^\[\]\s,\"]+")
Fact = Act | Movement | Presence | Event | Claim | Response


class Speaker:
    """Says the records of one analysis. Linear to build; every sentence is linear in its record."""

    def __init__(self, analysis: Analysis, *, plain: bool = False) -> None:
        self.analysis, self.plain = analysis, plain
        self.entities = {entity.id: entity for entity in analysis.entities}
        self.propositions = {proposition.id: proposition for proposition in analysis.propositions}
        self.sources = {source.id: source for source in analysis.sources}
        layers = (analysis.events, analysis.acts, analysis.movements, analysis.presences, analysis.claims)
        self.facts = {record.id for layer in layers for record in layer} | {time.id for time in analysis.times}
        self._tree = Tree(analysis) if analysis.signals is not None and not plain else None
        self._actors, self._statements, self._sources = Names("actor"), Names("statement"), Names("source")
        for entity in analysis.entities:
            self._actors.add(entity.id, (entity.name, *entity.aliases))
        for proposition in analysis.propositions:
            self._statements.add(proposition.id, (proposition.gist, *proposition.wordings))
        for source in analysis.sources:
            self._sources.add(source.id, (source.descriptor,))

    # names

    def name(self, identifier: str) -> str:
        """An actor or place: its name; for the parser in brackets by id where the name would not lead back to it."""
        entity = self.entities.get(identifier)
        if entity is None:
            return identifier if self.plain else quoted(identifier)
        if self.plain:
            return entity.name
        if not AUTO.fullmatch(identifier) and self._own(self._actors, identifier):
            return identifier
        return self._reference(self._actors, identifier, (entity.name,))

    def place(self, where: str) -> str:
        return self.name(where)

    def source(self, identifier: str) -> str:
        """A source as it is named after “by”."""
        source = self.sources.get(identifier)
        if self.plain:
            return source.descriptor if source else identifier
        if source is None or (
            not AUTO.fullmatch(identifier) and LABEL.fullmatch(identifier) and self._own(self._sources, identifier)
        ):
            return identifier
        return self._reference(self._sources, identifier, (source.descriptor,))

    def _own(self, names: Names, identifier: str) -> bool:
        return names.exact(identifier) == (identifier,)

    def _reference(self, names: Names, identifier: str, forms: tuple[str, ...]) -> str:
        for form in forms:
            if names.exact(form) == (identifier,) and _writable(form):
                return form if bare_words(form) else quoted(form)
        return f"[{identifier}]"

    def statement(self, identifier: str, *, asserts: bool = True, words: str = "") -> str:
        """A statement: its label, or its words in quotation marks; ``not`` before it where it is denied.

        ``words`` are how an act puts it: they stand where the statement has them among its wordings.
        """
        proposition = self.propositions.get(identifier)
        negation = "" if asserts else "not "
        own = words if proposition is not None and words in proposition.wordings else ""
        if self.plain:
            shown = own or (proposition.gist if proposition else identifier)
            return f"{negation}“{shown}”"
        if proposition is None:
            return negation + quoted(identifier)
        if not AUTO.fullmatch(identifier) and self._own(self._statements, identifier):
            return negation + identifier
        if own and self._statements.exact(own) == (identifier,) and _writable(own):
            return negation + quoted(own)
        if self._statements.exact(proposition.gist) == (identifier,) and _writable(proposition.gist):
            return negation + quoted(proposition.gist)
        return f"{negation}[{identifier}]"

    def party(self, party: Party) -> str:
        """Somebody in an act, with the quantity before the name."""
        if party.entity is None and not party.descriptor:
            return str(vocabulary()["nobodies"].get(party.quantity or "some", ["somebody"])[0])
        who = self.name(party.entity) if party.entity is not None else self._words(party.descriptor)
        return f"{vocabulary()['quantities'][party.quantity][0]} {who}" if party.quantity else who

    def parties(self, parties: tuple[Party, ...]) -> str:
        return " and ".join(self.party(party) for party in parties)

    def _words(self, words: str) -> str:
        return words if self.plain else quoted(words)

    # sentences

    def say(self, record: Fact) -> str:
        """The statement of a fact, without its time and sources."""
        sayers: dict[type, Callable[..., str]] = {
            Act: self.act,
            Movement: self.movement,
            Presence: self.presence,
            Event: self.event,
            Claim: self.claim,
            Response: self.response,
        }
        return sayers[type(record)](record)

    def fact(self, record: Fact) -> str:
        """The statement with its time before it."""
        when = "" if isinstance(record, Response) else self.when(record.time)
        return f"{when}: {self.say(record)}" if when else self.say(record)

    def act(self, act: Act) -> str:
        entry = vocabulary()["spoken_of" if act.spoken_of else "acts"]
        entry = entry if act.spoken_of else entry[act.type]
        many = len(act.agents) > 1 or any(self._many(party) for party in act.agents)
        words = [self.parties(act.agents) or "somebody"]
        words += ["perhaps"] if act.hedged else []
        if act.polarity and act.completed:
            words.append(entry["plural" if many else "singular"][0])
        else:
            words += ["do not" if many else "does not"] if not act.polarity else []
            words += [("try to" if many or not act.polarity else "tries to")] if not act.completed else []
            words.append(entry["plural"][-1] if act.type == "unaware" else entry["plural"][0])
        words += self._content(act)
        words += [f"at {self.place(act.place)}"] if act.place else []
        words += {"true": ["truly"], "false": ["falsely"], "open": []}[act.truth]
        words += ["insincerely"] if act.insincere else []
        return " ".join(word for word in words if word)

    def _many(self, party: Party) -> bool:
        entity = self.entities.get(party.entity or "")
        return (entity is not None and entity.type == "group") or party.quantity in ("all", "some")

    def _content(self, act: Act) -> list[str]:
        words = self.analysis.text_of(act.content_spans[0]) if act.content_spans else ""
        words = " ".join(words.split())
        statement = (
            self.statement(act.proposition, asserts=act.asserts, words=words) if act.proposition is not None else ""
        )
        link = link_of(act.type) if statement else ""
        if link == "that" and self._topic(act):
            link = "of" if act.type == "tell" else "about"
        others = self.parties(act.others)
        if act.type == "withhold":
            return [statement, f"from {others}" if others else ""]
        if act.type in ("decide", "know", "unaware", "learn"):
            return [f"{link} {statement}".strip(), f"from {others}" if others else ""]
        if act.type == "deny" and others:
            others = f"to {others}"
        return [others, f"{link} {statement}".strip()]

    def _topic(self, act: Act) -> bool:
        """Whether a content names a thing and says nothing of it ("dismissal"); known only where the reader read the words."""
        if not act.content_spans or self._tree is None:
            return False
        top = self._tree.top(act.content_spans[0])
        if top < 0 or self._tree.words[top].upos not in ("NOUN", "PROPN"):
            return False
        return not self._tree.kids(top, "nsubj", "cop", "aux", "acl")

    def movement(self, movement: Movement) -> str:
        verb = vocabulary()["movement"][movement.happened][0]
        if movement.happened == "done" and self._many(movement.mover):
            verb = "go"
        words = [self.party(movement.mover), "perhaps" if movement.hedged else "", verb]
        if movement.means:
            words.append(
                f"in {movement.means if self.plain or MEANS.fullmatch(movement.means) else quoted(movement.means)}"
            )
        words += [f"from {self.place(movement.origin_place)}"] if movement.origin_place else []
        words += [f"via {' and '.join(self.place(place) for place in movement.via)}"] if movement.via else []
        words += [f"to {self.place(movement.destination)}"] if movement.destination else []
        statement = " ".join(word for word in words if word)
        return f"{statement}, leg of {movement.journey}" if movement.journey and not self.plain else statement

    def presence(self, presence: Presence) -> str:
        verb = "are" if self._many(presence.who) else "is"
        words = [
            self.party(presence.who),
            "perhaps" if presence.hedged else "",
            verb,
            "" if presence.present else "not",
        ]
        where = self.entities.get(presence.where)
        part = where is not None and not where.named and " of " in where.name  # "at the edge of the capital"
        preposition = "in" if where is not None and where.type == "place" and not part else "at"
        return " ".join(word for word in (*words, preposition, self.place(presence.where)) if word)

    def event(self, event: Event) -> str:
        if self.plain:
            return event.gist or "something happens"
        words = ["it happens that" if event.polarity else "it does not happen that", quoted(event.gist)]
        words += [f"at {self.place(event.place)}"] if event.place else []
        named = [filler for filler in event.roles if filler.role == "with" and filler.entity in self.entities]
        words += [f"with {' and '.join(self.name(str(filler.entity)) for filler in named)}"] if named else []
        return " ".join(words)

    def claim(self, claim: Claim) -> str:
        status = vocabulary()["claims"][claim.status]
        asserts = claim.asserts
        if claim.status == "asserted" and not asserts:
            status, asserts = "is not so", True
        words = f"it {status}"
        if claim.proposition is not None:
            words += f" that {self.statement(claim.proposition, asserts=asserts)}"
        about = [fact for fact in claim.about if fact in self.facts]
        if about and not self.plain:
            words += f", about {' and '.join(about)}"
        if claim.kind != "fact":
            words += f", as {claim.kind}"
        if claim.against:
            words += f", against {' and '.join(self.name(who) for who in claim.against)}"
        return words

    def response(self, response: Response) -> str:
        known = [fact for fact in response.about if fact in self.facts]
        about = f" about {' and '.join(known)}" if known else ""
        who = self.name(response.who)
        result = vocabulary()["responses"][response.result][0]
        return f"{who} {result}" if self.plain else f"response: {who} {result}{about}"

    def rule(self, rule: Rule) -> str:
        first = Belief(agent=rule.when_agent, proposition=rule.when_proposition, asserts=rule.when_asserts)
        waits = " and ".join(
            f"{self.name(held.agent)} believes {self.statement(held.proposition, asserts=held.asserts)}"
            for held in (first, *rule.also)
        )
        return f"{'always ' if rule.always else ''}if {waits} then {rule.then}"

    def when(self, when: When) -> str:
        """The time as it stands before the colon; ``""`` for none. What no phrase says is left out."""
        parts = ["at first"] if when.initial else []
        bounds = write_bounds(when.bounds)
        if bounds:
            parts.append(f"perhaps {bounds}" if when.weak else bounds)
        orders = vocabulary()["orders"]
        for order in when.orders:
            if order.to not in self.facts:
                continue
            to = order.to if not self.plain else self._fact_name(order.to)
            parts.append(f"{'perhaps ' if order.weak else ''}{orders[order.relation]} {to}")
        return ", ".join(parts)

    def _fact_name(self, identifier: str) -> str:
        return identifier.replace("-", " ")

    def by(self, chain: tuple[tuple[str, ...], ...]) -> str:
        """``by commander, citing aide``; ``""`` for the account's own voice."""
        steps = [" and ".join(self.source(source) for source in step) or "somebody" for step in chain]
        return f"by {', citing '.join(steps)}" if steps else ""


MEANS = re.compile(r"[\w-]+(?: [\w-]+)*")
STOPS = frozenset({"by", "from", "to", "via", "and", "or", "at", "in"})


def bare_words(form: str) -> bool:
    """Whether a name can stand without quotation marks and be read back whole."""
    words = form.split()
    return " ".join(words) == form and all(re.fullmatch(r"[^\s,;\"“#\[\]:]+", word) for word in words)


def _writable(form: str) -> bool:
    return bool(form.strip()) and " ".join(form.split()) == form


def bare(words: str) -> str:
    """A name as it is written in a declaration: bare where it reads back whole, else in quotation marks."""
    return words if words and bare_words(words) else quoted(words)
