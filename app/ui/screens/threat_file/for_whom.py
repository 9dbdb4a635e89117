"""For whom or what a measure is: persons of the file, the file, their addresses, a place or an institution."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import SubjectKind
from app.services.cases.file_sheets import FileSheet
from app.ui.files.organisation_sheets import BODY_KIND, enter_organisation
from app.ui.files.places import PLACE_KIND, address_name
from app.ui.forms.editor import State
from app.ui.forms.references import ReferenceEditor, Source
from app.ui.forms.rows import FieldRow, Said
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, secondary

if TYPE_CHECKING:
    from app.services.desk import Desk


class ForWhom(QWidget):
    """One tick each, and a field for another place and for an institution; the form keeps them in its draft."""

    edited = Signal()

    def __init__(self, kit: Kit, desk: "Desk", sheet: FileSheet, persons: Sequence[tuple[Id, str]]) -> None:
        super().__init__()
        self.setObjectName("measure_for")
        self._ticks: list[tuple[Id, SubjectKind, QCheckBox]] = []
        self._alone = len(persons) == 1
        words = kit.words
        who, what = QVBoxLayout(), QVBoxLayout()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(2 * GRID)
        heads = ((who, N_("For whom"), "label", 1), (what, N_("Or for what"), "what_label", 2))
        for column, text, name, share in heads:
            column.setSpacing(GRID // 2)
            column.addWidget(secondary(words(text), f"measure_for_{name}"))
            across.addLayout(column, share)
        for uid, said in persons:
            who.addWidget(self._tick(uid, SubjectKind.PERSON, said, checked=self._alone))
        if not persons:
            who.addWidget(secondary(words(N_("Add a person to the file first.")), "measure_for_nobody", wrap=True))
        what.addWidget(self._tick(sheet.overview.file, SubjectKind.FILE, words(N_("The whole file"))))
        whose = {one.person for one in sheet.places}
        for one in sheet.places:
            said = address_name(words, one)
            named = sheet.names.get(one.person, "") if len(whose) > 1 else ""
            what.addWidget(self._tick(one.id, SubjectKind.PLACE, f"{said} · {named}" if named else said))
        self.place = ReferenceEditor(kit, "measure_for_place", Source(kit, desk, PLACE_KIND))
        self.place.edited.connect(self.edited)
        self._row = FieldRow(kit, words(N_("Another place")), self.place, required=False)
        self.body = ReferenceEditor(kit, "measure_for_body", Source(kit, desk, BODY_KIND))
        self.body.edited.connect(self.edited)
        self._body_row = FieldRow(kit, words(N_("An institution")), self.body, required=False)
        beside = QHBoxLayout()
        beside.setSpacing(2 * GRID)
        beside.addWidget(self._row, 1, Qt.AlignmentFlag.AlignBottom)
        beside.addWidget(self._body_row, 1, Qt.AlignmentFlag.AlignBottom)
        what.addLayout(beside)
        for row in (self._row, self._body_row):
            row.editor.edited.connect(row.take_back)
        enter_organisation(kit, desk, self, self.body)
        for column in (who, what):
            column.addStretch(1)

    def state(self) -> State:
        """Return what is ticked or chosen, None where all stands as it began."""
        place, body = self.place.state(), self.body.state()
        if (
            place is None
            and body is None
            and all(tick.isChecked() == self._begins(kind) for _, kind, tick in self._ticks)
        ):
            return None
        named = [] if body is None else [{BODY_KIND: body}]
        return [*self._ticked(), *([place] if place is not None else []), *named]

    def restore(self, state: State) -> None:
        """Tick these, or as it began; what is none of the ticks is the other place, or says that it is the body."""
        blocked = self.blockSignals(True)
        given = None if state is None else list(state)
        for uid, kind, tick in self._ticks:
            tick.setChecked(self._begins(kind) if given is None else uid in given)
        known = {uid for uid, *_ in self._ticks}
        named = [one for one in given or () if isinstance(one, dict) and BODY_KIND in one]
        rest = [one for one in given or () if one not in named and (isinstance(one, dict) or one not in known)]
        self.place.draw(next(iter(rest), None))
        self.body.draw(named[0][BODY_KIND] if named else None)
        self.blockSignals(blocked)

    def chosen(self) -> Mapping[Id, SubjectKind]:
        """Return what is ticked or chosen, with what it is. Raises NotChosen, said under the field."""
        found = {uid: kind for uid, kind, tick in self._ticks if tick.isChecked()}
        fields = ((self._row, self.place, SubjectKind.PLACE), (self._body_row, self.body, SubjectKind.ORGANISATION))
        for row, editor, kind in fields:
            row.say(Said.NOTHING)
            try:
                uid = editor.value()
            except UserError as refusal:
                row.say(Said.REFUSED, refusal.say(row.kit.words.language))
                raise
            if uid is not None:
                found[uid] = kind
        return found

    def _begins(self, kind: SubjectKind) -> bool:
        return self._alone and kind is SubjectKind.PERSON

    def _ticked(self) -> list[Id]:
        return [uid for uid, _, tick in self._ticks if tick.isChecked()]

    def _tick(self, uid: Id, kind: SubjectKind, text: str, *, checked: bool = False) -> QCheckBox:
        tick = QCheckBox(text)
        tick.setObjectName(f"measure_for_{len(self._ticks)}")
        tick.setAccessibleName(text)
        tick.setToolTip(text)
        tick.setChecked(checked)
        tick.toggled.connect(lambda _on: self.edited.emit())
        self._ticks.append((uid, kind, tick))
        return tick
