"""Attachments: any file kept inside the encrypted store, by the hash of its content, in a stream of its own.

A stream of its own, because it carries its own marking and originator: the gate then asks of each by itself whether the
recipient may have it and whether the originator agreed. Who receives what it is attached to receives it, if so. It is
never written out: what is shown is shown from memory. Name and kind are made harmless here, whoever sent them.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from app.core.errors import DeviceError, KnownError, UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.core.progress import Cancel, Progress, silent
from app.history.blobs import MOST_BLOB, PIECE, keep_content, read_content, whole_content
from app.models.enums import Action, Marking
from app.models.kinds.label import Label
from app.models.kinds.paper import Attachment
from app.models.kinds.threat import ThreatFile
from app.models.kinds.visits import VisitFile
from app.models.names.file_names import harmless
from app.models.rules.media import HEAD, Media, media_of
from app.services.cases.files import check_working
from app.services.desk import Desk, Unit, View

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


class NotYetReceived(KnownError):
    """The entry came, its content has not."""

    sentence = N_("The content of this attachment has not arrived yet. Ask the sender for a new bundle.")


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


@dataclass(frozen=True, slots=True, repr=False)
class Attached:
    """An attachment in the store; `name` is harmless to show, `received` tells whether its content is here."""

    id: Id
    stream: Id
    record: Attachment
    name: str
    marking: Marking
    received: bool
    consented: frozenset[Id]
    may_consent: bool
    """Whether this officer may record that its originator agreed."""


@dataclass(frozen=True, slots=True, repr=False)
class Content:
    """A content read back whole, with what it is by its first bytes."""

    name: str
    media: Media
    data: bytes


def attach_file(
    desk: Desk, subject: Id, path: Path, new: NewAttachment,
    progress: Progress = silent, cancel: Cancel | None = None,
) -> Id:  # fmt: skip
    """Keep a file of a disk or stick with what it is about (a file, report, person ...); return the attachment's id.

    `progress` counts bytes. Raises NotAllowed, NotThere, FileIsClosed, AttachmentUnreadable, AttachmentEmpty,
    AttachmentTooLarge, Cancelled; then nothing is kept of it.
    """
    with _opened(path) as (stream, size):
        return _attach(desk, subject, _blocks(stream, size, progress, cancel), new, new.name or path.name)


def attach_bytes(desk: Desk, subject: Id, data: bytes, new: NewAttachment) -> Id:
    """Keep what was pasted, dropped or made here. Raises as `attach_file`."""
    if len(data) > MOST_BLOB:
        raise AttachmentTooLarge(field="name", most=MOST_MIB)
    return _attach(desk, subject, iter([data]), new, new.name)


def read_attachments(view: View, root: Id) -> list[Attached]:
    """Return the same within a view."""
    where = "sid IN (SELECT sid FROM stream WHERE root = ?)"
    return among_attached(view, view.locate(Attachment, where, root, order="id DESC"))


def among_attached(view: View, found: Sequence[tuple[Id, Id, Attachment]]) -> list[Attached]:
    """Return those of (id, stream, record) that this officer may read, with whether their content is here."""
    return [_attached(view, *line) for line in found if view.may(Action.READ, line[1])]


def read_attachment(desk: Desk, attachment: Id) -> Content:
    """Return an attachment's content, whole and true to its hash. Raises NotAllowed, NotThere, NotYetReceived."""
    with desk.read() as view:
        view.require(Action.READ, view.stream_of(attachment, Attachment))
        record = view.get(Attachment, attachment)
        data = read_content(view.connection, whole_content(view.connection, attachment) or b"")
    if data is None:
        raise NotYetReceived
    return Content(harmless(record.name), media_of(data[:HEAD]), data)


def write_attachment(unit: Unit, subject: Id, blocks: Iterator[bytes], new: NewAttachment, name: str) -> Id:
    """Keep content within a unit of work; return the attachment's id. The caller saves."""
    home = unit.stream_of(subject)
    unit.require(Action.READ, home)
    root = unit.thing(home).root
    kinds: tuple[type[ThreatFile] | type[VisitFile], ...] = (ThreatFile, VisitFile)
    if any(unit.find(kind, "uid = ?", root) for kind in kinds):
        check_working(unit, root)
    label = _label(unit, home, new)
    stream = unit.begin(root, PART, label, Action.ATTACH)
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


def _attach(desk: Desk, subject: Id, blocks: Iterator[bytes], new: NewAttachment, name: str) -> Id:
    with desk.write() as unit:
        made = write_attachment(unit, subject, blocks, new, name)
        unit.save()
    return made


def _label(unit: Unit, home: Id, new: NewAttachment) -> Label:
    """Return the label of an attachment: for who has what it is attached to, read by them and written by none."""
    thing, own = unit.thing(home), unit.facts.organisation
    marking = thing.marking if isinstance(thing.marking, Marking) else Marking.NONE
    return Label(
        marking=marking if new.marking is None else new.marking,
        compartments=tuple(sorted(thing.compartments)),
        distribution=tuple(sorted(({thing.owner} | thing.co_owners | thing.distribution) - {own})),
        originator=new.originator if new.originator != own else None,
    )


def _attached(view: View, uid: Id, stream: Id, record: Attachment) -> Attached:
    thing = view.thing(stream)
    received = whole_content(view.connection, uid) is not None
    marking = thing.marking if isinstance(thing.marking, Marking) else Marking.NONE
    asks = thing.originator is not None and thing.originator != thing.owner
    may = asks and thing.owner == view.facts.organisation and view.may(Action.LABEL, stream)
    return Attached(uid, stream, record, harmless(record.name), marking, received, thing.consented, may)


def _blocks(stream: BinaryIO, size: int, progress: Progress, cancel: Cancel | None) -> Iterator[bytes]:
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


def _watched(blocks: Iterator[bytes], head: bytearray) -> Iterator[bytes]:
    """Give the blocks on, keeping the first bytes in `head`."""
    for block in blocks:
        if len(head) < HEAD:
            head += block[:HEAD]
        yield block


@contextmanager
def _opened(path: Path) -> Iterator[tuple[BinaryIO, int]]:
    """Give a regular file, opened, and its size. Raises AttachmentUnreadable, AttachmentTooLarge."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
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
