"""Visits of today and tomorrow with their programme and what of it nobody covers; papers that visits still lack."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeVar

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import FileState, NeedKind, SubjectKind
from app.models.kinds.measures import Measure
from app.models.kinds.movements import Convoy, Flight, RadioRequest, WeaponPermit
from app.models.kinds.visits import DelegationMember, ProgrammeItem, VisitFile
from app.models.texts import LocalText
from app.services.among import AMONG, among
from app.services.desk import today_of
from app.services.saying import Fact, InTongues
from app.services.search.finding import titles_of
from app.services.situation.look import Look
from app.services.situation.needs import Listed, Raised
from app.services.visits.completeness import RULES, Lacking, lacking
from app.services.visits.coverage import uncovered
from app.services.visits.visits import CORE, DELEGATION, PROGRAMME, VisitSheet

_WORKING = ", ".join(f"'{state.value}'" for state in (FileState.DRAFT, FileState.OPEN, FileState.SUSPENDED))
_COMING = f"state IN ({_WORKING}) AND coalesce(departure, arrival) >= ? AND coalesce(arrival, departure) < ?"

R = TypeVar("R")


@dataclass(frozen=True, slots=True, repr=False)
class Point:
    """A point of a programme, as the day's list shows it; `uncovered` where no measure runs for it."""

    visit: Id
    reference: str
    title: str
    item: Id
    starts: datetime
    ends: datetime | None
    activity: LocalText | None
    place: str
    uncovered: bool


