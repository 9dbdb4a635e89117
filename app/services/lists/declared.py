"""The lists: of what kind each is, its columns in their order, and by what SQL a column is sorted and filtered.

`t` is the row of the list's own projection table. A column without SQL is shown, and neither sorted nor filtered by.
"""

from collections.abc import Callable, Mapping
from typing import Any

from app.core.i18n import N_
from app.models.enums import ThreatLevel
from app.models.fields import FieldSpec, Sensitivity
from app.models.kinds import SCHEMA
from app.models.kinds.directory import Officer, Station
from app.models.kinds.measures import Measure
from app.models.kinds.paper import DocumentCopy
from app.models.kinds.persons import Person
from app.models.kinds.places import Place
from app.models.kinds.registers import Organisation, Vehicle
from app.models.kinds.threat import ThreatFile
from app.models.kinds.visits import Event, VisitFile
from app.services.lists import computed
from app.services.lists.asking import Asking, Defined, Listed, Sql
from app.services.lists.columns import Column, ColumnType, ListName, choices_of, type_of
from app.services.lists.wordings import member_path

DIRECTORY = frozenset({"officer", "organisation_entry", "station"})
"""Kinds whose names everybody knows, few enough to sort by name."""
COUNTRIES = frozenset({"country", "sending_state", "birth_country", "nationalities"})
"""Fields that hold codes of countries."""


def listed(name: ListName) -> Listed:
    """Return what is declared of a list."""
    return LISTS[name]


def columns_of(name: ListName) -> tuple[Column, ...]:
    """Return the columns of a list, in the order they are offered."""
    return tuple(defined.column for defined in LISTS[name].columns.values())


def _own(record: type, name: str, **looks: Any) -> Defined:
    spec = SCHEMA.by_record[record].fields[name]
    sql = _sql_of(spec)
    looks.setdefault("sortable", sql is not None and (looks.get("shown", False) or not _is_local(spec)))
    looks.setdefault("filterable", sql is not None)
    named = spec.name if looks.pop("indexed", False) else ""
    return Defined(
        Column(
            name, looks.pop("label", spec.meta.label), looks.pop("type", type_of(spec)), spec, choices=choices_of(spec),
            **looks,
        ),
        sql, named=named,
    )  # fmt: skip


def _rest(record: type, known: Mapping[str, Defined], *left_out: str) -> dict[str, Defined]:
    """Return the columns of all other fields that a list may show: a new field is in the list by its declaration."""
    found = {}
    for name, spec in SCHEMA.by_record[record].fields.items():
        unfit = spec.meta.sensitivity is Sensitivity.SEALED or (spec.type is bytes and spec.meta.ref is None)
        if name not in known and name not in left_out and not unfit:
            found[name] = _own(record, name)
    return found


def _sql_of(spec: FieldSpec) -> Sql | None:
    column = f't."{spec.name}"'
    if spec.meta.ref in DIRECTORY and not spec.many:
        return lambda asking: (
            f"CASE WHEN {column} NOT NULL THEN {asking.words.names(asking.bound)} ->> NULLIF(hex({column}), '') END"
        )
    if spec.meta.ref is not None or (spec.many and spec.type is bytes):
        return None
    if spec.name in COUNTRIES and not spec.many:
        return lambda asking: f"COALESCE({asking.words.countries(asking.bound)} ->> {member_path(column)}, {column})"
    if spec.type is not str and _is_local(spec):
        return lambda asking: asking.words.local(column)
    if type_of(spec) is ColumnType.TEXT and not spec.many:
        return lambda _asking: f"{column} COLLATE NOCASE"
    return lambda _asking: column


def _is_local(spec: FieldSpec) -> bool:
    return not spec.many and issubclass(spec.type, Mapping)


def _list(
    name: ListName,
    record: type,
    columns: list[Defined],
    order: str,
    quick: tuple[str, ...],
    *left_out: str,
    descending: bool = False,
    also: Callable[[Asking, str], str] | None = None,
    where: Sql | None = None,
) -> Listed:
    known = {one.column.name: one for one in columns}
    known |= _rest(record, known, *left_out)
    return Listed(name, record, known, order, descending, quick, also, where)


