"""The proposal on paper: looked at as a draft, issued with numbered copies, replaced by its next version."""

from collections.abc import Iterator, Sequence

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.documents import printing
from app.documents.content import CopyHead
from app.documents.finished import RenderedDocument
from app.documents.proposal_content import ProposalContent
from app.documents.seal import Sign
from app.models.enums import Action
from app.models.kinds.proposals import Proposal
from app.services.desk import Desk, View
from app.services.paper.content import CopyFor, Sources
from app.services.paper.issuing import Form, Issued, issue_paper, unsigned
from app.services.paper.proposal_content import proposal_content
from app.services.paper.register import Content, Former, Paper, draft_issue, former_version

PROPOSAL = "proposal"


class NothingAsked(UserError):
    """A proposal without measures asks nothing."""

    sentence = N_("This proposal has no measures: there is nothing to issue. Nothing was issued.")


def preview_proposal(desk: Desk, proposal: Id, language: str, copies: Sequence[CopyFor] = ()) -> RenderedDocument:
    """Return a draft with a watermark and no number, in memory; nothing is recorded.

    Raises NotAllowed, NotThere, NothingAsked, MissingGlyph.
    """
    with desk.read() as view:
        paper, _ = _prepared(view, proposal, copies)
    first = copies[0] if copies else CopyFor("")
    head = CopyHead(1, max(len(copies), 1), first.recipient, first.foreign)
    return printing.proposal(_proposal(paper.content), head, language, unsigned)


def issue_proposal(
    desk: Desk, proposal: Id, language: str, copies: Sequence[CopyFor], *, accept_untranslated: bool = False
) -> Issued:
    """Issue the next version of a proposal: numbered, frozen, sealed, with its copies in memory.

    Everything or nothing: a refusal leaves no number behind. Raises NotAllowed, NotThere, NothingAsked, NoCopies,
    Untranslated, OriginatorNotAsked, MissingGlyph.
    """
    return issue_paper(
        desk, FORM, lambda unit: _prepared(unit, proposal, copies), language, copies,
        accept_untranslated=accept_untranslated,
    )  # fmt: skip


def _prepared(view: View, proposal: Id, copies: Sequence[CopyFor]) -> tuple[Paper, Former | None]:
    view.require(Action.PAPER, view.stream_of(proposal, Proposal))
    former = former_version(view, PROPOSAL, proposal, proposal)
    sources = Sources(view, {})
    content, keys = proposal_content(sources, proposal, draft_issue(view, former), copies)
    if not keys:
        raise NothingAsked
    return Paper(PROPOSAL, proposal, proposal, content, keys, keys, sources), former


def _proposal(content: Content) -> ProposalContent:
    if not isinstance(content, ProposalContent):
        raise TypeError(type(content).__name__)
    return content


def _render(content: Content, copies: Sequence[CopyHead], language: str, sign: Sign) -> Iterator[RenderedDocument]:
    return printing.proposals(_proposal(content), copies, language, sign)


FORM = Form("V", _render)
