"""A paper before it is issued: of whom, what changed since its last version, what is sealed, who had it, who should.

One look for whichever paper is made: the protection protocol of one of a file's persons, a visit's security order, or
a proposal to the Minister over several files.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.core.i18n import LANGUAGES
from app.core.ids import Id
from app.documents.finished import RenderedDocument
from app.documents.wording import LocalText, MissingTranslation
from app.models.enums import Action, Capacity, InvolvementRole, Marking, say
from app.models.kinds.measures import Measure
from app.models.kinds.paper import DocumentCopy
from app.models.kinds.persons import Person
from app.models.kinds.proposals import Proposal
from app.models.kinds.threat import Involvement
from app.models.kinds.visits import VisitFile
from app.services.cases.files import check_working
from app.services.desk import Desk, View
from app.services.paper.addressees import read_addressees
from app.services.paper.changes import HIGHER, with_order_changes, with_protocol_changes
from app.services.paper.content import CopyFor, Sources, full_name, told
from app.services.paper.facts import running_measures
from app.services.paper.issuing import Issued, check_texts
from app.services.paper.order_content import order_content
from app.services.paper.orders import ORDER, issue_order, preview_order
from app.services.paper.proposal_content import proposal_content
from app.services.paper.proposals import PROPOSAL, issue_proposal, preview_proposal
from app.services.paper.protocol_content import Choice
from app.services.paper.protocols import (
    DISPATCHER,
    LETTER,
    PERSON_PAPERS,
    PROTOCOL,
    RETURN_FORM,
    SealedValue,
    issue_protocol,
    person_content,
    preview_protocol,
    sealed_values,
)
from app.services.paper.register import (
    Content,
    CopyOut,
    Former,
    copies_out,
    draft_issue,
    former_snapshot,
    former_version,
    outstanding,
    tells_more,
)
from app.services.paper.snapshot import Snapshot
from app.services.station.four_eyes import SECOND_ABOVE
from app.services.visits.visits import working_visit

NOTHING = Choice()
EMERGENCY = "emergency_centre"
"""The kind of organisation that holds dispatcher sheets."""
HOMES: Mapping[str, str] = {**dict.fromkeys(PERSON_PAPERS, "file_core"), ORDER: "visit_core", PROPOSAL: "proposal"}
"""In which part of its root a kind of paper is asked for."""
Gap = MissingTranslation
"""A text that a language of the copies lacks, by the names the window may use."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Of whom or what a file can issue a paper."""

    kind: str
    file: Id
    subject: Id
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """What the officer looks at before issuing. `former` is the version now in the register, 0 before the first."""

    subject: Subject
    reference: str
    marking: Marking
    version: int
    former: int
    registration: str
    issued: datetime | None
    changes: Mapping[str, str] = field(repr=False)
    """What changed since, by language, a line a change; empty for a first version, or where it is not known."""
    sealed: tuple[SealedValue, ...] = field(repr=False)
    copies: tuple[CopyFor, ...] = field(repr=False)
    """Who had the version before; for a first one the house itself and who executes its measures."""
    recalled: tuple[CopyOut, ...] = field(repr=False)
    """Copies that are out and will have to come back once this is issued."""
    second_to_write: bool = False
    """Writing it out as a file asks for a second officer."""


def paper_subjects(desk: Desk, file: Id) -> tuple[Subject, ...]:
    """Return of whom a file issues papers: its persons with a measure on paper first, their protocols before the rest.

    A visit or proposal issues one paper, of itself.

    Raises NotAllowed, NotThere.
    """
    with desk.read() as view:
        visits = view.find(VisitFile, "uid = ?", file)
        if visits:
            view.require(Action.PAPER, view.part(file, "visit_core"))
            return (Subject(ORDER, file, file, visits[0][1].title or ""),)
        proposed = view.find(Proposal, "uid = ?", file)
        if proposed:
            view.require(Action.PAPER, view.part(file, HOMES[PROPOSAL]))
            return (Subject(PROPOSAL, file, file, proposed[0][1].title or ""),)
        view.require(Action.PAPER, view.part(file, "file_core"))
        measures = view.locate(Measure, "file = ?", file)
        measured = {one.subject for _, stream, one in measures if view.may(Action.READ, stream)}
        found = [
            (one.person not in measured, one.role is not InvolvementRole.THREATENED, one.person)
            for _, stream, one in view.locate(Involvement, "file = ?", file)
            if one.person is not None and view.may(Action.READ, stream)
        ]
        names = {uid: full_name(person) for uid, stream, person in _persons(view, [uid for *_, uid in found])}
        people = dict.fromkeys(uid for *_, uid in sorted(found, key=lambda one: one[:2]))
        kinds = [kind for kind in PERSON_PAPERS if kind == PROTOCOL or any(uid in measured for uid in people)]
        return tuple(
            Subject(kind, file, uid, names[uid])
            for kind in kinds
            for uid in people
            if uid in names and (kind == PROTOCOL or uid in measured)
        )


