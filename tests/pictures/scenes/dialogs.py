"""The dialogs that a screen's buttons open, each at its own size: `dialog.<button>` over the screen it belongs to."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from tests.pictures.scene import DIALOG, INSIDE, Scene, Stage
from tests.pictures.scenes import administration, person, registers, threat_file, visit

Room = Callable[[Stage], QWidget]

BEHIND: tuple[tuple[str, Room, tuple[str, ...]], ...] = (
    ("threat_file", partial(threat_file.tab, "persons"), ("add_person", "as_of")),
    ("threat_file", partial(threat_file.tab, "reports"), ("add_report",)),
    ("threat_file", partial(threat_file.tab, "analyses"), ("add_request", "add_analysis")),
    (
        "threat_file",
        partial(threat_file.tab, "measures"),
        ("propose_measure", "start_urgent", "report_execution", "decide_keep", "decide_end"),
    ),
    ("visit", partial(visit.tab, "programme"), ("edit_visit", "new_item")),
    ("visit", partial(visit.tab, "delegation"), ("add_member",)),
    (
        "person",
        person.judge,
        ("edit_person", "edit_private", "phones_add", "emails_add", "addresses_add", "join_entry"),
    ),
    ("registers", partial(registers.listed, "threat_files"), ("new_file_button",)),
    ("registers", partial(registers.listed, "visits"), ("new_visit_button",)),
    ("registers", partial(registers.listed, "persons"), ("new_person_button",)),
    ("administration", partial(administration.tab, "accounts"), ("new_account", "change_roles", "revoke_officer")),
    ("administration", partial(administration.tab, "organisations"), ("new_organisation",)),
)
"""The room a dialog belongs to, the screen that shows the buttons, and the buttons."""
IN_PLACE = frozenset({"decide_keep", "decide_end"})
"""Buttons that unfold something on the screen itself."""


def pressed(behind: Room, name: str, stage: Stage) -> QWidget:
    """Press the button; return what it opened, or the screen where it unfolds something there."""
    stage.size = INSIDE[0]
    screen = behind(stage)
    stage.grounds.append(screen)  # the dialog stands over it
    found = screen.findChild(QPushButton, name)
    assert isinstance(found, QPushButton), name
    found.click()
    stage.settle()
    return screen if name in IN_PLACE else stage.sheet()


SCENES = tuple(
    Scene(f"{room}.{name}", partial(pressed, behind, name), sizes=INSIDE if name in IN_PLACE else DIALOG)
    for room, behind, names in BEHIND
    for name in names
)
