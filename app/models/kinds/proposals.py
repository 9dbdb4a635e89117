"""A proposal to the Minister: measures of one or several files, put before who decides on one paper.

The proposal itself holds only which measures it bundles, when it was submitted and which of their proposing decisions
it put forward then: a measure that came back and is proposed once more belongs to another paper. One that was withdrawn
asks nothing any more; what was decided on its measures stands. What argues for them lives with each file, in the
owner's own assignment, so that who may not see a file does not read its reasons here.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, Capacity, ParagraphUse
from app.models.fields import Field, Rule, Search, Sensitivity
from app.models.kinds.schema import ANY_KIND, SCHEMA
from app.models.texts import LocalText

PERSONAL = Sensitivity.PERSONAL


@SCHEMA.declare(55, "proposal", part="proposal", action=Action.PROPOSE)
@dataclass(frozen=True, slots=True)
class Proposal:
    """Which measures are put before whom; submitted on a day, still being drawn up, or withdrawn for good."""

    reference: Annotated[str | None, Field(1, N_("Reference"), search=Search.KEY, required=True)] = None
    title: Annotated[str | None, Field(2, N_("Title"), search=Search.TEXT, sensitivity=PERSONAL, required=True)] = None
    addressee: Annotated[Capacity | None, Field(3, N_("Put before"), required=True)] = None
    measures: Annotated[tuple[Id, ...], Field(4, N_("Measures"), rule=Rule.SET, ref="measure")] = ()
    submitted_on: Annotated[date | None, Field(5, N_("Submitted on"))] = None
    submitted_by: Annotated[Id | None, Field(6, N_("Submitted by"), cell=5, ref="officer")] = None
    asked: Annotated[tuple[Id, ...], Field(7, N_("Proposals put forward"), cell=5, ref="decision")] = ()
    withdrawn_on: Annotated[date | None, Field(8, N_("Withdrawn on"))] = None
    withdrawn_why: Annotated[str | None, Field(9, N_("Why withdrawn"), cell=8, sensitivity=PERSONAL)] = None
    withdrawn_by: Annotated[Id | None, Field(10, N_("Withdrawn by"), cell=8, ref="officer")] = None


@SCHEMA.declare(56, "proposal_reasons", part="assignment", action=Action.PROPOSE)
@dataclass(frozen=True, slots=True)
class ProposalReasons:
    """What argues for the measures of one file in a proposal."""

    proposal: Annotated[Id | None, Field(1, N_("Proposal"), ref="proposal", required=True)] = None
    file: Annotated[Id | None, Field(2, N_("File"), ref=ANY_KIND, required=True)] = None
    necessity: Annotated[
        LocalText | None,
        Field(3, N_("Necessity"), rule=Rule.TEXT, sensitivity=PERSONAL, paragraphs=ParagraphUse.NECESSITY),
    ] = None
    proportionality: Annotated[
        LocalText | None,
        Field(4, N_("Proportionality"), rule=Rule.TEXT, sensitivity=PERSONAL, paragraphs=ParagraphUse.PROPORTIONALITY),
    ] = None
    alternatives: Annotated[
        LocalText | None,
        Field(
            5, N_("Alternatives considered"), rule=Rule.TEXT, sensitivity=PERSONAL, paragraphs=ParagraphUse.ALTERNATIVES
        ),
    ] = None
