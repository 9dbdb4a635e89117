"""Asks for a file or folder: one dialog for the whole program, opened beside the work and never executed.

Only Qt's own dialog is shown, for those of the system write down what was looked at. The folder chosen last is known
to this object only; whoever has a store keeps it there (`chosen`), and on lock it is forgotten. Sticks that are mounted
stand first at the side of the dialog.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets  # names said with theirs are made after the first paint
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.ui.kit.jobs import Jobs

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog

Sticks = Callable[[], Sequence[Path]]
WIDE = 760
"""Pixels of the dialog at least: its columns stand beside the names."""


class Chooser(QObject):
    """`sticks` tells, off the UI thread, which removable drives are mounted; the next dialog begins in `folder`."""

    chosen = Signal(Path)
    """The folder in which something was chosen: for the store to remember."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self.sticks: Sticks = tuple
        self.folder: Path | None = None

    def ask_file(self, parent: QWidget, name: str, text: str, kinds: str, then: Callable[[Path], object]) -> None:
        """Ask for a file that is there; `then` gets it, nothing where the officer changes his mind."""
        self.ask_files(parent, name, text, kinds, lambda found: then(found[0]), many=False)

    def ask_files(
        self,
        parent: QWidget,
        name: str,
        text: str,
        kinds: str,
        then: Callable[[Sequence[Path]], object],
        *,
        many: bool = True,
    ) -> None:
        """Ask for files that are there, of one folder."""
        mode = QtWidgets.QFileDialog.FileMode
        dialog = self._dialog(parent, name, text, mode.ExistingFiles if many else mode.ExistingFile)
        if kinds:
            dialog.setNameFilter(kinds)
        self._open(dialog, then)

    def ask_folder(self, parent: QWidget, name: str, text: str, then: Callable[[Path], object]) -> None:
        """Ask for a folder."""
        dialog = self._dialog(parent, name, text, QtWidgets.QFileDialog.FileMode.Directory)
        dialog.setOption(QtWidgets.QFileDialog.Option.ShowDirsOnly)
        self._open(dialog, lambda found: then(found[0]), itself=True)

    def ask_target(self, parent: QWidget, name: str, text: str, proposed: str, then: Callable[[Path], object]) -> None:
        """Ask under which name something is to be written; what is there already is asked about by the dialog."""
        dialog = self._dialog(parent, name, text, QtWidgets.QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QtWidgets.QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(proposed)
        self._open(dialog, lambda found: then(found[0]))

    def forget(self) -> None:
        """Know nothing of what was chosen."""
        self.folder = None

    def _dialog(self, parent: QWidget, name: str, text: str, mode: "QFileDialog.FileMode") -> "QFileDialog":
        made = QtWidgets.QFileDialog(parent, text)
        made.setObjectName(name)
        made.setOption(QtWidgets.QFileDialog.Option.DontUseNativeDialog)
        made.setFileMode(mode)
        made.finished.connect(made.deleteLater)
        return made

    def _open(self, dialog: "QFileDialog", then: Callable[[Sequence[Path]], object], *, itself: bool = False) -> None:
        dialog.filesSelected.connect(lambda names: self._on_chosen([Path(one) for one in names], then, itself=itself))
        self._jobs.read(dialog, self.sticks, partial(self._on_sticks, dialog))

    def _on_sticks(self, dialog: "QFileDialog", sticks: Sequence[Path]) -> None:
        last = self.folder if self.folder is not None and self.folder.is_dir() else None
        places = [*sticks, *([last] if last is not None and last not in sticks else []), Path.home()]
        dialog.setSidebarUrls([QtCore.QUrl.fromLocalFile(str(place)) for place in dict.fromkeys(places)])
        proposed = [Path(one).name for one in dialog.selectedFiles()]
        dialog.setDirectory(str(last or places[0]))
        if dialog.acceptMode() is QtWidgets.QFileDialog.AcceptMode.AcceptSave and proposed:
            dialog.selectFile(proposed[0])
        dialog.open()
        _widen(dialog)

    def _on_chosen(self, found: Sequence[Path], then: Callable[[Sequence[Path]], object], *, itself: bool) -> None:
        if not found:
            return
        self.folder = found[0] if itself else found[0].parent
        self.chosen.emit(self.folder)
        then(sorted(found))


def _widen(dialog: "QFileDialog") -> None:
    """Give the columns beside the names the room that their heads and days need, in any language."""
    for tree in dialog.findChildren(QtWidgets.QTreeView, "treeView"):
        head = tree.header()
        dialog.resize(max(dialog.width(), WIDE), dialog.height())
        head.setStretchLastSection(False)
        head.setSectionResizeMode(QtWidgets.QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QtWidgets.QHeaderView.ResizeMode.Stretch)
