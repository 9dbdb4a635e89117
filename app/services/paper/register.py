"""The register of issued papers: number, version, frozen data, copies, and what a new version replaces.

Number and version stay unique with no network: the next version keeps the number only at the workstation (and in the
incarnation) whose code the number bears; elsewhere the paper gets a number of that workstation. The head printed is
the store's before the issue, so the paper proves the history it was made from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from app.core.ids import Id
from app.documents import printing
from app.documents.content import Issue, Replaced
from app.documents.finished import RenderedDocument
from app.documents.sentences import shipped
from app.documents.wording import LocalText
from app.history.replicas import head, incarnation
from app.models.catalogues import catalogue
from app.models.enums import Action, CopyState, DisclosureAct, DocumentState, Marking
from app.models.kinds.label import Label
from app.models.kinds.measures import Decision
from app.models.kinds.paper import Disclosure, DocumentCopy, DocumentData, IssuedDocument
from app.models.lists import PAPER_TEXTS, Lists
from app.models.rules.paper import COPIES_OUT
from app.services.desk import Unit, View
from app.services.foreign import DECISION_BESIDE
from app.services.numbering import next_reference
from app.services.paper.snapshot import Content, Snapshot, snapshot_hash, thaw
from app.services.paper.sources import CopyFor, Sources
from app.services.paper.wording import words


@dataclass(frozen=True, slots=True)
class Former:
    """The version that stands before a new one."""

    document: Id
    stream: Id
    record: IssuedDocument


@dataclass(frozen=True, slots=True)
class CopyOut:
    """A copy that somebody still holds (or that waits to be handed over) of a version that no longer counts."""

    copy: Id
    document: Id
    registration: str
    version: int
    number: int
    recipient: str = field(repr=False)
    state: CopyState


@dataclass(frozen=True, slots=True)
class Paper:
    """A document ready to be issued: what it says, of what, from where."""

    kind: str
    file: Id
    subject: Id
    content: Content
    keys: tuple[Id, ...]
    """What the content's lines are, for the next version to compare: measures, or programme items.

    For a paper that tells of several files or roots, the streams it was made from: who prints it again may read them.
    """
    measures: tuple[Id, ...]
    sources: Sources
    recalls: tuple[Id, ...] = ()
    """Documents in force that end by it."""
    logged: tuple[Id, ...] = ()
    """What the access log names beside the document."""


def former_version(view: View, kind: str, file: Id, subject: Id) -> Former | None:
    """Return the latest version of a document of this file about this subject, None before the first.

    Another organisation's papers are its own: they neither stand before ours nor keep one from being issued.
    """
    where = "kind = ? AND file = ? AND subject = ?"
    found = view.locate(IssuedDocument, where, kind, file, subject, order="version DESC, issued DESC, id DESC")
    own = view.facts.organisation
    return next((Former(*one) for one in found if view.thing(one[1]).owner == own), None)


def former_snapshot(view: View, former: Former) -> Snapshot | None:
    """Return what a version said, None where its data were erased or are not held here.

    Raises SnapshotDamaged, NotAllowed.
    """
    view.require(Action.PRINT, former.stream)
    data = view.find(DocumentData, "document = ?", former.document)
    if not data or data[0][1].data is None:
        return None
    return thaw(data[0][1].data, former.record.snapshot)


def tells_more(view: View, former: Former, sources: Sources) -> bool:
    """Tell whether what a version said is marked higher, or in more compartments, than what was taken for the next."""
    before = view.thing(former.stream)
    return before.marking > sources.marking or not before.compartments <= sources.compartments


def draft_issue(view: View, former: Former | None) -> Issue:
    """Return the head of a paper that has no number yet; the content fills in what it knows."""
    replaced = None
    if former is not None and former.record.issued is not None:
        replaced = Replaced(former.record.version or 1, former.record.issued)
    return Issue(
        registration=None, version=(former.record.version or 1) + 1 if former else 1, issued_at=view.desk.clock.now(),
        issuer=LocalText("en", {}), subject="", file_reference="", log_head="", replaces=replaced,
        exercise=view.desk.exercise, texts=own_texts(view.lists),
    )  # fmt: skip


def own_texts(lists: Lists) -> Mapping[str, LocalText]:
    """Return the sentences of papers that this store words otherwise than they ship.

    One that no font prints, which another workstation brought, is left out: it would keep every paper from being made.
    """
    own = lists.own.get(PAPER_TEXTS, {})
    found = {code: words(own[code].detail.get("text")) for code in catalogue(PAPER_TEXTS) if code in own}
    return {
        code: text
        for code, text in found.items()
        if text is not None and text != shipped(code) and all(printing.prints(said) for said in text.texts.values())
    }


def text_of_papers(lists: Lists, code: str) -> LocalText:
    """Return a sentence of papers as this store words it, or as it ships."""
    return own_texts(lists).get(code) or shipped(code)


def registration_for(unit: Unit, stem: str, former: Former | None) -> str:
    """Return the number: the former version's where it bears this workstation's code, else the next one here."""
    known = former.record.number if former else None
    if known is not None and known.split("-", 2)[2].rsplit("-", 1)[0] == _own_code(unit):
        return known
    return next_reference(unit, stem)


def decisions_on(view: View, measures: Sequence[Id]) -> tuple[Id, ...]:
    """Return the decisions on these measures that are known here."""
    where = f"subject = ? AND {DECISION_BESIDE.format('p_decision')}"
    return tuple(uid for one in measures for uid, _ in view.find(Decision, where, one))


def log_head(unit: View) -> bytes:
    """Return the store's head as it stands before the issue."""
    newest = head(unit.connection)
    return newest.save if newest else bytes(32)


