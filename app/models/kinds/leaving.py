"""Acts about the history itself, written into the stream they concern: vouching, adopting, erasing.

What they name stands in the skeleton (superseded references, cell, entity id), which everybody who has the stream has;
the fields hold only the reason in words. Their effect is history's (exchange.md §2), not a value's.
"""

from dataclasses import dataclass
from typing import Annotated

from app.core.i18n import N_
from app.models.enums import Action
from app.models.fields import Field
from app.models.kinds.schema import ANY_PART, SCHEMA


@SCHEMA.declare(90, "vouch", part=ANY_PART, action=Action.READ, once=True)
@dataclass(frozen=True, slots=True)
class Vouch:
    """A station's word that it held these entries before it learned that their station was revoked."""

    reason: Annotated[str | None, Field(1, N_("Reason"))] = None


@SCHEMA.declare(91, "adoption", part=ANY_PART, action=Action.LABEL, once=True, signed=True)
@dataclass(frozen=True, slots=True)
class Adoption:
    """An officer of the owner organisation lets entries of a revoked station count."""

    reason: Annotated[str | None, Field(1, N_("Reason"))] = None


@SCHEMA.declare(92, "erasure", part=ANY_PART, action=Action.ERASE, once=True, signed=True)
@dataclass(frozen=True, slots=True)
class Erasure:
    """What is erased: the cell that is written tells the scope, its value is the reason."""

    stream: Annotated[str | None, Field(1, N_("Erasure of everything"))] = None
    entity: Annotated[str | None, Field(2, N_("Erasure of one object"))] = None
    values: Annotated[str | None, Field(3, N_("Erasure of single values"))] = None
