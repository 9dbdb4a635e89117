"""The bar beneath the strip: the name, the box that finds everything, who sits here and where, language, lock, menu."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from app.core.i18n import LANGUAGES, N_
from app.services.status import Seat
from app.ui.kit.keys import key_text
from app.ui.kit.kit import Kit
from app.ui.kit.mnemonics import mark_menu
from app.ui.kit.parts import label
from app.ui.shell.rail import WIDE

HEIGHT = 48
OWN_NAMES = {"nl": "Nederlands", "fr": "Français", "de": "Deutsch", "en": "English"}
"""A language is offered by its own name: whoever needs it may not read the present one."""


class Bar(QWidget):
    """Asks for another language, the lock and the menu; `find` stands in its middle."""

    language_wanted = Signal(str)
    lock_wanted = Signal()
    menu_wanted = Signal()

    def __init__(self, kit: Kit, seat: Seat, find: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        words = kit.words
        self.setObjectName("bar")
        self.setProperty("role", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        name = label("Praesidium", "bar_name", "heading")
        name.setFixedWidth(WIDE)
        self._officer = label(seat.officer, "bar_officer", "strong")
        self._roles = label(f"· {', '.join(words.enum(role) for role in seat.roles)}", "bar_roles", "quiet")
        station = label(seat.station, "bar_station", "quiet")
        station.setToolTip(words(N_("This workstation")))
        self.menu_button = self._tool("bar_menu", words(N_("Menu")), "ellipsis-vertical", "F10")
        self.menu_button.clicked.connect(self.menu_wanted)
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 0, 16, 0)
        box.setSpacing(0)
        box.addWidget(name)
        box.addWidget(find, 100)
        box.addStretch(1)
        box.addSpacing(16)
        for one, gap in (
            (self._officer, 4),
            (self._roles, 16),
            (station, 8),
            (self._languages(), 4),
            (self._lock(), 4),
        ):
            box.addWidget(one)
            box.addSpacing(gap)
        box.addWidget(self.menu_button)

    def set_room(self, width: int) -> None:
        """Leave out what a narrow window has no room for: first the roles, then the name."""
        self._roles.setVisible(width >= 1100)
        self._officer.setVisible(width >= 900)

    def _languages(self) -> QToolButton:
        words = self._kit.words
        made = self._tool("bar_language", words(N_("Language")), "", "")
        made.setText(words.language.upper())
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(made)
        menu.setObjectName("language_menu")
        group = QActionGroup(menu)
        for language in LANGUAGES:
            one = QAction(OWN_NAMES[language], menu)
            one.setObjectName(f"language_{language}")
            one.setCheckable(True)
            one.setChecked(language == words.language)
            one.triggered.connect(lambda _=False, to=language: self.language_wanted.emit(to))
            group.addAction(one)
            menu.addAction(one)
        mark_menu(menu)
        made.setMenu(menu)
        return made

    def _lock(self) -> QToolButton:
        made = self._tool("bar_lock", self._kit.words(N_("Lock, or change user")), "lock", "Ctrl+L")
        made.clicked.connect(self.lock_wanted)
        return made

    def _tool(self, name: str, text: str, icon: str, shortcut: str) -> QToolButton:
        made = QToolButton()
        made.setObjectName(name)
        made.setAccessibleName(text)
        key = key_text(shortcut, self._kit.words) if shortcut else ""
        made.setToolTip(f"{text} ({key})" if key else text)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setMinimumSize(32, 32)
        if icon:
            made.setIcon(self._kit.icons(icon, "secondary"))
            made.setIconSize(QSize(18, 18))
        return made
