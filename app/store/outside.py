"""The store's head, kept outside the store, so that a store put back by page or by file is noticed (exchange.md §2).

The keyring is the better place, as it does not travel with a copied folder. Without one, a sealed file in the settings
folder serves: nobody without the store's key can make one, though an old one can still be put back with an old store.
"""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol

from app.core.clock import Randomness
from app.store.device import KeyringWords, NoDevice
from app.store.files import write_whole
from app.store.keys import SealBroken, StoreKey, seal, unseal


class HeadState(Enum):
    """What was found outside."""

    ABSENT = "absent"
    UNREADABLE = "unreadable"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class FoundHead:
    """What is kept outside; `head` is set where the state is VALUE."""

    state: HeadState
    head: bytes | None = None


class OutsideHead(Protocol):
    """A place outside the store for the newest save's hash."""

    def read(self, store_id: bytes) -> FoundHead:
        """Return what is kept for that store."""
        ...

    def write(self, store_id: bytes, head: bytes) -> bool:
        """Keep `head` durably; False where this place cannot."""
        ...


class KeyringHead:
    """The head in the operating system's keyring."""

    def __init__(self, words: KeyringWords | None = None) -> None:
        self._words = words or KeyringWords()

    def read(self, store_id: bytes) -> FoundHead:
        found = self._words.read(f"head-{store_id.hex()}")
        if found is NoDevice.ABSENT:
            return FoundHead(HeadState.ABSENT)
        if isinstance(found, NoDevice):
            return FoundHead(HeadState.UNREADABLE)
        try:
            return FoundHead(HeadState.VALUE, bytes.fromhex(found))
        except ValueError:
            return FoundHead(HeadState.UNREADABLE)

    def write(self, store_id: bytes, head: bytes) -> bool:
        return self._words.write(f"head-{store_id.hex()}", head.hex()) is None


class SealedFileHead:
    """The head in a file of the settings folder, sealed under a key derived from the store's."""

    def __init__(self, folder: Path, key: StoreKey, randomness: Randomness) -> None:
        self._folder = folder
        self._under = key.derive("outside-head")
        self._randomness = randomness

    def read(self, store_id: bytes) -> FoundHead:
        try:
            sealed = self._path(store_id).read_bytes()
        except FileNotFoundError:
            return FoundHead(HeadState.ABSENT)
        except OSError:
            return FoundHead(HeadState.UNREADABLE)
        try:
            return FoundHead(HeadState.VALUE, unseal(self._under, sealed, store_id))
        except SealBroken:
            return FoundHead(HeadState.UNREADABLE)

    def write(self, store_id: bytes, head: bytes) -> bool:
        """Keep `head` in the file. Raises DiskFull, NotWritable."""
        write_whole(self._path(store_id), seal(self._under, head, store_id, self._randomness))
        return True

    def _path(self, store_id: bytes) -> Path:
        return self._folder / f"{store_id.hex()}.head"


class FirstThatAnswers:
    """The keyring where there is one, the sealed file where not."""

    def __init__(self, places: tuple[OutsideHead, ...]) -> None:
        self._places = places

    def read(self, store_id: bytes) -> FoundHead:
        """Return the first value found; else unreadable if any place was, else absent."""
        found = [place.read(store_id) for place in self._places]
        for state in (HeadState.VALUE, HeadState.UNREADABLE):
            for one in found:
                if one.state is state:
                    return one
        return FoundHead(HeadState.ABSENT)

    def write(self, store_id: bytes, head: bytes) -> bool:
        """Keep `head` in every place that can, so that none is left with an old one."""
        kept = [place.write(store_id, head) for place in self._places]
        return any(kept)
