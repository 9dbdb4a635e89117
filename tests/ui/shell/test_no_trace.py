"""What a thief finds of the dialogs in which files were chosen: nothing. Run in a process of its own, as it sets Qt."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHOOSE = """
import sys
import shiboken6
from PySide6.QtWidgets import QApplication, QFileDialog
app = QApplication([])
if sys.argv[1] == "none":
    from app.ui.shell.no_trace import leave_no_trace
    leave_no_trace()
dialog = QFileDialog(None, "", sys.argv[2])
dialog.setOption(QFileDialog.Option.DontUseNativeDialog, sys.argv[1] != "none")
dialog.show()
assert dialog.children(), "Qt's own dialog, not the system's"
dialog.reject()
shiboken6.delete(dialog)
"""


@pytest.mark.parametrize(("traces", "expected"), [("some", True), ("none", False)])
def test_no_folder_that_was_looked_at_is_written_down(tmp_path: Path, traces: str, expected: bool) -> None:
    home, seen = tmp_path / "home", tmp_path / "a_telling_name"
    seen.mkdir()
    surroundings = {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", CHOOSE, traces, str(seen)], env={**os.environ, **surroundings}, check=True,
        capture_output=True, text=True,
    )  # fmt: skip
    written = "".join(file.read_text() for file in home.rglob("*") if file.is_file())
    assert ("a_telling_name" in written) is expected
    assert "QSettings" not in done.stderr
