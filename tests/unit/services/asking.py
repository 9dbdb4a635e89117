"""Which public services touch the store without ever asking `may`: read from their source, nobody lists them.

A service is a public function of `app.services` whose first parameter is a `Desk`. It touches the store where it, or
anything of `app.services` it calls, opens a unit of work or a look, or takes the store itself; it asks where `require`,
`may` or `begin` is called on the way.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ASKING = frozenset({"require", "may", "begin"})
ASKING_FUNCTIONS = frozenset({"require", "may", "may_relabel"})
"""Of `app.models.rights`, called by their name."""
TOUCHING_CALLS = frozenset({"read", "write"})
TOUCHING_ATTRIBUTES = frozenset({"store", "connection"})
PACKAGE = "app.services"
TRANSACTIONS = "desk"
"""The module of units and looks themselves: it has both touching and asking in it, and is not looked into."""

Name = tuple[str, str]
"""Module and function."""


@dataclass(slots=True)
class Body:
    """What one function or class does by itself, and what of the package it calls."""

    asks: bool = False
    touches: bool = False
    calls: set[Name] = field(default_factory=set)
    is_service: bool = False


def forgetful_services(sources: Mapping[str, str]) -> list[str]:
    """Return the services, "module.function", that touch the store and never ask; `sources` is text by module name."""
    bodies = {name: body for module, text in sources.items() for name, body in _bodies(module, ast.parse(text))}
    return [
        f"{module}.{function}"
        for module, function in services(sources)
        if not _reach(bodies, (module, function), "asks")
    ]


def services(sources: Mapping[str, str]) -> list[Name]:
    """Return all services that touch the store."""
    bodies = {name: body for module, text in sources.items() for name, body in _bodies(module, ast.parse(text))}
    return sorted(name for name, body in bodies.items() if body.is_service and _reach(bodies, name, "touches"))


def sources_of(folder: Path) -> dict[str, str]:
    """Return the text of every module of a folder by module name, as it is imported from the package."""
    return {
        ".".join(file.relative_to(folder).with_suffix("").parts): file.read_text(encoding="utf-8")
        for file in sorted(folder.rglob("*.py"))
    }


def _reach(bodies: Mapping[Name, Body], start: Name, what: str) -> bool:
    seen, stack = set(), [start]
    while stack:
        name = stack.pop()
        if name in seen or name not in bodies:
            continue
        seen.add(name)
        if getattr(bodies[name], what):
            return True
        stack.extend(bodies[name].calls)
    return False


def _bodies(module: str, tree: ast.Module) -> Iterator[tuple[Name, Body]]:
    known = _imports(tree)
    own = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield (module, node.name), _body(module, node, known, own)


def _imports(tree: ast.Module) -> dict[str, Name]:
    """Return what names of the package the module has, also under another name; a whole module has function ""."""
    found: dict[str, Name] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                if node.module == PACKAGE:
                    found[alias.asname or alias.name] = (alias.name, "")
                elif node.module.startswith(f"{PACKAGE}."):
                    found[alias.asname or alias.name] = (node.module.removeprefix(f"{PACKAGE}."), alias.name)
                elif node.module == "app.models.rights" and alias.name in ASKING_FUNCTIONS:
                    found[alias.asname or alias.name] = ("app.models.rights", alias.name)
    return found


def _body(module: str, node: ast.FunctionDef | ast.ClassDef, known: Mapping[str, Name], own: set[str]) -> Body:
    body = Body(is_service=isinstance(node, ast.FunctionDef) and _is_service(node))
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute):
            body.touches |= part.attr in TOUCHING_ATTRIBUTES
            if isinstance(part.value, ast.Name) and known.get(part.value.id, ("", "x"))[1] == "":
                body.calls.add((known[part.value.id][0], part.attr))
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute):
            body.asks |= part.func.attr in ASKING
            body.touches |= part.func.attr in TOUCHING_CALLS
        if isinstance(part, ast.Name):
            target = known.get(part.id, (module, part.id) if part.id in own else None)
            if target is not None and target[0] == "app.models.rights":
                body.asks = True
            elif target is not None and target[0] != TRANSACTIONS:
                body.calls.add(target)
    return body


def _is_service(node: ast.FunctionDef) -> bool:
    first = next(iter([*node.args.posonlyargs, *node.args.args]), None)
    if node.name.startswith("_") or first is None or first.annotation is None:
        return False
    return ast.unparse(first.annotation).strip("'\"").rsplit(".", 1)[-1] == "Desk"
