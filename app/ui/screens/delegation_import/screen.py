"""The screen: choose a list, see what it is, say which event it is for, decide on the unsure, take it in at once."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.core.errors import Cancelled, UserError
from app.core.i18n import N_
from app.core.progress import Cancel, Progress
from app.models.enums import Marking
from app.services.markings import marking_of
from app.services.visits.delegation_files import read_list
from app.services.visits.delegation_lists import Review, review_delegations
from app.services.visits.delegations import Accepted, ReviewOutdated, accept_delegations
from app.ui.files.doubles_found import DoublesFound
from app.ui.forms.notices import Notices
from app.ui.forms.restoring import FormDraft
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Empty, label, row, title
from app.ui.kit.screen import Address, Screen
from app.ui.screens.delegation_import.keeping import KEY, packed, unpacked
from app.ui.screens.delegation_import.lines import Choice
from app.ui.screens.delegation_import.review_pages import ReviewPages
from app.ui.screens.delegation_import.terms import TermsPanel

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
        self._figures = label("", "list_figures", "quiet", wrap=True)
        choose = button(kit, words(N_("Choose a list…")), "choose_list", self._on_choose, key="Ctrl+O", icon="upload")
        first = button(kit, words(N_("Choose a list…")), "choose_first", self._on_choose, primary=True)
        hint = N_("A table in CSV form with the columns country, office and holder. You may also drop the file here.")
        self._empty = Empty(words(N_("Take in a delegation list")), words(hint), "no_list", first)
        self._found = ReviewPages(kit)
        self._found.decided.connect(self._on_decided)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(2 * GRID)
        split.addWidget(self._found)
        self._terms = TermsPanel(kit, desk)
        self._event, self._visit = self._terms.event_form, self._terms.visit_form
        self._terms.edited.connect(self._on_typed)
        self._terms.accepted.connect(self._on_accept)
        split.addWidget(self._terms)
        split.setStretchFactor(0, 1)
        split.setSizes([760, SIDE])
        self._said = label("", "list_said", "body", wrap=True, select=True)
        self._refused = label("", "list_refused", "error", wrap=True, select=True)
        for one in (self._said, self._refused):
            one.hide()
        self._notices = Notices(kit)
        self._draft = FormDraft(kit, desk, KEY, self._notices, self._typed, lambda: not self._typed(), self)
        self._draft.restored.connect(self._on_restored)
        self._draft.discarded.connect(self._on_discarded)
        self._kept: Mapping[str, Any] | None = None
        """What a draft held, until its list is reviewed again."""
        self._draft.begin(None, None, None)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(split)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)
        box.setSpacing(GRID)
        box.addLayout(row(title(words(N_("Delegation list")), "list_title"), None, choose))
        box.addWidget(self._notices)
        for one in (self._figures, self._refused, self._said):
            box.addWidget(one)
        self._doubles = DoublesFound(kit, desk)
        self._doubles.wanted.connect(self.wanted)
        self._doubles.marked.connect(self.marked)
        box.addWidget(self._doubles)
        box.addWidget(self._pages, 1)

    def load(self) -> None:
        self.titled.emit(self.kit.words(N_("Delegation list")))
        self._mark()

    def unsaved(self) -> bool:
        return self._draft.waiting

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        self._draft.keep_now()
        super().hideEvent(event)

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
        self._doubles.clear()

        def review(progress: Progress, cancel: Cancel) -> tuple[Review, Marking]:
            data = read_list(file)
            cancel.check()
            return _reviewed(desk, data, progress, cancel)

        def arrived(found: tuple[Review, Marking]) -> None:
            self._file_name = file.name
            self._on_reviewed(found)

        self.kit.jobs.run(self, self.kit.words(N_("Reviewing the list")), review, arrived, self._on_failed)

    def _typed(self) -> Mapping[str, Any]:
        """Return what an officer did with the list, nothing where he only looked at it."""
        if self._review is None:
            return {}
        typed = {"choices": packed(self._found.choices), **self._terms.typed()}
        if not any(typed.values()):
            return {}
        return {"list": self._review.data, "name": self._file_name or "", **typed}

    def _on_typed(self) -> None:
        self._mark()
        self._draft.touch()

    def _on_restored(self, values: Mapping[str, Any]) -> None:
        desk, data = self.desk, values.get("list")
        if isinstance(data, bytes):
            self._kept, self._file_name = values, str(values.get("name") or "") or None
            text = self.kit.words(N_("Reviewing the list"))
            self.kit.jobs.run(self, text, partial(_reviewed, desk, data), self._on_reviewed, self._on_failed)

    def _on_discarded(self) -> None:
        self._notices.draft.say("")
        self._leave_list()
        self._draft.touch()

    def _leave_list(self) -> None:
        """Have no list in sight, and nothing filled in."""
        self._review = self._kept = None
        self._found.forget()
        self._terms.restore({})
        self._mark()
        self._pages.setCurrentIndex(0)
        self._figures.setText("")

    def _take_kept(self, review: Review) -> dict[int, Choice] | None:
        """Put back what a draft held, now that its list is reviewed; return what it decided, None without a draft."""
        kept, self._kept = self._kept, None
        if kept is None:
            return None
        unsure = {one.key for one in review.unsure}
        self._terms.restore(kept)
        return {key: choice for key, choice in unpacked(kept.get("choices")).items() if key in unsure}

    def _mark(self) -> None:
        """Say the highest of what the list becomes and of the entries it is compared with; nothing without a list."""
        self.marked.emit(Marking.NONE if self._review is None else max(self._terms.picker.marking(), self._of_known))

    def _on_choose(self) -> None:
        words = self.kit.words
        kinds = f"{words(N_('Tables'))} (*.csv *.txt *.tsv)"
        self.kit.chooser.ask_file(self, "list_dialog", words(N_("Choose a list")), kinds, self.examine)

    def _on_reviewed(self, found: tuple[Review, Marking]) -> None:
        review, self._of_known = found
        before = {one.key: one for one in self._review.unsure} if self._review else {}
        same = {one.key for one in review.unsure if one == before.get(one.key)}
        choices = {key: choice for key, choice in self._found.choices.items() if key in same}
        self._review = review
        kept = self._take_kept(review)
        self._mark()
        self._pages.setCurrentIndex(1)
        self._say_figures(review)
        self._found.show_review(review, choices if kept is None else kept)

    def _say_figures(self, review: Review) -> None:
        words, placed = self.kit.words, sum(len(one.rows) for one in review.persons)
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
        self._terms.say_what(sum(group.visit is None for group in review.delegations))

    def _on_decided(self) -> None:
        self._draft.touch()

    def _on_accept(self) -> None:
        if self._review is None:
            return
        self._refused.hide()
        try:
            terms = self._terms.terms(self._file_name)
        except UserError:
            return
        desk, review, choices = self.desk, self._review, dict(self._found.choices)

        def accept(progress: Progress, cancel: Cancel) -> Accepted:
            return accept_delegations(desk, review, terms, choices, progress, cancel)

        self._terms.accept.setEnabled(False)
        text = self.kit.words(N_("Taking in the list"))
        self.kit.jobs.run(self, text, accept, self._on_accepted, self._on_failed, writes=True)

    def _on_accepted(self, done: Accepted) -> None:
        self._terms.accept.setEnabled(True)
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
        self._doubles.look(done.entered)
        self._notices.draft.say("")
        self._leave_list()
        self._draft.drop(None)

    def _on_failed(self, failure: BaseException) -> None:
        self._terms.accept.setEnabled(True)
        if isinstance(failure, Cancelled):
            return
        if isinstance(failure, UserError) and self._terms.mark(failure):
            return
        self._refused.setText(self.kit.door.say(failure))
        self._refused.show()
        if isinstance(failure, ReviewOutdated) and self._review is not None:
            data, desk = self._review.data, self.desk
            again = self.kit.words(N_("Reviewing the list"))
            self.kit.jobs.run(self, again, partial(_reviewed, desk, data), self._on_reviewed)


def _reviewed(desk: "Desk", data: bytes, progress: Progress, cancel: Cancel) -> tuple[Review, Marking]:
    review = review_delegations(desk, data, progress=progress, cancel=cancel)
    known = {one.known for one in review.persons if one.known is not None}
    return review, marking_of(desk, known | {like.person for one in review.persons for like in one.resembles})
