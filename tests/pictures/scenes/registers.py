"""The long lists: threatened persons, visits, persons, organisations; and the page of one of these."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from app.demo import fiction
from app.models.kinds.registers import Organisation, OrganisationContact
from app.models.texts import local_text
from app.services.registers.entries import add_contact, register_organisation
from app.ui.kit.screen import Address, Screen
from app.ui.screens.organisation.screen import OrganisationScreen
from app.ui.screens.registers.assignments import AssignmentsScreen
from app.ui.screens.registers.lists import PersonsScreen, ThreatFilesScreen, VisitsScreen
from app.ui.screens.registers.organisations import OrganisationsScreen
from tests.pictures.scene import Scene, Stage

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


SCENES = (
    *(Scene(f"registers.{name}", partial(listed, name)) for name in LISTS),
    Scene("registers.assignments", assignments),
    Scene("registers.organisation", organisation),
)
