"""Proposals as screens and papers read them: their files, what argues for each, what still waits for its answer."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import unique

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, Marking, MeasureState, Worded
from app.models.kinds.measures import Decision, Measure
from app.models.kinds.proposals import Proposal, ProposalReasons
from app.models.kinds.threat import ThreatFile
from app.models.kinds.visits import VisitFile
from app.models.texts import ORIGINAL, LocalText
from app.services.cases.assignments import CORE, VISIT_CORE
from app.services.cases.proposal_refusals import InAnotherProposal, ProposalWithdrawn
from app.services.cases.rulings import ANSWERS, standing_proposals
from app.services.cases.worklists import MeasureRow, read_measures
from app.services.desk import Desk, View
from app.services.foreign import DECISION_BESIDE

OPEN_TO_ANSWER = frozenset({MeasureState.PROPOSED, MeasureState.PROVISIONAL})
"""States in which a measure waits for the Minister: proposed, or started urgently and to be ratified."""
_AT_ONCE = 500
"""Ids in one SQL condition."""


@unique
class ProposalState(Worded):
    """Where a proposal stands; it follows from its day and its measures, and is stored nowhere."""

    DRAWN_UP = "drawn_up", N_("being drawn up")
    SUBMITTED = "submitted", N_("submitted")
    ANSWERED = "answered", N_("answered")
    WITHDRAWN = "withdrawn", N_("proposal withdrawn")


@dataclass(frozen=True, slots=True, repr=False)
class Standing:
    """The proposing decisions that stand for measures open to an answer: by the measure, and the other way round."""

    of: Mapping[Id, Id]
    by: Mapping[Id, Id]
    withdrawn: frozenset[Id] = frozenset()
    """Measures that were withdrawn, and so wait for nothing."""


@dataclass(frozen=True, slots=True, repr=False)
class Reasons:
    """What argues for the measures of one file; each text per language, with a marked original."""

    necessity: LocalText | None = None
    proportionality: LocalText | None = None
    alternatives: LocalText | None = None


@dataclass(frozen=True, slots=True, repr=False)
class ProposedFile:
    """The part of a proposal that is about one file."""

    file: Id
    reference: str
    title: str
    measures: tuple[MeasureRow, ...]
    reasons: Reasons
    visit: bool = False
    """Whether it is a visit's, not one of threatened persons."""


