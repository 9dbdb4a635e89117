"""One look at the store for the whole situation: rights, files and names are read once for all lists.

Every list is cut off at `most` of the most pressing rows before rights are asked, so that its cost has a bound however
much is due; a number then says "and more".
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from app.core.ids import Id
from app.models.enums import AccountState, Marking, NeedKind
from app.models.kinds.proposals import Proposal
from app.models.kinds.threat import ThreatFile
from app.models.kinds.visits import VisitFile
from app.models.lists import Lists, days_ahead
from app.models.rules.officers import staff, standing_in
from app.models.tables import projection_name
from app.services.among import AMONG, among
from app.services.desk import View, today_of
from app.services.markings import highest_of
from app.services.saying import Fact, InTongues
from app.services.seeing import Sight
from app.services.situation.needs import Need, Opening, Raised

_STAFF = "file_officer, deputy, stand_in, stand_in_from, stand_in_to"
_NOBODY = ", ".join(["NULL"] * 5)
SCREENS: Mapping[type, str] = {ThreatFile: "threat_file", VisitFile: "visit", Proposal: "proposal"}


@dataclass(frozen=True, slots=True)
class Horizon:
    """How far ahead is looked, in days. Choices: nothing published says how long (domain.md).

    What the list of deadlines has a line for, a look takes from there (`ANNOUNCED`).
    """

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
    looked_through: int = 20
    """Files whose papers are compared with what was decided since: each is thawed from its frozen data."""
    clearance: int = 60
    """The end of a clearance within so many days is announced: a renewal takes weeks."""


ANNOUNCED: Mapping[str, str] = {
    "soon": "evaluate", "acknowledge": "acknowledge", "visits": "visit_papers", "recall": "recall",
    "clearance": "clearance",
}  # fmt: skip
"""Fields of a horizon that an administrator sets, and the lines of the list of deadlines that say them."""


def announced(horizon: Horizon, lists: Lists, today: date) -> Horizon:
    """Return the horizon with the days that this store's lists give."""
    return replace(horizon, **{name: days_ahead(lists, code, today) for name, code in ANNOUNCED.items()})


@dataclass(frozen=True, slots=True, repr=False)
class FileFacts:
    """What a list shows of a file: all empty where its core is not for this officer."""

    screen: str = "threat_file"
    reference: str = ""
    title: str = ""
    officer: str = ""
    staff: frozenset[Id] = frozenset()
    """Whose own file it is today."""
    away: Id | None = None
    """Its officer, while somebody stands in for him today."""
    stand_in: Id | None = None
    """Who does so."""
    acting: str = ""
    """Who has it in place of its officer: whoever stands in today, or the deputy of one who has no account."""


_UNKNOWN = FileFacts()


class _Staffed(NamedTuple):
    """The columns of `_STAFF`."""

    file_officer: Id | None
    deputy: Id | None
    stand_in: Id | None
    stand_in_from: date | None
    stand_in_to: date | None


