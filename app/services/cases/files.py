"""The file of threatened persons: opened, edited, and who is in it. What becomes of it later is `life`.

A file opens on the status of a person or on a threat analysis; until one is there it is a draft (domain.md §1). Its
core, its threat part and the owner's own assignment, where decisions on the file are written, are begun together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, DecisionKind, FileBasis, FileOrigin, FileState, InvolvementRole, Marking
from app.models.kinds.label import Label
from app.models.kinds.threat import Involvement, ThreatAnalysis, ThreatFile
from app.models.kinds.visits import VisitFile
from app.models.rules.files import check_step
from app.models.rules.officers import check_recused
from app.models.texts import LocalText
from app.services.cases.assignments import CORE, PART, core_of, file_record, own_assignment
from app.services.cases.involving import check_ended, check_involved, check_leaving
from app.services.cases.rulings import Ruling, write_decision
from app.services.choices import check_stays
from app.services.desk import Desk, Unit, View, today_of
from app.services.numbering import THREAT_FILE, next_reference
from app.services.staffing import CONFLICTS, AsksWhy, check_staff

THREAT = "file_threat"
WORKFLOW = frozenset({"state", "closed_on", "closing_reason", "state_decision", "reference", "opened_on", "legal_hold"})
"""Fields of a file that no edit writes: they follow from a decision or are given once."""


class NoAnalysisYet(UserError):
    """The basis named is an analysis, and none is in the file."""

    sentence = N_("There is no threat analysis in this file yet. It stays a draft until one is recorded.")


class BasisMissing(UserError):
    """An open file stands on a status, on an analysis, or on both."""

    sentence = N_("Say on what the file stands: a status, a threat analysis, or both. Nothing was changed.")


class BasisNotThere(UserError):
    """An open file would stand on an analysis that nobody gave."""

    sentence = N_("There is no threat analysis in this file yet. Record one first; the basis stays as it is.")


class TitleMissing(UserError):
    """A file without title cannot be found again."""

    sentence = N_("Give the file a title.")


class NotByEditing(UserError):
    """The state of a file and what hangs on it is decided, not typed."""

    sentence = N_("This part of a file changes by a decision, not by editing. Nothing was changed.")


class FileIsClosed(UserError):
    """Work on a file that is closed or archived."""

    sentence = N_("This file is closed. Reopen it first; nothing was saved.")


class FileArchived(FileIsClosed):
    """Work on a file that was put away after it was closed."""

    sentence = N_("This file is archived. Reopen it first; nothing was saved.")


class FileErased(FileIsClosed):
    """Work on a file of which nothing is left to work on."""

    sentence = N_("This file was erased: nothing is added to it any more. Nothing was saved.")


class FileTransferred(FileIsClosed):
    """Work on a file that the State Archives have."""

    sentence = N_("This file was transferred to the State Archives: here it is only read. Nothing was saved.")


_OVER: Mapping[FileState, type[FileIsClosed]] = {
    FileState.ARCHIVED: FileArchived,
    FileState.ERASED: FileErased,
    FileState.TRANSFERRED: FileTransferred,
}


@dataclass(frozen=True, slots=True, repr=False)
class Involved:
    """A person to bring into a file."""

    person: Id
    role: InvolvementRole
    from_on: date | None = None
    remarks: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class NewFile:
    """A file to be opened. `basis` ANALYSIS or None makes a draft; `file_officer` None is the officer at the desk."""

    title: str
    basis: FileBasis | None = None
    origin: FileOrigin | None = None
    origin_detail: str | None = None
    employer_contact: Id | None = None
    file_officer: Id | None = None
    deputy: Id | None = None
    substitute_approver: str | None = None
    recused: Sequence[Id] = ()
    summary: LocalText | None = None
    conduct: LocalText | None = None
    involved: Sequence[Involved] = ()


def open_file(
    desk: Desk, new: NewFile, ruling: Ruling, label: Label | None = None, threat_label: Label | None = None
) -> Id:
    """Open a file and return its id; `ruling` says who decided to open it, `label` its marking and who gets it.

    `threat_label` is that of reports and analyses; None is the marking of `label`, for the own organisation alone.
    Raises NotAllowed, TitleMissing, ConfirmationMissing.
    """
    with desk.write() as unit:
        file, _ = begin_file(unit, new, ruling, label, threat_label)
        unit.save(signed=True)
    return file


def begin_file(
    unit: Unit, new: NewFile, ruling: Ruling, label: Label | None = None, threat_label: Label | None = None
) -> tuple[Id, Id]:
    """Open a file within a unit; return its id and that of its threat part. Raises as `open_file`."""
    if not new.title.strip():
        raise TitleMissing(field="title")
    desk, given = unit.desk, label or Label(marking=Marking.NONE)
    file = desk.ids.new()
    core = unit.begin(file, CORE, given, Action.FILE)
    alone = replace(given, co_owners=(), distribution=(), consented=())
    threat = unit.begin(file, THREAT, threat_label or alone, Action.REPORT)
    own = unit.begin(file, PART, alone, Action.DECIDE)
    opens = new.basis in (FileBasis.STATUS, FileBasis.BOTH)
    decision = None
    if opens:
        decision = write_decision(unit, own, file, DecisionKind.OPEN_FILE, ruling, file)
    record = ThreatFile(
        reference=next_reference(unit, THREAT_FILE), title=new.title.strip(), origin=new.origin,
        origin_detail=new.origin_detail, basis=new.basis, employer_contact=new.employer_contact,
        file_officer=new.file_officer or desk.officer, deputy=new.deputy,
        state=FileState.OPEN if opens else FileState.DRAFT, state_decision=decision,
        opened_on=_day_of(unit, ruling) if opens else desk.today(),
        substitute_approver=new.substitute_approver, recused=tuple(new.recused),
        summary=new.summary, conduct=new.conduct,
    )  # fmt: skip
    unit.create(core, record, file)
    for one in new.involved:
        write_involvement(unit, core, file, one)
    return file, threat


def admit_file(desk: Desk, file: Id, basis: FileBasis, ruling: Ruling) -> None:
    """Open a draft on its basis. Raises NotAllowed, NoAnalysisYet, FileMayNotBecome."""
    with desk.write() as unit:
        admit(unit, file, basis, ruling, analysed=False)
        unit.save(signed=True)


def admit(unit: Unit, file: Id, basis: FileBasis, ruling: Ruling, *, analysed: bool) -> None:
    """Open a draft within a unit; `analysed` where the same unit records the analysis."""
    core = core_of(unit, file)
    unit.require(Action.FILE, core)
    check_step(file_record(unit, file).state or FileState.DRAFT, FileState.OPEN)
    if basis is FileBasis.ANALYSIS and not analysed and not _is_analysed(unit, file):
        raise NoAnalysisYet(field="basis")
    decide_on(unit, file, core, DecisionKind.OPEN_FILE, ruling, {"state": FileState.OPEN})
    unit.change(core, file, ThreatFile, {"basis": basis, "opened_on": _day_of(unit, ruling)})


def _day_of(unit: Unit, ruling: Ruling) -> date:
    """Return the day on which it was decided to open a file: a draft is not open before."""
    return today_of(ruling.dated) if ruling.dated is not None else unit.desk.today()


def edit_file(desk: Desk, file: Id, fields: Mapping[str, Any]) -> None:
    """Write fields of a file's core but its state. Once it is open, its basis names an analysis only if there is one.

    Raises NotAllowed, NotByEditing, AsksWhy, TitleMissing, FileIsClosed, NotItsOfficer, StillOnTheFile, BasisMissing,
    BasisNotThere.
    """
    if not WORKFLOW.isdisjoint(fields):
        raise NotByEditing
    if not fields.keys().isdisjoint(CONFLICTS):
        raise AsksWhy
    if "title" in fields and not str(fields["title"] or "").strip():
        raise TitleMissing(field="title")
    with desk.write() as unit:
        core = core_of(unit, file)
        unit.require(Action.FILE, core)
        state = check_working(unit, file)
        after = replace(file_record(unit, file), **fields)
        if "basis" in fields and state is not FileState.DRAFT:
            _check_basis(unit, file, after.basis)
        check_staff(unit, file, fields)
        if {"deputy", "file_officer"} & fields.keys():
            check_recused(after, after.recused, desk.today())
        unit.change(core, file, ThreatFile, fields)
        unit.save()


def _check_basis(unit: Unit, file: Id, basis: FileBasis | None) -> None:
    """Raise what keeps an open file from standing on this."""
    if basis is None:
        raise BasisMissing(field="basis")
    if basis is not FileBasis.STATUS and not _is_analysed(unit, file):
        raise BasisNotThere(field="basis")


def _is_analysed(unit: Unit, file: Id) -> bool:
    """Tell whether the file has an analysis: one that is replaced leaves the one that replaces it standing."""
    return bool(unit.find(ThreatAnalysis, "file = ?", file))


def involve_person(desk: Desk, file: Id, one: Involved) -> Id:
    """Bring a person into a file; return the involvement's id. Raises NotAllowed, FileIsClosed, InvolvedAlready."""
    with desk.write() as unit:
        core = core_of(unit, file)
        unit.require(Action.FILE, core)
        check_working(unit, file)
        made = write_involvement(unit, core, file, one)
        unit.save()
    return made


