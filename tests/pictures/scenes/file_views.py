"""What a file shows of time: what changed meanwhile, the level, its measures as a board and on a timeline."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QWidget

from app.core.clock import SteppingClock
from app.core.ids import Id
from app.models.enums import Capacity, Channel, MeasureState, ThreatKind, ThreatLevel
from app.models.kinds.threat import AnalysisRequest, ThreatAnalysis
from app.services.cases.analyses import record_analysis, request_analysis, withdraw_request
from app.services.cases.evaluation import end_measure, resume_measure, suspend_measure
from app.services.cases.measures import NewMeasure, propose_measures
from app.services.cases.rulings import Ruling
from app.services.desk import Desk
from app.services.last_looks import keep_look, since_looked
from app.ui.kit.screen import Address
from app.ui.screens.paper.sheets import PaperSheets
from app.ui.screens.threat_file.screen import ThreatFileScreen
from app.ui.tables.rows import Rows
from tests.pictures.scene import Scene, Stage
from tests.reads import measures_of

LONG = "CORNET"
"""A file whose level goes up and down for a year."""
MEANWHILE = 24
"""Entries that came into the store since: of the judge's file some of them, of others the rest."""
OCAD, POLICE = ThreatKind.ORGANISED_CRIME, ThreatKind.STALKING
LEVELS: tuple[tuple[str, ThreatKind, date, int, date | None, bool], ...] = (
    ("OCAD", OCAD, date(2025, 12, 4), 2, date(2026, 3, 4), False),
    ("FEDPOL", POLICE, date(2026, 1, 12), 2, None, False),
    ("OCAD", OCAD, date(2026, 4, 20), 3, date(2026, 7, 20), True),
    ("FEDPOL", POLICE, date(2026, 6, 1), 1, date(2026, 10, 1), True),
)
"""Service, kind of threat, date, level, valid until, and whether it replaces the one before of its service."""


def level_chart(stage: Stage) -> QWidget:
    """A year of levels of two services, with what was asked of them; what was withdrawn is chosen."""
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
    gone = AnalysisRequest(
        service=stage.house.ids["FEDPOL"], question="Wie schreef hem op 18 november?", asked_on=date(2025, 11, 24)
    )
    withdrawn = request_analysis(desk, file, gone)
    withdraw_request(desk, withdrawn, "De schrijver is bekend: een buur", date(2025, 12, 15))
    screen = seen(stage, desk, "analyses", file)
    requests = screen.findChild(Rows, "requests_rows")
    assert requests is not None
    requests.choose(withdrawn)
    stage.settle()
    return screen


def seen(stage: Stage, desk: Desk, tab: str, file: Id, **wired: Any) -> ThreatFileScreen:
    """The screen of a file at a desk that wrote something first."""
    made = ThreatFileScreen(stage.kit, desk, Address("threat_file", file, tab), **wired)
    stage.show(made)
    made.load()
    stage.settle()
    return made


def face(name: str, stage: Stage) -> QWidget:
    """The measures of the judge's file on another face; two wait, one rests, one is over."""
    desk, file = stage.desk(), stage.house.ids["file"]
    found = [line for line in measures_of(desk, file) if line.state is MeasureState.ACTIVE]
    asked = Ruling(Capacity.FILE_OFFICER, Channel.PAPER, "I. Verhaegen", "Nieuwe melding op 18 november")
    for line, step, day in (
        (found[1], suspend_measure, date(2026, 11, 19)),
        (found[2], end_measure, date(2026, 11, 20)),
        (found[3], suspend_measure, date(2026, 11, 18)),
        (found[3], resume_measure, date(2026, 11, 20)),
    ):
        step(desk, line.id, replace(asked, dated=datetime.combine(day, time(9), UTC)))
    for kind, subject, start, review in (
        ("techno_prevention", found[0].record.subject, date(2026, 12, 1), date(2026, 12, 20)),
        ("escort", found[-1].record.subject, date(2026, 11, 26), date(2027, 1, 10)),
    ):
        new = NewMeasure(kind, [subject or b""], [stage.house.ids["PZANT"]], start=start, review=review)
        propose_measures(desk, file, new, asked)
    screen = seen(stage, desk, "measures", file)
    made = screen.findChild(QAbstractButton, f"show_{name}")
    assert made is not None
    made.click()
    stage.settle()
    return screen


def overview(stage: Stage) -> QWidget:
    """The overview as it is found again after some days: what others changed meanwhile stands first."""
    desk, file = stage.desk(), stage.house.ids["file"]
    before = replace(desk, clock=SteppingClock(datetime(2026, 11, 17, 10, 20, tzinfo=UTC)))
    keep_look(before, file, since_looked(desk, file, "nl").newest - MEANWHILE)
    papers = PaperSheets(stage.platform())
    return seen(stage, desk, "", file, issue=papers.issue, copies=papers.copies)


SCENES = (
    Scene("threat_file.overview", overview),
    Scene("threat_file.level_chart", level_chart),
    Scene("threat_file.board", partial(face, "board")),
    Scene("threat_file.gantt", partial(face, "gantt")),
)
