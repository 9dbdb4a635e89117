"""What screens of files share: why one opens it is asked first, a draft waits until it is read, tasks, what was undone.

A screen of a kind of file makes its head and tabs, puts them in with `_lay_out`, and reads in `_read`.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from app.core.ids import Id
from app.services.own_files import ReasonOfReading, reason_asked
from app.ui.files.reason import ReasonPage
from app.ui.files.task_sheets import new_task_sheet, tasks_of
from app.ui.files.undo_bar import UndoBar
from app.ui.forms.acting import ActSheet
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID
from app.ui.kit.screen import Address, Screen

if TYPE_CHECKING:
    from app.services.desk import Desk


class FileScreen(Screen):
    """Opened by the file's id; `tab` names the page."""

    kind_word: ClassVar[str] = ""
    """What its tab says while it may not be read yet; a msgid."""

    def __init__(self, kit: Kit, desk: "Desk", address: Address, parent: QWidget | None = None) -> None:
        super().__init__(kit, desk, address, parent)
        self._file: Id = address.uid or b""
        self._draft = ""
        self._latest = Latest(kit.jobs, self)
        self._undo = UndoBar(kit, desk, self)

    def watch(self, sheet: ActSheet) -> None:
        """Offer to reverse what a sheet over this file saves."""
        self._undo.watch(sheet)

    def forget_undo(self) -> None:
        """Offer nothing more to be reversed: something was done since that stays."""
        self._undo.forget()

    def load(self) -> None:
        desk, file = self.desk, self._file
        self._latest.read(lambda: reason_asked(desk, file), self._on_asked)

    def take_up(self, key: str) -> None:
        self._draft = key
        self._take_up()

    def _lay_out(self, above: Sequence[QWidget], tabs: QWidget) -> None:
        """Stand what is `above` over the tabs; the page that asks why is laid over all of it."""
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)
        box.setSpacing(GRID)
        for one in above:
            box.addWidget(one)
        box.addSpacing(GRID)
        box.addWidget(tabs, 1)
        reason = ReasonPage(self.kit, self.desk, self._file)
        reason.given.connect(self._begin)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(whole)
        self._pages.addWidget(reason)

    def _read(self) -> None:
        """Read the file and show it."""
        raise NotImplementedError

    def _take_up(self) -> None:
        """Open what the draft was typed in, once the file is read."""
        raise NotImplementedError

    def _reference(self) -> str:
        """Return the file's reference, empty while it is not known."""
        raise NotImplementedError

    def _begin(self) -> None:
        self._pages.setCurrentIndex(0)
        self._read()

    def _on_not_read(self, failure: BaseException) -> None:
        """Ask why once more where what was said held until midnight; say anything else."""
        if isinstance(failure, ReasonOfReading):
            self._on_asked(True)
        else:
            self.kit.door.show(failure, self)

    def _on_asked(self, asked: bool) -> None:
        if asked:
            self._pages.setCurrentIndex(1)
            self.titled.emit(self.kit.words(self.kind_word))
        else:
            self._begin()

    def _on_tasks(self) -> None:
        self.wanted.emit(tasks_of(self._file))

    def _on_task(self) -> None:
        new_task_sheet(self.kit, self.desk, self, self._file, self._reference()).open()
