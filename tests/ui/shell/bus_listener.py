"""A process of its own that listens as the window does, and says what it heard; run by `test_system_lock`."""

import subprocess
import sys

from PySide6.QtCore import QCoreApplication, QTimer

from app.ui.shell.system_lock import SystemLock

PATIENCE = 10_000
SIGNALS = (
    ("--session", "org.gnome.ScreenSaver.ActiveChanged", "boolean:false"),
    ("--session", "org.gnome.ScreenSaver.ActiveChanged", "boolean:true"),
    ("--session", "org.freedesktop.ScreenSaver.ActiveChanged", "boolean:true"),
    ("--system", "org.freedesktop.login1.Manager.PrepareForSleep", "boolean:false"),
    ("--system", "org.freedesktop.login1.Manager.PrepareForSleep", "boolean:true"),
    ("--system", "org.freedesktop.login1.Session.Lock", ""),
)


def main() -> int:
    """Send each signal from outside; return 0 once the four that mean a lock were heard and none else."""
    app = QCoreApplication([])
    watch = SystemLock()
    heard: list[str] = []
    waiting = list(SIGNALS)

    def send() -> None:
        if not waiting:
            QTimer.singleShot(200, app.quit)
            return
        bus, name, value = waiting.pop(0)
        command = ["dbus-send", bus, "--type=signal", "/org/anywhere", name, *([value] if value else [])]
        subprocess.run(command, check=True)
        QTimer.singleShot(50, send)

    watch.locked.connect(lambda: heard.append("locked"))
    QTimer.singleShot(0, send)
    QTimer.singleShot(PATIENCE, app.quit)
    app.exec()
    print(watch.heard, len(heard))
    return 0 if (watch.heard, len(heard)) == (4, 4) else 1


if __name__ == "__main__":
    sys.exit(main())
