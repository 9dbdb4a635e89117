"""The head of a file, always in sight: reference, title, its buttons, and a line of what it says of itself."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.files.head_line import HeadLine
from app.ui.kit.parts import GRID, secondary, title


class FileHead(QWidget):
    """Buttons of the screen are put into `buttons`. `name` and `line` name its parts for tests and readers."""

    def __init__(self, name: str, line: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}_head")
        self._reference = secondary("", f"{name}_reference", wrap=True)
        self._title = title("", f"{name}_title")
        self._title.setWordWrap(True)
        self._line = HeadLine(line)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(GRID)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._reference)
        texts.addWidget(self._title)
        top = QHBoxLayout()
        top.setSpacing(2 * GRID)
        top.addLayout(texts, 1)
        top.addLayout(self.buttons)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GRID)
        self._box.addLayout(top)
        self._box.addWidget(self._line)

    def say(self, reference: str, title: str) -> None:
        """Say what the file is called."""
        self._reference.setText(reference)
        self._title.setText(title)

    def begin_line(self) -> HeadLine:
        """Return a new line to be filled, for `put_line`."""
        return HeadLine(self._line.objectName())

    def put_line(self, line: HeadLine) -> None:
        """Show this line instead of the one before."""
        self._box.replaceWidget(self._line, line)
        line.show()
        self._line.deleteLater()
        self._line = line
