"""First run: its people, sheets on paper, one read back; and whoever stops before leaves nothing."""

import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.core.errors import Cancelled
from app.core.progress import Cancel
from app.models.enums import Role
from app.services.desk import Desk
from app.services.station.first_run import Gap, first_run_gaps
from app.services.station.founding import abandon, prepare_station, put_in_place
from app.services.station.recovery import open_recovered_desk
from app.services.station.share_words import reads_back, unknown_words, whole_words
from app.services.station.sitting_down import open_desk
from app.services.station.stations import Account, LoginTaken
from app.store.lock import StoreLock
from app.store.meta import Mark
from app.store.refusals import StoreExists, StoreMissing, StoreOpenElsewhere
from app.ui.kit.kit import Kit
from app.ui.kit.printing_sheet import PrintSheet
from app.ui.shell.entry.first_run import STAYS, FirstRunPage, Making
from app.ui.shell.entry.give_up import GiveUpSheet
from app.ui.shell.entry.sheets import ReadBackStep, SheetsStep
from app.ui.shell.entry.unlock import UnlockPage
from app.ui.shell.entry.window import EntryWindow
from tests.ui.entry.entry_house import (
    ADMIN,
    HOUSE,
    OFFICER,
    PATIENCE,
    a_platform,
    a_store,
    a_waiting_store,
    a_window,
    focus,
    left_in,
    typed,
    wait,
)
from tests.ui.seeing import faults, texts

TAB, ENTER, SPACE, F8 = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_F8
APPROVER = "zeven trage wolken zonder parasol"


def the_run(window: EntryWindow) -> FirstRunPage:
    page = window.page
    assert isinstance(page, FirstRunPage)
    return page


def the_question(qtbot: QtBot) -> GiveUpSheet:
    def asked() -> list[GiveUpSheet]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, GiveUpSheet) and one.isVisible()]

    qtbot.waitUntil(lambda: len(asked()) == 1)
    assert faults(asked()[0]) == []
    return asked()[0]


def at(run: FirstRunPage) -> str:
    return run.step.objectName()


def begun(qtbot: QtBot, kit: Kit, folder: Path) -> EntryWindow:
    window = a_window(qtbot, kit, folder / "praesidium.store")
    assert focus() == "welcome_found"
    typed(SPACE)
    return window


def as_far_as_the_people(window: EntryWindow, *, live: bool = False, approver: str = "") -> FirstRunPage:
    run = the_run(window)
    typed(SPACE, ENTER)  # date and time
    typed(*() if live else (Qt.Key.Key_Down,), ENTER)  # for real work, or for an exercise
    assert at(run) == run.house.objectName()
    typed("bru1", TAB, "NCCN", TAB, "Nationaal Crisiscentrum", ENTER)
    assert at(run) == run.administrator.objectName()
    typed("Karel Peeters", TAB, TAB, ADMIN, TAB, ADMIN, ENTER)
    assert at(run) == run.approver.objectName()
    if approver:
        typed(approver)
        run.approver.secret.first.line.setFocus()
        typed(APPROVER, F8)
    typed(ENTER)
    assert at(run) == run.second.objectName()
    return run


def made(qtbot: QtBot, kit: Kit, window: EntryWindow, *, live: bool = False, approver: str = "") -> FirstRunPage:
    run = as_far_as_the_people(window, live=live, approver=approver)
    typed("Ine Verhaegen")
    run.second.secret.first.line.setFocus()
    typed(OFFICER, TAB, OFFICER, ENTER)
    wait(qtbot, kit, lambda: run.step is run.sheets and run.sheets.preview.settled)
    window.activateWindow()  # the off-screen platform forgets it
    qtbot.waitUntil(lambda: focus() == "sheets_print")
    return run


def opened(qtbot: QtBot, window: EntryWindow, go_on: Callable[[], object]) -> Desk:
    with qtbot.waitSignal(window.opened, timeout=PATIENCE) as signal:
        go_on()
        told = window.findChild(QPushButton, "told_read")
        if told is not None:
            told.click()
    assert signal.args is not None
    desk = signal.args[0]
    assert isinstance(desk, Desk)
    return desk


