"""The list of erasures that were made, here or elsewhere: confirmed, gone on with, printed as a record."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.services.desk import Desk
from app.services.erasing.confirming import Asked, asked_of
from app.services.erasing.proofs import Proof
from app.services.erasing.reach import reach_of_rest
from app.services.erasing.records import erasure_record
from app.services.station.stations import Platform
from app.ui.kit.kind_words import kind_name
from app.ui.kit.kit import Kit
from app.ui.kit.parts import Tone
from app.ui.kit.words import DASH, capital
from app.ui.screens.erasing.ended_list import CHOOSE, EndedList
from app.ui.screens.erasing.sheets import confirm_sheet
from app.ui.tables.rows import Cell, Column, Line

ShowMade = Callable[[Kit, QWidget, str, str, Callable[[str], Any], str], None]
"""Open a paper that is made of what stands now: near what, its title and name, how it is made, a hint."""


class DoneList(EndedList):
    """Who may not erase sees what was erased, and confirms it where `on` is there."""

    def __init__(self, kit: Kit, desk: Desk, on: Platform | None, show_made: ShowMade | None) -> None:
        words = kit.words
        columns = (
            Column(words(N_("Moment")), 1, 132), Column(words(N_("What was erased")), 4, 220),
            Column(words(N_("By whom")), 2, 170), Column(words(N_("Workstation")), 2, 130),
            Column(words(N_("State")), 2, 150),
        )  # fmt: skip
        hint = N_("What two officers erase, here or elsewhere, leaves its proof in this list.")
        empty = words(N_("Nothing was erased yet")), words(hint)
        super().__init__(kit, desk, "done_erasures", words(N_("Erasures")), columns, empty, beside=True)
        self._on, self._show_made = on, show_made
        self.add("rest", N_("Erase the rest…"), "erase_rest", self._on_rest)
        self.add("confirm", N_("Confirm…"), "confirm_erasure_button", self._on_confirm)
        self.add("record", N_("Destruction record…"), "erasure_record", self._on_record, icon="printer")
        self.opened.connect(lambda _key: self._on_record())

    def may(self) -> bool:
        return True

    def lines(self) -> list[Line]:
        return [self._line(one) for one in self.ended.done]

    def why_not(self, which: str) -> str:
        proof = self._proof()
        if proof is None:
            return CHOOSE
        return N_("Nothing of it waits for your confirmation.") if which == "confirm" and not proof.waits else ""

    def offer(self) -> None:
        super().offer()
        proof = self._proof()
        rest = proof is not None and bool(proof.later or proof.words or proof.again)
        self.buttons["rest"].setVisible(self.ended.may and rest)
        self.buttons["record"].setVisible(self._show_made is not None)
        if proof is not None:
            self.show_detail(proof.lines[0] if proof.lines else "", "", self._told_of(proof))

    def _line(self, one: Proof) -> Line:
        words = self.kit.words
        state = words(N_("Made here"))
        if one.came:
            state = words(N_("To be confirmed here")) if one.waits else words(N_("Confirmed here"))
        if late := len(one.later) + len(one.words):
            state = words.plural("{count} part came later", "{count} parts came later", late)
        if one.again:
            state = words.plural("{count} field came back", "{count} fields came back", len(one.again))
        amount = words.plural("{count} object", "{count} objects", one.objects)
        if one.values:
            amount = words.plural("{count} value", "{count} values", one.values)
        return Line(
            one.save,
            (
                Cell(words.moment(one.moment), by=one.moment),
                Cell(one.lines[0] if one.lines else DASH, amount, strong=True),
                Cell(one.officer, one.second), Cell(one.station, self.ended.names.get(one.organisation, "")),
                Cell(state, "", Tone.RED if one.waits or late or one.again else None),
            ),
        )  # fmt: skip

    def _told_of(self, one: Proof) -> Sequence[tuple[str, str]]:
        """Return what stands beside the lines of the chosen one."""
        words = self.kit.words
        told = [
            f"{one.code}: {words(N_('has it')) if one.has_it else words(N_('goes with the next bundle'))}"
            for one in one.told
        ]
        counted = ", ".join(
            words.pair(capital(kind_name(words, kind)), words.number(count))
            for kind, count in sorted(one.counts.items(), key=lambda pair: -pair[1])
        )
        return (
            (words(N_("Reason")), "\n".join(one.lines[1:])),
            (words(N_("By whom")), ", ".join(part for part in (one.officer, one.second) if part)),
            (words(N_("Organisation")), self.ended.names.get(one.organisation, "")),
            (words(N_("What was destroyed")), counted),
            (words(N_("Other workstations")), "\n".join(told) or words(N_("No other workstation got any of it."))),
        )

    def _proof(self) -> Proof | None:
        return next((one for one in self.ended.done if one.save == self.rows.key), None)

    def _on_rest(self) -> None:
        proof = self._proof()
        if proof is not None and (proof.later or proof.words):
            self.asked.emit(partial(reach_of_rest, self.desk, proof.save), proof.save)
        elif proof is not None and proof.again:
            self.values_wanted.emit(proof.roots[0], proof.again)

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
        sheet.acted.connect(lambda _done: self.said.emit(N_("Confirmed. It is logged under your name.")))
        sheet.rejected.connect(lambda: self.said.emit(N_("Cancelled. Nothing was confirmed.")))
        sheet.open()

    def _on_record(self) -> None:
        proof, words = self._proof(), self.kit.words
        if proof is None or self._show_made is None:
            return
        hint = words(N_("It says how things stand now. That it was drawn up is logged; it is in no register itself."))
        make = partial(erasure_record, self.desk, proof.save)
        self._show_made(self.kit, self, words(N_("Destruction record")), "erasure_record", make, hint)
