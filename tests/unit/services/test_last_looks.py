"""What changed in a file since an officer last looked: by others and by bundle, by arrival here, never his own."""

from app.models.enums import Marking, PresenceState
from app.models.kinds.label import Label
from app.models.kinds.threat import FileNote, Presence
from app.services.cases.notes import record_note
from app.services.cases.presences import record_presence
from app.services.desk import Desk
from app.services.last_looks import SinceLooked, keep_look, since_looked
from tests.reads import preferences
from tests.station_world import StationWorld, a_file, a_person
from tests.unit.services.test_exchange_of_two_stations import Pair, pair

__all__ = ["pair"]


def kinds(since: SinceLooked) -> list[str | None]:
    return [one.kind for one in since.trail.changes]


def leave(desk: Desk, file: bytes) -> None:
    keep_look(desk, file, since_looked(desk, file, "nl").newest)


def test_the_first_look_says_so_and_tells_of_nothing(world: StationWorld) -> None:
    file = a_file(world.officer, a_person(world.officer))
    first = since_looked(world.recorder, file, "nl")
    assert first.looked is None
    assert kinds(first) == []


def test_what_another_wrote_is_told_with_who_and_when_until_one_leaves(world: StationWorld) -> None:
    file = a_file(world.officer, a_person(world.officer))
    leave(world.recorder, file)
    record_note(world.officer, file, FileNote(text="afgesproken om 9 u."))
    for _ in range(2):  # to look is not to leave
        told = since_looked(world.recorder, file, "nl")
        assert told.looked is not None
        assert set(kinds(told)) == {"file_note"}
        assert {one.officer for one in told.trail.changes} == {world.officer.officer}
        assert told.trail.names[world.officer.officer]
    leave(world.recorder, file)
    assert kinds(since_looked(world.recorder, file, "nl")) == []


def test_what_came_between_reading_and_leaving_is_told_the_next_time(world: StationWorld) -> None:
    file = a_file(world.officer, a_person(world.officer))
    seen = since_looked(world.recorder, file, "nl").newest
    record_note(world.officer, file, FileNote(text="net nog"))
    keep_look(world.recorder, file, seen)
    assert set(kinds(since_looked(world.recorder, file, "nl"))) == {"file_note"}


def test_ones_own_changes_are_no_news(world: StationWorld) -> None:
    file = a_file(world.officer, a_person(world.officer))
    leave(world.officer, file)
    record_note(world.officer, file, FileNote(text="van mezelf"))
    assert kinds(since_looked(world.officer, file, "nl")) == []


def test_another_file_is_no_news_and_no_look_is_a_preference(world: StationWorld) -> None:
    file, other = (a_file(world.officer, a_person(world.officer)) for _ in range(2))
    leave(world.recorder, file)
    record_note(world.officer, other, FileNote(text="elders"))
    assert kinds(since_looked(world.recorder, file, "nl")) == []
    assert not any(file.hex() in key for key in preferences(world.recorder))


def test_what_a_bundle_brings_late_is_told_however_early_it_was_written(pair: Pair) -> None:
    label = Label(marking=Marking.NONE, distribution=(pair.partner,))
    person = a_person(pair.bru, "Vermeulen", label=label)
    file = a_file(pair.bru, person, label=label)
    pair.carry(pair.bru, pair.ant, file)
    record_presence(pair.bru, file, Presence(person=person, state=PresenceState.ABROAD))
    leave(pair.ant, file)  # after it was written, before it came
    pair.carry(pair.bru, pair.ant, file)
    told = since_looked(pair.ant, file, "nl")
    assert set(kinds(told)) == {"presence"}
