"""The visit security order: looked at as a draft, issued with numbered copies, replaced by its next version."""

from collections.abc import Sequence
from dataclasses import replace

from app.core.ids import Id
from app.documents.visit import OrderContent
from app.documents.wording import LocalText
from app.models.enums import Action
from app.models.kinds.places import Place, SealedAddress
from app.services.desk import Desk, View
from app.services.paper.changes import said_before, with_order_changes
from app.services.paper.issuing import Issued, issue_paper
from app.services.paper.order_content import order_content
from app.services.paper.protocol_content import Choice
from app.services.paper.protocols import SealedValue, sealed_address, sealed_place
from app.services.paper.register import Former, Paper, draft_issue, former_version
from app.services.paper.sources import CopyFor, Sources
from app.services.visits.visits import working_visit

ORDER, STEM = "order", "O"
NOTHING = Choice()


def issue_order(
    desk: Desk, visit: Id, language: str, copies: Sequence[CopyFor], choice: Choice = NOTHING,
    annexes: Sequence[LocalText] = (), *, accept_untranslated: bool = False,
) -> Issued:  # fmt: skip
    """Issue the next version of a visit's order: numbered, frozen, sealed, with its copies in memory.

    Everything or nothing: a refusal leaves no number behind. Raises NotAllowed, VisitIsClosed, NoProgramme, NoCopies,
    Untranslated, RevealNeedsReason, OriginatorNotAsked, MissingGlyph.
    """
    return issue_paper(
        desk, STEM, lambda unit: prepared_order(unit, visit, copies, choice, annexes), language, copies,
        accept_untranslated=accept_untranslated,
    )  # fmt: skip


def prepared_order(
    view: View, visit: Id, copies: Sequence[CopyFor], choice: Choice, annexes: Sequence[LocalText] = ()
) -> tuple[Paper, Former | None]:
    """Return an order ready to be issued, and the version it replaces.

    Raises NotAllowed, VisitIsClosed, NoProgramme.
    """
    view.require(Action.PAPER, view.part(visit, "visit_core"))
    working_visit(view, visit)
    former = former_version(view, ORDER, visit, visit)
    sources = Sources(view, choice.reveals)
    content, keys = order_content(sources, visit, draft_issue(view, former), copies, choice, annexes)
    if former is not None:
        before = said_before(view, former, sources, OrderContent)
        if isinstance(before, LocalText):
            content = replace(content, changes=before)
        else:
            content = with_order_changes(*before, content, keys.items)
    return Paper(ORDER, visit, visit, content, keys.items, keys.measures, sources), former


def sealed_on_order(desk: Desk, visit: Id) -> tuple[SealedValue, ...]:
    """Return what an order of this visit would print as sealed: stays, programme items and measures at such places.

    Raises as `prepared_order`.
    """
    with desk.read() as view:
        paper, _ = prepared_order(view, visit, (), NOTHING)
        found = []
        for uid, stream in paper.sources.covered.items():
            if view.may(Action.REVEAL, stream):
                found += [sealed_place(uid, one) for _, one in view.find(Place, "uid = ?", uid)]
                found += [sealed_address(uid, one) for _, one in view.find(SealedAddress, "uid = ?", uid)]
    return tuple(found)
