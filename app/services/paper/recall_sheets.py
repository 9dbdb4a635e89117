"""Recall sheets: for each centre that holds a dispatcher sheet which ended, one page that says what to take out.

A recall is of one version and replaces nothing. It says only what the sheet said, to whom the sheet was issued.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.documents.content import ProtocolContent
from app.documents.recall_content import IndexEntry, RecallContent, SheetHeld
from app.documents.wording import LocalText, Sealed
from app.models.enums import Action, CopyState, DocumentState
from app.models.kinds.paper import DocumentCopy
from app.models.names.full_names import filed_name
from app.models.rules.paper import COPIES_OUT
from app.services.desk import Desk, NotThere, View
from app.services.paper.addressees import read_addressees
from app.services.paper.dispatcher_sheets import (
    Holders,
    Sheet,
    printed_address,
    readable,
    revealed_on,
    said,
    sheets,
)
from app.services.paper.facts import headed
from app.services.paper.protocol_content import Choice
from app.services.paper.protocols import SealedValue
from app.services.paper.register import Former, Paper, draft_issue, former_version
from app.services.paper.sources import CopyFor, Sources, recipients_of
from app.services.paper.wording import told, worded

RECALL, STEM = "recall_sheet", "DR"
WITH_CENTRE = COPIES_OUT | {CopyState.WRITTEN_OFF}
"""A copy that cannot be found any more still stands in the centre's index."""


class StillInForce(UserError):
    """A recall of what counts."""

    sentence = N_(
        "This dispatcher sheet is in force. Recall it, or issue its next version, before you issue recall sheets. "
        "Nothing was issued."
    )


class NeverHeld(UserError):
    """A recall sheet would tell somebody what the dispatcher sheet never told him."""

    sentence = N_(
        "Copy {number} is for a recipient to whom this dispatcher sheet was not issued: the recall would tell what "
        "the sheet did not. Nothing was issued. Leave out that copy."
    )


class SheetNotKept(UserError):
    """The recalled sheet's frozen data are gone."""

    sentence = N_(
        "What this dispatcher sheet said is no longer kept here, so what has to leave the index cannot be listed. "
        "Nothing was issued. Ring the centres."
    )


def sheets_to_recall(view: View, file: Id) -> list[Sheet]:
    """Return the versions of a file's dispatcher sheets that ended and that a centre still holds, for who may read."""
    found = readable(view, sheets(view, "file = ?", file))
    return [one for one in found if one.why is not None and _out(view, one)]


def recalls_due(desk: Desk, file: Id) -> tuple[Id, ...]:
    """Return the dispatcher sheets of a file that ended while a centre holds them, and have no recall sheet yet.

    Empty for who may issue no paper of the file. Raises SnapshotDamaged.
    """
    with desk.read() as view:
        due = [one for one in sheets_to_recall(view, file) if view.may(Action.PAPER, one.stream)]
        return tuple(one.document for one in due if former_version(view, RECALL, file, one.document) is None)


def first_recalls(view: View, sheet: Sheet) -> tuple[CopyFor, ...]:
    """Return a copy for each centre that holds one of the sheet, in the language it got it in."""
    found = []
    for _, copy in _out(view, sheet):
        known = read_addressees(view, [copy.organisation]) if copy.organisation else []
        foreign = known[0].foreign if known else False
        found.append(CopyFor(copy.recipient or "", copy.organisation, copy.language, foreign))
    return tuple(found)


def sheet_of(view: View, document: Id) -> Sheet:
    """Return one dispatcher sheet. Raises NotThere, NotAllowed."""
    found = sheets(view, "uid = ?", document)
    if not found:
        raise NotThere
    view.require(Action.READ, found[0].stream)
    return found[0]


