"""Names that say something, files one can read, nothing in them of the machine they were written on."""

import ast
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[3]
MODULES = sorted((TOP / "app").rglob("*.py"))
OURS = (".ci", "app", "docs", "installer", "resources", "tests", "typings")
MADE = {".pyc", ".mo", ".tmp"}

WORN_OUT = re.compile(r"^(utils?|helpers?|commons?|managers?|misc|base|base_.*|.*_(utils?|helpers?|manager))$")
MACHINE = re.compile(r"/(work|farm|root)/|index-url|https?://(pypi|files\.pythonhosted|registry)")
NETWORK = {"socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "asyncio", "requests", "httpx", "aiohttp"}
LATE = ("cli", "sub_commands", "bootstrap", "__main__")
LATE_TOO = {
    "app/core/clock.py",
    "app/documents/printing.py",
    "app/models/checks/country.py",
    "app/models/checks/national_number.py",
    "app/models/checks/phone.py",
    "app/store/device.py",
    "app/store/migrate.py",
    "app/ui/files/attachments/reading.py",
    "app/ui/kit/jobs.py",
    "app/ui/shell/entry/unlock.py",
    "app/ui/shell/entry/window.py",
}
"""The unlock screen must be there first: it brings the store's libraries on a thread, after its first paint; the
keyring's backends, and what only tests and demonstrations need of the clock's module, are loaded by who asks; and
alembic where there is something to migrate, and what reads mails with the first mail, for a window would keep them in
memory all day. So for the press, with its fonts and its writers of PDF and QR codes, and for the tables of telephone
numbers, register numbers and countries: they come with the first paper, number or country there is."""


def named(path: Path) -> str:
    return path.relative_to(TOP).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def texts() -> Iterator[tuple[Path, str]]:
    """Yield every file of the house that holds text."""
    files = [file for file in TOP.iterdir() if file.is_file()]
    files += [file for folder in OURS for file in (TOP / folder).rglob("*") if file.is_file()]
    for file in sorted(files):
        if file.suffix not in MADE:
            try:
                yield file, file.read_text("utf-8")
            except UnicodeDecodeError:
                continue


def imported(node: ast.AST) -> list[str]:
    """Return the modules that this node imports."""
    if isinstance(node, ast.Import):
        return [name.name for name in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module, *(f"{node.module}.{name.name}" for name in node.names)]
    return []


def late_imports(module: ast.Module) -> list[int]:
    """Return the lines of imports inside functions."""
    functions = [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    inside = [node for function in functions for node in ast.walk(function)]
    return sorted({node.lineno for node in inside if isinstance(node, ast.Import | ast.ImportFrom)})


def test_no_module_has_outgrown_a_reader() -> None:
    assert [named(path) for path in MODULES if len(path.read_text("utf-8").splitlines()) > 400] == []


def test_every_module_opens_with_why() -> None:
    assert [named(path) for path in MODULES if not ast.get_docstring(tree(path))] == []


def test_no_name_is_worn_out() -> None:
    parts = {part for path in MODULES for part in path.relative_to(TOP).with_suffix("").parts}
    assert [part for part in sorted(parts) if WORN_OUT.match(part)] == []


@pytest.mark.parametrize("name", ["utils", "helper", "base_form", "file_manager", "string_utils"])
def test_worn_out_names_would_be_noticed(name: str) -> None:
    assert WORN_OUT.match(name)


def test_no_file_holds_a_path_of_a_machine_or_the_address_of_a_package_index() -> None:
    own = Path(__file__)
    assert [named(path) for path, text in texts() if path != own and MACHINE.search(text)] == []


def test_locks_hold_a_hash_for_every_package_and_no_address() -> None:
    for lock in sorted((TOP / "installer" / "locks").glob("*.txt")):
        entries = re.split(r"\n(?=[a-z])", lock.read_text("utf-8"))[1:]
        assert len(entries) > 10
        assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry or "//" in entry] == []


def test_nothing_in_the_program_can_call_a_network() -> None:
    found = {
        (named(path), name)
        for path in MODULES
        for node in ast.walk(tree(path))
        for name in imported(node)
        if any(name == banned or name.startswith(f"{banned}.") for banned in NETWORK)
    }
    assert found == set()


def test_a_test_that_calls_a_network_fails() -> None:
    with socket.socket() as caller, pytest.raises(AssertionError, match="a network call"):
        caller.connect(("127.0.0.1", 9))


def test_imports_hide_in_two_places_only() -> None:
    elsewhere = [path for path in MODULES if path.relative_to(TOP / "app").with_suffix("").parts[0] not in LATE]
    found = [f"{named(path)}:{line}" for path in elsewhere for line in late_imports(tree(path))]
    assert [place for place in found if place.split(":")[0] not in LATE_TOO] == []


def test_a_hidden_import_would_be_noticed() -> None:
    assert late_imports(ast.parse("import a\ndef f():\n    if a:\n        from b import c\n")) == [4]


def test_migrations_know_nothing_of_the_program_that_outgrows_them() -> None:
    migrations = [path for path in MODULES if "versions" in path.parts]
    found = [(named(path), name) for path in migrations for node in ast.walk(tree(path)) for name in imported(node)]
    assert [(path, name) for path, name in found if name.split(".")[0] == "app"] == []


def test_only_the_store_opens_a_connection() -> None:
    outside = [path for path in MODULES if "store" not in path.relative_to(TOP / "app").parts[:1]]
    assert [named(path) for path in outside for node in ast.walk(tree(path)) if "sqlcipher3" in imported(node)] == []


def test_a_silenced_type_check_says_why() -> None:
    silenced = re.compile(r"# type: ignore(?!\[[\w, -]+\]  # \w)")
    places = [path for path, _ in texts() if path.suffix == ".py" and path != Path(__file__)]
    assert [
        f"{named(path)}:{at}"
        for path in places
        for at, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if silenced.search(line)
    ] == []
