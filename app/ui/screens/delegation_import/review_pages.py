"""What a review found, on three pages: who was recognised, whom an officer must decide on, which rows wait."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.services.visits.delegation_lists import Listed, Review
from app.services.visits.delegations import Pick
from app.ui.files.list_page import ListPage
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.tabs import Tabs
from app.ui.screens.delegation_import.lines import (
    Choice,
    delegation_lines,
    likeness,
    person_text,
    unsure_lines,
    waiting_lines,
)
from app.ui.tables.rows import Column


class ReviewPages(Tabs):
    """`choices` are what was decided, by the key of whom it is about; `decided` tells that one was added."""

    decided = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__("list_tabs")
        self._kit = kit
        self._review: Review | None = None
        self.choices: dict[int, Choice] = {}
        words = kit.words
        self.bar.setAccessibleName(words(N_("Parts of the list")))
        self._members, self.unsure, self._waiting = self._members_page(), self._unsure_page(), self._waiting_page()
        self._texts = {
            "members": words(N_("Delegations")), "unsure": words(N_("To decide")), "waiting": words(N_("Waiting rows")),
        }  # fmt: skip
        for name, page in (("members", self._members), ("unsure", self.unsure), ("waiting", self._waiting)):
            self.add(name, self._texts[name], page)

    def show_review(self, review: Review, choices: dict[int, Choice]) -> None:
        """Show what a review found and what was decided of it."""
        self._review, self.choices = review, choices
        self._renew()
        if review.unsure:
            self.turn_to("unsure")

    def forget(self) -> None:
        """Have nothing decided on any more; what is shown goes with whoever holds the pages."""
        self._review, self.choices = None, {}

    def pick(self, key: int, choice: Choice) -> None:
        """Decide on somebody; the next one who waits is chosen."""
        self.choices[key] = choice
        self.decided.emit()
        self._renew()
        waits = [one.key for one in self._review.unsure if one.key not in self.choices] if self._review else []
        if waits:
            self.unsure.rows.choose(next((one for one in waits if one > key), waits[0]))

    def _members_page(self) -> ListPage:
        words = self._kit.words
        columns = (
            Column(words(N_("Country")), 2, 120),
            Column(words(N_("Person")), 3, 160),
            Column(words(N_("Function")), 2, 130),
            Column(words(N_("Register")), 2, 130),
        )
        empty = (words(N_("Nobody recognised")), words(N_("None of the rows names somebody of an invited country.")))
        return ListPage(self._kit, "members", words(N_("Delegations")), columns, empty, filtered=True)

    def _unsure_page(self) -> ListPage:
        words = self._kit.words
        columns = (
            Column(words(N_("On the list")), 3, 150), Column(words(N_("Resembles")), 3, 150),
            Column(words(N_("Your decision")), 2, 130),
        )  # fmt: skip
        empty = (words(N_("Nothing to decide")), words(N_("Everybody on the list is known or clearly new.")))
        page = ListPage(self._kit, "unsure", words(N_("To decide")), columns, empty, beside=True)
        page.chosen.connect(self._on_unsure)
        return page

    def _waiting_page(self) -> ListPage:
        words = self._kit.words
        columns = (
            Column(words(N_("Row")), 0, 56),
            Column(words(N_("Country")), 2, 110),
            Column(words(N_("As received")), 4, 180),
            Column(words(N_("Why it waits")), 4, 180),
        )
        empty = (words(N_("No row waits")), words(N_("Every row found its place.")))
        return ListPage(self._kit, "waiting", words(N_("Waiting rows")), columns, empty, filtered=True)

    def _renew(self) -> None:
        review, words = self._review, self._kit.words
        if review is None:
            return
        self._members.put(delegation_lines(words, review, self.choices))
        self.unsure.put(unsure_lines(words, review, self.choices))
        self._waiting.put(waiting_lines(words, review))
        counts = {"members": len(review.persons), "unsure": len(review.unsure), "waiting": len(review.remainder)}
        for name, count in counts.items():
            self.rename(name, f"{self._texts[name]} {count}" if count else self._texts[name])

    def _on_unsure(self, key: object) -> None:
        one = next((one for one in self._review.unsure if one.key == key), None) if self._review else None
        side = self.unsure.side
        if side is None:
            return
        while (item := side.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if one is None:
            self.unsure.show_detail("", "", [])
            return
        words = self._kit.words
        facts = [(words(N_("Function")), ", ".join(one.offices)), (words(N_("Note")), one.holder.note)]
        self.unsure.show_detail(person_text(one), likeness(words, one), facts)
        before: QWidget = self.unsure.rows
        for number, (text, choice) in enumerate(self._offers(one), 1):
            made = button(self._kit, text, f"pick_{number}", partial(self.pick, one.key, choice), key=str(number))
            made.setCheckable(True)
            made.setChecked(self.choices.get(one.key) == choice)
            side.addWidget(made)
            QWidget.setTabOrder(before, made)
            before = made

    def _offers(self, one: Listed) -> list[tuple[str, Choice]]:
        words = self._kit.words
        offers: list[tuple[str, Choice]] = []
        for found in one.resembles:
            differ = words.plural("{count} letter differs", "{count} letters differ", found.errors)
            text = words(N_("It is {name}"), name=found.name)
            offers.append((f"{text} ({differ})" if found.errors else text, found.person))
        for key, _ in one.resembles_rows:
            other = next((known for known in (self._review.persons if self._review else ()) if known.key == key), None)
            if other is not None:
                offers.append((words(N_("The same as {name} on this list"), name=person_text(other)), key))
        offers.append((words(N_("Somebody new")), Pick.NEW))
        offers.append((words(N_("Leave the row waiting")), Pick.WAIT))
        return offers
