"""Unlock: officer and passphrase, date and time confirmed, a wait that can be left, and nothing that lists who is here.

Which officers exist is never shown, nor whether the name or the passphrase was wrong. Who sits down after another finds
date and time confirmed, as long as that can be relied on. Loaded before the first paint: imports the kit only.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.confirmed_clock import Doubt, Look
from app.core.errors import Cancelled, PraesidiumError, UserError
from app.core.i18n import N_
from app.core.progress import Cancel
from app.ui.kit.buttons import button, link
from app.ui.kit.fields import PassphraseField, TextField
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label, row
from app.ui.kit.words import COUNTRY_TIME
from app.ui.kit.words_field import EnterKey
from app.ui.kit.zones import zone_sentence
from app.ui.shell.entry.fields import check
from app.ui.shell.entry.page import Page

if TYPE_CHECKING:  # loaded on a thread, after the first paint
    from app.services.desk import Desk
    from app.services.station.doorstep import Doorstep, Notice
    from app.services.station.stations import Platform

SECOND = 1000
TICK = 15 * SECOND


class UnlockPage(Page):
    """Opens the store at `path`. `platform` is called on a thread."""

    must_join = Signal(str, str)
    """The store waits for its invitation; the login and the passphrase that opened it."""
    other_store_wanted = Signal()

    def __init__(self, kit: Kit, platform: "Callable[[], Platform]", path: Path) -> None:
        words = kit.words
        super().__init__(kit, "unlock", words(N_("Open the store")))
        self._platform, self._path = platform, path
        self._cancel: Cancel | None = None
        self._left = 0
        self._waits: type[PraesidiumError] = UserError
        self._touched = False
        """Whoever sits here has ticked the clock, or taken the tick away."""
        self._looked: Look | None = None
        self._enter: EnterKey | None = None
        self._add_head()
        self.login = TextField(words(N_("Login")), "unlock_login")
        self.passphrase = PassphraseField(kit, words(N_("Passphrase")), "unlock_passphrase")
        self.confirmed = check(words(N_("Date and time are right")), "unlock_confirmed")
        self.body.addWidget(self.login)
        self.body.addWidget(self.passphrase)
        self.body.addWidget(self._clock_row())
        self._keyring = label("", "unlock_keyring", "secondary", wrap=True)
        self._keyring.hide()
        self.body.addWidget(self._keyring)
        self.open = button(kit, words(N_("Open")), "unlock_open", self._on_open, primary=True, icon="unlock")
        self.open.setFixedHeight(36)
        self.stop_button = button(kit, words(N_("Stop waiting")), "unlock_stop", self.stop, key="Esc")
        self.stop_button.setFixedHeight(36)
        self.stop_button.hide()
        self.foot.addWidget(self.open, 1)
        self.foot.addWidget(self.stop_button)
        self._add_links()
        self.login.entered.connect(self._on_login_entered)
        self.passphrase.entered.connect(self._on_open)
        self.confirmed.toggled.connect(self._on_confirmed)
        self._countdown = QTimer(self)
        self._countdown.setInterval(SECOND)
        self._countdown.timeout.connect(self._on_second)
        self._clock = QTimer(self)
        self._clock.setInterval(TICK)
        self._clock.timeout.connect(self._show_time)
        self._clock.start()
        self._show_time()

    def _add_head(self) -> None:
        words = self.kit.words
        name = label(self._path.name, "unlock_store", "strong")
        name.setAccessibleName(words(N_("Store {name}"), name=self._path.name))
        where = label(self._path.parent.as_posix(), "unlock_folder", "secondary", wrap=True)
        box = QWidget()
        box.setObjectName("unlock_where")
        line = row(name, None, link(words(N_("Other store…")), "unlock_other", self.other_store_wanted.emit))
        line.setContentsMargins(0, 0, 0, 0)
        box.setLayout(line)
        both = QVBoxLayout()
        both.setSpacing(0)
        both.addWidget(box)
        both.addWidget(where)
        self.body.addLayout(both)

    def _clock_row(self) -> QWidget:
        made = QWidget()
        made.setObjectName("unlock_clock")
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID // 2)
        self._now = label("", "unlock_now", "body", wrap=True)
        self._clock_said = label("", "unlock_clock_said", "error", wrap=True)
        self._clock_said.hide()
        self._since = label("", "unlock_since", "secondary", wrap=True)
        self._since.setContentsMargins(3 * GRID, 0, 0, 0)
        self._apart = label("", "unlock_zone", "secondary", wrap=True)
        self._apart.hide()
        box.addWidget(self._now)
        box.addWidget(self._apart)
        box.addWidget(self.confirmed)
        box.addWidget(self._since)
        box.addWidget(self._clock_said)
        return made

    def _add_links(self) -> None:
        words = self.kit.words
        for text, name, page in (
            (words(N_("Passphrase lost: open with recovery sheets")), "unlock_recover", "recover"),
            (words(N_("Make, join or restore another store")), "unlock_welcome", "welcome"),
        ):
            self.below.addLayout(row(None, link(text, name, partial(self.wanted.emit, page)), None))

    def begin(self) -> None:
        """Put the cursor where typing begins, and look at the store from outside."""
        (self.passphrase if self.login.text else self.login).line.setFocus()
        if self._enter is None:  # after the first paint: with a filter, PySide makes every sort of event there is
            self._enter = EnterKey(self, self._on_open)
            self._enter.watch(self.confirmed)
        self._show_time()
        self.kit.jobs.write(self, self._look, self._on_looked)

    def _look(self) -> "Doorstep":
        from app.ui.shell.entry import acts

        return acts.look_at_door(self._path, self._platform())

    def _on_looked(self, seen: "Doorstep") -> None:
        said = seen.say_keyring(self.kit.words.language)
        self._keyring.setText(said)
        self._keyring.setVisible(bool(said))
        if seen.refusal is not None and not self._wait(seen.refusal):
            self.say(seen.refusal)

    def _on_login_entered(self) -> None:
        self.passphrase.line.setFocus()

    def _on_open(self) -> None:
        self._carry()
        if self._cancel is not None or self._left or not self._valid():
            return
        self.say("")
        login, passphrase = self.login.text, self.passphrase.passphrase
        cancel = self._cancel = Cancel()
        language = self.kit.words.language
        self._show_busy(True)
        self.kit.jobs.write(
            self,
            lambda: self._open(cancel, login, passphrase, language),
            lambda found: self._on_opened(cancel, found),
            lambda failure: self._on_refused(cancel, failure, login, passphrase),
        )

    def _open(self, cancel: Cancel, login: str, passphrase: str, language: str) -> "tuple[Desk, tuple[Notice, ...]]":
        from app.ui.shell.entry import acts

        return acts.open_unless(cancel, self._path, login, passphrase, self._platform(), language)

    def _valid(self) -> bool:
        words = self.kit.words
        self.login.refuse("" if self.login.text else words(N_("Type the name you log in with.")))
        self.passphrase.refuse("" if self.passphrase.passphrase else words(N_("Type your passphrase.")))
        self._refuse_clock(
            "" if self.confirmed.isChecked() else words(N_("Look at date and time, and confirm that they are right."))
        )
        wrong = [one.line for one in (self.login, self.passphrase) if one.refused]
        if not wrong and not self.confirmed.isChecked():
            self.confirmed.setFocus()
        elif wrong:
            wrong[0].setFocus()
        return not wrong and self.confirmed.isChecked()

    def _on_confirmed(self, on: bool) -> None:
        """Note what whoever sits here looked at."""
        self._touched, self._looked = True, self.kit.confirmed.look() if on else None
        self._refuse_clock("")

    def _carry(self) -> None:
        """Tick what was confirmed before, while that stands; else say why it is asked again."""
        doubt, words = self.kit.confirmed.doubt(), self.kit.words
        if not self._touched:
            self.confirmed.setChecked(doubt is None)
            self._touched, self._looked = False, None
        why = {
            None: N_("Confirmed at {time}."),
            Doubt.MOVED: N_("Asked again: after {time} the clock was set, or the computer slept."),
            Doubt.LONG: N_("Asked again: that was confirmed at {time}, more than twelve hours ago."),
        }
        at = self.kit.confirmed.at
        said = words(why[doubt], time=words.time(at)) if at is not None and doubt in why else ""
        self._since.setText(said)
        self._since.setVisible(bool(said))
        if not self._clock_said.text():
            self.confirmed.setAccessibleDescription(said)

    def _confirm_clock(self) -> None:
        if self._looked is not None:
            self.kit.confirmed.confirm(self._looked)

    def _refuse_clock(self, sentence: str) -> None:
        self._clock_said.setText(sentence)
        self._clock_said.setVisible(bool(sentence))
        self.confirmed.setAccessibleDescription(sentence)

    def _show_time(self) -> None:
        words, now = self.kit.words, self.kit.clock.now()
        day = words.long_date(now.astimezone(COUNTRY_TIME).date())
        said = words(N_("It is {day}, {time}, {zone}."), day=day, time=words.time(now), zone=words.belgian(now))
        self._now.setText(said)
        apart = zone_sentence(self.kit)
        self._apart.setText(apart)
        self._apart.setVisible(bool(apart))
        self._carry()

    def _on_opened(self, cancel: Cancel, found: "tuple[Desk, tuple[Notice, ...]]") -> None:
        desk, told = found
        if cancel is not self._cancel:  # he stopped waiting in the very last moment
            self.kit.jobs.write(self, desk.close)
            return
        self._cancel = None
        self._show_busy(False)
        self._confirm_clock()
        self.passphrase.wipe()
        self.opened.emit(desk, told)

    def _on_refused(self, cancel: Cancel, failure: BaseException, login: str, passphrase: str) -> None:
        if cancel is not self._cancel or isinstance(failure, Cancelled):
            return
        self._cancel = None
        self._show_busy(False)
        from app.ui.shell.entry import acts

        if isinstance(failure, acts.NotJoined):
            self._confirm_clock()
            self.must_join.emit(login, passphrase)
            return
        self.passphrase.line.setFocus()
        self.passphrase.line.selectAll()
        if not self._wait(failure):
            self.say(failure)

    def _wait(self, refusal: BaseException) -> bool:
        """Count down what a refusal names of seconds; False where it names none."""
        seconds = refusal.facts.get("seconds") if isinstance(refusal, PraesidiumError) else None
        if not isinstance(seconds, int) or not isinstance(refusal, PraesidiumError):
            return False
        self._waits, self._left = type(refusal), seconds
        self.open.setEnabled(False)
        self._countdown.start()
        self._show_wait()
        return True

    def _on_second(self) -> None:
        self._left -= 1
        if self._left > 0:
            self._show_wait()
            return
        self._countdown.stop()
        self.open.setEnabled(True)
        self.say(self.kit.words(N_("You can try again.")), "quiet")

    def _show_wait(self) -> None:
        self.say(self._waits(seconds=self._left))

    def _show_busy(self, busy: bool) -> None:
        self.bar.setRange(0, 0)
        self.bar.setVisible(busy)
        self.stop_button.setVisible(busy)
        self.open.setEnabled(not busy)
        said = self.kit.words(N_("The passphrase is being checked…")) if busy else ""
        self.say(said, "quiet")
        for one in (self.login.line, self.passphrase.line, self.confirmed):
            one.setEnabled(not busy)
        self.busy.emit(busy)

    def stop(self) -> bool:
        """Stop waiting: the attempt counts only if it was wrong, and what it opens is closed again at once."""
        if self._cancel is None:
            return False
        self._cancel.request()
        self._cancel = None
        self._show_busy(False)
        self.say(self.kit.words(N_("You stopped waiting. Nothing was opened.")), "quiet")
        self.passphrase.line.setFocus()
        return True
