"""Ctrl+K: one box that finds persons, files, plates, numbers, references and commands while one types.

Every keystroke asks the store off the UI thread, and only the newest answer arrives; commands are there at once. What
was typed is nowhere kept; that something was looked up, how much was found and what was opened, is logged.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.i18n import N_
from app.services.desk import Desk
from app.services.search.looking_up import Line, look_up, names_again, note_look
from app.ui.kit.buttons import KeyHint
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.shell.find_list import FindList
from app.ui.shell.find_rows import Row, rows_before, rows_of

WIDEST = 560
MOST = 12
"""Things listed: what fits without scrolling; who wants more goes to a list."""
PANEL = 640
LONGEST = 200
KEY = 64
"""Pixels at the right that belong to the key."""
MARGINS = KEY + 32
_WALKS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Deed = Callable[[str, bytes | None], object]
"""What is done with a thing that is only named: its screen and id."""


class FindBox(QLineEdit):
    """The box in the bar; `opened` says what was taken and whether in a tab of its own."""

    opened = Signal(Address, bool)
    left = Signal()
    """It was left by key or by taking something: the focus belongs elsewhere."""
    shown = Signal()
    """What was found for what now stands in the box is listed."""

    def __init__(
        self, kit: Kit, desk: Desk, screens: frozenset[str], recent: Callable[[], Sequence[Address]],
        quiet_write: Callable[[Callable[[], object]], None],
    ) -> None:  # fmt: skip
        super().__init__()
        self._kit, self._desk, self._screens = kit, desk, screens
        self._recent, self._quiet_write = recent, quiet_write
        self._latest = Latest(kit.jobs, self)
        self._lines: tuple[Line, ...] = ()
        self._asked = self._looked = False
        self._awaits = False
        """What is listed is not yet what was typed leads to, and the officer chose nothing of it."""
        self._then: Callable[[], object] | None = None
        """What was pressed meanwhile: done with what the answer puts first."""
        self._panel: FindList | None = None
        words = kit.words
        self.setObjectName("find_box")
        self.setAccessibleName(words(N_("Find or do anything")))
        self._hints = (words(N_("Find a person, file, number plate, phone, command…")), words(N_("Find…")))
        self.setPlaceholderText(self._hints[0])
        self.setMaxLength(LONGEST)
        self.setMinimumWidth(240)
        self.setMaximumWidth(WIDEST)
        self.setTextMargins(0, 0, KEY, 0)
        self._hint = KeyHint(kit, "Ctrl+K")
        self._hint.setParent(self)
        self.textEdited.connect(lambda _: self._ask())

    @property
    def waiting(self) -> QLineEdit | None:
        """Return itself while it stands empty and nobody has asked anything."""
        return None if self._asked or self.text() else self

    def attach(self, window: QWidget) -> None:
        """Hang the list over `window`'s content."""
        self._panel = FindList(self._kit, window)
        self._panel.taken.connect(self._on_taken)
        self._panel.chosen.connect(self.setAccessibleDescription)
        self._panel.told.connect(self._place)

    @property
    def panel(self) -> FindList:
        """Return the list. Raises RuntimeError before `attach`."""
        if self._panel is None:
            raise RuntimeError("attach")
        return self._panel

    def begin(self) -> None:
        """Take the focus and list what was opened lately."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._ask()

    def leave(self) -> None:
        """Close the list, forget what was typed."""
        self._latest.forget()
        if self._looked:
            self._note(None)
        self._asked = self._awaits = False
        self._lines = ()
        self.clear()
        self.panel.put((), "")
        self.panel.hide()

    def event(self, event: QEvent) -> bool:
        """Keep for ourselves the keys that other parts of the window have as shortcuts while the list hangs open."""
        ours = isinstance(event, QKeyEvent) and (
            event.key() in (*_WALKS, *_ENDS, Qt.Key.Key_Escape)
            or ((self._awaits or self._chosen() is not None) and self._deed(event) is not None)
        )
        if ours and self._asked and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        key = Qt.Key(event.key())
        if (self._awaits or self._chosen() is not None) and (deed := self._deed(event)) is not None:
            self._answered(partial(self._do, deed))
        elif key in _WALKS:
            if not self._asked:
                self._ask()
            self._awaits = False
            self.panel.walk(_WALKS[key])
        elif key in _ENDS:
            apart = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._answered(partial(self.panel.take, apart=apart))
        elif key == Qt.Key.Key_Escape:
            self.leave()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.MouseFocusReason:
            self._ask()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        if event.reason() is Qt.FocusReason.OtherFocusReason and self._asked:
            QTimer.singleShot(0, self, self._take_back)
        elif event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.leave()

    def _take_back(self) -> None:
        """A page that had read what it shows took the focus from under the fingers: no key may go astray."""
        if self._asked:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        size = self._hint.sizeHint()
        self._hint.setGeometry(
            self.width() - size.width() - 12, (self.height() - size.height()) // 2, size.width(), size.height()
        )
        room = self.width() - MARGINS
        fits = (one for one in self._hints if self.fontMetrics().horizontalAdvance(one) <= room)
        self.setPlaceholderText(next(fits, self._hints[-1]))
        if self._panel is not None and self._panel.isVisible():
            self._place()

    def _ask(self) -> None:
        query = self.text().strip()
        self._asked, self._awaits, self._then = True, bool(query), None
        language, desk = self._kit.words.language, self._desk
        if query:
            self._show(self._lines)
            self._latest.read(lambda: look_up(desk, query, MOST, language=language), self._on_found)
            return
        recent = tuple(self._recent())
        uids = [one.uid for one in recent if one.uid is not None]
        self._lines = ()
        self._show(())
        if uids:
            self._latest.read(lambda: names_again(desk, uids, language), lambda names: self._on_named(recent, names))

    def _on_found(self, lines: tuple[Line, ...]) -> None:
        if not self._asked:
            return
        self._lines = lines
        self._looked = True
        self._show(lines)
        self.shown.emit()
        awaited, self._awaits = self._awaits, False
        if awaited and self._then is not None:
            self._then()

    def _answered(self, act: Callable[[], object]) -> None:
        """Act once what is listed is what was typed leads to: at once, where it is."""
        if self._awaits:
            self._then = act
        else:
            act()

    def _on_named(self, recent: Sequence[Address], names: dict[bytes, str]) -> None:
        if self._asked and not self.text().strip():
            known = [(one, names[one.uid]) for one in recent if one.uid in names and one.uid is not None]
            self._put(rows_before(self._kit.words, known, self._kit.actions.all()))
            self.shown.emit()

    def _show(self, lines: Sequence[Line]) -> None:
        words, actions = self._kit.words, self._kit.actions.all()
        query = self.text().strip()
        self._put(rows_of(words, query, lines, actions, self._screens) if query else rows_before(words, (), actions))

    def _put(self, rows: Sequence[Row]) -> None:
        words = self._kit.words
        self.panel.put(rows, words(N_("Nothing found. Try part of the name, a plate, a phone number or a reference.")))
        self._place()
        self.panel.show()
        self.panel.raise_()

    def _place(self) -> None:
        panel = self.panel
        window = panel.window_part
        corner = self.mapTo(window, QPoint(0, self.height() + 4))
        panel.setFixedWidth(min(max(PANEL, self.width()), window.width() - corner.x() - 8))
        panel.move(corner)
        panel.resize(panel.width(), panel.needed_height())

    def _on_taken(self, row: Row, apart: bool) -> None:
        if row.address is not None:
            self._note(row.address.uid)
        self.leave()
        self.left.emit()
        if row.address is not None:
            self.opened.emit(row.address, apart)
        elif row.action is not None:
            row.action.run()

    def _chosen(self) -> Address | None:
        """Return the thing that is chosen in the list."""
        row = self.panel.current if self._asked else None
        address = row.address if row is not None else None
        return address if address is not None and address.uid is not None else None

    def _deed(self, event: QKeyEvent) -> Deed | None:
        """Return what a key does with a thing that is only named, None where it does nothing of the kind."""
        pressed = QKeySequence(event.keyCombination())
        for one in self._kit.actions.all():
            if one.of is not None and one.enabled() and one.shortcut and QKeySequence(one.shortcut) == pressed:
                return one.of
        return None

    def _do(self, deed: Deed) -> None:
        address = self._chosen()
        if address is not None:
            self.leave()
            self.left.emit()
            deed(address.screen, address.uid)

    def _note(self, opened: bytes | None) -> None:
        desk, number, looked = self._desk, len(self._lines), self._looked
        self._looked = False
        if looked:
            self._quiet_write(lambda: note_look(desk, opened, number))