def edit_involvement(desk: Desk, involvement: Id, fields: Mapping[str, Any], *, knowing: bool = False) -> None:
    """Write fields of an involvement: its role, period, consent; `knowing`: measures outlast it, and that was said.

    Raises NotAllowed, NotThere, FileIsClosed, BelongsWhereItIs, InvolvedAlready, InvolvedReversed, MeasuresRunOn.
    """
    check_stays(fields, "file", "person")
    with desk.write() as unit:
        core = unit.stream_of(involvement, Involvement)
        unit.require(Action.FILE, core)
        record = unit.get(Involvement, involvement)
        check_working(unit, record.file or b"")
        after = replace(record, **fields)
        check_involved(unit, after, involvement)
        if not knowing:
            check_ended(unit, involvement, record, after)
        unit.change(core, involvement, Involvement, fields)
        unit.save()


def remove_involvement(desk: Desk, involvement: Id) -> bytes:
    """Take somebody out of a file who was brought in by mistake; return the hash of the save, for an undo.

    Raises NotAllowed, NotThere, FileIsClosed, MeasuresForPerson.
    """
    with desk.write() as unit:
        core = unit.stream_of(involvement, Involvement)
        unit.require(Action.FILE, core)
        record = unit.get(Involvement, involvement)
        check_working(unit, record.file or b"")
        check_leaving(unit, involvement, record)
        unit.delete(core, involvement, Involvement)
        return unit.save().head


