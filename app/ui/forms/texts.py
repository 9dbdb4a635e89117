"""Editors of plain text: one line, and a long text that grows with what is typed."""

from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.ui.forms.editor import Editor, State
from app.ui.forms.typing_limits import LEFT_OUT, LINE, TEXT, LineTooLong, TextTooLong, clean_line, clean_text
from app.ui.kit.kit import Kit

FEWEST, MOST_LINES = 3, 14
EDGES = 12
"""Pixels above and below the lines together: one line is as high as a field of one line."""
ROOM = 4
"""Times what a field takes that is let in and cleaned before it is judged."""
"""Lines a long text shows at least and at most before it scrolls."""


class Line(QLineEdit):
    """One line of text; what nobody sees is left out as it comes in.

    Qt cuts what is pasted before anybody sees it; therefore far more is let in than a field takes, and `overflown`
    remembers that there was more still: a text that lost its end unseen must not be taken for whole.
    """

    cleaned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.overflown = False
        self.setMaxLength(ROOM * LINE)
        self.textChanged.connect(self._on_text_changed)

    def _on_text_changed(self, text: str) -> None:
        good = clean_line(text)
        self.overflown = len(text) >= self.maxLength()
        if good != text:
            at, overflown = len(clean_line(text[: self.cursorPosition()])), self.overflown
            self.setText(good)
            self.setCursorPosition(at)
            self.overflown = overflown
            self.cleaned.emit()


class LineEditor(Editor):
    """A text of one line."""

    def __init__(self, kit: Kit, name: str, parent: QWidget | None = None) -> None:
        super().__init__(kit, name, parent)
        self.line = Line(self)
        self._left_out = False
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.line)
        self.watch(self.line)
        self.line.cleaned.connect(self._on_cleaned)
        self.line.textChanged.connect(self._on_text_changed)

    def state(self) -> State:
        return self.line.text().strip() or None

    def draw(self, state: State) -> None:
        self._left_out = False
        self.line.setText(str(state or ""))
        self.line.setCursorPosition(0)

    def state_of(self, value: Any) -> State:
        return str(value).strip() or None if value is not None else None

    def value(self) -> Any:
        return self.typed()

    def typed(self) -> str | None:
        """Return the text without spaces around it. Raises LineTooLong."""
        if self.line.overflown or len(self.line.text()) > LINE:
            raise LineTooLong(most=LINE)
        return self.line.text().strip() or None

    def remark(self) -> str:
        return self.kit.words(LEFT_OUT) if self._left_out else ""

    def _on_cleaned(self) -> None:
        self._left_out = True

    def _on_text_changed(self, text: str) -> None:
        if clean_line(text) == text:
            self.touched()
            self._left_out = self._left_out and bool(text)


class GrowingText(QPlainTextEdit):
    """A long text that shows all of itself up to some lines. Tab goes on to the next field."""

    cleaned = Signal()
    picture = Signal()
    """A picture was pasted, which no text holds."""
    overflown = False
    """Whether more was pasted last than was taken in."""

    def __init__(self, fewest: int = FEWEST, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fewest = fewest
        self._pasting = False
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(1)
        self.setViewportMargins(3, 0, 3, 0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._on_text_changed)
        self.grow()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Take plain text only, no longer than fits and without what nobody sees; of a picture that is told."""
        whole = source.text()
        if not whole and source.hasImage():
            self.picture.emit()
            return
        pasted = whole[: ROOM * TEXT]
        good = clean_text(pasted)
        room = max(TEXT + 1 - len(self.toPlainText()) + len(self.textCursor().selectedText()), 0)
        overflown = len(whole) > len(pasted) or len(good) > room
        self._pasting = overflown
        self.insertPlainText(good[:room])
        self._pasting = False
        if good != pasted.replace("\r\n", "\n"):
            self.cleaned.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        return source.hasText()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(super().sizeHint().width(), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.grow()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the height again after a switch of theme: the style sheet sets its own."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.grow()

    def _on_text_changed(self) -> None:
        self.overflown = self._pasting
        text = self.toPlainText()
        good = clean_text(text)
        if good != text:  # typed: by another keyboard, or from the menu of signs that Qt has
            at, overflown = len(clean_text(text[: self.textCursor().position()])), self.overflown
            self.setPlainText(good)
            cursor = self.textCursor()
            cursor.setPosition(at)
            self.setTextCursor(cursor)
            self.overflown = overflown
            self.cleaned.emit()
        self.grow()

    def grow(self) -> None:
        """Take the height that what is typed needs."""
        lines = int(self.document().size().height())
        shown = min(max(lines, self._fewest), MOST_LINES)
        height = shown * self.fontMetrics().lineSpacing() + EDGES
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines > MOST_LINES else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)


class LongTextEditor(Editor):
    """A text of several lines."""

    wide = True

    def __init__(self, kit: Kit, name: str, parent: QWidget | None = None, fewest: int = FEWEST) -> None:
        super().__init__(kit, name, parent)
        self.text = GrowingText(fewest, self)
        self._left_out = False
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.text)
        self.watch(self.text)
        self._picture = False
        self.text.cleaned.connect(self._on_cleaned)
        self.text.picture.connect(self._on_picture)
        self.text.textChanged.connect(self._on_text_changed)

    def state(self) -> State:
        return self.text.toPlainText().strip() or None

    def draw(self, state: State) -> None:
        self._left_out = False
        self.text.setPlainText(clean_text(str(state or "")))

    def state_of(self, value: Any) -> State:
        return clean_text(str(value)).strip() or None if value is not None else None

    def value(self) -> Any:
        if self.text.overflown or len(self.text.toPlainText()) > TEXT:
            raise TextTooLong(most=TEXT)
        return self.state()

    def remark(self) -> str:
        count = len(self.text.toPlainText())
        if self._left_out:
            return self.kit.words(LEFT_OUT)
        if self._picture:
            return self.kit.words(N_("No picture fits in a text. Add it as an attachment instead."))
        if count > TEXT - TEXT // 20:
            return self.kit.words(N_("{left} characters left"), left=self.kit.words.number(TEXT - count))
        return ""

    def _on_cleaned(self) -> None:
        self._left_out = True

    def _on_text_changed(self) -> None:
        self._left_out = self._left_out and not self.text.document().isEmpty()
        self._picture = False
        self.touched()

    def _on_picture(self) -> None:
        self._picture = True
        self.touched()
