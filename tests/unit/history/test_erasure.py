"""What two officers of the owner erased is nowhere in the store, stays away, and is still shown to have been there."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy import Connection

from app.core.ids import Id
from app.history.acts import erase_entity, erase_stream, erase_values
from app.history.blobs import keep_content, read_content
from app.history.checking import check_history
from app.history.digest import store_digest
from app.history.erasing import export_erasures
from app.history.rebuild import reapply_erasures, rebuild
from app.history.trail import trail
from app.history.wire import Batch, MalformedHistory
from app.history.writing import Writer
from app.models.enums import Marking, Role
from app.models.kinds.label import Label
from app.models.kinds.paper import Attachment
from app.models.kinds.persons import Person
from app.models.kinds.threat import FileNote, ThreatFile
from app.store.engine import PAGE_BYTES
from app.store.keys import StoreKey
from app.store.search.writing import SearchDoc, index
from tests.history_life import derived
from tests.history_world import Desk, World, a_store, everything
from tests.unit.store.conftest import House

CANARY = "Kanarievogel"


@dataclass(slots=True)
class Office:
    """Two officers of the owner, one of another organisation; a store each."""

    world: World
    here: Connection
    there: Connection

    def desk(self, code: str) -> Desk:
        return self.world.desks[code]

    def file(self, store: Connection) -> tuple[Id, Id, Id]:
        """Write a file with a note; return stream, file, note."""
        world, desk = self.world, self.desk("BRU1")
        root, note = world.ids.new(), world.ids.new()
        writer = world.writer(store, desk)
        co_owners = (self.desk("ANT1").organisation,)
        stream = writer.begin_stream(
            root, "file_core", desk.organisation, Label(marking=Marking.RESTRICTED, co_owners=co_owners)
        )
        writer.create(stream, root, ThreatFile(reference="BP-2026-BRU1-0001", title=f"{CANARY} one"))
        writer.create(stream, note, FileNote(file=root, moment=world.clock.now(), text=f"{CANARY} two"))
        writer.commit(desk.officer, world.clock.now())
        writer = world.writer(store, desk)
        writer.change(stream, root, ThreatFile, {"title": f"{CANARY} three"})
        writer.commit(desk.officer, world.clock.now())
        return stream, root, note

    def erase(self, store: Connection, act: "Act", by: str = "BRU1", second: str | None = "BRU2") -> None:
        writer = self.world.writer(store, self.desk(by))
        act(writer)
        signers = [self.desk(by), *([self.desk(second)] if second else [])]
        writer.commit(self.desk(by).officer, self.world.clock.now(), cosigners=[one.cosigner() for one in signers])


class Act:
    """An erasure that waits for its writer."""

    def __init__(
        self, scope: str, stream: Id, uid: Id | None = None, values: tuple[tuple[bytes, int], ...] = ()
    ) -> None:
        self.scope, self.stream, self.uid, self.values = scope, stream, uid or stream, values

    def __call__(self, writer: Writer) -> None:
        if self.scope == "stream":
            erase_stream(writer, self.stream, "End of the legal period")
        elif self.scope == "entity":
            erase_entity(writer, self.stream, self.uid, "Order of the court")
        else:
            erase_values(writer, self.stream, self.uid, self.values, "Written by mistake")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    world = World("erasure")
    first = world.desk("BRU1")
    world.desk("BRU2", beside=first)
    world.desk("ANT1", (Role.FILE_OFFICER, Role.APPROVER))
    with ExitStack() as stack:
        here, there = (stack.enter_context(a_store(tmp_path, name)) for name in "ab")
        world.found_directory(here, first)
        world.receive(there, everything(here))
        yield Office(world, here, there)


def values(connection: Connection) -> str:
    """Return all that the store's tables hold of openings, projections and search, as text."""
    found = []
    tables = [row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        if not table.startswith("find_gram"):
            found += [repr(tuple(row)) for row in connection.exec_driver_sql(f"SELECT * FROM {table}")]
    return "\n".join(found)


def test_an_erased_object_loses_values_row_and_search_and_keeps_its_trail(office: Office) -> None:
    stream, root, note = office.file(office.here)
    key = office.here.exec_driver_sql("SELECT id FROM entity WHERE uid = ?", (note,)).scalar_one()
    index(office.here, [SearchDoc(key, 42, f"{CANARY} two")])
    before = store_digest(office.here, [stream])

    office.erase(office.here, Act("entity", stream, note))

    assert office.here.exec_driver_sql("SELECT count(*) FROM p_file_note").scalar() == 0
    assert office.here.exec_driver_sql("SELECT count(*) FROM find_doc").scalar() == 0
    assert f"{CANARY} two" not in values(office.here)
    assert f"{CANARY} three" in values(office.here), "the file itself stays"
    changes = trail(office.here, office.world.schema, root, note)
    assert [change.values for change in changes if change.kind and change.kind.name == "file_note"] == [None]
    assert store_digest(office.here, [stream]) != before, "the act itself is in the history"


def test_an_erased_stream_keeps_its_label_only(office: Office) -> None:
    stream, _, _ = office.file(office.here)
    office.erase(office.here, Act("stream", stream))
    assert CANARY not in values(office.here)
    assert office.here.exec_driver_sql("SELECT marking FROM p_label WHERE uid = ?", (stream,)).scalar() == 1
    assert "End of the legal period" in values(office.here)


def test_single_values_go_and_the_others_stay(office: Office) -> None:
    stream, root, _ = office.file(office.here)
    old = office.here.exec_driver_sql("SELECT hash FROM entry ORDER BY eid DESC LIMIT 1").scalar_one()
    office.erase(office.here, Act("values", stream, root, ((old, 0),)))
    assert f"{CANARY} three" not in values(office.here)
    assert f"{CANARY} two" in values(office.here)
    row = office.here.exec_driver_sql("SELECT title, withheld, reference FROM p_threat_file").one()
    assert tuple(row) == (None, "title", "BP-2026-BRU1-0001")


@pytest.mark.parametrize(
    ("by", "second"),
    [("BRU1", None), ("BRU1", "ANT1"), ("ANT1", "BRU1")],
    ids=["alone", "with a stranger", "not the owner"],
)
def test_who_may_not_erase_changes_nothing(office: Office, by: str, second: str | None) -> None:
    stream, _, _ = office.file(office.here)
    office.erase(office.here, Act("stream", stream), by, second)
    assert f"{CANARY} three" in values(office.here)
    assert office.here.exec_driver_sql("SELECT count(*) FROM erasure").scalar() == 0
    assert office.here.exec_driver_sql("SELECT count(*) FROM finding WHERE kind = 'void'").scalar() == 1


def test_late_entries_of_what_was_erased_are_stripped_on_arrival(office: Office) -> None:
    stream, root, note = office.file(office.here)
    office.world.receive(office.there, everything(office.here))
    office.erase(office.here, Act("entity", stream, root))
    writer = office.world.writer(office.there, office.desk("ANT1"))
    writer.change(stream, root, ThreatFile, {"title": f"{CANARY} late"})
    writer.commit(office.desk("ANT1").officer, office.world.clock.now())
    assert f"{CANARY} late" in values(office.there)

    office.world.receive(office.here, everything(office.there))

    assert f"{CANARY} late" not in values(office.here)
    assert f"{CANARY} one" not in values(office.here), "nor is what was erased opened again by a peer"
    assert f"{CANARY} two" in values(office.here)
    office.world.receive(office.there, everything(office.here))
    assert f"{CANARY} late" not in values(office.there)
    assert store_digest(office.here) == store_digest(office.there)
    assert note


def test_the_order_of_arrival_does_not_matter_for_an_erasure(office: Office, tmp_path: Path) -> None:
    stream, root, note = office.file(office.here)
    office.erase(office.here, Act("entity", stream, root))
    full = everything(office.there)
    office.world.receive(office.there, everything(office.here))
    batch = everything(office.here)
    assert full.entries
    for seed in range(4):
        entries = list(batch.entries)
        Random(seed).shuffle(entries)
        with a_store(tmp_path, f"late{seed}") as store:
            for entry in entries:
                office.world.receive(store, Batch(batch.certs, batch.saves, [entry]))
            assert store_digest(store) == store_digest(office.here)
            assert store.exec_driver_sql("SELECT count(*) FROM p_threat_file").scalar() == 0
            assert store.exec_driver_sql("SELECT count(*) FROM p_file_note").scalar() == 1
    assert note


def test_after_an_erasure_all_comes_back_equal_and_verify_is_content(office: Office, tmp_path: Path) -> None:
    stream, root, _ = office.file(office.here)
    office.erase(office.here, Act("entity", stream, root))
    before = derived(office.here)
    rebuild(office.here, office.world.schema, office.world.trust)
    assert derived(office.here) == before
    faults = check_history(office.here, office.world.schema, office.world.trust, a_store(tmp_path, "beside"))
    assert faults == []


def test_the_list_kept_outside_erases_again_in_a_restored_store(office: Office, tmp_path: Path) -> None:
    stream, root, _ = office.file(office.here)
    office.world.receive(office.there, everything(office.here))
    office.erase(office.here, Act("entity", stream, root))
    listed = export_erasures(office.here)
    assert CANARY.encode() not in listed

    done = reapply_erasures(office.there, office.world.schema, office.world.trust, listed)

    assert done == 1
    assert f"{CANARY} three" not in values(office.there)
    assert office.there.exec_driver_sql("SELECT count(*) FROM p_threat_file").scalar() == 0
    assert reapply_erasures(office.there, office.world.schema, office.world.trust, listed) == 0
    rebuild(office.there, office.world.schema, office.world.trust)
    assert office.there.exec_driver_sql("SELECT count(*) FROM p_threat_file").scalar() == 0
    beside = a_store(tmp_path, "beside")
    assert check_history(office.there, office.world.schema, office.world.trust, beside) == []


@pytest.mark.parametrize("raw", [b"", b"\x91\xa1x", b"\x92\x90\x90", b"\x91\x91\x92\xc4\x00"])
def test_a_damaged_list_is_refused(office: Office, raw: bytes) -> None:
    with pytest.raises(MalformedHistory):
        reapply_erasures(office.here, office.world.schema, office.world.trust, raw)


def test_an_erased_attachment_goes_with_its_content(office: Office) -> None:
    world, desk, store = office.world, office.desk("BRU1"), office.here
    uid = world.ids.new()
    writer = world.writer(store, desk)
    stream = writer.begin_stream(uid, "attachment", desk.organisation, Label(marking=Marking.RESTRICTED))
    kept = keep_content(store, [CANARY.encode()], bytes(32))
    writer.create(stream, uid, Attachment(subject=uid, name=f"{CANARY}.pdf", size=kept.size, content=kept.content))
    writer.commit(desk.officer, world.clock.now())
    assert read_content(store, kept.content) == CANARY.encode()
    office.erase(store, Act("stream", stream))
    for table in ("blob", "chunk", "blob_ref"):
        assert store.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0, table


def in_clear(path: Path, key: StoreKey, skip: int = 0) -> bytes:
    """Return every page of a SQLCipher 4 file or log in clear, free ones too (no check of seals)."""
    raw, found = path.read_bytes(), []
    step = PAGE_BYTES + (24 if skip else 0)
    for at in range(skip, len(raw), step):
        page = raw[at + (24 if skip else 0) : at + step]
        if len(page) == PAGE_BYTES:
            text, iv = page[:-80], page[-80:-64]
            text = text[16:] if (at == 0 and not skip) else text
            decryptor = Cipher(algorithms.AES(key.raw), modes.CBC(iv)).decryptor()
            found.append(decryptor.update(text[: len(text) // 16 * 16]))
    return b"".join(found)


def test_no_byte_of_what_was_erased_is_left_in_file_or_log(tmp_path: Path) -> None:
    folder = tmp_path / "house"
    folder.mkdir()
    house = House(folder / "brussels.praesidium")
    store = house.create().store
    world = World("canary")
    desk = world.desk("BRU1")
    world.desk("BRU2", beside=desk)
    with store.write() as connection:
        world.desk("ANT1")
        world.found_directory(connection, desk)
        office = Office(world, connection, connection)
        stream, _, note = office.file(connection)
        uid = world.ids.new()
        writer = world.writer(connection, desk)
        person = writer.begin_stream(uid, "person", desk.organisation, Label(marking=Marking.RESTRICTED))
        writer.create(person, uid, Person(family_name=f"{CANARY}sen"))
        writer.commit(desk.officer, world.clock.now())
        keys = connection.exec_driver_sql("SELECT id, kind FROM entity WHERE kind > 5").all()
        index(
            connection,
            [SearchDoc(row[0], row[1], f"{CANARY}sen two three", (CANARY,), (f"{CANARY}1",)) for row in keys],
        )
    canaries = [CANARY.encode(), CANARY.lower().encode()]
    store.fold_log()
    assert any(one in in_clear(house.path, store.key) for one in canaries), "the test sees what is there"

    with store.write() as connection:
        office = Office(world, connection, connection)
        office.erase(connection, Act("stream", stream))
        office.erase(connection, Act("stream", person))
    assert store.fold_log()

    assert [one for one in canaries if one in in_clear(house.path, store.key)] == []
    log = house.path.with_name(house.path.name + "-wal")
    assert not log.exists() or log.stat().st_size == 0
    with store.read() as connection:
        assert CANARY.lower() not in values(connection).lower()
    house.close()
    assert note
