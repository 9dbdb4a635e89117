"""Every paper there is to print, by the press that is loaded with the first of them.

Shaping, fonts, the writer of PDF and the maker of QR codes take some 20 MiB, as much as an empty window's half: a
window on which nothing is printed is spared them. What papers say and what they become is known without the press.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from app.documents.content import CopyHead
from app.documents.finished import RenderedDocument
from app.documents.registry_content import RegistryContent
from app.documents.seal import Sign
from app.documents.shares import RecoverySheets
from app.documents.slip import SlipContent


def papers(
    kind: str, content: Any, copies: Sequence[CopyHead], language: str, sign: Sign
) -> Iterator[RenderedDocument]:
    """Return the copies of a paper that is issued, by the name of its kind: what it says is of that kind.

    Raises MissingGlyph, KeyError.
    """
    from app.documents import (
        binder,
        dispatcher,
        employer_letter,
        extract,
        letter,
        order,
        proposal,
        protocol,
        recall_sheet,
        return_form,
    )

    render: Mapping[str, Callable[..., Iterator[RenderedDocument]]] = {
        "protocol": protocol.render_protocols,
        "dispatcher": dispatcher.render_dispatcher_sheets,
        "letter": letter.render_letters,
        "employer_letter": employer_letter.render_employer_letters,
        "return_form": return_form.render_return_forms,
        "order": order.render_orders,
        "proposal": proposal.render_proposals,
        "recall_sheet": recall_sheet.render_recall_sheets,
        "binder": binder.render_binders,
        "extract": extract.render_extracts,
    }
    return render[kind](content, copies, language, sign)


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
