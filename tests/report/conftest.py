"""What the tests of the report share: an analysis with everything in it, and one browser for all of them.

The browser is Chromium (``CHROMIUM`` in the environment, else where Debian and others put it), offline. Where there
is none the tests skip and say so; in CI (``CI`` set) that is a failure.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import pytest

from whoknew.model import Analysis
from whoknew.report import render

FIXTURE = Path(__file__).parents[2] / "frontend" / "fixtures" / "halvard.json"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
READY = "html[data-ready=true]"
PATIENCE = 120_000  # ms: machines that run tests are often busy


@pytest.fixture(scope="session")
def halvard() -> Analysis:
    return msgspec.json.decode(FIXTURE.read_bytes(), type=Analysis)


def _missing(what: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(f"{what}, and in CI the report must be driven in a browser")
    pytest.skip(what)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("playwright is not installed")
    named = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in named if name and (path := shutil.which(name))), None)
    if found is None:
        _missing("no Chromium was found (set CHROMIUM to its path)")
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=found, args=FLAGS, timeout=PATIENCE)
        yield running
        running.close()


@dataclass
class Opened:
    """A page that was opened from a file, and everything that it complained of or asked the network for."""

    page: Any
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@pytest.fixture
def open_report(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    contexts = []

    def opened(analysis: Analysis, fragment: str = "", *, scripts: bool = True, width: int = 1440) -> Opened:
        path = tmp_path / f"report{len(contexts)}.html"
        path.write_text(render(analysis), encoding="utf-8")
        context = browser.new_context(
            offline=True, java_script_enabled=scripts, viewport={"width": width, "height": 900}, reduced_motion="reduce"
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        made = Opened(context.new_page())
        made.page.on("console", lambda m: made.complaints.append(m.text) if m.type in ("error", "warning") else None)
        made.page.on("pageerror", lambda e: made.complaints.append(str(e)))
        made.page.on("request", lambda r: made.requests.append(r.url))
        made.page.goto(path.as_uri() + fragment, wait_until="commit")
        if scripts:
            made.page.wait_for_selector(READY, state="attached")
        return made

    yield opened
    for context in contexts:
        context.close()
