"""What is decided before a paper is issued: of whom, in which language, who gets a copy, what is shown or accepted."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.services.desk import Desk
from app.services.paper.drafting import Draft
from app.services.paper.issuing import NoCopies
from app.services.paper.sources import CopyFor, RevealNeedsReason
from app.services.paper.subjects import Subject
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, heading, secondary
from app.ui.kit.scrolling import ScrollArea
from app.ui.screens.paper.before_issuing import LackingAsk, SealedChoices, Section, UntranslatedAsk
from app.ui.screens.paper.copies_editor import CopiesEditor, language_box
from app.ui.screens.paper.haven_choices import HavenChoices
from app.ui.screens.paper.typed_copies import Typed
from app.ui.screens.paper.wording import kind_text, plain_lines

SUBJECT = 30
"""Letters of whom a paper is about that are always seen; all of them in the list."""


class LacksWhatIsNeeded(UserError):
    """Who carries the paper out would miss something, and nobody said that it may leave so."""

    sentence = N_(
        "Nothing was issued: what is missing stands below the copies. Fill it in, or tick there that it is issued"
        " without."
    )


class IssueForm(ScrollArea):
    """Holds what the officer decides; asks nothing of the store itself."""

    changed = Signal()
    """Something of what would be issued changed."""
    subject_chosen = Signal(int)

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__()
        self._kit = kit
        words = kit.words
        self._about = secondary("", "issue_about", wrap=True)
        self._restored = secondary("", "issue_restored", wrap=True)
        self._restored.hide()
        self.subject = QComboBox()
        self.subject.setObjectName("issue_subject")
        self.subject.setAccessibleName(words(N_("For whom")))
        self.subject.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.subject.setMinimumContentsLength(SUBJECT)
        self.subject.hide()
        self.language = language_box(kit, "issue_language")
        self.language.setAccessibleName(words(N_("Language of the document")))
        self.copies = CopiesEditor(kit, desk)
        self.sealed = SealedChoices(kit)
        self.havens = HavenChoices(kit, desk)
        self.gaps = UntranslatedAsk(kit)
        self.lacking = LackingAsk(kit)
        self._changes = Section(kit, words(N_("What changed since the last version")), "issue_changes")
        self._recalled = Section(kit, words(N_("To take back once this is issued")), "issue_recalled")
        self.setObjectName("issue_scroll")
        self.setAccessibleName(words(N_("What to issue")))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._laid())
        self.subject.currentIndexChanged.connect(self.subject_chosen)
        self.language.currentIndexChanged.connect(self.changed)
        self.copies.changed.connect(self.changed)
        self.sealed.changed.connect(self.changed)
        self.havens.changed.connect(self._on_havens)

    @property
    def code(self) -> str:
        """Return the language of the document."""
        return str(self.language.currentData())

    @property
    def controls(self) -> list[QWidget]:
        """Return what Tab goes through, in its order."""
        asked: list[QWidget] = [self.lacking.fill, self.lacking.number, self.lacking.accepted, self.gaps.accepted]
        asked += [*self.havens.controls, *self.sealed.controls]
        return [self.subject, self.language, *self.copies.controls, *asked]

    @property
    def accepted(self) -> bool:
        """Tell whether untranslated texts are shown and accepted."""
        return not self.gaps.isHidden() and self.gaps.accepted.isChecked()

    def offer(self, subjects: Sequence[Subject], at: int) -> None:
        """Offer of whom the paper can be; one alone is not asked about. The keyboard begins at the first question.

        Where it begins is said here: left to the window, it would depend on whether it opened before this was known.
        """
        self.subject.blockSignals(True)
        kinds = {one.kind for one in subjects}
        for one in subjects:
            kind = kind_text(self._kit.words, one.kind)
            self.subject.addItem(f"{kind} · {one.name}" if len(kinds) > 1 else one.name)
        self.subject.setCurrentIndex(at)
        self.subject.blockSignals(False)
        self.subject.setVisible(len(subjects) > 1)
        (self.subject if len(subjects) > 1 else self.language).setFocus()

    def show_draft(self, draft: Draft) -> None:
        """Show what is known of a paper, and who had it last."""
        words = self._kit.words
        self._restored.hide()
        self._about.setText(about(self._kit, draft))
        languages = [copy.language for copy in draft.copies if copy.language]
        self.language.setCurrentIndex(self.language.findData(languages[0] if languages else words.language))
        self.copies.put(draft.copies)
        self.sealed.put(draft.sealed)
        self.havens.put(draft.havens, draft.chosen)
        self.sealed.put_chosen(self.havens.sealed)
        self._changes.say(plain_lines(draft.changes.get(words.language) or draft.changes.get("en", "")))
        said = N_("Version {version}, copy {number}: {recipient}")
        self._recalled.say(
            [
                words(said, version=one.version, number=one.number, recipient=one.recipient)
                for one in draft.recalled
            ]
        )  # fmt: skip

    def typed(self) -> Typed:
        """Return the form as it stands."""
        return Typed(self.code, tuple(self.copies.copies(self.code)), self.sealed.reveals(), self.havens.chosen())

    def restore(self, typed: Typed, said: str) -> None:
        """Show what was typed before; `said` tells since when it waits."""
        self.language.setCurrentIndex(self.language.findData(typed.language))
        self.copies.put(typed.copies)
        self.havens.restore(typed.havens)
        self.sealed.put_chosen(self.havens.sealed)
        self.sealed.restore(typed.reveals)
        self._restored.setText(said)
        self._restored.show()

    def named(self) -> list[CopyFor]:
        """Return the copies that have a recipient."""
        return [copy for copy in self.copies.copies(self.code) if copy.recipient]

    def languages(self) -> list[str]:
        """Return the languages of the copies, each once; without any copy the document's."""
        found = [copy.language or self.code for copy in self.named()] or [self.code]
        return list(dict.fromkeys(found))

    def refusal(self) -> UserError | str | None:
        """Return what is missing, marked where it stands."""
        if not self.copies.mark_empty():
            return NoCopies()
        if not self.sealed.mark_missing():
            return RevealNeedsReason()
        if self.lacking.asks:
            self.lacking.accepted.setFocus()
            return LacksWhatIsNeeded()
        if not self.gaps.isHidden() and not self.gaps.accepted.isChecked():
            self.gaps.accepted.setFocus()
            return self._kit.words.plural(
                "{count} text is not translated. Accept that below the copies, or translate it first.",
                "{count} texts are not translated. Accept that below the copies, or translate them first.",
                self.gaps.count,
            )
        return None

    def _on_havens(self) -> None:
        self.sealed.put_chosen(self.havens.sealed)
        self.changed.emit()

    def _laid(self) -> QWidget:
        words = self._kit.words
        inner = QWidget()
        inner.setObjectName("issue_form")
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 2 * GRID, 0)
        box.setSpacing(GRID)
        for one in (self._about, self.subject, self._restored):
            box.addWidget(one)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(heading(words(N_("Copies")), "issue_copies_heading"))
        line.addStretch(1)
        line.addWidget(secondary(words(N_("Language of the document")), "issue_language_label"))
        line.addWidget(self.language)
        box.addLayout(line)
        for section in (self.copies, self.lacking, self.gaps, self.havens, self.sealed, self._changes, self._recalled):
            box.addWidget(section)
        box.addStretch(1)
        return inner


def about(kit: Kit, draft: Draft) -> str:
    """Return what a draft is, on one line: kind, of whom, file, version, what it replaces."""
    words = kit.words
    parts = [kind_text(words, draft.subject.kind), draft.subject.name, draft.reference]
    parts.append(words(N_("version {version}"), version=draft.version))
    if draft.former and draft.issued is not None:
        said = N_("replaces version {version} of {date}")
        parts.append(words(said, version=draft.former, date=words.date(draft.issued)))
    return " · ".join(part for part in parts if part)
