"""Who knows what: recipient by recipient, which version of each paper and which part by bundle, and since when."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.rights import NotAllowed
from app.services.desk import NotThere
from app.services.knowing import Knowing, who_knows
from app.services.knowing_matrix import Knower, Matrix, Told, matrix_of
from app.ui.files.list_bar import ListBar
from app.ui.files.list_page import Side
from app.ui.files.readers_sheet import ReadersSheet
from app.ui.files.sharing_sheet import SharingSheet
from app.ui.kit.buttons import button
from app.ui.kit.facts import Facts
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, Empty, clearable, label, row, secondary
from app.ui.screens.threat_file.knowing_words import KnowingWords
from app.ui.tables.matrix_table import MatrixTable
from app.ui.tables.rows import Cell

if TYPE_CHECKING:
    from app.services.desk import Desk


APART = 3
"""The page that says it is not for whoever looks."""


class KnowingTab(QWidget):
    """Reads when it is turned to."""

    def __init__(self, kit: Kit, desk: "Desk", file: Id) -> None:
        super().__init__()
        self._kit, self._desk, self._file = kit, desk, file
        self._latest = Latest(kit.jobs, self)
        self._matrix = Matrix((), (), {})
        self._said = KnowingWords(kit.words, {})
        self._cells: dict[tuple[Id | str, Id | str], Cell] = {}
        self._texts: dict[Id | str, str] = {}
        """All that is said of a row, for the filter."""
        self.setObjectName("knowing_tab")
        words = kit.words
        self.table = MatrixTable(kit, "knowing_matrix", words(N_("Who knows what")))
        self.table.chosen.connect(self._on_chosen)
        hint = words(N_("What leaves by bundle or on paper is listed here with its recipient."))
        empty = Empty(words(N_("Nobody outside has anything of this file")), hint, "knowing_empty")
        nothing = words(N_("Nothing fits the filter")), words(N_("Clear the filter to see all lines."))
        self._pages = QStackedWidget()
        hint = words(N_("Only the file officer sees who has something of this file."))
        apart = Empty(words(N_("Not shared with you")), hint, "knowing_apart")
        for page in (self.table, empty, Empty(*nothing, "knowing_none"), apart):
            self._pages.addWidget(page)
        self.filter = QLineEdit()
        self.filter.setObjectName("knowing_filter")
        self.filter.setAccessibleName(words(N_("Filter")))
        self.filter.setPlaceholderText(words(N_("Filter")))
        self.filter.setMaximumWidth(260)
        clearable(kit, self.filter)
        self.filter.textChanged.connect(lambda _: self._show())
        self._bar = bar = ListBar("knowing_bar")
        bar.add_left(self.filter)
        share = button(kit, words(N_("Share with an organisation…")), "share_file", self._on_share, icon="send")
        readers = button(kit, words(N_("Who read this file…")), "file_readers", self._on_readers, icon="eye")
        bar.add_right(share)
        bar.add_right(readers)
        card = Card("knowing_card", margin=4)
        card.box.addWidget(self._pages, 1)
        self._count = secondary("", "knowing_count")
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addWidget(bar)
        left.addWidget(card, 1)
        left.addLayout(row(self._count, None))
        self._title = label("", "knowing_detail_title", "strong", wrap=True)
        self._what = label("", "knowing_detail_text", wrap=True, select=True)
        self._facts = Facts("knowing_detail_facts", beside=False)
        detail = Card("knowing_detail")
        for one in (self._title, self._what, self._facts):
            detail.box.addWidget(one)
        detail.box.addStretch(1)
        self._side = Side()
        self._side.setObjectName("knowing_detail_area")
        self._side.setAccessibleName(words(N_("Who knows what")))
        self._side.setWidgetResizable(True)
        self._side.setWidget(detail)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addLayout(left, 1)
        box.addWidget(self._side)
        for before, after in ((self.filter, share), (share, readers), (readers, self.table)):
            QWidget.setTabOrder(before, after)

    def load(self) -> None:
        """Read who has what."""
        desk, file, language = self._desk, self._file, self._kit.words.language
        self._latest.read(lambda: _read(desk, file, language), lambda found: self._on_read(*found), self._on_refused)

    def _on_share(self) -> None:
        SharingSheet(self._kit, self._desk, self, self._file).open()

    def _on_readers(self) -> None:
        ReadersSheet(self._kit, self._desk, self, self._file).open()

    def _on_refused(self, failure: BaseException) -> None:
        """Say so to whoever may not know: a partner, of a file that is another's."""
        if not isinstance(failure, NotThere | NotAllowed):
            self._kit.door.show(failure, self)
            return
        self._bar.hide()
        self._side.hide()
        self._pages.setCurrentIndex(APART)

    def _on_read(self, found: Knowing, matrix: Matrix) -> None:
        self._matrix = matrix
        self._said = said = KnowingWords(self._kit.words, found.names)
        self._cells = {at: said.cell(has) for at, has in matrix.cells.items()}
        heads = {one.key: said.head(one).plain for one in matrix.told}
        texts = {one.key: [said.side(one).plain] for one in matrix.knowers}
        for (knower, told), cell in self._cells.items():
            texts[knower] += [heads[told], cell.plain]
        self._texts = {key: " ".join(parts).casefold() for key, parts in texts.items()}
        self._show()

    def _show(self) -> None:
        words, matrix, said = self._kit.words, self._matrix, self._said
        wanted = self.filter.text().casefold().split()
        rows: Sequence[Knower] = [one for one in matrix.knowers if all(word in self._texts[one.key] for word in wanted)]
        kept = {one.key for one in rows}
        filled = {told for knower, told in matrix.cells if knower in kept}
        columns: Sequence[Told] = [one for one in matrix.told if one.key in filled]
        heads = [(one.key, said.head(one)) for one in columns]
        self.table.put([(one.key, said.side(one)) for one in rows], heads, self._cells)
        self._bar.show()
        self._pages.setCurrentIndex(0 if rows else 2 if matrix.knowers else 1)
        self._side.setVisible(bool(rows))
        count = words.plural("{count} recipient", "{count} recipients", len(rows))
        if wanted:
            shown, all_of = words.number(len(rows)), words.number(len(matrix.knowers))
            count = words(N_("{shown} of {count}"), shown=shown, count=all_of)
        self._count.setText(count if matrix.knowers else "")

    def _on_chosen(self, at: tuple[Id | str, Id | str] | None) -> None:
        knower = next((one for one in self._matrix.knowers if at is not None and one.key == at[0]), None)
        told = next((one for one in self._matrix.told if at is not None and one.key == at[1]), None)
        if at is None or knower is None or told is None:
            return
        said = self._said
        self._title.setText(said.side(knower).text)
        self._what.setText(said.what(told))
        has = self._matrix.cells.get(at)
        self._facts.show_facts(said.facts(told, has))


def _read(desk: "Desk", file: Id, language: str) -> tuple[Knowing, Matrix]:
    found = who_knows(desk, file, language)
    return found, matrix_of(found)
