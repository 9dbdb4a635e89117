"""Persons of concern: recorded, linked to reports, seen by who reads the threat part, never among protected persons."""

from dataclasses import replace

import pytest

from app.core.ids import Id
from app.models.enums import Action, InformationGrade, Marking, Role, SourceGrade
from app.models.kinds.label import Label
from app.models.kinds.threat import PersonOfConcern
from app.models.rights import NotAllowed, Refusal
from app.services.cases.concerns import (
    LinkedAlready,
    NothingKnown,
    concerns_of,
    edit_concern,
    edit_link,
    link_concern,
    record_concern,
    unlink_concern,
)
from app.services.cases.files import FileIsClosed, NewFile, open_file
from app.services.cases.life import close_file
from app.services.cases.recusals import recuse_officer
from app.services.cases.reports import NotOfThisFile, record_report
from app.services.choices import BelongsWhereItIs
from app.services.desk import Desk, NotThere
from app.services.lists.columns import ListName
from app.services.lists.queries import Query
from app.services.search.finding import find
from tests.reads import count, person_card
from tests.station_world import StationWorld, a_file, a_report, a_ruling, distribute

NAME = "Onrustwekkend"


def a_concern(desk: Desk, file: Id, name: str = NAME, report: Id | None = None) -> Id:
    return record_concern(desk, file, PersonOfConcern(family_name=name), report).id


def test_who_threatens_stands_in_the_file_with_the_grading_of_the_report(world: StationWorld, file: Id) -> None:
    report = record_report(world.officer, file, a_report())
    concern = a_concern(world.officer, file, report=report)
    [line] = concerns_of(world.officer, file)
    assert line.id == concern
    assert line.record is not None
    [link] = line.links
    assert link.report is not None
    assert (link.report.source_grade, link.report.information_grade) == (SourceGrade.B, InformationGrade.TWO)


def test_one_person_of_concern_plays_a_part_in_several_reports_and_files(world: StationWorld, file: Id) -> None:
    concern = a_concern(world.officer, file)
    report, other = record_report(world.officer, file, a_report()), a_file(world.officer)
    link_concern(world.officer, file, concern, report, "gezien door de buur")
    link_concern(world.officer, other, concern)
    with pytest.raises(LinkedAlready):
        link_concern(world.officer, other, concern)
    with pytest.raises(NotOfThisFile):
        link_concern(world.officer, other, concern, report)
    assert [len(line.links) for line in concerns_of(world.officer, file)] == [2]
    assert len(concerns_of(world.officer, other)) == 1


def test_what_is_known_is_edited_and_checked(world: StationWorld, file: Id) -> None:
    with pytest.raises(NothingKnown):
        record_concern(world.officer, file, PersonOfConcern(birth_date=None, nationalities=("BE",)))
    concern = record_concern(world.officer, file, PersonOfConcern(description="man met rode pet")).id
    edit_concern(world.officer, concern, {"aliases": ("de Pet",), "phones": ("0470 12 34 56",)})
    record = concerns_of(world.officer, file)[0].record
    assert record is not None
    assert (record.aliases, record.phones) == (("de Pet",), ("+32470123456",))
    with pytest.raises(NothingKnown):
        edit_concern(world.officer, concern, {"description": " ", "aliases": ()})


def test_a_link_is_remarked_on_and_taken_back_while_the_person_stays(world: StationWorld, file: Id) -> None:
    concern = a_concern(world.officer, file)
    [link] = concerns_of(world.officer, file)[0].links
    edit_link(world.officer, link.id, {"remarks": "buurman"})
    with pytest.raises(BelongsWhereItIs):
        edit_link(world.officer, link.id, {"concern": concern})
    unlink_concern(world.officer, link.id)
    assert concerns_of(world.officer, file) == []
    with world.officer.read() as view:
        assert view.get(PersonOfConcern, concern).family_name == NAME


def test_a_closed_file_links_nobody(world: StationWorld, file: Id) -> None:
    concern = a_concern(world.officer, file)
    close_file(world.officer, file, "threat_ended", a_ruling())
    with pytest.raises(FileIsClosed):
        a_concern(world.officer, file)
    edit_concern(world.officer, concern, {"given_names": "Jan"})


def test_no_list_search_or_card_of_protected_persons_holds_one(world: StationWorld, file: Id) -> None:
    before = count(world.officer, ListName.PERSONS, Query())
    concern = a_concern(world.officer, file, "Zwaluwstaart")
    assert count(world.officer, ListName.PERSONS, Query()) == before
    assert find(world.officer, "Zwaluwstaart", ["person"]) == []
    found = [(one.root, one.root_kind, one.kind) for one in find(world.officer, "Zwaluwstaart")]
    assert found == [
        (concern, "person_of_concern", "person_of_concern"), (file, "threat_file", "person_of_concern"),
    ]  # fmt: skip
    with pytest.raises(NotThere):
        person_card(world.officer, concern)


def test_who_does_not_read_the_threat_part_sees_no_person_of_concern(world: StationWorld) -> None:
    secret = Label(marking=Marking.SECRET)
    new = NewFile("Zaak", None)
    file = open_file(world.officer, new, a_ruling(), Label(marking=Marking.NONE), secret)
    concern = a_concern(world.officer, file, "Nachtegaal")
    low = world.sit("laag", [Role.FILE_OFFICER], clearance=Marking.RESTRICTED)
    with pytest.raises(NotAllowed):
        concerns_of(low, file)
    assert find(low, "Nachtegaal") == []
    with world.officer.read() as view:
        threat = view.part(file, "file_threat")
        assert view.thing(view.part(concern, "person_of_concern")).marking is Marking.SECRET
    assert find(world.partner, "Nachtegaal") == []
    distribute(world.officer, threat, world.police)
    [line] = concerns_of(world.partner, file)
    assert line.record is None, "the link is in the threat part; who it is has a label of its own"


def test_who_is_recused_from_a_file_does_not_find_who_threatens_in_it(world: StationWorld, file: Id) -> None:
    concern = a_concern(world.officer, file, "Koekoeksjong")
    assert find(world.duty, "Koekoeksjong") != []
    recuse_officer(world.officer, file, world.duty.officer, "broer van de betrokkene")
    assert find(world.duty, "Koekoeksjong") == []
    with pytest.raises(NotAllowed) as why:
        concerns_of(world.duty, file)
    assert why.value.why is Refusal.RECUSED
    with world.duty.read() as view:
        assert not view.may(Action.READ, view.part(concern, "person_of_concern"))


def test_an_analyst_records_one_and_an_approver_does_not(world: StationWorld, file: Id) -> None:
    analyst = world.sit("analist", [Role.ANALYST])
    a_concern(analyst, file, "Eerste")
    with pytest.raises(NotAllowed):
        a_concern(world.recorder, file, "Tweede")
    assert replace(concerns_of(analyst, file)[0], links=()).record is not None
