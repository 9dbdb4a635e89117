"""What an entry must bring along: its true author, and all from which rights are judged."""

from pathlib import Path

import pytest

from app.history.arrived import EntryWithoutSave
from app.history.authority import RightsWithheld
from app.history.wire import Batch, CarriedEntry, Openings, SaveBody, SignedSave, decode, encode, save_message
from app.models.enums import Marking, Role
from app.models.kinds.label import Label
from app.models.kinds.persons import Person
from tests.history_world import World, a_store, everything


def test_a_second_save_cannot_claim_anothers_entry_for_another_officer(tmp_path: Path) -> None:
    world = World()
    desk = world.desk("BRU1")
    other = world.desk("BRU2", (Role.FILE_OFFICER,), desk.organisation)
    with a_store(tmp_path, "a") as a, a_store(tmp_path, "b") as b:
        world.found_directory(a, desk)
        world.receive(b, everything(a))
        writer = world.writer(a, desk)
        uid = world.ids.new()
        stream = writer.begin_stream(uid, "person", desk.organisation, Label(marking=Marking.NONE))
        writer.create(stream, uid, Person(family_name="Peeters"))
        writer.commit(desk.officer, world.clock.now())
        whole = everything(a)
        body = decode(SaveBody, whole.saves[-1].body)
        claimed = encode(
            SaveBody(
                body.version, body.algorithm, body.replica, body.no, body.prev, body.head, other.officer, body.moment,
                body.app, body.schema, body.cosigners, body.entries,
            )
        )  # fmt: skip
        forged = SignedSave(claimed, desk.pen().sign(save_message(claimed)), [])

        with pytest.raises(EntryWithoutSave):
            world.receive(b, Batch(whole.certs, [forged], whole.entries[-1:]))
        world.receive(b, Batch(whole.certs, [forged, whole.saves[-1]], whole.entries[-1:]))

        sql = "SELECT officer FROM entry JOIN save USING (vid) ORDER BY eid DESC LIMIT 1"
        assert b.exec_driver_sql(sql).scalar_one() == desk.officer


@pytest.mark.parametrize("part", ["directory", "person"])
def test_values_from_which_rights_are_judged_cannot_be_withheld(tmp_path: Path, part: str) -> None:
    world = World()
    desk = world.desk("BRU1")
    with a_store(tmp_path, "a") as a, a_store(tmp_path, "b") as b:
        world.found_directory(a, desk)
        if part == "person":
            world.receive(b, everything(a))
            writer = world.writer(a, desk)
            stream = writer.begin_stream(world.ids.new(), "person", desk.organisation, Label(marking=Marking.NONE))
            writer.create(stream, world.ids.new(), Person(family_name="Peeters"))
            writer.commit(desk.officer, world.clock.now())
        whole = everything(a)
        kept = CarriedEntry(whole.entries[-1].skeleton, encode(Openings([], b"", [])))

        with pytest.raises(RightsWithheld):
            world.receive(b, Batch(whole.certs, whole.saves, [kept]))
