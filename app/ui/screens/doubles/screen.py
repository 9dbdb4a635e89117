"""Persons that may stand in the register twice: the list with why, and the two that are chosen side by side.

The whole register is looked through once, as long work that can be stopped; what is answered leaves the list at once.
Opened about two entries, it shows these two alone.
"""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Marking
from app.services.doubles.finding import look_for_doubles
from app.services.doubles.look import Double
from app.services.doubles.sheets import DoublesPage, doubles_page
from app.services.registers.comparing import Comparison, Standing, compare_persons
from app.services.registers.merging import let_lead
from app.ui.files.list_page import ListPage
from app.ui.files.renewing import put_page
from app.ui.forms.draft_places import parts_of
from app.ui.kit.action import Action
from app.ui.kit.buttons import Button, button
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label, row, title
from app.ui.kit.screen import Address, Screen
from app.ui.kit.scrolling import ScrollArea
from app.ui.kit.words import capital
from app.ui.screens.doubles import sheets
from app.ui.screens.doubles.side_by_side import SideBySide
from app.ui.tables.rows import Cell, Column, Line

if TYPE_CHECKING:
    from app.services.desk import Desk

PAGE = 50
LIST_HEIGHT = 232
"""Pixels of the list above the two entries."""
OTHER = "with"
"""The part of the address that names the second entry."""


