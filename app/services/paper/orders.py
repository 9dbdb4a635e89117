"""The visit security order: looked at as a draft, issued with numbered copies, replaced by its next version."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.core.ids import Id
from app.documents import printing
from app.documents.content import CopyHead
from app.documents.finished import RenderedDocument
from app.documents.seal import Sign
from app.documents.visit import OrderContent
from app.documents.wording import LocalText, MissingTranslation
from app.models.enums import Action
from app.services.desk import Desk, View
from app.services.paper.changes import HIGHER, NOT_KEPT, with_order_changes
from app.services.paper.content import CopyFor, Sources, told
from app.services.paper.issuing import Form, Issued, check_texts, issue_paper, unsigned
from app.services.paper.order_content import order_content
from app.services.paper.protocol_content import Choice
from app.services.paper.register import Content, Former, Paper, draft_issue, former_snapshot, former_version, tells_more
from app.services.visits.visits import working_visit

ORDER = "order"
NOTHING = Choice()


def preview_order(
    desk: Desk, visit: Id, language: str, copies: Sequence[CopyFor] = (), choice: Choice = NOTHING,
    annexes: Sequence[LocalText] = (),
) -> RenderedDocument:  # fmt: skip
    """Return a draft with a watermark and no number, in memory; nothing is recorded, so nothing sealed is shown.

    Raises NotAllowed, VisitIsClosed, NoProgramme, MissingGlyph.
    """
    with desk.read() as view:
        paper, _ = _prepared(view, visit, copies, replace(choice, reveals={}), annexes)
    first = copies[0] if copies else CopyFor("")
    head = CopyHead(1, max(len(copies), 1), first.recipient, first.foreign)
    return printing.order(_order(paper.content), head, language, unsigned)


def untranslated_in_order(desk: Desk, visit: Id, languages: Sequence[str]) -> tuple[MissingTranslation, ...]:
    """Return the texts of an order that `languages` do not have: what issuing will ask about."""
    with desk.read() as view:
        paper, _ = _prepared(view, visit, (), NOTHING, ())
    return check_texts(paper.content, languages, accept_untranslated=True)


def issue_order(
    desk: Desk, visit: Id, language: str, copies: Sequence[CopyFor], choice: Choice = NOTHING,
    annexes: Sequence[LocalText] = (), *, accept_untranslated: bool = False,
) -> Issued:  # fmt: skip
    """Issue the next version of a visit's order: numbered, frozen, sealed, with its copies in memory.

    Everything or nothing: a refusal leaves no number behind. Raises NotAllowed, VisitIsClosed, NoProgramme, NoCopies,
    Untranslated, RevealNeedsReason, OriginatorNotAsked, MissingGlyph.
    """
    return issue_paper(
        desk, FORM, lambda unit: _prepared(unit, visit, copies, choice, annexes), language, copies,
        accept_untranslated=accept_untranslated,
    )  # fmt: skip


def _prepared(
    view: View, visit: Id, copies: Sequence[CopyFor], choice: Choice, annexes: Sequence[LocalText]
) -> tuple[Paper, Former | None]:
    view.require(Action.PAPER, view.part(visit, "visit_core"))
    working_visit(view, visit)
    former = former_version(view, ORDER, visit, visit)
    sources = Sources(view, choice.reveals)
    content, keys = order_content(sources, visit, draft_issue(view, former), copies, choice, annexes)
    if former is not None:
        snapshot = former_snapshot(view, former)
        if snapshot is None:
            content = replace(content, changes=told(NOT_KEPT))
        elif tells_more(view, former, sources):
            content = replace(content, changes=told(HIGHER))
        else:
            content = with_order_changes(_order(snapshot.content), snapshot.keys, content, keys.items)
    return Paper(ORDER, visit, visit, content, keys.items, keys.measures, sources), former


def _order(content: Content) -> OrderContent:
    if not isinstance(content, OrderContent):
        raise TypeError(type(content).__name__)
    return content


def _render(content: Content, copies: Sequence[CopyHead], language: str, sign: Sign) -> Iterator[RenderedDocument]:
    return printing.orders(_order(content), copies, language, sign)


FORM = Form("O", _render)
