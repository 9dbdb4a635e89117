"""An assignment is given to be executed: who got it says how and reports, whoever gave it decides."""

from collections.abc import Callable

import pytest

from app.core.ids import Id
from app.history.writing import Writer
from app.models.enums import (
    Action,
    Capacity,
    Channel,
    DecisionKind,
    Marking,
    MeasureState,
    PresenceState,
    Role,
    SubjectKind,
)
from app.models.kinds.label import Label
from app.models.kinds.measures import Decision, ExecutionReport, Measure, ToldPresence
from app.models.kinds.proposals import ProposalReasons
from app.models.rights import Refusal
from app.models.verdicts import NotAllowed
from app.services.cases.assignments import own_assignment
from app.services.cases.decisions import approve_measures
from app.services.cases.evaluation import prolong_measure, suspend_measure
from app.services.cases.executions import report_execution
from app.services.cases.file_sheets import file_sheet
from app.services.cases.measures import edit_measure, propose_again, propose_measures
from app.services.desk import Desk
from app.services.station.verifying import verify_store
from app.services.undoing import done_with_save, undo_save
from tests.reads import executions_of
from tests.station_world import (
    START,
    TODAY,
    StationWorld,
    a_file,
    a_measure,
    a_person,
    a_proposal,
    a_ruling,
    the_minister,
    told_why,
)

ROLES = [Role.FILE_OFFICER, Role.APPROVER, Role.PARTNER]
Act = Callable[[Writer, Id, Id, Id], object]


def a_decision(measure: Id, file: Id, kind: DecisionKind = DecisionKind.APPROVE) -> Decision:
    return Decision(
        subject=measure, kind=kind, decider="De Minister", capacity=Capacity.MINISTER, channel=Channel.PAPER,
        recorder=measure, dated=START, file=file,
    )  # fmt: skip


def _another(writer: Writer, stream: Id, _measure: Id, file: Id) -> None:
    fresh = Measure(
        state=MeasureState.ACTIVE, start=TODAY, review=TODAY, file=file, type="close_protection",
        subject_kind=SubjectKind.FILE, subject=file,
    )  # fmt: skip
    writer.create(stream, b"\7" * 16, fresh)


FORGED: dict[str, Act] = {
    "an approval by the Minister": lambda w, s, m, f: w.create(s, b"\1" * 16, a_decision(m, f)),
    "a proposing decision": lambda w, s, m, f: w.create(s, b"\2" * 16, a_decision(m, f, DecisionKind.PROPOSE)),
    "what argues for it": lambda w, s, m, f: w.create(s, b"\3" * 16, ProposalReasons(proposal=m, file=f)),
    "the state": lambda w, s, m, _f: w.change(s, m, Measure, {"state": MeasureState.ACTIVE}),
    "the period": lambda w, s, m, _f: w.change(s, m, Measure, {"end": TODAY}),
    "the type": lambda w, s, m, _f: w.change(s, m, Measure, {"type": "close_protection"}),
    "for whom": lambda w, s, m, f: w.change(s, m, Measure, {"subject": f, "subject_kind": SubjectKind.FILE}),
    "whose file": lambda w, s, m, _f: w.change(s, m, Measure, {"file": m}),
    "who executes": lambda w, s, m, _f: w.add(s, m, Measure, "executing", b"\4" * 16),
    "that it is gone": lambda w, s, m, _f: w.delete(s, m, Measure),
    "where somebody is": lambda w, s, m, f: w.create(
        s, b"\5" * 16, ToldPresence(file=f, person=m, state=PresenceState.ABROAD)
    ),
    "another measure": _another,
}


@pytest.fixture(scope="module")
def villain(world: StationWorld) -> Desk:
    return world.sit("vals", ROLES, world.police)


