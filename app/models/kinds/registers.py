"""Registers of organisations and vehicles."""

from dataclasses import dataclass
from typing import Annotated

from app.core.i18n import N_
from app.core.ids import Id
from app.models.catalogues import CatalogueWord
from app.models.enums import Action, VehicleRole
from app.models.fields import Field, Rule, Search, Sensitivity
from app.models.kinds.schema import BOTH, SCHEMA
from app.models.kinds.typed import mail_address, phone_number, plate_number
from app.models.texts import LocalText


@SCHEMA.declare(10, "organisation", part="organisation", action=Action.REGISTER)
@dataclass(frozen=True, slots=True)
class Organisation:
    """A police zone, directorate, embassy, company, hotel, hospital or emergency centre."""

    names: Annotated[LocalText | None, Field(1, N_("Name"), search=Search.TEXT, required=True, printed=BOTH)] = None
    short_name: Annotated[str | None, Field(2, N_("Short name"), search=Search.TEXT, printed=BOTH)] = None
    kind: Annotated[str | None, Field(3, N_("Kind of organisation"), show=CatalogueWord("organisation_kinds"))] = None
    code: Annotated[str | None, Field(4, N_("Code"), search=Search.KEY)] = None
    parent: Annotated[Id | None, Field(5, N_("Part of"), ref="organisation")] = None
    entry: Annotated[Id | None, Field(6, N_("In the directory as"), ref="organisation_entry")] = None
    place: Annotated[Id | None, Field(7, N_("Place (address)"), ref="place")] = None
    country: Annotated[str | None, Field(8, N_("Country"))] = None
    languages: Annotated[tuple[str, ...], Field(9, N_("Languages"), rule=Rule.SET)] = ()
    phone: Annotated[str | None, Field(10, N_("24/7 number"), parse=phone_number, search=Search.KEY, printed=BOTH)] = (
        None
    )
    remarks: Annotated[str | None, Field(11, N_("Remarks"), rule=Rule.TEXT)] = None


@SCHEMA.declare(11, "organisation_contact", part="organisation", action=Action.REGISTER)
@dataclass(frozen=True, slots=True)
class OrganisationContact:
    """Whom to ring or write to at an organisation."""

    organisation: Annotated[Id | None, Field(1, N_("Organisation"), ref="organisation", required=True)] = None
    name: Annotated[
        str | None, Field(2, N_("Name"), search=Search.TEXT, sensitivity=Sensitivity.PERSONAL, printed=BOTH)
    ] = None
    function: Annotated[str | None, Field(3, N_("Function"), cell=2, printed=BOTH)] = None
    phone: Annotated[str | None, Field(4, N_("Phone"), parse=phone_number, search=Search.KEY, printed=BOTH)] = None
    round_the_clock: Annotated[bool | None, Field(5, N_("Reachable 24/7"), cell=4, printed=BOTH)] = None
    email: Annotated[str | None, Field(6, N_("E-mail"), parse=mail_address, search=Search.KEY)] = None
    languages: Annotated[tuple[str, ...], Field(7, N_("Languages"), rule=Rule.SET)] = ()
    order: Annotated[int | None, Field(8, N_("Calling order"))] = None
    remarks: Annotated[str | None, Field(9, N_("Remarks"), rule=Rule.TEXT)] = None


@SCHEMA.declare(15, "vehicle", part="vehicle", action=Action.REGISTER)
@dataclass(frozen=True, slots=True)
class Vehicle:
    """A vehicle a patrol or a dispatcher may have to recognise."""

    plate: Annotated[
        str | None, Field(1, N_("Plate"), parse=plate_number, search=Search.KEY, required=True, printed=BOTH)
    ] = None
    country: Annotated[str | None, Field(2, N_("Country"), cell=1, printed=BOTH)] = None
    make: Annotated[str | None, Field(3, N_("Make"), search=Search.TEXT, printed=BOTH)] = None
    model: Annotated[str | None, Field(4, N_("Model"), cell=3, search=Search.TEXT, printed=BOTH)] = None
    colour: Annotated[str | None, Field(5, N_("Colour"), printed=BOTH)] = None
    role: Annotated[VehicleRole | None, Field(6, N_("Used as"), printed=BOTH)] = None
    armoured: Annotated[bool | None, Field(7, N_("Armoured"))] = None
    users: Annotated[tuple[Id, ...], Field(8, N_("Used by"), rule=Rule.SET, ref="person")] = ()
    organisation: Annotated[Id | None, Field(9, N_("Organisation"), ref="organisation")] = None
    remarks: Annotated[str | None, Field(10, N_("Remarks"), rule=Rule.TEXT)] = None
