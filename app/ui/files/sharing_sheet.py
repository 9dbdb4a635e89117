"""Share a file with its persons, or a person, with an organisation: part by part, what goes with the next bundle."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.services.cases.labels import share_parts
from app.services.cases.sharing import RootShared, Sharing, sharing_of
from app.ui.files.wording import capital
from app.ui.kit.kind_words import kind_name, part_name
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label, secondary
from app.ui.kit.scrolling import ScrollArea
from app.ui.kit.sheet import Sheet

if TYPE_CHECKING:
    from app.services.desk import Desk

TALLEST = 380


class SharingSheet(Sheet):
    """`station` is a workstation whose organisation is chosen first; `shared` follows once it is recorded.

    `among` are files that a person may be protected in: then file and person are shared in one.
    """

    shared = Signal(object)
    """The files and persons of which something was newly ticked."""

    def __init__(
        self, kit: Kit, desk: "Desk", parent: QWidget | None, root: Id, station: Id | None = None,
        among: Sequence[Id] = (),
    ) -> None:  # fmt: skip
        words = kit.words
        hint = N_("What has left is not recalled.")
        super().__init__(kit, parent, words(N_("Share with an organisation")), "sharing_sheet", words(hint), 720)
        self._desk = desk
        self._sharing: Sharing | None = None
        self._ticks: dict[Id, QCheckBox] = {}
        self._writes: dict[Id, QCheckBox] = {}
        self.organisation = QComboBox()
        self.organisation.setObjectName("sharing_organisation")
        self.organisation.setAccessibleName(words(N_("Organisation")))
        self.organisation.currentIndexChanged.connect(lambda _at: self._show_parts())
        self._copy = secondary("", "sharing_copy", wrap=True)
        self._copy.hide()
        self._page = QWidget()
        self._grid = QGridLayout(self._page)
        self._grid.setContentsMargins(0, 0, GRID, 0)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnStretch(3, 1)
        self._area = ScrollArea()
        self._area.setObjectName("sharing_area")
        self._area.setAccessibleName(words(N_("Share with an organisation")))
        self._area.setFrameShape(ScrollArea.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it scrolls with the ticks
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._page)
        self.body.addWidget(secondary(words(N_("Organisation")), "sharing_organisation_label"))
        self.body.addWidget(self.organisation)
        self.body.addWidget(self._copy)
        self.body.addSpacing(GRID)
        self.body.addWidget(self._area, 1)
        means = N_("Who writes a part too is its co-owner: changes it as its owner does, and shares it no further.")
        self._means = secondary(words(means), "sharing_writes_means", wrap=True)
        self._means.hide()
        self.body.addWidget(self._means)
        self._cancel = self.add_cancel()
        self._save = self.add_button(words(N_("Save")), "sharing_save", self._on_save, primary=True)
        self._save.setEnabled(False)
        language = words.language
        kit.jobs.read(self, lambda: sharing_of(desk, root, language, station, among), self._on_read, self.say)

    def _on_read(self, sharing: Sharing) -> None:
        words = self.kit.words
        self._sharing = sharing
        for number, root in enumerate(sharing.roots):
            self._add(number, root)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self.organisation.blockSignals(True)
        for uid in sharing.organisations:
            self.organisation.addItem(sharing.names.get(uid, ""), uid)
        at = next((n for n, uid in enumerate(sharing.organisations) if uid == sharing.first), 0)
        self.organisation.setCurrentIndex(at if sharing.organisations else -1)
        self.organisation.blockSignals(False)
        ticks = [tick for stream in self._ticks for tick in (self._ticks[stream], self._writes[stream])]
        for one, other in pairwise([self.organisation, *ticks, self._cancel, self._save]):
            QWidget.setTabOrder(one, other)
        self._show_parts()
        may = any(part.may_change for part in sharing.parts)
        self._save.setEnabled(may and bool(sharing.organisations))
        if not may:
            self.say(words(N_("Only the organisation that owns this shares it.")))
        self.organisation.setFocus()
        self._grow()

    def _add(self, number: int, root: RootShared) -> None:
        """Add one file or person: its name, then a tick for each of its parts."""
        words, sharing = self.kit.words, self._sharing
        if number:
            self._grid.setRowMinimumHeight(self._grid.rowCount(), GRID)
        called = " · ".join(part for part in (root.reference, root.title) if part) or kind_name(words, root.kind)
        self._put(label(called, f"sharing_about_{number}", "strong", wrap=True), self._grid.rowCount(), 0, 4)
        for part in root.parts:
            at, place = self._grid.rowCount(), len(self._ticks)
            tick = QCheckBox(capital(part_name(words, part.part)))
            tick.setObjectName(f"share_{place}")
            tick.setAccessibleName(f"{tick.text()}, {called}")
            tick.setEnabled(part.may_change)
            have = ", ".join(sorted(sharing.names.get(uid, "") for uid in part.receivers)) if sharing else ""
            said = words(N_("shared with: {names}"), names=have) if have else ""
            writes = QCheckBox(words(N_("writes too")))
            writes.setObjectName(f"share_writes_{place}")
            writes.setAccessibleName(f"{writes.text()}, {tick.accessibleName()}")
            writes.setEnabled(part.may_widen)
            tick.toggled.connect(lambda on, other=writes: other.setChecked(other.isChecked() and on))
            writes.toggled.connect(lambda on, other=tick: other.setChecked(other.isChecked() or on))
            writes.toggled.connect(lambda _on: self._say_what_writing_means())
            writes.setAccessibleDescription(self._means.text())
            self._put(tick, at, 0)
            self._put(writes, at, 1)
            self._put(secondary(words.enum(part.marking), f"share_marking_{place}"), at, 2)
            self._put(secondary(said, f"share_have_{place}", wrap=True), at, 3)
            self._ticks[part.stream], self._writes[part.stream] = tick, writes

    def _put(self, widget: QWidget, line: int, column: int, wide: int = 1) -> None:
        self._grid.addWidget(widget, line, column, 1, wide)
        widget.show()  # or it takes no room until the next turn of the loop

    def _say_what_writing_means(self) -> None:
        """Say it where somebody writes too, and not before."""
        self._means.setVisible(any(one.isChecked() for one in self._writes.values()))
        self.grow()

    def _grow(self) -> None:
        """Give the parts the height they need at this width, as far as there is room."""
        wide = self.width() - 6 * GRID
        wanted = self._page.heightForWidth(wide) if self._page.hasHeightForWidth() else self._page.sizeHint().height()
        self._area.setMinimumHeight(min(wanted, TALLEST))
        self.grow()

    def _chosen(self) -> Id | None:
        at = self.organisation.currentIndex()
        return self._sharing.organisations[at] if self._sharing is not None and at >= 0 else None

    def _show_parts(self) -> None:
        """Tick what the organisation chosen receives now, and say which paper it holds."""
        sharing, chosen = self._sharing, self._chosen()
        for part in sharing.parts if sharing is not None else ():
            self._ticks[part.stream].setChecked(chosen in part.receivers)
            self._writes[part.stream].setChecked(chosen in part.writers)
        number = sharing.copies.get(chosen, "") if sharing is not None and chosen is not None else ""
        said = N_("Gets a copy of protocol {number}.")
        self._copy.setText(self.kit.words(said, number=number) if number else "")
        self._copy.setVisible(bool(number))

    def _on_save(self) -> None:
        organisation = self._chosen()
        if organisation is None:
            return
        self.say("")
        desk, touched = self._desk, self._touched(organisation)
        wanted = {stream: self._ticks[stream].isChecked() for stream in touched}
        writes = {stream: self._writes[stream].isChecked() for stream in touched if self._writes[stream].isEnabled()}
        self._save.setEnabled(False)
        given = [
            root.root
            for root in (self._sharing.roots if self._sharing is not None else ())
            if any(wanted.get(part.stream) and organisation not in part.receivers for part in root.parts)
        ]
        done = partial(self._on_saved, given)
        self.kit.jobs.write(self, lambda: share_parts(desk, wanted, organisation, writes), done, self._on_refused)

    def _touched(self, organisation: Id) -> list[Id]:
        """Return the parts of which something was ticked otherwise: others may be shared with fewer by now."""
        return [
            part.stream
            for part in (self._sharing.parts if self._sharing is not None else ())
            if self._ticks[part.stream].isEnabled()
            and (self._ticks[part.stream].isChecked(), self._writes[part.stream].isChecked())
            != (organisation in part.receivers, organisation in part.writers)
        ]

    def _on_saved(self, given: list[Id], _done: object) -> None:
        self.shared.emit(given)
        self.accept()

    def _on_refused(self, failure: BaseException) -> None:
        self._save.setEnabled(True)
        self.say(failure)
