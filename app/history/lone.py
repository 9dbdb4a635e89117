"""Streams whose only label is the one they were born with, so that a save need not look through all their entries.

That no entry up to a certain one wrote a label but the first is a fact about hashes: an entry names its parents by
hash. It stays true whatever is rolled back, withheld or judged anew, so a connection may remember it.
"""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection

_NOTE = "praesidium lone labels"
MOST: Final = 1_024
"""Entries remembered; then all are forgotten, and each stream is looked through once more."""


class LoneLabels:
    """By an entry's hash the hash of the first entry of its stream, where that alone of all before it wrote a label."""

    def __init__(self, connection: Connection) -> None:
        self._births: dict[bytes, bytes] = connection.info.setdefault(_NOTE, {})

    def before(self, parents: Iterable[bytes]) -> bytes | None:
        """Return the only entry with a label before what has these parents; None where that is not known."""
        found = {self._births.get(name) for name in parents}
        return found.pop() if len(found) == 1 else None

    def note(self, name: bytes, birth: bytes) -> None:
        """Note that the entry `name` and all before it wrote no label but in `birth`."""
        if len(self._births) >= MOST:
            self._births.clear()
        self._births[name] = birth
