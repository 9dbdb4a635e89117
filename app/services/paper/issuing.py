"""Issuing a paper, whatever it says: numbered, frozen, sealed and pressed in one unit of work, or not at all.

The bytes of the copies are given back in memory and are nowhere else: the store keeps what the paper said, from which
the same bytes come again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.core.progress import Cancel, Progress, Steps, silent
from app.documents import printing
from app.documents.content import CopyHead
from app.documents.finished import RenderedDocument
from app.documents.missing_glyph import MissingGlyph
from app.documents.seal import Sign
from app.documents.wording import MissingTranslation, missing_translations
from app.services.access_log import Access, log_in
from app.services.desk import Desk, Unit, View
from app.services.paper.register import (
    CopyOut,
    Former,
    Paper,
    copies_out,
    decisions_on,
    log_head,
    register,
    registration_for,
)
from app.services.paper.snapshot import Content, Snapshot
from app.services.paper.sources import CopyFor
from app.services.printable import said_where
from app.services.station.stations import STATION_KEY, NotJoined
from app.store.keys import SigningKey, load_secret

Prepare = Callable[[Unit], tuple[Paper, Former | None]]
"""Read what the paper says from the store, and find the version it replaces."""


class NoCopies(UserError):
    """A document nobody gets."""

    sentence = N_("Name at least one recipient: every copy is numbered and has one. Nothing was issued.")


class Untranslated(UserError):
    """Free text that the document's language does not have. `places` name it, `count` says how many."""

    sentence = N_(
        "{count} texts have no translation in a language of these copies and would print in their original language, "
        "marked as such. Nothing was issued. Translate them, or issue and accept it."
    )


@dataclass(frozen=True, slots=True)
class IssuedCopy:
    """One copy, in memory only, to be printed or written out through the gate."""

    copy: Id
    document: Id
    number: int
    recipient: str = field(repr=False)
    language: str
    pages: int
    control_code: str
    pdf: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Issued:
    """What came of issuing: the copies' bytes, the version replaced, and which of its copies are still out."""

    document: Id
    registration: str
    version: int
    copies: tuple[IssuedCopy, ...]
    superseded: Id | None
    outstanding: tuple[CopyOut, ...]
    untranslated: tuple[MissingTranslation, ...]


def preview_copy(paper: Paper, copies: Sequence[CopyFor], language: str) -> RenderedDocument:
    """Return the first of `copies` as a draft: watermarked, without number and seal. Raises MissingGlyph."""
    first = copies[0] if copies else CopyFor("")
    head = CopyHead(1, max(len(copies), 1), first.recipient, first.foreign)
    try:
        return next(printing.papers(paper.kind, paper.content, [head], language, unsigned))
    except MissingGlyph as glyph:
        with paper.sources.view.desk.read() as view:  # the paper was read from one that is closed by now
            raise _where(view, paper, copies, glyph) from glyph


def issue_paper(
    desk: Desk, stem: str, prepare: Prepare, language: str, copies: Sequence[CopyFor], *, accept_untranslated: bool,
    progress: Progress = silent, cancel: Cancel | None = None,
) -> Issued:  # fmt: skip
    """Issue the next version of a paper with its copies. Everything or nothing: a refusal leaves no number behind.

    `stem` is the letter that numbers of its kind begin with; `progress` counts copies.

    Raises NotAllowed, NoCopies, Untranslated, OriginatorNotAsked, MissingGlyph, Cancelled, and what `prepare` raises.
    """
    heads = copy_heads(copies)
    languages = tuple(copy.language or language for copy in copies)
    with desk.write() as unit:
        paper, former = prepare(unit)
        paper.sources.check_originators(copies)
        missing = check_texts(paper.content, languages, accept_untranslated=accept_untranslated)
        number = registration_for(unit, stem, former)
        issue = replace(paper.content.issue, registration=number, log_head=log_head(unit).hex())
        decisions = decisions_on(unit, paper.measures)
        content = replace(paper.content, issue=issue)
        snapshot = Snapshot(content, paper.keys, heads, languages, paper.measures, decisions)
        try:
            made = press_copies(snapshot, paper.kind, station_sign(unit), Steps(len(heads), progress, cancel))
        except MissingGlyph as glyph:
            raise _where(unit, paper, copies, glyph) from glyph
        document, uids = register(unit, paper, snapshot, made, language, copies, former)
        log_in(unit, Access.PRINT, [document, *paper.logged], number=len(copies))
        for subject in paper.sources.revealed:
            log_in(unit, Access.REVEAL, [subject, document])
        unit.save()
        outstanding = copies_out(unit, paper.kind, paper.file, paper.subject)
    desk.keep_head()
    issued = (
        IssuedCopy(
            uid, document, one.number, copy.recipient.strip(), code, made[one.number].pages,
            made[one.number].control_code, made[one.number].pdf,
        )
        for uid, one, copy, code in zip(uids, heads, copies, languages, strict=True)
    )  # fmt: skip
    former_id = former.document if former else None
    return Issued(document, number, issue.version, tuple(issued), former_id, outstanding, missing)


def _where(view: View, paper: Paper, copies: Sequence[CopyFor], missing: MissingGlyph) -> MissingGlyph:
    """Return the refusal with the fields in which the character stands, as far as this paper was made from them."""
    return said_where(view, paper.sources.streams, [one.recipient for one in copies], missing)


def station_sign(view: View) -> Sign:
    """Return what this workstation signs papers with. Raises NotJoined."""
    raw = load_secret(view.connection, STATION_KEY)
    if raw is None:
        raise NotJoined
    return SigningKey(raw).sign


def check_texts(
    content: Content, languages: Sequence[str], *, accept_untranslated: bool
) -> tuple[MissingTranslation, ...]:
    """Return what prints in another language than its document. Raises Untranslated unless that is accepted."""
    missing = tuple(one for code in dict.fromkeys(languages) for one in missing_translations(content, code))
    if missing and not accept_untranslated:
        raise Untranslated(count=len(missing), places=tuple(one.place for one in missing))
    return missing


def copy_heads(copies: Sequence[CopyFor]) -> tuple[CopyHead, ...]:
    """Return the copies numbered from 1. Raises NoCopies."""
    if not copies or not all(copy.recipient.strip() for copy in copies):
        raise NoCopies(field="copies")
    return tuple(
        CopyHead(number, len(copies), copy.recipient.strip(), copy.foreign)
        for number, copy in enumerate(copies, start=1)
    )


def press_copies(snapshot: Snapshot, kind: str, sign: Sign, steps: Steps) -> dict[int, RenderedDocument]:
    """Return the copies by number, each in its language; copies of one language share their shaping.

    Raises MissingGlyph, Cancelled.
    """
    made: dict[int, RenderedDocument] = {}
    for code in dict.fromkeys(snapshot.languages):
        wanted = [head for head, language in zip(snapshot.copies, snapshot.languages, strict=True) if language == code]
        pressed = printing.papers(kind, snapshot.content, wanted, code, sign)
        for copy, rendered in zip(wanted, pressed, strict=True):
            made[copy.number] = rendered
            steps.step()
    return made


def unsigned(_message: bytes) -> bytes:
    """Sign nothing: a draft has no seal, and one that asked for it would be a defect."""
    raise RuntimeError("a draft is never signed")
