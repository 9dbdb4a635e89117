"""The window before a store is open: a calm ground with one card, languages and colours at the top.

It imports the kit only, so that it is painted at once. Right after the first paint the store's libraries come on a
thread, and then the pages that need them. Whoever is quicker than that waits for them, not the window for him.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtGui  # names said with it are made after the first paint
from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import LANGUAGES, N_
from app.ui.kit.buttons import ICON, Button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label
from app.ui.kit.theme import Mode
from app.ui.kit.words import Words
from app.ui.shell.entry.fields import gather, put_back
from app.ui.shell.entry.page import Page
from app.ui.shell.entry.told import ToldPage
from app.ui.shell.entry.unlock import UnlockPage
from app.ui.shell.entry.welcome import WelcomePage

if TYPE_CHECKING:  # loaded on a thread, after the first paint
    from app.services.desk import Desk
    from app.services.station.doorstep import Notice
    from app.services.station.stations import Platform

OWN_NAMES = {"nl": "Nederlands", "fr": "Français", "de": "Deutsch", "en": "English"}
PAGES = "app.ui.shell.entry"
HEAD = 48
BRAND = 20


class EntryWindow(QMainWindow):
    """Opens, makes, joins or restores the store at `store`; `platform` is called on a thread.

    `there` says whether a store stands at the path (the caller looked): unlock, or the three ways to begin.
    """

    opened = Signal(object)
    """The `Desk` of whoever unlocked; the window is not needed any more."""
    language_chosen = Signal(str)
    colours_chosen = Signal(str)
    store_chosen = Signal(Path)
    """Another store is to be opened from now on: for the caller to remember."""
    painted = Signal()
    """The first paint is done."""
    complete = Signal()
    """Every page is here; whatever else is to be loaded may come now."""

    def __init__(self, kit: Kit, platform: "Callable[[], Platform]", store: Path, *, there: bool) -> None:
        super().__init__()
        self.kit, self.platform, self.store, self.there = kit, platform, store, there
        self.loaded = False
        self._painted = False
        self._wanted: Callable[[], None] | None = None
        self._desk: Desk | None = None
        self._notices: tuple[Notice, ...] = ()
        self.setObjectName("entry_window")
        self.setWindowTitle("Praesidium")
        self.setMinimumSize(QSize(640, 480))
        self.resize(1120, 720)
        self._build("unlock" if there else "welcome")
        kit.theme.changed.connect(self._wear)
        kit.help.wanted.connect(self._open_help)
        kit.door.said.connect(self._on_said)

    @property
    def page(self) -> Page:
        """Return the page in front."""
        return self._page

    def turn_to(self, name: str) -> None:
        """Bring a page to the front, built anew; one that needs the store's libraries waits for them."""
        if name in ("unlock", "welcome", "told"):
            self._show_page(self._light(name))
        elif self.loaded:
            self._show_page(self._heavy(name))
        else:
            self.page.say(self.kit.words(N_("One moment…")), "quiet")
            self._wanted = partial(self.turn_to, name)

    def set_language(self, language: str) -> None:
        """Say everything in another language, with what was typed still there."""
        if language == self.kit.words.language:
            return
        kept, name = gather(self.page), self.page.objectName()
        state = self.page.state()
        self.kit.words = Words(language)
        self._build(name, state)
        put_back(self.page, kept)
        self.language_chosen.emit(language)

    def show_help(self) -> None:
        """Open the manual at the page about the way in; what is typed stays as it is."""
        self._open_help(self)

    def _open_help(self, over: QWidget) -> None:
        from app.ui.shell.help_sheet import HelpSheet  # not needed for the first paint

        if self.isVisible() and not isinstance(over, HelpSheet):
            HelpSheet(self.kit, over).open()

    def _on_said(self, text: str, _bug: bool, _near: object) -> None:
        """Say on the page what the error door has to say; where a sheet covers it, there."""
        from app.ui.kit.sheet import sheet_in_front  # not needed for the first paint

        over = sheet_in_front()
        if self.isVisible() and over is not None:
            over.say(text)
        elif self.isVisible():
            self.page.say(text)

    def say(self, why: str) -> None:
        """Begin anew with the way in, and say why."""
        self.turn_to("unlock" if self.there else "welcome")
        self.page.say(why)

    def take_store(self, path: Path, *, there: bool) -> None:
        """Open this store from now on."""
        self.store, self.there = path, there
        self.store_chosen.emit(path)
        self.turn_to("unlock" if there else "welcome")

    def _build(self, name: str, state: object = None) -> None:
        ground = QWidget()
        ground.setObjectName("entry_ground")
        ground.setProperty("role", "ground")
        box = QVBoxLayout(ground)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._head())
        self._stack = QStackedWidget()
        self._stack.setObjectName("entry_pages")
        box.addWidget(self._stack, 1)
        self.setCentralWidget(ground)
        heavy = name not in ("unlock", "welcome", "told")
        self._show_page(self._heavy(name, state) if heavy else self._light(name))

    def _head(self) -> QWidget:
        words = self.kit.words
        head = QWidget()
        head.setObjectName("entry_head")
        head.setFixedHeight(HEAD)
        line = QHBoxLayout(head)
        line.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)
        line.setSpacing(GRID)
        self._brand = QLabel()
        self._brand.setObjectName("entry_brand_sign")
        line.addWidget(self._brand)
        line.addWidget(label("Praesidium", "entry_brand", "strong"))
        line.addStretch(1)
        self.languages = self._flat(OWN_NAMES[words.language], "entry_language", "languages")
        self.languages.setAccessibleName(words(N_("Language: {name}"), name=OWN_NAMES[words.language]))
        self.languages.setMenu(QMenu(self))
        if self._painted:
            self._fill_languages()
        self.colours = self._flat("", "entry_colours", "sun")
        self.colours.clicked.connect(self._on_colours)
        self._wear()
        self.help = self._flat(words(N_("Help")), "entry_help", "circle-help")
        self.help.setToolTip("F1")
        self.help.setAccessibleDescription("F1")
        self.help.clicked.connect(self.show_help)
        for one in (self.help, self.languages, self.colours):
            line.addWidget(one)
        return head

    def _flat(self, text: str, name: str, icon: str) -> Button:
        made = Button(self.kit, text, name)
        made.setProperty("flat", True)
        made.setIcon(self.kit.icons(icon, "secondary"))
        made.setIconSize(ICON)
        return made

    def _fill_languages(self) -> None:
        from app.ui.kit.mnemonics import mark_menu  # not needed for the first paint

        menu = self.languages.menu()
        menu.setObjectName("entry_language_menu")
        group = QtGui.QActionGroup(menu)
        for language in LANGUAGES:
            one = QtGui.QAction(OWN_NAMES[language], menu)
            one.setObjectName(f"entry_language_{language}")
            one.setCheckable(True)
            one.setChecked(language == self.kit.words.language)
            one.triggered.connect(partial(self._on_language, language))
            group.addAction(one)
            menu.addAction(one)
        mark_menu(menu)

    def _on_language(self, language: str, _on: bool = True) -> None:
        QTimer.singleShot(0, self, partial(self.set_language, language))

    def _on_colours(self) -> None:
        mode = Mode.LIGHT if self.kit.theme.dark else Mode.DARK
        self.kit.theme.set_mode(mode)
        self.colours_chosen.emit(mode.value)

    def _wear(self) -> None:
        """Put on the colours in force: the sign, and the button that offers the others."""
        words, dark = self.kit.words, self.kit.theme.dark
        self._brand.setPixmap(self.kit.icons("shield", "accent").pixmap(QSize(BRAND, BRAND), self.devicePixelRatioF()))
        self.colours.setText(words(N_("Light")) if dark else words(N_("Dark")))
        self.colours.setAccessibleName(words(N_("Light colours")) if dark else words(N_("Dark colours")))
        self.colours.setIcon(self.kit.icons("sun" if dark else "moon", "secondary"))

    def _light(self, name: str) -> Page:
        if name == "told":
            told = ToldPage(self.kit, self._notices)
            told.read.connect(self._on_read)
            return told
        if name == "welcome":
            welcome = WelcomePage(self.kit, there=self.there)
            welcome.other_store_wanted.connect(self._on_other_store)
            return welcome
        unlock = UnlockPage(self.kit, self.platform, self.store)
        unlock.must_join.connect(self._on_must_join)
        unlock.other_store_wanted.connect(self._on_other_store)
        return unlock

    def _heavy(self, name: str, state: object = None) -> Page:
        from app.ui.shell.entry import pages

        return pages.make(name, self.kit, self.platform, self.store, state)

    def _show_page(self, page: Page) -> None:
        before = self._stack.currentWidget()
        page.wanted.connect(self.turn_to)
        page.busy.connect(self._on_busy)
        page.opened.connect(self._on_opened)
        page.done.connect(self._on_done)
        page.invited.connect(lambda login: self._on_must_join(login, ""))
        self._page = page
        self._stack.addWidget(page)
        page.stand()
        self._stack.setCurrentWidget(page)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()
        if self._painted:
            page.begin()

    def _on_busy(self, busy: bool) -> None:
        self.languages.setEnabled(not busy)

    def _on_opened(self, desk: "Desk", notices: "tuple[Notice, ...]") -> None:
        self._desk, self._notices = desk, notices
        if notices:
            self.turn_to("told")
        else:
            self._on_read()

    def _on_read(self) -> None:
        desk, self._desk = self._desk, None
        if desk is not None:
            self.opened.emit(desk)

    def _on_done(self, login: str) -> None:
        self.there = True
        self.turn_to("unlock")
        page = self.page
        if isinstance(page, UnlockPage):
            page.login.line.setText(login)
            page.say(self.kit.words(N_("The store is ready.")), "quiet")
            page.begin()

    def _on_must_join(self, login: str, passphrase: str) -> None:
        self.turn_to("accept")
        put_back(self.page, {"accept_login": login, "accept_passphrase": passphrase})
        self.page.begin()

    def _on_other_store(self) -> None:
        words = self.kit.words
        kinds = words(N_("Stores")) + " (*.store);;" + words(N_("All files")) + " (*)"
        chooser = self.kit.chooser
        if chooser.folder is None:
            chooser.folder = self.store.parent
        chooser.ask_file(
            self, "entry_other_dialog", words(N_("Open a store")), kinds, lambda path: self.take_store(path, there=True)
        )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._on_painted)

    def _on_painted(self) -> None:
        from app.ui.kit.alt_letters import AltLetters

        self.painted.emit()
        self._fill_languages()
        QShortcut("F1", self).activated.connect(self.show_help)
        AltLetters(self)
        self.kit.jobs.write(self, _load, self._on_services)
        self.page.begin()

    def _on_services(self, _nothing: object) -> None:
        from app.ui.kit.bringing import Bringing  # not needed for the first paint

        bringing = Bringing([PAGES], self)
        bringing.done.connect(self._on_loaded)
        bringing.begin()

    def _on_loaded(self) -> None:
        from app.services.exchange.carriers import sticks

        self.loaded = True
        self.kit.chooser.sticks = sticks
        self.kit.theme.load_scripts()
        self.complete.emit()
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.page.say("")
            wanted()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Leave nothing open or half-made behind."""
        self.page.stop()
        self.page.closed()
        desk, self._desk = self._desk, None
        if desk is not None:
            desk.close()
        super().closeEvent(event)


def _load() -> None:
    """Bring what the pages ask of the services; on a thread, for there is no Qt in it."""
    from app.ui.shell.entry import acts  # noqa: F401 - to have it
