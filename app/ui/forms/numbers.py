"""Editors of numbers: whole ones, and those with a comma as Belgians type them."""

import re
from typing import Any

from PySide6.QtWidgets import QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.ui.forms.editor import State
from app.ui.forms.texts import LineEditor
from app.ui.kit.kit import Kit

MOST = 999_999_999
_WHOLE = re.compile(r"[+-]?\d{1,9}")
_BROKEN = re.compile(r"[+-]?\d{1,9}(?:[.,]\d{1,9})?")


class NotAWholeNumber(UserError):
    """Letters, a comma, or far too many digits."""

    sentence = N_("This is not a whole number. Type digits only.")


class NotANumber(UserError):
    """Letters, or far too many digits."""

    sentence = N_("This is not a number. Type digits, with a comma for what is less than one.")


class NumberEditor(LineEditor):
    """A whole number, or with `broken` one that may have a comma."""

    def __init__(self, kit: Kit, name: str, parent: QWidget | None = None, *, broken: bool = False) -> None:
        super().__init__(kit, name, parent)
        self._broken = broken
        self.line.setMaxLength(40)

    def state(self) -> State:
        try:
            return self.value()
        except UserError:
            return self.line.text().strip()

    def draw(self, state: State) -> None:
        self.line.setText("" if state is None else self._shown(state))

    def state_of(self, value: Any) -> State:
        return value

    def value(self) -> Any:
        plain = re.sub(r"[\s\u00a0\u202f]", "", self.line.text())
        if not plain:
            return None
        if not (_BROKEN if self._broken else _WHOLE).fullmatch(plain):
            raise NotANumber if self._broken else NotAWholeNumber
        return float(plain.replace(",", ".")) if self._broken else int(plain)

    def _shown(self, state: State) -> str:
        if isinstance(state, float):
            comma = "." if self.kit.words.language == "en" else ","
            return f"{state:.9f}".rstrip("0").rstrip(".").replace(".", comma)
        return str(state)
