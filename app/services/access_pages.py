"""The access log a page at a time, in words: all of it for an auditor, who read one file for those whose file it is.

A log is of one workstation: it does not travel in bundles, so every page says which one it covers and which others
keep one of their own (domain.md §7).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.history.claims import COUNTS
from app.models.enums import AccountState, Action
from app.models.kinds.threat import ThreatFile
from app.models.kinds.visits import VisitFile
from app.models.rules.officers import staff
from app.services.access_log import PAGE, Access, AccessFilter, AccessLine, lines_back, log_in, read_access_log
from app.services.among import AMONG, among
from app.services.cases.assignments import CORE, home_of
from app.services.desk import Desk, View
from app.services.naming import read_names

ACTS: Mapping[Access, str] = {
    Access.UNLOCK: N_("Unlocking"),
    Access.RECOVER: N_("Opening by recovery sheets"),
    Access.APPOINT: N_("Appointing an administrator by recovery sheets"),
    Access.SEARCH: N_("Searching"),
    Access.PRINT: N_("Printing"),
    Access.DRAFT: N_("Printing a draft"),
    Access.REVEAL: N_("Opening what is sealed"),
    Access.EXPORT: N_("Letting out to a workstation"),
    Access.IMPORT: N_("Taking in a bundle"),
    Access.BACKUP: N_("Making a backup"),
    Access.OUTSIDE_OWN_FILES: N_("Reading outside own files"),
    Access.AUDIT: N_("Reading the access log"),
    Access.EXTRACT: N_("Drawing up what is held of a person"),
    Access.ERASED: N_("Confirming an erasure"),
    Access.INSPECTION: N_("Opening to an inspector"),
    Access.WRITTEN_OUT: N_("Saving an attachment in clear"),
    Access.STAFFED: N_("Confirming whose a colleague's file is"),
    Access.BESIDE: N_("Confirming at a colleague's desk"),
    Access.PROVED: N_("Changing the own passphrase"),
}
"""What can be asked for, one act a line; msgids."""


class NotYourFile(UserError):
    """Who read a file is told to those whose file it is."""

    sentence = N_("Who read a file is shown to its officer, the deputy and whoever stands in. An auditor sees the log.")


@dataclass(frozen=True, slots=True, repr=False)
class LogPage:
    """Lines, newest first. `names` words officers and what this officer may read; `kinds` what the others are.

    `here` is the workstation whose log it is, `since` when that begins, `others` those that keep their own;
    `officers` are all of the directory, by name. `more` tells whether older lines fit.
    """

    lines: Sequence[AccessLine]
    names: Mapping[Id, str]
    kinds: Mapping[Id, str]
    here: str
    since: datetime | None
    others: Sequence[str]
    officers: Sequence[tuple[Id, str]]
    more: bool


def log_page(desk: Desk, wanted: AccessFilter, before: int | None, language: str, most: int = PAGE) -> LogPage:
    """Return a page of the log for an auditor; that he looked is a line of it. Raises NotAllowed."""
    found = read_access_log(desk, wanted, before=before, limit=most + 1)
    with desk.read() as view:
        return _page(view, found, language, most)


def readers_of(desk: Desk, file: Id, before: int | None, language: str, most: int = PAGE) -> LogPage:
    """Return who read a file or visit, printed, revealed or let out something of it; that one looked is logged.

    Raises NotAllowed, NotThere, NotYourFile.
    """
    with desk.write() as unit:
        core = home_of(unit, file)
        unit.require(Action.READ, core)
        threat = unit.thing(core).part == CORE
        record = unit.get(ThreatFile, file) if threat else unit.get(VisitFile, file)
        if desk.officer not in staff(record, desk.today()):
            raise NotYourFile
        wanted = AccessFilter(about=frozenset({file, *_inside(unit, file)}), acts=frozenset(Access) - {Access.AUDIT})
        found = lines_back(unit.connection, wanted, before, most + 1)
        if before is None:
            log_in(unit, Access.AUDIT, [file], number=len(found[:most]))
    with desk.read() as view:
        return _page(view, found, language, most)


def _inside(view: View, file: Id) -> set[Id]:
    """Return all that lives in the streams of a file: papers, attachments and measures are named by their own ids."""
    sql = f"SELECT uid FROM entity JOIN stream USING (sid) WHERE stream.root = ? AND kind <> 1 AND {COUNTS}"  # noqa: S608
    return {bytes(row[0]) for row in view.connection.exec_driver_sql(sql, (file,))}


def _page(view: View, found: Sequence[AccessLine], language: str, most: int) -> LogPage:
    lines = found[:most]
    subjects = {uid for line in lines for uid in line.subjects}
    names = read_names(view, {*subjects, *(line.officer for line in lines)}, language)
    own = view.directory.stations.get(view.desk.station)
    others = [
        one.code for uid, one in view.directory.stations.items()
        if uid != view.desk.station and one.code and one.state == AccountState.ACTIVE
    ]  # fmt: skip
    officers = [(uid, one.name or one.login or "") for uid, one in view.directory.officers.items()]
    return LogPage(
        lines, names, _kinds(view, subjects - names.keys()), (own.code if own else None) or view.desk.station.hex()[:8],
        _first(view), sorted(others), sorted(officers, key=lambda line: (line[1].casefold(), line[0])),
        len(found) > most,
    )  # fmt: skip


def _kinds(view: View, uids: set[Id]) -> Mapping[Id, str]:
    sql = f"SELECT uid, kind FROM entity WHERE uid {AMONG} AND kind <> 1 AND {COUNTS} ORDER BY id DESC"  # noqa: S608
    known = view.desk.schema.kinds
    rows = view.connection.exec_driver_sql(sql, (among(uids),)).all()
    return {bytes(uid): known[kind].name for uid, kind in rows if kind in known}


def _first(view: View) -> datetime | None:
    return next((line.moment for line in lines_back(view.connection, AccessFilter(), 2, 1)), None)
