"""The life of one file: opened on a status or an analysis, reported on, analysed again, in the end closed.

Its measures are `measures`; both put down in the agenda what follows, so that years are written day by day.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from app.core.ids import Id
from app.invented import wording
from app.invented.asides import Asides
from app.invented.case import Case, Plan, World
from app.invented.day import Day
from app.invented.measures import Round
from app.invented.particulars import a_town
from app.invented.people import a_household, entered_twice, join
from app.invented.wording import one_of, text_of
from app.models.enums import (
    Capacity,
    Channel,
    DecisionKind,
    FileBasis,
    FileOrigin,
    FileState,
    InformationGrade,
    InvolvementRole,
    Marking,
    SourceGrade,
    SubjectKind,
    ThreatKind,
    ThreatLevel,
)
from app.models.kinds.label import Label
from app.models.kinds.measures import Decision
from app.models.kinds.threat import AnalysisRequest, Involvement, ThreatAnalysis, ThreatFile, ThreatReport

MONTH = timedelta(days=30)
VALID = timedelta(days=180)
"""How long an analysis holds."""
_MARKINGS = (Marking.RESTRICTED, Marking.CONFIDENTIAL, Marking.SECRET)
_FORMS = ("letter", "online", "phone", "surveillance", "stalking", "verbal", "damage", "doxing", "parcel", "weapon")
_CLOSINGS = ("threat_ended", "level_low", "status_ended", "refused_by_person", "moved_abroad", "other")
_TWO_SERVICES = 0.3
_SHARED = 0.05
"""Part of the files in which somebody of another file appears."""


@dataclass(slots=True)
class FileLife:
    """A file as it goes on."""

    case: Case
    office: Mapping[str, str]
    rounds: list[Round] = field(default_factory=list)
    levels: dict[tuple[Id, ThreatKind], tuple[Id, int]] = field(default_factory=dict)
    """The analysis that stands for a service and kind, and its level."""

    def open(self, day: Day) -> None:
        """Open it, and put down what will come."""
        case, rnd = self.case, self.case.rnd
        decision = self._decide(day, DecisionKind.OPEN_FILE)
        about = {
            "office": self.office.get(case.language, self.office["fr"]), "town": case.town.name,
            "family": case.people[0].named.family,
        }  # fmt: skip
        day.create(case.core, ThreatFile(
            reference=day.reference(), title=one_of(wording.TITLES, case.language, rnd, **about),
            origin=rnd.choice(list(FileOrigin)), basis=rnd.choice((FileBasis.STATUS, FileBasis.BOTH)),
            file_officer=day.officer, state=FileState.OPEN, state_decision=decision, opened_on=day.today,
            summary=text_of(wording.SUMMARIES, case.language, rnd),
            conduct=text_of(wording.CONDUCT, case.language, rnd) if rnd.random() < 0.5 else None,
        ), case.id)  # fmt: skip
        for at, one in enumerate(case.people):
            role = InvolvementRole.THREATENED if at == 0 or rnd.random() < 0.15 else InvolvementRole.HOUSEHOLD
            day.create(case.core, Involvement(file=case.id, person=one.id, role=role, from_on=day.today))
        if case.world.met and rnd.random() < _SHARED:
            known = rnd.choice(case.world.met)
            day.create(case.core, Involvement(file=case.id, person=known.id, role=InvolvementRole.CONTACT))
        case.world.met.append(case.people[0])
        case.world.open[case.id] = case.people[0].id
        self.report(day)
        self._ask(day)
        self._put_down(day)

    def report(self, day: Day) -> None:
        """Record what happened."""
        case, rnd = self.case, self.case.rnd
        moment = day.now - timedelta(hours=rnd.uniform(2, 60))
        case.reports.append(day.create(case.threat, ThreatReport(
            file=case.id, moment=moment, place_text=case.town.name, form=rnd.choice(_FORMS),
            description=one_of(wording.REPORTS, case.language, rnd, hour=str(moment.hour)),
            targets=(rnd.choice(case.people).id,), channel=rnd.choice((Channel.EMAIL, Channel.PHONE, Channel.PAPER)),
            information_grade=rnd.choice(list(InformationGrade)), source_grade=rnd.choice(list(SourceGrade)),
        )))  # fmt: skip

    def _put_down(self, day: Day) -> None:
        case, rnd, begins = self.case, self.case.rnd, day.number
        plan, put = case.plan, case.agenda.put
        last = min(plan.ends, case.agenda.days - 1)
        room = max(last - begins - 4, 1)
        for _ in range(int(rnd.expovariate(1 / (1 + plan.measures / 8)))):
            put(begins + 1 + int(room * rnd.random()), self.report)
        left, until = plan.measures, 1.0 if plan.ends > last else 0.85
        while left > 0:
            many = min(left, rnd.randrange(1, 8))
            put(begins + 2 + int(room * until * rnd.random() ** (1.5 * until)), self._round(many).propose)
            left -= many
        Asides(case, rnd, self.report).put_down(begins, room)
        if plan.twice:
            put(begins + 1 + int(room * rnd.random()), self._enter_twice)
        put(plan.ends, self._close)

    def _round(self, many: int) -> Round:
        made = Round(self.case, many, self.case.rnd)
        self.rounds.append(made)
        return made

    def _ask(self, day: Day) -> None:
        """Choose a service to ask; sometimes another is asked later."""
        case, rnd = self.case, self.case.rnd
        service, kind = case.service.analysts[0 if rnd.random() < 0.7 else 1], ThreatKind.TERRORISM
        if service != case.service.analysts[0]:
            kind = rnd.choice((ThreatKind.STALKING, ThreatKind.ORGANISED_CRIME, ThreatKind.OTHER))
        self._request(day, service, kind)
        if rnd.random() < _TWO_SERVICES and len(self.levels) < len(case.service.analysts):
            wait = case.agenda.lasting(timedelta(days=rnd.randrange(20, 200)))
            case.agenda.put(day.number + wait, self._ask_another)

    def _ask_another(self, day: Day) -> None:
        if self.case.works:
            self._ask(day)

    def _request(self, day: Day, service: Id, kind: ThreatKind) -> None:
        """Ask for a level; the service answers, and is asked again before its word loses its validity."""
        case, rnd, agenda = self.case, self.case.rnd, self.case.agenda
        wanted = day.today + timedelta(days=rnd.randrange(10, 25))
        request = day.create(case.threat, AnalysisRequest(
            file=case.id, service=service, asked_on=day.today, wanted_by=wanted,
            question=one_of(wording.QUESTIONS, case.language, rnd, town=case.town.name),
        ))  # fmt: skip
        wait = agenda.lasting(timedelta(days=rnd.randrange(3, 30)))
        agenda.put(day.number + wait, lambda later: self._analyse(later, request, service, kind))

    def _analyse(self, day: Day, request: Id, service: Id, kind: ThreatKind) -> None:
        if not day.untouched(request) or not self.case.works:
            return
        case, rnd, agenda = self.case, self.case.rnd, self.case.agenda
        before = self.levels.get((service, kind))
        level = rnd.choices((1, 2, 3, 4), (15, 45, 33, 7))[0]
        if before is not None:
            level = min(max(before[1] + rnd.choice((-1, -1, 0, 0, 0, 1)), 1), 4)
        made = day.create(case.threat, ThreatAnalysis(
            file=case.id, subject_kind=SubjectKind.FILE, subject=case.id, service=service, kind=kind,
            reference=f"{kind.value[:3].upper()}/{day.today.year}/{rnd.randrange(10_000):04}", dated=day.today,
            level=ThreatLevel(level), text=one_of(wording.ANALYSES, case.language, rnd),
            valid_until=day.today + VALID, replaces=before[0] if before else None,
        ))  # fmt: skip
        day.change(case.threat, request, AnalysisRequest, answer=made)
        self.levels[service, kind] = made, level
        again = VALID - timedelta(days=rnd.randrange(32, 60)) if rnd.random() < 0.97 else VALID + MONTH
        agenda.put(day.number + agenda.lasting(again), partial(self._ask_again, service, kind))

    def _ask_again(self, service: Id, kind: ThreatKind, day: Day) -> None:
        if self.case.works:
            self._request(day, service, kind)

    def _enter_twice(self, day: Day) -> None:
        case, head = self.case, self.case.people[0]
        again = entered_twice(day, head, case.town, case.rnd)
        wait = case.agenda.lasting(timedelta(days=case.rnd.randrange(2, 90)))
        case.agenda.put(day.number + wait, lambda later: join(later, head, again))

    def _close(self, day: Day) -> None:
        """End what runs, and close once nothing waits for an answer."""
        case = self.case
        for one in self.rounds:
            one.end_all(day)
        if any(one.waits for one in self.rounds) or not day.untouched(case.id):
            case.agenda.put(day.number + 1, self._close)
            return
        decision = self._decide(day, DecisionKind.CLOSE_FILE)
        day.change(
            case.core, case.id, ThreatFile, state=FileState.CLOSED, closed_on=day.today, state_decision=decision,
            closing_reason=case.rnd.choice(_CLOSINGS),
        )  # fmt: skip
        case.world.open.pop(case.id, None)

    def _decide(self, day: Day, kind: DecisionKind) -> Id:
        case = self.case
        return day.create(case.assignment(day, case.service.own), Decision(
            subject=case.id, file=case.id, kind=kind, decider="Directie", capacity=Capacity.DIRECTOR,
            channel=Channel.MEETING, recorder=day.officer, dated=day.now,
            reason=one_of(wording.REASONS, case.language, case.rnd),
        ))  # fmt: skip


def open_file(world: World, plan: Plan, rnd: random.Random, day: Day) -> None:
    """Open a file with its people, as planned."""
    uid, town = day.ids.new(), a_town(rnd)
    category = rnd.choice(list(wording.OFFICES))
    label = Label(marking=rnd.choices(_MARKINGS, (55, 40, 5))[0])
    people = a_household(day, plan.persons, town, category, rnd)
    core, threat = day.begin(uid, "file_core", label), day.begin(uid, "file_threat", label)
    FileLife(Case(world, plan, rnd, town, label, uid, core, threat, people), wording.OFFICES[category]).open(day)
