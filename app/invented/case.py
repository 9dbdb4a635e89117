"""What is known of one file while it lives: where its parts are written, who is in it, what stands."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from app.core.ids import Id
from app.invented.agenda import Agenda
from app.invented.day import Day
from app.invented.house import Service
from app.invented.particulars import Town
from app.invented.people import Somebody
from app.models.kinds.label import Label


@dataclass(slots=True)
class World:
    """What all files share: the service, the agenda, and whom others have met already."""

    service: Service
    agenda: Agenda
    met: list[Somebody] = field(default_factory=list)
    """Who is threatened in earlier files."""
    concerns: list[Id] = field(default_factory=list)
    open: dict[Id, Id] = field(default_factory=dict)
    """The files that are open now, with who is threatened in each."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known of a file before it lives. `ends` is the day of its closing, after the last for one at work."""

    begins: int
    ends: int
    persons: int
    measures: int
    twice: bool = False
    """Whether who is threatened is entered a second time."""
    busy: bool = False
    """Whether something is written in it on every day."""


@dataclass(slots=True)
class Case:
    """A file as it stands."""

    world: World
    plan: Plan
    rnd: random.Random
    town: Town
    label: Label
    id: Id
    core: Id
    threat: Id
    people: list[Somebody]
    assignments: dict[Id, Id] = field(default_factory=dict)
    reports: list[Id] = field(default_factory=list)
    executing: list[Callable[[Day], None]] = field(default_factory=list)
    """What keeps the executions of each round of measures."""

    @property
    def service(self) -> Service:
        """Return whose file it is."""
        return self.world.service

    @property
    def agenda(self) -> Agenda:
        """Return where what follows is put down."""
        return self.world.agenda

    @property
    def language(self) -> str:
        """Return the language it is kept in."""
        return self.town.language

    @property
    def works(self) -> bool:
        """Tell whether it is open."""
        return self.id in self.world.open

    def assignment(self, day: Day, organisation: Id) -> Id:
        """Return the assignment of an organisation, begun when it is first asked for."""
        if organisation not in self.assignments:
            theirs = () if organisation == self.service.own else (organisation,)
            label = Label(marking=self.label.marking, co_owners=theirs)
            self.assignments[organisation] = day.begin(self.id, "assignment", label)
        return self.assignments[organisation]
