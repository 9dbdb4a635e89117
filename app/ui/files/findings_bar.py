"""What was recognised in the text of a report, under its field: one line each, one key for each thing to do with it.

Nothing is filled in and nobody gets a number unless the officer presses; what is chosen is kept in the form's draft,
walks back with Ctrl+Z, and is written when the report is recorded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.checks.recognising import Recognised, Sort, recognise
from app.models.enums import Action
from app.services.cases.findings import TO_CONCERN, Adding, Owner, whose
from app.services.status import seat
from app.ui.files.finding_lines import FindingLine, Offer, finding_text
from app.ui.forms.editor import State
from app.ui.forms.form import Form
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, secondary
from app.ui.kit.words import COUNTRY_TIME

if TYPE_CHECKING:
    from app.services.desk import Desk

PAUSE = 300
"""Milliseconds without a key after which the text is looked through."""
MOST_KEYS = 9
MOST_PEOPLE = 4
"""To how many something is offered to be added; the others have it added on their own pages."""
FILLS: Mapping[Sort, str] = {Sort.POLICE_REPORT: "police_report", Sort.NOTICE: "prosecutor", Sort.MOMENT: "moment"}
"""Which field of a report each fills in."""
NEW = ""
"""What stands for a new person of concern in what is chosen."""


@dataclass(frozen=True, slots=True, repr=False)
class Somebody:
    """To whom something may be added: a person of the register, or a person of concern."""

    id: Id
    name: str
    concern: bool


@dataclass(frozen=True, slots=True, repr=False)
class _Looked:
    text: str
    found: Sequence[Recognised]
    known: Mapping[str, Sequence[Owner]]
    may: frozenset[Action]


class FindingsBar(QWidget):
    """Give it as `beside` to the form of a report, then let it `watch` that form."""

    edited = Signal()

    def __init__(self, kit: Kit, desk: "Desk") -> None:
        super().__init__()
        self._kit, self._desk = kit, desk
        self._form: Form | None = None
        self._people: tuple[Somebody, ...] = ()
        self._text = ""
        self._looked = _Looked("", (), {}, frozenset())
        self._chosen: dict[tuple[str, str], str] = {}
        self._lines: list[FindingLine] = []
        self._latest = Latest(kit.jobs, self)
        self.setObjectName("findings")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 4, 0, 0)
        self._box.setSpacing(GRID)
        said = N_("Recognised in the text. Nothing is taken over unless you press.")
        self._box.addWidget(secondary(kit.words(said), "findings_said", wrap=True))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.look)
        self.hide()

    def watch(self, form: Form) -> None:
        """Look through what is typed in the form's description from now on."""
        self._form = form
        form.row("description").put_below(self)
        form.changed.connect(self._on_changed)

    def offer_people(self, people: Sequence[Somebody]) -> None:
        """Offer to add numbers to these, the first before the others."""
        if tuple(people) != self._people:
            self._people = tuple(people)
            self._build()

    def look(self) -> None:
        """Look through the text at once."""
        self._pause.stop()
        self._text = text = self._described()
        self._latest.read(partial(_look, self._desk, text, self._now(), self._kit.words.language), self._on_looked)

    def adding(self) -> list[Adding]:
        """Return what is to be added with the report: what was chosen of what still stands in the text."""
        return [
            Adding(one.sort, one.value, bytes.fromhex(to) or None)
            for one in self._found_now()
            if (to := self._chosen.get((one.sort.value, one.value))) is not None
        ]

    def about(self) -> dict[str, str]:
        """Return by value what is said of a new person of concern."""
        words = self._kit.words
        today = words.date(self._desk.today())
        said = N_("{what}, from the report of {day}")
        return {one.value: words(said, what=finding_text(words, one), day=today) for one in self._found_now()}

    def state(self) -> State:
        """Return what was chosen, None where nothing was."""
        return [[*key, to] for key, to in sorted(self._chosen.items())] or None

    def restore(self, state: State) -> None:
        """Show a choice without telling of it."""
        self._chosen = {(sort, value): to for sort, value, to in state or ()}
        self._renew()

    def _found_now(self) -> Sequence[Recognised]:
        """Return what stands in the text as it is: whoever records at once waits for no look."""
        if self._looked.text == self._described():
            return self._looked.found
        return recognise(self._described(), self._now())

    def _now(self) -> datetime:
        return self._kit.clock.now().astimezone(COUNTRY_TIME)

    def _described(self) -> str:
        return str(self._form.editor("description").state() or "") if self._form is not None else ""

    def _on_changed(self) -> None:
        if self._described() != self._text:
            self._pause.start()
        self._renew()

    def _on_looked(self, looked: _Looked) -> None:
        self._looked = looked
        self._build()

    def _build(self) -> None:
        for line in self._lines:
            self._box.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines, keys = [], iter(range(1, MOST_KEYS + 1))
        for number, one in enumerate(self._looked.found):
            line = FindingLine(self._kit, number, one, self._looked.known.get(one.value, ()), self._offers(one), keys)
            line.pressed.connect(partial(self._on_pressed, one))
            self._box.addWidget(line)
            self._lines.append(line)
        self._follow_the_eye()
        self._renew()
        self.setVisible(bool(self._lines))

    def _follow_the_eye(self) -> None:
        """Let Tab come from the description to the buttons beneath it, then go on."""
        if self._form is not None:
            before = self._form.editor("description").inputs[-1]
            for one in (each for line in self._lines for each in line.buttons):
                QWidget.setTabOrder(before, one)
                before = one

    def _offers(self, one: Recognised) -> list[Offer]:
        """Return what may be done with it, as far as it is not so already."""
        words = self._kit.words
        if one.sort in FILLS:
            return [Offer(NEW, words(N_("Fill in")), fills=True)]
        owners = {owner.id for owner in self._looked.known.get(one.value, ())}
        people = [who for who in self._people if who.id not in owners and self._may_have(who, one)][:MOST_PEOPLE]
        offers = [Offer(who.id.hex(), words(N_("Add to {name}"), name=who.name)) for who in people]
        if any(who.concern for who in self._people if who.id in owners):
            return offers
        return [*offers, Offer(NEW, words(N_("Add to a new person of concern")))]

    def _may_have(self, who: Somebody, one: Recognised) -> bool:
        return one.sort in TO_CONCERN if who.concern else Action.REGISTER in self._looked.may

    def _on_pressed(self, one: Recognised, to: str) -> None:
        if self._form is None:
            return
        if one.sort in FILLS:
            self._form.set_value(FILLS[one.sort], self._filled(one))
            return
        key = one.sort.value, one.value
        if self._chosen.get(key) == to:
            del self._chosen[key]
        else:
            self._chosen[key] = to
        self._renew()
        self.edited.emit()

    def _filled(self, one: Recognised) -> object:
        """Return what stands in the field once this is filled in: a notice beside the office already named."""
        if one.sort is Sort.MOMENT:
            return datetime.fromisoformat(one.value)
        named = str(self._form.editor("prosecutor").state() or "") if self._form is not None else ""
        if one.sort is Sort.NOTICE and named:
            return f"{named}, {one.value}"
        return one.value

    def _renew(self) -> None:
        for line in self._lines:
            one = line.found
            if one.sort in FILLS:
                line.show_done(self._stands(one))
            else:
                line.show_chosen(self._chosen.get((one.sort.value, one.value)))

    def _stands(self, one: Recognised) -> bool:
        state = self._form.editor(FILLS[one.sort]).state() if self._form is not None else None
        return one.value in str(state) if one.sort is Sort.NOTICE else state == one.value


def _look(desk: "Desk", text: str, now: datetime, language: str) -> _Looked:
    found = recognise(text, now)
    if not found:
        return _Looked(text, (), {}, frozenset())
    known = whose(desk, [(one.sort, one.value) for one in found], language)
    return _Looked(text, found, known, seat(desk).may)
