"""The access log at the screens: an auditor filters it and goes on; whose file it is sees who read it."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton

from app.models.enums import Role
from app.services.access_log import Access, AccessFilter, AccessReason, log_access, read_access_log
from app.services.desk import Desk
from app.services.own_files import give_reason
from app.ui.files.readers_sheet import ReadersSheet
from app.ui.kit.screen import Address
from app.ui.screens.administration.log_page import LogTab
from app.ui.screens.administration.screen import AdministrationScreen
from app.ui.screens.threat_file.screen import ThreatFileScreen
from app.ui.tables.rows import Rows
from tests.ui.screens.at_work import AtWork
from tests.ui.screens.conftest import work
from tests.ui.seeing import english, faults
from tests.unit.services.paper_world import PaperWorld, a_paper_world, sit

__all__ = ["work"]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path_factory.mktemp("log_page"))
    yield made
    made.admin.store.close()


@pytest.fixture(scope="module")
def auditor(house: PaperWorld) -> Desk:
    return sit(house.admin, house.on, "Een Auditor", Role.AUDITOR)


@pytest.fixture(scope="module")
def colleague(house: PaperWorld) -> Desk:
    made = sit(house.admin, house.on, "Rik Collega", Role.FILE_OFFICER)
    give_reason(made, house.file, AccessReason.REPLACING)
    return made


def opened(work: AtWork, desk: Desk) -> tuple[AdministrationScreen, LogTab]:
    screen = work.show(AdministrationScreen, desk, Address("administration", tab="log"))
    page = screen.findChild(LogTab)
    assert isinstance(page, LogTab)
    return screen, page


def cells(page: LogTab) -> list[tuple[str, ...]]:
    return [tuple(cell.plain for cell in line.cells[1:]) for line in page.rows.lines]


def test_an_auditor_reads_who_did_what_with_what_and_why(
    work: AtWork, house: PaperWorld, auditor: Desk, colleague: Desk
) -> None:
    screen, page = opened(work, auditor)
    assert screen._tabs.current == "log"
    page.acts.setCurrentIndex(1 + list(Access).index(Access.OUTSIDE_OWN_FILES))
    work.settle()
    assert cells(page) == [
        ("Rik Collega", "Gelezen buiten de eigen dossiers", f"beschermingsdossier {house.file.hex()[-8:]}",
         "Ter vervanging van een collega"),
    ]  # fmt: skip
    assert "BRU1" in work.said(screen, "access_log_covered")
    page.officer.setCurrentIndex(page._officers.index(house.desk.officer))
    work.settle()
    assert cells(page) == []
    assert work.there(screen, "access_log_empty")
    assert faults(screen) == []
    assert english(screen, "nl") == []


def test_a_look_is_logged_once_and_not_again_with_every_change(
    work: AtWork, house: PaperWorld, auditor: Desk, colleague: Desk
) -> None:
    def looks() -> int:
        return len(read_access_log(auditor, AccessFilter(act=Access.AUDIT))) - made

    made = 0
    made = looks() + 1
    screen, _ = opened(work, auditor)
    assert looks() == 1
    screen.load()
    work.settle()
    assert looks() == 2, "one is the count before"


def test_older_lines_follow_on_demand(
    work: AtWork, house: PaperWorld, auditor: Desk, colleague: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        log_access(house.desk, Access.SEARCH, number=1)
    monkeypatch.setattr("app.services.access_pages.log_page.__defaults__", (3,))
    screen, page = opened(work, auditor)
    assert len(page.rows.lines) == 3
    work.press(screen, "access_log_older")
    assert len(page.rows.lines) == 6
    assert [line.key for line in page.rows.lines] == sorted((line.key for line in page.rows.lines), reverse=True)


def test_only_an_auditor_has_the_page(work: AtWork, house: PaperWorld) -> None:
    screen, page = opened(work, house.admin)
    assert screen._tabs.current == "accounts"
    assert not page.isVisible()
    assert page.rows.lines == ()


def test_whose_file_it_is_sees_who_read_it(work: AtWork, house: PaperWorld, colleague: Desk) -> None:
    screen = work.show(ThreatFileScreen, house.desk, Address("threat_file", house.file, "knowing"))
    button = screen.findChild(QPushButton, "file_readers")
    assert button is not None
    button.click()
    work.settle()
    [sheet] = work.sheets()
    assert isinstance(sheet, ReadersSheet)
    rows = sheet.findChild(Rows)
    assert rows is not None
    assert [line.cells[1].plain for line in rows.lines] == ["Rik Collega"]
    assert faults(sheet) == []
    assert english(sheet, "nl") == []
    sheet.accept()
    assert "file_readers" in {one.id for one in screen.actions_here()}


def test_somebody_else_is_told_why_not(work: AtWork, house: PaperWorld, colleague: Desk) -> None:
    screen = work.show(ThreatFileScreen, colleague, Address("threat_file", house.file))
    {one.id: one.run for one in screen.actions_here()}["file_readers"]()
    work.settle()
    [sheet] = work.sheets()
    assert "dossierbeheerder" in work.said(sheet, "readers_refused")
    sheet.accept()
