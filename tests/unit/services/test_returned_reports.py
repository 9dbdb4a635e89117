"""The id of a report from a return form: the form itself is in it, so that it cannot be tried out without the form."""

from collections.abc import Iterator, Set
from dataclasses import replace
from datetime import date

import pytest

from app.core.ids import Id
from app.models.kinds.measures import ExecutionReport
from app.models.kinds.paper import DocumentCopy
from app.services.desk import NotThere
from app.services.paper.protocols import RETURN_FORM, issue_protocol
from app.services.paper.returned_reports import report_id
from app.services.paper.returning import Returned, record_return_form
from app.services.paper.sources import CopyFor
from tests.unit.services.paper_world import PaperWorld, a_paper_world

TODAY = date(2026, 11, 21)
SAID = ExecutionReport(from_on=date(2026, 11, 3), to_on=TODAY, planned=3, done=3, not_done=0)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path_factory.mktemp("paper"))
    yield made
    made.admin.store.close()


def a_form(world: PaperWorld) -> Id:
    """Issue a return form for the police zone; return its copy."""
    copies = [CopyFor("PZ Antwerpen", world.zone)]
    issued = issue_protocol(world.desk, world.file, world.person, "nl", copies, kind=RETURN_FORM)
    return issued.copies[0].copy


def id_of(
    world: PaperWorld, form: Id, said: ExecutionReport = SAID, measure: str = "patrols", taken: Set[Id] = frozenset()
) -> Id:
    with world.desk.write() as unit:  # never saved
        return report_id(unit, unit.get(DocumentCopy, form), world.measures[measure], said, taken)


def test_the_same_said_on_the_same_form_has_the_same_id_and_on_another_form_another(world: PaperWorld) -> None:
    one, other = a_form(world), a_form(world)
    assert id_of(world, one) == id_of(world, one)
    assert id_of(world, other) == id_of(world, other)
    assert id_of(world, one) != id_of(world, other)


def test_another_measure_and_another_word_make_another_id(world: PaperWorld) -> None:
    form = a_form(world)
    usual = id_of(world, form)
    others = [id_of(world, form, measure="contact"), id_of(world, form, replace(SAID, done=2, not_done=1))]
    assert len({usual, *others}) == 3


def test_what_stands_here_already_and_what_is_taken_are_passed_over(world: PaperWorld) -> None:
    form = a_form(world)
    first = id_of(world, form)
    second = id_of(world, form, taken={first})
    assert second != first
    assert id_of(world, form, taken={first, second}) not in {first, second}
    whole = replace(SAID, organisation=world.zone, acknowledged=form, by_whom="INP Claes")
    expected = id_of(world, form, whole)
    (made,) = record_return_form(
        world.desk, Returned(form, "INP Claes", TODAY, (), [(world.measures["patrols"], SAID)])
    )
    assert made == expected
    assert id_of(world, form, whole) != made


def test_of_a_form_that_is_not_kept_here_there_is_no_id(world: PaperWorld) -> None:
    with world.desk.write() as unit, pytest.raises(NotThere):
        report_id(unit, DocumentCopy(document=b"\1" * 16), world.measures["patrols"], SAID, set())