def write_involvement(unit: Unit, core: Id, file: Id, one: Involved) -> Id:
    """Write an involvement within a unit; its person must be in the register, and to be read by this officer.

    Raises NotAllowed, InvolvedAlready.
    """
    unit.require(Action.READ, unit.part(one.person, "person"))
    given = Involvement(file=file, person=one.person, role=one.role, from_on=one.from_on, remarks=one.remarks)
    check_involved(unit, given)
    return unit.create(core, given)


def check_working(view: View, file: Id) -> FileState:
    """Return the state of a threat file or visit on which work goes on. Raises FileIsClosed, NotThere."""
    visits = view.find(VisitFile, "uid = ?", file)
    state = (visits[0][1] if visits else file_record(view, file)).state or FileState.DRAFT
    if state in _OVER:
        raise _OVER[state]
    if state not in (FileState.DRAFT, FileState.OPEN, FileState.SUSPENDED):
        raise FileIsClosed
    return state


def decide_on(unit: Unit, file: Id, core: Id, kind: DecisionKind, ruling: Ruling, after: Mapping[str, Any]) -> None:
    """Write a decision on a file and what of its core follows, within a unit. Raises NotAllowed and what it refuses."""
    unit.require(Action.FILE, core)
    own = own_assignment(unit, file, core, Action.DECIDE)
    decision = write_decision(unit, own, file, kind, ruling, file)
    unit.change(core, file, ThreatFile, {**after, "state_decision": decision})
