"""Workflows, ranks, deadlines and four eyes, each against what domain.md says, written out again here."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import permutations, product
from typing import Any

import pytest

from app.core.errors import UserError
from app.models.enums import (
    Action,
    Capacity,
    Channel,
    CopyState,
    DecisionKind,
    DocumentState,
    FileState,
    MeasureState,
    MinisterRule,
)
from app.models.kinds.catalogue import CatalogueItem
from app.models.lists import MEASURE_TYPES, MINISTER, SHIPPED, overlaid
from app.models.rules import decisions, files, measures, paper
from app.models.rules.access import narrowest
from app.models.rules.files import file_rank
from app.models.rules.measures import Course, protection_rank
from app.models.rules.minister import for_minister
from app.models.rules.paper import paper_rank
from app.models.rules.persons import Edge, joined_pairs, leaders, merge_rank

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)
ME, COLLEAGUE = b"me".ljust(16), b"colleague".ljust(16)

# state → decision:next ... ; anything else is refused.
WORKFLOW = """
none         propose:proposed start_urgent:provisional
proposed     approve:approved approve_amended:approved refuse:refused return:returned start_urgent:provisional
proposed     withdraw:withdrawn
returned     propose:proposed start_urgent:provisional end:ended
approved     start:active end:ended widen:approved reduce:approved keep:approved prolong:approved
provisional  ratify:active approve:active approve_amended:active refuse:ended end:ended
provisional  widen:provisional reduce:provisional keep:provisional prolong:provisional
active       suspend:suspended end:ended widen:active reduce:active keep:active prolong:active
suspended    resume:active end:ended widen:suspended reduce:suspended keep:suspended prolong:suspended
"""


def written_out() -> dict[tuple[str, str], str]:
    steps = {}
    for line in WORKFLOW.strip().splitlines():
        state, *pairs = line.split()
        steps.update({(state, pair.split(":")[0]): pair.split(":")[1] for pair in pairs})
    return steps


def test_every_decision_in_every_state_leads_where_the_table_says_or_is_refused() -> None:
    expected = written_out()
    for state, kind in product((None, *MeasureState), DecisionKind):
        key = (state.value if state else "none", kind.value)
        if key in expected:
            assert measures.next_state(state, kind) == expected[key]
        else:
            with pytest.raises(measures.IllegalTransition):
                measures.next_state(state, kind)


@pytest.mark.parametrize("state", [MeasureState.REFUSED, MeasureState.ENDED, MeasureState.WITHDRAWN])
def test_what_is_over_takes_no_decision(state: MeasureState) -> None:
    assert measures.decisions_open_to(state) == ()


def test_a_refused_step_says_state_and_decision_in_the_officers_language() -> None:
    with pytest.raises(measures.IllegalTransition) as refused:
        measures.next_state(MeasureState.ENDED, DecisionKind.PROLONG)
    assert "beëindigd" in refused.value.say("nl")
    assert "verlenging" in refused.value.say("nl")
    with pytest.raises(measures.IllegalTransition) as unborn:
        measures.next_state(None, DecisionKind.KEEP)
    assert "noch nicht vorgeschlagen" in unborn.value.say("de")


@pytest.mark.parametrize(
    ("course", "error"),
    [
        (Course(MeasureState.PROPOSED), measures.PeriodMissing),
        (Course(MeasureState.PROPOSED, start=TODAY), measures.PeriodMissing),
        (Course(MeasureState.PROPOSED, start=TODAY, end=TODAY - DAY), measures.PeriodReversed),
        (Course(MeasureState.PROPOSED, start=TODAY, end=TODAY, review=TODAY - DAY), measures.PeriodReversed),
        (Course(MeasureState.PROVISIONAL, start=TODAY, end=TODAY), measures.RatificationMissing),
    ],
)
def test_a_course_whose_dates_cannot_be_is_refused(course: Course, error: type[Exception]) -> None:
    with pytest.raises(error):
        measures.check_course(course)


@pytest.mark.parametrize(
    "course",
    [
        Course(MeasureState.PROPOSED, end=TODAY),
        Course(MeasureState.ACTIVE, start=TODAY, review=TODAY),
        Course(MeasureState.PROVISIONAL, start=TODAY, end=TODAY + DAY, ratify_by=TODAY),
    ],
)
def test_an_end_or_a_review_is_enough(course: Course) -> None:
    measures.check_course(course)


@pytest.mark.parametrize("state", list(MeasureState))
def test_overdue_begins_the_day_after_and_only_while_somebody_must_decide(state: MeasureState) -> None:
    over = state in (MeasureState.ENDED, MeasureState.REFUSED, MeasureState.WITHDRAWN)
    assert not measures.overdue(Course(state, end=TODAY), TODAY)
    assert measures.overdue(Course(state, end=TODAY), TODAY + DAY) is not over
    assert measures.overdue(Course(state, end=TODAY + 9 * DAY, review=TODAY), TODAY + DAY) is not over


def test_a_late_ratification_is_overdue_and_the_measure_keeps_running() -> None:
    course = Course(MeasureState.PROVISIONAL, start=TODAY, end=TODAY + 30 * DAY, ratify_by=TODAY)
    assert measures.overdue(course, TODAY + DAY)
    assert measures.runs_on(course, TODAY + DAY)
    assert measures.unratified(course, TODAY + DAY)
    assert not measures.unratified(course, TODAY)


def test_nothing_lapses_quietly() -> None:
    assert measures.runs_on(Course(MeasureState.ACTIVE, start=TODAY, end=TODAY), TODAY + 400 * DAY)


def test_an_approved_measure_runs_from_its_start_unconfirmed_until_the_first_report() -> None:
    course = Course(MeasureState.APPROVED, start=TODAY, end=TODAY + DAY)
    assert not measures.runs_on(course, TODAY - DAY)
    assert measures.runs_on(course, TODAY)
    assert measures.unconfirmed(course, TODAY, reports=0)
    assert not measures.unconfirmed(course, TODAY, reports=1)


# Rival courses, the one that holds first: state, decision, start, end, review, ratify by.
RIVALS: list[tuple[Any, ...]] = [
    ("active", None, "2026-01-01", None, None, None),
    ("active", None, "2026-01-01", None, "2027-03-01", None),
    ("active", None, "2026-01-01", "2027-02-01", "2026-03-01", None),
    ("active", None, "2026-01-02", "2027-02-01", None, None),
    ("active", None, None, "2027-02-01", None, None),
    ("provisional", None, "2026-01-01", "2030-01-01", None, "2026-01-04"),
    ("approved", None, "2026-01-01", "2030-01-01", None, None),
    ("suspended", None, "2026-01-01", "2030-01-01", None, None),
    ("proposed", None, "2026-01-01", "2030-01-01", None, None),
    ("returned", None, "2026-01-01", "2030-01-01", None, None),
    ("refused", None, "2026-01-01", "2030-01-01", None, None),
    ("ended", None, "2026-01-01", "2030-01-01", None, None),
    ("withdrawn", None, "2026-01-01", "2030-01-01", None, None),
    ("teleported", None, "2026-01-01", "2030-01-01", None, None),
]


def test_while_rivals_wait_what_protects_more_holds_then_the_longer_then_the_earlier() -> None:
    ranks = [protection_rank(values) for values in RIVALS]
    assert ranks == sorted(ranks, reverse=True)
    assert len(set(ranks)) == len(ranks)


def test_the_holder_does_not_depend_on_the_order_in_which_rivals_arrived() -> None:
    for order in permutations(RIVALS[:6]):
        assert max(order, key=protection_rank) == RIVALS[0]


@pytest.mark.parametrize("rank", [protection_rank, file_rank, paper_rank, merge_rank, narrowest])
@pytest.mark.parametrize(
    "values", [(), (None,), (7, 7), (b"\x00",), ("active", [], {}, "2026-99-99", 5), ("", "x"), ([], []), (1.5, None)]
)
def test_a_rank_orders_whatever_another_station_wrote(rank: Callable[..., Any], values: tuple[Any, ...]) -> None:
    assert sorted([rank(values), rank(("ended", None)), rank(("revoked", None))])


def test_of_rival_clearances_the_lower_then_the_sooner_to_end_holds() -> None:
    order = [(None, None), (1, "2030-01-01"), (2, None), (2, "2026-01-01"), (2, "2027-01-01"), (3, "2026-01-01")]
    ranks = [narrowest(values) for values in order]
    assert ranks == sorted(ranks, reverse=True)
    assert len(set(ranks)) == len(ranks)


def test_a_revocation_holds_against_an_activation_and_the_earlier_cut_off_against_the_later() -> None:
    order = [(None, None), ("revoked", 3), ("revoked", 9), ("revoked", None), ("active", None)]
    ranks = [narrowest(values) for values in order]
    assert ranks == sorted(ranks, reverse=True)
    assert len(set(ranks)) == len(ranks)


FILE_STEPS = {
    "draft": "open closed",
    "open": "suspended closed",
    "suspended": "open closed",
    "closed": "open archived",
    "archived": "open erased transferred",
    "erased": "",
    "transferred": "",
}


def test_a_file_takes_the_steps_of_its_life_and_no_others() -> None:
    for before, after in product(FileState, FileState):
        if after.value in FILE_STEPS[before.value].split():
            files.check_step(before, after)
        else:
            with pytest.raises(files.FileMayNotBecome) as refused:
                files.check_step(before, after)
            assert refused.value.say("fr") != refused.value.say("en")


def test_closing_names_what_stands_in_the_way_one_after_the_other() -> None:
    facts = files.ClosingFacts
    with pytest.raises(files.MeasuresStillRun) as running:
        files.check_closing(FileState.OPEN, facts(None, unsettled_measures=2, copies_out=3))
    assert "2" in running.value.say("de")
    with pytest.raises(files.CopiesStillOut):
        files.check_closing(FileState.OPEN, facts("other", unsettled_measures=0, copies_out=3))
    with pytest.raises(files.ClosingNeedsReason):
        files.check_closing(FileState.OPEN, facts(None, unsettled_measures=0, copies_out=0))
    with pytest.raises(files.FileMayNotBecome):
        files.check_closing(FileState.CLOSED, facts("other", unsettled_measures=0, copies_out=0))
    files.check_closing(FileState.SUSPENDED, facts("other", unsettled_measures=0, copies_out=0))


def test_the_states_that_stop_a_closing_are_those_of_the_domain() -> None:
    assert {"proposed", "approved", "provisional", "active", "suspended"} <= measures.UNSETTLED
    assert not {"refused", "ended", "withdrawn"} & measures.UNSETTLED
    assert {"refused", "ended", "withdrawn"} == measures.OVER
    assert {"prepared", "handed_over", "acknowledged"} == paper.COPIES_OUT


def test_of_rival_file_states_the_livelier_holds() -> None:
    assert max([("closed", "2026-01-01"), ("open", None)], key=file_rank)[0] == "open"


def test_documents_and_copies_take_the_steps_of_their_life() -> None:
    paper.check_document_step(DocumentState.ISSUED, DocumentState.RECALLED)
    paper.check_copy_step(CopyState.HANDED_OVER, CopyState.ACKNOWLEDGED)
    with pytest.raises(paper.PaperMayNotBecome) as back:
        paper.check_document_step(DocumentState.RECALLED, DocumentState.ISSUED)
    assert "teruggeroepen" in back.value.say("nl")
    with pytest.raises(paper.PaperMayNotBecome):
        paper.check_copy_step(CopyState.DESTROYED, CopyState.RETURNED)


def test_for_information_recall_holds_and_a_copy_counts_as_out_until_all_agree() -> None:
    assert max([("issued", None), ("recalled", None), ("superseded", None)], key=paper_rank)[0] == "recalled"
    assert max([("destroyed", None), ("acknowledged", None), ("returned", None)], key=paper_rank)[0] == "acknowledged"


def test_two_humans_are_shown_apart_while_officers_disagree() -> None:
    assert max([("joined", None), ("parted", None)], key=merge_rank)[0] == "parted"


def test_persons_on_a_chain_of_edges_are_one_whatever_their_order() -> None:
    pairs = [(b"d", b"c"), (b"a", b"b"), (b"c", b"b"), (b"x", b"y")]
    for order in permutations(pairs):
        assert leaders(order) == {b"a": b"a", b"b": b"a", b"c": b"a", b"d": b"a", b"x": b"x", b"y": b"x"}


def test_who_leads_is_whom_no_other_leads_and_in_a_circle_the_oldest() -> None:
    assert leaders([(b"b", b"a"), (b"c", b"b")]) == dict.fromkeys([b"a", b"b", b"c"], b"c")
    assert leaders([(b"a", b"b"), (b"b", b"c"), (b"c", b"a")]) == dict.fromkeys([b"a", b"b", b"c"], b"a")


def test_two_entries_are_apart_where_anybody_tells_them_apart() -> None:
    joined, turned, apart = Edge(b"a", b"b", True), Edge(b"b", b"a", True), Edge(b"b", b"a", False)
    assert joined_pairs([joined]) == [(b"a", b"b")]
    assert joined_pairs([turned]) == [(b"b", b"a")]
    assert joined_pairs([turned, joined]) == [(b"a", b"b")]
    assert joined_pairs([joined, apart]) == joined_pairs([apart, Edge(b"a", b"a", True)]) == []


def a_decision(**changes: Any) -> decisions.DecisionFacts:
    facts: dict[str, Any] = {
        "kind": DecisionKind.APPROVE,
        "minister": True,
        "capacity": Capacity.MINISTER,
        "channel": Channel.PAPER,
        "recorder": ME,
        "proposer": COLLEAGUE,
        "reason": "",
        "confirm_by": None,
    }
    return decisions.DecisionFacts(**(facts | changes))


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"proposer": ME}, decisions.ProposerRecords),
        ({"capacity": Capacity.MEETING}, decisions.NeedsMinister),
        ({"capacity": Capacity.DIRECTOR, "kind": DecisionKind.REDUCE, "reason": "x"}, decisions.NeedsMinister),
        ({"channel": Channel.PHONE}, decisions.ConfirmationMissing),
        ({"kind": DecisionKind.END, "reason": "  "}, decisions.ReasonMissing),
        ({"kind": DecisionKind.REFUSE}, decisions.ReasonMissing),
    ],
)
def test_a_decision_that_cannot_be_recorded_is_refused_with_its_own_words(
    changes: dict[str, Any], error: type[UserError]
) -> None:
    with pytest.raises(error) as refused:
        decisions.check_decision(a_decision(**changes))
    assert len({refused.value.say(language) for language in ("nl", "fr", "de", "en")}) == 4


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"proposer": None},
        {"capacity": Capacity.CABINET, "channel": Channel.PHONE, "confirm_by": TODAY},
        {"capacity": Capacity.SUBSTITUTE},
        {"kind": DecisionKind.KEEP, "minister": False, "capacity": Capacity.MEETING},
        {"kind": DecisionKind.PROPOSE, "minister": False, "capacity": Capacity.FILE_OFFICER, "proposer": ME},
    ],
)
def test_a_decision_in_order_is_recorded(changes: dict[str, Any]) -> None:
    decisions.check_decision(a_decision(**changes))


def test_which_decisions_need_the_minister_is_a_setting_with_exceptions_by_type() -> None:
    assert DecisionKind.PROLONG in for_minister("patrols", SHIPPED)
    assert DecisionKind.KEEP not in for_minister("patrols", SHIPPED)
    lists = overlaid(
        [
            CatalogueItem(MINISTER, "prolong", minister=MinisterRule.NOT_NEEDED),
            CatalogueItem(MEASURE_TYPES, "contact_person", minister=MinisterRule.NOT_NEEDED),
            CatalogueItem(MEASURE_TYPES, "safe_house", minister=MinisterRule.NEEDED),
            CatalogueItem(MINISTER, "approve", minister=MinisterRule.AS_DECISION),
            CatalogueItem(MINISTER, "of another version", minister=MinisterRule.NEEDED),
        ],
        TODAY,
    )
    assert DecisionKind.PROLONG not in for_minister("patrols", lists)
    assert DecisionKind.APPROVE in for_minister("patrols", lists), "what says nothing takes nothing from him"
    assert DecisionKind.APPROVE in for_minister("a type nobody here knows", lists)
    assert for_minister("contact_person", lists) == frozenset()
    assert for_minister("safe_house", lists) >= {DecisionKind.KEEP, DecisionKind.PROLONG, DecisionKind.END}
    decisions.check_decision(a_decision(minister=False, capacity=Capacity.MEETING))


def test_what_a_decision_asks_of_its_recorder_follows_the_setting() -> None:
    assert decisions.action_for(DecisionKind.PROPOSE, minister=True) is Action.PROPOSE
    assert decisions.action_for(DecisionKind.APPROVE, minister=True) is Action.APPROVE
    assert decisions.action_for(DecisionKind.APPROVE, minister=False) is Action.DECIDE
    assert decisions.action_for(DecisionKind.REOPEN_FILE, minister=False) is Action.CLOSE


def test_default_deadlines_come_from_the_shipped_settings() -> None:
    assert decisions.ratify_by(TODAY) == date(2026, 11, 25)
    assert decisions.confirm_by(date(2026, 11, 22)) == date(2026, 11, 27)
