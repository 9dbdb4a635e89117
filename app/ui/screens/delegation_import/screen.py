"""The screen: choose a list, see what it is, say which event it is for, decide on the unsure, take it in at once."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.progress import Cancel, Progress
from app.models.enums import Marking
from app.models.kinds.label import Label
from app.models.kinds.visits import Event, VisitFile
from app.services.markings import marking_of
from app.services.visits.delegation_files import read_list
from app.services.visits.delegation_lists import Listed, Review, review_delegations
from app.services.visits.delegations import Accepted, Pick, ReviewOutdated, Terms, accept_delegations
from app.services.visits.events import NewEvent
from app.services.visits.visits import VisitLabels
from app.ui.files.list_page import ListPage
from app.ui.forms.form import Form
from app.ui.forms.marking import MarkingPicker
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Button, Card, Empty, button, heading, label, row, title
from app.ui.kit.screen import Address, Screen
from app.ui.kit.scrolling import ScrollArea
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

if TYPE_CHECKING:
    from app.services.desk import Desk

SIDE = 372


class DelegationImportScreen(Screen):
    """Nothing is written before the button is pressed, and then all of it or nothing."""

    help_page: ClassVar[str] = "delegation_import"

    def __init__(self, kit: Kit, desk: "Desk", address: Address, parent: QWidget | None = None) -> None:
        super().__init__(kit, desk, address, parent)
        words = kit.words
        self.setAcceptDrops(True)
        self._review: Review | None = None
        self._of_known = Marking.NONE
        """The highest marking of the entries of the register that stand beside the list."""
        self._file_name: str | None = None
        self._choices: dict[int, Choice] = {}
        self._figures = label("", "list_figures", "quiet", wrap=True)
        choose = button(kit, words(N_("Choose a list…")), "choose_list", self._on_choose, key="Ctrl+O", icon="upload")
        first = button(kit, words(N_("Choose a list…")), "choose_first", self._on_choose, primary=True)
        hint = N_("A table in CSV form with the columns country, office and holder. You may also drop the file here.")
        self._empty = Empty(words(N_("Take in a delegation list")), words(hint), "no_list", first)
        self._tabs = Tabs("list_tabs")
        self._tabs.bar.setAccessibleName(words(N_("Parts of the list")))
        self._members = self._members_page()
        self._unsure = self._unsure_page()
        self._waiting = self._waiting_page()
        self._texts = {
            "members": words(N_("Delegations")), "unsure": words(N_("To decide")), "waiting": words(N_("Waiting rows")),
        }  # fmt: skip
        for name, page in (("members", self._members), ("unsure", self._unsure), ("waiting", self._waiting)):
            self._tabs.add(name, self._texts[name], page)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(2 * GRID)
        split.addWidget(self._tabs)
        split.addWidget(self._terms())
        split.setStretchFactor(0, 1)
        split.setSizes([760, SIDE])
        self._said = label("", "list_said", "body", wrap=True, select=True)
        self._refused = label("", "list_refused", "error", wrap=True, select=True)
        for one in (self._said, self._refused):
            one.hide()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(split)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)
        box.setSpacing(GRID)
        box.addLayout(row(title(words(N_("Delegation list")), "list_title"), None, choose))
        for one in (self._figures, self._refused, self._said):
            box.addWidget(one)
        box.addWidget(self._pages, 1)

    def load(self) -> None:
        self.titled.emit(self.kit.words(N_("Delegation list")))
        self._mark()

    def unsaved(self) -> bool:
        return self._review is not None and bool(self._choices)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.examine(files[0])

    def examine(self, file: Path) -> None:
        """Read and review a list; nothing is written."""
        desk = self.desk
        self._refused.hide()
        self._said.hide()
        self._file_name = file.name

        def review(_progress: Progress, cancel: Cancel) -> tuple[Review, Marking]:
            data = read_list(file)
            cancel.check()
            return _reviewed(desk, data)

        self.kit.jobs.run(self, self.kit.words(N_("Reviewing the list")), review, self._on_reviewed, self._on_failed)

    def _members_page(self) -> ListPage:
        words = self.kit.words
        columns = (
            Column(words(N_("Country")), 2, 120),
            Column(words(N_("Person")), 3, 160),
            Column(words(N_("Function")), 2, 130),
            Column(words(N_("Register")), 2, 130),
        )
        empty = (words(N_("Nobody recognised")), words(N_("None of the rows names somebody of an invited country.")))
        return ListPage(self.kit, "members", words(N_("Delegations")), columns, empty, filtered=True)

    def _unsure_page(self) -> ListPage:
        words = self.kit.words
        columns = (
            Column(words(N_("On the list")), 3, 150), Column(words(N_("Resembles")), 3, 150),
            Column(words(N_("Your decision")), 2, 130),
        )  # fmt: skip
        empty = (words(N_("Nothing to decide")), words(N_("Everybody on the list is known or clearly new.")))
        page = ListPage(self.kit, "unsure", words(N_("To decide")), columns, empty, beside=True)
        page.chosen.connect(self._on_unsure)
        return page

    def _waiting_page(self) -> ListPage:
        words = self.kit.words
        columns = (
            Column(words(N_("Row")), 0, 56),
            Column(words(N_("Country")), 2, 110),
            Column(words(N_("As received")), 4, 180),
            Column(words(N_("Why it waits")), 4, 180),
        )
        empty = (words(N_("No row waits")), words(N_("Every row found its place.")))
        return ListPage(self.kit, "waiting", words(N_("Waiting rows")), columns, empty, filtered=True)

    def _terms(self) -> ScrollArea:
        words = self.kit.words
        card = Card("terms")
        card.box.addWidget(heading(words(N_("For which event")), "terms_title"))
        self._event = Form(self.kit, self.desk, form_spec(Event, ("names", "kind", "starts", "ends"), rest=False), None)
        self._visit = Form(
            self.kit, self.desk, form_spec(VisitFile, ("arrival", "departure", "host"), rest=False), None
        )
        card.box.addWidget(self._event)
        card.box.addWidget(heading(words(N_("For every visit file")), "terms_visits"))
        card.box.addWidget(self._visit)
        self._marking = Marking.RESTRICTED
        picker = MarkingPicker(self.kit, self._marking, label=words(N_("Marking")))
        picker.chosen.connect(self._on_marked)
        card.box.addWidget(picker)
        self._accept: Button = button(
            self.kit, words(N_("Take in")), "accept_list", self._on_accept, primary=True, key="Ctrl+Return"
        )
        self._what = label("", "accept_what", "quiet", wrap=True)
        card.box.addWidget(self._what)
        card.box.addLayout(row(self._accept, None))
        card.box.addStretch(1)
        area = ScrollArea()
        area.setObjectName("terms_area")
        area.setAccessibleName(words(N_("For which event")))
        area.setWidgetResizable(True)
        area.setWidget(card)
        return area

    def _on_marked(self, marking: Marking) -> None:
        self._marking = marking
        self._mark()

    def _mark(self) -> None:
        """Say the highest of what the list becomes and of the entries it is compared with; nothing without a list."""
        self.marked.emit(Marking.NONE if self._review is None else max(self._marking, self._of_known))

    def _on_choose(self) -> None:
        words = self.kit.words
        kinds = f"{words(N_('Tables'))} (*.csv *.txt *.tsv)"
        self.kit.chooser.ask_file(self, "list_dialog", words(N_("Choose a list")), kinds, self.examine)

    def _on_reviewed(self, found: tuple[Review, Marking]) -> None:
        review, self._of_known = found
        before = {one.key for one in self._review.unsure} if self._review else set()
        keys = {one.key for one in review.unsure}
        self._choices = {key: choice for key, choice in self._choices.items() if key in keys & before}
        self._review = review
        self._mark()
        self._pages.setCurrentIndex(1)
        self._renew()
        if review.unsure:
            self._tabs.turn_to("unsure")

    def _renew(self) -> None:
        if self._review is None:
            return
        words, review = self.kit.words, self._review
        placed = sum(len(one.rows) for one in review.persons)
        self._figures.setText(
            words(
                N_("{rows} rows: {placed} name {persons} persons of {countries} invited countries; {waiting} wait."),
                rows=words.number(len(review.rows)),
                placed=words.number(placed),
                persons=words.number(len(review.persons)),
                countries=words.number(len(review.delegations) + bool(review.hosts)),
                waiting=words.number(len(review.remainder)),
            )
        )
        self._members.put(delegation_lines(words, review, self._choices))
        self._unsure.put(unsure_lines(words, review, self._choices))
        self._waiting.put(waiting_lines(words, review))
        counts = {"members": len(review.persons), "unsure": len(review.unsure), "waiting": len(review.remainder)}
        for name, count in counts.items():
            self._tabs.rename(name, f"{self._texts[name]} {count}" if count else self._texts[name])
        fresh = sum(group.visit is None for group in review.delegations)
        self._what.setText(
            words(
                N_("Opens {visits} visit files. Who is to decide and is not decided stays among the waiting rows."),
                visits=words.number(fresh),
            )
        )

    def _on_unsure(self, key: object) -> None:
        one = next((one for one in self._review.unsure if one.key == key), None) if self._review else None
        side = self._unsure.side
        if side is None:
            return
        while (item := side.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if one is None:
            self._unsure.show_detail("", "", [])
            return
        words = self.kit.words
        facts = [(words(N_("Function")), ", ".join(one.offices)), (words(N_("Note")), one.holder.note)]
        self._unsure.show_detail(person_text(one), likeness(words, one), facts)
        for number, (text, choice) in enumerate(self._offers(one), 1):
            made = button(self.kit, text, f"pick_{number}", partial(self._pick, one.key, choice), key=str(number))
            made.setCheckable(True)
            made.setChecked(self._choices.get(one.key) == choice)
            side.addWidget(made)

    def _offers(self, one: Listed) -> list[tuple[str, Choice]]:
        words = self.kit.words
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

    def _pick(self, key: int, choice: Choice) -> None:
        self._choices[key] = choice
        self._renew()

    def _on_accept(self) -> None:
        if self._review is None:
            return
        self._refused.hide()
        try:
            event, visit = self._event.values(), self._visit.values()
        except UserError:
            return
        marked = Label(marking=self._marking)
        terms = Terms(
            NewEvent(event["names"], event["kind"], event["starts"], event["ends"]), visit["arrival"],
            visit["departure"], visit["host"], labels=VisitLabels(marked), person_label=marked, event_label=marked,
            list_name=self._file_name,
        )  # fmt: skip
        desk, review, choices = self.desk, self._review, dict(self._choices)

        def accept(_progress: Progress, cancel: Cancel) -> Accepted:
            cancel.check()
            return accept_delegations(desk, review, terms, choices)

        self._accept.setEnabled(False)
        text = self.kit.words(N_("Taking in the list"))
        self.kit.jobs.run(self, text, accept, self._on_accepted, self._on_failed, writes=True)

    def _on_accepted(self, done: Accepted) -> None:
        self._accept.setEnabled(True)
        words = self.kit.words
        self._said.setText(
            words(
                N_("Taken in: {visits} visit files, {persons} persons ({fresh} new); {waiting} rows wait."),
                visits=words.number(len(done.visits)),
                persons=words.number(done.persons),
                fresh=words.number(done.persons_new),
                waiting=words.number(done.waiting),
            )
        )
        self._said.show()
        self._review, self._choices = None, {}
        self._mark()
        self._pages.setCurrentIndex(0)
        self._figures.setText("")

    def _on_failed(self, failure: BaseException) -> None:
        self._accept.setEnabled(True)
        if isinstance(failure, UserError) and failure.facts.get("field") in self._event.spec.names:
            self._event.mark(failure)
            return
        self._refused.setText(self.kit.door.say(failure))
        self._refused.show()
        if isinstance(failure, ReviewOutdated) and self._review is not None:
            data, desk = self._review.data, self.desk
            again = self.kit.words(N_("Reviewing the list"))
            self.kit.jobs.run(self, again, lambda _p, _c: _reviewed(desk, data), self._on_reviewed)


def _reviewed(desk: "Desk", data: bytes) -> tuple[Review, Marking]:
    review = review_delegations(desk, data)
    known = {one.known for one in review.persons if one.known is not None}
    return review, marking_of(desk, known | {like.person for one in review.persons for like in one.resembles})
