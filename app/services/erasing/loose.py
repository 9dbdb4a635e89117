"""Persons to whom nothing refers any more: no file, visit, report or paper of anything else names them.

What says something of a person in his own entry does not hold him, nor what goes with him: edges that join entries,
relations, sealed addresses. A vehicle keeps its plate and merely forgets him. Of entries that are joined, each must be
free: they are one human.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.core.clock import from_milliseconds
from app.core.ids import Id
from app.models.enums import Action, Marking
from app.models.kind_specs import KindSpec
from app.models.kinds.persons import Person, Relation
from app.models.kinds.schema import ANY_KIND, ANY_PART
from app.models.kinds.threat import PersonOfConcern
from app.models.names.full_names import filed_name
from app.models.tables import projection_name
from app.services.among import AMONG, among
from app.services.desk import Desk, NotThere, View
from app.services.joined import group_of
from app.services.seeing import Sight

MOST = 200
"""Persons that are listed, what was longest untouched first."""
FREE = frozenset({"same_person", "relation", "vehicle", "sealed_address"})
"""Kinds that hold nobody: they go with the person, or forget him."""
PARTS = {"person": "person", "person_of_concern": "person_of_concern"}


@dataclass(frozen=True, slots=True, repr=False)
class LoosePerson:
    """A person whom nothing names; `changed` is when anybody last wrote in his entry."""

    person: Id
    kind: str
    name: str
    changed: datetime | None
    marking: Marking = Marking.NONE


@dataclass(frozen=True, slots=True, repr=False)
class Human:
    """A person as one erases him: all joined entries with their parts, what goes along, how many things name him."""

    kind: str
    entries: Sequence[Id]
    streams: Sequence[Id]
    objects: Sequence[tuple[Id, Id]]
    named: int
    vehicles: int = 0


def loose_persons(desk: Desk) -> Sequence[LoosePerson]:
    """Return the persons to whom nothing refers and that this officer may erase. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.ERASE)
        found: list[tuple[Id, str, int]] = []
        for kind in PARTS:
            found += _loose_of(view, kind)
        found = sorted(found, key=lambda one: (one[2], one[0]))[:MOST]
        return [
            LoosePerson(
                uid,
                kind,
                called(view, uid),
                from_milliseconds(moment) if moment else None,
                view.thing(view.part(uid, PARTS[kind])).marking,
            )
            for uid, kind, moment in found
        ]


def human_of(view: View, person: Id) -> Human:
    """Return what there is of one human. Raises NotThere."""
    kind = next((name for name, part in PARTS.items() if view.parts(person, part)), None)
    if kind is None:
        raise NotThere
    entries = group_of(view, Sight(view), person)[0] if kind == "person" else (person,)
    sql = f"SELECT id FROM stream WHERE root {AMONG} ORDER BY sid"  # noqa: S608 - a constant
    streams = [bytes(row[0]) for row in view.connection.exec_driver_sql(sql, (among(entries),))]
    sql = f"""SELECT DISTINCT stream.id FROM p_sealed_address JOIN stream USING (sid)
        WHERE subject {AMONG}"""  # noqa: S608 - a constant
    sealed = [bytes(row[0]) for row in view.connection.exec_driver_sql(sql, (among(entries),))]
    parts = tuple(dict.fromkeys([*streams, *sealed]))
    where = f"person {AMONG} OR other {AMONG}"
    relations = [
        (uid, home) for uid, home, _ in view.locate(Relation, where, among(entries), among(entries))
        if home not in parts and view.thing(home).owner == view.facts.organisation
    ]  # fmt: skip
    named = sum(_named(view, kind, one) for one in entries)
    sql = f"""SELECT count(*) FROM p_vehicle WHERE EXISTS
        (SELECT 1 FROM json_each(users) WHERE unhex(value) {AMONG})"""  # noqa: S608 - a constant
    vehicles = int(view.connection.exec_driver_sql(sql, (among(entries),)).scalar_one())
    return Human(kind, entries, parts, tuple(relations), named, vehicles)


def called(view: View, person: Id) -> str:
    """Return the name of a person, or of a person of concern; empty where he has none or may not be read."""
    found: list[tuple[Id, Id, Person | PersonOfConcern]] = [
        *view.locate(Person, "uid = ?", person), *view.locate(PersonOfConcern, "uid = ?", person),
    ]  # fmt: skip
    seen = (one for _, stream, one in found if view.may(Action.READ, stream))
    return next((filed_name(one) or one.native_name or "" for one in seen), "")


