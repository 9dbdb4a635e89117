"""A list of what has come to its end, with what can be done with its lines: what the three lists of the end share."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from app.core.i18n import N_
from app.services.desk import Desk
from app.ui.files.list_page import ListPage
from app.ui.kit.action import Action
from app.ui.kit.buttons import Button, button
from app.ui.kit.kit import Kit
from app.ui.screens.erasing.ended import Ended
from app.ui.tables.rows import Column, Line

CHOOSE = N_("Choose a line in the list first.")
NOT_NOW = N_("This cannot be done here now.")


class EndedList(ListPage):
    """A list says its `lines`, and of each of its buttons `why_not`."""

    said = Signal(str)
    """What was done, to be told above the lists: a msgid."""
    wanted = Signal(object)
    """The address of another screen."""
    values_wanted = Signal(bytes, object)
    """Single values of this person are to be looked at, with these ticked."""
    asked = Signal(object, bytes)
    """How what an erasure would reach is read, and of which erasure it is the rest."""

    def __init__(
        self, kit: Kit, desk: Desk, name: str, text: str, columns: Sequence[Column], empty: tuple[str, str], *,
        beside: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(kit, name, text, columns, empty, beside=beside, filtered=True)
        self.desk = desk
        self.ended = Ended()
        self.buttons: dict[str, Button] = {}
        self.chosen.connect(lambda _key: self.offer())

    def lines(self) -> Sequence[Line]:
        """Return what is listed of `ended`."""
        raise NotImplementedError

    def why_not(self, which: str) -> str:
        """Return the msgid of why a button does nothing with the line that is chosen; empty where it does."""
        raise NotImplementedError

    def may(self) -> bool:
        """Tell whether this officer has anything to do here."""
        return self.ended.may

    def go_on(self, what: str) -> None:
        """Open again the sheet in which a draft of this kind was typed, of the line that is chosen."""

    def show_ended(self, ended: Ended) -> None:
        """Show what was read."""
        self.ended = ended
        self.put(self.lines())

    def offer(self) -> None:
        """Offer what can be done with the line that is chosen."""
        for which, made in self.buttons.items():
            why = self.why_not(which)
            made.setVisible(self.may())
            made.wait_for(self.kit.words(why) if why else "")

    def actions_here(self, group: str) -> list[Action]:
        """Return the same for the menu and the box over everything."""
        return [
            Action(f"erasing.{made.objectName()}", made.text().rstrip("…"), made.click, group=group,
                   enabled=made.isEnabled, why=made.why)
            for made in self.buttons.values() if not made.isHidden()
        ]  # fmt: skip

    def add(
        self, which: str, text: str, name: str, act: Callable[[], object], *, icon: str = "", primary: bool = False
    ) -> None:
        """Put a button above the lines."""
        self.buttons[which] = made = button(self.kit, self.kit.words(text), name, act, icon=icon, primary=primary)
        self.add_button(made)
