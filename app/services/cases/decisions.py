"""Answers to proposals, as a colleague records them: approve, amend, refuse, return with a question, ratify.

The Minister's cabinet has no workstation: the recorder writes who decided, in what capacity and by which channel, and
for a word given by mouth until when it must be confirmed in writing. The recorder is never the proposer. One paper
often answers several proposals, so each takes several measures and keeps all of them or none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import DecisionKind
from app.models.kinds.measures import Decision, Measure
from app.services.cases.courses import write_step
from app.services.cases.rulings import Ruling, right_for, with_scan, write_decision
from app.services.desk import Desk, Unit


class NothingToConfirm(UserError):
    """The decision was in writing, or is confirmed already."""

    sentence = N_("This decision needs no confirmation in writing, or has it already. Nothing was recorded.")


class NotInWriting(UserError):
    """An oral confirmation confirms nothing."""

    sentence = N_("A confirmation in writing comes on paper or by e-mail. Nothing was recorded.")


def approve_measures(desk: Desk, measures: Sequence[Id], ruling: Ruling) -> Sequence[Id]:
    """Record that proposals (or urgent starts) are approved; return the decisions' ids.

    Raises NotAllowed, IllegalTransition, ProposerRecords, NeedsMinister, ConfirmationMissing, FileIsClosed.
    """
    return _answer(desk, measures, DecisionKind.APPROVE, ruling, {})


def approve_amended(desk: Desk, measure: Id, ruling: Ruling, fields: Mapping[str, Any]) -> Id:
    """Record that a proposal is approved as amended: `fields` hold what differs. Raises as `approve_measures`."""
    return _answer(desk, [measure], DecisionKind.APPROVE_AMENDED, ruling, fields)[0]


def refuse_measures(desk: Desk, measures: Sequence[Id], ruling: Ruling) -> Sequence[Id]:
    """Record that proposals are refused; an urgent start ends by it. Raises as `approve_measures`, ReasonMissing."""
    return _answer(desk, measures, DecisionKind.REFUSE, ruling, {})


def return_measures(desk: Desk, measures: Sequence[Id], ruling: Ruling) -> Sequence[Id]:
    """Record that proposals come back with a question, which is the reason. Raises as `refuse_measures`."""
    return _answer(desk, measures, DecisionKind.RETURN, ruling, {})


def ratify_measures(desk: Desk, measures: Sequence[Id], ruling: Ruling) -> Sequence[Id]:
    """Record that urgent starts are ratified: they are active. Raises as `approve_measures`."""
    return _answer(desk, measures, DecisionKind.RATIFY, ruling, {})


def confirm_decision(desk: Desk, decision: Id, ruling: Ruling, also: Sequence[Id] = ()) -> Id:
    """Record the confirmation in writing of an oral decision; what was decided, by whom and why stays as it was.

    `also` are others that the same paper confirms: all of them or none. Each keeps its own reason.

    Raises NotAllowed, NothingToConfirm, NotInWriting, ProposerRecords.
    """
    if ruling.channel is None or ruling.channel.oral:
        raise NotInWriting(field="channel")
    with desk.write() as unit:
        heard: dict[Id | None, Ruling] = {}
        made = _confirm(unit, decision, ruling, heard)
        for one in dict.fromkeys(also):
            if one != decision:
                _confirm(unit, one, replace(ruling, reason=""), heard)
        unit.save(signed=True)
    return made


def _confirm(unit: Unit, decision: Id, ruling: Ruling, heard: dict[Id | None, Ruling]) -> Id:
    """Write one confirmation; `heard` keeps the scan of the paper, once for each file."""
    stream, spoken = unit.stream_of(decision, Decision), unit.get(Decision, decision)
    if spoken.kind is None or spoken.subject is None:
        raise NothingToConfirm
    unit.require(right_for(unit, spoken.kind, spoken.subject), stream)
    confirmed = any(home == stream for _, home, _ in unit.locate(Decision, "confirms = ?", decision))
    if spoken.confirm_by is None or confirmed:
        raise NothingToConfirm
    if spoken.file not in heard:
        heard[spoken.file] = with_scan(unit, ruling, spoken.file)
    written = replace(
        ruling, reason=ruling.reason or spoken.reason or "", decider=ruling.decider or spoken.decider or "",
        capacity=spoken.capacity or ruling.capacity, confirm_by=None, scan=heard[spoken.file].scan,
    )  # fmt: skip
    return write_decision(unit, stream, spoken.subject, spoken.kind, written, spoken.file, confirms=decision)


def _answer(
    desk: Desk, measures: Sequence[Id], kind: DecisionKind, ruling: Ruling, fields: Mapping[str, Any]
) -> Sequence[Id]:
    with desk.write() as unit:
        for measure in measures:
            unit.require(right_for(unit, kind, measure), unit.stream_of(measure, Measure))
        amends = kind is DecisionKind.APPROVE_AMENDED
        files = {measure: unit.get(Measure, measure).file for measure in measures}
        heard = {file: with_scan(unit, ruling, file) for file in dict.fromkeys(files.values())}
        made = tuple(
            write_step(unit, measure, kind, heard[files[measure]], fields, may_amend=amends) for measure in measures
        )
        unit.save(signed=True)
    return made
