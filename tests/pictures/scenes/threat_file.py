"""The file of a threatened person, tab by tab; its overview is among `file_views`."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.ui.kit.screen import Address
from app.ui.screens.paper.sheets import PaperSheets
from app.ui.screens.threat_file.screen import ThreatFileScreen
from tests.pictures.scene import Scene, Stage

TABS = (
    "persons", "reports", "analyses", "measures", "decisions", "papers", "knowing", "history",
)  # fmt: skip


def tab(name: str, stage: Stage) -> QWidget:
    """One tab of the judge's file."""
    papers = PaperSheets(stage.platform())
    address = Address("threat_file", stage.house.ids["file"], name)
    return stage.screen(ThreatFileScreen, address, issue=papers.issue, copies=papers.copies)


SCENES = tuple(Scene(f"threat_file.{name}", partial(tab, name)) for name in TABS)
