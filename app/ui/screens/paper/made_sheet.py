"""A paper that is made of what stands now: looked at in the language it is for, and printed. Nothing is kept of it."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.i18n import N_
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, secondary
from app.ui.kit.preview import Preview
from app.ui.kit.printing import Paper
from app.ui.kit.printing_sheet import PrintSheet
from app.ui.kit.sheet import Sheet
from app.ui.screens.paper.copies_editor import language_box

WIDTH, HEIGHT = 720, 640


class Made(Protocol):
    """What a service made: its bytes are all that is asked of it here."""

    @property
    def pdf(self) -> bytes: ...


class MadeSheet(Sheet):
    """`make` is asked for the paper in a language, on the writing thread: that it was made is logged."""

    def __init__(
        self, kit: Kit, parent: QWidget | None, text: str, name: str, make: Callable[[str], Made], hint: str = ""
    ) -> None:
        super().__init__(kit, parent, text, f"{name}_sheet", hint, WIDTH)
        self._text, self._ask = text, make
        self._pdf = b""
        words = kit.words
        self.setMinimumHeight(HEIGHT)
        self.language = language_box(kit, f"{name}_language")
        self.language.setCurrentIndex(self.language.findData(words.language))
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(secondary(words(N_("Language of the document")), f"{name}_language_label"))
        line.addWidget(self.language)
        line.addStretch(1)
        self.preview = Preview(kit, name=f"{name}_preview")
        self.body.addLayout(line)
        self.body.addWidget(self.preview, 1)
        self.add_button(words(N_("Close")), f"{name}_close", self.reject)
        self._print = self.add_button(words(N_("Print")), f"{name}_print", self._on_print, primary=True)
        self.language.currentIndexChanged.connect(self._make)
        self._make()

    def _make(self) -> None:
        self._print.setEnabled(False)
        self.say("")
        self.preview.clear(self.kit.words(N_("The preview is being made…")))
        language, ask = str(self.language.currentData()), self._ask
        self.kit.jobs.write(
            self, lambda: ask(language), lambda made: self._on_made(language, made.pdf), self._on_refused
        )

    def _on_made(self, language: str, pdf: bytes) -> None:
        if language == self.language.currentData():
            self._pdf = pdf
            self._print.setEnabled(True)
            self.preview.show_pdf(pdf, self._text)

    def _on_refused(self, failure: BaseException) -> None:
        self.preview.clear()
        self.say(failure)

    def _on_print(self) -> None:
        PrintSheet(self.kit, self, [Paper(self._text, self._pdf)], self._text).open()
