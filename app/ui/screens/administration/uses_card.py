"""What uses a line of a list, or an organisation, read while its sheet stands open: how much, where, the way."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from app.core.i18n import N_
from app.services.catalogues.uses import Place, Uses
from app.ui.forms.acting import ActSheet
from app.ui.kit.buttons import link
from app.ui.kit.kind_words import kind_name, kinds_counted
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, label, row, secondary
from app.ui.kit.screen import Address
from app.ui.kit.sheet import Sheet
from app.ui.kit.words import Words, capital

SHOWN = 6
"""Places with a way to them; what is left is counted."""
SCREENS: Mapping[str, str] = {"threat_file": "threat_file", "visit_file": "visit", "person": "person"}
_COUNTED: Mapping[str, Callable[[Words, int], str]] = {
    "threat_file": lambda words, count: words.plural("{count} protection file", "{count} protection files", count),
    "visit_file": lambda words, count: words.plural("{count} visit", "{count} visits", count),
    "person": lambda words, count: words.plural("{count} person", "{count} persons", count),
    "organisation": lambda words, count: words.plural("{count} organisation", "{count} organisations", count),
    "label": lambda words, count: words.plural(
        "{count} part of a file or register", "{count} parts of files or registers", count
    ),
    "analysis_request": lambda words, count: words.plural(
        "{count} request for an analysis", "{count} requests for an analysis", count
    ),
    "attachment": lambda words, count: words.plural("{count} attachment", "{count} attachments", count),
}
"""What is counted here only; a label stands for the part that belongs to an organisation, or that it gets or gave."""
IN_FILES = frozenset({"measure", "threat_report"})
"""What is in a file; the others are counted by themselves."""


def uses_text(words: Words, uses: Uses) -> str:
    """Return `12 maatregelen in 9 dossiers`, or that nothing uses it."""
    if not uses.total:
        return words(N_("Nothing uses it yet."))
    counts: dict[str, int] = {}
    for kind, count in uses.counts.items():  # of the directory or of the register: both are organisations
        one = "organisation" if kind == "organisation_entry" else kind
        counts[one] = counts.get(one, 0) + count
    said = [
        _COUNTED[kind](words, count) if kind in _COUNTED else kinds_counted(words, {kind: count})
        for kind, count in counts.items()
    ]
    what = ", ".join(said)
    if uses.counts.keys() <= IN_FILES:
        files = words.plural("{count} file", "{count} files", uses.roots)
        return words(N_("Used in {what} in {files}."), what=what, files=files)
    return words(N_("Used in {what}."), what=what)


class UsesCard(Card):
    """`wanted` asks for one of the places."""

    wanted = Signal(Address)
    grown = Signal()
    """It holds more than before: what it stands in must make room."""

    def __init__(self, kit: Kit, read: Callable[[], Uses], then: str = "") -> None:
        super().__init__("uses_card", margin=2 * GRID)
        self._kit = kit
        self._said = label(kit.words(N_("Looking up what uses it…")), "uses_said", "strong", wrap=True)
        self._then = secondary(then, "uses_then", wrap=True)
        self._then.setVisible(bool(then))
        self._ways = [link("", f"uses_place_{number}", partial(self._on_way, number)) for number in range(SHOWN)]
        self._to: list[Address] = []
        self._places = QVBoxLayout()
        self._places.setSpacing(0)
        self.box.addWidget(self._said)
        self.box.addWidget(self._then)
        self.box.addLayout(self._places)
        for made in self._ways:  # they stand there before they say anything: Tab reaches them in the order of the eye
            made.setAccessibleDescription(kit.words(N_("Open")))
            made.hide()
            self._places.addLayout(row(made, None))
        kit.jobs.read(self, read, self.show_uses)

    def show_uses(self, uses: Uses) -> None:
        """Say what uses the line, and offer the way to what may be opened."""
        words = self._kit.words
        self._said.setText(uses_text(words, uses))
        if not uses.total:
            self._then.setText("")
            self._then.hide()
        shown = uses.places[:SHOWN]
        open_ones = [place for place in shown if place.kind in SCREENS]
        self._to = [Address(SCREENS[place.kind], place.root) for place in open_ones]
        for made, place in zip(self._ways, open_ones, strict=False):
            text = self._name(place)
            made.setText(text)
            made.setAccessibleName(text)
            made.show()
        rest = [secondary(self._name(one), f"uses_only_{at}") for at, one in enumerate(shown) if one not in open_ones]
        more = len(uses.places) - SHOWN
        if more > 0:
            rest.append(secondary(words.plural("and {count} more", "and {count} more", more), "uses_more"))
        for one in rest:
            self._places.addWidget(one)
            one.show()  # Qt would later: until then it needs no room
        self.box.activate()  # down to the lines of its own, which would say what they needed before
        self.updateGeometry()
        self.grown.emit()

    def _name(self, place: Place) -> str:
        text = " · ".join(part for part in (place.reference, place.title) if part)
        return text or capital(kind_name(self._kit.words, place.kind))

    def _on_way(self, number: int) -> None:
        self.wanted.emit(self._to[number])


def live_in(made: Sheet, uses: UsesCard, go: Callable[[Address], object]) -> None:
    """Let a sheet grow with what is found, and close it, its draft kept, when one of the places is to be opened."""

    def leave(address: Address) -> None:
        made.reject()
        go(address)

    uses.wanted.connect(leave)
    uses.grown.connect(made.fit if isinstance(made, ActSheet) else made.grow)
