"""Which decisions need the Minister is a setting: who decides here follows the store's lists at once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.core.ids import Id
from app.history.stored import decode_cosigs
from app.models.enums import Capacity, Channel, DecisionKind, Marking, MeasureState, MinisterRule, NeedKind, Role
from app.models.lists import MEASURE_TYPES, MINISTER
from app.models.rights import NotAllowed
from app.models.rules.decisions import NeedsMinister, ProposerRecords
from app.services.cases.decisions import approve_measures, confirm_decision
from app.services.cases.evaluation import end_measure, keep_measure, prolong_measure
from app.services.cases.proposal_boards import proposable
from app.services.catalogues.changing import NotInThisList, add_item, change_item, withdraw_item
from app.services.catalogues.line_checks import EquivalentMissing, EquivalentTooLow, SaidOfADecision
from app.services.catalogues.sheets import item_of
from app.services.catalogues.uses import uses_of
from app.services.search.short_lists import lists_of
from app.services.situation.whole import needs
from tests.reads import measures_of
from tests.station_world import TODAY, StationWorld, a_file, a_person, a_proposal, a_ruling, a_station, the_minister
from tests.unit.services.test_catalogues import named
from tests.unit.services.test_measures import LATER, row_of


@pytest.fixture
def world(tmp_path: Path) -> Iterator[StationWorld]:
    """A station of the test's own: what is counted here was entered here."""
    made = a_station(tmp_path)
    yield made
    made.close()


@pytest.fixture
def contact(world: StationWorld, file: Id, person: Id) -> Id:
    return a_proposal(world, file, person, type="contact_person")


@pytest.fixture
def close(world: StationWorld, file: Id, person: Id) -> Id:
    return a_proposal(world, file, person, type="close_protection")


Setting = Callable[[str, str, MinisterRule], None]


@pytest.fixture
def setting(world: StationWorld) -> Iterator[Setting]:
    """What the administrator of the centre sets; at the end it is as it was, for the others who share the station."""
    before: dict[tuple[str, str], MinisterRule] = {}

    def write(name: str, code: str, rule: MinisterRule) -> None:
        before.setdefault((name, code), item_of(lists_of(world.admin), name, code).minister or MinisterRule.AS_DECISION)
        change_item(world.admin, name, code, {"minister": rule})

    yield write
    for (name, code), rule in before.items():
        change_item(world.admin, name, code, {"minister": rule})


@pytest.fixture
def excepted(setting: Setting) -> None:
    setting(MEASURE_TYPES, "contact_person", MinisterRule.NOT_NEEDED)


@pytest.mark.usefixtures("excepted")
def test_a_type_that_needs_no_minister_is_decided_by_a_colleague_and_the_others_still_by_him(
    world: StationWorld, contact: Id, close: Id
) -> None:
    colleague = world.sit("collega", [Role.FILE_OFFICER])

    with pytest.raises(ProposerRecords):
        approve_measures(world.officer, [contact], a_ruling())
    approve_measures(colleague, [contact], a_ruling())

    assert row_of(world, contact).state is MeasureState.ACTIVE
    assert row_of(world, contact).minister == frozenset()
    for who, ruling, refusal in (
        (colleague, a_ruling(), NotAllowed),
        (colleague, the_minister(), NotAllowed),
        (world.recorder, a_ruling(), NeedsMinister),
    ):
        with pytest.raises(refusal):
            approve_measures(who, [close], ruling)
    assert DecisionKind.APPROVE in row_of(world, close).minister
    approve_measures(world.recorder, [close], the_minister())
    prolong_measure(colleague, contact, a_ruling(), review=LATER)
    with pytest.raises(NotAllowed):
        prolong_measure(colleague, close, a_ruling(), review=LATER)


def test_a_kind_of_decision_is_given_to_the_minister_and_taken_from_him(
    world: StationWorld, contact: Id, close: Id, setting: Setting
) -> None:
    approve_measures(world.recorder, [contact, close], the_minister())
    keep_measure(world.officer, contact, a_ruling(), LATER)

    setting(MINISTER, "keep", MinisterRule.NEEDED)
    setting(MINISTER, "prolong", MinisterRule.NOT_NEEDED)

    with pytest.raises(NotAllowed):
        keep_measure(world.officer, contact, a_ruling(), LATER)
    keep_measure(world.recorder, contact, the_minister(), LATER)
    prolong_measure(world.officer, close, a_ruling(), review=LATER)


