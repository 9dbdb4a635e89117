"""The register of organisations in use: who answers day and night is entered once, and stands on the papers."""

import pytest

from app.models.kinds.registers import Organisation, OrganisationContact
from app.services.paper.facts import organisation_contacts
from app.services.paper.sources import Sources
from app.services.registers.entries import register_organisation
from app.ui.kit.screen import Address
from app.ui.screens.organisation.screen import OrganisationScreen
from app.ui.screens.registers.organisations import OrganisationsScreen
from tests.station_world import StationWorld
from tests.ui.screens.at_work import AtWork
from tests.ui.seeing import texts


@pytest.fixture
def entered(world: StationWorld) -> bytes:
    record = Organisation(names={"nl": "Politiezone Antwerpen", "original": "nl"}, entry=world.police)
    return register_organisation(world.officer, record).id


def opened(work: AtWork, world: StationWorld, uid: bytes) -> OrganisationScreen:
    return work.show(OrganisationScreen, world.officer, Address("organisation", uid))


def contacts(world: StationWorld) -> list[OrganisationContact]:
    with world.officer.read() as view:
        return [one for _, one in view.find(OrganisationContact)]


def test_one_is_entered_from_the_list_and_opens(work: AtWork, world: StationWorld) -> None:
    screen = work.show(OrganisationsScreen, world.officer, Address("organisations"))
    wanted: list[Address] = []
    screen.wanted.connect(wanted.append)
    screen.actions_here()[0].run()
    sheet = work.sheet()
    work.type(sheet, "phone", "0471 1")
    work.fill(sheet, names={"nl": "Hotel Beispiel", "original": "nl"})
    work.do(sheet)
    assert work.refused_at(sheet, "phone")
    work.type(sheet, "phone", "03 222 33 44")
    work.do(sheet)
    assert work.sheets() == []
    assert [one.screen for one in wanted] == ["organisation"]
    with world.officer.read() as view:
        assert view.get(Organisation, wanted[0].uid or b"").phone == "+3232223344"


def test_whom_to_ring_is_added_stands_on_paper_goes_and_comes_back(
    work: AtWork, world: StationWorld, entered: bytes
) -> None:
    screen = opened(work, world, entered)
    assert work.there(screen, "organisation_contacts_empty")
    work.press(screen, "add_contact")
    sheet = work.sheet()
    work.type(sheet, "phone", "03 222 33 45")
    work.fill(sheet, name="A. Peeters", function="Wachtofficier", round_the_clock=True)
    work.do(sheet)
    assert any("A. Peeters" in text for text in texts(screen))
    with world.officer.read() as view:
        lines = organisation_contacts(Sources(view, {}), [world.police])
    assert [(one.phone or "").replace("\u00a0", " ") for one in lines] == ["03 222 33 45"]
    work.press(screen, "contact_remove_0")
    assert contacts(world) == []
    work.press(screen, "undo_bar_act")
    assert [one.name for one in contacts(world)] == ["A. Peeters"]


def test_facts_stand_as_they_are_asked_and_remarks_last(work: AtWork, world: StationWorld, entered: bytes) -> None:
    said = texts(opened(work, world, entered))
    asked = ["Korte naam", "Plaats (adres)", "In het adresboek als", "Code", "Talen", "Opmerkingen"]
    assert [one for one in said if one in asked] == asked


def test_who_may_not_edit_reads_and_is_offered_nothing(work: AtWork, world: StationWorld, entered: bytes) -> None:
    screen = work.show(OrganisationScreen, world.sit("reader", []), Address("organisation", entered))
    assert screen.actions_here() == []
    assert not work.there(screen, "add_contact")
