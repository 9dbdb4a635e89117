"""The way in: a store to unlock, none yet."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.ui.shell.entry.window import EntryWindow
from tests.pictures.scene import Scene, Stage

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


NAMES = ("unlock", "welcome")
SCENES = tuple(Scene(f"entry.{name}", partial(page, name), sizes=SIZES) for name in NAMES)
