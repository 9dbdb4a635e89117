"""What goes on beside reports, analyses and measures: notes, presences, tasks, persons of concern; and the daily work
on the few files that are never left alone."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from app.core.ids import Id
from app.invented import wording
from app.invented.case import Case
from app.invented.day import Day
from app.invented.names import a_name
from app.invented.particulars import a_phone
from app.invented.wording import one_of
from app.models.enums import Channel, PresenceState, TaskAct
from app.models.kinds.label import Label
from app.models.kinds.tasks import Task, TaskStep
from app.models.kinds.threat import ConcernLink, FileNote, PersonOfConcern, Presence

_CONCERN, _KNOWN_CONCERN = 0.08, 0.15
"""Part of the files with somebody of concern, and of those who are known from another."""
_AWAY, _TASKED, _FOLLOWED = 0.12, 0.3, 0.3


@dataclass(slots=True)
class Asides:
    """What is noted beside."""

    case: Case
    rnd: random.Random
    report: Callable[[Day], None]
    """Records what happened."""

    def put_down(self, begins: int, room: int) -> None:
        """Put down what will come in the `room` days after it `begins`."""
        rnd, put = self.rnd, self.case.agenda.put
        for _ in range(int(rnd.expovariate(1 / (1 + self.case.plan.measures / 10)))):
            put(begins + 1 + int(room * rnd.random()), self.note)
        if rnd.random() < _AWAY:
            put(begins + 1 + int(room * rnd.random()), self.presence)
        if rnd.random() < _CONCERN:
            put(begins + 1 + int(room * rnd.random()), self.concern)
        if self.case.plan.busy:
            put(begins + 1, self.every_day)
        if rnd.random() < _TASKED:
            put(begins + 1 + int(room * rnd.random()), self.task)

    def note(self, day: Day) -> None:
        """Keep a contact, sometimes with what is to follow."""
        rnd, language = self.rnd, self.case.language
        follow = one_of(wording.FOLLOW_UPS, language, rnd) if rnd.random() < _FOLLOWED else None
        days = rnd.randrange(5, 40)
        owed = follow is not None and rnd.random() < 0.3
        asked = day.create(self.case.core, FileNote(
            file=self.case.id, moment=day.now, channel=rnd.choice((Channel.PHONE, Channel.EMAIL, Channel.IN_PERSON)),
            with_whom=self.case.people[0].named.family, text=one_of(wording.NOTES, language, rnd), follow_up=follow,
            follow_up_by=day.today + timedelta(days=days) if owed else None,
        ))  # fmt: skip
        if owed:
            agenda = self.case.agenda
            late = rnd.randrange(-4, 3)
            agenda.put(day.number + agenda.lasting(timedelta(days=days + late)), partial(self._came_of, asked))

    def _came_of(self, asked: Id, day: Day) -> None:
        day.create(self.case.core, FileNote(
            file=self.case.id, moment=day.now, channel=Channel.PHONE, corrects=asked,
            text=one_of(wording.NOTES, self.case.language, self.rnd),
        ))  # fmt: skip

    def presence(self, day: Day) -> None:
        """Note that somebody is away, some days ahead."""
        rnd = self.rnd
        leaves = day.today + timedelta(days=rnd.randrange(0, 10))
        day.create(self.case.core, Presence(
            file=self.case.id, person=self.case.people[0].id,
            state=rnd.choice((PresenceState.AWAY, PresenceState.ABROAD)),
            from_on=leaves, to_on=leaves + timedelta(days=rnd.randrange(1, 21)),
        ))  # fmt: skip

    def concern(self, day: Day) -> None:
        """Note who may be behind it; some are known from another file."""
        rnd, case = self.rnd, self.case
        known = case.world.concerns
        if known and rnd.random() < _KNOWN_CONCERN:
            uid = rnd.choice(known)
        else:
            uid, named = day.ids.new(), a_name(rnd)
            stream = day.begin(uid, "person_of_concern", Label(marking=case.label.marking))
            day.create(stream, PersonOfConcern(
                family_name=named.family, given_names=named.given, native_name=named.native,
                description=one_of(wording.CONCERNS, case.language, rnd), phones=(a_phone(rnd),),
            ), uid)  # fmt: skip
            known.append(uid)
        report = rnd.choice(case.reports) if rnd.random() < 0.7 else None
        day.create(case.threat, ConcernLink(file=case.id, concern=uid, report=report))

    def task(self, day: Day) -> None:
        """Ask something of the desk; most of it is done later."""
        rnd, case, uid = self.rnd, self.case, day.ids.new()
        stream = day.begin(case.id, "task", Label(marking=case.label.marking))
        day.create(stream, Task(
            title=one_of(wording.TASKS, case.language, rnd), about=case.id, desks=(day.owner,), asked_by=day.officer,
            due=day.today + timedelta(days=rnd.randrange(2, 60)), asked_on=day.now,
        ), uid)  # fmt: skip
        agenda = case.agenda
        wait = agenda.lasting(timedelta(days=rnd.randrange(1, 45)))
        agenda.put(day.number + wait, lambda later: self._finish(later, stream, uid))

    def every_day(self, day: Day) -> None:
        """Write what was done and heard, in two of its streams, and again tomorrow."""
        rnd, case = self.rnd, self.case
        if case.executing and rnd.random() < 0.85:
            rnd.choice(case.executing)(day)
        (self.note if rnd.random() < 0.6 else self.report)(day)
        case.agenda.put(day.number + 1, self.every_day)

    def _finish(self, day: Day, stream: Id, uid: Id) -> None:
        step = day.create(stream, TaskStep(
            task=uid, act=TaskAct.FINISH, reason="Gedaan", officer=day.officer, moment=day.now
        ))  # fmt: skip
        day.add(stream, uid, Task, "finished", step)
