"""What ids are called: officers, stations and organisations by the directory, all else by its own title, within rights.

Records hold ids; a screen shows names. What may not be read has no name here, and the screen says so.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields
from typing import Any

from app.core.i18n import N_, translate
from app.core.ids import NIL, Id
from app.documents.dates import short_date
from app.history.claims import COUNTS
from app.history.rows import select
from app.models.enums import Action, AddressUse, DecisionKind, NeedKind, TaskAct, say
from app.models.kind_specs import Schema
from app.models.kinds.catalogue import CatalogueItem
from app.models.kinds.measures import Decision, ExecutionReport
from app.models.kinds.persons import HomeAddress
from app.models.kinds.places import SealedAddress
from app.models.kinds.tasks import Task, TaskStep
from app.models.lists import LISTS
from app.models.rules.decisions import PROPOSALS
from app.models.texts import in_language
from app.services.among import AMONG, among
from app.services.desk import Desk, View
from app.services.joined import leads_of
from app.services.search.finding import titles_of
from app.services.seeing import Sight


def names_of(desk: Desk, uids: Collection[Id], language: str) -> dict[Id, str]:
    """Return the names of those things that are here and may be read by this officer; the others are left out.

    Raises NotAllowed where the account counts no more.
    """
    with desk.read() as view:
        return read_names(view, uids, language)


def read_names(view: View, ids: Iterable[Id], language: str, *, as_entered: bool = False) -> dict[Id, str]:
    """Return the names of ids: accounts, stations and organisations are known to every officer of the store.

    Who was joined to another entry of the register is called as the one that leads, unless `as_entered`.
    """
    wanted = {uid for uid in ids if uid and uid != NIL}
    directory = view.directory
    found: dict[Id, str] = {}
    for uid in wanted:
        if uid in directory.organisations:
            entry = directory.organisations[uid]
            found[uid] = in_language(entry.names or {}, language)[0] or entry.code or ""
        elif uid in directory.officers:
            found[uid] = directory.officers[uid].name or directory.officers[uid].login or ""
        elif uid in directory.stations:
            found[uid] = directory.stations[uid].code or ""
    rest = wanted - found.keys()
    if rest:
        sight = Sight(view)
        leads = {} if as_entered else leads_of(view, sight, rest)
        titles = titles_of(view, sight, {leads.get(uid, uid) for uid in rest}, language, by_type=True)
        found.update({uid: name for uid in rest if (name := titles.get(leads.get(uid, uid)))})
        found.update(_of_tasks(view, sight, rest - found.keys(), language))
        found.update(_of_lines(view, sight, rest - found.keys(), language))
        found.update(_of_homes(view, sight, rest, language))
        found.update(_of_sealed(view, sight, rest - found.keys(), language))
        found.update(_of_proposing(view, sight, rest, language))
        found.update(_of_decisions(view, sight, rest - found.keys(), language))
        found.update(_of_executions(view, sight, rest - found.keys(), language))
    return found


def _of_proposing(view: View, sight: Sight, ids: Collection[Id], language: str) -> dict[Id, str]:
    """Return what proposing decisions are called: by the measure they propose, for most say nothing else."""
    kinds = sorted(PROPOSALS)
    where = f"uid {AMONG} AND kind IN ({', '.join('?' * len(kinds))})"
    sql = f"SELECT uid, subject, kind, sid FROM p_decision WHERE {where} AND subject IS NOT NULL"  # noqa: S608
    rows = select(view.connection, sql, among(ids), *kinds) if ids else ()
    readable = sight.streams({row[3] for row in rows})
    seen = {bytes(row[0]): (bytes(row[1]), DecisionKind(row[2])) for row in rows if row[3] in readable}
    measures = titles_of(view, sight, {measure for measure, _ in seen.values()}, language, by_type=True)
    return {
        uid: f"{measures[measure]} ({say(kind, language)})"
        for uid, (measure, kind) in seen.items()
        if measures.get(measure)
    }


def _of_decisions(view: View, sight: Sight, ids: Collection[Id], language: str) -> dict[Id, str]:
    """Return what decisions are called for which nobody wrote a reason: by what was decided."""
    found = view.locate(Decision, f"uid {AMONG}", among(ids)) if ids else ()
    return {uid: say(one.kind, language) for uid, stream, one in found if one.kind and sight.stream(stream)}


def _of_executions(view: View, sight: Sight, ids: Collection[Id], language: str) -> dict[Id, str]:
    """Return what execution reports are called: by their days, for most say nothing in words."""
    found = view.locate(ExecutionReport, f"uid {AMONG}", among(ids)) if ids else ()
    return {
        uid: " – ".join(dict.fromkeys(short_date(day, language) for day in (one.from_on, one.to_on) if day))
        for uid, stream, one in found
        if sight.stream(stream) and (one.from_on or one.to_on)
    }


def _of_tasks(view: View, sight: Sight, ids: Collection[Id], language: str) -> dict[Id, str]:
    """Return what tasks and steps of tasks are called: nobody looks them up, so no index has them."""
    asked = among(ids)
    found: dict[Id, str] = {}
    for uid, stream, one in view.locate(Task, f"uid {AMONG}", asked) if ids else ():
        if sight.stream(stream):
            found[uid] = one.title or (say(one.rule, language) if isinstance(one.rule, NeedKind) else "")
    for uid, stream, step in view.locate(TaskStep, f"uid {AMONG}", asked) if ids else ():
        if sight.stream(stream):
            found[uid] = step.reason or (say(step.act, language) if isinstance(step.act, TaskAct) else "")
    return {uid: name for uid, name in found.items() if name}


def _of_lines(view: View, sight: Sight, ids: Collection[Id], language: str) -> dict[Id, str]:
    """Return what lines of lists are called, as this store has them: no index has them either."""
    lines = view.locate(CatalogueItem, f"uid {AMONG}", among(ids)) if ids else ()
    return {
        uid: view.lists.say(line.list, line.code or "", language)
        for uid, stream, line in lines
        if line.list and line.list in LISTS and sight.stream(stream)
    }


def _of_homes(view: View, sight: Sight, ids: Collection[Id], language: str) -> dict[Id, str]:
    """Return what addresses are called: all of it, for a street without its number is not where anybody goes."""
    found = view.locate(HomeAddress, f"uid {AMONG}", among(ids)) if ids else ()
    return {uid: _address(one, language) for uid, stream, one in found if sight.stream(stream) and _address(one, "")}


def _address(one: HomeAddress, language: str) -> str:
    number = "/".join(part for part in (one.number, one.box) if part)
    street = " ".join(part for part in (one.street, number) if part)
    town = " ".join(part for part in (one.postcode, one.municipality) if part)
    where = ", ".join(part for part in (street, town) if part)
    use = say(one.use, language) if language and isinstance(one.use, AddressUse) else ""
    return " · ".join(part for part in (use[:1].upper() + use[1:], where) if part) if where else ""


def _of_sealed(view: View, sight: Sight, ids: Collection[Id], language: str) -> dict[Id, str]:
    """Return what sealed addresses are called: that they are sealed, and of which use, never what they say."""
    found = view.locate(SealedAddress, f"uid {AMONG}", among(ids)) if ids else ()
    sealed = translate(N_("Sealed address"), language)
    return {
        uid: f"{sealed} ({say(one.use, language)})" if isinstance(one.use, AddressUse) else sealed
        for uid, stream, one in found
        if sight.stream(stream)
    }


def root_facts(view: View, root: Id) -> tuple[str, str]:
    """Return the kind of a root and its reference; empty where it is not here or has none.

    The reference is empty too where the officer may not read the root itself: he may hold another part of it.
    """
    sql = f"SELECT kind FROM entity WHERE uid = ? AND kind <> 1 AND {COUNTS} ORDER BY id LIMIT 1"  # noqa: S608
    number = view.connection.exec_driver_sql(sql, (root,)).scalar()
    spec = view.desk.schema.kinds.get(int(number)) if number is not None else None
    if spec is None:
        return "", ""
    if "reference" not in spec.fields:
        return spec.name, ""
    found: list[tuple[Id, Id, Any]] = view.locate(spec.record, "uid = ?", root)
    return spec.name, next((one.reference or "" for _, home, one in found if view.may(Action.READ, home)), "")


def ids_in(schema: Schema, records: Iterable[Any]) -> set[Id]:
    """Return every id that the records' fields point to."""
    found: set[Id] = set()
    pointing: dict[type, Sequence[str]] = {}
    for record in records:
        kind = type(record)
        if kind not in pointing:
            pointing[kind] = _pointing(schema, kind)
        for name in pointing[kind]:
            value = getattr(record, name)
            if isinstance(value, bytes):
                found.add(value)
            elif isinstance(value, tuple):
                found.update(item for item in value if isinstance(item, bytes))
    return found


def _pointing(schema: Schema, kind: type) -> Sequence[str]:
    """Return the fields of a kind that hold ids; all of them where it is none of the schema's."""
    spec = schema.by_record.get(kind)
    if spec is None:
        return [one.name for one in fields(kind)]
    return [name for name, one in spec.fields.items() if one.meta.ref is not None]
