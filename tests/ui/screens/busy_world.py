"""A station on a busy day: a threatened judge's file with measures late, near and with the Minister, and a visit."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from app.core.clock import SteppingClock
from app.core.ids import Id
from app.models.enums import Action, DecisionKind, FileBasis, FileState, Marking, MeasureState
from app.models.kinds.directory import Officer
from app.models.kinds.label import Label
from app.models.kinds.measures import Decision, Measure
from app.models.kinds.threat import AnalysisRequest, ThreatFile
from app.services.paper.copies import hand_over
from app.services.paper.protocol_content import Choice
from app.services.paper.protocols import issue_protocol
from app.services.station.stations import directory_of
from tests.unit.services.paper_world import PaperWorld, a_measure, a_paper_world
from tests.unit.services.visit_paper_world import VisitPaper, a_visit_on_paper


def a_busy_day(folder: Path) -> tuple[PaperWorld, VisitPaper]:
    """Return the world, at 23 November 2026 09:30 in Brussels."""
    world = a_paper_world(folder)
    with world.admin.write() as unit:
        unit.require(Action.DIRECTORY, directory_of(world.admin))
        unit.change(directory_of(world.admin), world.desk.officer, Officer, {"phone": "+3225060000"})
        unit.save(signed=True)
    made = issue_protocol(world.desk, world.file, world.person, "nl", world.copies(), Choice())
    hand_over(world.desk, [made.copies[1].copy], "PZ Antwerpen", on=date(2026, 11, 18))
    set_measure(world, "patrols", end=date(2026, 11, 21))
    set_measure(world, "post", ratify_by=date(2026, 11, 22))
    add_measure(world, "calls", type="priority_calls", state=MeasureState.PROPOSED, start=date(2026, 11, 26))
    add_measure(world, "techno", type="techno_prevention", end=date(2026, 11, 26))
    add_measure(world, "close", type="close_protection", end=date(2026, 11, 24))
    for number, title in enumerate(("Gemeenteraadslid, bedreigd na stemming", "Journalist en gezin"), 57):
        a_file_more(world, number, title)
    with world.desk.write() as unit:
        unit.require(Action.DECIDE, world.assignment)
        unit.require(Action.REPORT, world.threat)
        unit.create(
            world.assignment,
            Decision(subject=world.measures["post"], kind=DecisionKind.START_URGENT, recorder=world.desk.officer,
                     dated=world.desk.clock.now(), confirm_by=date(2026, 11, 25), file=world.file),
        )  # fmt: skip
        unit.create(
            world.threat,
            AnalysisRequest(file=world.file, service=world.cuta, question="Welk niveau?", wanted_by=date(2026, 11, 27)),
        )  # fmt: skip
        unit.save(signed=True)
    visit = a_visit_on_paper(world)
    go_to(world, date(2026, 11, 23))
    return world, visit


def a_file_more(world: PaperWorld, number: int, title: str) -> Id:
    """Record another file with two measures."""
    with world.desk.write() as unit:
        file = world.desk.ids.new()
        core = unit.begin(file, "file_core", Label(marking=Marking.RESTRICTED), Action.FILE)
        unit.create(
            core,
            ThreatFile(reference=f"BP-2026-BRU1-{number:04}", title=title, basis=FileBasis.STATUS,
                       state=FileState.OPEN, file_officer=world.desk.officer),
            file,
        )  # fmt: skip
        stream = unit.begin(file, "assignment", Label(marking=Marking.RESTRICTED), Action.MEASURE)
        for kind, end, state in (
            ("patrols", date(2026, 11, 28), MeasureState.ACTIVE),
            ("accompaniment", date(2026, 12, 20), MeasureState.RETURNED),
        ):
            unit.create(stream, a_measure(world, file=file, type=kind, end=end, state=state))
        unit.save()
    return file


def set_measure(world: PaperWorld, name: str, **fields: Any) -> None:
    """Write fields of a measure."""
    world.change(world.assignment, world.measures[name], Measure, Action.MEASURE, **fields)


def add_measure(world: PaperWorld, name: str, **fields: Any) -> Id:
    """Write one more measure."""
    return world.add_measure(name, **fields)


def go_to(world: PaperWorld, on: date) -> None:
    """Let days pass, to 10:30 in Brussels."""
    assert isinstance(world.on.clock, SteppingClock)
    world.on.clock.at += timedelta(days=(on - world.desk.today()).days, minutes=30)
