"""A delegation list taken in by an officer: reviewed, the doubtful decided on, nothing written before he says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton
from pytestqt.qtbot import QtBot

from app.models.kinds.persons import Person
from app.models.kinds.visits import Event, VisitFile
from app.models.texts import local_text
from app.services.desk import Desk
from app.services.registers.persons import edit_person, open_person
from app.ui.kit.jobs import Job
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.screens.delegation_import.screen import DelegationImportScreen
from tests.station_world import StationWorld, a_person, a_station
from tests.ui.screens.at_work import AtWork
from tests.ui.seeing import english, faults, texts

LIST = Path(__file__).resolve().parents[3] / "resources" / "catalogues" / "leaders-fictional.csv"
HEADING = "country,office,holder\n"
NAME = local_text("nl", "Europese Raad")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[StationWorld]:
    made = a_station(tmp_path)
    yield made
    made.close()


def opened(work: AtWork, world: StationWorld, desk: Desk | None = None) -> DelegationImportScreen:
    return work.show(DelegationImportScreen, desk or world.officer, Address("delegation_import"))


def examined(work: AtWork, screen: DelegationImportScreen, file: Path) -> None:
    screen.examine(file)
    work.settle()


def a_list(tmp_path: Path, *rows: str, name: str = "list.csv") -> Path:
    file = tmp_path / name
    file.write_text(HEADING + "\n".join(rows), encoding="utf-8")
    return file


def counts(world: StationWorld) -> tuple[int, int, int]:
    with world.officer.read() as view:
        return len(view.find(Person)), len(view.find(VisitFile)), len(view.find(Event))


def take_in(work: AtWork, screen: DelegationImportScreen) -> None:
    work.press(screen, "accept_list")


def test_a_list_is_reviewed_and_nothing_is_written_before_it_is_taken_in(work: AtWork, world: StationWorld) -> None:
    screen = opened(work, world)
    assert faults(screen) == []
    examined(work, screen, LIST)
    assert work.said(screen, "list_figures") == (
        "31 rijen: 14 noemen 13 personen van 8 uitgenodigde landen; 17 wachten."
    )
    assert counts(world) == (0, 0, 0)
    take_in(work, screen)
    assert screen._event.row("names").words == "Vul dit in."
    assert counts(world) == (0, 0, 0)
    screen._event.set_value("names", NAME)
    take_in(work, screen)
    assert counts(world) == (13, 7, 1)
    assert work.said(screen, "list_said") == "Overgenomen: 7 bezoekdossiers, 13 personen (13 nieuw); 17 rijen wachten."
    assert not screen.unsaved()


def test_what_decides_stands_in_sight_on_a_small_screen(work: AtWork, world: StationWorld) -> None:
    screen = opened(work, world)
    examined(work, screen, LIST)
    accept = screen.findChild(QAbstractButton, "accept_list")
    assert accept is not None
    assert screen.rect().contains(accept.mapTo(screen, accept.rect().bottomRight()))
    assert accept.visibleRegion().boundingRect() == accept.rect()
    assert faults(screen) == []


def test_the_same_list_again_adds_nothing(work: AtWork, world: StationWorld) -> None:
    for _ in range(2):
        screen = opened(work, world)
        examined(work, screen, LIST)
        screen._event.set_value("names", NAME)
        take_in(work, screen)
    assert counts(world) == (13, 7, 1)


def test_a_period_that_ends_before_it_begins_is_said_at_its_field(work: AtWork, world: StationWorld) -> None:
    screen = opened(work, world)
    examined(work, screen, LIST)
    screen._event.set_value("names", NAME)
    for name, text in (("arrival", "18/12/2026 09:00"), ("departure", "17/12/2026 09:00")):
        screen._visit.editor(name).restore(text)
        screen._visit._on_edited(name)
    take_in(work, screen)
    assert screen._visit.row("departure").words
    assert counts(world) == (0, 0, 0)
    assert screen._event.editor("names").value() == NAME


# Who is not certain


def test_a_doubtful_person_is_decided_on_by_one_key_each(work: AtWork, world: StationWorld, tmp_path: Path) -> None:
    known = open_person(world.officer, Person(family_name="KALAMARIDES", given_names="Nestor")).id
    other = open_person(world.officer, Person(family_name="KRYSTERSSON", given_names="Alf", nationalities=("SE",))).id
    screen = opened(work, world)
    examined(work, screen, LIST)
    assert screen._found.current == "unsure"
    assert faults(screen) == []
    assert english(screen, "nl") == []
    assert "Te beslissen 2" in texts(screen)
    first = screen._found.unsure.rows.key
    pick = screen.findChild(QPushButton, "pick_1")
    assert pick is not None
    assert "Nestor KALAMARIDES" in pick.text()
    work.press(screen, "pick_1")
    assert screen._found.choices == {first: known}
    assert screen._found.unsure.rows.key != first, "the next one follows"
    work.press(screen, "pick_1")
    assert sorted(screen._found.choices.values(), key=str) == sorted([known, other], key=str)
    screen._event.set_value("names", NAME)
    take_in(work, screen)
    assert counts(world) == (13, 7, 1), "nobody twice"


def test_who_is_not_decided_on_waits(work: AtWork, world: StationWorld) -> None:
    open_person(world.officer, Person(family_name="KALAMARIDES", given_names="Nestor"))
    screen = opened(work, world)
    examined(work, screen, LIST)
    screen._event.set_value("names", NAME)
    take_in(work, screen)
    assert counts(world) == (13, 6, 1), "Cyprus waits: one known from before and twelve new"


def test_a_decision_on_one_list_is_none_on_another(work: AtWork, world: StationWorld, tmp_path: Path) -> None:
    open_person(world.officer, Person(family_name="KALAMARIDES", given_names="Nestor"))
    open_person(world.officer, Person(family_name="BHRAONAIM", given_names="Sorcha", nationalities=("IE",)))
    one = a_list(tmp_path, "Cyprus,chief of state,President Nestor KALAMARIDIS (since 28 February 2023)")
    two = a_list(tmp_path, "Ireland,chief of state,President Sorcha BHRAONAIN (since 11 November 2025)", name="b.csv")
    screen = opened(work, world)
    examined(work, screen, one)
    work.press(screen, "pick_1")
    assert screen._found.choices
    examined(work, screen, two)
    assert screen._found.choices == {}
    examined(work, screen, two)
    work.press(screen, "pick_1")
    kept = dict(screen._found.choices)
    examined(work, screen, two)
    assert screen._found.choices == kept, "the same list, read again, keeps what was decided"


def test_a_register_that_changed_meanwhile_is_reviewed_again(work: AtWork, world: StationWorld) -> None:
    known = open_person(world.officer, Person(family_name="KALAMARIDES", given_names="Nestor")).id
    screen = opened(work, world)
    examined(work, screen, LIST)
    screen._event.set_value("names", NAME)
    edit_person(world.officer, known, {"family_name": "KALAMARIDIS", "nationalities": ("CY",)})
    take_in(work, screen)
    assert work.said(screen, "list_refused").startswith("Het register is gewijzigd")
    assert counts(world) == (1, 0, 0)
    assert screen._event.editor("names").value() == NAME
    take_in(work, screen)
    assert counts(world) == (13, 7, 1)


# What cannot be read


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "geen tabel"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0", ""),
        (b"land,ambt\nBelgi\xc3\xab,koning\n", "kolom"),
        ((HEADING + "Cyprus\n").encode(), ""),
    ],
)
def test_a_file_that_is_no_list_is_refused_and_what_is_in_sight_stays(
    work: AtWork, world: StationWorld, tmp_path: Path, data: bytes, said: str
) -> None:
    screen = opened(work, world)
    examined(work, screen, LIST)
    bad = tmp_path / "slecht.csv"
    bad.write_bytes(data)
    examined(work, screen, bad)
    refusal = work.said(screen, "list_refused")
    if refusal:
        assert said in refusal
        assert screen._file_name == LIST.name, "what is taken in now still has its own name"
        assert work.said(screen, "list_figures").startswith("31 rijen")
        assert english(screen, "nl") == []
    assert faults(screen) == []
    assert counts(world) == (0, 0, 0)


def test_a_file_that_is_gone_is_said(work: AtWork, world: StationWorld, tmp_path: Path) -> None:
    screen = opened(work, world)
    examined(work, screen, tmp_path / "weg.csv")
    assert work.said(screen, "list_refused").startswith("Dit bestand kan niet gelezen worden")
    assert work.there(screen, "no_list")


def test_cancelling_leaves_everything_as_it_was(
    work: AtWork, world: StationWorld, qtbot: QtBot, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened(work, world)
    screen.examine(LIST)
    for job in kit.jobs.running:
        job.stop()
    work.settle()
    screen._refused.hide() if screen._review is not None else None
    assert not work.there(screen, "list_refused")
    examined(work, screen, LIST)
    screen._event.set_value("names", NAME)
    accept = screen.findChild(QAbstractButton, "accept_list")
    assert accept is not None
    began: list[object] = []

    def stop(job: Job) -> None:
        began.append(job)
        job.stop()

    kit.jobs.began.connect(stop)
    accept.click()
    work.settle()
    assert began
    assert counts(world) in ((0, 0, 0), (13, 7, 1)), "all of it or nothing"
    if counts(world) == (0, 0, 0):
        assert accept.isEnabled()
        assert screen._event.editor("names").value() == NAME
        assert not work.there(screen, "list_refused")


def test_pressing_twice_takes_in_once(work: AtWork, world: StationWorld) -> None:
    screen = opened(work, world)
    examined(work, screen, LIST)
    screen._event.set_value("names", NAME)
    accept = screen.findChild(QAbstractButton, "accept_list")
    assert accept is not None
    accept.click()
    accept.click()
    work.settle()
    assert counts(world) == (13, 7, 1)


def test_a_file_dropped_on_the_screen_is_reviewed(work: AtWork, world: StationWorld) -> None:
    screen = opened(work, world)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(LIST))])
    event = QDropEvent(
        QPointF(10, 10), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    screen.dropEvent(event)
    work.settle()
    assert work.said(screen, "list_figures").startswith("31 rijen")


# Much, and of every script


def test_five_hundred_rows_of_every_script_are_shown_whole(work: AtWork, world: StationWorld, tmp_path: Path) -> None:
    rows = [f"Cyprus,minister {number},Minister Γεώργιος ΠΑΠΑΔΟΠΟΥΛΟΣ-{'ΧΑΤΖΗ' * 6} {number}" for number in range(250)]
    rows += [f"Sweden,minister {number},President محمد عبد الرحمن {number}" for number in range(250)]
    screen = opened(work, world)
    examined(work, screen, a_list(tmp_path, *rows))
    assert work.said(screen, "list_figures").startswith("500 rijen")
    for tab in ("members", "unsure", "waiting"):
        screen._found.turn_to(tab)
        work.settle()
        assert faults(screen) == [], tab
    assert (screen.width(), screen.height()) == (1158, 668)


@pytest.mark.parametrize("language", ["fr", "de"])
def test_every_word_is_in_the_officers_language(work: AtWork, world: StationWorld, language: str) -> None:
    open_person(world.officer, Person(family_name="KALAMARIDES", given_names="Nestor"))
    screen = opened(work, world)
    examined(work, screen, LIST)
    for tab in ("members", "unsure", "waiting"):
        screen._found.turn_to(tab)
        work.settle()
        assert faults(screen) == [], tab
        assert english(screen, language) == [], tab


def test_who_of_a_list_stands_there_already_under_another_spelling_is_said(
    work: AtWork, world: StationWorld, tmp_path: Path
) -> None:
    a_person(world.officer, "Kovatsj", "Jana")
    screen = opened(work, world)
    examined(work, screen, a_list(tmp_path, "Slovenia,Minister of Foreign Affairs,Jana KOVACH"))
    screen._event.set_value("names", NAME)
    take_in(work, screen)
    assert work.said(screen, "double_0_why") == "Namen die gelijk klinken"
    wanted: list[Address] = []
    screen.wanted.connect(wanted.append)
    work.press(screen, "double_0")
    assert [one.screen for one in wanted] == ["doubles"]
