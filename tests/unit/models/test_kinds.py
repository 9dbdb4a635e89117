"""What is declared stays declared: numbers are frozen, cells are sound, every word is there in four languages."""

from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

import app.models.enums as closed_lists
from app.core.errors import UserError
from app.core.i18n import catalogue
from app.models.catalogues import CatalogueWord
from app.models.catalogues import catalogue as shipped_list
from app.models.enums import Action, Marking, Role, ThreatLevel, label_of, say
from app.models.fields import FieldSpec, Rule, Search, Sensitivity, from_wire, to_wire
from app.models.kind_specs import KindSpec
from app.models.kinds import ANY_KIND, ANY_PART, SCHEMA
from app.models.tables import PROJECTIONS, metadata, projection_name

FROZEN = Path(__file__).with_name("frozen_numbers.txt")
KINDS = sorted(SCHEMA.kinds.values(), key=lambda kind: kind.id)
SETS = (Rule.SET, Rule.NARROW_SET)


def all_fields() -> Iterator[tuple[KindSpec, FieldSpec]]:
    for kind in KINDS:
        for spec in kind.fields.values():
            yield kind, spec


def all_enums() -> list[type[Enum]]:
    found = (getattr(closed_lists, name) for name in closed_lists.__all__)
    return [item for item in found if isinstance(item, type) and issubclass(item, Enum) and len(item)]


def numbers() -> list[str]:
    lines = [f"part {number} {name}" for number, name in sorted(SCHEMA.parts.items())]
    for kind in KINDS:
        lines.append(f"kind {kind.id} {kind.name} in {kind.part}")
        for spec in sorted(kind.fields.values(), key=lambda spec: spec.meta.id):
            cell = spec.meta.cell or spec.meta.id
            lines.append(f"  {spec.meta.id} {spec.name} cell {cell}.{spec.at} {kind.cells[cell].rule}")
    return lines


def test_no_number_that_is_on_paper_or_stick_ever_changes() -> None:
    frozen = FROZEN.read_text(encoding="utf-8").splitlines()
    assert [line for line in frozen if line not in set(numbers())] == []
    assert numbers() == frozen, "a new field is appended to frozen_numbers.txt; nothing there is changed"


def test_parts_have_the_numbers_of_the_exchange() -> None:
    names = (
        "directory catalogue organisation place address_sealed vehicle person person_private file_core file_threat "
        "assignment visit_core visit_delegation visit_programme event same_person paper person_of_concern attachment "
        "task proposal"
    )
    assert SCHEMA.parts == dict(enumerate(names.split(), start=1))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_lives_in_a_known_part_and_asks_a_known_action(kind: KindSpec) -> None:
    assert kind.part == ANY_PART or kind.part in SCHEMA.parts.values()
    assert Action(kind.action)
    assert kind.record.__doc__


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_cells_are_sound(kind: KindSpec) -> None:
    for cell in kind.cells.values():
        assert cell.fields[0].meta.id == cell.id
        assert [spec.at for spec in cell.fields] == list(range(len(cell.fields)))
        if cell.rule in SETS:
            assert len(cell.fields) == 1
            assert cell.fields[0].many
        if cell.rule is Rule.WORKFLOW:
            assert kind.rank is not None
        if kind.once:
            assert cell.rule is Rule.VALUE
        for spec in cell.fields[1:]:
            assert spec.meta.rule is Rule.VALUE, "only the first field of a cell says its rule"


def test_references_point_to_kinds_that_exist() -> None:
    for kind, spec in all_fields():
        if spec.meta.ref is not None:
            assert spec.meta.ref == ANY_KIND or spec.meta.ref in SCHEMA.by_name, (kind.name, spec.name)
            assert spec.type is bytes


def test_sealed_values_are_never_searched() -> None:
    for kind, spec in all_fields():
        if spec.meta.sensitivity is Sensitivity.SEALED:
            assert spec.meta.search is Search.NO, (kind.name, spec.name)


def test_a_sealed_address_is_sealed_to_its_last_field() -> None:
    fields = SCHEMA.by_name["sealed_address"].fields
    where = (
        "street",
        "number",
        "box",
        "postcode",
        "municipality",
        "country",
        "latitude",
        "longitude",
        "access",
        "zone",
    )
    assert {fields[name].meta.sensitivity for name in where} == {Sensitivity.SEALED}
    assert fields.keys() - set(where) == {"subject", "use", "from_on", "to_on"}, "what says nothing of where it is"


def test_what_grants_access_merges_to_the_narrower_side() -> None:
    narrow = {
        "label": {"marking": Rule.HIGHEST, "co_owners": Rule.NARROW_SET, "distribution": Rule.NARROW_SET},
        "station": {"ceiling": Rule.WORKFLOW, "compartments": Rule.NARROW_SET, "state": Rule.WORKFLOW},
        "officer": {
            "roles": Rule.NARROW_SET,
            "compartments": Rule.NARROW_SET,
            "stations": Rule.NARROW_SET,
            "clearance": Rule.WORKFLOW,
            "state": Rule.WORKFLOW,
        },
    }
    for name, rules in narrow.items():
        kind = SCHEMA.by_name[name]
        assert {field: kind.cell_of(field).rule for field in rules} == rules


