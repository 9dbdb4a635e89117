"""The life of paper copies: handed over, acknowledged, returned, destroyed, written off; and which to fetch back.

For information the cautious state is recall: a measure that was reduced or ended still stands on the papers that order
it, so their copies are on the recall list from that moment, before anybody issues a new version.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import unique

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.history.rows import select
from app.models.enums import Action, CopyState, DecisionKind, DisclosureAct, DocumentState, MeasureState, Worded
from app.models.kinds.paper import Disclosure, DocumentCopy, DocumentData, IssuedDocument
from app.models.kinds.proposals import Proposal
from app.models.rules.paper import check_copy_step, check_document_step
from app.services.among import AMONG, among
from app.services.desk import Desk, NotThere, View
from app.services.exchange.release import ReasonMissing
from app.services.foreign import DECISION_BESIDE
from app.services.paper.facts import ON_PAPER
from app.services.paper.mistaken import mistaken_papers
from app.services.paper.register import CopyOut, outstanding
from app.services.paper.snapshot import ordered
from app.services.seeing import Sight

LESS = frozenset({DecisionKind.REDUCE, DecisionKind.SUSPEND, DecisionKind.END, DecisionKind.REFUSE})
"""Decisions after which a paper orders more than is decided."""
KIND_WORDS: Mapping[str, str] = {
    "protocol": N_("Protection protocol"),
    "order": N_("Visit security order"),
    "proposal": N_("Proposal to the Minister"),
    "dispatcher": N_("Dispatcher sheet"),
    "letter": N_("Letter to the person"),
    "employer_letter": N_("Letter to the employer"),
    "return_form": N_("Return form"),
    "recall_sheet": N_("Recall sheet"),
    "binder": N_("Binder of dispatcher sheets"),
    "extract": N_("Person extract"),
}
"""What a kind of paper is called, on lists and in the window."""
ASKS = "proposal"
"""The kind of paper that asks for measures: it says no more than it did, whatever is decided."""


class WitnessMissing(UserError):
    """A destruction is done before somebody."""

    sentence = N_("Say who destroyed the copy and before whom. The register was not changed.")


class NobodyNamed(UserError):
    """Who has or had the copy."""

    sentence = N_("Say who received or gave back the copy. The register was not changed.")


@unique
class RecallReason(Worded):
    """Why a copy is to be fetched back."""

    SUPERSEDED = "superseded", N_("replaced by a newer version")
    RECALLED = "recalled", N_("the document was recalled")
    MEASURE_LESS = "measure_less", N_("a measure on it was reduced, suspended or ended")
    TWO_AS_ONE = "two_as_one", N_("it was made while two persons were taken for one")
    WITHDRAWN = "withdrawn", N_("the proposal was withdrawn")


@dataclass(frozen=True, slots=True)
class HeldCopy:
    """A line of the copy register: who has which version, since when. With `disclosures` it is *who knows what*."""

    copy: Id
    document: Id
    kind: str
    subject: Id | None
    issued: datetime | None
    registration: str
    version: int
    document_state: DocumentState | None
    number: int
    recipient: str = field(repr=False)
    organisation: Id | None
    language: str
    state: CopyState | None
    since: date | None
    by_whom: str = field(repr=False)
    before_whom: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Disclosed:
    """Something sealed that was printed, or a copy printed again or written out: of what, by whom, why."""

    document: Id
    registration: str
    version: int
    act: DisclosureAct | None
    subject: Id | None
    officer: Id | None
    second: Id | None
    moment: datetime | None
    reason: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Recall:
    """A copy to fetch back, and why; `measures` are those that order less than the paper says."""

    copy: CopyOut
    why: RecallReason
    measures: tuple[Id, ...] = ()


def hand_over(desk: Desk, copies: Sequence[Id], to_whom: str, on: date | None = None) -> None:
    """Record that copies were handed over. Raises NotAllowed, NotThere, NobodyNamed, PaperMayNotBecome."""
    if not to_whom.strip():
        raise NobodyNamed(field="to_whom")
    _step(desk, copies, CopyState.HANDED_OVER, to_whom, None, on)


def acknowledge(desk: Desk, copies: Sequence[Id], by_whom: str, on: date | None = None) -> None:
    """Record that the receiver signed for copies. Raises as `hand_over`."""
    if not by_whom.strip():
        raise NobodyNamed(field="by_whom")
    _step(desk, copies, CopyState.ACKNOWLEDGED, by_whom, None, on)


def take_back(desk: Desk, copies: Sequence[Id], from_whom: str, on: date | None = None) -> None:
    """Record that copies came back. Raises as `hand_over`."""
    if not from_whom.strip():
        raise NobodyNamed(field="from_whom")
    _step(desk, copies, CopyState.RETURNED, from_whom, None, on)


def destroy(desk: Desk, copies: Sequence[Id], by_whom: str, before_whom: str, on: date | None = None) -> None:
    """Record that copies were destroyed, by whom and before whom. Raises as `hand_over`, WitnessMissing."""
    if not by_whom.strip() or not before_whom.strip():
        raise WitnessMissing(field="before_whom")
    _step(desk, copies, CopyState.DESTROYED, by_whom, before_whom, on)


def write_off(desk: Desk, copies: Sequence[Id], by_whom: str, on: date | None = None) -> None:
    """Record that copies cannot be found any more. Raises as `hand_over`."""
    if not by_whom.strip():
        raise NobodyNamed(field="by_whom")
    _step(desk, copies, CopyState.WRITTEN_OFF, by_whom, None, on)


def recall_document(desk: Desk, document: Id, reason: str) -> tuple[CopyOut, ...]:
    """Recall a version; return its copies that are out. Raises NotAllowed, ReasonMissing, PaperMayNotBecome."""
    if not reason.strip():
        raise ReasonMissing(field="reason")
    with desk.write() as unit:
        stream = unit.stream_of(document, IssuedDocument)
        unit.require(Action.PAPER, stream)
        record = unit.get(IssuedDocument, document)
        check_document_step(record.state or DocumentState.DRAFT, DocumentState.RECALLED)
        after = {"state": DocumentState.RECALLED, "state_on": desk.today(), "state_reason": reason.strip()}
        unit.change(stream, document, IssuedDocument, after)
        unit.save()
        return tuple(outstanding(unit, document, record))


def copy_register(desk: Desk, file: Id) -> list[HeldCopy]:
    """Return all copies ever issued of a file's papers that this officer may read, newest document first."""
    with desk.read() as view:
        return [
            _line(uid, copy, document, record)
            for document, record in _documents(view, file)
            for uid, copy in view.find(DocumentCopy, "document = ?", document, order="number")
        ]


