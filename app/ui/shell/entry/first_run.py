"""First run: from nothing to a store with its first people and recovery sheets on paper, in eight steps.

What is typed stays in the window until the store is made; the store is made in a waiting folder and put in its place
when one sheet was read back, in an exercise once they were seen (`app.services.station.founding`). Whoever stops before
leaves nothing. The officer who typed his passphrase last goes on in the store, unless that is long ago.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QVBoxLayout, QWidget

from app.core.confirmed_clock import Look
from app.core.errors import UserError
from app.core.i18n import N_
from app.core.progress import Cancel, Progress
from app.models.enums import Marking
from app.services.station.founding import Prepared, abandon, prepare_station, put_in_place
from app.services.station.station_marks import EXERCISE, LIVE, StationMark
from app.services.station.stations import House, Platform
from app.ui.kit.fields import TextField
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label
from app.ui.shell.entry.fields import ChoiceField
from app.ui.shell.entry.give_up import GiveUpSheet
from app.ui.shell.entry.people import AdministratorStep, ApproverStep, SecondStep
from app.ui.shell.entry.sheets import ReadBackStep, SheetsStep
from app.ui.shell.entry.steps import TimeStep, lay_service_names
from app.ui.shell.entry.wizard import Step, Wizard

CODE = re.compile(r"[A-Z0-9]{2,12}")
STAYS = timedelta(minutes=10)
"""So long after his passphrase an officer need not type it again to go on: as long as a quiet window stays open."""


@dataclass(slots=True)
class Making:
    """What outlives a change of language: the step, the store that waits, which share and words are read back."""

    at: int = 0
    prepared: Prepared | None = None
    read_back: int = 0
    printed: bool = False
    code: str = ""
    looked: Look | None = None
    """When date and time were confirmed: whoever opens the store next is not asked again."""
    typed: Look | None = None
    """When the officer who goes on had typed his passphrase."""


class FirstRunPage(Wizard):
    """Makes a store at `store`; `opened` has the desk of the officer who goes on, or `done` tells his login."""

    def __init__(self, kit: Kit, platform: Callable[[], Platform], store: Path, making: Making | None) -> None:
        super().__init__(kit, "found")
        words = kit.words
        self._platform, self._store = platform, store
        self._making = making or Making()
        time_hint = words(N_("Every entry carries this moment. Your language: top right."))
        self.time = TimeStep(kit, time_hint)
        self.purpose = PurposeStep(kit)
        self.house = HouseStep(kit)
        self.administrator = AdministratorStep(kit, self._house_names)
        self.approver = ApproverStep(kit, self._house_names, lambda: [self.administrator.login.text])
        self.second = SecondStep(
            kit, self._house_names, lambda: [self.administrator.login.text, self.approver.login.text]
        )
        self.sheets = SheetsStep(kit, self._making)
        self.back_step = ReadBackStep(kit, self._making)
        self.sheets.over.connect(self.on.setFocus)
        steps: list[Step] = [self.time, self.purpose, self.house, self.administrator, self.approver, self.second,
                             self.sheets, self.back_step]  # fmt: skip
        self.set_steps(steps, self._making.at)
        self.purpose.chosen.connect(self.show_count)

    def state(self) -> object:
        """Return what is kept when the language changes."""
        self._making.at = self.at
        return self._making

    def left(self, step: Step) -> None:
        """Make the store after the people; put it in its place after the sheets."""
        words = self.kit.words
        if step is self.time:
            self._making.looked = self.kit.confirmed.look()
        prepared = self._making.prepared
        last = self.sheets if self._exercise else self.back_step
        if step is self.second:
            self._making.typed = self.kit.confirmed.look()
            self.work(words(N_("The store is being made…")), self._prepare, self._on_prepared)
        elif step is last and prepared is not None:
            title = words(N_("The store is put in its place…"))
            self.work(title, lambda _progress, _cancel: put_in_place(prepared), self._on_placed)
        else:
            super().left(step)

    @property
    def count(self) -> int:
        """Return how many steps there are: in an exercise no sheet is read back."""
        return len(self.steps) - self._exercise

    @property
    def _exercise(self) -> bool:
        return self.purpose.mark is EXERCISE

    def leave(self) -> None:
        """Give it up: nothing of it stays. Once the store is made the officer is asked first."""
        if self.job is None and self._making.prepared is not None:
            GiveUpSheet(self.kit, self.window(), self._give_up).open()
            return
        super().leave()

    def _give_up(self) -> None:
        prepared, self._making.prepared = self._making.prepared, None
        if prepared is not None:
            title = self.kit.words(N_("What was begun is being removed…"))
            self.work(title, lambda _progress, _cancel: abandon(prepared), lambda _none: Wizard.leave(self))

    def closed(self) -> None:
        """Remove what waits: the window is closed."""
        prepared, self._making.prepared = self._making.prepared, None
        if prepared is not None:
            abandon(prepared)

    def _house_names(self) -> tuple[str, ...]:
        return (self.house.code.text, self.house.organisation.text, *self.house.names.values())

    def _prepare(self, progress: Progress, cancel: Cancel) -> Prepared:
        return prepare_station(
            self._store, self.house.house, self.administrator.entered, self.second.entered, self._platform(),
            self.purpose.mark.mark, progress, cancel, self.approver.entered,
        )  # fmt: skip

    def work(
        self,
        title: str,
        op: Callable[[Progress, Cancel], object],
        then: Callable[[object], object],
        failed: Callable[[BaseException], object] | None = None,
    ) -> None:
        """Do as any wizard; a refusal of what was typed leads back to where it was typed."""
        super().work(title, op, then, failed or self._on_failed)

    def _on_failed(self, failure: BaseException) -> None:
        if isinstance(failure, UserError) and failure.facts.get("field") == "login":
            self.second.login.refuse(self.kit.door.say(failure))

    def _on_prepared(self, found: object) -> None:
        if not isinstance(found, Prepared):
            return
        self._making.prepared = found
        for person in (self.administrator, self.approver):
            person.secret.wipe()
        self.sheets.choose()
        self.back_step.describe()
        self._making.code = self.house.code.text.upper()
        self.sheets.show_sheets()
        self.sheets.can_go_back = False
        self.show_step(self.steps.index(self.sheets))

    def _on_placed(self, _none: object) -> None:
        self._making.prepared = None
        if self._making.looked is not None:
            self.kit.confirmed.confirm(self._making.looked)
        login, passphrase = self.second.login.text, self.second.secret.passphrase
        if not passphrase or not self._just_typed():
            self.done.emit(login)
            return
        self.go_in(self._store, self._platform, login, passphrase, self.second.secret.wipe)

    def _just_typed(self) -> bool:
        """Tell whether the officer typed his passphrase a moment ago, by both clocks."""
        then, now = self._making.typed, self.kit.confirmed.look()
        if then is None:
            return False
        return abs(now.moment - then.moment) <= STAYS and now.ticks - then.ticks <= STAYS.total_seconds()


class PurposeStep(Step):
    """For real, or to practise."""

    chosen = Signal()

    def __init__(self, kit: Kit) -> None:
        words = kit.words
        super().__init__(
            kit, "purpose_step", words(N_("What is this store for?")),
            words(N_("Final: the two never exchange anything.")),
        )  # fmt: skip
        self._group = QButtonGroup(self)
        ways = (
            (LIVE, N_("For real work"), N_("Files of real persons, from today on.")),
            (EXERCISE, N_("For an exercise or a course"), N_(
                "Papers say EXERCISE; no real workstation takes its bundles.")),
        )  # fmt: skip
        self._marks: dict[QRadioButton, StationMark] = {}
        for mark, text, hint in ways:
            one = QRadioButton(words(text))
            one.setObjectName(f"purpose_{mark.name}")
            one.setAccessibleDescription(words(hint))
            self._group.addButton(one)
            self._marks[one] = mark
            both = QVBoxLayout()
            both.setSpacing(2)
            both.addWidget(one)
            said = label(words(hint), f"purpose_{mark.name}_hint", "secondary", wrap=True)
            said.setContentsMargins(3 * GRID + 2, 0, 0, 0)  # under its words: a mark and the gap beside it
            both.addWidget(said)
            self.box.addLayout(both)
        next(iter(self._marks)).setChecked(True)
        self._group.idToggled.connect(lambda _number, on: self.chosen.emit() if on else None)

    @property
    def mark(self) -> StationMark:
        """Return what was chosen."""
        return next(mark for one, mark in self._marks.items() if one.isChecked())


class HouseStep(Step):
    """The workstation and the service it belongs to."""

    def __init__(self, kit: Kit) -> None:
        words = kit.words
        super().__init__(
            kit, "house_step", words(N_("Workstation and service")),
            words(
                N_(
                    "The codes stand on every paper and never change."
                )
            ),
        )  # fmt: skip
        rule = words(N_("2 to 12 capitals and digits"))
        self.code = TextField(words(N_("Workstation code")), "house_code", words.pair(rule, "BRU1"))
        self.organisation = TextField(words(N_("Code of the service")), "house_organisation", "NCCN")
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(2 * GRID)
        grid.addWidget(self.code, 0, 0)
        grid.addWidget(self.organisation, 0, 1)
        self._names = lay_service_names(words, grid, 1, "house")
        self.box.addLayout(grid)
        self.ceiling = ChoiceField(
            words(N_("Highest marking on this workstation")), "house_ceiling",
            [(one, words.enum(one)) for one in Marking],
        )  # fmt: skip
        self.ceiling.choose(Marking.CONFIDENTIAL)
        self.box.addWidget(self.ceiling)

    @property
    def names(self) -> dict[str, str]:
        """Return the names of the service that were typed, by language."""
        return {language: field.text for language, field in self._names.items() if field.text}

    @property
    def house(self) -> House:
        """Return what was typed."""
        code = self.organisation.text.upper()
        names = self.names or {"en": code}
        ceiling = self.ceiling.combo.currentData()
        return House(code, names, None, self.code.text.upper(), Marking(int(ceiling)))

    def check(self) -> QWidget | None:
        """Ask for two codes."""
        wrong = None
        for field in (self.code, self.organisation):
            fits = CODE.fullmatch(field.text.upper())
            field.refuse("" if fits else self.kit.words(N_("2 to 12 capitals and digits")))
            wrong = wrong or (None if fits else field.line)
        return wrong
