"""Loaders: offsets, word ranges, splits, and that no article with a key is ever yielded."""

import itertools
import re
from functools import cache

import pytest

from whoknew_eval import shared_path
from whoknew_eval.corpora import CORPORA, Document, load
from whoknew_eval.corpora.geo import load_geovirus, load_lgl
from whoknew_eval.corpora.keyed import key_names
from whoknew_eval.corpora.qasrl import load_qasrl
from whoknew_eval.corpora.redocred import CODES, load_redocred
from whoknew_eval.corpora.tom import load_hitom, load_tomi
from whoknew_eval.keys.key import read_keys

needs_shared = pytest.mark.skipif(shared_path() is None, reason="the shared corpora are not on this machine")
SMALL = [name for name in CORPORA if name != "polnear"]


@cache
def documents(corpus: str, split: str) -> tuple[Document, ...]:
    return tuple(load(corpus, split))


def check(document: Document) -> None:
    n = len(document.words)
    covered = 0
    last = 0
    for start, end in document.words:
        assert last <= start < end <= len(document.text)
        assert document.text[start:end].strip() == document.text[start:end]
        covered += end - start
        last = end
    assert covered == sum(not c.isspace() for c in document.text), "every character belongs to a word"
    for ranges in (document.sentences, document.paragraphs or ((0, n),)):
        assert ranges[0][0] == 0 and ranges[-1][1] == n
        assert all(a[1] == b[0] and a[0] < a[1] for a, b in itertools.pairwise(ranges))
    for layer in (document.upos, document.lemmas, document.heads, document.deprels):
        assert layer is None or len(layer) == n
    for head in document.heads or ():
        assert -1 <= head < n
    mentions = [*(document.mentions or ()), *(document.chains or ()), *(document.entities or ())]
    assert all(0 <= m.first < m.end <= n and (m.head == -1 or m.first <= m.head < m.end) for m in mentions)
    for frame in document.frames or ():
        assert 0 <= frame.word < n
        assert all(0 <= a < b <= n for a, b, _ in frame.args)
        sentence = next(s for s in document.sentences if s[0] <= frame.word < s[1])
        assert all(sentence[0] <= a < b <= sentence[1] for a, b, _ in frame.args)
    for attribution in document.attributions or ():
        assert attribution.cue
        for part in (attribution.cue, attribution.source, attribution.content):
            assert all(0 <= a < b <= n for a, b in part)
    for timex in document.timexes or ():
        assert document.words[timex.first][0] <= timex.span[0] < timex.span[1] <= document.words[timex.end - 1][1]
    assert all(0 <= w < n and -3 <= v <= 3 for w, v in document.factuality or ())


@needs_shared
@pytest.mark.parametrize("corpus", SMALL)
def test_offsets_and_ranges(corpus: str) -> None:
    for split in ("train", "dev"):
        found = documents(corpus, split)
        assert found
        assert len({d.id for d in found}) == len(found)
        for document in found[:150]:
            assert document.split == split and document.corpus == corpus
            check(document)


@needs_shared
def test_polnear_is_whole() -> None:
    dev = documents("polnear", "dev")
    assert len(dev) == 84
    assert sum(len(d.text.split()) for d in dev) == 67_609
    for document in dev:
        check(document)
        assert document.published and document.published.startswith("2016-")


@needs_shared
def test_no_article_with_a_key_is_yielded() -> None:
    assert len(key_names()) == 32
    seen = {d.id for corpus in CORPORA for split in ("train", "dev") for d in documents(corpus, split)}
    assert not seen & key_names()
    shared = shared_path()
    assert shared is not None
    assert key_names() == set((shared / "keys" / "names.txt").read_text("utf-8").split())


@needs_shared
@pytest.mark.slow
def test_no_text_of_a_key_comes_back_under_another_name() -> None:
    """Runs of eight words that a keyed text shares with any article of training or tuning: under 5 %. Says no words."""

    def runs(text: str) -> set[int]:
        words = re.findall(r"\w+", text.lower())
        return {hash(tuple(words[i : i + 8])) for i in range(len(words) - 7)}

    keyed = [runs(k.text) for part in ("rules", "unseen") for k in read_keys(part, ())]
    assert len(keyed) == 32
    alike = 0
    for corpus in ("polnear", "gum"):
        for split in ("train", "dev"):
            for document in documents(corpus, split):
                own = runs(document.text)
                alike += sum(len(own & key) > 0.05 * min(len(own), len(key)) for key in keyed if own)
    assert alike == 0


@needs_shared
def test_train_and_dev_share_no_document() -> None:
    for corpus in CORPORA:
        train = {d.id for d in documents(corpus, "train")}
        assert not train & {d.id for d in documents(corpus, "dev")}


@needs_shared
def test_counts_of_the_readmes() -> None:
    def total(corpus: str, split: str, layer: str) -> int:
        return sum(len(getattr(d, layer) or ()) for d in documents(corpus, split))

    assert total("ewt", "dev", "words") == 25_147
    assert total("ewt", "dev", "frames") == 4_963
    assert total("ewt", "dev", "entities") == 966
    assert total("ewt", "dev", "factuality") >= 2_600
    assert total("gum", "dev", "mentions") == 4_544
    assert total("gum", "dev", "chains") == 1_962
    assert total("gum", "dev", "timexes") == 117
    assert total("litbank", "dev", "mentions") == 3_105
    assert total("litbank", "dev", "events") == 1_120
    assert total("wikiwars", "train", "timexes") + total("wikiwars", "dev", "timexes") == 2_155 - 16


@needs_shared
def test_a_contraction_is_two_words() -> None:
    for document in documents("ewt", "dev"):
        forms = [document.text[a:b] for a, b in document.words]
        if "n't" in forms:
            at = forms.index("n't")
            assert forms[at - 1] in {"do", "does", "did", "is", "was", "ca", "wo", "would", "have", "are", "were"}
            assert document.words[at - 1][1] == document.words[at][0]
            return
    pytest.fail("no contraction found")


@needs_shared
def test_place_names_have_their_text() -> None:
    lgl, virus = list(load_lgl()), list(load_geovirus())
    assert (len(lgl), len(virus)) == (588, 229)
    assert sum(len(a.toponyms) for a in lgl) == 5_088
    assert sum(t.point is not None for a in lgl for t in a.toponyms) == 4_462
    assert sum(len(a.toponyms) for a in virus) == 2_170
    assert {a.part for a in lgl} == {a.part for a in virus} == {"train", "dev"}


@needs_shared
def test_corpora_that_are_only_measured() -> None:
    sentences = list(load_qasrl())
    assert (len(sentences), sum(len(s.verbs) for s in sentences)) == (500, 1_264)
    assert all(b <= len(s.words) for s in sentences for v in s.verbs for q in v.qas for _, b in q.answers)
    passages = list(load_redocred())
    assert sum(len(p.relations) for p in passages) == 1_212
    assert {f.r for p in passages for f in p.relations} <= set(CODES)


@needs_shared
def test_belief_stories() -> None:
    tomi = list(load_tomi("dev"))
    assert len(tomi) == 5_994 and all(s.sentences and s.answer for s in tomi)
    hitom = list(load_hitom())
    assert len(hitom) == 1_200 and len({s.id for s in hitom}) == 1_200
    assert all(s.answer in s.choices for s in hitom)
