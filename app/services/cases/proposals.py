"""Proposals to the Minister: drawn up from measures of several files, argued, submitted, answered measure by measure.

A measure is proposed by its own decision; a proposal puts such measures on one paper. It is open until it is
submitted; from then on it stays what was submitted, and each measure waits for its answer. One answer may approve
some, amend, refuse or return others: all of it is recorded in one save, or none. It is taken back, or withdrawn for
good, in `app.services.cases.withdrawing`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from app.core.errors import UserError
from app.core.ids import Id
from app.models.enums import Action, Capacity, DecisionKind, Marking
from app.models.kinds.label import Label
from app.models.kinds.measures import Measure
from app.models.kinds.proposals import Proposal, ProposalReasons
from app.models.rules.decisions import OF_MINISTER
from app.models.texts import LocalText
from app.services.cases.assignments import file_record, home_of, own_assignment
from app.services.cases.courses import write_step
from app.services.cases.proposal_refusals import (
    AlreadySubmitted,
    AnsweredMeanwhile,
    ArguedMeanwhile,
    ConcernsAddressee,
    NothingProposed,
    NotOfThisProposal,
    NotSubmitted,
    NotToTheMinister,
    NotWaiting,
    ProposalNameMissing,
    SubmittedAhead,
)
from app.services.cases.proposal_sheets import (
    OPEN_TO_ANSWER,
    Reasons,
    check_asks,
    check_in_no_other,
    found_measures,
    joined,
    measures_of,
    reasons_of,
    standing_of,
    waiting_in,
)
from app.services.cases.rulings import Ruling, names_substitute, right_for, standing_proposals, with_scan
from app.services.desk import Desk, NotThere, Unit
from app.services.numbering import next_reference

PROPOSAL = "PRO"
PART = "proposal"
ANSWERS = frozenset({DecisionKind.APPROVE, DecisionKind.APPROVE_AMENDED, DecisionKind.REFUSE, DecisionKind.RETURN})


@dataclass(frozen=True, slots=True, repr=False)
class NewProposal:
    """A proposal to be drawn up from measures that wait for a decision."""

    title: str
    measures: Sequence[Id]
    addressee: Capacity = Capacity.MINISTER


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """What was decided on one measure. `reason` is its own; "" takes that of the ruling. `fields` as amended."""

    measure: Id
    kind: DecisionKind
    reason: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)


def draw_up_proposal(desk: Desk, new: NewProposal) -> Id:
    """Draw up a proposal and return its id; it is marked as the highest of what it bundles.

    Raises NotAllowed, ProposalNameMissing, NothingProposed, NotWaiting, InAnotherProposal, NotToTheMinister,
    ConcernsAddressee.
    """
    if not new.title.strip():
        raise ProposalNameMissing(field="title")
    if new.addressee not in OF_MINISTER:
        raise NotToTheMinister(field="addressee")
    with desk.write() as unit:
        things = [unit.thing(stream) for stream in _asked_for(unit, new.measures, None)]
        _check_addressee(unit, new.measures, new.addressee)
        label = Label(
            marking=Marking(max(thing.marking for thing in things)),
            compartments=tuple(sorted(frozenset().union(*(thing.compartments for thing in things)))),
        )
        proposal = desk.ids.new()
        stream = unit.begin(proposal, PART, label, Action.PROPOSE)
        record = Proposal(
            reference=next_reference(unit, PROPOSAL), title=new.title.strip(), addressee=new.addressee,
            measures=tuple(sorted(set(new.measures))),
        )  # fmt: skip
        unit.create(stream, record, proposal)
        unit.save()
    return proposal


def put_in(desk: Desk, proposal: Id, measures: Sequence[Id]) -> None:
    """Put more measures into a proposal that was not submitted yet; its marking rises with them.

    What stands in it already is passed over.

    Raises NotAllowed, NotThere, AlreadySubmitted, NothingProposed, NotWaiting, InAnotherProposal.
    """
    with desk.write() as unit:
        stream, record = _open(unit, proposal)
        things = [unit.thing(one) for one in _asked_for(unit, measures, proposal)]
        if set(measures) <= set(record.measures):
            return
        _check_addressee(unit, measures, record.addressee)
        unit.change(stream, proposal, Proposal, {"measures": tuple(sorted({*record.measures, *measures}))})
        _raise_label(unit, stream, max(one.marking for one in things), [one.compartments for one in things])
        unit.save()


def take_out(desk: Desk, proposal: Id, measures: Sequence[Id]) -> None:
    """Take measures out of a proposal that was not submitted yet; what is out already is passed over.

    Raises NotAllowed, AlreadySubmitted.
    """
    with desk.write() as unit:
        stream, record = _open(unit, proposal)
        for one in {home for _, home, _ in found_measures(unit, set(measures) & set(record.measures))}:
            unit.require(Action.PROPOSE, one)
        if not set(measures) & set(record.measures):
            return
        unit.change(stream, proposal, Proposal, {"measures": tuple(sorted(set(record.measures) - set(measures)))})
        unit.save()


def name_proposal(desk: Desk, proposal: Id, title: str | None, addressee: Capacity | None) -> None:
    """Give a proposal another title or addressee; None leaves the one that stands.

    Raises NotAllowed, AlreadySubmitted, ProposalNameMissing, NotToTheMinister.
    """
    if title is not None and not title.strip():
        raise ProposalNameMissing(field="title")
    if addressee is not None and addressee not in OF_MINISTER:
        raise NotToTheMinister(field="addressee")
    given = {"title": title.strip() if title else None, "addressee": addressee}
    after = {name: value for name, value in given.items() if value is not None}
    with desk.write() as unit:
        stream, record = _open(unit, proposal)
        if not after:
            return
        if addressee is not None:
            _check_addressee(unit, record.measures, addressee)
        unit.change(stream, proposal, Proposal, after)
        unit.save()


def argue(desk: Desk, proposal: Id, file: Id, reasons: Reasons, seen: Reasons | None = None) -> None:
    """Write what argues for the measures of one file.

    With `seen`, which stood there when it was opened, what is like it stays as it is by now, and nothing is written
    over that its author has not seen. Raises NotAllowed, NotThere, AlreadySubmitted, ArguedMeanwhile.
    """
    with desk.write() as unit:
        _open(unit, proposal)
        known = reasons_of(unit, proposal).get(file, [])
        for _, stream, _ in known:
            unit.require(Action.PROPOSE, stream)
        texts = _argued(reasons, seen, joined([one for *_, one in known]))
        for at, (uid, stream, _) in enumerate(known):
            unit.change(stream, uid, ProposalReasons, texts if at == 0 else dict.fromkeys(texts))
        if not known:
            own = own_assignment(unit, file, home_of(unit, file), Action.PROPOSE)
            unit.create(own, ProposalReasons(proposal=proposal, file=file, **texts))
        unit.save()


def submit_proposal(desk: Desk, proposal: Id, on: date | None = None) -> None:
    """Say that the proposal was put before its addressee: from now on it stays as it is.

    Raises NotAllowed, AlreadySubmitted, SubmittedAhead, NothingProposed, NotWaiting.
    """
    if on is not None and on > desk.today():
        raise SubmittedAhead(field="submitted_on")
    with desk.write() as unit:
        stream, record = _open(unit, proposal)
        _asked_for(unit, record.measures, proposal)
        _check_addressee(unit, record.measures, record.addressee)
        asked = tuple(sorted(standing_proposals(unit, record.measures).values()))
        after = {"submitted_on": on or desk.today(), "submitted_by": desk.officer, "asked": asked}
        unit.change(stream, proposal, Proposal, after)
        unit.save()


def answer_proposal(desk: Desk, proposal: Id, answers: Sequence[Answer], ruling: Ruling) -> tuple[Id, ...]:
    """Record what was decided, measure by measure, in one save; return the decisions' ids in that order.

    A ruling without a reference bears the proposal's. Raises NotAllowed, NotThere, NotSubmitted, ProposalWithdrawn,
    NotOfThisProposal, AnsweredMeanwhile, and what `approve_measures`, `approve_amended`, `refuse_measures` and
    `return_measures` raise; a refusal about one measure names it as `measure`.
    """
    with desk.write() as unit:
        unit.require(Action.READ, unit.stream_of(proposal, Proposal))
        record = unit.get(Proposal, proposal)
        check_asks(record)
        if record.submitted_on is None:
            raise NotSubmitted
        asked = [one.measure for one in answers]
        held = measures_of(unit, [record])[0]
        if not answers or len(set(asked)) != len(asked) or not held.issuperset(asked):
            raise NotOfThisProposal
        answered = set(asked) - waiting_in(record, standing_of(unit, held))
        if answered:
            raise AnsweredMeanwhile(count=len(answered))
        shared = replace(ruling, reference=ruling.reference or record.reference)
        heard: dict[Id | None, Ruling] = {}
        made = []
        for one in answers:
            if one.kind not in ANSWERS:
                raise NotOfThisProposal
            unit.require(right_for(unit, one.kind, one.measure), unit.stream_of(one.measure, Measure))
            file = unit.get(Measure, one.measure).file
            if file not in heard:
                heard[file] = with_scan(unit, shared, file)
            own = replace(heard[file], reason=one.reason or shared.reason)
            made.append(_decided(unit, one, own))
        unit.save(signed=True)
    return tuple(made)


def _decided(unit: Unit, one: Answer, ruling: Ruling) -> Id:
    """Write one answer; a refusal about it names its measure as `measure`."""
    try:
        amends = one.kind is DecisionKind.APPROVE_AMENDED
        return write_step(unit, one.measure, one.kind, ruling, one.fields, may_amend=amends)
    except UserError as refusal:
        refusal.facts.setdefault("measure", one.measure)
        raise


def _argued(typed: Reasons, seen: Reasons | None, now: Reasons) -> dict[str, LocalText | None]:
    """Return what is to stand, by field. Raises ArguedMeanwhile."""
    texts: dict[str, LocalText | None] = {}
    for name in (one.name for one in fields(Reasons)):
        mine, before, theirs = getattr(typed, name), getattr(seen or now, name), getattr(now, name)
        if mine != before and theirs != before and seen is not None:
            raise ArguedMeanwhile(field=name)
        texts[name] = theirs if seen is not None and mine == before else mine
    return texts


def _open(unit: Unit, proposal: Id) -> tuple[Id, Proposal]:
    """Return stream and record of a proposal that may still change."""
    stream, record = unit.stream_of(proposal, Proposal), unit.get(Proposal, proposal)
    unit.require(Action.PROPOSE, stream)
    check_asks(record)
    if record.submitted_on is not None:
        raise AlreadySubmitted
    return stream, record


def _asked_for(unit: Unit, measures: Sequence[Id], proposal: Id | None) -> list[Id]:
    """Return the streams of measures that may be put before the Minister by this officer, in this proposal."""
    wanted = set(measures)
    if not wanted:
        raise NothingProposed(field="measures")
    found = found_measures(unit, wanted)
    if wanted - {uid for uid, _, _ in found}:
        raise NotThere
    streams = list(dict.fromkeys(stream for _, stream, _ in found))
    for stream in streams:
        unit.require(Action.PROPOSE, stream)
    decided = sum(record.state not in OPEN_TO_ANSWER for _, _, record in found)
    if decided:
        raise NotWaiting(field="measures", count=decided)
    check_in_no_other(unit, wanted, proposal)
    return streams


def _check_addressee(unit: Unit, measures: Sequence[Id], addressee: Capacity | None) -> None:
    """Raise ConcernsAddressee where a proposal would be put before whom a file of it is about."""
    if addressee is Capacity.SUBSTITUTE:
        return
    files = {record.file for _, _, record in found_measures(unit, set(measures)) if record.file is not None}
    own = sorted(file_record(unit, file).reference or "—" for file in files if names_substitute(unit, file))
    if own:
        raise ConcernsAddressee(field="addressee", references=", ".join(own))


def _raise_label(unit: Unit, stream: Id, marking: Marking, compartments: Sequence[frozenset[str]]) -> None:
    """Let a proposal be marked no lower than what was put into it."""
    thing = unit.thing(stream)
    needed = thing.compartments.union(*compartments)
    if marking <= thing.marking and needed == thing.compartments:
        return
    unit.require(Action.LABEL, stream)
    after = {"marking": Marking(max(marking, thing.marking)), "compartments": tuple(sorted(needed))}
    unit.change(stream, stream, Label, after)
