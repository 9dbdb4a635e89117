"""Asking why: the reasons of the list, each with its figure as a key. A reason is one of a list, so that it can be
counted; it is logged, and nothing else of what was looked at is."""

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.services.access_log import AccessReason
from app.ui.files.wording import capital
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID
from app.ui.kit.sheet import Sheet

REASONS = tuple(reason for reason in AccessReason if reason is not AccessReason.NONE)
KEYS = {reason: str(number) for number, reason in enumerate(REASONS, start=1)} | {
    AccessReason.DECISION: "0", AccessReason.EXECUTING: "6",
}  # fmt: skip
"""The same key for a reason everywhere; 0 for a decision, which stands above the others where one waits, else below."""
WHERE_SO = frozenset({AccessReason.DECISION, AccessReason.EXECUTING})
"""Reasons that are offered where they are so."""


class ReasonList(QWidget):
    """A button a reason, each with its key. Some are offered where they are so (`offer`)."""

    def __init__(self, kit: Kit, name: str, chosen: Callable[[AccessReason], object]) -> None:
        super().__init__()
        self.setObjectName(name)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        self.buttons = [
            button(kit, capital(reason.say(kit.words.language)), f"{name}_{reason.value}", partial(chosen, reason),
                   key=KEYS[reason])
            for reason in REASONS
        ]  # fmt: skip
        for one in self.buttons:
            box.addWidget(one)
        self.offer(set(REASONS) - WHERE_SO)

    def offer(self, reasons: Collection[AccessReason]) -> None:
        """Show these only; the keys stay those of the list."""
        for reason, one in zip(REASONS, self.buttons, strict=True):
            one.setVisible(reason in reasons)


def reveal_sheet(kit: Kit, parent: QWidget, what: str, chosen: Callable[[AccessReason, Sheet], object]) -> Sheet:
    """Return the sheet that asks why something sealed is opened; the caller opens it."""
    words = kit.words
    hint = words(
        N_("What you open and why is logged, and looked through the next day. The value shows for one minute.")
    )
    sheet = Sheet(kit, parent, words(N_("Open: {what}"), what=what), "reveal", hint)
    reasons = ReasonList(kit, "reveal_reason", lambda reason: chosen(reason, sheet))
    sheet.body.addWidget(reasons)
    sheet.add_cancel()
    reasons.buttons[0].setFocus()
    return sheet
