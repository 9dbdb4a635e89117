"""One save in the making, by the bulk path: the writer of history and one signature for all that happens in it.

Rights are judged by history itself, as of any save: one that it does not count is a defect here and raises. An entity
is written once a save; what would write it again waits for the next day (`untouched`).
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from app.core.ids import Id
from app.history.applying import Applied
from app.history.numbers import next_number
from app.history.writing import Writer
from app.models.kinds.label import Label
from app.services.desk import Desk
from app.services.desk import today_of as date_of

STATION = "BRU1"


class Day:
    """What steps write into. `number` is the day's; `today` and `now` are its date and the clock's moment."""

    def __init__(self, desk: Desk, writer: Writer, next_reference: Any, number: int, owner: Id) -> None:
        self.desk = desk
        self.number = number
        self.owner = owner
        self.ids = desk.ids
        self._writer = writer
        self._next_reference = next_reference
        self._touched: set[Id] = set()
        self._wrote = False

    @property
    def officer(self) -> Id:
        """Return who saves."""
        return self.desk.officer

    @property
    def now(self) -> datetime:
        """Return the moment."""
        return self.desk.clock.now()

    @property
    def today(self) -> date:
        """Return the date."""
        return date_of(self.now)

    def begin(self, root: Id, part: str, label: Label) -> Id:
        """Begin a stream of the own organisation."""
        return self._writer.begin_stream(root, part, self.owner, label)

    def create(self, stream: Id, record: Any, uid: Id | None = None) -> Id:
        """Write a new entity."""
        made = uid or self.ids.new()
        self._writer.create(stream, made, record)
        self._touched.add(made)
        self._wrote = True
        return made

    def change(self, stream: Id, uid: Id, kind: type, **fields: Any) -> None:
        """Write fields of an entity that was untouched."""
        self._writer.change(stream, uid, kind, fields)
        self._touched.add(uid)
        self._wrote = True

    def add(self, stream: Id, uid: Id, kind: type, name: str, element: Any) -> None:
        """Add an element to a set of an entity that was untouched."""
        self._writer.add(stream, uid, kind, name, element)
        self._touched.add(uid)
        self._wrote = True

    def untouched(self, *uids: Id) -> bool:
        """Tell whether none of them was written in this save."""
        return self._touched.isdisjoint(uids)

    def reference(self) -> str:
        """Return the next reference of a file."""
        return str(self._next_reference(self.today.year))

    def save(self) -> Applied | None:
        """Sign and apply it; None where nothing happened. Raises RuntimeError where history does not count it."""
        if not self._wrote:
            return None
        saved = self._writer.commit(self.officer, self.now, cosigners=[self.desk.cosigner()])
        if saved.applied.void:
            raise RuntimeError("history does not count what was invented")
        return saved.applied


def live(desk: Desk, number: int, owner: Id, steps: Iterable[Any]) -> Applied | None:
    """Let steps happen in one durable save of this desk's officer."""
    with desk.store.write() as connection:
        writer = Writer(connection, desk.schema, desk.trust, desk.pen, desk.randomness)

        def reference(year: int) -> str:
            return next_number(connection, "BP", year, STATION, 1)

        day = Day(desk, writer, reference, number, owner)
        for step in steps:
            step(day)
        return day.save()
