"""The table of the gate: root by root what leaves, what is new to the recipient, and where it is refused, why."""

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QGridLayout, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.verdicts import SENTENCES, Refusal
from app.services.exchange.gate_sheets import GateLine
from app.services.exchange.release import Kept, Leaving
from app.services.exchange.work_along import PART as ASSIGNMENT
from app.ui.kit.buttons import link
from app.ui.kit.kind_words import kind_name, kinds_counted, part_name
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Chip, Tone, label, row, rule, secondary
from app.ui.kit.scrolling import ScrollArea
from app.ui.kit.words import capital

DIRECTORY = "directory"


class GateTable(ScrollArea):
    """Shows the lines of a gate; what is unticked stays here, and what is offered until it is ticked."""

    changed = Signal()
    taken = Signal(object)
    """The roots that were offered and are to go now."""
    share_wanted = Signal(object)
    """The root of a line in which something was not shared with the recipient's organisation."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setObjectName("gate_table")
        self.setAccessibleName(kit.words(N_("What leaves, and what does not")))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._organisation = ""
        self._ticks: dict[Id, QCheckBox] = {}
        self._lines: Sequence[GateLine] = ()
        self._off: frozenset[Id] = frozenset()
        """What a draft left out, for when it is shown."""

    @property
    def left_out(self) -> frozenset[Id]:
        """Return the roots that were unticked."""
        return frozenset(root for root, tick in self._ticks.items() if not tick.isChecked())

    def leave_out(self, roots: Collection[Id]) -> None:
        """Untick these the next time they are shown, and tick all others."""
        self._off, self._ticks = frozenset(roots), {}

    def show_lines(self, lines: Sequence[GateLine], organisation: str = "") -> None:
        """Show these, for a recipient's organisation; what the officer unticked before stays unticked."""
        self._organisation = organisation
        off, self._off = self.left_out | self._off, frozenset()
        self._lines, self._ticks = lines, {}
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 4)
        grid.setColumnStretch(3, 2)
        words = self._kit.words
        heads = (N_("What"), N_("Changed since they last confirmed"), N_("Disclosed for the first time"))
        for column, text in enumerate(heads, 1):
            grid.addWidget(label(words(text), f"gate_head_{column}", "secondary"), 0, column)
        offered = [line for line in lines if line.offered]
        for number, line in enumerate(lines):
            if offered and line is offered[0]:
                self._add_offer(grid, offered)
            if line.offered:
                self._add_offered(grid, number, line)
            else:
                self._add(grid, number, line, line.root not in off)
        grid.setRowStretch(grid.rowCount(), 1)
        self.setWidget(page)
        before: QWidget = self
        for control in page.findChildren(QAbstractButton):  # lines come anew, and go in the order the eye goes
            QWidget.setTabOrder(before, control)
            before = control

    def chosen(self) -> list[Leaving]:
        """Return the streams of the ticked roots; the directory always goes along."""
        return [leaving for line in self._lines if self._is_chosen(line) for leaving in line.leaves]

    def chosen_roots(self) -> int:
        """Return how many ticked roots hold something."""
        return sum(bool(line.leaves) and self._is_chosen(line) for line in self._lines)

    def _is_chosen(self, line: GateLine) -> bool:
        tick = self._ticks.get(line.root)
        return tick is None or tick.isChecked()

    def _add_offer(self, grid: QGridLayout, offered: Sequence[GateLine]) -> None:
        """Say what the lines below it are, with the way to take them all: nothing new leaves that nobody chose."""
        words, at = self._kit.words, grid.rowCount()
        grid.addWidget(rule(), at, 0, 1, 4)
        said = words.plural(
            "Not ticked: {count} file in which {organisation} carries out a measure it has not had yet.",
            "Not ticked: {count} files in which {organisation} carries out a measure it has not had yet.",
            len(offered), organisation=self._organisation,
        )  # fmt: skip
        grid.addWidget(label(said, "gate_offer_said", "strong", wrap=True), at + 1, 1, 1, 2)
        every = link(words(N_("Tick them all")), "gate_offer_all", lambda: self.taken.emit([x.root for x in offered]))
        grid.addWidget(every, at + 1, 3, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)

    def _add_offered(self, grid: QGridLayout, number: int, line: GateLine) -> None:
        """Add a line of which nothing leaves yet; ticked, it is looked at like the others."""
        words, at = self._kit.words, grid.rowCount()
        name = line.reference or line.title or kind_name(words, line.kind)
        tick = QCheckBox()
        tick.setObjectName(f"gate_offer_{number}")
        tick.setAccessibleName(name)
        tick.toggled.connect(lambda _on, root=line.root: self.taken.emit([root]))
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(tick, at, 0, top)
        second = line.title if line.reference else kind_name(words, line.kind)
        grid.addWidget(_two(name, second, number), at, 1, 1, 3, top)

    def _add(self, grid: QGridLayout, number: int, line: GateLine, on: bool) -> None:
        words = self._kit.words
        at = grid.rowCount()
        grid.addWidget(rule(), at, 0, 1, 4)
        at += 1
        directory = any(one.part == DIRECTORY for one in line.leaves)
        name = words(N_("Directory of stations and officers")) if directory else line.reference or line.title
        top = Qt.AlignmentFlag.AlignTop
        tick = QCheckBox()
        tick.setObjectName(f"gate_tick_{number}")
        tick.setAccessibleName(name or kind_name(words, line.kind))
        tick.setChecked(on and bool(line.leaves))
        tick.setEnabled(bool(line.leaves) and not directory)
        tick.toggled.connect(lambda _on: self.changed.emit())
        if line.leaves and not directory:
            self._ticks[line.root] = tick
        grid.addWidget(tick, at, 0, top)
        second = line.title if line.reference else kind_name(words, line.kind)
        grid.addWidget(_two(name or kind_name(words, line.kind), "" if directory else second, number), at, 1, top)
        grid.addWidget(self._what(line, number), at, 2, top)
        if line.leaves and line.first_parts:
            parts = QVBoxLayout()
            parts.setSpacing(4)
            for place, part in enumerate(line.first_parts):
                parts.addLayout(row(Chip(part_name(words, part), Tone.AMBER, f"gate_first_{number}_{place}"), None))
            grid.addLayout(parts, at, 3, top)
        elif line.leaves:
            grid.addWidget(label("—", f"gate_first_{number}", "quiet"), at, 3, top)

    def _what(self, line: GateLine, number: int) -> QWidget:
        words = self._kit.words
        box = QGridLayout()
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        said = kinds_counted(words, line.changed) if line.leaves else ""
        if line.leaves:
            text = said or words(N_("nothing new"))
            if said and line.waiting:
                text = words(N_("In bundle {number}, not confirmed yet: {changes}"), number=line.waiting, changes=said)
            fresh = bool(said) and not line.waiting
            box.addWidget(label(text, f"gate_changed_{number}", "body" if fresh else "quiet", wrap=True))
        if line.why is not None:
            box.addWidget(secondary(capital(words.enum(line.why)), f"gate_why_{number}", wrap=True))
        for place, (why, parts) in enumerate(_by_reason(line.refused).items()):
            if why is Refusal.STRANGER and parts == [ASSIGNMENT]:
                text = words(N_("Measures that others carry out stay here."))
                box.addWidget(secondary(text, f"gate_refused_{number}_{place}", wrap=True))
                continue
            strange = why is Refusal.STRANGER
            names = ", ".join(part_name(words, part) for part in parts if not strange or part != ASSIGNMENT)
            own = strange and line.mine
            said = words(N_("Refused: {parts}. {why}"), parts=names, why=words(SENTENCES[why]))
            if own:
                not_shared = N_("Stays here, not shared with {organisation} yet: {parts}.")
                said = words(not_shared, organisation=self._organisation, parts=names)
            box.addWidget(label(said, f"gate_refused_{number}_{place}", "warning" if own else "error", wrap=True))
            if own:
                share = partial(self.share_wanted.emit, line.root)
                to = link(words(N_("Share it…")), f"gate_share_{number}", share)
                to.setAccessibleDescription(line.reference or line.title)
                box.addLayout(row(to, None), box.rowCount(), 0)
        made = QWidget()
        made.setLayout(box)
        return made


def _two(first: str, second: str, number: int) -> QWidget:
    made = QWidget()
    box = QGridLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    box.addWidget(label(first, f"gate_name_{number}", "strong", wrap=True))
    if second:
        box.addWidget(secondary(second, f"gate_title_{number}", wrap=True))
    return made


def _by_reason(refused: Sequence[Kept]) -> dict[Refusal, list[str]]:
    found: dict[Refusal, list[str]] = {}
    for one in refused:
        parts = found.setdefault(one.why, [])
        if one.part not in parts:
            parts.append(one.part)
    return found
