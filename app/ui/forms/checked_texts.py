"""Editors of numbers and addresses that a check brings into one form: phone, plate, e-mail, national register number.

What the check refuses may be kept as typed where reality may differ (`app.services.contacts`); the form shows the
words of the check and the button for it.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from app.core.errors import UserError
from app.models.checks import phone as phones
from app.models.checks.checked import Checked, Keepable, as_typed
from app.models.fields import FieldSpec
from app.models.kinds.typed import mail_address, phone_number, plate_number
from app.services.contacts import checked_email, checked_national_number, checked_phone, checked_plate
from app.ui.forms.editor import State
from app.ui.forms.texts import LineEditor
from app.ui.kit.kit import Kit

AS_TYPED = "as_typed"
"""Key of the state of what is kept although the check refuses it."""
Check = Callable[[str], Checked[str]]
Sibling = Callable[[str], Any]
"""Return the value of another field of the form, None where it has none."""


def check_for(spec: FieldSpec, today: Callable[[], date], sibling: Sibling) -> Check | None:
    """Return the check of a field of text; None where it has none."""
    if spec.name == "national_number":
        return lambda typed: checked_national_number(typed, today(), sibling("birth_date"), keep=False)
    if spec.meta.parse is phone_number or (spec.many and spec.name == "phones"):
        return lambda typed: checked_phone(typed, keep=False)
    if spec.meta.parse is plate_number:
        return lambda typed: checked_plate(typed, sibling("country"), keep=False)
    if spec.meta.parse is mail_address:
        return lambda typed: checked_email(typed, keep=False)
    if spec.meta.parse is not None:
        parse = spec.meta.parse
        return lambda typed: Checked(parse(typed))
    return None


def shown_text(spec: FieldSpec, value: str) -> str:
    """Return a stored text as one reads it: a phone number in groups."""
    if spec.meta.parse is phone_number or spec.name == "phones":
        number, _, extension = value.partition(" x")
        try:
            shown = phones.parse(number).value.international
        except UserError:
            return value
        return f"{shown} x{extension}" if extension else shown
    return value


class CheckedEditor(LineEditor):
    """A text that `check` brings into one form; `shown` is that form as one reads it."""

    def __init__(
        self, kit: Kit, name: str, check: Check, shown: Callable[[str], str] = str, parent: QWidget | None = None
    ) -> None:
        super().__init__(kit, name, parent)
        self._check, self._shown = check, shown
        self._kept = False
        self.line.textEdited.connect(self._on_text_edited)

    @property
    def kept_as_typed(self) -> bool:
        return self._kept

    def keep_as_typed(self) -> None:
        self._kept = True
        self.touched()

    def value(self) -> Any:
        text = self.typed()
        return self._checked(text).value if text else None

    def state(self) -> State:
        text = self.line.text().strip()
        if not text:
            return None
        if self._kept:
            return {AS_TYPED: text}
        try:
            return self._checked(text).value
        except UserError:
            return text

    def draw(self, state: State) -> None:
        self._kept = isinstance(state, dict)
        super().draw(state.get(AS_TYPED, "") if isinstance(state, dict) else self._shown(state) if state else "")

    def show_value(self, value: Any) -> None:
        """Show a stored value; one that the check refuses was kept as typed before."""
        self.restore(self.state_of(value))
        text = self.line.text()
        if text.strip():
            try:
                self._check(text)
            except Keepable:
                self._kept = True
            except UserError:
                pass

    def tidy(self) -> None:
        if self._kept or not self.line.text().strip():
            return
        try:
            value = self._checked(self.line.text()).value
        except UserError:
            return
        with self.quietly():
            super().draw(self._shown(value))

    def remark(self) -> str:
        text = self.line.text()
        if not text.strip():
            return ""
        try:
            return self.kit.words(self._checked(text).warning or "") or super().remark()
        except UserError:
            return ""

    def _checked(self, text: str) -> Checked[str]:
        try:
            return self._check(text)
        except Keepable:
            if self._kept:
                return as_typed(text)
            raise

    def _on_text_edited(self, _text: str) -> None:
        self._kept = False
