"""Work with the real program as an officer does: real key presses, and eyes that see what a screen reader sees.

    with a_desk(tmp_path) as desk, a_window(desk, "run", "--store", str(store)) as window:
        window.type_into("passphrase", "a quiet room", "Return")
        window.see(id="screen_situation")
        window.key("ctrl+k")
        window.type("lambrecht")
        window.key("Return")

`see` waits until it is there and fails with the whole tree when it never comes. Two programs on one desk are two
windows: each answers for its own process, and keys go to the one that is `front()`.
"""

import json
import os
import signal
import string
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.journeys.desk.pace import Pace
from tests.journeys.desk.x_desk import ADDED, PATIENCE, PAUSE, XDesk, _end

TOP = Path(__file__).resolve().parents[3]
EYES = Path(__file__).with_name("eyes.py")
SYSTEM_PYTHON = "/usr/bin/python3"
"""Debian's own, which `python3-gi` belongs to."""
ON_THE_KEYBOARD = frozenset(string.ascii_letters + string.digits + " éèçàù&\"'(§!)-_$*µ%£,;:=?./+<>@[]{}|").union(ADDED)
PLAIN = {"table cell", "scroll pane", "viewport", "filler", "panel"}
"""Roles that hold others, or whose name is what they say."""
SOON = 5.0
"""Seconds after which a click that did nothing is made once more."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Something on the screen, as a screen reader is told of it. `box` is x, y, width, height on the screen."""

    name: str
    role: str
    id: str
    text: str
    says: str
    states: tuple[str, ...]
    box: tuple[int, int, int, int]
    depth: int

    @property
    def middle(self) -> tuple[int, int]:
        """Return where to click."""
        x, y, width, height = self.box
        return x + width // 2, y + height // 2


class NotSeen(AssertionError):
    """What should be on the screen is not; the message shows what is."""


