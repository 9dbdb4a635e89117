"""The directory (organisations, stations, officers): what everybody relies on.

Only administrators and security officers write it, each act under the officer's own signature. What grants access
merges to the narrowest: a removal wins over an addition, a revocation over an activation, a lower clearance or
ceiling over a higher one (`app.models.rules.access`).
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from app.core.i18n import N_
from app.core.ids import Id
from app.models.catalogues import CatalogueWord
from app.models.enums import AccountState, Action, Marking, Role
from app.models.fields import Field, Rule, Search, Sensitivity
from app.models.kinds.schema import SCHEMA
from app.models.kinds.typed import phone_number
from app.models.rules.access import narrowest
from app.models.texts import LocalText


@SCHEMA.declare(2, "organisation_entry", part="directory", action=Action.DIRECTORY, signed=True, rank=narrowest)
@dataclass(frozen=True, slots=True)
class OrganisationEntry:
    """An organisation that owns streams or receives them; its contacts are in the register."""

    code: Annotated[str | None, Field(1, N_("Code"), search=Search.KEY, required=True)] = None
    names: Annotated[LocalText | None, Field(2, N_("Name"), search=Search.TEXT, required=True)] = None
    kind: Annotated[str | None, Field(3, N_("Kind of organisation"), show=CatalogueWord("organisation_kinds"))] = None
    state: Annotated[AccountState | None, Field(4, N_("State"), rule=Rule.WORKFLOW)] = None


@SCHEMA.declare(3, "station", part="directory", action=Action.DIRECTORY, signed=True, rank=narrowest)
@dataclass(frozen=True, slots=True)
class Station:
    """A workstation with its keys and the level its system is approved for."""

    code: Annotated[str | None, Field(1, N_("Workstation code"), search=Search.KEY, required=True)] = None
    organisation: Annotated[Id | None, Field(2, N_("Organisation"), ref="organisation_entry", required=True)] = None
    ceiling: Annotated[Marking | None, Field(3, N_("Ceiling"), rule=Rule.WORKFLOW, required=True)] = None
    compartments: Annotated[tuple[str, ...], Field(4, N_("Compartments"), rule=Rule.NARROW_SET)] = ()
    signing_key: Annotated[bytes | None, Field(5, N_("Signing key"))] = None
    recipient_key: Annotated[str | None, Field(6, N_("Recipient key"), cell=5)] = None
    state: Annotated[AccountState | None, Field(7, N_("State"), rule=Rule.WORKFLOW)] = None
    cut_off: Annotated[int | None, Field(8, N_("Last save number that counts"), cell=7)] = None


@SCHEMA.declare(4, "officer", part="directory", action=Action.DIRECTORY, signed=True, rank=narrowest)
@dataclass(frozen=True, slots=True)
class Officer:
    """An account: who may do what, up to which marking, at which stations."""

    login: Annotated[str | None, Field(1, N_("Login"), search=Search.KEY)] = None
    name: Annotated[str | None, Field(2, N_("Name"), sensitivity=Sensitivity.PERSONAL, required=True)] = None
    organisation: Annotated[Id | None, Field(3, N_("Organisation"), ref="organisation_entry", required=True)] = None
    roles: Annotated[tuple[Role, ...], Field(4, N_("Roles"), rule=Rule.NARROW_SET)] = ()
    clearance: Annotated[Marking | None, Field(5, N_("Clearance"), rule=Rule.WORKFLOW)] = None
    clearance_until: Annotated[date | None, Field(6, N_("Clearance valid until"), cell=5)] = None
    compartments: Annotated[tuple[str, ...], Field(7, N_("Compartments"), rule=Rule.NARROW_SET)] = ()
    stations: Annotated[tuple[Id, ...], Field(8, N_("Workstations"), rule=Rule.NARROW_SET, ref="station")] = ()
    public_key: Annotated[bytes | None, Field(9, N_("Officer's key"))] = None
    state: Annotated[AccountState | None, Field(10, N_("State"), rule=Rule.WORKFLOW)] = None
    languages: Annotated[tuple[str, ...], Field(11, N_("Languages"), rule=Rule.SET)] = ()
    phone: Annotated[
        str | None, Field(12, N_("Phone"), parse=phone_number, sensitivity=Sensitivity.PERSONAL, search=Search.KEY)
    ] = None
