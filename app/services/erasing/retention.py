"""How long a file is kept after it closed, and which are past that term: listed for decision (domain.md §7).

The years are lines of the list of deadlines, one for each kind of file. A legal hold stops the term whatever day it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, FileState, Marking
from app.models.kinds.threat import ThreatFile
from app.models.kinds.visits import VisitFile
from app.models.lists import DEADLINES, Lists, day_after, limit_of
from app.services.desk import Desk, NotThere, View

MOST = 500
"""Files that are listed, longest past their term first."""
YEARS: Mapping[type[ThreatFile] | type[VisitFile], str] = {
    ThreatFile: "threat_file_years", VisitFile: "visit_file_years",
}  # fmt: skip
_ENDED = f"'{FileState.CLOSED.value}', '{FileState.ARCHIVED.value}'"


class NotArchived(UserError):
    """A file is archived before it is erased: from then on nobody works on it."""

    sentence = N_("Only an archived file is erased. Archive it first. Nothing was erased.")


class TermRuns(UserError):
    """The years after closing are not over."""

    sentence = N_("This file is kept until {day}. Nothing was erased.")


class OnLegalHold(UserError):
    """A court or an inquiry still needs it."""

    sentence = N_("This file is under legal hold. Nothing was erased.")


@dataclass(frozen=True, slots=True, repr=False)
class DueFile:
    """A closed or archived file of the own organisation whose term has passed; `held` keeps it from being erased."""

    file: Id
    screen: str
    reference: str
    title: str
    state: FileState
    closed_on: date
    kept_until: date
    held: bool
    marking: Marking = Marking.NONE


def years_of(lists: Lists, kind: type) -> int:
    """Return how many years a file of that kind is kept after it closed."""
    limit = limit_of(lists.all(DEADLINES)[YEARS[kind]])
    if limit is None:
        raise ValueError(YEARS[kind])
    return limit[0]


def kept_until(lists: Lists, kind: type, closed_on: date) -> date:
    """Return the last day on which a file of that kind, closed on a day, is kept."""
    return day_after(lists.all(DEADLINES)[YEARS[kind]], closed_on)


def due_files(desk: Desk) -> Sequence[DueFile]:
    """Return the files whose term has passed and that this officer may erase, the longest first. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.ERASE)
        return due_in(view, MOST)


def due_in(view: View, most: int) -> list[DueFile]:
    """Return the same within a view: empty for who may not erase."""
    found = []
    for kind in YEARS:
        # A day too many is read, and each is judged by the rule. Most files are closed: the day finds the few.
        before = _years_back(view.desk.today(), years_of(view.lists, kind))
        where, order = f"+state IN ({_ENDED}) AND closed_on <= ?", f"closed_on, id LIMIT {int(most)}"
        rows = view.locate(kind, where, before.isoformat(), order=order)
        for uid, stream, record in rows:
            if view.may(Action.ERASE, stream) and record.closed_on is not None:
                until = kept_until(view.lists, kind, record.closed_on)
                if until < view.desk.today():
                    found.append(replace(_line(uid, kind, record, until), marking=view.thing(stream).marking))
    return sorted(found, key=lambda one: (one.kept_until, one.file))[:most]


def ended_file(view: View, file: Id) -> tuple[type, ThreatFile | VisitFile]:
    """Return the kind and record of a threat file or visit. Raises NotThere."""
    for kind in YEARS:
        for _, record in view.find(kind, "uid = ?", file):
            return kind, record
    raise NotThere


def hindrances(view: View, file: Id) -> list[UserError]:
    """Return why a file may not be erased now, as far as it is about its life."""
    kind, record = ended_file(view, file)
    found: list[UserError] = []
    until = None if record.closed_on is None else kept_until(view.lists, kind, record.closed_on)
    if record.legal_hold:
        found.append(OnLegalHold())
    if until is not None and until >= view.desk.today():
        found.append(TermRuns(day=f"{until:%d/%m/%Y}"))
    if record.state is not FileState.ARCHIVED:
        found.append(NotArchived())
    return found


def _line(uid: Id, kind: type, record: ThreatFile | VisitFile, until: date) -> DueFile:
    screen = "visit" if kind is VisitFile else "threat_file"
    state = record.state if isinstance(record.state, FileState) else FileState.CLOSED
    return DueFile(
        uid, screen, record.reference or "", record.title or "", state, record.closed_on or until, until,
        bool(record.legal_hold),
    )  # fmt: skip


def _years_back(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
