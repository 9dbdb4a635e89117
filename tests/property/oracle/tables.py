"""What the oracle knows of the domain, as plain tables of its own: kinds, cells, rules, who may do what."""

from dataclasses import dataclass
from typing import Any

VALUE, TEXT, SET, ORDER, NARROW, HIGHEST, WORKFLOW = "value", "text", "set", "order", "narrow", "highest", "workflow"
DELETED = 0
"""The cell of an entity's deletion."""
LABEL, ORGANISATION, STATION, OFFICER = 1, 2, 3, 4
DIRECTORY = 1
"""The part that is the directory."""
NOBODY = bytes(16)

STATES = ("asked", "granted", "running", "guarded")


@dataclass(frozen=True)
class Kind:
    """Where a kind lives (None: everywhere), what writing it asks for, and its cells: rule and fields.

    `others` are the cells that count by whoever may write the kind; None: all. The rest, and that it is deleted,
    counts by the owner of the stream alone.
    """

    name: str
    part: int | None
    action: str
    cells: dict[int, tuple[str, tuple[str, ...]]]
    once: bool = False
    others: frozenset[int] | None = None


KINDS = {
    LABEL: Kind(
        "label",
        None,
        "label",
        {
            1: (HIGHEST, ("marking",)),
            2: (SET, ("compartments",)),
            3: (NARROW, ("co_owners",)),
            4: (NARROW, ("distribution",)),
            5: (VALUE, ("originator",)),
            6: (NARROW, ("consented",)),
            7: (VALUE, ("handling",)),
            8: (VALUE, ("foreign_marking",)),
        },
    ),
    ORGANISATION: Kind(
        "organisation_entry",
        DIRECTORY,
        "directory",
        {1: (VALUE, ("code",)), 2: (VALUE, ("names",)), 3: (VALUE, ("kind",)), 4: (WORKFLOW, ("state",))},
    ),
    STATION: Kind(
        "station",
        DIRECTORY,
        "directory",
        {
            1: (VALUE, ("code",)),
            2: (VALUE, ("organisation",)),
            3: (WORKFLOW, ("ceiling",)),
            4: (NARROW, ("compartments",)),
            5: (VALUE, ("signing_key", "recipient_key")),
            7: (WORKFLOW, ("state", "cut_off")),
        },
    ),
    OFFICER: Kind(
        "officer",
        DIRECTORY,
        "directory",
        {
            1: (VALUE, ("login",)),
            2: (VALUE, ("name",)),
            3: (VALUE, ("organisation",)),
            4: (NARROW, ("roles",)),
            5: (WORKFLOW, ("clearance", "clearance_until")),
            7: (NARROW, ("compartments",)),
            8: (NARROW, ("stations",)),
            9: (VALUE, ("public_key",)),
            10: (WORKFLOW, ("state",)),
            11: (SET, ("languages",)),
            12: (VALUE, ("phone",)),
        },
    ),
    30: Kind(
        "thing",
        2,
        "file",
        {
            1: (VALUE, ("title",)),
            2: (VALUE, ("begins", "ends")),
            4: (TEXT, ("story",)),
            5: (SET, ("tags",)),
            6: (NARROW, ("keys",)),
            7: (HIGHEST, ("level",)),
            8: (ORDER, ("parts",)),
            9: (WORKFLOW, ("state", "until")),
            11: (VALUE, ("extra",)),
        },
    ),
    31: Kind("note", 2, "report", {1: (VALUE, ("text",)), 2: (VALUE, ("about",))}, once=True),
    32: Kind("task", 3, "measure", {1: (VALUE, ("title",)), 2: (SET, ("places",))}, others=frozenset({2})),
    33: Kind("novelty", 2, "measure", {1: (VALUE, ("title",)), 2: (SET, ("tags",))}),
    34: Kind("done", 3, "execute", {1: (VALUE, ("title",))}),
    35: Kind("ruling", 3, "decide", {1: (VALUE, ("text",))}, once=True),
}

OLDER = {number: kind for number, kind in KINDS.items() if number not in (30, 33)} | {
    30: Kind("thing", 2, "file", {number: cell for number, cell in KINDS[30].cells.items() if number != 11})
}
"""The same domain as an older version knows it."""

ACTIONS = {
    "file_officer": {"label", "file", "report", "measure", "execute", "decide"},
    "partner": {"measure", "execute", "decide"},
    "analyst": {"report"},
    "administrator": {"directory"},
}
OWNERS_ONLY = {(3, "decide")}
"""Part and action: what is for the owner of a stream, and for no co-owner."""
RECEIVERS_MAY = {"execute"}
"""Of what writing asks for: what an organisation may do that only receives."""


def rank(kind: int, values: list[Any]) -> tuple[float, ...] | tuple[int, str]:
    """Rank a workflow value of `kind`; the greatest protects most, or grants least."""
    first, second = (*values, None, None)[:2]
    if kind == 30:
        return (STATES.index(first) if first in STATES else -1, second or "")
    if isinstance(first, int):
        until = 0 if second is None else int(second.replace("-", ""))
        return (-first, -until)
    if first == "active":
        return (0, 0)
    if first == "revoked":
        return (1, float("-inf") if second is None else -second)
    return (float("inf"), 0)
