"""To enter first what a field names and no register holds yet: a place, an organisation, a person."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.core.ids import Id
from app.models.enums import Action
from app.services.status import seat
from app.ui.forms.acting import ActSheet
from app.ui.forms.references import ReferenceEditor
from app.ui.kit.kit import Kit

if TYPE_CHECKING:
    from app.services.desk import Desk


def offer_entering(
    kit: Kit, desk: "Desk", near: QWidget, editors: Sequence[ReferenceEditor], text: str,
    make: Callable[[QWidget], ActSheet], fill: Callable[[ActSheet, str], object],
) -> None:  # fmt: skip
    """Offer `text` in these fields, to whom it is allowed; what was entered is chosen there.

    The sheet that `make` returns opens above, with what was typed put in by `fill`; both keep what is typed.
    """

    def enter(typed: str, chosen: Callable[[Id], object]) -> None:
        made = make(near.window())
        if typed:
            fill(made, typed)
        made.acted.connect(lambda entered: chosen(entered.id))
        made.open()

    def offer(may: bool) -> None:
        for editor in editors if may else ():
            editor.offer_new(text, enter)

    if editors:
        kit.jobs.read(near, lambda: Action.REGISTER in seat(desk).may, offer, lambda _: None)


def fill_name(kit: Kit, sheet: ActSheet, typed: str) -> None:
    """Put what was typed into the name of what is entered, as one of the language that is spoken here."""
    if sheet.form is not None:
        sheet.form.set_value("names", {kit.words.language: typed, "original": kit.words.language})
