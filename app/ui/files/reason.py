"""The page before a file that is not one's own: a reason of the list is chosen and logged, and the file opens."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.services.access_log import AccessReason
from app.services.own_files import give_reason, reasons_offered
from app.ui.files.reason_list import KEYS, REASONS, WHERE_SO
from app.ui.kit.buttons import Button, button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, heading, label, row

if TYPE_CHECKING:
    from app.services.desk import Desk


class ReasonPage(QWidget):
    """`given` tells that a reason was logged for today."""

    given = Signal()

    def __init__(self, kit: Kit, desk: "Desk", root: Id) -> None:
        super().__init__()
        self._kit, self._desk, self._root = kit, desk, root
        self.setObjectName("reason_page")
        words = kit.words
        card = Card("reason_card", margin=3 * GRID)
        card.setFixedWidth(520)
        card.box.addWidget(heading(words(N_("Why do you open this file?")), "reason_title"))
        said = N_("Not one of your own: your reason is logged and holds today.")
        card.box.addWidget(label(words(said), "reason_hint", "quiet", wrap=True))
        self._refused = label("", "reason_refused", "error", wrap=True)
        self._refused.hide()
        self._waits = label(words(N_("Something here waits for a decision.")), "reason_waits", "strong", wrap=True)
        self._waits.hide()
        card.box.addWidget(self._waits)
        self._list = QVBoxLayout()
        self._list.setSpacing(card.box.spacing())
        card.box.addLayout(self._list)
        self._buttons: dict[AccessReason, Button] = {}
        for reason in REASONS:
            text = reason.say(words.language)
            made = button(kit, text[:1].upper() + text[1:], f"reason_{reason.value}", partial(self._give, reason),
                          key=KEYS[reason])  # fmt: skip
            if reason in WHERE_SO:  # showing what has no parent yet would be a window of its own
                made.hide()
            self._buttons[reason] = made
            self._list.addWidget(made)
        card.box.addWidget(self._refused)
        box = QVBoxLayout(self)
        box.addStretch(1)
        box.addLayout(row(None, card, None))
        box.addStretch(2)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._kit.jobs.read(self, partial(reasons_offered, self._desk, self._root), self._offer)

    def _offer(self, reasons: Sequence[AccessReason]) -> None:
        """Show these in their order; the keys stay those of the list. What is plainly so has the focus."""
        for place, reason in enumerate(reasons):
            self._list.insertWidget(place, self._buttons[reason])
        before: QWidget = self
        for reason in reasons:
            QWidget.setTabOrder(before, self._buttons[reason])
            before = self._buttons[reason]
        for reason, made in self._buttons.items():
            made.setVisible(reason in reasons)
        waits = reasons[:1] == (AccessReason.DECISION,)
        self._waits.setVisible(waits)
        if reasons[0] in WHERE_SO:
            self._buttons[reasons[0]].setFocus()

    def _give(self, reason: AccessReason) -> None:
        desk, root = self._desk, self._root
        self._kit.jobs.write(self, lambda: give_reason(desk, root, reason), self._on_given, self._on_failed)

    def _on_given(self, _done: object) -> None:
        self.given.emit()

    def _on_failed(self, failure: BaseException) -> None:
        self._refused.setText(self._kit.door.say(failure))
        self._refused.show()
