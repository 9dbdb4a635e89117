"""The gate, an arriving bundle and the conflict desk as their screens show them, between two real stations."""

from app.history.rows import one_value
from app.models.enums import Capacity, Marking
from app.models.kinds.label import Label
from app.models.kinds.registers import Organisation
from app.services.cases.measures import edit_measure, propose_measures, start_urgent
from app.services.exchange import import_sheets
from app.services.exchange.carriers import bundles_on, carrier_at
from app.services.exchange.conflict_sheets import conflict_sheets
from app.services.exchange.conflicts import settle_conflict
from app.services.exchange.desk_sheets import exchange_sheet
from app.services.exchange.exporting import export_bundle
from app.services.exchange.gate_sheets import GateWhy, gate_sheet, ledger_lines, stations_to
from app.services.exchange.import_sheets import import_sheet
from app.services.exchange.importing import import_bundle
from app.services.exchange.release import confirm_release, propose_release
from app.services.registers.entries import register_organisation
from app.services.registers.persons import edit_person
from tests.station_world import a_file, a_measure, a_ruling
from tests.unit.services.test_exchange_of_two_stations import Pair, a_person, name_of, pair

__all__ = ["pair"]


def test_the_gate_says_root_by_root_what_is_new_to_the_recipient(pair: Pair) -> None:
    person = a_person(pair.bru, "Peeters", distribution=(pair.partner,))
    hidden = a_person(pair.bru, "Verborgen")
    sheet = gate_sheet(pair.bru, pair.ant.station, [person, hidden], "nl")
    lines = {line.root: line for line in sheet.lines}
    assert lines[person].first_parts == ("person",)
    assert lines[person].title == "Peeters"
    assert lines[person].changed == {"person": 1}
    assert not lines[hidden].leaves
    assert [kept.why for kept in lines[hidden].refused]
    assert sheet.station.code == "ANT1"
    assert not sheet.second_needed


def test_who_carries_a_measure_out_is_offered_its_assignment_once_and_not_what_others_carry_out(pair: Pair) -> None:
    person = a_person(pair.bru, "Beschermd")
    file = a_file(pair.bru, person, label=Label(marking=Marking.RESTRICTED))
    with pair.bru.read() as view:
        centre = view.facts.organisation
    ours, theirs = (
        propose_measures(pair.bru, file, a_measure(person, executing=who), a_ruling())[0]
        for who in (centre, pair.partner)
    )
    start_urgent(pair.bru, ours, a_ruling(Capacity.DIRECTOR))
    before = gate_sheet(pair.bru, pair.ant.station, [], "nl").lines
    assert file not in {line.root for line in before}, "nobody decided on theirs yet"
    start_urgent(pair.bru, theirs, a_ruling(Capacity.DIRECTOR))

    sheet = gate_sheet(pair.bru, pair.ant.station, [], "nl")

    line = next(line for line in sheet.lines if line.root == file)
    assert (line.offered, line.leaves, line.why) == (True, (), None)
    assert line.title
    assert line.marking is Marking.RESTRICTED, "its title is content"
    assert not {file, person} & {one.root for one in sheet.proposal.leaves}, "nobody chose it, nor whom it names"

    sheet = gate_sheet(pair.bru, pair.ant.station, [file], "nl")

    line = next(line for line in sheet.lines if line.root == file)
    assert (line.offered, line.mine) == (False, True)
    assert line.why is GateWhy.CHOSEN
    assert [one.part for one in line.leaves] == ["assignment"]
    assert "assignment" in [one.part for one in line.refused], "ours"
    release = confirm_release(pair.bru, sheet.proposal, "om uit te voeren", sheet.roots)
    export_bundle(pair.bru, release, pair.stick)
    again = gate_sheet(pair.bru, pair.ant.station, [], "nl")
    [line] = [line for line in again.lines if line.root == file]
    assert (line.offered, line.why, bool(line.leaves)) == (False, None, True)
    assert line.waiting == sheet.next_counter, "it is in a bundle that nobody confirmed"
    assert {"file_core", "file_threat"} & {one.part for one in line.refused}, "what was not shared is still said"
    assert line.mine
    prolonged = propose_measures(pair.bru, file, a_measure(person, executing=pair.partner), a_ruling())
    start_urgent(pair.bru, prolonged[0], a_ruling(Capacity.DIRECTOR))
    [line] = [one for one in gate_sheet(pair.bru, pair.ant.station, [], "nl").lines if one.root == file]
    assert line.waiting == 0, "something of it is in no bundle yet"


