"""Suspend and screen lock over a real bus: what locks, what does not, and that no bus is no harm."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
LISTEN = 'DBUS_SYSTEM_BUS_ADDRESS="$DBUS_SESSION_BUS_ADDRESS" exec "$0" -m tests.ui.shell.bus_listener'


def run(*command: str, **more: str) -> subprocess.CompletedProcess[str]:
    surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen"} | more
    return subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, timeout=30, check=False)


def test_suspend_and_the_screen_s_lock_are_heard_and_their_ends_are_not() -> None:
    found = run("dbus-run-session", "--", "sh", "-c", LISTEN, sys.executable)
    assert (found.returncode, found.stdout.strip()) == (0, "4 4"), found.stderr


def test_without_a_bus_the_system_is_simply_not_heard() -> None:
    code = (
        "from PySide6.QtCore import QCoreApplication; a = QCoreApplication([])\n"
        "from app.ui.shell.system_lock import SystemLock; print(SystemLock().heard)"
    )
    nowhere = "unix:path=/nowhere"
    found = run(sys.executable, "-c", code, DBUS_SESSION_BUS_ADDRESS=nowhere, DBUS_SYSTEM_BUS_ADDRESS=nowhere)
    assert (found.returncode, found.stdout.strip()) == (0, "0"), found.stderr
