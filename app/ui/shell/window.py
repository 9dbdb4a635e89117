"""The main window: the life of one officer's session at one desk, from sitting down to lock.

It builds nothing of its own from the store: it asks who sits here and how he likes it, and gives everything else to the
screens it was handed. Locking hides everything at once, keeps how the window stood in the store, and closes the desk;
then whoever made the window shows the unlock.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from app.core.i18n import LANGUAGES, N_
from app.models.enums import Action as Right
from app.models.lists import Lists
from app.services.desk import Desk
from app.services.exchange.carriers import sticks
from app.services.preferences import keep_preferences
from app.services.search.short_lists import lists_of
from app.services.status import Seat, seat
from app.ui.files.mistakes import REPORT
from app.ui.kit.action import Action
from app.ui.kit.alt_letters import AltLetters
from app.ui.kit.kit import Kit
from app.ui.kit.remembering import forget_words
from app.ui.kit.screen import Address
from app.ui.kit.theme import Mode
from app.ui.kit.words import COUNTRY_TIME, Words
from app.ui.shell.frame import Counts, Frame
from app.ui.shell.help_screen import HelpScreen
from app.ui.shell.idle import DEFAULT_MINUTES, IdleWatch
from app.ui.shell.keys_sheet import KeysSheet
from app.ui.shell.leave_sheet import LeaveSheet
from app.ui.shell.leaving import Leaving, clear_clipboard
from app.ui.shell.menu import make_menu
from app.ui.shell.offering import Offering
from app.ui.shell.over import help_over, run_named, say_it
from app.ui.shell.pages import Pages, Places
from app.ui.shell.renewing import Renewing
from app.ui.shell.shell_actions import shell_actions
from app.ui.shell.standing import MOST_RECENT, SMALLEST, USUAL, orders_of, recent_kept, recent_of, stand, standing
from app.ui.shell.system_lock import SystemLock
from app.ui.shell.trail import put_first

Anywhere = Callable[[Kit, Desk, QWidget], Sequence[Action]]
"""What can be done on every screen beside the window's own: wired where the screens are."""

STOPPED = N_(
    "The lock stopped long work that was under way. Nothing of it is half-done: look whether it was finished, and"
    " begin it again if not."
)


