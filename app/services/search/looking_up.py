"""What the box over everything shows of each thing found: besides its title the reference officers know it by."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.core.ids import Id
from app.models.kinds.threat import ThreatFile
from app.models.kinds.visits import VisitFile
from app.models.tables import projection_name
from app.services.access_log import Access, log_access
from app.services.among import AMONG, among
from app.services.desk import Desk, View
from app.services.search.finding import SOON, Found, find_in, titles_of
from app.services.search.indexing import drain_index
from app.services.seeing import Sight


@dataclass(frozen=True, slots=True)
class Line:
    """One thing found with its `reference`, empty where it has none."""

    found: Found
    reference: str = field(default="", repr=False)


def look_up(desk: Desk, query: str, limit: int = 20, *, language: str = "en") -> tuple[Line, ...]:
    """Return what `find` finds, best first, in one look at the store. The caller logs it by `note_look`.

    Raises NotAllowed.
    """
    if not desk.store.writing:
        drain_index(desk, SOON)
    with desk.read() as view:
        found = find_in(view, query, limit=limit, language=language)
        references = _references(view, found)
    return tuple(Line(one, references.get(one.root, "")) for one in found)


def names_again(desk: Desk, uids: Sequence[Id], language: str) -> dict[Id, str]:
    """Return what things opened before are called, of those that still are here and may still be read.

    A person, file or visit; others are left out. Raises NotAllowed.
    """
    with desk.read() as view:
        return titles_of(view, Sight(view), uids, language)


def files_about(desk: Desk, people: Sequence[Id], language: str) -> dict[Id, tuple[str, str]]:
    """Return title and reference of the files in which one of `people` plays a part, for who may read their persons.

    Raises NotAllowed.
    """
    with desk.read() as view:
        sight = Sight(view)
        apart = view.foreign.rows
        sql = f"""SELECT i.file, s.id, i.id FROM p_involvement i JOIN stream s USING (sid)
                 WHERE i.person {AMONG} ORDER BY i.id"""  # noqa: S608 - a constant
        rows = view.connection.exec_driver_sql(sql, (among(people),)).all()
        counted = [(bytes(file), bytes(stream)) for file, stream, key in rows if file and key not in apart]
        files = list(dict.fromkeys(file for file, stream in counted if sight.stream(stream)))
        titles = titles_of(view, sight, files, language)
        references = {uid: one.reference or "" for uid, one in view.find(ThreatFile, f"uid {AMONG}", among(titles))}
    return {uid: (titles[uid], references.get(uid, "")) for uid in files if uid in titles}


def note_look(desk: Desk, opened: Id | None, number: int) -> None:
    """Log that the officer looked something up: how much was found and what he opened, not what he typed."""
    log_access(desk, Access.SEARCH, [] if opened is None else [opened], number=number)


def _references(view: View, found: Sequence[Found]) -> dict[Id, str]:
    """Return the references of files; `find` asked already whether each may be read."""
    said: dict[Id, str] = {}
    for record, kind in ((ThreatFile, "threat_file"), (VisitFile, "visit_file")):
        roots = [one.root.hex() for one in found if one.root_kind == kind]
        if roots:
            table = projection_name(view.desk.schema.by_record[record])
            sql = f"SELECT uid, reference FROM {table} WHERE uid {AMONG}"  # noqa: S608
            rows = view.connection.exec_driver_sql(sql, (json.dumps(roots),))
            said |= {bytes(uid): reference or "" for uid, reference in rows}
    return said
