"""That two register entries are one human, or are not: an edge in a stream of its own.

Nothing moves: joining draws the edge, parting changes what it says. One that says apart is remembered too: who looks
for people entered twice is not offered those two again.
"""

from dataclasses import dataclass
from typing import Annotated

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, MergeState
from app.models.fields import Field, Rule, Sensitivity
from app.models.kinds.schema import SCHEMA
from app.models.rules.persons import merge_rank


@SCHEMA.declare(75, "same_person", part="same_person", action=Action.MERGE, rank=merge_rank)
@dataclass(frozen=True, slots=True)
class SamePerson:
    """An edge between two persons, of whom `one` leads; the person shown is the connected component of joined edges."""

    one: Annotated[Id | None, Field(1, N_("Leading entry"), ref="person", required=True)] = None
    other: Annotated[Id | None, Field(2, N_("Other entry"), cell=1, ref="person", required=True)] = None
    state: Annotated[MergeState | None, Field(3, N_("State"), rule=Rule.WORKFLOW, required=True)] = None
    reason: Annotated[str | None, Field(4, N_("Reason"), cell=3, sensitivity=Sensitivity.PERSONAL)] = None
