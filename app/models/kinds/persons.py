"""One human, in one register, in two parts: what many may know, and what few need.

A person of concern is a kind and a part of its own (`app.models.kinds.threat`): those who are protected and those who
threaten are never mixed.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from app.core.i18n import N_
from app.core.ids import Id
from app.models.catalogues import CatalogueWord
from app.models.enums import Action, AddressUse, BloodGroup, ContactUse, MaritalStatus, RelationKind, Sex
from app.models.fields import Field, Rule, Search, Sensitivity
from app.models.kinds.schema import BOTH, PROTOCOL, SCHEMA
from app.models.kinds.typed import mail_address, phone_number
from app.models.texts import LocalText

PERSONAL = Sensitivity.PERSONAL
SEALED = Sensitivity.SEALED


@SCHEMA.declare(30, "person", part="person", action=Action.REGISTER)
@dataclass(frozen=True, slots=True)
class Person:
    """Name, office and languages of a person."""

    family_name: Annotated[
        str | None,
        Field(1, N_("Family name"), search=Search.TEXT, sensitivity=PERSONAL, required=True, printed=BOTH),
    ] = None
    given_names: Annotated[
        str | None, Field(2, N_("Given names"), cell=1, search=Search.TEXT, sensitivity=PERSONAL, printed=BOTH)
    ] = None
    native_name: Annotated[
        str | None, Field(3, N_("Name in native script"), search=Search.TEXT, sensitivity=PERSONAL, printed=BOTH)
    ] = None
    aliases: Annotated[
        tuple[str, ...],
        Field(4, N_("Also known as"), rule=Rule.SET, search=Search.TEXT, sensitivity=PERSONAL),
    ] = ()
    sex: Annotated[Sex | None, Field(5, N_("Sex"), sensitivity=PERSONAL, printed=BOTH)] = None
    nationalities: Annotated[
        tuple[str, ...], Field(6, N_("Nationalities"), rule=Rule.SET, sensitivity=PERSONAL, printed=BOTH)
    ] = ()
    function: Annotated[
        LocalText | None, Field(7, N_("Function"), search=Search.TEXT, sensitivity=PERSONAL, printed=BOTH)
    ] = None
    category: Annotated[
        str | None, Field(8, N_("Function category"), cell=7, show=CatalogueWord("function_categories"))
    ] = None
    employer: Annotated[Id | None, Field(9, N_("Employer"), ref="organisation")] = None
    languages: Annotated[tuple[str, ...], Field(10, N_("Languages"), rule=Rule.SET, printed=BOTH)] = ()
    honorific: Annotated[str | None, Field(11, N_("Form of address"), printed=BOTH)] = None
    photo: Annotated[Id | None, Field(12, N_("Photo"), ref="attachment", printed=PROTOCOL)] = None
    remarks: Annotated[str | None, Field(13, N_("Remarks"), rule=Rule.TEXT, sensitivity=PERSONAL)] = None


@SCHEMA.declare(31, "person_private", part="person_private", action=Action.REGISTER)
@dataclass(frozen=True, slots=True)
class PersonPrivate:
    """What identifies a person and what an ambulance must know; code words are sealed."""

    person: Annotated[Id | None, Field(1, N_("Person"), ref="person", required=True)] = None
    national_number: Annotated[
        str | None, Field(2, N_("National register number"), search=Search.KEY, sensitivity=PERSONAL)
    ] = None
    birth_date: Annotated[date | None, Field(3, N_("Date of birth"), sensitivity=PERSONAL, printed=PROTOCOL)] = None
    birth_place: Annotated[str | None, Field(4, N_("Place of birth"), sensitivity=PERSONAL, printed=PROTOCOL)] = None
    birth_country: Annotated[
        str | None, Field(5, N_("Country of birth"), cell=4, sensitivity=PERSONAL, printed=PROTOCOL)
    ] = None
    blood_group: Annotated[BloodGroup | None, Field(6, N_("Blood group"), sensitivity=PERSONAL, printed=PROTOCOL)] = (
        None
    )
    marital_status: Annotated[MaritalStatus | None, Field(7, N_("Marital status"), sensitivity=PERSONAL)] = None
    document_number: Annotated[
        str | None, Field(8, N_("Identity document"), search=Search.KEY, sensitivity=PERSONAL)
    ] = None
    medical: Annotated[
        str | None, Field(9, N_("Medical remarks"), rule=Rule.TEXT, sensitivity=SEALED, printed=PROTOCOL)
    ] = None
    code_word: Annotated[str | None, Field(10, N_("Code word"), sensitivity=SEALED)] = None
    duress_word: Annotated[str | None, Field(11, N_("Duress word"), sensitivity=SEALED)] = None


@SCHEMA.declare(32, "phone", part="person_private", action=Action.REGISTER)
@dataclass(frozen=True, slots=True)
class Phone:
    """A number of a person, in E.164 form where it could be read."""

    person: Annotated[Id | None, Field(1, N_("Person"), ref="person", required=True)] = None
    number: Annotated[
        str | None,
        Field(
            2, N_("Number"), parse=phone_number, search=Search.KEY, sensitivity=PERSONAL, required=True, printed=BOTH
        ),
    ] = None
    use: Annotated[ContactUse | None, Field(3, N_("Used for"), cell=2, printed=BOTH)] = None
    order: Annotated[int | None, Field(4, N_("Calling order"))] = None
    remarks: Annotated[str | None, Field(5, N_("Remarks"), sensitivity=PERSONAL)] = None


@SCHEMA.declare(33, "email", part="person_private", action=Action.REGISTER)
@dataclass(frozen=True, slots=True)
class Email:
    """An e-mail address of a person."""

    person: Annotated[Id | None, Field(1, N_("Person"), ref="person", required=True)] = None
    address: Annotated[
        str | None, Field(2, N_("E-mail"), parse=mail_address, search=Search.KEY, sensitivity=PERSONAL, required=True)
    ] = None
    use: Annotated[ContactUse | None, Field(3, N_("Used for"), cell=2)] = None
    remarks: Annotated[str | None, Field(4, N_("Remarks"), sensitivity=PERSONAL)] = None


@SCHEMA.declare(34, "home_address", part="person_private", action=Action.REGISTER)
@dataclass(frozen=True, slots=True)
class HomeAddress:
    """An address of a person that needs no seal; the same fields as `sealed_address`, which is a stream of its own."""

    person: Annotated[Id | None, Field(1, N_("Person"), ref="person", required=True)] = None
    use: Annotated[AddressUse | None, Field(2, N_("Kind of address"), printed=BOTH)] = None
    street: Annotated[str | None, Field(3, N_("Street"), search=Search.TEXT, sensitivity=PERSONAL, printed=BOTH)] = None
    number: Annotated[str | None, Field(4, N_("Number"), cell=3, sensitivity=PERSONAL, printed=BOTH)] = None
    box: Annotated[str | None, Field(5, N_("Box"), cell=3, sensitivity=PERSONAL, printed=BOTH)] = None
    postcode: Annotated[str | None, Field(6, N_("Postcode"), cell=3, sensitivity=PERSONAL, printed=BOTH)] = None
    municipality: Annotated[
        str | None, Field(7, N_("Municipality"), cell=3, search=Search.TEXT, sensitivity=PERSONAL, printed=BOTH)
    ] = None
    country: Annotated[str | None, Field(8, N_("Country"), cell=3, sensitivity=PERSONAL, printed=BOTH)] = None
    latitude: Annotated[float | None, Field(9, N_("Latitude"), sensitivity=PERSONAL)] = None
    longitude: Annotated[float | None, Field(10, N_("Longitude"), cell=9, sensitivity=PERSONAL)] = None
    zone: Annotated[Id | None, Field(11, N_("Police zone"), ref="organisation", printed=BOTH)] = None
    from_on: Annotated[date | None, Field(12, N_("From"))] = None
    to_on: Annotated[date | None, Field(13, N_("To"), cell=12)] = None


@SCHEMA.declare(35, "relation", part="person_private", action=Action.REGISTER)
@dataclass(frozen=True, slots=True)
class Relation:
    """What one person is to another: `other` is the `kind` of `person`, until it ended."""

    person: Annotated[Id | None, Field(1, N_("Person"), ref="person", required=True)] = None
    other: Annotated[Id | None, Field(2, N_("Other person"), ref="person", required=True)] = None
    kind: Annotated[RelationKind | None, Field(3, N_("Relation"), cell=2, sensitivity=PERSONAL)] = None
    remarks: Annotated[str | None, Field(4, N_("Remarks"), sensitivity=PERSONAL)] = None
    from_on: Annotated[date | None, Field(5, N_("From"))] = None
    to_on: Annotated[date | None, Field(6, N_("To"), cell=5)] = None
