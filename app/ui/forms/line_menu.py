"""A menu of the lines of one list, under the button that asked for it: templates, standard paragraphs."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton

from app.core.i18n import N_
from app.models.catalogues import CatalogueEntry
from app.models.lists import Lists
from app.services.search.short_lists import lists_of
from app.ui.kit.kit import Kit
from app.ui.kit.mnemonics import mark_menu
from app.ui.kit.words import capital

if TYPE_CHECKING:
    from app.services.desk import Desk

Chosen = Callable[[Lists, str], object]
"""Gets the lists of the store and the code of the line."""
Which = Callable[[Lists], Mapping[str, CatalogueEntry]]


def offer_lines(
    kit: Kit, desk: "Desk", under: QPushButton, name: str, chosen: Chosen, which: Which | None = None
) -> None:
    """Read the list as the store has it now and open the menu; nothing happens where the button is gone by then.

    `which` gives the lines to offer, None all that may be chosen.
    """
    kit.jobs.read(under, partial(lists_of, desk), lambda lists: _open(kit, under, lists, name, chosen, which))


def _open(kit: Kit, under: QPushButton, lists: Lists, name: str, chosen: Chosen, which: Which | None) -> None:
    menu = QMenu(under)
    menu.setObjectName(f"menu_{name}")
    menu.setAccessibleName(under.accessibleName() or under.text())
    lines = which(lists) if which is not None else lists.offered(name)
    for code, entry in lines.items():
        action = menu.addAction(capital(entry.say(kit.words.language)).replace("&", "&&"), partial(chosen, lists, code))
        action.setObjectName(code)
    if not lines:
        menu.addAction(kit.words(N_("No line yet"))).setEnabled(False)
    mark_menu(menu)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(under.mapToGlobal(QPoint(0, under.height() + 4)))
