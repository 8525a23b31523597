"""The page as a reader meets it: in Chromium, from a file, with the network off."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from whoknew import reasoning
from whoknew.cli.models import open_written
from whoknew.model import (
    Account,
    Analysis,
    Attribution,
    Block,
    Bounds,
    Claim,
    Diagnostic,
    Entity,
    Proposition,
    Sentence,
    Source,
)

pytestmark = pytest.mark.ui
SECTIONS = "sourcing account sources when where knew otherwise conflicts drop people replay doubts".split()
Open = Callable[..., Any]


def test_everything_is_drawn_and_leads_to_its_sentence(open_report: Open, halvard: Analysis) -> None:
    opened = open_report(halvard)
    page = opened.page
    assert opened.complaints == []
    assert len(opened.requests) == 1 and opened.requests[0].startswith("file:")
    for section in SECTIONS:
        words = page.locator(f"#{section}").inner_text()
        assert len(words) > 60 and "did not run" not in words, section
    broken = page.evaluate(
        """[...document.querySelectorAll('[data-s]')].flatMap(e => e.dataset.s.split(' ').filter(Boolean)
           .filter(n => !document.getElementById('s' + n)).map(n => e.outerHTML.slice(0, 80)))"""
    )
    assert broken == []
    assert page.evaluate("document.querySelectorAll('.mk:not([aria-label])').length") == 0
    assert page.evaluate("[...document.querySelectorAll('a.ref')].filter(a => !a.textContent.trim()).length") == 0
    found = halvard.findings
    shown = set(page.evaluate("[...document.querySelectorAll('[data-id]')].map(e => e.dataset.id)"))
    listed = (found.timeline, found.deceptions, found.conflicts, found.tensions, found.journeys, found.audit.flags)
    assert {finding.id for group in listed for finding in group} <= shown
    for figure in found.audit.box:
        assert page.locator(f".figures th:text-is('{figure.label}')").count() == 1

    # a note in the margin and the card that it names are about the same people
    for note in page.locator("#account .notes a[href='#otherwise']").all():
        card = page.locator(f".card:has(.caps:text-is('{note.inner_text()}'))")
        assert card.count() == 1
        beside = note.locator("xpath=ancestor::div[contains(@class, 'para')]").locator(".n").all_inner_texts()
        assert set(beside) & set((card.get_attribute("data-s") or "").split())

    # from a card to its sentence in one step
    page.locator("#otherwise .ref").first.click()
    assert page.locator("#dock.on").count() == 1
    assert "every ship of the line was insured" in page.locator("#dock").inner_text()
    assert page.evaluate("document.getElementById('s4').dataset.lit") == "here"

    for width in (1240, 820, 400):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(200)
        scroll, client = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert scroll <= client, width
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 23, 26)"
    page.emulate_media(media="print", color_scheme="light")
    for gone in ("#dock", ".film", ".live", ".rail"):
        assert page.locator(gone).evaluate("e => getComputedStyle(e).display") == "none"
    assert page.locator(".paper table:visible").count() == 3
    assert opened.complaints == []


def test_the_keyboard_reaches_what_the_pointer_reaches(open_report: Open, halvard: Analysis) -> None:
    opened = open_report(halvard)
    page = opened.page
    page.locator("#knew .matrix [tabindex='0']").first.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.t").startswith("about 40 captains: believed it, wrongly")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.t") == "about 40 captains: kept from"
    assert page.locator("#dock.on").count() == 1
    page.keyboard.press("Enter")
    assert page.url.endswith("#m=k3")
    page.keyboard.press("]")
    assert page.url.endswith("#m=k3&at=6")
    assert "Saturday night" in page.locator(".frames button[aria-pressed=true]").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#dock.on").count() == 0
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.url.endswith("#s=2&at=6")
    page.go_back()
    page.wait_for_selector("#s1[data-lit=here]")
    assert page.url.endswith("#s=1&at=6")
    page.keyboard.press("?")
    assert page.locator("dialog[open]").count() == 1
    page.keyboard.press("Escape")
    page.keyboard.press("9")
    assert page.locator("#drop").evaluate("e => Math.abs(e.getBoundingClientRect().top)") < 500

    # a silent cell answers too
    page.locator("#knew td.mk[data-s='']").first.click()
    assert "The text records nothing of this" in page.locator("#dock").inner_text()
    # a table of marks is one tab stop
    stops = page.evaluate(
        """[...document.querySelectorAll('[data-marks]')].map(t =>
           [...t.querySelectorAll('.mk')].filter(m => m.tabIndex === 0 && m.closest('[data-marks]') === t).length)"""
    )
    assert set(stops) <= {0, 1} and sum(stops) > 8
    assert opened.complaints == []


def test_dropping_a_source_strikes_what_falls_in_every_view(open_report: Open, halvard: Analysis) -> None:
    opened = open_report(halvard)
    page = opened.page
    assert page.locator(".legs tbody circle.full").count() > 10  # readable before a click
    page.locator("input[data-drop=s2]").first.uncheck()
    assert page.url.endswith("#drop=S2")
    for view in (set(SECTIONS) - {"doubts", "sourcing"}) | {"sourcing .figures"}:
        assert page.locator(f"#{view} .fallen").count() > 0, view
    said = page.locator(".result").inner_text()
    falls = page.locator(".legs tr.fallen, .legs li.fallen").count()
    assert f"Without two brokers briefed on the talks (S2), {falls} of" in said
    assert page.locator("#s8.fallen").count() == 1 and page.locator("#s4.fallen").count() == 0
    page.reload()
    page.wait_for_selector("html[data-ready=true]", state="attached")
    assert page.locator(".legs tr.fallen, .legs li.fallen").count() == falls
    page.keyboard.press("Escape")
    assert page.locator(".fallen").count() == 0
    # what stands on two legs stands while one is left; unknown values in the address are ignored
    page.evaluate("location.hash = 'drop=S1'")
    page.wait_for_selector("#row-s1.fallen")
    assert page.locator(".card[data-id=d1].fallen").count() == 0
    page.evaluate("location.hash = 'drop=S1,S3,S99,nonsense&at=zz&m=none&s=-4'")
    page.wait_for_selector(".card[data-id=d1].fallen")
    assert opened.complaints == []


HOSTILE = "</script><img src=x onerror=window.broken=1><!-- \u2028\u202e \x00 𝒳𝒴 {{x}} said a man.\u2029"


def hostile() -> Analysis:
    text = f"{HOSTILE} {HOSTILE}"
    half, rest = (0, len(HOSTILE)), (len(HOSTILE) + 1, len(text))
    return Analysis(
        account=Account(id="0" * 64, text=text, title=HOSTILE, publisher=HOSTILE),
        blocks=(Block(type="paragraph", span=(0, len(text))),),
        sentences=(Sentence(span=half, first=0, end=0, block=0), Sentence(span=rest, first=0, end=0, block=0)),
        entities=(Entity(id="e1", name=HOSTILE, type="person", mentions=(half,)),),
        sources=(
            Source(id="self", descriptor="", kind="self"),
            Source(id="s1", descriptor=HOSTILE, kind="anonymous_person", mentions=(half,)),
        ),
        attributions=(Attribution(id="at1", sources=("s1",), source_spans=(half,), content_spans=(rest,)),),
        propositions=(Proposition(id="p1", gist=HOSTILE, members=(rest,)),),
        claims=(Claim(id="c1", chain=(("self",), ("s1",)), proposition="p1", spans=(rest,)),),
        diagnostics=(Diagnostic(code="x", message=HOSTILE, span=half, severity="warning"),),
    )


def test_hostile_text_is_only_text(open_report: Open) -> None:
    opened = open_report(hostile())
    page = opened.page
    page.locator("#s2 > .n").click()
    assert "onerror=window.broken=1" in page.locator("#dock").inner_text()
    assert "𝒳𝒴" in page.locator("#sources").inner_text()
    assert page.evaluate("window.broken") is None
    assert page.locator("img").count() == 0
    assert opened.complaints == [] and len(opened.requests) == 1


def test_with_scripts_off_the_account_its_marks_and_notes_read(open_report: Open, halvard: Analysis) -> None:
    page = open_report(halvard, scripts=False).page
    text = page.locator("#account").inner_text()
    assert "Hardly anybody in Gdynia was told." in text
    assert "A captain who sat in the second row." in text
    assert "UNVERIFIED" in text.upper()
    assert page.locator(".so").count() > 10 and page.locator(".co").count() > 10
    assert "two brokers briefed on the talks" in page.locator("#sources").inner_text()
    assert "did not run" in page.locator("#when").inner_text()


def test_little_to_show_is_said_section_by_section(open_report: Open) -> None:
    opened = open_report(Analysis(account=Account(id="", text="")))
    assert opened.complaints == []
    for section in SECTIONS:
        assert len(opened.page.locator(f"#{section}").inner_text()) > 30, section


def long_account(words: int) -> Analysis:
    sentence = "A porter who stood at the gate said the lorries had left before the bell was rung for the second time. "
    count, size = words // len(sentence.split()), len(sentence)
    text = sentence * count
    starts = [i * size for i in range(count)]
    return Analysis(
        account=Account(id="0" * 64, text=text, title="A long account"),
        blocks=tuple(Block(type="paragraph", span=(s, min(s + 5 * size, len(text)))) for s in starts[::5]),
        sentences=tuple(Sentence(span=(s, s + size - 1), first=0, end=0, block=i // 5) for i, s in enumerate(starts)),
        sources=(
            Source(id="self", descriptor="the account’s own voice", kind="self"),
            Source(id="s1", descriptor="a porter", kind="anonymous_person", mentions=tuple((s, s + 8) for s in starts)),
        ),
        attributions=tuple(
            Attribution(
                id=f"at{i}",
                sources=("s1",),
                source_spans=((s, s + 31),),
                cue_spans=((s + 32, s + 36),),
                content_spans=((s + 37, s + size - 2),),
            )
            for i, s in enumerate(starts)
        ),
        claims=tuple(
            Claim(id=f"c{i}", chain=(("self",), ("s1",)), spans=((s, s + size - 1),)) for i, s in enumerate(starts)
        ),
    )


def test_twenty_thousand_words_open_and_answer(open_report: Open) -> None:
    analysis = long_account(20_000)
    assert len(analysis.account.text.split()) > 19_900
    start = time.monotonic()
    opened = open_report(analysis)
    assert time.monotonic() - start < 90
    page, last = opened.page, len(analysis.sentences)
    start = time.monotonic()
    page.evaluate(f"location.hash = 's={last}'")
    page.wait_for_selector("#dock.on")
    page.keyboard.press("k")
    page.wait_for_selector(f"#s{last - 1}[data-lit=here]")
    assert time.monotonic() - start < 20
    assert opened.complaints == []


def test_what_turns_without_a_source_reads_before_a_click(open_report: Open) -> None:
    model = Path(__file__).parents[2] / "examples" / "damascus" / "a.model"
    analysis = open_written(str(model), findings=True)
    assert analysis is not None
    opened = open_report(reasoning.with_knockouts(analysis))
    page = opened.page
    assert {"new", "turns", "gone"} == set(page.locator(".turn-of .sort").all_inner_texts())
    diplomats = page.locator("[data-knockout=diplomats]").inner_text()  # who speak of the refusal
    assert "told falsely; whether its teller knew is open" in diplomats and "Russia refused" in diplomats
    assert page.locator("[data-knockout=commander] .sort").all_inner_texts() == ["gone", "gone"]
    # by keyboard: one stop for the list, arrows inside it, Enter keeps the sentence
    first = page.locator(".turns [tabindex='0']").first
    first.focus()
    page.keyboard.press("ArrowDown")
    assert (
        page.evaluate("document.activeElement.closest('.turns') !== null && document.activeElement.dataset.src")
        == "commander"
    )
    page.keyboard.press("Enter")
    page.wait_for_selector("#s12[data-lit=here]")
    page.wait_for_timeout(500)
    assert "#s=12+" in page.url and page.url.endswith("+48")  # what he said, and what speaks against it
    page.keyboard.press("Escape")
    # the commander takes the meeting, its size and the request with him; the promise stays on another's word
    page.locator("input[data-drop=commander]").first.uncheck()
    page.locator(".legs details").evaluate_all("all => all.forEach(e => { e.open = true; })")
    falls = page.locator(".legs tr.fallen th[scope=row], .legs li.fallen").all_inner_texts()
    stays = page.locator(
        ".legs tbody:not(.overflow) tr:not(.fallen) > th[scope=row], .legs li:not(.fallen)"
    ).all_inner_texts()
    assert any("met army and security chiefs (" in row and "at the defence ministry)" in row for row in falls)
    assert any("hold on" in row for row in falls) and not any("hold on" in row for row in stays)
    assert any("told his commanders that “Russian help was coming”" in row for row in stays)
    assert any(row.startswith("Assad → his commanders: ") for row in stays)
    assert not any("met army" in row for row in stays)
    said = page.locator(".result").inner_text()
    assert "Nothing becomes something else, and nothing is new." in said
    page.locator("input[data-drop=commander]").first.check()
    page.locator("input[data-drop=diplomats]").first.uncheck()
    assert page.locator(".legs .state", has_text="turns").count() == 4
    assert "become something else" in page.locator(".result").inner_text()
    page.locator("input[data-drop=s11]").first.uncheck()
    assert "for several together ask" in page.locator(".result").inner_text()
    # every line is on paper, and dark has its own ink
    page.emulate_media(media="print")
    assert page.locator(".turn-of li").evaluate_all("all => all.every(e => e.getBoundingClientRect().height > 0)")
    page.emulate_media(media="screen", color_scheme="dark")
    paper, ink = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('.turn-of .states b')).color]"
    )
    assert paper != ink and paper == "rgb(21, 23, 26)"
    assert opened.complaints == []


def test_a_page_without_knock_outs_says_so(open_report: Open, halvard: Analysis) -> None:
    page = open_report(halvard).page
    assert "was not worked out for this page" in page.locator("#drop").inner_text()
    assert page.locator(".turn-of").count() == 0


def test_borders_that_are_not_sure_are_drawn_and_said_so(open_report: Open, halvard: Analysis) -> None:
    first, second = [t.id for t in halvard.attributions if t.content_spans][:2]
    exact = {first: 0.3, second: 0.9}
    changed = tuple(
        msgspec.structs.replace(t, confidence=0.9, exact_confidence=exact.get(t.id)) for t in halvard.attributions
    )
    page = open_report(msgspec.structs.replace(halvard, attributions=changed)).page
    loose, firm = (page.locator(f"#account .co.b[data-at='{id}']").first for id in (first, second))
    assert page.locator("#account .read .co.loose").count() == page.locator(f"#account .co[data-at='{first}']").count()
    for scheme, media in (("light", "screen"), ("dark", "screen"), ("light", "print")):
        page.emulate_media(media=media, color_scheme=scheme)
        drawn = [mark.evaluate("e => getComputedStyle(e).backgroundImage") for mark in (loose, firm)]
        assert "repeating-linear-gradient" in drawn[0] and "repeating" not in drawn[1], "dotted corners, and whole ones"
    page.emulate_media(media="screen")
    said = "Not sure where the words that are reported begin and end."
    loose.dispatch_event("mouseover")
    assert said in page.locator("#dock").inner_text()
    firm.dispatch_event("mouseover")
    assert said not in page.locator("#dock").inner_text()


def test_what_only_the_telling_suggests_is_drawn_empty_and_said_to_be_so(open_report: Open, halvard: Analysis) -> None:
    timeline = halvard.findings.timeline
    loose = msgspec.structs.replace(
        timeline[0], bounds=Bounds(), likely=Bounds(earliest="2018-03-10T00:00", latest="2018-03-10T23:59")
    )
    findings = msgspec.structs.replace(halvard.findings, timeline=(loose, *timeline[1:]))
    page = open_report(msgspec.structs.replace(halvard, findings=findings)).page
    row = page.locator(f"#when [data-id='{loose.id}']")
    assert row.locator(".band").count() == row.locator(".band.telling").count() == 1
    assert "perhaps Sat 10 Mar" in row.text_content()
    assert "by the order of the telling only" in page.locator("#when .keyline").inner_text()
