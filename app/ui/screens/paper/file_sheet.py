"""Let copies leave as files in clear. Who wrote them, when and why stays in the register of papers."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.services.desk import Desk
from app.services.paper.issuing import IssuedCopy
from app.services.paper.papers import write_paper
from app.services.station.four_eyes import second_officer
from app.services.station.stations import Platform
from app.ui.files.leaving_sheet import LeavingSheet, Proof
from app.ui.kit.kit import Kit


class FileSheet(LeavingSheet):
    """Writes copies into a folder."""

    def __init__(
        self, kit: Kit, desk: Desk, on: Platform, parent: QWidget | None, copies: Sequence[IssuedCopy], *, second: bool
    ) -> None:
        words = kit.words
        hint = N_(
            "A file in clear can be read by whoever finds it. Who wrote it, when and why is recorded and stays in the"
            " register of papers."
        )
        asks = N_("The marking asks for a second officer, who may read this paper and confirms with a passphrase.")
        count = words.plural("Save {count} copy as a file", "Save {count} copies as files", len(copies))
        write = partial(_write_all, desk, on, tuple(copies))
        super().__init__(
            kit, desk, parent, count, words(hint), write, second=second, asks=words(asks), key="save_copy",
            about=copies[0].copy,
        )  # fmt: skip


def _write_all(
    desk: Desk, on: Platform, copies: Sequence[IssuedCopy], folder: Path, reason: str, proof: Proof | None
) -> list[Path]:
    second = second_officer(desk, *proof, on) if proof else None
    return [write_paper(desk, copy, folder, reason, second) for copy in copies]
