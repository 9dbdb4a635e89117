"""A workstation is stolen: what it had brought before counts still, what comes after does not, and it gets nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import KnownError, UserError
from app.core.ids import Id
from app.history.findings import note_put_back
from app.history.quarantine import quarantined
from app.models.enums import AccountState, Action, Marking, Role
from app.models.kinds.label import Label
from app.models.kinds.persons import Person
from app.services.desk import Desk
from app.services.exchange.exporting import Exported, export_bundle
from app.services.exchange.importing import import_bundle
from app.services.exchange.quarantine import NothingHeld, adopt_held, findings_to_look_at, held_entries
from app.services.exchange.release import ReasonMissing, confirm_release, propose_release
from app.services.station.directory_acts import revoke_station
from app.services.station.organisation_acts import add_organisation
from app.services.station.sitting_down import open_desk
from app.services.station.stations import Account
from app.services.station.verifying import verify_store
from tests.history_world import FOREVER
from tests.unit.services.station_house import StationHouse, a_house, a_platform
from tests.unit.services.two_desks import SECRET, join, store_of


class Pair:
    """The centre with all its officers, and a partner's workstation that will be stolen."""

    def __init__(self, folder: Path) -> None:
        self.house: StationHouse = a_house(folder)
        self.stick = folder / "stick"
        admin = self.house.sit("admin")
        with admin.read() as view:
            self.centre = view.facts.organisation
        self.partner = add_organisation(admin, "PZANT", {"nl": "PZ Antwerpen", "original": "nl"}, "police_zone")
        there = a_platform(folder / "there", "there")
        account = Account("declerck", "J. D.", [Role.FILE_OFFICER], Marking.SECRET, FOREVER)
        self.station = join(admin, folder, "ANT1", self.partner, account, there, second=self.house.second("claes"))
        self.ant = open_desk(store_of(folder, "ANT1"), "declerck", SECRET, there)

    def person(self, name: str) -> Id:
        """Open a person at ANT1, shared with the centre."""
        uid = self.ant.ids.new()
        with self.ant.write() as unit:
            label = Label(marking=Marking.RESTRICTED, co_owners=(self.centre,))
            stream = unit.begin(uid, "person", label, Action.REGISTER)
            unit.create(stream, Person(family_name=name), uid)
            unit.save()
        return uid

    def send(self, root: Id) -> Exported:
        """Let ANT1 write a bundle for the centre."""
        with self.ant.read() as view:
            bru = view.directory.station_by_code("BRU1")
        assert bru is not None
        proposal = propose_release(self.ant, bru[0], [root])
        return export_bundle(self.ant, confirm_release(self.ant, proposal, "follow-up", [root]), self.stick)

    def revoke(self, cut_off: int | None = None) -> None:
        revoke_station(self.house.sit("claes"), self.station, cut_off, self.house.second("admin"))


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    made = Pair(tmp_path)
    yield made
    made.ant.close()
    made.house.lock()


def names(desk: Desk) -> list[str]:
    with desk.read() as view:
        return sorted(person.family_name or "" for _, person in view.find(Person))


def test_what_was_here_before_the_revocation_counts_once_an_officer_sits_down(pair: Pair) -> None:
    import_bundle(pair.house.sit(), pair.send(pair.person("Lambrecht")).files)
    late = pair.send(pair.person("Te laat"))
    pair.revoke()
    with pair.house.desk.read() as view:  # type: ignore[union-attr]  # claes sits there
        assert len(quarantined(view.connection)) == 1
        assert view.directory.stations[pair.station].state == AccountState.REVOKED

    desk = pair.house.sit()

    assert names(desk) == ["Lambrecht"]
    with desk.read() as view:
        assert quarantined(view.connection) == []
    with pytest.raises(KnownError):
        import_bundle(desk, late.files)
    assert names(desk) == ["Lambrecht"]
    assert verify_store(desk).faults == []


def test_what_lies_past_the_cut_off_stays_in_quarantine(pair: Pair) -> None:
    import_bundle(pair.house.sit(), pair.send(pair.person("Lambrecht")).files)
    import_bundle(pair.house.sit(), pair.send(pair.person("Verdacht")).files)
    pair.revoke(cut_off=1)

    desk = pair.house.sit()

    assert names(desk) == ["Lambrecht"]
    with desk.read() as view:
        assert len(quarantined(view.connection)) == 1


def test_nothing_more_is_let_out_to_it(pair: Pair) -> None:
    pair.revoke()
    desk = pair.house.sit()
    with pytest.raises(UserError):
        confirm_release(desk, propose_release(desk, pair.station), "by mistake")


def a_late_edit(pair: Pair) -> tuple[Desk, Id, Id]:
    """The centre's person, edited by the station that was stolen, past the cut-off: held."""
    desk = pair.house.sit()
    uid = desk.ids.new()
    with desk.write() as unit:
        label = Label(marking=Marking.RESTRICTED, co_owners=(pair.partner,))
        stream = unit.begin(uid, "person", label, Action.REGISTER)
        unit.create(stream, Person(family_name="Lambrecht"), uid)
        unit.save()
    proposal = propose_release(desk, pair.station, [uid])
    sent = export_bundle(desk, confirm_release(desk, proposal, "shared", [uid]), pair.stick)
    import_bundle(pair.ant, sent.files)
    with pair.ant.write() as unit:
        unit.require(Action.REGISTER, stream)
        unit.change(stream, uid, Person, {"family_name": "Lambrechts"})
        unit.save()
    import_bundle(desk, pair.send(uid).files)
    pair.revoke(cut_off=0)
    return pair.house.sit(), stream, uid


def test_the_owner_adopts_what_waits_and_it_counts(pair: Pair) -> None:
    desk, stream, _ = a_late_edit(pair)
    (held,) = held_entries(desk)
    assert (names(desk), held.stream, held.station) == (["Lambrecht"], stream, "ANT1")

    assert adopt_held(desk, {stream: [held.entry]}, "confirmed by phone") == 1

    assert names(desk) == ["Lambrechts"]
    assert held_entries(desk) == []
    assert verify_store(desk).faults == []


def test_adopting_asks_a_reason_and_something_that_waits(pair: Pair) -> None:
    desk, stream, _ = a_late_edit(pair)
    (held,) = held_entries(desk)

    with pytest.raises(ReasonMissing):
        adopt_held(desk, {stream: [held.entry]}, " ")
    with pytest.raises(NothingHeld):
        adopt_held(desk, {stream: [b"\0" * 32]}, "confirmed by phone")

    assert names(desk) == ["Lambrecht"]


def test_findings_are_told_in_the_officers_language(pair: Pair) -> None:
    desk = pair.house.sit()
    assert findings_to_look_at(desk, "nl") == []
    with desk.store.write() as connection:
        note_put_back(connection, b"\1" * 32)

    (noticed,) = findings_to_look_at(desk, "fr")

    assert noticed.kind == "put_back"
    assert noticed.sentence != findings_to_look_at(desk, "nl")[0].sentence
