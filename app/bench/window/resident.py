"""What a process keeps in memory, and the yardstick for it: a PySide6 program with an empty window and nothing else.

    python -m app.bench.window.resident

shows one and prints its bytes as JSON. It imports Qt only: what a program of ours adds is what is measured.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget


def resident() -> int:
    """Return the bytes of this process that are in memory (Linux)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) << 10


def main() -> int:
    """Show an empty window for a second; print what it takes."""
    app = QApplication([])
    window = QWidget()
    window.resize(1280, 800)
    QLabel("Praesidium", window)
    window.show()
    QTimer.singleShot(1_000, app.quit)
    app.exec()
    print(json.dumps({"resident": resident()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
