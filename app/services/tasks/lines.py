"""What a list of tasks is asked for, and what it answers: words in any of the four languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import unique

from app.core.i18n import N_, translate
from app.core.ids import Id
from app.models.enums import Marking, NeedKind
from app.models.worded import Worded
from app.services.saying import Fact, in_words
from app.services.situation import Opening
from app.services.situation.needs import say_for


@unique
class Whose(Worded):
    """Whose tasks are listed."""

    MINE = "mine", N_("My tasks")
    DESK = "desk", N_("Of my desk")
    ALL = "all", N_("All tasks")


@unique
class TaskState(Worded):
    """Which of them."""

    OPEN = "open", N_("To do")
    PUT_OFF = "put_off", N_("Later")
    DONE = "done", N_("Completed")


@dataclass(frozen=True, slots=True, repr=False)
class TaskRef:
    """One task: `uid` of one that somebody set; rule, subject and fact of one that the program raised."""

    uid: Id | None = None
    rule: NeedKind | None = None
    subject: Id | None = None
    fact: str = ""


@dataclass(frozen=True, slots=True)
class TaskQuery:
    """What to list: `about` names one root, None is all; `most` lines from `start` on.

    Each line holds every word of `text`, whatever their accents and capitals.
    """

    whose: Whose = Whose.MINE
    state: TaskState = TaskState.OPEN
    about: Id | None = None
    start: int = 0
    most: int = 100
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, repr=False)
class PutOff:
    """Until when a task is put off, why and by whom; of several the one that ends first."""

    until: date
    reason: str
    officer: str


@dataclass(frozen=True, slots=True, repr=False)
class Done:
    """When a task was finished, by whom, with what remark."""

    moment: datetime
    officer: str
    remark: str


@dataclass(frozen=True, slots=True, repr=False)
class TaskLine:
    """One task. `sentence` is an msgid with `facts` where the program raised it, else what somebody wrote.

    `days_left` are calendar days, negative once `due` has passed. `officers` have taken it on or were asked; where
    nobody was, `who` says who must act by the file, `in_place_of` for which officer. `desks` are the organisations it
    is for. `may` tells whether this officer may put it off, take it on or finish it.
    """

    ref: TaskRef
    sentence: str
    facts: Mapping[str, Fact] | None
    opens: Opening
    due: date | None
    days_left: int | None
    about: Id | None
    reference: str = ""
    title: str = ""
    officers: Sequence[str] = ()
    desks: Sequence[str] = ()
    who: str = ""
    in_place_of: str = ""
    role: str = ""
    asked_by: str = ""
    text: str = ""
    on: str = ""
    """For whom the measure is that it is about, and of a decision on one also which: two patrols are two tasks."""
    mine: bool = False
    may: bool = True
    put_off: PutOff | None = None
    done: Done | None = None

    @property
    def raised(self) -> bool:
        """Tell whether the program raised it: it then ends by itself, and nobody finishes it."""
        return self.ref.rule is not None

    @property
    def late(self) -> bool:
        """Tell whether its day has passed."""
        return self.done is None and self.days_left is not None and self.days_left < 0

    def say(self, language: str) -> str:
        """Return what is to be done, in `language`."""
        if self.facts is None:
            return self.sentence
        facts = {name: in_words(fact, language) for name, fact in self.facts.items()}
        return translate(self.sentence, language).format(**facts)

    def say_who(self, language: str) -> str:
        """Return who does it, in `language`; empty where nobody is named."""
        return ", ".join(self.officers) or ", ".join(self.desks) or self.who or translate(self.role, language)

    def say_for(self, language: str) -> str:
        """Return for whom they do it, in `language`; empty where that is nobody, or others took it on."""
        return "" if self.officers or self.desks else say_for(self.in_place_of, language)


@dataclass(frozen=True, slots=True, repr=False)
class TaskPage:
    """A page of tasks, what is late first. `total` and `late` are of all that was asked for."""

    lines: Sequence[TaskLine]
    total: int
    late: int
    marking: Marking = field(default=Marking.NONE)


@dataclass(frozen=True, slots=True)
class TaskCount:
    """How many tasks wait, and how many of them are past their day."""

    number: int = 0
    late: int = 0

    def __bool__(self) -> bool:
        """Tell whether any waits."""
        return self.number > 0