def test_how_many_steps_there_are_follows_what_the_store_is_for_at_once(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    window = begun(qtbot, kit, tmp_path)
    run = window.page
    assert isinstance(run, FirstRunPage)
    run.time.confirmed.setChecked(True)
    run.go_on()
    said = run.findChild(QLabel, "found_count")
    assert isinstance(said, QLabel)
    assert said.text() == "Stap 2 van 8"
    typed(Qt.Key.Key_Down)
    assert said.text() == "Stap 2 van 7", "in an exercise no sheet is read back"


def test_two_people_make_a_store_with_the_keyboard_alone_and_the_last_goes_on_in_it(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    window = begun(qtbot, kit, tmp_path)
    run = made(qtbot, kit, window)
    assert left_in(tmp_path) == ["praesidium.store.making"], "nothing stands there before the sheets were seen"
    assert not run.back.isVisible()
    assert not run.sheets.have.isVisible()
    assert run.hint.text().startswith("In een oefening beschermen ze niets")
    assert run.count == len(run.steps) - 1
    assert [one.secret.passphrase for one in (run.administrator, run.approver)] == ["", ""]
    run.on.setFocus()
    desk = opened(qtbot, window, partial(typed, SPACE))
    assert "praesidium.store.making" not in left_in(tmp_path)
    assert desk.exercise
    assert first_run_gaps(desk) == (Gap.APPROVER,), "two people cannot decide on what one of them proposes"
    with desk.read() as view:
        assert view.directory.officers[desk.officer].login == "i.verhaegen"
    desk.close()


def test_an_approver_who_is_there_has_an_account_from_the_beginning(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    window = begun(qtbot, kit, tmp_path)
    run = made(qtbot, kit, window, approver="Piet Claes")
    desk = opened(qtbot, window, run.go_on)
    assert first_run_gaps(desk) == ()
    desk.close()
    there = open_desk(tmp_path / "praesidium.store", "p.claes", APPROVER, a_platform(tmp_path)())
    with there.read() as view:
        assert view.facts.roles == frozenset({Role.APPROVER})
    there.close()


def test_for_real_work_nothing_is_in_its_place_before_a_sheet_was_read_back(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    window = begun(qtbot, kit, tmp_path)
    run = made(qtbot, kit, window, live=True)
    run.on.setFocus()
    typed(ENTER)
    assert at(run) == run.sheets.objectName(), "nobody goes on without paper"
    run.sheets.have.setChecked(True)
    run.go_on()
    assert at(run) == run.back_step.objectName()
    prepared = run._making.prepared
    assert prepared is not None
    share, other = (prepared.store_shares[(run._making.read_back + far) % 5] for far in (0, 1))
    for words, said in (
        ("acid geen woorden", "Woord 2 staat op geen enkel blad. Vergelijk met het papier."),
        (" ".join(other[:2]), "Er worden 33 woorden gevraagd; u typte er 2."),
        (" ".join(other), "Dit zijn niet de woorden van dit blad. Is het wel het juiste?"),
    ):
        run.back_step.words_field.edit.setPlainText(words)
        run.go_on()
        assert at(run) == run.back_step.objectName()
        assert run.back_step.words_field.refused == said
    run.leave()
    asked = the_question(qtbot)
    asked.reject()
    assert at(run) == run.back_step.objectName()
    assert left_in(tmp_path) == ["praesidium.store.making"], "whoever comes back to it has lost nothing"
    run.back_step.words_field.edit.setPlainText(" ".join(word[:4].upper() for word in share))
    opened(qtbot, window, run.go_on).close()


def test_given_up_at_the_sheets_nothing_stays(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    run = made(qtbot, kit, begun(qtbot, kit, tmp_path))
    run.leave()
    the_question(qtbot).findChildren(QPushButton, "give_up_now")[0].click()
    wait(qtbot, kit, lambda: left_in(tmp_path) == [])


@pytest.mark.parametrize(("by_clock", "by_ticks"), [(0, 1), (1, 0), (-1, 0)])
def test_whoever_typed_his_passphrase_long_ago_types_it_again(
    qtbot: QtBot, kit: Kit, tmp_path: Path, by_clock: int, by_ticks: int
) -> None:
    """A machine that slept moved its clock alone; so does whoever sets it, forward or back."""
    window = begun(qtbot, kit, tmp_path)
    run = made(qtbot, kit, window)
    then, ago = run._making.typed, STAYS + timedelta(seconds=1)
    assert then is not None
    run._making.typed = then._replace(
        moment=then.moment - by_clock * ago, ticks=then.ticks - by_ticks * ago.total_seconds()
    )
    run.go_on()
    wait(qtbot, kit, lambda: isinstance(window.page, UnlockPage))
    page = window.page
    assert isinstance(page, UnlockPage)
    assert page.login.text == "i.verhaegen"
    assert page.confirmed.isChecked(), "date and time were confirmed in the first step"


def test_closing_the_window_removes_what_waits(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    window = begun(qtbot, kit, tmp_path)
    made(qtbot, kit, window)
    window.close()
    assert left_in(tmp_path) == []


def test_a_switch_of_language_keeps_the_store_that_waits(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    window = begun(qtbot, kit, tmp_path)
    made(qtbot, kit, window)
    window.set_language("fr")
    run = the_run(window)
    assert at(run) == run.sheets.objectName()
    wait(qtbot, kit, lambda: run.sheets.preview.settled)
    assert run.second.login.text == "i.verhaegen"
    title = run.findChild(QLabel, "found_title")
    assert title is not None
    assert title.text() == "Imprimer les feuilles de récupération"
    window.close()


@pytest.mark.parametrize(
    ("first", "again", "said"),
    [
        ("kort", "kort", "Een wachtzin telt minstens 12 tekens. Enkele woorden samen zijn een goede keuze."),
        ("peeters peeters", "peeters peeters", "Dit is te snel geraden. Voeg woorden toe of neem andere."),
        (ADMIN, "iets anders", "De twee zijn niet gelijk."),
    ],
)
def test_a_passphrase_is_refused_at_its_field(
    qtbot: QtBot, kit: Kit, tmp_path: Path, first: str, again: str, said: str
) -> None:
    run = as_far_as_the_people(begun(qtbot, kit, tmp_path))
    run.show_step(run.steps.index(run.administrator))
    step = run.administrator
    step.secret.first.line.setText(first)
    step.secret.again.line.setText(again)
    run.go_on()
    assert run.step is step
    assert said in (step.secret.first.refused, step.secret.again.refused)


def test_the_second_person_is_another(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    run = as_far_as_the_people(begun(qtbot, kit, tmp_path))
    typed("K.Peeters", ENTER)
    assert run.second.login.refused.startswith("Er is op deze werkpost al een account")
    assert focus() == "second_login"


def test_codes_are_asked_for_at_their_fields(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    run = the_run(begun(qtbot, kit, tmp_path))
    typed(SPACE, ENTER, ENTER, ENTER)
    assert at(run) == run.house.objectName()
    assert run.house.code.refused == run.house.organisation.refused == "2 tot 12 hoofdletters en cijfers"
    assert focus() == "house_code"


KILLED = """
import os, sys
from pathlib import Path
from tests.ui.entry.entry_house import a_waiting_store
a_waiting_store(Path(sys.argv[1]))
os.kill(os.getpid(), 9)
"""


def test_a_killed_first_run_leaves_no_store_and_the_next_one_sweeps(tmp_path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False, capture_output=True, timeout=60)
    assert killed.returncode == -9
    assert left_in(tmp_path) == ["praesidium.store.making"]
    with pytest.raises(StoreMissing):
        open_desk(tmp_path / "praesidium.store", "k.peeters", ADMIN, a_platform(tmp_path)())
    store = a_store(tmp_path)
    desk = open_desk(store, "k.peeters", ADMIN, a_platform(tmp_path)())
    desk.close()
    assert "praesidium.store.making" not in left_in(tmp_path)


@pytest.mark.parametrize("after", [1, 2, 3])
def test_cancelled_at_any_step_nothing_is_left(tmp_path: Path, after: int) -> None:
    cancel = Cancel()

    def progress(done: int, _total: int) -> None:
        if done == after:
            cancel.request()

    people = (Account("k", "K", [Role.ADMINISTRATOR]), ADMIN), (Account("i", "I", [Role.FILE_OFFICER]), OFFICER)
    with pytest.raises(Cancelled):
        prepare_station(tmp_path / "store", HOUSE, *people, a_platform(tmp_path)(), progress=progress, cancel=cancel)
    assert left_in(tmp_path) == []


def test_a_refused_second_account_leaves_nothing(tmp_path: Path) -> None:
    people = (Account("k", "K", [Role.ADMINISTRATOR]), ADMIN), (Account("k", "I", [Role.FILE_OFFICER]), OFFICER)
    with pytest.raises(LoginTaken):
        prepare_station(tmp_path / "store", HOUSE, *people, a_platform(tmp_path)())
    assert left_in(tmp_path) == []


def test_a_first_run_is_never_made_over_a_store_nor_over_another_first_run(tmp_path: Path) -> None:
    waiting = a_waiting_store(tmp_path)
    with pytest.raises(StoreOpenElsewhere):
        a_waiting_store(tmp_path)
    waiting.target.write_bytes(b"somebody else's")
    with pytest.raises(StoreExists):
        put_in_place(waiting)
    assert waiting.target.read_bytes() == b"somebody else's"
    with pytest.raises(StoreExists):
        a_waiting_store(tmp_path)
    abandon(waiting)
    assert left_in(tmp_path) == ["praesidium.store"]


def test_three_sheets_typed_by_their_first_letters_open_the_store(tmp_path: Path) -> None:
    waiting = a_waiting_store(tmp_path)
    put_in_place(waiting)
    short = [[word[:4] for word in share] for share in waiting.store_shares[1:4]]
    desk = open_recovered_desk(waiting.target, [whole_words(one) for one in short], a_platform(tmp_path)())
    desk.close()
    StoreLock(waiting.target).release()


def test_for_real_work_the_whole_sheet_is_read_back(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    waiting = a_waiting_store(tmp_path, Mark.LIVE)
    making = Making(prepared=waiting)
    sheets = SheetsStep(kit, making)
    sheets.choose()
    step = ReadBackStep(kit, making)
    for one in (sheets, step):
        qtbot.addWidget(one)
    step.enter()
    assert step.hint.startswith("Zo weet u dat de bladen goed zijn.")
    said = step.findChild(QLabel, "read_back_which")
    assert said is not None
    assert said.text() == f"Herstelblad van de databank: blad {making.read_back + 1} van 5"
    share = waiting.store_shares[making.read_back]
    step.words_field.edit.setPlainText(" ".join(share[:3]))
    assert step.check() is not None
    assert step.words_field.refused == "Er worden 33 woorden gevraagd; u typte er 3."
    step.words_field.edit.setPlainText(" ".join(word[:4] for word in share))
    assert step.check() is None
    qtbot.waitUntil(lambda: kit.jobs.idle)
    abandon(waiting)


def test_reading_back_minds_every_word_and_its_order() -> None:
    share = ["academic", "acid", "acne", "acquire"]
    assert reads_back(share, ["acad", "ACID", "acneXX", "acqu"])
    assert not reads_back(share, ["acid", "acad", "acne", "acqu"])
    assert not reads_back(share, share[:3])
    assert unknown_words(["acid", "qqqq", "acne", ""]) == [2, 4]


def test_the_eye_of_a_new_passphrase_shows_both_and_stands_in_nobody_s_way(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    run = as_far_as_the_people(begun(qtbot, kit, tmp_path))
    typed("i.verhaegen", TAB, "Ine Verhaegen")
    secret = run.second.secret
    secret.first.line.setFocus()
    typed(OFFICER, TAB, OFFICER)
    assert secret.again.passphrase == OFFICER
    typed(F8)
    assert [one.line.echoMode().name for one in (secret.first, secret.again)] == ["Normal", "Normal"]
    assert focus() == "second_passphrase_first", "what can be read is typed once"
    assert not secret.again.isVisible()
    secret.first._eye.click()
    assert [one.line.echoMode().name for one in (secret.first, secret.again)] == ["Password", "Password"]
    assert secret.again.isVisible()
    secret.again.line.setFocus()
    typed(TAB, SPACE)
    assert secret.again.line.echoMode().name == "Password"


def test_recovery_sheets_are_printed_on_one_side_each_for_itself(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    made(qtbot, kit, begun(qtbot, kit, tmp_path))
    typed(ENTER)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, PrintSheet)
    assert [sheet.sides.itemData(at) for at in range(sheet.sides.count())] == [False]
    assert not sheet.sides.isVisible()
    assert any("Enkelzijdig" in text for text in texts(sheet))
    wait(qtbot, kit, lambda: True)
    sheet.reject()
