"""What officers do with tasks: set one, take it on, give it on, put it off with a reason, wake it, finish it.

A task that the program raised cannot be finished: it ends when what raised it ends, so that nothing lapses quietly. It
can be put off until a day, and comes back before that where its own day passes or another fact raises it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.core.ids import Id
from app.models.enums import AccountState, Action, Marking, NeedKind, TaskAct
from app.models.kinds.label import Label
from app.models.kinds.tasks import Task, TaskStep
from app.models.rights import NotAllowed, may_relabel
from app.services.cases.assignments import OrganisationUnknown
from app.services.desk import Desk, Unit
from app.services.tasks.lines import TaskRef
from app.services.tasks.refusals import (
    DueHasPassed,
    EndsByItself,
    FinishedAlready,
    NotALaterDay,
    NotFinished,
    NotPutOff,
    OfficerGone,
    PutOffWhy,
    StaysWithTheDesk,
    TaskSaysNothing,
)

PART = "task"


@dataclass(frozen=True, slots=True, repr=False)
class NewTask:
    """A task to set. Without officers and desks it is for the own desk; `about` is the root it is about."""

    title: str
    about: Id | None = None
    due: date | None = None
    text: str = ""
    officers: Sequence[Id] = ()
    desks: Sequence[Id] = ()


def add_task(desk: Desk, new: NewTask) -> Id:
    """Set a task and return its id. It is marked as what it is about; other desks asked to do it become co-owners.

    Raises NotAllowed, NotThere, TaskSaysNothing, DueHasPassed, OfficerGone, OrganisationUnknown.
    """
    _check_words(new.title, new.due, desk.today())
    with desk.write() as unit:
        unit.require(Action.READ)
        uid = desk.ids.new()
        label = _label_of(unit, new.about)
        others = _others(unit, new.officers, new.desks, unit.facts.organisation)
        stream = unit.begin(new.about or uid, PART, replace(label, co_owners=others), Action.TASK)
        desks = tuple(new.desks) or (() if new.officers else (unit.facts.organisation,))
        record = Task(
            title=new.title.strip(), about=new.about, due=new.due, text=new.text.strip() or None,
            officers=tuple(new.officers), desks=desks, asked_by=desk.officer, asked_on=desk.clock.now(),
        )  # fmt: skip
        unit.create(stream, record, uid)
        unit.save()
    return uid


def edit_task(desk: Desk, task: Id, title: str, due: date | None, text: str = "") -> None:
    """Write what a task says and by when it is due. Raises NotAllowed, NotThere, TaskSaysNothing, DueHasPassed."""
    with desk.write() as unit:
        stream = unit.stream_of(task, Task)
        unit.require(Action.READ, stream)
        unit.require(Action.TASK, stream)
        before = unit.get(Task, task)
        _check_words(title, due if due != before.due else None, desk.today())
        after = {"title": title.strip(), "due": due, "text": text.strip() or None}
        changed = {name: value for name, value in after.items() if value != getattr(before, name)}
        if changed:
            unit.change(stream, task, Task, changed)
            unit.save()


def take_on(desk: Desk, ref: TaskRef) -> None:
    """Make a task one's own. Raises NotAllowed, NotThere, FinishedAlready."""
    assign(desk, ref, (desk.officer,))


def assign(desk: Desk, ref: TaskRef, officers: Sequence[Id], desks: Sequence[Id] | None = None) -> None:
    """Give a task to officers, and (unless None) to desks. A raised one stays with the own desk.

    Raises NotAllowed (only the owner's file officers give a task to another organisation), NotThere, OfficerGone,
    OrganisationUnknown, StaysWithTheDesk, FinishedAlready.
    """
    with desk.write() as unit:
        rows = _rows(unit, ref)
        owner = unit.thing(rows[0][0]).owner if rows else unit.facts.organisation
        others = _others(unit, officers, desks or (), owner)
        if ref.rule is not None and others:
            raise StaysWithTheDesk(field="officers")
        wrote = not rows and bool(_begin(unit, ref, desk.ids.new(), officers=tuple(officers)))
        for at, (stream, uid) in enumerate(rows):
            _check_open(unit, uid)
            wrote |= _write(unit, stream, uid, officers=() if at else officers)
        if ref.rule is None:
            ((stream, uid),) = rows
            wrote |= desks is not None and _write(unit, stream, uid, desks=desks)
            wrote |= _let_in(unit, stream, others)
        if wrote:
            unit.save()


def put_off(desk: Desk, ref: TaskRef, until: date, reason: str) -> None:
    """Put a task off: it comes back on the day `until`. Raises NotAllowed, NotThere, NotALaterDay, PutOffWhy,
    FinishedAlready."""
    if until <= desk.today():
        raise NotALaterDay(field="until")
    if not reason.strip():
        raise PutOffWhy(field="reason")
    with desk.write() as unit:
        step, uid, rows = desk.ids.new(), desk.ids.new(), _rows(unit, ref)
        if rows:
            stream, uid = rows[0]
        else:
            stream = _begin(unit, ref, uid, put_off=(step,))
        for at, (_, one) in enumerate(rows):
            _check_open(unit, one)
            unit.change(rows[at][0], one, Task, {"put_off": () if at else (step,)})
        _step(unit, stream, step, TaskStep(uid, TaskAct.PUT_OFF, until, reason))
        unit.save()


def wake(desk: Desk, ref: TaskRef) -> None:
    """Let a task that was put off come back now. Raises NotAllowed, NotThere, NotPutOff."""
    with desk.write() as unit:
        rows = [(stream, uid) for stream, uid in _rows(unit, ref) if unit.get(Task, uid).put_off]
        if not rows:
            raise NotPutOff
        for stream, uid in rows:
            unit.change(stream, uid, Task, {"put_off": ()})
        unit.save()