@dataclass(frozen=True, slots=True)
class ProposalSheet:
    """A proposal with its files, as far as this officer may read them.

    `waiting` are the measures that still wait for its answer; `hidden` counts those he may not see.
    """

    id: Id
    record: Proposal
    state: ProposalState
    files: tuple[ProposedFile, ...]
    waiting: frozenset[Id]
    hidden: int
    may_change: bool


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposal in the list. `waiting` and `of` count its measures."""

    id: Id
    reference: str
    title: str = field(repr=False)
    state: ProposalState
    submitted_on: date | None
    waiting: int
    of: int
    marking: Marking


def proposals(desk: Desk) -> list[ProposalLine]:
    """Return the proposals this officer may read, the newest first."""
    with desk.read() as view:
        found = [one for one in view.locate(Proposal, order="id DESC") if view.may(Action.READ, one[1])]
        held = measures_of(view, [record for *_, record in found])
        standing = standing_of(view, frozenset().union(*held))
        lines = []
        for (uid, stream, record), measures in zip(found, held, strict=True):
            waiting = len(waiting_in(record, standing))
            state, of = _state(record, waiting, measures, standing), len(measures)
            reference, title, marking = record.reference or "", record.title or "", view.thing(stream).marking
            lines.append(ProposalLine(uid, reference, title, state, record.submitted_on, waiting, of, marking))
        return lines


def read_proposal(view: View, proposal: Id) -> ProposalSheet:
    """Return a proposal within a look. Raises NotAllowed, NotThere."""
    stream, record = view.stream_of(proposal, Proposal), view.get(Proposal, proposal)
    view.require(Action.READ, stream)
    measures = measures_of(view, [record])[0]
    rows = _rows(view, measures)
    reasons = reasons_of(view, proposal)
    files = []
    for file in dict.fromkeys(row.record.file for row in rows):
        if file is None:
            continue
        argued = joined([one for _, home, one in reasons.get(file, ()) if view.may(Action.READ, home)])
        own = tuple(row for row in rows if row.record.file == file)
        files.append(of_file(view, file, own, argued))
    standing = standing_of(view, measures)
    waiting = waiting_in(record, standing)
    open_still = record.submitted_on is None and record.withdrawn_on is None
    may_change = open_still and view.may(Action.PROPOSE, stream)
    ordered = tuple(sorted(files, key=lambda one: (one.reference, one.file)))
    hidden = len(measures) - len(rows)
    state = _state(record, len(waiting), measures, standing)
    return ProposalSheet(proposal, record, state, ordered, frozenset(waiting), hidden, may_change)


def _state(record: Proposal, waiting: int, measures: frozenset[Id], standing: Standing) -> ProposalState:
    """Return where it stands; one whose measures were all withdrawn, each by itself, asks nothing any more either."""
    if record.withdrawn_on is not None:
        return ProposalState.WITHDRAWN
    if record.submitted_on is None:
        return ProposalState.DRAWN_UP
    if waiting:
        return ProposalState.SUBMITTED
    return ProposalState.WITHDRAWN if measures and measures <= standing.withdrawn else ProposalState.ANSWERED


def found_measures(view: View, measures: Collection[Id]) -> list[tuple[Id, Id, Measure]]:
    """Return (id, stream, record) of measures that are here, without asking for a right."""
    ids, found = sorted(measures), []
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        found += view.locate(Measure, f"uid IN ({', '.join('?' * len(some))})", *some)
    return found


def _rows(view: View, measures: Collection[Id]) -> list[MeasureRow]:
    ids, rows = sorted(measures), []
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        rows += read_measures(view, f"uid IN ({marks})", *some, order="file, start IS NULL, start, id")
    return rows


def measures_of(view: View, records: Sequence[Proposal]) -> list[frozenset[Id]]:
    """Return the measures of each of these proposals.

    Of a submitted one also those that it put forward and that a colleague elsewhere took out in the meantime: they are
    on the paper that the Minister has.
    """
    asked = sorted({one for record in records if record.submitted_on is not None for one in record.asked})
    subjects: dict[Id, Id] = {}
    for start in range(0, len(asked), _AT_ONCE):
        some = asked[start : start + _AT_ONCE]
        for uid, one in view.find(Decision, f"uid IN ({', '.join('?' * len(some))})", *some):
            if one.subject is not None:
                subjects[uid] = one.subject
    return [
        frozenset(record.measures)
        | ({subjects[one] for one in record.asked if one in subjects} if record.submitted_on is not None else set())
        for record in records
    ]


def waiting_in(record: Proposal, standing: Standing) -> set[Id]:
    """Return the measures of a proposal that wait for its answer.

    Of a submitted proposal only what it put forward: a measure that was returned and proposed again is another's. Of
    one that was withdrawn none.
    """
    if record.withdrawn_on is not None:
        return set()
    if record.submitted_on is None:
        return {uid for uid in record.measures if uid in standing.of}
    return {standing.by[one] for one in record.asked if one in standing.by}


def check_asks(record: Proposal) -> None:
    """Raise ProposalWithdrawn where it asks nothing any more."""
    if record.withdrawn_on is not None:
        raise ProposalWithdrawn


def answered_in(view: View, record: Proposal) -> set[Id]:
    """Return the measures that a submitted proposal put forward and on which that was answered, whoever recorded it."""
    if record.submitted_on is None:
        return set()
    kinds = sorted(ANSWERS)
    where = f"subject = ? AND kind IN ({', '.join('?' * len(kinds))}) AND {DECISION_BESIDE.format('p_decision')}"
    return {
        uid for uid in measures_of(view, [record])[0]
        if any(one.answers in record.asked for _, one in view.find(Decision, where, uid, *kinds))
    }  # fmt: skip


def held_by(view: View, home: Id, record: Proposal, standing: Standing) -> set[Id]:
    """Return the measures that wait in a proposal (by its stream) and that it keeps out of any other.

    Only whoever owns a file, or owns it together with others, holds its measures: a partner takes none of ours away.
    """
    waiting, owner = waiting_in(record, standing), view.thing(home).owner
    files = {uid: one.file for uid, one in view.get_all(Measure, waiting).items()}
    return {uid for uid in waiting if owner in _keepers(view, files.get(uid), owner)}


def check_in_no_other(view: View, wanted: Collection[Id], proposal: Id | None) -> None:
    """Raise InAnotherProposal where any of these measures stands in a proposal other than this one."""
    standing, asked = standing_for(view, wanted), set(wanted)
    for uid, home, record in view.locate(Proposal):
        both = asked & held_by(view, home, record, standing)
        if uid != proposal and both:
            reference = record.reference if view.may(Action.READ, home) else None
            raise InAnotherProposal(field="measures", count=len(both), reference=reference or "—")


def check_asks_alone(view: View, proposal: Id) -> None:
    """Raise InAnotherProposal where a proposal that asks again, by an undo, holds what was put into another since."""
    for _, record in view.find(Proposal, "uid = ?", proposal):
        check_in_no_other(view, waiting_in(record, standing_of(view, measures_of(view, [record])[0])), proposal)


def _keepers(view: View, file: Id | None, otherwise: Id) -> set[Id]:
    """Return whose a file is; where it is not here nothing can be compared."""
    homes = [*view.parts(file, CORE), *view.parts(file, VISIT_CORE)] if file is not None else []
    thing = view.thing(homes[0]) if homes else None
    return {thing.owner, *thing.co_owners} if thing is not None else {otherwise}


def standing_of(view: View, measures: Collection[Id]) -> Standing:
    """Return the proposing decision that stands for each of these measures that is open to an answer."""
    found = found_measures(view, measures)
    standing = standing_for(view, [uid for uid, _, one in found if one.state in OPEN_TO_ANSWER])
    return replace(standing, withdrawn=frozenset(uid for uid, _, one in found if one.state is MeasureState.WITHDRAWN))


def standing_for(view: View, measures: Collection[Id]) -> Standing:
    """Return the proposing decision that stands for each of these measures, which are all open to an answer."""
    found = standing_proposals(view, measures)
    return Standing(found, {decision: measure for measure, decision in found.items()})


def reasons_of(view: View, proposal: Id) -> dict[Id, list[tuple[Id, Id, ProposalReasons]]]:
    """Return the reasons of a proposal by file, with where they live, in an order that every workstation has.

    Two who argue for one file apart from each other write two of them: all count.
    """
    found: dict[Id, list[tuple[Id, Id, ProposalReasons]]] = {}
    for uid, stream, one in view.locate(ProposalReasons, "proposal = ?", proposal, order="uid"):
        if one.file is not None:
            found.setdefault(one.file, []).append((uid, stream, one))
    return found


def joined(records: Sequence[ProposalReasons]) -> Reasons:
    """Return what several argued for one file, one beneath the other."""
    return Reasons(**{one.name: _beneath([getattr(record, one.name) for record in records]) for one in fields(Reasons)})


def _beneath(texts: Sequence[LocalText | None]) -> LocalText | None:
    said = [text for text in texts if text]
    if len(said) <= 1:
        return said[0] if said else None
    codes = dict.fromkeys(code for text in said for code in text if code != ORIGINAL)
    found = {code: "\n\n".join(dict.fromkeys(text[code] for text in said if text.get(code))) for code in codes}
    return {**found, ORIGINAL: said[0].get(ORIGINAL, next(iter(codes)))}


def of_file(view: View, file: Id, measures: tuple[MeasureRow, ...], reasons: Reasons) -> ProposedFile:
    """Return the part of a proposal about one file; without reference and title where its core may not be read."""
    for _, stream, visit in view.locate(VisitFile, "uid = ?", file):
        if view.may(Action.READ, stream):
            return ProposedFile(file, visit.reference or "", visit.title or "", measures, reasons, visit=True)
    for _, stream, record in view.locate(ThreatFile, "uid = ?", file):
        if view.may(Action.READ, stream):
            return ProposedFile(file, record.reference or "", record.title or "", measures, reasons)
    return ProposedFile(file, "", "", measures, reasons)
