"""What the box over everything lists: things found, actions, what was opened lately, each under its heading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.core.i18n import N_
from app.models.kinds.schema import SCHEMA
from app.services.search.looking_up import Line
from app.ui.kit.action import Action
from app.ui.kit.keys import key_text
from app.ui.kit.kind_words import kind_name
from app.ui.kit.screen import Address
from app.ui.kit.words import Words
from app.ui.shell.entries import ICONS
from app.ui.shell.matching import matches, spans, words_of

MOST_COMMANDS = 6
MOST_WAITING = 4
ASSIGNED = "assignment"
"""Group and part of what is found in a file whose core is not here: what another organisation gives us to do."""
TABS: Mapping[str, str] = {
    "measure": "measures",
    "execution_report": "measures",
    "decision": "decisions",
    "threat_report": "reports",
    "threat_analysis": "analyses",
    "analysis_request": "analyses",
    "file_note": "notes",
    "attachment": "attachments",
    "person_of_concern": "concerns",
}
"""On which tab of its file something found is shown."""
OPENS: Mapping[str, str] = {
    "person": "call_card",
    "threat_file": "threat_file",
    "visit_file": "visit",
    "proposal": "proposal",
    "organisation": "organisation",
    "place": "place",
    "vehicle": "vehicle",
    "event": "event",
}
"""Which screen opens a root of a kind; Enter on a person opens the call card."""
_HEADINGS: Mapping[str, str] = {
    "person": N_("Persons"),
    "threat_file": N_("Protection files"),
    "visit_file": N_("Visits"),
    "proposal": N_("Proposals"),
    ASSIGNED: N_("Assignments"),
    "": N_("Other"),
}


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """One line. A heading opens nothing; a thing has an address, a command its action."""

    text: str
    second: str = ""
    icon: str = ""
    key: str = ""
    address: Address | None = None
    action: Action | None = None
    marks: Sequence[tuple[int, int]] = field(default=())
    why: str = ""
    """Why a command cannot be done now; empty where it can."""

    @property
    def heading(self) -> bool:
        """Tell whether this is a heading."""
        return self.address is None and self.action is None


def rows_of(
    words: Words, query: str, lines: Sequence[Line], actions: Sequence[Action], screens: frozenset[str]
) -> list[Row]:
    """Return what to list for what was typed: things in groups, the group with the best first; then commands.

    Who types several words of a command means it: then commands stand first. What cannot be done now stands last.
    """
    groups: dict[str, list[Row]] = {}
    for line in lines:
        assigned = not line.found.root_kind and SCHEMA.by_name[line.found.kind].part == ASSIGNED
        screen = "threat_file" if assigned else OPENS.get(line.found.root_kind, "")
        if screen in screens:
            group = ASSIGNED if assigned else line.found.root_kind if line.found.root_kind in _HEADINGS else ""
            groups.setdefault(group, []).append(_thing(words, query, line, screen))
    rows: list[Row] = []
    for group, found in groups.items():
        rows += [Row(words(_HEADINGS[group])), *found]
    commands, waiting = _commands(words, query, actions), _waiting(words, query, actions)
    meant = len(words_of(query)) > 1 and any(one.action and matches(query, one.text) for one in commands)
    return [*(commands + rows if meant else rows + commands), *waiting]


def rows_before(words: Words, recent: Sequence[tuple[Address, str]], actions: Sequence[Action]) -> list[Row]:
    """Return what to list while nothing is typed: what was opened lately, then what can be done."""
    rows = [Row(name, _screen_word(words, address), ICONS.get(address.screen, "folder"), address=address)
            for address, name in recent]  # fmt: skip
    listed = [Row(words(N_("Opened lately"))), *rows] if rows else []
    return listed + _commands(words, "", [one for one in actions if one.id.startswith("go.")])


def _thing(words: Words, query: str, line: Line, screen: str) -> Row:
    found = line.found
    parts = [line.reference, "" if found.root_kind == found.kind else kind_name(words, found.kind)]
    if found.root_kind not in _HEADINGS:
        parts.insert(0, kind_name(words, found.root_kind))
    second = " · ".join(part for part in parts if part)
    text = found.title or line.reference or kind_name(words, found.root_kind)
    icon = ICONS.get("person" if screen == "call_card" else screen, "folder")
    address = Address(screen, found.root, TABS.get(found.kind, ""))
    return Row(text, second, icon, address=address, marks=spans(query, text))


def _commands(words: Words, query: str, actions: Sequence[Action]) -> list[Row]:
    fits = [one for one in actions if matches(query, one.text, one.group)]
    by_name = sorted(fits, key=lambda one: not matches(query, one.text))
    rows = [_command(words, query, one) for one in by_name if one.enabled()]
    rows = rows[: MOST_COMMANDS if query.strip() else 12]
    return [Row(words(N_("Commands"))), *rows] if rows else []


def _waiting(words: Words, query: str, actions: Sequence[Action]) -> list[Row]:
    """Return what cannot be done now, with why, where its own words were typed: last of all, and few."""
    fits = [one for one in actions if matches(query, one.text) and not one.enabled()]
    rows = [_command(words, query, one, why_not(words, one)) for one in fits[:MOST_WAITING]]
    return [Row(words(N_("Not possible now"))), *rows] if rows else []


def _command(words: Words, query: str, one: Action, why: str = "") -> Row:
    key = key_text(one.shortcut, words) if one.shortcut and not why else ""
    icon = one.icon or "chevron-right"
    return Row(one.text, why or one.group, icon, key, action=one, marks=spans(query, one.text), why=why)


def why_not(words: Words, action: Action) -> str:
    """Return why an action cannot be done now, as far as it knows."""
    return action.why() or words(N_("This cannot be done here now."))


def _screen_word(words: Words, address: Address) -> str:
    kinds = {"threat_file": "threat_file", "visit": "visit_file", "person": "person", "call_card": "person"}
    return kind_name(words, kinds[address.screen]) if address.screen in kinds else ""