def test_a_type_that_always_needs_him_needs_him_for_what_its_kind_would_leave_to_others(
    world: StationWorld, close: Id, setting: Setting
) -> None:
    approve_measures(world.recorder, [close], the_minister())
    setting(MEASURE_TYPES, "close_protection", MinisterRule.NEEDED)

    with pytest.raises(NotAllowed):
        end_measure(world.officer, close, a_ruling(reason="de dreiging is geweken"))
    with pytest.raises(NeedsMinister):
        end_measure(world.recorder, close, a_ruling(reason="de dreiging is geweken"))
    end_measure(world.recorder, close, the_minister(reason="de dreiging is geweken"))


@pytest.mark.usefixtures("excepted")
def test_what_a_director_said_by_phone_is_confirmed_as_he_said_it_also_once_it_needs_the_minister(
    world: StationWorld, contact: Id, setting: Setting
) -> None:
    colleague = world.sit("collega", [Role.FILE_OFFICER])
    spoken = a_ruling(Capacity.DIRECTOR, Channel.PHONE, confirm_by=TODAY)
    [decision] = approve_measures(colleague, [contact], spoken)
    setting(MEASURE_TYPES, "contact_person", MinisterRule.AS_DECISION)

    confirm_decision(world.recorder, decision, a_ruling(Capacity.DIRECTOR))

    assert row_of(world, contact).state is MeasureState.ACTIVE


@pytest.mark.usefixtures("excepted")
def test_the_situation_names_the_minister_for_what_waits_for_him_only(
    world: StationWorld, contact: Id, close: Id
) -> None:
    waiting = {need.raised.subject: need for need in needs(world.officer, NeedKind.PROPOSED) if need.raised}

    assert waiting[close].say("en").endswith("the Minister decides")
    assert waiting[close].say_who("en") == "Cabinet"
    assert waiting[contact].say("nl").endswith("te beslissen, zonder de minister")
    assert waiting[contact].say_who("en") != "Cabinet"
    offered = {row.id for one in proposable(world.officer, "nl").files for row in one.measures}
    assert (close in offered, contact in offered) == (True, False)


def test_what_may_take_a_decision_now_is_counted_before_its_line_changes(world: StationWorld) -> None:
    before = uses_of(world.admin, MINISTER, "ratify", "nl").total
    person = a_person(world.officer)
    file = a_file(world.officer, person)
    waiting = uses_of(world.admin, MINISTER, "approve", "nl").total
    a_proposal(world, file, person)

    assert uses_of(world.admin, MINISTER, "approve", "nl").total == waiting + 1
    assert uses_of(world.admin, MINISTER, "ratify", "nl").total == before
    assert len(measures_of(world.officer, file)) == 1


def test_lines_the_program_looks_for_are_neither_added_nor_withdrawn(world: StationWorld) -> None:
    with pytest.raises(NotInThisList):
        add_item(world.admin, MINISTER, {"names": named("decree"), "minister": MinisterRule.NEEDED})
    with pytest.raises(NotInThisList):
        withdraw_item(world.admin, MINISTER, "approve")
    with pytest.raises(SaidOfADecision):
        change_item(world.admin, MINISTER, "approve", {"minister": MinisterRule.AS_DECISION})
    with pytest.raises(EquivalentMissing):
        add_item(world.admin, "foreign_markings", {"names": named("TRÈS SECRET")})
    with pytest.raises(NotAllowed):
        change_item(world.officer, MINISTER, "approve", {"minister": MinisterRule.NOT_NEEDED})


def test_a_marking_of_a_treaty_is_never_set_beneath_what_the_treaty_says(world: StationWorld) -> None:
    for lower in (Marking.NONE, Marking.CONFIDENTIAL):
        with pytest.raises(EquivalentTooLow) as refused:
            change_item(world.admin, "foreign_markings", "nato_secret", {"equivalent": lower})
        assert "GEHEIM" in refused.value.say("nl")
    change_item(world.admin, "foreign_markings", "nato_secret", {"equivalent": Marking.TOP_SECRET})
    change_item(world.admin, "foreign_markings", "nato_secret", {"equivalent": Marking.SECRET})


def test_who_changed_who_decides_signed_it_himself(world: StationWorld) -> None:
    save = change_item(world.admin, MINISTER, "approve", {"minister": MinisterRule.NOT_NEEDED})
    with world.admin.read() as view:
        raw = view.connection.exec_driver_sql("SELECT cosigs FROM save WHERE hash = ?", (save,)).scalar_one()
    assert [who for who, _ in decode_cosigs(raw)] == [world.admin.officer]
