"""The access log (security.md §4): what was looked at, printed, let out and unlocked, for auditors to read and verify.

Changes are in the history; this is the rest. Lines hold ids, counts and codes only (`app.store.audit`). What was typed
into a search is not kept, nor a reason in words: a reason is one of a list, and may name the file it is for. Services
call `log_in` inside their unit of work, or `log_access` where they have none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection

from app.core.clock import from_milliseconds, milliseconds
from app.core.i18n import N_, translate
from app.core.ids import Id
from app.models.enums import Action
from app.services.desk import Desk, NotThere, Unit
from app.store.audit import VERSION, LogBody, append, read_back

PAGE = 200
"""Lines of one page, unless asked otherwise."""


class Access(StrEnum):
    """What was done. `number` counts what the words say."""

    UNLOCK = "unlock"
    RECOVER = "recover"
    APPOINT = "appoint"
    SEARCH = "search"
    PRINT = "print"
    DRAFT = "draft"
    REVEAL = "reveal"
    EXPORT = "export"
    IMPORT = "import"
    BACKUP = "backup"
    OUTSIDE_OWN_FILES = "outside_own_files"
    AUDIT = "audit"
    EXTRACT = "extract"
    ERASED = "erased"
    INSPECTION = "inspection"
    WRITTEN_OUT = "written_out"
    STAFFED = "staffed"
    BESIDE = "beside"
    PROVED = "proved"


WORDS: Mapping[Access, str] = {
    Access.UNLOCK: N_("unlocked, after {number} wrong attempts"),
    Access.RECOVER: N_("opened by recovery sheets"),
    Access.APPOINT: N_("appointed an administrator by recovery sheets"),
    Access.SEARCH: N_("searched, {number} found"),
    Access.PRINT: N_("printed, {number} copies"),
    Access.DRAFT: N_("printed a draft"),
    Access.REVEAL: N_("opened what is sealed"),
    Access.EXPORT: N_("let out to a workstation, {number} parts"),
    Access.IMPORT: N_("took in a bundle, {number} entries"),
    Access.BACKUP: N_("made a backup"),
    Access.OUTSIDE_OWN_FILES: N_("read outside own files"),
    Access.AUDIT: N_("read the access log"),
    Access.EXTRACT: N_("drew up what is held of a person"),
    Access.INSPECTION: N_("opened to an inspector for today what is held of a person, in {number} files and entries"),
    Access.WRITTEN_OUT: N_("saved an attachment as a file in clear"),
    Access.STAFFED: N_("had it confirmed whose a colleague's file is"),
    Access.ERASED: N_("confirmed an erasure, {number} own papers emptied"),
    Access.BESIDE: N_("confirmed at a colleague's desk, after {number} wrong attempts"),
    Access.PROVED: N_("typed the own passphrase to change it, after {number} wrong attempts"),
}
AT_ONCE: Mapping[Access, str] = {
    Access.UNLOCK: N_("unlocked"),
    Access.BESIDE: N_("confirmed at a colleague's desk"),
    Access.PROVED: N_("typed the own passphrase to change it"),
}
"""With no wrong attempt before: a nought would be read as something to look into."""


class AccessReason(StrEnum):
    """Why an officer reads outside his own files, or opens what is sealed."""

    DUTY = "duty"
    LINKED = "linked"
    REPLACING = "replacing"
    SUPERVISION = "supervision"
    REQUEST = "request"
    DECISION = "decision"
    EXECUTING = "executing"
    NONE = ""

    def say(self, language: str) -> str:
        """Return the reason in words."""
        return translate(REASONS[self], language)


REASONS: Mapping[AccessReason, str] = {
    AccessReason.DUTY: N_("urgent, as duty officer"),
    AccessReason.LINKED: N_("linked to a file of mine"),
    AccessReason.REPLACING: N_("replacing a colleague"),
    AccessReason.SUPERVISION: N_("supervision or quality check"),
    AccessReason.REQUEST: N_("asked by an authority or a magistrate"),
    AccessReason.DECISION: N_("waits for my decision"),
    AccessReason.EXECUTING: N_("we carry out a measure in it"),
    AccessReason.NONE: "",
}


@dataclass(frozen=True, slots=True)
class AccessLine:
    """One line of the log. `act` is None where a later version wrote something this one does not know."""

    no: int
    moment: datetime
    officer: Id
    act: Access | None
    subjects: tuple[Id, ...]
    number: int
    reason: AccessReason

    def say(self, language: str) -> str:
        """Return what was done, in words."""
        if self.act is None:
            return ""
        said = WORDS[self.act] if self.number else AT_ONCE.get(self.act, WORDS[self.act])
        return translate(said, language).format(number=self.number)


@dataclass(frozen=True, slots=True)
class AccessFilter:
    """Which lines an auditor wants; None means all."""

    officer: Id | None = None
    act: Access | None = None
    subject: Id | None = None
    about: frozenset[Id] | None = None
    """Any of these as subject."""
    acts: frozenset[Access] | None = None
    """Any of these acts."""
    since: datetime | None = None
    until: datetime | None = None

    def fits(self, line: AccessLine) -> bool:
        """Tell whether a line is wanted."""
        return (
            (self.officer is None or line.officer == self.officer)
            and (self.act is None or line.act is self.act)
            and (self.subject is None or self.subject in line.subjects)
            and (self.about is None or not self.about.isdisjoint(line.subjects))
            and (self.acts is None or line.act in self.acts)
            and (self.since is None or line.moment >= self.since)
            and (self.until is None or line.moment <= self.until)
        )


ALL = AccessFilter()


def log_line(
    connection: Connection, moment: datetime, officer: Id, act: Access, subjects: Sequence[Id] = (), *,
    number: int = 0, reason: AccessReason = AccessReason.NONE,
) -> None:  # fmt: skip
    """Add a line; the transaction is the caller's."""
    append(connection, LogBody(VERSION, milliseconds(moment), officer, act, list(subjects), number, reason))


