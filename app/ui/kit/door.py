"""The one error door: what was refused is said in the officer's language where it happened; a bug becomes a report.

A `UserError` belongs at its field: whoever shows a form takes it before it gets here. A `KnownError` says what
happened, what was kept and what to do. Anything else is a defect of the program: it is noted without a word of what
was typed.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.core.errors import PraesidiumError
from app.core.i18n import N_
from app.core.log import note_failure
from app.ui.kit.words import Words


class Door(QObject):
    """Words failures. The window shows what it says; without a window it is asked by `say`."""

    said = Signal(str, bool, object)
    """The sentence, whether it is a defect of the program, and the widget it happened near (or None)."""

    def __init__(self, words: Callable[[], Words], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def say(self, failure: BaseException) -> str:
        """Return the sentence for a refusal or defect."""
        words = self._words()
        if isinstance(failure, PraesidiumError):
            return failure.say(words.language)
        said = N_(
            "The program made a mistake ({kind}). Nothing half-done was kept, and what you typed is still there."
            " The report names no person: give it to your administrator."
        )
        return words(said, kind=type(failure).__name__)

    def show(self, failure: BaseException, near: object = None) -> None:
        """Say it; a defect is noted in the local log first."""
        known = isinstance(failure, PraesidiumError)
        if not known:
            note_failure(failure, "bug")
        self.said.emit(self.say(failure), not known, near)
