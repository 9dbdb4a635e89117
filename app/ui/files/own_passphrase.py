"""A new passphrase for whoever sits here: the old one once, the new one twice and judged as at enrolment.

Refused, everything typed stands as it was, hidden; closed, nothing of it is kept anywhere.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.services.desk import Desk
from app.services.station.directory_acts import change_own_passphrase, names_of_mine
from app.services.station.stations import Platform
from app.ui.kit.action import Action
from app.ui.kit.fields import PassphraseField
from app.ui.kit.kit import Kit
from app.ui.kit.new_passphrase import NewPassphrase
from app.ui.kit.parts import body
from app.ui.kit.sheet import Sheet


def passphrase_action(kit: Kit, desk: Desk, on: Platform, near: QWidget) -> Action:
    """Return what opens the sheet."""
    words = kit.words

    def told(names: Sequence[str]) -> None:
        PassphraseSheet(kit, desk, on, near, names).open()

    def ask() -> None:
        kit.jobs.read(near, partial(names_of_mine, desk), told, lambda failure: kit.door.show(failure, near))

    return Action("own.passphrase", words(N_("Change my passphrase…")), ask, "", "key", words(N_("Program")))


class PassphraseSheet(Sheet):
    """`names` are what a passphrase of this officer must not be made of."""

    def __init__(self, kit: Kit, desk: Desk, on: Platform, parent: QWidget | None, names: Sequence[str]) -> None:
        words = kit.words
        hint = N_("It opens this workstation. Elsewhere you have another one, and change it there.")
        super().__init__(kit, parent, words(N_("Change my passphrase")), "own_passphrase", words(hint))
        self._desk, self._on = desk, on
        self.old = PassphraseField(kit, words(N_("Passphrase until now")), "old_passphrase")
        self.new = NewPassphrase(
            kit, "new_passphrase", lambda: names, words(N_("New passphrase")),
            words(N_("The new passphrase again")),
        )  # fmt: skip
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.grow)
        for line in (self.new.first.line, self.new.again.line):
            line.textChanged.connect(lambda _text: self._soon.start())  # what is said of it takes more lines, or fewer
        self._done = body("", "own_passphrase_done", select=False)
        self._done.hide()
        for one in (self.old, self.new, self._done):
            self.body.addWidget(one)
        self._cancel = self.add_cancel()
        self._act = self.add_button(words(N_("Change it")), "own_passphrase_act", self._on_act, primary=True)
        self.finished.connect(lambda _how: self._wipe())
        self.old.line.setFocus()

    def reject(self) -> None:
        """Close, unless the change is under way."""
        if self._act.isEnabled() or self._act.isHidden():
            super().reject()

    def _on_act(self) -> None:
        self.say("")
        words, old = self.kit.words, self.old.passphrase
        self.old.refuse("" if old else words(N_("Type the passphrase that opens the store now.")))
        wrong = self.new.check()
        if wrong is None and old and self.new.passphrase == old:
            self.new.first.refuse(words(N_("This is the passphrase you have. Take another.")))
            wrong = self.new.first.line
        place = self.old.line if not old else wrong
        if place is not None:
            place.setFocus()
            self._soon.start()
            return
        desk, new, on = self._desk, self.new.passphrase, self._on
        self._act.setEnabled(False)
        self.kit.jobs.write(self, lambda: change_own_passphrase(desk, old, new, on), self._on_done, self._on_refused)

    def _on_done(self, _bound: bool) -> None:
        self._wipe()
        for one in (self.old, self.new, self._act):
            one.hide()
        self._done.setText(
            self.kit.words(
                N_(
                    "From now on the new passphrase opens the store. A backup from before still opens with the old one:"
                    " have a new backup made if somebody else may know it."
                )
            )
        )
        self._done.show()
        self._cancel.setText(self.kit.words(N_("Close")))
        self._cancel.setFocus()

    def _on_refused(self, failure: BaseException) -> None:
        self._act.setEnabled(True)
        self.say(failure)
        self.old.line.setFocus()
        self.old.line.selectAll()

    def _wipe(self) -> None:
        for one in (self.old, self.new.first, self.new.again):
            one.wipe()
