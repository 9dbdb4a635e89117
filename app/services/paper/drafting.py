"""A paper before it is issued: what changed since its last version, what is sealed, who had it, who should.

One look for whichever paper is made: `kinds` says how.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.core.i18n import LANGUAGES
from app.core.ids import Id
from app.core.progress import Cancel, Progress, silent
from app.documents.finished import RenderedDocument
from app.documents.wording import LocalText, MissingTranslation
from app.models.enums import Action, Capacity, Marking, say
from app.models.kinds.paper import DocumentCopy
from app.models.kinds.proposals import Proposal
from app.services.access_log import Access, log_in
from app.services.desk import Desk, View
from app.services.paper.addressees import read_addressees
from app.services.paper.binders import BINDER, first_binder
from app.services.paper.employer_letters import EMPLOYER, first_employer
from app.services.paper.extracts import EXTRACT
from app.services.paper.facts import running_measures
from app.services.paper.havens import Haven, havens_before, havens_to_choose
from app.services.paper.issuing import Issued, check_texts, issue_paper, preview_copy
from app.services.paper.kinds import KINDS
from app.services.paper.orders import ORDER
from app.services.paper.proposals import PROPOSAL
from app.services.paper.protocol_content import Choice
from app.services.paper.protocols import DISPATCHER, LETTER, PROTOCOL, RETURN_FORM, SealedValue
from app.services.paper.recall_sheets import RECALL, first_recalls, sheet_of
from app.services.paper.register import CopyOut, Former, copies_out, former_snapshot, outstanding
from app.services.paper.snapshot import Snapshot
from app.services.paper.sources import CopyFor, Sources
from app.services.paper.subjects import Subject, persons
from app.services.station.four_eyes import SECOND_ABOVE

NOTHING = Choice()
EMERGENCY = "emergency_centre"
"""The kind of organisation that holds dispatcher sheets."""
SOMEBODY = (CopyFor(""),)
"""A copy for whom the officer has still to name."""
Gap = MissingTranslation
"""A text that a language of the copies lacks, by the names the window may use."""


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
    havens: tuple[Haven, ...] | None = field(default=None, repr=False)
    """The hospitals and safe places it may name; None for a paper that names none."""
    chosen: tuple[Id, ...] = ()
    """Those that the version before named."""


def draft_paper(desk: Desk, subject: Subject) -> Draft:
    """Return what there is to know before issuing.

    Raises NotAllowed, NotThere, and what making a paper of its kind ready raises.
    """
    made = KINDS[subject.kind]
    with desk.read() as view:
        view.require(Action.PAPER)
        paper, former = made.prepare(view, subject.file, subject.subject, (), NOTHING)
        snapshot = former_snapshot(view, former) if former is not None else None
        out: list[CopyOut] = []
        if former is not None:
            out = list(copies_out(view, subject.kind, subject.file, subject.subject))
            out += [one for one in outstanding(view, former.document, former.record) if one not in out]
        copies = _former_copies(view, former, snapshot) if former else _first_copies(view, paper.sources, subject)
        content, marking = paper.content, paper.sources.marking
        havens = havens_to_choose(view) if subject.kind in (PROTOCOL, ORDER) else None
        chosen = havens_before(view, snapshot) if havens is not None else ()
    record, issue = former.record if former else None, content.issue
    return Draft(
        subject, issue.file_reference, marking, issue.version, (record.version or 0) if record else 0,
        (record.number or "") if record else "", record.issued if record else None,
        dict(content.changes.texts) if content.changes and snapshot else {},
        made.sealed(desk, subject.file, subject.subject), copies, tuple(out), marking > SECOND_ABOVE,
        havens, chosen,
    )  # fmt: skip


Drafted = RenderedDocument
"""What a preview is, for who knows no documents."""


def preview_paper(
    desk: Desk, subject: Subject, language: str, copies: Sequence[CopyFor] = (), choice: Choice = NOTHING
) -> RenderedDocument:
    """Return the draft of the first of `copies`, in memory; nothing sealed is shown. Raises as `draft_paper`."""
    nothing_open = replace(choice, reveals={})
    with desk.read() as view:
        view.require(Action.PAPER)
        paper, _ = KINDS[subject.kind].prepare(view, subject.file, subject.subject, copies, nothing_open)
    return preview_copy(paper, copies, language)


def print_draft(
    desk: Desk, subject: Subject, language: str, copies: Sequence[CopyFor] = (), choice: Choice = NOTHING,
    *, recipients: Sequence[CopyFor] = (),
) -> RenderedDocument:  # fmt: skip
    """Return what `preview_paper` shows, to be put on paper; that it was, and of which file, is logged.

    `recipients` are the copies in the officer's order, whom the originators of what it says must have agreed to.
    Raises OriginatorNotAsked, and what `preview_paper` raises; nothing is logged then.
    """
    nothing_open = replace(choice, reveals={})
    with desk.write() as unit:
        unit.require(Action.PAPER)
        paper, _ = KINDS[subject.kind].prepare(unit, subject.file, subject.subject, copies, nothing_open)
        paper.sources.check_originators(recipients)
        made = preview_copy(paper, copies, language)
        log_in(unit, Access.DRAFT, list(dict.fromkeys([subject.file, subject.subject, *paper.logged])))
    return made


def untranslated_on(
    desk: Desk, subject: Subject, languages: Sequence[str], copies: Sequence[CopyFor] = ()
) -> tuple[Gap, ...]:
    """Return the texts, notes to recipients among them, that `languages` do not have. Raises as `draft_paper`."""
    with desk.read() as view:
        view.require(Action.PAPER)
        paper, _ = KINDS[subject.kind].prepare(view, subject.file, subject.subject, copies, NOTHING)
    return check_texts(paper.content, languages, accept_untranslated=True)


def issue_draft(
    desk: Desk, subject: Subject, language: str, copies: Sequence[CopyFor], choice: Choice = NOTHING,
    *, accept_untranslated: bool = False, progress: Progress = silent, cancel: Cancel | None = None,
) -> Issued:  # fmt: skip
    """Issue the next version; `progress` counts copies. Raises what issuing a paper of its kind raises, Cancelled."""
    made = KINDS[subject.kind]
    return issue_paper(
        desk, made.stem, lambda unit: made.prepare(unit, subject.file, subject.subject, copies, choice), language,
        copies, accept_untranslated=accept_untranslated, progress=progress, cancel=cancel,
    )  # fmt: skip


def _former_copies(view: View, former: Former, snapshot: Snapshot | None) -> tuple[CopyFor, ...]:
    """Return the last distribution again, notes and foreign recipients as they were."""
    before = {one.number: one for one in snapshot.content.recipients} if snapshot else {}
    heads = {one.number: one for one in snapshot.copies} if snapshot else {}
    found = []
    for _, home, copy in view.locate(DocumentCopy, "document = ?", former.document, order="number"):
        if home != former.stream:
            continue  # nobody else's register says to whom ours goes
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
    if subject.kind == EMPLOYER:
        return first_employer(view, subject.subject) or SOMEBODY
    if subject.kind == RECALL:
        return first_recalls(view, sheet_of(view, subject.subject))
    if subject.kind == BINDER:
        return first_binder(view, subject.file)
    if subject.kind == EXTRACT:
        return SOMEBODY
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


def _the_person(view: View, subject: Subject) -> tuple[CopyFor, ...]:
    """Return the person, in the first of the person's languages that papers have."""
    found = persons(view, [subject.subject])
    languages = [code for _, person in found for code in person.languages if code in LANGUAGES]
    return (CopyFor(subject.name, None, languages[0] if languages else None),)


def _who_decides(view: View, subject: Subject) -> tuple[CopyFor, ...]:
    house = read_addressees(view, dict.fromkeys([view.facts.organisation]))
    own = tuple(CopyFor(one.name, one.organisation, one.language, one.foreign) for one in house)
    language = own[0].language if own else None
    addressee = view.get(Proposal, subject.file).addressee
    name = say(addressee, language or "nl") if isinstance(addressee, Capacity) else ""
    return (CopyFor(name[:1].upper() + name[1:], None, language), *own)
