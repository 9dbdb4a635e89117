"""Export to one workstation: the gate on the left, the bundle on the right. Nothing leaves that is not shown here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.core.progress import Cancel, Progress
from app.models.enums import Marking
from app.models.kinds.schema import ANY_KIND
from app.services.exchange.exporting import Exported, export_bundle
from app.services.exchange.gate_sheets import FILES, GateSheet, gate_sheet
from app.services.exchange.release import confirm_release
from app.services.station.four_eyes import SecondOfficer
from app.ui.files.sharing_sheet import SharingSheet
from app.ui.forms.notices import Notices
from app.ui.forms.references import ReferenceEditor, Source
from app.ui.forms.restoring import FormDraft
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, label, row, rule, secondary, title
from app.ui.kit.screen import Address, Screen
from app.ui.screens.exchange.bundle_card import BundleCard
from app.ui.screens.exchange.gate_table import GateTable

if TYPE_CHECKING:
    from app.services.desk import Desk

SIDE = 360
Prove = Callable[[str, str], SecondOfficer]
"""Let a second officer prove himself with login and passphrase; wired where the platform is known."""
Slip = Callable[[Kit, "Desk", QWidget, Exported, Id], None]
"""Open the courier's slip of a bundle that was just written for a workstation."""


class ExportScreen(Screen):
    """The address names the workstation in `uid`; `extra` may name roots to share as ("root", hex)."""

    help_page: ClassVar[str] = "exchange"

    def __init__(
        self,
        kit: Kit,
        desk: "Desk",
        address: Address,
        parent: QWidget | None = None,
        *,
        prove: Prove | None = None,
        slip: Slip | None = None,
    ) -> None:
        super().__init__(kit, desk, address, parent)
        self._prove, self._slip = prove, slip
        self._written: Exported | None = None
        self._station: Id = address.uid or b""
        self._given: list[Id] = [bytes.fromhex(value) for name, value in address.extra if name == "root"]
        self._roots = list(self._given)
        self._sheet: GateSheet | None = None
        self._latest = Latest(kit.jobs, self)
        words = kit.words
        self._title = title("", "export_title")
        self._hint = label("", "export_hint", "quiet", wrap=True)
        self._gate = GateTable(kit)
        self._gate.changed.connect(self._on_unticked)
        self._gate.taken.connect(self._on_taken)
        self._gate.share_wanted.connect(self._on_share)
        self._more = ReferenceEditor(kit, "export_add", Source(kit, desk, ANY_KIND))
        self._more.describe(words(N_("Add to this bundle")), "")
        self._more.edited.connect(self._on_added)
        card = Card("gate_card", margin=0)
        card.box.setSpacing(0)
        card.box.addWidget(self._gate, 1)
        card.box.addWidget(rule())
        add = QHBoxLayout()
        add.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        add.setSpacing(GRID)
        add.addWidget(secondary(words(N_("Add to this bundle")), "export_add_label"))
        add.addWidget(self._more, 1)
        card.box.addLayout(add)
        self._bundle = BundleCard(kit)
        self._bundle.wanted.connect(self._on_wanted)
        self._notices = Notices(kit)
        self._draft = FormDraft(
            kit, desk, f"export:{self._station.hex()}", self._notices, self._typed, lambda: not self._typed(), self
        )
        self._draft.restored.connect(self._on_restored)
        self._draft.discarded.connect(self._on_discarded)
        self._bundle.typed.connect(self._draft.touch)
        self._draft.begin(self._station, None, None)
        self._bundle.slip_wanted.connect(self._on_slip)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(2 * GRID)
        split.addWidget(card)
        side = QWidget()
        side.setMaximumWidth(SIDE)
        side_box = QVBoxLayout(side)
        side_box.setContentsMargins(0, 0, 0, 0)
        side_box.addWidget(self._bundle)
        side_box.addStretch(1)
        split.addWidget(side)
        split.setStretchFactor(0, 1)
        split.setSizes([760, SIDE])
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)
        box.setSpacing(GRID)
        box.addLayout(row(self._title, None))
        box.addWidget(self._hint)
        box.addWidget(self._notices)
        box.addSpacing(GRID)
        box.addWidget(split, 1)

    def load(self) -> None:
        desk, station, roots, language = self.desk, self._station, tuple(self._roots), self.kit.words.language
        self._latest.read(lambda: gate_sheet(desk, station, roots, language), self._on_read)

    def unsaved(self) -> bool:
        return self._draft.waiting

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        self._draft.keep_now()
        super().hideEvent(event)

    def _typed(self) -> dict[str, Any]:
        """Return what the officer wrote, added and left out; the second officer's proof is never kept."""
        kept = {
            "reason": self._bundle.reason.strip() and self._bundle.reason,
            "roots": self._roots if self._roots != self._given else [],
            "left_out": sorted(self._gate.left_out),
        }
        return kept if any(kept.values()) else {}

    def _on_restored(self, values: Mapping[str, Any]) -> None:
        self._bundle.put_reason(str(values.get("reason") or ""))
        self._roots = [*self._given, *(root for root in values.get("roots") or () if root not in self._given)]
        self._gate.leave_out(values.get("left_out") or ())
        self.load()

    def _on_discarded(self) -> None:
        self._notices.draft.say("")
        self._on_restored({})
        self._draft.touch()

    def _on_read(self, sheet: GateSheet) -> None:
        self._sheet = sheet
        words, there = self.kit.words, sheet.station
        name = f"{there.code} · {there.organisation}" if there.organisation else there.code
        self._title.setText(words(N_("Export to {station}"), station=name))
        said = N_("Bundle {acked} was the last confirmed. Only what is shown here leaves.")
        if not there.acknowledged:
            said = N_("Nothing confirmed yet. Only what is shown here leaves.")
        self._hint.setText(words(said, acked=there.acknowledged))
        self._gate.show_lines(sheet.lines, there.organisation or there.code)
        self._bundle.show_sheet(sheet)
        self.titled.emit(words(N_("Export to {station}"), station=there.code))
        self._on_ticked()

    def _on_unticked(self) -> None:
        self._on_ticked()
        self._draft.touch()

    def _on_ticked(self) -> None:
        leaves = self._gate.chosen()
        marking = max((one.marking for one in leaves), default=Marking.NONE)
        self._bundle.show_chosen(self._gate.chosen_roots(), marking)
        offers = [line.marking for line in self._sheet.lines if line.offered] if self._sheet is not None else []
        self.marked.emit(max([marking, *offers]))

    def _on_added(self) -> None:
        uid = self._more.state()  # while one types it is no reference yet
        if isinstance(uid, bytes) and uid not in self._roots:
            self._more.restore(None)
            self._on_taken([uid])

    def _on_taken(self, roots: Sequence[Id]) -> None:
        """Choose these for the bundle: what they would disclose is looked at before it leaves."""
        self._roots += [root for root in roots if root not in self._roots]
        self._draft.touch()
        self.load()

    def _on_wanted(self, folder: Path, reason: str, login: str, passphrase: str) -> None:
        if self._sheet is None:
            return
        left_out = self._gate.left_out  # what only they name stays here too
        desk, prove = self.desk, self._prove
        roots = [root for root in self._sheet.roots if root not in left_out]
        chosen = {one.stream for one in self._gate.chosen()}
        whole = self._sheet.proposal
        proposal = replace(whole, leaves=[one for one in whole.leaves if one.stream in chosen])

        def leave(progress: Progress, cancel: Cancel) -> Exported:
            second = prove(login, passphrase) if prove is not None and login else None
            release = confirm_release(desk, proposal, reason, roots, second)
            return export_bundle(desk, release, folder, progress=progress, cancel=cancel)

        text = self.kit.words(N_("Writing the bundle for {station}"), station=self._sheet.station.code)
        self._bundle.begin()
        self.kit.jobs.run(self, text, leave, self._on_written, self._on_failed, writes=True)

    def _on_written(self, made: Exported) -> None:
        self._roots, self._given = [], []
        self._written = made
        self._notices.draft.say("")
        self._draft.drop(None)
        self._bundle.end(made)
        self.load()

    def _on_failed(self, failure: BaseException) -> None:
        self._bundle.refuse(failure)

    def _on_share(self, root: Id) -> None:
        files = [line.root for line in self._sheet.lines if line.kind in FILES] if self._sheet is not None else []
        sheet = SharingSheet(self.kit, self.desk, self, root, self._station, files)
        sheet.shared.connect(lambda given: self._on_taken([root, *given]))  # or only what went before would go
        sheet.open()

    def _on_slip(self) -> None:
        if self._slip is not None and self._written is not None:
            self._slip(self.kit, self.desk, self, self._written, self._station)
