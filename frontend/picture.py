"""Makes docs/report.png, the README's picture, from examples/damascus/a.txt: `python frontend/picture.py`.

Needs playwright and Chromium (``CHROMIUM`` in the environment, else the one on the path).
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

import whoknew  # noqa: E402
from whoknew.report import render  # noqa: E402

PICTURE = ROOT / "docs" / "report.png"
WIDE, HIGH, LIMIT = 1280, 1360, 300_000


def main() -> None:
    analysis = whoknew.read(ROOT / "examples" / "damascus" / "a.txt")
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        page_file = Path(folder) / "report.html"
        page_file.write_text(render(analysis), encoding="utf-8")
        browser = driver.chromium.launch(executable_path=found, args=["--headless", "--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": WIDE, "height": HIGH}, color_scheme="light", reduced_motion="reduce")
        page.set_default_timeout(180_000)
        page.goto(page_file.as_uri(), timeout=180_000)
        page.wait_for_selector("html[data-ready=true]", state="attached")
        section = sys.argv[1] if len(sys.argv) > 1 else ""
        if section:
            page.evaluate(f"document.getElementById('{section}').scrollIntoView()")
            page.wait_for_timeout(500)
        page.screenshot(path=str(PICTURE))
        browser.close()
    size = PICTURE.stat().st_size
    if size > LIMIT:
        raise SystemExit(f"{PICTURE} is {size} bytes, more than {LIMIT}")
    sys.stdout.write(f"{PICTURE.relative_to(ROOT)} {size} bytes\n")


if __name__ == "__main__":
    main()