class Window:
    """One running program and its window."""

    def __init__(self, desk: XDesk, process: "subprocess.Popen[bytes]", log: Path) -> None:
        self.desk, self.process, self.log = desk, process, log
        self.language = "nl"
        """What the window speaks with whoever sits there."""
        self.keys = 0
        """Keys that were pressed so far, letters not counted."""
        self.pace: Pace | None = None
        """Counts what is done and read, where somebody wants to know how long it takes."""
        self._eyes = subprocess.Popen(
            [SYSTEM_PYTHON, str(EYES)], env=dict(desk.environment), stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    # --- seeing

    def see(self, name: str | None = None, wait: float = PATIENCE, **more: str) -> Seen:
        """Return the first thing with this name (`Bewaren`, `Bewaren*`), role, id, state, text, says; wait for it."""
        began = time.monotonic()
        found = self._ask("find", wait=wait, **_asked(name, more))
        if self.pace is not None:
            self.pace.waited += time.monotonic() - began
            self.pace.read(one.name for one in self.tree() if one.role == "label")
        if found is None:
            self.picture(self.desk.folder / "not-seen.png")
            said = f"exit code {self.process.poll()}\n{self.log.read_text(errors='replace')[-3000:]}"
            raise NotSeen(f"{_asked(name, more)} is not on the screen:\n{self.outline()}\n{said}")
        return _seen(found)

    def sees(self, name: str | None = None, **more: str) -> bool:
        """Tell whether such a thing is on the screen now."""
        return self._ask("find", wait=0, **_asked(name, more)) is not None

    def comes(self, name: str | None = None, wait: float = SOON, **more: str) -> bool:
        """Tell whether such a thing comes on the screen soon: for what is done once more where a click missed it."""
        return self._ask("find", wait=wait, **_asked(name, more)) is not None

    def first_of(self, *ids: str, wait: float = PATIENCE) -> str:
        """Wait until one of these ids is on the screen; return it."""
        found = self._ask("find", wait=wait, id=list(ids))
        if found is None:
            raise NotSeen(f"none of {ids} is on the screen:\n{self.outline()}")
        return next(one for one in ids if found["id"].endswith(one))

    def gone(self, name: str | None = None, *, wait: float = PATIENCE, **more: str) -> None:
        """Wait until no such thing is on the screen."""
        if not self._ask("gone", wait=wait, **_asked(name, more)):
            raise NotSeen(f"{_asked(name, more)} is still on the screen:\n{self.outline()}")

    def tree(self) -> list[Seen]:
        """Return all that the program shows."""
        return [_seen(one) for one in self._ask("tree")]

    def outline(self) -> str:
        """Return the tree as an indented text."""
        return "\n".join(f"{'  ' * one.depth}{one.role} “{one.name}” {one.id.split('.')[-1]}" for one in self.tree())

    def nameless(self) -> list[Seen]:
        """Return what the keyboard can reach and a screen reader has no name for."""
        return [one for one in self.tree() if "focusable" in one.states and not one.name and one.role not in PLAIN]

    def picture(self, file: Path) -> Path:
        """Write what the screen shows as PNG."""
        return self.desk.picture(file)

    # --- doing

    def front(self) -> None:
        """Bring the window to the front, so that keys go to it."""
        search = ["xdotool", "search", "--all", "--onlyvisible", "--pid", str(self.process.pid), "--name", "."]
        deadline = time.monotonic() + PATIENCE
        while not (found := self.desk.ask(*search)):
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.picture(self.desk.folder / "no-window.png")
                there = self.desk.ask("xdotool", "search", "--all", "--pid", str(self.process.pid), "--name", ".")
                said = f"exit code {self.process.poll()}, hidden ones: {there.split()}"
                raise NotSeen(f"there is no window; {said}\n{self.log.read_text(errors='replace')[-2000:]}")
            time.sleep(PAUSE)  # X tells xdotool of no window that is to come: it is looked at again
        self.desk.do("xdotool", "windowactivate", "--sync", found.splitlines()[-1])

    def open_menu(self, button: str) -> None:
        """Press a button that opens a menu, and wait for the menu: a screen reader is told of none, X is."""
        before = self._windows()
        self.press(id=button)
        deadline = time.monotonic() + PATIENCE
        while self._windows() == before:
            if time.monotonic() > deadline:
                raise NotSeen(f"{button} opens no menu")
            time.sleep(PAUSE)  # nor does X tell xdotool when it comes

    def key(self, *keys: str) -> None:
        """Press keys one after the other, named as X names them: `ctrl+k`, `Return`, `alt+b`, `Tab`."""
        self.keys += len(keys)
        if self.pace is not None:
            for one in keys:
                self.pace.press(one)
        self.desk.do("xdotool", "key", "--delay", "20", *keys)

    def type(self, text: str) -> None:
        """Type a text; all of it must be on the keyboard of the desk."""
        lacking = set(text).difference(ON_THE_KEYBOARD)
        assert not lacking, f"add to the keyboard (ADDED): {lacking}"
        if self.pace is not None:
            self.pace.type(text)
        self.desk.do("xdotool", "type", "--delay", "15", "--", text)

    def click(self, seen: Seen, times: int = 1) -> None:
        """Click in the middle of what was seen."""
        x, y = seen.middle
        if self.pace is not None:
            self.pace.click()
        self.desk.do("xdotool", "mousemove", str(x), str(y), "click", "--repeat", str(times), "1")

    def press(self, name: str | None = None, **more: str) -> None:
        """Click a thing once it is there and has come to rest: what is still being laid out moves away from a click."""
        self.click(self.at_rest(name, **more))

    def at_rest(self, name: str | None = None, **more: str) -> Seen:
        """Return a thing once it was seen twice at the same place."""
        seen = self.see(name, PATIENCE, **more)
        deadline = time.monotonic() + PATIENCE
        while (again := self.see(name, PATIENCE, **more)).box != seen.box and time.monotonic() < deadline:
            seen = again
        return again

    def type_into(self, field: str, text: str, *keys: str) -> None:
        """Click the field of this id, type over what stands there, press keys; counted as who gets there by Tab."""
        pace, self.pace = self.pace, None
        self.press(id=field)
        if not self.comes(id=field, state="focused"):
            self.press(id=field)  # it moved under the click
        self.see(id=field, state="focused")
        self.key("ctrl+a")
        self.pace = pace
        if pace is not None:
            pace.press("Tab")
        self.type(text)
        if keys:
            self.key(*keys)

    def tab_to(self, field: str, most: int = 60) -> int:
        """Press Tab until the thing of this id has the keyboard; return how often. Raises NotSeen."""
        for count in range(1, most + 1):
            self.key("Tab")
            if self.sees(id=field, state="focused"):
                return count
        raise NotSeen(f"Tab does not reach {field} in {most} steps:\n{self.outline()}")

    # --- ending

    def faults(self) -> list[str]:
        """Return what the program wrote down of its own faults: none, when all went as it should."""
        logs = Path(self.desk.environment["XDG_STATE_HOME"]).rglob("*.log")
        said = [self.log, *logs]
        marks = ("Traceback", " ERROR ")
        return [line for file in said for line in file.read_text().splitlines() if any(one in line for one in marks)]

    def close(self, wait: float = PATIENCE) -> int:
        """Close as the window manager does (alt+F4); return the exit code."""
        self.front()
        self.key("alt+F4")
        return self.process.wait(wait)

    def cut(self) -> None:
        """End the process as a power cut does."""
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)

    def put_away(self) -> None:
        """End the eyes, and the program if it still runs."""
        for stream in (self._eyes.stdin, self._eyes.stdout):
            if stream is not None:
                stream.close()
        self._eyes.wait(5)
        if self.process.poll() is None:
            _end(self.process)

    def _windows(self) -> set[str]:
        return set(self.desk.ask("xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)).split())

    def _ask(self, do: str, **more: Any) -> Any:
        assert self._eyes.stdin is not None
        assert self._eyes.stdout is not None
        self._eyes.stdin.write(json.dumps({"do": do, "pid": self.process.pid, **more}).encode() + b"\n")
        self._eyes.stdin.flush()
        answer = json.loads(self._eyes.stdout.readline())
        return answer.get("found")


@contextmanager
def a_window(desk: XDesk, *arguments: str) -> Iterator[Window]:
    """Start `python -m app ARGUMENTS` on the desk and wait for its window."""
    with a_program(desk, [sys.executable, "-m", "app", *arguments]) as window:
        yield window


@contextmanager
def a_program(desk: XDesk, command: Sequence[str]) -> Iterator[Window]:
    """Start any program on the desk, from the top of the house, and wait for its window."""
    number = len(list(desk.folder.glob("program-*.log")))
    log = desk.folder / f"program-{number}.log"
    with ExitStack() as stack:
        output = stack.enter_context(log.open("wb"))
        process = subprocess.Popen(command, env=dict(desk.environment), cwd=TOP, stdout=output, stderr=output)
        window = Window(desk, process, log)
        stack.callback(window.put_away)
        window.front()
        yield window


def _asked(name: str | None, more: dict[str, str]) -> dict[str, str]:
    return more if name is None else {"name": name, **more}


def _seen(told: dict[str, Any]) -> Seen:
    return Seen(**{**told, "states": tuple(told["states"]), "box": tuple(told["box"])})
