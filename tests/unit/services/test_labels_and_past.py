"""Who gets a stream and how it is marked; undoing what may be undone; the past of a root."""

from datetime import timedelta

import pytest

from app.core.ids import Id
from app.history.undoing import NothingToUndo
from app.models.enums import HandlingMark, Marking, MeasureState, Role
from app.models.kinds.label import Label
from app.models.kinds.threat import FileNote
from app.models.rights import NotAllowed, Refusal
from app.services.cases.assignments import OrganisationUnknown, find_assignment
from app.services.cases.decisions import approve_measures
from app.services.cases.file_overviews import file_overview
from app.services.cases.files import edit_file
from app.services.cases.labels import (
    MarkedSoAlready,
    MarkingReasonMissing,
    SharedSoAlready,
    label_of,
    set_compartments,
    set_handling,
    set_marking,
    share_parts,
)
from app.services.cases.measures import edit_measure
from app.services.cases.reports import record_report
from app.services.cases.sharing import sharing_of
from app.services.desk import Desk, NotThere
from app.services.exchange.quarantine import adopt_held
from app.services.registers.persons import add_phone, edit_person
from app.services.trails import Past, as_of, field_history
from app.services.undoing import BeginningStays, DecisionStays, undo_save
from tests.reads import person_card
from tests.station_world import (
    StationWorld,
    a_person,
    a_proposal,
    a_report,
    distribute,
    the_minister,
    told_why,
)


def core(desk: Desk, file: Id) -> Id:
    with desk.read() as view:
        return view.part(file, "file_core")


def last_save(desk: Desk) -> tuple[bytes, list[bytes]]:
    with desk.read() as view:
        sql = "SELECT hash, vid FROM save ORDER BY vid DESC LIMIT 1"
        head, vid = view.connection.exec_driver_sql(sql).one()
        rows = view.connection.exec_driver_sql("SELECT hash FROM entry WHERE vid = ? ORDER BY eid", (vid,))
        return head, [bytes(row[0]) for row in rows]


def test_the_owner_distributes_and_withdraws(world: StationWorld, file: Id) -> None:
    stream = core(world.officer, file)
    distribute(world.officer, stream, world.police)
    assert file_overview(told_why(world.partner, file), file).record is not None
    withdraw(world.officer, stream, world.police)
    with pytest.raises(NotAllowed):
        file_overview(world.partner, file)
    with pytest.raises(OrganisationUnknown):
        distribute(world.officer, stream, file)


def withdraw(desk: Desk, stream: Id, organisation: Id) -> None:
    share_parts(desk, {stream: False}, organisation)


def add_co_owner(desk: Desk, stream: Id, organisation: Id) -> None:
    share_parts(desk, {stream: True}, organisation, {stream: True})


def test_who_receives_a_part_becomes_its_co_owner_and_receives_it_still_when_that_ends(
    world: StationWorld, file: Id
) -> None:
    stream = core(world.officer, file)
    distribute(world.officer, stream, world.police)
    share_parts(world.officer, {stream: True}, world.police, {stream: True})
    record = label_of(world.officer, stream).record
    assert (record.co_owners, record.distribution) == ((world.police,), (world.police,))
    with pytest.raises(SharedSoAlready):
        share_parts(world.officer, {stream: True}, world.police)
    share_parts(world.officer, {stream: True}, world.police, {stream: False})
    record = label_of(world.officer, stream).record
    assert (record.co_owners, record.distribution) == ((), (world.police,))


def test_a_co_owner_narrows_and_does_not_widen(world: StationWorld, file: Id) -> None:
    liaison = world.sit("liaison", [Role.FILE_OFFICER], world.police)
    stream = core(world.officer, file)
    add_co_owner(world.officer, stream, world.police)
    distribute(world.officer, stream, world.other_zone)
    withdraw(liaison, stream, world.other_zone)
    for act in (distribute, add_co_owner):
        with pytest.raises(NotAllowed) as refused:
            act(liaison, stream, world.other_zone)
        assert refused.value.why is Refusal.OWNER
    set_marking(liaison, stream, Marking.RESTRICTED, "op vraag van de zone")
    with pytest.raises(NotAllowed):
        set_marking(liaison, stream, Marking.NONE, "toch niet")
    withdraw(liaison, stream, world.police)
    with pytest.raises(NotAllowed):
        file_overview(liaison, file)
    assert label_of(world.officer, stream).record.co_owners == ()


