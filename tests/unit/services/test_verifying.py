"""`verify` says in the officer's language what is wrong and where; each kind of damage has its own sentence."""

import re
from collections.abc import Iterator

import pytest

from app.core.i18n import LANGUAGES
from app.history.checking import _derived
from app.models.kinds import SCHEMA
from app.services.station.verifying import DERIVED, SENTENCES, StoreFault, fault_sentence, verify_store
from app.store.audit import LogFaultKind
from app.store.verify import ProblemKind
from tests.unit.services.station_house import StationHouse, a_house, a_person

PLACES = {"page": "page 12", "reference": "table stream, row 5", "log_changed": "7"}
KINDS = sorted({*SENTENCES, *_derived(SCHEMA)})


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StationHouse]:
    made = a_house(tmp_path_factory.mktemp("verify"))
    a_person(made.sit(), "Lambrecht")
    yield made
    made.lock()


@pytest.mark.parametrize("kind", KINDS)
def test_every_fault_is_a_sentence_in_four_languages_and_says_where(kind: str) -> None:
    fault = StoreFault(kind, PLACES.get(kind, "a1b2c3"))
    said = {language: fault_sentence(fault, language) for language in LANGUAGES}
    assert len(set(said.values())) == 4, said
    for sentence in said.values():
        assert re.search(r"12|5|7|a1b2c3", sentence)
        assert "{" not in sentence


def test_no_kind_of_damage_is_without_a_sentence_of_its_own() -> None:
    fabric = {str(kind) for kind in ProblemKind}
    log = {f"log_{kind}" for kind in LogFaultKind}
    history = {"save", "signature", "chain", "entry", "value", "attachment", "history"}
    assert set(SENTENCES) == fabric | log | history
    assert set(DERIVED) == {name for name in _derived(SCHEMA) if not name.startswith("p_")}


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        ("UPDATE save SET sig = zeroblob(64) WHERE vid = 3", "signature"),
        ("UPDATE entry SET openings = x'00' WHERE eid = (SELECT max(eid) FROM entry)", "value"),
        ("UPDATE entry SET skeleton = x'00' WHERE eid = 2", "entry"),
        ("UPDATE save SET body = x'00' WHERE vid = 2", "save"),
        ("UPDATE p_person SET family_name = 'Iemand anders'", "p_person"),
        ("DELETE FROM cell WHERE eid = (SELECT max(eid) FROM entry)", "cell"),
        ("UPDATE access_log SET body = x'00' WHERE no = 1", "log_changed"),
        ("DELETE FROM access_log WHERE no = 1", "log_missing"),
    ],
)
def test_damage_is_located(house: StationHouse, damage: str, kind: str) -> None:
    copy = house.copy()
    desk = house.sit()
    assert verify_store(desk).faults == []
    with desk.store.write() as connection:
        connection.exec_driver_sql(damage)

    found = verify_store(desk)

    assert kind in {fault.kind for fault in found.faults}
    assert all(fault.where for fault in found.faults)
    desk.store.close()
    house.desk = None
    house.store.write_bytes(copy.read_bytes())


def test_a_whole_store_is_well_in_one_line(house: StationHouse) -> None:
    found = verify_store(house.sit())
    assert [one for one in found.faults if not one.kind.startswith("log_")] == []
    assert found.entries > 0
    assert len(found.head) == 64
