"""What a revoked station wrote counts if somebody in good standing held it in time; the rest waits for an officer."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Connection

from app.core.ids import Id
from app.history.acts import adopt, vouch
from app.history.digest import store_digest
from app.history.quarantine import quarantined
from app.history.rebuild import rebuild
from app.history.wire import Batch
from app.models.enums import AccountState, Marking, Role
from app.models.kinds.directory import Station
from app.models.kinds.label import Label
from app.models.kinds.persons import Person
from tests.history_life import Life, derived
from tests.history_world import Desk, World, a_store, everything


@dataclass(slots=True)
class House:
    """The lost station's store, one in good standing, one of another organisation, and a new one."""

    world: World
    lost: Connection
    here: Connection
    there: Connection
    fresh: Connection

    def desk(self, code: str) -> Desk:
        return self.world.desks[code]

    def person(self, code: str, store: Connection, name: str = "Peeters") -> tuple[Id, Id]:
        desk, uid = self.desk(code), self.world.ids.new()
        writer = self.world.writer(store, desk)
        others = tuple({other.organisation for other in self.world.desks.values()} - {desk.organisation})
        label = Label(marking=Marking.RESTRICTED, co_owners=others)
        stream = writer.begin_stream(uid, "person", desk.organisation, label)
        writer.create(stream, uid, Person(family_name=name))
        writer.commit(desk.officer, self.world.clock.now())
        return stream, uid

    def rename(self, code: str, store: Connection, place: tuple[Id, Id], name: str) -> None:
        writer = self.world.writer(store, self.desk(code))
        writer.change(*place, Person, {"family_name": name})
        writer.commit(self.desk(code).officer, self.world.clock.now())

    def set_state(self, store: Connection, state: AccountState, cut_off: int | None = None) -> None:
        desk = self.desk("SEC1")
        writer = self.world.writer(store, desk)
        assert self.world.trust.directory is not None
        given = {"state": state, "cut_off": cut_off}
        writer.change(self.world.trust.directory, self.desk("BRU1").station, Station, given)
        writer.commit(desk.officer, self.world.clock.now(), cosigners=[desk.cosigner()])

    def revoke(self, store: Connection, cut_off: int | None = None) -> None:
        self.set_state(store, AccountState.REVOKED, cut_off)

    def vouch(self, code: str, store: Connection) -> int:
        assert self.world.trust.directory is not None
        writer = self.world.writer(store, self.desk(code))
        count = vouch(store, self.world.schema, self.world.trust.directory, writer, self.world.ids)
        if count:
            writer.commit(self.desk(code).officer, self.world.clock.now())
        return count

    def adopt(self, code: str, store: Connection, stream: Id, *, signed: bool = True) -> None:
        desk = self.desk(code)
        writer = self.world.writer(store, desk)
        waiting = [held.entry for held in quarantined(store)]
        adopt(store, writer, self.world.ids, stream, waiting, "Checked by telephone")
        writer.commit(desk.officer, self.world.clock.now(), cosigners=[desk.cosigner()] if signed else [])


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    world = World("revoked")
    first = world.desk("BRU1")
    world.desk("BRU2", organisation=first.organisation)
    world.desk("ANT1")
    world.desk("SEC1", (Role.SECURITY_OFFICER,), first.organisation)
    with ExitStack() as stack:
        lost, here, there, fresh = (stack.enter_context(a_store(tmp_path, name)) for name in "abcd")
        world.found_directory(lost, first)
        for other in (here, there, fresh):
            world.receive(other, everything(lost))
        yield House(world, lost, here, there, fresh)


def names(connection: Connection) -> list[str]:
    return [row[0] for row in connection.exec_driver_sql("SELECT family_name FROM p_person ORDER BY 1")]


def test_what_comes_after_the_revocation_waits_and_is_not_shown(house: House) -> None:
    house.person("BRU1", house.lost, "Thief")
    house.revoke(house.here)

    house.world.receive(house.here, everything(house.lost))

    assert names(house.here) == []
    held = quarantined(house.here)
    assert [one.station for one in held] == [house.desk("BRU1").station]
    assert (
        house.here.exec_driver_sql(
            "SELECT count(*) FROM tip WHERE eid IN (SELECT eid FROM entry WHERE void = '?')"
        ).scalar()
        == 0
    )


def test_what_a_station_in_good_standing_built_on_counts(house: House) -> None:
    place = house.person("BRU1", house.lost)
    house.world.receive(house.here, everything(house.lost))
    house.rename("BRU2", house.here, place, "Peters")
    house.revoke(house.here)

    house.world.receive(house.fresh, everything(house.here))

    assert names(house.here) == names(house.fresh) == ["Peters"]
    assert quarantined(house.fresh) == []


