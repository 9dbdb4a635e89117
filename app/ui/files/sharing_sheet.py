"""Share a file or a person with an organisation, part by part: what it is to receive with the next bundle."""

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.services.cases.labels import share_parts
from app.services.cases.sharing import Sharing, sharing_of
from app.ui.files.wording import capital
from app.ui.kit.kind_words import part_name
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, secondary
from app.ui.kit.sheet import Sheet

if TYPE_CHECKING:
    from app.services.desk import Desk


class SharingSheet(Sheet):
    """`station` is a workstation whose organisation is chosen first; `shared` follows once it is recorded."""

    shared = Signal()

    def __init__(self, kit: Kit, desk: "Desk", parent: QWidget | None, root: Id, station: Id | None = None) -> None:
        words = kit.words
        hint = N_(
            "What is ticked goes along with the next bundle to that organisation. What you take away stays where it"
            " went: a bundle that has left is not recalled. Measures are shared by who carries them out."
        )
        super().__init__(kit, parent, words(N_("Share with an organisation")), "sharing_sheet", words(hint), 640)
        self._desk = desk
        self._sharing: Sharing | None = None
        self._ticks: dict[Id, QCheckBox] = {}
        self._about = secondary("", "sharing_about", wrap=True)
        self.organisation = QComboBox()
        self.organisation.setObjectName("sharing_organisation")
        self.organisation.setAccessibleName(words(N_("Organisation")))
        self.organisation.currentIndexChanged.connect(lambda _at: self._show_parts())
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnStretch(2, 1)
        self.body.addWidget(self._about)
        self.body.addWidget(secondary(words(N_("Organisation")), "sharing_organisation_label"))
        self.body.addWidget(self.organisation)
        self.body.addSpacing(GRID)
        self.body.addLayout(self._grid)
        self.body.addStretch(1)
        self._cancel = self.add_cancel()
        self._save = self.add_button(words(N_("Record")), "sharing_save", self._on_save, primary=True)
        self._save.setEnabled(False)
        language = words.language
        kit.jobs.read(self, lambda: sharing_of(desk, root, language, station), self._on_read, self.say)

    def _on_read(self, sharing: Sharing) -> None:
        words = self.kit.words
        self._sharing = sharing
        self._about.setText(" · ".join(part for part in (sharing.reference, sharing.title) if part))
        for number, part in enumerate(sharing.parts):
            tick = QCheckBox(capital(part_name(words, part.part)))
            tick.setObjectName(f"share_{number}")
            tick.setAccessibleName(tick.text())
            tick.setEnabled(part.may_change)
            marking = secondary(words.enum(part.marking), f"share_marking_{number}")
            have = ", ".join(sorted(sharing.names.get(uid, "") for uid in part.receivers))
            has = secondary(
                words(N_("shared with: {names}"), names=have) if have else "", f"share_have_{number}", wrap=True
            )
            for column, widget in enumerate((tick, marking, has)):
                self._grid.addWidget(widget, number, column)
                widget.show()  # or it takes no room until the next turn of the loop
            self._ticks[part.stream] = tick
        self.organisation.blockSignals(True)
        for uid in sharing.organisations:
            self.organisation.addItem(sharing.names.get(uid, ""), uid)
        at = next((n for n, uid in enumerate(sharing.organisations) if uid == sharing.first), 0)
        self.organisation.setCurrentIndex(at if sharing.organisations else -1)
        self.organisation.blockSignals(False)
        for one, other in pairwise([self.organisation, *self._ticks.values(), self._cancel, self._save]):
            QWidget.setTabOrder(one, other)
        self._show_parts()
        may = any(part.may_change for part in sharing.parts)
        self._save.setEnabled(may and bool(sharing.organisations))
        if not may:
            self.say(words(N_("Only the organisation that owns this shares it.")))
        self.organisation.setFocus()
        self._grow()

    def _grow(self) -> None:
        """Give the parts the height they need at this width."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _chosen(self) -> Id | None:
        at = self.organisation.currentIndex()
        return self._sharing.organisations[at] if self._sharing is not None and at >= 0 else None

    def _show_parts(self) -> None:
        """Tick what the organisation chosen receives now."""
        for part in self._sharing.parts if self._sharing is not None else ():
            self._ticks[part.stream].setChecked(self._chosen() in part.receivers)

    def _on_save(self) -> None:
        organisation = self._chosen()
        if organisation is None:
            return
        self.say("")
        desk = self._desk
        wanted = {stream: tick.isChecked() for stream, tick in self._ticks.items() if tick.isEnabled()}
        self._save.setEnabled(False)
        self.kit.jobs.write(self, lambda: share_parts(desk, wanted, organisation), self._on_saved, self._on_refused)

    def _on_saved(self, _done: object) -> None:
        self.shared.emit()
        self.accept()

    def _on_refused(self, failure: BaseException) -> None:
        self._save.setEnabled(True)
        self.say(failure)
