"""The label of a stream: how secret it is and who gets it. Every stream holds exactly one.

Every field merges to the narrower side (exchange.md §1): the higher marking, more compartments, fewer receivers. The
stream's owner organisation is not here: it is fixed in the stream's genesis and cannot change.
"""

from dataclasses import dataclass
from typing import Annotated

from app.core.i18n import N_
from app.core.ids import Id
from app.models.catalogues import CatalogueWord
from app.models.enums import Action, HandlingMark, Marking
from app.models.fields import Field, Rule
from app.models.kinds.schema import ANY_PART, SCHEMA


@SCHEMA.declare(1, "label", part=ANY_PART, action=Action.LABEL)
@dataclass(frozen=True, slots=True)
class Label:
    """Marking, compartments, distribution and originator of one stream."""

    marking: Annotated[Marking | None, Field(1, N_("Marking"), rule=Rule.HIGHEST, required=True)] = None
    compartments: Annotated[tuple[str, ...], Field(2, N_("Compartments"), rule=Rule.SET)] = ()
    co_owners: Annotated[
        tuple[Id, ...], Field(3, N_("Co-owning organisations"), rule=Rule.NARROW_SET, ref="organisation_entry")
    ] = ()
    distribution: Annotated[
        tuple[Id, ...], Field(4, N_("Distribution"), rule=Rule.NARROW_SET, ref="organisation_entry")
    ] = ()
    originator: Annotated[Id | None, Field(5, N_("Originator"), ref="organisation_entry")] = None
    consented: Annotated[
        tuple[Id, ...],
        Field(6, N_("Receivers the originator agreed to"), rule=Rule.NARROW_SET, ref="organisation_entry"),
    ] = ()
    handling: Annotated[HandlingMark | None, Field(7, N_("Handling mark"))] = None
    foreign_marking: Annotated[
        str | None, Field(8, N_("Marking as received"), show=CatalogueWord("foreign_markings"))
    ] = None
