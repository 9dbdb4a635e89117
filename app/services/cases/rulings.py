"""Writing a decision down: who decided, in what capacity, how it was heard, and that a colleague recorded it.

A decision is written once, under the recorder's own signature, in the assignment of the measure it is about. Whoever
calls saves the unit with `signed=True`.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, Capacity, Channel, DecisionKind, Role
from app.models.kinds.measures import Decision, Measure
from app.models.kinds.threat import ThreatFile
from app.models.kinds.visits import VisitFile
from app.models.rules.decisions import (
    ASKING,
    ON_FILES,
    PROPOSALS,
    DecisionFacts,
    action_for,
    check_decision,
    check_order,
)
from app.models.rules.minister import for_minister
from app.services.cases.attaching import Scan, write_scan
from app.services.desk import COUNTRY_TIME, Unit, View, today_of
from app.services.foreign import DECISION_BESIDE


class DatedAhead(UserError):
    """A decision that has not fallen yet."""

    sentence = N_("The date of this decision lies in the future. Correct it; nothing was recorded.")


class SubstituteDecides(UserError):
    """The file concerns who would decide (domain.md §1, conflict of interest)."""

    sentence = N_(
        "This file names a substitute approver, because it concerns who would decide otherwise. "
        "Record the substitute's decision; nothing was recorded."
    )


class NotTheProposer(UserError):
    """What one officer asked, another takes back only where the file is his."""

    sentence = N_(
        "Another officer proposed this measure: he withdraws it, or a file officer. You can have it refused or "
        "returned. Nothing was withdrawn."
    )


DRIFT = timedelta(minutes=10)
"""How far the clocks of two who speak of one decision may lie apart."""
_BESIDE = DECISION_BESIDE.format("p_decision")
_AT_ONCE = 500
"""Ids in one SQL condition."""
ANSWERS = frozenset(
    {
        DecisionKind.APPROVE,
        DecisionKind.APPROVE_AMENDED,
        DecisionKind.REFUSE,
        DecisionKind.RETURN,
        DecisionKind.RATIFY,
    }
)
"""Decisions that answer a proposal."""


@dataclass(frozen=True, slots=True, repr=False)
class Ruling:
    """What an officer heard of a decision. `decider` is a name; `dated` None is now; `scan` is an attachment, or the
    paper itself, which is kept with the file in the same save.

    `channel` None is nobody's word but the officer's own: he proposes.
    """

    capacity: Capacity
    channel: Channel | None
    decider: str = ""
    reason: str = ""
    reference: str | None = None
    dated: datetime | None = None
    confirm_by: date | None = None
    meeting: Id | None = None
    scan: Id | Scan | None = None
    urgent_alone: bool = False


def with_scan(unit: Unit, ruling: Ruling, file: Id | None) -> Ruling:
    """Return the ruling with its scan kept, once for several decisions that one paper brought on this file.

    Raises what `write_scan` raises.
    """
    if not isinstance(ruling.scan, Scan):
        return ruling
    return replace(ruling, scan=write_scan(unit, file, ruling.scan) if file is not None else None)


def last_proposal(view: View, measure: Id) -> tuple[Id, Decision] | None:
    """Return the proposal (or urgent start) that stands for a measure: the last in the order of history.

    Not the latest by its date, which its author types: four eyes would follow from what one of them says. Nor the
    latest to arrive: two stations at which it was proposed again apart would each hold to its own.
    """
    kinds = sorted(PROPOSALS)
    marks = ", ".join("?" * len(kinds))
    where = f"subject = ? AND kind IN ({marks}) AND {_BESIDE}"
    found = view.find(Decision, where, measure, *kinds, order=f"{_as_written(view)} DESC LIMIT 1")
    return found[0] if found else None


def standing_proposals(view: View, measures: Collection[Id]) -> dict[Id, Id]:
    """Return, for each of these measures, the proposal (or urgent start) that stands: as `last_proposal`, for many."""
    kinds, ids = sorted(PROPOSALS), sorted(measures)
    found: dict[Id, Id] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        where = f"subject IN ({', '.join('?' * len(some))}) AND kind IN ({', '.join('?' * len(kinds))}) AND {_BESIDE}"
        for uid, one in view.find(Decision, where, *some, *kinds, order=_as_written(view)):
            if one.subject is not None:
                found[one.subject] = uid
    return found


def needs_minister(view: View, kind: DecisionKind, subject: Id) -> bool:
    """Tell whether a decision of this kind on a measure needs the Minister, as this store has it set.

    One on a file never does.
    """
    if kind in ON_FILES or kind in ASKING:
        return False
    found = view.find(Measure, "uid = ?", subject)
    return kind in for_minister(found[0][1].type if found else None, view.lists)


def right_for(view: View, kind: DecisionKind, subject: Id) -> Action:
    """Return what an officer must be allowed to do to record a decision of this kind on a measure or file."""
    return action_for(kind, minister=needs_minister(view, kind, subject))


def proposer_of(view: View, kind: DecisionKind, measure: Id) -> Id | None:
    """Return who may not record a decision of `kind` on a measure: who proposed it, where it answers or needs the
    Minister."""
    if kind not in ANSWERS and not needs_minister(view, kind, measure):
        return None
    proposal = last_proposal(view, measure)
    return proposal[1].recorder if proposal else None


def proposers_of(view: View, measures: Collection[Id]) -> dict[Id, Id | None]:
    """Return who proposed each of these measures last, where that is known here."""
    decisions = standing_proposals(view, measures)
    found = view.get_all(Decision, set(decisions.values()))
    return {measure: found[uid].recorder for measure, uid in decisions.items() if uid in found}


def withdraws(view: View, stream: Id, proposer: Id | None) -> bool:
    """Tell whether this officer may take back what `proposer` asked for a measure of this stream: his own, that of a
    file he is on or stands in for, or any where he is a file officer.
    """
    officer = view.desk.officer
    his = officer == proposer or officer in view.thing(stream).officers or Role.FILE_OFFICER in view.facts.roles
    return his and view.may(Action.PROPOSE, stream)


def write_decision(
    unit: Unit, stream: Id, subject: Id, kind: DecisionKind, ruling: Ruling, file: Id | None,
    *, confirms: Id | None = None, uid: Id | None = None,
) -> Id:  # fmt: skip
    """Write a decision into `stream` and return its id; the recorder is the officer at the desk.

    Raises NotAllowed, DatedAhead, BeforeProposal, BeforeOpening, ProposerRecords, NotTheProposer, NeedsMinister,
    ConfirmationMissing, ReasonMissing, SubstituteDecides, and what `with_scan` raises.
    """
    minister = needs_minister(unit, kind, subject)
    unit.require(action_for(kind, minister=minister), stream)
    if kind is DecisionKind.WITHDRAW:
        asked = last_proposal(unit, subject)
        if not withdraws(unit, stream, asked[1].recorder if asked else None):
            raise NotTheProposer
    recorder = unit.desk.officer
    facts = DecisionFacts(
        kind=kind, minister=minister and confirms is None, capacity=ruling.capacity, channel=ruling.channel,
        recorder=recorder, proposer=proposer_of(unit, kind, subject), reason=ruling.reason,
        confirm_by=ruling.confirm_by,
    )  # fmt: skip
    now = unit.desk.clock.now()
    if ruling.dated is not None and ruling.dated > now + DRIFT:
        raise DatedAhead(field="dated")
    check_decision(facts)
    if minister and ruling.capacity is not Capacity.SUBSTITUTE and names_substitute(unit, file):
        raise SubstituteDecides(field="capacity")
    answered = last_proposal(unit, subject) if kind in ANSWERS else None
    if ruling.dated is not None and kind not in ASKING:
        _check_order(
            unit, ruling.dated, answered[1] if answered else None, file if kind is not DecisionKind.OPEN_FILE else None
        )
    scanned = with_scan(unit, ruling, file).scan
    scan = scanned if not isinstance(scanned, Scan) else None
    return unit.create(
        stream,
        Decision(
            subject=subject, kind=kind, reason=ruling.reason.strip() or None, decider=ruling.decider.strip() or None,
            capacity=ruling.capacity, channel=ruling.channel, recorder=recorder,
            dated=ruling.dated or now, reference=ruling.reference, confirm_by=ruling.confirm_by,
            meeting=ruling.meeting, scan=scan, answers=answered[0] if answered else None, confirms=confirms,
            file=file, urgent_alone=ruling.urgent_alone or None,
        ),
        uid,
    )  # fmt: skip


def _as_written(view: View) -> str:
    """Return the term that sorts decisions as `app.history.trail` does: depth, then the save's moment, then hash."""
    cell = view.desk.schema.by_record[Decision].cell_of("kind").id
    return f"""(SELECT printf('%012d %015d ', entry.depth, save.moment) || hex(entry.hash) || printf(' %06d', cell.idx)
        FROM cell JOIN entry USING (eid) JOIN save USING (vid)
        WHERE cell.entity = p_decision.id AND cell.field = {cell})"""  # noqa: S608 - a declared number


