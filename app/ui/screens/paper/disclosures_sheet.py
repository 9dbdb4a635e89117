"""What was disclosed on purpose with a file's papers: sealed values printed, copies printed again or left as files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.services.desk import Desk
from app.services.naming import names_of
from app.services.paper.copies import Disclosed, disclosures
from app.ui.files.wording import capital
from app.ui.kit.kit import Kit
from app.ui.kit.parts import Empty
from app.ui.kit.sheet import Sheet
from app.ui.tables.narrow_line import NarrowLine
from app.ui.tables.rows import Cell, Column, Line, Rows, carded

WIDTH, HEIGHT = 980, 420


@dataclass(frozen=True, slots=True)
class Told:
    """The disclosures, the newest first, and the names of whom and what they tell of."""

    lines: Sequence[Disclosed] = ()
    names: Mapping[Id, str] = field(default_factory=dict, repr=False)


def read_disclosures(desk: Desk, file: Id, language: str) -> Told:
    """Return what the sheet shows. Raises NotAllowed."""
    lines = disclosures(desk, file)
    named = {uid for one in lines for uid in (one.subject, one.officer, one.second) if uid is not None}
    return Told(lines, names_of(desk, named, language))


class DisclosuresSheet(Sheet):
    """Reads when it is opened."""

    def __init__(self, kit: Kit, desk: Desk, parent: QWidget | None, file: Id) -> None:
        words = kit.words
        hint = N_("Each was done on purpose, for the reason that was typed, and cannot be taken out of this list.")
        super().__init__(kit, parent, words(N_("Reasons and reprints")), "disclosures", words(hint), WIDTH)
        columns = (
            Column(words(N_("Moment")), 0, 150), Column(words(N_("Paper")), 0, 165), Column(words(N_("What")), 2, 150),
            Column(words(N_("By whom")), 1, 130), Column(words(N_("Reason")), 3, 200),
        )  # fmt: skip
        self.list = Rows(kit, "disclosures_list", words(N_("Reasons and reprints")), columns)
        self.list.setMinimumHeight(min(HEIGHT, max(self.room().height() - 260, 0)))
        self._stack = QStackedWidget()
        self._stack.addWidget(carded(self.list))
        nothing = words(N_("Nothing was disclosed on purpose"))
        said = words(N_("Sealed values that were printed, reprints and copies saved as files stand here, with why."))
        self._stack.addWidget(Empty(nothing, said, "disclosures_empty"))
        self._narrow = NarrowLine(kit, self.list)
        self.body.addWidget(self._narrow)
        self.body.addWidget(self._stack, 1)
        self._close = self.add_button(words(N_("Close")), "disclosures_close", self.reject)
        language = words.language
        kit.jobs.read(self, lambda: read_disclosures(desk, file, language), self._on_read, self.say)

    def _on_read(self, told: Told) -> None:
        self._stack.setCurrentIndex(0 if told.lines else 1)
        (self.list if told.lines else self._close).setFocus()
        self._narrow.put([Line(at, self._cells(one, told.names)) for at, one in enumerate(told.lines)])

    def _cells(self, one: Disclosed, names: Mapping[Id, str]) -> tuple[Cell, ...]:
        words = self.kit.words
        second = names.get(one.second or b"", "")
        return (
            Cell(words.moment(one.moment) if one.moment is not None else "", by=one.moment),
            Cell(f"{one.registration} v{one.version}"),
            Cell(capital(words.enum(one.act)) if one.act is not None else "", names.get(one.subject or b"", "")),
            Cell(names.get(one.officer or b"", ""), words(N_("with {officer}"), officer=second) if second else ""),
            Cell(one.reason),
        )
