"""The zone that is proposed for a town: by what we entered ourselves, by others' word only where we said nothing."""

from app.core.ids import Id
from app.models.enums import Action, Marking, Role
from app.models.kinds.label import Label
from app.models.kinds.places import Place
from app.services.desk import Desk
from app.services.registers.zones import LAST, zone_of_town
from tests.station_world import StationWorld


def a_place(desk: Desk, postcode: str, zone: Id, shared: tuple[Id, ...] = (), count: int = 1) -> None:
    with desk.write() as unit:
        for _ in range(count):
            uid = desk.ids.new()
            label = Label(marking=Marking.NONE, distribution=shared)
            unit.create(unit.begin(uid, "place", label, Action.REGISTER), Place(postcode=postcode, zone=zone), uid)
        unit.save()


def test_ours_tells_and_no_number_of_others_words_outweighs_it(world: StationWorld) -> None:
    partner = world.sit("vals", [Role.FILE_OFFICER], world.police)
    a_place(partner, "1000", world.other_zone, (world.centre,))
    assert zone_of_town(world.officer, "1000", "", "nl") == world.other_zone, "ours says nothing"
    a_place(world.officer, "1000", world.police)
    assert zone_of_town(world.officer, "1000", "", "nl") == world.police
    a_place(partner, "1000", world.other_zone, (world.centre,), count=LAST + 1)
    assert zone_of_town(world.officer, "1000", "", "nl") == world.police
    a_place(world.officer, "1000", world.other_zone)
    assert zone_of_town(world.officer, "1000", "", "nl") is None, "we say two things ourselves"
