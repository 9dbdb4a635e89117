"""The rows of a page with their values: the record's own, names for ids, what is computed of files and measures."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from app.core.ids import Id
from app.documents.dates import short_date
from app.models.checks import country
from app.models.enums import InvolvementRole, MeasureState, PresenceState, SubjectKind, say
from app.models.kind_specs import from_columns
from app.models.kinds.measures import ExecutionReport, Measure, ToldPresence
from app.models.kinds.paper import DocumentCopy, IssuedDocument
from app.models.kinds.persons import Person
from app.models.kinds.threat import Involvement, ThreatAnalysis, ThreatFile
from app.models.kinds.visits import VisitFile
from app.models.lists import days_ahead
from app.models.names.full_names import filed_name, spoken_name
from app.models.rules.levels import Analysis, head_level
from app.models.rules.measures import UNSETTLED, overdue
from app.models.rules.presence import Period, standing
from app.models.tables import projection_name
from app.services.cases.courses import course_of, standing_state
from app.services.desk import View
from app.services.joined import led_records
from app.services.lists.asking import Listed
from app.services.lists.columns import LevelHeld, Row, RowTone
from app.services.lists.declared import COUNTRIES
from app.services.naming import read_names
from app.services.paper.wording import capital
from app.services.reported import REPORT_STANDS
from app.services.seeing import Sight

SOON = "evaluate"
"""The line of the deadlines that says from when on a day that comes is coloured."""


@dataclass(slots=True, repr=False)
class _Line:
    key: int
    uid: Id
    record: Any
    values: dict[str, Any]
    tones: dict[str, RowTone] = field(default_factory=dict)


def fill(view: View, one: Listed, keys: Sequence[int], language: str) -> tuple[Row, ...]:
    """Return the rows of these keys that the officer may read, in that order."""
    sight = Sight(view)
    lines = _lines(view, sight, one.record, keys)
    if one.record is ThreatFile:
        _files(view, sight, lines, language)
    elif one.record is Measure:
        _measures(view, sight, lines)
        if "presence" in one.columns:
            _presences(view, sight, lines, language)
    elif one.record is DocumentCopy:
        _copies(view, sight, lines)
    elif one.record is Person:
        for line in lines:
            line.values["name"] = filed_name(line.record)
    _name(view, one, lines, language)
    return tuple(Row(line.key, line.uid, line.values, line.tones) for line in lines)


def _lines(view: View, sight: Sight, record: type, keys: Sequence[int]) -> list[_Line]:
    found = {key: (uid, made) for key, uid, made in _records(view, sight, record, "id", keys)}
    order = [key for key in keys if key in found]
    names = list(view.desk.schema.by_record[record].fields)
    return [
        _Line(key, found[key][0], found[key][1], {name: getattr(found[key][1], name) for name in names})
        for key in order
    ]


def _records(view: View, sight: Sight, record: type, by: str, values: Iterable[int | Id]) -> list[tuple[int, Id, Any]]:
    """Return (key, id, record) of all rows of a kind with one of the values that may be read, oldest first."""
    wanted = [value.hex() if isinstance(value, bytes) else value for value in values]
    if not wanted:
        return []
    spec = view.desk.schema.by_record[record]
    columns = ", ".join(f'"{name}"' for name in spec.fields)
    value = "unhex(value)" if isinstance(wanted[0], str) else "value"
    table = projection_name(spec)
    stands = REPORT_STANDS.format(table) if record is ExecutionReport else "1"
    sql = (
        f"SELECT id, sid, uid, {columns} FROM {table}"  # noqa: S608 - declared names
        f' WHERE "{by}" IN (SELECT {value} FROM json_each(?)) AND {stands} ORDER BY id'
    )
    rows = view.connection.exec_driver_sql(sql, (json.dumps(wanted),)).all()
    seen = sight.streams({row[1] for row in rows})
    apart = view.foreign.rows
    found = [row for row in rows if row[1] in seen and row[0] not in apart]
    return [(row[0], bytes(row[2]), from_columns(spec, row[3:])) for row in found]


def _name(view: View, one: Listed, lines: Sequence[_Line], language: str) -> None:
    refs = [name for name, each in one.columns.items() if each.column.spec and each.column.spec.meta.ref]
    ids = {uid for line in lines for name in refs for uid in _ids(line.values[name])}
    known = read_names(view, ids, language) if ids else {}
    for line in lines:
        for name in refs:
            said = [known[uid] for uid in _ids(line.values[name]) if uid in known]
            line.values[name] = ", ".join(said) or None
        for name in COUNTRIES & line.values.keys():
            codes = line.values[name] if isinstance(line.values[name], tuple) else (line.values[name],)
            line.values[name] = ", ".join(_country(code, language) for code in codes if code) or None


def _country(code: str, language: str) -> str:
    return country.names(language).get(code, code)


def _ids(value: Any) -> tuple[Id, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()


def _files(view: View, sight: Sight, lines: Sequence[_Line], language: str) -> None:
    today, files = view.desk.today(), [line.uid for line in lines]
    soon = today + timedelta(days=days_ahead(view.lists, SOON, today))
    analyses = _by_file(_records(view, sight, ThreatAnalysis, "file", files))
    measures = _by_file(_records(view, sight, Measure, "file", files))
    involved = _by_file(_records(view, sight, Involvement, "file", files))
    people = {one.person for found in involved.values() for _, one in found if one.person}
    named = led_records(view, sight, people)
    services = read_names(
        view, {one.service for found in analyses.values() for _, one in found if one.service}, language
    )
    for line in lines:
        line.values["persons"] = _persons(involved.get(line.uid, ()), named)
        line.values["level"] = held = _level(analyses.get(line.uid, ()), services, today)
        if held is not None and held.out_of_date:
            line.tones["level"] = RowTone.OVERDUE
        elif held is not None and held.valid_until is not None and held.valid_until <= soon:
            line.tones["level"] = RowTone.EXPIRING
        courses = [course_of(one) for _, one in measures.get(line.uid, ())]
        late = sum(overdue(course, today) for course in courses)
        days = [day for c in courses if c.state in UNSETTLED for day in (c.review, c.end) if day is not None]
        line.values["overdue"] = late or None
        line.values["next_review"] = min(days, default=None)
        if late:
            line.tones["overdue"] = RowTone.OVERDUE
        _colour(line, "next_review", today, soon)


def _measures(view: View, sight: Sight, lines: Sequence[_Line]) -> None:
    today = view.desk.today()
    soon = today + timedelta(days=days_ahead(view.lists, SOON, today))
    files = {line.record.file for line in lines if line.record.file}
    known = {
        uid: record for kind in (ThreatFile, VisitFile) for _, uid, record in _records(view, sight, kind, "uid", files)
    }
    told = _records(view, sight, ExecutionReport, "measure", [line.uid for line in lines])
    for line in lines:
        line.values["reported_to"] = max(
            (one.to_on for _, _, one in told if one.measure == line.uid and one.to_on), default=None
        )
        file, course = known.get(line.record.file), course_of(line.record)
        line.values["file_reference"] = file.reference if file else None
        line.values["file_title"] = file.title if file else None
        line.values["late"] = overdue(course, today)
        if line.record.state is not None:
            line.values["state"] = standing_state(course, today)
        line.values["period"] = course
        if course.state in UNSETTLED:
            for name in ("review", "end"):
                _colour(line, name, today, soon)
            tones = {line.tones.get(name) for name in ("review", "end")}
            if tone := next((one for one in (RowTone.OVERDUE, RowTone.EXPIRING) if one in tones), None):
                line.tones["period"] = tone
        if course.state is MeasureState.PROVISIONAL:
            late = course.ratify_by is not None and course.ratify_by < today
            line.tones["state"] = RowTone.OVERDUE if late else RowTone.EXPIRING
        elif line.values["late"]:
            line.tones["state"] = RowTone.OVERDUE


def _presences(view: View, sight: Sight, lines: Sequence[_Line], language: str) -> None:
    """Say of each measure where its person is today, as far as its own assignment was told."""
    people = {line.record.subject for line in lines if line.record.subject_kind is SubjectKind.PERSON}
    told = _records(view, sight, ToldPresence, "person", people - {None})
    for line in lines:
        mine = [(uid, one) for _, uid, one in told if (one.person, one.file) == (line.record.subject, line.record.file)]
        held = standing([Period(uid, None, one.from_on, one.to_on) for uid, one in mine], view.desk.today())
        states = {one.state: one.to_on for uid, one in mine if uid in held and isinstance(one.state, PresenceState)}
        said = [
            capital(say(state, language)) + (f" → {short_date(day, language, year=False)}" if day else "")
            for state, day in states.items()
        ]
        line.values["presence"] = ", ".join(said) or None


def _copies(view: View, sight: Sight, lines: Sequence[_Line]) -> None:
    wanted = {line.record.document for line in lines if line.record.document}
    known = {uid: record for _, uid, record in _records(view, sight, IssuedDocument, "uid", wanted)}
    for line in lines:
        document = known.get(line.record.document)
        line.values["registration"] = document.number if document else None
        line.values["version"] = document.version if document else None


def _colour(line: _Line, name: str, today: date, soon: date) -> None:
    day = line.values[name]
    if isinstance(day, date) and day <= soon:
        line.tones[name] = RowTone.OVERDUE if day < today else RowTone.EXPIRING


def _by_file(found: Iterable[tuple[int, Id, Any]]) -> Mapping[Id, list[tuple[Id, Any]]]:
    grouped: dict[Id, list[tuple[Id, Any]]] = {}
    for _, uid, record in found:
        grouped.setdefault(record.file, []).append((uid, record))
    return grouped


def _level(found: Iterable[tuple[Id, ThreatAnalysis]], services: Mapping[Id, str], today: date) -> LevelHeld | None:
    known = [
        Analysis(uid, one.subject or b"", one.service, one.kind, one.dated, one.level, one.valid_until, one.replaces)
        for uid, one in found
        if one.service is not None and one.kind is not None and one.dated is not None and one.level is not None
    ]
    head = head_level(known, today)
    if head is None:
        return None
    given = head.analysis
    return LevelHeld(given.level, services.get(given.service, ""), head.out_of_date, given.valid_until)


def _persons(found: Iterable[tuple[Id, Involvement]], named: Mapping[Id, Person]) -> str | None:
    threatened = (InvolvementRole.THREATENED, InvolvementRole.PRINCIPAL)
    order = sorted((one for _, one in found), key=lambda one: one.role not in threatened)
    names = [named[one.person] for one in order if one.person is not None and one.person in named]
    return ", ".join(spoken_name(one) for one in names) or None
