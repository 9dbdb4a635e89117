"""The way in: a store to unlock, none yet."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from app.ui.shell.entry.window import EntryWindow
from tests.pictures.scene import Scene, Stage

A_DAY = 86_400_000
SIZES = ((1120, 720), (1920, 1080))


def window(stage: Stage, *, there: bool) -> EntryWindow:
    """The window before a store is open, its libraries loaded."""
    made = EntryWindow(stage.kit, stage.platform, stage.store(), there=there)
    stage.show(made)
    stage.wait(lambda: made.loaded)
    return made


def page(name: str, stage: Stage) -> QWidget:
    """One page of it."""
    made = window(stage, there=name == "unlock")
    if made.page.objectName() != name:
        made.turn_to(name)
    return made


def refused(stage: Stage) -> QWidget:
    """A wrong passphrase: what happened, and how long to wait."""
    made = window(stage, there=True)
    for name, typed in (("unlock_login", "verhaegen"), ("unlock_passphrase", "geen van deze woorden")):
        line = made.findChild(QLineEdit, name)
        assert line is not None
        line.setText(typed)
    for timer in made.findChildren(QTimer):
        timer.setInterval(A_DAY)  # the seconds left stand still: a slow machine would picture fewer of them
    for name in ("unlock_confirmed", "unlock_open"):
        button = made.findChild(QAbstractButton, name)
        assert button is not None
        button.click()
    stage.settle()
    return made


NAMES = ("unlock", "welcome")
STEPS = ("found", "join", "accept", "restore", "recover")
"""The first step of each long way in."""
SCENES = (
    *(Scene(f"entry.{name}", partial(page, name), sizes=SIZES) for name in NAMES),
    *(Scene(f"entry.{name}", partial(page, name), sizes=SIZES[:1]) for name in STEPS),
    Scene("entry.refused", refused, sizes=SIZES[:1]),
)