def test_a_marking_changes_with_a_reason_that_stays_in_the_file(world: StationWorld, file: Id) -> None:
    stream = core(world.officer, file)
    with pytest.raises(MarkingReasonMissing):
        set_marking(world.officer, stream, Marking.CONFIDENTIAL, " ")
    with pytest.raises(MarkedSoAlready):
        set_marking(world.officer, stream, Marking.NONE, "omdat")
    set_marking(world.officer, stream, Marking.CONFIDENTIAL, "adres van het kind")
    set_marking(world.officer, stream, Marking.RESTRICTED, "adres is weg")
    assert file_overview(world.officer, file).marking is Marking.RESTRICTED
    with world.officer.read() as view:
        assert [note.text for _, note in view.find(FileNote, "file = ?", file)] == [
            "adres van het kind",
            "adres is weg",
        ]


def test_nobody_marks_beyond_his_clearance_or_the_stations_ceiling(world: StationWorld, file: Id) -> None:
    stream = core(world.officer, file)
    with pytest.raises(NotAllowed):
        set_marking(world.officer, stream, Marking.TOP_SECRET, "te hoog")
    low = world.sit("low", [Role.FILE_OFFICER], clearance=Marking.NONE)
    with pytest.raises(NotAllowed) as refused:
        set_marking(low, stream, Marking.RESTRICTED, "boven mijn machtiging")
    assert refused.value.why is Refusal.CLEARANCE
    with pytest.raises(NotAllowed):
        set_compartments(world.officer, stream, ["ALPHA"])
    set_handling(world.officer, stream, HandlingMark.LIMITED)
    assert label_of(world.officer, stream).record.handling is HandlingMark.LIMITED


def test_an_assignment_taken_away_is_not_mistaken_for_the_owners_own(world: StationWorld, file: Id, person: Id) -> None:
    first = a_proposal(world, file, person)
    stream = next(row.stream for row in file_overview(world.officer, file).measures if row.id == first)
    withdraw(world.officer, stream, world.police)
    again = a_proposal(world, file, person)
    rows = {row.id: row.stream for row in file_overview(world.officer, file).measures}
    own = file_overview(world.officer, file).decisions[0].stream
    assert len({rows[first], rows[again], own}) == 3
    with world.officer.read() as view:
        # Another store may have received them in another order.
        streams = sorted(view.parts(file, "assignment"), key=lambda stream: stream != rows[first])
        view.parts = lambda *_: streams  # type: ignore[method-assign]  # the order is what is tested
        assert find_assignment(view, file, world.centre) == own


def test_an_edit_is_undone_by_a_new_entry(world: StationWorld, person: Id) -> None:
    edit_person(world.officer, person, {"family_name": "Lambrechts", "nationalities": ("BE",)})
    entry, _ = last_save(world.officer)
    with pytest.raises(NotAllowed):
        undo_save(world.partner, entry)
    undo_save(world.officer, entry)
    record = person_card(world.officer, person).record
    assert (record.family_name, record.nationalities) == ("Lambrecht", ())
    with pytest.raises(NothingToUndo):
        undo_save(world.officer, entry)


def test_a_line_added_is_undone_with_its_whole_save(world: StationWorld, person: Id) -> None:
    add_phone(world.officer, person, "02 279 17 11")
    head, _ = last_save(world.officer)
    undo_save(world.officer, head)
    assert person_card(world.officer, person).phones == ()
    with pytest.raises(NotThere):
        undo_save(world.officer, bytes(32))


def test_decisions_beginnings_and_reports_are_not_undone(world: StationWorld, file: Id, person: Id) -> None:
    measure = a_proposal(world, file, person)
    second = a_proposal(world, file, person)
    proposal, _ = last_save(world.officer)
    approve_measures(world.recorder, [second], the_minister())
    approval, _ = last_save(world.officer)
    for entry in (proposal, approval):
        with pytest.raises(DecisionStays):
            undo_save(world.officer, entry)
    a_person(world.officer)
    with pytest.raises(BeginningStays):
        undo_save(world.officer, last_save(world.officer)[0])
    record_report(world.officer, file, a_report())
    with pytest.raises(NothingToUndo):
        undo_save(world.officer, last_save(world.officer)[0])
    states = {row.id: row.state for row in file_overview(world.officer, file).measures}
    assert states == {measure: MeasureState.PROPOSED, second: MeasureState.ACTIVE}


