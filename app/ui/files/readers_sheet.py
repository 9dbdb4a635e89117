"""Who read a file: whoever read it as not his own, with the reason; what was printed, revealed or saved as a file."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.services.access_pages import LogPage, readers_of
from app.ui.files.list_page import ListPage
from app.ui.files.log_lines import covered, log_columns, log_lines
from app.ui.kit.buttons import button
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import secondary
from app.ui.kit.sheet import Sheet
from app.ui.tables.rows import Line

if TYPE_CHECKING:
    from app.services.desk import Desk

WIDTH, HEIGHT = 960, 380


class ReadersSheet(Sheet):
    """Read once, when it is opened: that one looked is logged. Older lines follow on demand."""

    def __init__(self, kit: Kit, desk: "Desk", parent: QWidget | None, file: Id) -> None:
        words = kit.words
        hint = N_(
            "The file's own officers and the permanence are not asked why they read it, and their reading is not"
            " listed. That you look here is logged."
        )
        super().__init__(kit, parent, words(N_("Who read this file")), "readers", words(hint), WIDTH)
        self._desk, self._file = desk, file
        self._latest = Latest(kit.jobs, self)
        self._lines: list[Line] = []
        empty = (
            words(N_("Nobody else read this file")),
            words(N_("Whoever reads it as not his own gives a reason first, and stands here.")),
        )
        self._covered = secondary("", "readers_covered", wrap=True)
        self._page = ListPage(kit, "readers_list", words(N_("Who read this file")), log_columns(words), empty,
                              filtered=True)  # fmt: skip
        self._page.setMinimumHeight(HEIGHT)
        self._older = button(kit, words(N_("Show older")), "readers_older", self._on_older)
        self._older.hide()
        self._page.add_button(self._older)
        self.body.addWidget(self._covered)
        self.body.addWidget(self._page)
        self.add_button(words(N_("Close")), "readers_close", self.accept)
        self._read(None)

    def _read(self, before: int | None) -> None:
        desk, file, language = self._desk, self._file, self.kit.words.language
        self._latest.read(lambda: readers_of(desk, file, before, language), self._on_read, self.say)

    def _on_read(self, page: LogPage) -> None:
        self._lines += log_lines(self.kit.words, page)
        self._page.put(self._lines, part=page.more)
        self._covered.setText(covered(self.kit.words, page))
        self._older.setVisible(page.more)
        self.grow()
        self._page.rows.setFocus()

    def _on_older(self) -> None:
        self._read(self._lines[-1].key if self._lines else None)
