"""Notes, presences and consents of a file; words and a domicile agreed with a person."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.core.ids import Id
from app.models.enums import Action, Channel, InvolvementRole, PresenceState
from app.models.kinds.measures import ToldPresence
from app.models.kinds.persons import HomeAddress
from app.models.kinds.threat import FileNote, Presence
from app.models.rights import NotAllowed
from app.services.call_cards.opening import call_card
from app.services.cases.consents import SignedAhead, record_consent, sign_conduct
from app.services.cases.decisions import approve_measures
from app.services.cases.evaluation import end_measure
from app.services.cases.file_overviews import file_overview
from app.services.cases.files import FileIsClosed, Involved, involve_person
from app.services.cases.life import close_file
from app.services.cases.measures import PersonNotInFile, start_urgent_measures
from app.services.cases.notes import ContactAhead, CorrectedAlready, FollowUpUnsaid, NoteEmpty, record_note
from app.services.cases.presences import (
    PresenceOverlaps,
    PresenceReversed,
    PresenceUnclear,
    edit_presence,
    record_presence,
    remove_presence,
)
from app.services.cases.reports import NotOfThisFile
from app.services.choices import BelongsWhereItIs
from app.services.desk import Desk
from app.services.registers.agreements import DomicileIncomplete, WordsAlike, agree_words, choose_domicile
from app.services.trails import field_history
from app.services.undoing import undo_save
from tests.reads import notes_of, person_card, presences_of
from tests.station_world import (
    START,
    TODAY,
    StationWorld,
    a_file,
    a_measure,
    a_person,
    a_proposal,
    a_ruling,
    distribute,
    give_person,
    the_minister,
)

DAY = timedelta(days=1)


def a_note(text: str = "Mevrouw voelt zich gevolgd", **more: Any) -> FileNote:
    return FileNote(text=text, channel=Channel.PHONE, **more)


def a_journey(person: Id, first: date | None, last: date | None, state: PresenceState = PresenceState.AWAY) -> Presence:
    return Presence(person=person, state=state, from_on=first, to_on=last)


def test_a_note_is_kept_with_its_moment_and_the_latest_contact_comes_first(world: StationWorld, file: Id) -> None:
    old = record_note(world.officer, file, a_note("eerste", moment=START - DAY))
    new = record_note(world.officer, file, a_note("tweede"))
    noted = notes_of(world.officer, file)
    assert [line.id for line in noted] == [new, old]
    assert noted[0].record.moment is not None
    assert noted[1].record.moment == START - DAY


def test_a_correction_stands_beside_the_note_it_corrects(world: StationWorld, file: Id) -> None:
    wrong = record_note(world.officer, file, a_note("om 8 u."))
    right = record_note(world.officer, file, a_note("om 9 u.", corrects=wrong))
    corrected = {line.id: line.corrected_by for line in notes_of(world.officer, file)}
    assert corrected == {wrong: right, right: None}
    with pytest.raises(CorrectedAlready):
        record_note(world.officer, file, a_note("om 10 u.", corrects=wrong))
    with pytest.raises(NotOfThisFile):
        record_note(world.officer, a_file(world.officer), a_note(corrects=right))


@pytest.mark.parametrize(
    ("note", "refusal", "field"),
    [
        (a_note(" "), NoteEmpty, "text"),
        (a_note(moment=START + 30 * DAY), ContactAhead, "moment"),
        (a_note(follow_up_by=TODAY), FollowUpUnsaid, "follow_up"),
    ],
)
def test_a_note_that_says_nothing_is_refused_at_its_field(
    world: StationWorld, file: Id, note: FileNote, refusal: type[Exception], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        record_note(world.officer, file, note)
    assert refused.value.field == field  # type: ignore[attr-defined]  # facts of a refusal
    assert notes_of(world.officer, file) == []


def test_a_follow_up_is_late_past_its_day_until_a_correction(world: StationWorld, file: Id) -> None:
    asked = record_note(world.officer, file, a_note(follow_up="terugbellen", follow_up_by=TODAY - DAY))
    assert [line.late for line in notes_of(world.officer, file)] == [True]
    record_note(world.officer, file, a_note("teruggebeld", corrects=asked))
    assert [line.late for line in notes_of(world.officer, file)] == [False, False]


def test_notes_are_for_who_reads_the_core_and_a_partner_writes_none(world: StationWorld, file: Id) -> None:
    record_note(world.officer, file, a_note())
    with pytest.raises(NotAllowed):
        notes_of(world.partner, file)
    with world.officer.read() as view:
        core = view.part(file, "file_core")
    distribute(world.officer, core, world.police)
    assert len(notes_of(world.partner, file)) == 1
    with pytest.raises(NotAllowed):
        record_note(world.partner, file, a_note())


def test_a_closed_file_takes_no_note_and_no_presence(world: StationWorld, person: Id, file: Id) -> None:
    close_file(world.officer, file, "threat_ended", a_ruling())
    with pytest.raises(FileIsClosed):
        record_note(world.officer, file, a_note())
    with pytest.raises(FileIsClosed):
        record_presence(world.officer, file, a_journey(person, TODAY, None))


def test_a_journey_stands_before_how_one_lives_and_is_over_after_its_last_day(
    world: StationWorld, person: Id, file: Id
) -> None:
    home = record_presence(world.officer, file, a_journey(person, TODAY - 30 * DAY, None, PresenceState.HOME))
    away = record_presence(world.officer, file, a_journey(person, TODAY - DAY, TODAY, PresenceState.ABROAD))
    assert {line.id: line.now for line in presences_of(world.officer, file)} == {away: True, home: False}
    edit_presence(world.officer, away, {"to_on": TODAY - DAY})
    assert {line.id: line.now for line in presences_of(world.officer, file)} == {away: False, home: True}


def test_two_journeys_over_one_night_are_refused_with_the_days_of_the_other(
    world: StationWorld, person: Id, file: Id
) -> None:
    first = record_presence(world.officer, file, a_journey(person, TODAY, TODAY + 5 * DAY))
    with pytest.raises(PresenceOverlaps) as refused:
        record_presence(world.officer, file, a_journey(person, TODAY + 5 * DAY, TODAY + 9 * DAY))
    assert "21/11/2026" in refused.value.say("nl")
    assert "26/11/2026" in refused.value.say("de")
    record_presence(world.officer, file, a_journey(person, TODAY + 6 * DAY, TODAY + 9 * DAY))
    with pytest.raises(PresenceOverlaps):
        edit_presence(world.officer, first, {"to_on": TODAY + 6 * DAY})
    remove_presence(world.officer, first)
    assert len(presences_of(world.officer, file)) == 1


def test_a_presence_says_who_where_and_in_order(world: StationWorld, person: Id, file: Id) -> None:
    with pytest.raises(PresenceUnclear):
        record_presence(world.officer, file, Presence(person=person))
    with pytest.raises(PresenceReversed):
        record_presence(world.officer, file, a_journey(person, TODAY, TODAY - DAY))
    with pytest.raises(PersonNotInFile):
        record_presence(world.officer, file, a_journey(a_person(world.officer, "Elders"), TODAY, None))
    made = record_presence(world.officer, file, a_journey(person, None, None))
    assert presences_of(world.officer, file)[0].record.from_on == TODAY
    with pytest.raises(BelongsWhereItIs):
        edit_presence(world.officer, made, {"person": person})


def test_a_presence_taken_back_comes_back_by_undo(world: StationWorld, person: Id, file: Id) -> None:
    made = record_presence(world.officer, file, a_journey(person, TODAY, None))
    remove_presence(world.officer, made)
    undo_save(world.officer, last_save(world))
    assert [line.id for line in presences_of(world.officer, file)] == [made]


def test_consent_is_a_yes_or_a_no_with_its_day_and_leaves_its_line_in_history(world: StationWorld, file: Id) -> None:
    involved = file_overview(world.officer, file).involved[0].id
    record_consent(world.officer, involved, accepted=False)
    sign_conduct(world.officer, involved, TODAY - DAY)
    record = file_overview(world.officer, file).involved[0].record
    assert (record.accepted, record.accepted_on, record.conduct_signed_on) == (False, TODAY, TODAY - DAY)
    record_consent(world.officer, involved, accepted=True, on=TODAY - DAY)
    said = [change.values for change in field_history(world.officer, file, involved) if change.values]
    assert [values["accepted"] for values in said if "accepted" in values][-2:] == [False, True]
    record_consent(world.officer, involved, accepted=None)
    assert file_overview(world.officer, file).involved[0].record.accepted_on is None
    with pytest.raises(SignedAhead):
        sign_conduct(world.officer, involved, TODAY + DAY)


def test_words_are_sealed_and_differ(world: StationWorld, person: Id) -> None:
    with pytest.raises(WordsAlike):
        agree_words(world.officer, person, {"code_word": "Zomer", "duress_word": " zomer "})
    agree_words(world.officer, person, {"code_word": "zomer", "duress_word": "winter"})
    with pytest.raises(WordsAlike):
        agree_words(world.officer, person, {"duress_word": "ZOMER"})
    agree_words(world.officer, person, {"duress_word": None})
    private = person_card(world.officer, person).private
    assert private is not None
    assert (private.code_word, private.duress_word) == ("zomer", None)
    with pytest.raises(NotAllowed):
        agree_words(world.partner, person, {"code_word": "zomer"})


def test_a_chosen_domicile_ends_the_former_one_the_day_before(world: StationWorld, person: Id) -> None:
    at_the_office = HomeAddress(street="Wetstraat", number="16", municipality="Brussel")
    choose_domicile(world.officer, person, HomeAddress(street="Oude weg", municipality="Gent", from_on=TODAY - 9 * DAY))
    choose_domicile(world.officer, person, at_the_office)
    found = [(one.street, one.from_on, one.to_on) for _, one in person_card(world.officer, person).addresses]
    assert found == [("Oude weg", TODAY - 9 * DAY, TODAY - DAY), ("Wetstraat", TODAY, None)]
    with pytest.raises(DomicileIncomplete):
        choose_domicile(world.officer, person, HomeAddress(street="Wetstraat"))


def last_save(world: StationWorld) -> bytes:
    with world.officer.read() as view:
        return bytes(view.connection.exec_driver_sql("SELECT hash FROM save ORDER BY vid DESC LIMIT 1").scalar_one())


def told(desk: Desk, file: Id) -> list[tuple[Id | None, PresenceState | None, date | None]]:
    with desk.read() as view:
        return [
            (one.person, one.state, one.to_on)
            for _, stream, one in view.locate(ToldPresence, "file = ?", file, order="from_on, id")
            if view.may(Action.READ, stream)
        ]


def test_who_executes_a_measure_is_told_where_its_person_is_and_no_one_else(
    world: StationWorld, person: Id, file: Id
) -> None:
    other = a_person(world.officer, "Claes", "Wim")
    involve_person(world.officer, file, Involved(other, InvolvementRole.HOUSEHOLD))
    away = record_presence(world.officer, file, a_journey(person, TODAY, TODAY + 3 * DAY))
    record_presence(world.officer, file, a_journey(other, TODAY, TODAY + 2 * DAY))
    measures = [a_proposal(world, file, person) for _ in range(2)]
    assert told(world.partner, file) == []

    approve_measures(world.recorder, measures, the_minister())
    assert told(world.partner, file) == [(person, PresenceState.AWAY, TODAY + 3 * DAY)]
    edit_presence(world.officer, away, {"to_on": TODAY + DAY})
    home = record_presence(world.officer, file, a_journey(person, TODAY, None, PresenceState.HOME))
    assert {line[1:] for line in told(world.partner, file)} == {
        (PresenceState.AWAY, TODAY + DAY), (PresenceState.HOME, None)
    }  # fmt: skip
    saved = remove_presence(world.officer, home)
    assert [line[1] for line in told(world.partner, file)] == [PresenceState.AWAY]
    undo_save(world.officer, saved)
    assert {line[1] for line in told(world.partner, file)} == {PresenceState.AWAY, PresenceState.HOME}

    for measure in measures:
        end_measure(world.recorder, measure, the_minister(reason="Dreiging voorbij"))
    assert told(world.partner, file) == []


def test_an_urgent_measure_tells_it_at_once_and_only_what_holds_or_will(
    world: StationWorld, person: Id, file: Id
) -> None:
    record_presence(world.officer, file, a_journey(person, TODAY, TODAY + DAY))
    start_urgent_measures(world.officer, file, a_measure(person, executing=world.police), a_ruling())
    assert told(world.partner, file) == [(person, PresenceState.AWAY, TODAY + DAY)]
    give_person(world.officer, person, world.police)
    assert [one.presence for one in call_card(world.partner, person).whereabouts] == [PresenceState.AWAY]

    record_presence(world.officer, file, a_journey(person, TODAY - 3 * DAY, TODAY - DAY, PresenceState.ABROAD))
    record_presence(world.officer, file, a_journey(person, TODAY - 3 * DAY, None, PresenceState.HOME))
    assert [line[1] for line in told(world.partner, file)] == [PresenceState.HOME, PresenceState.AWAY]


def test_what_two_stations_told_of_one_presence_becomes_one(world: StationWorld, person: Id, file: Id) -> None:
    away = record_presence(world.officer, file, a_journey(person, TODAY, TODAY + DAY))
    start_urgent_measures(world.officer, file, a_measure(person, executing=world.police), a_ruling())
    with world.officer.write() as unit:
        [(_, stream, one)] = unit.locate(ToldPresence, "presence = ?", away)
        unit.require(Action.MEASURE, stream)
        unit.create(stream, one)
        unit.save()
    assert len(told(world.partner, file)) == 2

    edit_presence(world.officer, away, {"to_on": TODAY + 2 * DAY})
    assert told(world.partner, file) == [(person, PresenceState.AWAY, TODAY + 2 * DAY)]
