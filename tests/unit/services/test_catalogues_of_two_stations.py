"""Two workstations change the same lines of lists apart: both go everywhere, nothing is lost, all come to the same."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from app.core.ids import Id
from app.history.digest import stream_digests
from app.history.writing import Writer
from app.models.enums import AccountState, Action, DecisionKind, ItemState, Marking, MeasureState, MinisterRule, Role
from app.models.kinds.catalogue import CatalogueItem, item_id
from app.models.kinds.directory import Station
from app.models.kinds.measures import Measure
from app.models.lists import MEASURE_TYPES, Lists
from app.models.rules.minister import for_minister
from app.models.texts import LocalText, local_text
from app.services.cases.decisions import approve_measures
from app.services.cases.measures import propose_measures
from app.services.catalogues.changing import add_item, change_item, take_up_item, withdraw_item
from app.services.catalogues.sheets import catalogue_sheet
from app.services.desk import Desk, View
from app.services.exchange.conflict_sheets import conflict_sheets
from app.services.exchange.conflicts import settle_conflict
from app.services.exchange.exporting import export_bundle
from app.services.exchange.gate_sheets import gate_sheet
from app.services.exchange.held_sheets import held_sheets
from app.services.exchange.importing import import_bundle
from app.services.exchange.release import confirm_release, propose_release
from app.services.search.short_lists import lists_of
from app.services.station.organisation_acts import add_organisation
from app.services.station.sitting_down import open_desk
from app.services.station.stations import Account, directory_of, officer_record
from app.services.station.verifying import verify_store
from app.services.trails import field_history
from app.store.keys import SigningKey
from tests.history_world import FOREVER
from tests.station_world import a_file, a_measure, a_person, a_ruling
from tests.unit.services.test_stations import a_founded, a_platform
from tests.unit.services.two_desks import SECRET, join


@dataclass(slots=True)
class Stations:
    """The crisis centre's workstation and a police zone's, an administrator and an officer at each."""

    bru_admin: Desk
    bru: Desk
    ant_admin: Desk
    ant: Desk
    stick: Path

    def carry(self, sender: Desk, receiver: Desk, *roots: Id) -> None:
        """Bring what the other lacks; only `roots` are asked for by name."""
        proposal = propose_release(sender, receiver.station, roots)
        release = confirm_release(sender, proposal, "follow-up", roots)
        import_bundle(receiver, export_bundle(sender, release, self.stick).files)

    def meet(self) -> None:
        """Bring both what they lack."""
        self.carry(self.bru, self.ant)
        self.carry(self.ant, self.bru)
        self.carry(self.bru, self.ant)


@pytest.fixture
def stations(tmp_path: Path) -> Iterator[Stations]:
    folder = tmp_path
    for name in ("bru1", "ant1", "stick"):
        (folder / name).mkdir()
    on, there = a_platform(11), a_platform(12)
    admin = a_founded(folder / "bru1" / "store", on).desk
    zone = add_organisation(admin, "PZANT", {"nl": "PZ Antwerpen", "original": "nl"}, "local_police")
    with admin.read() as view:
        centre = view.facts.organisation
    account = Account("declerck", "J. Declerck", [Role.PARTNER], Marking.SECRET, FOREVER)
    bru = enrolled(admin, admin, centre, Role.FILE_OFFICER)
    elsewhere = SigningKey.generate(on.randomness)
    administrators: list[Id] = []

    def enrol_there(station: Id) -> None:
        administrators.append(enrol(admin, Role.ADMINISTRATOR, zone, station, elsewhere))

    join(admin, folder, "ANT1", zone, account, there, enrol_there)
    ant = open_desk(folder / "ant1" / "store", account.login, SECRET, there)
    ant_admin = replace(ant, officer=administrators[0], officer_key=elsewhere)
    yield Stations(admin, bru, ant_admin, ant, folder / "stick")
    admin.store.close()
    ant.store.close()


def enrol(admin: Desk, role: Role, organisation: Id, station: Id, key: SigningKey) -> Id:
    """Enter an officer in the directory."""
    with admin.write() as unit:
        directory = directory_of(admin)
        unit.require(Action.DIRECTORY, directory)
        account = Account(f"{role.value}-{station.hex()[-4:]}", role.value, [role], Marking.SECRET, FOREVER)
        made = unit.create(directory, officer_record(account, organisation, station, key.public))
        unit.save(signed=True)
    return made


def enrolled(admin: Desk, at: Desk, organisation: Id, role: Role) -> Desk:
    """Enter an officer and give his desk."""
    key = SigningKey.generate(admin.randomness)
    return replace(at, officer=enrol(admin, role, organisation, at.station, key), officer_key=key)


def named(text: str) -> LocalText:
    return local_text("nl", text, fr=f"{text} fr", de=f"{text} de", en=f"{text} en")


def digests(desk: Desk) -> dict[Id, object]:
    with desk.read() as view:
        rows = view.connection.exec_driver_sql("SELECT id FROM stream WHERE part = 2 ORDER BY id").all()
        return {bytes(row[0]): stream_digests(view.connection, [bytes(row[0])]) for row in rows}


def said(lists: Lists) -> dict[str, list[tuple[str, str, bool]]]:
    return {
        name: [(code, entry.say("nl"), entry.withdrawn) for code, entry in lists.all(name).items()]
        for name in lists.own
    }


def test_both_change_the_same_shipped_line_and_meet_at_the_conflict_desk(stations: Stations) -> None:
    change_item(stations.bru_admin, MEASURE_TYPES, "patrols", {"names": named("rondes")})
    change_item(stations.ant_admin, MEASURE_TYPES, "patrols", {"names": named("surveillance")})
    withdraw_item(stations.ant_admin, MEASURE_TYPES, "helicopter")

    stations.meet()

    assert digests(stations.bru) == digests(stations.ant)
    [here], [there] = conflict_sheets(stations.bru_admin, "nl"), conflict_sheets(stations.ant_admin, "nl")
    assert (here.root_title, here.may_settle, conflict_sheets(stations.bru, "nl")[0].may_settle) == (
        lists_of(stations.bru).say(MEASURE_TYPES, "patrols", "nl"), True, False,
    )  # fmt: skip
    assert {one.values["names"]["nl"] for one in there.conflict.standing if one.values} == {"rondes", "surveillance"}
    assert "helicopter" not in lists_of(stations.bru).offered(MEASURE_TYPES)

    assert catalogue_sheet(stations.bru).contested == {(MEASURE_TYPES, "patrols")}

    settle_conflict(stations.ant_admin, there.conflict, {"names": named("patrouilles")})
    stations.meet()

    assert conflict_sheets(stations.bru_admin, "nl") == []
    assert catalogue_sheet(stations.bru).contested == frozenset()
    for desk in (stations.bru, stations.ant):
        assert lists_of(desk).say(MEASURE_TYPES, "patrols", "nl") == "patrouilles"
    assert len({line.officer for line in field_history(stations.bru, item_id(MEASURE_TYPES, "patrols"))}) == 2


def test_the_gate_takes_the_lines_of_lists_along_with_the_directory(stations: Stations) -> None:
    code = add_item(stations.bru_admin, "threat_forms", {"names": named("met een drone")})

    sheet = gate_sheet(stations.bru, stations.ant.station, [], "nl")

    [line] = sheet.lines
    assert line.changed["catalogue_item"] >= 1
    assert sheet.proposal.refused == []
    stations.meet()
    assert lists_of(stations.ant).say("threat_forms", code, "fr") == "met een drone fr"


def test_whatever_is_written_apart_and_however_it_travels_both_show_the_same(stations: Stations) -> None:
    chance = random.Random(8)
    codes = ["escort", "perimeter", "barriers", "briefing"]
    for turn in range(24):
        desk = chance.choice([stations.bru_admin, stations.ant_admin])
        act = chance.randrange(5)
        if act == 0:
            codes.append(add_item(desk, "closing_reasons", {"names": named(f"reden {turn}")}))
        elif act == 1:
            chance.choice([withdraw_item, take_up_item])(desk, MEASURE_TYPES, chance.choice(codes[:4]))
        elif act == 4:
            way = (stations.bru, stations.ant)
            stations.carry(*(way if chance.random() < 0.5 else way[::-1]))
        else:
            change_item(desk, MEASURE_TYPES, chance.choice(codes[:4]), {"names": named(f"naam {turn}"), "order": turn})

    stations.meet()

    assert digests(stations.bru) == digests(stations.ant)
    assert said(lists_of(stations.bru)) == said(lists_of(stations.ant))
    assert [verify_store(desk).faults for desk in (stations.bru, stations.ant)] == [[], []]


def test_what_somebody_who_is_no_administrator_writes_into_a_line_does_not_count(stations: Stations) -> None:
    line = item_id(MEASURE_TYPES, "escort")
    change_item(stations.bru_admin, MEASURE_TYPES, "escort", {"order": 3})
    stations.meet()
    before = said(lists_of(stations.bru))
    with stations.ant.store.write() as connection:
        view = View(stations.ant, connection)
        home = view.stream_of(line, CatalogueItem)
        writer = Writer(connection, view.desk.schema, view.desk.trust, view.desk.pen, view.desk.randomness)
        writer.change(home, line, CatalogueItem, {"state": ItemState.WITHDRAWN})
        writer.commit(stations.ant.officer, stations.ant.clock.now())

    stations.meet()

    assert said(lists_of(stations.bru)) == said(lists_of(stations.ant)) == before


def test_who_decides_follows_the_bundle_and_no_decision_is_judged_by_a_list(stations: Stations) -> None:
    bru, admin = stations.bru, stations.bru_admin
    with bru.read() as view:
        centre = view.facts.organisation
    with stations.ant.read() as view:
        zone = view.facts.organisation
    colleague = enrolled(admin, admin, centre, Role.FILE_OFFICER)
    person = a_person(bru)
    file = a_file(bru, person)
    [measure] = propose_measures(bru, file, a_measure(person, executing=zone, type="contact_person"), a_ruling())
    change_item(stations.ant_admin, MEASURE_TYPES, "contact_person", {"minister": MinisterRule.NEEDED})
    assert DecisionKind.KEEP in minister_of(stations.ant)
    change_item(admin, MEASURE_TYPES, "contact_person", {"minister": MinisterRule.NOT_NEEDED})
    approve_measures(colleague, [measure], a_ruling())

    stations.carry(bru, stations.ant, file)

    assert (MEASURE_TYPES, "contact_person") in catalogue_sheet(stations.ant).contested
    with stations.ant.read() as view:
        assert view.get(Measure, measure).state is MeasureState.APPROVED, "it counts, whoever this list would ask for"
        sql = "SELECT count(*) FROM entry JOIN stream USING (sid) WHERE stream.root = ? AND void IS NOT NULL"
        assert view.connection.exec_driver_sql(sql, (file,)).scalar() == 0
    line = item_id(MEASURE_TYPES, "contact_person")
    [there] = [one for one in conflict_sheets(stations.ant_admin, "nl") if one.conflict.root == line]
    settle_conflict(stations.ant_admin, there.conflict, {"minister": MinisterRule.NOT_NEEDED})
    stations.carry(stations.ant, stations.bru)
    assert minister_of(stations.ant) == minister_of(bru) == frozenset()


def minister_of(desk: Desk) -> frozenset[DecisionKind]:
    return for_minister("contact_person", lists_of(desk))


def test_a_line_begun_at_a_workstation_that_was_revoked_is_begun_anew(stations: Stations) -> None:
    """Nobody owns it, and so nobody adopts what was held back: an administrator writes it again. The last test here."""
    code = add_item(stations.ant_admin, "visit_types", {"names": named("pelgrimstocht")})
    change_item(stations.ant_admin, "visit_types", "transit", {"names": named("tussenstop")})
    stations.carry(stations.ant, stations.bru)
    with stations.bru_admin.write() as unit:
        directory = directory_of(stations.bru_admin)
        unit.require(Action.DIRECTORY, directory)
        fields = {"state": AccountState.REVOKED, "cut_off": 0}
        unit.change(directory, stations.ant.station, Station, fields)
        unit.save(signed=True)
    assert code not in lists_of(stations.bru).all("visit_types")
    held = [one for one in held_sheets(stations.bru, "nl") if one.root == item_id("visit_types", code)]
    assert [one.may_adopt for one in held] == [False]

    assert lists_of(stations.bru).say("visit_types", "transit", "nl") == "doorreis"

    change_item(stations.bru_admin, "visit_types", "transit", {"names": named("overstap")})

    assert lists_of(stations.bru).say("visit_types", "transit", "nl") == "overstap"
    assert catalogue_sheet(stations.bru).contested == frozenset()
