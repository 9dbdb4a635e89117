"""What comparable files decided: closed until asked for, and beside what is proposed, never in it.

It chooses nothing and fills nothing in. What it counts are files that this officer may read; each can be opened.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import MeasureState
from app.models.kinds.measures import Measure
from app.models.kinds.schema import SCHEMA
from app.services.precedents import Alike, Comparable, Precedent, Precedents, comparable_files, precedents
from app.ui.files.wording import capital
from app.ui.forms.flow import FlowLayout
from app.ui.kit.buttons import Button, button, link
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label, secondary
from app.ui.kit.scrolling import ScrollArea
from app.ui.kit.words import DASH

if TYPE_CHECKING:
    from app.services.desk import Desk

STEPS: Mapping[frozenset[Alike], str] = {
    frozenset({Alike.FUNCTION, Alike.KIND, Alike.LEVEL}): N_("Same function, kind of threat and level"),
    frozenset({Alike.KIND, Alike.LEVEL}): N_("Same kind of threat and level"),
    frozenset({Alike.KIND}): N_("Same kind of threat"),
    frozenset({Alike.FUNCTION}): N_("Same function"),
}
LEAST = 96
"""Pixels of it that stay where a low window leaves no more."""
WIDEST = 960
"""Pixels of its table: a number far from what it counts is read on the wrong line."""
UNLIMITED = 16_777_215
"""Qt's word for a height without a limit (QWIDGETSIZE_MAX), which the policy then sets."""
RIGHT = Qt.AlignmentFlag.AlignRight


