"""The conflict desk: every value that stands twice, with both authors, what stood before, and one key each.

A choice is made once: the same press, held or doubled, does not reach the conflict that moves up, and what was chosen
last stays in sight and can be chosen again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.models.enums import Marking
from app.models.fields import Sensitivity
from app.models.kinds.schema import SCHEMA
from app.services.exchange.conflict_sheets import ConflictSheet, conflict_sheets
from app.services.exchange.conflicts import Conflict, choose_again, settle_conflict
from app.services.markings import marking_of
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.specs import FormSpec, form_spec
from app.ui.kit.facts import Facts
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Empty, answer_find, filter_line, label, row, title
from app.ui.kit.screen import Address, Screen
from app.ui.kit.scrolling import ScrollArea
from app.ui.screens.exchange.conflict_cards import ConflictCards
from app.ui.screens.exchange.kept_line import KeptLine
from app.ui.tables.narrowing import MANY, holds

if TYPE_CHECKING:
    from app.services.desk import Desk

MOST_KEYS = 9
TWICE = timedelta(milliseconds=600)
"""How long after a conflict has moved up a press may still be the second half of the one before."""
Settle = Callable[[Mapping[str, Any]], None]


class ConflictScreen(Screen):
    """The first conflict answers to the keys 1, 2, 3; settled, the next one moves up."""

    help_page: ClassVar[str] = "conflicts"

    def __init__(self, kit: Kit, desk: "Desk", address: Address, parent: QWidget | None = None) -> None:
        super().__init__(kit, desk, address, parent)
        words = kit.words
        self._latest = Latest(kit.jobs, self)
        self._first: ConflictCards | None = None
        self._busy = False
        self._draft = ""
        self._top: Conflict | None = None
        self._moved_up: datetime | None = None
        """Since when the first conflict is shown, where it came in the place of another."""
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)
        box.setSpacing(GRID)
        self._sheets: list[ConflictSheet] = []
        self._filter = filter_line(kit, "conflicts_filter")
        self._filter.textChanged.connect(self._show)
        self._filter.hide()
        answer_find(self._filter, self)
        box.addLayout(row(title(words(N_("Conflicts to settle")), "conflicts_title"), None, self._filter))
        hint = N_(
            "Two officers changed the same without knowing of each other. Choose what holds from now on, everywhere."
        )
        box.addWidget(label(words(hint), "conflicts_hint", "quiet", wrap=True))
        self._refused = label("", "conflicts_refused", "error", wrap=True, select=True)
        self._refused.hide()
        box.addWidget(self._refused)
        self._kept = KeptLine(kit)
        self._kept.hide()
        kept = QVBoxLayout()
        kept.setContentsMargins(0, GRID, 0, 0)
        kept.addWidget(self._kept)
        box.addLayout(kept)
        box.addSpacing(GRID)
        self._area = ScrollArea()
        self._area.setObjectName("conflicts_area")
        self._area.setAccessibleName(words(N_("Conflicts to settle")))
        self._area.setWidgetResizable(True)
        box.addWidget(self._area, 1)
        for number in range(1, MOST_KEYS + 1):
            key = QShortcut(QKeySequence(str(number)), self)
            key.setAutoRepeat(False)
            key.activated.connect(partial(self._on_key, number - 1))

    def load(self) -> None:
        desk, language = self.desk, self.kit.words.language
        self.titled.emit(self.kit.words(N_("Conflicts to settle")))
        self._latest.read(lambda: _read(desk, language), self._on_marked)

    def _on_marked(self, found: tuple[list[ConflictSheet], Marking]) -> None:
        sheets, marking = found
        self.marked.emit(marking)
        self._on_read(sheets)

    def take_up(self, key: str) -> None:
        self._filter.clear()
        self._draft = key
        self.load()

    def _on_read(self, sheets: list[ConflictSheet]) -> None:
        self._sheets = sheets
        self._filter.setVisible(len(sheets) >= MANY or bool(self._filter.text().strip()))
        self._show()

    def _show(self) -> None:
        """Show the conflicts that hold what is typed into the filter; the first of them answers to the keys."""
        words, sheets = self.kit.words, self._sheets
        page, was_here = QWidget(), self._has_focus()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4 * GRID)
        self._first = None
        key, self._draft = self._draft, ""
        top = None
        for number, sheet in enumerate(sheets):
            cards = ConflictCards(self.kit, sheet, number, keys=self._first is None)
            if not holds(cards.words_of(), self._filter.text()):
                cards.deleteLater()
                continue
            self._first, top = self._first or cards, top or sheet.conflict
            settle = partial(settle_conflict, self.desk, sheet.conflict)
            cards.kept.connect(partial(self._on_kept, sheet, cards, settle))
            cards.other_wanted.connect(partial(self._on_other_wanted, sheet, cards, settle))
            box.addWidget(cards)
            if key == draft_key(sheet.conflict):
                self._on_other_wanted(sheet, cards, settle)
        if not sheets:
            said = N_("When two workstations change the same thing apart, both values are shown here.")
            box.addWidget(Empty(words(N_("No conflicts to settle")), words(said), "no_conflicts"))
        elif self._first is None:
            said = N_("Clear the filter to see all lines.")
            box.addWidget(Empty(words(N_("Nothing fits the filter")), words(said), "conflicts_none_fit"))
        box.addStretch(1)
        self._area.setWidget(page)
        if self._top not in (None, top):
            self._moved_up = self.kit.clock.now()
        self._top, self._busy = top, False
        if was_here and self._first is not None:
            next((one for one in self._first.choices if one.isEnabled()), self._area).setFocus()

    def _has_focus(self) -> bool:
        """Tell whether the keyboard is at the conflicts: what moves up then has it."""
        focused = QApplication.focusWidget()
        return focused is not None and self._area.isAncestorOf(focused)

    def _ready(self) -> bool:
        """Tell whether what is pressed now is meant for what is shown now."""
        if self._busy:
            return False
        return self._moved_up is None or self.kit.clock.now() - self._moved_up >= TWICE

    def _on_key(self, place: int) -> None:
        if self._first is not None and place < len(self._first.choices):
            self._first.choices[place].click()

    def _on_kept(self, sheet: ConflictSheet, cards: ConflictCards, settle: Settle, values: Mapping[str, Any]) -> None:
        if not self._ready():
            return
        self._busy = True
        self._refused.hide()
        done = partial(self._on_settled, sheet, _what(sheet, cards), cards.said(values), values)
        self.kit.jobs.write(self, partial(settle, values), done, self._on_refused)

    def _on_settled(
        self, sheet: ConflictSheet, about: str, said: str, values: Mapping[str, Any], _done: object
    ) -> None:
        again = None if sheet.conflict.workflow else partial(self._on_again, sheet, values)
        self._kept.say(about, said, again)
        self._refused.hide()
        self.load()

    def _on_refused(self, failure: BaseException) -> None:
        self._refused.setText(self.kit.door.say(failure))
        self._refused.show()
        self._busy = False
        self.load()

    def _on_other_wanted(self, sheet: ConflictSheet, cards: ConflictCards, settle: Settle) -> None:
        if not self._ready():
            return
        asked = other_value(self.kit, self.desk, sheet, cards.told(), settle, self)
        asked.acted.connect(
            lambda values: self._on_settled(sheet, _what(sheet, cards), cards.said(values), values, None)
        )
        asked.open()

    def _on_again(self, sheet: ConflictSheet, kept: Mapping[str, Any]) -> None:
        """Show the values of the conflict settled last once more; what is chosen takes the place of what was kept."""
        settle = partial(choose_again, self.desk, sheet.conflict, kept)
        shown = replace(sheet, conflict=replace(sheet.conflict, shown=-1))
        cards = ConflictCards(self.kit, shown, MOST_KEYS, keys=False)
        cards.kept.connect(partial(self._on_kept, sheet, cards, settle))
        cards.other_wanted.connect(partial(self._on_other_wanted, sheet, cards, settle))
        self._moved_up = None
        self._kept.show_again(cards)


def _what(sheet: ConflictSheet, cards: ConflictCards) -> str:
    """Return in which file what was chosen stands; a measure's own title may be the very text that was chosen."""
    return " · ".join(part for part in (sheet.root_title, cards.fields()) if part)


