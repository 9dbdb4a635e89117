"""The manual's page in the program's own type: sizes of the scale, room between paragraphs, lists close to the text."""

from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

INDENT = 24
GAP = "\N{EN SPACE}"
"""What stands between a bullet and its text beside Qt's own three pixels."""
BETWEEN = 8
BEFORE_HEADING = 20
LINE = 112
"""Height of a line in percent of its type."""
_PIXELS = {1: 20, 2: 16}
USUAL = 13


def set_in_type(document: QTextDocument) -> None:
    """Give every block its size and room; call it after the text was set."""
    document.setIndentWidth(INDENT)
    document.setDocumentMargin(0)
    block = document.begin()
    while block.isValid():
        _set_block(block)
        block = block.next()


def _set_block(block: QTextBlock) -> None:
    cursor = QTextCursor(block)
    level = block.blockFormat().headingLevel()
    room = QTextBlockFormat()
    room.setTopMargin(BEFORE_HEADING if level > 1 else 0)
    room.setBottomMargin(BETWEEN // 2 if block.textList() is not None else BETWEEN)
    room.setLineHeight(LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.mergeBlockFormat(room)
    if block.textList() is not None:
        _part_from_bullet(block)
    if level:
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        cursor.setCharFormat(_heading(cursor.charFormat(), _PIXELS.get(level, USUAL)))


def _part_from_bullet(block: QTextBlock) -> None:
    """Leave room after a bullet: Qt draws it right before the text, whatever the indent of the list."""
    document = block.document()
    out = QTextBlockFormat()
    out.setTextIndent(-QFontMetricsF(document.defaultFont()).horizontalAdvance(GAP))
    cursor = QTextCursor(block)
    cursor.mergeBlockFormat(out)
    cursor.insertText(GAP, QTextCharFormat())


def _heading(size: QTextCharFormat, pixels: int) -> QTextCharFormat:
    """Return a heading's type; the adjustment that Markdown made must go, for it wins over every size."""
    size.clearProperty(QTextCharFormat.Property.FontSizeAdjustment.value)
    size.setProperty(QTextCharFormat.Property.FontPixelSize.value, pixels)
    size.setFontWeight(QFont.Weight.DemiBold)
    return size
