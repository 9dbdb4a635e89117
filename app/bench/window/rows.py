"""What the players say, against the goals: the window after the unlock, a long file, its longest stall, its memory.

The town is made once in a run of benches and thrown away with it. What is written to is a copy.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from app.bench.rows import Measured
from app.bench.window.town import LOGIN, PASSPHRASE, Town, a_town

ROUNDS = 5
USABLE, OPEN_FILE, STALL = 500.0, 150.0, 50.0
"""Milliseconds an officer waits at most."""
MEMORY = 1.6
"""Times an empty window's memory."""
DEMO_LOGIN = "verhaegen"
"""The file officer of the demonstration, which is run as the program it is."""
_FOLDERS: list[tempfile.TemporaryDirectory[str]] = []
"""Folders that go when the process ends."""


def usable() -> Measured:
    """Return milliseconds from the derived key until the main window is shown and its screens have what they asked.

    The numbers beside the rooms come after it; the note says when.
    """
    town = the_town()
    found = [play("usable", town) for _ in range(ROUNDS + 1)][1:]
    shown, counted = (sorted(one[name] for one in found)[ROUNDS // 2] for name in ("shown", "counted"))
    note = f"100000 files; shown after {shown:.0f} ms, rooms counted after {counted:.0f} ms"
    return Measured([one["usable"] for one in found], [1.0] * ROUNDS, "ms", most=USABLE, note=note)


def open_file() -> Measured:
    """Return milliseconds from asking for a file with 2,000 entries until its screen is filled and at rest."""
    times = play("open_file", the_town())["times"]
    return Measured(times, [1.0] * len(times), "ms", most=OPEN_FILE, note=f"first {times[0]:.0f} ms")


def ui_stall() -> Measured:
    """Return the longest pause of the UI thread, in milliseconds, while 10,000 entries are taken in."""
    found = [_journey() for _ in range(3)]
    middle = sorted(found, key=lambda one: float(one["longest"]))[len(found) // 2]
    _, worked, where = middle["stalls"][0]
    took = middle["import_seconds"]
    note = f"at: {where}, {worked:.0f} ms of it its own work; {middle['imported']} entries in {took:.1f} s"
    return Measured([one["longest"] for one in found], [1.0] * len(found), "ms", most=STALL, note=note)


def memory_window() -> Measured:
    """Return MiB of the program with the demonstration's store open in its main window, against an empty window's."""
    with tempfile.TemporaryDirectory(dir=_roomy()) as name:
        folder = Path(name) / "demo"
        command = [sys.executable, "-m", "app", "demo", "--out", str(folder)]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603
        pairs = [_memory(folder / "bru1" / "praesidium.store") for _ in range(ROUNDS)]
    return Measured([a / 2**20 for a, _ in pairs], [b / 2**20 for _, b in pairs], "MiB", most=MEMORY)


@cache
def the_town() -> Town:
    """Return the town of this run; made when first asked for."""
    return a_town(_folder() / "town")


def play(piece: str, town: Town) -> dict[str, Any]:
    """Run a player in a process of its own, off screen; return what it found. Raises RuntimeError where it failed."""
    return _run("player", piece, str(town.store), LOGIN, PASSPHRASE, town.worked_on.hex())


def _memory(store: Path) -> tuple[int, int]:
    ours = _run("player", "memory", str(store), DEMO_LOGIN, f"demonstration passphrase of {DEMO_LOGIN}")["resident"]
    return ours, _run("resident")["resident"]


def _run(module: str, *said: str) -> dict[str, Any]:
    command = [sys.executable, "-m", f"app.bench.window.{module}", *said]
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_FONT_DPI": "96"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=surroundings)  # noqa: S603
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-2_000:])
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _journey() -> dict[str, Any]:
    with tempfile.TemporaryDirectory(dir=_roomy()) as name:
        return play("ui_stall", the_town().copied(Path(name) / "town"))


def _folder() -> Path:
    made = tempfile.TemporaryDirectory(dir=_roomy())
    _FOLDERS.append(made)
    return Path(made.name)


def _roomy() -> str | None:
    """Return memory if it has room: a slow disk's noise would drown what is measured."""
    memory = Path("/dev/shm")  # noqa: S108 - invented files, gone with the folder
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free > 4 << 30 else None
