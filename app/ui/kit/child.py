"""How a process that reads what came from outside begins and ends: in a sandbox, where one can be made, and a group.

What each of them reads, and what is believed of its answers, say `preview_process`, `picture_process` and
`scan_process`.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO

START_SECONDS = 15.0
"""A slow machine, reading Python from a cold disk."""
_ROOT = Path(__file__).resolve().parents[3]
_RUN = "import sys; sys.path.insert(0, sys.argv.pop(1)); from app.ui.kit.{child} import main; sys.exit(main())"


def child_command(child: str) -> list[str]:
    """Return how the process of a module of this folder is started; a frozen program has a sub-command for it."""
    if getattr(sys, "frozen", False):
        return [sys.executable, child.replace("_", "-")]
    return [sys.executable, "-I", "-B", "-c", _RUN.format(child=child), str(_ROOT)]


@cache
def sandboxed(child: str) -> Sequence[str]:
    """Return the command inside bubblewrap where that is there and works, else bare: its limits hold in both."""
    command = child_command(child)
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        return command
    around = [bwrap, "--unshare-all", "--die-with-parent", "--new-session", "--clearenv", "--cap-drop", "ALL"]
    for folder in ("/usr", "/lib", "/lib64", "/etc/ld.so.cache"):
        around += ["--ro-bind-try", folder, folder]
    for folder in dict.fromkeys((sys.base_prefix, sys.prefix, str(_ROOT / "app"), str(Path(sys.executable).parent))):
        if not Path(folder).is_relative_to("/usr"):
            around += ["--ro-bind", folder, folder]
    around += ["--proc", "/proc", "--dev", "/dev", "--"]
    try:
        works = subprocess.run(  # noqa: S603 - our own command
            [*around, "/usr/bin/true"], check=False, capture_output=True, timeout=START_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return command
    return [*around, *command] if works.returncode == 0 else command


def begin(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a command with a pipe to it and one from it, in a group of its own. Raises OSError."""
    return subprocess.Popen(  # noqa: S603 - our own program
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, close_fds=True,
        start_new_session=sys.platform != "win32", creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )  # fmt: skip


def slay(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and, where it has one of its own, the group it began in.

    Bubblewrap killed while it starts would leave its inner half waiting for ever: that half dies with it only later.
    """
    if sys.platform != "win32" and process.poll() is None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill the process, close what leads to it and wait until it is gone."""
    slay(process)
    for one in (process.stdin, process.stdout):
        with suppress(OSError, ValueError):
            if one is not None:
                one.close()
    process.wait()


def pipe(one: IO[bytes] | None) -> IO[bytes]:
    """Return the pipe. Raises EOFError where there is none."""
    if one is None:
        raise EOFError
    return one
