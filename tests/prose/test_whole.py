"""The whole way from prose: the draft runs and says what the prose said, sources fall as they should, corrections stay,
and of plain sentences nothing is ever read that they do not say."""

import hashlib
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from reading import acts, names, read, sources, world
from whoknew import pipeline, reasoning
from whoknew.model import Account, Act, Analysis
from whoknew.scenario import draft, keep, remember
from whoknew.scenario.parse import try_parse

A = "damascus/a.txt"
ALL = (A, "damascus/b.txt", "damascus/c.txt", "merger/account.txt")


def gone(found: reasoning.Difference, analysis: Analysis) -> list[Act]:
    return [act for act in analysis.acts if act.id in found.records_gone]


def promises(engine: reasoning.World) -> list:
    gists = {proposition.id: proposition.gist for one in engine.analyses for proposition in one.propositions}
    return [card for card in reasoning.deceived(engine) if "help" in gists.get(card.proposition or "", "")]


def source(analysis: Analysis, name: str) -> str:
    (found,) = [one.id for one in analysis.sources if one.descriptor == name]
    return found


def test_without_the_commander_the_meeting_falls_and_the_promise_stays_on_al_bahras_word() -> None:
    analysis = read(A)
    found = reasoning.drop(world(A), [source(analysis, "commander")])
    assert {act.type for act in gone(found, analysis)} == {"meet", "tell", "ask"}
    (meeting,) = acts(analysis, "meet", "Assad", "chiefs")
    assert meeting.id in found.records_gone
    assert {entity.name for entity in analysis.entities if entity.id == meeting.place} == {"defence ministry"}
    left = promises(found.world)
    assert left and all(sources(analysis, act_of(analysis, card.act).sources) == ["Hadi al-Bahra"] for card in left)


def test_without_both_the_promise_falls_too() -> None:
    analysis = read(A)
    found = reasoning.drop(world(A), [source(analysis, "commander"), source(analysis, "Hadi al-Bahra")])
    assert promises(found.world) == []


def act_of(analysis: Analysis, ident: str) -> Act:
    return next(act for act in analysis.acts if act.id == ident)


@pytest.mark.parametrize("name", ALL)
def test_the_draft_reads_back_and_runs_as_the_prose_did(name: str) -> None:
    analysis = read(name)
    scenario, errors = try_parse(draft(analysis, account=name), open_account=lambda _: analysis.account)
    assert scenario is not None, errors
    again = reasoning.compile([scenario.analysis])

    def cards(engine: reasoning.World) -> set[tuple[str, str]]:
        return {
            (engine.name_of(card.teller), engine.name_of(who))
            for card in reasoning.deceived(engine)
            if card.certainty == "certain"
            for who in card.told
        }

    assert cards(again) == cards(world(name))


@pytest.mark.parametrize("name", ALL)
def test_replay_rests_on_sentences_of_the_text_alone(name: str) -> None:
    analysis, engine = read(name), world(name)
    known = {
        record.id
        for layer in ("acts", "events", "movements", "presences", "claims", "propositions")
        for record in getattr(analysis, layer)
    }
    for frame in reasoning.replay(engine):
        for finding in (*frame.minds, *frame.told):
            for support in finding.supports:
                assert set(support) <= known, support
            for start, end in finding.spans:
                assert analysis.account.text[start:end].strip()


@pytest.mark.parametrize("name", ALL)
def test_corrections_survive_a_second_reading(name: str) -> None:
    analysis = read(name)
    first = remember(draft(analysis, account=name), analysis)
    lines = first.splitlines()
    at = next(
        k
        for k, line in enumerate(lines)
        if line.startswith('    "') and not lines[k - 1].startswith((" ", "statement"))
    )
    lines[at - 1] = "# I do not think so: " + lines[at - 1]
    del lines[at]
    mended = "\n".join(lines) + "\n"
    text, lost = keep(mended, draft(analysis, account=name), analysis)
    assert not lost
    assert "# I do not think so" in text and "# New in this reading" not in text
    assert facts(text) == facts(mended), "a second reading of the same text adds nothing and takes nothing away"


def facts(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip() and not line.startswith("# read: ")]


PEOPLE = ("Rosa Lindgren", "Oskar Brandt", "Halima Nasser", "Viktor Amsel", "Ines Duarte")
CONTENTS = (
    "the bridge had been closed",
    "the ship would sail on Monday",
    "the money was gone",
    "the doctor had left",
    "the letter was forged",
)
PLAIN = ("The harbour froze early that year.", "Nobody paid the ferrymen.", "The market stayed open until dusk.")
FORMS = {
    "tell": "{a} told {b} that {p}.",
    "told": "{b} was told by {a} that {p}.",
    "withhold": "{a} did not tell {b} that {p}.",
    "deny": "{a} denied that {p}.",
    "meet": "{a} met {b} at the town hall.",
}
SAYS = {"tell": "tell", "told": "tell", "withhold": "withhold", "deny": "deny", "meet": "meet"}
SENTENCE = st.tuples(st.sampled_from(sorted(FORMS)), st.permutations(PEOPLE), st.sampled_from(CONTENTS))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(SENTENCE, st.sampled_from(PLAIN)), min_size=1, max_size=5))
def test_nothing_is_read_that_plain_sentences_do_not_say(told: list) -> None:
    stated: set[tuple[str, str, str, str]] = set()
    text = []
    for one in told:
        if isinstance(one, str):
            text.append(one)
            continue
        form, people, content = one
        a, b = people[:2]
        text.append(FORMS[form].format(a=a, b=b, p=content))
        stated.add((SAYS[form], a, "" if form == "deny" else b, "" if form == "meet" else content))
    words = " ".join(text)
    digest = hashlib.sha256(words.encode()).hexdigest()
    analysis = pipeline.run(Account(id=digest, text=words, sha256=digest, language="en"))
    for act in analysis.acts:
        who, whom = names(analysis, act.agents), names(analysis, act.others)
        content = analysis.text_of(act.content_spans[0]) if act.content_spans and act.type != "meet" else ""
        found = (act.type, " ".join(who), " ".join(whom), content)
        left_out = [all(x in ("", y) for x, y in zip(found, one, strict=True)) for one in stated]
        assert any(left_out), (found, analysis.account.text)  # a party may be missed; none may be made up
    engine = reasoning.compile([analysis])
    for card in reasoning.deceived(engine):
        assert any(kind in ("tell", "deny") for kind, *_ in stated), card
