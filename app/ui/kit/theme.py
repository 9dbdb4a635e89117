"""The looks of the whole program: shipped font, explicit palette, one style sheet; light, dark, or as the system is.

`setColorScheme` does nothing off screen and on plain X, so the palette is always set by us. Sizes are on a grid of
8 pixels; there is one scale of type.
"""

from enum import StrEnum
from pathlib import Path

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from app.ui.kit.palette import DARK, LIGHT, Palette
from app.ui.kit.styling import style_sheet

FONT_DIR = Path(__file__).resolve().parents[3] / "resources" / "fonts"
FAMILY = "Noto Sans"
_FACES = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf")
_LATER = (
    "NotoSans-Bold.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansArmenian-Regular.ttf",
    "NotoSansGeorgian-Regular.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NanumSquareR.ttf",
    "DroidSansFallbackFull.ttf",
)
BODY_PIXELS = 13
STYLED = "praesidium"
"""The name of an application that was made by `application`."""
_DARK = "system_dark"


class Mode(StrEnum):
    """What the officer asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def application() -> QApplication:
    """Return the application, made in the style ours is drawn on: changing the style afterwards takes longer."""
    made = QApplication(["praesidium", "-style", "Fusion"])
    made.setObjectName(STYLED)
    return made


class Theme(QObject):
    """The colours in force; painters of our own read `palette` each time they paint."""

    changed = Signal()

    def __init__(self, app: QApplication, mode: Mode = Mode.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self.mode = mode
        self.palette: Palette = LIGHT
        self._system_dark = _is_dark(app)
        _load(_FACES)
        if app.objectName() != STYLED:
            app.setStyle("Fusion")
        font = QFont(FAMILY)
        font.setPixelSize(BODY_PIXELS)
        font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
        app.setFont(font)
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self._apply()

    @property
    def dark(self) -> bool:
        """Tell whether the dark colours are in force."""
        return self.palette is DARK

    def set_mode(self, mode: Mode) -> None:
        """Take another set of colours at once."""
        self.mode = mode
        self._apply()

    def load_scripts(self) -> None:
        """Load the faces of the other scripts we show, and the bold one: after the first paint, for they are large."""
        _load(_LATER)

    def colour(self, role: str) -> QColor:
        """Return the palette's colour called `role`."""
        return QColor(getattr(self.palette, role))

    def _apply(self) -> None:
        dark = self.mode is Mode.DARK or (self.mode is Mode.SYSTEM and self._system_dark)
        self.palette = DARK if dark else LIGHT
        self._app.setPalette(_qt_palette(self.palette))
        self._app.setStyleSheet(style_sheet(self.palette))
        self.changed.emit()

    def _on_scheme_changed(self) -> None:
        self._system_dark = self._app.styleHints().colorScheme() is QtCore.Qt.ColorScheme.Dark
        self._app.setProperty(_DARK, self._system_dark)
        if self.mode is Mode.SYSTEM:
            self._apply()


def _is_dark(app: QApplication) -> bool:
    """Tell whether the system shows light on dark, by the palette it gave before ours.

    To ask for the scheme by name would load all of Qt's names before the first paint (`app.ui.kit.numbers`).
    """
    known = app.property(_DARK)
    if known is None:
        given = app.palette()
        role = QPalette.ColorRole
        known = given.color(role.Window).lightness() < given.color(role.WindowText).lightness()
        app.setProperty(_DARK, known)
    return bool(known)


def weight(font: QFont, pixels: int, *, semibold: bool = False) -> QFont:
    """Return a font of that size in pixels, semibold or regular."""
    made = QFont(font)
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight.DemiBold if semibold else QFont.Weight.Normal)
    return made


def _load(faces: tuple[str, ...]) -> None:
    for face in faces:
        if (FONT_DIR / face).is_file():
            QFontDatabase.addApplicationFont(str(FONT_DIR / face))


def _qt_palette(colours: Palette) -> QPalette:
    made = QPalette()
    role = QPalette.ColorRole
    pairs = {
        role.Window: colours.ground,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.sunken,
        role.Text: colours.text,
        role.Button: colours.surface,
        role.ButtonText: colours.text,
        role.BrightText: colours.on_accent,
        role.ToolTipBase: colours.strip,
        role.ToolTipText: colours.on_strip,
        role.PlaceholderText: colours.secondary,
        role.Highlight: colours.accent_soft,
        role.HighlightedText: colours.text,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.Accent: colours.accent,
        role.Light: colours.surface,
        role.Midlight: colours.sunken,
        role.Mid: colours.line,
        role.Dark: colours.field_line,
        role.Shadow: colours.line,
    }
    for name, colour in pairs.items():
        made.setColor(name, QColor(colour))
    for name in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(colours.secondary))
    return made
