"""Measures that were proposed together, through their years: answered, executed, evaluated, ended.

What a decision makes of a measure is what the rules say (`app.models.rules.measures`): a step that they do not allow
is a defect here and raises.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.core.ids import Id
from app.invented import wording
from app.invented.agenda import Turn
from app.invented.case import Case
from app.invented.day import Day
from app.invented.particulars import a_phone
from app.invented.wording import one_of, text_of
from app.models.enums import (
    Capacity,
    Channel,
    DecisionKind,
    MeasureCharacter,
    MeasureState,
    MeasureTiming,
    MeasureVisibility,
    SubjectKind,
)
from app.models.kinds.measures import Decision, ExecutionReport, Measure
from app.models.rules.measures import UNSETTLED, next_state

S, K = MeasureState, DecisionKind
_TYPES = {
    "patrols": 26, "contact_person": 14, "priority_calls": 14, "checks": 9, "briefing": 8, "techno_prevention": 8,
    "lifestyle": 6, "accompaniment": 5, "escort": 3, "fixed_post": 3, "close_protection": 3, "perimeter": 1,
}  # fmt: skip
_URGENT = 0.04
_OF_MINISTER = frozenset({K.APPROVE, K.APPROVE_AMENDED, K.RETURN, K.REFUSE, K.RATIFY, K.WIDEN, K.REDUCE, K.PROLONG})
_RATIFIED, _CONFIRMED = timedelta(days=3), timedelta(days=5)
"""As the settings that ship have it."""
_PRECAUTIONS = frozenset({"contact_person", "priority_calls", "briefing", "techno_prevention", "lifestyle"})


@dataclass(slots=True)
class _One:
    """A measure as it stands."""

    id: Id
    stream: Id
    state: MeasureState
    proposal: Id
    start: date
    end: date | None
    review: date | None
    organisation: Id


@dataclass(slots=True)
class Round:
    """Measures of one proposal in one file."""

    case: Case
    many: int
    rnd: random.Random
    measures: list[_One] = field(default_factory=list)

    @property
    def waits(self) -> bool:
        """Tell whether one of them still stops the closing of its file, or is to come."""
        return len(self.measures) < self.many or any(one.state in UNSETTLED for one in self.measures)

    def propose(self, day: Day) -> None:
        """Propose them; a few begin at once and wait to be ratified."""
        case, rnd, agenda = self.case, self.rnd, self.case.agenda
        case.executing.append(self.execute)
        kind = K.START_URGENT if rnd.random() < _URGENT else K.PROPOSE
        zone, lasting = case.service.zones[case.town.zone], timedelta(days=rnd.choice((30, 60, 90, 90, 120, 180)))
        start = day.today + (timedelta(0) if kind is K.START_URGENT else timedelta(days=rnd.randrange(2, 20)))
        for _ in range(self.many):
            what = rnd.choices(list(_TYPES), weights=list(_TYPES.values()))[0]
            by = case.service.protection if what in ("close_protection", "escort") else zone
            self.measures.append(self._new(day, what, by, kind, start, start + lasting))
        wait = agenda.lasting(timedelta(days=rnd.randrange(1, 6)))
        agenda.put(day.number + wait, self.answer, Turn.APPROVER)

    def answer(self, day: Day) -> None:
        """Record what the Minister decided of those that wait."""
        rnd, agenda = self.rnd, self.case.agenda
        for one in self.measures:
            if one.state is S.PROVISIONAL:
                self._decide(day, one, K.RATIFY)
            elif one.state is S.PROPOSED:
                kinds = (K.APPROVE, K.APPROVE_AMENDED, K.REFUSE, K.RETURN)
                self._decide(day, one, rnd.choices(kinds, (90, 3, 4, 3))[0])
        if any(one.state is S.RETURNED for one in self.measures):
            agenda.put(day.number + agenda.lasting(timedelta(days=8)), self.propose_again)
        until = min(one.end or one.review or day.today for one in self.measures)
        self._follow(day, until)

    def propose_again(self, day: Day) -> None:
        """Propose once more what came back with a question."""
        agenda = self.case.agenda
        for one in self.measures:
            if one.state is S.RETURNED and day.untouched(one.id):
                self._decide(day, one, K.PROPOSE)
        wait = agenda.lasting(timedelta(days=self.rnd.randrange(2, 9)))
        agenda.put(day.number + wait, self.answer, Turn.APPROVER)

    def execute(self, day: Day) -> None:
        """Keep what the services say they did."""
        rnd = self.rnd
        for one in self.measures:
            if one.state in (S.APPROVED, S.ACTIVE, S.PROVISIONAL) and one.start <= day.today and rnd.random() < 0.7:
                planned = rnd.randrange(5, 90)
                done = planned - (rnd.randrange(planned // 4 + 1) if rnd.random() < 0.3 else 0)
                said = one_of(wording.INCIDENTS, self.case.language, rnd) if rnd.random() < 0.08 else None
                day.create(one.stream, ExecutionReport(
                    measure=one.id, from_on=max(one.start, day.today - timedelta(days=30)), to_on=day.today,
                    planned=planned, done=done, not_done=planned - done, incidents=said, by_whom="HINP van dienst",
                    organisation=one.organisation,
                ))  # fmt: skip

    def evaluate(self, day: Day) -> None:
        """Record what the meeting and the Minister make of each: go on, more, less, or end."""
        rnd, longer = self.rnd, timedelta(days=self.rnd.choice((30, 60, 90, 90, 180)))
        self._note_start(day)
        running = [one for one in self.measures if one.state in (S.ACTIVE, S.SUSPENDED)]
        later: list[date] = []
        for one in running:
            if not day.untouched(one.id):
                later.append(day.today + timedelta(days=2))
                continue
            kind = rnd.choices((K.END, K.PROLONG, K.KEEP, K.WIDEN, K.REDUCE, K.SUSPEND), (54, 24, 6, 6, 8, 2))[0]
            if one.state is S.SUSPENDED:
                kind = K.RESUME
            until = None if kind in (K.END, K.SUSPEND) else day.today + longer
            self._decide(day, one, kind, until=until)
            if one.state in UNSETTLED:
                later.append(one.end or one.review or day.today + longer)
        if later:
            self._follow(day, min(later))

    def end_all(self, day: Day) -> None:
        """End what runs: the file closes."""
        self._note_start(day)
        for one in self.measures:
            if one.state in (S.RETURNED, S.APPROVED, S.ACTIVE, S.SUSPENDED, S.PROVISIONAL) and day.untouched(one.id):
                self._decide(day, one, K.END)

    def _new(self, day: Day, what: str, by: Id, kind: DecisionKind, start: date, until: date) -> _One:
        case, rnd = self.case, self.rnd
        stream, uid = case.assignment(day, by), day.ids.new()
        state, ends = next_state(None, kind), rnd.random() < 0.55
        proposal = self._ruling(day, stream, uid, kind)
        one = _One(uid, stream, state, proposal, start, until if ends else None, None if ends else until, by)
        person = rnd.choice(case.people).id
        urgent = start + _RATIFIED if state is S.PROVISIONAL else None
        precaution = what in _PRECAUTIONS
        day.create(stream, Measure(
            state=state, decision=proposal, start=start, end=one.end, review=one.review, ratify_by=urgent,
            file=case.id, type=what, subject_kind=SubjectKind.PERSON, subject=person,
            instruction=text_of(wording.INSTRUCTIONS[what], case.language, rnd, times=str(rnd.randrange(2, 7))),
            character=MeasureCharacter.PRECAUTIONARY if precaution else MeasureCharacter.PROTECTIVE,
            visibility=rnd.choice(list(MeasureVisibility)), timing=MeasureTiming.PREVENTIVE,
            contact="Permanentie" if rnd.random() < 0.4 else None,
            contact_phone=a_phone(rnd) if rnd.random() < 0.4 else None, executing=(by,),
        ), uid)  # fmt: skip
        return one

    def _decide(self, day: Day, one: _One, kind: DecisionKind, *, until: date | None = None) -> None:
        one.state = next_state(one.state, kind)
        answers = one.proposal if kind in (K.APPROVE, K.APPROVE_AMENDED, K.REFUSE, K.RETURN, K.RATIFY) else None
        decision = self._ruling(day, one.stream, one.id, kind, answers)
        if kind is K.PROPOSE:
            one.proposal = decision
        if until is not None:
            one.end, one.review = (until, None) if one.end else (None, until)
        if kind is K.END:
            one.end, one.review = max(day.today, one.start), None
        day.change(
            one.stream, one.id, Measure, state=one.state, decision=decision, start=one.start, end=one.end,
            review=one.review, ratify_by=None,
        )  # fmt: skip

    def _ruling(self, day: Day, stream: Id, measure: Id, kind: DecisionKind, answers: Id | None = None) -> Id:
        rnd, minister = self.rnd, kind in _OF_MINISTER
        oral = answers is not None and rnd.random() < 0.08
        channel = Channel.PHONE if oral else rnd.choice((Channel.PAPER, Channel.EMAIL))
        confirmed = day.today + _CONFIRMED if oral and self.case.agenda.nears_its_end(day.number) else None
        reason = None if kind is K.PROPOSE else one_of(wording.REASONS, self.case.language, rnd)
        return day.create(stream, Decision(
            subject=measure, file=self.case.id, kind=kind, recorder=day.officer, dated=day.now, answers=answers,
            capacity=Capacity.CABINET if minister else Capacity.FILE_OFFICER, channel=channel, reason=reason,
            decider="Kabinet" if minister else None, confirm_by=confirmed,
            reference=f"KAB/{day.today.year}/{rnd.randrange(10_000):04}" if minister and not oral else None,
        ))  # fmt: skip

    def _follow(self, day: Day, until: date) -> None:
        """Put down what comes until that date: what is reported, then the evaluation, now and then too late."""
        rnd, agenda = self.rnd, self.case.agenda
        days = max((until - day.today).days, 1)
        if rnd.random() < 0.5:
            agenda.put(day.number + agenda.lasting(timedelta(days=days * rnd.uniform(0.3, 0.9))), self.execute)
        late = rnd.randrange(2, 25) if rnd.random() < 0.04 else -rnd.randrange(0, min(days, 8))
        turn = day.number + agenda.lasting(timedelta(days=max(days + late, 1)))
        agenda.put(turn, self.evaluate, Turn.APPROVER)

    def _note_start(self, day: Day) -> None:
        for one in self.measures:
            if one.state is S.APPROVED and one.start <= day.today:
                one.state = S.ACTIVE
