"""This workstation, beside the lists: what it lacks, the words of the directory, how its store is kept."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.models.enums import Action as Right
from app.models.enums import Role
from app.services.directory_sheets import DirectorySheet
from app.services.station.clearances import Beside
from app.services.station.first_run import Gap
from app.services.station.keeping import back_up
from app.services.station.stations import Platform
from app.services.station.verifying import Verified, fault_sentence, verify_store
from app.ui.kit.action import Action
from app.ui.kit.buttons import Button, button, link
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, heading, label, row
from app.ui.kit.scrolling import ScrollArea
from app.ui.screens.administration.account_sheets import account_sheet
from app.ui.screens.administration.known_services_sheet import open_known_services
from app.ui.screens.administration.offering import offered

if TYPE_CHECKING:
    from app.services.desk import Desk

SIDE = 340


class HereSide(ScrollArea):
    """Verifies and backs up with progress; `said` tells what came of it."""

    said = Signal(str)

    def __init__(self, kit: Kit, desk: "Desk", on: Platform | None = None) -> None:
        super().__init__()
        self._kit, self._desk, self._on = kit, desk, on
        self._buttons: list[Button] = []
        self._beside = Beside.NOBODY
        self.setObjectName("administration_side")
        self.setAccessibleName(kit.words(N_("This workstation")))
        self.setWidgetResizable(True)
        self.setFixedWidth(SIDE)

    def show_sheet(self, sheet: DirectorySheet) -> None:
        self._beside = sheet.beside
        """Show what is lacking, the words, and what may be done to keep the store."""
        words = self._kit.words
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        gaps = Card("gaps")
        gaps.box.addWidget(heading(words(N_("Still lacking here")), "gaps_title"))
        for number, gap in enumerate(sheet.gaps):
            role = "error" if gap.must else "body"
            gaps.box.addWidget(label(gap.say(words.language), f"gap_{number}", role, wrap=True))
            if gap is Gap.APPROVER and Right.ACCOUNTS in sheet.may and self._on is not None:
                enrol = link(words(N_("Account for an approver…")), "enrol_approver", self._on_approver)
                gaps.box.addLayout(row(enrol, None))
        offer = not sheet.services and Right.DIRECTORY in sheet.may
        if offer:
            said = N_("No national service yet: nobody can be asked for a threat analysis.")
            gaps.box.addWidget(label(words(said), "no_services", wrap=True))
            enter = link(words(N_("National services…")), "enter_services", self._on_services)
            gaps.box.addLayout(row(enter, None))
        if not sheet.gaps and not offer:
            gaps.box.addWidget(label(words(N_("Nothing is lacking.")), "no_gaps", "quiet", wrap=True))
        root = Card("root")
        root.box.addWidget(heading(words(N_("Words of this directory")), "root_title"))
        root.box.addWidget(label(" ".join(sheet.words), "root_words", wrap=True, select=True))
        keep = Card("keeping")
        keep.box.addWidget(heading(words(N_("Keeping")), "keeping_title"))
        verify = button(self._kit, words(N_("Verify the store")), "verify_store", self._on_verify, key="Ctrl+Shift+B")
        self._buttons = [verify]
        keep.box.addLayout(row(verify, None))
        if Right.BACKUP in sheet.may:
            save = button(
                self._kit, words(N_("Make a backup…")), "make_backup", self._on_backup, icon="save", key="Ctrl+B"
            )
            self._buttons.append(save)
            keep.box.addLayout(row(save, None))
        for card in (gaps, root, keep):
            box.addWidget(card)
        box.addStretch(1)
        self.setWidget(page)

    def offered(self) -> list[Action]:
        """Return what the buttons do, with their keys."""
        return offered(self._kit.words, self._kit.words(N_("Administration")), self._buttons)

    def _on_approver(self) -> None:
        if self._on is not None:
            account_sheet(self._kit, self._desk, self._on, self, [Role.APPROVER], beside=self._beside).open()

    def _on_services(self) -> None:
        open_known_services(self._kit, self._desk, self)

    def _on_backup(self) -> None:
        words = self._kit.words
        self._kit.chooser.ask_target(
            self, "backup_dialog", words(N_("Backup file")), "praesidium.backup", self.back_up_to
        )

    def back_up_to(self, target: Path) -> None:
        """Write and check a backup under this name."""
        desk = self._desk
        text = self._kit.words(N_("Writing the backup"))
        self._kit.jobs.run(self, text, lambda p, c: back_up(desk, target, p, c), self._on_backed_up)

    def _on_backed_up(self, made: Any) -> None:
        words = self._kit.words
        self.said.emit(words(N_("The backup is written and checked: {size}."), size=words.size(made.size)))

    def _on_verify(self) -> None:
        desk = self._desk
        text = self._kit.words(N_("Verifying the store"))
        self._kit.jobs.run(self, text, lambda p, c: verify_store(desk, p, c), self._on_verified)

    def _on_verified(self, found: Verified) -> None:
        words = self._kit.words
        if found.faults:
            self.said.emit(" ".join(fault_sentence(fault, words.language) for fault in found.faults[:5]))
            return
        said = words(
            N_("All is well: {entries} entries, head {head}."),
            entries=words.number(found.entries),
            head=found.head[:16],
        )
        self.said.emit(said)
