"""An inspector reads nothing until something is named to him, then that alone, today; and prints it himself."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.clock import SteppingClock
from app.models.enums import Marking, Role
from app.models.rights import NotAllowed
from app.services.desk import Desk
from app.services.inspections import InspectionUnnamed, NoInspector, inspectors, name_inspection
from app.services.paper.extracts import begin_extract
from app.services.paper.inspection_extracts import inspection_extract
from app.services.registers.person_sheets import person_sheet
from tests.unit.documents.reading import page_texts
from tests.unit.services.paper_world import PaperWorld, a_paper_world, sit

REFERENCE = "COC 2026/118"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


@pytest.fixture
def inspector(world: PaperWorld) -> Desk:
    return sit(world.admin, world.on, "Controleur", Role.INSPECTOR)


def test_it_opens_what_was_named_today_and_nothing_else(world: PaperWorld, inspector: Desk) -> None:
    with pytest.raises(NotAllowed):
        begin_extract(inspector, world.person)
    assert [name for _, name in inspectors(world.desk)] == ["Controleur"]
    assert name_inspection(world.desk, inspector.officer, world.person, REFERENCE) > 1

    assert begin_extract(inspector, world.person).inspection
    assert person_sheet(inspector, world.person, "nl").may_issue
    said = " ".join(page_texts(inspection_extract(inspector, world.person, "nl").pdf)).replace("\u00a0", " ")
    for words in ("VAN DEN BROECK", REFERENCE, "BP-2026-BRU1-0042", "XI-2026-"):
        assert words in said, words
    assert not begin_extract(world.desk, world.person).inspection, "an officer of the house issues his as a paper"


def test_the_next_day_it_opens_nothing(world: PaperWorld, inspector: Desk) -> None:
    name_inspection(world.desk, inspector.officer, world.person, REFERENCE)
    assert isinstance(inspector.clock, SteppingClock)
    inspector.clock.at += timedelta(days=1)
    with pytest.raises(NotAllowed):
        begin_extract(inspector, world.person)


def test_who_may_not_see_it_names_nothing_and_nobody_else_is_an_inspector(world: PaperWorld, inspector: Desk) -> None:
    with pytest.raises(InspectionUnnamed):
        name_inspection(world.desk, inspector.officer, world.person, " ")
    with pytest.raises(NoInspector):
        name_inspection(world.desk, world.desk.officer, world.person, REFERENCE)
    low = sit(world.admin, world.on, "Laag", Role.FILE_OFFICER, None, Marking.NONE)
    for desk in (low, world.admin, inspector):
        with pytest.raises(NotAllowed):
            name_inspection(desk, inspector.officer, world.person, REFERENCE)
    with pytest.raises(NotAllowed):
        begin_extract(inspector, world.person)