def test_an_edited_instruction_is_undone_by_who_may_measure(world: StationWorld, file: Id, person: Id) -> None:
    measure = a_proposal(world, file, person)
    edit_measure(world.partner, measure, {"contact": "Inspecteur Dubois"})
    entry, _ = last_save(world.officer)
    analyst = world.sit("reader", [Role.ANALYST])
    with pytest.raises(NotAllowed):
        undo_save(analyst, entry)
    undo_save(world.partner, entry)
    assert file_overview(world.officer, file).measures[0].record.contact is None


def test_the_history_tells_each_field_with_author_and_moment(world: StationWorld, person: Id) -> None:
    edit_person(world.duty, person, {"family_name": "Lambrechts", "nationalities": ("BE",)})
    changes = field_history(world.officer, person, person)
    named = [change for change in changes if change.values and "family_name" in change.values]
    assert [(c.values["family_name"], c.officer) for c in named if c.values] == [
        ("Lambrecht", world.officer.officer),
        ("Lambrechts", world.duty.officer),
    ]
    [joined] = [change for change in changes if change.added is not None]
    assert (joined.values, joined.added) == ({"nationalities": "BE"}, True)
    assert all(change.counted for change in changes)


def test_the_past_is_told_of_readable_streams_only(world: StationWorld, file: Id, person: Id) -> None:
    measure = a_proposal(world, file, person)
    mine = {change.kind for change in field_history(world.officer, file)}
    theirs = {change.kind for change in field_history(world.partner, file)}
    assert mine == {"label", "threat_file", "involvement", "decision", "measure"}
    assert theirs == {"label", "decision", "measure"}
    assert {entity.kind for entity in as_of(world.partner, file, world.clock.at)} == theirs
    with pytest.raises(NotAllowed):
        field_history(world.nobody, file)
    with pytest.raises(NotThere):
        field_history(world.officer, measure)


def test_a_file_is_shown_as_it_was(world: StationWorld, file: Id) -> None:
    before = world.clock.at
    world.clock.at += timedelta(hours=1)
    edit_file(world.officer, file, {"title": "Andere titel"})
    for past in Past:
        titles = [e.record.title for e in as_of(world.officer, file, before, past) if e.kind == "threat_file"]
        assert titles == ["Lambrecht en gezin"]
        titles = [e.record.title for e in as_of(world.officer, file, world.clock.at, past) if e.kind == "threat_file"]
        assert titles == ["Andere titel"]


def test_a_label_of_the_stream_is_not_given_to_strangers(world: StationWorld, file: Id) -> None:
    with pytest.raises(NotAllowed):
        label_of(world.partner, core(world.officer, file))
    assert label_of(world.officer, core(world.officer, file)).may_change
    assert label_of(world.officer, core(world.officer, file)).record == Label(marking=Marking.NONE)


def test_only_the_owner_adopts_what_was_held_back(world: StationWorld, file: Id) -> None:
    stream = core(world.officer, file)
    add_co_owner(world.officer, stream, world.police)
    other = world.sit("desmet", [Role.FILE_OFFICER], world.police)

    with pytest.raises(NotAllowed) as refused:
        adopt_held(other, {stream: [b"\0" * 32]}, "bevestigd")
    assert refused.value.facts["why"] is Refusal.OWNER


def test_sharing_names_no_reference_of_a_file_that_the_officer_may_not_read(world: StationWorld, file: Id) -> None:
    record_report(world.officer, file, a_report())
    set_marking(world.officer, core(world.officer, file), Marking.SECRET, "bron")
    low = world.sit("laag", [Role.FILE_OFFICER], clearance=Marking.RESTRICTED)

    shown = sharing_of(low, file, "nl")
    assert (shown.roots[0].title, shown.roots[0].reference) == ("", "")
    assert sharing_of(world.officer, file, "nl").roots[0].reference
