"""The manual, off line: contents at the left, the page at the right, a box to search in it; it needs no store."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTextBrowser, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.ui.kit.kit import Kit
from app.ui.kit.parts import Card, clearable, secondary
from app.ui.shell.help_pages import INDEX, HelpPage, load_pages, pages_with
from app.ui.shell.help_type import set_in_type

CONTENTS = 260
_READING = "QTextBrowser { background: transparent; border: 0; padding: 0; }"
_LIST = """
QTreeWidget::item {{ padding: 5px 8px; border-radius: 6px; }}
QTreeWidget::item:selected {{ background: {chosen}; }}
"""
WIDEST = 768
"""Pixels of a line of text at most: a longer one is hard to follow."""
NAME = Qt.ItemDataRole.UserRole


class _Page(QTextBrowser):
    """Keeps its lines short however wide it is; its bar stays at the edge."""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        spare = self.width() - self.verticalScrollBar().sizeHint().width() - WIDEST
        self.setViewportMargins(0, 0, max(0, spare), 0)
        super().resizeEvent(event)


class HelpView(QWidget):
    """Shows the page `wanted`, else the index, once it is told to `load`."""

    def __init__(self, kit: Kit, wanted: str = INDEX, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = kit.words
        self._kit, self.wanted = kit, wanted
        self._pages: dict[str, HelpPage] = {}
        self.search = QLineEdit()
        self.search.setObjectName("help_search")
        self.search.setAccessibleName(words(N_("Search the manual")))
        self.search.setPlaceholderText(words(N_("Search the manual")))
        clearable(kit, self.search)
        self.search.textChanged.connect(self._on_search)
        self.contents = QTreeWidget()
        self.contents.setObjectName("help_contents")
        self.contents.setAccessibleName(words(N_("Contents")))
        self.contents.setHeaderHidden(True)
        self.contents.setRootIsDecorated(False)
        self.contents.setIndentation(0)
        self._colour()
        kit.theme.changed.connect(self._colour)
        self.contents.currentItemChanged.connect(self._on_chosen)
        self.nothing = secondary(words(N_("No page holds this.")), "help_nothing", wrap=True)
        self.nothing.hide()
        self.page = _Page()
        self.page.setObjectName("help_text")
        self.page.setAccessibleName(words(N_("Help")))
        self.page.setOpenLinks(False)
        self.page.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.page.setStyleSheet(_READING)
        self.page.anchorClicked.connect(self._on_link)
        left, right = Card("help_left"), Card("help_right")
        left.setFixedWidth(CONTENTS)
        for one in (self.search, self.contents, self.nothing):
            left.box.addWidget(one, 1 if one is self.contents else 0)
        left.box.setAlignment(self.nothing, Qt.AlignmentFlag.AlignTop)
        right.box.addWidget(self.page, 1)
        beside = QHBoxLayout()
        beside.setSpacing(12)
        beside.addWidget(left)
        beside.addWidget(right, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(beside, 1)
        self.setFocusProxy(self.search)

    def _colour(self) -> None:
        self.contents.setStyleSheet(_LIST.format(chosen=self._kit.theme.palette.accent_soft))

    def load(self) -> None:
        """Read the pages that ship; once is enough."""
        if not self._pages:
            self._pages = load_pages(self._kit.words.language)
            self._list(list(self._pages.values()))
            self.show_page(self.wanted)

    def show_page(self, name: str) -> None:
        """Turn to a page; to the index where there is none of that name."""
        page = self._pages.get(name) or self._pages.get(INDEX)
        if page is None:
            return
        self.wanted = page.name
        self.page.document().setDefaultStyleSheet(f"a {{ color: {self._kit.theme.palette.accent} }}")
        self.page.setMarkdown(page.text)
        set_in_type(self.page.document())
        self.page.moveCursor(QTextCursor.MoveOperation.Start)
        for item in self._items():
            if item.data(0, NAME) == page.name:
                self.contents.setCurrentItem(item)

    def _list(self, pages: list[HelpPage]) -> None:
        self.contents.blockSignals(True)
        self.contents.clear()
        for page in pages:
            item = QTreeWidgetItem([page.title])
            item.setData(0, NAME, page.name)
            self.contents.addTopLevelItem(item)
            if page.name == self.wanted:
                self.contents.setCurrentItem(item)
        self.contents.blockSignals(False)
        self.contents.setVisible(bool(pages))
        self.nothing.setVisible(not pages)

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.contents.topLevelItem(at) for at in range(self.contents.topLevelItemCount()))
        return [one for one in found if one is not None]

    def _on_search(self, text: str) -> None:
        self._list(pages_with(self._pages, text))
        if text.strip() and (items := self._items()):
            self.contents.setCurrentItem(items[0])

    def _on_chosen(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if item is not None and item.data(0, NAME) != self.wanted:
            self.show_page(item.data(0, NAME))
            if self.search.text().strip():
                self.page.find(self.search.text().strip(), QTextDocument.FindFlag(0))

    def _on_link(self, url: QUrl) -> None:
        """Follow a link within the manual; there is no other place to go."""
        name = url.path().removesuffix(".md").rpartition("/")[2]
        if url.isRelative() and name in self._pages:
            self.search.clear()
            self.show_page(name)
