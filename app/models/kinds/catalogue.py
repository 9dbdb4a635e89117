"""A line of a catalogue as an administrator wrote it: one that was added, or what replaces a line that ships.

Each line is a stream of its own that nobody owns: whoever administers may write it, as with the directory. Its stream
and its entity follow from list and code alone, so that two workstations that change the same line, each before it heard
of the other, write into one stream and meet at the conflict desk. Cells that hold a code hold it as ever: a shipped
code, or that of an added line; what a version does not know yet it shows as it is.
"""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Annotated

from app.core.i18n import N_
from app.core.ids import Id
from app.models.catalogues import CatalogueWord
from app.models.enums import (
    Action,
    DeadlineUnit,
    ItemState,
    Marking,
    MeasureCharacter,
    MeasureTiming,
    MeasureVisibility,
    MinisterRule,
    ParagraphUse,
)
from app.models.fields import Field, Rule
from app.models.kinds.schema import SCHEMA
from app.models.lists import said_list
from app.models.texts import LocalText

_ITEM = b"praesidium/catalogue item/1\0"
_BIRTH = b"praesidium/catalogue birth/1\0"


@SCHEMA.declare(5, "catalogue_item", part="catalogue", action=Action.CATALOGUE, signed=True)
@dataclass(frozen=True, slots=True)
class CatalogueItem:
    """A line an administrator added to a list, or that replaces the shipped line of the same code.

    What is None stays as it ships. A line is never deleted: one that is withdrawn is shown where it was used.
    """

    list: Annotated[str | None, Field(1, N_("List"), required=True, show=said_list)] = None
    code: Annotated[str | None, Field(2, N_("Code"), cell=1, required=True)] = None
    names: Annotated[LocalText | None, Field(3, N_("Name"), required=True, every_language=True)] = None
    order: Annotated[int | None, Field(4, N_("Position"))] = None
    valid_from: Annotated[date | None, Field(5, N_("Valid from"))] = None
    valid_until: Annotated[date | None, Field(6, N_("Valid until"), cell=5)] = None
    state: Annotated[ItemState | None, Field(7, N_("State"))] = None
    number: Annotated[int | None, Field(8, N_("How many"))] = None
    unit: Annotated[DeadlineUnit | None, Field(9, N_("Unit"), cell=8)] = None
    source: Annotated[LocalText | None, Field(10, N_("Source"), every_language=True)] = None
    text: Annotated[LocalText | None, Field(11, N_("Text"), rule=Rule.TEXT, every_language=True)] = None
    measure_type: Annotated[str | None, Field(12, N_("Type of measure"), show=CatalogueWord("measure_types"))] = None
    character: Annotated[MeasureCharacter | None, Field(13, N_("Character"))] = None
    visibility: Annotated[MeasureVisibility | None, Field(14, N_("Visibility"), cell=13)] = None
    frequency: Annotated[str | None, Field(15, N_("Frequency"))] = None
    review_days: Annotated[int | None, Field(16, N_("Usual days until the review"))] = None
    minister: Annotated[MinisterRule | None, Field(17, N_("To be decided"))] = None
    how_often: Annotated[LocalText | None, Field(18, N_("How often, and between which hours"), every_language=True)] = (
        None
    )
    timing: Annotated[MeasureTiming | None, Field(19, N_("Timing"))] = None
    start_days: Annotated[int | None, Field(20, N_("Starts so many days after it is set"))] = None
    runs_days: Annotated[int | None, Field(21, N_("Runs so many days"))] = None
    equivalent: Annotated[Marking | None, Field(22, N_("Belgian equivalent"))] = None
    offered_in: Annotated[ParagraphUse | None, Field(23, N_("Offered for"))] = None


def item_id(name: str, code: str) -> Id:
    """Return the id of the line `code` of the list `name`, the same at every workstation: root and entity."""
    return sha256(_ITEM + _named(name, code)).digest()[:16]


def item_nonce(name: str, code: str) -> bytes:
    """Return the nonce of the birth of its stream, by which that too is the same everywhere."""
    return sha256(_BIRTH + _named(name, code)).digest()[:16]


def _named(name: str, code: str) -> bytes:
    return name.encode() + b"\0" + code.encode()