def register(
    unit: Unit, paper: Paper, snapshot: Snapshot, made: Mapping[int, RenderedDocument], language: str,
    copies: Sequence[CopyFor], former: Former | None,
) -> tuple[Id, list[Id]]:  # fmt: skip
    """Write document, frozen data, copies, what was revealed, and that the former version is replaced.

    Returns the document's id and those of its copies in their order; the caller saves the unit.
    """
    stream = _stream(unit, paper)
    today, issue, data = unit.desk.today(), snapshot.content.issue, snapshot.freeze()
    rendered = [made[copy.number] for copy in snapshot.copies]
    document = unit.create(
        stream,
        IssuedDocument(
            number=issue.registration, file=paper.file, kind=paper.kind, version=issue.version, language=language,
            subject=paper.subject, marking=paper.sources.marking, issued=issue.issued_at, officer=unit.desk.officer,
            pages=rendered[0].pages, snapshot=snapshot_hash(data),
            page_hash=sha256(b"".join(one for copy in rendered for one in copy.page_hashes)).digest(),
            head=bytes.fromhex(issue.log_head), state=DocumentState.ISSUED, state_on=today,
        ),
    )  # fmt: skip
    unit.create(stream, DocumentData(document=document, data=data))
    made_copies = [
        unit.create(
            stream,
            DocumentCopy(
                document=document, number=number, recipient=copy.recipient.strip(), organisation=copy.organisation,
                language=snapshot.languages[number - 1], page_hash=b"".join(one.page_hashes),
                file_hash=sha256(one.pdf).digest(), state=CopyState.PREPARED, state_on=today,
            ),
        )
        for number, (copy, one) in enumerate(zip(copies, rendered, strict=True), start=1)
    ]  # fmt: skip
    for subject, reason in paper.sources.revealed.items():
        disclose(unit, stream, document, DisclosureAct.REVEALED, subject, reason)
    if former is not None and former.record.state is DocumentState.ISSUED:
        unit.require(Action.PAPER, former.stream)
        after = {"state": DocumentState.SUPERSEDED, "state_on": today, "state_reason": f"v{issue.version}"}
        unit.change(former.stream, former.document, IssuedDocument, after)
    for ended in paper.recalls:
        home = unit.stream_of(ended, IssuedDocument)
        unit.require(Action.PAPER, home)
        after = {"state": DocumentState.RECALLED, "state_on": today, "state_reason": issue.registration}
        unit.change(home, ended, IssuedDocument, after)
    return document, made_copies


def disclose(
    unit: Unit, stream: Id, document: Id, act: DisclosureAct, subject: Id, reason: str, second: Id | None = None
) -> None:
    """Record what was disclosed on purpose, by the officer at the desk."""
    unit.create(
        stream,
        Disclosure(
            document=document, act=act, subject=subject, reason=reason, officer=unit.desk.officer, second=second,
            moment=unit.desk.clock.now(),
        ),
    )  # fmt: skip


def copies_out(view: View, kind: str, file: Id, subject: Id) -> tuple[CopyOut, ...]:
    """Return the copies still out of versions that were replaced or recalled."""
    gone = (DocumentState.SUPERSEDED, DocumentState.RECALLED)
    where = "kind = ? AND file = ? AND subject = ? AND state IN (?, ?)"
    found = []
    for document, record in view.find(IssuedDocument, where, kind, file, subject, *gone, order="version, id"):
        found += outstanding(view, document, record)
    return tuple(found)


def outstanding(view: View, document: Id, record: IssuedDocument) -> list[CopyOut]:
    """Return the copies of one version that are not back, destroyed or written off."""
    return [
        CopyOut(uid, document, record.number or "", record.version or 0, copy.number or 0, copy.recipient or "", state)
        for uid, copy in view.find(DocumentCopy, "document = ?", document, order="number")
        if (state := copy.state) in COPIES_OUT and isinstance(state, CopyState)
    ]


def _own_code(unit: Unit) -> str:
    station = unit.directory.stations.get(unit.desk.station)
    life = incarnation(unit.connection)
    code = (station.code or "") if station else ""
    return code if life <= 1 else f"{code}.{life}"


def _stream(unit: Unit, paper: Paper) -> Id:
    """Return the file's stream of papers with exactly this marking, begun where there is none.

    A paper marked higher than the register of the others must not raise it, nor lie below its own marking.
    """
    marking, compartments = paper.sources.marking, paper.sources.compartments
    for stream in unit.parts(paper.file, "paper"):
        thing = unit.thing(stream)
        if (thing.owner, thing.marking, thing.compartments) == (unit.facts.organisation, marking, compartments):
            unit.require(Action.PAPER, stream)
            return stream
    label = Label(marking=Marking(marking), compartments=tuple(sorted(compartments)))
    return unit.begin(paper.file, "paper", label, Action.PAPER)