def test_what_was_held_in_time_is_vouched_for_and_what_came_late_is_not(house: House) -> None:
    house.person("BRU1", house.lost, "In time")
    house.world.receive(house.here, everything(house.lost))
    house.person("BRU1", house.lost, "Too late")
    house.revoke(house.here)
    assert names(house.here) == [], "nobody had built on it"
    house.world.receive(house.here, everything(house.lost))

    assert house.vouch("BRU2", house.here) == 1

    assert names(house.here) == ["In time"]
    assert len(quarantined(house.here)) == 1
    assert house.vouch("BRU2", house.here) == 0
    house.world.receive(house.fresh, everything(house.here))
    assert names(house.fresh) == ["In time"]
    assert store_digest(house.fresh) == store_digest(house.here)


def test_who_held_nothing_vouches_for_nothing(house: House) -> None:
    house.person("BRU1", house.lost)
    house.revoke(house.here)
    house.world.receive(house.here, everything(house.lost))
    assert house.vouch("BRU2", house.here) == 0
    assert names(house.here) == []


def test_a_cut_off_holds_back_even_what_was_built_on(house: House) -> None:
    before = house.person("BRU1", house.lost, "Before")
    after = house.person("BRU1", house.lost, "After")
    house.world.receive(house.here, everything(house.lost))
    house.rename("BRU2", house.here, before, "Before, checked")
    house.rename("BRU2", house.here, after, "After, checked")
    house.revoke(house.here, cut_off=2)

    assert names(house.here) == ["After, checked", "Before, checked"], "what the honest wrote himself counts"
    assert len(quarantined(house.here)) == 1
    house.world.receive(house.fresh, everything(house.here))
    assert store_digest(house.fresh) == store_digest(house.here)


def test_an_officer_of_the_owner_adopts_by_name_past_the_cut_off_too(house: House) -> None:
    stream, _ = house.person("BRU1", house.lost, "Adopted")
    house.revoke(house.here, cut_off=1)
    house.world.receive(house.here, everything(house.lost))
    house.world.receive(house.there, everything(house.here))
    assert names(house.here) == names(house.there) == []

    house.adopt("BRU2", house.here, stream)

    assert names(house.here) == ["Adopted"]
    assert quarantined(house.here) == []
    house.world.receive(house.there, everything(house.here))
    assert names(house.there) == ["Adopted"]


@pytest.mark.parametrize(("code", "signed"), [("ANT1", True), ("BRU2", False)])
def test_who_may_not_adopt_past_the_cut_off_changes_nothing(house: House, code: str, signed: bool) -> None:
    stream, _ = house.person("BRU1", house.lost, "Not adopted")
    house.revoke(house.here, cut_off=1)
    house.world.receive(house.here, everything(house.lost))

    house.adopt(code, house.here, stream, signed=signed)

    assert names(house.here) == []
    assert len(quarantined(house.here)) == 1


def test_taking_the_revocation_back_lets_all_count_again(house: House) -> None:
    house.person("BRU1", house.lost)
    house.revoke(house.here)
    house.world.receive(house.here, everything(house.lost))
    assert names(house.here) == []
    house.set_state(house.here, AccountState.ACTIVE)
    assert names(house.here) == ["Peeters"]
    assert quarantined(house.here) == []


def told(connection: Connection) -> list[tuple[object, ...]]:
    """Return what must not depend on the order of arrival."""
    rows = connection.exec_driver_sql("SELECT hash, void, depth, label FROM entry ORDER BY hash")
    tips = connection.exec_driver_sql("SELECT hash, 'tip' FROM tip JOIN entry USING (eid) ORDER BY hash")
    people = connection.exec_driver_sql("SELECT uid, family_name, nationalities FROM p_person ORDER BY uid")
    return [*map(tuple, rows), *map(tuple, tips), *map(tuple, people), (store_digest(connection),)]


def test_the_order_of_arrival_does_not_matter(house: House, tmp_path: Path) -> None:
    life = Life(house.world, {"BRU1": house.lost, "BRU2": house.here, "ANT1": house.there}, 5)
    life.live(80)
    house.revoke(house.here, cut_off=6)
    life.live(60)
    life.exchange("BRU2")
    house.world.receive(house.here, everything(house.lost))
    house.vouch("BRU2", house.here)
    waiting = quarantined(house.here)
    assert waiting
    house.adopt("BRU2", house.here, waiting[0].stream)
    life.live(20)
    life.settle()
    expected = told(house.here)
    assert quarantined(house.here)
    assert any(row[1] == "?" for row in expected if len(row) == 4)
    assert told(house.lost) == told(house.there) == expected

    everybody = everything(house.here)
    for seed in range(3):
        dice = Random(seed)
        with a_store(tmp_path, f"order{seed}") as store:
            entries = list(everybody.entries)
            dice.shuffle(entries)
            while entries:
                part = [entries.pop() for _ in range(min(len(entries), dice.randrange(1, 40)))]
                house.world.receive(store, Batch(everybody.certs, everybody.saves, part))
            assert told(store) == expected
            before = derived(store)
            rebuild(store, house.world.schema, house.world.trust)
            assert derived(store) == before