def persons_in(view: View, file: Id) -> list[Id]:
    """Return the persons and persons of concern whom the parts of a file name."""
    found: dict[Id, None] = {}
    for kind in PARTS:
        record = Person if kind == "person" else PersonOfConcern
        sql = f"""SELECT uid FROM {projection_name(view.desk.schema.by_record[record])}
            WHERE uid IN ({_names_sql(view, kind, "stream.root = ?1")})"""  # noqa: S608 - declared names
        found |= {bytes(row[0]): None for row in view.connection.exec_driver_sql(sql, (file,))}
    return list(found)


def loose_among(view: View, persons: Iterable[Id], without: Id) -> list[Id]:
    """Return those of the persons whom nothing names but what is under one root."""
    found = []
    for person in persons:
        kind = "person" if view.parts(person, PARTS["person"]) else "person_of_concern"
        entries = group_of(view, Sight(view), person)[0] if kind == "person" else (person,)
        if not any(_named(view, kind, one, without) for one in entries):
            found.append(person)
    return found


def _loose_of(view: View, kind: str) -> list[tuple[Id, str, int]]:
    """Return (person, kind, moment of the newest entry) of the own ones that nothing names."""
    record = Person if kind == "person" else PersonOfConcern
    table = projection_name(view.desk.schema.by_record[record])
    changed = """(SELECT coalesce(max(save.moment), 0) FROM stream s JOIN entry USING (sid) JOIN save USING (vid)
        WHERE s.root = t.uid)"""
    sql = f"""SELECT t.uid, stream.id, {changed} AS moment FROM {table} t JOIN stream USING (sid)
        WHERE stream.owner = ?1 AND t.uid NOT IN ({_names_sql(view, kind)})"""  # noqa: S608 - declared names
    rows = view.connection.exec_driver_sql(sql, (view.facts.organisation,)).all()
    free = {bytes(row[0]) for row in rows}
    found, sight = [], Sight(view)
    for uid, stream, moment in rows:
        if view.may(Action.ERASE, bytes(stream)) and _all_free(view, sight, kind, bytes(uid), free):
            found.append((bytes(uid), kind, int(moment)))
    return found


def _all_free(view: View, sight: Sight, kind: str, uid: Id, free: Collection[Id]) -> bool:
    return kind != "person" or set(group_of(view, sight, uid)[0]) <= set(free)


def _named(view: View, kind: str, person: Id, without: Id = b"") -> int:
    """Return how many things name a person, those under a root left out."""
    count = 0
    for spec, field, many in _naming(view, kind):
        hit = (
            f'EXISTS (SELECT 1 FROM json_each(t."{field}") WHERE value = lower(hex(?1)))' if many  # noqa: S608
            else f't."{field}" = ?1'
        )  # fmt: skip
        sql = f"""SELECT count(*) FROM {projection_name(spec)} t JOIN stream USING (sid)
            WHERE {hit} AND stream.root <> ?1 AND stream.root <> ?2 AND {_counts(view)}"""  # noqa: S608 - declared names
        count += int(view.connection.exec_driver_sql(sql, (person, without)).scalar_one())
    return count


def _names_sql(view: View, kind: str, where: str = "1") -> str:
    """Return a query of all ids that something names from outside their own entries."""
    asked, where = [], f"{where} AND {_counts(view)}"
    for spec, field, many in _naming(view, kind):
        table = projection_name(spec)
        if many:
            asked.append(
                f'SELECT unhex(j.value) FROM {table} t JOIN stream USING (sid), json_each(t."{field}") j'  # noqa: S608
                f" WHERE unhex(j.value) IS NOT NULL AND {where}"
            )
        else:
            asked.append(
                f'SELECT t."{field}" FROM {table} t JOIN stream USING (sid)'  # noqa: S608 - declared names
                f' WHERE t."{field}" IS NOT NULL AND stream.root <> t."{field}" AND {where}'
            )
    return " UNION ".join(asked)


def _counts(view: View) -> str:
    """Return the condition that a row `t` counts: what nobody is shown must not keep a person from being erased."""
    keys = ", ".join(map(str, sorted(view.foreign.rows)))
    return f"t.id NOT IN (SELECT value FROM json_each('[{keys}]'))" if keys else "1"  # noqa: S608 - keys of rows


def _naming(view: View, kind: str) -> list[tuple[KindSpec, str, bool]]:
    """Return the fields that may point to a person from outside, by what the declarations say."""
    return [
        (spec, field.name, field.many)
        for spec in view.desk.schema.kinds.values()
        if spec.name not in FREE and spec.part != ANY_PART
        for field in spec.fields.values()
        if field.meta.ref in (kind, ANY_KIND) and field.type is bytes
    ]
