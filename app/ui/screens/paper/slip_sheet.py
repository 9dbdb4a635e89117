"""The courier's slip of a bundle: looked at, in the language of whoever receives it, and printed."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.services.desk import Desk
from app.services.exchange.exporting import Exported
from app.services.paper.transport_slip import transport_slip
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, secondary
from app.ui.kit.preview import Preview
from app.ui.kit.printing import Paper
from app.ui.kit.printing_sheet import PrintSheet
from app.ui.kit.sheet import Sheet
from app.ui.screens.paper.copies_editor import language_box

WIDTH, HEIGHT = 720, 640


class SlipSheet(Sheet):
    """Shows the slip of one bundle for one workstation."""

    def __init__(self, kit: Kit, desk: Desk, parent: QWidget | None, exported: Exported, station: Id) -> None:
        words = kit.words
        hint = words(N_("It goes with the carrier: both ends sign it and compare the checksum."))
        super().__init__(kit, parent, words(N_("Transport slip")), "slip_sheet", hint, WIDTH)
        self._desk, self._exported, self._station = desk, exported, station
        self._pdf = b""
        self.setMinimumHeight(HEIGHT)
        self.language = language_box(kit, "slip_language")
        self.language.setCurrentIndex(self.language.findData(words.language))
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(secondary(words(N_("Language of the document")), "slip_language_label"))
        line.addWidget(self.language)
        line.addStretch(1)
        self.preview = Preview(kit, name="slip_preview")
        self.body.addLayout(line)
        self.body.addWidget(self.preview, 1)
        self.add_button(words(N_("Close")), "slip_close", self.reject)
        self._print = self.add_button(words(N_("Print")), "slip_print", self._on_print, primary=True)
        self.language.currentIndexChanged.connect(self._make)
        self._make()

    def _make(self) -> None:
        self._print.setEnabled(False)
        self.say("")
        self.preview.clear(self.kit.words(N_("The preview is being made…")))
        language = str(self.language.currentData())
        make = partial(transport_slip, self._desk, self._exported, self._station, language)
        self.kit.jobs.write(self, make, lambda made: self._on_made(language, made.pdf), self._on_refused)

    def _on_made(self, language: str, pdf: bytes) -> None:
        if language == self.language.currentData():
            self._pdf = pdf
            self._print.setEnabled(True)
            self.preview.show_pdf(pdf, self.kit.words(N_("Transport slip")))

    def _on_refused(self, failure: BaseException) -> None:
        self.preview.clear()
        self.say(failure)

    def _on_print(self) -> None:
        name = self.kit.words(N_("Transport slip"))
        PrintSheet(self.kit, self, [Paper(name, self._pdf)], name).open()
