"""Rules of the user: followed in chains, each once, marked as his, and gone without a trace when the rule goes."""

import random
from itertools import permutations

from msgspec.structs import replace
from reasoning_models import AGENTS, random_model, to_analysis
from reasoning_stories import Story

from whoknew import reasoning as R
from whoknew.model import Belief, Consequence, Party, Rule
from whoknew.model.happenings import Act
from whoknew.reasoning.answers import View
from whoknew.reasoning.assuming import assume, follow
from whoknew.reasoning.conditions import trigger

MINDS = ("knew", "believed", "believed_wrongly")


def telling(teller, hearer, prop, asserts=True):
    party = tuple(Party(entity=who) for who in (teller, hearer))
    act = Act(id="", type="tell", cue=(0, 0), agents=party[:1], others=party[1:], proposition=prop, asserts=asserts)
    return Consequence(acts=(act,))


def rule(number, who, prop, consequence, asserts=True, also=(), always=False):
    return Rule(
        id=f"r{number}",
        line=number,
        when_agent=who,
        when_proposition=prop,
        when_asserts=asserts,
        then="then",
        also=also,
        always=always,
        consequence=consequence,
    )


def random_rules(rng, analysis):
    """One to four rules that tell on, contradict, or take something away."""
    ids = [record.id for record in (*analysis.acts, *analysis.events)]
    found = []
    for number in range(rng.randint(1, 4)):
        if ids and rng.random() < 0.25:
            made = Consequence(withdraws=(rng.choice(ids),))
        else:
            made = telling(*rng.sample(AGENTS, 2), rng.choice("PQ"), rng.random() < 0.7)
        also = (Belief(agent=rng.choice(AGENTS), proposition="P", asserts=True),) if rng.random() < 0.2 else ()
        found.append(rule(number + 1, rng.choice(AGENTS), rng.choice("PQ"), made, rng.random() < 0.7, also))
    return tuple(found)


def models(count):
    for seed in range(count):
        rng = random.Random(seed)
        bare = to_analysis(random_model(rng, rng.randint(1, 5)))
        yield seed, rng, bare, replace(bare, rules=random_rules(rng, bare))


def states(world, view=None):
    view = view or View(world)
    return {
        (world.agents[a], world.props[p], s.value, s.certainty, s.sign)
        for a, p in (*world.cells, *world.kept_cells)
        for s in view.states(a, p)
    }


def test_without_its_rules_a_model_is_as_it_was_and_following_leaves_it_so():
    for seed, _, bare, ruled in models(150):
        world = R.compile(ruled)
        before = R.findings_of(world)
        assume([ruled])
        assert R.findings_of(world) == before == R.findings_of(R.compile(bare)), seed
        assert states(assume([replace(ruled, rules=())])) == states(R.compile(bare)), seed
        assert not R.what_if(world, [])


def test_what_rules_change_is_undone_by_taking_them_away():
    changed = 0
    for seed, rng, bare, ruled in models(120):
        edit = [R.edits.AddTelling(hearers=(rng.choice(AGENTS),), proposition="P", asserts=rng.random() < 0.7)]
        plain, ours = R.what_if(R.compile(bare), edit), R.what_if(R.compile(ruled), edit)
        if not R.followed(ours.world)[0] and not R.followed(ours.before)[0]:
            assert (plain.falls, plain.appears, plain.changed) == (ours.falls, ours.appears, ours.changed), seed
        changed += bool(ours.assumptions)
        back = R.what_if(R.compile(replace(ruled, rules=())), edit)
        assert states(back.world) == states(plain.world), seed
    assert changed > 20


def test_the_order_of_the_rules_changes_nothing():
    for seed, _, bare, ruled in models(80):
        results = [follow((replace(bare, rules=order),)) for order in permutations(ruled.rules)]
        assert len({frozenset(assumption.line for assumption in result.assumptions) for result in results}) == 1, seed
        worlds = [R.compile(result.analyses) for result in results[:3]]
        assert all(states(world) == states(worlds[0]) for world in worlds), seed


