"""The binders of the emergency centres: which centre holds how many sheets, what is to come out, since when."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.services.desk import Desk
from app.services.paper.binders import Centre, centres
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import Empty, Tone
from app.ui.kit.sheet import Sheet
from app.ui.kit.words import DASH
from app.ui.tables.narrow_line import NarrowLine
from app.ui.tables.rows import Cell, Column, Line, Rows, carded

WIDTH, HEIGHT = 760, 440


class BindersSheet(Sheet):
    """`issue` opens the dialog that issues a centre's binder, `copies` shows who holds which."""

    def __init__(
        self, kit: Kit, desk: Desk, parent: QWidget | None, issue: Callable[[QWidget, Id], None],
        copies: Callable[[QWidget, Id, str], None],
    ) -> None:  # fmt: skip
        words = kit.words
        hint = N_(
            "A binder indexes the dispatcher sheets that a centre holds by telephone, street and name, and lists those "
            "to take out since its last one."
        )
        super().__init__(kit, parent, words(N_("Binders of the emergency centres")), "binders", words(hint), WIDTH)
        self._desk, self._issue, self._copies = desk, issue, copies
        self._found: Sequence[Centre] = ()
        self._latest = Latest(kit.jobs, self)
        self.setMinimumHeight(HEIGHT)
        heads = (N_("Sheets in force"), N_("To take out"), N_("Last binder"))
        name = words(N_("Emergency centre"))
        columns = [Column(name, 1, 240), *(Column(words(one), 0, 130) for one in heads)]
        self.list = Rows(kit, "binders_list", name, columns)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_issue)
        self._stack = QStackedWidget()
        self._stack.addWidget(carded(self.list))
        nothing = words(N_("No emergency centre holds a dispatcher sheet yet."))
        hint = words(N_("Issue a dispatcher sheet from a file: whom it goes to is listed here."))
        self._stack.addWidget(Empty(nothing, hint, "binders_empty"))
        self._narrow = NarrowLine(kit, self.list)
        self.body.addWidget(self._narrow)
        self.body.addWidget(self._stack, 1)
        self._close = self.add_button(words(N_("Close")), "binders_close", self.reject)
        self._held = self.add_button(words(N_("Copies…")), "binders_copies", self._on_copies)
        self._make = self.add_button(words(N_("Issue the binder…")), "binders_issue", self._on_issue, primary=True)
        kit.jobs.changed.connect(self._load)
        self._on_chosen()
        self._load()

    def _load(self) -> None:
        self._latest.read(partial(centres, self._desk, self.kit.words.language), self._on_read, self.say)

    def _on_read(self, found: Sequence[Centre]) -> None:
        words = self.kit.words
        self._found = found
        lines = []
        for one in found:
            out = Cell(words.number(one.to_remove), tone=Tone.RED if one.to_remove else None, by=one.to_remove)
            since = words.date(one.since) if one.since is not None else DASH
            in_force = Cell(words.number(one.in_force), by=one.in_force)
            lines.append(Line(one.id, (Cell(one.name, strong=True), in_force, out, Cell(since, by=one.since))))
        self._narrow.put(lines)
        self._stack.setCurrentIndex(0 if found else 1)
        if found and self.list.key is None:
            self.list.choose(found[0].id)
            self.list.setFocus()
        elif not found:
            self._close.setFocus()
        self._on_chosen()

    def _chosen(self) -> Centre | None:
        return next((one for one in self._found if one.id == self.list.key), None)

    def _on_chosen(self, _key: object = None) -> None:
        one = self._chosen()
        self._make.setEnabled(one is not None)
        self._held.setEnabled(one is not None and one.since is not None)

    def _on_issue(self, _key: object = None) -> None:
        one = self._chosen()
        if one is not None:
            self._issue(self, one.id)

    def _on_copies(self) -> None:
        one = self._chosen()
        if one is not None:
            self._copies(self, one.id, one.name)
