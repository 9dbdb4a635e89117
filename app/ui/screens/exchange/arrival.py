"""What a verified bundle would change: from whom and when, root by root; the button that takes it in."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout

from app.core.i18n import N_
from app.models.kind_names import KIND_NAMES
from app.services.exchange.import_sheets import ImportSheet
from app.services.exchange.importing import Outcome
from app.ui.kit.buttons import button
from app.ui.kit.facts import Facts
from app.ui.kit.kind_words import kind_name, kinds_counted, part_name
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, Chip, Tone, heading, label, row, rule, secondary

OF_A_FILE = "assignment"
"""What a root is that is not here: the file, or visit, that a measure given to this organisation belongs to."""


class ArrivalCard(Card):
    """Shows an `ImportSheet`."""

    def __init__(
        self, kit: Kit, sheet: ImportSheet, on_accept: Callable[[], object], on_leave: Callable[[], object]
    ) -> None:
        super().__init__("arrival")
        words, imported = kit.words, sheet.imported
        self.box.addWidget(heading(words(N_("What it would change")), "arrival_title"))
        facts = Facts("arrival_facts")
        sender = " · ".join(part for part in (sheet.station, sheet.organisation) if part)
        facts.show_facts(
            [
                (words(N_("Sender")), sender),
                (words(N_("Written")), words.moment(sheet.written)),
                (words(N_("Bundle")), str(imported.counter)),
                (words(N_("Marking")), words.enum(sheet.marking)),
                (words(N_("New changes")), words.number(imported.entries)),
            ]
        )
        self.box.addWidget(facts)
        if imported.conflicts_raised:
            text = words.plural(
                "{count} new conflict to settle", "{count} new conflicts to settle", imported.conflicts_raised
            )
            self.box.addLayout(row(Chip(text, Tone.RED, "arrival_conflicts"), None))
        if imported.waiting:
            text = words.plural(
                "{count} change waits for others that are not here yet",
                "{count} changes wait for others that are not here yet",
                imported.waiting,
            )
            self.box.addWidget(secondary(text, "arrival_waiting", wrap=True))
        if imported.outcome is not Outcome.APPLIED:
            self.box.addWidget(label(imported.say(words.language), "arrival_nothing", wrap=True))
        self.box.addLayout(_lines(kit, sheet))
        self.box.addSpacing(GRID)
        leave = button(kit, words(N_("Leave it")), "arrival_leave", on_leave)
        if imported.outcome is Outcome.APPLIED:
            accept = button(kit, words(N_("Take in")), "arrival_accept", on_accept, primary=True, key="Ctrl+Return")
            self.box.addLayout(row(accept, leave, None))
            self.setFocusProxy(accept)
        else:
            self.box.addLayout(row(leave, None))
            self.setFocusProxy(leave)


def _lines(kit: Kit, sheet: ImportSheet) -> QGridLayout:
    words = kit.words
    grid = QGridLayout()
    grid.setHorizontalSpacing(2 * GRID)
    grid.setVerticalSpacing(GRID)
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 3)
    for number, line in enumerate(sheet.lines):
        at = grid.rowCount()
        grid.addWidget(rule(), at, 0, 1, 3)
        kind = kind_name(words, line.kind) if line.kind in KIND_NAMES else part_name(words, line.kind or OF_A_FILE)
        name = line.reference or line.title or kind[:1].upper() + kind[1:]
        grid.addWidget(label(name, f"arriving_{number}", "strong", wrap=True), at + 1, 0)
        said = kinds_counted(words, line.changed)
        grid.addWidget(label(said, f"arriving_changes_{number}", wrap=True), at + 1, 1)
        if line.new:
            grid.addLayout(row(Chip(words(N_("new here")), Tone.ACCENT, f"arriving_new_{number}"), None), at + 1, 2)
        under = line.title if line.reference else kind if line.title else ""
        if under:
            grid.addWidget(secondary(under, f"arriving_title_{number}", wrap=True), at + 2, 0)
    return grid
