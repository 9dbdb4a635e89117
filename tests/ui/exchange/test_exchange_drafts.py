"""Export and delegation lists left half done: what was typed is kept and comes back; the button says what it lacks."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.models.enums import Capacity, Marking
from app.models.kinds.threat import ThreatFile
from app.services.cases.measures import propose_measures, start_urgent
from app.services.drafts import drop_draft
from app.services.exchange.carriers import carrier_at
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.screens.delegation_import.screen import DelegationImportScreen
from app.ui.screens.exchange.export import ExportScreen
from tests.reads import drafts_of
from tests.station_world import a_file, a_measure, a_ruling
from tests.station_world import a_person as person
from tests.ui.forms.typing_in import press
from tests.unit.services.test_exchange_of_two_stations import Pair, a_person, pair

__all__ = ["pair"]
LIST = "country,office,holder\nSweden,head of government,Prime Minister Alf KRYSTERSON (since 18 October 2022)\n"


@pytest.fixture(autouse=True)
def _no_drafts(pair: Pair) -> None:
    for draft in drafts_of(pair.bru):
        drop_draft(pair.bru, draft.key)


def export(qtbot: QtBot, kit: Kit, pair: Pair, *roots: bytes) -> ExportScreen:
    extra = tuple(("root", root.hex()) for root in roots)
    made = ExportScreen(kit, pair.bru, Address("export", pair.ant.station, extra=extra))
    qtbot.addWidget(made)
    made.resize(1158, 668)
    made.show()
    made.load()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    return made


def reason_of(screen: ExportScreen) -> QPlainTextEdit:
    found = screen.findChild(QPlainTextEdit, "reason")
    assert found is not None
    return found


def write_button(screen: ExportScreen) -> QAbstractButton:
    found = screen.findChild(QAbstractButton, "write_bundle")
    assert isinstance(found, QAbstractButton)
    return found


def lacks(screen: ExportScreen) -> str:
    found = screen.findChild(QLabel, "bundle_lacks")
    assert found is not None
    button = write_button(screen)
    assert button.toolTip() == button.accessibleDescription() == found.text()
    assert button.isEnabled() is (not found.text())
    assert found.isHidden() is (not found.text())
    return found.text()


def test_the_button_says_all_that_it_lacks_until_nothing_does(
    qtbot: QtBot, kit: Kit, pair: Pair, tmp_path: Path
) -> None:
    person = a_person(pair.bru, "Peeters", distribution=(pair.partner,))
    screen = export(qtbot, kit, pair, person)
    screen._bundle._carriers = []
    screen._bundle._fill(None)
    assert lacks(screen) == "Kies een stick of een map. Schrijf waarom dit vertrekt."
    screen._bundle.take_folder(carrier_at(tmp_path).folder)
    assert lacks(screen) == "Schrijf waarom dit vertrekt."
    reason_of(screen).setPlainText("Opvolging in de zone")
    assert lacks(screen) == ""
    for tick in screen.findChildren(QCheckBox):
        tick.setChecked(False)
    assert "Vink minstens één ding aan" in lacks(screen) or screen._gate.chosen_roots() > 0
    reason_of(screen).setPlainText("")
    assert "Schrijf waarom dit vertrekt." in lacks(screen)


def work_there(pair: Pair, name: str) -> bytes:
    """Start a measure that the other station's organisation carries out; return its file."""
    threatened = a_person(pair.bru, name)
    file = a_file(pair.bru, threatened, title=f"Dossier {name}")
    [measure] = propose_measures(pair.bru, file, a_measure(threatened, executing=pair.partner), a_ruling())
    start_urgent(pair.bru, measure, a_ruling(Capacity.DIRECTOR))
    return file


def test_what_nobody_chose_is_offered_unticked_and_leaves_once_it_is_ticked(
    qtbot: QtBot, kit: Kit, pair: Pair, tmp_path: Path
) -> None:
    wanted, other = work_there(pair, "Gekozen"), work_there(pair, "Gelaten")
    screen = export(qtbot, kit, pair)
    offers = {one.accessibleName(): one for one in screen.findChildren(QCheckBox) if "gate_offer_" in one.objectName()}
    leaving = {one.root for one in screen._gate.chosen()}
    assert not {wanted, other} & leaving
    assert len(offers) >= 2
    assert not any(one.isChecked() for one in offers.values())

    with pair.bru.read() as view:
        reference = view.get(ThreatFile, wanted).reference or ""
    offers[reference].click()
    qtbot.waitUntil(lambda: kit.jobs.idle)

    assert {one.root for one in screen._gate.chosen()} & {wanted, other} == {wanted}
    screen._draft.keep_now()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    again = export(qtbot, kit, pair)
    assert {one.root for one in again._gate.chosen()} & {wanted, other} == {wanted}, "what was ticked is kept"
    again.findChild(QAbstractButton, "gate_offer_all").click()  # type: ignore[union-attr]  # it is there
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert {wanted, other} <= {one.root for one in again._gate.chosen()}
    assert again.findChild(QAbstractButton, "gate_offer_all") is None


