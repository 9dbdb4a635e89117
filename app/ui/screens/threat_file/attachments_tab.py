"""Attachments of a file and of all that is in it: what they are, to what they belong, whether their content is here."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action
from app.models.kinds.label import Label
from app.models.kinds.measures import ExecutionReport
from app.models.kinds.paper import Attachment
from app.models.kinds.schema import SCHEMA
from app.services.cases.attachments import Attached
from app.services.cases.file_sheets import FileSheet
from app.services.cases.labels import record_originator_consent
from app.services.cases.rulings import Ruling
from app.ui.files.list_page import ListPage
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit
from app.ui.kit.parts import Tone, button, row
from app.ui.screens.threat_file.not_yet import hold
from app.ui.screens.threat_file.offered import names_of, subjects_of
from app.ui.tables.rows import Cell, Column, Line

if TYPE_CHECKING:
    from app.services.desk import Desk


class AttachmentsTab(ListPage):
    """A file can be dropped anywhere on the tab. Enter shows the chosen one."""

    added = Signal(object)
    """Something should be attached; the path that was dropped, or None."""
    consent_wanted = Signal(bytes)
    """The originator of this attachment was asked."""

    def __init__(self, kit: Kit) -> None:
        words = kit.words
        columns = (
            Column(words(N_("File name")), 4, 200), Column(words(N_("Attached to")), 3, 160),
            Column(words(N_("Marking")), 2, 120), Column(words(N_("Size")), 1, 80),
            Column(words(N_("State")), 2, 130),
        )  # fmt: skip
        empty = (
            words(N_("No attachments yet")),
            words(N_("Letters, photos, scans of decisions: drop a file here, or choose one.")),
        )
        text = words(N_("Attachments"))
        super().__init__(kit, "attachments_tab", text, columns, empty, beside=True, filtered=True)
        self.setAcceptDrops(True)
        self._show = button(kit, words(N_("Show")), "show_attachment", self._on_show, icon="eye")
        self._add = button(
            kit, words(N_("Attach a file")), "add_attachment", lambda: self.added.emit(None), icon="paperclip"
        )
        for made in (self._show, self._add):
            self.add_button(made)
        self._consent = button(
            kit, words(N_("Record the originator's consent")), "originator_consent", self._on_consent, icon="check"
        )
        if self.side is not None:
            self.side.addLayout(row(self._consent, None))
        self._sheet: FileSheet | None = None
        self.chosen.connect(self._on_chosen)

    def show_sheet(self, sheet: FileSheet) -> None:
        """Show the attachments of this file, the newest first."""
        self._sheet = sheet
        self._add.setVisible(Action.ATTACH in sheet.may)
        hold(self.kit.words, sheet, self._add)
        self._about = {option.value: option.text for option in subjects_of(self.kit, sheet)}
        self.put([self._line(one) for one in sheet.attachments])
        self._on_chosen(self.rows.key)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        if self._add.isVisibleTo(self) and self._add.isEnabled() and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.added.emit(paths[0])
        event.acceptProposedAction()

    @property
    def lines(self) -> Sequence[Attached]:
        """Return all attachments, in their order."""
        return self._sheet.attachments if self._sheet is not None else ()

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
        return Line(one.id, (name, Cell(about), Cell(words.enum(one.marking)), Cell(size), state))

    def _found(self, key: Any) -> Attached | None:
        lines = self._sheet.attachments if self._sheet is not None else ()
        return next((one for one in lines if one.id == key), None)

    def _on_show(self) -> None:
        if self._found(self.rows.key) is not None:
            self.opened.emit(self.rows.key)

    def _on_consent(self) -> None:
        if self._found(self.rows.key) is not None:
            self.consent_wanted.emit(self.rows.key)

    def _on_chosen(self, key: Any) -> None:
        found = self._found(key)
        self._show.setVisible(found is not None and found.received)
        self._consent.setVisible(found is not None and found.may_consent)
        if found is None or self._sheet is None:
            self.show_detail("", "", [])
            return
        words, spec, record, names = self.kit.words, SCHEMA.by_record[Attachment], found.record, self._sheet.names
        facts = [(words(N_("Attached to")), self._about.get(record.subject or b"", ""))]
        if record.taken is not None:
            facts.append((words(spec.fields["taken"].meta.label), words.moment(record.taken)))
        if record.originator is not None:
            facts.append((words(spec.fields["originator"].meta.label), names.get(record.originator, "")))
            agreed = names_of([names.get(one, "") for one in sorted(found.consented)]) or words(N_("nobody yet"))
            facts.append((words(SCHEMA.by_record[Label].fields["consented"].meta.label), agreed))
        if record.content is not None:
            facts.append((words(spec.fields["content"].meta.label), record.content.hex()[:16]))
        self.show_detail(found.name, record.description or "", facts)


def originator_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet, of: Id) -> ActSheet:
    """Return the sheet in which it is recorded that an originator agrees to one more receiver, who said so and how.

    `of` is an attachment, or the threat part, whose reports and analyses go together.
    """
    words = kit.words
    stream = next((one.stream for one in sheet.attachments if one.id == of), of)
    asked = ("organisation", "by_whom", "remarks")
    form = Form(
        kit, desk, form_spec(ExecutionReport, asked, required=asked[:2], rest=False), None,
        f"originator:{of.hex()}", about=of,
    )  # fmt: skip

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        how = ": ".join(part for part in (values["by_whom"], values["remarks"]) if part)
        return lambda: record_originator_consent(desk, stream, values["organisation"], how)

    text = words(N_("Record the originator's consent"))
    hint = words(N_("Which organisation may now receive it, who agreed for the originator, and how it was said."))
    return ActSheet(
        kit, parent, text, "record_originator", act, form=form, hint=hint, button=words(N_("Record consent"))
    )
