"""Set-up does what is missing and nothing else; what it cannot do it says; half of it never counts."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[3]

PYTHON = """#!/bin/sh
echo "python $*" >> "$LOG"
case "$*" in
  "-VV") echo "Python 3.11.2 (somewhere)" ;;
  "-m venv .venv") mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
  *"-m pip install"*"$BREAK"*) exit 1 ;;
esac
"""
DPKG = """#!/bin/sh
for name in $INSTALLED; do [ "$name" != "$4" ] || printf 'install ok installed'; done
"""
APT = """#!/bin/sh
echo "apt-get $*" >> "$LOG"
"""
ROOT, OFFICER = "#!/bin/sh\necho 0\n", "#!/bin/sh\necho 1000\n"
SUDO = """#!/bin/sh
echo "sudo $*" >> "$LOG"
[ "$1" != -n ] || shift
exec "$@"
"""
SUDO_THAT_REFUSES = "#!/bin/sh\nexit 1\n"
DEBIANS_PYTHON = {"python3", "python3-venv"}


def listed(name: str) -> set[str]:
    """Return the packages of a list, as the installer carries it."""
    lines = (TOP / "installer" / "linux" / f"packages-{name}.txt").read_text(encoding="utf-8").splitlines()
    return {line.split("#")[0].strip() for line in lines} - {""}


RUN, ALL = listed("run"), listed("run") | listed("test")


class Machine:
    """A tree with our installer, and a machine of which every command that matters is played."""

    def __init__(self, folder: Path) -> None:
        self.tree, self.commands, self.log = folder / "tree", folder / "bin", folder / "log"
        self.commands.mkdir()
        shutil.copytree(TOP / "installer", self.tree / "installer", ignore=shutil.ignore_patterns("__pycache__"))
        for name, text in {
            "python3": PYTHON, "dpkg-query": DPKG, "apt-get": APT, "id": ROOT, "sudo": SUDO_THAT_REFUSES,
        }.items():  # fmt: skip
            self.play(name, text)

    def play(self, name: str, text: str) -> None:
        (self.commands / name).write_text(text)
        (self.commands / name).chmod(0o755)

    def do(
        self, script: str, installed: Iterable[str] = ALL, breaks: str = "never"
    ) -> subprocess.CompletedProcess[str]:
        """Run bash lines with `setup.sh` sourced; the log starts anew."""
        self.log.write_text("")
        environment = {
            "PATH": f"{self.commands}:{os.environ['PATH']}",
            "LOG": str(self.log),
            "INSTALLED": " ".join(installed),
            "BREAK": breaks,
        }
        # Debian's own Python comes first on a real machine; here only the played one exists
        lines = f"set -euo pipefail; . installer/setup.sh; find_python() {{ command -v python3; }}; {script}"
        return subprocess.run(
            ["bash", "-c", lines],
            cwd=self.tree,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def did(self, *parts: str) -> list[str]:
        """Return the logged commands that hold all `parts`."""
        return [line for line in self.log.read_text().splitlines() if all(part in line for part in parts)]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def lists(lines: Iterable[str]) -> list[str]:
    return [line.rsplit("/", 1)[-1] for line in lines]


def test_root_installs_exactly_what_is_missing(machine: Machine) -> None:
    assert machine.do("system_packages run test", installed=ALL - {"poppler-utils", "qpdf"}).returncode == 0
    assert [line.split("--no-install-recommends ")[1] for line in machine.did("install")] == ["poppler-utils qpdf"]


def test_an_officer_who_may_use_sudo_installs_through_it(machine: Machine) -> None:
    machine.play("id", OFFICER)
    machine.play("sudo", SUDO)
    assert machine.do("system_packages run test", installed=ALL - {"poppler-utils", "qpdf"}).returncode == 0
    assert len(machine.did("sudo", "apt-get")) == 2
    assert machine.did("apt-get install", "poppler-utils qpdf")


def test_nothing_missing_means_apt_is_left_alone(machine: Machine) -> None:
    assert machine.do("system_packages run test").returncode == 0
    assert machine.did("apt-get") == []


def test_without_the_right_the_missing_packages_are_listed_and_nothing_is_done(machine: Machine) -> None:
    machine.play("id", OFFICER)
    found = machine.do("set_up test", installed=ALL - {"poppler-utils", "qpdf"})
    assert found.returncode == 1
    assert found.stderr.split("takes root or sudo:\n")[1].split() == ["poppler-utils", "qpdf"]
    assert machine.did("apt-get") == []
    assert not (machine.tree / ".venv").exists()


def test_a_machine_without_a_fit_python_lacks_debians_own(machine: Machine) -> None:
    machine.play("id", OFFICER)
    found = machine.do("find_python() { :; }; set_up run", installed=RUN - DEBIANS_PYTHON)
    assert found.stderr.split("takes root or sudo:\n")[1].split() == ["python3", "python3-venv"]


def test_a_set_up_that_stands_is_not_made_again(machine: Machine) -> None:
    assert machine.do("set_up test").returncode == 0
    assert lists(machine.did("pip install")) == ["run.txt", "test.txt"]
    assert machine.do("set_up test").returncode == 0
    assert machine.do("set_up run").returncode == 0
    assert machine.did("pip install") == []


def test_the_program_alone_takes_only_its_own_wheels(machine: Machine) -> None:
    machine.do("set_up run")
    assert lists(machine.did("pip install")) == ["run.txt"]
    machine.do("set_up test")
    assert lists(machine.did("pip install")) == ["run.txt", "test.txt"]


@pytest.mark.parametrize("breaks", ["run.txt", "test.txt"])
def test_a_half_made_environment_is_made_from_nothing(machine: Machine, breaks: str) -> None:
    assert machine.do("set_up test", breaks=breaks).returncode != 0
    (machine.tree / ".venv" / "left-over").touch()
    assert machine.do("set_up test").returncode == 0
    assert lists(machine.did("pip install")) == ["run.txt", "test.txt"]
    assert not (machine.tree / ".venv" / "left-over").exists()


@pytest.mark.parametrize("changed", ["run.txt", "test.txt"])
def test_another_lock_makes_another_environment(machine: Machine, changed: str) -> None:
    machine.do("set_up test")
    (machine.tree / "installer" / "locks" / changed).write_text("other==1\n")
    machine.do("set_up test")
    assert lists(machine.did("pip install")) == ["run.txt", "test.txt"]


def test_every_wheel_is_checked_against_its_lock(machine: Machine) -> None:
    machine.do("set_up test")
    installs = machine.did("pip install")
    assert machine.did("pip install", "--require-hashes", "--no-deps", "--only-binary :all:") == installs


def test_a_stick_is_all_that_is_asked(machine: Machine) -> None:
    stick = machine.tree.parent / "a stick"
    (stick / "debs").mkdir(parents=True)
    (stick / "wheels").mkdir()
    assert machine.do('OFFLINE="../a stick"; set_up test', installed=ALL - {"poppler-utils", "qpdf"}).returncode == 0
    assert machine.did("pip install") == machine.did("pip install", "--no-index", f"--find-links {stick}/wheels")
    assert machine.did("apt-get") == machine.did("apt-get", "Dir::Etc::SourceParts=/dev/null", "Dir::State::Lists=")
    assert machine.did("apt-get", "install", "poppler-utils qpdf")


@pytest.mark.parametrize("made", ["nothing", "stick", "stick/debs"])
def test_a_folder_that_is_no_stick_is_refused_before_anything_is_done(machine: Machine, made: str) -> None:
    (machine.tree.parent / made).mkdir(parents=True)
    assert machine.do("OFFLINE=../stick; set_up test", installed="").returncode == 1
    assert machine.log.read_text() == ""
