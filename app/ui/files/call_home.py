"""Above a report that comes by phone: who is threatened, and in which file it goes; a new one where there is none.

The file is chosen by the program only where the person has one that works; of several the officer says which.
"""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.label import Label
from app.models.rights import NotAllowed
from app.services.cases.calls import FileFor, NewHome, concerns_for_report, file_of, files_for_report
from app.services.cases.concerns import Concerning
from app.services.desk import NotThere
from app.services.naming import names_of
from app.ui.files.findings_bar import Somebody
from app.ui.files.opening import PERSON_KIND, USUAL
from app.ui.files.wording import concern_name
from app.ui.forms.choices import ChoiceEditor
from app.ui.forms.editor import Beside
from app.ui.forms.marking import marking_for
from app.ui.forms.options import Option
from app.ui.forms.references import ReferenceEditor, Source
from app.ui.forms.rows import FieldRow, Said
from app.ui.forms.texts import LineEditor
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, secondary

if TYPE_CHECKING:
    from app.services.desk import Desk

NEW = "new"


class NobodyThreatened(UserError):
    """A report is about somebody."""

    sentence = N_("Say who is threatened: choose from what is found, or enter the person from this field.")


class NoFileChosen(UserError):
    """A report stands in one file."""

    sentence = N_("Say in which file this goes. Nothing was saved.")


