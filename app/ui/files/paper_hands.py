"""What a screen of files is given to do with paper, without knowing the room of papers: `bootstrap` hands it over."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QWidget

from app.core.ids import Id
from app.ui.kit.kit import Kit

if TYPE_CHECKING:
    from app.services.desk import Desk


class IssuePaper(Protocol):
    """Opens the dialog that issues a file's paper, near a widget; of one subject, or of whom the officer chooses.

    `begun` is what the key of a draft says behind the file: the paper that was begun is then the one it opens.
    """

    def __call__(
        self, kit: Kit, desk: "Desk", near: QWidget, file: Id, subject: Id | None = None, begun: str = ""
    ) -> None: ...


GoOnReturned = Callable[[Kit, "Desk", QWidget, Id, str], None]
"""Opens the return form, a copy, in which something was typed and not recorded, with what its key says behind that."""
DrawUpExtract = Callable[[Kit, "Desk", QWidget, Id], None]
"""Opens the dialog that issues an extract of a person."""
HeldCopies = Callable[[Kit, "Desk", QWidget, Id, str], None]
"""Opens the copies of papers that are of no file, under a name."""
Binders = Callable[[Kit, "Desk", QWidget], None]
"""Opens the list of the emergency centres, from which their binders are issued."""
PutForward = Callable[[Kit, "Desk", Any, Id, str], None]
"""Opens, over a screen, a new proposal on paper with this measure and this title."""
CopiesPanel = Callable[[Kit, "Desk", Id], QWidget]
"""Makes the panel of the copies of a file's papers."""
