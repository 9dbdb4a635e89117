"""What was asked and is asked no more: a measure proposed by mistake, a whole proposal; or taken back to be changed.

Of a measure that is a decision like any other, signed and with its reason: nobody has to refuse it, what was proposed
stays in history, and the measure stays what it was. Approved elsewhere at the same time, the approval holds until a
supervisor settles it (`app.models.rules.measures.protection_rank`): a withdrawal takes away nothing that was decided.
"""

from collections.abc import Sequence

from app.core.ids import Id
from app.models.enums import Action, Capacity, DecisionKind, MeasureState
from app.models.kinds.measures import Measure
from app.models.kinds.proposals import Proposal
from app.services.cases.courses import write_step
from app.services.cases.proposal_refusals import DecidedOnIt, NotSubmitted, WithdrawnWithoutReason
from app.services.cases.proposal_sheets import answered_in, check_asks, found_measures, measures_of
from app.services.cases.rulings import Ruling
from app.services.desk import Desk


def withdraw_measures(desk: Desk, measures: Sequence[Id], why: str) -> Sequence[Id]:
    """Withdraw measures that are proposed and that nobody decided on; return the decisions' ids.

    Raises NotAllowed, NotThere, NotTheProposer, IllegalTransition, ReasonMissing, DecidedApart, FileIsClosed.
    """
    with desk.write() as unit:
        made = []
        for measure in measures:
            unit.require(Action.PROPOSE, unit.stream_of(measure, Measure))
            made.append(write_step(unit, measure, DecisionKind.WITHDRAW, _withdrawing(why), {}))
        unit.save(signed=True)
    return made


def take_back_proposal(desk: Desk, proposal: Id) -> None:
    """Take a submitted proposal back to draw it up again; answers already recorded stay.

    Raises NotAllowed, NotSubmitted, ProposalWithdrawn.
    """
    with desk.write() as unit:
        stream, record = unit.stream_of(proposal, Proposal), unit.get(Proposal, proposal)
        unit.require(Action.PROPOSE, stream)
        check_asks(record)
        if record.submitted_on is None:
            raise NotSubmitted
        unit.change(stream, proposal, Proposal, {"submitted_on": None, "submitted_by": None, "asked": ()})
        unit.save()


def withdraw_proposal(desk: Desk, proposal: Id, why: str, *, with_measures: bool = False) -> bytes:
    """Ask nothing by a proposal any more, drawn up or submitted; return the hash of the save, for an undo.

    Its measures wait for a decision as before, and may stand in another proposal; with `with_measures` those that are
    proposed are withdrawn with it, for the same reason, and nothing is undone then: decisions stay.

    Raises NotAllowed, WithdrawnWithoutReason, ProposalWithdrawn, DecidedOnIt, NotTheProposer, DecidedApart.
    """
    said = why.strip()
    if not said:
        raise WithdrawnWithoutReason(field="withdrawn_why")
    with desk.write() as unit:
        stream, record = unit.stream_of(proposal, Proposal), unit.get(Proposal, proposal)
        unit.require(Action.PROPOSE, stream)
        check_asks(record)
        decided = answered_in(unit, record)
        if decided:
            raise DecidedOnIt(count=len(decided))
        held = measures_of(unit, [record])[0] if with_measures else frozenset()
        proposed = [uid for uid, _, one in found_measures(unit, held) if one.state is MeasureState.PROPOSED]
        for measure in proposed:
            unit.require(Action.PROPOSE, unit.stream_of(measure, Measure))
            write_step(unit, measure, DecisionKind.WITHDRAW, _withdrawing(said), {})
        after = {"withdrawn_on": desk.today(), "withdrawn_why": said, "withdrawn_by": desk.officer}
        unit.change(stream, proposal, Proposal, after)
        return unit.save(signed=bool(proposed)).head


def _withdrawing(why: str) -> Ruling:
    """Return the ruling of a withdrawal: nobody's word but the officer's own."""
    return Ruling(Capacity.FILE_OFFICER, None, reason=why.strip())
