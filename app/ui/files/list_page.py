"""A tab that is a list in a card: what can be added, the lines, an empty state, what is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.ui.files.list_bar import ListBar
from app.ui.kit.facts import Facts
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, Empty, answer_find, filter_line, heading, label, row, secondary
from app.ui.kit.scrolling import ScrollArea
from app.ui.tables.narrowing import MANY, narrowed
from app.ui.tables.rows import Column, Line, Rows

SIDE, LEAST_SIDE = 340, 260
"""Pixels of width of what stands beside the lines, and where the window is narrow."""


class Side(ScrollArea):
    """What stands beside the lines: as wide as it may be, and narrower where the window is."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaximumWidth(SIDE)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(SIDE, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(LEAST_SIDE, super().minimumSizeHint().height())


class ListPage(QWidget):
    """`headed` says above the lines what they are; `beside` shows facts of the chosen line at their right.

    Where it is `filtered`, the filter stands there with the first line, else once there are `MANY` lines.
    """

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(
        self,
        kit: Kit,
        name: str,
        text: str,
        columns: Sequence[Column],
        empty: tuple[str, str],
        *,
        beside: bool = False,
        filtered: bool = False,
        headed: bool = False,
    ) -> None:
        super().__init__()
        self._detail: QWidget | None = None
        self.kit = kit
        self.setObjectName(name)
        self._all: Sequence[Line] = ()
        self._part = False
        self._instead = ""
        self.rows = Rows(kit, f"{name}_rows", text, columns)
        self.rows.opened.connect(self.opened)
        self.rows.chosen.connect(self.chosen)
        self._lack = empty
        self._empty = Empty(*empty, f"{name}_empty")
        nothing = kit.words(N_("Nothing fits the filter")), kit.words(N_("Clear the filter to see all lines."))
        self._none = Empty(*nothing, f"{name}_none")
        self._pages = QStackedWidget()
        for page in (self.rows, self._empty, self._none):
            self._pages.addWidget(page)
        self._count = secondary("", f"{name}_count")
        self.bar = ListBar(f"{name}_bar")
        if headed:
            self.bar.add_left(heading(text, f"{name}_heading"))
        self.filter = filter_line(kit, f"{name}_filter")
        self.filter.textChanged.connect(self._renew)
        self.filter.returnPressed.connect(self.rows.setFocus)
        answer_find(self.filter, self)
        self.bar.add_left(self.filter)
        self._filtered = filtered
        self.filter.setVisible(filtered)
        card = Card(f"{name}_card", margin=4)
        card.box.addWidget(self._pages, 1)
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addWidget(self.bar)
        left.addWidget(card, 1)
        left.addLayout(row(self._count, None))
        self._left = left
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addLayout(left, 1)
        self.side: QVBoxLayout | None = None
        self.always_beside = False
        """Whether the facts stand there without a line too: they are of something that is chosen elsewhere."""
        if beside:
            self._detail = self._beside(name)
            box.addWidget(self._detail)
        self._before: QWidget = self.filter
        QWidget.setTabOrder(self._before, self.rows)

    def add_button(self, made: QPushButton) -> None:
        """Put a button at the right of the bar, where the eye and the Tab key come before the lines."""
        self.bar.add_right(made)
        QWidget.setTabOrder(self._before, made)
        self._before = made

    def add_above(self, made: QWidget) -> None:
        """Put something above the bar, as the line that says what was just done."""
        self._left.insertWidget(0, made)

    def put(self, lines: Sequence[Line], *, part: bool = False) -> None:
        """Show these lines; one that came while the page was looked at was just made, and is chosen and in sight.

        A `part` of more than is here keeps its order.
        """
        known = {line.key for line in self._all}
        fresh = [line.key for line in lines if line.key not in known] if known and self.isVisible() else []
        self._all, self._part = lines, part
        self._renew()
        if len(fresh) == 1:
            self.rows.choose(fresh[0])
        if self.rows.key is None and self.rows.lines:
            self.rows.selectRow(0)

    def tell(self, text: str) -> None:
        """Say something else at the foot than how many lines there are."""
        self._instead = text
        self._count.setText(text)

    def set_shared(self, shared: bool) -> None:
        """Say of an empty list what it lacks, or that it is not shared with whoever looks: he cannot know."""
        words = self.kit.words
        apart = words(N_("Not shared with you")), words(N_("Only the file officer sees whether something stands here."))
        title, hint = self._lack if shared else apart
        self._empty.title.setText(title)
        self._empty.hint.setText(hint)

    def show_detail(self, heading: str, text: str, facts: Sequence[tuple[str, str]]) -> None:
        """Show what is known of the chosen line."""
        self._heading.setText(heading)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._facts.show_facts(facts)

    def _beside(self, name: str) -> QWidget:
        card = Card(f"{name}_detail")
        self._heading = label("", f"{name}_detail_title", "strong", wrap=True)
        self._text = label("", f"{name}_detail_text", wrap=True, select=True)
        self._facts = Facts(f"{name}_detail_facts", beside=False)
        for one in (self._heading, self._text, self._facts):
            card.box.addWidget(one)
        self.side = QVBoxLayout()
        card.box.addLayout(self.side)
        card.box.addStretch(1)
        area = Side()
        area.setObjectName(f"{name}_detail_area")
        area.setAccessibleName(self.rows.accessibleName())
        area.setWidgetResizable(True)
        area.setWidget(card)
        return area

    def _renew(self) -> None:
        wanted = bool(self.filter.text().strip())
        shown = narrowed(self._all, self.filter.text())
        self.rows.put(shown, part=self._part)
        self.filter.setVisible(wanted or (bool(self._all) and self._filtered) or len(self._all) >= MANY)
        self._pages.setCurrentIndex(0 if shown else 2 if self._all else 1)
        if self._detail is not None:
            self._detail.setVisible(self.always_beside or bool(self._all))
        words = self.kit.words
        said = words.plural("{count} line", "{count} lines", len(shown))
        if wanted:
            said = words(N_("{shown} of {count}"), shown=words.number(len(shown)), count=words.number(len(self._all)))
        self._count.setText(self._instead or (said if self._all else ""))
