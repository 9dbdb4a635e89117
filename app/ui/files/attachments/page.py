"""Attachments of a file, a visit or a person: what they are, to what they belong, whether their content is here."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence

from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.label import Label
from app.models.kinds.paper import Attachment
from app.models.kinds.schema import SCHEMA
from app.services.cases.attachments import Attached
from app.ui.files.list_page import ListPage
from app.ui.files.wording import received_text
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import Tone, row
from app.ui.kit.picking import brings_a_file, brought_by
from app.ui.tables.rows import Cell, Column, Line


class AttachmentsPage(ListPage):
    """Files can be dropped anywhere on the page, or pasted. Enter shows the chosen one."""

    added = Signal(object)
    """Something should be attached: what was dropped or pasted, empty where nothing was yet."""
    consent_wanted = Signal(bytes)
    """The originator of this attachment was asked."""
    withdrawal_wanted = Signal()
    """The originator of something agrees no more."""

    def __init__(self, kit: Kit) -> None:
        words = kit.words
        columns = (
            Column(words(N_("File name")), 4, 200), Column(words(N_("Attached to")), 3, 160),
            Column(words(N_("Marking")), 2, 120), Column(words(N_("Size")), 1, 80),
            Column(words(N_("State")), 2, 130),
        )  # fmt: skip
        empty = (
            words(N_("No attachments yet")),
            words(N_("Letters, photos, scans of decisions: drop files here, paste one, or choose some.")),
        )
        text = words(N_("Attachments"))
        super().__init__(kit, "attachments_tab", text, columns, empty, beside=True, filtered=True)
        self.setAcceptDrops(True)
        self._show = button(kit, words(N_("Show")), "show_attachment", self._on_show, icon="eye")
        self._add = button(
            kit, words(N_("Attach a file")), "add_attachment", lambda: self.added.emit(()), icon="paperclip"
        )
        for made in (self._show, self._add):
            self.add_button(made)
        self._consent = button(
            kit, words(N_("Record the originator's consent")), "originator_consent", self._on_consent, icon="check"
        )
        text = words(N_("Withdraw an originator's consent…"))
        self._withdraw = button(kit, text, "originator_withdrawn", self.withdrawal_wanted.emit)
        if self.side is not None:
            self.side.addLayout(row(self._consent, None))
            self.side.addLayout(row(self._withdraw, None))
        self._lines: Sequence[Attached] = ()
        self._about: Mapping[Id, str] = {}
        self._names: Mapping[Id, str] = {}
        self._consents = True
        self.chosen.connect(self._on_chosen)

    def show_lines(
        self,
        lines: Sequence[Attached],
        about: Mapping[Id, str],
        names: Mapping[Id, str],
        *,
        adds: bool,
        why: str = "",
        consents: bool = True,
    ) -> None:
        """Show attachments in their order; `about` says to what each is attached, `why` why nothing is added now."""
        self._lines, self._about, self._names, self._consents = lines, about, names, consents
        self._add.setVisible(adds)
        self._add.wait_for(why)
        self.put([self._line(one) for one in lines])
        self._on_chosen(self.rows.key)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        if self._adds and brings_a_file(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        self._take(event.mimeData())
        event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Paste what was copied elsewhere by the usual key."""
        mime = QGuiApplication.clipboard().mimeData()
        if event.matches(QKeySequence.StandardKey.Paste) and self._adds and mime is not None and brings_a_file(mime):
            self._take(mime)
        else:
            super().keyPressEvent(event)

    @property
    def _adds(self) -> bool:
        return self._add.isVisibleTo(self) and self._add.isEnabled()

    def _take(self, mime: QMimeData) -> None:
        brought = brought_by(mime)
        if brought is not None:
            self.added.emit(brought)

    @property
    def lines(self) -> Sequence[Attached]:
        """Return all attachments, in their order."""
        return self._lines

    def chosen_line(self) -> Attached | None:
        """Return the chosen attachment."""
        return self._found(self.rows.key)

    def _line(self, one: Attached) -> Line:
        words, record = self.kit.words, one.record
        state = Cell(words(N_("complete")))
        if not one.received:
            state = Cell(words(N_("not yet received")), "", Tone.AMBER)
        about = self._about.get(record.subject or b"", words(N_("not shown here")))
        size = words.size(record.size) if record.size is not None else ""
        name = Cell(one.name, record.description or "", strong=True)
        marking = Cell(words.enum(one.marking), received_text(words, one.received_as), by=one.marking)
        return Line(one.id, (name, Cell(about), marking, Cell(size, by=record.size), state))

    def _found(self, key: Any) -> Attached | None:
        return next((one for one in self._lines if one.id == key), None)

    def _on_show(self) -> None:
        if self._found(self.rows.key) is not None:
            self.opened.emit(self.rows.key)

    def _on_consent(self) -> None:
        if self._found(self.rows.key) is not None:
            self.consent_wanted.emit(self.rows.key)

    def _on_chosen(self, key: Any) -> None:
        found = self._found(key)
        self._show.setVisible(found is not None and found.received)
        consents = found is not None and found.may_consent and self._consents
        self._consent.setVisible(consents)
        self._withdraw.setVisible(consents and found is not None and bool(found.consented))
        if found is None:
            self.show_detail("", "", [])
            return
        words, spec, record, names = self.kit.words, SCHEMA.by_record[Attachment], found.record, self._names
        facts = [(words(N_("Attached to")), self._about.get(record.subject or b"", ""))]
        if record.taken is not None:
            facts.append((words(spec.fields["taken"].meta.label), words.moment(record.taken)))
        if record.originator is not None:
            facts.append((words(spec.fields["originator"].meta.label), names.get(record.originator, "")))
            agreed = ", ".join(names[one] for one in sorted(found.consented) if names.get(one))
            agreed = agreed or words(N_("nobody yet"))
            facts.append((words(SCHEMA.by_record[Label].fields["consented"].meta.label), agreed))
        if record.content is not None:
            facts.append((words(spec.fields["content"].meta.label), record.content.hex()[:16]))
        self.show_detail(found.name, record.description or "", facts)
