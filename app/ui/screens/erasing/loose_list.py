"""The list of persons to whom nothing refers any more: opened, looked at value by value, erased."""

from functools import partial

from app.core.i18n import N_
from app.services.desk import Desk
from app.services.erasing.loose import LoosePerson
from app.services.erasing.reach import reach_of_person
from app.ui.kit.kind_words import kind_name
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.kit.words import DASH, capital
from app.ui.screens.erasing.ended_list import CHOOSE, NOT_NOW, EndedList
from app.ui.screens.erasing.sheets import DRAFT
from app.ui.tables.rows import Cell, Column, Line

PERSON = "person"
"""The kind of entry that has a screen of its own."""


class LooseList(EndedList):
    """Persons of both registers."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        words = kit.words
        columns = (
            Column(words(N_("Name")), 4, 220), Column(words(N_("Register")), 2, 150),
            Column(words(N_("Last changed")), 1, 130),
        )  # fmt: skip
        hint = N_("Whom no file, visit, report or paper names any more shows here, and can be erased.")
        empty = words(N_("Everybody is in a file")), words(hint)
        super().__init__(kit, desk, "loose_persons", words(N_("Persons in no file")), columns, empty)
        self.add("open", N_("Open"), "open_persons", self._on_open)
        self.add("values", N_("Single values…"), "values_of_person", self._on_values)
        self.add("erase", N_("Erase…"), "erase_persons", self._on_erase, primary=True)
        self.opened.connect(lambda _key: self._on_open())

    def lines(self) -> list[Line]:
        return [self._line(one) for one in self.ended.loose]

    def why_not(self, which: str) -> str:
        person = self._person()
        if person is None:
            return CHOOSE
        return NOT_NOW if which == "open" and person.kind != PERSON else ""

    def go_on(self, what: str) -> None:
        if what == DRAFT:
            self._on_erase()

    def _line(self, one: LoosePerson) -> Line:
        words = self.kit.words
        changed = words.moment(one.changed) if one.changed else DASH
        return Line(one.person, (Cell(one.name or DASH, strong=True), Cell(capital(kind_name(words, one.kind))),
                                 Cell(changed, by=one.changed)))  # fmt: skip

    def _person(self) -> LoosePerson | None:
        return next((one for one in self.ended.loose if one.person == self.rows.key), None)

    def _on_open(self) -> None:
        person = self._person()
        if person is not None and person.kind == PERSON:
            self.wanted.emit(Address("person", person.person))

    def _on_values(self) -> None:
        person = self._person()
        if person is not None:
            self.values_wanted.emit(person.person, ())

    def _on_erase(self) -> None:
        person = self._person()
        if person is not None:
            self.asked.emit(partial(reach_of_person, self.desk, person.person), b"")
