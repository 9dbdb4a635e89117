"""Saved views: sort, filters and columns under a name of the officer's own."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from app.core.i18n import N_
from app.services.lists.columns import ListName
from app.services.lists.declared import columns_of
from app.services.lists.queries import Query
from app.ui.kit.kit import Kit
from app.ui.kit.mnemonics import mark_menu
from app.ui.kit.parts import asked, required_text
from app.ui.kit.sheet import Sheet
from app.ui.tables.views import Look, usual

LONGEST = 60
MOST = 30


class ViewMenu(QMenu):
    """Opened beneath its button; filled when it opens."""

    chosen = Signal(object)
    """A `Look`."""
    kept = Signal(object)
    """All views by name, after one was saved or forgotten."""

    def __init__(self, kit: Kit, name: ListName, look: Callable[[], Look], parent: QWidget) -> None:
        super().__init__(parent)
        self._kit, self._list, self._look, self._over = kit, name, look, parent
        self._views: dict[str, Look] = {}
        self.setObjectName("view_menu")
        self.setAccessibleName(kit.words(N_("Views")))
        self.aboutToShow.connect(self._fill)

    def show_views(self, views: Mapping[str, Look]) -> None:
        """Offer these."""
        self._views = dict(views)

    def save(self, name: str) -> None:
        """Keep how the list is looked at now under a name; the same name again replaces it."""
        self._views[name[:LONGEST]] = self._look()
        self.kept.emit(dict(self._views))

    def forget(self, name: str) -> None:
        """Forget a view."""
        self._views.pop(name, None)
        self.kept.emit(dict(self._views))

    def _fill(self) -> None:
        words = self._kit.words
        self.clear()
        self.addAction(words(N_("As usual")), self._as_usual).setObjectName("view_usual")
        for name, look in sorted(self._views.items()):
            self.addAction(name.replace("&", "&&"), partial(self.chosen.emit, look))
        self.addSeparator()
        keep = self.addAction(words(N_("Save this view…")), self._ask_name)
        keep.setObjectName("view_save")
        keep.setEnabled(len(self._views) < MOST)
        if self._views:
            menu = self.addMenu(words(N_("Forget a view")))
            for name in sorted(self._views):
                menu.addAction(name.replace("&", "&&"), partial(self.forget, name))
        mark_menu(self)

    def _as_usual(self) -> None:
        columns = columns_of(self._list)
        self.chosen.emit(Look(usual(columns), Query(language=self._kit.words.language)))

    def _ask_name(self) -> None:
        words = self._kit.words
        sheet = Sheet(
            self._kit, self._over.window(), words(N_("Save this view")), "view_sheet",
            words(N_("Columns, order and filters are kept under this name, for you only.")), width=420,
        )  # fmt: skip
        line = QLineEdit()
        line.setObjectName("view_name")
        called = required_text(self._kit, words(N_("Name of the view")))
        line.setAccessibleName(called)
        line.setMaxLength(LONGEST)
        sheet.body.addLayout(asked(called, "view_name", line))

        def keep() -> None:
            if not line.text().strip():
                sheet.say(words(N_("Give the view a name.")))
                return
            self.save(line.text().strip())
            sheet.accept()

        line.returnPressed.connect(keep)
        sheet.add_cancel()
        sheet.add_button(words(N_("Save")), "view_keep", keep, primary=True)
        sheet.open()
        line.setFocus()
