"""A form made from a `FormSpec`: editors, words under each field, undo over the whole, a draft that survives.

It asks no service to save: the screen does, with `values()` or `changed_values()`, hands a refusal back by `mark`, and
says `saved()` when it is official. Until then Ctrl+Z and Ctrl+Y walk through everything typed in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QUndoStack
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.errors import UserError
from app.core.ids import Id
from app.services.desk import Desk
from app.services.drafts import Base
from app.ui.forms.columns import Columns
from app.ui.forms.editor import Beside, Editor, State
from app.ui.forms.edits import UndoKeys
from app.ui.forms.judging import Judging
from app.ui.forms.making import Maker
from app.ui.forms.notices import Notices
from app.ui.forms.options import Option
from app.ui.forms.restoring import FormDraft
from app.ui.forms.rows import FieldRow, Said
from app.ui.forms.specs import FormSpec
from app.ui.forms.suggesting import PickLine
from app.ui.forms.typed import Typed
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID

PAUSE = 700
"""Milliseconds without a key after which what was typed is judged, and the next key begins a new step of undo."""


class Form(QWidget):
    """Edits one record, or a new one. With `draft_key` what is typed is kept; `about` is the id of the record, or of
    what a new one will belong to, so that the draft says later whether it has changed.

    `offers` narrows references and choices, by field. `beside` is asked elsewhere and kept, undone and discarded with
    it, by names that are no field's; it is neither judged nor given. `values()` and the others raise the first refusal,
    with its field; it is then shown and has the focus.
    """

    changed = Signal()
    """Something is typed, undone, restored or discarded."""
    draft_kept = Signal(object)
    """The moment at which the draft was on disk."""

    def __init__(
        self,
        kit: Kit,
        desk: Desk,
        spec: FormSpec,
        record: Any | None = None,
        draft_key: str | None = None,
        *,
        about: Id | None = None,
        base: Base | None = None,
        offers: Mapping[str, Sequence[Option]] | None = None,
        beside: Mapping[str, Beside] | None = None,
        sets_aside: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kit, self.desk, self.spec = kit, desk, spec
        self._beside = dict(beside or {})
        self._record = record
        self.setObjectName(f"form_{spec.kind.name}")
        self._keys = UndoKeys(self.undo, self.redo, self)
        self.installEventFilter(self._keys)
        self.notices = Notices(kit, self)
        maker = Maker(kit, desk, self._sibling)
        self._rows: dict[str, FieldRow] = {}
        self._judging = Judging(kit, spec, self._rows, self._stood)
        for name in spec.names:
            self._rows[name] = self._row(name, maker, (offers or {}).get(name))
        groups = [(kit.words(group.heading), [self._rows[name] for name in group.names]) for group in spec.groups]
        self.columns = Columns(groups, self, leading=[self._rows[name] for name in spec.leading])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addWidget(self.notices)
        box.addWidget(self.columns)
        box.addStretch(1)
        for name, one in self._beside.items():
            one.edited.connect(partial(self._on_beside, name))
        self._typed = Typed(self._apply, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._on_pause)
        self._show_record()
        self._draft: FormDraft | None = None
        if draft_key is not None:
            self._draft = FormDraft(kit, desk, draft_key, self.notices, self._typed.states, self._untouched, self,
                                    sets_aside=sets_aside)  # fmt: skip
            self._draft.kept.connect(self.draft_kept)
            self._draft.restored.connect(self._on_draft_restored)
            self._draft.discarded.connect(self.discard)
            self._draft.begin(about, spec.kind.record if record is not None else None, base)

    @property
    def is_dirty(self) -> bool:
        """Tell whether anything differs from what it was when the form was opened or saved."""
        return self._typed.is_dirty

    @property
    def kept_as_typed(self) -> frozenset[str]:
        """Return the fields whose text the officer keeps although a check refuses it: `keep=True` for services."""
        return frozenset(name for name, row in self._rows.items() if row.editor.kept_as_typed)

    @property
    def undo_stack(self) -> QUndoStack:
        """Return the steps that can be undone: for menus and buttons."""
        return self._typed.stack

    def editor(self, name: str) -> Editor:
        """Return a field's editor. Raises KeyError."""
        return self._rows[name].editor

    def row(self, name: str) -> FieldRow:
        """Return a field's row. Raises KeyError."""
        return self._rows[name]

    def show_field(self, name: str, shown: bool) -> None:
        """Show a field or not: one that is not asked for is neither judged nor given."""
        self._rows[name].setVisible(shown)
        self._judging.ask_for(name, shown)

    def set_value(self, name: str, value: Any) -> None:
        """Put a value into a field as a step of its own that can be undone."""
        self._typed.rest()
        editor = self.editor(name)
        editor.put_value(value)
        self._on_edited(name)
        self._typed.rest()

    def begin_with(self, values: Mapping[str, Any]) -> None:
        """Let something new begin with these, the officer's to change: nothing he typed, and no step of undo.

        A draft keeps them too: the moment of yesterday's call is not this morning. Where one typed, nothing happens.
        """
        if self._typed.states() or not self._typed.untouched:
            return
        for name, value in values.items():
            one = self._rows[name].editor if name in self._rows else self._beside[name]
            (one.show_value if isinstance(one, Editor) else one.restore)(value)
            self._typed.begin(name, one.state())

    def refusals(self) -> dict[str, UserError]:
        """Return what would be refused now, by field, without showing it."""
        return self._judging.refusals()

    def check(self) -> bool:
        """Show everything that is refused; the first such field gets the focus. Tell whether nothing is."""
        self._judging.unmark_all()
        for name, row in self._rows.items():
            row.editor.tidy()
            self._on_settled(name)
        refused = self._judging.judge_all()
        if refused:
            self._rows[refused[0]].bring_into_view()
        return not refused

    def values(self) -> dict[str, Any]:
        """Return the value of every field shown. Raises UserError, with `field`."""
        return self.spec.by_field(self._values())

    def changed_values(self) -> dict[str, Any]:
        """Return the values that differ from those of the record. Raises UserError, with `field`."""
        values = self._values()
        changed = {name: value for name, value in values.items() if self._typed.differs(name)}
        return self.spec.by_field(changed)

    def record(self) -> Any:
        """Return the record with what is typed. Raises UserError, with `field`."""
        own = {name: value for name, value in self.values().items() if name not in self.spec.also}
        return replace(self._record or self.spec.kind.record(), **own)

    def mark(self, refusal: UserError) -> None:
        """Show what a service refused, at its field, or at the head of the form where it names none shown."""
        name = refusal.facts.get("field")
        if name not in self._rows:
            self.notices.refused.say(refusal.say(self.kit.words.language), "circle-alert")
            return
        self._judging.mark(name, refusal)
        self._rows[name].bring_into_view()

    def saved(self, record: Any | None = None, base: Base | None = None) -> None:
        """What is typed is official now: drop the draft, begin anew from it (or from `record`)."""
        if self._draft is not None:
            self._draft.drop(base)
        if record is not None:
            self._record = record
            self._show_record()
        self._typed.accept()
        self._judging.unmark_all()
        for notice in (self.notices.draft, self.notices.changed, self.notices.refused):
            notice.say("")
        self.changed.emit()

    def discard(self) -> None:
        """Go back to what was there when the form was opened, and drop the draft; one step that can be undone."""
        self._typed.discard()
        self.notices.draft.say("")
        self.notices.changed.say("")
        self._typed_on()

    def undo(self) -> None:
        """Take back the last step."""
        self._typed.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self._typed.redo()

    def typed_states(self) -> dict[str, State]:
        """Return what differs from what was there when the form was opened, by field: for whoever keeps it himself."""
        return self._typed.states()

    def restore_states(self, states: Mapping[str, State]) -> None:
        """Show what `typed_states` gave once; every other field as it was opened. No step of undo."""
        self._on_draft_restored({**self._typed.first(), **states})

    def keep_now(self) -> None:
        """Keep the draft at once: before a lock, or before the screen goes."""
        if self._draft is not None:
            self._draft.keep_now()

    @property
    def unkept(self) -> bool:
        """Tell whether something was typed that is not on its way to the store."""
        return self._draft.waiting if self._draft is not None else self.is_dirty

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        self.keep_now()
        super().hideEvent(event)

    def _row(self, name: str, maker: Maker, offered: Sequence[Option] | None) -> FieldRow:
        field = self.spec.field(name)
        editor = maker.editor(field, offered)
        required = self.spec.is_required(name)
        row = FieldRow(self.kit, self.kit.words(self.spec.label(name)), editor, required=required)
        editor.edited.connect(partial(self._on_edited, name))
        editor.left.connect(partial(self._on_left, name))
        editor.entering.connect(lambda: self._judging.unmark(name))
        for one in editor.inputs:
            one.installEventFilter(self._keys)
        return row

    def _values(self) -> dict[str, Any]:
        """Return the value of every editor shown. Raises UserError, with `field`."""
        if not self.check():
            name, refusal = next(iter(self.refusals().items()))
            refusal.facts.setdefault("field", name)
            raise refusal
        return {name: self.editor(name).value() for name in self._judging.asked}

    def _show_record(self) -> None:
        record = self._record or self.spec.kind.record()
        for name, row in self._rows.items():
            row.editor.show_value(self.spec.value_of(record, name))
            row.say(Said.NOTHING)
        shown = {name: row.editor for name, row in self._rows.items()}
        self._typed.open((name, one.state()) for name, one in {**shown, **self._beside}.items())

    def _stood(self, name: str) -> Any:
        return self.spec.value_of(self._record, name) if self._record is not None else None

    def _sibling(self, name: str) -> Any:
        if name not in self._rows:
            return getattr(self._record, name, None)
        try:
            return self._rows[name].editor.value()
        except UserError:
            return None

    def _on_edited(self, name: str) -> None:
        if self._typed.note(name, self.editor(name).state()):
            self._typed_on()
        self.notices.refused.say("")
        if self._judging.unmark(name):
            self._rows[name].say(Said.NOTHING)
        if self._judging.refusal(name, complete=False) is None:
            self._judging.judge(name, complete=False)
        self._pause.start()

    def _on_beside(self, name: str) -> None:
        if self._typed.note(name, self._beside[name].state()):
            self._typed_on()
        self._pause.start()

    def _typed_on(self) -> None:
        if self._draft is not None:
            self._draft.touch()
        self.changed.emit()

    def _on_pause(self) -> None:
        self._typed.rest()
        for name in self._rows:
            if self._typed.differs(name) and not self._picking(name):
                self._judge_typed(name)

    def _picking(self, name: str) -> bool:
        """Tell whether the officer is still choosing: the first letters of a right word are no mistake yet."""
        editor = self._rows[name].editor
        return editor.enters or any(isinstance(one, PickLine) and one.hasFocus() for one in editor.inputs)

    def _on_left(self, name: str) -> None:
        self._typed.rest()
        self._on_settled(name)
        if not self.editor(name).enters:
            self._judge_typed(name)

    def _judge_typed(self, name: str) -> None:
        """Judge what was typed so far; what a service refused of it stands."""
        if not self._judging.is_marked(name):
            self._judging.judge(name, complete=False)

    def _on_settled(self, name: str) -> None:
        """Take note of a state that only changed its form when the focus left."""
        if not self._typed.is_now(name, self.editor(name).state()):
            self._on_edited(name)

    def _apply(self, name: str, state: State) -> None:
        if name in self._beside:
            self._beside[name].restore(state)
            self._typed.know(name, self._beside[name].state())
            self._beside[name].setFocus()
            self._typed_on()
            return
        row = self._rows[name]
        row.editor.restore(state)
        self._typed.know(name, row.editor.state())
        self._judging.unmark(name)
        self._judging.judge(name, complete=False)
        row.editor.setFocus()
        self._typed_on()

    def _untouched(self) -> bool:
        return self._typed.untouched

    def _on_draft_restored(self, states: Mapping[str, State]) -> None:
        if not self._untouched():  # over what was typed meanwhile: a step that can be taken back
            self._typed.put(states)
            return
        for name, state in states.items():
            if name in self._rows:
                self._rows[name].editor.restore(state)
                self._typed.know(name, self._rows[name].editor.state())
                self._judging.judge(name, complete=False)
            elif name in self._beside:
                self._beside[name].restore(state)
                self._typed.know(name, self._beside[name].state())
        self.changed.emit()