def test_what_was_not_had_before_says_why_it_stands_ticked(pair: Pair) -> None:
    named = a_person(pair.bru, "Genoemd", distribution=(pair.partner,))
    place = register_organisation(
        pair.bru, Organisation(names={"original": "nl", "nl": "Werkgever"}), Label(distribution=(pair.partner,))
    ).id
    edit_person(pair.bru, named, {"employer": place})

    sheet = gate_sheet(pair.bru, pair.ant.station, [named], "nl")

    why = {line.root: line.why for line in sheet.lines}
    assert (why[named], why[place]) == (GateWhy.CHOSEN, GateWhy.ALONG)
    directory = next(line for line in sheet.lines if any(one.part == "directory" for one in line.leaves))
    assert directory.why is None


def test_a_bundle_is_looked_at_without_changing_anything(pair: Pair) -> None:
    person = a_person(pair.bru, "Kijkers", distribution=(pair.partner,))
    release = confirm_release(pair.bru, propose_release(pair.bru, pair.ant.station, [person]), "om te zien", [person])
    exported = export_bundle(pair.bru, release, pair.stick)
    before = ledger_lines(pair.ant)
    sheet = import_sheet(pair.ant, exported.files, "nl")
    line = next(line for line in sheet.lines if line.root == person)
    assert (line.title, line.new) == ("Kijkers", True)
    assert sheet.station == "BRU1"
    assert name_of(pair.ant, person) is None
    assert ledger_lines(pair.ant) == before
    assert import_bundle(pair.ant, exported.files).entries == sheet.imported.entries
    assert name_of(pair.ant, person) == "Kijkers"
    assert import_sheet(pair.ant, exported.files, "nl").lines == []


def test_news_of_the_directory_is_no_file_that_could_be_opened(pair: Pair) -> None:
    with pair.ant.write() as unit:
        lines = import_sheets._lines(unit, 0, "nl")
    (line,) = [one for one in lines if one.root == root_of(pair, "directory")]
    assert line.kind == "directory"
    assert line.changed["officer"] > 1


def root_of(pair: Pair, part: str) -> bytes:
    """Return the root of the part that all read."""
    with pair.ant.read() as view:
        number = pair.ant.schema.part_number(part)
        return bytes(one_value(view.connection, "SELECT root FROM stream WHERE part = ? LIMIT 1", number))


def test_a_conflict_shows_both_values_and_the_one_before_both(pair: Pair) -> None:
    person = a_person(pair.bru, "Janssens", distribution=(pair.partner,))
    file = a_file(pair.bru, person, label=Label(distribution=(pair.partner,)))
    measure = propose_measures(pair.bru, file, a_measure(person, executing=pair.partner, frequency="2"), a_ruling())[0]
    pair.carry(pair.bru, pair.ant, file)
    edit_measure(pair.bru, measure, {"frequency": "3"})
    edit_measure(pair.ant, measure, {"frequency": "4"})
    pair.carry(pair.ant, pair.bru)
    sheet = next(one for one in conflict_sheets(pair.bru, "nl") if one.conflict.uid == measure)
    assert {standing.values["frequency"] for standing in sheet.conflict.standing if standing.values} == {"3", "4"}
    assert sheet.former is not None
    assert sheet.former.values is not None
    assert sheet.former.values["frequency"] == "2"
    assert sheet.may_settle
    settle_conflict(pair.bru, sheet.conflict, {"frequency": "2"})
    assert all(one.conflict.uid != measure for one in conflict_sheets(pair.bru, "nl"))


def test_the_desk_lists_stations_bundles_and_what_waits(pair: Pair) -> None:
    pair.carry(pair.bru, pair.ant, a_person(pair.bru, "Lijst", distribution=(pair.partner,)))
    sheet = exchange_sheet(pair.bru, "nl")
    assert [one.code for one in sheet.stations] == ["ANT1"]
    assert [one.organisation for one in stations_to(pair.bru, "nl")] == ["PZ Antwerpen"]
    assert sheet.ledger[0].outgoing
    assert sheet.may_release
    carrier = carrier_at(pair.stick)
    assert carrier.free
    assert bundles_on(carrier.folder)
