"""Who knows what as a matrix: one row each recipient, however what is known there came to it."""

from dataclasses import replace
from datetime import UTC, date, datetime

from app.models.enums import CopyState, DocumentState
from app.services.exchange.release import Held
from app.services.knowing import Knowing
from app.services.knowing_matrix import matrix_of
from app.services.paper.copies import HeldCopy

ZONE, STATION, SECOND, ENTERED = b"z" * 16, b"s" * 16, b"t" * 16, b"e" * 16
FIRST, NEXT = b"1" * 16, b"2" * 16
AT = datetime(2026, 11, 17, 9, tzinfo=UTC)
PARTLY = Held(STATION, b"c" * 16, "file_core", 3, AT, confirmed=True, withdrawn=False)
COPY = HeldCopy(
    copy=b"p" * 16, document=FIRST, kind="protocol", subject=None, issued=AT, registration="P-2026-BRU1-0001",
    version=1, document_state=DocumentState.ISSUED, number=1, recipient="PZ Antwerpen, meldkamer", organisation=ZONE,
    language="nl", state=CopyState.HANDED_OVER, since=date(2026, 11, 17), by_whom="", before_whom="",
)  # fmt: skip
NAMES = {ZONE: "PZ Antwerpen", STATION: "ANT1", SECOND: "ANT2", ENTERED: "PZ ANTWERPEN"}
WHOSE = {STATION: ZONE, SECOND: ZONE, ENTERED: ZONE}


def test_a_workstation_and_its_organisation_are_one_row() -> None:
    there = [PARTLY, replace(PARTLY, station=SECOND)]
    entered = replace(COPY, document=NEXT, organisation=ENTERED)
    by_hand = replace(COPY, number=2, recipient="pz antwerpen", organisation=None)
    found = matrix_of(Knowing(there, [entered, COPY, by_hand], NAMES, WHOSE))
    (row,) = found.knowers
    assert (row.key, row.name, row.also) == (ZONE, "PZ Antwerpen", ("ANT1", "ANT2", "PZ Antwerpen, meldkamer"))
    assert [one.key for one in found.told] == ["file_core", NEXT, FIRST]
    assert found.cells[ZONE, "file_core"].shared == tuple(there)
    assert [one.number for one in found.cells[ZONE, FIRST].copies] == [1, 2]


def test_of_several_copies_the_one_that_is_with_the_recipient_comes_first() -> None:
    states = (CopyState.RETURNED, CopyState.PREPARED, CopyState.ACKNOWLEDGED)
    copies = [replace(COPY, number=number, state=state) for number, state in enumerate(states, start=1)]
    has = matrix_of(Knowing((), copies, NAMES, WHOSE)).cells[ZONE, FIRST]
    assert [one.number for one in has.copies] == [3, 2, 1]
    assert has.still
    for state in (CopyState.PREPARED, CopyState.DESTROYED):
        assert not matrix_of(Knowing((), [replace(COPY, state=state)], NAMES, WHOSE)).cells[ZONE, FIRST].still


def test_who_is_known_by_name_alone_has_a_row_and_rows_stand_by_name() -> None:
    copies = [replace(COPY, recipient="de Brusselse kabinetschef", organisation=None), COPY]
    unknown = replace(PARTLY, station=b"?" * 16)
    found = matrix_of(Knowing([unknown], copies, NAMES, WHOSE))
    assert [one.name for one in found.knowers] == ["", "de Brusselse kabinetschef", "PZ Antwerpen"]
