"""Hostile and odd input has a clear outcome each: an account with doubts, or one sentence that says what to do."""

import random
import sys
from pathlib import Path

import pytest

from whoknew import pipeline
from whoknew.errors import ReadingError, WhoknewError
from whoknew.reading import read_account
from whoknew.reading.decoding import decode

sys.path.insert(0, str(Path(__file__).parent))
import samples

SENTENCE = "The mayor told the clerk that the money was gone, and the clerk said nothing to the council.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = ("“Nobody knew,” the café owner said – not even his wife’s brother.\n") * 5
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    assert read_account(path).account.text == text


def test_undecodable_bytes_are_a_doubt_not_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(
        b'<html><meta charset="utf-8"><body><p>' + SENTENCE.encode() * 3 + b"caf\xe9 \xff\xfe</p></body></html>"
    )
    assert "caf" in read_account(path).account.text


def test_controls_and_direction_marks_are_taken_out_and_said(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(("He \u202eleft\u202c \x00Dam\u200bascus.\r\nShe\rstayed.\n").encode())
    opened = read_account(path)
    assert opened.account.text == "He left Damascus.\nShe\nstayed.\n"
    assert {"reading.controls", "reading.invisible"} <= {doubt.code for doubt in opened.diagnostics}


@pytest.mark.parametrize("content", [b"", b"   \n\n", b"\xef\xbb\xbf"])
def test_nothing_to_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with pytest.raises(ReadingError, match=r"empty|no text"):
        read_account(path)


def test_binary_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "a.dat"
    path.write_bytes(random.Random(1).randbytes(5000))
    with pytest.raises(ReadingError, match="not a text"):
        read_account(path)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="cannot be read"):
        read_account(tmp_path / "none.txt")
    with pytest.raises(ReadingError, match="folder"):
        read_account(tmp_path)


def test_another_language_is_named_and_partly_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Der Präsident sagte seinen Kommandeuren, dass Hilfe unterwegs sei, obwohl sein Verbündeter abgelehnt hatte.\n"
        * 3
    )
    opened = read_account(path)
    assert opened.partial
    assert opened.account.language == "de"
    assert any(doubt.code == "reading.language" for doubt in opened.diagnostics)


RULE_STAGES = ("layout", "quotations", "segmentation", "times")


def test_one_line_of_five_megabytes() -> None:
    text = SENTENCE.strip() * (5_000_000 // len(SENTENCE))
    found = [stage for stage in pipeline.discover() if stage.name in RULE_STAGES]
    analysis = pipeline.run(read_account(text + "\n").account, found=found)
    assert not [run for run in analysis.stages if run.failed]
    assert len(analysis.sentences) > 10_000
    assert all(sentence.end - sentence.first <= 420 for sentence in analysis.sentences)


@pytest.mark.parametrize(
    "text",
    [
        "." * 50_000,
        '"' * 50_000,
        "“" * 20_000 + "”" * 20_000,
        "a" * 200_000,
        "1" * 50_000,
        "in 1999 " * 5_000,
        "said " * 20_000,
        "’s " * 20_000,
        "\u202e\u0000" * 10_000 + "x",
        "<p>" * 20_000 + "x",
        "A B. " * 20_000,
        "(((" * 20_000 + "x",
    ],
    ids=[
        "stops",
        "quotes",
        "curly",
        "letters",
        "digits",
        "years",
        "said",
        "clitics",
        "bidi",
        "tags",
        "initials",
        "brackets",
    ],
)
def test_runs_of_one_thing_do_not_crawl(text: str) -> None:
    found = [stage for stage in pipeline.discover() if stage.name in RULE_STAGES]
    analysis = pipeline.run(read_account(text + "\n").account, found=found)
    assert not [run for run in analysis.stages if run.failed]


def _mutate(content: bytes, random_: random.Random) -> bytes:
    data = bytearray(content)
    for _ in range(random_.randint(1, 12)):
        at = random_.randrange(len(data) + 1)
        kind = random_.randrange(6)
        if kind == 0 and data:
            data[at % len(data)] = random_.randrange(256)
        elif kind == 1:
            data[at:at] = bytes(random_.randrange(256) for _ in range(random_.randint(1, 8)))
        elif kind == 2:
            del data[at : at + random_.randint(1, 60)]
        elif kind == 3:
            piece = data[at : at + 40]
            data[at:at] = piece * random_.randint(1, 6)
        elif kind == 4:
            data[at:at] = random_.choice(
                [b"<", b">", b"]]>", b"\x00", b"--", b"\xff\xfe", b"obj", b"99999999999", b"=?utf-8?b?", b"{{"]
            )
        else:
            data = data[: at or 1]
    return bytes(data)


@pytest.mark.parametrize(
    ("suffix", "rounds"),
    [(".txt", 2500), (".md", 1500), (".html", 1000), (".eml", 2500), (".docx", 1000), (".pdf", 1500)],
)
def test_mutated_files_raise_only_errors_of_ours(tmp_path: Path, suffix: str, rounds: int) -> None:
    """10,000 in all. Any exception but ours fails the test."""
    seed = samples.ALL[suffix]()
    chance = random.Random(suffix)
    path = tmp_path / f"account{suffix}"
    outcomes = {"read": 0, "refused": 0}
    for _ in range(rounds):
        path.write_bytes(_mutate(seed, chance))
        try:
            account = read_account(path).account
        except WhoknewError as error:
            assert str(error)
            outcomes["refused"] += 1
        else:
            assert "\x00" not in account.text
            outcomes["read"] += 1
    assert outcomes["read"] > 0


def test_decoding_never_fails() -> None:
    chance = random.Random(7)
    for _ in range(300):
        text, name = decode(bytes(chance.randrange(256) for _ in range(chance.randrange(400))))
        assert isinstance(text, str)
        assert name
