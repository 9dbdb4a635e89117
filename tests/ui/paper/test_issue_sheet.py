"""Issuing from the window: five numbered copies, what must be asked is asked; one job prints them or nothing is."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from app.core.progress import Cancel
from app.models.enums import CopyState, DisclosureAct, Marking, Role
from app.models.kinds.paper import Disclosure, DocumentCopy, IssuedDocument
from app.models.kinds.registers import Organisation
from app.models.kinds.threat import Involvement
from app.services.paper.drafting import issue_draft
from app.services.paper.issuing import Issued
from app.services.paper.lacking import Lack
from app.services.paper.protocols import issue_protocol
from app.services.paper.sources import CopyFor
from app.services.paper.subjects import OF_PERSONS
from app.services.registers.permanence import set_permanence
from app.ui.forms.acting import ActSheet
from app.ui.kit.kit import Kit
from app.ui.kit.printing_sheet import PrintSheet
from app.ui.kit.theme import Mode
from app.ui.screens.paper.file_sheet import FileSheet
from app.ui.screens.paper.issue_sheet import IssueSheet
from app.ui.screens.paper.issued_page import IssuedPage
from app.ui.screens.paper.sheets import PaperSheets
from app.ui.screens.paper.step_sheet import StepSheet
from tests.reads import drafts_of
from tests.ui.paper.print_house import PrintHouse
from tests.ui.seeing import faults, texts
from tests.unit.documents.reading import page_texts
from tests.unit.services.paper_world import PaperWorld, sit
from tests.unit.services.test_orders import without_numbers
from tests.unit.services.visit_paper_world import a_visit_on_paper

PATIENCE = 15_000


@pytest.fixture
def sheet(qtbot: QtBot, kit: Kit, world: PaperWorld) -> Iterator[IssueSheet]:
    yield from an_open_sheet(qtbot, kit, world)


def an_open_sheet(qtbot: QtBot, kit: Kit, world: PaperWorld, **more: Any) -> Iterator[IssueSheet]:
    place = {"file": world.file, "subject": world.person} | more
    made = IssueSheet(kit, world.desk, world.on, None, **place)
    qtbot.addWidget(made)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.resize(1280, 720)
    made.open()
    settle(qtbot, kit, made)
    yield made
    made.close()
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)


def settle(qtbot: QtBot, kit: Kit, sheet: IssueSheet) -> None:
    qtbot.waitUntil(lambda: kit.jobs.idle and sheet.settled, timeout=PATIENCE)


def add(sheet: IssueSheet, *copies: CopyFor) -> None:
    sheet.form.copies.put([*sheet.form.copies.copies("nl"), *copies])


def issue(qtbot: QtBot, sheet: IssueSheet) -> Issued:
    with qtbot.waitSignal(sheet.issued, timeout=PATIENCE) as heard:
        sheet._issue.click()
    issued = heard.args[0] if heard.args else None
    assert isinstance(issued, Issued)
    return issued


def documents(world: PaperWorld) -> list[IssuedDocument]:
    with world.desk.read() as view:
        return [one for _, one in view.find(IssuedDocument)]


def said(sheet: QWidget) -> str:
    return " ".join(texts(sheet))


def control(sheet: QWidget, kind: type[QWidget], name: str) -> QWidget:
    found = sheet.findChild(kind, name)
    assert isinstance(found, QWidget), name
    return found


def test_it_opens_on_who_should_have_it_and_shows_the_draft(sheet: IssueSheet, world: PaperWorld) -> None:
    assert [copy.recipient for copy in sheet.form.copies.copies("nl")] == ["Nationaal Crisiscentrum", "PZ Antwerpen"]
    assert [copy.organisation for copy in sheet.form.copies.copies("nl")][1] == world.zone
    assert "Beschermingsprotocol · VAN DEN BROECK, Hilde · BP-2026-BRU1-0042 · versie 1" in said(sheet)
    draft = sheet.view.preview.strip.accessibleDescription()
    assert "Ontwerp zonder nummer" in draft
    assert "VAN DEN BROECK" in draft
    assert documents(world) == []


def test_five_numbered_copies_are_issued_and_each_is_its_own_paper(
    qtbot: QtBot, kit: Kit, sheet: IssueSheet, world: PaperWorld
) -> None:
    add(sheet, CopyFor("Noodcentrale Antwerpen"), CopyFor("Kabinet", language="fr"), CopyFor("Embassy", foreign=True))
    settle(qtbot, kit, sheet)
    issued = issue(qtbot, sheet)
    assert [(one.number, one.recipient, one.language) for one in issued.copies] == [
        (1, "Nationaal Crisiscentrum", "nl"), (2, "PZ Antwerpen", "nl"), (3, "Noodcentrale Antwerpen", "nl"),
        (4, "Kabinet", "fr"), (5, "Embassy", "nl"),
    ]  # fmt: skip
    assert len({one.pdf for one in issued.copies}) == 5
    assert "Exemplaar 3 van 5" in " ".join(page_texts(issued.copies[2].pdf))
    with world.desk.read() as view:
        assert [copy.state for _, copy in view.find(DocumentCopy)] == [CopyState.PREPARED] * 5
    page = control(sheet, IssuedPage, "issued_page")
    assert isinstance(page, IssuedPage)
    qtbot.waitUntil(lambda: page.preview.settled, timeout=PATIENCE)
    assert issued.copies[0].control_code in page.preview.strip.accessibleDescription()
    page.list.choose(issued.copies[3].copy)
    qtbot.waitUntil(lambda: page.preview.settled, timeout=PATIENCE)
    assert issued.copies[3].control_code in page.preview.strip.accessibleDescription()


def test_issuing_shows_how_far_it_is_and_stopped_in_the_middle_issues_nothing(
    qtbot: QtBot, kit: Kit, sheet: IssueSheet, world: PaperWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = threading.Event()

    def once_stopped(*of: Any, cancel: Cancel, **how: Any) -> Issued:
        assert stopped.wait(PATIENCE / 1000)
        return issue_draft(*of, cancel=cancel, **how)

    monkeypatch.setattr(f"{IssueSheet.__module__}.issue_draft", once_stopped)
    add(sheet, CopyFor("Noodcentrale Antwerpen"))
    settle(qtbot, kit, sheet)
    sheet._issue.click()
    assert "3 exemplaren worden uitgereikt" in said(sheet)
    assert control(sheet, QProgressBar, "issue_how_far_bar").isVisible()
    sheet.reject()
    assert sheet.isVisible(), "it closes once nothing is under way"
    stopped.set()
    settle(qtbot, kit, sheet)
    assert documents(world) == []
    assert "Geannuleerd" in said(sheet)
    assert not control(sheet, QProgressBar, "issue_how_far_bar").isVisible()
    assert len(sheet.form.copies.copies("nl")) == 3, "what was typed stands"
    monkeypatch.undo()
    assert issue(qtbot, sheet).registration.endswith("0001"), "no number was left behind"


def test_the_draft_shown_is_printed_and_nothing_is_issued(
    qtbot: QtBot, kit: Kit, sheet: IssueSheet, world: PaperWorld, printers: PrintHouse
) -> None:
    qtbot.waitUntil(sheet.view.print.isEnabled, timeout=PATIENCE)
    shown = sheet.view.preview.strip.accessibleDescription()
    sheet.view.print.click()
    qtbot.waitUntil(lambda: bool(sheet.findChildren(PrintSheet)), timeout=PATIENCE)
    settle(qtbot, kit, sheet)
    assert sheet.view.preview.strip.accessibleDescription() == shown
    (printing,) = sheet.findChildren(PrintSheet)
    assert "in geen register" in said(printing)
    assert "eigen nummer" not in said(printing)
    assert faults(printing) == []
    (paper,) = printing._papers
    assert "Ontwerp zonder nummer" in " ".join(page_texts(paper.pdf))
    printing.printer.setCurrentText("Laser")
    with qtbot.waitSignal(printing.printed, timeout=PATIENCE) as heard:
        printing._print.click()
    assert heard.args == [len(page_texts(paper.pdf))]
    qtbot.waitUntil(lambda: printers.arrived("Laser").rstrip().endswith(b"%%EOF"), timeout=PATIENCE)
    assert b"BROECK" not in printers.arrived("Laser")
    printing.reject()
    assert documents(world) == []


def test_copies_are_handed_over_from_the_page_on_which_they_were_issued(
    qtbot: QtBot, kit: Kit, sheet: IssueSheet, world: PaperWorld
) -> None:
    issued = issue(qtbot, sheet)
    page = control(sheet, IssuedPage, "issued_page")
    assert isinstance(page, IssuedPage)
    page.list.choose(issued.copies[1].copy)
    page.hand_over.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(StepSheet)), timeout=PATIENCE)
    (step,) = page.findChildren(StepSheet)
    assert step.whom.text() == "PZ Antwerpen"
    step.reject()
    qtbot.waitUntil(lambda: kit.jobs.idle and page.preview.settled, timeout=PATIENCE)


def test_all_copies_print_in_one_job(
    qtbot: QtBot, kit: Kit, sheet: IssueSheet, printers: PrintHouse, world: PaperWorld
) -> None:
    issued = issue(qtbot, sheet)
    page = control(sheet, IssuedPage, "issued_page")
    assert isinstance(page, IssuedPage)
    page.print.click()
    printing = sheet.findChild(PrintSheet)
    assert isinstance(printing, PrintSheet)
    qtbot.waitUntil(lambda: printing.printer.count() > 0, timeout=PATIENCE)
    printing.printer.setCurrentText("Laser")
    with qtbot.waitSignal(printing.printed, timeout=PATIENCE) as heard:
        printing._print.click()
    assert heard.args == [sum(one.pages for one in issued.copies)]
    qtbot.waitUntil(lambda: printers.arrived("Laser").rstrip().endswith(b"%%EOF"), timeout=PATIENCE)
    printing.reject()


def test_a_recipient_that_is_missing_is_marked_and_nothing_is_issued(sheet: IssueSheet, world: PaperWorld) -> None:
    sheet.form.copies._on_add()
    sheet._issue.click()
    field = control(sheet, QLineEdit, "copy_3_recipient")
    assert field.property("wrong") is True
    assert "Noem minstens één bestemmeling" in said(sheet)
    assert documents(world) == []


def test_what_is_not_translated_is_listed_and_asked(
    qtbot: QtBot, kit: Kit, sheet: IssueSheet, world: PaperWorld
) -> None:
    sheet.form.language.setCurrentText("DE")
    for row in sheet.form.copies._rows:
        row.language.setCurrentIndex(0)
    settle(qtbot, kit, sheet)
    assert "Samenvatting van de dreiging: geen Duits, komt in het Nederlands op papier" in said(sheet)
    assert "Maatregel 1: opdracht: geen Duits, komt in het Nederlands op papier" in said(sheet)
    sheet._issue.click()
    assert "Aanvaard dat onder de exemplaren" in said(sheet)
    assert documents(world) == []
    sheet.form.gaps.accepted.setChecked(True)
    assert {one.language for one in issue(qtbot, sheet).copies} == {"de"}


def test_what_who_executes_it_would_miss_is_said_and_asked(
    qtbot: QtBot, kit: Kit, sheet: IssueSheet, world: PaperWorld
) -> None:
    assert sheet.form.lacking.isHidden(), "nothing is lacking"
    sheet.form.lacking.put([Lack.ADDRESS, Lack.PHONE])
    assert "Geen adres: niemand kan erheen" in said(sheet)
    sheet._issue.click()
    assert "staat onder de exemplaren" in said(sheet)
    assert documents(world) == []
    with qtbot.waitSignal(sheet.fill_wanted) as heard:
        sheet.form.lacking.fill.click()
    assert heard.args == [world.person]
    assert sheet.isHidden(), "what was typed waits"


def test_whom_to_ring_is_filled_in_over_the_sheet_and_no_longer_lacking(
    qtbot: QtBot, kit: Kit, sheet: IssueSheet, world: PaperWorld
) -> None:
    with world.desk.read() as view:
        own = view.facts.organisation
        before = [one for _, one in view.find(Organisation, "entry = ?", own)]
    sheet.form.lacking.put([Lack.CONTACT])
    assert sheet.form.lacking.fill.isHidden()
    sheet.form.lacking.number.click()
    settle(qtbot, kit, sheet)
    asked = sheet.findChild(ActSheet, "permanence")
    assert asked is not None
    assert asked.form is not None
    assert asked.form.editor("phone").value() == (before[0].phone if before else None)
    asked.form.set_value("phone", "02 555 00 24")
    asked.act()
    settle(qtbot, kit, sheet)
    with world.desk.read() as view:
        [found] = [one for _, one in view.find(Organisation, "entry = ?", own)]
    assert found.phone == "+3225550024"
    assert sheet.form.lacking.isHidden(), "it was looked at anew"
    assert sheet.isVisible(), "what was typed stands"


def test_accepting_counts_for_what_was_shown_only(qtbot: QtBot, kit: Kit, sheet: IssueSheet) -> None:
    add(sheet, CopyFor("Botschaft", language="de"))
    settle(qtbot, kit, sheet)
    sheet.form.gaps.accepted.setChecked(True)
    add(sheet, CopyFor("Embassy", language="en"))
    settle(qtbot, kit, sheet)
    assert not sheet.form.gaps.accepted.isChecked()


def test_a_sealed_address_prints_only_with_a_reason_and_is_recorded(
    qtbot: QtBot, kit: Kit, sheet: IssueSheet, world: PaperWorld
) -> None:
    tick = control(sheet, QCheckBox, "sealed_1")
    assert isinstance(tick, QCheckBox)
    tick.setChecked(True)
    sheet._issue.click()
    assert "Zeg waarom dit verzegelde gegeven" in said(sheet)
    assert documents(world) == []
    reason = control(sheet, QLineEdit, "sealed_1_reason")
    assert isinstance(reason, QLineEdit)
    reason.setText("De patrouille moet er langs")
    settle(qtbot, kit, sheet)
    said_in_draft = sheet.view.preview.strip.accessibleDescription()
    assert "Verborgen dreef" not in said_in_draft, "a draft never shows what is sealed"
    issued = issue(qtbot, sheet)
    assert "Verborgen dreef" in " ".join(page_texts(issued.copies[0].pdf))
    with world.desk.read() as view:
        assert [(one.act, one.reason) for _, one in view.find(Disclosure)] == [
            (DisclosureAct.REVEALED, "De patrouille moet er langs")
        ]


def test_without_a_tick_nothing_sealed_is_on_the_paper(qtbot: QtBot, sheet: IssueSheet) -> None:
    assert "Verborgen dreef" not in " ".join(page_texts(issue(qtbot, sheet).copies[0].pdf))


def test_the_next_version_offers_the_same_copies_tells_the_changes_and_what_comes_back(
    qtbot: QtBot, kit: Kit, world: PaperWorld
) -> None:
    issue_protocol(world.desk, world.file, world.person, "nl", world.copies("nl", "fr", "nl"))
    world.add_measure("post", type="fixed_post")
    for sheet in an_open_sheet(qtbot, kit, world):
        copies = sheet.form.copies.copies("nl")
        assert [(one.recipient, one.language) for one in copies] == [
            ("Nationaal Crisiscentrum", "nl"), ("PZ Antwerpen", "fr"), ("Noodcentrale Antwerpen", "nl"),
        ]  # fmt: skip
        assert "versie 2 · vervangt versie 1" in said(sheet)
        assert "(PZ Antwerpen): toegevoegd" in said(sheet)
        assert "Versie 1, exemplaar 3: Noodcentrale Antwerpen" in said(sheet)
        issued = issue(qtbot, sheet)
        assert issued.version == 2
        assert "Nu terug te nemen" in said(sheet)
        assert "Versie 1, exemplaar 2: PZ Antwerpen" in said(sheet)


def test_the_draft_is_shown_in_each_language_of_its_copies(qtbot: QtBot, kit: Kit, sheet: IssueSheet) -> None:
    assert "FR" not in [one.text() for one in sheet.view.tongues.buttons() if one.isVisible()]
    add(sheet, CopyFor("Kabinet", language="fr"))
    settle(qtbot, kit, sheet)
    sheet.view.tongues.button(1).click()
    settle(qtbot, kit, sheet)
    assert "Projet sans numéro" in sheet.view.preview.strip.accessibleDescription()


def test_an_organisation_typed_is_offered_and_brings_its_language(
    qtbot: QtBot, kit: Kit, sheet: IssueSheet, world: PaperWorld
) -> None:
    sheet.form.copies._on_add()
    row = sheet.form.copies._rows[-1]
    row.recipient.setFocus()
    QTest.keyClicks(row.recipient, "antwerpen")
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
    assert row.recipient._names.stringList() == ["PZ Antwerpen"]
    row.recipient._on_activated("PZ Antwerpen")
    assert (row.recipient.organisation, row.language.currentData()) == (world.zone, "nl")
    QTest.keyClicks(row.recipient, "!")
    assert row.recipient.organisation is None


def test_copies_are_left_out_and_renumbered(sheet: IssueSheet) -> None:
    add(sheet, CopyFor("Kabinet"))
    sheet.form.copies._on_drop(sheet.form.copies._rows[1])
    assert [copy.recipient for copy in sheet.form.copies.copies("nl")] == ["Nationaal Crisiscentrum", "Kabinet"]
    assert [row.number.text() for row in sheet.form.copies._rows] == ["1", "2"]
    assert sheet.form.copies._rows[1].recipient.accessibleName() == "Bestemmeling van exemplaar 2"


def test_a_visit_gives_its_security_order(qtbot: QtBot, kit: Kit, world: PaperWorld) -> None:
    visit = a_visit_on_paper(world).visit
    for sheet in an_open_sheet(qtbot, kit, world, file=visit, subject=visit):
        assert "Veiligheidsorder voor een bezoek" in said(sheet)
        sheet.form.gaps.accepted.setChecked(True)
        settle(qtbot, kit, sheet)
        sheet.form.gaps.accepted.setChecked(True)
        assert re.fullmatch(r"O-2026-BRU1-\d{4}", issue(qtbot, sheet).registration)


def test_of_several_persons_the_officer_chooses(qtbot: QtBot, kit: Kit, world: PaperWorld) -> None:
    for sheet in an_open_sheet(qtbot, kit, world):
        assert sheet.form.subject.itemText(0) == "Beschermingsprotocol · VAN DEN BROECK, Hilde"
        sheet.form.subject.setCurrentIndex(1)
        qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
        assert "er is niets uit te reiken" in said(sheet)
        assert not sheet._issue.isEnabled()
        with world.desk.read() as view:
            people = len(view.find(Involvement, "file = ?", world.file))
        assert sheet.form.subject.count() == people + len(OF_PERSONS) - 1


@pytest.mark.parametrize("known_first", [True, False])
def test_the_keyboard_begins_at_the_first_question_whatever_is_known_first(
    qtbot: QtBot, kit: Kit, world: PaperWorld, *, known_first: bool
) -> None:
    for file, first in ((world.file, "issue_subject"), (a_visit_on_paper(world).visit, "issue_language")):
        made = IssueSheet(kit, world.desk, world.on, None, file)
        if known_first:
            qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
        made.open()
        settle(qtbot, kit, made)
        focused = made.focusWidget()
        assert focused is not None
        assert focused.objectName() == first
        made.reject()
        qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)


def test_who_may_not_issue_is_told_so_and_sees_nothing(qtbot: QtBot, kit: Kit, world: PaperWorld) -> None:
    world.desk = sit(world.admin, world.on, "Gast", Role.ANALYST, clearance=Marking.NONE)
    for sheet in an_open_sheet(qtbot, kit, world):
        assert not sheet._issue.isEnabled()
        assert "BROECK" not in said(sheet)
        assert any(text for text in texts(sheet) if "mag" in text or "niet" in text)


@pytest.mark.parametrize(
    ("language", "mode"), [("nl", Mode.DARK), ("fr", Mode.LIGHT), ("de", Mode.DARK), ("en", Mode.LIGHT)]
)
def test_nothing_is_cut_faint_or_nameless(qtbot: QtBot, kit: Kit, sheet: IssueSheet) -> None:
    add(sheet, CopyFor("Botschaft", language="de", foreign=True))
    settle(qtbot, kit, sheet)
    sheet._issue.click()
    assert faults(sheet) == []
    sheet.form.gaps.accepted.setChecked(True)
    issue(qtbot, sheet)
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
    assert faults(sheet) == []


def test_no_name_of_a_person_is_in_a_title_or_an_object_name(sheet: IssueSheet) -> None:
    names = [sheet.windowTitle(), *(one.objectName() for one in sheet.findChildren(QWidget))]
    assert not [name for name in names if "BROECK" in name.upper() or "Crisis" in name]


def test_a_copy_leaves_as_a_file_with_a_reason_only(
    qtbot: QtBot, kit: Kit, sheet: IssueSheet, world: PaperWorld, tmp_path: Path
) -> None:
    issued = issue(qtbot, sheet)
    page = control(sheet, IssuedPage, "issued_page")
    assert isinstance(page, IssuedPage)
    page.file.click()
    leaving = sheet.findChild(FileSheet)
    assert isinstance(leaving, FileSheet)
    out = tmp_path / "stick"
    out.mkdir()
    leaving.folder.setText(str(out))
    leaving._write.click()
    assert "Zeg waarom dit vertrekt" in said(leaving)
    assert list(out.iterdir()) == []
    reason = control(leaving, QPlainTextEdit, "file_reason")
    assert isinstance(reason, QPlainTextEdit)
    reason.setPlainText("Gevraagd door de permanentie")
    with qtbot.waitSignal(leaving.written, timeout=PATIENCE):
        leaving._write.click()
    (file,) = out.iterdir()
    assert file.read_bytes() == issued.copies[0].pdf
    assert file.stat().st_mode & 0o777 == 0o600
    with world.desk.read() as view:
        assert [one.act for _, one in view.find(Disclosure)] == [DisclosureAct.WRITTEN_OUT]


def test_the_factory_opens_the_dialog_over_the_window_that_asked(qtbot: QtBot, kit: Kit, world: PaperWorld) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    PaperSheets(world.on).issue(kit, world.desk, window, world.file, world.person)
    sheet = window.findChild(IssueSheet)
    assert isinstance(sheet, IssueSheet)
    settle(qtbot, kit, sheet)
    assert sheet.isVisible()
    assert sheet.width() <= 1366
    assert isinstance(control(sheet, QComboBox, "issue_language"), QComboBox)
    sheet.close()


def test_what_was_typed_and_not_issued_is_there_again(qtbot: QtBot, kit: Kit, world: PaperWorld) -> None:
    for sheet in an_open_sheet(qtbot, kit, world):
        add(sheet, CopyFor("Kabinet van de minister", language="fr"))
        note, reason = sheet.form.copies._rows[2].note, control(sheet, QLineEdit, "sealed_1_reason")
        note.setText("par porteur")
        tick = control(sheet, QCheckBox, "sealed_1")
        assert isinstance(tick, QCheckBox)
        assert isinstance(reason, QLineEdit)
        tick.setChecked(True)
        reason.setText("Nodig voor de patrouille")
        sheet.reject()
        qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
    for sheet in an_open_sheet(qtbot, kit, world):
        (copy,) = sheet.form.copies.copies("nl")[2:]
        assert (copy.recipient, copy.language) == ("Kabinet van de minister", "fr")
        assert copy.note is not None
        assert copy.note.texts == {"fr": "par porteur"}
        assert list(sheet.form.sealed.reveals().values()) == ["Nodig voor de patrouille"]
        assert "Zoals u het achterliet op" in said(sheet)
        settle(qtbot, kit, sheet)
        sheet.form.gaps.accepted.setChecked(True)
        issue(qtbot, sheet)
        qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
        assert drafts_of(world.desk) == []


def test_a_dialog_only_looked_at_leaves_no_draft(qtbot: QtBot, kit: Kit, world: PaperWorld) -> None:
    for sheet in an_open_sheet(qtbot, kit, world):
        sheet.reject()
        qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
    assert drafts_of(world.desk) == []


def test_an_order_without_anybody_to_ring_asks_for_the_number_as_a_protocol_does(
    qtbot: QtBot, kit: Kit, world: PaperWorld
) -> None:
    visit = a_visit_on_paper(world).visit
    without_numbers(world)
    for sheet in an_open_sheet(qtbot, kit, world, file=visit, subject=None):
        assert "Geen contact met een nummer" in said(sheet)
        assert sheet.form.lacking.fill.isHidden()
        assert not sheet.form.lacking.number.isHidden()
        sheet._issue.click()
        assert "staat onder de exemplaren" in said(sheet)
        assert documents(world) == []
        set_permanence(world.desk, "02 555 00 24")
        sheet._look_again()
        settle(qtbot, kit, sheet)
        assert sheet.form.lacking.isHidden()
