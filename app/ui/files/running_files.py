"""Says, once the person of a new file is chosen, which file of that person runs already: a second one is a choice.

It warns and forbids nothing. A file that this officer may not read is not told.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.services.cases.calls import FileFor, files_for_report
from app.ui.files.as_typed import AsTyped
from app.ui.forms.editor import Editor
from app.ui.forms.form import Form
from app.ui.kit.kit import Kit

if TYPE_CHECKING:
    from app.services.desk import Desk

MOST = 3
"""Lines; whoever has more files has them in the list."""


class RunningFiles(AsTyped):
    """Stands above the form of a new file, empty until one of the person in `whom` runs; `wanted` names it."""

    wanted = Signal(bytes)

    def __init__(self, kit: Kit, desk: "Desk", whom: Editor) -> None:
        super().__init__(kit, "running_files", "running_file", MOST)
        self._desk, self._whom = desk, whom
        self._asked: Id | None = None

    def fresh(self, _form: Form) -> bool:
        return self._person() != self._asked

    def look(self, _form: Form) -> None:
        desk, person = self._desk, self._person()
        self._asked = person
        self.latest.read(lambda: files_for_report(desk, person) if person is not None else [], self._on_found)

    def _on_found(self, found: list[FileFor]) -> None:
        words = self.kit.words
        runs, act = N_("A file of this person runs already: {file}"), words(N_("Open that file"))
        self.tell([
            (words(runs, file=_name(one)), act, partial(self.wanted.emit, one.id)) for one in found if not one.closed
        ])  # fmt: skip

    def _person(self) -> Id | None:
        try:
            found = self._whom.value()
        except UserError:
            return None
        return found if isinstance(found, bytes) else None


def _name(file: FileFor) -> str:
    return ", ".join(part for part in (file.reference, file.title) if part)
