"""Icons from the one set that ships (`resources/icons`), drawn in a colour of the palette at any scale."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.ui.kit.theme import Theme

ICON_DIR = Path(__file__).resolve().parents[3] / "resources" / "icons"


class Icons:
    """Gives icons by name. Raises KeyError on a name that does not ship: a defect of the caller."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._sources: dict[str, bytes] = {}
        self._outlines: dict[tuple[str, str], QSvgRenderer] = {}

    def __call__(self, name: str, role: str = "text") -> QIcon:
        """Return the icon in the palette's colour called `role`; it follows the theme by itself."""
        self._source(name)
        return QIcon(_Engine(partial(self._outline, name), self._theme, role))

    def _source(self, name: str) -> bytes:
        if name not in self._sources:
            file = ICON_DIR / f"{name}.svg"
            if not file.is_file():
                raise KeyError(name)
            self._sources[name] = file.read_bytes()
        return self._sources[name]

    def _outline(self, name: str, colour: str) -> QSvgRenderer:
        """Return an icon's outline, read once in each colour: a rail is painted many times."""
        if (name, colour) not in self._outlines:
            source = self._source(name).replace(b"currentColor", colour.encode())
            self._outlines[name, colour] = QSvgRenderer(source)
        return self._outlines[name, colour]


class _Engine(QIconEngine):
    """Draws the outline when it is asked to, so that no picture is kept in a colour of yesterday's theme."""

    def __init__(self, outline: Callable[[str], QSvgRenderer], theme: Theme, role: str) -> None:
        super().__init__()
        self._outline, self._theme, self._role = outline, theme, role

    def clone(self) -> QIconEngine:
        return _Engine(self._outline, self._theme, self._role)

    def paint(self, painter: QPainter, rect: object, mode: QIcon.Mode, _state: QIcon.State) -> None:
        role = "secondary" if mode is QIcon.Mode.Disabled else self._role
        box = QRectF(rect)  # type: ignore[call-overload]  # Qt hands a QRect, the stub says object
        side = min(box.width(), box.height())
        square = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
        self._outline(getattr(self._theme.palette, role)).render(painter, square)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:  # noqa: N802
        """Return the outline as sharp as the screen: `size` is in the officer's points, `scale` dots to each."""
        made = QPixmap(size * scale)
        made.fill(QColor(0, 0, 0, 0))
        painter = QPainter(made)
        self.paint(painter, made.rect(), mode, state)
        painter.end()
        made.setDevicePixelRatio(scale)
        return made
