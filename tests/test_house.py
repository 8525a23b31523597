"""The house stands without any one stage, and an import from the wrong floor is caught."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "whoknew"
STAGES = sorted(path.name for path in (SOURCE / "stages").iterdir() if (path / "__init__.py").exists())
TEXT = (
    "Mira Holt told the crew on Friday that help was coming from Lisbon. “It never came,” two deckhands, who asked not to "
    "be named, said. She had been refused, and left for Porto by car that evening.\n"
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package without its weights and binary tables, which are linked."""
    target = tmp_path_factory.mktemp("house") / "src" / "whoknew"
    shutil.copytree(SOURCE, target, ignore=shutil.ignore_patterns("__pycache__", "weights"))
    weights = SOURCE / "encoder" / "weights"
    if weights.exists():
        (target / "encoder" / "weights").symlink_to(weights)
    return target


def run_tool(source: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(source.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-m", "whoknew", *arguments],
        input=TEXT,
        env=environment,
        cwd=source.parent,
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.mark.parametrize("stage", STAGES)
def test_without_any_one_stage_the_tool_works(copy: Path, stage: str) -> None:
    removed, aside = copy / "stages" / stage, copy.parent / f"{stage}.aside"
    removed.rename(aside)
    try:
        done = run_tool(copy, "read", "-", "--published", "2024-12-08", "--json")
    finally:
        aside.rename(removed)
    assert done.returncode == 0, done.stderr
    analysis = json.loads(done.stdout)
    assert stage not in {run["name"] for run in analysis["stages"]}
    assert not [run for run in analysis["stages"] if run["failed"]]
    assert analysis["account"]["text"] == TEXT


def test_with_all_stages_each_one_runs(copy: Path) -> None:
    done = run_tool(copy, "read", "-", "--published", "2024-12-08", "--json")
    assert done.returncode == 0, done.stderr
    assert not [run for run in json.loads(done.stdout)["stages"] if run["failed"]]


def lint_imports(source: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(source)}
    command = [
        str(Path(sys.executable).parent / "lint-imports"),
        "--no-cache",
        "--config",
        str(ROOT / "pyproject.toml"),
    ]
    return subprocess.run(command, env=environment, cwd=source, capture_output=True, text=True, timeout=300)


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("whoknew/model/base.py", "import whoknew.pipeline"),
        ("whoknew/stages/times/rules_of_others.py", "import whoknew.stages.layout.rules"),
        ("whoknew/reading/dates.py", "import whoknew.reasoning"),
        ("whoknew/encoder/wrong.py", "import torch"),
        ("whoknew/errors.py", "import whoknew_eval"),
    ],
)
def test_an_import_from_the_wrong_floor_is_caught(tmp_path: Path, module: str, line: str) -> None:
    for package in ("whoknew", "whoknew_eval", "whoknew_train"):
        shutil.copytree(
            ROOT / "src" / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "weights")
        )
    path = tmp_path / module
    path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + f"\n{line}\n", encoding="utf-8")
    done = lint_imports(tmp_path)
    assert done.returncode != 0
    assert "broken" in done.stdout.lower(), done.stdout + done.stderr
