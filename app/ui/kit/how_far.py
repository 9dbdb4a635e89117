"""How long work under way will still take, in words; and how far it is, where a sheet covers the status line."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.ui.kit.jobs import Job
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, secondary
from app.ui.kit.words import Words

MINUTE = 60
BEAT = 100
"""Milliseconds between two looks: the estimate moves also while the work reports nothing."""


def said_left(words: Words, job: Job) -> str:
    """Return the estimate, empty while nothing can be said."""
    left = job.seconds_left()
    if left is None:
        return ""
    if left < MINUTE:
        return words(N_("less than a minute"))
    return words.plural("about {count} minute", "about {count} minutes", round(left / MINUTE))


class HowFar(QWidget):
    """A bar and a sentence, shown while it follows a job; the sheet's own Cancel stops it."""

    def __init__(self, kit: Kit, name: str) -> None:
        super().__init__()
        self._kit = kit
        self._job: Job | None = None
        self.setObjectName(name)
        self._bar = QProgressBar()
        self._bar.setObjectName(f"{name}_bar")
        self._bar.setTextVisible(False)
        self._said = secondary("", f"{name}_said", wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID // 2)
        box.addWidget(self._bar)
        box.addWidget(self._said)
        self._beat = QTimer(self)
        self._beat.setInterval(BEAT)
        self._beat.timeout.connect(self._show)
        self.hide()

    def follow(self, job: Job) -> None:
        """Show how far it is until it ends."""
        self._job = job
        self._bar.setAccessibleName(job.title)
        job.ended.connect(self._on_ended)
        self._show()
        self.show()
        self._beat.start()

    def stop(self) -> bool:
        """Ask the work to stop; tell whether any was under way."""
        if self._job is None:
            return False
        self._beat.stop()
        self._said.setText(self._kit.words(N_("stopping…")))
        self._job.stop()
        return True

    def _show(self) -> None:
        job = self._job
        if job is not None:
            self._bar.setRange(0, job.total)
            self._bar.setValue(job.done)
            self._said.setText(" · ".join(part for part in (job.title, said_left(self._kit.words, job)) if part))

    def _on_ended(self) -> None:
        self._job = None
        self._beat.stop()
        self.hide()