T = ColumnType
_FILES = [
    _own(ThreatFile, "reference", shown=True, share=0, least=144),
    _own(ThreatFile, "title", shown=True, under="persons", strong=True, share=9, least=220),
    Defined(
        Column("level", N_("Level"), T.LEVEL, shown=True, share=0, least=172, choices=tuple(ThreatLevel)),
        computed.level, computed.levels,
    ),
    _own(ThreatFile, "state", shown=True, chip=True, share=0, least=104),
    _own(ThreatFile, "file_officer", shown=True, share=2, least=120, indexed=True),
    Defined(
        Column("overdue", N_("Overdue"), T.NUMBER, shown=True, chip=True, share=0, least=84),
        computed.overdue_count, computed.overdue_counts,

    ),
    Defined(Column("next_review", N_("Next review"), T.DAY, shown=True, share=0, least=124),
        computed.next_review, computed.next_reviews,
    ),
    _own(ThreatFile, "opened_on", share=0, least=116),
    _own(ThreatFile, "origin_detail", sortable=False),
    _own(ThreatFile, "substitute_approver", sortable=False),
    Defined(Column("persons", N_("Persons"), T.TEXT, sortable=False, filterable=False, share=3, least=140)),
]  # fmt: skip
_VISITS = [
    _own(VisitFile, "reference", shown=True, share=0, least=166),
    _own(VisitFile, "title", shown=True, under="principal", strong=True, share=5, least=220),
    _own(VisitFile, "sending_state", shown=True, share=2, least=120),
    _own(VisitFile, "principal", share=3, least=140),
    _own(VisitFile, "arrival", shown=True, share=0, least=156),
    _own(VisitFile, "departure", shown=True, share=0, least=156),
    _own(VisitFile, "state", shown=True, chip=True, share=1, least=110),
    _own(VisitFile, "file_officer", shown=True, share=2, least=120),
]
_PERSONS = [
    Defined(
        Column("name", N_("Name"), T.TEXT, shown=True, under="function", strong=True, share=5, least=240),
        lambda _asking: "t.family_name COLLATE NOCASE",
    ),
    _own(Person, "category", shown=True, share=2, least=140),
    _own(Person, "nationalities", shown=True, share=2, least=120, sortable=False),
    _own(Person, "employer", shown=True, share=2, least=120),
    _own(Person, "languages", shown=True, share=1, least=90, sortable=False),
]
_MEASURES = [
    _own(Measure, "type", shown=True, under="instruction", strong=True, share=4, least=200, label=N_("Measure")),
    Defined(
        Column("file_reference", N_("File"), T.TEXT, shown=True, under="file_title", share=3, least=150),
        lambda asking: computed.file_of(asking, "reference"),
    ),
    _own(Measure, "subject", shown=True, share=3, least=140, label=N_("For")),
    _own(Measure, "executing", shown=True, share=3, least=140, label=N_("Carried out by")),
    _own(Measure, "start", shown=True, share=0, least=112),
    _own(Measure, "end", share=0, least=112),
    _own(Measure, "review", shown=True, share=0, least=112),
    _own(Measure, "state", shown=True, chip=True, share=1, least=112),
    Defined(Column("late", N_("Overdue"), T.YES_NO, share=1, least=90), computed.is_overdue),
    Defined(Column("file_title", N_("Title of the file"), T.TEXT, sortable=False, filterable=False, least=140)),
]  # fmt: skip
_ASSIGNMENTS = [
    _own(Measure, "type", shown=True, under="instruction", strong=True, share=3, least=220, label=N_("Measure")),
    _own(Measure, "subject", shown=True, under="presence", share=1, least=240, label=N_("For")),
    _own(Measure, "frequency", share=2, least=110),
    Defined(
        Column("period", N_("Period"), T.DAY, filterable=False, shown=True, share=0, least=220),
        lambda _asking: "t.start",
    ),
    _own(Measure, "start", share=0, least=112),
    _own(Measure, "review", share=0, least=112),
    _own(Measure, "end", share=0, least=112),
    _own(Measure, "state", shown=True, chip=True, share=0, least=190),
    Defined(
        Column("presence", N_("Presence"), T.TEXT, sortable=False, filterable=False, share=1, least=120)
    ),
    Defined(
        Column("reported_to", N_("Reported up to"), T.DAY, shown=True, share=0, least=124),
        computed.reported_to,
    ),
    _own(Measure, "executing", share=3, least=140, label=N_("Carried out by")),
    Defined(
        Column("file_reference", N_("File"), T.TEXT, under="file_title", share=2, least=150),
        lambda asking: computed.file_of(asking, "reference"),
    ),
    Defined(Column("late", N_("Overdue"), T.YES_NO, share=1, least=90), computed.is_overdue),
    Defined(Column("file_title", N_("Title of the file"), T.TEXT, sortable=False, filterable=False, least=140)),
]  # fmt: skip
_COPIES = [
    Defined(
        Column("registration", N_("Registration number"), T.TEXT, shown=True, strong=True, share=2, least=160),
        computed.document("number"),
    ),
    Defined(Column("version", N_("Version"), T.NUMBER, shown=True, share=1, least=80), computed.document("version")),
    _own(DocumentCopy, "number", shown=True, share=1, least=80),
    _own(DocumentCopy, "recipient", shown=True, share=4, least=160),
    _own(DocumentCopy, "state", shown=True, chip=True, share=2, least=120),
    _own(DocumentCopy, "state_on", shown=True, share=1, least=110),
    _own(DocumentCopy, "language", share=1, least=80),
]