def revealed_again(desk: Desk, document: Id) -> tuple[SealedValue, ...]:
    """Return the sealed addresses that the sheet prints, for `Choice.reveals`. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        sheet = sheet_of(view, document)
        view.require(Action.PAPER, sheet.stream)
        found = said(view, sheet)
        return revealed_on(view, [found[0]] if found else [])


def prepared_recall(
    view: View, file: Id, document: Id, copies: Sequence[CopyFor], choice: Choice
) -> tuple[Paper, Former | None]:
    """Return a recall ready to be issued. Raises NotAllowed, NotThere, StillInForce, SheetNotKept, NeverHeld."""
    sheet = sheet_of(view, document)
    view.require(Action.PAPER, sheet.stream)
    if sheet.record.file != file:
        raise NotThere  # a recall is a paper of the file whose sheet it recalls
    if sheet.why is None:
        raise StillInForce
    sources = Sources(view, choice.reveals)
    sources.take(sheet.stream)
    found = said(view, sheet)
    if found is None:
        raise SheetNotKept
    content, _ = found
    former = former_version(view, RECALL, file, document)
    now = next((one for one in sheets(view, "file = ? AND subject = ?", file, sheet.record.subject)
                if one.why is None), None)  # fmt: skip
    after = _in_force(sources, now)
    record, issue = sheet.record, draft_issue(view, former)
    entries = tuple(_entries(sources, content, after))
    recall = RecallContent(
        issue=issue, registration=record.number or "", version=record.version or 1,
        issued_at=record.issued or issue.issued_at, name=content.issue.subject,
        native_name=content.person.native_name, why=worded(sheet.why),
        replaced_by=now.record.version if now is not None else None, entries=entries,
        held=tuple(_held(sources, sheet, now, copies)), recipients=recipients_of(copies),
    )  # fmt: skip
    head = _head(sources, recall, content.issue.file_reference)
    ends = (document,) if record.state is DocumentState.ISSUED else ()
    return Paper(RECALL, file, document, head, (), (), sources, recalls=ends), former


def _head(sources: Sources, recall: RecallContent, reference: str) -> RecallContent:
    issue = headed(sources, recall.issue, recall.name, reference)
    return replace(recall, issue=issue)


def _in_force(sources: Sources, now: Sheet | None) -> frozenset[str]:
    """Return what leads to the sheet in force; nothing where there is none."""
    if now is None:
        return frozenset()
    sources.take(now.stream)
    found = said(sources.view, now)
    return frozenset(value for _, value in _keys(found[0]) if isinstance(value, str)) if found else frozenset()


def _keys(content: ProtocolContent) -> Iterable[tuple[LocalText, str | Sealed]]:
    """Return all that a centre finds the sheet by, each with what it is; addresses as the sheet printed them."""
    person = content.person
    for phone in person.phones:
        yield told(N_("Telephone")), phone
    name = filed_name(person)
    names = [(name, person.native_name), *((line.name, line.native_name) for line in content.household)]
    for text in (one for both in names for one in both if one):
        yield told(N_("Name")), text
    for line in content.addresses:
        yield line.label, line.address
    for car in content.vehicles:
        yield told(N_("Plate")), car.plate


def _entries(sources: Sources, content: ProtocolContent, after: frozenset[str]) -> Iterable[IndexEntry]:
    """Return what leaves the index: nothing that was sealed on the sheet too, for the centre never had it."""
    printed = {id(line): printed_address(sources, line) for line in content.addresses}
    by_text = {line.address: printed[id(line)] for line in content.addresses if isinstance(line.address, str)}
    for what, value in _keys(content):
        if isinstance(value, str):
            yield IndexEntry(what, by_text.get(value, value), value in after)


def _held(sources: Sources, sheet: Sheet, now: Sheet | None, copies: Sequence[CopyFor]) -> Iterable[SheetHeld]:
    """Return which copy of the sheet the reader of each recall holds. Raises NeverHeld."""
    left: list[DocumentCopy] = [copy for _, copy in sheet.copies]
    holders = Holders(sources)
    renewed = {holders.of(copy) for _, copy in now.copies} if now is not None else set()
    for number, one in enumerate(copies, start=1):
        who = holders.of(one)
        mine = next((copy for copy in left if holders.of(copy) == who), None)
        if mine is None:
            raise NeverHeld(number=number)
        left.remove(mine)
        yield SheetHeld(number, mine.number or 0, who in renewed)


def _out(view: View, sheet: Sheet) -> list[tuple[Id, DocumentCopy]]:
    """Return the copies that centres hold: all that are out but those of the house itself."""
    return [
        (uid, copy)
        for uid, copy in sheet.copies
        if copy.state in WITH_CENTRE and copy.organisation != view.facts.organisation
    ]
