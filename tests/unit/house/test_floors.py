"""The import contracts hold, and each of them can fail."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[3]

BREACHES = {
    "The floors, top to bottom": {"models/breach.py": "import app.store\n"},
    "Nothing below ui knows Qt": {"documents/breach.py": "import PySide6\n"},
    "ui talks to services, never past them": {"ui/kit/breach.py": "import app.store\n"},
    "The window's floors: kit at the bottom, shell on top": {
        "ui/kit/breach_up.py": "import app.ui.screens.breach_one\n",
    },
    "No screen knows another": {
        "ui/screens/breach_one.py": "import app.ui.screens.breach_two\n",
        "ui/screens/breach_two.py": "",
    },
    "core is the standard library only": {"core/breach.py": "import msgspec\n"},
    "Only store opens a connection": {"services/breach.py": "import sqlcipher3\n"},
    "No circles inside a floor": {
        "core/breach_one.py": "import app.core.breach_two\n",
        "core/breach_two.py": "import app.core.breach_one\n",
    },
}


def judge(house: Path) -> str:
    """Return what lint-imports prints about the house in this folder."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    return subprocess.run(command, cwd=house, capture_output=True, text=True, check=False).stdout


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the house that may be damaged."""
    copy = tmp_path_factory.mktemp("house")
    shutil.copytree(TOP / "app", copy / "app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(TOP / "pyproject.toml", copy)
    return copy


def test_the_house_keeps_its_contracts_and_each_contract_notices_its_breach(house: Path) -> None:
    before = judge(house)
    assert f"Contracts: {len(BREACHES)} kept, 0 broken." in before
    for breach in BREACHES.values():
        for name, text in breach.items():
            file = house / "app" / name
            file.parent.mkdir(exist_ok=True)
            (file.parent / "__init__.py").touch()
            file.write_text(text)
    after = judge(house)
    for contract in BREACHES:
        assert f"{contract} KEPT" in before
        assert f"{contract} BROKEN" in after


def test_a_floor_too_many_is_noticed(house: Path) -> None:
    (house / "app" / "attic").mkdir()
    (house / "app" / "attic" / "__init__.py").write_text("")
    assert "attic" in judge(house)
