"""Retention and erasure: what is past its term, whom no file names any more, what was erased and is to be confirmed."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.services.desk import Desk
from app.services.erasing.again import Values
from app.services.erasing.reach import Reach
from app.services.naming import names_of
from app.services.station.stations import Platform
from app.ui.forms.draft_places import parts_of
from app.ui.kit.action import Action
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label, row, title
from app.ui.kit.screen import Address, Screen
from app.ui.kit.tabs import Tabs
from app.ui.screens.erasing.done_list import DoneList, ShowMade
from app.ui.screens.erasing.due_list import DueList
from app.ui.screens.erasing.ended import Ended, read_ended
from app.ui.screens.erasing.ended_list import EndedList
from app.ui.screens.erasing.loose_list import LooseList
from app.ui.screens.erasing.sheets import erase_sheet
from app.ui.screens.erasing.values_sheet import VALUES
from app.ui.screens.erasing.values_tab import ValuesTab

VALUES_TAB = "values"
TAB_WORDS = {"due": N_("Files past their term"), "persons": N_("Persons in no file"), "done": N_("Erasures")}


class ErasingScreen(Screen):
    """Who may not erase sees what was erased, and confirms it. The address may name a file that is past its term."""

    help_page: ClassVar[str] = "erasing"

    def __init__(
        self, kit: Kit, desk: Desk, address: Address, parent: QWidget | None = None, *,
        on: Platform | None = None, show_made: ShowMade | None = None,
    ) -> None:  # fmt: skip
        super().__init__(kit, desk, address, parent)
        self._on = on
        self._latest = Latest(kit.jobs, self)
        self._ended: Ended | None = None
        self._draft = ""
        self._tab = address.tab
        self._wanted = address.uid if address.tab != VALUES_TAB else None
        words = kit.words
        self._pages: dict[str, EndedList] = {
            "due": DueList(kit, desk, on), "persons": LooseList(kit, desk), "done": DoneList(kit, desk, on, show_made),
        }  # fmt: skip
        self._tabs = Tabs("erasing_tabs")
        self._tabs.bar.setAccessibleName(words(N_("Retention and erasure")))
        self._values = ValuesTab(kit, desk, on)
        for name, page in self._pages.items():
            self._tabs.add(name, words(TAB_WORDS[name]), page)
            if name == "persons":
                self._tabs.add(VALUES_TAB, words(N_("Single values")), self._values)
            page.said.connect(self._say)
            page.wanted.connect(self.wanted)
            page.values_wanted.connect(self._on_values_wanted)
            page.asked.connect(self._ask)
        self._tabs.show_tab(VALUES_TAB, False)
        self._values.erased.connect(self._on_erased)
        self._values.cancelled.connect(lambda: self._say(N_("Cancelled. Nothing was erased.")))
        self._values.wanted.connect(lambda person: self.wanted.emit(Address("person", person)))
        self._values.renewed.connect(self._on_values)
        self._tabs.turned.connect(lambda _name: self._on_turned())
        self._said = label("", "erasing_said", "strong", wrap=True, select=True)
        self._said.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)
        box.setSpacing(GRID)
        box.addLayout(row(title(words(N_("Retention and erasure")), "erasing_title"), None))
        box.addWidget(self._said)
        box.addWidget(self._tabs, 1)
        if address.tab == VALUES_TAB and address.uid is not None:
            self._values.show_person(address.uid)
        elif address.tab:
            self._tabs.turn_to(address.tab)
        self._offer()

    def load(self) -> None:
        self.titled.emit(self.kit.words(N_("Retention and erasure")))
        desk, language = self.desk, self.kit.words.language
        self._latest.read(lambda: read_ended(desk, language), self._on_read)
        self._values.load()

    def state(self) -> dict[str, Any]:
        person = self._values.person
        return {"tab": self._tabs.current, "person": person.hex() if person is not None else ""}

    def restore(self, state: dict[str, Any]) -> None:
        self._tab = str(state.get("tab", ""))
        if state.get("person"):
            self._values.show_person(bytes.fromhex(str(state["person"])))

    def take_up(self, key: str) -> None:
        self._draft = key
        if self._ended is not None:
            self._take_up()

    def actions_here(self) -> list[Action]:
        group = self.kit.words(N_("Retention and erasure"))
        page = self._pages.get(self._tabs.current)
        return page.actions_here(group) if page is not None else self._values.actions_here(group)

    def _on_read(self, ended: Ended) -> None:
        self._ended = ended
        words = self.kit.words
        for page in self._pages.values():
            page.show_ended(ended)
        counts = {"due": len(ended.due), "persons": len(ended.loose), "done": len(ended.done)}
        for name, text in TAB_WORDS.items():
            self._tabs.rename(name, f"{words(text)} {counts[name]}")
        self._tabs.show_tab(VALUES_TAB, ended.may)
        self._mark()
        if self._tab:
            self._tabs.turn_to(self._tab)
            self._tab = ""
        if self._wanted is not None and self._pages["due"].rows.choose(self._wanted):
            self._wanted = None
        self._offer()
        self._take_up()
        self.kit.actions.changed.emit()

    def _offer(self) -> None:
        for page in self._pages.values():
            page.offer()

    def _on_turned(self) -> None:
        self._said.hide()
        self._offer()
        self.kit.actions.changed.emit()

    def _on_values_wanted(self, person: Id, ticked: Sequence[Values]) -> None:
        self._values.show_person(person, ticked=ticked)
        self._tabs.turn_to(VALUES_TAB)

    def _on_values(self) -> None:
        self._mark()
        if self._tabs.current == VALUES_TAB:
            self.kit.actions.changed.emit()

    def _mark(self) -> None:
        """Tell the highest marking of what stands here."""
        self.marked.emit(max((self._ended or Ended()).marking, self._values.marking))

    def _ask(self, reach: Callable[[], Reach], rest: bytes) -> None:
        """Read what would be reached, then show it in the sheet in which two officers decide."""
        desk, language = self.desk, self.kit.words.language

        def read() -> tuple[Reach, Mapping[Id, str]]:
            found = reach()
            named = {*found.others, *(one.organisation for one in found.holders if one.organisation is not None)}
            return found, names_of(desk, named, language)

        self.kit.jobs.read(self, read, partial(self._on_reach, rest), lambda failure: self.kit.door.show(failure, self))

    def _on_reach(self, rest: bytes, found: tuple[Reach, Mapping[Id, str]]) -> None:
        if self._on is None:
            return
        sheet = erase_sheet(self.kit, self.desk, self._on, self, *found, rest)
        sheet.acted.connect(lambda _done: self._on_erased())
        sheet.rejected.connect(lambda: self._say(N_("Cancelled. Nothing was erased.")))
        sheet.open()

    def _on_erased(self) -> None:
        self._tabs.turn_to("done")
        self._say(N_("Erased. Print the destruction record, and destroy the backups that still hold it."))

    def _take_up(self) -> None:
        """Open the sheet in which a draft was typed, once its file or person is known to be on the list."""
        if not self._draft or self._ended is None:
            return
        what, uid, _ = parts_of(self._draft)
        self._draft = ""
        if what == VALUES and self._ended.may:
            self._values.show_person(uid, going_on=True)
            self._tabs.turn_to(VALUES_TAB)
            return
        for name in ("due", "persons"):
            if self._pages[name].rows.choose(uid):
                self._tabs.turn_to(name)
                self._pages[name].go_on(what)
                return

    def _say(self, msgid: str) -> None:
        self._said.setText(self.kit.words(msgid))
        self._said.show()
