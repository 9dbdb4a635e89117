"""No service forgets `may` (quality.md §2): neither in its source, nor when an officer without a role calls it."""

import importlib
import inspect
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import app.services
from app.core.ids import Id
from app.models.enums import Action
from app.models.kinds.measures import ExecutionReport
from app.models.kinds.threat import FileNote
from app.services.cases.decisions import approve_measures
from app.services.cases.executions import report_execution
from app.services.cases.reports import record_report
from app.services.cases.rulings import Ruling
from app.services.desk import Desk
from tests.station_world import (
    START,
    TODAY,
    StationWorld,
    a_file,
    a_person,
    a_proposal,
    a_report,
    a_ruling,
    the_minister,
)
from tests.unit.services.asking import forgetful_services, services, sources_of

FOLDER = Path(app.services.__file__).parent
SOURCES = sources_of(FOLDER)
FEW = {name: SOURCES[name] for name in ("desk", "cases.files", "trails")}
IMPORTS = "from app.services import desk as desks\nfrom app.services.desk import Desk, Unit, View\n"
HOUSEKEEPING = ["search.indexing.drain_index", "search.indexing.waiting"]
"""They keep the index up to date for whoever looks things up, and tell a number of its queue: no content, no right."""


@pytest.fixture(scope="module")
def things(world: StationWorld) -> list[Id]:
    """One id of everything a service may be asked about."""
    person = a_person(world.officer)
    file = a_file(world.officer, person)
    record_report(world.officer, file, a_report())
    measure = a_proposal(world, file, person)
    decision = approve_measures(world.recorder, [measure], the_minister())[0]
    report_execution(world.partner, measure, ExecutionReport(from_on=TODAY, to_on=TODAY, done=1))
    with world.officer.read() as view:
        streams = [view.part(file, "file_core"), view.part(file, "file_threat"), view.part(person, "person")]
    return [person, file, measure, decision, *streams]


def test_no_service_touches_the_store_without_asking() -> None:
    assert len(services(SOURCES)) > 40
    assert forgetful_services(SOURCES) == HOUSEKEEPING


@pytest.mark.parametrize(
    "forgetful",
    [
        "def peek(desk: Desk) -> int:\n    with desk.read() as view:\n        return view.get(1)",
        "def poke(desk: 'Desk') -> None:\n    with desk.write() as unit:\n        unit.save()",
        "def peek(desk: desks.Desk) -> int:\n    return _deep(desk)\ndef _deep(d):\n    return _deeper(d)\n"
        "def _deeper(d):\n    with d.read() as view:\n        return view.all()",
        "def peek(desk: Desk) -> int:\n    return count(desk.store)",
    ],
)
def test_a_service_that_never_asks_is_found(forgetful: str) -> None:
    assert len(forgetful_services({**FEW, "newcomer": IMPORTS + forgetful})) == 1


@pytest.mark.parametrize(
    "careful",
    [
        "def look(desk: Desk) -> int:\n    with desk.read() as view:\n        view.require(1)",
        "def look(desk: Desk) -> int:\n    with desk.read() as view:\n        return _all(view)\n"
        "def _all(view):\n    return [x for x in view if view.may(x)]",
        "from app.services.cases.files import open_file as begin_it\n"
        "def look(desk: Desk) -> int:\n    begin_it(desk.store)",
        "from app.services import trails\ndef look(desk: Desk) -> int:\n    trails.field_history(desk.store)",
        "def today_of(desk: Desk) -> int:\n    return desk.today()",
        "def _private(desk: Desk) -> int:\n    with desk.read() as view:\n        return view.all()",
    ],
)
def test_a_service_that_asks_by_itself_or_by_another_is_left_in_peace(careful: str) -> None:
    assert forgetful_services({**FEW, "newcomer": IMPORTS + careful}) == []


@pytest.mark.parametrize(("module", "name"), services(SOURCES))
def test_an_officer_without_a_role_gets_and_changes_nothing(
    module: str, name: str, world: StationWorld, things: list[Id]
) -> None:
    nobody = world.nobody
    service = getattr(importlib.import_module(f"app.services.{module}"), name)
    before = saves(world)
    for thing in things:
        found: Any = None
        try:
            found = service(nobody, **arguments(service, thing))
        except Exception:  # noqa: BLE001, S112 - any refusal is one; that it asks is read from its source
            continue
        assert not found, f"{name} gave something to an officer without a role"
    assert saves(world) == before


@pytest.mark.parametrize(
    ("who", "asked", "said"), [("officer", [], "never asked"), ("recorder", [Action.READ], "does not count")]
)
def test_a_unit_saves_neither_unasked_nor_what_history_would_not_count(
    world: StationWorld, things: list[Id], who: str, asked: list[Action], said: str
) -> None:
    before = saves(world)
    with pytest.raises(RuntimeError, match=said):
        write_a_note(getattr(world, who), things[4], things[1], asked)
    assert saves(world) == before


def write_a_note(desk: Desk, core: Id, file: Id, asked: list[Action]) -> None:
    with desk.write() as unit:
        for action in asked:
            unit.require(action, core)
        unit.create(core, FileNote(file=file, text="stil"))
        unit.save()


def saves(world: StationWorld) -> int:
    with world.admin.read() as view:
        return int(view.connection.exec_driver_sql("SELECT count(*) FROM save").scalar_one())


def arguments(service: Any, thing: Id) -> dict[str, Any]:
    """Return something for each mandatory parameter; `thing` for whatever is an id."""
    hints = inspect.get_annotations(service, eval_str=True)
    mandatory = [p for p in list(inspect.signature(service).parameters.values())[1:] if p.default is p.empty]
    return {parameter.name: _argument(hints.get(parameter.name), thing) for parameter in mandatory}


def _argument(hint: Any, thing: Id) -> Any:
    ready: dict[Any, Any] = {
        Id: thing, str: "x", bool: True, int: 1, date: TODAY, datetime: START, Ruling: a_ruling(),
        Mapping[str, Any]: {},
    }  # fmt: skip
    try:
        if hint in ready:
            return ready[hint]
    except TypeError:
        return None
    return [thing] if "Sequence[bytes]" in str(hint) else object()
