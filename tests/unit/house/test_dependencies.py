"""What the house imports it declares, and what it declares it uses: nothing comes unseen, nothing stays behind."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

TOP = Path(__file__).resolve().parents[3]
OURS = {"app", "installer", "tests"}

COMMANDS = {"import-linter", "mypy", "pytest-xdist", "ruff"}
"""Declared for the tests and used by their command, not by an import."""

PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(requirements: list[str]) -> set[str]:
    """Return the names of distributions in these requirements."""
    return {canonical(re.split(r"[^\w.-]", requirement)[0]) for requirement in requirements}


def used(*folders: str) -> set[str]:
    """Return the distributions whose modules are imported below these folders; a module of nobody stays itself."""
    makers = packages_distributions()
    roots = set()
    for file in (file for folder in folders for file in (TOP / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                roots |= {name.name.split(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                roots.add(node.module.split(".")[0])
    foreign = roots - OURS - set(sys.stdlib_module_names) - {"_typeshed"}
    return {canonical(name) for root in foreign for name in makers.get(root, [root])}


RUN = declared(PROJECT["dependencies"])
TEST = declared(PROJECT["optional-dependencies"]["test"])


def test_the_program_declares_all_it_imports() -> None:
    assert used("app") - RUN == set()


def test_the_tests_declare_all_they_import() -> None:
    assert used("tests", "installer") - RUN - TEST == set()


def test_the_program_uses_all_it_declares() -> None:
    assert RUN - used("app", "installer") == set()


def test_the_tests_use_all_they_declare() -> None:
    assert TEST - used("tests") - COMMANDS == set()


def test_every_declared_package_is_locked() -> None:
    locks = {name: (TOP / "installer" / "locks" / f"{name}.txt").read_text("utf-8") for name in ("run", "test")}
    locked = {name: set(re.findall(r"^([\w.-]+)==", text, re.MULTILINE)) for name, text in locks.items()}
    assert locked["run"] >= RUN
    assert locked["run"] | locked["test"] >= TEST
    assert not locked["run"] & locked["test"]
