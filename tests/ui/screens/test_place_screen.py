"""The register of places in use: one is entered, opens, and is changed."""

from app.models.enums import PlaceKind
from app.models.kinds.places import Place
from app.services.registers.entries import register_place
from app.ui.kit.screen import Address
from app.ui.screens.place.screen import PlaceScreen
from app.ui.screens.registers.organisations import OrganisationsScreen
from app.ui.screens.registers.places import PlacesScreen
from app.ui.tables.rows import Rows
from tests.station_world import StationWorld
from tests.ui.screens.at_work import AtWork
from tests.ui.seeing import texts


def test_the_list_of_organisations_leads_to_places_and_one_is_entered_there(work: AtWork, world: StationWorld) -> None:
    organisations = work.show(OrganisationsScreen, world.officer, Address("organisations"))
    wanted: list[Address] = []
    organisations.wanted.connect(wanted.append)
    work.press(organisations, "places_button")
    screen = work.show(PlacesScreen, world.officer, Address("places"))
    screen.wanted.connect(wanted.append)
    screen.actions_here()[0].run()
    sheet = work.sheet()
    work.do(sheet)
    assert work.refused_at(sheet, "names"), "nobody would find it again"
    work.fill(sheet, names={"nl": "AZ Beispiel", "original": "nl"}, kind=PlaceKind.HOSPITAL, street="Kaai", number="1")
    work.type(sheet, "phone", "03 222 33 44")
    work.do(sheet)
    assert work.sheets() == [], work.refused(sheet)
    assert [one.screen for one in wanted] == ["places", "place"]
    with world.officer.read() as view:
        found = view.get(Place, wanted[1].uid or b"")
    assert (found.phone, found.kind) == ("+3232223344", PlaceKind.HOSPITAL)


def test_a_place_is_read_and_changed_on_its_page(work: AtWork, world: StationWorld) -> None:
    uid = register_place(world.officer, Place(names={"nl": "Hotel", "original": "nl"}, street="Meir", number="2")).id
    screen = work.show(PlaceScreen, world.officer, Address("place", uid))
    assert "Meir 2" in texts(screen)
    work.press(screen, "edit_place")
    sheet = work.sheet()
    work.fill(sheet, municipality="Antwerpen")
    work.do(sheet)
    assert "Meir 2, Antwerpen" in texts(screen)
    work.press(screen, "edit_place")
    sheet = work.sheet()
    work.type(sheet, "latitude", "51,2177 / 4,4034")
    work.do(sheet)
    assert "51.217700, 4.403400" in texts(screen)
    work.press(screen, "edit_place")
    sheet = work.sheet()
    assert not [said for said in texts(sheet) if "kloppen deze coördinaten" in said]
    work.fill(sheet, number="4")
    assert [said for said in texts(sheet) if "kloppen deze coördinaten" in said]
    work.type(sheet, "latitude", "51.2177")
    work.do(sheet)
    assert "twee coördinaten" in work.refused_at(sheet, "latitude")
    work.type(sheet, "latitude", "4.4034 51.2177")
    work.do(sheet)
    with world.officer.read() as view:
        found = view.get(Place, uid)
    assert (found.latitude, found.longitude) == (4.4034, 51.2177), "what lies outside Belgium is the officer's to say"
    work.press(screen, "share_place")
    assert len(work.sheets()) == 1
    work.sheets()[0].reject()
    reader = work.show(PlaceScreen, world.sit("place_reader", []), Address("place", uid))
    assert reader.actions_here() == []


def test_the_history_of_a_place_tells_its_coordinates_to_the_last_figure(work: AtWork, world: StationWorld) -> None:
    named = {"nl": "Hoeve", "original": "nl"}
    uid = register_place(world.officer, Place(names=named, latitude=50.984561, longitude=5.050506)).id
    screen = work.show(PlaceScreen, world.officer, Address("place", uid))
    work.press(screen, "place_history")
    trail = work.sheets()[0].findChild(Rows, "trail_rows")
    assert trail is not None
    said = " ".join(cell.plain for line in trail.lines for cell in line.cells)
    assert [one for one in ("50.984561", "5.050506") if one not in said] == []
    work.sheets()[0].reject()
