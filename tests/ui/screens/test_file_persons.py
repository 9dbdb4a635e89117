"""The persons of a file on its screen: what each is to the others, and who was brought in by mistake."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.models.enums import InvolvementRole, PresenceState, RelationKind
from app.models.kinds.persons import Person
from app.models.kinds.threat import Presence
from app.services.cases.files import Involved, involve_person
from app.services.cases.presences import record_presence
from app.services.registers.persons import open_person, relate_persons
from app.ui.kit.screen import Address
from app.ui.screens.threat_file.persons_tab import PersonsTab
from app.ui.screens.threat_file.screen import ThreatFileScreen
from tests.ui.screens.at_work import AtWork
from tests.ui.seeing import english, faults
from tests.unit.services.paper_world import PaperWorld, a_paper_world


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path_factory.mktemp("persons"))
    yield made
    made.admin.store.close()


def said(tab: PersonsTab) -> dict[str, str]:
    return {line.cells[0].text: line.cells[1].under for line in tab.rows.lines}


def test_each_person_says_what_he_is_to_the_others_and_a_mistake_is_taken_out(work: AtWork, house: PaperWorld) -> None:
    sister = open_person(house.desk, Person(family_name="CLAES", given_names="Mia")).id
    relate_persons(house.desk, sister, house.person, RelationKind.SIBLING)
    wrong = involve_person(house.desk, house.file, Involved(sister, InvolvementRole.CONTACT))
    screen = work.show(ThreatFileScreen, house.desk, Address("threat_file", house.file, "persons"))
    tab = screen.findChild(PersonsTab)
    assert isinstance(tab, PersonsTab)
    lines = said(tab)
    assert lines["Nino AL-HASSAN"] == "Kind van Hilde VAN DEN BROECK"
    assert lines["Mia CLAES"] == "Broer of zus van Hilde VAN DEN BROECK", "though it was entered on her own page"
    assert lines["Hilde VAN DEN BROECK"] == ""
    assert faults(tab) == []
    assert english(tab, "nl") == []
    tab.rows.choose(wrong)
    work.press(screen, "remove_person")
    assert len(said(tab)) == len(lines) - 1
    QTest.keyClick(screen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    work.settle()
    assert len(said(tab)) == len(lines)


def test_a_role_that_ends_before_its_measures_is_asked_about(work: AtWork, house: PaperWorld) -> None:
    screen = work.show(ThreatFileScreen, house.desk, Address("threat_file", house.file, "persons"))
    tab = screen.findChild(PersonsTab)
    assert isinstance(tab, PersonsTab)
    tab.rows.choose(next(line.key for line in tab.rows.lines if line.cells[0].text == "Hilde VAN DEN BROECK"))
    work.press(screen, "change_person")
    sheet = work.sheet()
    work.fill(sheet, to_on=house.desk.today())
    work.do(sheet)
    assert "nog niet afgelopen" in work.refused(sheet)
    assert faults(sheet) == []
    assert english(sheet, "nl") == []
    work.press(sheet, "go_on_knowingly")
    line = next(line for line in tab.rows.lines if line.cells[0].text == "Hilde VAN DEN BROECK")
    assert "21 nov 2026" in line.cells[2].text


def test_the_overview_says_who_is_away_or_abroad_now(work: AtWork, house: PaperWorld) -> None:
    today = house.desk.today()
    away = Presence(person=house.person, state=PresenceState.ABROAD, from_on=today, to_on=date(2026, 11, 30))
    record_presence(house.desk, house.file, away)
    screen = work.show(ThreatFileScreen, house.desk, Address("threat_file", house.file))
    assert work.said(screen, "overview_where_0") == "In het buitenland tot 30 nov 2026"
    assert not work.there(screen, "overview_where_1")
