"""What an officer keeps of a person beside numbers: an address under seal, what an ambulance must know, vehicles."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from app.core.ids import Id
from app.documents.content import ProtocolContent
from app.documents.wording import SEALED
from app.models.enums import AddressUse, DoubleReason, MaritalStatus, Marking, Role
from app.models.kinds.persons import HomeAddress, Person, PersonPrivate
from app.models.kinds.places import SealedAddress
from app.models.kinds.registers import Vehicle
from app.services.access_log import Access, AccessFilter, read_access_log
from app.services.cases.file_places import file_places
from app.services.paper.protocol_content import Choice
from app.services.paper.protocols import PROTOCOL, prepared_protocol, sealed_values
from app.services.registers.persons import edit_private, open_person
from app.services.registers.sealed_addresses import change_sealed_address, remove_sealed_address
from app.services.registers.sharing_values import sharing_values
from app.services.registers.vehicles import add_vehicle
from app.services.search.finding import find
from app.services.search.indexing import drain_index
from app.services.waiting_drafts import waiting_drafts
from app.ui.forms.acting import ActSheet
from app.ui.forms.choices import ChoiceEditor
from app.ui.kit.screen import Address
from app.ui.screens.call_card import CallCardScreen
from app.ui.screens.person.screen import PersonScreen
from tests.ui.screens.at_work import AtWork
from tests.ui.seeing import faults, texts
from tests.unit.services.paper_world import PaperWorld, a_paper_world, sit

STREET, KEYS = "Stille Kapelweg", "Sleutel bij de buur"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


def opened(work: AtWork, world: PaperWorld) -> PersonScreen:
    return work.show(PersonScreen, world.desk, Address("person", world.person))


def typed(work: AtWork, sheet: ActSheet, **texts: str) -> None:
    for name, text in texts.items():
        work.type(sheet, name, text)


def read_anywhere(where: QWidget) -> str:
    """Return all that can be read there, in fields too."""
    fields = [one.text() for one in where.findChildren(QLineEdit)]
    fields += [one.toPlainText() for one in where.findChildren(QPlainTextEdit)]
    return "\n".join([*texts(where), *fields, where.windowTitle()])


def printed(world: PaperWorld, *reveals: Id) -> str:
    """Return what the protocol says, with what is revealed for it."""
    with world.desk.read() as view:
        choice = Choice(reveals=dict.fromkeys(reveals, "de ploeg moet het weten"))
        return str(asdict(prepared_protocol(view, PROTOCOL, world.file, world.person, (), choice)[0].content))


def the_farm(world: PaperWorld) -> SealedAddress:
    with world.desk.read() as view:
        return next(
            one
            for _, one in view.find(SealedAddress, "subject = ?", world.person)
            if one.use is not AddressUse.SAFE_HOUSE
        )


def test_a_sealed_address_is_entered_opened_with_a_reason_and_printed_only_with_one(
    work: AtWork, world: PaperWorld
) -> None:
    screen = opened(work, world)
    work.press(screen, "sealed_add")
    sheet = work.sheet()
    work.qtbot.waitUntil(lambda: faults(sheet) == [])
    work.fill(sheet, use=AddressUse.SECOND_HOME)
    work.do(sheet)
    assert "straat of de gemeente" in work.refused_at(sheet, "street")
    typed(work, sheet, street=STREET, number="3", municipality="Genk", access=KEYS)
    sheet.reject()
    work.settle()
    [draft] = waiting_drafts(world.desk, "nl")
    assert (draft.begins, draft.root) == ("", world.person)
    work.press(screen, "sealed_add")
    again = work.sheet()
    work.do(again)
    assert work.sheets() == []

    assert "Verzegeld adres (tweede verblijf)" in texts(screen)
    drain_index(world.desk)
    assert find(world.desk, "Kapelweg", language="nl") == []
    with world.desk.read() as view:
        [(uid, stream)] = [
            (uid, stream) for uid, stream, one in view.locate(SealedAddress, "subject = ?", world.person)
            if one.street == STREET
        ]  # fmt: skip
        thing = view.thing(stream)
    assert (thing.part, thing.root, thing.marking) == ("address_sealed", world.person, Marking.CONFIDENTIAL)
    assert not thing.distribution | thing.co_owners

    work.press(screen, "sealed_change_1")
    change = work.sheet()
    for shown in (screen, change):
        assert STREET not in read_anywhere(shown)
        assert KEYS not in read_anywhere(shown)
    work.press(change, "street_replace")
    assert not work.there(change, "municipality_replace"), "what is true together is replaced together"
    assert work.there(change, "access_replace")
    typed(work, change, street="Nieuwe laan", number="9", municipality="Hasselt")
    work.do(change)
    found = the_farm(world)
    assert (found.street, found.number, found.municipality, found.access) == ("Nieuwe laan", "9", "Hasselt", KEYS)
    work.press(screen, "sealed_remove_0")  # a post stands there
    assert work.said(screen, "undo_bar_words").startswith("Op dit adres is een maatregel bevolen.")
    work.press(screen, "sealed_remove_1")
    assert work.said(screen, "undo_bar_words") == "Verwijderd: Verzegeld adres (tweede verblijf)"
    work.press(screen, "undo_bar_act")
    assert the_farm(world) == found

    card = work.show(CallCardScreen, world.desk, Address("call_card", world.person))
    assert "Nieuwe laan" not in read_anywhere(card)
    work.press(card, "seal_open_1")
    [why] = work.sheets()
    work.press(why, "reveal_reason_duty")
    assert "Nieuwe laan 9, Hasselt" in texts(card)
    auditor = sit(world.admin, world.on, "auditor", Role.AUDITOR)
    assert len(read_access_log(auditor, AccessFilter(act=Access.REVEAL, subject=uid))) == 1

    assert uid in {one.id for one in sealed_values(world.desk, world.file, world.person)}
    assert "Nieuwe laan" not in printed(world)
    assert "Nieuwe laan 9, Hasselt" in printed(world, uid)


def test_the_zone_of_a_sealed_address_is_found_from_its_town_and_sealed_with_it(
    work: AtWork, world: PaperWorld
) -> None:
    known = HomeAddress(street="Markt", postcode="2800", municipality="Mechelen", zone=world.zone)
    open_person(world.desk, Person("Buurman"), lines=[known])
    screen = opened(work, world)
    work.press(screen, "sealed_add")
    sheet = work.sheet()
    work.fill(sheet, use=AddressUse.OTHER, from_on=date(2026, 11, 1), to_on=date(2027, 2, 28))
    typed(work, sheet, street="Sluipweg", postcode="2800", municipality="Mechelen")
    assert sheet.form is not None
    zone = sheet.form.editor("zone")
    work.qtbot.waitUntil(lambda: zone.state() == world.zone)
    work.do(sheet)
    with world.desk.read() as view:
        [(uid, kept)] = [
            (uid, one) for uid, one in view.find(SealedAddress, "subject = ?", world.person) if one.street == "Sluipweg"
        ]
    assert (kept.zone, kept.from_on, kept.to_on) == (world.zone, date(2026, 11, 1), date(2027, 2, 28))

    number = next(
        at for at in range(9)
        if "1 nov 2026 – 28 feb 2027" in work.said(screen, f"sealed_{at}_under").replace(".", "")
    )  # fmt: skip
    assert "PZ Antwerpen" not in work.said(screen, f"sealed_{number}_under"), "a zone says where"
    work.press(screen, f"sealed_change_{number}")
    change = work.sheet()
    assert "PZ Antwerpen" not in read_anywhere(change)
    work.press(change, "zone_replace")
    assert work.there(change, "street_replace"), "the zone alone may be replaced alone"
    change.reject()
    work.settle()
    work.press(screen, f"sealed_change_{number}")
    change = work.sheet()
    work.press(change, "street_replace")
    typed(work, change, street="Andere laan", municipality="Bree")
    work.do(change)
    with world.desk.read() as view:
        assert view.get(SealedAddress, uid).zone is None, "the zone was of the former address"
    change_sealed_address(world.desk, uid, {"zone": world.zone})

    assert "Andere laan" not in printed(world)
    with world.desk.read() as view:
        choice = Choice(reveals={uid: "de ploeg moet het weten"})
        content = prepared_protocol(view, PROTOCOL, world.file, world.person, (), choice)[0].content
    assert isinstance(content, ProtocolContent)
    lines = content.addresses
    [line] = [one for one in lines if one.revealed == uid]
    assert (line.address, line.note and line.note.read("nl")[0]) == (
        "Andere laan, Bree",
        "PZ Antwerpen, tot 28 februari 2027",
    )
    assert [one.note for one in lines if one.address == SEALED] == [None], "what is not opened says no zone"
    card = work.show(CallCardScreen, world.desk, Address("call_card", world.person))
    number = next(at for at in range(9) if "ander" in work.said(card, f"seal_name_{at}"))
    work.press(card, f"seal_open_{number}")
    [why] = work.sheets()
    work.press(why, "reveal_reason_duty")
    assert work.said(card, f"seal_zone_{number}") == "PZ Antwerpen"

    change_sealed_address(world.desk, uid, {"from_on": None, "to_on": date(2020, 1, 1)})
    work.settle()
    assert uid not in {one.id for one in sealed_values(world.desk, world.file, world.person)}, "it holds no more"
    assert uid not in {one.id for one in file_places(world.desk, world.file, "nl")[0]}
    later = work.show(CallCardScreen, world.desk, Address("call_card", world.person))
    assert not [one for one in texts(later) if "(ander" in one]
    remove_sealed_address(world.desk, uid)


def test_what_an_ambulance_must_know_is_sealed_beside_the_words(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world)
    work.press(screen, "words_agreed")
    sheet = work.sheet()
    assert faults(sheet) == []
    assert "Diabetes" not in read_anywhere(sheet)
    work.press(sheet, "medical_replace")
    work.type(sheet, "medical", "Allergisch voor penicilline")
    sheet.reject()
    work.settle()
    assert [one.begins for one in waiting_drafts(world.desk, "nl")] == [""], "no list shows what is sealed"
    work.press(screen, "words_agreed")
    work.do(work.sheet())
    with world.desk.read() as view:
        [(_, private)] = view.find(PersonPrivate, "person = ?", world.person)
    assert (private.medical, private.code_word) == ("Allergisch voor penicilline", None)
    assert "penicilline" not in read_anywhere(screen)
    assert "penicilline" not in printed(world)
    assert "penicilline" in printed(world, world.private)


def test_a_vehicle_is_a_line_that_is_found_printed_and_comes_back(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world)
    assert "1-ABC-234" in texts(screen)
    work.press(screen, "vehicles_add")
    sheet = work.sheet()
    work.type(sheet, "plate", "???")
    work.do(sheet)
    assert work.refused_at(sheet, "plate")
    work.type(sheet, "plate", "1xyz987")
    other = open_person(world.desk, Person(family_name="CLAES")).id
    add_vehicle(world.desk, other, Vehicle(plate="1-XYZ-987", make="Seat"))
    [known] = sharing_values(world.desk, world.person, {"plate": "1xyz987"})
    assert (known.name, known.why) == ("CLAES", DoubleReason.PLATE)
    work.fill(sheet, make="Skoda", model="Octavia", colour="grijs")
    work.do(sheet)
    assert work.sheets() == []
    assert {"1-XYZ-987", "Skoda Octavia, grijs"} <= set(texts(screen))
    drain_index(world.desk)
    assert world.person in {one.root for one in find(world.desk, "1xyz987", language="nl") if one.root_kind == "person"}
    assert "1-XYZ-987" in printed(world)

    work.press(screen, "vehicles_add")  # the same one again, now with what was forgotten
    again = work.sheet()
    work.type(again, "plate", "1-xyz-987")
    work.do(again)
    assert "al" in work.refused_at(again, "plate")
    work.fill(again, armoured=True)
    work.do(again)
    work.press(screen, "vehicles_change_1")
    work.fill(change := work.sheet(), colour="zwart")
    work.do(change)
    with world.desk.read() as view:
        [(car, record)] = view.find(Vehicle, "plate = '1-XYZ-987'")
    assert (record.colour, record.armoured, record.make, set(record.users)) == (
        "zwart",
        True,
        "Skoda",
        {world.person, other},
    )
    work.press(screen, "vehicles_remove_1")
    assert work.said(screen, "undo_bar_words") == "Verwijderd: 1-XYZ-987"
    with world.desk.read() as view:
        assert view.get(Vehicle, car).users == (other,)
    work.press(screen, "undo_bar_act")
    with world.desk.read() as view:
        assert set(view.get(Vehicle, car).users) == {world.person, other}


def test_an_address_says_zone_and_period_and_the_zone_that_protects_is_proposed(
    work: AtWork, world: PaperWorld
) -> None:
    edit_private(world.desk, world.person, {"marital_status": MaritalStatus.DIVORCED})
    screen = opened(work, world)
    assert "Gescheiden (burgerlijke staat)" in texts(screen)
    work.press(screen, "addresses_add")
    sheet = work.sheet()
    assert sheet.form is not None
    use = sheet.form.editor("use")
    assert isinstance(use, ChoiceEditor)
    offered = {one.value for one in use.offered}
    assert AddressUse.HOME in offered
    assert AddressUse.SAFE_HOUSE not in offered, "a safe house is entered under seal only"
    zone = sheet.form.editor("zone").value()
    assert zone is not None
    work.fill(sheet, street="Kouter", municipality="Gent", from_on=date(2026, 11, 1), to_on=date(2026, 12, 31))
    work.do(sheet)
    under = next(text for text in texts(screen) if "PZ Antwerpen" in text).replace("\u00a0", " ")
    assert under == "PZ Antwerpen · 1 nov 2026 – 31 dec 2026"
    with world.desk.read() as view:
        assert [one.zone for _, one in view.find(HomeAddress, "street = 'Kouter'")] == [zone]


def test_nothing_of_the_sheet_of_a_sealed_address_needs_scrolling_in_a_small_window(
    work: AtWork, world: PaperWorld
) -> None:
    screen = opened(work, world)
    screen.resize(1366, 768)
    work.press(screen, "sealed_add")
    sheet = work.sheet()
    area = sheet.findChild(QScrollArea, "add_sealed_address_area")
    assert isinstance(area, QScrollArea)
    bar = area.verticalScrollBar()
    work.qtbot.waitUntil(lambda: bar.maximum() == 0)
    sheet.reject()
    work.settle()
    work.press(screen, "sealed_change_0")
    sheet = work.sheet()
    work.qtbot.waitUntil(lambda: faults(sheet) == [])
    area = sheet.findChild(QScrollArea, "add_sealed_address_area")
    assert isinstance(area, QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0
    sheet.reject()
