"""A PDF shown from memory: pages under one another, zoom, page n of m, its text for a screen reader; never a file.

The PDF is read by another process (`preview_process`): one that is hostile is refused with a sentence.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.ui.kit.buttons import Button, button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label
from app.ui.kit.preview_pages import WHOLE, PdfPages
from app.ui.kit.preview_process import Contents
from app.ui.kit.preview_strip import PageStrip

NOTHING = Contents(0, ())


class Preview(QWidget):
    """Shows one PDF at a time. Ctrl with +, - and 0 zooms; 0 fits the width."""

    opened = Signal(int)
    """How many pages the document has."""
    refused = Signal(object)
    """The whole document is refused: the `NotShown`."""

    def __init__(self, kit: Kit, parent: QWidget | None = None, name: str = "preview") -> None:
        super().__init__(parent)
        self._kit = kit
        self._pages: PdfPages | None = None
        self._contents = NOTHING
        self._name = ""
        self.setObjectName(name)
        self.strip = PageStrip(kit)
        self._message = label("", f"{name}_message", "quiet", wrap=True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setMargin(4 * GRID)
        self._page = label("", f"{name}_page", "secondary")
        self._scale = label("", f"{name}_scale", "secondary")
        self._scale.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._scale.setMinimumWidth(48)
        self._tools = [*self._make_tools(name)]
        self._stack = QStackedLayout()
        self._stack.addWidget(self._message)
        self._stack.addWidget(self.strip)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addLayout(self._bar())
        box.addLayout(self._stack, 1)
        self.strip.turned.connect(self._on_turned)
        self.strip.zoomed.connect(self._on_zoomed)
        self.clear()

    @property
    def settled(self) -> bool:
        """Tell whether everything in sight is drawn as sharp as it gets, or refused."""
        if self._pages is None or not self._pages.idle:
            return self._pages is None
        return self.strip.settled

    @property
    def controls(self) -> list[QWidget]:
        """Return what Tab goes through, in its order."""
        return [*self._tools, self.strip]

    def show_pdf(self, pdf: bytes, name: str) -> None:
        """Show a document; `name` is what a screen reader calls it."""
        self.clear(self._kit.words(N_("The preview is being made…")))
        self._name = name
        self._pages = PdfPages(pdf, self)
        self._pages.opened.connect(self._on_opened)
        self._pages.told.connect(self._on_told)
        self._pages.refused.connect(self._on_refused)
        self._pages.open()

    def clear(self, message: str = "") -> None:
        """Show nothing but a sentence."""
        pages, self._pages = self._pages, None
        self._contents = NOTHING
        self.strip.show_pages(None, NOTHING)
        if pages is not None:
            pages.close()
            pages.deleteLater()
        self._say(message)

    def _say(self, message: str) -> None:
        self._message.setText(message)
        self._message.setAccessibleName(message)
        self._stack.setCurrentWidget(self._message)
        for one in self._tools:
            one.setEnabled(False)
        self._page.setText("")
        self._scale.setText("")

    def _make_tools(self, name: str) -> list[Button]:
        words, strip = self._kit.words, self.strip
        tools = (
            ("back", N_("Previous page"), "chevron-up", "", lambda: strip.go_to(strip.front - 1)),
            ("on", N_("Next page"), "chevron-down", "", lambda: strip.go_to(strip.front + 1)),
            ("smaller", N_("Smaller"), "zoom-out", "Ctrl+-", lambda: strip.step(-1)),
            ("larger", N_("Larger"), "zoom-in", "Ctrl++", lambda: strip.step(1)),
            ("fit", N_("Fit width"), "", "Ctrl+0", lambda: strip.set_zoom(None)),
        )
        made = []
        for key, text, icon, keys, run in tools:
            one = button(self._kit, "" if icon else words(text), f"{name}_{key}", run, icon=icon)
            one.setAccessibleName(words(text))
            one.setProperty("tool", True)
            one.setToolTip(words(text))
            if keys:
                shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WindowShortcut)
                shortcut.activated.connect(run)
            made.append(one)
        equals = QShortcut(QKeySequence("Ctrl+="), self, context=Qt.ShortcutContext.WindowShortcut)
        equals.activated.connect(lambda: strip.step(1))
        return made

    def _bar(self) -> QHBoxLayout:
        back, on, smaller, larger, fit = self._tools
        bar = QHBoxLayout()
        bar.setSpacing(GRID)
        parts: tuple[Button | QLabel | None, ...] = (back, on, self._page, None, smaller, self._scale, larger, fit)
        for one in parts:
            if one is None:
                bar.addStretch(1)
            else:
                bar.addWidget(one)
        return bar

    def _on_opened(self, contents: Contents) -> None:
        if self.sender() is not self._pages:
            return
        self._contents = contents
        self._stack.setCurrentWidget(self.strip)
        for one in self._tools:
            one.setEnabled(True)
        self.strip.setAccessibleName(self._name)
        self.strip.show_pages(self._pages, contents)
        self._on_zoomed(self.strip.scale)
        self.opened.emit(contents.count)

    def _on_turned(self, page: int) -> None:
        shown, count = len(self._contents.sizes), self._contents.count
        if not count or self._pages is None:
            return
        words = self._kit.words
        text = words(N_("Page {page} of {count}"), page=words.number(page + 1), count=words.number(count))
        if shown < count:
            text += " · " + words(N_("the first {count} are shown"), count=words.number(shown))
        self._page.setText(text)
        self._tools[0].setEnabled(page > 0)
        self._tools[1].setEnabled(page + 1 < shown)
        self._pages.tell(page)

    def _on_zoomed(self, scale: float) -> None:
        if self._contents.count:
            self._scale.setText(f"{scale * 100:.0f} %")

    def _on_told(self, page: int, text: str) -> None:
        if self.sender() is self._pages and page == self.strip.front:
            self.strip.setAccessibleDescription(f"{self._page.text()}. {text}")

    def _on_refused(self, page: int, refusal: Exception) -> None:
        if self.sender() is not self._pages:
            return
        text = self._kit.door.say(refusal)
        if page == WHOLE:
            self.clear(text)
            self.refused.emit(refusal)
        else:
            self.strip.say_on(page, text)
