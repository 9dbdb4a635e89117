"""Papers for centres and about persons in the window: recalls offered where a sheet ends, binders, extracts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.models.enums import Role
from app.services.access_log import Access, AccessFilter, read_access_log
from app.services.paper.binders import BINDER
from app.services.paper.copies import recall_document
from app.services.paper.extracts import EXTRACT
from app.services.paper.protocols import LETTER
from app.services.paper.recall_sheets import RECALL
from app.services.waiting_drafts import waiting_drafts
from app.ui.forms.draft_places import draft_places
from app.ui.kit.kit import Kit
from app.ui.kit.mnemonics import unmarked
from app.ui.kit.screen import Address
from app.ui.kit.theme import Mode
from app.ui.screens.exchange.overview import ExchangeScreen
from app.ui.screens.paper.binders_sheet import BindersSheet
from app.ui.screens.paper.copies_panel import CopiesPanel
from app.ui.screens.paper.copies_sheet import HEIGHT, WIDTH, CopiesSheet
from app.ui.screens.paper.issue_sheet import IssueSheet
from app.ui.screens.paper.reason_sheet import ReasonSheet
from app.ui.screens.paper.sheets import PaperSheets
from app.ui.screens.person.screen import PersonScreen
from tests.ui.seeing import faults, texts
from tests.unit.services.centre_world import CentreWorld, a_centre_world
from tests.unit.services.paper_world import sit

PATIENCE = 15_000


@pytest.fixture
def centres(tmp_path: Path) -> Iterator[CentreWorld]:
    made = a_centre_world(tmp_path)
    yield made
    made.paper.admin.store.close()


@pytest.fixture
def host(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1180, 700)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()


def settle(qtbot: QtBot, kit: Kit, sheet: QWidget | None = None) -> None:
    def settled() -> bool:
        return kit.jobs.idle and (not isinstance(sheet, IssueSheet) or sheet.settled)

    for _ in range(2):
        QApplication.processEvents()
        qtbot.waitUntil(settled, timeout=PATIENCE)


def the(host: QWidget, kind: type[QWidget]) -> QWidget:
    found = [one for one in host.findChildren(kind) if one.isVisible()]
    assert len(found) == 1, found
    return found[0]


def a_panel(qtbot: QtBot, kit: Kit, centres: CentreWorld, host: QWidget) -> CopiesPanel:
    panel = PaperSheets(centres.paper.on).copies(kit, centres.paper.desk, centres.paper.file)
    assert isinstance(panel, CopiesPanel)
    panel.setParent(host)
    panel.resize(1110, 520)
    panel.show()
    settle(qtbot, kit)
    return panel


def test_recalling_a_sheet_goes_on_to_the_recall_sheets(
    qtbot: QtBot, kit: Kit, centres: CentreWorld, host: QWidget
) -> None:
    sheet = centres.sheet()
    panel = a_panel(qtbot, kit, centres, host)
    panel.list.choose(sheet.copies[0].copy)
    panel._recall.click()
    reason = the(host, ReasonSheet)
    assert isinstance(reason, ReasonSheet)
    reason.reason.setPlainText("Verkeerd adres")
    reason._do.click()
    qtbot.waitUntil(lambda: bool(host.findChildren(IssueSheet)), timeout=PATIENCE)
    issue = host.findChildren(IssueSheet)[0]
    settle(qtbot, kit, issue)
    assert issue._draft is not None
    assert issue._draft.subject.kind == RECALL
    assert [one.recipient for one in issue.form.named()] == ["Noodcentrale Antwerpen", "CIC Bruxelles"]
    assert "Terugroeping van een fiche" in issue.view.preview.strip.accessibleDescription()
    with qtbot.waitSignal(issue.issued, timeout=PATIENCE) as issued:
        issue._issue.click()
    assert [one.pages for one in issued.args[0].copies] == [1, 1]
    settle(qtbot, kit)
    issue.accept()


def test_the_lists_offer_the_recalls_that_are_due_and_the_binders(
    qtbot: QtBot, kit: Kit, centres: CentreWorld, host: QWidget
) -> None:
    recall_document(centres.paper.desk, centres.sheet().document, "einde")
    panel = a_panel(qtbot, kit, centres, host)
    panel._lists.click()
    menu = panel._lists.findChild(QMenu)
    assert isinstance(menu, QMenu)
    offered = [unmarked(act.text()) for act in menu.actions()]
    assert "Terugroepingen van D-2026-BRU1-0001 v1…" in offered
    assert "Klappers van de noodcentrales…" in offered
    menu.actions()[offered.index("Klappers van de noodcentrales…")].trigger()
    menu.close()
    binders = the(host, BindersSheet)
    settle(qtbot, kit)
    assert {"Noodcentrale Antwerpen", "CIC Brussel"} & set(texts(binders))


def test_the_version_that_a_new_sheet_replaces_is_recalled_from_there(
    qtbot: QtBot, kit: Kit, centres: CentreWorld, host: QWidget
) -> None:
    first = centres.sheet()
    issue = IssueSheet(kit, centres.paper.desk, centres.paper.on, host, centres.paper.file)
    issue.open()
    settle(qtbot, kit, issue)
    issue.form.subject.setCurrentIndex(next(at for at, one in enumerate(issue._subjects) if one.kind == "dispatcher"))
    settle(qtbot, kit, issue)
    with qtbot.waitSignal(issue.issued, timeout=PATIENCE):
        issue._issue.click()
    settle(qtbot, kit)
    button = issue.findChild(QPushButton, "issued_recall_sheets")
    assert isinstance(button, QPushButton)
    button.click()
    following = next(one for one in host.findChildren(IssueSheet) if one is not issue)
    settle(qtbot, kit, following)
    assert following._draft is not None
    assert following._draft.subject.subject == first.document
    following.reject()


@pytest.mark.parametrize(("language", "mode"), [("nl", Mode.LIGHT), ("fr", Mode.DARK), ("de", Mode.LIGHT)])
def test_a_binder_is_issued_and_its_copies_are_kept(
    qtbot: QtBot, kit: Kit, centres: CentreWorld, host: QWidget
) -> None:
    centres.sheet()
    sheets = PaperSheets(centres.paper.on)
    sheets.binders(kit, centres.paper.desk, host)
    binders = the(host, BindersSheet)
    assert isinstance(binders, BindersSheet)
    settle(qtbot, kit)
    assert binders.list.model().rowCount() == 2
    assert faults(binders) == []
    assert not binders._held.isEnabled(), "there was no binder yet"
    binders._make.click()
    issue = host.findChildren(IssueSheet)[0]
    settle(qtbot, kit, issue)
    assert issue._draft is not None
    assert issue._draft.subject.kind == BINDER
    with qtbot.waitSignal(issue.issued, timeout=PATIENCE):
        issue._issue.click()
    settle(qtbot, kit)
    issue.accept()
    settle(qtbot, kit)
    binders._held.click()
    held = host.findChildren(CopiesSheet)[0]
    settle(qtbot, kit)
    held.resize(WIDTH, HEIGHT)  # the screen of the tests is narrower than any there is
    settle(qtbot, kit)
    assert held.panel.list.model().rowCount() == 1
    assert faults(held) == []
    held.reject()
    binders.reject()


def test_a_binder_that_was_begun_and_not_issued_opens_from_the_exchange_desk(
    qtbot: QtBot, kit: Kit, centres: CentreWorld, host: QWidget
) -> None:
    centres.sheet()
    paper = centres.paper
    sheets = PaperSheets(paper.on)
    sheets.issue(kit, paper.desk, host, centres.antwerp)
    issue = host.findChildren(IssueSheet)[0]
    settle(qtbot, kit, issue)
    issue.form.copies._rows[0].note.setText("onder gesloten omslag")
    issue.reject()
    settle(qtbot, kit)
    (place,) = draft_places(waiting_drafts(paper.desk, "nl"))
    assert place.address == Address("exchange")
    screen = ExchangeScreen(kit, paper.desk, place.address, host, binders=sheets.binders)
    screen.take_up(place.keys[0])
    assert isinstance(the(host, BindersSheet), BindersSheet)
    sheets.issue(kit, paper.desk, host, centres.antwerp)
    again = next(one for one in host.findChildren(IssueSheet) if one is not issue)
    settle(qtbot, kit, again)
    assert again.form.copies._rows[0].note.text() == "onder gesloten omslag"
    again.reject()


def test_of_several_papers_the_one_that_was_begun_is_opened(
    qtbot: QtBot, kit: Kit, centres: CentreWorld, host: QWidget
) -> None:
    paper = centres.paper
    recall_document(paper.desk, centres.sheet().document, "einde")
    for one in (centres.subject(LETTER), centres.subject(RECALL)):
        begun = f"{one.subject.hex()}:{one.kind}"
        PaperSheets(paper.on).issue(kit, paper.desk, host, paper.file, paper.person, begun)
        issue = host.findChildren(IssueSheet)[-1]
        settle(qtbot, kit, issue)
        assert issue._draft is not None
        assert issue._draft.subject == one
        issue.reject()


def test_without_sheets_the_binders_say_what_to_do(qtbot: QtBot, kit: Kit, centres: CentreWorld, host: QWidget) -> None:
    PaperSheets(centres.paper.on).binders(kit, centres.paper.desk, host)
    binders = the(host, BindersSheet)
    settle(qtbot, kit)
    assert "Nog geen enkele noodcentrale heeft een fiche voor de noodcentrale." in texts(binders)
    assert faults(binders) == []


def test_an_extract_is_logged_when_it_is_opened(qtbot: QtBot, kit: Kit, centres: CentreWorld, host: QWidget) -> None:
    paper = centres.paper
    PaperSheets(paper.on).extract(kit, paper.desk, host, paper.person)
    qtbot.waitUntil(lambda: bool(host.findChildren(IssueSheet)), timeout=PATIENCE)
    issue = host.findChildren(IssueSheet)[0]
    settle(qtbot, kit, issue)
    assert issue._draft is not None
    assert issue._draft.subject.kind == EXTRACT
    assert "Uittreksel over een persoon" in issue.view.preview.strip.accessibleDescription()
    assert not issue.form.sealed.isHidden()
    auditor = sit(paper.admin, paper.on, "Auditor", Role.AUDITOR)
    lines = read_access_log(auditor, AccessFilter(officer=paper.desk.officer))
    assert [one.act for one in lines] == [Access.EXTRACT]
    issue.reject()


@pytest.mark.parametrize(("language", "mode"), [("nl", Mode.LIGHT), ("fr", Mode.DARK)])
def test_a_person_s_page_and_the_exchange_desk_lead_there(
    qtbot: QtBot, kit: Kit, centres: CentreWorld, host: QWidget
) -> None:
    paper, asked = centres.paper, []
    person = PersonScreen(
        kit, paper.desk, Address("person", paper.person), host,
        extract=lambda *given: asked.append(given[-1]), held=lambda *given: asked.append(given[-1]),
    )  # fmt: skip
    exchange = ExchangeScreen(kit, paper.desk, Address("exchange"), host, binders=lambda *_: asked.append("binders"))
    for screen, names in ((person, ("draw_up_extract", "extracts_issued")), (exchange, ("to_binders",))):
        screen.resize(1158, 668)
        screen.show()
        screen.load()
        settle(qtbot, kit)
        for name in names:
            button = screen.findChild(QPushButton, name)
            assert isinstance(button, QPushButton)
            button.click()
        assert faults(screen) == []
        screen.hide()
    assert asked == [paper.person, "Hilde VAN DEN BROECK", "binders"]
    assert "person_extract" in [one.id for one in person.actions_here()]
    person.take_up(f"paper/{paper.person.hex()}/{paper.person.hex()}/{EXTRACT}")
    assert asked[-1] == paper.person, "what was typed and not issued opens again"
