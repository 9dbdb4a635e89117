"""The list that hangs from the box over everything: headings, things, commands, drawn by hand at one line each."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.ui.kit.keys import key_text
from app.ui.kit.kit import Kit
from app.ui.kit.parts import label, rule, secondary
from app.ui.kit.theme import weight
from app.ui.shell.find_rows import Row

LINE, HEADING = 40, 28
HIGHEST = 520
AnyIndex = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole


class FindList(QFrame):
    """Shows rows and says which one was taken. The box keeps the focus and walks it."""

    chosen = Signal(str)
    """What the chosen row says, for who hears the window."""
    told = Signal()
    """It says more or less under its rows, and needs another height."""
    taken = Signal(object, bool)
    """The row, and whether a tab of its own is wanted."""

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit
        self.window_part = parent
        self.setObjectName("find_panel")
        self.setProperty("role", "card")
        self.setProperty("over", True)
        self.model = _Rows(self)
        self.view = QListView()
        self.view.setObjectName("find_list")
        self.view.setAccessibleName(kit.words(N_("Found")))
        self.view.setModel(self.model)
        self.view.setItemDelegate(_Painter(kit, self.view))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.clicked.connect(self._on_clicked)
        self.nothing = label("", "find_nothing", "quiet", wrap=True)
        self.nothing.setContentsMargins(16, 16, 16, 16)
        words = kit.words
        enter = words(N_("Enter"))
        control = key_text("Ctrl+K", words).partition(" ")[0]
        keys = (
            words.pair(enter, words(N_("open"))),
            words.pair(f"{control} {enter}", words(N_("in a new tab"))),
            words.pair(key_text("Esc", words), words(N_("close"))),
        )
        foot = secondary("   ·   ".join(keys), "find_keys")
        foot.setContentsMargins(16, 6, 16, 6)
        self.why = label("", "find_why", "error", wrap=True)
        self.why.setContentsMargins(16, 8, 16, 8)
        self.why.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 5, 1, 1)
        box.setSpacing(0)
        box.addWidget(self.view)
        box.addWidget(self.nothing)
        box.addWidget(self.why)
        box.addWidget(rule())
        box.addWidget(foot)
        self.hide()

    def put(self, rows: Sequence[Row], nothing: str) -> None:
        """Show rows, the first thing chosen; or the sentence where there are none."""
        self.model.put(rows)
        self.nothing.setText(nothing)
        self.nothing.setVisible(not rows)
        self.view.setVisible(bool(rows))
        wanted = sum(HEADING if row.heading else LINE for row in rows)
        self.view.setFixedHeight(min(wanted + 4, HIGHEST))
        self._choose(next((at for at, row in enumerate(rows) if not row.heading), -1))

    def needed_height(self) -> int:
        """Return how high it is at its width: what it says where there is nothing may stand on one line or on two."""
        self.ensurePolished()
        return self.heightForWidth(self.width()) if self.hasHeightForWidth() else self.sizeHint().height()

    @property
    def current(self) -> Row | None:
        """Return the chosen row."""
        at = self.view.currentIndex().row()
        return self.model.rows[at] if 0 <= at < len(self.model.rows) else None

    def walk(self, step: int) -> None:
        """Choose another row, over headings, round at the ends."""
        places = [at for at, row in enumerate(self.model.rows) if not row.heading]
        if places:
            here = self.view.currentIndex().row()
            at = places.index(here) if here in places else -1
            last = len(places) - 1
            self._choose(places[(at + step) % len(places) if abs(step) == 1 else min(max(at + step, 0), last)])

    def take(self, *, apart: bool) -> None:
        """Take the chosen row; of one that cannot be done now it is said why."""
        if (row := self.current) is not None:
            self._take(row, apart)

    def _take(self, row: Row, apart: bool) -> None:
        if not row.why:
            self.taken.emit(row, apart)
            return
        self._tell(row.why)
        self.chosen.emit(row.why)

    def _tell(self, why: str) -> None:
        """Say under the list why what is chosen cannot be done; an empty text takes that away."""
        if why != self.why.text() or self.why.isHidden() == bool(why):
            self.why.setText(why)
            self.why.setAccessibleName(why)
            self.why.setVisible(bool(why))
            self.told.emit()

    def _choose(self, at: int) -> None:
        self._tell("")
        self.view.setCurrentIndex(self.model.index(at, 0) if at >= 0 else QModelIndex())
        self.chosen.emit(said(self.model.rows[at]) if at >= 0 else self.nothing.text())
        if at >= 0:
            first = at == 1
            self.view.scrollTo(self.model.index(0 if first else at, 0))

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self.model.rows[index.row()]
        if not row.heading:
            self._take(row, False)


def said(row: Row) -> str:
    """Return a row in words."""
    return ", ".join(part for part in (row.text, row.second, row.key) if part)


class _Rows(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()

    def put(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:  # noqa: N802 - Qt's name
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex | None = None) -> int:  # noqa: N802 - Qt's name
        return 0 if parent is not None and parent.isValid() else 1

    def data(self, index: AnyIndex, role: int = 0) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return said(row)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if index.isValid() and self.rows[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Painter(QStyledItemDelegate):
    def __init__(self, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: N802 - Qt's name
        return QSize(0, HEADING if index.data(ROW).heading else LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row: Row = index.data(ROW)
        colours = self._kit.theme.palette
        box: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.heading:
            painter.setFont(weight(painter.font(), 12, semibold=True))
            painter.setPen(QColor(colours.secondary))
            painter.drawText(box.adjusted(16, 0, -16, 0), Qt.AlignmentFlag.AlignVCenter, row.text)
            painter.restore()
            return
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        grey = bool(row.why)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft if chosen else colours.sunken))
            painter.drawRoundedRect(box.adjusted(6, 1, -6, -1), 6, 6)
        icon = QRect(box.left() + 16, box.center().y() - 8, 18, 18)
        self._kit.icons(row.icon, "accent" if chosen and not grey else "secondary").paint(painter, icon)
        left, right = box.left() + 46, box.right() - 16
        painter.setFont(weight(painter.font(), 12))
        painter.setPen(QColor(colours.secondary))
        for text in (row.key, row.second):
            if text:
                most = max((right - left) * (3 if grey else 2) // (5 if grey else 4), 0)
                shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, most)
                width = painter.fontMetrics().horizontalAdvance(shown)
                painter.drawText(
                    QRect(right - width, box.top(), width, box.height()), Qt.AlignmentFlag.AlignVCenter, shown
                )
                right -= width + 16
        painter.setPen(QColor(colours.secondary if grey else colours.text))
        self._paint_text(painter, row, QRect(left, box.top(), max(right - left, 0), box.height()))
        painter.restore()

    def _paint_text(self, painter: QPainter, row: Row, room: QRect) -> None:
        """Paint the text with what matches in bold, cut at the right where it does not fit."""
        plain, bold = weight(painter.font(), 13), QFont(weight(painter.font(), 13, semibold=True))
        at = room.left()
        for text, strong in _pieces(row):
            font = bold if strong else plain
            metrics = QFontMetrics(font)
            left = room.right() - at
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(left, 0))
            painter.setFont(font)
            painter.drawText(QRect(at, room.top(), max(left, 0), room.height()), Qt.AlignmentFlag.AlignVCenter, shown)
            at += metrics.horizontalAdvance(shown)
            if shown != text:
                return


def _pieces(row: Row) -> list[tuple[str, bool]]:
    pieces, at = [], 0
    for start, length in row.marks:
        pieces += [(row.text[at:start], False), (row.text[start : start + length], True)]
        at = start + length
    return [piece for piece in (*pieces, (row.text[at:], False)) if piece[0]]