class DoublesScreen(Screen):
    """`uid` and `with` (or the tab) in the address name two entries; without them it is the list of suspected pairs."""

    help_page: ClassVar[str] = "persons"

    def __init__(self, kit: Kit, desk: "Desk", address: Address, parent: QWidget | None = None) -> None:
        super().__init__(kit, desk, address, parent)
        words = kit.words
        other = dict(address.extra).get(OTHER, "") or address.tab
        self._fixed = (address.uid, bytes.fromhex(other)) if address.uid and other else None
        self._pair: tuple[Id, Id] | None = self._fixed
        self._found: Comparison | None = None
        self._most, self._looking, self._draft = PAGE, False, ""
        self._latest, self._listed = Latest(kit.jobs, self), Latest(kit.jobs, self)
        self._list_marking = self._pair_marking = Marking.NONE
        text = words(N_("Doubles to look at"))
        columns = (
            Column(words(N_("Person")), 3, 150), Column(words(N_("Other entry")), 3, 150),
            Column(words(N_("Why")), 4, 190),
        )  # fmt: skip
        empty = (words(N_("Nobody seems to stand here twice")), words(N_("Look again after persons were entered.")))
        self._page = ListPage(kit, "doubles", text, columns, empty)
        self._page.rows.chosen.connect(self._on_chosen)
        self._page.setMaximumHeight(LIST_HEIGHT)
        self._more = button(kit, words(N_("Show more")), "doubles_more", self._on_more)
        self._again = button(kit, words(N_("Look again")), "doubles_again", self._look, icon="refresh-cw", key="F5")
        self._page.add_button(self._more)
        self._said = label("", "doubles_said", "quiet", wrap=True)
        self._same: Button = button(
            kit, words(N_("These are the same…")), "doubles_same", partial(self._open, sheets.same_sheet), primary=True,
            key="Ctrl+J",
        )  # fmt: skip
        self._apart = button(
            kit, words(N_("Different people…")), "doubles_apart", partial(self._open, sheets.apart_sheet), key="Ctrl+D"
        )
        self._unjoin = button(
            kit, words(N_("Take apart…")), "doubles_unjoin", partial(self._open, sheets.unjoin_sheet), key="Ctrl+U"
        )
        self._lead = button(kit, words(N_("Let the other one lead")), "doubles_lead", self._on_lead)
        self._area = ScrollArea()
        self._area.setObjectName("doubles_area")
        self._area.setAccessibleName(words(N_("Two entries side by side")))
        self._area.setWidgetResizable(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, GRID)
        box.setSpacing(GRID)
        box.addLayout(row(title(text, "doubles_title"), None, self._again))
        box.addWidget(self._said)
        box.addWidget(self._page)
        box.addLayout(row(None, self._lead, self._unjoin, self._apart, self._same))
        box.addWidget(self._area, 1)
        for one in (self._page, self._again):
            one.setVisible(self._fixed is None)
        self.setFocusProxy(self._page.rows if self._fixed is None else self._area)
        self._offer()

    def load(self) -> None:
        self.titled.emit(self.kit.words(N_("Doubles")))
        desk, language, most = self.desk, self.kit.words.language, self._most
        if self._fixed is None and not self._looking:
            self._listed.read(lambda: doubles_page(desk, most, language), self._on_listed)
        if self._pair is not None:
            self._compare(self._pair)

    def take_up(self, key: str) -> None:
        self._draft = key
        self._take_up()

    def choose(self, line: int) -> None:
        """Show the pair of one line."""
        self._page.rows.selectRow(line)

    def actions_here(self) -> list[Action]:
        words, may = self.kit.words, self._may
        return [
            Action("doubles_same", words(N_("These are the same…")), partial(self._open, sheets.same_sheet),
                   enabled=lambda: may() and self._same.isEnabled(), why=self._why_not),
            Action("doubles_apart", words(N_("Different people…")), partial(self._open, sheets.apart_sheet),
                   enabled=lambda: may() and self._apart.isEnabled(), why=self._why_not),
            Action("doubles_again", words(N_("Look for doubles again")), self._look,
                   enabled=lambda: self._fixed is None,
                   why=lambda: words(N_("Only these two are compared here. Open Doubles to look for others."))),
        ]  # fmt: skip

    def _on_listed(self, page: DoublesPage | None) -> None:
        if page is None:
            self._look()
            return
        words = self.kit.words
        self._list_marking = page.marking
        self._page.put(
            [
                Line(
                    (one.double.one, one.double.other),
                    (
                        Cell(one.names[0], one.functions[0], strong=True),
                        Cell(one.names[1], one.functions[1], strong=True), Cell(self._why(one.double)),
                    ),
                )
                for one in page.lines
            ], part=page.total > len(page.lines),
        )  # fmt: skip
        said = words.plural("{count} pair to look at.", "{count} pairs to look at.", page.total)
        self._said.setText(said if page.total > len(page.lines) else "")
        self._said.setVisible(bool(self._said.text()))
        self._more.setVisible(page.total > len(page.lines))
        self._mark()
        if not page.lines:
            self._clear()

    def _why(self, double: Double) -> str:
        return capital(self.kit.words.series(self.kit.words.enum(reason) for reason in double.why))

    def _look(self) -> None:
        """Look through the whole register; the status line shows how far it is and stops it."""
        if self._looking or self._fixed is not None:
            return
        self._looking = True
        self._again.setEnabled(False)
        text = self.kit.words(N_("Looking for persons entered twice"))
        self._said.setText(f"{text}…")
        self._said.show()
        desk = self.desk
        self.kit.jobs.run(
            self, text, lambda progress, cancel: look_for_doubles(desk, None, progress, cancel), self._on_looked,
            self._on_stopped,
        )  # fmt: skip

    def _on_looked(self, _found: object) -> None:
        self._looking = False
        self._again.setEnabled(True)
        self.load()

    def _on_stopped(self, failure: BaseException) -> None:
        self._looking = False
        self._again.setEnabled(True)
        self._said.setText(self.kit.door.say(failure))
        self._said.show()

    def _on_more(self) -> None:
        self._most += PAGE
        self.load()

    def _on_chosen(self, key: Any) -> None:
        if key is not None and key != self._pair:
            self._pair = key
            self._compare(key)

    def _compare(self, pair: tuple[Id, Id]) -> None:
        desk, language = self.desk, self.kit.words.language
        self._latest.read(lambda: compare_persons(desk, *pair, language), self._on_compared)

    def _on_compared(self, found: Comparison) -> None:
        self._found = found
        made = SideBySide(self.kit, found)
        made.wanted.connect(self.wanted)
        put_page(self._area, made)
        self._pair_marking = found.marking
        self._mark()
        self._offer()
        self._take_up()

    def _clear(self) -> None:
        self._found = self._pair = None
        put_page(self._area, QWidget())
        self._offer()

    def _mark(self) -> None:
        self.marked.emit(max(self._list_marking, self._pair_marking))

    def _may(self) -> bool:
        return self._found is not None and self._found.may

    def _why_not(self) -> str:
        """Return why nothing is said of two entries now."""
        if self._found is None:
            return self.kit.words(N_("Choose a line in the list first."))
        if not self._found.may:
            said = N_("Your role does not include this. Ask a colleague who has it, or an administrator.")
            return self.kit.words(said)
        return self.kit.words(N_("It was decided of these two already."))

    def _offer(self) -> None:
        """Show what can be said of these two now."""
        stands = self._found.standing if self._found is not None else None
        joined = stands is Standing.JOINED
        for made, shown in (
            (self._same, stands in (Standing.OPEN, Standing.APART)), (self._apart, stands is Standing.OPEN),
            (self._unjoin, joined), (self._lead, joined or stands is Standing.HANG_TOGETHER),
        ):  # fmt: skip
            made.setVisible(shown and self._may())

    def _open(self, make: Any) -> None:
        if self._found is not None and self._found.may:
            made = make(self.kit, self.desk, self, self._found)
            made.acted.connect(lambda _done: self._move_on())
            made.open()

    def _move_on(self) -> None:
        """Go to the next pair where a list stands above; two that were asked for stay in sight."""
        if self._fixed is None:
            self._pair = None

    def _on_lead(self) -> None:
        if self._found is not None:
            desk, other = self.desk, self._found.sides[1].person
            self.kit.jobs.write(self, lambda: let_lead(desk, other))

    def _take_up(self) -> None:
        if not self._draft or self._found is None:
            return
        what, self._draft = parts_of(self._draft)[0], ""
        makes = {sheets.SAME: sheets.same_sheet, sheets.APART: sheets.apart_sheet, sheets.PART: sheets.unjoin_sheet}
        if what in makes:
            self._open(makes[what])
