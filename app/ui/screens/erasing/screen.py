"""Retention and erasure: what is past its term, whom no file names any more, what was erased and is to be confirmed."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import FileState
from app.services.desk import Desk
from app.services.erasing.confirming import Asked, asked_of
from app.services.erasing.loose import LoosePerson
from app.services.erasing.proofs import Proof
from app.services.erasing.reach import Reach, reach_of_file, reach_of_person, reach_of_rest
from app.services.erasing.records import erasure_record
from app.services.erasing.retention import DueFile
from app.services.naming import names_of
from app.services.station.stations import Platform
from app.ui.forms.draft_places import parts_of
from app.ui.kit.actions import Action
from app.ui.kit.buttons import Button, button
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label, row, title
from app.ui.kit.screen import Address, Screen
from app.ui.kit.tabs import Tabs
from app.ui.screens.erasing.ended import Ended, read_ended
from app.ui.screens.erasing.pages import TABS, done_facts, done_line, due_line, loose_line, why_not
from app.ui.screens.erasing.sheets import (
    ARCHIVING,
    DRAFT,
    HOLDING,
    TRANSFERRING,
    archive_sheet,
    confirm_sheet,
    erase_sheet,
    hold_sheet,
    transfer_sheet,
)
from app.ui.screens.erasing.values_sheet import VALUES
from app.ui.screens.erasing.values_tab import ValuesTab

ShowMade = Callable[[Kit, QWidget, str, str, Callable[[str], Any], str], None]
"""Open a paper that is made of what stands now: near what, its title and name, how it is made, a hint."""
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
        self._on, self._show_made = on, show_made
        self._latest = Latest(kit.jobs, self)
        self._ended: Ended | None = None
        self._draft = ""
        self._tab = address.tab
        self._wanted = address.uid if address.tab != VALUES_TAB else None
        words = kit.words
        self._pages = {name: make(kit) for name, make in TABS.items()}
        self._tabs = Tabs("erasing_tabs")
        self._tabs.bar.setAccessibleName(words(N_("Retention and erasure")))
        self._values = ValuesTab(kit, desk, on)
        for name, page in self._pages.items():
            self._tabs.add(name, words(TAB_WORDS[name]), page)
            if name == "persons":
                self._tabs.add(VALUES_TAB, words(N_("Single values")), self._values)
        self._tabs.show_tab(VALUES_TAB, False)
        self._buttons = {name: self._make_buttons(name) for name in TABS}
        for name, page in self._pages.items():
            page.chosen.connect(lambda _key: self._renew())
            for made in self._buttons[name].values():
                page.add_button(made)
        for name in ("due", "persons"):
            self._pages[name].opened.connect(lambda _key, name=name: self._on_open(name))
        self._pages["done"].opened.connect(lambda _key: self._on_record())
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
        self._renew()

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
        if self._tabs.current == VALUES_TAB:
            return self._values.actions_here(group)
        return [
            Action(f"erasing.{made.objectName()}", made.text().rstrip("…"), made.click, group=group,
                   enabled=made.isEnabled, why=made.why)
            for made in self._buttons[self._tabs.current].values() if not made.isHidden()
        ]  # fmt: skip

    def _make_buttons(self, name: str) -> dict[str, Button]:
        kit, words = self.kit, self.kit.words
        if name == "done":
            return {
                "rest": button(kit, words(N_("Erase the rest…")), "erase_rest", self._on_rest),
                "confirm": button(kit, words(N_("Confirm…")), "confirm_erasure_button", self._on_confirm),
                "record": button(
                    kit, words(N_("Destruction record…")), "erasure_record", self._on_record, icon="printer"
                ),
            }  # fmt: skip
        found = {"open": button(kit, words(N_("Open")), f"open_{name}", partial(self._on_open, name))}
        if name == "persons":
            found["values"] = button(kit, words(N_("Single values…")), "values_of_person", self._on_values_of)
        if name == "due":
            found["hold"] = button(kit, words(N_("Legal hold…")), "hold_due", self._on_hold)
            found["archive"] = button(kit, words(N_("Archive…")), "archive_due_button", self._on_archive)
            found["transfer"] = button(kit, words(N_("Transfer…")), "transfer_due", self._on_transfer)
        found["erase"] = button(kit, words(N_("Erase…")), f"erase_{name}", partial(self._on_erase, name), primary=True)
        return found

    def _on_read(self, ended: Ended) -> None:
        self._ended = ended
        kit = self.kit
        self._pages["due"].put([due_line(kit, one) for one in ended.due])
        self._pages["persons"].put([loose_line(kit, one) for one in ended.loose])
        self._pages["done"].put([done_line(kit, one, ended.names) for one in ended.done])
        counts = {"due": len(ended.due), "persons": len(ended.loose), "done": len(ended.done)}
        for name, text in TAB_WORDS.items():
            self._tabs.rename(name, f"{kit.words(text)} {counts[name]}")
        self._tabs.show_tab(VALUES_TAB, ended.may)
        self._mark()
        if self._tab:
            self._tabs.turn_to(self._tab)
            self._tab = ""
        if self._wanted is not None and self._pages["due"].rows.choose(self._wanted):
            self._wanted = None
        self._renew()
        self._take_up()
        kit.actions.changed.emit()

    def _renew(self) -> None:
        due, person, done = self._due(), self._person(), self._proof()
        may = self._ended is not None and self._ended.may
        able = {
            "due": {
                "open": due is not None,
                "hold": due is not None,
                "archive": due is not None and due.state is FileState.CLOSED and not due.held,
                "transfer": due is not None and due.state is FileState.ARCHIVED and not due.held,
                "erase": due is not None and self._on is not None,
            },
            "persons": {
                "open": person is not None and person.kind == "person",
                "values": person is not None,
                "erase": person is not None,
            },
            "done": {
                "rest": may and done is not None and bool(done.later or done.words or done.again),
                "confirm": done is not None and done.waits,
                "record": done is not None,
            },
        }
        chosen = {"due": due, "persons": person, "done": done}
        for name, made in self._buttons.items():
            for which, one in made.items():
                one.setVisible(may or name == "done")
                one.wait_for("" if able[name][which] else why_not(self.kit, which, chosen[name]))
        self._buttons["done"]["rest"].setVisible(able["done"]["rest"])
        self._buttons["done"]["record"].setVisible(self._show_made is not None)
        if done is not None and self._ended is not None:
            head = done.lines[0] if done.lines else ""
            self._pages["done"].show_detail(head, "", done_facts(self.kit, done, self._ended.names))

    def _due(self) -> DueFile | None:
        key = self._pages["due"].rows.key
        return next((one for one in (self._ended.due if self._ended else ()) if one.file == key), None)

    def _person(self) -> LoosePerson | None:
        key = self._pages["persons"].rows.key
        return next((one for one in (self._ended.loose if self._ended else ()) if one.person == key), None)

    def _proof(self) -> Proof | None:
        key = self._pages["done"].rows.key
        return next((one for one in (self._ended.done if self._ended else ()) if one.save == key), None)

    def _on_turned(self) -> None:
        self._said.hide()
        self._renew()
        self.kit.actions.changed.emit()

    def _on_open(self, name: str) -> None:
        due, person = self._due(), self._person()
        if name == "due" and due is not None:
            self.wanted.emit(Address(due.screen, due.file))
        elif name == "persons" and person is not None and person.kind == "person":
            self.wanted.emit(Address("person", person.person))

    def _on_archive(self) -> None:
        due = self._due()
        if due is not None:
            archive_sheet(self.kit, self.desk, self, due).open()

    def _on_hold(self) -> None:
        due = self._due()
        if due is not None:
            hold_sheet(self.kit, self.desk, self, due).open()

    def _on_transfer(self) -> None:
        due = self._due()
        if due is not None:
            sheet = transfer_sheet(self.kit, self.desk, self, due)
            sheet.acted.connect(
                lambda _done: self._say(N_("The transfer is recorded. The file is only read from now on."))
            )
            sheet.open()

    def _on_values_of(self) -> None:
        person = self._person()
        if person is not None:
            self._values.show_person(person.person)
            self._tabs.turn_to(VALUES_TAB)

    def _on_values(self) -> None:
        self._mark()
        if self._tabs.current == VALUES_TAB:
            self.kit.actions.changed.emit()

    def _mark(self) -> None:
        """Tell the highest marking of what stands here."""
        self.marked.emit(max((self._ended or Ended()).marking, self._values.marking))

    def _on_erase(self, name: str) -> None:
        due, person = self._due(), self._person()
        if name == "due" and due is not None:
            self._ask(partial(reach_of_file, self.desk, due.file))
        elif name == "persons" and person is not None:
            self._ask(partial(reach_of_person, self.desk, person.person))

    def _on_rest(self) -> None:
        proof = self._proof()
        if proof is not None and (proof.later or proof.words):
            self._ask(partial(reach_of_rest, self.desk, proof.save), proof.save)
        elif proof is not None and proof.again:
            self._values.show_person(proof.roots[0], ticked=proof.again)
            self._tabs.turn_to(VALUES_TAB)

    def _ask(self, reach: Callable[[], Reach], rest: bytes = b"") -> None:
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

    def _on_confirm(self) -> None:
        proof, desk = self._proof(), self.desk
        if proof is not None and self._on is not None:
            self.kit.jobs.read(
                self, lambda: asked_of(desk, proof.save), self._on_asked,
                lambda failure: self.kit.door.show(failure, self),
            )  # fmt: skip

    def _on_asked(self, asked: Asked) -> None:
        if self._on is None:
            return
        sheet = confirm_sheet(self.kit, self.desk, self._on, self, asked)
        sheet.acted.connect(lambda _done: self._say(N_("Confirmed. It is logged under your name.")))
        sheet.rejected.connect(lambda: self._say(N_("Cancelled. Nothing was confirmed.")))
        sheet.open()

    def _on_record(self) -> None:
        proof, words = self._proof(), self.kit.words
        if proof is None or self._show_made is None:
            return
        hint = words(N_("It says how things stand now. That it was drawn up is logged; it is in no register itself."))
        make = partial(erasure_record, self.desk, proof.save)
        self._show_made(self.kit, self, words(N_("Destruction record")), "erasure_record", make, hint)

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
                if what == ARCHIVING:
                    self._on_archive()
                elif what == HOLDING:
                    self._on_hold()
                elif what == TRANSFERRING:
                    self._on_transfer()
                elif what == DRAFT:
                    self._on_erase(name)
                return

    def _say(self, msgid: str) -> None:
        self._said.setText(self.kit.words(msgid))
        self._said.show()
