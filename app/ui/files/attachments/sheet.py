"""The attachments of a visit or a person: looked at, added, and let out as files as those of a threat file are."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.services.cases.attached_sheets import AttachedSheet, attached_sheet
from app.services.cases.attachments import Attached
from app.services.station.stations import Platform
from app.ui.files.attachments.attach_sheet import AttachSheet, Brought, Target
from app.ui.files.attachments.letting_out import leaving_sheet
from app.ui.files.attachments.page import AttachmentsPage
from app.ui.files.attachments.view import open_among
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.sheet import Sheet

if TYPE_CHECKING:
    from app.services.desk import Desk

WIDTH, HEIGHT = 1040, 420


class AttachmentsSheet(Sheet):
    """Reads when it is opened and after every change. Lets out as files where `on`, at which a second officer proves
    himself, is there. With `goes_on`, what was typed of a new one and left is opened above the list."""

    def __init__(
        self, kit: Kit, desk: "Desk", parent: QWidget, root: Id, name: str, on: Platform | None = None, *,
        goes_on: bool = False,
    ) -> None:  # fmt: skip
        text = kit.words(N_("Attachments"))
        super().__init__(kit, parent, text, "attachments_of", name, WIDTH)
        self._desk, self._root, self._on = desk, root, on
        self._goes_on = goes_on
        self._sheet: AttachedSheet | None = None
        self._latest = Latest(kit.jobs, self)
        self.page = AttachmentsPage(kit)
        self.page.setMinimumHeight(min(HEIGHT, max(self.room().height() - 220, 0)))
        self.page.added.connect(self._on_add)
        self.page.opened.connect(self._on_open)
        self.body.addWidget(self.page, 1)
        self.add_button(kit.words(N_("Close")), "attachments_of_close", self.reject)
        kit.jobs.changed.connect(self._read)
        self._read()

    def _read(self) -> None:
        desk, root, language = self._desk, self._root, self.kit.words.language
        self._latest.read(lambda: attached_sheet(desk, root, language), self._on_read, self.say)

    def _on_read(self, sheet: AttachedSheet) -> None:
        self._sheet = sheet
        why = self.kit.door.say(sheet.why_not) if sheet.why_not is not None else ""
        self.page.show_lines(sheet.lines, sheet.names, sheet.names, adds=sheet.may_attach, why=why, consents=False)
        goes_on, self._goes_on = self._goes_on, False
        if goes_on and sheet.may_attach and not why:
            self._on_add(())
        elif goes_on and why:
            self.say(why)

    def _on_add(self, brought: Brought) -> None:
        if self._sheet is not None:
            AttachSheet(self.kit, self._desk, self, Target(self._root, self._sheet.marking), brought).open()

    def _on_open(self, key: object) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        chosen = next((one for one in sheet.lines if one.received and one.id == key), None)
        if chosen is not None:
            out = self._on_let_out if self._on is not None and sheet.may_let_out else None
            open_among(self.kit, self._desk, self, chosen, sheet.lines, out)

    def _on_let_out(self, one: Attached) -> None:
        if self._on is not None:
            leaving_sheet(self.kit, self._desk, self._on, self, one).open()
