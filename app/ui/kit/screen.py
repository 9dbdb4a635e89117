"""What the shell and a screen know of each other: an address to open, a title, a marking, a state to come back to."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.models.enums import Marking
from app.ui.kit.action import Action
from app.ui.kit.kit import Kit

if TYPE_CHECKING:
    from app.services.desk import Desk


@dataclass(frozen=True, slots=True, repr=False)
class Address:
    """Where something is: which screen, of what, on which of its tabs. Its `repr` names no person."""

    screen: str
    uid: bytes | None = None
    tab: str = ""
    extra: tuple[tuple[str, str], ...] = ()


class Screen(QWidget):
    """One page in the middle of the window. It reads when it is told to `load`, and again when the store changed."""

    titled = Signal(str)
    """What its tab says; shown inside the window only, never as the window's title."""
    marked = Signal(Marking)
    """The highest marking of what it shows."""
    wanted = Signal(Address)
    """Something else should be opened."""
    wanted_apart = Signal(Address)
    """The same, in a tab of its own."""

    draft_wanted = Signal(Address, str)
    """The draft under this key should be gone on with, where it was typed."""

    help_page: ClassVar[str] = "index"

    def __init__(self, kit: Kit, desk: "Desk", address: Address, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kit, self.desk, self.address = kit, desk, address
        self.setObjectName(f"screen_{address.screen}")

    def load(self) -> None:
        """Begin to read what it shows; answers arrive later. Called when first shown and after every change."""

    def state(self) -> dict[str, Any]:
        """Return what it takes to come back to the same view (JSON-able, no content)."""
        return {}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to a view; what it does not know it leaves alone."""

    def turn(self, _address: Address) -> bool:
        """Bring the page that an address of this same thing names to the front; False where it must be built anew."""
        return False

    def take_up(self, key: str) -> None:
        """Open the sheet in which the draft under this key was typed, now or once it is known; it restores itself."""

    def unsaved(self) -> bool:
        """Tell whether something was typed that no draft has kept yet."""
        return False

    def actions_here(self) -> list[Action]:
        """Return what can be done here, for menus and Ctrl+K."""
        return []
