"""Whose file it is: given to another officer, a deputy named, and all my files handed over from one day to another.

Its officer says so alone; for another's file somebody confirms it (`app.services.staffing`).

A hand-over ends by itself on its last day and changes nothing of whose file it is. One who may not work on a file does
not get it handed over: that file is named, with why, so that its officer finds another for it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.history.authority import officer_facts
from app.models.enums import Action, FileState, Marking
from app.models.kinds.threat import ThreatFile
from app.models.kinds.visits import VisitFile
from app.models.rights import OfficerFacts, Refusal, may
from app.models.rules.officers import standing_in
from app.services.cases.assignments import CORE, VISIT_CORE, home_of
from app.services.cases.files import check_working
from app.services.desk import Desk, View
from app.services.naming import read_names
from app.services.seconding import SecondOfficer
from app.services.staffing import confirmed

Kind = type[ThreatFile] | type[VisitFile]
KINDS: Sequence[tuple[Kind, str, Action]] = (
    (ThreatFile, CORE, Action.FILE),
    (VisitFile, VISIT_CORE, Action.VISIT),
)
AT_WORK = (FileState.DRAFT, FileState.OPEN, FileState.SUSPENDED)


class OfficerCannot(UserError):
    """Who would get a file may not read it, or could do nothing in it."""

    sentence = N_(
        "This officer may not work on the file, or has no active account. Choose another; nothing was changed."
    )


class ToOneself(UserError):
    """A hand-over is to somebody else."""

    sentence = N_("These files are yours already. Choose the colleague who takes them over.")


class HandOverUnclear(UserError):
    """A hand-over has a first and a last day, and is not over before it begins."""

    sentence = N_("Give the last day of the hand-over: today or later, and not before its first day.")


class NothingToHandOver(UserError):
    """No file of this officer is at work, or the colleague may read none of them."""

    sentence = N_("There is no file of yours that this colleague may take over. Nothing was changed.")


@dataclass(frozen=True, slots=True, repr=False)
class OwnFile:
    """A file at work with its officer, who stands in for him and until when; `now` where that is so today."""

    id: Id
    kind: str
    reference: str
    title: str
    state: FileState | None
    marking: Marking
    officer: Id | None
    deputy: Id | None
    stand_in: Id | None
    first: date | None
    last: date | None
    now: bool


@dataclass(frozen=True, slots=True, repr=False)
class HandedOver:
    """What became of a hand-over: `left` are the files that stay, each with why; `called` has their references.

    `unread` are files of one's own that one may work on no more: somebody else gives them on. `save` is the hash of the
    save, for an undo: who stood in before does so again.
    """

    files: Sequence[Id]
    left: Sequence[tuple[Id, Refusal]]
    called: Mapping[Id, str] = field(default_factory=dict)
    unread: int = 0
    save: bytes = b""


@dataclass(frozen=True, slots=True, repr=False)
class OwnFiles:
    """Whose files these are, as an officer looks at them: his own, and those in which he stands in today.

    `names` words their officers; `hands_over` tells whether his role has files of its own at all.
    """

    mine: Sequence[OwnFile]
    stood_in: Sequence[OwnFile]
    names: Mapping[Id, str]
    hands_over: bool


def hand_over_files(desk: Desk, to: Id, last: date, first: date | None = None) -> HandedOver:
    """Let a colleague stand in for all my files at work from `first` (None: today) until `last`, in one save.

    A later hand-over replaces an earlier one. Raises NotAllowed, ToOneself, HandOverUnclear, OfficerCannot,
    NothingToHandOver.
    """
    begins = first or desk.today()
    if to == desk.officer:
        raise ToOneself(field="stand_in")
    if last < desk.today() or last < begins:
        raise HandOverUnclear(field="stand_in_to")
    with desk.write() as unit:
        _check_active(unit, to)
        done, left, called, unread = [], [], {}, 0
        for kind, part, action, file in _mine(unit):
            core = unit.part(file, part)
            if not unit.may(action, core):
                unread += 1
                continue
            unit.require(action, core)
            why = _refusal(unit, to, action, core)
            if why is not None:
                left.append((file, why))
                called[file] = unit.get(kind, file).reference or ""
                continue
            unit.change(core, file, kind, {"stand_in": to, "stand_in_from": begins, "stand_in_to": last})
            done.append(file)
        if not done:
            raise NothingToHandOver(field="stand_in")
        saved = unit.save()
    return HandedOver(tuple(done), tuple(left), called, unread, saved.head)


def take_back_files(desk: Desk) -> Sequence[Id]:
    """End the hand-over of all my files today, or before it begins; return the files. Raises NotAllowed."""
    with desk.write() as unit:
        found = []
        for kind, part, action, file in _mine(unit):
            record = unit.get(kind, file)
            if record.stand_in is None or (record.stand_in_to is not None and record.stand_in_to < desk.today()):
                continue
            core = unit.part(file, part)
            if not unit.may(action, core):
                continue
            unit.require(action, core)
            unit.change(core, file, kind, {"stand_in": None, "stand_in_from": None, "stand_in_to": None})
            found.append(file)
        if found:
            unit.save()
    return tuple(found)


def my_files(desk: Desk) -> Sequence[OwnFile]:
    """Return my files at work, with who stands in for me; those this officer may read, by reference."""
    with desk.read() as view:
        found = [
            _own(view, kind, file, desk.today())
            for kind, part, _, file in _mine(view)
            if view.may(Action.READ, view.part(file, part))
        ]
    return sorted(found, key=lambda one: one.reference)


def stood_in_for(desk: Desk) -> Sequence[OwnFile]:
    """Return the files at work of colleagues in which I stand in today, by reference."""
    with desk.read() as view:
        found = []
        for kind, part, _ in KINDS:
            for file, _record in view.find(kind, "stand_in = ?", desk.officer):
                row = _own(view, kind, file, desk.today())
                if row.now and row.state in AT_WORK and view.may(Action.READ, view.part(file, part)):
                    found.append(row)
    return sorted(found, key=lambda one: one.reference)


def own_files(desk: Desk, language: str) -> OwnFiles:
    """Return my files and those in which I stand in today, with everybody's names. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.READ)
        hands_over = any(view.may(action) for _, _, action in KINDS)
    mine, stood_in = my_files(desk), stood_in_for(desk)
    officers = {uid for one in (*mine, *stood_in) for uid in (one.officer, one.deputy, one.stand_in) if uid is not None}
    with desk.read() as view:
        return OwnFiles(mine, stood_in, read_names(view, officers, language), hands_over)


