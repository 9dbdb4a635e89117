"""The sheet that lets an attachment out as a file in clear."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.services.cases.attachments import Attached
from app.services.desk import Desk
from app.services.paper.letting_out import let_out, needs_second
from app.services.station.four_eyes import second_officer
from app.services.station.stations import Platform
from app.ui.files.leaving_sheet import LeavingSheet, Proof
from app.ui.kit.kit import Kit


def leaving_sheet(kit: Kit, desk: Desk, on: Platform, parent: QWidget | None, one: Attached) -> LeavingSheet:
    """Return the sheet; what it writes is called as the attachment is."""
    words = kit.words
    hint = N_(
        "A file in clear can be read by whoever finds it. Who saved it, when and why becomes a note of the file."
        " Passing it on needs the consent of its originator."
    )
    asks = N_("The marking asks for a second officer, who may read this attachment and confirms with a passphrase.")
    write = partial(_write, desk, on, one, words.language)
    text = words(N_("Save {name} as a file"), name=one.name)
    return LeavingSheet(
        kit, desk, parent, text, words(hint), write, second=needs_second(one.marking), asks=words(asks), key="let_out",
        about=one.id,
    )  # fmt: skip


def _write(
    desk: Desk, on: Platform, one: Attached, language: str, folder: Path, reason: str, proof: Proof | None
) -> list[Path]:
    second = second_officer(desk, *proof, on) if proof else None
    return [let_out(desk, one.id, folder, reason, second, language)]
