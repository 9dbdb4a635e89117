"""Issue a paper: who gets a copy in which language, what is revealed and why, the draft beside it; then what was made.

Nothing is recorded until the officer issues; a refusal leaves what was typed where it stands.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import UserError
from app.core.i18n import LANGUAGES, N_
from app.core.ids import Id
from app.services.desk import Desk
from app.services.drafts import Draft as Kept
from app.services.paper.content import CopyFor, RevealNeedsReason
from app.services.paper.drafting import (
    Draft,
    Gap,
    Subject,
    draft_paper,
    issue_draft,
    paper_subjects,
    preview_paper,
    untranslated_on,
)
from app.services.paper.issuing import Issued, NoCopies, Untranslated
from app.services.paper.protocol_content import Choice
from app.services.station.stations import Platform
from app.ui.forms.keeping import DraftKeeper
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, button, heading, secondary
from app.ui.kit.preview import Preview
from app.ui.kit.sheet import Sheet
from app.ui.screens.paper.before_issuing import SealedChoices, Section, UntranslatedAsk
from app.ui.screens.paper.copies_editor import CopiesEditor, language_box
from app.ui.screens.paper.issued_page import IssuedPage
from app.ui.screens.paper.typed_copies import Typed
from app.ui.screens.paper.wording import kind_text, plain_lines

LEFT, RIGHT, HIGH = 592, 560, 640
SETTLE = 350
"""Milliseconds without a change before the draft is made again."""


class IssueSheet(Sheet):
    """Issues the paper of a file: of `subject`, or of whom the officer chooses."""

    issued = Signal(object)
    """The `Issued`, with the copies' bytes in memory."""

    def __init__(
        self, kit: Kit, desk: Desk, on: Platform, parent: QWidget | None, file: Id, subject: Id | None = None
    ) -> None:
        super().__init__(kit, parent, kit.words(N_("Issue a paper")), "issue_sheet", width=LEFT + RIGHT)
        self._desk, self._on, self._file, self._wanted = desk, on, file, subject
        self._subjects: Sequence[Subject] = ()
        self._draft: Draft | None = None
        self._offered: Typed | None = None
        """The form before anything was typed."""
        self._keeper: DraftKeeper | None = None
        self._drafts = Latest(kit.jobs, self)
        self._previews = Latest(kit.jobs, self)
        self._gaps = Latest(kit.jobs, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE)
        self._timer.timeout.connect(self._look_again)
        self.setMinimumHeight(HIGH)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._make_form())
        self.body.addWidget(self._pages, 1)
        cancel = self.add_cancel()
        self._issue = self.add_button(kit.words(N_("Issue the paper")), "issue_start", self._on_issue, primary=True)
        self._foot_buttons = (cancel, self._issue)
        self._issue.setEnabled(False)
        kit.jobs.read(self, partial(paper_subjects, desk, file), self._on_subjects, self._on_refused)

    @property
    def settled(self) -> bool:
        """Tell whether the draft shown is of what stands in the form."""
        return not self._timer.isActive() and self.preview.settled

    # --- putting it together

    def _make_form(self) -> QWidget:
        words = self.kit.words
        self._about = secondary("", "issue_about", wrap=True)
        self._restored = secondary("", "issue_restored", wrap=True)
        self._restored.hide()
        self.subject = QComboBox()
        self.subject.setObjectName("issue_subject")
        self.subject.setAccessibleName(words(N_("For whom")))
        self.subject.hide()
        self.language = language_box(self.kit, "issue_language")
        self.language.setAccessibleName(words(N_("Language of the document")))
        self.copies = CopiesEditor(self.kit, self._desk)
        self.sealed = SealedChoices(self.kit)
        self.gaps = UntranslatedAsk(self.kit)
        self._changes = Section(self.kit, words(N_("What changed since the last version")), "issue_changes")
        self._recalled = Section(self.kit, words(N_("To take back once this is issued")), "issue_recalled")
        inner = QWidget()
        inner.setObjectName("issue_form")
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 2 * GRID, 0)
        box.setSpacing(GRID)
        box.addWidget(self._about)
        box.addWidget(self.subject)
        box.addWidget(self._restored)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(heading(words(N_("Copies")), "issue_copies_heading"))
        line.addStretch(1)
        line.addWidget(secondary(words(N_("Language of the document")), "issue_language_label"))
        line.addWidget(self.language)
        box.addLayout(line)
        box.addWidget(self.copies)
        for one in (self.gaps, self.sealed, self._changes, self._recalled):
            box.addWidget(one)
        box.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("issue_scroll")
        scroll.setAccessibleName(words(N_("What to issue")))
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        page = QWidget()
        page.setObjectName("issue_page")
        across = QHBoxLayout(page)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(2 * GRID)
        across.addWidget(scroll, LEFT)
        across.addLayout(self._make_preview(), RIGHT)
        self.subject.currentIndexChanged.connect(self._on_subject)
        self.language.currentIndexChanged.connect(self._on_changed)
        self.copies.changed.connect(self._on_changed)
        self.sealed.changed.connect(self._on_changed)
        return page

    def _make_preview(self) -> QVBoxLayout:
        words = self.kit.words
        self.preview = Preview(self.kit, name="issue_preview")
        self._tongues = QButtonGroup(self)
        line = QHBoxLayout()
        line.setSpacing(GRID // 2)
        line.addWidget(secondary(words(N_("Draft, without number")), "issue_draft_label"))
        line.addStretch(1)
        for number, code in enumerate(LANGUAGES):
            one = button(self.kit, code.upper(), f"issue_show_{code}", lambda: None)
            one.setAccessibleName(words(N_("Show the draft in {language}"), language=code.upper()))
            one.setCheckable(True)
            one.hide()
            self._tongues.addButton(one, number)
            line.addWidget(one)
        self._tongues.idClicked.connect(lambda _id: self._show_draft())
        box = QVBoxLayout()
        box.setSpacing(GRID)
        box.addLayout(line)
        box.addWidget(self.preview, 1)
        return box

    # --- reading

    def _on_subjects(self, found: Sequence[Subject]) -> None:
        self._subjects = found
        at = next((number for number, one in enumerate(found) if one.subject == self._wanted), 0)
        self.subject.blockSignals(True)
        for one in found:
            self.subject.addItem(one.name)
        self.subject.setCurrentIndex(at)
        self.subject.blockSignals(False)
        self.subject.setVisible(len(found) > 1)
        if found:
            self._on_subject(at)
        else:
            self.say(self.kit.words(N_("There is nobody in this file yet. Add the person first.")))

    def _on_subject(self, at: int) -> None:
        self._draft = None
        self._issue.setEnabled(False)
        self.preview.clear(self.kit.words(N_("The preview is being made …")))
        self._drafts.read(partial(draft_paper, self._desk, self._subjects[at]), self._on_draft, self._on_refused)

    def _on_draft(self, draft: Draft) -> None:
        self._draft = draft
        self._restored.hide()
        words = self.kit.words
        self._about.setText(self._told(draft))
        self.say("")
        languages = [copy.language for copy in draft.copies if copy.language]
        self.language.setCurrentIndex(self.language.findData(languages[0] if languages else words.language))
        self.copies.put(draft.copies)
        self.sealed.put(draft.sealed)
        changes = draft.changes.get(words.language) or draft.changes.get("en", "")
        self._changes.say(plain_lines(changes))
        self._recalled.say(
            [
                words(
                    N_("Version {version}, copy {number}: {recipient}"), version=one.version, number=one.number,
                    recipient=one.recipient,
                )
                for one in draft.recalled
            ]
        )  # fmt: skip
        self._offered = self._typed()
        self._keep(draft.subject)
        self._look_again()

    def _keep(self, subject: Subject) -> None:
        """From now on nothing typed is lost; what an earlier attempt left comes back."""
        if self._keeper is not None:
            self._keeper.keep_now()
            self._keeper.deleteLater()
        key = f"paper/{subject.file.hex()}/{subject.subject.hex()}"
        self._keeper = DraftKeeper(self.kit, self._desk, key, self._to_keep, self)
        self._keeper.found.connect(self._on_found)
        self._keeper.begin(subject.file, None, None)

    def _typed(self) -> Typed:
        return Typed(self._language, tuple(self.copies.copies(self._language)), self.sealed.reveals())

    def _to_keep(self) -> Mapping[str, Any]:
        typed = self._typed().values()
        return {} if self._offered is not None and typed == self._offered.values() else typed

    def _on_found(self, kept: Kept | None) -> None:
        if kept is None or self._draft is None:
            return
        typed = Typed.of(kept.values)
        self.language.setCurrentIndex(self.language.findData(typed.language))
        self.copies.put(typed.copies)
        self.sealed.restore(typed.reveals)
        moment = self.kit.words.moment(kept.moment)
        self._restored.setText(self.kit.words(N_("As you left it on {moment}."), moment=moment))
        self._restored.show()

    def _told(self, draft: Draft) -> str:
        words = self.kit.words
        parts = [kind_text(words, draft.subject.kind), draft.subject.name, draft.reference]
        parts.append(words(N_("version {version}"), version=draft.version))
        if draft.former and draft.issued is not None:
            said = N_("replaces version {version} of {date}")
            parts.append(words(said, version=draft.former, date=words.date(draft.issued.date())))
        return " · ".join(part for part in parts if part)

    def _on_changed(self) -> None:
        if self._draft is not None:
            self._timer.start()
            if self._keeper is not None:
                self._keeper.touch()
        self._order_tabs()
        count = len(self.copies.copies(self._language))
        text = self.kit.words.plural("Issue {count} copy", "Issue {count} copies", count)
        self._issue.setText(text)
        self._issue.setAccessibleName(text)

    def _order_tabs(self) -> None:
        """Let Tab go down the form, then over the draft, then along the foot, whatever was added meanwhile."""
        form = [self.subject, self.language, *self.copies.controls, self.gaps.accepted, *self.sealed.controls]
        for one, other in pairwise([*form, *self._tongues.buttons(), *self.preview.controls, *self._foot_buttons]):
            QWidget.setTabOrder(one, other)

    def _look_again(self) -> None:
        """Ask for the draft and for what is not translated, as the form stands now."""
        if self._draft is None:
            return
        self._on_changed()
        self._timer.stop()
        self._issue.setEnabled(True)
        subject, copies, languages = self._draft.subject, self._named(), self._languages()
        self._gaps.read(
            partial(untranslated_on, self._desk, subject, languages, copies), self._on_gaps, self._on_refused
        )
        self._offer(languages)
        self._show_draft()

    def _show_draft(self) -> None:
        if self._draft is None:
            return
        subject, copies, language = self._draft.subject, self._named(), LANGUAGES[self._tongues.checkedId()]
        first = [copy for copy in copies if (copy.language or self._language) == language]
        ordered = [*first, *(copy for copy in copies if copy not in first)]
        make = partial(preview_paper, self._desk, subject, language, ordered)
        name = self._told(self._draft)
        self._previews.read(make, lambda made: self.preview.show_pdf(made.pdf, name), self._on_refused)

    def _offer(self, languages: Sequence[str]) -> None:
        """Offer the languages of the copies above the draft; the document's own first."""
        now = self._tongues.checkedId()
        for number, code in enumerate(LANGUAGES):
            self._tongues.button(number).setVisible(code in languages and len(languages) > 1)
        if now < 0 or LANGUAGES[now] not in languages:
            self._tongues.button(LANGUAGES.index(languages[0])).setChecked(True)

    def _on_gaps(self, gaps: Sequence[Gap]) -> None:
        self.gaps.put(gaps)

    @property
    def _language(self) -> str:
        return str(self.language.currentData())

    def _languages(self) -> list[str]:
        found = [copy.language or self._language for copy in self._named()] or [self._language]
        return list(dict.fromkeys(found))

    def _named(self) -> list[CopyFor]:
        return [copy for copy in self.copies.copies(self._language) if copy.recipient]

    # --- issuing

    def _on_issue(self) -> None:
        if self._draft is None:
            return
        refusal = self._refusal()
        if refusal is not None:
            self.say(refusal)
            return
        self.say("")
        self._issue.setEnabled(False)
        choice = Choice(reveals=self.sealed.reveals())
        make = partial(
            issue_draft, self._desk, self._draft.subject, self._language, self.copies.copies(self._language), choice,
            accept_untranslated=self.gaps.accepted.isChecked() and not self.gaps.isHidden(),
        )  # fmt: skip
        self.kit.jobs.write(self, make, self._on_issued, self._on_not_issued)

    def _refusal(self) -> UserError | str | None:
        """Return what the form itself can tell is missing, marked where it stands."""
        if not self.copies.mark_empty():
            return NoCopies()
        if not self.sealed.mark_missing():
            return RevealNeedsReason()
        if not self.gaps.isHidden() and not self.gaps.accepted.isChecked():
            self.gaps.accepted.setFocus()
            return self.kit.words.plural(
                "{count} text is not translated. Accept that below the copies, or translate it first.",
                "{count} texts are not translated. Accept that below the copies, or translate them first.",
                self.gaps.count,
            )
        return None

    def reject(self) -> None:
        """Close; what was typed and not issued is there again when it is opened next."""
        if self._keeper is not None and self._draft is not None:
            self._keeper.keep_now()
        super().reject()

    def _on_issued(self, issued: Issued) -> None:
        draft = self._draft
        if draft is None:
            return
        self._draft = None
        if self._keeper is not None:
            self._keeper.drop()
        self.preview.clear()
        self._issue.hide()
        done = IssuedPage(self.kit, self._desk, self._on, issued, second=draft.second_to_write)
        self._pages.addWidget(done)
        self._pages.setCurrentWidget(done)
        self._issue.setShortcut("")
        self._foot_buttons[0].hide()
        self.add_button(self.kit.words(N_("Close")), "issue_close", self.accept)
        done.begin()
        self.issued.emit(issued)

    def _on_not_issued(self, failure: BaseException) -> None:
        self._issue.setEnabled(True)
        self._on_refused(failure)
        if isinstance(failure, Untranslated):
            self._look_again()

    def _on_refused(self, failure: BaseException) -> None:
        if self._draft is None:
            self.preview.clear()
        self.say(failure)
