"""The report's parts on small hand-made material: kinds, relations read off analyses, verdicts, Markdown, JSON."""

import json
from pathlib import Path

import msgspec
import pytest

from whoknew.model import Account, Act, Analysis, Attribution, AttributionSignal, Signals, Time, Token
from whoknew.model.signals import Frame as ReadFrame
from whoknew.model.signals import Role
from whoknew_eval.analysed import KeptEncoder, analyse
from whoknew_eval.corpora.document import Attribution as Gold
from whoknew_eval.corpora.document import Document, Frame, Timex
from whoknew_eval.keys.construction import constructions_of
from whoknew_eval.keys.key import KeyAct
from whoknew_eval.keys.layer import LayerScore
from whoknew_eval.keys.run import Table, UnseenError
from whoknew_eval.metrics.attribution import Relation
from whoknew_eval.quality.attribution import compare, measure
from whoknew_eval.quality.calibrated import calibration_table
from whoknew_eval.quality.confusions import write_keys
from whoknew_eval.quality.confusions_heads import write_heads
from whoknew_eval.quality.halves import fitted_on, held_back
from whoknew_eval.quality.judged import relations_judged
from whoknew_eval.quality.kinds import form_of, kinds_of
from whoknew_eval.quality.nested import cases, read_said
from whoknew_eval.quality.nested import compare as nested_counts
from whoknew_eval.quality.parsed import Text, read_apart
from whoknew_eval.quality.places import score_article
from whoknew_eval.quality.render import Report, as_json, markdown, verdict
from whoknew_eval.quality.row import Breakdown, Row, Target, targets
from whoknew_eval.quality.times import count

TEXT = "Officials said the dam would hold . He added that “ it will not ” ."


def document(**layers: object) -> Document:
    spans, at = [], 0
    for form in TEXT.split(" "):
        spans.append((at, at + len(form)))
        at += len(form) + 1
    return Document(
        id="d",
        corpus="polnear",
        split="dev",
        text=TEXT,
        words=tuple(spans),
        sentences=((0, 7), (7, 16)),
        **layers,  # type: ignore[arg-type]
    )


GOLD = (
    Gold(cue=((1, 2),), source=((0, 1),), content=((2, 6),)),
    Gold(cue=((8, 9),), source=((7, 8),), content=((9, 15),)),
)


def characters(words: tuple[int, int]) -> tuple[int, int]:
    spans = document().words
    return spans[words[0]][0], spans[words[1] - 1][1]


def analysis(**layers: object) -> Analysis:
    return Analysis(account=Account(id="x", text=TEXT), **layers)  # type: ignore[arg-type]


def test_kinds() -> None:
    given = document(attributions=GOLD)
    assert kinds_of(GOLD[0], given) == ("indirect", "anonymous source")
    assert kinds_of(GOLD[1], given) == ("mixed", "pronoun source") or "direct" in kinds_of(GOLD[1], given)
    across = Gold(cue=((1, 2),), source=(), content=((2, 12),))
    assert {"cross-sentence", "no source", "nested"} <= set(kinds_of(across, given))
    assert form_of(((10, 15),), given) == "direct"


def test_relations_of_the_layer_leave_nested_ones_out() -> None:
    outer = Attribution(
        id="1", cue_spans=(characters((1, 2)),), source_spans=(characters((0, 1)),), content_spans=(characters((2, 6)),)
    )
    inner = Attribution(id="2", cue_spans=(characters((8, 9)),), parent="1")
    compared = compare(document(attributions=GOLD), analysis(attributions=(outer, inner)))
    assert compared.found == (Relation(((1, 2),), ((0, 1),), ((2, 6),)),)
    rows = {row.id: row for row in measure([compared]).rows}
    assert rows["attribution.relations.b"].figure == pytest.approx(2 / 3)
    assert rows["attribution.cue"].figure == pytest.approx(2 / 3)


def test_spans_come_from_the_signals_where_there_are_any() -> None:
    tokens = tuple(Token(span=span) for span in document().words)
    signals = Signals(model="reader/x", attributions=(AttributionSignal(cue=((8, 9),), source=((7, 8),)),))
    compared = compare(document(attributions=GOLD), analysis(tokens=tokens, signals=signals))
    assert compared.found == () and compared.spans == (Relation(((8, 9),), ((7, 8),), ()),)