def disclosures(desk: Desk, file: Id) -> list[Disclosed]:
    """Return what was disclosed on purpose on or with a file's papers that this officer may read, newest first."""
    with desk.read() as view:
        return [
            Disclosed(
                document, record.number or "", record.version or 0, one.act, one.subject, one.officer, one.second,
                one.moment, one.reason or "",
            )
            for document, record in _documents(view, file)
            for _, one in view.find(Disclosure, "document = ?", document, order="moment DESC, id DESC")
        ]  # fmt: skip


def recall_list(desk: Desk, file: Id) -> list[Recall]:
    """Return the copies out that say more than is in force, with the reason, oldest version first.

    Raises SnapshotDamaged where what a version said cannot be read.
    """
    with desk.read() as view:
        return read_recalls(view, file)


def read_recalls(view: View, file: Id) -> list[Recall]:
    """Return the same within a view."""
    found: list[Recall] = []
    documents = _documents(view, file)
    mistaken = mistaken_papers(view, Sight(view)) if documents else frozenset()
    withdrawn = bool(documents) and asks_no_more(view, file)
    for document, record in reversed(documents):
        less: tuple[Id, ...] = ()
        why = _WHY.get(record.state or DocumentState.ISSUED, RecallReason.MEASURE_LESS)
        if record.state is DocumentState.ISSUED:
            less = _less(view, document, record)
            if withdrawn and record.kind == ASKS:
                why = RecallReason.WITHDRAWN
            elif document in mistaken:
                why = RecallReason.TWO_AS_ONE
            elif not less:
                continue
        found += [Recall(copy, why, less) for copy in outstanding(view, document, record)]
    return found


