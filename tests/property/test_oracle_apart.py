"""The oracle is worth something only if it shares nothing with what it judges."""

import ast
from pathlib import Path

import pytest

FILES = sorted((Path(__file__).parent / "oracle").glob("*.py"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_oracle_imports_nothing_of_the_program(file: Path) -> None:
    tree = ast.parse(file.read_text())
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "." for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    calls = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}

    mine = {name for name in imported if not name.startswith("tests.property.oracle.")}

    assert mine <= {"collections.abc", "dataclasses", "datetime", "hashlib", "msgspec", "typing"}
    assert not calls & {"__import__", "exec", "eval"}


def test_there_is_an_oracle() -> None:
    assert len(FILES) >= 4
