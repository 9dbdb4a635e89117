"""See a program's window as a screen reader does: run by Debian's own python3, which has the accessibility bindings.

Reads one JSON question a line, answers one JSON line. It looks only at the process it was told:

    {"do": "find", "pid": 4711, "name": "Bewaren", "role": "push button", "wait": 5}    -> the first such object
    {"do": "tree", "pid": 4711}                                                         -> all that is showing

An object is `{"name", "role", "id", "text", "says", "states", "box": [x, y, width, height], "depth"}`; `id` ends in
the widget's objectName, `says` is its description. `find` takes any of name, role, id (or a list of ids), state, text,
says; a name, text or description ending in `*` is a beginning. A description is compared without capitals, and a space
is like another, whether a line may break there or not.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

gi: Any = import_module("gi")
gi.require_version("Atspi", "2.0")
atspi: Any = import_module("gi.repository.Atspi")
glib: Any = import_module("gi.repository.GLib")

STATES = ("showing", "enabled", "focused", "focusable", "checked", "selected", "expanded", "editable", "active")
PAUSE = 0.04
"""Seconds between two looks while waiting."""
DEEPEST = 60


def main() -> None:
    """Answer until the questions end."""
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = {"found": ANSWERS[asked["do"]](asked)}
        except glib.Error as error:
            answer = {"gone": str(error)}
        print(json.dumps(answer), flush=True)


def _find(asked: dict[str, Any]) -> dict[str, Any] | None:
    deadline = time.monotonic() + asked.get("wait", 0)
    while True:
        for thing, depth in _showing(asked["pid"]):
            if _is_meant(thing, asked):
                return _told(thing, depth)
        if time.monotonic() >= deadline:
            return None
        time.sleep(PAUSE)  # the tree is looked at again: a program tells of its changes late, or not at all


def _gone(asked: dict[str, Any]) -> bool:
    deadline = time.monotonic() + asked.get("wait", 0)
    while any(_is_meant(thing, asked) for thing, _ in _showing(asked["pid"])):
        if time.monotonic() >= deadline:
            return False
        time.sleep(PAUSE)  # likewise
    return True


def _tree(asked: dict[str, Any]) -> list[dict[str, Any]]:
    return [_told(thing, depth) for thing, depth in _showing(asked["pid"])]


def _showing(pid: int) -> Iterator[tuple[Any, int]]:
    """Yield what the process shows now, windows in front last, each thing before what is in it."""
    desktop = atspi.get_desktop(0)
    for number in range(desktop.get_child_count()):
        program = desktop.get_child_at_index(number)
        if program is not None and program.get_process_id() == pid:
            program.clear_cache()
            yield from _below(program, 0)


def _below(thing: Any, depth: int) -> Iterator[tuple[Any, int]]:
    for number in range(min(thing.get_child_count(), 2000) if depth < DEEPEST else 0):
        try:
            child = thing.get_child_at_index(number)
            if child is None or not child.get_state_set().contains(atspi.StateType.SHOWING):
                continue
        except glib.Error:
            continue
        yield child, depth
        yield from _below(child, depth + 1)


def _is_meant(thing: Any, asked: dict[str, Any]) -> bool:
    try:
        name = asked.get("name")
        if name is not None and not _matches(thing.get_name() or "", name):
            return False
        if "role" in asked and thing.get_role_name() != asked["role"]:
            return False
        if "id" in asked and not _id(thing).endswith(_ids(asked["id"])):
            return False
        if "text" in asked and not _matches(_text(thing), asked["text"]):
            return False
        if "says" in asked and not _matches((thing.get_description() or "").lower(), asked["says"].lower()):
            return False
        return "state" not in asked or asked["state"] in _states(thing)
    except glib.Error:
        return False


def _ids(wanted: str | list[str]) -> tuple[str, ...]:
    return (wanted,) if isinstance(wanted, str) else tuple(wanted)


def _matches(name: str, wanted: str) -> bool:
    name, wanted = name.replace("\u00a0", " "), wanted.replace("\u00a0", " ")
    return name.startswith(wanted[:-1]) if wanted.endswith("*") else name == wanted


def _told(thing: Any, depth: int) -> dict[str, Any]:
    try:
        box = thing.get_extents(atspi.CoordType.SCREEN)
        return {
            "name": thing.get_name() or "", "role": thing.get_role_name(), "id": _id(thing), "text": _text(thing),
            "says": thing.get_description() or "", "states": _states(thing),
            "box": [box.x, box.y, box.width, box.height], "depth": depth,
        }  # fmt: skip
    except glib.Error:
        nothing = dict.fromkeys(("name", "role", "id", "text", "says"), "")
        return {**nothing, "states": [], "box": [0, 0, 0, 0], "depth": depth}


def _id(thing: Any) -> str:
    return thing.get_accessible_id() or ""


def _states(thing: Any) -> list[str]:
    held = thing.get_state_set()
    return [name for name in STATES if held.contains(getattr(atspi.StateType, name.upper()))]


def _text(thing: Any) -> str:
    if "Text" not in atspi.Accessible.get_interfaces(thing):
        return ""
    return str(atspi.Text.get_text(thing, 0, atspi.Text.get_character_count(thing)))


ANSWERS: dict[str, Callable[[dict[str, Any]], Any]] = {"find": _find, "gone": _gone, "tree": _tree}

if __name__ == "__main__":
    main()
