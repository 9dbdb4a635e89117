"""Places and sealed addresses. An address is one cell: a street of one author with a town of another would be a lie.

A sealed address is a stream of its own, so that a file can travel without it; it is shown, printed and sent only after
a reveal with a reason, and is never in the search index.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, AddressUse, PlaceKind, PlaceSensitivity
from app.models.fields import Field, Rule, Search, Sensitivity
from app.models.kinds.schema import ANY_KIND, BOTH, SCHEMA
from app.models.kinds.typed import degrees, phone_number
from app.models.texts import LocalText


@SCHEMA.declare(20, "place", part="place", action=Action.REGISTER)
@dataclass(frozen=True, slots=True)
class Place:
    """A site, hotel, airport, hospital, safe haven, seat or residence."""

    names: Annotated[LocalText | None, Field(1, N_("Name"), search=Search.TEXT, required=True, printed=BOTH)] = None
    street: Annotated[str | None, Field(2, N_("Street"), search=Search.TEXT, printed=BOTH)] = None
    number: Annotated[str | None, Field(3, N_("Number"), cell=2, printed=BOTH)] = None
    box: Annotated[str | None, Field(4, N_("Box"), cell=2, printed=BOTH)] = None
    postcode: Annotated[str | None, Field(5, N_("Postcode"), cell=2, search=Search.KEY, printed=BOTH)] = None
    municipality: Annotated[str | None, Field(6, N_("Municipality"), cell=2, search=Search.TEXT, printed=BOTH)] = None
    country: Annotated[str | None, Field(7, N_("Country"), cell=2, printed=BOTH)] = None
    latitude: Annotated[float | None, Field(8, N_("Latitude"), show=degrees, printed=BOTH)] = None
    longitude: Annotated[float | None, Field(9, N_("Longitude"), cell=8, show=degrees, printed=BOTH)] = None
    zone: Annotated[Id | None, Field(10, N_("Police zone"), ref="organisation", printed=BOTH)] = None
    kind: Annotated[PlaceKind | None, Field(11, N_("Kind of place"), printed=BOTH)] = None
    sensitivity: Annotated[PlaceSensitivity | None, Field(12, N_("Sensitivity"))] = None
    phone: Annotated[str | None, Field(13, N_("Phone"), parse=phone_number, search=Search.KEY, printed=BOTH)] = None
    remarks: Annotated[str | None, Field(14, N_("Remarks"), rule=Rule.TEXT)] = None


@SCHEMA.declare(21, "sealed_address", part="address_sealed", action=Action.REGISTER)
@dataclass(frozen=True, slots=True)
class SealedAddress:
    """An address that is given away only on purpose: a safe house, a home under protection.

    Its zone says where it lies, and is sealed with it; its days say which of several holds, and not where.
    """

    subject: Annotated[Id | None, Field(1, N_("Whose address"), ref=ANY_KIND, required=True)] = None
    use: Annotated[AddressUse | None, Field(2, N_("Kind of address"), printed=BOTH)] = None
    street: Annotated[str | None, Field(3, N_("Street"), sensitivity=Sensitivity.SEALED, printed=BOTH)] = None
    number: Annotated[str | None, Field(4, N_("Number"), cell=3, sensitivity=Sensitivity.SEALED, printed=BOTH)] = None
    box: Annotated[str | None, Field(5, N_("Box"), cell=3, sensitivity=Sensitivity.SEALED, printed=BOTH)] = None
    postcode: Annotated[str | None, Field(6, N_("Postcode"), cell=3, sensitivity=Sensitivity.SEALED, printed=BOTH)] = (
        None
    )
    municipality: Annotated[
        str | None, Field(7, N_("Municipality"), cell=3, sensitivity=Sensitivity.SEALED, printed=BOTH)
    ] = None
    country: Annotated[str | None, Field(8, N_("Country"), cell=3, sensitivity=Sensitivity.SEALED, printed=BOTH)] = None
    latitude: Annotated[float | None, Field(9, N_("Latitude"), show=degrees, sensitivity=Sensitivity.SEALED)] = None
    longitude: Annotated[
        float | None, Field(10, N_("Longitude"), cell=9, show=degrees, sensitivity=Sensitivity.SEALED)
    ] = None
    access: Annotated[str | None, Field(11, N_("Access and keys"), rule=Rule.TEXT, sensitivity=Sensitivity.SEALED)] = (
        None
    )
    zone: Annotated[
        Id | None,
        Field(12, N_("Police zone"), ref="organisation", sensitivity=Sensitivity.SEALED, printed=BOTH),
    ] = None
    from_on: Annotated[date | None, Field(13, N_("From"), sensitivity=Sensitivity.PERSONAL)] = None
    to_on: Annotated[date | None, Field(14, N_("To"), cell=13, sensitivity=Sensitivity.PERSONAL)] = None
