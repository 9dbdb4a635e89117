"""The code beside the newcomer's words, read out of a photograph and compared: no word misread, no word forgotten.

A photograph that came along with the request proves nothing: whoever swapped the one swapped the other. The words say
so; who made it, the program cannot know.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.progress import Cancel, Progress
from app.services.exchange.admitting import compare_codes
from app.ui.kit.jobs import Job
from app.ui.kit.kit import Kit
from app.ui.kit.picking import FilePick
from app.ui.kit.scan_process import Read, read_file, read_scan


class RequestCode(QWidget):
    """`compared` where the code is of this request; `refused` with why it is not, or could not be read."""

    begun = Signal()
    compared = Signal()
    refused = Signal(object)

    def __init__(self, kit: Kit, received: Any) -> None:
        super().__init__()
        self._kit, self._received = kit, received
        self._job: Job | None = None
        words = kit.words
        kinds = words(N_("Scans and photographs (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.webp)"))
        invites = words(N_("Or your own photograph of the code beside them."))
        self.pick = FilePick(kit, words(N_("Photograph of the code")), kinds, invites=invites)
        self.pick.picked.connect(self._on_picked)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.pick)

    def stop(self) -> None:
        """Read no further."""
        if self._job is not None:
            self._job.stop()

    def _on_picked(self) -> None:
        self.stop()
        self.begun.emit()
        said = self._kit.words(N_("Reading the scan…"))
        self.pick.note(said)
        look = partial(_look, self._received, self.pick.path, self.pick.bring)
        self._job = self._kit.jobs.run(self, said, look, self._on_same, self._on_failed)

    def _on_same(self, _same: None) -> None:
        self._job = None
        self.pick.note(self._kit.words(N_("The code is of this request.")))
        self.compared.emit()

    def _on_failed(self, failure: BaseException) -> None:
        self._job = None
        self.pick.note("")
        self.refused.emit(failure)


def _look(
    received: Any, path: Path | None, bring: Callable[[], bytes | None], progress: Progress, cancel: Cancel
) -> None:
    read: Read = read_file(path, progress, cancel) if path is not None else read_scan(bring() or b"", progress, cancel)
    texts: Sequence[str] = [text for _, text in read.codes]
    compare_codes(received, texts)
