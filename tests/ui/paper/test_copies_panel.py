"""The copies of a file in the window: who holds which, each step of their life, what must come back, printed again."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.models.enums import CopyState, DisclosureAct, DocumentState
from app.models.kinds.paper import Disclosure, IssuedDocument
from app.services.paper.copies import HeldCopy, copy_register
from app.services.paper.issuing import Issued
from app.services.paper.protocols import issue_protocol
from app.ui.kit.kit import Kit
from app.ui.kit.printing_sheet import PrintSheet
from app.ui.kit.theme import Mode
from app.ui.screens.paper.copies_panel import CopiesPanel
from app.ui.screens.paper.disclosures_sheet import DisclosuresSheet
from app.ui.screens.paper.reason_sheet import ReasonSheet
from app.ui.screens.paper.sheets import PaperSheets
from app.ui.screens.paper.step_sheet import STEPS, StepSheet
from tests.ui.seeing import faults, tab_order, texts
from tests.unit.services.paper_world import PaperWorld

PATIENCE = 15_000
HAND_OVER, ACKNOWLEDGE, TAKE_BACK, DESTROY, WRITE_OFF = STEPS


@pytest.fixture
def issued(world: PaperWorld) -> Issued:
    return issue_protocol(world.desk, world.file, world.person, "nl", world.copies())


@pytest.fixture
def panel(qtbot: QtBot, kit: Kit, world: PaperWorld) -> Iterator[CopiesPanel]:
    made = PaperSheets(world.on).copies(kit, world.desk, world.file)
    assert isinstance(made, CopiesPanel)
    host = QWidget()
    qtbot.addWidget(host)
    made.setParent(host)
    host.resize(1110, 520)
    made.resize(1110, 520)
    with qtbot.waitExposed(host):
        host.show()
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
    yield made
    host.close()


def held(world: PaperWorld) -> list[HeldCopy]:
    return copy_register(world.desk, world.file)


def take(panel: CopiesPanel, *copies: HeldCopy) -> None:
    panel.list.choose_all([one.copy for one in copies])


def open_step(panel: CopiesPanel, name: str) -> StepSheet:
    button = next(one for step, one in panel._steps if step.name == name)
    assert button.isEnabled()
    button.click()
    sheet = panel.window().findChild(StepSheet)
    assert isinstance(sheet, StepSheet)
    return sheet


def done(qtbot: QtBot, kit: Kit, sheet: StepSheet) -> None:
    with qtbot.waitSignal(sheet.accepted, timeout=PATIENCE):
        sheet._save.click()
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)


def possible(panel: CopiesPanel) -> list[str]:
    return [step.name for step, button in panel._steps if button.isEnabled()]


def test_a_file_without_papers_says_what_will_be_here(panel: CopiesPanel) -> None:
    assert "Uit dit dossier werd nog niets uitgereikt" in texts(panel)
    assert possible(panel) == []
    assert faults(panel) == []


@pytest.mark.usefixtures("issued")
class TestWithCopies:
    def test_every_copy_has_its_line_and_its_steps(self, panel: CopiesPanel, world: PaperWorld) -> None:
        assert panel.list.model().rowCount() == 3
        assert "Hilde VAN DEN BROECK" in texts(panel)
        assert "3 exemplaren" in texts(panel)
        take(panel, held(world)[0])
        assert possible(panel) == ["hand_over", "destroy"]

    def test_copies_handed_over_together_are_acknowledged_and_come_back(
        self, qtbot: QtBot, kit: Kit, panel: CopiesPanel, world: PaperWorld
    ) -> None:
        take(panel, *held(world)[:2])
        sheet = open_step(panel, "hand_over")
        sheet.whom.setText("HINP Dirk Claes")
        done(qtbot, kit, sheet)
        assert [one.state for one in held(world)] == [
            CopyState.HANDED_OVER, CopyState.HANDED_OVER, CopyState.PREPARED,
        ]  # fmt: skip
        assert held(world)[0].by_whom == "HINP Dirk Claes"
        assert possible(panel) == ["acknowledge", "take_back", "destroy", "write_off"], "what was chosen stays chosen"
        take(panel, held(world)[0], held(world)[2])
        assert possible(panel) == ["destroy"], "only what all of them can take"

    def test_a_day_before_today_is_kept_as_it_was_typed(
        self, qtbot: QtBot, kit: Kit, panel: CopiesPanel, world: PaperWorld
    ) -> None:
        take(panel, held(world)[0])
        sheet = open_step(panel, "hand_over")
        assert sheet.whom.text() == "Nationaal Crisiscentrum"
        day = world.desk.today().replace(day=1)
        sheet.on.line.setText(f"{day:%d/%m/%Y}")
        done(qtbot, kit, sheet)
        assert held(world)[0].since == day

    def test_nobody_named_is_refused_and_nothing_is_recorded(
        self, qtbot: QtBot, kit: Kit, panel: CopiesPanel, world: PaperWorld
    ) -> None:
        take(panel, held(world)[1])
        sheet = open_step(panel, "destroy")
        sheet.whom.setText("Jan Peeters")
        sheet._save.click()
        qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
        assert any("wie het exemplaar vernietigde" in text or "vernietig" in text for text in texts(sheet))
        assert held(world)[1].state is CopyState.PREPARED
        witness = sheet.witness
        assert isinstance(witness, QLineEdit)
        witness.setText("An Maes")
        done(qtbot, kit, sheet)
        assert (held(world)[1].state, held(world)[1].before_whom) == (CopyState.DESTROYED, "An Maes")

    def test_what_was_replaced_must_come_back_and_can_be_shown_alone(
        self, qtbot: QtBot, kit: Kit, panel: CopiesPanel, world: PaperWorld
    ) -> None:
        issue_protocol(world.desk, world.file, world.person, "nl", world.copies()[:1])
        panel.load()
        qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
        assert "4 exemplaren · 3 terug te nemen" in texts(panel)
        panel.only.setChecked(True)
        assert panel.list.model().rowCount() == 3
        assert texts(panel).count("vervangen door een nieuwere versie") == 3

    def test_a_version_is_recalled_with_a_reason(
        self, qtbot: QtBot, kit: Kit, panel: CopiesPanel, world: PaperWorld
    ) -> None:
        take(panel, held(world)[0])
        panel._recall.click()
        sheet = panel.window().findChild(ReasonSheet)
        assert isinstance(sheet, ReasonSheet)
        sheet._do.click()
        qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
        assert sheet.isVisible(), "without a reason nothing is recalled"
        sheet.reason.setPlainText("Verkeerd nummerplaat")
        with qtbot.waitSignal(sheet.accepted, timeout=PATIENCE):
            sheet._do.click()
        qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
        with world.desk.read() as view:
            assert [one.state for _, one in view.find(IssuedDocument)] == [DocumentState.RECALLED]
        assert not panel._recall.isEnabled()

    def test_a_copy_is_printed_again_as_it_was(
        self, qtbot: QtBot, kit: Kit, panel: CopiesPanel, world: PaperWorld, issued: Issued,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        monkeypatch.setattr("app.ui.kit.printing_sheet.queues", lambda: ([], ""))
        take(panel, held(world)[1])
        panel._again.click()
        sheet = panel.window().findChild(ReasonSheet)
        assert isinstance(sheet, ReasonSheet)
        sheet.reason.setPlainText("Eerste exemplaar bleef steken in de printer")
        with qtbot.waitSignal(sheet.accepted, timeout=PATIENCE):
            sheet._do.click()
        qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
        printing = panel.window().findChild(PrintSheet)
        assert isinstance(printing, PrintSheet)
        assert [paper.pdf for paper in printing._papers] == [issued.copies[1].pdf]
        with world.desk.read() as view:
            assert [one.act for _, one in view.find(Disclosure)] == [DisclosureAct.REPRINTED]
        printing.reject()
        panel.tell_disclosures()
        qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
        told = panel.window().findChild(DisclosuresSheet)
        assert isinstance(told, DisclosuresSheet)
        [line] = told.list.lines
        assert line.cells[2].plain.startswith("Exemplaar opnieuw afgedrukt")
        assert line.cells[4].plain == "Eerste exemplaar bleef steken in de printer"
        told.reject()

    @pytest.mark.parametrize(("language", "mode"), [("nl", Mode.LIGHT), ("fr", Mode.DARK), ("de", Mode.LIGHT)])
    def test_nothing_is_cut_faint_or_nameless(self, panel: CopiesPanel, world: PaperWorld) -> None:
        take(panel, held(world)[0])
        assert faults(panel) == []
        panel.tell_disclosures()
        told = panel.window().findChild(DisclosuresSheet)
        assert isinstance(told, DisclosuresSheet)
        assert faults(told) == []
        told.reject()
        assert tab_order(panel) == [
            "copies_return_form", "copies_list", "copies_hand_over", "copies_destroy", "copies_recall",
            "copies_reprint", "copies_lists",
        ]  # fmt: skip
        sheet = open_step(panel, "destroy")
        assert faults(sheet) == []
        sheet.reject()
