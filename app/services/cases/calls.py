"""A call becomes a threat report: in a file of the person threatened, or in a new one opened with it in one save."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.ids import Id
from app.models.enums import Action, Capacity, Channel, FileBasis, FileState, InvolvementRole
from app.models.kinds.label import Label
from app.models.kinds.threat import Involvement, ThreatFile, ThreatReport
from app.services.cases.concerns import Concerning, concerns_of
from app.services.cases.files import THREAT, Involved, NewFile, begin_file
from app.services.cases.findings import Adding, add_findings
from app.services.cases.reports import threat_stream, write_report
from app.services.cases.rulings import Ruling
from app.services.desk import Desk, NotThere
from app.services.own_files import reason_asked

WORKING = (FileState.DRAFT, FileState.OPEN, FileState.SUSPENDED)
_NOBODYS_WORD = Ruling(Capacity.FILE_OFFICER, Channel.PHONE)
"""A file begun by a report is a draft: nothing is decided, and this stands nowhere."""


@dataclass(frozen=True, slots=True, repr=False)
class FileFor:
    """A file of a person; `closed` where it must be reopened before anything is reported in it."""

    id: Id
    reference: str
    title: str
    closed: bool
    threatened: tuple[Id, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class NewHome:
    """The file that a report opens: a draft until an analysis is recorded or it is opened on a status."""

    title: str
    person: Id
    label: Label


def files_for_report(desk: Desk, person: Id) -> list[FileFor]:
    """Return the files in which this person is or was threatened and this officer may report, the working first."""
    sql = "uid IN (SELECT file FROM p_involvement WHERE person = ? AND role = ?)"
    with desk.read() as view:
        view.require(Action.READ)
        found = []
        asked = view.locate(ThreatFile, sql, person, InvolvementRole.THREATENED.value, order="opened_on DESC, id DESC")
        for uid, core, record in asked:
            threat = next(iter(view.parts(uid, THREAT)), None)
            if threat is not None and view.may(Action.READ, core) and view.may(Action.REPORT, threat):
                closed = record.state not in WORKING
                found.append(FileFor(uid, record.reference or "", record.title or "", closed))
    return sorted(found, key=lambda one: one.closed)


def concerns_for_report(desk: Desk, file: Id) -> list[Concerning]:
    """Return the persons of concern to whom a report may add something; of a file that is not one's own none.

    There they are told after a reason was given, as in the file itself. Raises NotAllowed, NotThere.
    """
    return [] if reason_asked(desk, file) else concerns_of(desk, file)


def record_call(
    desk: Desk, home: Id | NewHome, report: ThreatReport, adding: Sequence[Adding] = (),
    about: Mapping[str, str] | None = None,
) -> Id:  # fmt: skip
    """Keep a report in a file, or in one that is opened with it; return the file's id.

    `adding` and `about` as in `add_findings`. All of it is kept or nothing. Raises as `record_report`, `open_file` and
    `add_findings`.
    """
    with desk.write() as unit:
        if isinstance(home, NewHome):
            unit.require(Action.READ, unit.part(home.person, "person"))
            involved = [Involved(home.person, InvolvementRole.THREATENED)]
            new = NewFile(home.title, FileBasis.ANALYSIS, involved=involved)
            file, threat = begin_file(unit, new, _NOBODYS_WORD, home.label)
        else:
            file, threat = home, threat_stream(unit, home)
        made = write_report(unit, file, threat, report, new=isinstance(home, NewHome))
        add_findings(unit, file, threat, made, adding, about or {})
        unit.save(signed=isinstance(home, NewHome))
    return file


def file_of(desk: Desk, file: Id) -> FileFor:
    """Return a file by its id, to report in, with who is threatened in it. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        found = view.locate(ThreatFile, "uid = ?", file)
        if not found:
            raise NotThere
        uid, core, record = found[0]
        view.require(Action.READ, core)
        asked = view.find(Involvement, "file = ? AND role = ?", file, InvolvementRole.THREATENED.value)
        threatened = tuple(dict.fromkeys(one.person for _, one in asked if one.person is not None))
        closed = record.state not in WORKING
        return FileFor(uid, record.reference or "", record.title or "", closed, threatened)