def test_gum_compares_calendar_dates_only() -> None:
    given = document(timexes=(Timex(0, 1, (0, 9), "DATE", "2016"),))
    gum = Document(**{**{f: getattr(given, f) for f in given.__struct_fields__}, "corpus": "gum"})
    times = (
        Time(id="1", span=(0, 9), type="date", value="2016"),
        Time(id="2", span=(10, 14), type="date", value="PRESENT_REF"),
        Time(id="3", span=(15, 18), type="duration", value="P2D"),
    )
    assert count(gum, analysis(times=times)).value == (1, 1, 1)
    assert count(given, analysis(times=times)).value == (1, 3, 1)


def test_constructions() -> None:
    def found(cue: str, **fields: object) -> tuple[str, ...]:
        act = KeyAct(type="tell", agent="A", cue=(0, len(cue)), **fields)  # type: ignore[arg-type]
        return constructions_of(act, cue, analysis())

    assert found("told") == ("plain",)
    assert found("was told") == ("passive",)
    assert found("never told", others=("B", "C"), according_to="D") == ("negated", "coordinated", "reported")


def test_every_promised_measure_has_a_row() -> None:
    ids = [target.id for target in targets()]
    assert len(ids) == len(set(ids)) and len(ids) >= 35
    assert {"attribution.relations.a", "coreference", "speed", "start.seconds", "acts.full"} <= set(ids)


@pytest.mark.parametrize(
    ("figure", "at_most", "said"),
    [(0.9, False, "aim"), (0.75, False, "reach"), (0.5, False, "below"), (None, False, "–")],
)
def test_verdicts(figure: float | None, at_most: bool, said: str) -> None:
    target = Target(id="x", measure="x", data="x", reach=70, aim=80, at_most=at_most)
    assert verdict(Row(id="x", figure=figure), target) == said


def test_smaller_is_better_for_start() -> None:
    target = Target(id="s", measure="s", data="s", unit="s", reach=2, aim=1, at_most=True)
    assert [verdict(Row(id="s", figure=f), target) for f in (0.8, 1.5, 3.0)] == ["aim", "reach", "below"]


def test_markdown_and_json() -> None:
    report = Report(
        date="2024-12-08",
        weights="reader/abc",
        machine="test",
        rows=(Row(id="attribution.cue", figure=0.7512, low=0.7, high=0.8, note="a | b"),),
        breakdowns=(Breakdown(title="More", columns=("a", "b"), rows=(("1", "2"),)),),
    )
    shown = markdown(report, targets())
    assert "| attribution spans: cue | same | 75.1 | 70.0–80.0 | 73 | 76.5 | reach | a \\| b |" in shown
    assert "not measured" in shown and "## More" in shown and "reader/abc" in shown
    body = json.loads(as_json(report))
    assert body["rows"] == [{"id": "attribution.cue", "figure": 0.7512, "low": 0.7, "high": 0.8}]


def test_reading_apart_hands_back_the_analyses() -> None:
    read = read_apart([Text("a", "“We will go,” Ana Marsh said on Friday.", "2024-12-09")])
    assert read.words == 8 and read.seconds > 0
    assert read.analyses[0].account.text.startswith("“We") and read.analyses[0].sentences


def test_an_unplaced_name_is_wrong() -> None:
    from whoknew_eval.corpora.geo import GeoArticle, Toponym

    article = GeoArticle(
        "g", "dev", "Riga and Oslo", None, (Toponym((0, 4), "Riga", (56.9, 24.1)), Toponym((9, 13), "Oslo", None))
    )
    assert score_article(article, lambda text, spans: [None, (59.9, 10.7)]) == (0, 1)
    assert score_article(article, lambda text, spans: [(57.0, 24.0), None]) == (1, 1)


def test_an_act_of_the_model_has_no_say_in_construction() -> None:
    act = Act(id="a", type="tell", cue=(0, 4))
    assert constructions_of(KeyAct(type="tell", agent="", cue=(0, 4)), "told", analysis(acts=(act,))) == ("plain",)


def test_a_layer_alone_comes_out_as_from_the_whole_pipeline() -> None:
    text = "Officials met on Tuesday night. “We left at dawn,” Ana Marsh said two days later."
    whole = analyse(text, "2024-12-09")
    alone = analyse(text, "2024-12-09", layer="times")
    assert alone.times == whole.times and alone.times
    assert len(alone.stages) < len(whole.stages)


