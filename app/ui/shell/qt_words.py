"""Qt's own sentences (the menus of text fields, its dialogs) in the officer's language, from the files Qt ships."""

from pathlib import Path

import PySide6
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.core.i18n import N_
from app.ui.kit.words import Words

REST = {
    "&Look in:": N_("&Look in:"), "Files of &type:": N_("Files of &type:"), "Folder": N_("Folder of files"),
    "%1 File": N_("%1 File"), "Drive": N_("Drive"),
}  # fmt: skip
"""What Qt's own files lack of the dialog in which a file is chosen."""
OWN = frozenset({"en"})
"""Languages Qt speaks without a file."""


def translation_folders() -> tuple[Path, ...]:
    """Return where Qt's translations may be: where Qt says, and beside its own modules (a package moves them)."""
    said = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    beside = Path(PySide6.__file__).parent if PySide6.__file__ else said
    return (said, beside / "Qt" / "translations", beside / "translations")


NOT_MINE: str = None  # type: ignore[assignment]  # Qt takes an empty text for a translation, and goes on after none


class _Rest(QTranslator):
    """Says what Qt's file of a language does not."""

    def __init__(self, words: Words, parent: QCoreApplication) -> None:
        super().__init__(parent)
        self._words = words

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False

    def translate(self, _context: str, source: str, _disambiguation: str | None = None, _n: int = -1) -> str:
        return self._words(REST[source]) if source in REST else NOT_MINE


class QtWords:
    """Installs one language at a time. Keep it for as long as the application runs."""

    def __init__(self, app: QCoreApplication) -> None:
        self._app = app
        self._translator: QTranslator | None = None
        self._rest: _Rest | None = None

    def speak(self, words: Words) -> bool:
        """Let Qt speak the language of `words`; False where its file is nowhere, and Qt then speaks English."""
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
            self._translator = None
        if self._rest is not None:
            self._app.removeTranslator(self._rest)
            self._rest = None
        QLocale.setDefault(words.locale)
        if words.language in OWN:
            return True
        self._rest = _Rest(words, self._app)
        self._app.installTranslator(self._rest)
        translator = QTranslator(self._app)
        for folder in translation_folders():
            if translator.load(f"qtbase_{words.language}", str(folder)):
                self._translator = translator
                return self._app.installTranslator(translator)
        return False
