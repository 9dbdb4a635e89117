"""What others and bundles changed since the officer last looked: by tab, what, which fields, who and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import DecisionKind
from app.models.kinds.schema import SCHEMA
from app.services.last_looks import SinceLooked
from app.services.trails import FieldChange
from app.ui.files.wording import capital
from app.ui.kit.buttons import link
from app.ui.kit.kind_words import kind_name
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, heading, label, row, secondary
from app.ui.kit.words import Words

TABS: Mapping[str, str] = {
    "involvement": "persons", "presence": "persons", "threat_report": "reports", "concern_link": "reports",
    "person_of_concern": "reports", "analysis_request": "analyses", "threat_analysis": "analyses",
    "measure": "measures", "execution_report": "measures", "decision": "decisions", "file_note": "notes",
    "attachment": "attachments", "issued_document": "papers", "document_copy": "papers", "threat_file": "overview",
}  # fmt: skip
"""On which tab a kind stands; what stands on none is in the history."""
ELSEWHERE = "history"
MOST = 8
"""Lines at once."""
MANY_FIELDS = 4


@dataclass(slots=True, eq=False, repr=False)
class Touched:
    """One thing that was changed, on its tab: its fields, and who wrote last."""

    tab: str
    kind: str
    uid: Id
    made: bool = False
    removed: bool = False
    fields: list[str] = field(default_factory=list)
    decided: DecisionKind | None = None
    about: Id = b""
    officer: Id = b""
    station: Id = b""
    moment: datetime | None = None


def touched(changes: Sequence[FieldChange]) -> Sequence[Touched]:
    """Return what was changed, thing by thing, what was changed last first."""
    found: dict[Id, Touched] = {}
    for change in changes:
        kind = change.kind or ""
        one = found.setdefault(change.uid, Touched(TABS.get(kind, ELSEWHERE), kind, change.uid))
        spec = SCHEMA.by_name.get(kind)
        # A change that takes the place of nothing, of a field that must be there, is how a thing begins.
        must = spec is not None and any(
            name in spec.fields and spec.fields[name].meta.required for name in change.values or {}
        )
        one.made = one.made or (must and not change.supersedes)
        one.removed = change.deletion
        one.fields += [name for name in [*(change.values or {})][:1] if name not in one.fields]  # what its cell is of
        if kind == "decision" and change.values:
            one.decided = change.values.get("kind") or one.decided
            one.about = change.values.get("subject") or one.about
        one.officer, one.station, one.moment = change.officer, change.station, change.moment
    return sorted(found.values(), key=lambda one: (one.moment is not None, one.moment, one.uid), reverse=True)


class SinceCard(Card):
    """Says also that there is nothing, or that this is the first look."""

    turned_to = Signal(str)
    """This tab is wanted."""

    def __init__(self, kit: Kit, since: SinceLooked, tabs: Mapping[str, str]) -> None:
        super().__init__("overview_since")
        self._kit = kit
        words = kit.words
        self.box.addWidget(heading(words(N_("Changed since you last looked")), "since_title"))
        found = touched(since.trail.changes)
        self.news = bool(found)
        """Whether there is anything to tell."""
        moment = words.moment(since.looked) if since.looked is not None else ""
        if not found:
            said = words(N_("Nothing by others since {moment}."), moment=moment)
            self.box.addWidget(label(said, "since_nothing", "quiet", wrap=True))
            return
        self.box.addWidget(secondary(words(N_("By others, since {moment}"), moment=moment), "since_moment"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID // 2)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        for at, one in enumerate(found[:MOST]):
            self._line(grid, at, one, since, tabs)
        self.box.addLayout(grid)
        left = len(found) - MOST
        text = words(N_("All in the history"))
        if left > 0:
            text = words.plural("{count} more in the history", "{count} more in the history", left)
        self.box.addLayout(row(link(text, "since_history", partial(self.turned_to.emit, ELSEWHERE)), None))

    def _line(self, grid: QGridLayout, at: int, one: Touched, since: SinceLooked, tabs: Mapping[str, str]) -> None:
        words, names = self._kit.words, since.trail.names
        tab = one.tab if one.tab in tabs else ELSEWHERE
        grid.addWidget(link(tabs[tab], f"since_tab_{at}", partial(self.turned_to.emit, tab)), at, 0)
        parts = (kind_name(words, one.kind), names.get(one.uid, ""))
        if one.decided is not None:
            parts = (words.enum(one.decided), names.get(one.about, ""))
        what = capital(", ".join(part for part in parts if part))
        said = words.pair(what, _fields(words, one))
        grid.addWidget(label(said, f"since_what_{at}", wrap=True), at, 1)
        who = " · ".join(part for part in (names.get(one.officer, ""), names.get(one.station, "")) if part)
        grid.addWidget(secondary(who, f"since_who_{at}", wrap=True), at, 2)
        moment = words.moment(one.moment) if one.moment is not None else ""
        grid.addWidget(secondary(moment, f"since_when_{at}"), at, 3)


def _fields(words: Words, one: Touched) -> str:
    if one.removed:
        return words(N_("removed"))
    if one.made:
        return words(N_("new"))
    spec = SCHEMA.by_name.get(one.kind)
    named = [words(spec.fields[name].meta.label) for name in one.fields if spec is not None and name in spec.fields]
    if len(named) > MANY_FIELDS or not named:
        return words.plural("{count} field", "{count} fields", len(named)) if named else words(N_("changed"))
    return ", ".join(named)