def draft_key(conflict: Conflict) -> str:
    """Return the key of the draft of a third value."""
    return f"conflict/{conflict.stream.hex()}/{conflict.uid.hex()}/{'.'.join(conflict.fields)}"


def other_value(
    kit: Kit, desk: "Desk", sheet: ConflictSheet, told: Sequence[tuple[str, str]], settle: Settle, parent: QWidget
) -> ActSheet:
    """Return the sheet in which a third value is typed in the cell's own editors; `acted` tells the values that hold.

    It shows what was `told` by whom, and begins with the value that holds meanwhile: a third one mostly says both, and
    what is left as it is must not be taken away. It closes once the values hold; refused or left, what was typed is
    there again.
    """
    conflict = sheet.conflict
    record = SCHEMA.by_name[conflict.kind].record
    spec = form_spec(record, conflict.fields, rest=False)
    form = Form(kit, desk, spec, _meanwhile(conflict, spec), draft_key(conflict), about=conflict.uid)
    facts = Facts("other_value_told")
    facts.show_facts(told)

    def act(values: Mapping[str, Any], _ruling: object) -> Callable[[], Mapping[str, Any]]:
        def do() -> Mapping[str, Any]:
            settle(values)
            return values

        return do

    words = kit.words
    return ActSheet(
        kit, parent, words(N_("Another value")), "other_value", act, form=form, above=facts,
        button=words(N_("This holds")),
    )  # fmt: skip


def _meanwhile(conflict: Conflict, spec: FormSpec) -> Any:
    """Return what a third value begins with; nothing where it is not held here, or sealed."""
    values = conflict.standing[conflict.shown].values if conflict.shown >= 0 else None
    sealed = any(spec.kind.fields[name].meta.sensitivity is Sensitivity.SEALED for name in conflict.fields)
    return spec.kind.record(**values) if values is not None and not sealed else None


def _read(desk: "Desk", language: str) -> tuple[list[ConflictSheet], Marking]:
    """Return the conflicts with the highest marking of what they are about and of all that they name."""
    sheets = conflict_sheets(desk, language)
    things = {thing for one in sheets for thing in (one.conflict.root, one.conflict.uid, *one.names)}
    return sheets, marking_of(desk, things)
