"""What a partner with a changed program writes about our file: it is kept, and counts in no list, number or paper."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from app.core.ids import NIL, Id
from app.history.writing import Writer
from app.models.enums import (
    Action,
    Capacity,
    DecisionKind,
    Marking,
    MeasureState,
    MinisterRule,
    NeedKind,
    PresenceState,
    Role,
    SubjectKind,
)
from app.models.kinds.label import Label
from app.models.kinds.measures import Decision, ExecutionReport, Measure, ToldPresence
from app.models.lists import MEASURE_TYPES
from app.services.access_log import AccessReason
from app.services.call_cards.opening import open_call_card
from app.services.cases.analyses import record_analysis
from app.services.cases.decisions import approve_measures
from app.services.cases.life import unsettled_measures_of
from app.services.cases.measures import start_urgent_measures
from app.services.cases.rulings import last_proposal
from app.services.catalogues.changing import change_item
from app.services.desk import Desk, View
from app.services.exchange.work_along import work_for
from app.services.foreign import foreign
from app.services.kept import forget_answers
from app.services.lists.columns import ListName
from app.services.lists.queries import Query
from app.services.own_files import reasons_offered
from app.services.paper.who_decided import by_minister
from app.services.precedents import precedents
from app.services.records import Records
from app.services.situation import needs
from app.services.situation.look import Horizon
from tests.reads import decisions_on, executions_of, fetch, measures_of, to_confirm
from tests.station_world import (
    TODAY,
    StationWorld,
    a_file,
    a_measure,
    a_person,
    a_proposal,
    a_ruling,
    a_station,
    an_analysis,
)

Write = Callable[[Writer, Id], None]
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[StationWorld]:
    """A station of the test's own: what is counted here was entered here."""
    made = a_station(tmp_path)
    yield made
    made.close()


def forge(world: StationWorld, root: Id, write: Write) -> None:
    """Begin an assignment of the police's own on `root`, whatever the services would say."""
    with world.partner.store.write() as connection:
        forge_in(connection, world, root, write)


def forge_in(connection: Connection, world: StationWorld, root: Id, write: Write) -> None:
    partner = world.partner
    view = View(partner, connection)
    writer = Writer(connection, partner.schema, partner.trust, partner.pen, partner.randomness)
    label = Label(marking=Marking.NONE, distribution=(world.centre,))
    write(writer, writer.begin_stream(root, "assignment", view.facts.organisation, label))
    writer.commit(partner.officer, partner.clock.now(), cosigners=[partner.cosigner()])


def measure_writer(world: StationWorld, file: Id, person: Id, state: MeasureState) -> Write:
    record = Measure(
        state=state, file=file, type="escort", subject_kind=SubjectKind.PERSON, subject=person,
        executing=(world.police,), start=YESTERDAY, end=YESTERDAY, review=YESTERDAY, ratify_by=YESTERDAY,
    )  # fmt: skip
    return lambda writer, stream: writer.create(stream, world.partner.ids.new(stream), record)


def a_forged_measure(world: StationWorld, root: Id, file: Id, person: Id, state: MeasureState) -> None:
    forge(world, root, measure_writer(world, file, person, state))


def told_of(desk: Desk, kind: NeedKind, file: Id) -> int:
    return sum(need.file == file for need in needs(desk, kind))


@pytest.fixture(params=["as a part of it", "in a file of his own"])
def pair(request: pytest.FixtureRequest, world: StationWorld) -> tuple[Id, Id]:
    """A file of ours with its person, of which the police wrote measures: in a part of it, or elsewhere by its id."""
    person = a_person(world.officer, "Rechter", "Hilde")
    file = a_file(world.officer, person)
    root = file if request.param == "as a part of it" else world.partner.ids.new()
    for state in (MeasureState.ACTIVE, MeasureState.PROPOSED, MeasureState.PROVISIONAL):
        a_forged_measure(world, root, file, person, state)
    return file, person


def test_a_forged_measure_is_in_no_list_and_no_number(world: StationWorld, pair: tuple[Id, Id]) -> None:
    file, _ = pair
    desk = world.officer
    with desk.read() as view:
        kept = Records(view.connection, view.schema)
        assert len(kept.find(Measure, "file = ?", file)) == 3, "it came, and is kept"
        assert unsettled_measures_of(view, file) == 0, "it does not stop us from closing our file"
    assert measures_of(desk, file) == []
    for kind in (NeedKind.OVERDUE, NeedKind.RATIFY, NeedKind.PROPOSED):
        assert told_of(desk, kind, file) == 0
    (row,) = [row for row in fetch(desk, ListName.THREAT_FILES, Query(language="nl"), 0).rows if row.id == file]
    assert (row.values["overdue"], row.values["next_review"]) == (None, None)
    assert AccessReason.DECISION not in reasons_offered(world.recorder, file)[:1]


def test_it_crowds_nothing_out_of_what_is_shown_first(world: StationWorld, pair: tuple[Id, Id]) -> None:
    other = a_file(world.officer, person := a_person(world.officer))
    a_proposal(world, other, person)
    assert told_of(world.officer, NeedKind.PROPOSED, other) == 1
    with world.officer.read() as view:
        kept = Records(view.connection, view.schema)
        forged = {one.file for _, one in kept.find(Measure, "type = 'escort'")}
    first = {need.file for need in needs(world.officer, NeedKind.PROPOSED, Horizon(most=1))}
    assert pair[0] in forged
    assert first
    assert not first & forged


