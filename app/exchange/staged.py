"""Frames on their way in or out, in a staging file: encrypted, nameless, gone with its key.

Writing needs the frames twice, because their hashes stand before them; reading gives nothing out before the last byte
was verified. Either way one frame at a time is in memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from app.exchange.manifest import Manifest
from app.exchange.payload import Chunk, Entry, FrameKind, LaterOpenings, Save, read_frame

_TABLE = "CREATE TABLE bundle_frame (n INTEGER PRIMARY KEY, kind INTEGER NOT NULL, body BLOB NOT NULL)"


class StagedFrames:
    """The frames of one bundle, numbered from 0, in a table of `connection` that replaces any earlier one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        connection.exec_driver_sql("DROP TABLE IF EXISTS bundle_frame")
        connection.exec_driver_sql(_TABLE)

    def put(self, number: int, kind: int, body: bytes) -> None:
        """Keep frame `number`."""
        self._connection.exec_driver_sql("INSERT INTO bundle_frame VALUES (?, ?, ?)", (number, kind, body))

    def body(self, number: int) -> bytes:
        """Return the body of frame `number`."""
        found = self._connection.exec_driver_sql("SELECT body FROM bundle_frame WHERE n = ?", (number,)).scalar_one()
        return bytes(found)

    def numbers(self, kind: FrameKind) -> list[int]:
        """Return the numbers of the frames of a kind, in order."""
        sql = "SELECT n FROM bundle_frame WHERE kind = ? ORDER BY n"
        return [row[0] for row in self._connection.exec_driver_sql(sql, (int(kind),))]

    def clear(self) -> None:
        """Forget all frames."""
        self._connection.exec_driver_sql("DROP TABLE IF EXISTS bundle_frame")


@dataclass(frozen=True, slots=True)
class StagedBundle:
    """A bundle verified to its last byte. Each iterator may be gone through as often as needed, while staging lasts."""

    manifest: Manifest
    frames: StagedFrames

    def certs(self) -> Iterator[bytes]:
        """Give the replica certificates that came along."""
        return self._records(FrameKind.CERTS)

    def saves(self) -> Iterator[Save]:
        """Give the save records."""
        return self._records(FrameKind.SAVES)

    def entries(self) -> Iterator[Entry]:
        """Give the entries."""
        return self._records(FrameKind.ENTRIES)

    def openings(self) -> Iterator[LaterOpenings]:
        """Give openings for entries that we should already have."""
        return self._records(FrameKind.OPENINGS)

    def chunks(self) -> Iterator[Chunk]:
        """Give pieces of attachments."""
        return self._records(FrameKind.CHUNKS)

    def _records(self, kind: FrameKind) -> Iterator[Any]:
        for number in self.frames.numbers(kind):
            yield from read_frame(kind, self.frames.body(number))
