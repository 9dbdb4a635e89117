"""Each reason against opening has its own refusal, and a refusal writes nothing."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from argon2.exceptions import HashingError

from app.core.clock import SeededRandomness
from app.core.errors import PraesidiumError
from app.core.i18n import LANGUAGES
from app.store import refusals
from app.store.engine import Role, connect
from app.store.files import beside
from app.store.keys import StoreKey
from app.store.meta import Mark, load_meta
from app.store.migrate import SCHEMA_VERSION
from app.store.opening import create_store
from app.store.refusals import (
    NotEnoughMemory,
    NotOurStore,
    NotWritable,
    PassphraseTooShort,
    SlotsDamaged,
    SlotsMissing,
    StoreDamaged,
    StoreExists,
    StoreFromNewerVersion,
    StoreMissing,
    StoreOpenElsewhere,
    StoreTruncated,
)
from tests.unit.store.conftest import CHEAP, LOGIN, House

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
"""Python 3.12 warns of forks; these children are killed at once or do one thing."""

PAGE = 4096


def refused(house: House, kind: type[PraesidiumError]) -> PraesidiumError:
    """Open and expect `kind`; the folder must be the same byte for byte."""
    before = house.files()
    with pytest.raises(kind) as caught:
        house.open()
    assert house.files() == before
    assert type(caught.value) is kind
    return caught.value


def change(path: Path, at: int, body: bytes) -> None:
    with path.open("r+b") as stream:
        stream.seek(at)
        stream.write(body)


def key_of(house: House) -> StoreKey:
    key = house.open().store.key
    house.close()
    return key


def test_a_store_opens_with_its_passphrase_and_gives_the_officers_secret(house: House) -> None:
    made = house.create()
    assert not made.device_bound
    house.close()
    opened = house.open()
    assert opened.officer == made.officer
    assert opened.slot == made.slot
    assert opened.store.id == made.store.id
    assert opened.migrated_from is None


def test_a_missing_store(house: House) -> None:
    refused(house, StoreMissing)


def test_a_folder_is_not_a_store(house: House) -> None:
    house.path.mkdir()
    with pytest.raises(NotOurStore):
        house.open()


@pytest.mark.parametrize(
    "body",
    [b"", b"a letter to the mayor", SeededRandomness(1)(5000), b"SQLite format 3\x00" + bytes(PAGE * 2 - 16)],
    ids=["empty", "text", "random", "plain SQLite"],
)
def test_a_file_that_is_not_ours(house: House, body: bytes) -> None:
    house.path.write_bytes(body)
    refused(house, NotOurStore)


@pytest.mark.parametrize("size", [0, 5000, PAGE * 20], ids=["empty", "odd", "pages"])
def test_another_file_beside_our_slots(closed: House, size: int) -> None:
    closed.path.write_bytes(SeededRandomness(2)(size))
    refused(closed, StoreTruncated if size == 0 else NotOurStore)


def test_a_store_without_its_slots(closed: House) -> None:
    beside(closed.path, ".slots").unlink()
    assert "brussels.praesidium.slots" in refused(closed, SlotsMissing).say()


def test_a_store_with_damaged_slots(closed: House) -> None:
    beside(closed.path, ".slots").write_bytes(b"{}")
    refused(closed, SlotsDamaged)


def test_a_slot_altered_in_its_place(closed: House) -> None:
    slots = beside(closed.path, ".slots")
    body = slots.read_bytes()
    at = body.index(b'"sealed"') + 40
    slots.write_bytes(body[:at] + (b"B" if body[at : at + 1] == b"A" else b"A") + body[at + 1 :])
    assert "brussels.praesidium.slots" in refused(closed, SlotsDamaged).say()


@pytest.mark.parametrize("kept", [0, 1, 15, 16, 100, PAGE - 1, PAGE, PAGE + 1, PAGE * 2, PAGE * 7 + 99])
def test_a_truncated_store(closed: House, kept: int) -> None:
    os.truncate(closed.path, kept)
    refused(closed, StoreTruncated)


def test_a_store_short_of_its_last_page_or_byte(closed: House) -> None:
    size = closed.path.stat().st_size
    os.truncate(closed.path, size - 1)
    refused(closed, StoreTruncated)
    os.truncate(closed.path, size - PAGE)
    refused(closed, StoreTruncated)


def test_a_damaged_first_page(closed: House) -> None:
    change(closed.path, 500, b"\x00\x01\x02")
    refused(closed, StoreDamaged)


def test_a_foreign_application_id_under_our_key(closed: House) -> None:
    connection = connect(closed.path, key_of(closed), Role.MIGRATION)
    connection.execute("PRAGMA application_id = 7")
    connection.close()
    refused(closed, NotOurStore)


def test_a_store_from_a_newer_version(closed: House) -> None:
    connection = connect(closed.path, key_of(closed), Role.MIGRATION)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 3}")
    connection.close()
    newer = refused(closed, StoreFromNewerVersion)
    assert (newer.found, newer.known) == (SCHEMA_VERSION + 3, SCHEMA_VERSION)


def test_a_newer_version_still_in_the_log_after_a_crash(closed: House) -> None:
    key = key_of(closed)
    child = os.fork()
    if child == 0:
        connection = connect(closed.path, key, Role.MIGRATION)
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        os.kill(os.getpid(), 9)
    os.waitpid(child, 0)
    before = closed.files()
    with pytest.raises(StoreFromNewerVersion):
        closed.open()
    after = closed.files()
    for index in (before, after):
        index.pop("brussels.praesidium-shm")  # the log's index, made anew at every look
    assert after == before


def test_a_store_open_in_this_process(house: House) -> None:
    house.create()
    assert refused(house, StoreOpenElsewhere).pid == str(os.getpid())


def test_a_store_open_in_another_process(closed: House) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(closed.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        elsewhere = refused(closed, StoreOpenElsewhere)
        assert elsewhere.pid == str(child.pid)
        assert str(child.pid) in elsewhere.say()
        child.kill()
    closed.open()


HOLD = """
import sys
from pathlib import Path
from app.store.lock import StoreLock
lock = StoreLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_machine_without_memory_for_argon2_is_told_and_no_attempt_is_counted(
    closed: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object, **_named: object) -> bytes:
        raise HashingError("Memory allocation error")

    with monkeypatch.context() as patch:
        patch.setattr("app.store.keys.hash_secret_raw", fail)
        refused(closed, NotEnoughMemory)
    closed.open()


