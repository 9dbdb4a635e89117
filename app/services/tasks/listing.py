"""Tasks of an officer, of his desk or of all, a page at a time: what is late first, what is finished last."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from app.core.ids import Id
from app.core.plain import plain
from app.history.claims import COUNTS
from app.models.enums import Action, Marking
from app.models.kind_specs import from_columns
from app.models.kinds.tasks import Task, TaskStep
from app.services.among import AMONG, among
from app.services.desk import Desk, View
from app.services.lists.curtain import hidden_in
from app.services.naming import read_names
from app.services.situation import Opening
from app.services.situation.look import Horizon, Look
from app.services.tasks.board import Waiting, board_of, count
from app.services.tasks.lines import Done, PutOff, TaskCount, TaskLine, TaskPage, TaskQuery, TaskRef, TaskState, Whose
from app.services.tasks.whom import whom_of

SCREENS: Mapping[str, str] = {
    "threat_file": "threat_file",
    "visit_file": "visit",
    "person": "person",
    "proposal": "proposal",
}
"""Which screen opens what a task is about; the others open the task itself."""
HERE = "tasks"
"""The screen of tasks."""
EVERY = 1 << 31
"""More lines than there are."""


def list_tasks(desk: Desk, query: TaskQuery, language: str) -> TaskPage:
    """Return a page of the tasks asked for, within the rights of this officer. Raises NotAllowed."""
    with desk.read() as view:
        _ask(view)
        if not query.text.strip():
            return _page(view, query, language)
        every = _page(view, replace(query, start=0, most=EVERY), language)
        lines = [line for line in every.lines if _holds(line, query.text, language)]
        late = sum(line.late for line in lines)
        return TaskPage(lines[query.start : query.start + query.most], len(lines), late, every.marking)


def task_count(desk: Desk, whose: Whose = Whose.MINE) -> TaskCount:
    """Return how many tasks wait to be done, and how many are late: none for who is given none. Raises NotAllowed."""
    with desk.read() as view:
        if not (view.may(Action.TASK) or view.may(Action.KEYS)):
            return TaskCount()
        return TaskCount(*count(desk, whose, board_of(view), view.facts.organisation))


def task_record(desk: Desk, uid: Id) -> Task:
    """Return a task that somebody set, to be edited. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        view.require(Action.READ, view.stream_of(uid, Task))
        return view.get(Task, uid)


def _page(view: View, query: TaskQuery, language: str) -> TaskPage:
    if query.state is TaskState.DONE:
        return _done(view, query, language)
    desk = view.desk
    board, today, organisation = board_of(view), desk.today(), view.facts.organisation
    found = [
        one for one in board.tasks
        if one.state(today) is query.state and one.is_of(query.whose, desk.officer, organisation)
        and query.about in (None, one.about)
    ]  # fmt: skip
    late = sum(one.due is not None and one.due < today for one in found)
    page = found[query.start : query.start + query.most]
    look = Look(view, Horizon())
    return TaskPage(_lines(look, page, language), len(found), late, _marking(look, page))


def _holds(line: TaskLine, typed: str, language: str) -> bool:
    """Tell whether a line says every word typed, as it is shown."""
    said = (line.say(language), line.reference, line.title, line.say_who(language), line.say_for(language), line.text,
            line.on, line.asked_by)  # fmt: skip
    text = plain(" ".join(said))
    return all(word in text for word in plain(typed).split())


def _ask(view: View) -> None:
    """Let in who reads content, and who keeps clearances: he has tasks of those alone."""
    if not view.may(Action.READ):
        view.require(Action.KEYS)


def _marking(look: Look, page: Sequence[Waiting]) -> Marking:
    """Return the highest marking of what a page tells of."""
    told = {uid for one in page for uid in (one.ref.uid, one.ref.subject, one.about) if uid is not None}
    sql = f"SELECT uid, sid FROM entity WHERE uid {AMONG} AND kind <> 1 AND {COUNTS}"  # noqa: S608 - constants
    look.readable(look.rows(sql, among(told)))
    return look.marking


def _lines(look: Look, page: Sequence[Waiting], language: str) -> list[TaskLine]:
    view = look.view
    records = view.get_all(Task, {one.ref.uid for one in page if one.ref.uid is not None})
    steps = view.get_all(TaskStep, (step for one in page for step in one.steps))
    named = {uid for one in page for uid in one.officers} | {uid for one in records.values() for uid in one.desks}
    named |= {step.officer for step in steps.values() if step.officer}
    named |= {record.asked_by for record in records.values() if record.asked_by}
    names = read_names(view, named, language)
    subjects = _subjects(look, {record.about for record in records.values() if record.about}, language)
    on = whom_of(look, {one.ref.subject for one in page if one.need is not None and one.ref.subject}, language)
    lines = [_line(view, look, one, records, steps, names, subjects) for one in page]
    return [replace(line, on=on.get(line.ref.subject or b"", "")) for line in lines]


