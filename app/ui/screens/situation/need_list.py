"""The list of what needs someone: when, what, which file, who. Enter opens a line, Ctrl+Enter in a tab of its own."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.core.i18n import N_
from app.services.situation import Need
from app.ui.kit.kit import Kit
from app.ui.kit.theme import weight
from app.ui.screens.situation.painting import (
    LINE,
    SMALL_LINE,
    chip_size,
    lines_of,
    paint_chip,
    paint_ground,
    paint_line,
    paint_wrapped,
)
from app.ui.screens.situation.wording import due_text, due_tone, who_text
from app.ui.tables.whole_lines import by_whole_lines, roll_smoothly

DUE, WHAT, FILE, WHO = range(4)
HEADINGS = (N_("Due"), N_("What"), N_("File"), N_("Who"))
PAD_X, PAD_Y = 10, 7
STACKED = 600
"""Pixels of the list below which who must act stands beneath the file, so that the sentence keeps its room."""
WIDE = 1200
"""Pixels of the list from which the titles of files have room to stand on one line."""
AnyIndex = QModelIndex | QPersistentModelIndex


class NeedModel(QAbstractTableModel):
    """The needs in the order they came."""

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit
        self._needs: Sequence[Need] = ()
        self.stacked = False
        """Whether who must act stands beneath the file: the list is too narrow for a column of its own."""

    def put(self, needs: Sequence[Need]) -> None:
        """Show these."""
        self.beginResetModel()
        self._needs = needs
        self.endResetModel()

    def need(self, row: int) -> Need:
        """Return the need of a row."""
        return self._needs[row]

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._needs)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's own signature
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        need, words = self._needs[index.row()], self._kit.words
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            match index.column():
                case 0:
                    return due_text(words, need)
                case 1:
                    return need.say(words.language)
                case 2:
                    file = need.reference or "—"
                    return f"{file}, {who_text(words, need)}" if self.stacked else file
                case _:
                    return who_text(words, need)
        if role == Qt.ItemDataRole.ToolTipRole:
            if index.column() == DUE:
                return words.date(need.due) if need.due else words("Waits since it is here; it has no day of its own.")
            if index.column() == FILE:
                return need.title or None
            return self.data(index)
        return None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._kit.words(HEADINGS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None


class NeedDelegate(QStyledItemDelegate):
    """Paints a line: chip, sentence on as many lines as it takes, reference over title, who."""

    def __init__(self, kit: Kit, model: NeedModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit, self._model = kit, model
        self._lines: dict[tuple[str, int, int], int] = {}
        model.modelAboutToBeReset.connect(self._lines.clear)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        colours, box = self._kit.theme.palette, QRect(option.rect)
        painter.save()
        paint_ground(painter, option, self.parent(), colours, edge=index.column() == DUE)
        painter.setPen(QColor(colours.line))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        need = self._model.need(index.row())
        inner = box.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y)
        body, small = weight(self._font(option), 13), weight(self._font(option), 12)
        text = str(index.data())
        match index.column():
            case 0:
                tone = due_tone(self._kit.words, need)
                paint_chip(painter, QPoint(inner.left(), inner.top() - 1), body, text, tone, colours)
            case 1:
                paint_wrapped(painter, inner, body, text, colours.text)
            case 2:
                paint_line(painter, inner.adjusted(0, 1, 0, 0), small, need.reference or "—", colours.text)
                below = inner.adjusted(0, LINE, 0, 0)
                for under in self._under(need):
                    paint_wrapped(painter, below, small, under, colours.secondary)
                    below.adjust(0, self._lines_of(small, under, below.width()) * SMALL_LINE, 0, 0)
            case _:
                paint = paint_wrapped if need.in_place_of else paint_line
                paint(painter, inner.adjusted(0, 1, 0, 0), small, text, colours.secondary)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: N802 - Qt's name
        view = self.parent()
        width = view.columnWidth(index.column()) if isinstance(view, QTableView) else 100
        body, text = weight(self._font(option), 13), str(index.data())
        height = LINE
        if index.column() == DUE:
            return QSize(chip_size(body, text).width() + 2 * PAD_X, LINE + 2 * PAD_Y)
        if index.column() == WHAT:
            height = self._lines_of(body, text, width - 2 * PAD_X) * LINE
        elif index.column() == FILE:
            under, small = self._under(self._model.need(index.row())), weight(self._font(option), 12)
            lines = sum(self._lines_of(small, text, width - 2 * PAD_X) for text in under)
            height = LINE + lines * SMALL_LINE
        elif index.column() == WHO and self._model.need(index.row()).in_place_of:
            height = self._lines_of(weight(self._font(option), 12), text, width - 2 * PAD_X) * SMALL_LINE
        return QSize(width, height + 2 * PAD_Y)

    def _under(self, need: Need) -> list[str]:
        """Return what stands beneath a reference: the title, and who must act where there is no column for it."""
        who = who_text(self._kit.words, need) if self._model.stacked else ""
        return [part for part in (need.title, who) if part]

    def _lines_of(self, font: QFont, text: str, width: int) -> int:
        """Return on how many lines a sentence stands; most lists say few different ones, so each is measured once."""
        key = text, width, font.pixelSize()
        if key not in self._lines:
            self._lines[key] = lines_of(font, text, width)
        return self._lines[key]

    @staticmethod
    def _font(option: QStyleOptionViewItem) -> QFont:
        return option.font


class NeedList(QTableView):
    """The list itself."""

    opened = Signal(object, bool)
    """A need, and whether it is wanted in a tab of its own."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = NeedModel(kit, self)
        self.setObjectName("needs")
        self.setAccessibleName(kit.words("What needs someone now"))
        self.setModel(self._model)
        self.setItemDelegate(NeedDelegate(kit, self._model, self))
        by_whole_lines(self, QAbstractItemView.SelectionMode.SingleSelection)
        roll_smoothly(self)
        self.setWordWrap(True)
        heads = self.horizontalHeader()
        heads.setObjectName("needs_headings")
        heads.setHighlightSections(False)
        heads.setSectionsClickable(False)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        heads.sectionResized.connect(self._on_column_resized)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self.resizeRowsToContents)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._model.need(index.row()), False))
        kit.theme.changed.connect(self.viewport().update)

    def put(self, needs: Sequence[Need]) -> None:
        """Show these; the line that was chosen stays chosen where it is still there."""
        before = self._model.need(self.currentIndex().row()) if self.currentIndex().isValid() else None
        self._model.put(needs)
        self._fit()
        again = next((row for row, need in enumerate(needs) if before is not None and _same(need, before)), 0)
        if needs:
            self.setCurrentIndex(self._model.index(again, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            apart = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.opened.emit(self._model.need(self.currentIndex().row()), apart)
            return
        super().keyPressEvent(event)

    def _fit(self) -> None:
        """Give each column what it needs, the sentence the rest, and each row its height."""
        due = max((self.sizeHintForIndex(self._model.index(row, DUE)).width() for row in self._rows()), default=0)
        self._model.stacked = self.width() < STACKED
        self.setColumnHidden(WHO, self._model.stacked)
        self.setColumnWidth(DUE, max(112, due))
        roomy = 292 if self.width() >= WIDE else 240 if self.width() >= 900 else 168
        self.setColumnWidth(FILE, 144 if self._model.stacked else roomy)
        self.setColumnWidth(WHO, 118 if self.width() < 900 else 180)
        self.resizeRowsToContents()

    def _on_column_resized(self, column: int) -> None:
        """Give the rows their height anew: the sentence has another width, as when a scroll bar comes."""
        if column == WHAT:
            self._settle.start()

    def _rows(self) -> range:
        return range(self._model.rowCount())


def _same(one: Need, other: Need) -> bool:
    return (one.kind, one.file, one.sentence, one.facts) == (other.kind, other.file, other.sentence, other.facts)
