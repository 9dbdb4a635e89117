"""Undo of saved work: a new entry that reverses an old one where it still stands. Decisions stay.

What a decision brought about, and the beginning of a stream, are not undone: the first is superseded by a later
decision, the second is closed or erased.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.history.past import PastEntry, entries_of, operations
from app.history.undoing import goes_back, undo
from app.models.enums import Action
from app.models.kinds.label import Label
from app.models.kinds.measures import Decision
from app.models.kinds.threat import FileNote, Presence
from app.models.rights import NotAllowed, Refusal
from app.services.cases.telling_presences import tell_presences
from app.services.desk import Desk, NotThere, Unit, View
from app.services.staffing import check_undone
from app.services.undone_since import check_since, check_undone_stands, written_by

T = TypeVar("T")


class DecisionStays(UserError):
    """A decision was recorded with this change."""

    sentence = N_("A decision was recorded with this change. Decisions are not undone: record a new one.")


class BeginningStays(UserError):
    """With this change a file, a person or a part of one began."""

    sentence = N_("Something was opened by this change. It is not undone: close it, or correct what it says.")


class DirectoryStays(UserError):
    """What is changed in the directory has a way back of its own, by those it takes."""

    sentence = N_("Accounts, workstations and organisations are changed back where they stand. Nothing was undone.")


class ReasonStays(UserError):
    """The reason of a marking, or who agreed for an originator, is in the notes and would stay there."""

    sentence = N_(
        "A marking, and what an originator agreed to, changes only with a reason, by an act of its own. "
        "Nothing was undone."
    )


def undo_save(
    desk: Desk, head: bytes, *, signed: bool = False, then: Callable[[View], object] = lambda _view: None
) -> None:
    """Reverse all entries of the save of that hash, in all its streams or in none. `signed`: by the officer himself.

    `then` looks at what stands once they are, and raises what keeps it from standing so.

    Raises NotAllowed, NotThere, DirectoryStays, DecisionStays, BeginningStays, ReasonStays, NotItsOfficer,
    WorkedOnSince, FileIsClosed, MeasuresForPerson, InAnotherProposal, NothingToUndo, and what would keep it from being
    entered so by hand.
    """
    with desk.write() as unit:
        sql = "SELECT entry.hash FROM entry JOIN save USING (vid) WHERE save.hash = ? ORDER BY eid"
        entries = [bytes(row[0]) for row in unit.connection.exec_driver_sql(sql, (head,))]
        if not entries:
            raise NotThere
        for entry in entries:
            _reverse(unit, entry)
        check_since(unit, entries)
        unit.save(signed=signed)
        check_undone_stands(unit, entries)  # nothing is kept of what it refuses
        then(View(desk, unit.connection))
        _tell_again(unit, entries)


def _tell_again(unit: Unit, entries: Sequence[bytes]) -> None:
    """Tell executing services where somebody is, as it stands again: some may have got their part since."""
    presence = unit.desk.schema.by_record[Presence].id
    for uid in sorted(uid for uid, number in written_by(unit, entries) if number == presence):
        sql = "SELECT stream.root FROM entity JOIN stream USING (sid) WHERE uid = ? AND kind = ?"
        for (file,) in unit.connection.exec_driver_sql(sql, (uid, presence)).all():
            tell_presences(unit, bytes(file))
    unit.save_following()


def done_with_save(desk: Desk, act: Callable[[], T]) -> tuple[T, bytes | None]:
    """Do `act`; return its answer and the hash of the one save it made, where `undo_save` may reverse that.

    None where it made none or several, and where some of it stays: decisions, reports and notes, which are corrected by
    a newer one, steps of a course, and what began a stream. Raises what `act` raises.
    """
    before = _newest(desk)
    answer = act()
    return answer, None if before is None else _reversible_after(desk, before)


def _newest(desk: Desk) -> int | None:
    with desk.read() as view:
        if not view.may(Action.READ):
            return None
        return int(view.connection.exec_driver_sql("SELECT coalesce(max(vid), 0) FROM save").scalar_one())


def _reversible_after(desk: Desk, before: int) -> bytes | None:
    with desk.read() as view:
        sql = "SELECT vid, hash, officer FROM save WHERE vid > ? ORDER BY vid LIMIT 2"
        saves = view.connection.exec_driver_sql(sql, (before,)).all()
        if len(saves) != 1 or saves[0][2] != desk.officer:  # a bundle may have been taken in meanwhile
            return None
        vid, found, _ = saves[0]
        sql = "SELECT eid, sid FROM entry WHERE vid = ?"
        entries = view.connection.exec_driver_sql(sql, (vid,)).all()
        past = [one for eid, sid in entries for one in entries_of(view.connection, sid, [eid])]
        whole = bool(past) and all(goes_back(desk.schema, one) and _is_ours(view, one) for one in past)
        return bytes(found) if whole else None


def _is_ours(view: View, past: PastEntry) -> bool:
    """Tell whether an entry stands where `undo_save` may reverse it: not in the directory, nor in another's label."""
    stream, label = past.skeleton.stream, view.desk.schema.by_record[Label].id
    if stream == view.desk.trust.directory:
        return False
    relabels = label in {past.skeleton.kinds[who] for who in past.skeleton.who}
    return not relabels or view.thing(stream).owner == view.facts.organisation