@dataclass(slots=True, repr=False)
class Visits:
    """The visits that matter now, read once for four lists."""

    look: Look
    coming: list[tuple[Id, VisitFile]] = field(init=False)
    """Those that arrive within the horizon and have not left, the earliest first."""
    more: bool = field(init=False)
    _parts: Mapping[tuple[Id, str], bool] = field(init=False)
    """Whether a part of a visit may be read."""

    def __post_init__(self) -> None:
        look, most = self.look, self.look.horizon.most
        # Moments are stored with their zone: a day more on both sides, then by the country's day.
        found = look.view.locate(
            VisitFile, _COMING, look.day(-1), look.day(look.horizon.visits + 2),
            order=f"coalesce(arrival, departure), uid LIMIT {most + 1}",
        )  # fmt: skip
        self.more = len(found) > most
        files = {uid: record for uid, _, record in found[:most] if self._within(record, look.horizon.visits)}
        self._parts = _parts(look, files)
        self.coming = [(uid, record) for uid, record in files.items() if self._parts.get((uid, CORE), False)]
        look.files(files)

    @property
    def now(self) -> list[tuple[Id, VisitFile]]:
        """Return those that are here, arrive or leave today or tomorrow."""
        return [(uid, record) for uid, record in self.coming if self._within(record, 1)]

    def visits(self) -> Listed:
        """Return the visits of today and tomorrow; their day is that of the arrival, for who is here already today."""
        found = []
        for uid, record in self.now:
            arrival = record.arrival or record.departure
            day = self.look.today if arrival is None else max(today_of(arrival), self.look.today)
            sentence = N_("Arrival: {title}") if record.arrival and day == today_of(record.arrival) else N_(
                "Visit under way: {title}"
            )  # fmt: skip
            facts = {"title": record.title or "—"}
            found.append(self.look.need(NeedKind.VISIT, sentence, facts, file=uid, tab="programme", due=day))
        return Listed(found, frozenset({NeedKind.VISIT} if self.more else ()))

    def papers(self) -> Listed:
        """Return one need for each visit that lacks papers: the first due, and how many more."""
        found = []
        for sheet in self._sheets():
            lacks = sorted(lacking(sheet, self.look.today, self.look.view.lists.offered(RULES)), key=_pressing)
            if not lacks:
                continue
            first = lacks[0]
            sentence = N_("Still missing: {rule}") if len(lacks) == 1 else N_(
                "Still missing: {rule}, and {count} more"
            )  # fmt: skip
            facts: dict[str, Fact] = {"rule": first, "count": len(lacks) - 1}
            found.append(
                self.look.need(NeedKind.PAPERS, sentence, facts, file=sheet.file, tab="completeness", due=first.due,
                               raised=Raised(sheet.file, first.rule))
            )  # fmt: skip
        return Listed(found, frozenset({NeedKind.PAPERS} if self.more else ()))

    def points(self) -> Sequence[Point]:
        """Return the points of today and tomorrow by their time, without what is cancelled or over."""
        files = {uid: record for uid, record in self.now if self._parts.get((uid, PROGRAMME), False)}
        items = [(uid, item) for uid, item in _lines(self.look, ProgrammeItem, files) if self._is_now(item)]
        gaps = self._gaps(items)
        places = titles_of(
            self.look.view, self.look.sight, [item.place for _, item in items if item.place is not None], "nl"
        )
        found = []
        for uid, item in items:
            if item.file is None or item.starts is None:
                continue
            visit, place = files[item.file], places.get(item.place or b"", "") or item.place_text or ""
            found.append(
                Point(item.file, visit.reference or "", visit.title or "", uid, item.starts, item.ends, item.activity,
                      place, uid in gaps)
            )  # fmt: skip
        return sorted(found, key=lambda point: (point.starts, point.item))

    def gaps(self, points: Sequence[Point]) -> Listed:
        """Return one need for each visit with points of today or tomorrow that no measure covers."""
        found = []
        for visit in dict.fromkeys(point.visit for point in points if point.uncovered):
            bare = [point for point in points if point.visit == visit and point.uncovered]
            facts: dict[str, Fact] = {"activity": InTongues(bare[0].activity), "count": len(bare) - 1}
            sentence = N_("No measure covers: {activity}") if len(bare) == 1 else N_(
                "No measure covers: {activity}, and {count} more"
            )  # fmt: skip
            day = max(today_of(bare[0].starts), self.look.today)
            raised = Raised(visit, bare[0].item.hex())
            need = self.look.need(NeedKind.GAP, sentence, facts, file=visit, tab="programme", due=day, raised=raised)
            found.append(need)
        return Listed(found)

    def _within(self, record: VisitFile, days: int) -> bool:
        first = record.arrival or record.departure
        last = record.departure or record.arrival
        today = self.look.today
        return (
            first is not None and last is not None
            and today_of(first) <= today + timedelta(days=days) and today_of(last) >= today
        )  # fmt: skip

    def _is_now(self, item: ProgrammeItem) -> bool:
        if item.cancelled or item.starts is None:
            return False
        first, last = today_of(item.starts), today_of(item.ends or item.starts)
        over = item.ends is not None and item.ends <= self.look.now
        return not over and first <= self.look.today + timedelta(days=1) and last >= self.look.today

    def _gaps(self, items: Sequence[tuple[Id, ProgrammeItem]]) -> set[Id]:
        """Return the points that no measure covers; none of a visit of which some assignment is not to be read."""
        where = f"subject {AMONG} AND subject_kind = '{SubjectKind.PROGRAMME_ITEM.value}'"
        located = self.look.view.locate(Measure, where, among(uid for uid, _ in items))
        measures = [one for *_, one in located]
        files = {item.file for _, item in items if item.file is not None}
        sql = f"SELECT root, sid FROM stream WHERE root {AMONG} AND part = ?"  # noqa: S608 - constants
        rows = self.look.rows(sql, among(files), self.look.view.desk.schema.part_number("assignment"))
        seen = self.look.sight.streams({row[1] for row in rows}) | self.look.view.foreign.streams
        hidden = {bytes(root) for root, sid in rows if sid not in seen}
        return {uid for uid, item in uncovered(items, measures) if item.file not in hidden}

    def _sheets(self) -> list[VisitSheet]:
        """Return all coming visits as `lacking` reads them: a few statements for all of them together."""
        files = [uid for uid, _ in self.coming]
        members = _by_file(_lines(self.look, DelegationMember, files))
        flights, convoys = _by_file(_lines(self.look, Flight, files)), _by_file(_lines(self.look, Convoy, files))
        weapons = _by_file(_lines(self.look, WeaponPermit, files))
        radios = _by_file(_lines(self.look, RadioRequest, files))
        found = []
        for uid, record in self.coming:
            delegation, programme = (self._parts.get((uid, part), False) for part in (DELEGATION, PROGRAMME))
            found.append(
                VisitSheet(
                    uid, record, members.get(uid, []) if delegation else None, () if programme else None,
                    flights=flights.get(uid, []) if programme else (),
                    convoys=convoys.get(uid, []) if programme else (),
                    weapons=weapons.get(uid, []) if delegation else (),
                    radios=radios.get(uid, []) if delegation else (),
                )
            )  # fmt: skip
        return found


def _parts(look: Look, files: Mapping[Id, VisitFile]) -> Mapping[tuple[Id, str], bool]:
    sql = f"SELECT root, part, sid FROM stream WHERE root {AMONG} ORDER BY sid DESC"  # noqa: S608 - a constant
    rows = look.rows(sql, among(files))
    seen = {row[2] for row in look.readable(rows, 2)}
    names = look.view.desk.schema.parts
    return {(bytes(root), names.get(part, "")): sid in seen for root, part, sid in rows}


def _lines(look: Look, kind: type[R], files: Sequence[Id] | Mapping[Id, VisitFile]) -> list[tuple[Id, R]]:
    return look.view.find(kind, f"file {AMONG}", among(files))


def _by_file(lines: list[tuple[Id, R]]) -> dict[Id, list[tuple[Id, R]]]:
    found: dict[Id, list[tuple[Id, R]]] = {}
    for uid, line in lines:
        found.setdefault(getattr(line, "file", b""), []).append((uid, line))
    return found


def _pressing(lack: Lacking) -> tuple[bool, date]:
    return lack.due is None, lack.due or date.max
