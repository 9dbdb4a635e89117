"""What a stream must be able to do for us, and how a buffer is filled from one or written to one completely."""

from typing import Protocol

from app.exchange.age.header import LIMIT, MAC_MARK, VERSION_LINE, check_version
from app.exchange.age.refusals import HeaderDamaged, HeaderTooLarge

_FIRST_READ = 4096


class Source(Protocol):
    """Anything to read bytes from; where there is `readinto` it is used, to save a copy."""

    def read(self, count: int, /) -> bytes | None: ...


class Target(Protocol):
    """Anything to write bytes to; it may take fewer than offered and must return how many."""

    def write(self, data: memoryview, /) -> int | None: ...


def fill(source: Source, view: memoryview) -> int:
    """Read into `view` until it is full or the source ends; return how many bytes are there.

    Raises BlockingIOError if the source only has nothing *yet*: that must never pass for its end.
    """
    read_into = getattr(source, "readinto", None)
    done = 0
    while done < len(view):
        if read_into is not None:
            count = read_into(view[done:])
        else:
            block = source.read(len(view) - done)
            count = None if block is None else len(block)
            view[done : done + len(block or b"")] = block or b""
        if count is None:
            raise BlockingIOError("source has nothing yet")
        if count == 0:
            break
        done += count
    return done


def write_all(target: Target, view: memoryview) -> None:
    """Write all of `view`; a raw file takes what it likes. Raises OSError if the target takes nothing."""
    while len(view):
        count = target.write(view)
        if not count:
            raise OSError("target takes no more")
        view = view[count:]


class Prefetched:
    """A source whose first bytes were already read: after the header, what came with it belongs to the payload."""

    def __init__(self, first: bytes, source: Source) -> None:
        self._first = memoryview(first)
        self._source = source

    def fill(self, view: memoryview) -> int:
        """As `fill`, the bytes already read coming first."""
        ready = min(len(self._first), len(view))
        view[:ready] = self._first[:ready]
        self._first = self._first[ready:]
        return ready + fill(self._source, view[ready:])


def split_header(source: Source) -> tuple[bytes, Prefetched]:
    """Return (the header with its last line feed, the rest), having held at most the header's limit in memory.

    Raises NotAnAgeFile or NewerAgeFile before more than one block is read, HeaderDamaged if the source ends first,
    HeaderTooLarge if the limit does. The header is cut out here, not yet parsed.
    """
    buffer = bytearray(LIMIT)
    view = memoryview(buffer)
    have, asked = 0, _FIRST_READ
    while True:
        count = fill(source, view[have:asked])
        have += count
        text = bytes(view[:have])
        end = _header_end(text)
        if end > 0:
            check_version(text[:end])
            return text[:end], Prefetched(text[end:], source)
        check_version(text)
        if have < asked:
            raise HeaderDamaged
        if asked == LIMIT:
            raise HeaderTooLarge
        asked = min(asked * 4, LIMIT)


def _header_end(text: bytes) -> int:
    """Return where the line that begins with the MAC mark ends, 0 if it is not there yet."""
    mark = text.find(b"\n" + MAC_MARK, len(VERSION_LINE) - 1)
    return text.find(b"\n", mark + 1) + 1 if mark >= 0 else 0
