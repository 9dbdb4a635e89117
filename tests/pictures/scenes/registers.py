"""The long lists: threatened persons, visits, persons, organisations; and the page of one of these."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from app.demo import fiction
from app.models.enums import PlaceKind
from app.models.kinds.places import Place
from app.models.kinds.registers import Organisation, OrganisationContact
from app.models.texts import local_text
from app.services.registers.entries import add_contact, register_organisation, register_place
from app.ui.kit.screen import Address, Screen
from app.ui.screens.organisation.screen import OrganisationScreen
from app.ui.screens.place.screen import PlaceScreen
from app.ui.screens.registers.assignments import AssignmentsScreen
from app.ui.screens.registers.lists import PersonsScreen, ThreatFilesScreen, VisitsScreen
from app.ui.screens.registers.organisations import OrganisationsScreen
from app.ui.screens.registers.places import PlacesScreen
from app.ui.tables.view_menu import ViewMenu
from tests.pictures.scene import Scene, Stage
from tests.pictures.steps import offering, sheet_scene

LISTS: dict[str, type[Screen]] = {
    "threat_files": ThreatFilesScreen, "visits": VisitsScreen, "persons": PersonsScreen,
    "organisations": OrganisationsScreen,
}  # fmt: skip
ZONE = Organisation(
    names=local_text("nl", "Politiezone Antwerpen", fr="Zone de police d’Anvers"), short_name="PZ Antwerpen",
    kind="local_police", code="PZ5345", phone="032223344", languages=("nl", "fr"),
)  # fmt: skip
PEOPLE = (
    OrganisationContact(name="A. Peeters", function="Officier van dienst", phone="032223345", round_the_clock=True),
    OrganisationContact(
        name="L. Maes", function="Dienst persoonsbescherming", phone="0470112233", email="l.maes@voorbeeld.be",
        remarks="alleen op werkdagen",
    ),
)  # fmt: skip


COURT = Place(
    names=local_text("nl", "Vlinderpaleis", fr="Palais papillon"), street="Bolivarplaats", number="20",
    postcode="2000", municipality="Antwerpen", country="BE", kind=PlaceKind.INSTITUTION, phone="032223344",
    remarks="Leveranciersingang langs de achterzijde; de poort wordt om 19 uur gesloten.",
)  # fmt: skip


EUROPA = Place(
    names=local_text("nl", "Europagebouw", fr="Bâtiment Europa"), street="Wetstraat", number="155", postcode="1048",
    municipality="Brussel", country="BE", kind=PlaceKind.INSTITUTION, phone="022815650",
)  # fmt: skip


def listed(name: str, stage: Stage) -> QWidget:
    """One list as it opens."""
    return stage.screen(LISTS[name], Address(name))


def assignments(stage: Stage) -> QWidget:
    """What the police zone is given, at its own workstation."""
    desk = stage.desk(fiction.PARTNER.login, "ANT1")
    made = AssignmentsScreen(stage.kit, desk, Address("assignments"))
    stage.show(made)
    made.load()
    stage.settle()
    made.list.table.selectRow(0)
    return made


def organisation(stage: Stage) -> QWidget:
    """A police zone with whom to ring there."""
    desk = stage.desk()
    with desk.read() as view:
        known = view.directory.organisations.items()
        entry = next(uid for uid, one in known if one.code == "PZANT")
    zone = register_organisation(desk, replace(ZONE, entry=entry)).id
    for one in PEOPLE:
        add_contact(desk, zone, one)
    page = OrganisationScreen(stage.kit, desk, Address("organisation", zone))
    stage.show(page)
    page.load()
    stage.settle()
    return page


def place(stage: Stage) -> QWidget:
    """A place with what must be known to get in."""
    desk = stage.desk()
    made = register_place(desk, COURT).id
    page = PlaceScreen(stage.kit, desk, Address("place", made))
    stage.show(page)
    page.load()
    stage.settle()
    return page


def places(stage: Stage) -> QWidget:
    """The places that are known."""
    desk = stage.desk()
    register_place(desk, COURT)
    register_place(desk, EUROPA)
    desk.store.close()
    stage.desks.remove(desk)
    return stage.screen(PlacesScreen, Address("places"))


def save_view(screen: QWidget) -> None:
    """Keep how the list is looked at under a name."""
    menu = screen.findChild(ViewMenu)
    assert menu is not None
    menu.aboutToShow.emit()
    next(one for one in menu.actions() if one.objectName() == "view_save").trigger()


SCENES = (
    Scene("registers.places", places),
    sheet_scene("registers.save_view", partial(listed, "threat_files"), save_view),
    sheet_scene("registers.add_contact", organisation, offering("organisation_contact")),
    *(Scene(f"registers.{name}", partial(listed, name)) for name in LISTS),
    Scene("registers.assignments", assignments),
    Scene("registers.organisation", organisation),
    Scene("registers.place", place),
    sheet_scene("registers.edit_place", place, offering("place_edit")),
)