@dataclass(slots=True, repr=False)
class Look:
    """One officer's look at one moment."""

    view: View
    horizon: Horizon
    kept: Sight | None = None
    """What was asked of rights before and still holds."""
    now: datetime = field(init=False)
    today: date = field(init=False)
    sight: Sight = field(init=False)
    _files: dict[Id, FileFacts] = field(default_factory=dict)
    _shown: set[int] = field(default_factory=set)
    _staffs: dict[tuple[Any, ...], tuple[frozenset[Id], Id | None, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.now = self.view.desk.clock.now()
        self.today = today_of(self.now)
        self.horizon = announced(self.horizon, self.view.lists, self.today)
        self.sight = self.kept or Sight(self.view)

    def day(self, ahead: int) -> str:
        """Return the day so many days from today as the store writes it."""
        return (self.today + timedelta(days=ahead)).isoformat()

    @property
    def apart(self) -> str:
        """Return the keys of the rows that count for nothing, as a parameter of queries: nearly always none."""
        return json.dumps(sorted(self.view.foreign.rows))

    def rows(self, sql: str, *parameters: Any) -> Sequence[Any]:
        """Return the rows of a query. Its text is code; what varies goes into `parameters`."""
        return self.view.connection.exec_driver_sql(sql, parameters).all()

    def readable(self, rows: Iterable[Any], sid: int = 1) -> list[Any]:
        """Return those rows whose stream (small key in column `sid`) this officer may read."""
        found = list(rows)
        seen = self.sight.streams({row[sid] for row in found})
        self._shown |= seen
        return [row for row in found if row[sid] in seen]

    def pressing(self, sql: str, *parameters: Any) -> tuple[list[Any], bool]:
        """Return the first rows of a query that this officer may read, and tell whether there are more than were asked.

        The query gives the most pressing first, in its second column the stream and in its third the file; its last
        parameter, which is given here, cuts it off. The files are read with them.
        """
        most = self.horizon.most
        rows = self.rows(sql, *parameters, most + 1)
        readable = self.readable(rows)[:most]
        self.files({row[2] for row in readable})
        return readable, len(rows) > most

    def show(self, sids: Iterable[int]) -> None:
        """Note streams that were asked for elsewhere and are shown: their marking counts for `marking`."""
        self._shown |= set(sids)

    @property
    def marking(self) -> Marking:
        """Return the highest marking of all that was read for the lists."""
        return highest_of(self.view, self._shown)

    def files(self, ids: Collection[Id | None]) -> Mapping[Id, FileFacts]:
        """Return what is known of these files, each of them."""
        fresh = {uid for uid in ids if uid is not None and uid not in self._files}
        if fresh:
            self._files.update(dict.fromkeys(fresh, _UNKNOWN))
            for kind, screen in SCREENS.items():
                table = projection_name(self.view.desk.schema.by_record[kind])
                who = _NOBODY if kind is Proposal else _STAFF
                sql = f"SELECT uid, sid, reference, title, {who} FROM {table} WHERE uid {AMONG}"  # noqa: S608
                rows = self.rows(sql, among(fresh))
                seen = self.sight.streams({row[1] for row in rows})
                self._shown |= seen
                hidden = FileFacts(screen)
                names = {officer: self.officer(officer) for officer in {row[4] for row in rows}}
                for uid, sid, reference, title, officer, *others in rows:
                    if sid in seen:
                        own, stand_in, acting = self._staff(officer, *others)
                        away = officer if stand_in is not None else None
                        self._files[uid] = FileFacts(
                            screen, reference or "", title or "", names[officer], own, away, stand_in, acting
                        )
                    elif self._files[uid] is _UNKNOWN:
                        self._files[uid] = hidden
                fresh -= {row[0] for row in rows}
                if not fresh:
                    break
        return self._files

    def file(self, uid: Id | None) -> FileFacts:
        """Return what is known of one file, or of none."""
        if uid is None:
            return _UNKNOWN
        return self._files.get(uid) or self.files([uid])[uid]

    def _staff(self, *columns: Any) -> tuple[frozenset[Id], Id | None, str]:
        """Return whose own file it is, who stands in, and who acts; files have few officers: each is made once."""
        if columns not in self._staffs:
            officer, deputy, stand_in, begins, ends = columns
            file = _Staffed(officer, deputy, stand_in, _day(begins), _day(ends))
            now = standing_in(file, self.today)
            acting = now if self._has_account(now) else None if self._has_account(officer) else deputy
            named = self.officer(acting) if self._has_account(acting) else ""
            self._staffs[columns] = staff(file, self.today), now, named
        return self._staffs[columns]

    def _has_account(self, uid: Id | None) -> bool:
        found = self.view.directory.officers.get(uid or b"")
        return found is not None and found.state == AccountState.ACTIVE

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
        raised: Raised | None = None,
    ) -> Need:  # fmt: skip
        """Return a need about a file; its officer must act unless `role` or `who` says otherwise."""
        known = self.file(file)
        day = _day(due)
        left = None if day is None else (day - self.today).days
        actor = who if who is not None else ("" if role else known.acting or known.officer)
        away = known.officer if who is None and not role and known.acting else ""
        return Need(
            kind, sentence, facts, opens or Opening(known.screen, file, tab), day, left, file, known.reference,
            known.title, actor, role, raised, away,
        )  # fmt: skip


def _day(due: str | date | None) -> date | None:
    if not isinstance(due, str):
        return due
    try:
        return date.fromisoformat(due)
    except ValueError:
        return None
