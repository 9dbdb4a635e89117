"""Measures with an answer each: chosen lines get it by one key; what is amended is typed beneath them."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import DecisionKind as K
from app.models.kinds.measures import Measure
from app.services.cases.proposal_boards import ProposalBoard
from app.services.cases.proposals import Answer
from app.services.cases.worklists import MeasureRow
from app.ui.files.list_page import ListPage
from app.ui.files.measures.deciding import CHOICES, with_key
from app.ui.forms.editor import State
from app.ui.forms.form import Form
from app.ui.forms.specs import form_spec
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label, secondary, set_property
from app.ui.screens.proposals.choosing import answer_cell, measure_cells, measure_columns
from app.ui.tables.rows import Cell, Column, Line

if TYPE_CHECKING:
    from app.services.desk import Desk

KINDS = (K.APPROVE, K.APPROVE_AMENDED, K.REFUSE, K.RETURN)
EXPLAINED = frozenset({K.REFUSE, K.RETURN})
AMENDED = ("instruction", "frequency", "start", "end", "review")
MOST_WHOLE = 12
"""Measures that stand there without a scroll bar of their own: the sheet around them has one."""


class Ticking(QWidget):
    """With `edited`, `state` and `restore` a form keeps every tick, reason and amendment in its draft."""

    edited = Signal()

    def __init__(self, kit: Kit, desk: "Desk", board: ProposalBoard) -> None:
        super().__init__()
        self._kit, self._desk, self._board = kit, desk, board
        self.setObjectName("ticking")
        words, waiting = kit.words, board.sheet.waiting
        self._rows = {one.id: one for file in board.sheet.files for one in file.measures if one.id in waiting}
        self._kinds: dict[Id, K] = {}
        self._reasons: dict[Id, str] = {}
        self._forms: dict[Id, Form] = {}
        self._quiet = False
        columns = (*measure_columns(kit), Column(words(N_("Answer")), 3, 150))
        empty = (words(N_("Every measure has its answer")), words(N_("Nothing of this proposal waits any more.")))
        self._page = ListPage(kit, "ticking", words(N_("Measures")), columns, empty)
        self._page.rows.stand_whole(MOST_WHOLE)
        self.grown = self._page.rows.grown
        for kind in KINDS:
            text, key = with_key(words(next(choice.text for choice in CHOICES if choice.kind is kind)))
            tick = partial(self._on_tick, kind)
            self._page.add_button(button(kit, text, f"tick_{kind.value}", tick, key=f"Alt+{key}"))
        self._page.add_button(button(kit, words(N_("Untick")), "untick", partial(self._on_tick, None)))
        self._why = QLineEdit()
        self._why.setObjectName("tick_reason")
        self._why.setAccessibleName(words(N_("Reason or question for the chosen measures")))
        self._why.textEdited.connect(self._on_reason)
        self._refused = label("", "tick_refused", "error", wrap=True)
        self._refused.hide()
        self._why_label = secondary(words(N_("Reason or question for the chosen measures")), "tick_reason_label")
        self._about = label(words(N_("As amended")), "amended_about", "strong")
        self._amended = QVBoxLayout()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        for one in (self._page, self._why_label, self._why, self._refused, self._about):
            box.addWidget(one)
        box.addLayout(self._amended)
        self.setFocusProxy(self._page.rows)
        self._page.rows.selectionModel().selectionChanged.connect(lambda *_: self._on_chosen())
        self._renew()

    @property
    def lines(self) -> Sequence[Line]:
        """Return the lines that wait."""
        return self._page.rows.lines

    @property
    def forms(self) -> Sequence[Form]:
        """Return what was opened to amend."""
        return tuple(self._forms.values())

    def answers(self) -> list[Answer]:
        """Return what is ticked, each with its own reason where it has one. Raises UserError."""
        found = []
        for uid in self._rows:
            kind = self._kinds.get(uid)
            if kind is None:
                continue
            amended = self._forms.get(uid) if kind is K.APPROVE_AMENDED else None
            fields = amended.changed_values() if amended is not None else {}
            found.append(Answer(uid, kind, self._reason(uid).strip(), fields))
        return found

    def refuse(self, refusal: UserError) -> bool:
        """Show why the answer to one measure cannot be recorded, where it is typed; tell whether that was possible."""
        uid, field = refusal.facts.get("measure"), str(refusal.facts.get("field", ""))
        if uid not in self._rows or not self._page.rows.choose(uid):
            return False
        self._renew_beneath()
        form = self._forms.get(uid)
        if field == "reason" and self._why.isVisibleTo(self):
            said = refusal.say(self._kit.words.language)
            self._tell_refused(said)
            self._why.setFocus()
        elif form is not None and form.isVisibleTo(self) and field in form.spec.names:
            form.mark(refusal)
        else:
            return False
        return True

    def _tell_refused(self, said: str) -> None:
        self._refused.setText(said)
        self._refused.setVisible(bool(said))
        self._why.setAccessibleDescription(said)
        set_property(self._why, "wrong", bool(said))

    def state(self) -> State:
        """Return what is ticked and typed, None where nothing is."""
        kept: dict[str, Any] = {}
        for uid, kind in self._kinds.items():
            form = self._forms.get(uid)
            typed = form.typed_states() if form is not None else {}
            kept[uid.hex()] = [kind.value, self._reasons.get(uid, ""), typed]
        return kept or None

    def restore(self, state: State) -> None:
        """Tick what a draft kept, without telling of it; what waits no more is left out."""
        self._kinds, self._reasons = {}, {}
        for key, one in (state if isinstance(state, dict) else {}).items():
            uid = bytes.fromhex(key)
            if uid in self._rows:
                self._kinds[uid], self._reasons[uid] = K(one[0]), str(one[1])
                if one[2] or self._kinds[uid] is K.APPROVE_AMENDED:
                    self._form(uid).restore_states(one[2])
        self._renew()

    def _on_tick(self, kind: K | None) -> None:
        self._tell_refused("")
        for uid in self._page.rows.keys:
            if kind is None:
                self._kinds.pop(uid, None)
            else:
                self._kinds[uid] = kind
        self._renew()
        self.edited.emit()

    def _on_chosen(self) -> None:
        if not self._quiet:
            self._tell_refused("")
            self._renew_beneath()

    def _on_reason(self, text: str) -> None:
        self._tell_refused("")
        for uid in self._page.rows.keys:
            self._reasons[uid] = text
        self._renew(beneath=False)
        self.edited.emit()

    def _renew(self, *, beneath: bool = True) -> None:
        board, chosen = self._board, set(self._page.rows.keys)
        lines = [
            Line(line.id, (*measure_cells(self._kit, line, file, board.names), self._answer(line)))
            for file in board.sheet.files
            for line in file.measures
            if line.id in self._rows
        ]
        self._quiet = True  # for a moment nothing is chosen: who types a reason keeps his field
        self._page.put(lines)
        if chosen:
            self._page.rows.choose_all(chosen)
        self._quiet = False
        words = self._kit.words
        ticked, count = words.number(len(self._kinds)), words.number(len(self._rows))
        self._page.tell(words(N_("Ticked: {ticked} of {count}"), ticked=ticked, count=count))
        if beneath:
            self._renew_beneath()

    def _answer(self, line: MeasureRow) -> Cell:
        kind = self._kinds.get(line.id)
        if kind is None:
            return Cell("")
        return answer_cell(self._kit, kind, self._reason(line.id))

    def _reason(self, uid: Id) -> str:
        """Return what was typed for an answer that is explained: of another kind it is kept, and not said."""
        return self._reasons.get(uid, "") if self._kinds.get(uid) in EXPLAINED else ""

    def _renew_beneath(self) -> None:
        keys = self._page.rows.keys
        kinds = {self._kinds.get(uid) for uid in keys}
        for one in (self._why_label, self._why):
            one.setVisible(bool(kinds & EXPLAINED))
        reasons = {self._reasons.get(uid, "") for uid in keys}
        if not self._why.hasFocus():
            self._why.setText(reasons.pop() if len(reasons) == 1 else "")
        alone = keys[0] if len(keys) == 1 and kinds == {K.APPROVE_AMENDED} else None
        if alone is not None:
            self._form(alone)
        for uid, form in self._forms.items():
            form.setVisible(uid == alone)
        self._about.setVisible(alone is not None)

    def _form(self, uid: Id) -> Form:
        if uid not in self._forms:
            spec = form_spec(Measure, AMENDED, rest=False)
            made = Form(self._kit, self._desk, spec, self._rows[uid].record)
            made.changed.connect(self.edited)
            made.hide()
            self._forms[uid] = made
            self._amended.addWidget(made)
        return self._forms[uid]