def finish(desk: Desk, ref: TaskRef, remark: str = "") -> None:
    """Finish a task that somebody set. Raises NotAllowed, NotThere, EndsByItself, FinishedAlready."""
    if ref.rule is not None:
        raise EndsByItself
    with desk.write() as unit:
        ((stream, uid),) = _rows(unit, ref)
        _check_open(unit, uid)
        step = desk.ids.new()
        _step(unit, stream, step, TaskStep(uid, TaskAct.FINISH, None, remark))
        unit.change(stream, uid, Task, {"finished": (step,)})
        unit.save()


def take_up_again(desk: Desk, ref: TaskRef) -> None:
    """Let a finished task wait again. Raises NotAllowed, NotThere, EndsByItself, NotFinished."""
    if ref.rule is not None:
        raise EndsByItself
    with desk.write() as unit:
        ((stream, uid),) = _rows(unit, ref)
        if not unit.get(Task, uid).finished:
            raise NotFinished
        unit.change(stream, uid, Task, {"finished": (), "put_off": ()})
        unit.save()


def _check_words(title: str, due: date | None, today: date) -> None:
    if not title.strip():
        raise TaskSaysNothing(field="title")
    if due is not None and due < today:
        raise DueHasPassed(field="due")


def _write(unit: Unit, stream: Id, uid: Id, **sets: Sequence[Id]) -> bool:
    """Write sets that differ from what stands; tell whether any did."""
    before = unit.get(Task, uid)
    changed = {name: tuple(ids) for name, ids in sets.items() if set(ids) != set(getattr(before, name))}
    if changed:
        unit.change(stream, uid, Task, changed)
    return bool(changed)


def _check_open(unit: Unit, uid: Id) -> None:
    if unit.get(Task, uid).finished:
        raise FinishedAlready


def _rows(unit: Unit, ref: TaskRef) -> list[tuple[Id, Id]]:
    """Return (stream, id) of what stands of a task, asked for; none where nothing is written of a raised one yet."""
    if ref.rule is None:
        rows = [(unit.stream_of(ref.uid or b"", Task), ref.uid or b"")]
    else:
        mine, where = unit.facts.organisation, "subject = ? AND rule = ? AND fact = ?"
        found = unit.locate(Task, where, ref.subject, ref.rule.value, ref.fact, order="uid")
        rows = [(stream, uid) for uid, stream, _ in found if unit.thing(stream).owner == mine]
    for stream, _ in rows:
        if ref.rule is not NeedKind.CLEARANCE:
            unit.require(Action.READ, stream)
        unit.require(Action.TASK, stream)
    return rows


def _begin(
    unit: Unit, ref: TaskRef, uid: Id, *, officers: tuple[Id, ...] = (), put_off: tuple[Id, ...] = ()
) -> Id:  # fmt: skip
    """Write the first word of a raised task, in a stream of its own; return it. Raises NotAllowed, NotThere."""
    subject = ref.subject or b""
    label, home = _label_of(unit, subject), unit.stream_of(subject)
    root = subject if home == unit.desk.trust.directory else unit.thing(home).root
    stream = unit.begin(root, PART, label, Action.TASK)
    record = Task(rule=ref.rule, subject=subject, fact=ref.fact, officers=officers, put_off=put_off)
    unit.create(stream, record, uid)
    return stream


_OF_NOTHING = Label(marking=Marking.NONE)


def _label_of(unit: Unit, about: Id | None) -> Label:
    """Return the label of what a task is about, without its receivers. Raises NotAllowed, NotThere."""
    if about is None:
        return _OF_NOTHING
    stream = unit.stream_of(about)
    unit.require(Action.READ, stream)
    if stream == unit.desk.trust.directory:
        return _OF_NOTHING
    thing = unit.thing(stream)
    return Label(marking=thing.marking, compartments=tuple(sorted(thing.compartments)))


def _others(unit: Unit, officers: Collection[Id], desks: Collection[Id], owner: Id) -> tuple[Id, ...]:
    """Return the organisations besides the owner that are asked. Raises OfficerGone, OrganisationUnknown."""
    directory, found = unit.directory, set(desks)
    for uid in officers:
        officer = directory.officers.get(uid)
        if officer is None or officer.state != AccountState.ACTIVE or officer.organisation is None:
            raise OfficerGone(field="officers")
        found.add(officer.organisation)
    for uid in found:
        known = directory.organisations.get(uid)
        if known is None or known.state != AccountState.ACTIVE:
            raise OrganisationUnknown(field="desks")
    return tuple(sorted(found - {owner}))


def _let_in(unit: Unit, stream: Id, organisations: Collection[Id]) -> bool:
    """Let organisations that are asked write the task; tell whether any is new to it. Raises NotAllowed."""
    before = unit.thing(stream)
    wanted = before.co_owners | set(organisations)
    if wanted == before.co_owners:
        return False
    unit.require(Action.LABEL, stream)
    verdict = may_relabel(unit.facts, before, replace(before, co_owners=wanted))
    if not verdict.allowed:
        raise NotAllowed(why=verdict.why)
    unit.change(stream, stream, Label, {"co_owners": tuple(sorted(wanted))})
    return True


def _step(unit: Unit, stream: Id, uid: Id, step: TaskStep) -> None:
    reason, officer, moment = (step.reason or "").strip() or None, unit.desk.officer, unit.desk.clock.now()
    unit.create(stream, replace(step, reason=reason, officer=officer, moment=moment), uid)
