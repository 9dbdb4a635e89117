"""Qt's own sentences (the menus of text fields, its dialogs) in the officer's language, from the files Qt ships."""

from pathlib import Path

import PySide6
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.ui.kit.words import Words

OWN = frozenset({"en"})
"""Languages Qt speaks without a file."""


def translation_folders() -> tuple[Path, ...]:
    """Return where Qt's translations may be: where Qt says, and beside its own modules (a package moves them)."""
    said = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    beside = Path(PySide6.__file__).parent if PySide6.__file__ else said
    return (said, beside / "Qt" / "translations", beside / "translations")


class QtWords:
    """Installs one translator at a time. Keep it for as long as the application runs."""

    def __init__(self, app: QCoreApplication) -> None:
        self._app = app
        self._translator: QTranslator | None = None

    def speak(self, words: Words) -> bool:
        """Let Qt speak the language of `words`; False where its file is nowhere, and Qt then speaks English."""
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
            self._translator = None
        QLocale.setDefault(words.locale)
        if words.language in OWN:
            return True
        translator = QTranslator(self._app)
        for folder in translation_folders():
            if translator.load(f"qtbase_{words.language}", str(folder)):
                self._translator = translator
                return self._app.installTranslator(translator)
        return False
