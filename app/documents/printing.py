"""Every paper there is to print, by the press that is loaded with the first of them.

Shaping, fonts, the writer of PDF and the maker of QR codes take some 20 MiB, as much as an empty window's half: a
window on which nothing is printed is spared them. What papers say and what they become is known without the press.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from app.documents.content import CopyHead
from app.documents.erasure_content import ErasureContent
from app.documents.finished import RenderedDocument
from app.documents.missing_glyph import MissingGlyph
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
    from app.documents.binder import render_binders
    from app.documents.dispatcher import render_dispatcher_sheets
    from app.documents.employer_letter import render_employer_letters
    from app.documents.extract import render_extracts
    from app.documents.letter import render_letters
    from app.documents.order import render_orders
    from app.documents.proposal import render_proposals
    from app.documents.protocol import render_protocols
    from app.documents.recall_sheet import render_recall_sheets
    from app.documents.return_form import render_return_forms

    render: Mapping[str, Callable[..., Iterator[RenderedDocument]]] = {
        "protocol": render_protocols,
        "dispatcher": render_dispatcher_sheets,
        "letter": render_letters,
        "employer_letter": render_employer_letters,
        "return_form": render_return_forms,
        "order": render_orders,
        "proposal": render_proposals,
        "recall_sheet": render_recall_sheets,
        "binder": render_binders,
        "extract": render_extracts,
    }
    return render[kind](content, copies, language, sign)


def check_prints(text: str) -> None:
    """Raise MissingGlyph on the first character of a text that no paper can print."""
    from app.documents.scripts import check_glyphs

    check_glyphs(text)


def prints(text: str) -> bool:
    """Tell whether papers can print a text."""
    from app.documents.scripts import check_glyphs

    try:
        check_glyphs(text)
    except MissingGlyph:
        return False
    return True


def slip(content: SlipContent, language: str, sign: Sign) -> RenderedDocument:
    """Return the slip that goes with a bundle. Raises MissingGlyph."""
    from app.documents.transport_slip import render_transport_slip

    return render_transport_slip(content, language, sign)


def registry_list(content: RegistryContent, language: str, sign: Sign) -> RenderedDocument:
    """Return a list of the registry. Raises MissingGlyph."""
    from app.documents.registry import render_registry_list

    return render_registry_list(content, language, sign)


def erasure_record(content: ErasureContent, language: str, sign: Sign) -> RenderedDocument:
    """Return the destruction record of an erasure. Raises MissingGlyph."""
    from app.documents.erasure_record import render_erasure_record

    return render_erasure_record(content, language, sign)


def sheets(shares: RecoverySheets, language: str) -> bytes:
    """Return the PDF of recovery sheets, a page for each share. Raises MissingGlyph."""
    from app.documents.recovery_sheet import recovery_sheets

    return recovery_sheets(shares, language)


def code_rows(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of a QR code of `text`, from above; true is dark. It is shown, and need not be the smallest."""
    import segno

    rows = segno.make(text, error="m", micro=False).matrix
    return tuple(tuple(bool(one) for one in row) for row in rows)
