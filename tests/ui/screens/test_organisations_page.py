"""Organisations of the directory under the hands of an administrator: renamed, withdrawn, taken up again."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.models.texts import local_text
from app.services.station.organisation_acts import add_organisation
from app.ui.files.list_page import ListPage
from app.ui.kit.screen import Address
from app.ui.screens.administration.organisation_sheets import draft_key
from app.ui.screens.administration.organisations_page import OrganisationsPage
from app.ui.screens.administration.screen import AdministrationScreen
from tests.station_world import StationWorld
from tests.ui.screens.at_work import AtWork

TAB = Address("administration", tab="organisations")


def at_the_organisations(
    work: AtWork, world: StationWorld, desk: str = "admin"
) -> tuple[AdministrationScreen, OrganisationsPage]:
    screen = work.show(AdministrationScreen, getattr(world, desk), TAB)
    page = screen.findChild(OrganisationsPage, "organisations")
    assert page is not None
    return screen, page


def cells(page: OrganisationsPage, uid: bytes) -> list[str]:
    return next([cell.plain for cell in line.cells] for line in page.rows.lines if line.key == uid)


def test_an_organisation_is_changed_after_its_uses_and_withdrawn_and_both_taken_back(
    work: AtWork, world: StationWorld
) -> None:
    zone = add_organisation(world.admin, "PZK", local_text("nl", "Politiezone Kouter"), "local_police")
    screen, page = at_the_organisations(work, world)
    page.rows.choose(zone)
    work.press(page, "change_organisation")
    sheet = work.sheet()
    assert work.said(sheet, "uses_said")
    work.fill(sheet, code="PZKN")
    work.do(sheet)
    assert cells(page, zone)[0] == "PZKN"
    screen.activateWindow()
    work.qtbot.waitUntil(screen.isActiveWindow)
    page.rows.setFocus()
    QTest.keyClick(page.rows, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    work.settle()
    assert cells(page, zone)[0] == "PZK"

    page.rows.choose(zone)
    work.press(page, "withdraw_organisation")
    work.do(work.sheet())
    assert cells(page, zone)[-1] == "Buiten gebruik"
    page.rows.choose(zone)
    work.press(page, "organisation_trail")
    [history] = work.sheets()
    trail = history.findChild(ListPage, "trail")
    assert trail is not None
    assert any("PZKN" in line.cells[-1].text for line in trail.rows.lines)
    history.close()
    work.press(page, "take_up_organisation")
    assert cells(page, zone)[-1] == ""


def test_one_with_workstations_is_refused_in_words_and_others_only_look(work: AtWork, world: StationWorld) -> None:
    _, page = at_the_organisations(work, world)
    page.rows.choose(world.centre)
    work.press(page, "withdraw_organisation")
    sheet = work.sheet()
    assert "1 werkpost" in work.said(sheet, "uses_said")
    sheet.act_button.click()
    work.settle()
    assert "behoren: 1" in work.said(sheet, "withdraw_organisation_refused")
    sheet.close()
    work.settle()

    _, page = at_the_organisations(work, world, "officer")
    page.rows.choose(world.police)
    assert not work.there(page, "change_organisation")
    work.press(page, "organisation_used")
    [uses] = work.sheets()
    uses.close()


def test_what_was_typed_waits_as_a_draft_and_comes_back(work: AtWork, world: StationWorld) -> None:
    screen, page = at_the_organisations(work, world)
    page.rows.choose(world.police)
    work.press(page, "change_organisation")
    sheet = work.sheet()
    work.fill(sheet, code="PZX")
    sheet.reject()
    work.settle()
    screen.take_up(draft_key(world.police))
    work.settle()
    again = work.sheet()
    assert again.form is not None
    assert again.form.editor("code").state() == "PZX"
    again.reject()
