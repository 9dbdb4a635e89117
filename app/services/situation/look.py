"""One look at the store for the whole situation: rights, files and names are read once for all lists.

Every list is cut off at `most` of the most pressing rows before rights are asked, so that its cost has a bound however
much is due; a number then says "and more".
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from app.core.ids import Id
from app.history.labels import LABEL
from app.models.enums import Marking, NeedKind
from app.models.kinds.label import Label
from app.models.kinds.threat import ThreatFile
from app.models.kinds.visits import VisitFile
from app.models.tables import projection_name
from app.services.desk import View, today_of
from app.services.saying import Fact, InTongues
from app.services.seeing import Sight
from app.services.situation.needs import Need, Opening

AMONG = "IN (SELECT unhex(value) FROM json_each(?))"
SCREENS: Mapping[type, str] = {ThreatFile: "threat_file", VisitFile: "visit"}


@dataclass(frozen=True, slots=True)
class Horizon:
    """How far ahead is looked, in days. Choices: nothing published says how long (domain.md)."""

    soon: int = 7
    """End, review or validity within so many days is announced."""
    acknowledge: int = 2
    """A copy handed over is acknowledged within so many days."""
    visits: int = 14
    """Papers are asked of visits that arrive within so many days."""
    recall: int = 90
    """Papers are compared with what was decided within so many days back."""
    most: int = 100
    """Rows read of one kind."""


@dataclass(frozen=True, slots=True, repr=False)
class FileFacts:
    """What a list shows of a file: all empty where its core is not for this officer."""

    screen: str = "threat_file"
    reference: str = ""
    title: str = ""
    officer: str = ""


@dataclass(slots=True)
class Look:
    """One officer's look at one moment."""

    view: View
    horizon: Horizon
    now: datetime = field(init=False)
    today: date = field(init=False)
    sight: Sight = field(init=False)
    _files: dict[Id, FileFacts] = field(default_factory=dict)
    _shown: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.now = self.view.desk.clock.now()
        self.today = today_of(self.now)
        self.sight = Sight(self.view)

    def day(self, ahead: int) -> str:
        """Return the day so many days from today as the store writes it."""
        return (self.today + timedelta(days=ahead)).isoformat()

    def rows(self, sql: str, *parameters: Any) -> Sequence[Any]:
        """Return the rows of a query. Its text is code; what varies goes into `parameters`."""
        return self.view.connection.exec_driver_sql(sql, parameters).all()

    def readable(self, rows: Iterable[Any], sid: int = 1) -> list[Any]:
        """Return those rows whose stream (small key in column `sid`) this officer may read."""
        found = list(rows)
        seen = self.sight.streams({row[sid] for row in found})
        self._shown |= seen
        return [row for row in found if row[sid] in seen]

    @property
    def marking(self) -> Marking:
        """Return the highest marking of all that was read for the lists."""
        table = projection_name(self.view.desk.schema.by_record[Label])
        sql = (
            f"SELECT max(l.marking) FROM entity e JOIN {table} l ON l.id = e.id"  # noqa: S608 - a declared name
            f" WHERE e.kind = {LABEL} AND e.sid IN (SELECT value FROM json_each(?))"
        )
        highest = self.rows(sql, json.dumps(list(self._shown)))[0][0]
        return Marking(highest) if highest in set(Marking) else Marking.NONE

    def files(self, ids: Collection[Id | None]) -> Mapping[Id, FileFacts]:
        """Return what is known of these files, each of them."""
        fresh = {uid for uid in ids if uid is not None} - self._files.keys()
        if fresh:
            self._files.update(dict.fromkeys(fresh, FileFacts()))
            for kind, screen in SCREENS.items():
                table = projection_name(self.view.desk.schema.by_record[kind])
                sql = f"SELECT uid, sid, reference, title, file_officer FROM {table} WHERE uid {AMONG}"  # noqa: S608
                rows = self.rows(sql, among(fresh))
                for uid, _, reference, title, officer in self.readable(rows):
                    self._files[uid] = FileFacts(screen, reference or "", title or "", self.officer(officer))
                for row in rows:
                    if self._files[row[0]] == FileFacts():
                        self._files[row[0]] = FileFacts(screen)
        return self._files

    def officer(self, uid: Id | None) -> str:
        """Return an officer's name; empty where he is not in the directory here."""
        found = self.view.directory.officers.get(uid or b"")
        return (found.name or "") if found else ""

    def organisation(self, uid: Id | None) -> InTongues:
        """Return the name of an organisation of the directory."""
        found = self.view.directory.organisations.get(uid or b"")
        return InTongues(found.names, found.code or "—") if found else InTongues(None)

    def need(
        self, kind: NeedKind, sentence: str, facts: Mapping[str, Fact], *, file: Id | None, tab: str = "",
        due: str | date | None = None, role: str = "", who: str | None = None, opens: Opening | None = None,
    ) -> Need:  # fmt: skip
        """Return a need about a file; its officer must act unless `role` or `who` says otherwise."""
        known = self.files([file])[file] if file is not None else FileFacts()
        day = _day(due)
        left = None if day is None else (day - self.today).days
        actor = who if who is not None else ("" if role else known.officer)
        return Need(
            kind, sentence, facts, opens or Opening(known.screen, file, tab), day, left, file, known.reference,
            known.title, actor, role,
        )  # fmt: skip


def among(ids: Iterable[Id]) -> str:
    """Return ids as the parameter of AMONG."""
    return json.dumps([uid.hex() for uid in ids])


def _day(due: str | date | None) -> date | None:
    if not isinstance(due, str):
        return due
    try:
        return date.fromisoformat(due)
    except ValueError:
        return None
