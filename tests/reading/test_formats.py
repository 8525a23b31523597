"""Every format gives its text and what the file states about itself, and says where each fact came from."""

import hashlib
import sys
from pathlib import Path

import pytest

from whoknew.errors import ReadingError, UsageError
from whoknew.reading import read_account
from whoknew.reading.formats.html import HtmlReader

sys.path.insert(0, str(Path(__file__).parent))
import samples


@pytest.mark.parametrize("suffix", samples.ALL)
def test_format_gives_text_and_hash(tmp_path: Path, suffix: str) -> None:
    content = samples.ALL[suffix]()
    path = tmp_path / f"account{suffix}"
    path.write_bytes(content)
    account = read_account(path).account
    for sentence in samples.SENTENCES[:2]:
        assert sentence in account.text
    assert account.sha256 == hashlib.sha256(content).hexdigest()
    assert account.id == hashlib.sha256(account.text.encode()).hexdigest()
    assert account.language == "en"
    assert account.extractor


@pytest.mark.parametrize(
    ("suffix", "field", "value", "basis"),
    [
        (".md", "publisher", "Quay Gazette", "front matter"),
        (".md", "published", "2024-03-02", "front matter"),
        (".html", "title", "Storm over the harbour", "json-ld headline"),
        (".html", "author", "Ida Voss", "json-ld author"),
        (".html", "published", "2024-03-02", "json-ld datePublished"),
        (".html", "publisher", "Quay Gazette", "meta og:site_name"),
        (".eml", "title", "Storm over the harbour", "mail subject"),
        (".eml", "published", "2024-03-02", "mail date"),
        (".docx", "author", "Ida Voss", "docx core properties"),
        (".pdf", "title", "Storm over the harbour", "pdf-info Title"),
        (".pdf", "published", "2024-03-02", "pdf-info CreationDate"),
    ],
)
def test_metadata_says_where_it_came_from(tmp_path: Path, suffix: str, field: str, value: str, basis: str) -> None:
    path = tmp_path / f"account{suffix}"
    path.write_bytes(samples.ALL[suffix]())
    account = read_account(path).account
    assert getattr(account, field) == value
    assert (field, value, basis) in {(item.field, item.value, item.basis) for item in account.metadata}


def test_format_is_told_by_content_where_the_suffix_misleads(tmp_path: Path) -> None:
    path = tmp_path / "account.txt"
    path.write_bytes(samples.pdf())
    assert read_account(path).account.media_type == "application/pdf"


def test_html_keeps_no_script_and_no_menu(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(samples.html())
    text = read_account(path).account.text
    assert "alert" not in text
    assert "Sport" not in text


def test_pdf_pages_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "account.pdf"
    path.write_bytes(samples.pdf())
    account = read_account(path).account
    assert [page.number for page in account.pages] == [1, 2, 3]
    assert [account.text[a:b] for a, b in (page.span for page in account.pages)][:2] == list(samples.SENTENCES[:2])


def test_scanned_pdf_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(samples.pdf(text=False))
    with pytest.raises(ReadingError, match="OCR"):
        read_account(path)


def test_mail_names_the_attachments_it_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "mail.eml"
    path.write_bytes(samples.mail())
    assert any("chart.bin" in doubt.message for doubt in read_account(path).diagnostics)


def test_flags_beat_sidecar_beats_file(tmp_path: Path) -> None:
    path = tmp_path / "account.md"
    path.write_bytes(samples.markdown())
    path.with_suffix(".toml").write_text('publisher = "Sidecar Press"\npublished = 2024-03-05\n')
    account = read_account(path, published="6 March 2024").account
    assert (account.published, account.publisher) == ("2024-03-06", "Sidecar Press")
    assert account.metadata[0].basis == "given"


def test_dateline_states_agency_and_day() -> None:
    account = read_account("PORT ALDER, March 2, 2024 (Quay Gazette) — The storm has passed, he said.\n").account
    assert (account.publisher, account.published) == ("Quay Gazette", "2024-03-02")


@pytest.mark.parametrize("value", ["yesterday", "2024-13-01", "31 November 2024"])
def test_a_date_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(UsageError, match="2024-12-08"):
        read_account("He left.\n", published=value)


def test_broken_sidecar_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(samples.plain())
    path.with_suffix(".toml").write_text("title = ")
    with pytest.raises(ReadingError, match="sidecar"):
        read_account(path)


def test_a_figures_caption_is_kept_and_known_as_one() -> None:
    body = "".join(
        f"<p>The ferry sank at dawn near the quay of Vesper, the harbour office said on {day}, and nobody was hurt.</p>"
        for day in ("Monday", "Tuesday", "Friday")
    )
    caption = "The ferry at noon, which engineers say was cracked. Photograph: Jane Roe/Reuters"
    page = f"<html><body><article><h1>Ferry sinks</h1>{body}<figure><img src='a.jpg'><figcaption>{caption}</figcaption></figure><p>The mayor said that the ferry would be raised in June, and that the quay was closed.</p></article></body></html>"
    draft = HtmlReader().read(page.encode())
    assert caption in draft.text.split("\n")
    assert [stated.value for stated in draft.stated if stated.field == "caption"] == [caption]
