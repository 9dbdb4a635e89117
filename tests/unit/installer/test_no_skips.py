"""Under `CI=true` a skip fails, whatever way it came; elsewhere it stays a skip."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[3]

SKIPS = {
    "by a mark": "import pytest\n@pytest.mark.skip(reason='later')\ndef test_one(): pass\n",
    "by a condition": "import pytest\n@pytest.mark.skipif(True, reason='later')\ndef test_one(): pass\n",
    "in its body": "import pytest\ndef test_one(): pytest.skip('later')\n",
    "in a fixture": "import pytest\n@pytest.fixture\ndef f(): pytest.skip('later')\ndef test_one(f): pass\n",
    "as a whole module": "import pytest\npytest.skip('later', allow_module_level=True)\n",
    "for want of a module": "import pytest\npytest.importorskip('no_such_module_here', reason='later')\n",
}
WELL = "def test_well(): pass\n"
XFAIL = "import pytest\n@pytest.mark.xfail(reason='known')\ndef test_one(): assert False\n"


def run(folder: Path, ci: str, *more: str, **modules: str) -> subprocess.CompletedProcess[str]:
    for name, text in modules.items():
        (folder / f"test_{name}.py").write_text(text)
    (folder / "pytest.ini").write_text("[pytest]\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "installer.no_skips", "-p", "no:cacheprovider", *more, "."]
    environment = {**os.environ, "CI": ci, "PYTHONPATH": str(TOP)}
    environment.pop("PYTEST_ADDOPTS", None)
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("way", SKIPS)
def test_a_skip_fails_under_ci(tmp_path: Path, way: str) -> None:
    found = run(tmp_path, "true", skips=SKIPS[way], well=WELL)
    assert found.returncode != 0
    assert "a skipped test is a failure under CI=true: " in found.stdout
    assert "later" in found.stdout


def test_a_skip_fails_under_ci_in_a_worker_too(tmp_path: Path) -> None:
    assert run(tmp_path, "true", "-n", "1", skips=SKIPS["in its body"], well=WELL).returncode == 1


def test_a_skip_stays_a_skip_elsewhere(tmp_path: Path) -> None:
    found = run(tmp_path, "", well=WELL, **{f"skip_{at}": text for at, text in enumerate(SKIPS.values())})
    assert found.returncode == 0
    assert "1 passed, 6 skipped" in found.stdout


def test_an_expected_failure_is_not_a_skip(tmp_path: Path) -> None:
    found = run(tmp_path, "true", expected=XFAIL)
    assert found.returncode == 0
    assert "1 xfailed" in found.stdout
