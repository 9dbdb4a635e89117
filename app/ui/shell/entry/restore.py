"""Put a backup back, and open a store by its recovery sheets when passphrases are lost."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.progress import Cancel, Progress
from app.services.desk import Desk
from app.services.station.doorstep import notices
from app.services.station.founding import make_room
from app.services.station.keeping import restore_backup
from app.services.station.recovery import open_recovered_desk
from app.services.station.stations import Platform
from app.ui.files.share_fields import ShareFields
from app.ui.kit.kit import Kit
from app.ui.shell.entry.steps import PathField, TimeStep
from app.ui.shell.entry.wizard import Step, Wizard


class RestorePage(Wizard):
    """Puts a backup at the store's place, never over anything."""

    def __init__(self, kit: Kit, store: Path) -> None:
        super().__init__(kit, "restore")
        words = kit.words
        self._store = store
        self.only = Step(
            kit, "restore_step", words(N_("Restore from a backup")),
            words(N_("The passphrases of the day of the backup open it, or three recovery sheets. It goes on under a"
                     " new signature, so that nothing is ever numbered twice.")),
            on_text=words(N_("Restore")),
        )  # fmt: skip
        self.file = PathField(kit, words(N_("Backup file")), "restore_file")
        self.only.box.addWidget(self.file)
        self.set_steps([self.only], 0)

    def left(self, _step: Step) -> None:
        """Put it back, with its progress."""
        self.file.refuse("" if self.file.text else self.kit.words(N_("Choose the file of the backup.")))
        if self.file.refused:
            self.file.line.setFocus()
            return
        source = Path(self.file.text)
        self.work(
            self.kit.words(N_("The backup is being restored…")),
            lambda progress, cancel: self._restore(source, progress, cancel),
            lambda _none: self.done.emit(""),
        )

    def _restore(self, source: Path, progress: Progress, cancel: Cancel) -> None:
        make_room(self._store)
        restore_backup(source, self._store, progress, cancel)


class RecoverPage(Wizard):
    """Opens the store by three sheets, as the recovery account: an administrator who enrols people anew."""

    def __init__(self, kit: Kit, platform: Callable[[], Platform], store: Path) -> None:
        super().__init__(kit, "recover", "unlock")
        words = kit.words
        self._platform, self._store = platform, store
        self.time = TimeStep(
            kit, words(N_("Opening by recovery sheets is noted in the access log, with this date and time."))
        )
        self.shares = SharesStep(kit)
        self.set_steps([self.time, self.shares], 0)

    def left(self, step: Step) -> None:
        """Open it."""
        if step is self.time:
            super().left(step)
            return
        typed, language = self.shares.shares.typed(), self.kit.words.language

        def op(_progress: Progress, cancel: Cancel) -> object:
            desk = open_recovered_desk(self._store, typed, self._platform())
            try:
                cancel.check()
                return desk, tuple(notices(desk, language))
            except BaseException:
                desk.close()
                raise

        self.work(self.kit.words(N_("The sheets are being put together…")), op, self._on_opened)

    def _on_opened(self, found: object) -> None:
        if isinstance(found, tuple) and isinstance(found[0], Desk):
            self.opened.emit(*found)


class SharesStep(Step):
    """Three sheets, typed from paper in any order."""

    def __init__(self, kit: Kit) -> None:
        words = kit.words
        super().__init__(
            kit, "shares_step", words(N_("Three recovery sheets of the store")),
            words(N_("In any order. The first four letters of each word are enough.")),
            on_text=words(N_("Open")),
        )  # fmt: skip
        self.shares = ShareFields(kit)
        self.fields = self.shares.fields
        self.box.addWidget(self.shares)

    def first(self) -> QWidget | None:
        """Begin at the first sheet."""
        return self.fields[0].edit

    def check(self) -> QWidget | None:
        """Say which word of which sheet is wrong before anything is tried."""
        return self.shares.check()
