"""What was saved is reversed by one key from the screen it was saved on; decisions, and what began something, stay."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtGui import QShortcut

from app.models.enums import Channel
from app.models.kinds.persons import Person, Phone
from app.models.kinds.threat import ThreatFile
from app.models.kinds.visits import VisitFile
from app.services.undoing import done_with_save
from app.ui.files.undo_bar import UndoBar
from app.ui.forms.acting import ActSheet
from app.ui.kit.screen import Address, Screen
from app.ui.screens.person.screen import PersonScreen
from app.ui.screens.threat_file.screen import ThreatFileScreen
from app.ui.screens.visit.screen import VisitScreen
from tests.station_world import a_person
from tests.ui.screens.at_work import AtWork
from tests.unit.services.paper_world import PaperWorld, a_paper_world
from tests.unit.services.visit_paper_world import VisitPaper, a_visit_on_paper

World = tuple[PaperWorld, VisitPaper]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = a_paper_world(tmp_path_factory.mktemp("reversed"))
    yield world, a_visit_on_paper(world)
    world.admin.store.close()


def bar(screen: Screen) -> UndoBar:
    found = screen.findChild(UndoBar)
    assert isinstance(found, UndoBar)
    return found


def reverse(work: AtWork, screen: Screen) -> None:
    key = next(one for one in screen.findChildren(QShortcut) if one.key().toString() == "Ctrl+Z")
    assert key.isEnabled()
    key.activated.emit()
    work.settle()


def act(work: AtWork, screen: Screen, button: str, **values: Any) -> ActSheet:
    work.press(screen, button)
    sheet = work.sheet()
    work.fill(sheet, **values)
    work.do(sheet)
    assert not work.sheets()
    return sheet


def stands(world: PaperWorld, kind: type, uid: bytes, name: str) -> Any:
    with world.desk.read() as view:
        return getattr(view.get(kind, uid), name)


def file_of(work: AtWork, house: World) -> tuple[Screen, str, dict[str, Any], Callable[[], Any]]:
    world, _ = house
    screen = work.show(ThreatFileScreen, world.desk, Address("threat_file", world.file))
    {one.id: one.run for one in screen.actions_here()}["file_edit"]()
    work.settle()
    return screen, "", {"title": "Anders genoemd"}, lambda: stands(world, ThreatFile, world.file, "title")


def visit_of(work: AtWork, house: World) -> tuple[Screen, str, dict[str, Any], Callable[[], Any]]:
    world, paper = house
    screen = work.show(VisitScreen, world.desk, Address("visit", paper.visit))
    return screen, "edit_visit", {"title": "Anders genoemd"}, lambda: stands(world, VisitFile, paper.visit, "title")


def person_of(work: AtWork, house: World) -> tuple[Screen, str, dict[str, Any], Callable[[], Any]]:
    world, _ = house
    screen = work.show(PersonScreen, world.desk, Address("person", world.person))
    return screen, "edit_person", {"given_names": "Anders"}, lambda: stands(world, Person, world.person, "given_names")


@pytest.mark.parametrize("of", [file_of, visit_of, person_of])
def test_what_was_changed_is_as_it_was_after_one_key(work: AtWork, house: World, of: Callable[..., Any]) -> None:
    screen, button, values, now = of(work, house)
    before = now()
    if button:
        work.press(screen, button)
    sheet = work.sheet()
    said = sheet.accessibleName()
    work.fill(sheet, **values)
    work.do(sheet)
    assert now() == next(iter(values.values()))
    assert bar(screen).words == f"Opgeslagen: {said}"
    reverse(work, screen)
    assert now() == before
    assert not bar(screen).words


def test_what_was_added_goes_again(work: AtWork, house: World) -> None:
    world, _ = house

    def phones() -> int:
        with world.desk.read() as view:
            return len(view.find(Phone, "person = ?", world.person))

    screen = work.show(PersonScreen, world.desk, Address("person", world.person))
    before = phones()
    act(work, screen, "phones_add", number="+32470998877")
    assert phones() == before + 1
    reverse(work, screen)
    assert phones() == before


def test_a_note_stays_as_it_was_said_and_is_corrected_by_a_newer_one(work: AtWork, house: World) -> None:
    world, _ = house
    screen = work.show(ThreatFileScreen, world.desk, Address("threat_file", world.file, "notes"))
    act(work, screen, "add_note", text="Gezegd is gezegd", channel=Channel.PHONE)
    assert not bar(screen).words


def test_closed_without_saving_nothing_is_offered(work: AtWork, house: World) -> None:
    world, _ = house
    screen = work.show(ThreatFileScreen, world.desk, Address("threat_file", world.file, "notes"))
    work.press(screen, "add_note")
    work.sheet().reject()
    work.settle()
    assert not bar(screen).words


def test_a_decision_stays_and_what_was_saved_before_it_is_offered_no_more(work: AtWork, house: World) -> None:
    world, _ = house
    screen = work.show(ThreatFileScreen, world.desk, Address("threat_file", world.file, "measures"))
    {one.id: one.run for one in screen.actions_here()}["file_edit"]()
    work.settle()
    sheet = work.sheet()
    work.fill(sheet, title="Nog anders")
    work.do(sheet)
    assert bar(screen).words
    assert screen._measures is not None
    screen._measures._panel.recorded.emit()
    assert not bar(screen).words
    assert stands(world, ThreatFile, world.file, "title") == "Nog anders"


def test_what_made_no_save_or_began_something_is_not_reversible(house: World) -> None:
    world, _ = house
    assert done_with_save(world.desk, lambda: 7) == (7, None)
    person, save = done_with_save(world.desk, lambda: a_person(world.desk, "Nieuw", "Iemand"))
    assert person
    assert save is None
