"""The documents are under test: every command and stage is documented, links lead somewhere, claims of figures have a source."""

import re
from pathlib import Path

import pytest
import typer

from whoknew import pipeline
from whoknew.cli import make_app

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")])
WORKPLACE = re.compile(r"/work/|\.\./shared/design|issue #?\d")


def commands() -> list[str]:
    command = typer.main.get_command(make_app())
    return sorted(getattr(command, "commands", {}))


@pytest.mark.parametrize("name", commands())
def test_every_command_is_documented(name: str) -> None:
    shown = re.compile(rf"whoknew {re.escape(name)}\b")
    assert any(shown.search(page.read_text(encoding="utf-8")) for page in PAGES), f"no page shows “whoknew {name}”"


@pytest.mark.parametrize("name", commands())
def test_every_command_explains_itself(name: str) -> None:
    command = typer.main.get_command(make_app()).commands[name]  # type: ignore[attr-defined]
    assert command.help or command.short_help


def test_the_tour_goes_through_every_stage() -> None:
    tour = (ROOT / "docs" / "tour.md").read_text(encoding="utf-8")
    missing = [stage.name for stage in pipeline.discover() if f"`{stage.name}`" not in tour]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    broken = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert not broken


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_pages_name_no_place_that_a_user_does_not_have(page: Path) -> None:
    assert not WORKPLACE.search(page.read_text(encoding="utf-8"))


def test_decisions_are_numbered_once() -> None:
    numbers = [path.name[:4] for path in (ROOT / "docs" / "decisions").glob("*.md")]
    assert len(numbers) == len(set(numbers))
    assert all(number.isdigit() for number in numbers)
