"""Random small models for the oracles, and the same models as analyses for the engine."""

from reasoning_oracle import Thing
from reasoning_stories import Story

from whoknew import reasoning
from whoknew.model import Party
from whoknew.reasoning.answers import View
from whoknew.reasoning.literals import At
from whoknew.reasoning.search import conjoin

AGENTS = ("a", "b", "c")
DAY = "2024-03-{:02d}"


def random_model(rng, size):
    """Happenings with defeat (both signs), clashing propositions, weak ones, branching, groups, and some disorder."""
    things = []
    for _ in range(size):
        kind = rng.choices(("see", "tell", "silence", "unaware", "know", "claim"), (5, 9, 1, 1, 1, 2))[0]
        who = (rng.choice(AGENTS),)
        to, maybe = (), ()
        if kind == "see":
            who = tuple(sorted(rng.sample(AGENTS, rng.choice((1, 1, 2)))))
        if kind in ("tell", "silence"):
            others = [a for a in AGENTS if a != who[0]]
            to = tuple(sorted(rng.sample(others, rng.choice((1, 1, 2)))))
            if kind == "tell" and len(to) == 1 and rng.random() < 0.25:
                maybe = tuple(a for a in others if a not in to)
        if kind == "claim":
            who = ()
        dated = kind in ("see", "tell", "unaware", "know")
        window, after = None, ()
        if dated:
            if rng.random() < 0.6:
                first = rng.randint(1, 4)
                window = (first, min(5, first + rng.choice((0, 0, 1, 2))))
            earlier = [j for j, t in enumerate(things) if t.kind in ("see", "tell", "unaware", "know")]
            if earlier and rng.random() < 0.4:
                after = (rng.choice(earlier),)
        things.append(
            Thing(
                kind,
                who,
                to,
                maybe,
                rng.choice("PPPQ"),
                rng.choice((1, 1, -1)),
                rng.random() < 0.2,
                window,
                after,
            )
        )
    if rng.random() < 0.08 and len(things) > 1:  # a cycle of times
        timed = [i for i, t in enumerate(things) if t.kind in ("see", "tell", "unaware", "know")]
        if len(timed) > 1:
            i, j = timed[0], timed[-1]
            things[i] = things[i]._replace(after=(j,))
    return things


def to_analysis(things):
    """The model as an analysis: happenings keep their index in the id ("i3")."""
    story = Story().people(*AGENTS)
    describing = {}
    for i, thing in enumerate(things):
        at = (DAY.format(thing.window[0]), DAY.format(thing.window[1])) if thing.window else None
        after = tuple(f"i{j}" for j in thing.after)
        match thing.kind:
            case "see":
                story.event(
                    *thing.who,
                    id=f"i{i}",
                    at=at,
                    after=after,
                    polarity=thing.sign > 0,
                    attribution=None,
                    factuality=_doubt(thing.weak),
                )
                describing.setdefault(thing.prop, []).append(f"i{i}")
            case "tell":
                others = list(thing.to)
                if thing.maybe:  # a group of just those who are possibly among the hearers
                    story.people(f"g{i}", type="group", members=thing.maybe)
                    others.append(f"g{i}")
                story.act(
                    "tell",
                    thing.who,
                    others,
                    thing.prop,
                    id=f"i{i}",
                    asserts=thing.sign > 0,
                    at=at,
                    after=after,
                    hedged=thing.weak,
                )
            case "silence":
                story.act(
                    "tell",
                    thing.who,
                    thing.to,
                    thing.prop,
                    id=f"i{i}",
                    asserts=thing.sign > 0,
                    polarity=False,
                    hedged=thing.weak,
                )
            case "unaware":
                story.act("unaware", thing.who, (), thing.prop, id=f"i{i}", at=at, after=after, hedged=thing.weak)
            case "know":
                story.act(
                    "know",
                    thing.who,
                    (),
                    thing.prop,
                    id=f"i{i}",
                    asserts=thing.sign > 0,
                    at=at,
                    after=after,
                    hedged=thing.weak,
                )
            case "claim":
                story.claim(
                    thing.prop, thing.sign > 0, id=f"i{i}", by=f"s{i}", status="alleged" if thing.weak else "asserted"
                )
    story.prop("P", clashes=("Q",), events=describing.get("P", ()))
    story.prop("Q", events=describing.get("Q", ()))
    return story.analysis()


def _doubt(weak):
    from whoknew.model import Factuality

    return (Factuality(holder="self", value="PS+"),) if weak else ()


def disagreements(things, expected, policy="ranked"):
    """Queries on which the engine differs from the outcomes over all world-lines."""
    world = reasoning.compile(to_analysis(things))
    view = View(world, policy=policy)
    wrong = []
    for query, outcomes in expected.items():
        for value in (1, -1, 0) if query[0] in "BN" else (1, -1) if query[0] == "K" else (True,):
            want = "excluded" if value not in outcomes else "certain" if len(outcomes) == 1 else "possible"
            got = ask(view, query, value).certainty
            if got != want and not (query[0] == "D" and got == "excluded" and want == "excluded"):
                wrong.append((query, value, want, got))
    return wrong


def ask(view, query, value):
    """The engine's verdict on one query."""
    world = view.world
    kind = query[0]
    if kind in "BK":
        _, a, prop, moment = query
        at = At() if moment is None else At(points=(world.point(f"i{moment}"),))
        function = view.believes if kind == "B" else view.knows
        return function(world.agent_index[a], world.prop_index[prop], at, value)
    if kind == "N":
        _, a, b, prop = query
        return view.thinks(world.agent_index[a], world.agent_index[b], world.prop_index[prop], At(), value)
    _, item, hearer = query
    return deceived(view, world, f"i{item}", hearer)


def deceived(view, world, item, hearer):
    from whoknew.reasoning.deceptions import _taken

    telling = next(t for t in world.tellings if world.items[t.item] == item)
    agent = world.agent_index[hearer]
    needed = dict(telling.hearers).get(agent)
    return _taken(view, telling, telling.tellers[0], agent, needed)


__all__ = ["AGENTS", "Party", "conjoin", "disagreements", "random_model", "to_analysis"]