def test_what_is_said_of_our_measure_elsewhere_is_not_said_of_it(world: StationWorld) -> None:
    desk, person = world.officer, a_person(world.officer, "Procureur")
    file = a_file(desk, person)
    measure = a_proposal(world, file, person)
    before = [row.id for row in decisions_on(desk, measure)]

    def write(writer: Writer, stream: Id) -> None:
        said: dict[str, Any] = {"subject": measure, "recorder": world.partner.officer, "dated": desk.clock.now()}
        writer.create(stream, world.partner.ids.new(), Decision(kind=DecisionKind.PROPOSE, **said))
        writer.create(stream, world.partner.ids.new(), Decision(kind=DecisionKind.END, confirm_by=YESTERDAY, **said))
        report = ExecutionReport(measure=measure, from_on=YESTERDAY, to_on=TODAY, done=9, organisation=world.police)
        writer.create(stream, world.partner.ids.new(), report)

    forge(world, world.partner.ids.new(), write)
    assert [row.id for row in decisions_on(desk, measure)] == before
    assert executions_of(desk, measure) == []
    assert [row.reports for row in measures_of(desk, file)] == [0]
    assert not [row for row in to_confirm(desk) if row.record.subject == measure]
    assert told_of(desk, NeedKind.CONFIRM, file) == 0
    with desk.read() as view:
        found = last_proposal(view, measure)
        assert found is not None
        assert found[1].recorder == desk.officer


def test_a_letter_does_not_say_of_the_minister_what_another_wrote_of_our_decision(world: StationWorld) -> None:
    desk, person = world.officer, a_person(world.officer, "Notaris")
    measure = a_proposal(world, a_file(desk, person), person, type="contact_person")
    change_item(world.admin, MEASURE_TYPES, "contact_person", {"minister": MinisterRule.NOT_NEEDED})
    approve_measures(world.sit("collega", [Role.FILE_OFFICER]), [measure], a_ruling())
    said = Decision(
        kind=DecisionKind.APPROVE, subject=measure, capacity=Capacity.MINISTER, recorder=world.partner.officer,
        dated=desk.clock.now(),
    )  # fmt: skip

    forge(world, world.partner.ids.new(), lambda writer, stream: writer.create(stream, world.partner.ids.new(), said))

    with desk.read() as view:
        assert not by_minister(view, [(measure, view.get(Measure, measure))])


def test_where_a_person_is_said_to_be_by_who_does_not_keep_the_file_is_not_told_on_a_call(world: StationWorld) -> None:
    person = a_person(world.officer, "Minister")
    file = a_file(world.officer, person)
    told = ToldPresence(file=file, person=person, state=PresenceState.ABROAD, presence=NIL[:-1] + b"\1")
    forge(world, file, lambda writer, stream: writer.create(stream, world.partner.ids.new(stream), told))
    assert not [one for one in open_call_card(world.officer, person).whereabouts if one.presence is not None]


def test_what_is_kept_of_it_follows_what_is_written(world: StationWorld) -> None:
    """Looked at again where something changed, it is what a look at everything finds; who joins the owners counts."""
    desk, person = world.officer, a_person(world.officer, "Schepen")
    file = a_file(desk, person)
    a_forged_measure(world, file, file, person, MeasureState.ACTIVE)
    for given in (False, True):
        with desk.read() as view:
            kept = foreign(view)
            assert foreign(view) is kept
            forget_answers(desk.store)
            assert foreign(view) == kept
            assert foreign(view) is not kept
        assert len(measures_of(desk, file)) == int(given)
        if not given:
            with desk.write() as unit:
                core = unit.part(file, "file_core")
                unit.require(Action.LABEL, core)
                unit.change(core, core, Label, {"co_owners": (world.police,)})
                unit.save()


class TakenBack(Exception):
    """Ends a unit of work in which nothing is to stay, as a look at a bundle does."""


def test_what_was_seen_of_a_bundle_that_was_only_looked_at_is_not_kept(world: StationWorld) -> None:
    """What we write next gets the numbers of what was taken back: it was passed over as if it were the partner's."""
    desk, person = world.officer, a_person(world.officer, "Griffier")
    file = a_file(desk, person)
    with suppress(TakenBack), desk.write() as unit:
        forge_in(unit.connection, world, file, measure_writer(world, file, person, MeasureState.ACTIVE))
        assert unit.foreign.streams
        raise TakenBack

    measure = a_proposal(world, file, person)

    with desk.read() as view:
        assert view.stream_of(measure) in view.parts(file, "assignment")


def test_precedents_pass_over_it(world: StationWorld, pair: tuple[Id, Id]) -> None:
    mine = a_file(world.officer, a_person(world.officer, "Ander"))
    a_proposal(world, pair[0], pair[1], type="patrols")
    for file in (mine, pair[0]):
        record_analysis(world.officer, file, an_analysis(world.police))
    types = {one.type for one in precedents(world.officer, mine).found}
    assert "patrols" in types
    assert "escort" not in types


def test_it_offers_nothing_of_ours_at_the_gate(world: StationWorld, pair: tuple[Id, Id]) -> None:
    with world.officer.read() as view:
        assert pair[0] not in work_for(view, world.police, world.officer.station)
    person = a_person(world.officer, "Ander")
    start_urgent_measures(
        world.officer, file := a_file(world.officer, person), a_measure(person, executing=world.police), a_ruling()
    )
    with world.officer.read() as view:
        assert file in work_for(view, world.police, world.officer.station), "ours does"
