"""A newcomer asks to join, and the request lies on a stick: both or neither, whatever happens in between.

The store is made in a waiting folder and put in its place when the request was written and read back; a store whose
request is lost could never be let in.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from app.core.progress import Cancel, Progress, silent
from app.documents import printing
from app.exchange.fingerprint import REQUEST, as_qr_text
from app.exchange.joining import read_request
from app.exchange.placing import HashedFile, Placing
from app.services.exchange.joining import request_to_join
from app.services.station.founding import begin_folder, move_in, sweep, waiting_folder
from app.services.station.stations import Account, Platform
from app.store.meta import Mark


@dataclass(frozen=True, slots=True)
class Asked:
    """What the newcomer carries and says: the file on the stick, twelve words, and the same as a QR code's rows."""

    file: Path
    words: tuple[str, ...]
    qr: tuple[tuple[bool, ...], ...] = field(repr=False)


def ask_to_join(
    path: Path, folder: Path, code: str, names: Mapping[str, str], officer: tuple[Account, str], on: Platform,
    mark: Mark = Mark.LIVE, progress: Progress = silent, cancel: Cancel | None = None,
) -> Asked:  # fmt: skip
    """Make a store for `path` that waits for its invitation, and write its request into `folder`.

    Raises StoreExists, PassphraseTooShort, StickFull, StickReadOnly, StickGone, WrittenDiffers, NotWritable, DiskFull,
    Cancelled; neither store nor request is then left.
    """
    path = path.resolve()
    begin_folder(path)
    try:
        progress(0, 2)
        asked = request_to_join(waiting_folder(path) / path.name, code, names, [officer], on, mark)
        progress(1, 2)
        if cancel is not None:
            cancel.check()
        with Placing(folder, on.randomness) as placing:
            placing.need(len(asked.request))
            placing.write(lambda target: _put(target, asked.request), cancel=cancel)
            file = placing.finish()[0].path
        _move_in_or_take_back(path, file)
    except BaseException:
        sweep(path)
        raise
    progress(2, 2)
    rows = printing.code_rows(as_qr_text(REQUEST, read_request(asked.request).hash))
    return Asked(file, tuple(asked.words), rows)


def _put(target: HashedFile, body: bytes) -> None:
    target.write(body)


def _move_in_or_take_back(path: Path, file: Path) -> None:
    try:
        move_in(path)
    except BaseException:
        with suppress(OSError):
            file.unlink()
        raise