def _check_order(view: View, dated: datetime, answered: Decision | None, file: Id | None) -> None:
    """Refuse a typed moment before what it follows on. A proposal may come from a clock that runs ahead of ours: what
    is decided now is never too early."""
    now = view.desk.clock.now()
    proposed = min(answered.dated, now) - DRIFT if answered is not None and answered.dated is not None else None
    check_order(dated.astimezone(COUNTRY_TIME), proposed=proposed, opened=_opened(view, file))


def _opened(view: View, file: Id | None) -> date | None:
    """Return the day work on a file began: as decided, where an old file was entered later than that."""
    if file is None:
        return None
    # What could not wait may have started while the file was a draft: then work on it began on that day.
    begun = (DecisionKind.OPEN_FILE, DecisionKind.START_URGENT)
    openings = view.locate(Decision, "file = ? AND kind IN (?, ?)", file, *begun)
    days = [today_of(one.dated) for *_, one in openings if one.dated]
    days += [one.opened_on for _, one in view.find(ThreatFile, "uid = ?", file) if one.opened_on]
    days += [one.opened_on for _, one in view.find(VisitFile, "uid = ?", file) if one.opened_on]
    return min(days, default=None)


def substitute_of(view: View, file: Id | None) -> str:
    """Return whom a file names to decide in the Minister's place, because it concerns who would decide otherwise."""
    found = view.find(ThreatFile, "uid = ?", file) if file is not None else []
    return next((name for _, record in found if (name := (record.substitute_approver or "").strip())), "")


def names_substitute(view: View, file: Id | None) -> bool:
    """Tell whether a file names who decides in the Minister's place."""
    return bool(substitute_of(view, file))