def test_readings_are_kept_by_weights(tmp_path: Path) -> None:
    class Counting:
        name, version = "encoder", "1"
        requires, uses, provides = frozenset({"tokens"}), frozenset[str](), frozenset({"signals"})
        runs = 0

        def __call__(self, given: Analysis, /) -> Analysis:
            self.runs += 1
            return msgspec.structs.replace(given, signals=Signals(model="reader/new"))

    encoder = Counting()
    kept = KeptEncoder(encoder, "reader/new", tmp_path)
    assert kept(analysis()).signals == kept(analysis()).signals == Signals(model="reader/new")
    assert encoder.runs == 1
    other = KeptEncoder(encoder, "reader/old", tmp_path)  # replaced on disk while the new ones were loaded
    other(analysis()), other(analysis())
    assert encoder.runs == 3 and not (tmp_path / "reader-old").exists()


def test_every_nested_case_stands_in_its_text() -> None:
    assert len(cases()) >= 35
    for text, said in cases():
        for one in said:
            parts = [p for p in (one.source, one.cue, one.content) if p is not None]
            assert all(0 <= a < b <= len(text) for a, b in parts)
            assert one.parent < 0 or said[one.parent].content is not None


def test_a_nested_relation_counts_where_it_is_found_and_placed() -> None:
    text = "A said B said C."
    said = read_said(text, ["A | said | B said C", "> B | said | C"])
    outer = Attribution(id="1", cue_spans=((2, 6),), source_spans=((0, 1),), content_spans=((7, 15),))
    inner = Attribution(id="2", cue_spans=((9, 13),), source_spans=((7, 8),), content_spans=((14, 15),), parent="1")
    alone = msgspec.structs.replace(inner, parent=None)
    account = Account(id="x", text=text)
    both = nested_counts(said, Analysis(account=account, attributions=(outer, inner)))
    assert both["outer"].f1 == both["nested"].f1 == both["nested, in the right one"].f1 == 1
    apart = nested_counts(said, Analysis(account=account, attributions=(outer, alone)))
    assert apart["nested"].right == 1 and apart["nested, in the right one"].right == 0
    assert nested_counts(said, Analysis(account=account))["nested"].right == 0


def test_half_of_the_documents_is_held_back() -> None:
    names = [f"d{n}" for n in range(400)]
    assert 160 < sum(map(fitted_on, names)) < 240
    pairs = [(msgspec.structs.replace(document(), id=name), name) for name in names[:20]]
    assert [name for _, name in held_back(pairs)] == [name for name in names[:20] if not fitted_on(name)]


def test_scores_are_judged_by_overlap_and_to_the_letter() -> None:
    found = [Relation(((1, 2),), ((0, 1),), ((2, 5),)), Relation(((8, 9),), (), ((9, 15),))]
    judged = list(relations_judged(GOLD, found, [(0.9, 0.4), (0.3, None)]))
    assert judged == [("attribution", 0.9, True), ("exact attribution", 0.4, False), ("attribution", 0.3, False)]


def test_the_calibration_table_shows_bands() -> None:
    table = calibration_table({"x": [(0.1, False), (0.9, True), (1.0, False)]}, "T")
    assert table.rows[0][:2] == ("x", "3") and table.rows[0][-1] == "50% of 2"
    assert calibration_table({"y": []}, "T").rows[0][1] == "0"


def test_examples_of_errors_are_grouped_by_what_went_wrong(tmp_path: Path) -> None:
    given = document(
        frames=(Frame(1, "say.01", ((0, 1, "ARG0"), (2, 6, "ARG1"))),), entities=(), factuality=((5, -3.0),)
    )
    roles = (Role(label="ARG1", first=0, end=1), Role(label="ARG1", first=2, end=5))
    signals = Signals(model="x", frames=(ReadFrame(word=1, roleset="say.01", roles=roles),))
    made = write_heads({"ewt": [(given, signals)], "gum": []}, tmp_path)
    shown = (tmp_path / "roles.txt").read_text("utf-8")
    assert "ARG0 taken for ARG1" in shown and "ARG1 with other borders" in shown
    assert "negative taken for uncertain" in (tmp_path / "factuality.txt").read_text("utf-8")
    assert {path.stem for path in made} == {"roles", "mentions", "coreference", "names", "factuality"}


def test_notes_of_the_unseen_half_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnseenError):
        write_keys({"acts": Table("acts", (LayerScore({}, notes=("MISSED tell: A",)),), ("",))}, tmp_path)
    write_keys({"acts": Table("acts", (LayerScore({}, notes=("MISSED tell: A",)),), ("open",))}, tmp_path)
    assert "MISSED tell" in (tmp_path / "acts.txt").read_text("utf-8")
