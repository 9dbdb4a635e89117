"""Attachments: any file kept inside the encrypted store, by the hash of its content, in a stream of its own.

A stream of its own, because it carries its own marking and originator: the gate then asks of each by itself whether the
recipient may have it and whether the originator agreed. Who receives what it is attached to receives it, if so. It is
shown from memory and leaves the store through `paper.letting_out` only. Name and kind are made harmless here, whoever
sent them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.core.errors import Cancelled, KnownError, PraesidiumError
from app.core.i18n import N_
from app.core.ids import Id
from app.core.progress import Cancel, Progress, silent
from app.history.blobs import read_content, whole_content
from app.models.enums import Action, Marking
from app.models.kinds.label import Label
from app.models.kinds.paper import Attachment
from app.models.kinds.threat import ThreatFile
from app.models.kinds.visits import VisitFile
from app.models.names.file_names import harmless
from app.models.rules.media import HEAD, Media, media_of
from app.services.cases.attaching import (
    AttachmentEmpty,
    AttachmentTooLarge,
    AttachmentUnreadable,
    NewAttachment,
    blocks_of,
    opened_file,
    refuse_large,
    write_content,
)
from app.services.cases.files import check_working
from app.services.desk import Desk, Unit, View


class NotYetReceived(KnownError):
    """The entry came, its content has not."""

    sentence = N_("The content of this attachment has not arrived yet. Ask the sender for a new bundle.")


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
    received_as: str | None = None
    """The marking of another system that stands on it, a code of the list."""


@dataclass(frozen=True, slots=True, repr=False)
class Content:
    """A content read back whole, with what it is by its first bytes."""

    name: str
    media: Media
    data: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Several:
    """What came of attaching several files: those kept, those refused and why, all that are `left` to attach."""

    made: tuple[Id, ...]
    refused: tuple[tuple[Path, PraesidiumError], ...] = ()
    left: tuple[Path, ...] = ()
    stopped: bool = False


def attach_file(
    desk: Desk, subject: Id, path: Path, new: NewAttachment,
    progress: Progress = silent, cancel: Cancel | None = None,
) -> Id:  # fmt: skip
    """Keep a file of a disk or stick with what it is about (a file, report, person ...); return the attachment's id.

    `progress` counts bytes. Raises NotAllowed, NotThere, FileIsClosed, AttachmentUnreadable, AttachmentEmpty,
    AttachmentTooLarge, Cancelled; then nothing is kept of it.
    """
    with opened_file(path) as (stream, size):
        return _attach(desk, subject, blocks_of(stream, size, progress, cancel), new, new.name or path.name)


def attach_several(
    desk: Desk, subject: Id, paths: Sequence[Path], new: NewAttachment,
    progress: Progress = silent, cancel: Cancel | None = None,
) -> Several:  # fmt: skip
    """Keep files one after the other, each with its own name; one that is refused hinders no other.

    `progress` counts the bytes of all of them. Once cancelled, of the one under way and of the rest nothing is kept.
    Raises NotAllowed, NotThere, FileIsClosed: what is true of all.
    """
    sizes = [_size(path) for path in paths]
    made: list[Id] = []
    refused: list[tuple[Path, PraesidiumError]] = []
    for at, path in enumerate(paths):
        before, total = sum(sizes[:at]), max(sum(sizes), 1)

        def far(done: int, _of: int, before: int = before, total: int = total) -> None:
            progress(min(before + done, total), total)

        try:
            made.append(attach_file(desk, subject, path, replace(new, name=""), far, cancel))
        except Cancelled:
            return Several(tuple(made), tuple(refused), (*(one for one, _ in refused), *paths[at:]), stopped=True)
        except (AttachmentUnreadable, AttachmentEmpty, AttachmentTooLarge) as refusal:
            refused.append((path, refusal))
    return Several(tuple(made), tuple(refused), tuple(one for one, _ in refused))


def attach_bytes(desk: Desk, subject: Id, data: bytes, new: NewAttachment) -> Id:
    """Keep what was pasted, dropped or made here. Raises as `attach_file`."""
    refuse_large(data)
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
    """Keep content within a unit of work; return the attachment's id. The caller saves. Raises FileIsClosed too."""
    root = unit.thing(unit.stream_of(subject)).root
    kinds: tuple[type[ThreatFile] | type[VisitFile], ...] = (ThreatFile, VisitFile)
    if any(unit.find(kind, "uid = ?", root) for kind in kinds):
        check_working(unit, root)
    return write_content(unit, subject, blocks, new, name)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _attach(desk: Desk, subject: Id, blocks: Iterator[bytes], new: NewAttachment, name: str) -> Id:
    with desk.write() as unit:
        made = write_attachment(unit, subject, blocks, new, name)
        unit.save()
    return made


def _attached(view: View, uid: Id, stream: Id, record: Attachment) -> Attached:
    thing = view.thing(stream)
    received = whole_content(view.connection, uid) is not None
    marking = thing.marking if isinstance(thing.marking, Marking) else Marking.NONE
    asks = thing.originator is not None and thing.originator != thing.owner
    may = asks and thing.owner == view.facts.organisation and view.may(Action.LABEL, stream)
    labels = view.find(Label, "sid = (SELECT sid FROM stream WHERE id = ?)", stream)
    foreign = labels[0][1].foreign_marking if labels else None
    return Attached(uid, stream, record, harmless(record.name), marking, received, thing.consented, may, foreign)
