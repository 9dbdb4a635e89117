"""The whole window around a screen: marking, find, rail, tabs, status."""

from functools import partial

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.bootstrap import anywhere, places
from app.demo import fiction
from app.services.tasks.rail import rail_counts
from app.ui.kit.screen import Address
from app.ui.shell.window import MainWindow
from tests.pictures.scene import DIALOG, WINDOW, Scene, Stage
from tests.ui.seeing import texts

ASKED, FOUND = "broeck", "BROECK"


def opened(stage: Stage, login: str = fiction.FILE_OFFICER.login, code: str = "BRU1") -> MainWindow:
    """The window of an officer, his first room open."""
    on = stage.platform()
    made = MainWindow(stage.kit, stage.desk(login, code), places(on), rail_counts, anywhere(on))
    with stage.qtbot.waitSignal(made.ready):
        made.begin()
    stage.show(made)
    return made


def room(name: str, stage: Stage) -> QWidget:
    """The window with one of its rooms in front."""
    made = opened(stage)
    made.go_to(name)
    return made


def partner(stage: Stage) -> QWidget:
    """The police zone's window: what it is given to do, and a measure of a file it does not hold found by Ctrl+K."""
    made = opened(stage, fiction.PARTNER.login, "ANT1")
    made.go_to("assignments")
    stage.settle()
    made.find_anything()
    typed = "nachts" if stage.kit.words.language == "nl" else "nuit"
    QTest.keyClicks(made.frame.find_box, typed)
    stage.wait(lambda: any(typed in one for one in texts(made.frame.find_box.panel)))
    return made


def file(stage: Stage) -> QWidget:
    """The judge's file in a tab."""
    made = opened(stage)
    made.pages.open(Address("threat_file", stage.house.ids["file"], "measures"), apart=True)
    return made


def found(stage: Stage) -> QWidget:
    """The box over everything, with what it found."""
    made = opened(stage)
    made.find_anything()
    QTest.keyClicks(made.frame.find_box, ASKED)
    stage.wait(lambda: FOUND in " ".join(texts(made)))
    return made


def help_page(stage: Stage) -> QWidget:
    """The manual, at the page of the situation."""
    made = opened(stage)
    made.show_help()
    return made


def keys(stage: Stage) -> QWidget:
    """The overview of keys."""
    made = opened(stage)
    stage.settle()
    made.show_keys()
    return stage.sheet()


def nothing_found(stage: Stage) -> QWidget:
    """The box over everything, which found nothing."""
    made = opened(stage)
    made.find_anything()
    QTest.keyClicks(made.frame.find_box, "qqqzzz")
    stage.settle()
    stage.wait(lambda: any("qqqzzz" in one or "ets gevonden" in one or "rien" in one.lower() for one in texts(made)))
    return made


def narrow(stage: Stage) -> QWidget:
    """The rail folded, so that a list has the width."""
    made = opened(stage)
    made.go_to("threat_files")
    made.toggle_rail()
    return made


ROOMS = ("situation", "tasks", "threat_files")
SCENES = (
    *(Scene(f"window.{name}", partial(room, name), sizes=WINDOW) for name in ROOMS),
    Scene("window.file", file, sizes=WINDOW),
    Scene("window.found", found, sizes=WINDOW),
    Scene("window.help", help_page, sizes=WINDOW),
    Scene("window.keys", keys, sizes=DIALOG),
    Scene("window.nothing_found", nothing_found, sizes=WINDOW),
    Scene("window.partner", partner, sizes=WINDOW),
    Scene("window.narrow", narrow, sizes=WINDOW),
)