def give_file(desk: Desk, file: Id, officer: Id, second: SecondOfficer | None = None) -> None:
    """Make another officer the officer of a file or visit; who stood in for the former one stands down.

    Raises NotAllowed, OfficerCannot, FileIsClosed, and NotItsOfficer, SameOfficer where it is not this officer's.
    """
    fields = {"file_officer": officer, "stand_in": None, "stand_in_from": None, "stand_in_to": None}
    _write(desk, file, fields, "file_officer", second)


def name_deputy(desk: Desk, file: Id, officer: Id | None, second: SecondOfficer | None = None) -> None:
    """Name the deputy of the officer of a file or visit, or none. Raises as `give_file`."""
    _write(desk, file, {"deputy": officer}, "deputy", second)


def _write(desk: Desk, file: Id, fields: Mapping[str, object], asked: str, second: SecondOfficer | None) -> None:
    officer = fields[asked]
    with desk.write() as unit:
        core = home_of(unit, file)
        kind, _, action = next(one for one in KINDS if one[1] == unit.thing(core).part)
        unit.require(action, core)
        check_working(unit, file)
        if isinstance(officer, bytes) and _refusal(unit, officer, action, core) is not None:
            raise OfficerCannot(field=asked)
        also = confirmed(unit, file, core, second)
        if "file_officer" in fields and fields["file_officer"] == unit.get(kind, file).deputy:
            fields = {**fields, "deputy": None}  # nobody is his own deputy
        unit.change(core, file, kind, fields)
        unit.save(signed=bool(also), also=also)


def _mine(view: View) -> Iterator[tuple[Kind, str, Action, Id]]:
    marks = ", ".join("?" * len(AT_WORK))
    for kind, part, action in KINDS:
        sql = f"file_officer = ? AND state IN ({marks})"
        for file, _ in view.find(kind, sql, view.desk.officer, *(state.value for state in AT_WORK)):
            yield kind, part, action, file


def _own(view: View, kind: Kind, file: Id, today: date) -> OwnFile:
    record = view.get(kind, file)
    stand_in = record.stand_in if record.stand_in != record.file_officer else None
    now = stand_in is not None and standing_in(record, today) == stand_in
    name = view.desk.schema.by_record[kind].name
    marking = view.thing(view.stream_of(file, kind)).marking
    return OwnFile(
        file, name, record.reference or "", record.title or "", record.state,
        marking if isinstance(marking, Marking) else Marking.NONE, record.file_officer, record.deputy,
        stand_in, record.stand_in_from, record.stand_in_to, now,
    )  # fmt: skip


def _check_active(view: View, officer: Id) -> None:
    if _facts(view, officer) is None:
        raise OfficerCannot(field="stand_in")


def _refusal(view: View, officer: Id, action: Action, core: Id) -> Refusal | None:
    """Return why an officer may not get a file: who may only read it could do nothing in it."""
    facts, thing = _facts(view, officer), view.thing(core)
    return Refusal.REVOKED if facts is None else may(facts, Action.READ, thing).why or may(facts, action, thing).why


def _facts(view: View, officer: Id) -> OfficerFacts | None:
    found = view.directory.officers.get(officer)
    for station in found.stations if found else ():
        facts = officer_facts(view.directory, officer, station, view.desk.today())
        if facts is not None:
            return facts
    return None
