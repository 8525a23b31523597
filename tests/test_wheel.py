"""A wheel, in an empty environment, used with the network cut off: nothing is fetched at run time."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def _cut_off() -> list[str] | None:
    """The prefix that runs a command in a network namespace of its own, or None where that is not allowed."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return None
    tried = subprocess.run([unshare, "--net", "true"], capture_output=True, timeout=30)
    return [unshare, "--net"] if tried.returncode == 0 else None


def run(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, **options)  # type: ignore[call-overload]
    assert done.returncode == 0, f"{command}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
    return done  # type: ignore[no-any-return]


@pytest.mark.slow
def test_the_wheel_works_without_a_network(tmp_path: Path) -> None:
    prefix = _cut_off()
    if prefix is None:
        if os.environ.get("CI"):
            pytest.fail("CI must be able to cut the network off (unshare --net)")
        pytest.skip("a network namespace cannot be made here: root and util-linux are needed")
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)])
    wheel = next(tmp_path.glob("whoknew-*.whl"))
    run([sys.executable, "-m", "venv", str(tmp_path / "env")])
    python = tmp_path / "env" / "bin" / "python"
    run([str(python), "-m", "pip", "install", "--quiet", "--requirement", str(ROOT / "requirements" / "runtime.lock")])
    run([str(python), "-m", "pip", "install", "--quiet", "--no-deps", str(wheel)])
    account = tmp_path / "a.txt"
    account.write_text((ROOT / "examples" / "damascus" / "a.txt").read_text(encoding="utf-8"), encoding="utf-8")
    tool = str(tmp_path / "env" / "bin" / "whoknew")
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    done = run(
        [*prefix, tool, "read", str(account), "--published", "2024-12-14", "--report", str(tmp_path / "r.html")],
        cwd=tmp_path,
        env=environment,
    )
    assert "Nadim Houri" in done.stdout
    assert (tmp_path / "r.html").stat().st_size > 20_000
    assert run([*prefix, tool, "--version"], cwd=tmp_path, env=environment).stdout.startswith("whoknew ")
