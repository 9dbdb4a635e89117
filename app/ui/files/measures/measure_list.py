"""The measures of a file as a list: a line each with for whom, by whom, when and how it stands."""

from collections.abc import Sequence
from datetime import date

from app.core.i18n import N_
from app.models.kinds.measures import Measure
from app.models.kinds.schema import SCHEMA
from app.services.cases.worklists import MeasureRow
from app.ui.files.wording import Decided, capital, period_text, standing_chip, subject_text
from app.ui.kit.kit import Kit
from app.ui.kit.words import Words
from app.ui.tables.rows import Cell, Column, Line, Rows


class MeasureList(Rows):
    """Shows measures in the order given."""

    def __init__(self, kit: Kit) -> None:
        words = kit.words
        columns = (
            Column(words(N_("Measure")), 5, 170),
            Column(words(N_("For")), 3, 118),
            Column(words(N_("Execution")), 3, 96),
            Column(words(N_("Period")), 2, 112),
            Column(words(N_("State")), 1, 178),
        )
        super().__init__(kit, "measures_rows", words(N_("Measures")), columns)

    def show_measures(self, found: Sequence[MeasureRow], sheet: Decided, today: date) -> None:
        """Show these as they stand on `today`."""
        self.put([measure_line(self._kit.words, line, sheet, today) for line in found])


def measure_line(words: Words, line: MeasureRow, sheet: Decided, today: date) -> Line:
    """Return what the list says of a measure."""
    under = line.record.frequency or words.text(line.record.instruction)
    text, tone = standing_chip(words, line, today)
    silent = words(N_("no execution reported")) if line.unconfirmed else ""
    return Line(
        line.id,
        (Cell(type_of(words, line), _short(under), strong=True), Cell(whom_of(words, line, sheet)),
         Cell(by_of(words, line, sheet)), Cell(period_text(words, line.course), by=line.course.start),
         Cell(text, silent, tone)),
    )  # fmt: skip


def type_of(words: Words, line: MeasureRow) -> str:
    """Return what kind of measure it is, with a capital."""
    return capital(words.value(SCHEMA.by_record[Measure].fields["type"], line.record.type))


def whom_of(words: Words, line: MeasureRow, sheet: Decided) -> str:
    """Return for whom or what it is, or that this may not be read."""
    return subject_text(words, line.record, sheet.names, words(N_("not shown here")))


def by_of(words: Words, line: MeasureRow, sheet: Decided) -> str:
    """Return who executes it."""
    return ", ".join(sheet.names.get(one, words(N_("not shown here"))) for one in line.record.executing)


def _short(text: str, most: int = 90) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"
