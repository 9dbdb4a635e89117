"""The way to what has come to its end, from every screen: files past their term, single values, what was erased."""

from collections.abc import Callable

from app.core.i18n import N_
from app.core.ids import Id
from app.ui.kit.action import Action
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address


def erasing_action(kit: Kit, go: Callable[[Address], object]) -> Action:
    """Return what opens retention and erasure."""
    words = kit.words
    text, group = words(N_("Retention and erasure")), words(N_("Program"))
    return Action("erasing.open", text, lambda: go(Address("erasing")), "", "trash-2", group)


def values_action(kit: Kit, go: Callable[[Address], object], person: Id | None) -> Action:
    """Return what opens the page on which single values are erased; of `person` where one is in front."""
    words = kit.words
    text, group = words(N_("Erase single values")), words(N_("Program"))
    return Action("erasing.values", text, lambda: go(Address("erasing", person, "values")), "", "trash-2", group)
