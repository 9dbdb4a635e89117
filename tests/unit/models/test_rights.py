"""Every combination of role, action, organisation, clearance, station and recusal against a table written apart."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from app.models.enums import Action, Marking, Role
from app.models.rights import (
    NotAllowed,
    OfficerFacts,
    Refusal,
    StationFacts,
    ThingFacts,
    may,
    may_receive,
    may_relabel,
    require,
    widens,
)
from app.models.verdicts import SENTENCES

TODAY = date(2026, 11, 22)
OWNER, PARTNER, RECEIVER, STRANGER = b"owner".ljust(16), b"partner".ljust(16), b"receiver".ljust(16), b"other".ljust(16)
OFFICER, COLLEAGUE = b"officer".ljust(16), b"colleague".ljust(16)
ROOT = b"root".ljust(16)

# Columns: File officer, Duty officer, aPprover, paRtner, aNalyst, Security officer, Administrator, aUditor, Inspector.
COLUMNS = "FDPRNSAUI"
ROLES = dict(
    zip(
        COLUMNS,
        (
            Role.FILE_OFFICER,
            Role.DUTY_OFFICER,
            Role.APPROVER,
            Role.PARTNER,
            Role.ANALYST,
            Role.SECURITY_OFFICER,
            Role.ADMINISTRATOR,
            Role.AUDITOR,
            Role.INSPECTOR,
        ),
        strict=True,
    )
)
# Action, who has it, and for which organisations: Owner, Co-owner of an assignment, co-owner of anotHer part,
# Distribution; "-" looks at no thing.
TABLE = """
label      FD         OC
directory  SA         OC
catalogue  A          OC
register   FD         OC
file       FD         OC
report     FDN        OC
analyse    FN         OC
measure    FDPR       OC
decide     FDPR       OH
execute    FDR        OCD
visit      FD         OC
merge      F          OC
paper      FD         OC
attach     FDPRN      OC
task       FDPRNS     OC
read       FDPRNI     OCD
print      FDPRNI     OCD
reveal     FDPRN      OCD
propose    FD         OH
approve    P          OH
close      F          OH
release    FDR        OCD
erase      FP         O
import     FDR        -
count      F          -
keys       S          -
accounts   A          -
backup     A          -
audit      U          -
"""
EXPECTED = {Action(line.split()[0]): tuple(line.split()[1:]) for line in TABLE.strip().splitlines()}
SIDES = {"O": OWNER, "C": PARTNER, "H": PARTNER, "D": RECEIVER, "S": STRANGER}


def an_officer(**changes: object) -> OfficerFacts:
    facts = OfficerFacts(
        officer=OFFICER,
        organisation=OWNER,
        roles=frozenset({Role.FILE_OFFICER}),
        moment=TODAY,
        clearance=Marking.SECRET,
        clearance_until=TODAY,
        compartments=frozenset({"ROYAL"}),
        station_ceiling=Marking.SECRET,
        station_compartments=frozenset({"ROYAL"}),
    )
    return replace(facts, **changes)  # type: ignore[arg-type]  # a builder: the names are the record's own


def a_thing(**changes: object) -> ThingFacts:
    facts = ThingFacts(
        part="assignment",
        owner=OWNER,
        marking=Marking.SECRET,
        compartments=frozenset({"ROYAL"}),
        co_owners=frozenset({PARTNER}),
        distribution=frozenset({RECEIVER}),
        root=ROOT,
    )
    return replace(facts, **changes)  # type: ignore[arg-type]  # a builder: the names are the record's own


def test_the_table_names_every_action_and_every_role() -> None:
    assert set(EXPECTED) == set(Action)
    assert set(ROLES.values()) == set(Role)


def test_every_combination_gives_what_the_table_says() -> None:
    seen = 0
    conditions = list(product((True, False), repeat=6))
    for column, role in ROLES.items():
        for action, (columns, sides) in EXPECTED.items():
            for side, organisation in SIDES.items():
                for cleared, unexpired, ceiling, mine, stations, involved in conditions:
                    officer = an_officer(
                        roles=frozenset({role}),
                        organisation=organisation,
                        clearance=Marking.SECRET if cleared else Marking.CONFIDENTIAL,
                        clearance_until=TODAY if unexpired else TODAY - timedelta(days=1),
                        station_ceiling=Marking.TOP_SECRET if ceiling else Marking.CONFIDENTIAL,
                        compartments=frozenset({"ROYAL"}) if mine else frozenset({"OTHER"}),
                        station_compartments=frozenset({"ROYAL", "X"}) if stations else frozenset({"X"}),
                        inspects=frozenset({ROOT}),
                        inspects_on=TODAY,
                        inspection_reference="COC-2026-3",
                    )
                    part = "file_core" if side == "H" else "assignment"
                    thing = a_thing(part=part, recused=frozenset({COLLEAGUE} if involved else {OFFICER}))
                    conditions_met = cleared and unexpired and ceiling and mine and stations and involved
                    inside = column == "I" or side in sides or (side == "H" and "C" in sides)
                    expected = column in columns and (sides == "-" or (inside and conditions_met))
                    assert may(officer, action, thing).allowed is expected, (role, action, side)
                    seen += 1
    assert seen == 9 * 29 * 5 * 64


@pytest.mark.parametrize("marking", list(Marking))
@pytest.mark.parametrize("clearance", list(Marking))
@pytest.mark.parametrize("ceiling", list(Marking))
def test_marking_is_held_against_clearance_and_ceiling(marking: Marking, clearance: Marking, ceiling: Marking) -> None:
    officer = an_officer(clearance=clearance, station_ceiling=ceiling)
    verdict = may(officer, Action.READ, a_thing(marking=marking))
    assert verdict.allowed is (clearance >= marking and ceiling >= marking)
    if clearance < marking:
        assert verdict.why is Refusal.CLEARANCE
    elif ceiling < marking:
        assert verdict.why is Refusal.CEILING


def test_a_clearance_holds_on_its_last_day_and_not_after() -> None:
    assert may(an_officer(clearance_until=TODAY), Action.READ, a_thing()).allowed
    late = may(an_officer(clearance_until=TODAY - timedelta(days=1)), Action.READ, a_thing())
    assert late.why is Refusal.EXPIRED


def test_a_clearance_without_an_end_grants_nothing() -> None:
    assert may(an_officer(clearance_until=None), Action.READ, a_thing()).why is Refusal.EXPIRED


def test_what_is_not_classified_needs_no_clearance() -> None:
    officer = an_officer(clearance=Marking.NONE, clearance_until=None)
    assert may(officer, Action.READ, a_thing(marking=Marking.NONE)).allowed


def test_two_roles_give_the_actions_of_both() -> None:
    officer = an_officer(roles=frozenset({Role.ANALYST, Role.APPROVER}))
    assert may(officer, Action.ANALYSE, a_thing()).allowed
    assert may(officer, Action.APPROVE, a_thing()).allowed
    assert may(officer, Action.EXECUTE, a_thing()).why is Refusal.ROLE


@pytest.mark.parametrize("separate", [Role.ADMINISTRATOR, Role.AUDITOR])
@pytest.mark.parametrize("other", [Role.FILE_OFFICER, Role.PARTNER, Role.INSPECTOR])
def test_a_role_without_content_takes_the_content_of_another_away(separate: Role, other: Role) -> None:
    officer = an_officer(roles=frozenset({separate, other}))
    assert may(officer, Action.READ, a_thing()).why is Refusal.ROLES_CLASH


def test_an_administrator_reads_no_file() -> None:
    assert may(an_officer(roles=frozenset({Role.ADMINISTRATOR})), Action.READ, a_thing()).why is Refusal.ROLE


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.INSPECTOR])
def test_every_role_reads_the_directory_of_another_organisation(role: Role) -> None:
    directory = ThingFacts(part="directory", owner=STRANGER)
    assert may(an_officer(roles=frozenset({role})), Action.READ, directory).allowed
    assert not may(an_officer(roles=frozenset({role})), Action.DIRECTORY, directory).allowed


def test_a_revoked_account_does_nothing_at_all() -> None:
    officer = an_officer(active=False, roles=frozenset(Role))
    assert {may(officer, action, a_thing()).why for action in Action} == {Refusal.REVOKED}
    assert may(officer, Action.READ, ThingFacts(part="directory", owner=OWNER)).why is Refusal.REVOKED


def test_an_account_without_roles_does_nothing_at_all() -> None:
    officer = an_officer(roles=frozenset())
    assert not any(may(officer, action, ThingFacts(part="directory", owner=OWNER)).allowed for action in Action)


@pytest.mark.parametrize(
    "changes",
    [
        {"inspects": frozenset({COLLEAGUE})},
        {"inspects_on": TODAY - timedelta(days=1)},
        {"inspects_on": None},
        {"inspection_reference": "  "},
    ],
)
def test_an_inspector_reads_only_what_todays_visit_names(changes: dict[str, object]) -> None:
    named = {"inspects": frozenset({ROOT}), "inspects_on": TODAY, "inspection_reference": "COC-2026-3"}
    inspector = frozenset({Role.INSPECTOR})
    assert may(an_officer(roles=inspector, organisation=STRANGER, **named), Action.READ, a_thing()).allowed
    refused = an_officer(roles=inspector, organisation=STRANGER, **(named | changes))
    assert may(refused, Action.READ, a_thing()).why is Refusal.INSPECTION


def test_an_inspector_who_is_also_security_officer_still_needs_the_visit() -> None:
    officer = an_officer(roles=frozenset({Role.INSPECTOR, Role.SECURITY_OFFICER}))
    assert may(officer, Action.READ, a_thing()).why is Refusal.INSPECTION


def test_reading_outside_ones_own_files_asks_for_a_reason() -> None:
    theirs, mine = a_thing(officers=frozenset({COLLEAGUE})), a_thing(officers=frozenset({OFFICER}))
    assert may(an_officer(), Action.READ, theirs).ask_reason
    assert not may(an_officer(), Action.READ, mine).ask_reason
    assert not may(an_officer(roles=frozenset({Role.DUTY_OFFICER})), Action.READ, theirs).ask_reason


def test_without_a_thing_only_role_and_account_are_asked() -> None:
    assert may(an_officer(clearance=Marking.NONE), Action.FILE, None).allowed
    assert may(an_officer(), Action.AUDIT, None).why is Refusal.ROLE


def test_require_raises_with_the_reason_and_says_it_in_every_language() -> None:
    with pytest.raises(NotAllowed) as refused:
        require(an_officer(organisation=RECEIVER), Action.MEASURE, a_thing())
    assert refused.value.why is Refusal.RECEIVER
    assert "reporting execution" in refused.value.say()
    assert len({refused.value.say(language) for language in ("nl", "fr", "de", "en")}) == 4


def test_each_refusal_has_its_own_sentence() -> None:
    assert set(SENTENCES) == set(Refusal)
    assert len(set(SENTENCES.values())) == len(Refusal)


def a_station(**changes: object) -> StationFacts:
    facts = StationFacts(organisation=RECEIVER, ceiling=Marking.SECRET, compartments=frozenset({"ROYAL"}))
    return replace(facts, **changes)  # type: ignore[arg-type]  # a builder: the names are the record's own


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, None),
        ({"organisation": OWNER}, None),
        ({"organisation": PARTNER}, None),
        ({"ceiling": Marking.TOP_SECRET}, None),
        ({"organisation": STRANGER}, Refusal.STRANGER),
        ({"ceiling": Marking.CONFIDENTIAL}, Refusal.CEILING),
        ({"compartments": frozenset()}, Refusal.COMPARTMENT),
        ({"active": False}, Refusal.REVOKED),
    ],
)
def test_a_station_receives_what_its_organisation_ceiling_and_compartments_allow(
    changes: dict[str, object], why: Refusal | None
) -> None:
    verdict = may_receive(a_station(**changes), a_thing())
    assert (verdict.allowed, verdict.why) == (why is None, why)


def test_every_active_station_receives_the_directory() -> None:
    directory = ThingFacts(part="directory", owner=STRANGER)
    assert may_receive(a_station(ceiling=Marking.NONE), directory).allowed
    assert not may_receive(a_station(active=False), directory).allowed


def test_what_a_third_party_wrote_goes_on_only_with_its_consent() -> None:
    thing = a_thing(originator=COLLEAGUE)
    assert may_receive(a_station(), thing).why is Refusal.ORIGINATOR
    assert may_receive(a_station(), replace(thing, consented=frozenset({RECEIVER}))).allowed
    assert may_receive(a_station(organisation=OWNER), thing).allowed
    assert may_receive(a_station(), replace(thing, originator=OWNER)).allowed


WIDER: list[dict[str, object]] = [
    {"marking": Marking.CONFIDENTIAL},
    {"compartments": frozenset()},
    {"distribution": frozenset({RECEIVER, STRANGER})},
    {"co_owners": frozenset({PARTNER, STRANGER})},
    {"consented": frozenset({STRANGER})},
    {"originator": None},
]
NARROWER: list[dict[str, object]] = [
    {},
    {"marking": Marking.TOP_SECRET},
    {"compartments": frozenset({"ROYAL", "MORE"})},
    {"distribution": frozenset()},
    {"co_owners": frozenset()},
]


@pytest.mark.parametrize("changes", WIDER)
def test_only_the_owner_organisation_widens(changes: dict[str, object]) -> None:
    before = a_thing(originator=COLLEAGUE)
    after = replace(before, **changes)  # type: ignore[arg-type]  # the names are the record's own
    assert widens(before, after)
    assert may_relabel(an_officer(), before, after).allowed
    assert may_relabel(an_officer(organisation=PARTNER), before, after).why is Refusal.OWNER


@pytest.mark.parametrize("changes", NARROWER)
def test_a_co_owner_may_narrow_and_a_receiver_may_not(changes: dict[str, object]) -> None:
    after = replace(a_thing(), **changes)  # type: ignore[arg-type]  # the names are the record's own
    assert not widens(a_thing(), after)
    assert may_relabel(an_officer(organisation=PARTNER), a_thing(), after).allowed
    assert may_relabel(an_officer(organisation=RECEIVER), a_thing(), after).why is Refusal.RECEIVER


def test_narrowing_one_thing_does_not_hide_widening_another() -> None:
    after = replace(a_thing(), marking=Marking.TOP_SECRET, distribution=frozenset({STRANGER}))
    assert may_relabel(an_officer(organisation=PARTNER), a_thing(), after).why is Refusal.OWNER
