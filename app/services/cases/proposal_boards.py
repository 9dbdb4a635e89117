"""Proposals as their screens show them: a proposal with everybody's names, and the measures that one may still hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.ids import Id
from app.models.enums import Action, Marking
from app.models.kinds.measures import Decision
from app.models.kinds.proposals import Proposal
from app.services.cases.file_sheets import decisions_on_measures
from app.services.cases.proposal_sheets import (
    OPEN_TO_ANSWER,
    ProposalSheet,
    ProposedFile,
    Reasons,
    held_by,
    of_file,
    read_proposal,
    reasons_of,
    standing_of,
)
from app.services.cases.rulings import ANSWERS
from app.services.cases.worklists import MeasureRow, read_measures
from app.services.desk import Desk, View
from app.services.naming import ids_in, read_names

_ASKED = (Action.PROPOSE, Action.APPROVE, Action.PAPER, Action.LABEL)


@dataclass(frozen=True, slots=True, repr=False)
class ProposalBoard:
    """A proposal as far as this officer may read it. `names` has no entry for what he may not."""

    sheet: ProposalSheet
    answers: Mapping[Id, Decision]
    """What was decided last on a measure that waits no more, by the measure."""
    marking: Marking
    names: Mapping[Id, str]
    may: frozenset[Action]


@dataclass(frozen=True, slots=True, repr=False)
class Proposable:
    """What may be put before the Minister: by file, measures that wait for him and stand in no other proposal."""

    files: Sequence[ProposedFile]
    names: Mapping[Id, str]


def proposal_board(desk: Desk, proposal: Id, language: str) -> ProposalBoard:
    """Return a proposal for its screen. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        sheet = read_proposal(view, proposal)
        stream = view.stream_of(proposal, Proposal)
        rows = [row for one in sheet.files for row in one.measures]
        own = {row.stream for row in rows}
        argued = {home for one in reasons_of(view, proposal).values() for _, home, _ in one}
        cores = {view.stream_of(one.file) for one in sheet.files if one.reference}
        shown = {stream, *own, *cores, *(home for home in argued if view.may(Action.READ, home))}
        decided = decisions_on_measures(view, [row.id for row in rows if row.id not in sheet.waiting])
        answers: dict[Id, Decision] = {}
        for one in sorted(decided, key=lambda one: one.id):
            if one.record.kind in ANSWERS and one.record.subject is not None:
                answers[one.record.subject] = one.record
        records: list[Any] = [sheet.record, *(row.record for row in rows), *answers.values()]
        may = {action for action in _ASKED if view.may(action, stream)}
        may |= {Action.APPROVE} if any(view.may(Action.APPROVE, one) for one in own) else set()
        return ProposalBoard(
            sheet=sheet, answers=answers, marking=max(view.thing(one).marking for one in shown),
            names=read_names(view, ids_in(desk.schema, records), language), may=frozenset(may),
        )  # fmt: skip


def proposable(desk: Desk, language: str) -> Proposable:
    """Return the measures that this officer may put into a proposal. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.PROPOSE)
        rows = _free(view)
        files = []
        for file in dict.fromkeys(row.record.file for row in rows if row.record.file is not None):
            own = tuple(row for row in rows if row.record.file == file)
            files.append(of_file(view, file, own, Reasons()))
        names = read_names(view, ids_in(desk.schema, [row.record for row in rows]), language)
        return Proposable(sorted(files, key=lambda one: (one.reference, one.file)), names)


def _free(view: View) -> list[MeasureRow]:
    states = sorted(OPEN_TO_ANSWER)
    where = f"state IN ({', '.join('?' * len(states))})"
    rows = read_measures(view, where, *states, order="file, start IS NULL, start, id")
    standing = standing_of(view, [row.id for row in rows])
    taken = {uid for _, home, record in view.locate(Proposal) for uid in held_by(view, home, record, standing)}
    free = [row for row in rows if row.id not in taken and view.may(Action.PROPOSE, row.stream)]
    return [row for row in free if row.minister & ANSWERS]