def _reverse(unit: Unit, entry: bytes) -> None:
    eid, sid, vid, stream = _place(unit, entry)
    unit.require(Action.READ, stream)
    past = entries_of(unit.connection, sid, [eid])[0]
    if stream == unit.desk.trust.directory:
        raise DirectoryStays
    if past.skeleton.genesis is not None:
        raise BeginningStays
    if unit.desk.schema.by_record[Decision].id in _kinds_of_save(unit, vid):
        raise DecisionStays
    check_undone(unit, entry, past.skeleton)
    for number in {past.skeleton.kinds[who] for who in past.skeleton.who}:
        kind = unit.desk.schema.kinds.get(number)
        # What this version does not know it does not undo either (`undo` skips it).
        if kind is not None:
            unit.require(Action.LABEL if kind.record is Label else Action(kind.action), stream)
    _check_label(unit, stream, past, vid)
    _check_owner(unit, stream, past)
    undo(unit.connection, unit.desk.schema, unit.writer, entry)


def _check_label(unit: Unit, stream: Id, past: PastEntry, vid: int) -> None:
    """Refuse to take back what a co-owner may only narrow, or what changed with a reason.

    Raises NotAllowed, ReasonStays.
    """
    schema = unit.desk.schema
    label = schema.by_record[Label]
    written = {cell for _, number, cell, _, _ in operations(past.skeleton) if number == label.id}
    if written and unit.thing(stream).owner != unit.facts.organisation:
        raise NotAllowed(why=Refusal.OWNER)
    with_reason = {label.cell_of(name).id for name in ("marking", "consented")}
    if written & with_reason and schema.by_record[FileNote].id in _kinds_of_save(unit, vid):
        raise ReasonStays


def _check_owner(unit: Unit, stream: Id, past: PastEntry) -> None:
    """Refuse what only the organisation that owns the stream writes: a co-owner does not take it back either.

    Raises NotAllowed.
    """
    if unit.thing(stream).owner == unit.facts.organisation:
        return
    written = ((unit.desk.schema.kinds.get(number), cell) for _, number, cell, _, _ in operations(past.skeleton))
    if not all(kind is None or kind.is_others(cell) for kind, cell in written):
        raise NotAllowed(why=Refusal.DECIDES)


def _place(unit: Unit, entry: bytes) -> tuple[int, int, int, Id]:
    sql = "SELECT eid, sid, vid, stream.id FROM entry JOIN stream USING (sid) WHERE hash = ?"
    row = unit.connection.exec_driver_sql(sql, (entry,)).first()
    if row is None:
        raise NotThere
    return row[0], row[1], row[2], bytes(row[3])


def _kinds_of_save(unit: Unit, vid: int) -> set[int]:
    found = unit.connection.exec_driver_sql("SELECT eid, sid FROM entry WHERE vid = ?", (vid,)).all()
    kinds: set[int] = set()
    for eid, sid in found:
        for past in entries_of(unit.connection, sid, [eid]):
            kinds |= {past.skeleton.kinds[who] for who in past.skeleton.who}
    return kinds