def log_in(
    unit: Unit, act: Access, subjects: Sequence[Id] = (), *, number: int = 0, reason: AccessReason = AccessReason.NONE
) -> None:
    """Add a line in the unit of work that does what the line says: both are there or neither."""
    desk = unit.desk
    log_line(unit.connection, desk.clock.now(), desk.officer, act, subjects, number=number, reason=reason)


def log_access(
    desk: Desk, act: Access, subjects: Sequence[Id] = (), *, number: int = 0, reason: AccessReason = AccessReason.NONE
) -> None:
    """Add a line in a unit of its own, for what only reads. Raises NotAllowed for an account without a role."""
    if desk.trust.directory is None:
        raise NotThere
    with desk.write() as unit:
        unit.require(Action.READ, desk.trust.directory)
        log_in(unit, act, subjects, number=number, reason=reason)


def read_access_log(
    desk: Desk, wanted: AccessFilter = ALL, *, before: int | None = None, limit: int = PAGE
) -> list[AccessLine]:
    """Return up to `limit` lines, newest first, from just before line `before`. That an auditor read is a line itself.

    Raises NotAllowed.
    """
    with desk.write() as unit:
        unit.require(Action.AUDIT)
        found = lines_back(unit.connection, wanted, before, limit)
        log_in(unit, Access.AUDIT, number=len(found))
    return found


def lines_back(connection: Connection, wanted: AccessFilter, before: int | None, limit: int) -> list[AccessLine]:
    """Return up to `limit` lines that fit, newest first, from just before line `before`; the caller has asked."""
    found: list[AccessLine] = []
    for line in read_back(connection, before):
        shown = None if line.body is None else _shown(line.number, line.body)
        if shown is not None and wanted.fits(shown):
            found.append(shown)
            if len(found) == limit:
                break
    return found


def _shown(number: int, body: LogBody) -> AccessLine:
    act = Access(body.act) if body.act in set(Access) else None
    reason = AccessReason(body.reason) if body.reason in set(AccessReason) else AccessReason.NONE
    return AccessLine(
        number, from_milliseconds(body.moment), body.officer, act, tuple(body.subjects), body.number, reason
    )
