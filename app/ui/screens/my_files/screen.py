"""My files and visits at work, with deputy and who stands in until when; below, those in which I stand in today.

All of them are handed over to a colleague from one day to another, and taken back; one is given away for good.
"""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Marking
from app.services.cases.handing_over import OwnFile, OwnFiles, own_files
from app.ui.files.handing_over import (
    Whose,
    deputy_sheet,
    give_sheet,
    hand_over_sheet,
    offer_undoing,
    take_back_sheet,
)
from app.ui.files.list_page import ListPage
from app.ui.files.undo_bar import UndoBar
from app.ui.files.wording import capital
from app.ui.kit.action import Action
from app.ui.kit.buttons import Button, button
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label, row, title
from app.ui.kit.screen import Address, Screen
from app.ui.tables.rows import Cell, Column, Line

if TYPE_CHECKING:
    from app.services.desk import Desk

SCREENS = {"threat_file": "threat_file", "visit_file": "visit"}
"""Which screen shows a file of a kind."""


class MyFilesScreen(Screen):
    """Enter opens a file."""

    help_page: ClassVar[str] = "my_files"

    def __init__(self, kit: Kit, desk: "Desk", address: Address, parent: QWidget | None = None) -> None:
        super().__init__(kit, desk, address, parent)
        words = kit.words
        self._latest = Latest(kit.jobs, self)
        self._found = OwnFiles((), (), {}, hands_over=False)
        self._draft = ""
        self._undo = UndoBar(kit, desk, self)
        self._said = label("", "my_files_said", "quiet", wrap=True)
        self._take: Button = button(kit, words(N_("Take my files back…")), "take_back", self._on_take_back)
        self._hand: Button = button(
            kit, words(N_("Hand over all my files…")), "hand_over", self._on_hand_over, primary=True, key="Ctrl+H"
        )
        self._give: Button = button(kit, words(N_("Give to…")), "give_file", self._on_give, key="Ctrl+G")
        self._deputy: Button = button(kit, words(N_("Deputy…")), "name_deputy", self._on_deputy, key="Ctrl+E")
        self._buttons = (self._hand, self._take, self._give, self._deputy)
        self._mine, self._other = self._mine_page(), self._other_page()
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)
        box.setSpacing(GRID)
        box.addLayout(row(title(words(N_("My files")), "my_files_title"), None, self._take, self._hand))
        box.addWidget(self._said)
        box.addWidget(self._undo)
        box.addWidget(self._mine, 2)
        box.addWidget(self._other, 1)
        self.setFocusProxy(self._mine.rows)
        self._offer()

    def load(self) -> None:
        desk, language = self.desk, self.kit.words.language
        self.titled.emit(self.kit.words(N_("My files")))
        self._latest.read(lambda: own_files(desk, language), self._on_read)

    def take_up(self, key: str) -> None:
        """Open the hand-over that was being typed; a file given away is typed in the file."""
        self._draft = key
        self._take_up()

    def actions_here(self) -> list[Action]:
        group = self.kit.words(N_("My files"))
        return [
            Action(
                f"my_files.{one.objectName()}", one.text().rstrip("…"), one.click, str(one.property("shortcut") or ""),
                group=group, enabled=one.isEnabled, why=one.why,
            )
            for one in self._buttons
            if not one.isHidden()
        ]  # fmt: skip

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        if self.focusWidget() is None:
            self._mine.rows.setFocus()

    def _mine_page(self) -> ListPage:
        words = self.kit.words
        columns = (
            Column(words(N_("File")), 4, 240), Column(words(N_("State")), 1, 110), Column(words(N_("Deputy")), 2, 150),
            Column(words(N_("Stands in")), 3, 200),
        )  # fmt: skip
        empty = (
            words(N_("No file of yours is at work")),
            words(N_("A file you open, or that is given to you, stands here until it is closed.")),
        )
        page = ListPage(
            self.kit, "my_files_mine", words(N_("Files of mine at work")), columns, empty, filtered=True, headed=True
        )
        for one in (self._give, self._deputy):
            page.add_button(one)
        page.opened.connect(self._on_open)
        page.chosen.connect(lambda _key: self._offer())
        return page

    def _other_page(self) -> ListPage:
        words = self.kit.words
        columns = (
            Column(words(N_("File")), 4, 240), Column(words(N_("File officer")), 2, 150),
            Column(words(N_("Deputy")), 2, 150), Column(words(N_("Until")), 2, 130),
        )  # fmt: skip
        hint = N_("When a colleague hands files over to you, they stand here from the first day to the last.")
        empty = (words(N_("You stand in for nobody today")), words(hint))
        page = ListPage(self.kit, "my_files_other", words(N_("I stand in today")), columns, empty, headed=True)
        page.opened.connect(self._on_open)
        return page

    def _on_read(self, found: OwnFiles) -> None:
        self._found = found
        self._mine.put([Line(one.id, self._cells(one)) for one in found.mine])
        self._other.put([Line(one.id, self._cells_of_other(one)) for one in found.stood_in])
        self._said.setText(self._sentence())
        self._offer()
        self.marked.emit(max((one.marking for one in (*found.mine, *found.stood_in)), default=Marking.NONE))
        self.kit.actions.changed.emit()
        self._take_up()

    def _cells(self, one: OwnFile) -> tuple[Cell, ...]:
        words = self.kit.words
        who, until = "", ""
        if self._awaited(one):
            who, until = self._name(one.stand_in), self._period(one)
        state = capital(words.enum(one.state)) if one.state is not None else ""
        return self._file(one), Cell(state), Cell(self._name(one.deputy)), Cell(who, until)

    def _cells_of_other(self, one: OwnFile) -> tuple[Cell, ...]:
        until = self.kit.words.date(one.last) if one.last is not None else ""
        return self._file(one), Cell(self._name(one.officer)), Cell(self._name(one.deputy)), Cell(until, by=one.last)

    def _file(self, one: OwnFile) -> Cell:
        return Cell(one.reference or one.title, one.title if one.reference else "", strong=True)

    def _period(self, one: OwnFile) -> str:
        words = self.kit.words
        if one.last is None:
            return ""
        return words(N_("until {day}"), day=words.date(one.last)) if one.now or one.first is None else words.period(
            one.first, one.last
        )  # fmt: skip

    def _name(self, uid: Id | None) -> str:
        return self._found.names.get(uid, "") if uid is not None else ""

    def _awaited(self, one: OwnFile) -> bool:
        """Tell whether somebody stands in for me in it, now or later."""
        return one.stand_in is not None and (one.last is None or one.last >= self.desk.today())

    def _sentence(self) -> str:
        """Return in one line who stands in for me."""
        words = self.kit.words
        away = [one for one in self._found.mine if self._awaited(one)]
        if not self._found.mine:
            return ""
        if not away:
            return words(N_("Nobody stands in for you. Hand your files over before you are away."))
        names = ", ".join(sorted({self._name(one.stand_in) for one in away} - {""}))
        days = {self._period(one) for one in away}
        said = f"{names}, {next(iter(days))}" if len(days) == 1 and names else names
        most = N_("Standing in for you in {count} of your {all} files: {who}.")
        whole = N_("Standing in for you in all your files: {who}.")
        if len(away) == len(self._found.mine):
            return words(whole, who=said)
        return words(most, count=words.number(len(away)), all=words.number(len(self._found.mine)), who=said)

    def _chosen(self) -> OwnFile | None:
        return next((one for one in self._found.mine if one.id == self._mine.rows.key), None)

    def _offer(self) -> None:
        found, chosen = self._found, self._chosen()
        self._hand.setVisible(found.hands_over)
        self._hand.wait_for("" if found.mine else self.kit.words(N_("No file of yours is at work")))
        self._take.setVisible(any(self._awaited(one) for one in found.mine))
        for one in (self._give, self._deputy):
            one.setVisible(found.hands_over and bool(found.mine))
            one.wait_for("" if chosen is not None else self.kit.words(N_("Choose a line in the list first.")))

    def _take_up(self) -> None:
        if self._draft.startswith("hand_over:") and self._found.hands_over:
            self._draft = ""
            self._on_hand_over()

    def _on_open(self, uid: Id) -> None:
        one = next((one for one in (*self._found.mine, *self._found.stood_in) if one.id == uid), None)
        if one is not None and one.kind in SCREENS:
            self.wanted.emit(Address(SCREENS[one.kind], uid))

    def _on_hand_over(self) -> None:
        made = hand_over_sheet(self.kit, self.desk, self)
        made.acted.connect(partial(offer_undoing, self.kit, self.desk, self._undo))
        made.open()

    def _on_take_back(self) -> None:
        made = take_back_sheet(self.kit, self.desk, self)
        made.acted.connect(lambda _done: self._undo.forget())
        made.open()

    def _on_give(self) -> None:
        if (chosen := self._chosen()) is not None:
            give_sheet(self.kit, self.desk, self, Whose(chosen.id, chosen.officer)).open()

    def _on_deputy(self) -> None:
        if (chosen := self._chosen()) is not None:
            deputy_sheet(self.kit, self.desk, self, Whose(chosen.id, chosen.officer, chosen.deputy)).open()
