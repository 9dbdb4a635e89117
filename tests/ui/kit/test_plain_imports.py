"""Imports after Qt are those of a program without Qt: nobody reads their source."""

import subprocess
import sys

SCRIPT = """
import linecache
from PySide6.QtWidgets import QApplication
import app.ui.kit
before = len(linecache.cache)
import app.models.kinds
import app.ui.shell.program
print(len(linecache.cache) - before)
"""


def test_no_source_is_read_and_kept_for_an_import() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["0"]
