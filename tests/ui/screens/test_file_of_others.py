"""A file of another organisation, of which a measure came here: what is not shared is told, not shown as lacking."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.ids import Id
from app.services.cases.decisions import approve_measures
from app.services.desk import Desk
from app.ui.kit.screen import Address
from app.ui.screens.threat_file.screen import ThreatFileScreen
from tests.station_world import StationWorld, a_file, a_person, a_proposal, a_station, the_minister, told_why
from tests.ui.screens.at_work import AtWork
from tests.ui.seeing import texts


@pytest.fixture
def world(tmp_path: Path) -> Iterator[StationWorld]:
    made = a_station(tmp_path)
    yield made
    made.close()


@pytest.fixture
def file(world: StationWorld) -> Id:
    """Return a file in which the partner executes a measure and reads nothing else."""
    person = a_person(world.officer)
    made = a_file(world.officer, person)
    approve_measures(world.recorder, [a_proposal(world, made, person)], the_minister())
    told_why(world.partner, made)
    return made


def opened(work: AtWork, desk: Desk, file: Id, tab: str = "") -> ThreatFileScreen:
    return work.show(ThreatFileScreen, desk, Address("threat_file", file, tab), issue=lambda *_: None)


def test_its_overview_tells_a_part_and_leaves_out_what_it_cannot_fill(
    work: AtWork, world: StationWorld, file: Id
) -> None:
    screen = opened(work, world.partner, file)
    assert work.said(screen, "overview_apart_said").startswith("Uw organisatie kreeg wat hier staat.")
    assert "Patrouilles op wisselende tijdstippen" in texts(screen)
    for name in ("overview_facts", "overview_texts", "overview_persons"):
        assert not work.there(screen, name), name
    own = opened(work, world.officer, file)
    assert not work.there(own, "overview_apart")
    assert work.there(own, "overview_facts")


@pytest.mark.parametrize(
    ("tab", "inside", "empty"),
    [
        ("persons", "persons_tab", ""),
        ("persons", "presence_tab", "Nog niemand te beschermen"),
        ("reports", "reports_tab", "Nog geen meldingen"),
        ("reports", "concerns_page", "Nog geen persoon van wie dreiging uitgaat"),
        ("analyses", "analyses", "Nog geen analyse"),
        ("analyses", "requests", "Er werd niets gevraagd"),
        ("notes", "notes_tab", "Nog geen notities"),
    ],
)
def test_an_empty_list_says_that_it_is_not_shared_to_whom_it_is_not(
    work: AtWork, world: StationWorld, file: Id, tab: str, inside: str, empty: str
) -> None:
    screen = opened(work, world.partner, file, tab)
    assert work.said(screen, f"{inside}_empty_title") == "Niet met u gedeeld"
    assert "dossierbeheerder" in work.said(screen, f"{inside}_empty_hint")
    own = opened(work, world.officer, file, tab)
    if empty:
        assert work.said(own, f"{inside}_empty_title").startswith(empty)


def test_who_knows_what_is_not_said_to_whom_it_is_not_and_nothing_is_offered_there(
    work: AtWork, world: StationWorld, file: Id
) -> None:
    screen = opened(work, world.partner, file, "knowing")
    assert work.said(screen, "knowing_apart_title") == "Niet met u gedeeld"
    assert work.there(screen, "knowing_apart")
    for name in ("share_file", "file_readers", "knowing_filter"):
        assert not work.there(screen, name), name
    own = opened(work, world.officer, file, "knowing")
    assert work.there(own, "share_file")
    assert not work.there(own, "knowing_apart")
