"""The page as text: the policy, the embedded analysis, the marks, the built assets. No browser."""

import base64
import hashlib
import importlib.util
import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whoknew.errors import UsageError
from whoknew.model import Account, Analysis, Block, Diagnostic, Sentence
from whoknew.report import render
from whoknew.report.marks import Mark, write
from whoknew.report.page import asset, document

ROOT = Path(__file__).parents[2]
HOSTILE = "</script><img src=x onerror=alert(1)><!--<script>\u2028\u202e\x00&lt; 𝒳 'quotes' \"too\" $style ${x}"


class Reader(HTMLParser):
    """Reads HTML back: its text, its tags, and whether every span is closed where it must be."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.depth = 0
        self.tags: list[str] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.append((tag, dict(attrs)))
        self.depth += tag == "span"

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "span"
        assert self.depth >= 0, "a span is closed that was not open"

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


def simple(text: str, **account: str) -> Analysis:
    return Analysis(
        account=Account(id="0" * 64, text=text, **account),
        blocks=(Block(type="paragraph", span=(0, len(text))),),
        sentences=(Sentence(span=(0, len(text)), first=0, end=0, block=0),),
    )


def test_the_fixture_is_what_its_maker_makes(halvard: Analysis) -> None:
    folder = ROOT / "frontend" / "fixtures"
    sys.path.insert(0, str(folder))
    try:
        spec = importlib.util.spec_from_file_location("halvard", folder / "halvard.py")
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(folder))
    assert module.analysis() == halvard


def test_policy_names_the_one_style_and_the_one_script(halvard: Analysis) -> None:
    html = render(halvard)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; ")
    for kind, inside in (("style", asset("report.css")), ("script", asset("report.js"))):
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy[1]
    assert "unsafe" not in policy[1]
    assert html.count("<style>") == 1 and html.count("<script>") == 1


def test_no_style_attribute_and_no_address_of_the_network(halvard: Analysis) -> None:
    reader = read(re.sub(r"<(script|style)\b.*?</\1>", "", render(halvard), flags=re.S))
    for tag, attributes in reader.attributes:
        assert "style" not in attributes, tag
        assert not any(name.startswith("on") for name in attributes), tag
        for name in ("src", "href"):
            assert (attributes.get(name) or "#").startswith("#"), (tag, attributes)


def test_the_embedded_analysis_is_the_whole_of_it(halvard: Analysis) -> None:
    found = re.search(r'<script type="application/json" id="analysis">(.*?)</script>', render(halvard), flags=re.S)
    assert found is not None
    assert json.loads(found[1]) == json.loads(document(halvard))
    assert msgspec.json.decode(found[1], type=Analysis) == halvard


def test_rendering_is_a_function_of_the_analysis(halvard: Analysis) -> None:
    assert render(halvard) == render(halvard)


def test_hostile_text_stays_text() -> None:
    analysis = msgspec.structs.replace(
        simple(HOSTILE, title=HOSTILE, publisher=HOSTILE, author=HOSTILE, published=HOSTILE, language='"><b>'),
        diagnostics=(Diagnostic(code="x", message=HOSTILE, span=(0, 3), severity="warning"),),
    )
    html = render(analysis, layer='{"type": "Feature", "x": "</script><b>"}')
    reader = read(html)
    assert "img" not in reader.tags
    assert reader.tags.count("script") == 5
    found = re.search(r'id="analysis">(.*?)</script>', html, flags=re.S)
    assert found is not None and json.loads(found[1])["account"]["text"] == HOSTILE


@pytest.mark.parametrize("layer", ["{", "[]", '{"type": "Point"}'])
def test_a_layer_that_is_no_geojson_is_refused(layer: str) -> None:
    with pytest.raises(UsageError, match="map layer"):
        render(simple("A text."), layer=layer)


def test_an_empty_account_has_a_page() -> None:
    assert "holds no text" in render(Analysis(account=Account(id="", text="")))


def test_text_without_sentences_and_between_blocks_is_kept() -> None:
    text = "First part.\n\nSecond part, in no block.\n\nThird."
    analysis = Analysis(account=Account(id="0", text=text), blocks=(Block(type="heading", span=(0, 11)),))
    assert "Second part, in no block." in render(analysis)


def test_every_sentence_stands_in_the_page_in_order(halvard: Analysis) -> None:
    html = render(halvard)
    places = [html.index(f'id="s{n}"') for n in range(1, len(halvard.sentences) + 1)]
    assert places == sorted(places)


def test_every_note_and_tag_leads_to_a_sentence_or_a_section(halvard: Analysis) -> None:
    html = render(halvard)
    ids = set(re.findall(r' id="([^"]+)"', html))
    account = html[html.index('id="account"') : html.index('id="sources"')]
    links = re.findall(r'href="#([^"]+)"', account)
    assert len(links) > 40
    for link in links:
        target = f"s{link[2:]}" if link.startswith("s=") else link
        assert target in ids, link
    for words in ("Told falsely", "Kept from", "could not be reached", "denied 26", "cannot all hold"):
        assert words in account


@st.composite
def texts_and_marks(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(st.text(alphabet="ab <&>\n𝒳é", min_size=1, max_size=40))
    spans = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=8))
    return text, [Mark(min(s), max(s), f"m{i}", (), i % 3) for i, s in enumerate(spans)]


@given(texts_and_marks())
@settings(max_examples=300, deadline=None)
def test_marks_nest_and_lose_nothing(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    reader = read(write(text, 0, len(text), marks))
    assert reader.text == text
    assert reader.depth == 0
    classes = [(a.get("class") or "").split() for _, a in reader.attributes]
    covered = {m.css for m in marks if m.end > m.start}
    assert {c[0] for c in classes} == covered
    for css in covered:
        mine = [c for c in classes if c[0] == css]
        assert sum("b" in c for c in mine) == 1
        assert sum("e" in c for c in mine) == 1


def test_many_marks_on_one_sentence_stay_quick() -> None:
    text = "word " * 4000
    marks = [Mark(i, i + 4, "co") for i in range(0, len(text), 5)]
    assert read(write(text, 0, len(text), marks)).text == text


def test_the_built_assets_are_current() -> None:
    frontend = ROOT / "frontend"
    if not frontend.is_dir():
        pytest.skip("the sources of the report are not in this distribution")
    digest = hashlib.sha256()
    sources = [frontend / "build.mjs", frontend / "package-lock.json"]

    def walk(folder: Path) -> None:
        for path in sorted(folder.iterdir(), key=lambda p: p.name):
            if path.is_dir():
                walk(path)
            else:
                sources.append(path)

    walk(frontend / "src")
    for path in sources:
        digest.update(path.relative_to(frontend).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    assert asset("sources.sha256").strip() == digest.hexdigest(), "run `npm ci && npm run build` in frontend/"


def test_assets_keep_to_their_size() -> None:
    for name in ("report.js", "report.css", "world.json"):
        assert len(asset(name).encode()) < 250_000, name
