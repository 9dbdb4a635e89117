"""The protection protocol: looked at as a draft, issued with numbered copies, replaced by its next version."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.core.ids import Id
from app.documents.content import CopyHead, ProtocolContent
from app.documents.press import RenderedDocument
from app.documents.protocol import render_protocol, render_protocols
from app.documents.seal import Sign
from app.documents.wording import MissingTranslation
from app.models.enums import Action
from app.services.desk import Desk, View
from app.services.paper_content import CopyFor, Sources
from app.services.paper_content_changes import with_protocol_changes
from app.services.paper_content_protocol import Choice, protocol_content
from app.services.paper_issue import Form, Issued, check_texts, issue_paper, unsigned
from app.services.paper_register import Content, Former, Paper, draft_issue, former_snapshot, former_version

PROTOCOL = "protocol"
NOTHING = Choice()


def preview_protocol(
    desk: Desk, file: Id, person: Id, language: str, copies: Sequence[CopyFor] = (), choice: Choice = NOTHING
) -> RenderedDocument:
    """Return a draft with a watermark and no number, in memory; nothing is recorded, so nothing sealed is shown.

    Raises NotAllowed, NotProtectedHere, NothingToPrint, MissingGlyph.
    """
    with desk.read() as view:
        paper, _ = _prepared(view, file, person, copies, replace(choice, reveals={}))
    first = copies[0] if copies else CopyFor("")
    head = CopyHead(1, max(len(copies), 1), first.recipient, first.foreign)
    return render_protocol(_protocol(paper.content), head, language, unsigned)


def untranslated_texts(desk: Desk, file: Id, person: Id, languages: Sequence[str]) -> tuple[MissingTranslation, ...]:
    """Return the texts of a protocol that `languages` do not have: what issuing will ask about."""
    with desk.read() as view:
        paper, _ = _prepared(view, file, person, (), NOTHING)
    return check_texts(paper.content, languages, accept_untranslated=True)


def issue_protocol(
    desk: Desk, file: Id, person: Id, language: str, copies: Sequence[CopyFor], choice: Choice = NOTHING,
    *, accept_untranslated: bool = False,
) -> Issued:  # fmt: skip
    """Issue the next version of a person's protocol: numbered, frozen, sealed, with its copies in memory.

    Everything or nothing: a refusal leaves no number behind. Raises NotAllowed, NotProtectedHere, NothingToPrint,
    NoCopies, Untranslated, RevealNeedsReason, OriginatorNotAsked, MissingGlyph.
    """
    return issue_paper(
        desk, FORM, lambda unit: _prepared(unit, file, person, copies, choice), language, copies,
        accept_untranslated=accept_untranslated,
    )  # fmt: skip


def _prepared(
    view: View, file: Id, person: Id, copies: Sequence[CopyFor], choice: Choice
) -> tuple[Paper, Former | None]:
    view.require(Action.PAPER, view.part(file, "file_core"))
    former = former_version(view, PROTOCOL, file, person)
    sources = Sources(view, choice.reveals)
    content, keys = protocol_content(sources, file, person, draft_issue(view, former), copies, choice)
    if former is not None:
        snapshot = former_snapshot(view, former)
        content = with_protocol_changes(_protocol(snapshot.content), snapshot.keys, content, keys)
    return Paper(PROTOCOL, file, person, content, keys, keys, sources), former


def _protocol(content: Content) -> ProtocolContent:
    if not isinstance(content, ProtocolContent):
        raise TypeError(type(content).__name__)
    return content


def _render(content: Content, copies: Sequence[CopyHead], language: str, sign: Sign) -> Iterator[RenderedDocument]:
    return render_protocols(_protocol(content), copies, language, sign)


FORM = Form("P", _render)
