"""Join by request and invitation, put a backup back, open by recovery sheets: from the window to the desk."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.core.confirmed_clock import ConfirmedClock
from app.core.progress import Cancel
from app.exchange.sticks import Content, incoming
from app.models.enums import Marking, Role
from app.services.desk import Desk
from app.services.exchange.admitting import Admission, admit_station, invitation_for, read_join_request, root_words
from app.services.exchange.asking import ask_to_join
from app.services.exchange.exporting import export_bundle
from app.services.exchange.joining import WordsDiffer
from app.services.exchange.release import confirm_release, propose_release
from app.services.station.first_run import Gap, first_run_gaps
from app.services.station.founding import put_in_place
from app.services.station.four_eyes import second_officer
from app.services.station.keeping import back_up
from app.services.station.recovery import SharesDoNotFit
from app.services.station.sitting_down import open_desk
from app.services.station.stations import Account, NotJoined
from app.store.meta import Mark
from app.store.refusals import BackupDamaged, StoreExists
from app.ui.kit import stick_watch
from app.ui.kit.kit import Kit
from app.ui.shell.entry.join import AcceptPage, JoinPage
from app.ui.shell.entry.page import Page
from app.ui.shell.entry.restore import RecoverPage, RestorePage
from app.ui.shell.entry.told import ToldPage
from app.ui.shell.entry.unlock import UnlockPage
from app.ui.shell.entry.window import EntryWindow
from tests.ui.entry.entry_house import ADMIN, OFFICER, a_platform, a_store, a_waiting_store, a_window, left_in, wait


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


def asked(qtbot: QtBot, kit: Kit, folder: Path, stick: Path) -> JoinPage:
    folder.mkdir()
    window = a_window(qtbot, kit, folder / "praesidium.store")
    window.turn_to("join")
    page = window.page
    assert isinstance(page, JoinPage)
    page.time.confirmed.setChecked(True)
    page.go_on()
    page.go_on()
    page.station.code.line.setText("ant1")
    page.station._names["nl"].line.setText("PZ Antwerpen")
    page.go_on()
    page.officer.login.line.setText("d.maes")
    page.officer.name.line.setText("Dirk Maes")
    for one in (page.officer.secret.first, page.officer.secret.again):
        one.line.setText(OFFICER)
    page.go_on()
    page.request.folder.line.setText(str(stick))
    page.go_on()
    wait(qtbot, kit, lambda: page.step is page.compare or page.said)
    return page


def turned_or_said(window: EntryWindow, page: Page) -> bool:
    """Tell whether the page has ended: another is in front, or it says why not."""
    return window.page is not page or bool(page.said)


def test_who_joins_is_told_that_one_name_of_his_service_is_enough(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    window = a_window(qtbot, kit, tmp_path / "praesidium.store")
    window.turn_to("join")
    page = window.page
    assert isinstance(page, JoinPage)
    told = page.station.findChild(QLabel, "station_names")
    assert isinstance(told, QLabel)
    assert told.text() == kit.words("Name of the service; one language is enough")
    assert page.station._names["fr"].line.accessibleName() == kit.words("Name of the service in French")


def test_the_request_lies_on_the_stick_with_the_words_that_are_shown(
    qtbot: QtBot, kit: Kit, tmp_path: Path, stick: Path
) -> None:
    page = asked(qtbot, kit, tmp_path / "ant", stick)
    found = incoming(stick)
    assert [one.content for one in found] == [Content.REQUEST]
    received, words = read_join_request(found[0].path)
    assert received.request.code == "ANT1"
    for number, word in enumerate(words):
        label = page.compare.findChild(type(page.heading), f"compare_word_{number}")
        assert label is not None
        assert label.text() == f"{number + 1}. {word}"
    with pytest.raises(NotJoined):
        open_desk(tmp_path / "ant" / "praesidium.store", "d.maes", OFFICER, a_platform(tmp_path / "ant")())
    window = page.window()
    page.go_on()
    assert isinstance(window, EntryWindow)
    accept = window.page
    assert isinstance(accept, AcceptPage)
    assert accept.only.login.text == "d.maes", "who asked is not asked for the name again"
    assert accept.focusWidget() is accept.only.passphrase.line


def test_a_stick_put_in_names_its_folder_by_itself_and_what_was_typed_stays(
    qtbot: QtBot, kit: Kit, tmp_path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stick_watch, "OFTEN", 5)
    window = a_window(qtbot, kit, tmp_path / "praesidium.store")
    there: list[Path] = []
    kit.chooser.sticks = lambda: list(there)
    window.turn_to("join")
    page = window.page
    assert isinstance(page, JoinPage)
    page.show_step(page.steps.index(page.request))
    assert page.request.folder.text == ""
    there.append(stick)
    qtbot.waitUntil(lambda: page.request.folder.text == str(stick))
    there.clear()
    qtbot.waitUntil(lambda: page.request.folder.text == "")
    there += [stick, tmp_path]
    page.request.folder.line.setText("/elsewhere")
    there.remove(tmp_path)
    wait(qtbot, kit, lambda: True)
    assert page.request.folder.text == "/elsewhere"


def test_a_stick_that_is_not_there_leaves_no_store(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    page = asked(qtbot, kit, tmp_path / "ant", tmp_path / "pulled")
    assert page.step is page.request
    assert page.said
    assert left_in(tmp_path / "ant") == []


def test_a_cancelled_request_leaves_neither_store_nor_file(tmp_path: Path, stick: Path) -> None:
    cancel = Cancel()
    cancel.request()
    officer = Account("d.maes", "Dirk Maes", [Role.PARTNER]), OFFICER
    on = a_platform(tmp_path)()
    with pytest.raises(Exception, match="Cancelled"):
        ask_to_join(tmp_path / "store", stick, "ANT1", {"nl": "PZ"}, officer, on, cancel=cancel)
    assert left_in(tmp_path) == ["stick"]
    assert left_in(stick) == []


def test_a_store_that_waits_leads_from_unlock_to_the_invitation(
    qtbot: QtBot, kit: Kit, tmp_path: Path, stick: Path
) -> None:
    asked(qtbot, kit, tmp_path / "ant", stick)
    window = a_window(qtbot, kit, tmp_path / "ant" / "praesidium.store")
    page = window.page
    assert isinstance(page, UnlockPage)
    page.login.line.setText("d.maes")
    page.passphrase.line.setText(OFFICER)
    page.confirmed.setChecked(True)
    page._on_open()
    wait(qtbot, kit, lambda: isinstance(window.page, AcceptPage))
    accept = window.page
    assert isinstance(accept, AcceptPage)
    assert accept.only.login.text == "d.maes"
    assert accept.only.passphrase.passphrase == OFFICER
    accept.go_on()
    assert accept.only.files.refused == "Steek de stick in, of kies het bestand van de uitnodiging."
    assert accept.only.root_words.refused == "Er zijn twaalf woorden; u typte er 0."


@pytest.mark.parametrize("confirmed", [True, False])
def test_an_invitation_is_taken_in_when_the_words_are_right_and_one_goes_in_where_the_clock_was_looked_at(
    qtbot: QtBot, kit: Kit, tmp_path: Path, stick: Path, confirmed: bool
) -> None:
    asked(qtbot, kit, tmp_path / "ant", stick)
    centre = tmp_path / "bru"
    centre.mkdir()
    there = a_platform(centre)()
    desk = open_desk(a_store(centre, Mark.LIVE), "k.peeters", ADMIN, there)
    received, _ = read_join_request(incoming(stick)[0].path)
    with desk.read() as view:
        organisation = view.directory.stations[desk.station].organisation or b""
    account = Account("d.maes", "Dirk Maes", [Role.PARTNER], Marking.RESTRICTED)
    admission = Admission(organisation, Marking.RESTRICTED, {received.request.officers[0].officer: account})
    keeper = second_officer(desk, "i.verhaegen", OFFICER, there)
    station = admit_station(desk, received, admission, keeper)
    words = list(root_words(desk))
    release = confirm_release(desk, propose_release(desk, station), "invitation")
    bundle = export_bundle(desk, release, stick, invitation=invitation_for(desk, received)).files[0]
    desk.close()
    assert {one.path for one in incoming(stick)} > {bundle}, "the request lies there too"
    window = a_window(qtbot, kit, tmp_path / "ant" / "praesidium.store")
    kit.chooser.sticks = lambda: [stick]
    came: list[Desk] = []
    window.opened.connect(came.append)
    if not confirmed:
        kit.confirmed = ConfirmedClock(kit.clock)
    window.turn_to("accept")
    page = window.page
    assert isinstance(page, AcceptPage)
    page.only.login.line.setText("d.maes")
    page.only.passphrase.line.setText(OFFICER)
    wait(qtbot, kit, lambda: page.only.files.text == str(stick))
    page.only.root_words.edit.setPlainText(" ".join([*words[1:], words[0]]))
    page.go_on()
    wait(qtbot, kit, lambda: page.said)
    assert page.said == WordsDiffer().say("nl")
    page.only.root_words.edit.setPlainText(" ".join(words))
    QTest.keyClick(page.only.root_words.edit, Qt.Key.Key_Return)
    if confirmed:
        wait(qtbot, kit, lambda: came or isinstance(window.page, ToldPage))
        if isinstance(window.page, ToldPage):
            window.page.read.emit()
        (joined,) = came
    else:
        wait(qtbot, kit, lambda: isinstance(window.page, UnlockPage))
        joined = open_desk(tmp_path / "ant" / "praesidium.store", "d.maes", OFFICER, a_platform(tmp_path / "ant")())
    assert Gap.ADMINISTRATOR not in first_run_gaps(joined), "there is one, at the workstation that let it in"
    joined.close()


def test_a_backup_is_put_back_never_over_anything(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    store = a_store(tmp_path)
    desk = open_desk(store, "k.peeters", ADMIN, a_platform(tmp_path)())
    back_up(desk, tmp_path / "monday.backup")
    desk.close()
    window = a_window(qtbot, kit, store)
    for place, said in ((store, StoreExists().say("nl")), (tmp_path / "new" / "praesidium.store", "")):
        window.store = place
        window.turn_to("restore")
        page = window.page
        assert isinstance(page, RestorePage)
        page.go_on()
        assert page.file.refused == "Kies het bestand van de back-up."
        page.file.line.setText(str(tmp_path / "monday.backup"))
        page.go_on()
        wait(qtbot, kit, partial(turned_or_said, window, page))
        assert isinstance(window.page, UnlockPage) if not said else page.said == said
    restored = open_desk(tmp_path / "new" / "praesidium.store", "i.verhaegen", OFFICER, a_platform(tmp_path)())
    restored.close()


def test_a_damaged_backup_is_refused_and_leaves_nothing(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    (tmp_path / "bad.backup").write_bytes(bytes(9000))
    window = a_window(qtbot, kit, tmp_path / "praesidium.store")
    window.turn_to("restore")
    page = window.page
    assert isinstance(page, RestorePage)
    page.file.line.setText(str(tmp_path / "bad.backup"))
    page.go_on()
    wait(qtbot, kit, lambda: page.said)
    assert page.said == BackupDamaged().say("nl")
    assert left_in(tmp_path) == ["bad.backup"]


def test_three_sheets_open_the_store_and_two_of_one_do_not(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    waiting = a_waiting_store(tmp_path)
    put_in_place(waiting)
    window = a_window(qtbot, kit, waiting.target)
    opened: list[Desk] = []
    window.opened.connect(opened.append)
    window.turn_to("recover")
    page = window.page
    assert isinstance(page, RecoverPage)
    page.time.confirmed.setChecked(True)
    page.go_on()
    shares = waiting.store_shares
    for wanted in ((shares[0], shares[0], shares[1]), (shares[4], shares[0], shares[2])):
        for field, share in zip(page.shares.fields, wanted, strict=True):
            field.edit.setPlainText(" ".join(word[:4] for word in share))
        page.go_on()
        wait(qtbot, kit, lambda: opened or page.said)
        if not opened:
            assert page.said == SharesDoNotFit().say("nl")
    assert len(opened) == 1
    opened[0].close()
