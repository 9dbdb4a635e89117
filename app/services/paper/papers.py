"""The bytes of an issued copy after its issue: printed again as they were, written out through the gate.

Both are disclosures and are recorded in the register of papers with their reason.
"""

from hashlib import sha256
from pathlib import Path

from app.core.errors import DamagedError, KnownError
from app.core.i18n import N_
from app.core.ids import Id
from app.documents import printing
from app.documents.finished import RenderedDocument
from app.models.enums import Action, DisclosureAct, Marking
from app.models.kinds.measures import Measure
from app.models.kinds.paper import DocumentCopy, DocumentData, IssuedDocument
from app.services.access_log import Access, log_in
from app.services.among import AMONG, among
from app.services.desk import Desk, NotThere, Unit
from app.services.exchange.release import ReasonMissing
from app.services.paper.binders import BINDER
from app.services.paper.checks import code_in
from app.services.paper.extracts import EXTRACT
from app.services.paper.issuing import IssuedCopy, station_sign
from app.services.paper.leaving import leaving
from app.services.paper.register import disclose
from app.services.paper.snapshot import Snapshot, thaw
from app.services.station.four_eyes import SecondOfficer, require_for_leaving

OF_STREAMS = frozenset({BINDER, EXTRACT})
"""Kinds of paper whose keys are the streams they were made from."""


class NotIssuedHere(KnownError):
    """Only the workstation that issued a paper can print it again: the seal is its own."""

    sentence = N_(
        "This copy was issued by another workstation, whose seal this one cannot make. Ask that workstation to print "
        "it again. Nothing was printed."
    )


class ReprintDiffers(DamagedError):
    """What was printed again is not what was issued."""

    sentence = N_(
        "Copy {number} of {registration} does not print as it was issued: the program or its fonts changed since. "
        "Nothing was printed. Issue a new version instead."
    )


def reprint(desk: Desk, document: Id, number: int, reason: str) -> IssuedCopy:
    """Print a copy again from what was frozen: the same bytes, or nothing. That it was done is recorded.

    Raises NotAllowed, NotThere, ReasonMissing, NotIssuedHere, SnapshotDamaged, ReprintDiffers.
    """
    if not reason.strip():
        raise ReasonMissing(field="reason")
    with desk.write() as unit:
        stream, record, uid, copy = _copy(unit, document, number)
        unit.require(Action.PRINT, stream)
        unit.require(Action.PAPER, stream)
        data = unit.find(DocumentData, "document = ?", document)
        snapshot = thaw(data[0][1].data if data else None, record.snapshot)
        _check_said(unit, record.kind or "", snapshot)
        station = unit.directory.station_by_code(code_in(record.number or ""))
        if station is None or station[0] != desk.station:
            raise NotIssuedHere
        made = _again(unit, record.kind or "", snapshot, number)
        if sha256(made.pdf).digest() != copy.file_hash:
            raise ReprintDiffers(number=number, registration=record.number)
        disclose(unit, stream, document, DisclosureAct.REPRINTED, uid, reason.strip())
        log_in(unit, Access.PRINT, [document], number=1)
        unit.save()
    return IssuedCopy(
        uid, document, number, copy.recipient or "", made.language, made.pages, made.control_code, made.pdf
    )


def write_paper(desk: Desk, copy: IssuedCopy, folder: Path, reason: str, second: SecondOfficer | None = None) -> Path:
    """Write a copy in clear into `folder`, for its owner to read only, and record who did so and why.

    This is the gate for paper: above the marking of `four_eyes.SECOND_ABOVE` a second officer who may read the paper
    confirms; the disclosure names him and bears his signature beside the first one's. The file's name tells number,
    version and copy, nobody's name. Nothing is there before it is recorded. Raises NotAllowed, ReasonMissing,
    SecondOfficerNeeded, SameOfficer, FileInTheWay, ReprintDiffers, FolderMissing, DiskFull, NotWritable.
    """
    if not reason.strip():
        raise ReasonMissing(field="reason")
    with leaving(desk.keep_head) as out, desk.write() as unit:
        stream, found, uid, known = _copy(unit, copy.document, copy.number)
        for action in (Action.PRINT, Action.RELEASE, Action.PAPER):
            unit.require(action, stream)
        marking = found.marking if isinstance(found.marking, Marking) else Marking.NONE
        also = require_for_leaving(unit, second, marking, stream)
        if sha256(copy.pdf).digest() != known.file_hash:
            raise ReprintDiffers(number=copy.number, registration=found.number)
        out.write(folder / f"{found.number}-v{found.version}-{copy.number}.pdf", copy.pdf)
        who = also.officer if also else None
        disclose(unit, stream, copy.document, DisclosureAct.WRITTEN_OUT, uid, reason.strip(), who)
        unit.save(signed=also is not None, also=[also] if also else [])
    return out.target


def _copy(unit: Unit, document: Id, number: int) -> tuple[Id, IssuedDocument, Id, DocumentCopy]:
    stream, record = unit.stream_of(document, IssuedDocument), unit.get(IssuedDocument, document)
    found = unit.find(DocumentCopy, "document = ? AND number = ?", document, number)
    if not found:
        raise NotThere
    return stream, record, found[0][0], found[0][1]


def _check_said(unit: Unit, kind: str, snapshot: Snapshot) -> None:
    """Raise NotAllowed where what a paper tells of is not this officer's to read, as it stands now.

    A proposal, a binder and an extract tell of several files: who is recused from one of them has no right to them.
    """
    for stream in snapshot.keys if kind in OF_STREAMS else ():
        unit.require(Action.READ, stream)
    asked = among(snapshot.measures)
    for stream in {home for _, home, _ in unit.locate(Measure, f"uid {AMONG}", asked)}:
        unit.require(Action.READ, stream)


def _again(unit: Unit, kind: str, snapshot: Snapshot, number: int) -> RenderedDocument:
    head, language = snapshot.copies[number - 1], snapshot.languages[number - 1]
    return next(printing.papers(kind, snapshot.content, [head], language, station_sign(unit)))