def draft_paper(desk: Desk, subject: Subject) -> Draft:
    """Return what there is to know before issuing.

    Raises NotAllowed, NotThere, FileIsClosed, VisitIsClosed, NotProtectedHere, NothingToPrint, NoProgramme.
    """
    with desk.read() as view:
        view.require(Action.PAPER, view.part(subject.file, HOMES[subject.kind]))
        _check_working(view, subject)
        sources = Sources(view, {})
        former = former_version(view, subject.kind, subject.file, subject.subject)
        content, snapshot = _content(sources, subject, former)
        out = list(copies_out(view, subject.kind, subject.file, subject.subject))
        if former is not None:
            out += [one for one in outstanding(view, former.document, former.record) if one not in out]
        copies = _former_copies(view, former, snapshot) if former else _first_copies(view, sources, subject)
        issue = content.issue
    sealed = sealed_values(desk, subject.file, subject.subject) if subject.kind in PERSON_PAPERS else ()
    record = former.record if former else None
    return Draft(
        subject, issue.file_reference, sources.marking, issue.version, (record.version or 0) if record else 0,
        (record.number or "") if record else "", record.issued if record else None,
        dict(content.changes.texts) if content.changes and snapshot else {}, sealed, copies, tuple(out),
        sources.marking > SECOND_ABOVE,
    )  # fmt: skip


def preview_paper(
    desk: Desk, subject: Subject, language: str, copies: Sequence[CopyFor] = (), choice: Choice = NOTHING
) -> RenderedDocument:
    """Return the draft with its watermark, in memory. Raises what the preview of its kind raises."""
    if subject.kind == PROPOSAL:
        return preview_proposal(desk, subject.file, language, copies)
    if subject.kind == ORDER:
        return preview_order(desk, subject.file, language, copies, choice)
    return preview_protocol(desk, subject.file, subject.subject, language, copies, choice, subject.kind)


def untranslated_on(
    desk: Desk, subject: Subject, languages: Sequence[str], copies: Sequence[CopyFor] = ()
) -> tuple[Gap, ...]:
    """Return the texts, notes to recipients among them, that `languages` do not have. Raises as `draft_paper`."""
    with desk.read() as view:
        view.require(Action.PAPER, view.part(subject.file, HOMES[subject.kind]))
        former = former_version(view, subject.kind, subject.file, subject.subject)
        content, _ = _content(Sources(view, {}), subject, former, copies)
    return check_texts(content, languages, accept_untranslated=True)


def issue_draft(
    desk: Desk, subject: Subject, language: str, copies: Sequence[CopyFor], choice: Choice = NOTHING,
    *, accept_untranslated: bool = False,
) -> Issued:  # fmt: skip
    """Issue the next version. Raises what issuing a paper of its kind raises."""
    if subject.kind == PROPOSAL:
        return issue_proposal(desk, subject.file, language, copies, accept_untranslated=accept_untranslated)
    if subject.kind == ORDER:
        return issue_order(desk, subject.file, language, copies, choice, accept_untranslated=accept_untranslated)
    return issue_protocol(
        desk, subject.file, subject.subject, language, copies, choice, kind=subject.kind,
        accept_untranslated=accept_untranslated,
    )  # fmt: skip


def _check_working(view: View, subject: Subject) -> None:
    """Raise FileIsClosed or VisitIsClosed where no paper is made any more; a proposal may always be printed."""
    if subject.kind == ORDER:
        working_visit(view, subject.file)
    elif subject.kind in PERSON_PAPERS:
        check_working(view, subject.file)


