"""What workstations that are of the directory do to each other: a form recorded twice, an edge nobody may make."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.core.ids import Id
from app.history.findings import FindingKind, list_findings
from app.history.writing import Writer
from app.models.enums import Marking, MeasureState, MergeState, SubjectKind
from app.models.kinds.label import Label
from app.models.kinds.measures import ExecutionReport, Measure
from app.models.kinds.merge import SamePerson
from app.models.kinds.paper import DocumentData, IssuedDocument
from app.services.cases.measures import start_urgent_measures
from app.services.desk import Desk, View
from app.services.naming import names_of
from app.services.paper.protocols import RETURN_FORM, issue_protocol
from app.services.paper.returning import Returned, find_return_form, record_return_form
from app.services.paper.snapshot import ordered
from app.services.paper.sources import CopyFor
from app.services.records import Records
from app.services.registers.merging import shown_person
from app.services.search.finding import find
from app.services.station.verifying import verify_store
from tests.reads import executions_of, measures_of
from tests.station_world import TODAY, a_file, a_measure, a_person, a_ruling
from tests.unit.services.two_desks import TwoDesks, two_desks


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoDesks]:
    with two_desks(tmp_path_factory.mktemp("hostile")) as made:
        yield made


def record(desk: Desk, code: str, done: int, measure: Id) -> None:
    form = find_return_form(desk, code)
    report = ExecutionReport(from_on=TODAY, to_on=TODAY, planned=3, done=done, not_done=0)
    record_return_form(desk, Returned(form.copy, "INP Claes", TODAY, (), [(measure, report)]))


@pytest.mark.parametrize(("there", "told"), [(3, [3]), (2, [2, 3])])
def test_a_form_recorded_alike_at_two_workstations_counts_once_and_nothing_that_differs_is_lost(
    desks: TwoDesks, there: int, told: list[int]
) -> None:
    person = a_person(desks.here, "Vermeersch", f"Nr{there}")
    file = a_file(desks.here, person)
    new = replace(a_measure(person, executing=desks.police), start=TODAY)
    [measure] = start_urgent_measures(desks.here, file, new, a_ruling())
    copies = [CopyFor("PZ Antwerpen", desks.police)]
    made = issue_protocol(desks.here, file, person, "nl", copies, kind=RETURN_FORM, accept_untranslated=True)
    desks.carry(desks.here, desks.there, file, person)
    code = made.copies[0].control_code
    record(desks.here, code, 3, measure)
    record(desks.there, code, there, measure)
    desks.meet(file, person)
    for desk in (desks.here, desks.there):
        assert sorted(one.record.done or 0 for one in executions_of(desk, measure)) == told
        assert not verify_store(desk).faults


def test_an_edge_of_somebody_who_may_not_merge_joins_nobody(desks: TwoDesks) -> None:
    """A partner's workstation whose program was changed gives our judge the name that it likes."""
    label = Label(marking=Marking.NONE, distribution=(desks.police,))
    judge, fake = (a_person(desks.here, name, "Hilde", label) for name in ("Rechter", "Vals"))
    desks.carry(desks.here, desks.zone, judge, fake)
    with desks.zone.store.write() as connection:
        view = View(desks.zone, connection)
        writer = Writer(connection, view.desk.schema, view.desk.trust, view.desk.pen, view.desk.randomness)
        edge = desks.zone.ids.new()
        shared = Label(marking=Marking.NONE, distribution=(desks.centre,))
        stream = writer.begin_stream(edge, "same_person", view.facts.organisation, shared)
        writer.create(stream, edge, SamePerson(one=fake, other=judge, state=MergeState.JOINED, reason="zo"))
        writer.commit(desks.zone.officer, desks.zone.clock.now())
    desks.carry(desks.zone, desks.here, edge)
    for desk in (desks.zone, desks.here):
        assert [uid for uid, _ in shown_person(desk, judge).entries] == [judge]
        assert names_of(desk, [judge], "nl") == {judge: "Hilde Rechter"}
    assert [one.root for one in find(desks.here, "Vals", ["person"], language="nl")] == [fake]
    assert not verify_store(desks.here).faults


