"""The call card as a screen: opened once with a line in the log, read again after every change.

Where a file of the person is not one of the officer's own, the reasons stand there first, one key each. A sealed value
that was opened shows for a minute, and goes when the card is left.
"""

from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.services.access_log import AccessReason
from app.services.call_cards import CallCard, Revealed, call_card, open_call_card, reveal
from app.services.call_cards.cards import Appears, Seal
from app.services.desk import Desk
from app.services.own_files import ReasonOfReading, reasons_offered
from app.ui.files.reason_list import reveal_sheet
from app.ui.kit.action import Action
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, heading, row, secondary
from app.ui.kit.screen import Address, Screen
from app.ui.kit.scrolling import ScrollArea
from app.ui.kit.sheet import Sheet
from app.ui.screens.call_card.agreed import agreed_card
from app.ui.screens.call_card.beside import files_card, reach_card, seal_text, where_card
from app.ui.screens.call_card.clip import SECONDS, PassingCopy
from app.ui.screens.call_card.head import Head
from app.ui.screens.call_card.reasons import ReasonCard
from app.ui.screens.call_card.ringing import RingList

SHOWN_FOR = 60
"""Seconds that an opened sealed value stays on the screen."""
REPORT = "call.report"
"""What makes a report of a call: offered by the window on every screen, about the person in front."""
SCREENS = {"threat_file": "threat_file", "visit_file": "visit"}


