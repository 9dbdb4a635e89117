"""Rows of a delegation list that nobody acts on unseen, kept with the event word for word until an officer has.

They are attachments of the event, so that who may read the event's attachments finds whoever is named in them. What was
kept before stays: the newest reading of a list counts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.core.ids import Id
from app.models.enums import Action
from app.models.kinds.label import Label
from app.models.kinds.paper import Attachment
from app.models.names.delegations import COLUMNS
from app.services.desk import Unit, View

ATTACHMENT = "attachment"
EVENT = "event"
MEDIA_TYPE = "text/csv"
TOGETHER = 100
"""Rows kept in one text: more would not all be found by."""
UNSURE = "unsure"
"""Why a row waits, beside those of `app.models.names.delegations.Why`."""


@dataclass(frozen=True, slots=True)
class Source:
    """The list the rows are of: SHA-256 and size of its bytes, and what its file was called."""

    digest: bytes
    size: int
    name: str | None = field(repr=False)


def row_in_words(row: int, cells: Mapping[str, str], why: Iterable[str]) -> str:
    """Return one row on one line: number (from 1, the heading apart), country, office, holder, reasons, by tabs."""
    held = [" ".join(cells[column].split()) for column in COLUMNS]
    return "\t".join([str(row + 1), *held, ", ".join(why)])


def keep_rows(unit: Unit, event: Id, source: Source, lines: Sequence[str], label: Label) -> bool:
    """Keep the rows with the event within a unit; return whether anything was written: not what is kept already."""
    if kept_rows(unit, event, source.digest) == list(lines):
        return False
    # Never into whatever stream may be written: one that a partner began, and lets us write, he reads.
    own, mine = _kept(unit, event), unit.facts.organisation
    stream = next((home for home, _ in own if unit.thing(home).owner == mine), None)
    if stream is None:
        stream = unit.begin(event, ATTACHMENT, label, Action.ATTACH)
    unit.require(Action.ATTACH, stream)
    now = unit.desk.clock.now()
    for start in range(0, max(len(lines), 1), TOGETHER):
        record = Attachment(
            subject=event, name=source.name, media_type=MEDIA_TYPE, size=source.size, content=source.digest,
            description="\n".join(lines[start : start + TOGETHER]) or None, taken=now,
        )  # fmt: skip
        unit.create(stream, record)
    return True


def kept_rows(view: View, event: Id, digest: bytes | None = None) -> list[str] | None:
    """Return the rows kept last with an event (of the list with that digest); None where no list was kept."""
    lists = [record for _, record in _kept(view, event) if digest is None or record.content == digest]
    last = max((record.taken for record in lists if record.taken), default=None)
    if last is None:
        return None
    return [line for one in lists if one.taken == last for line in (one.description or "").split("\n") if line]


def _kept(view: View, event: Id) -> list[tuple[Id, Attachment]]:
    """Return (stream, record) of what is kept with an event by its owner, or here: nobody else's takes its place."""
    owners = {view.facts.organisation, *(view.thing(home).owner for home in view.parts(event, EVENT))}
    found = view.locate(Attachment, "subject = ? AND media_type = ?", event, MEDIA_TYPE)
    return [
        (stream, record) for _, stream, record in found
        if view.may(Action.READ, stream) and view.thing(stream).owner in owners
    ]  # fmt: skip
