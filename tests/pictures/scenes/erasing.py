"""What is past its term, as a file officer finds it ten years later."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from app.models.enums import Action, Capacity, Channel, FileBasis, FileState, Marking
from app.models.kinds.label import Label
from app.models.kinds.persons import Person, PersonPrivate
from app.models.kinds.threat import ThreatFile
from app.services.cases.files import NewFile, open_file
from app.services.cases.life import archive_file, close_file
from app.services.cases.rulings import Ruling
from app.services.desk import Desk
from app.services.registers.agreements import agree_words
from app.services.registers.persons import add_email, edit_person, open_person
from app.ui.kit.screen import Address
from app.ui.screens.erasing.screen import ErasingScreen
from tests.pictures.scene import INSIDE, Scene, Stage
from tests.pictures.steps import Step, choosing, pressing, sheet_scene

OLD = (
    ("Kamerlid, bedreigingen per brief", date(2016, 3, 14), True),
    ("Getuige in een drugszaak", date(2016, 6, 2), True),
    ("Schooldirectie, stalking", date(2016, 9, 30), False),
)
"""Title, day of closing, and whether it was archived since."""


def due(stage: Stage) -> QWidget:
    """Two files that may be erased, one that is to be archived first."""
    desk = stage.desk()
    for title, closed_on, archived in OLD:
        _closed(desk, title, closed_on, archived=archived)
    stage.desks.remove(desk)
    desk.close()
    return stage.screen(ErasingScreen, Address("erasing"), on=stage.platform())


def _closed(desk: Desk, title: str, closed_on: date, *, archived: bool) -> None:
    ruling = Ruling(Capacity.FILE_OFFICER, Channel.PAPER, "I. Verhaegen", "")
    file = open_file(desk, NewFile(title, FileBasis.STATUS), ruling, Label(marking=Marking.RESTRICTED))
    close_file(desk, file, "threat_ended", ruling)
    with desk.write() as unit:
        core = unit.part(file, "file_core")
        unit.require(Action.FILE, core)
        unit.change(core, file, ThreatFile, {"state": FileState.CLOSED, "closed_on": closed_on})
        unit.save()
    if archived:
        archive_file(desk, file, ruling)


def values(stage: Stage) -> QWidget:
    """What a person's entry says and said, two fields ticked."""
    desk = stage.desk()
    public = Person(
        family_name="Lambrecht", given_names="An", aliases=("An L.",), nationalities=("BE",), remarks="Rijdt zelf.",
        native_name="Ламбрехт",
    )  # fmt: skip
    private = PersonPrivate(national_number="85.07.30-033.28", birth_date=date(1985, 7, 30), birth_place="Gent")
    person = open_person(desk, public, private, label=Label(marking=Marking.RESTRICTED)).id
    edit_person(desk, person, {"remarks": "Rijdt niet meer; de zoon brengt en haalt.", "native_name": None})
    agree_words(desk, person, {"medical": "Allergisch voor penicilline"})
    add_email(desk, person, "an@lambrecht.example", remarks="leest ze zelden")
    stage.desks.remove(desk)
    desk.close()
    screen = stage.screen(ErasingScreen, Address("erasing", person, "values"), on=stage.platform())
    assert isinstance(screen, ErasingScreen)
    rows = screen._values.page.rows
    rows.choose_all([one.key for one in rows.lines if one.key.names[0] in ("remarks", "national_number")])
    screen._values._on_tick()
    stage.settle()
    return screen


ARCHIVED: Step = choosing("due_files_rows", OLD[0][0])


def told(name: str, stage: Stage) -> QWidget:
    """Another of its lists."""
    return stage.screen(ErasingScreen, Address("erasing", tab=name), on=stage.platform())


SCENES = (
    Scene("erasing.persons", partial(told, "persons"), sizes=(INSIDE[0],)),
    Scene("erasing.done", partial(told, "done"), sizes=(INSIDE[0],)),
    Scene("erasing.due", due, sizes=(INSIDE[0],)),
    Scene("erasing.values", values, sizes=(INSIDE[0],)),
    sheet_scene("erasing.erase", due, ARCHIVED, pressing("erase_due")),
    sheet_scene("erasing.hold_file", due, ARCHIVED, pressing("hold_due")),
    sheet_scene("erasing.transfer_file", due, ARCHIVED, pressing("transfer_due")),
    sheet_scene("erasing.archive_due", due, choosing("due_files_rows", OLD[2][0]), pressing("archive_due_button")),
    sheet_scene("erasing.erase_values", values, pressing("erase_values_button")),
)
