"""Editor of where something lies on the map: both coordinates in one line, in any form that people write them."""

from typing import Any

from app.core.errors import UserError
from app.models.checks.checked import Checked
from app.models.checks.coordinates import Coordinates, parse, text_of
from app.ui.forms.editor import State
from app.ui.forms.texts import LineEditor


class CoordinatesEditor(LineEditor):
    """Its value is (latitude, longitude); what lies outside Belgium is taken, with a word of it beneath."""

    def state(self) -> State:
        text = super().state()
        try:
            return self._read(text).value.shown() if text else None
        except UserError:
            return text

    def state_of(self, value: Any) -> State:
        return text_of(*value) or None if value is not None else None

    def value(self) -> Any:
        text = self.typed()
        if not text:
            return None
        found = self._read(text).value
        return found.latitude, found.longitude

    def tidy(self) -> None:
        with self.quietly():
            super().draw(self.state())

    def remark(self) -> str:
        text = super().state()
        try:
            return self.kit.words((self._read(text).warning if text else "") or "") or super().remark()
        except UserError:
            return ""

    @staticmethod
    def _read(text: str) -> Checked[Coordinates]:
        return parse(text)
