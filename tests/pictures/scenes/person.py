"""A person's page, who stands in the register twice, and what two entries look like once they are one."""

from datetime import date

from PySide6.QtWidgets import QWidget

from app.core.ids import Id
from app.models.enums import AddressUse, ContactUse
from app.models.kinds.persons import Person
from app.models.kinds.places import SealedAddress
from app.models.kinds.registers import Vehicle
from app.models.texts import local_text
from app.services.desk import Desk
from app.services.registers.merging import join_persons
from app.services.registers.persons import add_phone, edit_private, open_person
from app.services.registers.sealed_addresses import register_sealed_address
from app.services.registers.vehicles import add_vehicle
from app.ui.kit.screen import Address
from app.ui.screens.doubles.screen import DoublesScreen
from app.ui.screens.person.screen import PersonScreen
from tests.pictures.scene import Scene, Stage
from tests.pictures.steps import pressing, sheet_scene


def judge(stage: Stage) -> QWidget:
    """The judge, with numbers, an address, a safe house under seal, a vehicle and a file."""
    desk, judge = stage.desk(), stage.house.ids["judge"]
    register_sealed_address(desk, judge, SealedAddress(use=AddressUse.SAFE_HOUSE, street="Veldweg", municipality="Mol"))
    add_vehicle(desk, judge, Vehicle(plate="1-ABC-234", make="Volvo", model="V60", colour="blauw"))
    made = PersonScreen(stage.kit, desk, Address("person", judge))
    stage.show(made)
    made.load()
    stage.settle()
    return made


def in_haste(desk: Desk, judge: Id) -> Id:
    """Enter the judge a second time, as at night by telephone: another spelling, the same number."""
    with desk.read() as view:
        known = view.get(Person, judge)
        number = view.connection.exec_driver_sql("SELECT number FROM p_phone WHERE person = ?", (judge,)).scalar()
    function = local_text("nl", "Onderzoeksrechter Antwerpen", fr="Juge à Anvers", de="Untersuchungsrichter")
    given = (known.given_names or "")[:1] + "."
    second = open_person(desk, Person(known.family_name, given, function=function, languages=("nl",))).id
    add_phone(desk, second, str(number or "0470 12 34 56"), ContactUse.MOBILE)
    edit_private(desk, second, {"birth_place": "Mechelen"})
    return second


def doubles(stage: Stage) -> QWidget:
    """The list of who may stand there twice, and the judge beside the entry made in haste."""
    desk = stage.desk()
    in_haste(desk, stage.house.ids["judge"])
    for given in ("Сергей", "Sergej"):
        person = open_person(desk, Person("Иванов" if given == "Сергей" else "Iwanow", given)).id
        edit_private(desk, person, {"birth_date": date(1968, 4, 12)})
    made = DoublesScreen(stage.kit, desk, Address("doubles"))
    stage.show(made)
    made.load()
    stage.settle()
    made.choose(1)
    stage.settle()
    return made


def merged(stage: Stage) -> QWidget:
    """The judge once the other entry was joined: both numbers, what each says, and from what it was joined."""
    desk, first = stage.desk(), stage.house.ids["judge"]
    second = in_haste(desk, first)
    join_persons(desk, first, second, "Zelfde gsm-nummer; aan de telefoon bevestigd.")
    made = PersonScreen(stage.kit, desk, Address("person", second))
    stage.show(made)
    made.load()
    stage.settle()
    return made


SCENES = (
    Scene("person.judge", judge),
    Scene("person.doubles", doubles),
    Scene("person.merged", merged),
    sheet_scene("person.same_person", doubles, pressing("doubles_same")),
    sheet_scene("person.apart_persons", doubles, pressing("doubles_apart")),
    sheet_scene("person.edit_phone", judge, pressing("phones_change_0")),
    sheet_scene("person.part_persons", merged, pressing("part_0")),
)