def test_every_rule_that_applies_is_followed_and_every_one_that_is_followed_applied():
    """A fixed point: in the last world no rule waits that is met; and what a rule added stands on that rule alone."""
    followed = 0
    for seed, _, _, ruled in models(150):
        result = follow((ruled,))
        world = R.compile(result.analyses)
        done = {assumption.rule: assumption.certainty for assumption in result.assumptions}
        for one in ruled.rules:
            found = trigger(View(world), 0, one)
            if found is not None and not found.late:
                assert done.get(one.id) in (found.certainty, "certain"), (seed, one)
        for assumption in result.assumptions:
            followed += 1
            for key in assumption.records:
                if key.startswith("your-rule:"):
                    assert world.sources_of(key) == (f"your-rule:{assumption.rule}",), seed
                    assert world.records[key].hedged == (assumption.certainty == "possible"), seed
                elif assumption.certainty == "certain":
                    assert key not in world.records, seed
    assert followed > 100


def test_what_is_only_possible_makes_nothing_certain():
    met = 0
    for seed, _, bare, ruled in models(250):
        result = follow((ruled,))
        if not result.assumptions or any(assumption.certainty == "certain" for assumption in result.assumptions):
            continue
        met += 1
        before = {row for row in states(R.compile(bare)) if row[3] == "certain" and row[2] in MINDS}
        after = {row for row in states(R.compile(result.analyses)) if row[3] == "certain" and row[2] in MINDS}
        assert {row[:2] + row[4:] for row in after} <= {row[:2] + row[4:] for row in before}, seed
    assert met > 10


def story(*rules):
    made = Story().people("a", "b", "c")
    made.prop("P")
    made.prop("Q")
    made.act("tell", "a", "b", "P", id="told", at="2024-01-05")
    made.rules = rules
    return made.analysis()


def test_a_chain_is_followed_in_time_and_comes_after_what_it_waits_for():
    analysis = story(rule(1, "b", "P", telling("b", "c", "Q")), rule(2, "c", "Q", telling("c", "a", "Q")))
    world = assume([analysis])
    assert R.knew(world, "c", "Q", at=R.parse_when(world, "2024-01-04"))[0].value == "not_recorded"
    order = [entry.item for entry in R.timeline(world)]
    assert order == ["told", "your-rule:r1", "your-rule:r2"]
    assert R.explain_order(world, "told", "your-rule:r2") == ("your-rule:r2", "your-rule:r1")


def test_a_rule_that_takes_away_what_it_waits_for_is_followed_once_and_says_so():
    result = follow((story(rule(1, "b", "P", Consequence(withdraws=("told",)))),))
    assert [assumption.line for assumption in result.assumptions] == [1]
    (note,) = result.notes
    assert note == "Your rule at line 1 takes away what it waits for, by itself or through others; it is followed once."


def test_a_circle_of_rules_ends_and_says_so():
    result = follow((story(rule(1, "b", "P", telling("b", "c", "P")), rule(2, "c", "P", telling("c", "b", "P"))),))
    assert [assumption.line for assumption in result.assumptions] == [1, 2]
    assert result.notes == (
        "Your rule at line 1 and your rule at line 2 lead back to each other; each is followed once.",
    )


def test_only_rules_that_are_said_always_are_followed_in_plain_questions():
    now, later = rule(1, "b", "P", telling("b", "c", "Q")), rule(2, "b", "P", telling("b", "a", "Q"), always=True)
    world = assume([story(now, later)], only_always=True)
    assert [assumption.line for assumption in R.followed(world)[0]] == [2]
    assert [assumption.line for assumption in R.followed(assume([story(now, later)]))[0]] == [1, 2]


def test_a_rule_of_one_account_waits_for_what_another_tells():
    first = story(rule(1, "b", "P", telling("b", "c", "Q")))
    named = tuple(replace(e, name=e.name.upper(), named=True) for e in first.entities)
    second = replace(first, entities=named, rules=())
    silent = replace(first, entities=named, acts=())
    world = assume([silent, second])
    assert [assumption.line for assumption in R.followed(world)[0]] == [1]
    (mind,) = R.knew(world, "1:c", "1:Q")
    assert (mind.value, mind.certainty) == ("believed", "certain")


def test_words_that_are_no_line_of_a_scenario_are_shown_and_not_worked_out():
    result = follow((story(rule(1, "b", "P", Consequence())),))
    assert [assumption.then for assumption in result.assumptions] == ["then"]
    assert result.notes == (
        "What follows from your rule at line 1 is not worked out: “then” is no line of a scenario.",
    )