def test_the_same_store_by_another_path_is_open_elsewhere(house: House) -> None:
    house.create()
    link = house.path.parent.parent / "link"
    link.symlink_to(house.path.parent)
    with pytest.raises(StoreOpenElsewhere):
        house.open(path=link / house.path.name)


def test_the_lock_of_a_dead_process_is_no_obstacle(closed: House) -> None:
    beside(closed.path, ".lock").write_text("4194305")
    closed.open()
    assert beside(closed.path, ".lock").read_text() == str(os.getpid())
    closed.close()
    assert beside(closed.path, ".lock").read_text() == ""


def test_a_store_is_never_made_over_another_file(closed: House) -> None:
    before = closed.files()
    with pytest.raises(StoreExists):
        closed.create()
    assert closed.files() == before


def test_a_store_is_not_made_with_a_short_passphrase(house: House) -> None:
    with pytest.raises(PassphraseTooShort):
        create_store(
            house.path,
            login=LOGIN,
            passphrase="short",
            randomness=house.randomness,
            cost=CHEAP,
            devices=None,
            mark=Mark.LIVE,
        )
    assert house.files() == {}


def test_what_an_interrupted_making_left_is_no_obstacle(house: House) -> None:
    beside(house.path, ".new").write_bytes(b"half a store")
    beside(house.path, ".slots").write_bytes(b"slots of nothing")
    house.create()
    assert not beside(house.path, ".new").exists()
    house.close()
    assert house.open().store.id


def test_a_failure_while_making_leaves_no_store(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object) -> None:
        raise NotWritable

    monkeypatch.setattr("app.store.opening.save_slots", fail)
    with pytest.raises(NotWritable):
        house.create()
    assert not house.path.exists()
    monkeypatch.undo()
    house.create()


@contextmanager
def as_nobody() -> Iterator[None]:
    """Lay down root's privilege of writing everywhere, for tests run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def forbidden(closed: House) -> Iterator[House]:
    """A house one may look into and not write."""
    lifted = []
    for folder in (closed.path.parent, *closed.path.parent.parents):
        mode = folder.stat().st_mode & 0o7777
        if mode & 0o005 != 0o005 and folder.stat().st_uid == os.geteuid():
            lifted.append((folder, mode))
            folder.chmod(mode | 0o055)
    for file in closed.path.parent.iterdir():
        file.chmod(0o444)
    closed.path.parent.chmod(0o555)
    yield closed
    for folder, mode in lifted:
        folder.chmod(mode)
    closed.path.parent.chmod(0o700)


def test_a_folder_that_cannot_be_written(forbidden: House) -> None:
    with as_nobody():
        refused(forbidden, NotWritable)
        with pytest.raises(NotWritable):
            House(forbidden.path.with_name("new.praesidium")).create()


def test_a_store_on_which_the_log_was_left_by_a_crash_opens_with_all_it_said(house: House) -> None:
    house.create()
    house.close()
    key = key_of(house)
    child = os.fork()
    if child == 0:
        connection = connect(house.path, key, Role.WRITER)
        connection.execute("INSERT INTO meta VALUES ('a', x'31')")
        os.kill(os.getpid(), 9)
    os.waitpid(child, 0)
    with house.open().store.read() as reading:
        assert load_meta(reading, "a") == b"1"


def every_refusal() -> Iterator[type[PraesidiumError]]:
    for one in vars(refusals).values():
        if isinstance(one, type) and issubclass(one, PraesidiumError) and one.__module__ == refusals.__name__:
            yield one


FACTS = {"file": "x.slots", "found": 2, "known": 1, "pid": "7", "seconds": 3, "minimum": 12, "reason": "no keyring"}


@pytest.mark.parametrize("kind", list(every_refusal()), ids=lambda kind: kind.__name__)
def test_every_refusal_has_its_own_sentence_in_four_languages(kind: Callable[..., PraesidiumError]) -> None:
    said = [kind(**FACTS).say(language) for language in LANGUAGES]
    assert len(set(said)) == len(LANGUAGES)
    assert not any("{" in one for one in said)


def test_no_two_refusals_say_the_same() -> None:
    sentences = [kind.sentence for kind in every_refusal()]
    assert len(set(sentences)) == len(sentences) > 20
