"""What arrives and what stands twice is marked as its contents are, while they are in sight."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.models.enums import Marking
from app.models.kinds.label import Label
from app.services.cases.measures import edit_measure, propose_measures
from app.services.exchange.exporting import export_bundle
from app.services.exchange.release import confirm_release, propose_release
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.screens.exchange.conflicts import ConflictScreen
from app.ui.screens.exchange.taking_in import ImportScreen
from tests.station_world import a_file, a_measure, a_ruling
from tests.unit.services.test_exchange_of_two_stations import Pair, a_person, pair

__all__ = ["pair"]


def told_by(screen: ImportScreen | ConflictScreen) -> list[Marking]:
    told: list[Marking] = []
    screen.marked.connect(told.append)
    return told


def a_marked_file(pair: Pair, name: str) -> tuple[bytes, bytes]:
    person = a_person(pair.bru, name, distribution=(pair.partner,))
    return person, a_file(pair.bru, person, label=Label(marking=Marking.RESTRICTED, distribution=(pair.partner,)))


def test_a_bundle_is_marked_from_its_arrival_until_it_is_put_away(
    qtbot: QtBot, kit: Kit, pair: Pair, tmp_path: Path
) -> None:
    _, file = a_marked_file(pair, "Aankomst")
    release = confirm_release(pair.bru, propose_release(pair.bru, pair.ant.station, [file]), "om te zien", [file])
    sent = export_bundle(pair.bru, release, tmp_path)
    screen = ImportScreen(kit, pair.ant, Address("import"))
    qtbot.addWidget(screen)
    told = told_by(screen)
    screen.load()
    screen.examine(sent.files)
    qtbot.waitUntil(lambda: kit.jobs.idle)
    screen.load()  # the store changed while it is looked at
    screen._clear()
    none, high = Marking.NONE, Marking.RESTRICTED
    assert told == [none, none, high, high, none]


def test_conflicts_are_marked_as_what_they_are_about(qtbot: QtBot, kit: Kit, pair: Pair) -> None:
    screen = ConflictScreen(kit, pair.bru, Address("conflicts"))
    qtbot.addWidget(screen)
    told = told_by(screen)
    screen.load()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert told == [Marking.NONE]
    person, file = a_marked_file(pair, "Tweemaal")
    measure = propose_measures(pair.bru, file, a_measure(person, executing=pair.partner, frequency="2"), a_ruling())[0]
    pair.carry(pair.bru, pair.ant, file)
    edit_measure(pair.bru, measure, {"frequency": "3"})
    edit_measure(pair.ant, measure, {"frequency": "4"})
    pair.carry(pair.ant, pair.bru)
    screen.load()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert told[-1] is Marking.RESTRICTED
