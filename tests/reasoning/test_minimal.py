"""Every explanation is minimal, of every kind of finding: beliefs that are contested and defeated, nested beliefs,
deceptions, silences; against brute force, which deletes records from the analysis and compiles it anew."""

import random
from itertools import combinations

from reasoning_models import AGENTS, random_model, to_analysis
from test_supports import rumours

from whoknew import reasoning as R
from whoknew.reasoning.dropping import drop_records

MINDS = ("knew", "believed", "believed_wrongly")
MOST = 12


def minds(world):
    return R.knew(world)


def nested(world):
    known = [agent for agent in AGENTS if agent in world.agent_index]
    return [f for a in known for b in known if a != b for f in R.thinks(world, a, b)]


def lies(world):
    return [f for f in R.deceived(world) if f.value in ("deceived", "attempt", "told_falsely")]


def firm(found, wanted):
    return found in ("certain", wanted)


def same(found, wanted):
    """Whether a finding of a smaller model says what the one that is explained says, at least as firmly."""
    if not firm(found.certainty, wanted.certainty) or found.asserts != wanted.asserts:
        return False
    if hasattr(wanted, "teller"):
        return (found.act, found.teller, found.value) == (wanted.act, wanted.teller, wanted.value) and set(
            wanted.told
        ) <= set(found.told)
    values = MINDS if wanted.value == "believed" else (wanted.value,)
    return (found.agent, found.proposition, found.mind_of) == (
        wanted.agent,
        wanted.proposition,
        wanted.mind_of,
    ) and found.value in values


def against(world, finding):
    """Records that speak against a finding, or of which a stated ignorance is made."""
    prop, sign = world.prop_index[finding.proposition], 1 if finding.asserts else -1
    found = {
        world.atom_record[atom]
        for number, other in enumerate(world.ev_prop)
        if other == prop and world.ev_sign[number] != sign
        for atom in world.ev_atoms[number]
    }
    found |= {world.atom_record[a] for s in world.setters.get(prop, ()) if s.sign != sign for a in s.atoms}
    return found | {world.items[kept.item] for kept in world.kept if kept.kind == "unaware"}


def apart(world, gone):
    """Whether no other record is placed in time by these: deleting one would delete what the others say of their time
    as well, and so change more than the engine takes away."""
    return not any(o.to in gone for key, r in world.records.items() if key not in gone for o in r.time.orders)


def models(count):
    for seed in range(count):
        rng = random.Random(seed)
        if seed % 2:
            yield seed, rumours(rng, rng.randint(2, 6))
        else:
            yield seed, to_analysis(random_model(rng, rng.randint(2, 6)))


def check(ask, count):
    """Compares all findings of one question; the number of supports that were compared."""
    compared = 0
    for seed, analysis in models(count):
        world = R.compile(analysis)
        answers = {}

        def holds(gone, finding, analysis=analysis, answers=answers):
            if gone not in answers:
                answers[gone] = list(ask(R.compile(drop_records(analysis, gone))))
            return any(same(found, finding) for found in answers[gone])

        for finding in ask(world):
            pool = {key for support in finding.supports for key in support if key in world.records}
            if finding.capped or not finding.supports or len(pool) > MOST:
                continue
            needed = set()
            if finding.certainty == "certain":  # what is possible may become certain otherwise when a claim goes
                needed = {key for key in world.records if not holds(frozenset((key,)), finding)}
                needed = {key for key in needed - against(world, finding) if apart(world, {key})}
            for support in finding.supports:
                own = [key for key in support if key in world.records]
                compared += 1
                assert needed <= set(own), (seed, finding, "a claim whose loss breaks it is in every support")
                gone = frozenset(pool - set(own))
                assert not apart(world, gone) or holds(gone, finding), (seed, finding, support)
                for less in (set(subset) for size in range(len(own)) for subset in combinations(own, size)):
                    gone = frozenset(pool - less)
                    assert not apart(world, gone) or not holds(gone, finding), (seed, finding, support, less)
    return compared


def test_beliefs_contested_or_not_are_explained_by_smallest_sets():
    assert check(minds, 160) > 300


def test_nested_beliefs_are_explained_by_smallest_sets():
    assert check(nested, 120) > 100


def test_deceptions_are_explained_by_smallest_sets():
    assert check(lies, 200) > 60
