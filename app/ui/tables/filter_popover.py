"""The filter of one column, beneath its head: letters, values to tick, or from and to as officers type them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.models.checks.typed_moment import Lean, parse_day
from app.services.lists.columns import Column, ColumnType
from app.services.lists.queries import Between, Condition, Contains, OneOf
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label, row
from app.ui.kit.scrolling import ScrollArea
from app.ui.kit.words import COUNTRY_TIME
from app.ui.tables.wording import choice, choices_in

WIDTH = 280
FEW = 9
"""Values up to which all of them are in sight."""


class FilterPopover(QFrame):
    """Open it with `open_at`; `apply` gets the condition, None where nothing is asked of the column any more."""

    def __init__(
        self,
        kit: Kit,
        column: Column,
        condition: Condition | None,
        apply: Callable[[Condition | None], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._kit, self._column, self._apply = kit, column, apply
        self.setObjectName("filter_popover")
        head = kit.words(column.label)
        self.setAccessibleName(kit.words(N_("Filter: {column}"), column=head))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "card")
        self.setFixedWidth(WIDTH)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        box.setSpacing(GRID)
        box.addWidget(label(head, "filter_head", "strong"))
        self._wrong = label("", "filter_wrong", "error", wrap=True)
        self._wrong.hide()
        self._first: QWidget = self
        self._read: Callable[[], Condition | None] = lambda: None
        match column.type:
            case ColumnType.TEXT:
                self._letters(box, condition)
            case ColumnType.CHOICE | ColumnType.LEVEL | ColumnType.YES_NO:
                self._ticks(box, condition)
            case _:
                self._edges(box, condition)
        box.addWidget(self._wrong)
        words = kit.words
        clear = button(kit, words(N_("Clear")), "filter_clear", lambda: self._done(None))
        ask = button(kit, words(N_("Apply")), "filter_apply", self.accept, primary=True)
        box.addLayout(row(None, clear, ask))

    def open_at(self, at: QPoint) -> None:
        """Open with the focus where one types."""
        self.adjustSize()
        self.move(at)
        self.show()
        self._first.setFocus(Qt.FocusReason.PopupFocusReason)

    def accept(self) -> None:
        """Apply what stands there; what cannot be read is said and nothing closes."""
        try:
            found = self._read()
        except UserError as refusal:
            self._wrong.setText(refusal.say(self._kit.words.language))
            self._wrong.show()
            self.adjustSize()
            return
        except ValueError:
            self._wrong.setText(self._kit.words(N_("This is not a number.")))
            self._wrong.show()
            self.adjustSize()
            return
        self._done(found)

    def _done(self, condition: Condition | None) -> None:
        self.close()
        self._apply(condition)

    def _line(self, box: QVBoxLayout, name: str, text: str, value: str) -> QLineEdit:
        made = QLineEdit(value)
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setMaxLength(120)
        made.returnPressed.connect(self.accept)
        both = QVBoxLayout()
        both.setContentsMargins(0, 0, 0, GRID)
        both.setSpacing(GRID // 2)
        both.addWidget(label(text, f"{name}_label", "secondary"))
        both.addWidget(made)
        box.addLayout(both)
        if self._first is self:
            self._first = made
        return made

    def _letters(self, box: QVBoxLayout, condition: Condition | None) -> None:
        before = condition.letters if isinstance(condition, Contains) else ""
        line = self._line(box, "filter_contains", self._kit.words(N_("Contains")), before)
        self._read = lambda: Contains(line.text().strip()) if line.text().strip() else None

    def _ticks(self, box: QVBoxLayout, condition: Condition | None) -> None:
        ticked = condition.values if isinstance(condition, OneOf) else ()
        choices = choices_in(self._kit.words, self._column)
        stored = [getattr(one, "value", one) for one in choices]
        values: list[Any] = [1, 0] if self._column.type is ColumnType.YES_NO else stored
        inside = QWidget()
        inside.setProperty("role", "surface")
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        ticks: list[tuple[QCheckBox, Any]] = []
        members = dict(zip(stored, choices, strict=True))
        for at, value in enumerate([*values, None]):
            said = choice(self._kit.words, self._column, members.get(value, value))
            tick = QCheckBox(said)
            tick.setObjectName(f"filter_value_{at}")
            tick.setAccessibleName(said)
            tick.setChecked(value in ticked)
            lines.addWidget(tick)
            ticks.append((tick, value))
        self._first = ticks[0][0]
        area = ScrollArea()
        area.setObjectName("filter_values")
        area.setAccessibleName(self.accessibleName())
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setFixedHeight(min(len(ticks), FEW) * 26 + 4)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box.addWidget(area)

        def read() -> Condition | None:
            chosen = tuple(value for tick, value in ticks if tick.isChecked())
            return OneOf(chosen) if chosen else None

        self._read = read

    def _edges(self, box: QVBoxLayout, condition: Condition | None) -> None:
        words = self._kit.words
        before = condition if isinstance(condition, Between) else Between()
        least = self._line(box, "filter_least", words(N_("From")), self._shown(before.least))
        most = self._line(box, "filter_most", words(N_("Up to and including")), self._shown(before.most))

        def read() -> Condition | None:
            found = Between(self._edge(least.text()), self._edge(most.text()))
            return None if found == Between() else found

        self._read = read

    def _edge(self, text: str) -> float | date | None:
        if not text.strip():
            return None
        if self._column.type is ColumnType.NUMBER:
            return float(text.replace(",", ".").replace(" ", ""))
        today = self._kit.clock.now().astimezone(COUNTRY_TIME).date()
        return parse_day(text, today=today, lean=Lean.NEAREST).value

    def _shown(self, value: float | date | None) -> str:
        if isinstance(value, date):
            return f"{value.day}/{value.month}/{value.year}"
        return "" if value is None else f"{value:g}"
