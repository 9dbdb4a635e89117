"""What the program holds of people gets into no error, log or report by itself: records do not show what they say."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

import app
from app.models.kind_specs import KindSpec
from app.models.kinds import SCHEMA
from app.models.kinds.persons import Person

NOT_OURS_TO_HIDE = (
    "app.bench.", "app.demo.", "app.invented.", "app.history.", "app.models.kinds.", "app.store.migrations",
)  # fmt: skip
"""Figures and invented people; values of history as they travel; kinds, hidden when declared; scripts run by import."""

OF_THE_PROGRAM = (
    "app.documents.fonts.FontFace",
    "app.documents.pen._NoFace",
    "app.documents.sections.Column",
    "app.exchange.age.header.Stanza",
    "app.models.catalogues.CatalogueWord",
    "app.models.fields.Field",
    "app.models.fields.FieldSpec",
    "app.models.kind_specs.KindSpec",
    "app.models.kind_specs.Schema",
    "app.models.lists.ListKind",
    "app.models.names.delegations.Country",
    "app.services.contacts.Entered",
    "app.services.visits.delegation_lists.ListedDelegation",
)
"""Declarations, fonts, headings, names of countries: what anybody may read in the code or the catalogues."""

HARMLESS = """
app code cids compartments control_code country dates detail digest face fields fontName head host inspection_reference
kind language languages marks organisation_code organisation_kind organisation_names original outline part parts place
record reference registration render resource root_kind rule says seals station station_code station_compartments stem
subsets visits what where words
"""
"""Fields with codes, numbers of files and papers, places in the code, our own words, or records hidden themselves."""


def records() -> Iterator[type]:
    for module in pkgutil.walk_packages(app.__path__, "app."):
        if not module.name.startswith(NOT_OURS_TO_HIDE) and not module.name.endswith("__main__"):
            for found in vars(importlib.import_module(module.name)).values():
                if isinstance(found, type) and is_dataclass(found) and found.__module__ == module.name:
                    yield found


def shown_texts(record: type) -> list[str]:
    made = getattr(record.__repr__, "__wrapped__", None) is not None  # by dataclass, not by hand or not at all
    return [
        field.name
        for field in fields(record)
        if made and field.repr and any(kind in str(field.type) for kind in ("str", "Any", "LocalText", "object"))
    ]


@pytest.mark.parametrize("kind", SCHEMA.by_record.values(), ids=lambda kind: kind.name)
def test_a_kind_shows_its_name_alone(kind: KindSpec) -> None:
    assert repr(kind.record()) == f"{kind.record.__name__}(…)"


def test_a_person_does_not_show_his_name() -> None:
    assert "Onzichtbaar" not in repr([Person(family_name="Onzichtbaar")])


def test_no_record_shows_a_text_but_codes() -> None:
    harmless = set(HARMLESS.split())
    shown = {f"{one.__module__}.{one.__name__}": {*shown_texts(one)} - harmless for one in records()}
    assert set(shown) > set(OF_THE_PROGRAM)
    assert {name: texts for name, texts in shown.items() if texts and name not in OF_THE_PROGRAM} == {}