def test_a_second_officer_that_is_still_to_come_is_said(qtbot: QtBot, kit: Kit, pair: Pair, tmp_path: Path) -> None:
    person = a_person(pair.bru, "Geheim", distribution=(pair.partner,))
    screen = export(qtbot, kit, pair, person)
    screen._bundle._needs_second = True
    screen._bundle.take_folder(tmp_path)
    reason_of(screen).setPlainText("Opvolging")
    assert lacks(screen) == "De tweede medewerker vult naam en wachtzin in."
    for name in ("second_login", "second_passphrase"):
        line = screen.findChild(QLineEdit, name)
        assert line is not None
        line.setText("x")
    assert lacks(screen) == ""


def test_an_export_that_was_left_comes_back_with_reason_additions_and_what_was_left_out(
    qtbot: QtBot, kit: Kit, pair: Pair
) -> None:
    first, second = (a_person(pair.bru, name, distribution=(pair.partner,)) for name in ("Eerste", "Tweede"))
    screen = export(qtbot, kit, pair, first)
    reason_of(screen).setPlainText("Opvolging in de zone")
    screen._more.restore(second)
    screen._on_added()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    screen._gate._ticks[first].setChecked(False)
    screen.hide()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert not screen.unsaved()
    again = export(qtbot, kit, pair, first)
    assert reason_of(again).toPlainText() == "Opvolging in de zone"
    assert not again._gate._ticks[first].isChecked()
    assert again._gate._ticks[second].isChecked()
    again._draft.discarded.emit()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    again.hide()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert reason_of(again).toPlainText() == ""
    assert drafts_of(pair.bru) == []


def test_a_written_bundle_leaves_no_draft(qtbot: QtBot, kit: Kit, pair: Pair, tmp_path: Path) -> None:
    person = a_person(pair.bru, "Vertrekt", distribution=(pair.partner,))
    screen = export(qtbot, kit, pair, person)
    reason_of(screen).setPlainText("Opvolging")
    screen._draft.keep_now()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert len(drafts_of(pair.bru)) == 1
    screen._bundle.take_folder(tmp_path)
    write_button(screen).click()
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=20_000)
    assert list(tmp_path.glob("*.pbundle"))
    assert drafts_of(pair.bru) == []


def review(qtbot: QtBot, kit: Kit, pair: Pair) -> DelegationImportScreen:
    made = DelegationImportScreen(kit, pair.bru, Address("delegation_import"))
    qtbot.addWidget(made)
    made.resize(1158, 668)
    made.show()
    made.load()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    return made


def test_a_list_that_was_left_comes_back_with_what_was_decided(
    qtbot: QtBot, kit: Kit, pair: Pair, tmp_path: Path
) -> None:
    person(pair.bru, "KRYSTERSSON", "Alf")
    file = tmp_path / "list.csv"
    file.write_text(LIST, encoding="utf-8")
    screen = review(qtbot, kit, pair)
    screen.examine(file)
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert not screen._typed()
    assert screen._review is not None
    (unsure,) = screen._review.unsure
    screen._found.pick(unsure.key, unsure.resembles[0].person)
    line = screen._terms.visit_form.editor("host").inputs[0]
    line.setFocus()
    press(line, "Kanselarij")
    screen._terms.picker.restore(int(Marking.CONFIDENTIAL))
    screen.hide()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    file.unlink()  # the stick is gone: the draft holds the list itself
    again = review(qtbot, kit, pair)
    assert again._review is not None
    assert again._found.choices == {unsure.key: unsure.resembles[0].person}
    assert again._terms.picker.value() is Marking.CONFIDENTIAL
    assert again._terms.visit_form.typed_states() == screen._terms.visit_form.typed_states()
    assert again._file_name == "list.csv"
    again._draft.discarded.emit()
    again.hide()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert drafts_of(pair.bru) == []
