"""The line at the foot: saved when, the last bundle, what is missing, the head; and the long work under way.

The head is shown as paper shows it, to be compared by eye.
"""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QWidget

from app.core.i18n import N_
from app.services.exchange.missing import Missing
from app.services.status import Bundle, Status
from app.ui.kit.buttons import link
from app.ui.kit.how_far import BEAT, said_left
from app.ui.kit.jobs import Job
from app.ui.kit.kit import Kit
from app.ui.kit.parts import label
from app.ui.kit.words import COUNTRY_TIME, capital
from app.ui.kit.zones import zone_apart, zone_sentence

HEIGHT = 26


class StatusLine(QWidget):
    """Shows a `Status`, how many drafts wait, and the jobs that run."""

    drafts_wanted = Signal()

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.setObjectName("status_line")
        self.setAccessibleName(kit.words(N_("State of the store")))
        self.setProperty("role", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self._saved = label("", "status_saved", "secondary")
        self._bundle = label("", "status_bundle", "secondary")
        self._drafts = link("", "status_drafts", self.drafts_wanted.emit)
        self._drafts.hide()
        self._missing = _Elided("status_missing")
        self._zone = label("", "status_zone", "secondary")
        self._head = label("", "status_head", "secondary")
        self.job_bar = JobBar(kit)
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 0, 16, 0)
        box.setSpacing(24)
        for one in (self._saved, self._drafts, self._bundle):
            box.addWidget(one)
        box.addWidget(self._missing, 1)
        box.addWidget(self._zone)
        box.addWidget(self.job_bar)
        box.addWidget(self._head)

    def show_status(self, status: Status) -> None:
        """Say how the store stands."""
        words = self._kit.words
        self._saved.setText(
            "" if status.saved is None else words(N_("All saved {when}"), when=self._when(status.saved))
        )
        self._bundle.setText("" if status.bundle is None else self._last(status.bundle))
        groups = " ".join(status.head[at : at + 4] for at in range(0, len(status.head), 4))
        self._head.setText(words(N_("head {head}"), head=groups) if groups else "")
        self._zone.setText(zone_apart(self._kit))
        self._zone.setToolTip(zone_sentence(self._kit))
        for one in (self._saved, self._bundle, self._head, self._zone):
            one.setVisible(bool(one.text()))
        for one in (self._saved, self._bundle):
            one.setToolTip(capital(words.belgian(self._kit.clock.now())))

    def show_drafts(self, count: int) -> None:
        """Say how much was typed and not saved; nothing where nothing is."""
        text = self._kit.words.plural("{count} unsaved draft waits", "{count} unsaved drafts wait", count)
        self._drafts.setText(text)
        self._drafts.setAccessibleName(text)
        self._drafts.setVisible(count > 0)

    def show_missing(self, missing: Sequence[Missing]) -> None:
        """Say what has not arrived, station by station."""
        self._missing.say(" ".join(one.say(self._kit.words.language) for one in missing))

    def _last(self, bundle: Bundle) -> str:
        words = self._kit.words
        facts = {"station": bundle.station, "when": self._when(bundle.moment)}
        if bundle.outgoing:
            return words(N_("Last bundle: to {station}, {when}"), **facts)
        return words(N_("Last bundle: {station}, {when}"), **facts)

    def _when(self, moment: datetime) -> str:
        words = self._kit.words
        day, today = (one.astimezone(COUNTRY_TIME).date() for one in (moment, self._kit.clock.now()))
        if day == today:
            return words.time(moment)
        if (today - day).days == 1:
            return f"{words.relative(day, today)} {words.time(moment)}"
        return words.moment(moment)


class JobBar(QWidget):
    """What long work is under way: how far, how long still, and a button that stops it. Of several the oldest shows."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._job: Job | None = None
        self.setObjectName("job_bar")
        self._title = label("", "job_title", "secondary")
        self._bar = QProgressBar()
        self._bar.setObjectName("job_progress")
        self._bar.setAccessibleName(kit.words(N_("Progress")))
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(120, 6)
        self._left = label("", "job_left", "secondary")
        self._stop = link(kit.words(N_("Cancel")), "job_cancel", self._on_stop)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for one in (self._title, self._bar, self._left, self._stop):
            box.addWidget(one)
        self.hide()
        self._beat = QTimer(self)
        self._beat.setInterval(BEAT)
        self._beat.timeout.connect(self._on_beat)
        kit.jobs.began.connect(self._on_began)
        for job in kit.jobs.running:
            self._on_began(job)

    def _on_began(self, job: Job) -> None:
        job.ended.connect(self._on_ended)
        if self._job is None:
            self._follow(job)

    def _follow(self, job: Job | None) -> None:
        self._job = job
        self.setVisible(job is not None)
        if job is None:
            self._beat.stop()
        else:
            self._beat.start()
            self._title.setText(job.title)
            self._bar.setAccessibleName(job.title)
            self._stop.setEnabled(True)
            self._show(job)

    def _on_beat(self) -> None:
        if self._job is not None and self._stop.isEnabled():
            self._show(self._job)

    def _on_ended(self) -> None:
        if self.sender() is self._job:
            rest = [job for job in self._kit.jobs.running if job is not self._job]
            self._follow(rest[0] if rest else None)

    def _show(self, job: Job) -> None:
        self._bar.setRange(0, 1000 if job.total else 0)
        if job.total:
            self._bar.setValue(int(1000 * min(job.done / job.total, 1)))
        self._left.setText(said_left(self._kit.words, job))

    def _on_stop(self) -> None:
        if self._job is not None:
            self._job.stop()
            self._stop.setEnabled(False)
            self._left.setText(self._kit.words(N_("stopping…")))


class _Elided(QLabel):
    """A sentence that gives way to its neighbours; whole in its tool tip."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._whole = ""
        self.setObjectName(name)
        self.setProperty("role", "secondary")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, text: str) -> None:
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width()))
