"""A delegation list from its bytes to persons, visits and event: nothing guessed, nothing dropped, nothing twice."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.core.errors import Cancelled
from app.core.progress import Cancel
from app.models.enums import InvolvementRole, Marking, Role
from app.models.kinds.label import Label
from app.models.kinds.persons import Person, PersonPrivate
from app.models.kinds.visits import Event, VisitFile
from app.models.names.doubts import Doubt
from app.models.names.matching import Alike
from app.models.names.table import NotATable, TableColumnMissing
from app.models.rights import NotAllowed
from app.models.texts import local_text
from app.services.desk import Desk
from app.services.registers.persons import open_person
from app.services.search.finding import find
from app.services.visits.delegation_lists import Listed, Review, Waiting, review_delegations
from app.services.visits.delegations import (
    NoSuchRow,
    Pick,
    ReviewOutdated,
    Terms,
    accept_delegations,
)
from app.services.visits.events import NewEvent, event_sheet, open_event
from app.services.visits.visits import VisitLabels
from tests.reads import remainder_of, visit_sheet
from tests.station_world import StationWorld, a_person, a_station

LIST = (Path(__file__).resolve().parents[3] / "resources" / "catalogues" / "leaders-fictional.csv").read_bytes()
COUNCIL = NewEvent(local_text("en", "European Council"), starts=date(2026, 12, 17), ends=date(2026, 12, 18))
HEADING = "country,office,holder\n"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[StationWorld]:
    made = a_station(tmp_path)
    yield made
    made.close()


def a_list(*rows: str) -> bytes:
    return (HEADING + "\n".join(rows)).encode()


def terms(**more: object) -> Terms:
    return replace(Terms(COUNCIL), **more)  # type: ignore[arg-type]  # a builder passes any field on


def who(review: Review, family: str) -> Listed:
    return next(one for one in review.persons if one.holder.family == family)


def counts(desk: Desk) -> tuple[int, int, int, int]:
    with desk.read() as view:
        return tuple(len(view.find(kind)) for kind in (Person, PersonPrivate, VisitFile, Event))  # type: ignore[return-value]  # four kinds


def test_every_row_of_a_list_ends_in_one_place_of_the_review(world: StationWorld) -> None:
    review = review_delegations(world.officer, LIST)

    placed = [row for one in review.persons for row in one.rows]
    assert sorted(placed + [one.row for one in review.remainder]) == list(range(len(review.rows)))
    assert [group.country for group in review.delegations] == ["AT", "CY", "ES", "FR", "IE", "IT", "SE"]
    assert review.hosts is not None
    assert len(review.hosts.members) == 2
    assert len(review.persons) == 13
    assert review.unsure == ()
    assert review.event is None
    assert counts(world.officer) == (0, 0, 0, 0)


def test_stopped_in_the_middle_a_review_says_nothing_and_a_list_taken_in_leaves_nothing(world: StationWorld) -> None:
    told: list[tuple[int, int]] = []
    stop = Cancel()

    def note(done: int, total: int) -> None:
        told.append((done, total))
        if done == total // 2:
            stop.request()

    with pytest.raises(Cancelled):
        review_delegations(world.officer, LIST, progress=note, cancel=stop)
    assert told == [(at, 13) for at in range(1, 7)]
    review = review_delegations(world.officer, LIST)
    told.clear()
    stop = Cancel()
    with pytest.raises(Cancelled):
        accept_delegations(world.officer, review, terms(), progress=note, cancel=stop)
    assert told == [(at, 13) for at in range(1, 7)]
    assert counts(world.officer) == (0, 0, 0, 0)
    assert review_delegations(world.officer, LIST).head == review.head


def test_an_accepted_list_makes_persons_visits_and_the_event_in_one_save(world: StationWorld) -> None:
    review = review_delegations(world.officer, LIST)
    arrival = datetime(2026, 12, 17, 9, 0, tzinfo=UTC)
    before = _saves(world.officer)
    done = accept_delegations(world.officer, review, terms(arrival=arrival, host="Europese Raad"))

    assert _saves(world.officer) == before + 1
    assert counts(world.officer) == (13, 13, 7, 1)
    assert (done.persons, done.persons_new, done.visits_new, done.members_new, done.hosts) == (13, 13, 7, 11, 2)
    assert done.rows_placed + done.waiting == len(review.rows)
    sheet = event_sheet(world.officer, done.event)
    assert sheet.record.reference == "EVT-2026-BRU1-0001"
    records = [visit.record for visit in sheet.visits if visit.record]
    assert sorted(str(record.sending_state) for record in records) == ["AT", "CY", "ES", "FR", "IE", "IT", "SE"]
    assert {record.reference for record in records} == {f"VIP-2026-BRU1-{number:04d}" for number in range(1, 8)}
    assert {record.arrival for record in records} == {arrival}
    assert "European Council: Cyprus" in {record.title for record in records}


def test_the_visits_are_titled_in_the_language_of_who_accepts_the_list(world: StationWorld) -> None:
    council = NewEvent(local_text("nl", "Europese Raad", fr="Conseil européen"), starts=COUNCIL.starts)
    review = review_delegations(world.officer, LIST)
    done = accept_delegations(world.officer, review, terms(event=council, language="fr"))

    titles = {visit.record.title for visit in event_sheet(world.officer, done.event).visits if visit.record}
    assert {"Conseil européen\N{NO-BREAK SPACE}: Autriche", "Conseil européen\N{NO-BREAK SPACE}: Chypre"} <= titles


def test_a_person_of_two_offices_leads_his_delegation_alone(world: StationWorld) -> None:
    done = accept_delegations(world.officer, review_delegations(world.officer, LIST), terms())

    cyprus = visit_sheet(world.officer, done.visits["CY"])
    assert cyprus.members is not None
    [(_, member)] = cyprus.members
    assert (member.head, member.role, cyprus.record.principal) == (True, InvolvementRole.PRINCIPAL, member.person)
    assert member.office == local_text("en", "chief of state, head of government")
    with world.officer.read() as view:
        assert member.person is not None
        person = view.get(Person, member.person)
    assert (person.given_names, person.family_name) == ("Nestor", "KALAMARIDIS")
    assert (person.nationalities, person.category) == (("CY",), "head_of_state")


def test_nobody_leads_a_delegation_of_several_unless_the_officer_says_which_office(world: StationWorld) -> None:
    first = accept_delegations(world.officer, review_delegations(world.officer, LIST), terms())
    sweden = visit_sheet(world.officer, first.visits["SE"])
    assert sweden.record.principal is None
    assert sweden.members is not None
    assert [member.head for _, member in sweden.members] == [None, None]

    other = replace(COUNCIL, starts=date(2027, 3, 1), ends=date(2027, 3, 2))
    second = accept_delegations(
        world.officer, review_delegations(world.officer, LIST), terms(event=other, lead_office="head of government")
    )
    led = visit_sheet(world.officer, second.visits["SE"])
    assert led.members is not None
    [head] = [member for _, member in led.members if member.head]
    assert head.person == led.record.principal
    assert (head.title, head.role) == ("Prime Minister", InvolvementRole.PRINCIPAL)


def test_the_host_has_persons_and_no_visit(world: StationWorld) -> None:
    done = accept_delegations(world.officer, review_delegations(world.officer, LIST), terms())

    assert "BE" not in done.visits
    [found] = find(world.officer, "de hazelaar", kinds=["person"])
    assert found.title == "Wout DE HAZELAAR"


def test_rows_that_wait_are_kept_with_the_event_word_for_word(world: StationWorld) -> None:
    review = review_delegations(world.officer, LIST)
    done = accept_delegations(world.officer, review, terms(list_name="leaders.csv"))

    kept = remainder_of(world.officer, done.event)
    assert len(kept) == done.waiting == len(review.remainder)
    malta = next(line for line in kept if "\tMalta\t" in line)
    number, *cells, why = malta.split("\t")
    assert cells == ["Malta", "chief of state", "President Karmena Zammit Vassallo (since 4 April 2024)"]
    assert review.rows[int(number) - 1]["country"] == "Malta"
    assert Doubt.NO_CAPITALS in why
    assert find(world.officer, "zammit vassallo")[0].root == done.event


def test_the_same_list_again_is_recognised_and_makes_nothing_twice(world: StationWorld) -> None:
    first = accept_delegations(world.officer, review_delegations(world.officer, LIST), terms())
    had, saves = counts(world.officer), _saves(world.officer)

    again = review_delegations(world.officer, LIST)
    done = accept_delegations(world.officer, again, terms())

    assert again.event == first.event
    assert all(one.known for one in again.persons)
    assert [group.visit for group in again.delegations] == [first.visits[g.country] for g in again.delegations]
    assert (done.event, done.visits, done.persons) == (first.event, first.visits, 13)
    assert (done.persons_new, done.visits_new, done.members_new) == (0, 0, 0)
    assert counts(world.officer) == had
    assert _saves(world.officer) == saves


def test_a_longer_list_for_the_same_event_adds_only_what_is_new(world: StationWorld) -> None:
    swede = "Sweden,head of government,Prime Minister Alf KRYSTERSON (since 18 October 2022)"
    done = accept_delegations(world.officer, review_delegations(world.officer, a_list(swede)), terms())
    more = a_list(
        swede,
        "Sweden,chief of state,King KARL XIX OSVALD (since 15 September 2009)",
        "France,chief of state,President Élodie de VAUCREUX (since 14 May 2022)",
    )

    added = accept_delegations(world.officer, review_delegations(world.officer, more), terms(event=done.event))

    assert (added.persons_new, added.visits_new, added.members_new) == (2, 1, 2)
    assert counts(world.officer) == (3, 3, 2, 1)
    sweden = visit_sheet(world.officer, done.visits["SE"])
    assert sweden.members is not None
    assert [member.position for _, member in sweden.members] == [1, 2]
    assert len(event_sheet(world.officer, done.event).visits) == 2


def test_a_lost_letter_is_flagged_and_never_joined(world: StationWorld) -> None:
    known = open_person(
        world.officer,
        Person(family_name="KRYSTERSSON", given_names="Alf", nationalities=("SE",)),
        label=Label(marking=Marking.NONE),
    ).id
    data = a_list("Sweden,head of government,Prime Minister Alf KRYSTERSON (since 18 October 2022)")

    review = review_delegations(world.officer, data)

    [alf] = review.persons
    assert (alf.known, alf.unsure) == (None, True)
    [resembled] = alf.resembles
    assert (resembled.person, resembled.alike, resembled.errors) == (known, Alike.SPELLING, 1)
    done = accept_delegations(world.officer, review, terms())
    assert (done.persons, done.visits, done.waiting) == (0, {}, 1)
    assert remainder_of(world.officer, done.event)[0].endswith("\tunsure")
    assert counts(world.officer)[0] == 1


def test_an_officer_says_who_the_flagged_one_is(world: StationWorld) -> None:
    known = open_person(
        world.officer, Person(family_name="KRYSTERSSON", given_names="Alf"), label=Label(marking=Marking.NONE)
    ).id
    data = a_list("Sweden,head of government,Prime Minister Alf KRYSTERSON (since 18 October 2022)")

    same = accept_delegations(world.officer, review_delegations(world.officer, data), terms(), {0: known})
    assert (same.persons_new, same.members_new, same.waiting) == (0, 1, 0)

    other = NewEvent(local_text("en", "Another summit"))
    new = accept_delegations(world.officer, review_delegations(world.officer, data), terms(event=other), {0: Pick.NEW})
    assert (new.persons_new, new.members_new) == (1, 1)
    assert new.event != same.event


def test_two_rows_of_one_list_that_look_alike_are_not_joined_unseen(world: StationWorld) -> None:
    data = a_list(
        "Sweden,chief of state,President Alf KRYSTERSSON (since 1 May 2020)",
        "Sweden,head of government,Prime Minister Alf KRYSTERSON (since 1 May 2020)",
    )
    review = review_delegations(world.officer, data)
    assert [one.unsure for one in review.persons] == [False, True]
    assert review.persons[1].resembles_rows == ((0, Alike.SPELLING),)

    done = accept_delegations(world.officer, review, terms(), {1: 0})

    assert (done.persons, done.persons_new, done.members_new, done.waiting) == (1, 1, 1, 0)
    sweden = visit_sheet(world.officer, done.visits["SE"])
    assert sweden.members is not None
    assert sweden.members[0][1].office == local_text("en", "chief of state, head of government")


def test_a_namesake_of_another_country_is_shown_not_taken(world: StationWorld) -> None:
    open_person(
        world.officer,
        Person(family_name="Krysterson", given_names="Alf", nationalities=("NO",)),
        label=Label(marking=Marking.NONE),
    )
    data = a_list("Sweden,head of government,Prime Minister Alf KRYSTERSON (since 18 October 2022)")

    [alf] = review_delegations(world.officer, data).persons

    assert alf.known is None
    assert [one.alike for one in alf.resembles] == [None]


def test_accents_and_capitals_of_the_register_do_not_hide_a_known_person(world: StationWorld) -> None:
    known = open_person(
        world.officer,
        Person(family_name="de Vaucreux", given_names="Elodie", nationalities=("FR",)),
        label=Label(marking=Marking.NONE),
    ).id
    review = review_delegations(world.officer, LIST)
    assert who(review, "de VAUCREUX").known == known


def test_of_two_equal_entries_none_is_chosen(world: StationWorld) -> None:
    for _ in range(2):
        open_person(
            world.officer,
            Person(family_name="Lacourbe", given_names="Bastien", nationalities=("FR",)),
            label=Label(marking=Marking.NONE),
        )
    lacourbe = who(review_delegations(world.officer, LIST), "LACOURBE")
    assert lacourbe.known is None
    assert len(lacourbe.resembles) == 2


def test_a_choice_to_wait_leaves_somebody_out(world: StationWorld) -> None:
    review = review_delegations(world.officer, LIST)
    king = who(review, "LACOURBE")

    done = accept_delegations(world.officer, review, terms(), {king.key: Pick.WAIT})

    assert (done.persons, done.waiting) == (12, len(review.remainder) + 1)
    assert any("Bastien LACOURBE" in line for line in remainder_of(world.officer, done.event))


def test_a_review_that_the_register_has_outrun_is_refused(world: StationWorld) -> None:
    review = review_delegations(world.officer, LIST)
    open_person(
        world.officer,
        Person(family_name="Lacourbe", given_names="Bastien", nationalities=("FR",)),
        label=Label(marking=Marking.NONE),
    )
    with pytest.raises(ReviewOutdated):
        accept_delegations(world.officer, review, terms())
    assert counts(world.officer) == (1, 1, 0, 0)


def test_other_work_meanwhile_does_not_outrun_a_review(world: StationWorld) -> None:
    review = review_delegations(world.officer, LIST)
    a_person(world.officer, "Heel Iemand Anders")
    assert accept_delegations(world.officer, review, terms()).persons == 13


def test_accepting_one_review_twice_is_refused(world: StationWorld) -> None:
    review = review_delegations(world.officer, LIST)
    accept_delegations(world.officer, review, terms())
    with pytest.raises(ReviewOutdated):
        accept_delegations(world.officer, review, terms())
    assert counts(world.officer) == (13, 13, 7, 1)


def test_a_choice_for_a_row_that_names_nobody_is_refused(world: StationWorld) -> None:
    review = review_delegations(world.officer, LIST)
    with pytest.raises(NoSuchRow) as refused:
        accept_delegations(world.officer, review, terms(), {14: Pick.NEW})
    assert refused.value.row == 15
    assert counts(world.officer) == (0, 0, 0, 0)


def test_a_partner_may_neither_review_nor_accept(world: StationWorld) -> None:
    with pytest.raises(NotAllowed):
        review_delegations(world.partner, LIST)
    review = review_delegations(world.officer, LIST)
    with pytest.raises(NotAllowed):
        accept_delegations(world.partner, review, terms())
    assert counts(world.officer) == (0, 0, 0, 0)


def test_who_may_not_read_an_entry_does_not_learn_of_it(world: StationWorld) -> None:
    uncleared = world.sit("stagiair", [Role.FILE_OFFICER], clearance=Marking.NONE)
    open_person(
        world.officer,
        Person(family_name="Lacourbe", given_names="Bastien", nationalities=("FR",)),
        label=Label(marking=Marking.SECRET),
    )
    lacourbe = who(review_delegations(uncleared, LIST), "LACOURBE")
    assert (lacourbe.known, lacourbe.resembles) == (None, ())


def test_labels_of_the_terms_are_those_of_what_is_made(world: StationWorld) -> None:
    shared = Label(marking=Marking.RESTRICTED, distribution=(world.police,))
    done = accept_delegations(
        world.officer,
        review_delegations(world.officer, LIST),
        terms(labels=VisitLabels(core=shared), person_label=shared),
    )
    assert visit_sheet(world.partner, done.visits["SE"]).members is not None
    with pytest.raises(NotAllowed):
        event_sheet(world.partner, done.event)
    with world.officer.read() as view:
        private = [view.thing(stream) for stream in _streams(world.officer, "person_private")]
        assert {(thing.marking, thing.distribution) for thing in private} == {(Marking.RESTRICTED, frozenset())}


def test_an_event_that_was_open_before_takes_the_list(world: StationWorld) -> None:
    event = open_event(world.officer, COUNCIL)
    done = accept_delegations(world.officer, review_delegations(world.officer, LIST), terms(event=event))
    assert done.event == event
    assert len(event_sheet(world.officer, event).visits) == 7


@pytest.mark.parametrize(
    ("data", "refusal"), [(b"\0\1\2", NotATable), (b"country,office\na,b\n", TableColumnMissing), (b"", NotATable)]
)
def test_what_is_no_list_is_refused(world: StationWorld, data: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        review_delegations(world.officer, data)


def test_names_do_not_show_in_representations(world: StationWorld) -> None:
    a_person(world.officer, "Krysterson", "Alf")
    shown = repr(review_delegations(world.officer, LIST))
    for name in ("KRYSTERSON", "Krysterson", "Zammit", "HAZELAAR"):
        assert name not in shown


def test_hundreds_of_waiting_rows_are_kept_once_and_all_found(world: StationWorld) -> None:
    rows = [
        f'Land {number},chief of state,"President Anna\nNAAM{number:03d}X (since 1 May 2020)"' for number in range(250)
    ]
    data = a_list(*rows)
    done = accept_delegations(world.officer, review_delegations(world.officer, data), terms())

    kept = remainder_of(world.officer, done.event)
    assert [line.split("\t")[3] for line in kept] == [
        f"President Anna NAAM{number:03d}X (since 1 May 2020)" for number in range(250)
    ]
    assert [found.root for found in find(world.officer, "naam249x", kinds=["event"])] == [done.event]
    saves = _saves(world.officer)
    accept_delegations(world.officer, review_delegations(world.officer, data), terms())
    assert _saves(world.officer) == saves


def test_reasons_of_waiting_rows_are_those_of_the_sorting(world: StationWorld) -> None:
    review = review_delegations(world.officer, LIST)
    by_country: dict[str, Waiting] = {one.country_name: one for one in review.remainder}
    assert by_country["Latvia"].country == "LV"
    assert Doubt.VACANT in by_country["Latvia"].doubts
    assert by_country["San Tavino"].country == ""


def _saves(desk: Desk) -> int:
    with desk.store.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM save").scalar_one())


def _streams(desk: Desk, part: str) -> list[bytes]:
    with desk.store.read() as connection:
        number = desk.schema.part_number(part)
        rows = connection.exec_driver_sql("SELECT id FROM stream WHERE part = ?", (number,))
        return [bytes(row[0]) for row in rows]