class PrecedentsPanel(QWidget):
    """One line that opens; it asks the store when it is open, and again when the file changed."""

    file_wanted = Signal(bytes)
    """A comparable file should be opened."""

    def __init__(self, kit: Kit, desk: "Desk", file: Id, tallest: int = 0) -> None:
        """`tallest` is how high it opens before it scrolls; 0: as high as it needs."""
        super().__init__()
        self._kit, self._desk, self._file = kit, desk, file
        self._step: int | None = None
        self._tallest = tallest
        self._latest, self._pages = Latest(kit.jobs, self), Latest(kit.jobs, self)
        self.setObjectName("precedents")
        words = kit.words
        text = words(N_("What comparable files decided"))
        self._toggle: Button = button(kit, text, "precedents_open", self._on_toggle, icon="chevron-right")
        self._body = QWidget()
        self._body.setObjectName("precedents_body")
        self._box = QVBoxLayout(self._body)
        self._box.setContentsMargins(0, 0, GRID if tallest else 0, 0)
        self._box.setSpacing(GRID)
        rule = N_("Decided elsewhere, and no rule: the officer decides. Only files that you may read are counted.")
        self._box.addWidget(secondary(words(rule), "precedents_rule", wrap=True))
        self._shown = QWidget()
        self._box.addWidget(self._shown)
        head = QHBoxLayout()
        head.addWidget(self._toggle)
        head.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addLayout(head)
        self._room: QWidget = self._body
        if tallest:
            area = ScrollArea()
            area.setObjectName("precedents_area")
            area.setAccessibleName(text)
            area.setWidgetResizable(True)
            area.setWidget(self._body)
            area.setMinimumHeight(LEAST)
            area.setMaximumHeight(tallest)
            self._room = area
        box.addWidget(self._room)
        self._room.hide()
        self._fit()

    @property
    def open(self) -> bool:
        """Tell whether it was opened."""
        return not self._room.isHidden()

    def renew(self) -> None:
        """Ask again, if it is open."""
        if self.open:
            desk, file, step = self._desk, self._file, self._step
            self._latest.read(lambda: precedents(desk, file, step), self._show)

    def _fit(self) -> None:
        """Beside something else: take a part of its room while open, no more than the line while closed."""
        if self._tallest:
            grows = QSizePolicy.Policy.Expanding if self.open else QSizePolicy.Policy.Fixed
            self.setSizePolicy(QSizePolicy.Policy.Preferred, grows)
            most = self._toggle.sizeHint().height() + GRID + self._tallest
            self.setMaximumHeight(most if self.open else UNLIMITED)

    def _on_toggle(self) -> None:
        self._room.setHidden(self.open)
        self._fit()
        self._toggle.setIcon(self._kit.icons("chevron-down" if self.open else "chevron-right"))
        state = N_("folded out") if self.open else N_("folded in")
        self._toggle.setAccessibleDescription(self._kit.words(state))
        self.renew()

    def _on_step(self, step: int) -> None:
        self._step = step
        self.renew()

    def _show(self, found: Precedents) -> None:
        made = QWidget()
        made.setObjectName("precedents_found")
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        if found.chosen is None:
            said = N_("Nothing to compare with: no level is known yet, nor the function of the threatened person.")
            box.addWidget(label(self._kit.words(said), "precedents_none", "quiet", wrap=True))
        else:
            box.addWidget(self._steps(found, found.chosen))
            if found.looked < found.steps[found.chosen].files:
                count = self._kit.words.number(found.looked)
                said = self._kit.words(N_("Counted in the {count} files opened last."), count=count)
                box.addWidget(secondary(said, "precedents_looked", wrap=True))
            table = QHBoxLayout()
            table.addWidget(self._table(found.found, found.chosen), 1000)
            table.addStretch(1)
            box.addLayout(table)
        self._box.replaceWidget(self._shown, made)
        self._shown.hide()
        self._shown.deleteLater()
        self._shown = made
        _follow(self._toggle, made)

    def _steps(self, found: Precedents, chosen: int) -> QWidget:
        words, made = self._kit.words, QWidget()
        flow = FlowLayout(made, GRID)
        for at, step in enumerate(found.steps):
            files = words.plural("{count} file", "{count} files", step.files)
            text = words.pair(words(STEPS[step.alike]), files)
            one = button(self._kit, text, f"precedents_step_{at}", partial(self._on_step, at))
            one.setCheckable(True)
            one.setChecked(at == chosen)
            flow.addWidget(one)
        return made

    def _table(self, found: Sequence[Precedent], step: int) -> QWidget:
        words, made = self._kit.words, QWidget()
        if not found:
            said = N_("No measure was decided in these files.")
            return label(words(said), "precedents_nothing", "quiet", wrap=True)
        made.setMaximumWidth(WIDEST)
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        heads = (N_("Measure"), N_("Files"), N_("Approved"), N_("Refused"), N_("Ended"), N_("Median duration"))
        for column, head in enumerate(heads):
            one = secondary(words(head), f"precedents_head_{column}")
            grid.addWidget(one, 0, column, RIGHT if column else Qt.AlignmentFlag.AlignLeft)
        for at, line in enumerate(found):
            row = 2 * at + 1
            name = capital(words.value(SCHEMA.by_record[Measure].fields["type"], line.type))
            under = QWidget()
            under.setObjectName(f"precedents_files_{at}")
            under.hide()
            opens = link(name, f"precedents_type_{at}", partial(self._on_type, line.type, step, under))
            files = words.plural("{count} file", "{count} files", line.files)
            opens.setAccessibleName(f"{name}: {files}")
            grid.addWidget(opens, row, 0, Qt.AlignmentFlag.AlignLeft)
            ran = words.plural("{count} day", "{count} days", line.days) if line.days is not None else DASH
            numbers = [words.number(number) for number in (line.files, line.approved, line.refused, line.ended)]
            for column, text in enumerate((*numbers, ran), 1):
                grid.addWidget(label(text, f"precedents_{at}_{column}"), row, column, RIGHT)
            grid.addWidget(under, row + 1, 0, 1, len(heads))
        return made

    def _on_type(self, measure_type: str, step: int, under: QWidget) -> None:
        """Show the files of a type beneath its line, or hide them again."""
        if not under.isHidden():
            under.hide()
            return
        box = under.layout() or QVBoxLayout(under)
        box.setContentsMargins(2 * GRID, 0, 0, GRID)
        while (item := box.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.deleteLater()
        under.show()
        self._ask(measure_type, step, under, 0)

    def _ask(self, measure_type: str, step: int, under: QWidget, first: int) -> None:
        desk, file = self._desk, self._file
        self._pages.read(
            lambda: comparable_files(desk, file, step, measure_type, first),
            lambda answer: self._add_files(answer, measure_type, step, under, first),
        )

    def _add_files(
        self, answer: tuple[Sequence[Comparable], int], measure_type: str, step: int, under: QWidget, first: int
    ) -> None:
        found, number = answer
        words, box = self._kit.words, under.layout()
        if box is None:
            return
        for at, one in enumerate(found, first):
            states = ", ".join(words.enum(MeasureState(state)) for state in one.states)
            text = " · ".join(part for part in (one.reference or DASH, one.title, states) if part)
            name = f"{under.objectName()}_{at}"
            box.addWidget(link(text, name, partial(self.file_wanted.emit, one.id)))
        left = number - first - len(found)
        if left > 0:
            text = words.plural("{count} more file", "{count} more files", left)
            more = link(text, f"{under.objectName()}_more", lambda: self._more(more, measure_type, step, under))
            box.addWidget(more)
        opens = self.findChild(QAbstractButton, under.objectName().replace("files", "type"))
        if isinstance(opens, QAbstractButton):
            _follow(opens, under)

    def _more(self, more: QWidget, measure_type: str, step: int, under: QWidget) -> None:
        box = under.layout()
        first = box.count() - 1 if box is not None else 0
        if box is not None:
            box.removeWidget(more)
        more.hide()
        more.deleteLater()
        self._ask(measure_type, step, under, first)


def _follow(before: QWidget, made: QWidget) -> None:
    """Let Tab come to what was made after what stands before it: the eye comes there then."""
    for one in made.findChildren(QAbstractButton):
        QWidget.setTabOrder(before, one)
        before = one
