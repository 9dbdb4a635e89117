"""The history of a file: every change by field, with author, workstation and time, the newest first."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import AccountState
from app.models.kind_specs import KindSpec
from app.models.kinds.schema import SCHEMA
from app.models.rules.meetings import label_in
from app.services.trail_sheets import TrailSheet, trail_sheet
from app.services.trails import FieldChange
from app.ui.files.list_page import ListPage
from app.ui.forms.options import value_text
from app.ui.kit.buttons import button
from app.ui.kit.jobs import Latest
from app.ui.kit.kind_words import kind_name
from app.ui.kit.kit import Kit
from app.ui.kit.parts import Tone
from app.ui.kit.words import DASH, Words
from app.ui.tables.rows import Cell, Column, Line

if TYPE_CHECKING:
    from app.services.desk import Desk

FIRST = 100
"""Lines shown at once; older ones on demand: to word and lay out a thousand keeps the window waiting."""
MANY = 3
"""From so many fields on they are counted: each is named beside its value."""


class TrailTab(QWidget):
    """Reads when it is turned to. With `uid` it tells of one entity of the root."""

    def __init__(self, kit: Kit, desk: "Desk", root: Id, uid: Id | None = None) -> None:
        super().__init__()
        self._kit, self._desk, self._root, self._uid = kit, desk, root, uid
        self._latest = Latest(kit.jobs, self)
        self.setObjectName("trail_tab")
        words = kit.words
        columns = (
            Column(words(N_("When")), 1, 132), Column(words(N_("Who")), 2, 120), Column(words(N_("What")), 3, 150),
            Column(words(N_("Field")), 2, 120), Column(words(N_("Value")), 5, 180),
        )  # fmt: skip
        empty = (words(N_("No history yet")), words(N_("Every change is listed here as soon as something is saved.")))
        self._page = ListPage(kit, "trail", words(N_("History")), columns, empty, filtered=True)
        self._older = button(kit, "", "trail_older", self._on_older)
        self._older.hide()
        self._page.add_button(self._older)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._page)

    def load(self) -> None:
        """Read the newest of the history of the root."""
        self._read(FIRST)

    def _read(self, newest: int | None) -> None:
        desk, root, uid, language = self._desk, self._root, self._uid, self._kit.words.language
        self._latest.read(lambda: trail_sheet(desk, root, language, newest, uid), partial(self._on_read, newest))

    def _on_older(self) -> None:
        self._read(None)

    def _on_read(self, newest: int | None, sheet: TrailSheet) -> None:
        found = sorted(enumerate(sheet.changes), key=lambda one: (one[1].moment, one[0]), reverse=True)
        left = newest is not None and sheet.total > newest
        self._page.put([self._line(at, change, sheet) for at, change in found[:newest]], part=left)
        self._older.setVisible(left)
        if left:
            self._older.setText(self._kit.words(N_("Show all {count}"), count=self._kit.words.number(sheet.total)))

    def _line(self, at: int, change: FieldChange, sheet: TrailSheet) -> Line:
        words, spec = self._kit.words, SCHEMA.by_name.get(change.kind or "")
        who = " · ".join(
            part for part in (sheet.names.get(change.officer, ""), sheet.names.get(change.station, "")) if part
        )
        what = kind_name(words, change.kind or "")
        name = sheet.names.get(change.uid, "")
        if change.deletion:
            field, value = words(N_("removed")), DASH
        else:
            field, value = field_and_value(words, spec, change.values, sheet.names)
            if change.added is not None:
                field = words(N_("{field}: added") if change.added else N_("{field}: taken away"), field=field)
        late = "" if change.counted else words(N_("does not count"))
        cells = (
            Cell(words.moment(change.moment), by=change.moment), Cell(who), Cell(what[:1].upper() + what[1:], name),
            Cell(field), Cell(value, late, Tone.PLAIN if late and not value else None),
        )  # fmt: skip
        return Line(at, cells)


def field_and_value(
    words: Words, spec: KindSpec | None, values: Mapping[str, Any] | None, names: Mapping[Id, str]
) -> tuple[str, str]:
    """Return which fields a change wrote and what, a line a field where there are several; `names` words the ids."""
    if values is None or spec is None:
        return DASH, words(N_("not held on this workstation"))
    filled = {name: value for name, value in values.items() if value not in (None, (), "")} or dict(values)
    labels = [words(label_in(spec, name, values)) for name in filled if name in spec.fields]
    said: list[str] = []
    for name, value in filled.items():
        if name not in spec.fields:
            continue
        text = _of_directory(words, spec, value) or _said(value_text(words, spec.fields[name], value), value, names)
        said.append(text if len(filled) == 1 else words.pair(words(label_in(spec, name, values)), text))
    few = ", ".join(labels) if len(labels) < MANY else ""
    return few or words.plural("{count} field", "{count} fields", len(labels)), "\n".join(said)


def _of_directory(words: Words, spec: KindSpec, value: Any) -> str:
    """Return how an organisation or a workstation stands: it is no account. Empty where that is not asked."""
    if not isinstance(value, AccountState) or spec.name not in ("organisation_entry", "station"):
        return ""
    return words(N_("in use") if value is AccountState.ACTIVE else N_("withdrawn"))


def _said(text: str, value: Any, names: Mapping[Id, str]) -> str:
    if isinstance(value, bytes):
        return names.get(value, DASH)
    if isinstance(value, Sequence) and not isinstance(value, str) and any(isinstance(item, bytes) for item in value):
        return ", ".join(names.get(item, DASH) for item in value)
    return text
