"""The bundle beside the gate: for whom, how it is marked, on which stick, why, and the one button that lets it go."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from app.core.errors import PraesidiumError
from app.core.i18n import N_
from app.models.enums import Marking
from app.services.exchange.carriers import Carrier, carrier_at, carriers
from app.services.exchange.exporting import Exported
from app.services.exchange.gate_sheets import GateSheet
from app.ui.kit.buttons import button, link
from app.ui.kit.facts import Facts
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, heading, label, required_text, row, secondary
from app.ui.kit.scrolling import ScrollArea
from app.ui.kit.stick_watch import StickWatch


class _AsHighAsItsPage(ScrollArea):
    """Wants the height of what it holds, and scrolls where there is less."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        page, hint = self.widget(), super().sizeHint()
        if page is None:
            return hint
        follows = page.hasHeightForWidth()  # only while it shows a text that wraps
        height = page.heightForWidth(max(self.viewport().width(), 1)) if follows else page.sizeHint().height()
        return QSize(hint.width(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Ask for another height when the page wants one: Qt's own scrolls it instead.

        What is added to a page is seen on the next turn of the loop only, after whoever added it asked for room.
        """
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class BundleCard(Card):
    """Asks for carrier and reason; above a marking also for the second officer."""

    wanted = Signal(Path, str, str, str)
    """Folder, reason, login and passphrase of the second officer (empty where none is needed)."""
    typed = Signal()
    """The officer wrote in the reason."""
    slip_wanted = Signal()
    """The courier's slip of the bundle that was just written."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__("bundle_card", parent)
        self._kit = kit
        words = kit.words
        self._carriers: list[Carrier] = []
        self._sticks: list[Path] = []
        self.box.addWidget(heading(words(N_("Bundle")), "bundle_title"))
        page = QWidget()
        page.setObjectName("bundle_page")
        asked = QVBoxLayout(page)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(GRID)
        self._area = _AsHighAsItsPage()
        self._area.setObjectName("bundle_area")
        self._area.setAccessibleName(words(N_("Bundle")))
        self._area.setFrameShape(ScrollArea.Shape.NoFrame)
        self._area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setWidget(page)
        self.box.addWidget(self._area, 1)
        self._facts = Facts("bundle_facts")
        asked.addWidget(self._facts)
        on_what = secondary(words(N_("Stick or folder")), "carrier_label")
        asked.addWidget(on_what)
        self._carrier = QComboBox()
        self._carrier.setObjectName("carrier")
        self._carrier.setAccessibleName(words(N_("Stick or folder")))
        choose = button(kit, words(N_("Other folder…")), "carrier_other", self._on_other)
        again = button(kit, words(N_("Look again")), "carrier_again", self.look_for_sticks, icon="refresh-cw")
        asked.addWidget(self._carrier)
        asked.addLayout(row(choose, again, None))
        why = secondary(required_text(kit, words(N_("Reason"))), "reason_label")
        asked.addWidget(why)
        self._reason = QPlainTextEdit()
        self._reason.setObjectName("reason")
        self._reason.setAccessibleName(words(N_("Reason")))
        self._reason.setTabChangesFocus(True)
        self._reason.setFixedHeight(9 * GRID)
        self._reason.textChanged.connect(self._on_reason)
        asked.addWidget(self._reason)
        self._asks: tuple[QWidget, ...] = (on_what, self._carrier, choose, again, why, self._reason)
        """What is asked before it is written, and of nobody afterwards."""
        self._second = secondary("", "second_said", wrap=True)
        asked.addWidget(self._second)
        self._login, self._passphrase = QLineEdit(), QLineEdit()
        self._passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        for line, name, text in (
            (self._login, "second_login", words(N_("Login of the second officer"))),
            (self._passphrase, "second_passphrase", words(N_("Passphrase of the second officer"))),
        ):
            line.setObjectName(name)
            line.setAccessibleName(text)
            line.setPlaceholderText(text)
            line.textChanged.connect(self._renew)
            asked.addWidget(line)
        self._written = heading("", "bundle_written")
        self._said = label("", "bundle_said", "body", wrap=True, select=True)
        self._next = label("", "bundle_next", "secondary", wrap=True)
        self._refused = label("", "bundle_refused", "error", wrap=True)
        for one in (self._refused, self._written, self._said, self._next):
            one.hide()
            asked.addWidget(one)
        asked.addStretch(1)
        self._write = button(
            kit, words(N_("Write bundle")), "write_bundle", self._on_write, primary=True, key="Ctrl+Return"
        )
        self._slip = button(
            kit, words(N_("Transport slip…")), "transport_slip", self.slip_wanted.emit, icon="printer", key="Ctrl+P"
        )
        self._slip.hide()
        self._lacks = secondary("", "bundle_lacks", wrap=True)
        self.box.addLayout(row(self._write, None))
        self.box.addWidget(self._lacks)
        self.box.addLayout(row(self._slip, None))
        self._another = link(kit.words(N_("Another bundle for this workstation")), "bundle_another", self._on_another)
        self._another.hide()
        self.box.addLayout(row(self._another, None))
        self._done = False
        """Written, and nothing was begun since: it would look as if something had been forgotten."""
        self._number, self._roots, self._needs_second, self._busy = 0, 0, False, False
        self.look_for_sticks()
        self._renew()
        StickWatch(kit, self).changed.connect(self._on_sticks)

    @property
    def has_reason(self) -> bool:
        """Tell whether a reason was typed that has not been used."""
        return bool(self._reason.toPlainText().strip())

    @property
    def reason(self) -> str:
        """Return what was typed as the reason."""
        return self._reason.toPlainText()

    def put_reason(self, text: str) -> None:
        """Show a reason that was typed before, without telling of it."""
        blocked = self._reason.blockSignals(True)
        self._reason.setPlainText(text)
        self._reason.blockSignals(blocked)
        self._renew()

    def show_sheet(self, sheet: GateSheet) -> None:
        """Show for whom the bundle is."""
        self._sheet = sheet
        self._number = sheet.next_counter
        self._write.setText(self._kit.words(N_("Write bundle {number}"), number=sheet.next_counter))
        self._write.setAccessibleName(self._write.text())

    def show_chosen(self, roots: int, marking: Marking) -> None:
        """Show what is chosen now."""
        words, there = self._kit.words, self._sheet.station
        self._roots = roots
        self._needs_second = self._sheet.second_needed
        self._facts.show_facts(
            [
                (words(N_("Recipient")), f"{there.code} · {'-'.join(self._sheet.words)}"),
                (words(N_("Marking")), words.enum(marking)),
                (words(N_("Approved up to")), words.enum(there.ceiling)),
            ]
        )
        if self._needs_second:
            said = N_("A second officer must confirm with login and passphrase, because of the marking.")
            self._second.setText(words(said))
        self._renew()

    def look_for_sticks(self) -> None:
        """Look again which sticks are there; the choice stays where it still can."""
        chosen, found = self._chosen(), carriers()
        sticks = [one.folder for one in found]
        others = [one for one in self._carriers if one.folder not in {*sticks, *self._sticks} and one.folder.is_dir()]
        self._sticks, self._carriers = sticks, found + others
        self._fill(chosen.folder if chosen else None)

    def _on_sticks(self, sticks: Sequence[Path]) -> None:
        if list(sticks) != self._sticks and not self._busy:
            self.look_for_sticks()

    def begin(self) -> None:
        """Work is under way."""
        self._busy, self._done = True, False
        for one in (self._refused, self._written, self._said, self._next):
            _tell(one, "")
        self._slip.hide()
        self._renew()

    def end(self, made: Exported) -> None:
        """The bundle is on the stick."""
        self._busy, self._done = False, True
        words, there = self._kit.words, self._sheet.station.code
        name = made.files[0].name if made.files else ""
        size = words.size(made.size)
        _tell(self._written, words(N_("Bundle {number} for {station} is written"), number=made.counter, station=there))
        said = N_("Read back and compared: {name}, {size}. The stick may be taken out.")
        _tell(self._said, words(said, name=name, size=size))
        then = N_("Bring it to {station}; their next bundle confirms it.")
        _tell(self._next, words(then, station=there))
        self._reason.clear()
        self._passphrase.clear()
        self._renew()
        self._slip.show()
        self._show_said(self._next)

    def refuse(self, failure: BaseException) -> None:
        """Show why it was not written; what was typed stays."""
        self._busy = False
        self._passphrase.clear()
        _tell(self._refused, self._kit.door.say(failure))
        self._renew()
        self._show_said(self._refused)

    def _show_said(self, said: QLabel) -> None:
        """Bring what was said into sight, once it is laid out."""
        self._area.updateGeometry()
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(said, 0, 0))

    def _chosen(self) -> Carrier | None:
        at = self._carrier.currentIndex()
        return self._carriers[at] if 0 <= at < len(self._carriers) else None

    def _fill(self, chosen: Path | None) -> None:
        words = self._kit.words
        self._carrier.clear()
        for one in self._carriers:
            free = words(N_("{size} free"), size=words.size(one.free)) if one.free is not None else ""
            state = words(N_("read only")) if one.read_only else free
            self._carrier.addItem(", ".join(part for part in (one.name, state) if part))
        if not self._carriers:
            self._carrier.setPlaceholderText(words(N_("No stick found")))
        at = next((n for n, one in enumerate(self._carriers) if one.folder == chosen), 0 if self._carriers else -1)
        self._carrier.setCurrentIndex(at)
        self._renew()

    def _on_other(self) -> None:
        text = self._kit.words(N_("Folder for the bundle"))
        self._kit.chooser.ask_folder(self, "carrier_dialog", text, self.take_folder)

    def take_folder(self, folder: Path) -> None:
        """Use a folder as the carrier."""
        try:
            one = carrier_at(folder)
        except PraesidiumError as refused:
            self.refuse(refused)
            return
        self._carriers = [*(known for known in self._carriers if known.folder != folder), one]
        self._fill(folder)

    def _renew(self) -> None:
        if not hasattr(self, "_write"):
            return
        lacking = " ".join(self._kit.words(text) for text in self._missing())
        self._write.setEnabled(not lacking)
        self._write.setToolTip(lacking)
        self._write.setAccessibleDescription(lacking)
        self._lacks.setText(lacking)
        self._lacks.setVisible(bool(lacking) and not self._done)
        self._write.setVisible(not self._done)
        for one in self._asks:
            one.setVisible(not self._done)
        for one in (self._second, self._login, self._passphrase):
            one.setVisible(self._needs_second and not self._done)
        self._another.setVisible(self._done)
        self._area.updateGeometry()

    def _missing(self) -> list[str]:
        """Return what is still to be done before the bundle can be written, in the order of the eye."""
        if self._busy:
            return [N_("The bundle is being written.")]
        found = []
        if not self._roots:
            found.append(N_("Tick at least one thing that leaves, or add one."))
        if self._chosen() is None:
            found.append(N_("Choose a stick or a folder."))
        if not self.has_reason:
            found.append(N_("Write why this leaves."))
        if self._needs_second and not (self._login.text().strip() and self._passphrase.text()):
            found.append(N_("The second officer types login and passphrase."))
        return found

    def _on_another(self) -> None:
        self._done = False
        self._renew()
        self._reason.setFocus()

    def _on_reason(self) -> None:
        self._done = self._done and not self.has_reason
        self._renew()
        self.typed.emit()

    def _on_write(self) -> None:
        carrier = self._chosen()
        if carrier is not None:
            reason = self._reason.toPlainText().strip()
            self.wanted.emit(carrier.folder, reason, self._login.text().strip(), self._passphrase.text())


def _tell(where: QLabel, text: str) -> None:
    """Say it; an empty text takes no room."""
    where.setText(text)
    where.setVisible(bool(text))