def _line(
    view: View, look: Look, one: Waiting, records: Mapping[Id, Task], steps: Mapping[Id, TaskStep],
    names: Mapping[Id, str], subjects: Mapping[Id, tuple[Opening, str, str]],
) -> TaskLine:  # fmt: skip
    officers = _named(one.officers, names)
    may = view.may(Action.TASK)
    mine = view.desk.officer in (one.officers or one.staff)
    first = min(
        (steps[step] for step in one.steps if step in steps and steps[step].until == one.until),
        key=lambda step: step.reason or "", default=None,
    )  # fmt: skip
    put_off = None
    if first is not None and first.until is not None:
        put_off = PutOff(first.until, first.reason or "", names.get(first.officer or b"", ""))
    if one.need is not None:
        need = one.need
        return TaskLine(
            one.ref, need.sentence, need.facts, need.opens, need.due, need.days_left, need.file, need.reference,
            need.title, officers, (), need.who, need.in_place_of, need.role, mine=mine, may=may, put_off=put_off,
        )  # fmt: skip
    uid = one.ref.uid or b""
    record = records.get(uid, Task())
    opens, reference, title = subjects.get(record.about or b"", (Opening(HERE, uid), "", ""))
    return TaskLine(
        one.ref, record.title or "—", None, opens, one.due, _days(one.due, look.today), record.about, reference, title,
        officers, _named(record.desks, names), asked_by=names.get(record.asked_by or b"", ""), text=record.text or "",
        mine=mine, may=may and _is_asked(view, one.owner, one.officers, one.desks), put_off=put_off,
    )  # fmt: skip


def _is_asked(view: View, owner: Id, officers: Iterable[Id], desks: Iterable[Id]) -> bool:
    """Tell whether the own organisation may do a task that is seen: it set it, or is asked to do it."""
    known, mine = view.directory.officers, view.facts.organisation
    return mine in {owner, *desks, *(known[uid].organisation for uid in officers if uid in known)}


def _subjects(look: Look, roots: set[Id], language: str) -> Mapping[Id, tuple[Opening, str, str]]:
    """Return what opens each root, its reference and its title; no name where it is not for this officer."""
    if not roots:
        return {}
    sql = f"SELECT uid, kind FROM entity WHERE uid {AMONG} AND kind <> 1 AND {COUNTS} ORDER BY id DESC"  # noqa: S608
    kinds = look.view.desk.schema.kinds
    known = {bytes(row[0]): kinds[row[1]].name for row in look.rows(sql, among(roots)) if row[1] in kinds}
    files = look.files(roots)
    titles = read_names(look.view, roots - {root for root in roots if files[root].reference}, language)
    return {
        root: (
            Opening(SCREENS[known[root]], root) if known.get(root) in SCREENS else Opening(HERE),
            files[root].reference, files[root].title or titles.get(root, ""),
        )
        for root in roots
    }  # fmt: skip


def _named(uids: Iterable[Id], names: Mapping[Id, str]) -> Sequence[str]:
    return tuple(sorted(names[uid] for uid in uids if uid in names))


def _days(due: date | None, today: date) -> int | None:
    return None if due is None else (due - today).days


_FINISHED = """FROM p_task_step s CROSS JOIN p_task t ON t.uid = s.task AND t.sid = s.sid JOIN stream USING (sid)
    WHERE s.act = 'finish' AND json_extract(t.finished, '$[0]') = lower(hex(s.uid))
    AND t.sid NOT IN (SELECT value FROM json_each(:hidden)) AND (:about IS NULL OR t.about = :about) AND """
"""Of several who finished a task apart from each other one step stands for all: the same everywhere."""
_OF: Mapping[Whose, str] = {
    Whose.ALL: "1",
    Whose.DESK: """(stream.owner = :desk OR EXISTS (SELECT 1 FROM p_label l WHERE l.sid = stream.sid
        AND instr(coalesce(l.co_owners, ''), lower(hex(:desk)))))""",
    Whose.MINE: "(s.officer = :me OR instr(coalesce(t.officers, ''), lower(hex(:me))))",
}


def _done(view: View, query: TaskQuery, language: str) -> TaskPage:
    hidden = hidden_in(view, "p_task")
    facts: dict[str, Any] = {
        "hidden": json.dumps(sorted(hidden)), "about": query.about, "desk": view.facts.organisation,
        "me": view.desk.officer, "most": query.most, "start": query.start,
    }  # fmt: skip
    where = _FINISHED + _OF[query.whose]
    total = view.connection.exec_driver_sql(f"SELECT count(*) {where}", facts).scalar_one()
    spec = view.desk.schema.by_record[TaskStep]
    columns = ", ".join(f's."{name}"' for name in spec.fields)
    sql = f"SELECT s.sid, stream.owner, {columns} {where} ORDER BY s.moment DESC, s.id DESC LIMIT :most OFFSET :start"
    rows = view.connection.exec_driver_sql(sql, facts).all()
    look = Look(view, Horizon())
    look.show(row[0] for row in rows)
    steps: list[TaskStep] = [from_columns(spec, row[2:]) for row in rows]
    records = view.get_all(Task, [step.task for step in steps if step.task])
    named = {uid for record in records.values() for uid in (*record.officers, *record.desks, record.asked_by) if uid}
    names = read_names(view, named | {step.officer for step in steps if step.officer}, language)
    subjects = _subjects(look, {record.about for record in records.values() if record.about}, language)
    may, lines = view.may(Action.TASK), []
    for row, step in zip(rows, steps, strict=True):
        uid = step.task or b""
        record = records[uid]
        opens, reference, title = subjects.get(record.about or b"", (Opening(HERE, uid), "", ""))
        done = Done(step.moment, names.get(step.officer or b"", ""), step.reason or "") if step.moment else None
        lines.append(
            TaskLine(
                TaskRef(uid), record.title or "—", None, opens, record.due, _days(record.due, look.today),
                record.about, reference, title, _named(record.officers, names), _named(record.desks, names),
                asked_by=names.get(record.asked_by or b"", ""), text=record.text or "",
                mine=view.desk.officer in record.officers,
                may=may and _is_asked(view, bytes(row[1]), record.officers, record.desks), done=done,
            )
        )  # fmt: skip
    return TaskPage(lines, total, 0, look.marking)