@pytest.mark.parametrize("first", ["ours", "forged"])
def test_what_a_partner_writes_under_the_id_of_our_measure_changes_it_nowhere(desks: TwoDesks, first: str) -> None:
    """Whichever reaches the second workstation of the centre first, both show ours, and say who wrote the other."""
    label = Label(marking=Marking.NONE, distribution=(desks.police,))
    person = a_person(desks.here, "Rechter", "Hilde", label)
    file = a_file(desks.here, person)
    new = replace(a_measure(person, executing=desks.police), start=TODAY)
    [ours] = start_urgent_measures(desks.here, file, new, a_ruling())
    desks.carry(desks.here, desks.zone, person, file)
    other = desks.zone.ids.new()
    with desks.zone.store.write() as connection:
        view = View(desks.zone, connection)
        writer = Writer(connection, view.desk.schema, view.desk.trust, view.desk.pen, view.desk.randomness)
        stream = writer.begin_stream(
            other, "assignment", view.facts.organisation, Label(marking=Marking.NONE, distribution=(desks.centre,))
        )
        writer.create(stream, ours, Measure(state=MeasureState.ENDED, file=file, type="fixed_post", start=TODAY))
        writer.commit(desks.zone.officer, desks.zone.clock.now())
    if first == "ours":
        desks.carry(desks.here, desks.there, person, file)
        desks.carry(desks.zone, desks.there, other)
    else:
        desks.carry(desks.zone, desks.there, other)
        desks.carry(desks.here, desks.there, person, file)
    desks.carry(desks.zone, desks.here, other)
    for desk in (desks.here, desks.there, desks.zone):
        [row] = measures_of(desk, file)
        assert (row.id, row.record.type, row.contested) == (ours, "patrols", False)
        with desk.read() as view:
            assert view.stream_of(ours) == view.stream_of(ours, Measure) == row.stream
            found = [one.subject for one in list_findings(view.connection) if one.kind is FindingKind.VOID]
        assert desks.zone.officer in found
        assert not verify_store(desk).faults


def test_a_measure_that_another_organisation_writes_about_our_file_is_none_of_its_measures(desks: TwoDesks) -> None:
    """A partner's workstation whose program was changed gives our file a measure that nobody decided."""
    label = Label(marking=Marking.NONE, distribution=(desks.police,))
    person = a_person(desks.here, "Rechter", "Hilde", label)
    file = a_file(desks.here, person)
    new = replace(a_measure(person, executing=desks.police), start=TODAY)
    [ours] = start_urgent_measures(desks.here, file, new, a_ruling())
    desks.carry(desks.here, desks.zone, person, file)
    with desks.zone.store.write() as connection:
        view = View(desks.zone, connection)
        writer = Writer(connection, view.desk.schema, view.desk.trust, view.desk.pen, view.desk.randomness)
        shared = Label(marking=Marking.NONE, distribution=(desks.centre,))
        stream = writer.begin_stream(file, "assignment", view.facts.organisation, shared)
        forged = Measure(
            state=MeasureState.ACTIVE, file=file, type="fixed_post", subject_kind=SubjectKind.PERSON, subject=person,
            executing=(desks.police,), start=TODAY, review=TODAY,
        )  # fmt: skip
        writer.create(stream, desks.zone.ids.new(), forged)
        writer.commit(desks.zone.officer, desks.zone.clock.now())
    desks.carry(desks.zone, desks.here, file)
    with desks.here.read() as view:
        kept = Records(view.connection, view.schema)
        assert len(kept.find(Measure, "file = ?", file)) == 2, "it came, and is kept"
    assert [row.id for row in measures_of(desks.here, file)] == [ours]
    issued = issue_protocol(desks.here, file, person, "nl", [CopyFor("PZ", desks.police)], accept_untranslated=True)
    with desks.here.read() as view:
        record = view.get(IssuedDocument, issued.document)
        [data] = [one.data for _, one in view.find(DocumentData, "document = ?", issued.document)]
    assert ordered(data, record.snapshot)[0] == (ours,)
