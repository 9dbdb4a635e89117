"""Issue a paper: who gets a copy in which language, what is revealed and why, the draft beside it; then what was made.

Nothing is recorded until the officer issues; a refusal leaves what was typed where it stands, and so does closing.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.services.desk import Desk
from app.services.drafts import Draft as Kept
from app.services.paper.drafting import (
    Draft,
    Drafted,
    draft_paper,
    issue_draft,
    preview_paper,
    print_draft,
    untranslated_on,
)
from app.services.paper.issuing import Issued, Untranslated
from app.services.paper.lacking import lacking_on
from app.services.paper.protocol_content import Choice
from app.services.paper.protocols import DISPATCHER
from app.services.paper.sources import CopyFor
from app.services.paper.subjects import Subject, paper_subjects
from app.services.registers.permanence import Permanence, own_permanence
from app.services.station.stations import Platform
from app.ui.forms.keeping import DraftKeeper
from app.ui.kit.how_far import HowFar
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID
from app.ui.kit.printing import Paper
from app.ui.kit.printing_sheet import PrintSheet
from app.ui.kit.sheet import Sheet
from app.ui.screens.paper.draft_view import DraftView
from app.ui.screens.paper.issue_form import IssueForm, about
from app.ui.screens.paper.issued_page import IssuedPage
from app.ui.screens.paper.permanence_sheet import permanence_sheet
from app.ui.screens.paper.typed_copies import Typed

LEFT, RIGHT, HIGH = 592, 560, 640
SETTLE = 350
"""Milliseconds without a change before the draft is made again."""


class IssueSheet(Sheet):
    """Issues the paper of a file: of `subject`, or of whom the officer chooses; what was `begun` comes first."""

    issued = Signal(object)
    """The `Issued`, with the copies' bytes in memory."""
    fill_wanted = Signal(object)
    """The person with whom something is to be filled in that the paper lacks; what was typed here waits."""

    def __init__(
        self, kit: Kit, desk: Desk, on: Platform, parent: QWidget | None, file: Id, subject: Id | None = None,
        begun: str = "",
    ) -> None:  # fmt: skip
        super().__init__(kit, parent, kit.words(N_("Issue a paper")), "issue_sheet", width=LEFT + RIGHT)
        self._desk, self._on, self._file, self._wanted, self._begun = desk, on, file, subject, begun
        self._subjects: Sequence[Subject] = ()
        self._draft: Draft | None = None
        self._offered: Typed | None = None
        """The form before anything was typed."""
        self._keeper: DraftKeeper | None = None
        self._drafts, self._previews, self._gaps, self._lacks = (Latest(kit.jobs, self) for _ in range(4))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE)
        self._timer.timeout.connect(self._look_again)
        self.setMinimumHeight(HIGH)
        self.form, self.view = IssueForm(kit, desk), DraftView(kit)
        self.form.subject_chosen.connect(self._on_subject)
        self.form.changed.connect(self._on_mended)
        self.form.lacking.fill_wanted.connect(self._on_fill)
        self.form.lacking.number_wanted.connect(self._on_number)
        self.view.asked.connect(self._show_draft)
        self.view.print_wanted.connect(self._on_print_draft)
        page = QWidget()
        page.setObjectName("issue_page")
        across = QHBoxLayout(page)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(2 * GRID)
        across.addWidget(self.form, LEFT)
        across.addWidget(self.view, RIGHT)
        self._pages = QStackedWidget()
        self._pages.addWidget(page)
        self.body.addWidget(self._pages, 1)
        self._how_far = HowFar(kit, "issue_how_far")
        self.body.addWidget(self._how_far)
        self._cancel = self.add_cancel()
        self._issue = self.add_button(kit.words(N_("Issue the paper")), "issue_start", self._on_issue, primary=True)
        self._issue.setEnabled(False)
        kit.jobs.read(self, partial(paper_subjects, desk, file), self._on_subjects, self._on_refused)

    @property
    def settled(self) -> bool:
        """Tell whether the draft shown is of what stands in the form."""
        return not self._timer.isActive() and self.view.preview.settled

    def reject(self) -> None:
        """Close, or stop what is being issued first; what was typed and not issued is there when it is opened next."""
        if self._how_far.stop():
            return
        if self._keeper is not None and self._draft is not None:
            self._keeper.keep_now()
        self._timer.stop()
        self._draft = None  # what still arrives is not typed any more: another sheet of it may be open by then
        super().reject()

    # --- reading

    def _on_subjects(self, found: Sequence[Subject]) -> None:
        self._subjects = found
        keys = [(f"{one.subject.hex()}:{one.kind}", one.subject) for one in found]
        at = next((number for number, (key, _) in enumerate(keys) if key == self._begun), None)
        if at is None:
            at = next((number for number, (_, subject) in enumerate(keys) if subject == self._wanted), 0)
        self.form.offer(found, at)
        if found:
            self._on_subject(at)
        else:
            self.say(self.kit.words(N_("There is nobody in this file yet. Add the person first.")))

    def _on_subject(self, at: int) -> None:
        if self._keeper is not None:
            self._keeper.keep_now()
        self._draft = None
        self._issue.setEnabled(False)
        self.view.print.setEnabled(False)
        self.view.preview.clear(self.kit.words(N_("The preview is being made…")))
        self._drafts.read(partial(draft_paper, self._desk, self._subjects[at]), self._on_draft, self._on_refused)

    def _on_draft(self, draft: Draft) -> None:
        self._draft = draft
        self.say("")
        self.form.show_draft(draft)
        self._offered = self.form.typed()
        self._keep(draft.subject)
        self._look_again()

    def _on_mended(self) -> None:
        self.say("")  # what was refused before
        self._on_changed()

    def _on_changed(self) -> None:
        if self._draft is not None:
            self._timer.start()
            if self._keeper is not None:
                self._keeper.touch()
        self._order_tabs()
        count = len(self.form.copies.copies(self.form.code))
        text = self.kit.words.plural("Issue {count} copy", "Issue {count} copies", count)
        self._issue.setText(text)
        self._issue.setAccessibleName(text)

    def _order_tabs(self) -> None:
        """Let Tab go down the form, then over the draft, then along the foot, whatever was added meanwhile."""
        for one, other in pairwise([*self.form.controls, *self.view.controls, self._cancel, self._issue]):
            QWidget.setTabOrder(one, other)

    def _look_again(self) -> None:
        """Ask for the draft and for what is not translated, as the form stands now."""
        if self._draft is None:
            return
        self._on_changed()
        self._timer.stop()
        self._issue.setEnabled(True)
        languages = self.form.languages()
        look = partial(untranslated_on, self._desk, self._draft.subject, languages, self.form.named())
        self._gaps.read(look, self.form.gaps.put, self._on_refused)
        revealed = frozenset(self.form.sealed.reveals())
        lacks = partial(lacking_on, self._desk, self._draft.subject, self.form.named(), revealed=revealed)
        self._lacks.read(lacks, self.form.lacking.put, self._on_refused)
        self.view.offer(languages)
        self._show_draft()

    def _show_draft(self) -> None:
        if self._draft is None:
            return
        make = partial(preview_paper, self._desk, self._draft.subject, self.view.language, *self._shown())
        self._previews.read(make, partial(self._on_preview, about(self.kit, self._draft)), self._on_refused)

    def _shown(self) -> tuple[Sequence[CopyFor], Choice]:
        """Return the copies, those in the language shown first, and what the paper is to name."""
        language, copies = self.view.language, self.form.named()
        first = [copy for copy in copies if (copy.language or self.form.code) == language]
        return [*first, *(copy for copy in copies if copy not in first)], Choice(havens=self.form.havens.chosen())

    def _on_preview(self, name: str, made: Drafted) -> None:
        self.view.preview.show_pdf(made.pdf, name)
        self.view.print.setEnabled(self._draft is not None)

    def _on_print_draft(self) -> None:
        """Make the draft once more as the form stands, which is logged; show it, and print that."""
        if self._draft is None:
            return
        self.say("")
        self.view.print.setEnabled(False)
        of, to, name = self._draft.subject, self.form.named(), about(self.kit, self._draft)
        make = partial(print_draft, self._desk, of, self.view.language, *self._shown(), recipients=to)
        self.kit.jobs.write(self, make, partial(self._on_draft_made, name), self._on_no_draft)

    def _on_draft_made(self, name: str, made: Drafted) -> None:
        self._on_preview(name, made)
        words = self.kit.words
        hint = words(N_("A draft is in no register. Destroy it after reading. That you print it is logged."))
        paper = Paper(f"{name} · {made.language.upper()}", made.pdf)
        PrintSheet(self.kit, self, [paper], words(N_("Draft, without number")), hint=hint).open()

    def _on_no_draft(self, failure: BaseException) -> None:
        self.view.print.setEnabled(self._draft is not None)
        self._on_refused(failure)

    def _on_fill(self) -> None:
        person = self._draft.subject.subject if self._draft is not None else None
        self.reject()
        if person is not None:
            self.fill_wanted.emit(person)

    def _on_number(self) -> None:
        """Ask whom to ring above this sheet, and look again once it is known."""
        self.kit.jobs.read(self, partial(own_permanence, self._desk), self._ask_number, self._on_refused)

    def _ask_number(self, now: Permanence) -> None:
        asked = permanence_sheet(self.kit, self._desk, self, now)
        asked.acted.connect(lambda _entered: self._look_again())
        asked.open()

    # --- keeping what is typed

    def _keep(self, subject: Subject) -> None:
        """From now on nothing typed is lost; what an earlier attempt left comes back."""
        if self._keeper is not None:
            self._keeper.deleteLater()
        key = f"paper/{subject.file.hex()}/{subject.subject.hex()}/{subject.kind}"
        self._keeper = DraftKeeper(self.kit, self._desk, key, self._to_keep, self)
        self._keeper.found.connect(self._on_found)
        self._keeper.begin(subject.file, None, None)

    def _to_keep(self) -> Mapping[str, Any]:
        typed = self.form.typed().values()
        return {} if self._offered is not None and typed == self._offered.values() else typed

    def _on_found(self, kept: Kept | None) -> None:
        if kept is not None and self._draft is not None:
            said = self.kit.words(N_("As you left it on {moment}."), moment=self.kit.words.moment(kept.moment))
            self.form.restore(Typed.of(kept.values), said)

    # --- issuing

    def _on_issue(self) -> None:
        if self._draft is None:
            return
        refusal = self.form.refusal()
        if refusal is not None:
            self.say(refusal)
            return
        self.say("")
        self._issue.setEnabled(False)
        typed = self.form.typed()
        make = partial(
            issue_draft, self._desk, self._draft.subject, typed.language, typed.copies,
            Choice(reveals=typed.reveals, havens=typed.havens),
            accept_untranslated=self.form.accepted,
        )  # fmt: skip
        text = self.kit.words.plural("Issuing {count} copy", "Issuing {count} copies", len(typed.copies))
        job = self.kit.jobs.run(
            self, text, lambda progress, cancel: make(progress=progress, cancel=cancel), self._on_issued,
            self._on_not_issued, writes=True,
        )  # fmt: skip
        self._how_far.follow(job)

    def _on_issued(self, issued: Issued) -> None:
        draft, self._draft = self._draft, None
        if draft is None:
            return
        if self._keeper is not None:
            self._keeper.drop()
        self.view.preview.clear()
        self._issue.hide()
        self._issue.setShortcut("")
        self._cancel.hide()
        dispatcher = draft.subject.kind == DISPATCHER
        done = IssuedPage(
            self.kit, self._desk, self._on, issued, second=draft.second_to_write, dispatcher=dispatcher, file=self._file
        )
        done.recall_wanted.connect(partial(self._on_recall, issued.superseded))
        self._pages.addWidget(done)
        self._pages.setCurrentWidget(done)
        self.add_button(self.kit.words(N_("Close")), "issue_close", self.accept)
        done.begin()
        self.issued.emit(issued)

    def _on_recall(self, document: Id | None) -> None:
        """Go on with the recall sheets of what this issue replaced."""
        following = IssueSheet(self.kit, self._desk, self._on, self.parentWidget(), self._file, document)
        following.resize(self.size())
        self.accept()
        following.open()

    def _on_not_issued(self, failure: BaseException) -> None:
        self._issue.setEnabled(True)
        self._on_refused(failure)
        if isinstance(failure, Untranslated):
            self._look_again()

    def _on_refused(self, failure: BaseException) -> None:
        if self._draft is None:
            self.view.preview.clear()
        self.say(failure)
