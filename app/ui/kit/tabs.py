"""The tabs inside a file: words with counts on a hairline, the chosen one underlined."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.ui.kit.parts import GRID, rule


class Tabs(QWidget):
    """A row of tabs, each with its page. Ctrl+PageDown and Ctrl+PageUp turn to the next and the one before.

    Whoever had the keyboard on the page that goes finds it on the tabs, where the arrows go on.
    """

    turned = Signal(str)
    """The name of the page that is now in front."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.bar = QTabBar()
        self.bar.setObjectName(f"{name}_bar")
        self.bar.setAccessibleName(name)
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        self.bar.setUsesScrollButtons(True)
        self.bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._pages = QStackedWidget()
        self._names: list[str] = []
        self._later: dict[str, Callable[[], QWidget]] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.bar)
        box.addWidget(rule())
        box.addSpacing(2 * GRID)
        box.addWidget(self._pages, 1)
        self.bar.currentChanged.connect(self._on_turned)
        for key, by in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(key), self).activated.connect(partial(self._step, by))

    @property
    def names(self) -> Sequence[str]:
        """Return the names of the pages, in their order."""
        return tuple(self._names)

    @property
    def current(self) -> str:
        """Return the name of the page in front; empty without pages."""
        at = self.bar.currentIndex()
        return self._names[at] if at >= 0 else ""

    def add(self, name: str, text: str, page: QWidget) -> None:
        """Add a page with its tab."""
        self._names.append(name)
        self._pages.addWidget(page)
        self.bar.addTab(text)

    def add_later(self, name: str, text: str, make: Callable[[], QWidget]) -> None:
        """Add a tab whose page is made when it is first turned to: a file of nine pages opens as fast as one of one."""
        self._later[name] = make
        self.add(name, text, QWidget())

    def made(self, name: str) -> bool:
        """Tell whether a page is there. Raises ValueError on a name that is none."""
        return self._names.index(name) >= 0 and name not in self._later

    def rename(self, name: str, text: str) -> None:
        """Give a tab another text: its count has changed."""
        self.bar.setTabText(self._names.index(name), text)

    def explain(self, name: str, text: str) -> None:
        """Say more of a tab, to the eye when it rests there and to a reader; an empty text says nothing more."""
        at = self._names.index(name)
        self.bar.setTabToolTip(at, text)
        self.bar.setAccessibleTabName(at, text)

    def show_tab(self, name: str, shown: bool) -> None:
        """Take a tab away for a while, or bring it back; one in front gives way to the first."""
        if not shown and self.current == name:
            self.bar.setCurrentIndex(0)
        self.bar.setTabVisible(self._names.index(name), shown)

    def turn_to(self, name: str) -> bool:
        """Bring a page to the front; False where there is none of that name, or it is taken away."""
        if name not in self._names or not self.bar.isTabVisible(self._names.index(name)):
            return False
        self.bar.setCurrentIndex(self._names.index(name))
        return True

    def page(self, name: str) -> QWidget | None:
        """Return the page called `name`, made if need be. Raises ValueError on a name that is none."""
        at = self._names.index(name)
        make = self._later.pop(name, None)
        if make is not None:
            empty, page = self._pages.widget(at), make()
            self._pages.insertWidget(at, page)
            if empty is not None:
                self._pages.removeWidget(empty)
                empty.deleteLater()
        return self._pages.widget(at)

    def _step(self, by: int) -> None:
        at = self.bar.currentIndex() + by
        while 0 <= at < self.bar.count() and not self.bar.isTabVisible(at):
            at += by
        if 0 <= at < self.bar.count():
            self.bar.setCurrentIndex(at)

    def _on_turned(self, at: int) -> None:
        if at >= 0:
            self.page(self._names[at])
        before, focus = self._pages.currentWidget(), QApplication.focusWidget()
        if before is not None and focus is not None and before.isAncestorOf(focus):
            self.bar.setFocus()  # or Qt gives it to whatever comes next in the window
        self._pages.setCurrentIndex(at)
        if at >= 0:
            self.turned.emit(self._names[at])
