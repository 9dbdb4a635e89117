"""Who holds which copy of a file's papers, which of them must come back and why; each step of their life a button."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import CopyState, DocumentState
from app.services.desk import Desk
from app.services.naming import names_of
from app.services.paper.copies import HeldCopy, Recall, copy_register, recall_document, recall_list
from app.services.paper.issuing import IssuedCopy
from app.services.paper.papers import reprint
from app.services.paper.protocols import DISPATCHER
from app.services.paper.recall_sheets import recalls_due
from app.services.paper.registry import RegistryList, registry_paper
from app.ui.files.more_menu import open_menu
from app.ui.kit.action import Action
from app.ui.kit.buttons import Button, button
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, Empty, Tone, filter_line, row, secondary
from app.ui.kit.printing import Paper
from app.ui.kit.printing_sheet import PrintSheet
from app.ui.kit.words import DASH
from app.ui.screens.paper.disclosures_sheet import DisclosuresSheet
from app.ui.screens.paper.made_sheet import MadeSheet
from app.ui.screens.paper.reason_sheet import ReasonSheet
from app.ui.screens.paper.return_code_sheet import ReturnCodeSheet
from app.ui.screens.paper.step_sheet import STEPS, Step, StepSheet
from app.ui.tables.narrowing import MANY, narrowed
from app.ui.tables.rows import Cell, Column, Line, Rows, carded

LISTS: Mapping[RegistryList, str] = {
    RegistryList.REGISTER: N_("Copy register"),
    RegistryList.RECALL: N_("Recall list"),
    RegistryList.DESTRUCTION: N_("Destruction record"),
}
COLUMNS = (
    (N_("Paper"), 0, 165), (N_("About"), 6, 200), (N_("Copy no."), 0, 60), (N_("Recipient"), 3, 170),
    (N_("Language"), 0, 64), (N_("State"), 1, 150), (N_("By whom"), 1, 90), (N_("To take back"), 1, 120),
)  # fmt: skip
"""Head, share of the room that is left, smallest width."""


@dataclass(frozen=True, slots=True)
class Register:
    """What the panel shows: all copies, those to take back, and what the papers are about by its id."""

    copies: Sequence[HeldCopy] = ()
    recalls: Sequence[Recall] = ()
    names: Mapping[Id, str] = field(default_factory=dict, repr=False)
    due: Sequence[Id] = ()
    """Dispatcher sheets that ended and that a centre still holds: their recall sheets are to be issued."""


def read_register(desk: Desk, file: Id, language: str) -> Register:
    """Return what the panel shows; each of the services asks `may` itself."""
    copies = copy_register(desk, file)
    names = names_of(desk, {one.subject for one in copies if one.subject is not None}, language)
    return Register(copies, recall_list(desk, file), names, recalls_due(desk, file))


class CopiesPanel(QWidget):
    """Reads when it is shown, and again when something was written.

    `issue` opens the dialog that issues a paper of the file about a subject, `binders` those of the centres.
    """

    def __init__(
        self, kit: Kit, desk: Desk, file: Id, parent: QWidget | None = None, *,
        issue: Callable[[QWidget, Id, Id | None], None] | None = None,
        binders: Callable[[QWidget], None] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.kit, self._desk, self._file = kit, desk, file
        self._issue, self._binders = issue, binders
        self._latest = Latest(kit.jobs, self)
        self._register = Register()
        self._stale = True
        self.setObjectName("copies_panel")
        words = kit.words
        self.only = QCheckBox(words(N_("Only what must come back")))
        self.only.setObjectName("copies_only_back")
        self.only.toggled.connect(self._show)
        self.filter = filter_line(kit, "copies_filter")
        self.filter.textChanged.connect(self._show)
        self.filter.hide()
        self._count = secondary("", "copies_count")
        columns = [Column(words(head), share, least) for head, share, least in COLUMNS]
        self.list = Rows(kit, "copies_list", words(N_("Copies of this file's papers")), columns)
        self.list.chosen.connect(self._on_chosen)
        self._steps: list[tuple[Step, Button]] = []
        self._stack = QStackedWidget()
        self._stack.addWidget(carded(self.list))
        nothing = words(N_("No paper was issued from this file yet"))
        hint = words(N_("What you issue appears here, copy by copy, until each is back or destroyed."))
        empty = Card("copies_empty_card", margin=4)
        empty.box.addWidget(Empty(nothing, hint, "copies_empty"))
        self._stack.addWidget(empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        self.back = button(
            kit, words(N_("Record a return form…")), "copies_return_form", self._on_return_form, icon="clipboard-list"
        )
        box.addLayout(row(self._count, self.filter, None, self.only, self.back))
        box.addWidget(self._stack, 1)
        box.addLayout(self._make_buttons())
        kit.jobs.changed.connect(self._on_changed)
        self._on_chosen()

    def load(self) -> None:
        """Begin to read."""
        self._stale = False
        self._latest.read(partial(read_register, self._desk, self._file, self.kit.words.language), self._on_read)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        if self._stale:
            self.load()

    def _make_buttons(self) -> QHBoxLayout:
        words = self.kit.words
        line = QHBoxLayout()
        line.setSpacing(GRID)
        for step in STEPS:
            one = button(self.kit, words(step.text), f"copies_{step.name}", partial(self._on_step, step))
            self._steps.append((step, one))
            line.addWidget(one)
        line.addStretch(1)
        self._recall = button(self.kit, words(N_("Recall this version…")), "copies_recall", self._on_recall)
        self._again = button(self.kit, words(N_("Print again…")), "copies_reprint", self._on_again, icon="printer")
        line.addWidget(self._recall)
        line.addWidget(self._again)
        self._lists = button(self.kit, words(N_("Lists")), "copies_lists", self._on_lists, icon="list")
        line.addWidget(self._lists)
        return line

    def _on_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self.load()

    def _on_read(self, register: Register) -> None:
        self._register = register
        self._show()

    def _show(self) -> None:
        words = self.kit.words
        back = {one.copy.copy: one for one in self._register.recalls}
        if not back and self.only.isChecked():
            self.only.setChecked(False)  # all is back: shows the others, and comes here again
            return
        shown = [one for one in self._register.copies if not self.only.isChecked() or one.copy in back]
        chosen = self.list.keys
        lines = [Line(one.copy, self._row(one, back.get(one.copy))) for one in shown]
        self.filter.setVisible(len(self._register.copies) >= MANY or bool(self.filter.text()))
        self.list.put(narrowed(lines, self.filter.text()))
        self.list.choose_all(chosen)
        self._stack.setCurrentIndex(0 if self._register.copies else 1)
        count = words.plural("{count} copy", "{count} copies", len(self._register.copies))
        if back:
            count += " · " + words.plural("{count} to take back", "{count} to take back", len(back))
        self._count.setText(count if self._register.copies else "")
        self.only.setEnabled(bool(back))
        self._lists.setEnabled(bool(self._register.copies))
        self._on_chosen()

    def _row(self, one: HeldCopy, recall: Recall | None) -> tuple[Cell, ...]:
        words = self.kit.words
        paper = words(N_("{registration} v{version}"), registration=one.registration, version=one.version)
        state = words.enum(one.state) if one.state else DASH
        since = f" · {words.short_date(one.since)}" if one.since else ""
        people = ", ".join(part for part in (one.by_whom, one.before_whom) if part) or DASH
        texts = (
            self._register.names.get(one.subject or b"", DASH), str(one.number), one.recipient, one.language.upper(),
            f"{state}{since}", people,
        )  # fmt: skip
        why = Cell(words.enum(recall.why), tone=Tone.RED) if recall else Cell(DASH)
        return (Cell(paper, strong=True), *(Cell(text) for text in texts), why)

    def _chosen(self) -> list[HeldCopy]:
        keys = set(self.list.keys)
        return [one for one in self._register.copies if one.copy in keys]

    def _on_chosen(self, _key: object = None) -> None:
        chosen = self._chosen()
        for step, one in self._steps:
            one.setEnabled(step.fits(chosen))
        versions = {one.document for one in chosen}
        states = {one.document_state for one in chosen}
        self._recall.setEnabled(len(versions) == 1 and not states & {DocumentState.RECALLED, DocumentState.DRAFT})
        self._again.setEnabled(len(chosen) == 1)

    def _on_step(self, step: Step) -> None:
        StepSheet(self.kit, self._desk, self.window(), step, self._chosen()).open()

    def _on_return_form(self) -> None:
        ReturnCodeSheet(self.kit, self._desk, self.window()).open()

    def _on_lists(self) -> None:
        words = self.kit.words
        copies, back = self._register.copies, self._register.recalls
        offered = [(RegistryList.REGISTER, words(N_("Copy register…")))]
        if back:
            offered.append((RegistryList.RECALL, words(N_("Recall list…"))))
        if any(one.state is CopyState.DESTROYED for one in copies):
            offered.append((RegistryList.DESTRUCTION, words(N_("Destruction record…"))))
        acts = [Action(f"list.{one}", text, partial(self.list_paper, one)) for one, text in offered]
        acts.append(Action("list.disclosures", words(N_("Reasons and reprints…")), self.tell_disclosures))
        open_menu(self.kit, self._lists, [*acts, *self._of_sheets()])

    def tell_disclosures(self) -> None:
        """Show what was disclosed on purpose, and why."""
        DisclosuresSheet(self.kit, self._desk, self, self._file).open()

    def _of_sheets(self) -> list[Action]:
        """Return what can be done about dispatcher sheets: recall those that ended, bring binders up to date."""
        words, found = self.kit.words, []
        if self._issue is not None:
            known = {one.document: one for one in self._register.copies}
            for number, uid in enumerate(one for one in self._register.due if one in known):
                named = {"registration": known[uid].registration, "version": known[uid].version}
                text = words(N_("Recall sheets of {registration} v{version}…"), **named)
                found.append(Action(f"list.recall_sheet_{number}", text, partial(self._issue, self, self._file, uid)))
        if self._binders is not None and any(one.kind == DISPATCHER for one in self._register.copies):
            text = words(N_("Binders of the emergency centres…"))
            found.append(Action("list.binders", text, partial(self._binders, self)))
        return found

    def list_paper(self, which: RegistryList) -> None:
        """Open one of the registry's lists of these copies."""
        words = self.kit.words
        hint = words(N_("It says how things stand now. That it was drawn up is logged; it is in no register itself."))
        make = partial(registry_paper, self._desk, self._file, which)
        MadeSheet(self.kit, self.window(), words(LISTS[which]), f"list_{which.value}", make, hint).open()

    def _on_recall(self) -> None:
        words, one = self.kit.words, self._chosen()[0]
        texts = (
            words(N_("Recall {registration}, version {version}"), registration=one.registration, version=one.version),
            words(N_("Every copy of this version must then come back. This cannot be undone.")),
            words(N_("Recall")),
        )
        act = partial(recall_document, self._desk, one.document)
        self._ask_why(texts, f"recall:{one.document.hex()}", one.document, act, partial(self._on_recalled, one))

    def _ask_why(
        self, texts: tuple[str, str, str], key: str, about: Id, act: Callable[[str], Any], then: Callable[[Any], object]
    ) -> None:  # fmt: skip
        ReasonSheet(self.kit, self._desk, self.window(), texts, key, about, act, then).open()

    def _on_recalled(self, one: HeldCopy, _out: object) -> None:
        """Go on to the recall sheets where a centre holds what was recalled."""
        if self._issue is None or one.kind != DISPATCHER:
            return
        issue = partial(self._issue, self, self._file, one.document)
        self.kit.jobs.read(
            self, partial(recalls_due, self._desk, self._file), lambda due: issue() if one.document in due else None
        )

    def _on_again(self) -> None:
        words, one = self.kit.words, self._chosen()[0]
        said = N_("Print copy {number} of {registration} again")
        texts = (
            words(said, number=one.number, registration=one.registration),
            words(N_("The same bytes as then, or nothing. That it is printed again, and why, is recorded.")),
            words(N_("Print again")),
        )
        act = partial(reprint, self._desk, one.document, one.number)
        self._ask_why(texts, f"reprint:{one.copy.hex()}", one.copy, act, partial(self._on_reprinted, one))

    def _on_reprinted(self, one: HeldCopy, made: IssuedCopy) -> None:
        name = self.kit.words(N_("Copy {number}"), number=made.number)
        paper = Paper(f"{name} · {made.recipient}", made.pdf)
        PrintSheet(self.kit, self.window(), [paper], one.registration).open()
