"""Sticks and disks that fail under an import or an export: a sentence, and nothing half-done."""

import errno
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from app.core.errors import DeviceError, PraesidiumError
from app.core.ids import Id
from app.exchange import placing
from app.exchange.refusals import StickFull, StickGone, StickReadOnly, WrittenDiffers
from app.exchange.sticks import open_incoming
from app.models.enums import Marking
from app.models.kinds.label import Label
from app.models.release import Release
from app.services.exchange import importing
from app.services.exchange.exporting import export_bundle
from app.services.exchange.importing import Outcome, import_bundle
from app.services.exchange.ledger import lines
from app.services.exchange.release import confirm_release, propose_release
from app.store import held
from app.store.held import hold
from tests.journeys.dying import End, run
from tests.property.exchange.stick_world import Sticks, copied, digest, name_of, write_person

LANGUAGES = ("en", "nl", "fr", "de")
FAULTS: dict[int, type[PraesidiumError]] = {
    errno.ENOSPC: StickFull,
    errno.EFBIG: StickFull,
    errno.EROFS: StickReadOnly,
    errno.EACCES: StickReadOnly,
    errno.EIO: StickGone,
    errno.ENODEV: StickGone,
}


@pytest.fixture
def world(template: Sticks, tmp_path: Path) -> Iterator[Sticks]:
    with copied(template, tmp_path / "world") as made:
        yield made


@pytest.fixture
def person(world: Sticks) -> Id:
    label = Label(marking=Marking.RESTRICTED, co_owners=(world.organisation("ANT1"),))
    return write_person(world.at("BRU1"), "Peeters", label)


def released(world: Sticks, person: Id) -> Release:
    desk = world.at("BRU1")
    return confirm_release(desk, propose_release(desk, world.station("ANT1"), [person]), "follow-up", [person])


