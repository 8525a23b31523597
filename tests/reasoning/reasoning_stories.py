"""A small builder of analyses for the tests: people, places, propositions, acts, events, in the order of time."""

from whoknew.model import (
    Account,
    Act,
    Analysis,
    Bounds,
    Claim,
    Clash,
    Entity,
    Event,
    Filler,
    Held,
    Movement,
    Order,
    Party,
    Presence,
    Proposition,
    Source,
    When,
)


class Story:
    """Collects records; ``analysis`` makes the analysis. Each record's span is a slot of its own in a made-up text."""

    def __init__(self) -> None:
        self.entities, self.sources, self.propositions = (
            {},
            {"self": Source(id="self", descriptor="self", kind="self")},
            {},
        )
        self.acts, self.events, self.movements, self.presences, self.claims = [], [], [], [], []
        self.rules, self.places, self.slot = (), (), 0

    def span(self):
        self.slot += 1
        return (self.slot, self.slot + 1)

    def people(self, *names, type="person", **more):
        for name in names:
            self.entities[name] = Entity(id=name, name=name, type=type, **more)
        return self

    def source(self, name, **more):
        more.setdefault("kind", "anonymous_person")
        self.sources[name] = Source(id=name, descriptor=more.pop("descriptor", name), **more)
        return self

    def prop(self, name, *, clashes=(), events=(), **more):
        self.propositions[name] = Proposition(
            id=name,
            gist=more.pop("gist", name),
            events=tuple(events),
            clashes=tuple(Clash(proposition=other, reason="contrary") for other in clashes),
            **more,
        )
        return self

    def party(self, who):
        if isinstance(who, Party):
            return who
        if who not in self.entities and who not in self.sources:
            self.people(who)
        return Party(entity=who)

    def when(self, at=None, after=(), before=(), weak=False, weak_after=(), same=()):
        orders = [Order(relation="after", to=o) for o in _many(after)]
        orders += [Order(relation="before", to=o) for o in _many(before)]
        orders += [Order(relation="simultaneous", to=o) for o in _many(same)]
        orders += [Order(relation="after", to=o, weak=True) for o in _many(weak_after)]
        first, last = at if isinstance(at, tuple) else (at, at)
        return When(bounds=Bounds(earliest=first, latest=last), orders=tuple(orders), weak=weak)

    def act(self, type, agent=(), others=(), prop=None, *, id=None, by=(), at=None, **more):
        id = id or f"a{len(self.acts) + 1}"
        time = {k: more.pop(k) for k in ("after", "before", "weak", "weak_after", "same") if k in more}
        for key in ("truth_by", "insincere_by"):
            if key in more:
                more[key] = tuple(Held(holder=h, value=v) for h, v in more[key])
        if prop is not None and prop not in self.propositions:
            self.prop(prop)
        for source in _many(by):
            if source not in self.sources:
                self.source(source)
        self.acts.append(
            Act(
                id=id,
                type=type,
                cue=self.span(),
                agents=tuple(self.party(a) for a in _many(agent)),
                others=tuple(self.party(o) for o in _many(others)),
                proposition=prop,
                sources=tuple(_many(by)),
                time=self.when(at, **time),
                **more,
            )
        )
        return id

    def event(self, *agents, id=None, at=None, **more):
        id = id or f"ev{len(self.events) + 1}"
        time = {k: more.pop(k) for k in ("after", "before", "weak", "weak_after", "same") if k in more}
        span = self.span()
        roles = tuple(Filler(role="ARG0", span=span, entity=self.party(a).entity) for a in agents)
        self.events.append(Event(id=id, trigger=span, roles=roles, time=self.when(at, **time), **more))
        return id

    def move(self, who, origin=None, to=None, *, id=None, at=None, by=(), **more):
        id = id or f"m{len(self.movements) + 1}"
        time = {k: more.pop(k) for k in ("after", "before", "weak", "weak_after", "same") if k in more}
        self.movements.append(
            Movement(
                id=id,
                mover=self.party(who),
                span=self.span(),
                origin_place=origin,
                destination=to,
                time=self.when(at, **time),
                sources=tuple(_many(by)),
                **more,
            )
        )
        return id

    def presence(self, who, where, *, id=None, at=None, by=(), **more):
        id = id or f"pr{len(self.presences) + 1}"
        time = {k: more.pop(k) for k in ("after", "before", "weak", "weak_after", "same") if k in more}
        self.presences.append(
            Presence(
                id=id,
                who=self.party(who),
                where=where,
                span=self.span(),
                time=self.when(at, **time),
                sources=tuple(_many(by)),
                **more,
            )
        )
        return id

    def claim(self, prop, asserts=True, *, by=(), id=None, at=None, **more):
        id = id or f"c{len(self.claims) + 1}"
        if prop is not None and prop not in self.propositions:
            self.prop(prop)
        for source in _many(by):
            if source not in self.sources:
                self.source(source)
        time = {k: more.pop(k) for k in ("after", "before", "weak", "weak_after", "same") if k in more}
        chain = (("self",), *((s,) for s in _many(by)))
        self.claims.append(
            Claim(
                id=id,
                chain=chain,
                proposition=prop,
                asserts=asserts,
                spans=(self.span(),),
                time=self.when(at, **time),
                **more,
            )
        )
        return id

    def analysis(self):
        return Analysis(
            account=Account(id="test", text="x" * (self.slot + 2)),
            entities=tuple(self.entities.values()),
            sources=tuple(self.sources.values()),
            propositions=tuple(self.propositions.values()),
            acts=tuple(self.acts),
            events=tuple(self.events),
            movements=tuple(self.movements),
            presences=tuple(self.presences),
            claims=tuple(self.claims),
            places=tuple(self.places),
            rules=tuple(self.rules),
        )


def _many(one):
    return (one,) if isinstance(one, (str, Party)) else tuple(one)
