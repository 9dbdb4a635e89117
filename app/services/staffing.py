"""Who says whose a file is: its own officer alone; anybody else with an approver or administrator beside him.

Whose file it is decides who reads it without giving a reason (`app.services.own_files`): nobody makes a colleague's
file his own by himself. An officer may be away without having handed over, or gone: then another gives his file on,
and who leads or keeps the accounts confirms it at the same desk. Both sign the change, and it is in the access log.
"""

from collections.abc import Iterable, Mapping, Sequence

from app.core.clock import from_milliseconds
from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.history.past import operations
from app.history.wire import Skeleton
from app.history.writing import Cosigner
from app.models.enums import Action
from app.models.kinds.threat import ThreatFile
from app.models.kinds.visits import VisitFile
from app.models.rights import NotAllowed
from app.services.access_log import Access, log_in
from app.services.desk import NotThere, Unit, View, today_of
from app.services.seconding import SecondNeeded, SecondOfficer, require_second

CONFLICTS = ("recused", "substitute_approver")
"""The fields of a file that say who is kept out of it, and who decides instead."""
STAFF = ("file_officer", "deputy", "stand_in", "stand_in_from", "stand_in_to")
"""The fields of a file or visit that say whose it is."""


class AsksWhy(UserError):
    """A recusal, or its end, stands with its reason in the notes of the file."""

    sentence = N_(
        "Who is kept out of a file, and who decides on it instead, changes only with a reason, by an act of its own. "
        "Nothing was changed."
    )


class NotItsOfficer(SecondNeeded):
    """Whoever names himself deputy of a colleague's file reads it without a reason."""

    sentence = N_(
        "You are not the officer of this file. An approver or an administrator confirms with login and passphrase. "
        "Nothing was changed."
    )


def check_staff(view: View, file: Id, fields: Mapping[str, object]) -> None:
    """Raise NotItsOfficer where these fields say anew whose a file is, and it is not this officer's."""
    record = _record(view, file)
    if any(name in fields and fields[name] != getattr(record, name) for name in STAFF) and not _is_officer(view, file):
        raise NotItsOfficer


def check_settled(
    view: View, file: Id, values: Mapping[str, object], standing: Iterable[Mapping[str, object] | None]
) -> None:
    """Raise NotItsOfficer where these values, chosen in a conflict, say whose another's file is by a word of his own.

    Whoever is not its officer chooses among what stands, and never himself.
    """
    if not any(name in values for name in STAFF) or _is_officer(view, file):
        return
    himself = any(values.get(name) == view.desk.officer for name in STAFF)
    if himself or not any(said is not None and dict(said) | dict(values) == dict(said) for said in standing):
        raise NotItsOfficer


def check_undone(view: View, entry: bytes, skeleton: Skeleton) -> None:
    """Raise NotItsOfficer where this entry, about to be undone, said whose a file is that is not this officer's now.

    Raises AsksWhy where it said who is recused. Who said so himself today takes it back: a slip of the hand.
    """
    sql = "SELECT officer, moment FROM entry JOIN save USING (vid) WHERE entry.hash = ?"
    for officer, moment in view.connection.exec_driver_sql(sql, (entry,)):
        if officer == view.desk.officer and today_of(from_milliseconds(moment)) == view.desk.today():
            return
    schema = view.desk.schema
    files = {
        file for file, number, cell, _, _ in operations(skeleton)
        for kind in (schema.by_record[ThreatFile], schema.by_record[VisitFile])
        if number == kind.id and cell in {kind.cell_of(name).id for name in STAFF}
    }  # fmt: skip
    of_file = schema.by_record[ThreatFile]
    why = {(of_file.id, of_file.cell_of(name).id) for name in CONFLICTS}
    if any((number, cell) in why for _, number, cell, _, _ in operations(skeleton)):
        raise AsksWhy
    if not all(_is_officer(view, file) for file in files):
        raise NotItsOfficer


def confirmed(unit: Unit, file: Id, core: Id, second: SecondOfficer | None) -> Sequence[Cosigner]:
    """Return who signs besides the officer that says whose a file is, noted in the access log: nobody where it is his.

    Raises NotItsOfficer, SameOfficer, and NotAllowed where the second is no approver of it and no administrator.
    """
    if _is_officer(unit, file):
        return ()
    if second is None:
        raise NotItsOfficer
    try:
        also = require_second(unit, second, Action.APPROVE, core)
    except NotAllowed:
        also = require_second(unit, second, Action.ACCOUNTS)
    log_in(unit, Access.STAFFED, [file, second.officer])
    return (also,)


def _is_officer(view: View, file: Id) -> bool:
    return _record(view, file).file_officer == view.desk.officer


def _record(view: View, file: Id) -> ThreatFile | VisitFile:
    for _, found in view.find(ThreatFile, "uid = ?", file):
        return found
    for _, visit in view.find(VisitFile, "uid = ?", file):
        return visit
    raise NotThere
