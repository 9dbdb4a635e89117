"""The proposal on paper: looked at as a draft, issued with numbered copies, replaced by its next version."""

from collections.abc import Sequence

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.documents.finished import RenderedDocument
from app.models.enums import Action
from app.models.kinds.proposals import Proposal
from app.services.cases.proposal_refusals import ProposalWithdrawn
from app.services.desk import Desk, View
from app.services.paper.copies import asks_no_more
from app.services.paper.issuing import Issued, issue_paper, preview_copy
from app.services.paper.proposal_content import proposal_content
from app.services.paper.register import Former, Paper, draft_issue, former_version
from app.services.paper.sources import CopyFor, Sources

PROPOSAL, STEM = "proposal", "V"


class NothingAsked(UserError):
    """A proposal without measures asks nothing."""

    sentence = N_("This proposal has no measures: there is nothing to issue. Nothing was issued.")


def preview_proposal(desk: Desk, proposal: Id, language: str, copies: Sequence[CopyFor] = ()) -> RenderedDocument:
    """Return a draft with a watermark and no number, in memory; nothing is recorded.

    Raises NotAllowed, NotThere, NothingAsked, MissingGlyph.
    """
    with desk.read() as view:
        paper, _ = prepared_proposal(view, proposal, copies)
    return preview_copy(paper, copies, language)


def issue_proposal(
    desk: Desk, proposal: Id, language: str, copies: Sequence[CopyFor], *, accept_untranslated: bool = False
) -> Issued:
    """Issue the next version of a proposal: numbered, frozen, sealed, with its copies in memory.

    Everything or nothing: a refusal leaves no number behind. Raises NotAllowed, NotThere, NothingAsked, NoCopies,
    Untranslated, OriginatorNotAsked, MissingGlyph.
    """
    return issue_paper(
        desk, STEM, lambda unit: prepared_proposal(unit, proposal, copies), language, copies,
        accept_untranslated=accept_untranslated,
    )  # fmt: skip


def prepared_proposal(view: View, proposal: Id, copies: Sequence[CopyFor]) -> tuple[Paper, Former | None]:
    """Return a proposal ready to be issued, and the version it replaces.

    Raises NotAllowed, NotThere, ProposalWithdrawn, NothingAsked.
    """
    view.require(Action.PAPER, view.stream_of(proposal, Proposal))
    if asks_no_more(view, proposal):
        raise ProposalWithdrawn
    former = former_version(view, PROPOSAL, proposal, proposal)
    sources = Sources(view, {})
    content, keys = proposal_content(sources, proposal, draft_issue(view, former), copies)
    if not keys:
        raise NothingAsked
    return Paper(PROPOSAL, proposal, proposal, content, keys, keys, sources), former
