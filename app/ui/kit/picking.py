"""Chooses a file, or several: by the dialog, by dropping, or a picture from the clipboard. Nothing is read yet."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QImageWriter, QPixmap
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.models.names.file_names import harmless
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label, row

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

PASTED = "clipboard.png"
NAMED = 3
"""How many files are named; of more an ellipsis tells."""


class NothingChosen(UserError):
    """There is nothing to keep yet."""

    sentence = N_("Choose a file first, drop one here, or paste a picture.")


class _Pasted:
    """A picture of the clipboard, encoded by whoever needs it first."""

    def __init__(self, picture: QImage) -> None:
        self._picture = picture
        self._encoded = b""
        self._turn = Lock()

    def bring(self) -> bytes:
        """Return it as a PNG."""
        with self._turn:
            if not self._encoded:
                held = QByteArray()
                buffer = QBuffer(held)
                buffer.open(QIODevice.OpenModeFlag.WriteOnly)
                QImageWriter(buffer, QByteArray(b"PNG")).write(self._picture)
                self._encoded = bytes(held.data())
            return self._encoded


class FilePick(QWidget):
    """`paths` are what was chosen or dropped, one unless it takes `many`; `bring` gives what was pasted; or neither.

    `invites` says what to do while nothing is chosen. What is `optional` can be taken out again.
    `line` is how its buttons stand, where not in one row.
    """

    picked = Signal()

    def __init__(
        self, kit: Kit, text: str, kinds: str = "", parent: QWidget | None = None, *, many: bool = False,
        invites: str = "", optional: bool = False, line: QLayout | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._kit, self._text, self._kinds, self._many = kit, text, kinds, many
        self.paths: tuple[Path, ...] = ()
        self._pasted: _Pasted | None = None
        self.setObjectName("file_pick")
        self.setAcceptDrops(True)
        words = kit.words
        choose = button(kit, words(N_("Choose a file…")), "pick_file", self._on_choose, icon="folder")
        paste = button(kit, words(N_("Paste a picture")), "paste_picture", self.paste, icon="clipboard-paste")
        self._invites = invites or words(N_("No file chosen yet; one can also be dropped here."))
        self._said = label(self._invites, "picked_file", "quiet", wrap=True)
        self._drop = button(kit, words(N_("Take out")), "drop_file", self.take, icon="x") if optional else None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        if line is None:
            box.addLayout(row(choose, paste, None))
        else:
            held = QWidget()
            held.setLayout(line)
            for one in (choose, paste):
                line.addWidget(one)
            box.addWidget(held)
        box.addWidget(self._said)
        if self._drop is not None:
            self._drop.hide()
            box.addLayout(row(self._drop, None))

    @property
    def path(self) -> Path | None:
        """Return the file chosen, the first of several."""
        return self.paths[0] if self.paths else None

    @property
    def name(self) -> str:
        """Return what it is called, harmless to show; empty where nothing is chosen."""
        if self.paths:
            return ", ".join(harmless(path.name) for path in self.paths[:NAMED]) + ("…" * (len(self.paths) > NAMED))
        return PASTED if self._pasted is not None else ""

    @property
    def bring(self) -> Callable[[], bytes | None]:
        """Return what gives the data of what is chosen now, on any thread but the window's: that may take a while."""
        return self._pasted.bring if self._pasted is not None else lambda: None

    def require(self) -> None:
        """Raise NothingChosen where nothing is."""
        if not self.paths and self._pasted is None:
            raise NothingChosen

    def take(self, *paths: Path) -> None:
        """Choose these files; none takes out what was chosen."""
        self.paths, self._pasted = paths, None
        self._show()

    def take_picture(self, picture: QImage) -> None:
        """Choose a picture that is pixels already."""
        self.paths, self._pasted = (), _Pasted(picture)
        self._show()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        files = len(_files_of(event.mimeData()))
        if files == 1 or (files and self._many) or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        self._take_of(event.mimeData())
        event.acceptProposedAction()

    def paste(self) -> None:
        """Choose what the clipboard holds: a picture, or a file that was copied elsewhere."""
        mime = QGuiApplication.clipboard().mimeData()
        if mime is None or not self._take_of(mime):
            self._said.setText(self._kit.words(N_("There is no picture on the clipboard.")))

    def _on_choose(self) -> None:
        self._kit.chooser.ask_files(
            self, "choose_attachment", self._text, self._kinds, lambda found: self.take(*found), many=self._many
        )

    def _take_of(self, mime: "QMimeData") -> bool:
        """Take the file or the picture that is held; tell whether there was one. A file says more than its picture."""
        brought = brought_by(mime)
        if brought is None:
            return False
        if isinstance(brought, QImage):
            self.take_picture(brought)
        else:
            self.take(*(brought if self._many else brought[:1]))
        return True

    def note(self, text: str) -> None:
        """Say beside the name what came of it; an empty text takes that away."""
        said = " · ".join(part for part in (self.name, text) if part)
        self._said.setText(said)
        self._said.setAccessibleName(said)

    def _show(self) -> None:
        self.note("" if self.name else self._invites)
        if self._drop is not None:
            self._drop.setVisible(bool(self.name))
        self.picked.emit()


def brings_a_file(mime: "QMimeData") -> bool:
    """Tell whether files are held, or a picture alone: a picture beside a text is how that text looks elsewhere."""
    return bool(_files_of(mime)) or (mime.hasImage() and not mime.hasText())


def brought_by(mime: "QMimeData") -> tuple[Path, ...] | QImage | None:
    """Return the files or the picture that are held, None where there are none. Files say more than their picture."""
    files = _files_of(mime)
    if files:
        return tuple(files)
    picture = mime.imageData() if mime.hasImage() else None
    if isinstance(picture, QPixmap):
        picture = picture.toImage()
    return picture if isinstance(picture, QImage) and not picture.isNull() else None


def _files_of(mime: "QMimeData") -> list[Path]:
    urls = mime.urls() if mime.hasUrls() else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
