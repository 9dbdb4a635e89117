"""The sheet in which files are attached: how far it is while they are read in, and a way to stop.

Of a file that is stopped or refused nothing is kept. Several are taken one after the other, with the same words; one
that is refused says why and stays chosen, the others go on.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QProgressBar, QWidget

from app.core.errors import Cancelled
from app.core.i18n import N_
from app.core.ids import Id
from app.core.progress import Cancel, Progress
from app.models.enums import Marking
from app.models.kinds.label import Label
from app.models.kinds.paper import Attachment
from app.models.names.file_names import harmless
from app.services.cases.attaching import NewAttachment
from app.services.cases.attachments import Several, attach_bytes, attach_file, attach_several
from app.services.cases.rulings import Ruling
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.options import Option
from app.ui.forms.specs import form_spec
from app.ui.kit.jobs import Job
from app.ui.kit.kit import Kit
from app.ui.kit.picking import FilePick

if TYPE_CHECKING:
    from app.services.desk import Desk

Long = Callable[[Progress, Cancel], Any]
Brought = Sequence[Path] | QImage
"""What was dropped or pasted where the sheet was opened from."""


@dataclass(frozen=True, slots=True, repr=False)
class Target:
    """What is attached to: a root, with all in it that can be chosen instead."""

    root: Id
    marking: Marking | None
    subjects: Sequence[Option] = field(default=())


class AttachSheet(ActSheet):
    """Long work of its own thread, which Cancel stops; small files are kept before the bar is seen."""

    def __init__(self, kit: Kit, desk: "Desk", parent: QWidget, target: Target, brought: Brought = ()) -> None:
        self._desk, self._root = desk, target.root
        words = kit.words
        several = words(N_("No file chosen yet; several can also be dropped here, or one pasted by Ctrl+V."))
        self._pick = FilePick(kit, words(N_("Attach a file")), many=True, invites=several)
        if isinstance(brought, QImage):
            self._pick.take_picture(brought)
        elif brought:
            self._pick.take(*brought)
        self._long: Long | None = None
        self._job: Job | None = None
        asked = ("subject",) if target.subjects else ()
        spec = form_spec(
            Attachment, (*asked, "description", "originator", "marking", "received_as", "taken"), rest=False,
            also={"received_as": (Label, "foreign_marking")},
        )  # fmt: skip
        first = Attachment(subject=self._root, marking=target.marking)
        offers = {"subject": target.subjects} if target.subjects else {}
        form = Form(kit, desk, spec, first, f"attach:{self._root.hex()}", about=self._root, offers=offers)
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
        """Read files in as long work, what was pasted at once."""
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

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take what was copied elsewhere by the usual key, wherever nothing is typed in."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self._pick.paste()
        else:
            super().keyPressEvent(event)

    def on_done(self, answer: object) -> None:
        """They are kept; of several, what is not is told and stays chosen."""
        self._job = None
        if isinstance(answer, Several) and answer.left:
            self._tell(answer)
        else:
            super().on_done(answer)

    def on_failed(self, failure: BaseException) -> None:
        """It is not kept; who stopped it himself is told that nothing was attached."""
        self._job = None
        self._bar.hide()
        super().on_failed(failure)
        if isinstance(failure, Cancelled):
            self.say(self.kit.words(N_("Stopped. Nothing was attached; what you typed is still there.")))

    def _tell(self, answer: Several) -> None:
        """Say which were attached and of each of the others why not; those stay chosen."""
        words = self.kit.words
        self._bar.hide()
        self._under_way = False
        self.act_button.setEnabled(True)
        self._pick.take(*answer.left)
        lines = [words.plural("{count} file was attached.", "{count} files were attached.", len(answer.made))]
        for path, refusal in answer.refused:
            lines.append(words.pair(harmless(path.name), self.kit.door.say(refusal)))
        if answer.stopped:
            said = words.plural("Stopped: {count} file was not attached.", "Stopped: {count} files were not attached.",
                                len(answer.left) - len(answer.refused))  # fmt: skip
            lines.append(said)
        self.say("\n".join(lines))

    def _prepare(self, values: Mapping[str, Any], _ruling: Ruling | None) -> Callable[[], Any]:
        pick, desk = self._pick, self._desk
        pick.require()
        subject = values.get("subject") or self._root
        paths = pick.paths
        name = pick.name if len(paths) <= 1 else ""
        new = NewAttachment(name, values["description"], values["taken"], values["marking"], values["originator"],
                            values.get("received_as"))  # fmt: skip
        self._long = None
        if len(paths) > 1:
            self._long = lambda progress, cancel: attach_several(desk, subject, paths, new, progress, cancel)
            return lambda: attach_several(desk, subject, paths, new)
        if paths:
            chosen = paths[0]
            self._long = lambda progress, cancel: attach_file(desk, subject, chosen, new, progress, cancel)
            return lambda: attach_file(desk, subject, chosen, new)
        bring = pick.bring
        return lambda: attach_bytes(desk, subject, bring() or b"", new)

    def _on_progressed(self, done: int, total: int) -> None:
        self._bar.setRange(0, max(total // 1024, 1))
        self._bar.setValue(done // 1024)
