"""Sheets that open from a screen by one button or one line of its menu, each as it stands when it has just opened."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.ui.kit.screen import Address
from tests.pictures.scene import DIALOG, WINDOW, Scene, Stage
from tests.pictures.scenes.window import opened
from tests.pictures.steps import press

SHEETS = (
    ("threat_file", "overview", "file_presence"),
    ("threat_file", "overview", "file_give"),
    ("threat_file", "overview", "file_deputy"),
    ("threat_file", "overview", "file_recuse"),
    ("threat_file", "overview", "file_substitute"),
    ("threat_file", "overview", "file_suspend"),
    ("threat_file", "overview", "file_marking"),
    ("threat_file", "overview", "file_circle"),
    ("threat_file", "overview", "take_back"),
    ("threat_file", "persons", "change_person"),
    ("threat_file", "reports", "open_source"),
    ("threat_file", "reports", "correct_report"),
    ("threat_file", "measures", "change_measure"),
    ("threat_file", "measures", "answer_beside"),
    ("visit", "programme", "visit_propose"),
    ("visit", "programme", "visit_attachments"),
    ("visit", "programme", "visit_close"),
    ("visit", "papers", "copies_return_form"),
    ("person", "", "person_add_sealed"),
    ("person", "", "person_add_vehicle"),
    ("person", "", "words_agreed"),
    ("person", "", "relations_add"),
    ("tasks", "", "task.give"),
    ("organisations", "", "new_organisation"),
    ("places", "", "new_place"),
)
"""The screen, its tab, and what opens the sheet."""
SHOWN = {"threat_file": "file", "visit": "visit", "person": "judge"}
"""Of what of the house a screen is shown."""


def sheet(screen: str, tab: str, name: str, stage: Stage) -> QWidget:
    """The sheet over the window in which it opens."""
    stage.size = WINDOW[0]
    window = opened(stage)
    stage.grounds.append(window)
    uid = stage.house.ids[SHOWN[screen]] if screen in SHOWN else b""
    window.pages.open(Address(screen, uid, tab), apart=True)
    stage.settle()
    front = window.pages.front
    assert front is not None
    offered = {one.id: one.run for one in front.actions_here()}
    if name in offered:
        offered[name]()
    else:
        press(front, name)
    stage.settle()
    return stage.sheet()


SCENES = tuple(
    Scene(f"sheets.{name.replace('.', '_')}", partial(sheet, screen, tab, name), sizes=DIALOG)
    for screen, tab, name in SHEETS
)
