"""An answer recorded by a colleague at the proposer's desk: it is his act, asked of his rights, under his name."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from app.core.ids import Id
from app.models.enums import DecisionKind, Marking, MeasureState, Role
from app.models.kinds.measures import Decision, Measure
from app.services.station.beside import colleague_beside
from app.services.station.four_eyes import SameOfficer
from app.services.station.stations import Account, Platform, enrol_officer
from app.ui.forms.acting import ActSheet
from app.ui.kit.screen import Address
from app.ui.screens.threat_file.screen import ThreatFileScreen
from tests.station_world import COST, FOREVER, StationWorld, a_file, a_person, a_proposal, a_station
from tests.ui.screens.at_work import AtWork

LOGIN, PASSPHRASE = "claes", "zeven trage wolken zonder parasol"


@dataclass(frozen=True, slots=True)
class Desk:
    """Somebody who proposed, and where a colleague who approves can sit down beside him."""

    world: StationWorld
    file: Id
    measure: Id
    on: Platform
    approver: Id


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Desk]:
    world = a_station(tmp_path)
    on = Platform(world.clock, world.randomness, None, COST)
    approver = enrol_officer(
        world.admin, Account(LOGIN, "P. Claes", [Role.APPROVER], Marking.SECRET, FOREVER), PASSPHRASE, on
    )
    person = a_person(world.officer)
    file = a_file(world.officer, person)
    yield Desk(world, file, a_proposal(world, file, person), on, approver)
    world.close()


def asked(work: AtWork, there: Desk, login: str = LOGIN, passphrase: str = PASSPHRASE) -> ActSheet:
    address = Address("threat_file", there.file, "measures")
    screen = work.show(ThreatFileScreen, there.world.officer, address, on=there.on)
    assert screen._measures is not None
    screen._measures.choose(there.measure)
    work.settle()
    work.press(screen, "answer_beside")
    sheet = work.sheet()
    for name, text in (("second_login", login), ("second_passphrase", passphrase)):
        line = sheet.findChild(QLineEdit, name)
        assert line is not None
        line.setText(text)
    work.fill(sheet, decider="de minister", reason="Noodzakelijk")
    return sheet


def test_a_colleague_answers_beside_the_proposer_under_his_own_name(work: AtWork, there: Desk) -> None:
    work.do(asked(work, there))
    with there.world.officer.read() as view:
        assert view.get(Measure, there.measure).state in (MeasureState.APPROVED, MeasureState.ACTIVE)
        (made,) = [one for _, one in view.find(Decision) if one.kind is DecisionKind.APPROVE]
        assert made.recorder == there.approver
    screen = work.show(
        ThreatFileScreen, there.world.officer, Address("threat_file", there.file, "measures"), on=there.on
    )
    assert not work.there(screen, "answer_beside"), "nothing waits any more"


@pytest.mark.parametrize(("login", "passphrase"), [(LOGIN, "zeven andere wolken zonder parasol"), ("", "")])
def test_without_his_passphrase_nothing_is_recorded(work: AtWork, there: Desk, login: str, passphrase: str) -> None:
    sheet = asked(work, there, login, passphrase)
    sheet.act()
    work.settle()
    assert sheet.isVisible()
    assert work.said(sheet, "beside_refused")
    with there.world.officer.read() as view:
        assert view.get(Measure, there.measure).state is MeasureState.PROPOSED
    sheet.reject()


def test_nobody_sits_beside_himself(there: Desk) -> None:
    beside = colleague_beside(there.world.officer, LOGIN, PASSPHRASE, there.on, there.file)
    assert (beside.officer, there.world.officer.officer != there.approver) == (there.approver, True)
    with pytest.raises(SameOfficer):
        colleague_beside(beside, LOGIN, PASSPHRASE, there.on, there.file)
