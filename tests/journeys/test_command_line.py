"""The command line as an administrator uses it: a store made, checked, backed up, restored; refusals worded."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.ui.paper.scans import as_file, forms

TOP = Path(__file__).resolve().parents[2]
PASSPHRASE = "a quiet room in the north wing"  # of nobody


def praesidium(*arguments: str, said: str = PASSPHRASE) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own, with no keyring."""
    environment = os.environ | {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    return subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        input=f"{said}\n", capture_output=True, text=True, cwd=TOP, env=environment, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what the program keeps outside a store away from the settings of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("settings")))
        yield


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "praesidium.store"
    made = praesidium(
        "--json", "init", "--store", str(path), "--login", "beheer", "--organisation", "NCCN", "--station", "BRU1",
        "--name", "B. Beheerder", "--exercise",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    assert len(json.loads(made.stdout)["shares"]) == 5
    return path


def test_a_new_store_verifies_clean_and_says_so_in_one_line(store: Path) -> None:
    done = praesidium("--language", "nl", "verify", "--store", str(store), "--login", "beheer")

    assert done.returncode == 0, done.stderr
    assert len(done.stdout.strip().splitlines()) == 1


def test_figures_come_for_machines_too(store: Path) -> None:
    done = praesidium("--json", "inspect", "--store", str(store), "--login", "beheer")

    found = json.loads(done.stdout)
    assert (found["station"], found["conflicts"], found["entries"]) == ("BRU1", 0, 1)


def test_a_backup_restores_elsewhere_and_never_over_a_store(store: Path, tmp_path: Path) -> None:
    copy, there = tmp_path / "copy.backup", tmp_path / "there.store"
    assert praesidium("backup", "--store", str(store), "--login", "beheer", str(copy)).returncode == 0

    assert praesidium("restore", str(copy), str(there)).returncode == 0
    again = praesidium("--language", "fr", "restore", str(copy), str(there))

    assert there.is_file()
    assert (again.returncode, bool(again.stderr.strip())) == (1, True)


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_a_missing_store_is_refused_in_the_officers_language(tmp_path: Path, language: str) -> None:
    done = praesidium("--language", language, "verify", "--store", str(tmp_path / "none"), "--login", "beheer")

    assert done.returncode == 1
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert str(tmp_path) not in done.stdout


def test_without_a_screen_it_says_so_and_does_not_break_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    done = praesidium("--language", "fr", "run", "--no-keyring", "--store", str(tmp_path / "none.store"))

    assert done.returncode == 3
    assert "pas d’écran" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_use_is_exit_code_two() -> None:
    assert praesidium("export").returncode == 2


def test_a_paper_nobody_signed_is_told_apart(store: Path) -> None:
    done = praesidium("verify-paper", "--store", str(store), "--login", "beheer", "no seal at all")

    assert done.returncode in (1, 4)
    assert "Traceback" not in done.stderr


def test_a_control_code_that_is_not_in_the_register_is_said_to_be_so(store: Path) -> None:
    done = praesidium("verify-paper", "--store", str(store), "--login", "beheer", "7KQ4-M2XD")

    assert done.returncode == 1
    assert done.stdout.strip()


def test_a_scan_of_papers_is_verified_code_by_code(store: Path, tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(forms()[0].pdf)
    done = praesidium("--json", "verify-paper", "--store", str(store), "--login", "beheer", str(scan))

    assert done.returncode == 4, "this workstation signed none of it"
    told = json.loads(done.stdout)
    assert [(one["verdict"], one["copy"], one["page"]) for one in told] == [("forged", 1, 1), ("forged", 1, 2)]


def test_a_scan_without_a_code_is_refused_with_what_to_do(tmp_path: Path) -> None:
    scan = tmp_path / "scan.png"
    scan.write_bytes(as_file(Image.linear_gradient("L")))
    done = praesidium("--language", "nl", "verify-paper", "--login", "beheer", str(scan))

    assert (done.returncode, done.stdout) == (1, "")
    assert "geen code gevonden" in done.stderr
