"""The sheet in which a file is attached: how far it is while it is read in, and a way to stop that leaves nothing."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QProgressBar, QWidget

from app.core.errors import Cancelled
from app.core.i18n import N_
from app.core.progress import Cancel, Progress
from app.models.kinds.paper import Attachment
from app.services.cases.attaching import NewAttachment
from app.services.cases.attachments import attach_bytes, attach_file
from app.services.cases.file_sheets import FileSheet
from app.services.cases.rulings import Ruling
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.specs import form_spec
from app.ui.kit.jobs import Job
from app.ui.kit.kit import Kit
from app.ui.kit.picking import FilePick
from app.ui.screens.threat_file.offered import subjects_of

if TYPE_CHECKING:
    from app.services.desk import Desk

Long = Callable[[Progress, Cancel], Any]


class AttachSheet(ActSheet):
    """Long work of its own thread, which Cancel stops; small files are kept before the bar is seen."""

    def __init__(self, kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet, path: Path | None) -> None:
        self._desk, self._file = desk, sheet.overview.file
        words = kit.words
        self._pick = FilePick(kit, words(N_("Attach a file")))
        if path is not None:
            self._pick.take(path)
        self._long: Long | None = None
        self._job: Job | None = None
        spec = form_spec(Attachment, ("subject", "description", "originator", "marking", "taken"), rest=False)
        first = Attachment(subject=self._file, marking=sheet.overview.marking)
        offers = {"subject": subjects_of(kit, sheet)}
        form = Form(kit, desk, spec, first, f"attach:{self._file.hex()}", about=self._file, offers=offers)
        kept = words(
            N_("It is kept inside the encrypted store; the file itself may then be removed from disk or stick.")
        )
        hint = f"{kept} {words(N_('What is attached stays; only two officers together can erase it.'))}"
        text = words(N_("Attach a file"))
        super().__init__(
            kit, parent, text, "attach_file", self._prepare, form=form, above=self._pick, hint=hint,
            button=words(N_("Attach")),
        )  # fmt: skip
        self._bar = QProgressBar()
        self._bar.setObjectName("attach_progress")
        self._bar.setAccessibleName(words(N_("Being read in")))
        self._bar.hide()
        self.body.addWidget(self._bar)

    def start(self, work: Callable[[], Any]) -> None:
        """Read a file in as long work, what was pasted at once."""
        if self._long is None:
            super().start(work)
            return
        self._bar.setRange(0, 0)
        self._bar.show()
        title = self.kit.words(N_("Attach a file"))
        self._job = self.kit.jobs.run(self, title, self._long, self.on_done, self.on_failed, writes=True)
        self._job.progressed.connect(self._on_progressed)

    def reject(self) -> None:
        """Stop what is under way; the sheet stays with what was typed, and closes when asked again."""
        if self._job is not None:
            self._job.stop()
        else:
            super().reject()

    def on_done(self, answer: object) -> None:
        """It is kept."""
        self._job = None
        super().on_done(answer)

    def on_failed(self, failure: BaseException) -> None:
        """It is not kept; who stopped it himself is told that nothing was attached."""
        self._job = None
        self._bar.hide()
        super().on_failed(failure)
        if isinstance(failure, Cancelled):
            self.say(self.kit.words(N_("Stopped. Nothing was attached; what you typed is still there.")))

    def _prepare(self, values: Mapping[str, Any], _ruling: Ruling | None) -> Callable[[], Any]:
        pick, desk = self._pick, self._desk
        pick.require()
        subject = values["subject"] or self._file
        new = NewAttachment(pick.name, values["description"], values["taken"], values["marking"], values["originator"])
        self._long = None
        if pick.path is not None:
            chosen = pick.path
            self._long = lambda progress, cancel: attach_file(desk, subject, chosen, new, progress, cancel)
            return lambda: attach_file(desk, subject, chosen, new)
        data = pick.data or b""
        return lambda: attach_bytes(desk, subject, data, new)

    def _on_progressed(self, done: int, total: int) -> None:
        self._bar.setRange(0, max(total // 1024, 1))
        self._bar.setValue(done // 1024)


def attach_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet, path: Path | None = None) -> ActSheet:
    """Return the sheet in which a file is attached."""
    return AttachSheet(kit, desk, parent, sheet, path)
