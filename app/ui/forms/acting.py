"""A sheet in which a form is filled in and one act is done with it: saved on the writing thread, refused at the field.

While the act is under way the sheet waits; refused, everything typed stands as it was; closed without acting, the draft
is kept and comes back the next time.
"""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.core.errors import UserError, Warned
from app.core.i18n import N_
from app.services.cases.rulings import Ruling
from app.ui.forms.form import Form
from app.ui.forms.ruling import RulingBlock
from app.ui.kit.buttons import Button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label, rule
from app.ui.kit.scrolling import ScrollArea
from app.ui.kit.sheet import Sheet

Work = Callable[[], Any]
Act = Callable[[Mapping[str, Any], Ruling | None], Work]
"""From the values of the form, and the ruling where one is asked, to what is done on the writing thread."""

TALLEST = 620
AROUND = 200
"""Pixels of a sheet that stay for its title, what is refused and the buttons."""


@runtime_checkable
class Watches(Protocol):
    """A screen that is told of every sheet opened over it."""

    def watch(self, sheet: "ActSheet") -> None:
        """The sheet was opened."""


class ActSheet(Sheet):
    """`form` may be None where only a ruling is asked; `above` and `below` it stands whatever else the act needs.

    `ruled` is the heading of the ruling where it is no decision.
    """

    acted = Signal(object)
    """What the act returned."""

    def __init__(
        self,
        kit: Kit,
        parent: QWidget | None,
        text: str,
        name: str,
        act: Act,
        *,
        form: Form | None = None,
        ruling: RulingBlock | None = None,
        above: QWidget | None = None,
        below: QWidget | None = None,
        ruled: str = "",
        button: str = "",
        hint: str = "",
        width: int = 720,
        asks: bool = False,
    ) -> None:
        super().__init__(kit, parent, text, name, hint, width, asks=asks)
        self._act, self.form, self.ruling = act, form, ruling
        self.around: Callable[[Work], Work] = lambda work: work
        """What is put around the act on the writing thread, by whoever watches what it saves."""
        self._watched = False
        self._under_way = False
        self.knowing = False
        """The officer was warned and goes on: what the act asks of the service says so."""
        self._go_on: Button | None = None
        self._fitted: list[Form] = []
        # From the outside inward: what is put into something that already stands in the sheet is styled once.
        area = ScrollArea()
        area.setObjectName(f"{name}_area")
        area.setAccessibleName(text)
        area.setWidgetResizable(True)
        self.body.addWidget(area, 1)
        page = QWidget()
        area.setWidget(page)
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        area.verticalScrollBar().rangeChanged.connect(
            lambda _least, most: box.setContentsMargins(0, 0, GRID if most else 0, 0)
        )
        box.setSpacing(2 * GRID)
        if above is not None:
            box.addWidget(above)
        if form is not None:
            box.addWidget(form)
        if below is not None:
            box.addWidget(below)
        self._ruling_parts: list[QWidget] = []
        if ruling is not None:
            if form is not None:
                self._ruling_parts = [rule(), label(ruled or kit.words(N_("Decision")), f"{name}_ruling", "strong")]
            self._ruling_parts.append(ruling)
            for one in self._ruling_parts:
                box.addWidget(one)
        box.addStretch(1)
        for one in self._forms():
            self._fit(one)
        self._area, self._page = area, page
        self.fit()
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # its hint is of a narrower page
        self.cancel = self.add_cancel()
        self.act_button = self.add_button(button or kit.words(N_("Save")), f"{name}_act", self.act, primary=True)
        first = form or (ruling.form if ruling is not None else None)
        if first is not None and first.spec.names:
            first.editor(first.spec.names[0]).setFocus()
        else:
            (_first_to_fill(page) or self.cancel).setFocus()

    def fit(self) -> None:
        """Take the height that what stands in the sheet needs, as far as there is room: more of it is known by now."""
        page, wide = self._page, self.minimumWidth() - 6 * GRID
        layout = page.layout()
        if layout is not None and self.isVisible():
            layout.activate()
        wanted = page.heightForWidth(wide) if page.hasHeightForWidth() else page.sizeHint().height()
        self._area.setMinimumHeight(min(TALLEST, wanted + GRID, max(self.room().height() - AROUND, GRID)))

    def ask_ruling(self, asked: bool) -> None:
        """Show the ruling or not: what is typed decides whether one is needed."""
        if asked and self.ruling is not None:
            self._fit(self.ruling.form)
        for one in self._ruling_parts:
            one.setVisible(asked)

    def reject(self) -> None:
        """Close without acting, unless the act is under way: its answer must find the draft it drops."""
        if not self._under_way:
            super().reject()

    def act(self) -> None:
        """Do it; every refusal is shown where it belongs."""
        if self._under_way:
            return
        self.say("")
        self._offer_to_go_on(offered=False)
        try:
            values = self.form.values() if self.form is not None else {}
            ruling = self.ruling.ruling() if self.ruling is not None and self.ruling.isVisibleTo(self) else None
            work = self._act(values, ruling)  # refuses what can be seen without asking the store
        except UserError as refusal:
            self._refuse(refusal)
            return
        self._under_way = True
        self.act_button.setEnabled(False)
        self.start(work)

    def start(self, work: Work) -> None:
        """Do the act; what takes long may do it otherwise, and calls `on_done` or `on_failed`."""
        self.kit.jobs.write(self, self.around(work), self.on_done, self.on_failed)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Let the screen beneath watch it, where that offers to reverse what was saved."""
        super().showEvent(event)
        beneath = None if self._watched else self.parentWidget()
        self._watched = True
        while beneath is not None and not isinstance(beneath, Watches):
            beneath = beneath.parentWidget()
        if beneath is not None:
            beneath.watch(self)

    def add_removal(self, text: str, remove: Callable[[], object]) -> None:
        """Add a button that takes the record away instead; what it does is asked of the service, which may refuse."""
        name = f"{self.objectName()}_remove"
        made = self.add_button(text, name, lambda: self._remove(remove), icon="trash-2", apart=True)
        QWidget.setTabOrder(made, self.cancel)
        QWidget.setTabOrder(self.cancel, self.act_button)

    def _remove(self, remove: Callable[[], object]) -> None:
        if self._under_way:
            return
        self.say("")
        self._under_way = True
        self.kit.jobs.write(self, remove, self.on_done, self.on_failed)

    def on_done(self, answer: object) -> None:
        """The act was done: what was typed is no draft any more."""
        self._under_way = False
        for form in reversed(self._forms()):  # the ruling tells the form, in whose draft it stands, that it changed
            form.saved()
        self.acted.emit(answer)
        self.accept()

    def on_failed(self, failure: BaseException) -> None:
        """The act was refused or cancelled: everything typed stands as it was."""
        self._under_way = self.knowing = False
        self.act_button.setEnabled(True)
        if isinstance(failure, UserError):
            self._refuse(failure)
            self._offer_to_go_on(offered=isinstance(failure, Warned))
        else:
            self.say(failure)

    def _offer_to_go_on(self, *, offered: bool) -> None:
        if self._go_on is None and offered:
            self._go_on = self.add_button(self.kit.words(N_("Go on knowingly")), "go_on_knowingly", self._on_knowing)
        if self._go_on is not None:
            self._go_on.setVisible(offered)

    def _on_knowing(self) -> None:
        self.knowing = True
        self.act()

    def _refuse(self, refusal: UserError) -> None:
        field = refusal.facts.get("field")
        home = next((form for form in self._forms() if field in form.spec.names), None)
        if home is not None:
            home.mark(refusal)
            self.fit()  # what is said under fields needs room, while there is some
        else:
            self.say(refusal)

    def _fit(self, form: Form) -> None:
        """Let a form lay its columns out for the width the sheet will have, before it has it."""
        if form not in self._fitted:
            self._fitted.append(form)
            form.columns.expect(self.minimumWidth() - 6 * GRID)

    def _forms(self) -> list[Form]:
        """Return the forms that stand in the sheet; a ruling that is not asked for has none yet."""
        forms = [self.form, self.ruling.form if self.ruling is not None and self.ruling.made else None]
        return [form for form in forms if form is not None]


def _first_to_fill(page: QWidget) -> QWidget | None:
    """Return what Tab reaches first of something that is no form; None where the sheet only asks."""
    tabbed = Qt.FocusPolicy.TabFocus
    there = (one for one in page.findChildren(QWidget) if one.focusPolicy() & tabbed == tabbed)
    return next((one for one in there if one.isEnabled() and one.isVisibleTo(page)), None)
