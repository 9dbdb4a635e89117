"""Every icon that the window names ships, is drawn by one hand, and its licence lies beside it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

TOP = Path(__file__).resolve().parents[3]
ICONS = TOP / "resources" / "icons"
SHIPPED = {file.stem for file in ICONS.glob("*.svg")}


def named(tree: ast.AST) -> Iterator[str]:
    """Yield the icons named in a module: what `icons(…)` is called with, and what `icon=` says."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        given = [keyword.value for keyword in node.keywords if keyword.arg == "icon"]
        given += node.args[:1] if called in ("icon", "icons") else []
        for one in given:
            for part in ast.walk(one):
                if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value:
                    yield part.value


def test_every_icon_that_is_named_ships() -> None:
    wanted = {
        (file.relative_to(TOP).as_posix(), name)
        for file in (TOP / "app" / "ui").rglob("*.py")
        for name in named(ast.parse(file.read_text("utf-8")))
    }
    assert wanted
    assert {(file, name) for file, name in wanted if name not in SHIPPED} == set()


def test_every_icon_that_ships_is_named() -> None:
    said = {
        node.value
        for file in (TOP / "app" / "ui").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert SHIPPED - said == set()


def test_an_icon_that_does_not_ship_would_be_noticed() -> None:
    tree = ast.parse('made = button(kit, "x", icon="hammer" if big else "lock"); kit.icons("anvil", "accent")')
    assert set(named(tree)) == {"hammer", "lock", "anvil"}


def test_all_are_drawn_by_one_hand() -> None:
    for name in SHIPPED:
        drawn = (ICONS / f"{name}.svg").read_text("utf-8")
        assert re.search(r'viewBox="0 0 24 24"', drawn), name
        assert 'stroke="currentColor"' in drawn, name
        assert "@license lucide" in drawn, name
    assert "ISC License" in (ICONS / "LICENSE-ISC.txt").read_text("utf-8")


def test_nothing_keeps_an_icon() -> None:
    """Collected in a cycle after the engine that draws it, it ends the program: whoever draws asks for it again."""
    keeps = re.compile(r"^\s+self\.\w+(?:: \S+)? = (?:self\.)?_?kit\.icons\(", re.MULTILINE)
    files = (TOP / "app" / "ui").rglob("*.py")
    assert [file.name for file in files if keeps.search(file.read_text("utf-8"))] == []
