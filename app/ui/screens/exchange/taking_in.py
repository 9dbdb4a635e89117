"""Import: choose a bundle, see who sent it and what it would change, then take it in; cancelled, nothing is changed.

Taken in, it says what to do next: open what arrived, and let the sender know that it did.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from app.core.errors import Cancelled
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, Marking
from app.services.exchange.carriers import Carrier, Content, Incoming, bundles_on, carriers
from app.services.exchange.import_sheets import ArrivingLine, ImportSheet, import_sheet
from app.services.exchange.importing import Imported, Outcome, import_bundle
from app.services.status import seat
from app.ui.files.doubles_found import DoublesFound
from app.ui.kit.buttons import Button, button, link
from app.ui.kit.kind_words import kind_name, kinds_counted
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, heading, label, row, rule, secondary, title
from app.ui.kit.screen import Address, Screen
from app.ui.kit.scrolling import ScrollArea
from app.ui.kit.stick_watch import StickWatch
from app.ui.kit.words import capital
from app.ui.screens.exchange.arrival import ArrivalCard
from app.ui.screens.exchange.refusal_card import RefusalCard

if TYPE_CHECKING:
    from app.services.desk import Desk

EXTENSION = ".pbundle"
_SCREENS = {
    "": "threat_file",
    "threat_file": "threat_file",
    "visit_file": "visit",
    "person": "person",
    "proposal": "proposal",
}
"""Which screen shows a root; of a file whose core is not here the kind is not known."""
_FILES = frozenset({"", "threat_file", "visit_file"})
"""What is opened first of all that arrived."""


class ImportScreen(Screen):
    """Bundles on the sticks are listed by themselves; a file may also be dropped here or chosen."""

    help_page: ClassVar[str] = "exchange"

    def __init__(self, kit: Kit, desk: "Desk", address: Address, parent: QWidget | None = None) -> None:
        super().__init__(kit, desk, address, parent)
        words = kit.words
        self.setAcceptDrops(True)
        self._sheet: ImportSheet | None = None
        self._marking = Marking.NONE
        """Of the bundle in sight, before and after it is taken in."""
        self._page = QVBoxLayout()
        self._page.setSpacing(2 * GRID)
        self._found = Card("import_found")
        self._said = label("", "import_said", "body", wrap=True, select=True)
        self._refused = RefusalCard(kit)
        self._said.hide()
        self._may_answer = False
        """Whether this officer writes bundles: the next one tells the sender that his arrived."""
        self._arrival: ArrivalCard | None = None
        self._arrived: Card | None = None
        self._other = other = button(kit, words(N_("Choose a file…")), "import_choose", self._on_choose, key="Ctrl+O")
        again = button(kit, words(N_("Look again")), "import_again", self.load, icon="refresh-cw")
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)
        box.setSpacing(GRID)
        box.addLayout(row(title(words(N_("Take in a bundle")), "import_title"), None, again, other))
        hint = N_("You see what it would change first.")
        box.addWidget(label(words(hint), "import_hint", "quiet", wrap=True))
        box.addSpacing(GRID)
        inner = QWidget()
        inner.setLayout(self._page)
        self._page.setContentsMargins(0, 0, 0, 0)
        self._page.addWidget(self._refused)
        self._page.addWidget(self._found)
        self._page.addWidget(self._said)
        self._doubles = DoublesFound(kit, desk)
        self._doubles.wanted.connect(self.wanted)
        self._doubles.marked.connect(lambda marking: self._mark(max(marking, self._marking)))
        self._page.addWidget(self._doubles)
        self._page.addStretch(1)
        area = ScrollArea()
        area.setObjectName("import_area")
        area.setAccessibleName(words(N_("Take in a bundle")))
        area.setWidgetResizable(True)
        area.setWidget(inner)
        box.addWidget(area, 1)
        self._buttons: list[Button] = []
        self._listed: list[Path] = []
        """The sticks whose bundles are listed."""
        StickWatch(kit, self).changed.connect(self._on_sticks)

    def _on_sticks(self, sticks: Sequence[Path]) -> None:
        if list(sticks) != self._listed:
            self.kit.jobs.read(self, _look, self._on_looked)

    def load(self) -> None:
        self.titled.emit(self.kit.words(N_("Take in a bundle")))
        self.marked.emit(self._marking)
        self.kit.jobs.read(self, _look, self._on_looked)
        desk = self.desk
        self.kit.jobs.read(self, lambda: Action.RELEASE in seat(desk).may, self._on_may)

    def _on_may(self, may: bool) -> None:
        self._may_answer = may

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        if any(url.toLocalFile().endswith(EXTENSION) for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.toLocalFile().endswith(EXTENSION)]
        if files:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.examine(sorted(files))

    def examine(self, files: Sequence[Path]) -> None:
        """Verify a bundle (all its parts) and show what it would change."""
        desk, language, words = self.desk, self.kit.words.language, self.kit.words
        self._clear()
        self.kit.jobs.run(
            self,
            words(N_("Verifying the bundle")),
            lambda progress, cancel: import_sheet(desk, files, language, progress, cancel),
            self._on_examined,
            partial(self._on_failed, files),
        )

    def _on_looked(self, found: "list[tuple[Carrier, list[Incoming]]]") -> None:
        words = self.kit.words
        self._listed = [stick.folder for stick, _ in found]
        fresh = Card("import_found")
        fresh.box.addWidget(label(words(N_("On the sticks")), "on_sticks", "strong"))
        count = 0
        for stick, files in found:
            for one in files:
                if one.content is not Content.BUNDLE:
                    continue
                count += 1
                act = link(words(N_("See what it would change")), f"examine_{count}", partial(self.examine, [one.path]))
                texts = label(one.path.name, f"bundle_{count}", select=True)
                place = secondary(f"{stick.name} · {words.size(one.size)}", f"place_{count}")
                fresh.box.addLayout(row(texts, place, None, act))
        if not count:
            said = N_("No bundle found: put the stick in, or drop the file here.")
            fresh.box.addWidget(label(words(said), "no_bundles", "quiet", wrap=True))
        at = self.window().focusWidget()
        idle = self._arrival is None and self._arrived is None and (at is None or at is self or self.isAncestorOf(at))
        self._page.replaceWidget(self._found, fresh)
        self._found.deleteLater()
        self._found = fresh
        if idle:
            fresh.show()  # what is not seen yet takes no focus
            first = fresh.findChild(QAbstractButton)
            if first is not None or at is None:
                (first or self._other).setFocus()  # the newest is the one that was meant

    def _on_choose(self) -> None:
        words = self.kit.words
        kinds = f"{words(N_('Bundles'))} (*{EXTENSION})"
        self.kit.chooser.ask_files(self, "import_dialog", words(N_("Take in a bundle")), kinds, self.examine)

    def _on_examined(self, sheet: ImportSheet) -> None:
        self._sheet = sheet
        self._arrival = ArrivalCard(self.kit, sheet, self._on_accept, self._clear)
        self._page.insertWidget(self._page.indexOf(self._found) + 1, self._arrival)
        self._arrival.setFocus()
        self._mark(sheet.marking)

    def _on_accept(self) -> None:
        if self._sheet is None:
            return
        desk, files, words = self.desk, self._sheet.files, self.kit.words
        if self._arrival is not None:
            self._arrival.setEnabled(False)
        self.kit.jobs.run(
            self,
            words(N_("Taking in the bundle")),
            lambda progress, cancel: import_bundle(desk, files, progress, cancel),
            self._on_imported,
            partial(self._on_failed, files),
            writes=True,
        )

    def _on_imported(self, done: Imported) -> None:
        words, sheet, marking = self.kit.words, self._sheet, self._marking
        self._clear()
        self._mark(marking)
        lines = sheet.lines if sheet is not None else ()
        if sheet is not None:
            brought = done.outcome is Outcome.APPLIED and done.entries  # what only confirms is not confirmed in turn
            self._offer(lines, sheet.station, done.sender if brought else None)
        self._doubles.look([line.root for line in lines if line.kind == "person"])
        said = done.say(words.language)
        if done.outcome is Outcome.APPLIED and done.conflicts_raised:
            said += " " + words.plural(
                "{count} conflict is to be settled.",
                "{count} conflicts are to be settled.",
                done.conflicts_raised,
            )
        self._said.setText(said)
        self._said.show()
        if done.conflicts_raised:
            self.wanted.emit(Address("conflicts"))

    def _offer(self, lines: Sequence[ArrivingLine], station: str, sender: Id | None) -> None:
        """Let what arrived be opened, files first: one of which this workstation holds a part stands in no list here.

        The `sender` hears that it arrived with the next bundle from here: that is offered too.
        """
        words = self.kit.words
        fresh = Card("import_arrived")
        fresh.box.addWidget(heading(words(N_("What arrived")), "import_arrived_title"))
        shown = sorted((line for line in lines if line.kind in _SCREENS), key=lambda line: line.kind not in _FILES)
        links = []
        for number, line in enumerate(shown):
            kind = words(N_("Protection file")) if line.kind == "" else capital(kind_name(words, line.kind))
            name = " · ".join(part for part in (line.reference, line.title) if part) or kind
            to = Address(_SCREENS[line.kind], line.root)
            links.append(link(name, f"open_arrived_{number}", partial(self.wanted.emit, to)))
            changed = secondary(kinds_counted(words, line.changed), f"arrived_{number}")
            fresh.box.addLayout(row(links[-1], changed, None))
        if sender is not None and self._may_answer:
            fresh.box.addWidget(rule())
            said = N_("Your next bundle tells {station} that it arrived.")
            fresh.box.addWidget(secondary(words(said, station=station), "import_answer_said", wrap=True))
            text = words(N_("Export to {station}"), station=station)
            links.append(link(text, "import_answer", partial(self.wanted.emit, Address("export", sender))))
            fresh.box.addLayout(row(links[-1], None))
        if not links:
            fresh.deleteLater()
            return
        self._arrived = fresh
        self._page.insertWidget(self._page.indexOf(self._doubles), fresh)
        links[0].setFocus()

    def _on_failed(self, files: Sequence[Path], failure: BaseException) -> None:
        self._clear()
        names = ", ".join(file.name for file in files)
        self._refused.say(self.kit.door.say(failure), names, stopped=isinstance(failure, Cancelled))

    def _mark(self, marking: Marking) -> None:
        self._marking = marking
        self.marked.emit(marking)

    def _clear(self) -> None:
        self._sheet = None
        self._mark(Marking.NONE)
        self._said.hide()
        self._refused.take_back()
        self._doubles.clear()
        for shown in (self._arrival, self._arrived):
            if shown is not None:
                shown.hide()
                shown.deleteLater()
        self._arrival = self._arrived = None


def _look() -> list[tuple[Carrier, list[Incoming]]]:
    """Return what lies on each stick, the newest first."""
    return [(one, sorted(bundles_on(one.folder), key=lambda file: -file.written)) for one in carriers()]
