"""The other faces of a file: the level over time, its measures as a board and on a timeline."""

from datetime import date

from PySide6.QtWidgets import QWidget

from app.core.ids import Id
from app.models.enums import ThreatKind, ThreatLevel
from app.models.kinds.threat import AnalysisRequest, ThreatAnalysis
from app.services.cases.analyses import record_analysis, request_analysis
from app.services.desk import Desk
from app.ui.kit.screen import Address
from app.ui.screens.threat_file.screen import ThreatFileScreen
from tests.pictures.scene import Scene, Stage

LONG = "CORNET"
"""A file whose level goes up and down for a year."""
OCAD, POLICE = ThreatKind.ORGANISED_CRIME, ThreatKind.STALKING
LEVELS: tuple[tuple[str, ThreatKind, date, int, date | None, bool], ...] = (
    ("OCAD", OCAD, date(2025, 12, 4), 2, date(2026, 3, 4), False),
    ("FEDPOL", POLICE, date(2026, 1, 12), 2, None, False),
    ("OCAD", OCAD, date(2026, 4, 20), 3, date(2026, 7, 20), True),
    ("FEDPOL", POLICE, date(2026, 6, 1), 1, date(2026, 10, 1), True),
)
"""Service, kind of threat, date, level, valid until, and whether it replaces the one before of its service."""


def level_chart(stage: Stage) -> QWidget:
    """A year of levels of two services, with what was asked of them."""
    file = stage.house.files[LONG]
    desk = stage.desk()
    before: dict[str, bytes] = {}
    for name, kind, dated, level, until, replaces in LEVELS:
        analysis = ThreatAnalysis(
            service=stage.house.ids[name], kind=kind, reference=f"{dated:%Y/%m%d}", dated=dated,
            level=ThreatLevel(level), text="Zie het verslag van de dienst.", valid_until=until,
            replaces=before.get(name) if replaces else None,
        )  # fmt: skip
        asked = AnalysisRequest(
            service=stage.house.ids[name], question="Is het niveau nog actueel?", asked_on=dated.replace(day=1)
        )
        before[name] = record_analysis(desk, file, analysis, answers=request_analysis(desk, file, asked))
    late = AnalysisRequest(
        service=stage.house.ids["OCAD"], question="Verandert de nieuwe melding het niveau?",
        asked_on=date(2026, 10, 30), wanted_by=date(2026, 11, 13),
    )  # fmt: skip
    request_analysis(desk, file, late)
    return seen(stage, desk, "analyses", file)


def seen(stage: Stage, desk: Desk, tab: str, file: Id) -> ThreatFileScreen:
    """The screen of a file at a desk that wrote something first."""
    made = ThreatFileScreen(stage.kit, desk, Address("threat_file", file, tab))
    stage.show(made)
    made.load()
    stage.settle()
    return made


SCENES = (Scene("threat_file.level_chart", level_chart),)
