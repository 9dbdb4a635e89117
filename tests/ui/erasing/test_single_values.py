"""Single values of a person in the window: seen with what they said before, ticked, erased by two, proved."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.bootstrap import anywhere, places
from app.core.ids import Id
from app.models.enums import Action
from app.models.kinds.persons import Person, PersonPrivate
from app.services.desk import Desk
from app.services.erasing.acts import erase_person
from app.services.erasing.proofs import proofs
from app.services.registers.agreements import agree_words
from app.services.registers.merging import join_persons
from app.services.registers.persons import add_phone, edit_person, open_person
from app.services.tasks.rail import rail_counts
from app.services.waiting_drafts import waiting_drafts
from app.ui.forms.acting import ActSheet
from app.ui.forms.draft_places import draft_places
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.screens.erasing.screen import ErasingScreen
from app.ui.shell.window import MainWindow
from tests.station_world import a_file
from tests.ui.screens.at_work import AtWork
from tests.ui.seeing import english, faults, texts
from tests.ui.shell.shell_world import settle
from tests.unit.services.station_house import PASSPHRASES, StationHouse, a_house

WHY, LEAVE = "Op vraag van de betrokkene", "Verzoek van 3 november, ingewilligd door de FG"


class House:
    """A person in a file, who said more than is needed, and who sits there."""

    def __init__(self, house: StationHouse, work: AtWork) -> None:
        self.house, self.work = house, work
        desk = house.sit()
        public = Person(family_name="Lambrecht", given_names="An", remarks="Rijdt zelf", aliases=("Kanarie",))
        self.person = open_person(desk, public, PersonPrivate(national_number="85.07.30-033.28")).id
        add_phone(desk, self.person, "0470 12 34 56")
        edit_person(desk, self.person, {"remarks": "Rijdt niet meer"})
        agree_words(desk, self.person, {"code_word": "pimpelmees"})
        a_file(desk, self.person)

    @property
    def desk(self) -> Desk:
        assert self.house.desk is not None
        return self.house.desk

    def open(self, person: Id | None = None, login: str = "") -> ErasingScreen:
        """Open the page of single values, of somebody."""
        desk = self.house.sit(login) if login else self.desk
        return self.work.show(
            ErasingScreen, desk, Address("erasing", person, "values"), on=self.house.on,
            show_made=lambda *_: None,
        )  # fmt: skip

    def lines(self, screen: ErasingScreen) -> dict[str, list[str]]:
        """Return what is listed, by field."""
        return {line.cells[2].plain: [cell.plain for cell in line.cells] for line in screen._values.page.rows.lines}

    def tick(self, screen: ErasingScreen, *fields: str) -> None:
        """Tick the lines of these fields."""
        rows = screen._values.page.rows
        keys = [line.key for line in rows.lines if line.cells[2].plain in fields]
        assert len(keys) == len(fields)
        rows.choose_all(keys)
        self.work.press(screen, "tick_values")

    def sign(self, sheet: ActSheet, login: str = "janssens") -> None:
        assert sheet.form is not None
        sheet.form.set_value("stream", WHY)
        sheet.form.set_value("entity", LEAVE)
        for name, text in (("second_login", login), ("second_passphrase", PASSPHRASES[login])):
            line = sheet.findChild(QLineEdit, name)
            assert line is not None
            line.setText(text)
        self.work.do(sheet)


@pytest.fixture
def house(qtbot: QtBot, kit: Kit, tmp_path: Path) -> Iterator[House]:
    made = House(a_house(tmp_path), AtWork(qtbot, kit))
    yield made
    made.work.settle()
    made.house.lock()


def test_what_a_person_said_is_seen_ticked_and_erased_by_two_and_the_proof_stands_in_the_list(house: House) -> None:
    work, screen = house.work, house.open()
    assert screen._tabs.current == "values"
    screen._values.picker.take(house.person)
    work.settle()
    found = house.lines(screen)
    assert found["Opmerkingen"][3:] == ["Rijdt niet meer", "Rijdt zelf"]
    assert found["Ook bekend als"][3:] == ["Kanarie", ""]
    assert found["Rijksregisternummer"][3] == "85.07.30-033.28"
    assert found["Codewoord"][3:] == ["verzegeld", ""]
    assert "pimpelmees" not in " ".join(texts(screen))
    assert not {"Familienaam", "Familienaam, voornamen", "Nummer"} & set(found), "what the entry must have stays"

    house.tick(screen, "Opmerkingen", "Codewoord")
    assert {line[0] for line in house.lines(screen).values()} == {"", "te wissen"}
    work.press(screen, "erase_values_button")
    sheet = work.sheet()
    told = " ".join(texts(sheet))
    for words in ("Lambrecht", "Rijdt niet meer; Rijdt zelf", "3 waarden in totaal", "Geen andere werkpost"):
        assert words in told, words
    work.do(sheet)
    assert work.refused_at(sheet, "entity")
    house.sign(sheet)
    assert not work.sheets()

    assert screen._tabs.current == "done"
    (proof,) = proofs(house.desk)
    assert (proof.values, proof.lines) == (3, [LEAVE, WHY])
    with house.desk.read() as view:
        assert view.get(Person, house.person).remarks is None
        assert view.find(PersonPrivate, "person = ?", house.person)[0][1].code_word is None
    screen._tabs.turn_to("values")
    assert {"Opmerkingen", "Codewoord"}.isdisjoint(house.lines(screen))


@pytest.mark.parametrize("login", ["claes", "verhaegen"], ids=["no right", "the same officer"])
def test_refused_nothing_is_erased_and_what_was_typed_and_ticked_comes_back_from_the_drafts(
    house: House, login: str
) -> None:
    work, screen = house.work, house.open(house.person)
    house.tick(screen, "Opmerkingen")
    work.press(screen, "erase_values_button")
    house.sign(work.sheet(), login)
    assert work.refused(work.sheet()).endswith("Er werd niets gewist.")
    assert proofs(house.desk) == []
    work.press(work.sheet(), "erase_values_cancel")
    assert work.said(screen, "erasing_said") == "Geannuleerd. Er werd niets gewist."

    [place] = draft_places(waiting_drafts(house.desk, "nl"))
    assert (place.text, place.address) == ("Erase single values", Address("erasing"))
    again = work.show(ErasingScreen, house.desk, Address("erasing"), on=house.house.on)
    again.take_up(place.keys[0])
    work.settle()
    sheet = work.sheet()
    assert sheet.form is not None
    assert sheet.form.editor("stream").state() == WHY
    assert "Rijdt niet meer; Rijdt zelf" in " ".join(texts(sheet))


def test_values_of_a_joined_entry_stand_with_whose_they_are(house: House) -> None:
    other = open_person(house.desk, Person(family_name="Lambrechts", remarks="Andere fiche")).id
    join_persons(house.desk, house.person, other, "Zelfde persoon")
    screen = house.open(house.person)
    joined = [line.cells for line in screen._values.page.rows.lines if "Andere fiche" in line.cells[3].plain]
    assert "Lambrechts" in joined[0][1].under


def test_a_person_erased_meanwhile_stands_there_no_more(house: House) -> None:
    person = open_person(house.desk, Person(family_name="Vluchtig", remarks="Iets")).id
    screen = house.open(person)
    assert "Opmerkingen" in house.lines(screen)
    erase_person(house.desk, person, LEAVE, WHY, house.house.second("janssens"))
    screen.load()
    house.work.settle()
    assert house.lines(screen) == {}
    assert screen._values.picker.state() is None
    assert house.work.sheets() == []


def test_who_erases_nothing_has_no_such_tab(house: House) -> None:
    screen = house.open(house.person, "claes")
    assert not screen._tabs.turn_to("values")
    assert not [one for one in screen.actions_here() if "values" in one.id]


def test_ctrl_k_offers_what_can_be_done_and_an_empty_page_says_what_to_do(house: House) -> None:
    screen = house.open()
    screen._tabs.turn_to("values")
    assert house.work.there(screen, "said_values_empty")
    assert [one.id for one in screen.actions_here()] == [
        "erasing.open_values", "erasing.tick_values", "erasing.erase_values_button",
    ]  # fmt: skip
    assert not any(one.enabled() for one in screen.actions_here())


def test_nothing_is_cut_faint_or_english(house: House) -> None:
    with house.desk.write() as unit:
        stream = unit.part(house.person, "person")
        unit.require(Action.REGISTER, stream)
        unit.change(stream, house.person, Person, {"remarks": "Een lange opmerking over de persoon, " * 8})
        unit.save()
    screen = house.open(house.person)
    house.tick(screen, "Opmerkingen")
    assert faults(screen) == []
    assert english(screen, "nl") == []
    house.work.press(screen, "erase_values_button")
    assert faults(house.work.sheet()) == []


def test_it_is_reached_by_ctrl_k_from_the_person_in_front(house: House, qtbot: QtBot, kit: Kit) -> None:
    window = MainWindow(kit, house.desk, places(house.house.on), rail_counts, anywhere(house.house.on))
    qtbot.addWidget(window, before_close_func=lambda made: made.take_away())
    with qtbot.waitSignal(window.ready):
        window.begin()
    with qtbot.waitExposed(window):
        window.show()
    window.pages.open(Address("person", house.person))
    settle(qtbot, kit)
    next(one for one in kit.actions.all() if one.id == "erasing.values").run()
    settle(qtbot, kit)
    front = window.pages.front
    assert isinstance(front, ErasingScreen)
    assert front._tabs.current == "values"
    assert "Opmerkingen" in house.lines(front)
