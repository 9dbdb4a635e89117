"""An administrator where none is left: appointed by three of the five sheets of the directory, from any desk."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.services.desk import Desk
from app.services.directory_sheets import accounts_of
from app.services.station.recovery import appoint_administrator
from app.ui.files.share_fields import ShareFields
from app.ui.kit.action import Action
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, body, secondary
from app.ui.kit.scrolling import ScrollArea
from app.ui.kit.sheet import Sheet

TALLEST = 360


def appointing_action(kit: Kit, desk: Desk, near: QWidget) -> Action:
    """Return what opens the sheet."""
    words = kit.words
    ask = partial(ask_appointment, kit, desk, near)
    text = words(N_("Appoint an administrator by recovery sheets…"))
    return Action("administrator.appoint", text, ask, "", "key", words(N_("Program")))


def ask_appointment(kit: Kit, desk: Desk, near: QWidget, chosen: Id | None = None) -> None:
    """Read who has an account, then open the sheet."""
    kit.jobs.read(
        near, partial(accounts_of, desk, kit.words.language),
        lambda known: AppointSheet(kit, desk, near, known, chosen).open(),
        lambda failure: kit.door.show(failure, near),
    )  # fmt: skip


class AppointSheet(Sheet):
    """What is typed of the sheets stands until it is right or the sheet is closed, and is kept nowhere."""

    def __init__(
        self, kit: Kit, desk: Desk, parent: QWidget | None, known: Sequence[tuple[Id, str]], chosen: Id | None = None
    ) -> None:
        words = kit.words
        hint = N_(
            "For a directory that has lost its administrators. Three of its five sheets are needed, which different"
            " people keep. The account becomes an administrator and nothing else: it reads no files any more."
        )
        super().__init__(kit, parent, words(N_("Appoint an administrator")), "appoint", words(hint), 640)
        self._desk = desk
        self.who = QComboBox()
        self.who.setObjectName("appoint_who")
        self.who.setAccessibleName(words(N_("Account")))
        self._known = [uid for uid, _ in known]
        self.who.addItems([name for _, name in known])
        self.choose(chosen)
        self.shares = ShareFields(kit)
        area = ScrollArea()
        area.setObjectName("appoint_area")
        area.setAccessibleName(words(N_("Recovery sheets of the directory")))
        area.setWidgetResizable(True)
        area.setWidget(self.shares)
        area.setMinimumHeight(min(TALLEST, self.shares.sizeHint().height()))
        self._done = body("", "appoint_done", select=False)
        self._done.hide()
        said = secondary(words(N_("Account")), "appoint_who_label")
        self._asked: tuple[QWidget, ...] = (said, self.who, area)
        whose = QVBoxLayout()
        whose.setContentsMargins(0, 0, 0, GRID)
        whose.setSpacing(GRID // 2)
        whose.addWidget(said)
        whose.addWidget(self.who)
        self.body.addLayout(whose)
        for one in (area, self._done):
            self.body.addWidget(one)
        self._cancel = self.add_cancel()
        self._act = self.add_button(words(N_("Appoint")), "appoint_act", self._on_act, primary=True)
        self._act.setEnabled(bool(known))
        self.finished.connect(lambda _how: self._wipe())
        self.who.setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Have room for the hint, which takes a line more in some languages, above the sheets and the buttons."""
        super().showEvent(event)
        self.grow()

    def choose(self, officer: Id | None) -> None:
        """Choose an account; the first where it is none of them."""
        self.who.setCurrentIndex(self._known.index(officer) if officer in self._known else 0)

    def _on_act(self) -> None:
        self.say("")
        wrong = self.shares.check()
        if wrong is not None:
            wrong.setFocus()
            return
        desk, officer, typed = self._desk, self._known[self.who.currentIndex()], self.shares.typed()
        self._act.setEnabled(False)
        self.kit.jobs.write(
            self, lambda: appoint_administrator(desk, officer, typed), lambda _none: self._on_done(), self._on_refused
        )

    def _on_done(self) -> None:
        self._wipe()
        for one in (*self._asked, self._act):
            one.hide()
        self._done.setText(self.kit.words(N_("{name} is an administrator now."), name=self.who.currentText()))
        self._done.show()
        self._cancel.setText(self.kit.words(N_("Close")))
        self._cancel.setFocus()

    def _on_refused(self, failure: BaseException) -> None:
        self._act.setEnabled(True)
        self.say(failure)

    def _wipe(self) -> None:
        for field in self.shares.fields:
            field.edit.clear()