@pytest.mark.parametrize("number", sorted(FAULTS))
@pytest.mark.parametrize("call", ["write", "fsync", "open"])
def test_a_stick_that_fails_under_an_export_is_said_so_and_the_next_one_carries_all(
    world: Sticks, person: Id, call: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    release, before = released(world, person), sorted(world.stick.iterdir())

    def fail(*_: Any) -> int:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr(placing, "os", _Os(call, fail))
        patched.setattr(held, "os", _Os(call, fail))
        with pytest.raises(FAULTS[number]) as refused:
            export_bundle(world.at("BRU1"), release, world.stick)

    assert len({refused.value.say(language) for language in LANGUAGES}) == 4
    assert sorted(world.stick.iterdir()) == before
    _healed(world, person, release)


class _Os:
    """The system's calls, one of which fails."""

    def __init__(self, call: str, fail: Any) -> None:
        self._call, self._fail = call, fail

    def __getattr__(self, name: str) -> Any:
        return self._fail if name == self._call else getattr(os, name)


def _healed(world: Sticks, person: Id, release: Release) -> None:
    """Export again: with a new number, all that the failed one held."""
    desk = world.at("BRU1")
    sent = export_bundle(desk, release, world.stick)
    with desk.read() as view:
        out = [line for line in lines(view.connection, world.station("ANT1")) if line.outgoing]
    assert [line.state for line in out[:2]] == ["written", "failed"]
    assert len({line.counter for line in out}) == len(out)
    assert world.take("ANT1", sent).outcome is Outcome.APPLIED
    assert name_of(world.at("ANT1"), person) == "Peeters"


def test_a_stick_that_lies_is_found_out(world: Sticks, person: Id, monkeypatch: pytest.MonkeyPatch) -> None:
    release, before = released(world, person), sorted(world.stick.iterdir())
    with monkeypatch.context() as patched:
        patched.setattr(placing, "_hash_of", lambda *_: b"other bytes")
        with pytest.raises(WrittenDiffers):
            export_bundle(world.at("BRU1"), release, world.stick)

    assert sorted(world.stick.iterdir()) == before
    _healed(world, person, release)


def test_a_stick_without_room_is_refused_before_anything_is_written(
    world: Sticks, person: Id, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = released(world, person)
    with monkeypatch.context() as patched:
        patched.setattr("app.exchange.placing.shutil.disk_usage", lambda _: _Usage(100))
        patched.setattr(placing, "os", _Os("write", lambda *_: pytest.fail("written")))
        with pytest.raises(StickFull):
            export_bundle(world.at("BRU1"), release, world.stick)
    _healed(world, person, release)


class _Usage:
    def __init__(self, free: int) -> None:
        self.free = free


@pytest.mark.parametrize("after", [0, 100, 3_000, 5_700])
def test_a_stick_pulled_under_an_import_changes_nothing(
    world: Sticks, person: Id, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = export_bundle(world.at("BRU1"), released(world, person), world.stick)
    desk = world.at("ANT1")
    before = digest(desk)

    @contextmanager
    def pulled(path: Path) -> Iterator[Any]:
        with open_incoming(path) as stream:
            yield _Pulled(stream, after)

    with monkeypatch.context() as patched:
        patched.setattr(importing, "open_incoming", pulled)
        with pytest.raises(StickGone) as refused:
            import_bundle(desk, sent.files)

    assert len({refused.value.say(language) for language in LANGUAGES}) == 4
    assert digest(desk) == before
    assert import_bundle(desk, sent.files).entries == sent.entries


class _Pulled:
    """A file on a stick that is pulled after so many bytes."""

    def __init__(self, stream: BinaryIO, after: int) -> None:
        self._stream, self._left = stream, after

    def fileno(self) -> int:
        return self._stream.fileno()

    def read(self, count: int = -1) -> bytes:
        found = self._stream.read(count)
        self._left -= len(found)
        if self._left < 0:
            raise OSError(errno.EIO, "pulled")
        return found


@pytest.mark.parametrize("room", [4_096, 12_288, 24_576, 49_152])
def test_a_full_disk_under_an_import_is_said_so_and_nothing_of_it_is_there(
    world: Sticks, person: Id, room: int
) -> None:
    sent = export_bundle(world.at("BRU1"), released(world, person), world.stick)
    before = digest(world.at("ANT1"))
    world.close()

    def squeezed() -> None:
        desk = world.at("ANT1")
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        try:
            import_bundle(desk, sent.files)
        except DeviceError as refused:
            if len({refused.say(language) for language in LANGUAGES}) == 4:
                os._exit(0)
        raise AssertionError("taken in on a full disk")

    fate = run(squeezed, End("never"))

    assert not fate.done
    world.seed += 1
    desk = world.at("ANT1")
    assert digest(desk) == before
    assert import_bundle(desk, sent.files).entries == sent.entries
    assert name_of(desk, person) == "Peeters"


@pytest.mark.parametrize("room", [4_096, 12_288])
def test_a_full_disk_under_an_export_leaves_no_bundle_and_no_lost_number(world: Sticks, person: Id, room: int) -> None:
    release, before = released(world, person), sorted(world.stick.iterdir())
    world.close()

    def squeezed() -> None:
        desk = world.at("BRU1")
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        try:
            export_bundle(desk, release, world.stick)
        except DeviceError:
            os._exit(0)
        raise AssertionError("written on a full disk")

    run(squeezed, End("never"))

    world.seed += 1
    assert sorted(world.stick.iterdir()) == before
    sent = export_bundle(world.at("BRU1"), release, world.stick)
    assert world.take("ANT1", sent).outcome is Outcome.APPLIED
    assert name_of(world.at("ANT1"), person) == "Peeters"


def test_what_a_killed_export_left_on_a_stick_is_swept_by_the_next_and_nothing_else(world: Sticks, person: Id) -> None:
    release = released(world, person)
    ours = world.stick / f"{'a' * 32}.part"
    others = [world.stick / name for name in ("film.part", f"{'a' * 31}.part", f"{'b' * 32}.PART", "notes.txt")]
    for path in (ours, *others):
        path.write_bytes(b"left")
    written = world.stick / f"{'c' * 32}.part"
    with written.open("wb") as stream:
        hold(stream.fileno())
        export_bundle(world.at("BRU1"), release, world.stick)

    assert not ours.exists()
    assert all(path.exists() for path in (*others, written))