def asks_no_more(view: View, proposal: Id) -> bool:
    """Tell whether this is a proposal that was withdrawn: its papers come back."""
    return bool(view.find(Proposal, "uid = ? AND withdrawn_on IS NOT NULL", proposal))


def _step(
    desk: Desk, copies: Sequence[Id], after: CopyState, by_whom: str, before_whom: str | None, on: date | None
) -> None:
    with desk.write() as unit:
        for uid in copies:
            stream = unit.stream_of(uid, DocumentCopy)
            unit.require(Action.PAPER, stream)
            check_copy_step(unit.get(DocumentCopy, uid).state or CopyState.PREPARED, after)
            fields = {
                "state": after, "state_on": on or desk.today(), "by_whom": by_whom.strip(),
                "before_whom": before_whom.strip() if before_whom else None,
            }  # fmt: skip
            unit.change(stream, uid, DocumentCopy, fields)
        if not copies:
            raise NotThere
        unit.save()


def _documents(view: View, file: Id) -> list[tuple[Id, IssuedDocument]]:
    found = view.locate(IssuedDocument, "file = ?", file, order="issued DESC, id DESC")
    return [(uid, record) for uid, stream, record in found if view.may(Action.READ, stream)]


def _less(view: View, document: Id, record: IssuedDocument) -> tuple[Id, ...]:
    """Return the measures on a paper that were reduced or do not run any more since it was issued.

    None where it orders nothing, as a proposal; and where its data were erased or are not held here: then nobody here
    can tell.
    """
    if record.kind == ASKS:
        return ()
    data = view.find(DocumentData, "document = ?", document)
    if not data or data[0][1].data is None:
        return ()
    return ordered_less(view, {document: ordered(data[0][1].data, record.snapshot)})[document]


def ordered_less(view: View, papers: Mapping[Id, tuple[Sequence[Id], Sequence[Id]]]) -> dict[Id, tuple[Id, ...]]:
    """Return, of each paper, the measures it orders that were reduced or do not run any more since it was issued.

    A paper is given as what it orders, and the decisions on that which were known.
    """
    asked = among({uid for measures, _ in papers.values() for uid in measures})
    off = {bytes(row[0]) for row in select(view.connection, _OFF, asked)}
    decided: dict[Id, set[Id]] = {}
    for measure, decision in select(view.connection, _DECIDED, asked):
        decided.setdefault(bytes(measure), set()).add(bytes(decision))
    return {
        document: tuple(uid for uid in measures if uid in off or decided.get(uid, set()) - {*known})
        for document, (measures, known) in papers.items()
    }


def _line(uid: Id, copy: DocumentCopy, document: Id, record: IssuedDocument) -> HeldCopy:
    return HeldCopy(
        copy=uid, document=document, kind=record.kind or "", subject=record.subject, issued=record.issued,
        registration=record.number or "", version=record.version or 0,
        document_state=record.state, number=copy.number or 0, recipient=copy.recipient or "",
        organisation=copy.organisation, language=copy.language or "", state=copy.state, since=copy.state_on,
        by_whom=copy.by_whom or "", before_whom=copy.before_whom or "",
    )  # fmt: skip


_NOT_ON_PAPER = ", ".join(f"'{state.value}'" for state in MeasureState if state not in ON_PAPER)
_OFF = f"""SELECT uid FROM p_measure WHERE uid {AMONG}
    AND state IN ({_NOT_ON_PAPER})"""  # noqa: S608 - states of the code
_DECIDED = f"""SELECT subject, uid FROM p_decision WHERE subject {AMONG}
    AND kind IN ({", ".join(f"'{kind.value}'" for kind in sorted(LESS))})
    AND {DECISION_BESIDE.format("p_decision")}"""  # noqa: S608 - kinds of the code
_WHY = {DocumentState.SUPERSEDED: RecallReason.SUPERSEDED, DocumentState.RECALLED: RecallReason.RECALLED}
