"""Writing a content down: a file of a disk, or what was pasted, as an attachment within a unit of work.

It gets a stream of its own, because it carries its own marking and originator (see `attachments`). Name and kind are
made harmless here, whoever sent them.
"""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from app.core.errors import DeviceError, UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.core.progress import Cancel, Progress, silent
from app.history.blobs import MOST_BLOB, PIECE, keep_content
from app.models.enums import Action, Marking
from app.models.kinds.label import Label
from app.models.kinds.paper import Attachment
from app.models.names.file_names import harmless
from app.models.rules.media import HEAD, media_of
from app.services.cases.received import check_received
from app.services.desk import Unit

PART = "attachment"
MOST_MIB = MOST_BLOB // (1 << 20)
NAME_BYTES = 32


class AttachmentUnreadable(DeviceError):
    """The file is gone, is none, or the disk or stick failed."""

    sentence = N_("This file cannot be read. Nothing was attached. Choose it again, or put the stick back in.")


class AttachmentEmpty(UserError):
    """A file of no bytes."""

    sentence = N_("This file is empty. Nothing was attached.")


class AttachmentTooLarge(UserError):
    """Larger than what a bundle carries in good time and a preview can hold."""

    sentence = N_(
        "This file is larger than {most} MB, the most that is kept here. Nothing was attached; attach it in parts."
    )


@dataclass(frozen=True, slots=True, repr=False)
class NewAttachment:
    """What is said of a file that is attached. `marking` None is that of what it is attached to.

    `originator` is an organisation of the directory; None is the own one, which needs nobody's consent.
    """

    name: str = ""
    description: str | None = None
    taken: datetime | None = None
    marking: Marking | None = None
    originator: Id | None = None
    received_as: str | None = None
    """The marking of another system that stands on it, a code of the list."""


_CAREFULLY = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
"""Follow no link: on a stick it may name a file of this machine, which would be kept, and go out with a bundle."""


@dataclass(frozen=True, slots=True, repr=False)
class Scan:
    """A paper that was scanned, not kept yet: a file of a disk or stick, or the picture that was pasted.

    `bring` gives that picture as a file where it is kept: to encode it takes a while.
    """

    path: Path | None = None
    data: bytes = b""
    name: str = ""
    bring: Callable[[], bytes | None] = lambda: None


def write_scan(unit: Unit, file: Id, scan: Scan) -> Id:
    """Keep a scan with the file it is about, marked as the file, within a unit of work; return the attachment's id.

    Also with a file that is closed: what opens it again, or confirms what was decided in it, has its paper too.
    Raises NotAllowed, NotThere, AttachmentUnreadable, AttachmentEmpty, AttachmentTooLarge.
    """
    if scan.path is not None:
        with opened_file(scan.path) as (stream, size):
            return write_content(unit, file, blocks_of(stream, size), NewAttachment(), scan.name or scan.path.name)
    data = scan.data or scan.bring() or b""
    refuse_large(data)
    return write_content(unit, file, iter([data]), NewAttachment(), scan.name)


def refuse_large(data: bytes) -> None:
    """Raise AttachmentTooLarge where this is more than is kept."""
    if len(data) > MOST_BLOB:
        raise AttachmentTooLarge(field="name", most=MOST_MIB)


def write_content(unit: Unit, subject: Id, blocks: Iterator[bytes], new: NewAttachment, name: str) -> Id:
    """Keep content with what it is about, within a unit of work; return the attachment's id. The caller saves.

    Raises NotAllowed, NotThere, BelowItsEquivalent, AttachmentEmpty, and what `blocks` raises.
    """
    home = unit.stream_of(subject)
    unit.require(Action.READ, home)
    label = _label(unit, home, new)
    check_received(unit, new.received_as, label.marking or Marking.NONE)
    stream = unit.begin(unit.thing(home).root, PART, label, Action.ATTACH)
    head = bytearray()
    kept = keep_content(unit.connection, _watched(blocks, head), unit.desk.randomness(NAME_BYTES))
    if not kept.size:
        raise AttachmentEmpty(field="name")
    record = Attachment(
        subject=subject, name=harmless(name), media_type=media_of(bytes(head)).value, size=kept.size,
        content=kept.content, description=(new.description or "").strip() or None, taken=new.taken,
        marking=label.marking, originator=new.originator,
    )  # fmt: skip
    return unit.create(stream, record)


def blocks_of(
    stream: BinaryIO, size: int, progress: Progress = silent, cancel: Cancel | None = None
) -> Iterator[bytes]:
    """Give a file piece by piece. Raises AttachmentUnreadable, AttachmentTooLarge, Cancelled."""
    done = 0
    try:
        while block := stream.read(PIECE):
            if cancel is not None:
                cancel.check()
            done += len(block)
            if done > MOST_BLOB:  # it grew while it was read
                raise AttachmentTooLarge(field="name", most=MOST_MIB)
            progress(done, size)
            yield block
    except OSError as error:
        raise AttachmentUnreadable from error


@contextmanager
def opened_file(path: Path) -> Iterator[tuple[BinaryIO, int]]:
    """Give a regular file, opened, and its size. Raises AttachmentUnreadable, AttachmentTooLarge."""
    try:
        handle = os.open(path, os.O_RDONLY | _CAREFULLY)
    except OSError as error:
        raise AttachmentUnreadable from error
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode):
        os.close(handle)
        raise AttachmentUnreadable
    with os.fdopen(handle, "rb") as stream:
        if found.st_size > MOST_BLOB:
            raise AttachmentTooLarge(field="name", most=MOST_MIB)
        yield stream, found.st_size


def _label(unit: Unit, home: Id, new: NewAttachment) -> Label:
    """Return the label of an attachment: for who has what it is attached to, read by them and written by none."""
    thing, own = unit.thing(home), unit.facts.organisation
    marking = thing.marking if isinstance(thing.marking, Marking) else Marking.NONE
    return Label(
        marking=marking if new.marking is None else new.marking,
        compartments=tuple(sorted(thing.compartments)),
        distribution=tuple(sorted(({thing.owner} | thing.co_owners | thing.distribution) - {own})),
        originator=new.originator if new.originator != own else None,
        foreign_marking=new.received_as,
    )


def _watched(blocks: Iterator[bytes], head: bytearray) -> Iterator[bytes]:
    """Give the blocks on, keeping the first bytes in `head`."""
    for block in blocks:
        if len(head) < HEAD:
            head += block[:HEAD]
        yield block