def test_decisions_reports_and_analyses_are_write_once() -> None:
    once = {kind.name for kind in KINDS if kind.once}
    assert {"file_note", "threat_report", "threat_analysis", "decision", "execution_report", "attachment"} <= once


def test_directory_acts_and_decisions_carry_the_officers_signature() -> None:
    signed = {kind.name for kind in KINDS if kind.signed}
    assert {"organisation_entry", "station", "officer", "decision"} <= signed


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_every_label_and_every_word_is_translated(language: str) -> None:
    words = {spec.meta.label for _, spec in all_fields()}
    words |= {label_of(member) for enum in all_enums() for member in enum if enum.__name__ != "BloodGroup"}
    assert not [word for word in words if word not in catalogue(language)]


def test_levels_and_markings_are_worded_as_in_the_law() -> None:
    assert [say(level, "fr") for level in ThreatLevel] == ["FAIBLE", "MOYEN", "GRAVE", "TRÈS GRAVE"]
    assert [say(level, "de") for level in ThreatLevel] == ["GERING", "MÄSSIG", "ERNST", "SEHR ERNST"]
    assert [say(level, "nl") for level in ThreatLevel] == ["LAAG", "GEMIDDELD", "ERNSTIG", "ZEER ERNSTIG"]
    assert say(Marking.RESTRICTED, "de") == "EINGESCHRÄNKT"
    assert say(Marking.TOP_SECRET, "nl") == "ZEER GEHEIM"
    assert list(Marking) == sorted(Marking)


def test_a_member_without_words_has_no_label() -> None:
    with pytest.raises(TypeError):
        label_of(Rule.VALUE)


def test_every_list_a_field_shows_ships() -> None:
    shown = {spec.meta.show.name for _, spec in all_fields() if isinstance(spec.meta.show, CatalogueWord)}
    assert shown == {
        "measure_types",
        "threat_forms",
        "function_categories",
        "closing_reasons",
        "organisation_kinds",
        "visit_types",
        "foreign_markings",
    }
    assert all(shipped_list(name) for name in shown)


def sample(spec: FieldSpec) -> object:
    one: object
    if issubclass(spec.type, Enum):
        one = next(iter(spec.type))
    elif spec.type is datetime:
        one = datetime.fromisoformat("2026-11-22T00:10:00.250+01:00")
    elif spec.type is date:
        one = date(2026, 11, 22)
    elif spec.type in (bool, int, float, str, bytes):
        one = {bool: True, int: 7, float: 50.5, str: "ß", bytes: b"\x00" * 16}[spec.type]
    else:
        one = {"nl": "tekst", "original": "nl"}
    return (one,) if spec.many else one


def test_every_field_survives_the_wire() -> None:
    for kind, spec in all_fields():
        value = sample(spec)
        assert from_wire(spec, to_wire(value)) == value, (kind.name, spec.name)
        assert from_wire(spec, None) == (() if spec.many else None)


def test_a_role_of_a_newer_station_is_kept_as_it_is() -> None:
    spec = SCHEMA.by_name["officer"].fields["roles"]
    assert from_wire(spec, ["partner", "sorcerer"]) == (Role.PARTNER, "sorcerer")


def test_records_can_be_made_empty_and_are_frozen() -> None:
    for kind in KINDS:
        empty = kind.record()
        assert all(getattr(empty, name) in (None, ()) for name in kind.fields)
        with pytest.raises(AttributeError):
            setattr(empty, next(iter(kind.fields)), "x")


def test_every_kind_has_its_projection_and_all_tables_can_be_made() -> None:
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    tables = inspect(engine)
    assert set(PROJECTIONS) == set(SCHEMA.kinds)
    for kind in KINDS:
        columns = {column["name"] for column in tables.get_columns(projection_name(kind))}
        assert columns == {"id", "uid", "sid", "withheld", *kind.fields}
    engine.dispose()


@pytest.mark.parametrize(
    ("kind", "field", "typed", "value"),
    [
        ("phone", "number", "0475 12 34 56", "+32475123456"),
        ("measure", "contact_phone", "02/506 47 11", "+3225064711"),
        ("organisation", "phone", "112", "112"),
        ("vehicle", "plate", "1abc234", "1-ABC-234"),
        ("email", "address", "Permanence@Example.BE", "Permanence@example.be"),
    ],
)
def test_a_field_brings_what_is_typed_into_one_form(kind: str, field: str, typed: str, value: str) -> None:
    parse = SCHEMA.by_name[kind].fields[field].meta.parse
    assert parse is not None
    assert parse(typed) == value
    with pytest.raises(UserError):
        parse("@@ §")


def test_every_phone_and_plate_that_is_searched_as_a_key_is_checked_when_typed() -> None:
    words = {"Phone", "24/7 number", "Plate", "E-mail"}
    assert not [
        (kind.name, spec.name) for kind, spec in all_fields() if spec.meta.label in words and not spec.meta.parse
    ]
