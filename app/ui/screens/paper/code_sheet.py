"""A sheet into which codes of papers come: typed, pasted, scanned, or out of a picture dropped anywhere on it."""

from collections.abc import Sequence

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.sheet import Sheet
from app.ui.screens.paper.code_line import CodeLine
from app.ui.screens.paper.scan_box import ScanBox
from app.ui.screens.paper.scan_reading import Scanned

WIDTH = 680


class CodeSheet(Sheet):
    """What comes of a code is the sheet's own: it says so by `look_up`, `on_found`, `on_chosen` and `on_begun`."""

    def __init__(
        self, kit: Kit, parent: QWidget | None, text: str, name: str, hint: str, *, line: str, scan: str, by_copy: bool
    ) -> None:
        super().__init__(kit, parent, text, name, hint, WIDTH)
        self.latest = Latest(kit.jobs, self)
        self.scan = ScanBox(kit, scan, by_copy=by_copy)
        self.text = CodeLine(kit, line)
        self.text.returnPressed.connect(self.look_up)
        self.text.textEdited.connect(lambda _text: self.on_typed())
        self.text.scan_pasted.connect(self.scan.pick.paste)
        self.scan.begun.connect(self._on_begun)
        self.scan.found.connect(self._on_found)
        self.scan.refused.connect(self.on_refused)
        self.scan.chosen.connect(self.on_chosen)
        self.finished.connect(self.scan.stop)
        self.setAcceptDrops(True)
        self.body.addWidget(self.text)
        self.body.addWidget(self.scan)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        self.scan.pick.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        self.scan.pick.dropEvent(event)

    def look_up(self) -> None:
        """Look what the code on the line is of."""
        raise NotImplementedError

    def on_begun(self) -> None:
        """A scan is being read: what was shown is of another paper."""
        raise NotImplementedError

    def on_found(self, found: Sequence[Scanned]) -> None:
        """Several codes were in a scan."""
        raise NotImplementedError

    def on_chosen(self, one: Scanned) -> None:
        """One of them was chosen in the list."""
        raise NotImplementedError

    def on_typed(self) -> None:
        """A code is being typed: none of a scan is meant."""
        self.scan.list.clearSelection()

    def on_refused(self, failure: BaseException) -> None:
        """Say what was refused, with the code ready to be typed over."""
        self.text.selectAll()
        self.text.setFocus()
        self.say(failure)

    def show_code(self, one: Scanned) -> None:
        """Put a code of the scan on the line."""
        self.text.setText(one.code.text)
        self.text.home(False)

    def _on_begun(self) -> None:
        self.latest.forget()
        self.on_begun()
        self.grow()

    def _on_found(self, found: Sequence[Scanned]) -> None:
        if len(found) == 1:
            self.text.setText(found[0].code.text)
            self.look_up()
        else:
            self.on_found(found)