@pytest.fixture(scope="module")
def given(world: StationWorld) -> tuple[Id, Id, Id]:
    """A file, a measure proposed in it, and the assignment that the police zone co-owns."""
    person = a_person(world.officer)
    file = a_file(world.officer, person)
    measure = a_proposal(world, file, person)
    with world.officer.read() as view:
        return file, measure, view.stream_of(measure, Measure)


def forge(desk: Desk, act: Act, measure: Id, file: Id, stream: Id) -> None:
    """Write what no service writes, signed by the officer's and the station's own keys."""
    with desk.store.write() as connection:
        writer = Writer(connection, desk.schema, desk.trust, desk.pen, desk.randomness)
        act(writer, stream, measure, file)
        writer.commit(desk.officer, desk.clock.now(), cosigners=[desk.cosigner()])


@pytest.mark.parametrize("what", FORGED)
def test_who_executes_decides_nothing_however_his_program_was_changed(
    world: StationWorld, villain: Desk, given: tuple[Id, Id, Id], what: str
) -> None:
    file, measure, stream = given
    before = file_sheet(world.officer, file, "nl")
    for desk in (villain, world.partner):
        forge(desk, FORGED[what], measure, file, stream)
        assert file_sheet(world.officer, file, "nl") == before


def test_what_was_forged_is_kept_and_leaves_the_store_sound(
    world: StationWorld, villain: Desk, given: tuple[Id, Id, Id]
) -> None:
    file, measure, stream = given

    def kept() -> int:
        with world.officer.read() as view:
            sql = "SELECT count(*) FROM entry JOIN stream USING (sid) WHERE stream.id = ? AND void = '*'"
            return int(view.connection.exec_driver_sql(sql, (stream,)).scalar_one())

    already = kept()
    for act in FORGED.values():
        forge(villain, act, measure, file, stream)
    assert kept() == already + len(FORGED)
    assert not verify_store(world.officer).faults


def test_of_one_save_what_is_his_to_write_counts_and_the_rest_does_not(world: StationWorld, villain: Desk) -> None:
    person = a_person(world.officer)
    file = a_file(world.officer, person)
    measure = a_proposal(world, file, person)
    with world.officer.read() as view:
        stream = view.stream_of(measure, Measure)
    fields = {"state": MeasureState.ACTIVE, "contact": "Inspecteur Dubois"}
    forge(villain, lambda w, s, m, _f: w.change(s, m, Measure, fields), measure, file, stream)
    with world.officer.read() as view:
        record = view.get(Measure, measure)
    assert (record.state, record.contact) == (MeasureState.PROPOSED, "Inspecteur Dubois")


def test_he_changes_how_and_reports_also_beside_a_decision_of_ours(world: StationWorld, villain: Desk) -> None:
    person = a_person(world.officer)
    file = a_file(world.officer, person)
    measure = a_proposal(world, file, person)
    approve_measures(world.recorder, [measure], the_minister())
    for desk in (villain, world.partner):
        edit_measure(desk, measure, {"contact": desk.officer.hex(), "frequency": "3 per 24 uur"})
        report_execution(desk, measure, ExecutionReport(from_on=TODAY, to_on=TODAY, done=1))
        with world.officer.read() as view:
            assert view.get(Measure, measure).contact == desk.officer.hex()
    assert len(executions_of(world.officer, measure)) == 2


def test_every_act_that_history_would_not_count_is_refused_with_its_own_sentence(
    world: StationWorld, villain: Desk, given: tuple[Id, Id, Id]
) -> None:
    _, measure, stream = given
    acts: list[Callable[[], object]] = [
        lambda: approve_measures(villain, [measure], the_minister()),
        lambda: propose_again(villain, measure, a_ruling()),
        lambda: suspend_measure(villain, measure, a_ruling()),
        lambda: prolong_measure(villain, measure, the_minister(), review=TODAY),
    ]
    for act in acts:
        with pytest.raises(NotAllowed) as refused:
            act()
        assert refused.value.why is Refusal.DECIDES
        assert len({refused.value.say(language) for language in ("en", "nl", "fr", "de")}) == 4
    with villain.write() as unit:
        unit.require(Action.MEASURE, stream)
        for write in (
            lambda: unit.change(stream, measure, Measure, {"type": "escort"}),
            lambda: unit.change(stream, measure, Measure, {"executing": (world.police, world.other_zone)}),
            lambda: unit.delete(stream, measure, Measure),
            lambda: unit.create(stream, Measure(file=stream)),
        ):
            with pytest.raises(NotAllowed) as refused:
                write()
            assert refused.value.why is Refusal.DECIDES


