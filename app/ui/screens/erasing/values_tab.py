"""Single values of a person: what each field says and said, ticked, erased by two where the person himself stays."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Marking
from app.models.kinds.schema import SCHEMA
from app.services.desk import Desk
from app.services.drafts import find_draft
from app.services.erasing.again import Values
from app.services.erasing.said import PersonSaid, SaidValues, said_of
from app.services.erasing.values import ValuesReached, reach_of_values
from app.services.naming import names_of
from app.services.station.stations import Platform
from app.ui.files.list_page import ListPage
from app.ui.files.trail_tab import field_and_value
from app.ui.forms.options import Option
from app.ui.forms.references import ReferenceEditor, Source
from app.ui.forms.rows import FieldRow
from app.ui.kit.action import Action
from app.ui.kit.buttons import Button, button
from app.ui.kit.jobs import Latest
from app.ui.kit.kind_words import kind_name
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Tone
from app.ui.kit.words import capital
from app.ui.screens.erasing.values_sheet import TICKED, VALUES, ticks_of, values_sheet
from app.ui.tables.rows import Cell, Column, Line

KINDS = ("person", "person_of_concern")
Found = tuple[PersonSaid, Sequence[Values]]
Reached = tuple[ValuesReached, Mapping[Id, str]]


class _Humans(Source):
    """Persons of the register, and persons of concern."""

    def options(self, typed: str) -> list[Option]:
        every = [Source(self.kit, self.desk, kind) for kind in KINDS]
        return [option for one in every for option in one.options(typed)]


class ValuesTab(QWidget):
    """Enter or a double click ticks a line. The person is chosen above, or given by `show_person`."""

    erased = Signal()
    cancelled = Signal()
    wanted = Signal(bytes)
    """The person should be opened."""
    renewed = Signal()
    """What is shown, or can be done, is another."""

    def __init__(self, kit: Kit, desk: Desk, on: Platform | None) -> None:
        super().__init__()
        self.setObjectName("values_tab")
        self._kit, self._desk, self._on = kit, desk, on
        self._latest = Latest(kit.jobs, self)
        self._person: Id | None = None
        self._said: PersonSaid | None = None
        self._ticked: set[Values] = set()
        self._going_on = False
        words = kit.words
        self.picker = ReferenceEditor(kit, "values_person", _Humans(kit, desk, KINDS[0]))
        self.picker.edited.connect(self._on_picked)
        self._row = FieldRow(kit, words(N_("Person")), self.picker, required=False)
        columns = (
            Column(words(N_("Ticked")), 1, 120), Column(words(N_("Of what")), 2, 140),
            Column(words(N_("Field")), 2, 150), Column(words(N_("Says now")), 3, 170),
            Column(words(N_("Said before")), 3, 170),
        )  # fmt: skip
        hint = N_("Choose somebody above: what each field says and ever said stands here, as far as it can be erased.")
        self.page = ListPage(
            kit, "said_values", words(N_("Single values")), columns,
            (words(N_("No values to erase")), words(hint)), filtered=True,
        )  # fmt: skip
        self.page.opened.connect(lambda _key: self._on_tick())
        self.page.chosen.connect(lambda _key: self._renew())
        self._open: Button = button(kit, words(N_("Open")), "open_values", self._on_open)
        self._tick: Button = button(kit, words(N_("Tick")), "tick_values", self._on_tick)
        self._erase: Button = button(kit, words(N_("Erase…")), "erase_values_button", self._on_erase, primary=True)
        for one in self._buttons:
            self.page.add_button(one)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addWidget(self._row)
        box.addWidget(self.page, 1)
        self.page.put(())
        self._renew()

    @property
    def marking(self) -> Marking:
        """Return the marking of what is shown."""
        return self._said.marking if self._said is not None else Marking.NONE

    @property
    def person(self) -> Id | None:
        """Return who is chosen."""
        return self._person

    def show_person(self, person: Id, *, going_on: bool = False, ticked: Sequence[Values] = ()) -> None:
        """Show a person's values, some of them `ticked`; `going_on` with what a draft says was, in its sheet."""
        self._going_on = going_on
        self.picker.restore(person)
        self._choose(person, ticked)

    def load(self) -> None:
        """Read again what the person's entries say."""
        if self._person is None:
            return
        desk, person, with_draft = self._desk, self._person, self._going_on

        def read() -> Found:
            draft = find_draft(desk, f"{VALUES}:{person.hex()}") if with_draft else None
            return said_of(desk, person), ticks_of(draft.values.get(TICKED) if draft is not None else None)

        self._latest.read(read, self._on_read, self._on_gone)

    def actions_here(self, group: str) -> list[Action]:
        """Return what can be done here, for Ctrl+K."""
        return [
            Action(f"erasing.{made.objectName()}", made.text().rstrip("…"), made.click, group=group,
                   enabled=made.isEnabled, why=made.why)
            for made in self._buttons
        ]  # fmt: skip

    @property
    def _buttons(self) -> tuple[Button, ...]:
        return self._open, self._tick, self._erase

    def _choose(self, person: Id | None, ticked: Sequence[Values] = ()) -> None:
        if person != self._person or ticked:
            self._ticked = set(ticked)
        self._person, self._said = person, None
        self.page.put(())
        self._renew()
        self.load()

    def _on_picked(self) -> None:
        state = self.picker.state()
        self._choose(state if isinstance(state, bytes) else None)

    def _on_read(self, found: Found) -> None:
        self._said, kept = found
        known = {one.chosen for one in self._said.lines}
        self._ticked = (self._ticked | set(kept)) & known
        self._put()
        if self._going_on:
            self._going_on = False
            if self._ticked:
                self._on_erase()

    def _on_gone(self, failure: BaseException) -> None:
        """Show nobody: he was just erased, or is not for this officer, which is said to whoever chose him."""
        chosen = self._said is None
        self.picker.restore(None)
        self._choose(None)
        if chosen:
            self._kit.door.show(failure, self)

    def _put(self) -> None:
        chosen = self.page.rows.keys
        self.page.put([self._line(one) for one in self._lines()])
        self.page.rows.choose_all(chosen)
        self._renew()

    def _lines(self) -> Sequence[SaidValues]:
        return self._said.lines if self._said is not None else ()

    def _line(self, one: SaidValues) -> Line:
        words, spec = self._kit.words, SCHEMA.by_record[one.chosen.kind]
        ticked = one.chosen in self._ticked
        said = self._said
        whose = said.entries.get(one.entry, "") if said is not None and one.entry != said.person else ""
        removed = words(N_("removed from the entry")) if one.removed else ""
        under = ", ".join(part for part in (whose, removed) if part)
        sealed = words(N_("sealed"))
        now, before = (sealed, "") if one.sealed else (self._text(one, one.now), self._former(one))
        return Line(
            one.chosen,
            (
                Cell(words(N_("to be erased")) if ticked else "", tone=Tone.PLAIN if ticked else None),
                Cell(capital(kind_name(words, spec.name)), under), Cell(self._fields(one), strong=True),
                Cell(now), Cell(before),
            ),
        )  # fmt: skip

    def _fields(self, one: SaidValues) -> str:
        spec = SCHEMA.by_record[one.chosen.kind]
        labels = [self._kit.words(spec.fields[name].meta.label) for name in one.chosen.names]
        return ", ".join([labels[0], *(label[:1].lower() + label[1:] for label in labels[1:])])

    def _text(self, one: SaidValues, values: Mapping[str, Any]) -> str:
        if all(value in (None, (), "") for value in values.values()):
            return ""
        return field_and_value(self._kit.words, SCHEMA.by_record[one.chosen.kind], values, {})[1]

    def _former(self, one: SaidValues) -> str:
        return "\n".join(self._text(one, values) for values in one.before)

    def _goes(self) -> list[str]:
        """Return what is ticked, a line each, as the sheet says it once more."""
        words = self._kit.words
        found = []
        for one in self._lines():
            if one.chosen in self._ticked:
                kind = capital(kind_name(words, SCHEMA.by_record[one.chosen.kind].name))
                said = (self._text(one, values).replace("\n", ", ") for values in (one.now, *one.before))
                told = words(N_("sealed")) if one.sealed else "; ".join(filter(None, said))
                found.append(words.pair(f"{kind}, {self._fields(one)}", told))
        return found

    def _on_tick(self) -> None:
        """Tick the chosen lines; where all of them are, untick them."""
        chosen = set(self.page.rows.keys)
        self._ticked = self._ticked - chosen if chosen <= self._ticked else self._ticked | chosen
        self._put()

    def _on_open(self) -> None:
        if self._person is not None:
            self.wanted.emit(self._person)

    def _renew(self) -> None:
        words, chosen = self._kit.words, set(self.page.rows.keys)
        none = words(N_("Choose a line in the list first."))
        self._tick.setText(words(N_("Untick")) if chosen and chosen <= self._ticked else words(N_("Tick")))
        self._tick.wait_for("" if chosen else none)
        person = self._said is not None and self._said.kind == "person"
        self._open.wait_for("" if person else words(N_("Choose a person first.")))
        able = bool(self._ticked) and self._on is not None
        self._erase.wait_for("" if able else words(N_("Tick what is to be erased first.")))
        self.renewed.emit()

    def _on_erase(self) -> None:
        """Read what would be reached, then show it in the sheet in which two officers decide."""
        said = self._said
        if said is None or self._on is None or not self._ticked:
            return
        desk, language = self._desk, self._kit.words.language
        chosen = [one.chosen for one in said.lines if one.chosen in self._ticked]

        def read() -> Reached:
            found = reach_of_values(desk, chosen)
            named = {one.organisation for one in found.holders if one.organisation is not None}
            return found, names_of(desk, named, language)

        self._kit.jobs.read(
            self, read, partial(self._on_reach, said, chosen), lambda failure: self._kit.door.show(failure, self)
        )  # fmt: skip

    def _on_reach(self, said: PersonSaid, chosen: Sequence[Values], found: Reached) -> None:
        if self._on is None:
            return
        sheet = values_sheet(
            self._kit, self._desk, self._on, self, (said.person, said.name), chosen, *found, self._goes()
        )
        sheet.acted.connect(lambda _done: self._on_erased())
        sheet.rejected.connect(self.cancelled)
        sheet.open()

    def _on_erased(self) -> None:
        self._ticked.clear()
        self.erased.emit()
