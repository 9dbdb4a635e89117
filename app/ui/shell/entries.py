"""The rail's entries: which screens stand in it, for whom, with which icon; and to which entry every screen belongs."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.core.i18n import N_
from app.models.enums import Action

CONTENT = frozenset({Action.READ})


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """One line of the rail; it is there for whose role may do one of `asks`. `word` is an msgid."""

    screen: str
    word: str
    icon: str
    asks: frozenset[Action] = CONTENT
    apart: bool = False
    """Whether a hairline stands above it."""
    assigned: bool = False
    """Whether it is there for those only whom another organisation gives work."""


ENTRIES: tuple[Entry, ...] = (
    Entry("situation", N_("Situation"), "layout-dashboard"),
    Entry("tasks", N_("Tasks"), "check-check", frozenset({Action.READ, Action.KEYS})),
    Entry("threat_files", N_("Threatened persons"), "shield-alert"),
    Entry("visits", N_("Visits"), "plane"),
    Entry("assignments", N_("Assignments"), "clipboard-list", assigned=True),
    Entry("proposals", N_("Proposals"), "gavel", frozenset({Action.PROPOSE, Action.APPROVE})),
    Entry("institutions", N_("Institutions"), "building-2"),
    Entry("persons", N_("Persons"), "users"),
    Entry("organisations", N_("Organisations"), "phone"),
    Entry("agenda", N_("Agenda"), "calendar-days"),
    Entry("journal", N_("Journal"), "book-open"),
    Entry("exchange", N_("Exchange"), "usb", frozenset({Action.IMPORT, Action.RELEASE}), apart=True),
    Entry("statistics", N_("Statistics"), "chart-column", frozenset({Action.COUNT})),
    Entry(
        "administration", N_("Administration"), "settings",
        frozenset({Action.ACCOUNTS, Action.KEYS, Action.BACKUP, Action.AUDIT, Action.CATALOGUE}),
    ),
)  # fmt: skip

_BELONGS: Mapping[str, str] = {
    "threat_file": "threat_files",
    "visit": "visits",
    "delegation_import": "visits",
    "person": "persons",
    "doubles": "persons",
    "call_card": "persons",
    "organisation": "organisations",
    "places": "organisations",
    "place": "organisations",
    "proposal": "proposals",
    "export": "exchange",
    "import": "exchange",
    "conflicts": "exchange",
    "drafts": "situation",
    "my_files": "tasks",
    "held": "exchange",
    "erasing": "threat_files",
}

ICONS: Mapping[str, str] = {
    **{entry.screen: entry.icon for entry in ENTRIES},
    "threat_file": "shield-alert",
    "visit": "plane",
    "person": "user",
    "doubles": "users",
    "organisation": "phone",
    "places": "map-pin",
    "place": "map-pin",
    "proposal": "gavel",
    "call_card": "phone-call",
    "export": "upload",
    "import": "download",
    "conflicts": "git-compare",
    "held": "shield-alert",
    "erasing": "trash-2",
    "delegation_import": "clipboard-paste",
    "drafts": "pencil",
    "my_files": "files",
    "help": "circle-help",
}


def entries_for(may: Collection[Action], places: Collection[str], *, assigned: bool = False) -> tuple[Entry, ...]:
    """Return the entries of an officer whose roles may do these, of screens that are there.

    `assigned` tells whether another organisation gives his own work to do.
    """
    found = (one for one in ENTRIES if one.screen in places and not one.asks.isdisjoint(may))
    return tuple(one for one in found if assigned or not one.assigned)


def belongs_to(screen: str) -> str:
    """Return the entry under which a screen stands."""
    return _BELONGS.get(screen, screen)