class MainWindow(QMainWindow):
    """Call `begin` once; `ready` says it can be used. After `locked` or `left` its desk is closed."""

    ready = Signal()
    locked = Signal()
    refused = Signal(str)
    """Why it cannot be used, or what the lock stopped, in words; `locked` follows."""
    left = Signal()
    language_chosen = Signal(str)
    """For what is kept outside the store and for Qt's own words; the window itself already speaks it."""
    colours_chosen = Signal(str)

    def __init__(
        self, kit: Kit, desk: Desk, places: Places, counts: Counts | None = None, anywhere: Anywhere | None = None
    ) -> None:
        super().__init__()
        self.kit, self.desk = kit, desk
        self._places: Places = {"help": HelpScreen, **places}
        self._counts, self._anywhere = counts, anywhere
        self._seat: Seat | None = None
        self._frame: Frame | None = None
        self._recent: tuple[Address, ...] = ()
        self._narrow = self._alt = self._ending = False
        self.idle: IdleWatch | None = None
        self.setWindowTitle("Praesidium")
        self.setObjectName("main_window")
        self.setMinimumSize(SMALLEST)
        self.resize(USUAL)
        self._renewing = Renewing(kit.jobs, self, lambda: kit.clock.now().astimezone(COUNTRY_TIME).date())
        self._renewing.due.connect(self._refresh)
        self._offering = Offering(kit, self, self._own_actions, self._actions_anywhere)
        for key, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(key), self).activated.connect(partial(self._step, step))
        QShortcut(QKeySequence("F10"), self).activated.connect(self._on_menu_key)
        AltLetters(self, lambda: self._frame.pages.front if self._frame is not None else None)
        kit.chooser.sticks = sticks
        kit.chooser.chosen.connect(self._on_folder)
        kit.door.said.connect(self._on_said)
        kit.help.wanted.connect(self._on_help_wanted)
        SystemLock(self).locked.connect(self.lock)

    @property
    def frame(self) -> Frame:
        """Return what is seen. Raises RuntimeError before `ready` and after the lock."""
        if self._frame is None:
            raise RuntimeError("frame")
        return self._frame

    @property
    def pages(self) -> Pages:
        """Return what is open. Raises as `frame`."""
        return self.frame.pages

    def begin(self) -> None:
        """Ask who sits here and how he likes it, then build, open what was open, and say `ready`."""
        self.kit.jobs.read(self, lambda: seat(self.desk), self._sit_down, self._on_refused)

    def go_to(self, screen: str) -> None:
        """Open a room."""
        self.pages.open(Address(screen))

    def find_anything(self) -> None:
        """Open the box over everything."""
        self.frame.find_box.begin()

    def show_menu(self, group: str = "") -> None:
        """Open the menu beneath its button, or of it that one group alone."""
        menu = make_menu(self.kit, [one for one in self.kit.actions.all() if group in ("", one.group)], self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        button = self.frame.bar.menu_button
        menu.popup(button.mapToGlobal(button.rect().bottomRight() - QPoint(menu.sizeHint().width(), 0)))

    def show_page_menu(self) -> None:
        """Open what the page in front offers: a letter more does it."""
        self.show_menu(self.kit.words(N_("This page")))

    def show_keys(self) -> None:
        """List the shortcuts."""
        KeysSheet(self.kit, self).open()

    def show_help(self) -> None:
        """Open the page of the screen in front."""
        front = self.pages.front
        if front is not None and not isinstance(front, HelpScreen):
            self.pages.open(Address("help", extra=(("page", front.help_page),)), apart=True)

    def toggle_rail(self) -> None:
        """Show the rail narrow, or wide again."""
        self._narrow = not self._narrow
        self.frame.fit(self.width(), narrow=self._narrow)

    def set_colours(self, mode: Mode) -> None:
        """Take light or dark colours, or those of the system."""
        self.kit.theme.set_mode(mode)
        self.colours_chosen.emit(mode.value)
        self._keep({"colours": mode.value})

    def set_lock_minutes(self, minutes: int) -> None:
        """Lock by itself after that many quiet minutes."""
        if self.idle is not None:
            self.idle.set_minutes(minutes)
        self._keep({"lock_minutes": minutes})

    def set_language(self, language: str) -> None:
        """Speak another language: everything is built anew, and stands as it stood."""
        if language == self.kit.words.language:
            return
        session = self.pages.session()
        self._speak(language)
        self._build(session)
        self._keep({"language": language})

    def lock(self) -> None:
        """Hide everything, keep how it stood, close the desk; `locked` follows. What it stops is told on the way in."""
        if self.kit.jobs.running and not self._ending:
            self.refused.emit(self.kit.words(STOPPED))
        self._end(self.locked.emit)

    def take_away(self) -> None:
        """Take everything off the screen and out of the clipboard; drafts are kept by the forms as they go."""
        self._ending = True
        self.hide()
        self.kit.words.lists = None
        self.kit.chooser.forget()
        clear_clipboard()
        for window in self.findChildren(QWidget):
            if window.isWindow():
                window.close()
        self._take_down()
        forget_words()
        if self.idle is not None:
            self.idle.end()

    @property
    def may(self) -> frozenset[Right]:
        """Return what the officer's roles let him do, of whatever thing."""
        return self._seat.may if self._seat is not None else frozenset()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Close the desk first; ask only where something typed could not be kept."""
        event.ignore()
        if self._ending:
            return
        if self._frame is None:
            self._end(self.left.emit)
            return
        self.hide()
        self.pages.when_kept(self._on_kept)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if self._frame is not None:
            self._frame.fit(self.width(), narrow=self._narrow)

    def event(self, event: QEvent) -> bool:
        """Open the menu on Alt alone: pressed and released with no other key between."""
        if isinstance(event, QKeyEvent):
            alone = event.key() == Qt.Key.Key_Alt
            if event.type() is QEvent.Type.KeyRelease and alone and self._alt and self._frame is not None:
                self.show_menu()
            self._alt = alone and event.type() is not QEvent.Type.KeyRelease
        return super().event(event)

    def _sit_down(self, found: Seat) -> None:
        self._seat = found
        self.kit.words.lists = found.lists
        liked = found.preferences
        if (language := liked.get("language")) in LANGUAGES and language != self.kit.words.language:
            self._speak(str(language))
        if (colours := liked.get("colours")) in tuple(Mode) and colours != self.kit.theme.mode:
            self.kit.theme.set_mode(Mode(str(colours)))
        self._recent = recent_of(liked)
        self.kit.orders = orders_of(liked)
        folder = liked.get("folder")
        self.kit.chooser.folder = Path(folder) if isinstance(folder, str) else None
        self._narrow = stand(self, liked.get("window"))
        try:
            self._build(liked.get("session"))
        except Exception as failure:  # noqa: BLE001 - whatever it is, nobody may be left before a window that never comes
            self._on_refused(failure)
            return
        minutes = liked.get("lock_minutes")
        if isinstance(app := QApplication.instance(), QApplication):
            minutes = minutes if isinstance(minutes, int) else DEFAULT_MINUTES
            self.idle = IdleWatch(app, self.kit.clock, minutes, self)
            self.idle.idled.connect(self.lock)
        self.ready.emit()

    def _on_refused(self, failure: BaseException) -> None:
        """Whoever may not sit here is told so where he unlocked, and the desk is closed again."""
        self.kit.door.show(failure)
        self.refused.emit(self.kit.door.say(failure))
        self._end(self.locked.emit)

    def _speak(self, language: str) -> None:
        self.kit.words = Words(language, self.kit.words.lists)
        self.language_chosen.emit(language)

    def _build(self, session: object) -> None:
        """Put the frame in, in place of the one before, and open what the session says or the first room."""
        if self._seat is None:
            return
        self._take_down()
        made = Frame(
            self.kit,
            self.desk,
            self._seat,
            self._places,
            self._counts,
            lambda: self._recent,
            self._renewing.write_unseen,
        )
        self._frame = made
        made.bar.language_wanted.connect(self.set_language)
        made.bar.lock_wanted.connect(self.lock)
        made.bar.menu_wanted.connect(self.show_menu)
        made.notice.report_wanted.connect(partial(run_named, self.kit, REPORT))
        made.pages.marked.connect(lambda _: self._offering.renew())
        made.pages.opened.connect(self._on_opened)
        made.pages.closing_refused.connect(self._on_closing_refused)
        made.fit(self.width(), narrow=self._narrow)
        self.setCentralWidget(made)
        if not made.pages.resume(session) and made.entries:
            made.pages.open(Address(made.entries[0].screen))
        self._offering.begin(lambda: made.pages.front)
        made.look()
        made.settle()

    def _take_down(self) -> None:
        self._offering.end()
        if self._frame is not None:
            self._frame.pages.end()
            self._frame.hide()
            self._frame.deleteLater()
            self._frame = None

    def _own_actions(self) -> list[Action]:
        drafts = "drafts" in self._places and self.frame.keeps_drafts
        my_files = "my_files" in self._places and Right.READ in self.may
        return shell_actions(self.kit.words, self.frame.entries, self, drafts=drafts, my_files=my_files)

    def _actions_anywhere(self) -> Sequence[Action]:
        return self._anywhere(self.kit, self.desk, self) if self._anywhere else ()

    def _on_menu_key(self) -> None:
        if self._frame is not None:
            self.show_menu()

    def _step(self, by: int) -> None:
        if self._frame is not None:
            self._frame.pages.step(by)

    def _refresh(self) -> None:
        if self._frame is not None:
            self._frame.pages.refresh()
            self._frame.look()
            self._offering.renew()
            self.kit.jobs.read(self, lambda: lists_of(self.desk), self._on_lists, lambda _failure: None)

    def _on_lists(self, found: Lists) -> None:
        """Say from now on what lines of lists are called; what is seen is read again where that has changed."""
        if self._frame is not None and found != self.kit.words.lists:
            self.kit.words.lists = found
            self._frame.pages.refresh()

    def _on_said(self, text: str, bug: bool, _near: object) -> None:
        if self._frame is not None:
            say_it(self._frame.notice, text, mistake=bug)

    def _on_help_wanted(self, over: QWidget) -> None:
        if self._frame is not None and self.pages.front is not None:
            help_over(self.kit, over, self.pages.front.help_page)

    def _on_folder(self, folder: Path) -> None:
        """Remember in the store where files were looked for: outside it would tell of them."""
        if self._frame is not None:
            self._keep({"folder": str(folder)})

    def _on_opened(self, address: Address) -> None:
        self._recent = put_first(self._recent, address, MOST_RECENT)

    def _on_kept(self, kept: bool) -> None:
        """Every form had its chance to keep its draft when it was hidden: go, or ask where one could not."""
        if kept:
            self._end(self.left.emit)
        else:
            self.show()
            LeaveSheet(self.kit, self, lambda: self._end(self.left.emit)).open()

    def _on_closing_refused(self, at: int) -> None:
        LeaveSheet(self.kit, self, lambda: self.pages.close_tab(at, sure=True)).open()

    def _keep(self, values: Mapping[str, Any]) -> None:
        self._renewing.write_unseen(lambda: keep_preferences(self.desk, values))

    def _end(self, then: Callable[[], object]) -> None:
        if self._ending:
            return
        stands: dict[str, Any] = {}
        if self._frame is not None:
            stands = {
                "session": self.pages.session(),
                "recent": recent_kept(self._recent),
                "orders": {name: list(one) for name, one in self.kit.orders.items()},
                "window": standing(self, narrow=self._narrow),
            }
        self.take_away()
        leaving = Leaving(self.kit, self.desk, self)
        leaving.closed.connect(then)
        leaving.begin((lambda: keep_preferences(self.desk, stands)) if stands else None)
