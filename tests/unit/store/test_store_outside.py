"""The head outside the store: absent, unreadable and present are three different things."""

from pathlib import Path

import pytest

from app.core.clock import SeededRandomness
from app.store.device import NoDevice
from app.store.keys import StoreKey
from app.store.outside import FirstThatAnswers, FoundHead, HeadState, KeyringHead, SealedFileHead
from tests.unit.store.conftest import MemoryWords

STORE = b"i" * 16
HEAD = b"h" * 32
KEY = StoreKey(b"k" * 32)


def in_file(folder: Path, key: StoreKey = KEY) -> SealedFileHead:
    return SealedFileHead(folder, key, SeededRandomness(1))


def test_a_head_kept_in_either_place_is_read_back(tmp_path: Path) -> None:
    for place in (in_file(tmp_path), KeyringHead(MemoryWords())):
        assert place.read(STORE) == FoundHead(HeadState.ABSENT)
        assert place.write(STORE, HEAD)
        assert place.write(STORE, HEAD[::-1])
        assert place.read(STORE) == FoundHead(HeadState.VALUE, HEAD[::-1])
        assert place.read(b"j" * 16) == FoundHead(HeadState.ABSENT)


@pytest.mark.parametrize("body", [b"", b"short", b"x" * 60])
def test_a_file_nobody_with_the_key_wrote_is_unreadable(tmp_path: Path, body: bytes) -> None:
    place = in_file(tmp_path)
    place.write(STORE, HEAD)
    (tmp_path / f"{STORE.hex()}.head").write_bytes(body)
    assert place.read(STORE) == FoundHead(HeadState.UNREADABLE)


def test_a_file_of_another_key_or_another_store_is_unreadable(tmp_path: Path) -> None:
    in_file(tmp_path, StoreKey(b"z" * 32)).write(STORE, HEAD)
    assert in_file(tmp_path).read(STORE).state is HeadState.UNREADABLE
    in_file(tmp_path).write(STORE, HEAD)
    (tmp_path / f"{STORE.hex()}.head").rename(tmp_path / f"{(b'j' * 16).hex()}.head")
    assert in_file(tmp_path).read(b"j" * 16).state is HeadState.UNREADABLE


def test_the_file_shows_no_head(tmp_path: Path) -> None:
    in_file(tmp_path).write(STORE, HEAD)
    assert HEAD[:8] not in (tmp_path / f"{STORE.hex()}.head").read_bytes()


def test_a_keyring_that_does_not_answer_is_unreadable_and_not_absent() -> None:
    words = MemoryWords()
    place = KeyringHead(words)
    for broken in (NoDevice.LOCKED, NoDevice.NO_KEYRING):
        words.broken = broken
        assert place.read(STORE).state is HeadState.UNREADABLE
        assert not place.write(STORE, HEAD)
    words.broken = None
    words.texts[f"head-{STORE.hex()}"] = "not hexadecimal"
    assert place.read(STORE).state is HeadState.UNREADABLE


def test_without_a_keyring_the_file_answers(tmp_path: Path) -> None:
    words = MemoryWords()
    words.broken = NoDevice.NO_KEYRING
    places = FirstThatAnswers((KeyringHead(words), in_file(tmp_path)))
    assert places.read(STORE).state is HeadState.UNREADABLE
    assert places.write(STORE, HEAD)
    assert places.read(STORE) == FoundHead(HeadState.VALUE, HEAD)


def test_every_place_is_written_and_the_first_is_believed(tmp_path: Path) -> None:
    words = MemoryWords()
    places = FirstThatAnswers((KeyringHead(words), in_file(tmp_path)))
    assert places.read(STORE) == FoundHead(HeadState.ABSENT)
    places.write(STORE, HEAD)
    assert in_file(tmp_path).read(STORE).head == HEAD
    words.texts[f"head-{STORE.hex()}"] = HEAD[::-1].hex()
    assert places.read(STORE).head == HEAD[::-1]
