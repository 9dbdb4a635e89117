"""Organisations of the directory change by signed lines, after what uses them was counted."""

import pytest

from app.core.ids import Id
from app.history.undoing import NothingToUndo
from app.models.enums import AccountState
from app.models.kinds.directory import OrganisationEntry
from app.models.rights import NotAllowed
from app.services.cases.sharing import sharing_of
from app.services.search.short_lists import choices_of
from app.services.station.organisation_acts import (
    NameMissing,
    OrganisationCodeTaken,
    StillBelongs,
    add_organisation,
    change_organisation,
    organisation_uses,
    take_up_organisation,
    undo_organisation,
    withdraw_organisation,
)
from app.services.station.stations import directory_of
from app.services.trails import field_history
from tests.station_world import StationWorld, a_file, a_person, a_proposal

NAMES = {"nl": "Politiezone Kouter", "fr": "Zone de police Kouter", "original": "nl"}


@pytest.fixture
def zone(world: StationWorld) -> Id:
    return add_organisation(world.admin, f"PZ{world.admin.ids.new().hex()[-6:]}", NAMES, "local_police")


def entry(world: StationWorld, uid: Id) -> OrganisationEntry:
    with world.admin.read() as view:
        return view.directory.organisations[uid]


def test_a_change_is_kept_in_history_and_can_be_taken_back(world: StationWorld, zone: Id) -> None:
    renamed = {**NAMES, "nl": "Politiezone Kouter-Noord"}
    save = change_organisation(world.admin, zone, {"names": renamed, "kind": "federal_police"})
    assert save is not None
    assert entry(world, zone).names == renamed
    with world.admin.read() as view:
        root = view.thing(directory_of(world.admin)).root or b""
    told = [one for one in field_history(world.admin, root, zone) if one.counted]
    assert {one.uid for one in told} == {zone}
    assert [one.values for one in told][-2:] == [{"names": renamed}, {"kind": "federal_police"}]

    undo_organisation(world.admin, zone, save)
    assert entry(world, zone).names == NAMES
    assert entry(world, zone).kind == "local_police"
    with pytest.raises(NothingToUndo):
        undo_organisation(world.admin, zone, save)
    assert change_organisation(world.admin, zone, {}) is None


def test_what_could_not_be_told_apart_or_found_is_refused(world: StationWorld, zone: Id) -> None:
    with pytest.raises(OrganisationCodeTaken):
        change_organisation(world.admin, zone, {"code": "pz5339"})
    with pytest.raises(OrganisationCodeTaken):
        add_organisation(world.admin, "PZ5339", NAMES, None)
    with pytest.raises(NameMissing):
        change_organisation(world.admin, zone, {"names": {"nl": " ", "original": "nl"}})
    with pytest.raises(NameMissing):
        change_organisation(world.admin, zone, {"code": " "})
    assert entry(world, zone).names == NAMES


def test_one_that_is_withdrawn_is_offered_no_more_and_can_come_back(world: StationWorld, zone: Id) -> None:
    person = a_person(world.officer)
    withdraw_organisation(world.admin, zone)
    assert entry(world, zone).state is AccountState.REVOKED
    assert zone not in {one.id for one in choices_of(world.officer, "organisation_entry", "nl")}
    assert zone not in sharing_of(world.officer, person, "nl").organisations

    take_up_organisation(world.admin, zone)
    assert zone in {one.id for one in choices_of(world.officer, "organisation_entry", "nl")}


def test_one_to_which_somebody_belongs_stays(world: StationWorld) -> None:
    with pytest.raises(StillBelongs) as refused:
        withdraw_organisation(world.admin, world.centre)
    assert refused.value.facts["stations"] == 1
    assert refused.value.facts["accounts"] > 1


def test_what_uses_it_is_counted_for_who_changes_it_and_named_for_who_may_read(world: StationWorld, zone: Id) -> None:
    assert organisation_uses(world.admin, zone, "nl").total == 0
    person = a_person(world.officer)
    file = a_file(world.officer, person)
    before = organisation_uses(world.admin, world.police, "nl").counts.get("measure", 0)
    a_proposal(world, file, person)

    uses = organisation_uses(world.admin, world.police, "nl")
    assert uses.counts["measure"] == before + 1
    assert uses.counts["label"] > 0
    assert uses.places == []
    seen = organisation_uses(world.officer, world.police, "nl")
    assert file in {one.root for one in seen.places}
    assert organisation_uses(world.admin, world.centre, "nl").counts["station"] == 1


def test_who_may_not_change_the_directory_changes_none(world: StationWorld, zone: Id) -> None:
    with pytest.raises(NotAllowed):
        change_organisation(world.officer, zone, {"code": "X1"})
    with pytest.raises(NotAllowed):
        withdraw_organisation(world.officer, zone)
    with pytest.raises(NotAllowed):
        take_up_organisation(world.officer, zone)
    with pytest.raises(NotAllowed):
        undo_organisation(world.officer, zone, bytes(32))


def test_no_undo_gives_two_organisations_one_code(world: StationWorld, zone: Id) -> None:
    before = entry(world, zone).code or ""
    save = change_organisation(world.admin, zone, {"code": "PZ0001"})
    assert save is not None
    add_organisation(world.admin, before, NAMES, "local_police")
    with pytest.raises(OrganisationCodeTaken):
        undo_organisation(world.admin, zone, save)
    assert entry(world, zone).code == "PZ0001"
