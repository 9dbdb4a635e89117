"""Every paper there is to print, by the press that is loaded with the first of them.

Shaping, fonts, the writer of PDF and the maker of QR codes take some 20 MiB, as much as an empty window's half: a
window on which nothing is printed is spared them. What papers say and what they become is known without the press.
"""

from collections.abc import Iterator, Sequence

from app.documents.content import CopyHead, ProtocolContent
from app.documents.finished import RenderedDocument
from app.documents.proposal_content import ProposalContent
from app.documents.registry_content import RegistryContent
from app.documents.seal import Sign
from app.documents.shares import RecoverySheets
from app.documents.slip import SlipContent
from app.documents.visit import OrderContent


def person_papers(
    kind: str, content: ProtocolContent, copies: Sequence[CopyHead], language: str, sign: Sign
) -> Iterator[RenderedDocument]:
    """Yield the copies of a paper about one person, by the name of its kind. Raises MissingGlyph, KeyError."""
    from app.documents import dispatcher, letter, protocol, return_form

    render = {
        "protocol": protocol.render_protocols,
        "dispatcher": dispatcher.render_dispatcher_sheets,
        "letter": letter.render_letters,
        "return_form": return_form.render_return_forms,
    }[kind]
    return render(content, copies, language, sign)


def order(content: OrderContent, copy: CopyHead, language: str, sign: Sign) -> RenderedDocument:
    """Return one copy of a visit security order. Raises MissingGlyph."""
    from app.documents.order import render_order

    return render_order(content, copy, language, sign)


def orders(content: OrderContent, copies: Sequence[CopyHead], language: str, sign: Sign) -> Iterator[RenderedDocument]:
    """Yield the copies of a visit security order. Raises MissingGlyph."""
    from app.documents.order import render_orders

    return render_orders(content, copies, language, sign)


def proposal(content: ProposalContent, copy: CopyHead, language: str, sign: Sign) -> RenderedDocument:
    """Return one copy of a proposal of measures. Raises MissingGlyph."""
    from app.documents.proposal import render_proposal

    return render_proposal(content, copy, language, sign)


def proposals(
    content: ProposalContent, copies: Sequence[CopyHead], language: str, sign: Sign
) -> Iterator[RenderedDocument]:
    """Yield the copies of a proposal of measures. Raises MissingGlyph."""
    from app.documents.proposal import render_proposals

    return render_proposals(content, copies, language, sign)


def slip(content: SlipContent, language: str, sign: Sign) -> RenderedDocument:
    """Return the slip that goes with a bundle. Raises MissingGlyph."""
    from app.documents.transport_slip import render_transport_slip

    return render_transport_slip(content, language, sign)


def registry_list(content: RegistryContent, language: str, sign: Sign) -> RenderedDocument:
    """Return a list of the registry. Raises MissingGlyph."""
    from app.documents.registry import render_registry_list

    return render_registry_list(content, language, sign)


def sheets(shares: RecoverySheets, language: str) -> bytes:
    """Return the PDF of recovery sheets, a page for each share. Raises MissingGlyph."""
    from app.documents.recovery_sheet import recovery_sheets

    return recovery_sheets(shares, language)


def code_rows(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of a QR code of `text`, from above; true is dark. It is shown, and need not be the smallest."""
    import segno

    rows = segno.make(text, error="m", micro=False).matrix
    return tuple(tuple(bool(one) for one in row) for row in rows)
