"""A desk to put the real program on: an X screen with a window manager, a session bus, a home that holds nothing.

Everything is private and ends with the desk: no display, bus, keyring or file of whoever runs the test is touched.
"""

import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from struct import unpack_from
from typing import IO

from PIL import Image

KEPT = ("PATH", "LANG", "PYTHONHASHSEED", "LD_LIBRARY_PATH")
"""What of the surroundings a program on the desk may know."""

KEYBOARD = "be"
"""The keyboard of those we work for: digits are on Shift there, which a shortcut must survive."""
ADDED = {
    "~": "asciitilde", "«": "guillemotleft", "»": "guillemotright", "—": "emdash", "À": "Agrave", "É": "Eacute",
    "â": "acircumflex", "ä": "adiaeresis", "ê": "ecircumflex", "ë": "ediaeresis", "î": "icircumflex",
    "ï": "idiaeresis", "ó": "oacute", "ô": "ocircumflex", "ö": "odiaeresis", "û": "ucircumflex", "ü": "udiaeresis",
    "Ŝ": "Scircumflex", "Ε": "Greek_EPSILON", "η": "Greek_eta", "λ": "Greek_lamda",
    "’": "rightsinglequotemark",
}  # fmt: skip
"""What that keyboard lacks and officers of a journey type, as X names it: on keys that it has no use for.

They are there before the first program starts. A key that xdotool lends while it types is taken back before a busy
program has looked what it meant.
"""
PATIENCE = 40.0
"""Seconds something may take to appear on a slow, shared machine."""
PAUSE = 0.05
"""Seconds between two looks for it, where X tells nobody when it comes."""
SPARE = ("I120", "I149", "I154", "I168", "I178", "I183", "I184", "I217", "I219", "I222", "I230")


@dataclass(frozen=True, slots=True)
class XDesk:
    """A screen that programs are started on. `environment` is what they must be given."""

    folder: Path
    environment: Mapping[str, str]
    width: int
    height: int

    def start(self, *command: str, log: IO[bytes] | None = None) -> "subprocess.Popen[bytes]":
        """Start a program on this desk; whoever starts it ends it."""
        said = log or subprocess.DEVNULL
        return subprocess.Popen(command, env=dict(self.environment), stdout=said, stderr=said)

    def do(self, *command: str) -> str:
        """Run a program on this desk to its end; return what it said. Raises CalledProcessError."""
        done = subprocess.run(command, env=dict(self.environment), capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def ask(self, *command: str) -> str:
        """Run a program that may find nothing; return what it said."""
        done = subprocess.run(command, env=dict(self.environment), capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def picture(self, file: Path) -> Path:
        """Write what the screen shows now as PNG."""
        raw = (self.folder / "Xvfb_screen0").read_bytes()
        size, _, _, _, width, height, _, order = unpack_from(">8I", raw)
        row, colours = unpack_from(">I", raw, 48)[0], unpack_from(">I", raw, 76)[0]
        pixels = raw[size + 12 * colours :][: row * height]
        layout = "BGRX" if order == 0 else "XRGB"
        Image.frombytes("RGB", (width, height), pixels, "raw", layout, row).save(file)
        return file


@contextmanager
def a_desk(folder: Path, width: int = 1366, height: int = 768) -> Iterator[XDesk]:
    """Lay a desk in `folder` and clear it away afterwards."""
    with ExitStack() as stack:
        home = folder / "home"
        runtime = folder / "runtime"
        for made in (home, runtime):
            made.mkdir(parents=True, mode=0o700)
        environment = {name: os.environ[name] for name in KEPT if name in os.environ}
        environment |= {
            "HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "TMPDIR": str(runtime), "LC_ALL": "C.UTF-8",
            "XDG_DATA_HOME": str(home / "data"), "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_CACHE_HOME": str(home / "cache"), "XDG_STATE_HOME": str(home / "state"),
            "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_FONT_DPI": "96", "NO_AT_BRIDGE": "0",
            "PYTHONFAULTHANDLER": "1",
        }  # fmt: skip
        environment["DISPLAY"] = stack.enter_context(_screen(folder, width, height))
        environment["DBUS_SESSION_BUS_ADDRESS"] = stack.enter_context(_bus(environment))
        desk = XDesk(folder, environment, width, height)
        desk.do("setxkbmap", KEYBOARD)
        keymap = folder / "keyboard.xkb"
        keymap.write_text(_keymap())
        desk.do("xkbcomp", "-w0", str(keymap), environment["DISPLAY"])
        manager = desk.start("openbox", "--sm-disable")
        stack.callback(_end, manager)
        _await_manager(desk)
        yield desk


def _await_manager(desk: XDesk) -> None:
    """Wait until the window manager answers: a window that comes while it is starting may be nobody's."""
    deadline = time.monotonic() + PATIENCE
    while not desk.ask("xdotool", "get_num_desktops"):
        if time.monotonic() > deadline:
            raise RuntimeError("openbox did not start")
        time.sleep(PAUSE)  # nothing tells of it


def _keymap() -> str:
    """Return the keyboard with what was added, two to a key."""
    names = list(ADDED.values())
    pairs = [names[at : at + 2] for at in range(0, len(names), 2)]
    keys = "".join(f"key <{key}> {{ [ {', '.join(pair)} ] }}; " for key, pair in zip(SPARE, pairs, strict=True))
    return f"""xkb_keymap {{
        xkb_keycodes {{ include "evdev+aliases(azerty)" }};
        xkb_types {{ include "complete" }};
        xkb_compat {{ include "complete" }};
        xkb_symbols {{ include "pc+{KEYBOARD}+inet(evdev)" {keys} }};
    }};"""


@contextmanager
def _screen(folder: Path, width: int, height: int) -> Iterator[str]:
    ready, tell = os.pipe()
    command = ["Xvfb", "-displayfd", str(tell), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(
        [*command, "-fbdir", str(folder)], pass_fds=[tell], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(tell)
    try:
        with os.fdopen(ready) as told:
            number = told.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        yield f":{number}"
    finally:
        _end(server)


@contextmanager
def _bus(environment: Mapping[str, str]) -> Iterator[str]:
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"]
    daemon = subprocess.Popen(command, env=dict(environment), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().decode().strip()
        if not address:
            raise RuntimeError("dbus-daemon did not start")
        yield address
    finally:
        _end(daemon)
        if daemon.stdout is not None:
            daemon.stdout.close()


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(5)
