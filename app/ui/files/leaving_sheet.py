"""Let something leave as a file in clear: where to, why, and above a set marking a second officer too."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.services.desk import Desk
from app.services.exchange.release import ReasonMissing
from app.services.station.four_eyes import SecondNeeded
from app.ui.forms.kept_texts import KeptTexts
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, asked, heading, required_text, secondary, set_property
from app.ui.kit.sheet import Sheet

Proof = tuple[str, str]
"""Name and passphrase of a second officer, as typed."""
Write = Callable[[Path, str, Proof | None], list[Path]]
"""Write into a folder, for a reason; runs on the writing thread."""


class LeavingSheet(Sheet):
    """Writes into a folder through the gate. `written` names the files; `hint` says where it is recorded.

    What is typed is kept as the draft `key` of what leaves, `about`; no passphrase is.
    """

    written = Signal(list)

    def __init__(
        self, kit: Kit, desk: Desk, parent: QWidget | None, text: str, hint: str, write: Write, *, second: bool,
        asks: str, key: str, about: Id,
    ) -> None:  # fmt: skip
        """Ask for a second officer where `second`; `asks` says who he must be."""
        words = kit.words
        super().__init__(kit, parent, text, "file_sheet", hint)
        self._writes, self._second, self._asks = write, second, asks
        self.folder = QLineEdit()
        self.folder.setObjectName("file_folder")
        self.folder.setAccessibleName(words(N_("Folder")))
        browse = button(kit, words(N_("Choose…")), "file_browse", self._on_browse, icon="folder")
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self.folder, 1)
        line.addWidget(browse)
        self.reason = QPlainTextEdit()
        self.reason.setObjectName("file_reason")
        self.reason.setAccessibleName(words(N_("Reason")))
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(64)
        self._kept = KeptTexts(kit, desk, f"{key}:{about.hex()}", about, {"folder": self.folder, "reason": self.reason})
        self.body.addWidget(self._kept)
        self.body.addLayout(asked(required_text(kit, words(N_("Folder"))), "file_folder", line))
        self.body.addLayout(asked(required_text(kit, words(N_("Reason"))), "file_reason", self.reason))
        self.login, self.passphrase = QLineEdit(), QLineEdit()
        if second:
            self._ask_second()
        self.body.addStretch(1)
        self.add_cancel()
        self._write = self.add_button(words(N_("Write the file")), "file_write", self._on_write, primary=True)

    def _ask_second(self) -> None:
        words = self.kit.words
        self.body.addSpacing(GRID)
        self.body.addWidget(heading(words(N_("Second officer")), "file_second_heading"))
        self.body.addWidget(secondary(self._asks, "file_second_hint", wrap=True))
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        for field, name, text in (
            (self.login, "file_second_login", N_("Name of the second officer")),
            (self.passphrase, "file_second_passphrase", N_("Passphrase of the second officer")),
        ):
            field.setObjectName(name)
            field.setAccessibleName(words(text))
            field.setPlaceholderText(words(text))
            self.body.addWidget(field)

    def _on_browse(self) -> None:
        self.kit.chooser.ask_folder(self, "file_dialog", "Praesidium", lambda folder: self.folder.setText(str(folder)))

    def _on_write(self) -> None:
        refusal = self._refusal()
        if refusal is not None:
            self.say(refusal)
            return
        self.say("")
        self._write.setEnabled(False)
        self.kit.jobs.write(self, self._make(), self._on_written, self._on_refused)
        self.passphrase.clear()

    def _refusal(self) -> UserError | str | None:
        reason = self.reason.toPlainText().strip()
        set_property(self.reason, "wrong", not reason)
        set_property(self.folder, "wrong", not self.folder.text().strip())
        if not self.folder.text().strip():
            self.folder.setFocus()
            return self.kit.words(N_("Choose a folder first. Nothing was written."))
        if not reason:
            self.reason.setFocus()
            return ReasonMissing()
        if self._second and not (self.login.text().strip() and self.passphrase.text()):
            self.login.setFocus()
            return SecondNeeded()
        return None

    def _make(self) -> Callable[[], list[Path]]:
        proof = (self.login.text().strip(), self.passphrase.text()) if self._second else None
        return partial(self._writes, Path(self.folder.text().strip()), self.reason.toPlainText(), proof)

    def _on_written(self, files: list[Path]) -> None:
        self._kept.done()
        self.written.emit(files)
        self.accept()

    def _on_refused(self, failure: BaseException) -> None:
        self._write.setEnabled(True)
        self.say(failure)
