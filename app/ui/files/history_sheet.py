"""The sheet with every change of what has no page for it: what it said, who wrote it, when."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.ui.files.trail_tab import TrailTab
from app.ui.kit.kit import Kit
from app.ui.kit.sheet import Sheet

if TYPE_CHECKING:
    from app.services.desk import Desk

WIDE, HIGH = 860, 420


def history_sheet(
    kit: Kit, desk: "Desk", parent: QWidget, name: str, said: str, root: Id, uid: Id | None = None
) -> Sheet:
    """Return the sheet `name` about what is called `said`: the history of a root, or of one entity `uid` of it."""
    words = kit.words
    made = Sheet(kit, parent, words(N_("History")), name, said, width=WIDE)
    trail = TrailTab(kit, desk, root, uid)
    trail.setMinimumHeight(HIGH)
    made.body.addWidget(trail)
    made.add_button(words(N_("Close")), f"{name}_close", made.accept)
    trail.load()
    return made