class CallHome(QWidget):
    """`value` is the file, or what a new one is opened with; `people` those to whom a number may be added."""

    settled = Signal()
    """The files of the person chosen are known."""
    people_changed = Signal()

    def __init__(self, kit: Kit, desk: "Desk", person: Id | None = None, file: Id | None = None) -> None:
        super().__init__()
        self._kit, self._desk = kit, desk
        self._fixed = file
        self._asked: Id | None = None
        self._of: Id | None = None
        self._files: Sequence[FileFor] = ()
        self.people: tuple[Somebody, ...] = ()
        self._latest, self._concerns = Latest(kit.jobs, self), Latest(kit.jobs, self)
        self.setObjectName("call_home")
        words = kit.words
        self.whom = ReferenceEditor(kit, "threatened", Source(kit, desk, PERSON_KIND))
        self.file = ChoiceEditor(kit, "call_file", ())
        self.title = LineEditor(kit, "file_title")
        self.marking = marking_for(kit, desk, USUAL)
        self._whom_row = FieldRow(kit, words(N_("Threatened person")), self.whom, required=True)
        self._file_row = FieldRow(kit, words(N_("File")), self.file, required=True)
        self._title_row = FieldRow(kit, words(N_("Title of the new file")), self.title, required=True)
        for row in (self._whom_row, self._file_row, self._title_row):
            row.editor.edited.connect(row.take_back)
        self._said = secondary("", "call_home_said", wrap=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.addWidget(self._whom_row, 0, 0)
        grid.addWidget(self._file_row, 1, 0, 1, 2)  # a file is named by its reference and its title
        grid.addWidget(self._title_row, 2, 0)
        grid.addWidget(self.marking, 2, 1)
        grid.addWidget(self._said, 3, 0, 1, 2)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self._said.hide()
        self.file.edited.connect(self._on_file)
        for widget in (self._title_row, self.marking):
            widget.hide()
        if file is not None:
            self._whom_row.hide()
            self._file_row.hide()
            language = kit.words.language

            def read() -> tuple[FileFor, dict[Id, str]]:
                found = file_of(desk, file)
                return found, names_of(desk, found.threatened, language)

            self._latest.read(read, self._on_fixed)
            self._ask_concerns(file)
        elif person is not None:
            self.whom.show_value(person)

    @property
    def beside(self) -> dict[str, Beside]:
        """Return what the form keeps in its draft, by name."""
        if self._fixed is not None:
            return {}
        return {"whom": self.whom, "file": self.file, "title": self.title, "marking": self.marking}

    @property
    def person(self) -> Id | None:
        """Return who is chosen, None where nobody is."""
        state = self.whom.state()
        return state if isinstance(state, bytes) else None

    @property
    def opens_new(self) -> bool:
        """Tell whether a new file is opened."""
        return self._fixed is None and self.file.state() == NEW

    def renew(self) -> None:
        """Ask for the files of whoever is chosen now."""
        person = self.person
        if self._fixed is not None or person == self._asked:
            return
        self._asked = person
        self._whom_row.say(Said.NOTHING)
        if person is None:
            self._on_files(None, ([], ""))
            return
        desk, language = self._desk, self._kit.words.language

        def read() -> tuple[list[FileFor], str]:
            return files_for_report(desk, person), names_of(desk, [person], language).get(person, "")

        self._latest.read(read, partial(self._on_files, person))

    def value(self) -> Id | NewHome:
        """Return where the report goes. Raises UserError, said at its field."""
        if self._fixed is not None:
            return self._fixed
        person = self._checked(self._whom_row)
        if person is None:
            raise self._refused(self._whom_row, NobodyThreatened())
        file = self._checked(self._file_row)
        if file is None:
            raise self._refused(self._file_row, NoFileChosen())
        if file != NEW:
            return bytes(file)
        return NewHome(str(self._checked(self._title_row) or ""), person, Label(marking=self.marking.value()))

    def _checked(self, row: FieldRow) -> Any:
        row.say(Said.NOTHING)
        row.editor.tidy()
        try:
            found = row.editor.value()
        except UserError as refusal:
            raise self._refused(row, refusal) from None
        return found

    def _refused(self, row: FieldRow, refusal: UserError) -> UserError:
        row.say(Said.REFUSED, refusal.say(self._kit.words.language))
        row.bring_into_view()
        return refusal

    def _on_files(self, person: Id | None, answer: tuple[Sequence[FileFor], str]) -> None:
        words = self._kit.words
        self._files, name = answer
        works = [one for one in self._files if not one.closed]
        options = [Option(one.id, _named(one)) for one in works]
        options += [Option(NEW, words(N_("A new file")))] if person is not None else []
        self.file.set_options(options)
        kept = self.file.state()
        if kept not in [option.value for option in options]:
            self.file.restore(options[0].value if len(options) == 1 or len(works) == 1 else None)
        if self.title.state() is None:
            self.title.restore(name or None)
        self._people_of(person, name)
        self._on_file()
        self.settled.emit()

    def _on_file(self) -> None:
        words, closed = self._kit.words, [one for one in self._files if one.closed]
        new = self.opens_new
        self._title_row.setVisible(new)
        self.marking.setVisible(new)
        said = [words(N_("It stays a draft until an analysis is recorded."))] if new else []
        if new and closed:
            names = ", ".join(_named(one) for one in closed)
            said.append(words(N_("In a closed file: {names}. Reopen it there if this belongs to it."), names=names))
        self._said.setText(" ".join(said))
        self._said.setVisible(bool(said))
        file = self.file.state()
        self._ask_concerns(file if isinstance(file, bytes) else None)

    def _on_fixed(self, answer: tuple[FileFor, dict[Id, str]]) -> None:
        file, names = answer
        self._said.setText(_named(file))
        self._said.show()
        persons = [Somebody(uid, names[uid], concern=False) for uid in file.threatened if uid in names]
        self.people = (*persons, *(who for who in self.people if who.concern))
        self.people_changed.emit()
        self.settled.emit()

    def _people_of(self, person: Id | None, name: str) -> None:
        self.people = (Somebody(person, name, concern=False),) if person is not None and name else ()
        self.people_changed.emit()

    def _ask_concerns(self, file: Id | None) -> None:
        if file == self._of:
            return
        self._of = file
        if file is None:
            self._on_concerns(())
            return
        desk = self._desk

        def read() -> Sequence[Concerning]:
            try:
                return concerns_for_report(desk, file)
            except (NotAllowed, NotThere):
                return ()

        self._concerns.read(read, self._on_concerns)

    def _on_concerns(self, found: Sequence[Concerning]) -> None:
        words = self._kit.words
        concerns = [Somebody(one.id, concern_name(one.record, words), concern=True) for one in found if one.record]
        self.people = (*(who for who in self.people if not who.concern), *concerns)
        self.people_changed.emit()


def _named(file: FileFor) -> str:
    return " · ".join(part for part in (file.reference, file.title) if part)
