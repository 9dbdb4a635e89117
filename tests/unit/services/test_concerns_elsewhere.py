"""A person of concern who is known from another file: each file says so, to who may read the other."""

from app.models.kinds.threat import PersonOfConcern
from app.services.cases.concerns import concerns_of, link_concern, record_concern
from app.services.cases.recusals import recuse_officer
from tests.station_world import StationWorld, a_file, a_person


def test_a_file_says_in_which_others_a_person_of_concern_plays_a_part(world: StationWorld) -> None:
    first, second = (a_file(world.officer, a_person(world.officer)) for _ in range(2))
    known = record_concern(world.officer, first, PersonOfConcern(family_name="Duprez")).id
    assert concerns_of(world.officer, first)[0].elsewhere == ()
    link_concern(world.officer, second, known)
    [here] = concerns_of(world.officer, first)
    assert [file for file, _ in here.elsewhere] == [second]
    assert here.elsewhere[0][1].startswith("BP-2026-BRU1-")
    [there] = concerns_of(world.officer, second)
    assert [file for file, _ in there.elsewhere] == [first]
    recuse_officer(world.officer, second, world.recorder.officer, "kent het gezin")
    assert concerns_of(world.recorder, first)[0].elsewhere == (), "what he may not read he is not told of"