def _content(
    sources: Sources, subject: Subject, former: Former | None, copies: Sequence[CopyFor] = ()
) -> tuple[Content, Snapshot | None]:
    """Return what the paper would say, its changes worded, and what the version before said."""
    view = sources.view
    issue = draft_issue(view, former)
    snapshot = former_snapshot(view, former) if former else None
    if subject.kind == PROPOSAL:
        return proposal_content(sources, subject.file, issue, copies)[0], None
    if subject.kind == ORDER:
        order, keys = order_content(sources, subject.file, issue, copies, NOTHING, ())
        if snapshot is not None and isinstance(snapshot.content, type(order)):
            if former is not None and tells_more(view, former, sources):
                return replace(order, changes=told(HIGHER)), snapshot
            return with_order_changes(snapshot.content, snapshot.keys, order, keys.items), snapshot
        return order, None
    protocol, measures = person_content(sources, subject.kind, subject.file, subject.subject, former, copies, NOTHING)
    if snapshot is not None and isinstance(snapshot.content, type(protocol)):
        if former is not None and tells_more(view, former, sources):
            return replace(protocol, changes=told(HIGHER)), snapshot
        return with_protocol_changes(snapshot.content, snapshot.keys, protocol, measures), snapshot
    return protocol, None


def _former_copies(view: View, former: Former, snapshot: Snapshot | None) -> tuple[CopyFor, ...]:
    """Return the last distribution again, notes and foreign recipients as they were."""
    before = {one.number: one for one in snapshot.content.recipients} if snapshot else {}
    heads = {one.number: one for one in snapshot.copies} if snapshot else {}
    found = []
    for _, copy in view.find(DocumentCopy, "document = ?", former.document, order="number"):
        number = copy.number or 0
        foreign = number in heads and heads[number].foreign
        note: LocalText | None = before[number].note if number in before else None
        found.append(CopyFor(copy.recipient or "", copy.organisation, copy.language, foreign, note))
    return tuple(found)


def _first_copies(view: View, sources: Sources, subject: Subject) -> tuple[CopyFor, ...]:
    """Return the house and those who execute a measure of the paper, each in its own language.

    A proposal is for whom it is put before, and for the house.
    """
    if subject.kind == PROPOSAL:
        return _who_decides(view, subject)
    who = [view.facts.organisation]
    about = None if subject.kind == ORDER else subject.subject
    if subject.kind == LETTER:
        return _the_person(view, subject)
    if subject.kind == DISPATCHER:
        who += [uid for uid, entry in view.directory.organisations.items() if entry.kind == EMERGENCY]
        return _addressed(view, who)
    for _, measure in running_measures(sources, subject.file, about):
        who += measure.executing
    return _addressed(view, who[1:] if subject.kind == RETURN_FORM and len(who) > 1 else who)


def _addressed(view: View, who: Sequence[Id]) -> tuple[CopyFor, ...]:
    known = {one.organisation: one for one in read_addressees(view, dict.fromkeys(who))}
    found = [known[uid] for uid in dict.fromkeys(who) if uid in known]
    return tuple(CopyFor(one.name, one.organisation, one.language, one.foreign) for one in found)


def _persons(view: View, wanted: Sequence[Id]) -> list[tuple[Id, Id, Person]]:
    found = []
    for uid in dict.fromkeys(wanted):
        for one, stream, person in view.locate(Person, "uid = ?", uid):
            if view.may(Action.READ, stream):
                found.append((one, stream, person))
    return found


def _the_person(view: View, subject: Subject) -> tuple[CopyFor, ...]:
    """Return the person, in the first of the person's languages that papers have."""
    found = _persons(view, [subject.subject])
    languages = [code for *_, person in found for code in person.languages if code in LANGUAGES]
    return (CopyFor(subject.name, None, languages[0] if languages else None),)


def _who_decides(view: View, subject: Subject) -> tuple[CopyFor, ...]:
    house = read_addressees(view, dict.fromkeys([view.facts.organisation]))
    own = tuple(CopyFor(one.name, one.organisation, one.language, one.foreign) for one in house)
    language = own[0].language if own else None
    addressee = view.get(Proposal, subject.file).addressee
    name = say(addressee, language or "nl") if isinstance(addressee, Capacity) else ""
    return (CopyFor(name[:1].upper() + name[1:], None, language), *own)