class CallCardScreen(Screen):
    """Who is this, what is agreed, whom do I ring."""

    help_page: ClassVar[str] = "call_card"

    def __init__(self, kit: Kit, desk: Desk, address: Address, parent: QWidget | None = None) -> None:
        super().__init__(kit, desk, address, parent)
        self._person = address.uid or b""
        self._opened = self._opening = False
        self._card: CallCard | None = None
        self._revealed: dict[Seal, Revealed] = {}
        self._ring: RingList | None = None
        self._copy = PassingCopy()
        self.destroyed.connect(self._copy.let_go)
        self._copy.timer.timeout.connect(self._on_cleared)
        self.cover = QTimer(self)
        self.cover.setSingleShot(True)
        self.cover.setInterval(SHOWN_FOR * 1000)
        self.cover.timeout.connect(self._cover_up)
        self._area = ScrollArea()
        self._area.setObjectName("call_area")
        self._area.setAccessibleName(kit.words(N_("Call card")))
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._area)

    def load(self) -> None:
        """Open the card the first time, which is logged; read it again afterwards."""
        if self._opened:
            self.kit.jobs.read(self, lambda: call_card(self.desk, self._person), self._show, self._refused)
        else:
            self._open_with(AccessReason.NONE)

    def actions_here(self) -> list[Action]:
        words, group = self.kit.words, self.kit.words(N_("Call card"))
        if self._card is None:
            return []
        found = [Action("call_card.copy", words(N_("Copy the number")), self._on_copy, icon="copy", group=group)]
        if self._card.files:
            found.append(Action("call_card.open", words(N_("Open file")), self._on_open, icon="folder", group=group))
        return found

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        self._cover_up()
        super().hideEvent(event)

    def _open_with(self, reason: AccessReason) -> None:
        if self._opening:
            return
        self._opening = True
        self.kit.jobs.write(
            self, lambda: open_call_card(self.desk, self._person, reason), self._on_opened, self._refused
        )

    def _on_opened(self, card: CallCard) -> None:
        self._opened, self._opening = True, False
        self._show(card)

    def _refused(self, failure: BaseException) -> None:
        self._opening = False
        if isinstance(failure, ReasonOfReading):
            self._opened = False
            self._ask_reason()
            return
        self.kit.door.show(failure, self)

    def _ask_reason(self) -> None:
        asked = ReasonCard(self.kit, self._open_with)
        page = QWidget()
        page.setObjectName("reason_page")
        box = QVBoxLayout(page)
        box.addStretch(1)
        box.addLayout(row(None, asked, None))
        box.addStretch(2)
        self._area.setWidget(page)
        asked.reasons.buttons[0].setFocus()
        self.kit.jobs.read(asked.reasons, lambda: reasons_offered(self.desk), asked.reasons.offer)
        self.titled.emit(self.kit.words(N_("Call card")))

    def _show(self, card: CallCard) -> None:
        self._card = card
        at = self._area.verticalScrollBar().value()
        page = QWidget()
        page.setObjectName("call_page")
        box = QVBoxLayout(page)
        box.setContentsMargins(20, 2 * GRID, 20, 2 * GRID)
        box.setSpacing(2 * GRID)
        box.addLayout(self._top(card))
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addLayout(_column(agreed_card(self.kit, card)), 5)
        columns.addLayout(_column(self._ring_card(card), where_card(self.kit, card)), 4)
        columns.addLayout(
            _column(
                reach_card(self.kit, card, self._revealed, self._on_seal, self._on_number),
                files_card(self.kit, card, self._open_file),
            ),
            4,
        )
        box.addLayout(columns)
        box.addStretch(1)
        self._area.setWidget(page)
        self._area.verticalScrollBar().setValue(at)
        if self._ring is not None:
            self._ring.setFocus()
        self.titled.emit(card.name)
        self.marked.emit(card.marking)

    def _top(self, card: CallCard) -> QHBoxLayout:
        words = self.kit.words
        made = QHBoxLayout()
        made.setSpacing(GRID)
        made.addWidget(Head(self.kit, card), 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        if any(one.phone for one in card.ring):
            buttons.addWidget(
                button(self.kit, words(N_("Copy the number")), "call_copy", self._on_copy, key="C", icon="copy")
            )
        if (report := self._report_action()) is not None:
            key = report.shortcut
            buttons.addWidget(
                button(self.kit, words(N_("Report the call")), "call_to_report", report.run, shows=key, icon="pencil")
            )
        if card.files:
            buttons.addWidget(
                button(self.kit, words(N_("Open file")), "call_open", self._on_open, key="O", primary=True)
            )
        upper = QVBoxLayout()
        upper.addLayout(buttons)
        upper.addStretch(1)
        made.addLayout(upper)
        return made

    def _report_action(self) -> Action | None:
        """Return what makes a report of a call, where the window offers it to this officer."""
        return next((one for one in self.kit.actions.all() if one.id == REPORT), None)

    def _ring_card(self, card: CallCard) -> Card:
        words = self.kit.words
        made = Card("ring_card")
        made.box.addWidget(heading(words(N_("Whom to ring, in this order")), "ring_heading"))
        self._ring = None
        if card.ring:
            self._ring = RingList(self.kit, card.ring)
            self._ring.copied.connect(self._on_number)
            made.box.addWidget(self._ring)
        else:
            made.box.addWidget(secondary(words(N_("No number is known here.")), "ring_none", wrap=True))
        self._said = secondary("", "ring_said", wrap=True)
        self._said.hide()
        made.box.addWidget(self._said)
        return made

    def _on_copy(self) -> None:
        if self._ring is not None:
            self._ring.copy()

    def _on_number(self, phone: str) -> None:
        self._copy.copy(phone)
        said = N_("{phone} is copied; it leaves the clipboard in {seconds} seconds.")
        self._said.setText(self.kit.words(said, phone=phone, seconds=SECONDS))
        self._said.show()

    def _on_cleared(self) -> None:
        self._said.hide()

    def _on_open(self) -> None:
        card = self._card
        if card is None or not card.files:
            return
        wanted = card.level.file if card.level is not None else None
        self._open_file(next((one for one in card.files if one.file == wanted), card.files[0]))

    def _open_file(self, one: Appears) -> None:
        self.wanted.emit(Address(SCREENS.get(one.kind, one.kind), one.file))

    def _on_seal(self, seal: Seal) -> None:
        reveal_sheet(
            self.kit, self, seal_text(self.kit, seal), lambda why, sheet: self._reveal(seal, why, sheet)
        ).open()

    def _reveal(self, seal: Seal, why: AccessReason, sheet: Sheet) -> None:
        if not sheet.isEnabled():
            return  # pressed twice: it is opened, and logged, once

        def shown(found: Revealed) -> None:
            if not sheet.isVisible():
                return  # who closed it meanwhile sees nothing
            sheet.accept()
            self._revealed[seal] = found
            self.cover.start()
            self._again()

        def refused(failure: BaseException) -> None:
            sheet.setEnabled(True)
            sheet.say(failure)

        sheet.setEnabled(False)
        self.kit.jobs.write(sheet, lambda: reveal(self.desk, seal.id, seal.kind, why), shown, refused)

    def _cover_up(self) -> None:
        """Take opened values off the screen."""
        self.cover.stop()
        if self._revealed:
            self._revealed.clear()
            self._again()

    def _again(self) -> None:
        if self._card is not None:
            self._show(self._card)


def _column(*cards: Any) -> QVBoxLayout:
    made = QVBoxLayout()
    made.setSpacing(12)
    for card in cards:
        made.addWidget(card)
    made.addStretch(1)
    return made
