"""A question asked of its slice has the answer that the whole world gives: parts are independent of each other."""

import random

from msgspec.structs import replace
from reasoning_models import random_model, to_analysis
from reasoning_stories import Story

from whoknew import reasoning as R
from whoknew.reasoning.answers import Slice, View
from whoknew.reasoning.belief import Mind
from whoknew.reasoning.contradictions import conflict_sets, consistent, firm_atoms
from whoknew.reasoning.lines import lines
from whoknew.reasoning.literals import At
from whoknew.reasoning.muses import enumerate_sets
from whoknew.reasoning.parts import components, whole_part


def several(rng):
    """One to three accounts of the same people; their propositions are shared, their clocks are not."""
    accounts = []
    for number in range(rng.choice((1, 1, 2, 3))):
        analysis = to_analysis(random_model(rng, rng.randint(1, 4)))
        named = tuple(replace(entity, name=entity.id, named=True) for entity in analysis.entities)
        accounts.append(replace(analysis, entities=named, account=replace(analysis.account, id=f"account {number}")))
    return accounts


def moments(world):
    return [At(), *(At(points=(point,)) for point in dict.fromkeys(world.item_point))]


def same(view, whole, cell, at, sign):
    """Whether a belief, and its ground, are possible on the slice just where they are on the whole."""
    agent, prop = cell

    def asked(build):
        return [view.possible(build, within)[0] for within in (view.on(prop, at), whole)]

    first, second = asked(lambda mind: mind.ways(agent, prop, at, sign))
    third, fourth = asked(lambda mind: mind.grounded(agent, prop, at, sign or 1, holds=True))
    return (first, third) == (second, fourth)


def test_slices_answer_as_the_whole_world_does():
    compared, branching = 0, 0
    for seed in range(500):
        rng = random.Random(seed)
        world = R.compile(several(rng))
        firm = sorted(firm_atoms(whole_part(world)))
        gone = frozenset(rng.sample(firm, min(len(firm), rng.choice((0, 0, 1, 3)))))
        view, made = View(world, gone), lines(world, gone)
        whole = Slice(made, tuple(Mind(line, "ranked") for line in made))
        branching += len(made) > 1
        cells = sorted(world.cells)
        for cell in rng.sample(cells, min(len(cells), 4)):
            for at in rng.sample(moments(world), min(len(world.item_point) + 1, 3)):
                for sign in (1, -1, 0):
                    assert same(view, whole, cell, at, sign), (seed, cell, at, sign)
                    compared += 1
    assert compared > 5_000
    assert branching > 30


def together(world):
    """The smallest contradictions, by an enumeration over everything at once."""
    whole = whole_part(world)
    return enumerate_sets(lambda subset: consistent(whole, subset), sorted(firm_atoms(whole)), budget=3_000)


def test_conflicts_of_the_parts_are_those_of_the_whole():
    met = 0
    for seed in range(250):
        world = R.compile(several(random.Random(seed)))
        expected = together(world)
        if expected.complete:
            found = conflict_sets(whole_part(world)).smallest
            assert set(found) == set(expected.smallest), seed
            met += bool(found)
    assert met > 20


def test_parts_share_no_claim_and_no_moment():
    for seed in range(100):
        world = R.compile(several(random.Random(seed)))
        for loose in (False, True):
            made = components(world, loose=loose)
            parts = made.constrained()
            atoms = [atom for part in parts for atom in part.atoms]
            assert len(atoms) == len(set(atoms))
            points = [{point for edge, _ in part.edges for point in edge[:2]} - made.separators for part in parts]
            assert sum(map(len, points)) == len(set().union(*points)) if points else True


def test_a_slice_holds_what_it_is_about_and_no_more():
    """A hundred matters that have nothing to do with each other: each slice has the few constraints of its own."""
    story = Story().people("a", "b")
    for number in range(100):
        story.prop(f"P{number}")
        first = story.act("tell", "a", "b", f"P{number}", at="2024-03-01")
        story.act("tell", "a", "b", f"P{number}", asserts=False, after=(first,))
    world = R.compile(story.analysis())
    view = View(world)
    assert len(world.edges) == 300
    assert {len(view.on(prop).lines[0].network.tails) for prop in range(100)} == {3}
