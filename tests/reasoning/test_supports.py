"""Supports, must-sources and dropping, against brute force over all subsets of the records."""

import random
from itertools import combinations

from msgspec.structs import replace
from reasoning_models import random_model, to_analysis
from reasoning_stories import Story

from whoknew import reasoning
from whoknew.reasoning.answers import View
from whoknew.reasoning.dropping import drop_records
from whoknew.reasoning.proof import records_of_belief

MINDS = ("knew", "believed", "believed_wrongly")


def states(world):
    view = View(world)
    return {
        (world.agents[a], world.props[p], s.value, s.certainty, s.sign)
        for a, p in (*world.cells, *world.kept_cells)
        for s in view.states(a, p)
    }


def holds(analysis, finding):
    """Whether a finding is derived, as firmly, from an analysis alone."""
    for agent, prop, value, certainty, sign in states(reasoning.compile(analysis)):
        same = (agent, prop) == (finding.agent, finding.proposition)
        # what is only said to be believed is believed too where it is known, or known to be wrong
        same = same and (value == finding.value or (finding.value == "believed" and value in MINDS))
        if same and (sign >= 0) == finding.asserts and certainty in ("certain", finding.certainty):
            return True
    return False


def smallest(analysis, pool, finding):
    """All smallest subsets of ``pool`` that derive a finding while all other records stay, by trying every subset."""
    found = []
    for size in range(len(pool) + 1):
        for subset in combinations(pool, size):
            if not any(set(known) <= set(subset) for known in found):
                gone = frozenset(pool) - set(subset)
                if holds(drop_records(analysis, gone), finding):
                    found.append(subset)
    return {frozenset(subset) for subset in found}


def rumours(rng, tellings):
    """One matter, many tellings of it in open or forced order, some seen, some denied; each on its own source."""
    story = Story().people("a", "b", "c", "d")
    story.prop("P", events=("ev1",) if rng.random() < 0.6 else ())
    if rng.random() < 0.6:
        story.event("a", id="ev1", at="2024-03-01")
    acts = []
    for number in range(tellings):
        teller, hearer = rng.sample("abcd", 2)
        after = (rng.choice(acts),) if acts and rng.random() < 0.5 else ()
        sign = rng.random() < 0.7
        acts.append(story.act("tell", teller, hearer, "P", asserts=sign, after=after, by=f"s{number % 4}"))
    return story.analysis()


def test_every_explanation_is_minimal_and_complete():
    compared = 0
    for seed in range(160):
        rng = random.Random(seed)
        analysis = rumours(rng, rng.randint(2, 7 if seed % 8 else 11))
        world = reasoning.compile(analysis)
        view = View(world)
        for finding in reasoning.knew(world):
            if finding.capped or finding.value not in ("knew", "believed", "believed_wrongly"):
                continue
            agent, prop = world.agent_index[finding.agent], world.prop_index[finding.proposition]
            sign = 1 if finding.asserts else -1
            if {e.sign for m in view.on(prop).minds for e in m.evidence(agent, prop)} != {sign}:
                continue  # with evidence on both sides the times of the other side count too: the next test
            pool = [key for key in records_of_belief(view, agent, prop, sign) if not key.startswith("p")]
            truth = [key for key in world.records if key.startswith("ev")] if finding.value != "believed" else []
            pool = list(dict.fromkeys((*pool, *truth)))
            if len(pool) > 12:
                continue
            compared += 1
            assert {frozenset(s) for s in finding.supports} == smallest(analysis, pool, finding), (seed, finding)
    assert compared > 150


def test_supports_are_minimal_where_rules_are_defeated():
    """Nothing can be taken from a support, and with it alone (and all that speaks against it) the finding stands."""
    compared = 0
    for seed in range(400):
        rng = random.Random(seed)
        analysis = rumours(rng, rng.randint(2, 6))
        world = reasoning.compile(analysis)
        for finding in reasoning.knew(world):
            everything = {key for support in finding.supports for key in support}
            for support in finding.supports:
                rest = everything - set(support)
                if finding.capped or len(everything) > 12:
                    continue
                compared += 1
                assert holds(drop_records(analysis, frozenset(rest)), finding), (seed, finding)
    assert compared > 500


def test_a_must_source_is_one_that_every_support_needs():
    """Losing what it says for the finding, and nothing that it says against it, breaks the finding; losing what any
    other source says for it does not."""
    compared = {True: 0, False: 0}
    for seed in range(200):
        rng = random.Random(seed)
        analysis = rumours(rng, rng.randint(2, 6))
        world = reasoning.compile(analysis)
        for finding in reasoning.knew(world):
            if finding.capped or not finding.supports:
                continue
            used = {key for support in finding.supports for key in support}
            for source in analysis.sources:
                gone = frozenset(key for key in used if world.sources_of(key) == (source.id,))
                if gone:
                    must = source.id in finding.must_sources
                    compared[must] += 1
                    assert holds(drop_records(analysis, gone), finding) != must, (seed, source.id, finding)
    assert min(compared.values()) > 60


def delete(analysis, source):
    """Brute force: every record that rests on the source alone is deleted by hand, and nothing else is touched."""
    gone = {record.id for record in (*analysis.acts, *analysis.claims) if _only(record, source)}
    return drop_records(analysis, frozenset(gone))


def _only(record, source):
    if hasattr(record, "chain"):
        return any(step == (source,) for step in record.chain)
    return record.sources == (source,)


def test_dropping_a_source_is_deleting_what_it_says():
    compared = 0
    for seed in range(250):
        rng = random.Random(seed)
        if seed % 2:
            analysis = rumours(rng, rng.randint(2, 8))
        else:
            analysis = to_analysis(random_model(rng, rng.randint(2, 6)))
            acts = tuple(replace(a, sources=(f"t{rng.randrange(3)}",)) for a in analysis.acts)
            more = tuple(
                type(analysis.sources[0])(id=f"t{n}", descriptor=f"t{n}", kind="anonymous_person") for n in range(3)
            )
            analysis = replace(analysis, acts=acts, sources=(*analysis.sources, *more))
        world = reasoning.compile(analysis)
        for source in analysis.sources:
            if source.id == "self":
                continue
            compared += 1
            difference = reasoning.drop(world, [source.id])
            expected = reasoning.compile(delete(analysis, source.id))
            assert states(difference.world) == states(expected), (seed, source.id)
            before, after = states(world), states(expected)
            touched = {
                (c.before or c.after).agent
                for c in (*difference.falls, *difference.appears, *difference.changed)
                if c.kind == "knowledge"
            }
            assert {row[0] for row in before ^ after} <= touched, (seed, source.id)
    assert compared > 500
