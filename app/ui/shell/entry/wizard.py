"""One step after the other in one card: a title, what to do, one button on. A step checks itself before it is left."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.progress import Cancel, Progress
from app.services.station.stations import Platform
from app.ui.kit.buttons import button, link
from app.ui.kit.jobs import Job
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label
from app.ui.kit.words_field import EnterKey, WordsField
from app.ui.shell.entry.acts import open_unless
from app.ui.shell.entry.page import MIDDLING, Page


class Step(QWidget):
    """One step. `on_text` is what the button says; a step without `can_go_back` has done something for good."""

    def __init__(self, kit: Kit, name: str, text: str, hint: str = "", *, on_text: str = "") -> None:
        super().__init__()
        self.kit = kit
        self.setObjectName(name)
        self.text, self.hint = text, hint
        self.on_text = on_text or kit.words(N_("Continue"))
        self.can_go_back = True
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(2 * GRID)

    def check(self) -> QWidget | None:
        """Say at the fields what is wrong; return the first that is, None if the step may be left."""
        return None

    def enter(self) -> None:
        """Get ready; called when the step is shown."""

    def first(self) -> QWidget | None:
        """Return where the cursor begins."""
        for one in self.findChildren(QWidget):
            if isinstance(one, QLineEdit | QComboBox | QAbstractButton) and one.isEnabled() and not one.isHidden():
                return one
        return None


class Wizard(Page):
    """Steps of one task. A step that works calls `work`; the last one's button calls `finish`."""

    def __init__(self, kit: Kit, name: str, back_to: str = "welcome") -> None:
        super().__init__(kit, name, "", " ", MIDDLING)
        self._back_to = back_to
        self.steps: list[Step] = []
        self.at = 0
        self.job: Job | None = None
        words = kit.words
        self._count = label("", f"{name}_count", "secondary")
        self.card.box.insertWidget(0, self._count)
        self.cancel_link = link(words(N_("Cancel")), f"{name}_cancel", self.leave)
        self.back = button(kit, words(N_("Back")), f"{name}_back", self.go_back, key="Alt+Left")
        self.on = button(kit, words(N_("Continue")), f"{name}_on", self.go_on, primary=True)
        for one in (self.back, self.on):
            one.setFixedHeight(36)
        self.foot.addWidget(self.cancel_link)
        self.foot.addStretch(1)
        self.foot.addWidget(self.back)
        self.foot.addWidget(self.on)

    def set_steps(self, steps: Sequence[Step], at: int) -> None:
        """Take the steps and show the one at `at`."""
        self.steps = list(steps)
        enter = EnterKey(self, self.go_on)
        for step in self.steps:
            self.body.addWidget(step)
            step.hide()
            for line in step.findChildren(QLineEdit):
                line.returnPressed.connect(self.go_on)
            for words in step.findChildren(WordsField):
                words.entered.connect(self.go_on)
            enter.watch(*(one for one in step.findChildren(QWidget) if isinstance(one, QComboBox)))
            enter.watch(*(one for one in step.findChildren(QAbstractButton) if one.isCheckable()))
        self.show_step(at)

    def _put_foot_last(self) -> None:
        """Let Tab reach the buttons at the foot after everything that stands above them."""
        tab = Qt.FocusPolicy.TabFocus
        above = [one for step in self.steps for one in step.findChildren(QWidget) if one.focusPolicy() & tab]
        for before, after in pairwise([*above[-1:], self.cancel_link, self.back, self.on]):
            QWidget.setTabOrder(before, after)

    @property
    def count(self) -> int:
        """Return how many steps there are to take."""
        return len(self.steps)

    @property
    def step(self) -> Step:
        """Return the step in front."""
        return self.steps[self.at]

    def show_step(self, at: int) -> None:
        """Bring a step to the front."""
        self.on.setFocus()  # or Qt looks for the next control outside the card
        self.step.hide()
        self.at = at
        step = self.step
        self.say("")
        self.show_count()
        self.heading.setText(step.text)
        self.setAccessibleName(step.text)
        self.hint.setText(step.hint)
        self.hint.setVisible(bool(step.hint))
        self.on.setText(step.on_text)
        self.on.setAccessibleName(step.on_text)
        self.back.setVisible(at > 0 and step.can_go_back)
        step.show()
        step.enter()
        self.begin()

    def show_count(self) -> None:
        """Say how far one is; what is chosen may change how many steps there are."""
        said = N_("Step {number} of {count}")
        self._count.setVisible(len(self.steps) > 1)
        self._count.setText(self.kit.words(said, number=self.at + 1, count=self.count))

    def begin(self) -> None:
        """Put the cursor where the step begins."""
        self._put_foot_last()  # here, for a page that comes into a window is put in another order by Qt
        first = self.step.first() or self.on
        first.setFocus()

    def go_on(self) -> None:
        """Leave the step, if it is in order."""
        if self.job is not None:
            return
        wrong = self.step.check()
        if wrong is not None:
            wrong.setFocus()
            return
        self.left(self.step)

    def left(self, step: Step) -> None:
        """Do what leaving a step does: the next one, unless a task says otherwise."""
        self.show_step(self.steps.index(step) + 1)

    def go_back(self) -> None:
        """Return to the step before; what was typed stays."""
        if self.job is None and self.at > 0 and self.step.can_go_back:
            self.show_step(self.at - 1)

    def leave(self) -> None:
        """Give the task up, or the work that is under way."""
        if not self.stop():
            self.wanted.emit(self._back_to)

    def work(
        self,
        title: str,
        op: Callable[[Progress, Cancel], object],
        then: Callable[[object], object],
        failed: Callable[[BaseException], object] | None = None,
    ) -> None:
        """Do something that takes time, with its progress in the card; refusals are said there."""
        self.say(title, "quiet")
        self._show_busy(True)

        def done(found: object) -> None:
            self._show_busy(False)
            self.say("")
            then(found)

        def refused(failure: BaseException) -> None:
            self._show_busy(False)
            self.say(failure)
            self.begin()
            if failed is not None:
                failed(failure)

        self.job = self.kit.jobs.run(self, title, op, done, refused)
        self.job.progressed.connect(self._on_progressed)

    def go_in(
        self, store: Path, platform: Callable[[], Platform], login: str, passphrase: str, wipe: Callable[[], object]
    ) -> None:
        """Open the store for whoever has just typed his passphrase, and `wipe` that; else he sits down by himself."""
        title, language = self.kit.words(N_("The store is being opened…")), self.kit.words.language

        def opened(found: object) -> None:
            wipe()
            if isinstance(found, tuple):
                self.opened.emit(*found)

        self.work(
            title, lambda _progress, cancel: open_unless(cancel, store, login, passphrase, platform(), language),
            opened, lambda _failure: self.done.emit(login),
        )  # fmt: skip

    def stop(self) -> bool:
        """Cancel the work that is under way; it ends soon, with nothing half-done."""
        if self.job is None:
            return False
        self.job.stop()
        self.say(self.kit.words(N_("Stopping…")), "quiet")
        return True

    def _on_progressed(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _show_busy(self, busy: bool) -> None:
        if not busy:
            self.job = None
        self.bar.setRange(0, 0)
        self.bar.setVisible(busy)
        if busy:
            self.cancel_link.setFocus()
        self.on.setEnabled(not busy)
        self.back.setEnabled(not busy)
        self.step.setEnabled(not busy)
        self.busy.emit(busy)
        QTimer.singleShot(0, self, self._show_foot)

    def _show_foot(self) -> None:
        """Bring what is said and the buttons into sight: the card may have grown below the window's edge."""
        self.ground.ensureWidgetVisible(self.on, GRID, 5 * GRID)
