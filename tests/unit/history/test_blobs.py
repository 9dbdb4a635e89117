"""Content of attachments: in pieces, whole or not there, never believed before its hash is right."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Connection

from app.history.blobs import (
    MOST_BLOB,
    PIECE,
    Piece,
    is_whole,
    keep_content,
    pieces_of,
    read_content,
    take_pieces,
)
from app.models.enums import Marking
from app.models.kinds.label import Label
from app.models.kinds.paper import Attachment
from tests.history_world import Desk, World, a_store, everything

CONTENT = bytes(range(256)) * (5 * PIECE // 512)
"""Two pieces and a half."""
HASH = sha256(CONTENT).digest()
NAME = bytes(32)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def desk(world: World) -> Desk:
    return world.desk("BRU1")


@pytest.fixture
def store(tmp_path: Path, world: World, desk: Desk) -> Iterator[Connection]:
    with a_store(tmp_path, "a") as made:
        world.found_directory(made, desk)
        yield made


def attach(world: World, store: Connection, desk: Desk, content: bytes = HASH) -> None:
    uid = world.ids.new()
    writer = world.writer(store, desk)
    stream = writer.begin_stream(uid, "attachment", desk.organisation, Label(marking=Marking.NONE))
    writer.create(stream, uid, Attachment(subject=uid, size=len(CONTENT), content=content))
    writer.commit(desk.officer, world.clock.now())


def pieces() -> list[Piece]:
    return [Piece(HASH, at // PIECE, CONTENT[at : at + PIECE]) for at in range(0, len(CONTENT), PIECE)]


def count(store: Connection, table: str) -> int:
    return int(store.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())


def test_content_is_kept_in_pieces_of_one_size_however_it_comes(store: Connection) -> None:
    kept = keep_content(store, (CONTENT[at : at + 70_001] for at in range(0, len(CONTENT), 70_001)), NAME)
    assert (kept.content, kept.size) == (HASH, len(CONTENT))
    assert read_content(store, HASH) == CONTENT
    assert [piece.number for piece in pieces_of(store, [1])] == [0, 1, 2]
    assert {len(piece.body) for piece in pieces_of(store, [1])} == {PIECE, PIECE // 2}


def test_the_same_content_is_kept_once(store: Connection) -> None:
    keep_content(store, [CONTENT], NAME)
    keep_content(store, [CONTENT], NAME)
    assert (count(store, "blob"), count(store, "chunk")) == (1, 3)


def test_pieces_in_any_order_make_the_whole_and_a_wrong_one_makes_none(
    world: World, store: Connection, desk: Desk
) -> None:
    attach(world, store, desk)
    assert read_content(store, HASH) is None
    first, second, last = pieces()
    assert take_pieces(store, [last, first, Piece(HASH, 1, bytes(PIECE))]) == 3
    assert not is_whole(store, HASH)
    assert take_pieces(store, [second]) == 1
    assert read_content(store, HASH) == CONTENT
    assert take_pieces(store, pieces()) == 0, "what is whole takes nothing in any more"


def test_what_nobody_named_or_is_beyond_all_bounds_is_not_taken_in(world: World, store: Connection, desk: Desk) -> None:
    assert take_pieces(store, pieces()) == 0
    attach(world, store, desk)
    hostile = [Piece(HASH, MOST_BLOB // PIECE, b"x"), Piece(HASH, 0, b""), Piece(bytes(32), 0, b"x")]
    assert take_pieces(store, hostile) == 0
    assert count(store, "chunk") == 0


def test_pieces_that_come_before_their_entry_can_apply_are_kept_for_it(tmp_path: Path, world: World) -> None:
    desk = world.desk("BRU1")
    with a_store(tmp_path, "here") as here, a_store(tmp_path, "there") as there:
        world.found_directory(here, desk)
        first = everything(here)
        attach(world, here, desk)
        rest = everything(here)
        late = type(rest)(rest.certs, rest.saves, [one for one in rest.entries if one not in first.entries])
        world.receive(there, late)
        assert take_pieces(there, pieces()) == 3
        assert not is_whole(there, HASH) or count(there, "blob_ref") == 0
        world.receive(there, first)
        take_pieces(there, [])
        assert read_content(there, HASH) == CONTENT


def test_pieces_kept_for_an_entry_that_named_other_content_go(tmp_path: Path, world: World) -> None:
    desk = world.desk("BRU1")
    with a_store(tmp_path, "here") as here, a_store(tmp_path, "there") as there:
        world.found_directory(here, desk)
        first = everything(here)
        attach(world, here, desk, bytes(32))
        world.receive(there, type(first)(first.certs, everything(here).saves, everything(here).entries[-1:]))
        assert take_pieces(there, pieces()) == 3
        world.receive(there, first)
        take_pieces(there, [])
        assert count(there, "chunk") == 0


def test_what_an_entry_says_of_its_content_is_believed_in_nothing(world: World, store: Connection, desk: Desk) -> None:
    for odd in (b"", b"short", bytes(33)):
        attach(world, store, desk, odd)
    assert count(store, "blob_ref") == 0