LISTS: Mapping[ListName, Listed] = {
    one.name: one
    for one in (
        _list(
            ListName.THREAT_FILES, ThreatFile, _FILES, "reference", ("reference", "title"), "state_decision", "recused",
            descending=True, also=computed.with_person,
        ),
        _list(
            ListName.VISITS, VisitFile, _VISITS, "arrival", ("reference", "title", "host", "sending_state"),
            "state_decision", "recused", descending=True,
        ),
        _list(
            ListName.EVENTS, Event,
            [
                _own(Event, "names", shown=True, strong=True, share=4, least=180),
                _own(Event, "reference", shown=True, share=2, least=140),
                _own(Event, "kind", shown=True, share=2, least=120),
                _own(Event, "starts", shown=True, share=1, least=110),
                _own(Event, "ends", shown=True, share=1, least=110),
                _own(Event, "state", shown=True, chip=True, share=1, least=110),
            ],
            "starts", ("names", "reference"), descending=True,
        ),
        _list(
            ListName.PERSONS, Person, _PERSONS, "name", ("family_name", "given_names", "native_name", "function"),
            "photo", also=computed.with_joined, where=computed.leads,
        ),
        _list(
            ListName.ORGANISATIONS, Organisation,
            [
                _own(Organisation, "names", shown=True, under="short_name", strong=True, share=4, least=200),
                _own(Organisation, "kind", shown=True, share=2, least=140),
                _own(Organisation, "code", shown=True, share=1, least=90),
                _own(Organisation, "phone", shown=True, share=2, least=140),
                _own(Organisation, "country", shown=True, share=1, least=110),
            ],
            "names", ("names", "short_name", "code", "phone"),
        ),
        _list(
            ListName.PLACES, Place,
            [
                _own(Place, "names", shown=True, under="street", strong=True, share=4, least=200),
                _own(Place, "kind", shown=True, share=2, least=120),
                _own(Place, "municipality", shown=True, share=2, least=120),
                _own(Place, "country", shown=True, share=1, least=110),
                _own(Place, "phone", shown=True, share=2, least=140),
            ],
            "names", ("names", "street", "postcode", "municipality"), "latitude", "longitude",
        ),
        _list(
            ListName.VEHICLES, Vehicle,
            [
                _own(Vehicle, "plate", shown=True, strong=True, share=2, least=120),
                _own(Vehicle, "make", shown=True, share=2, least=110),
                _own(Vehicle, "model", shown=True, share=2, least=110),
                _own(Vehicle, "colour", shown=True, share=1, least=90),
                _own(Vehicle, "role", shown=True, share=2, least=110),
                _own(Vehicle, "armoured", shown=True, share=1, least=90),
            ],
            "plate", ("plate", "make", "model"),
        ),
        _list(
            ListName.MEASURES, Measure, _MEASURES, "review", ("type", "instruction", "file_reference"), "decision",
            "basis_analysis", "file", "subject_kind",
        ),
        _list(
            ListName.ASSIGNMENTS, Measure, _ASSIGNMENTS, "period", ("type", "instruction", "file_reference"),
            "decision", "basis_analysis", "file", "subject_kind", descending=True, where=computed.given_to_us,
        ),
        _list(
            ListName.COPIES, DocumentCopy, _COPIES, "registration", ("registration", "recipient"), "document",
            descending=True,
        ),
        _list(
            ListName.ACCOUNTS, Officer,
            [
                _own(Officer, "name", shown=True, under="login", strong=True, share=3, least=160),
                _own(Officer, "organisation", shown=True, share=3, least=160),
                _own(Officer, "roles", shown=True, share=3, least=140, sortable=False),
                _own(Officer, "clearance", shown=True, share=1, least=120),
                _own(Officer, "clearance_until", shown=True, share=1, least=110),
                _own(Officer, "state", shown=True, chip=True, share=1, least=100),
            ],
            "name", ("name", "login", "organisation"),
        ),
        _list(
            ListName.STATIONS, Station,
            [
                _own(Station, "code", shown=True, strong=True, share=2, least=110),
                _own(Station, "organisation", shown=True, share=4, least=160),
                _own(Station, "ceiling", shown=True, share=2, least=120),
                _own(Station, "state", shown=True, chip=True, share=1, least=100),
            ],
            "code", ("code", "organisation"), "recipient_key", "cut_off",
        ),
    )
}  # fmt: skip
