"""An answer recorded by a colleague at the proposer's desk: it is his act, asked of his rights, under his name."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from app.core.ids import Id
from app.history.checking import decode_cosigs
from app.models.enums import AccountState, DecisionKind, Marking, MeasureState, Role
from app.models.enums import Action as Right
from app.models.kinds.directory import Officer
from app.models.kinds.measures import Decision, Measure
from app.models.rights import NotAllowed, Refusal
from app.services.access_log import Access, AccessFilter, AccessReason, lines_back
from app.services.station.beside import colleague_beside
from app.services.station.four_eyes import SameOfficer
from app.services.station.stations import Account, Platform, directory_of, enrol_officer
from app.services.station.verifying import verify_store
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


def test_it_is_signed_by_the_colleague_alone_and_the_log_tells_that_he_was_there(work: AtWork, there: Desk) -> None:
    work.do(asked(work, there))
    desk = there.world.officer
    with desk.read() as view:
        sql = "SELECT cosigs FROM save JOIN entry USING (vid) JOIN stream USING (sid) WHERE officer = ?"
        sigs = view.connection.exec_driver_sql(sql, (there.approver,)).scalars().first()
        assert [who for who, _ in decode_cosigs(bytes(sigs or b""))] == [there.approver]
        lines = lines_back(view.connection, AccessFilter(officer=there.approver), None, 5)
    assert [(line.act, line.subjects) for line in lines] == [
        (Access.OUTSIDE_OWN_FILES, (there.file,)),
        (Access.BESIDE, (desk.officer,)),
    ]
    assert lines[0].reason is AccessReason.DECISION
    assert not verify_store(desk).faults


def test_whose_account_was_revoked_answers_nothing(there: Desk) -> None:
    """Elsewhere, say: his access to this store still opens, until somebody sits down."""
    admin = there.world.admin
    with admin.write() as unit:
        directory = directory_of(admin)
        unit.require(Right.DIRECTORY, directory)
        unit.change(directory, there.approver, Officer, {"state": AccountState.REVOKED})
        unit.save(signed=True)
    with pytest.raises(NotAllowed) as refused:
        colleague_beside(there.world.officer, LOGIN, PASSPHRASE, there.on, there.file)
    assert refused.value.why is Refusal.REVOKED


def test_nobody_sits_beside_himself(there: Desk) -> None:
    beside = colleague_beside(there.world.officer, LOGIN, PASSPHRASE, there.on, there.file)
    assert (beside.officer, there.world.officer.officer != there.approver) == (there.approver, True)
    with pytest.raises(SameOfficer):
        colleague_beside(beside, LOGIN, PASSPHRASE, there.on, there.file)