def test_his_screen_says_who_decides(world: StationWorld, villain: Desk, given: tuple[Id, Id, Id]) -> None:
    (mine,) = file_sheet(world.officer, given[0], "nl").overview.measures
    (his,) = file_sheet(told_why(villain, given[0]), given[0], "nl").overview.measures
    assert (mine.decided_here, his.decided_here) == (True, False)
    assert not {Action.DECIDE, Action.APPROVE, Action.PROPOSE, Action.CLOSE} & file_sheet(villain, given[0], "nl").may
    assert {Action.MEASURE, Action.EXECUTE} <= file_sheet(villain, given[0], "nl").may


def test_who_owns_the_file_with_us_decides_on_what_he_gives_out_and_we_see_it(
    world: StationWorld, villain: Desk
) -> None:
    """A co-owner of the file itself runs it with us: he proposes, decides and closes, in assignments of his own."""
    person = a_person(world.officer, label=Label(marking=Marking.NONE, co_owners=(world.police,)))
    together = Label(marking=Marking.NONE, co_owners=(world.police,))
    file = a_file(world.officer, person, label=together)
    ours = a_proposal(world, file, person)
    colleague = world.sit("mertens", ROLES, world.police)
    his = propose_measures(villain, file, a_measure(person, executing=world.police), a_ruling())[0]
    theirs = propose_measures(villain, file, a_measure(person, executing=world.other_zone), a_ruling())[0]
    again = propose_measures(villain, file, a_measure(person, executing=world.police), a_ruling())[0]
    approve_measures(colleague, [his, theirs], the_minister())
    with world.officer.read() as view:
        homes = {one: view.stream_of(one, Measure) for one in (ours, his, theirs, again)}
        owners = [view.thing(homes[one]).owner for one in (ours, his, theirs, again)]
        assert owners == [world.centre, world.police, world.police, world.police]
        assert homes[his] == homes[again] != homes[theirs]
        assert view.thing(homes[his]).distribution == {world.centre}, "who keeps the file reads it"
    rows = {row.id: row for row in file_sheet(world.officer, file, "nl").overview.measures}
    assert [rows[one].record.state for one in (his, theirs)] == [MeasureState.APPROVED] * 2
    assert [rows[one].decided_here for one in (ours, his)] == [True, False]
    for desk, apart in ((world.officer, ours), (villain, his)):
        with desk.write() as unit:
            own = own_assignment(unit, file, unit.part(file, "file_core"), Action.DECIDE)
            assert unit.thing(own).owner == unit.facts.organisation
            assert own not in (homes[apart], homes[theirs])


def test_a_co_owner_takes_nothing_back_that_only_the_owner_writes(
    world: StationWorld, villain: Desk, given: tuple[Id, Id, Id]
) -> None:
    file, measure, stream = given
    told = ToldPresence(file=file, person=measure, state=PresenceState.ABROAD)

    def tell() -> Id:
        with world.officer.write() as unit:
            unit.require(Action.MEASURE, stream)
            made = unit.create(stream, told)
            unit.save()
            return made

    made, head = done_with_save(world.officer, tell)
    assert head is not None
    with pytest.raises(NotAllowed) as refused:
        undo_save(villain, head)
    assert refused.value.why is Refusal.DECIDES
    with world.officer.read() as view:
        assert view.get(ToldPresence, made) == told
    undo_save(world.officer, head)
