"""Which streams an officer may not read, known for a whole table at once and kept while the store is open.

A list counts and pages only what may be seen, and a hundred thousand streams cannot be asked one by one each time.
Streams of the same owner, part and label get the same answer, so one of each sort is asked (`Sight`, hence
`may`); those with more than one label, or with a recusal, are asked by themselves. Later only the streams of roots that
changed are asked again. Everything is asked anew when the officer's own rights changed, or the directory did.
"""

import json
from collections.abc import Collection

from app.models.kinds.label import Label
from app.models.tables import projection_name
from app.services.among import AMONG, among
from app.services.desk import View
from app.services.kept import Answer, Kept, entries_of
from app.services.seeing import Sight, recused_roots

MANY = 5_000
"""Changed streams from which on all are asked anew; and streams asked at a time."""


_HIDDEN = Kept[frozenset[int]]()


def hidden_in(view: View, table: str) -> frozenset[int]:
    """Return the streams (by their small keys) of a projection table's rows that the officer may not read.

    With those that count for nothing: no list shows them. Raises NotAllowed where the account counts no more.
    """
    return _with_foreign(view, _unreadable(view, table))


def _with_foreign(view: View, hidden: frozenset[int]) -> frozenset[int]:
    streams = view.foreign.streams
    return hidden | streams if streams else hidden


def _unreadable(view: View, table: str) -> frozenset[int]:
    def ask(earlier: Answer[frozenset[int]] | None) -> frozenset[int]:
        changed = changed_since(view, earlier.upto) if earlier is not None else None
        if earlier is None or changed is None:
            return frozenset(_ask_all(view, table))
        return (earlier.value - changed) | (changed - Sight(view).streams(changed))

    return _HIDDEN.answer(view, entries_of(view), view.facts, ask, about=(view.facts.officer, table))


def is_known(view: View, table: str) -> bool:
    """Tell whether `hidden_in` answers at once."""
    return _HIDDEN.last(view, view.facts, about=(view.facts.officer, table)) is not None


def hidden_of(view: View, table: str, sids: Collection[int]) -> frozenset[int]:
    """Return as `hidden_in`, of these streams only: for a few of many, before all were asked for. Raises as it."""
    if is_known(view, table):
        return hidden_in(view, table)
    return _with_foreign(view, frozenset(_ask_all(view, table, sids)))


def changed_since(view: View, upto: int) -> set[int] | None:
    """Return the streams of all roots that were written to since; None where too many, or rights may differ."""
    sql = """SELECT DISTINCT other.sid, other.id FROM entry JOIN stream USING (sid)
             JOIN stream AS other ON other.root = stream.root WHERE eid > ? LIMIT ?"""
    rows = view.connection.exec_driver_sql(sql, (upto, MANY + 1)).all()
    if len(rows) > MANY or any(bytes(row[1]) == view.desk.trust.directory for row in rows):
        return None
    return {row[0] for row in rows}


def _ask_all(view: View, table: str, only: Collection[int] | None = None) -> set[int]:
    if view.facts.inspects:
        sql = f"SELECT DISTINCT sid FROM {table}"  # noqa: S608 - a declared name
        every = [row[0] for row in view.connection.exec_driver_sql(sql)] if only is None else list(only)
        return _ask_each(view, every)
    alone = _recused(view)
    sorts = _sorts(view, table, only)
    seen: set[int] = set()
    for sids in sorts:
        alone.update(seen & sids)
        seen |= sids
    sight = Sight(view)
    asked = {min(rest): rest for sids in sorts if (rest := sids - alone)}
    allowed = sight.streams(list(asked))
    hidden = {sid for one, rest in asked.items() if one not in allowed for sid in rest}
    return hidden | _ask_each(view, sorted(alone & seen))


def _ask_each(view: View, sids: list[int]) -> set[int]:
    hidden: set[int] = set()
    for start in range(0, len(sids), MANY):
        some = sids[start : start + MANY]
        hidden.update(set(some) - Sight(view).streams(some))
    return hidden


def _sorts(view: View, table: str, only: Collection[int] | None) -> list[set[int]]:
    """Return the streams of a table by owner, part and label; walked as they stand, for so they are found."""
    streams = f"SELECT DISTINCT sid FROM {table} NOT INDEXED"  # noqa: S608 - a declared name
    if only is not None:
        streams = "SELECT value AS sid FROM json_each(?)"
    asked = () if only is None else (json.dumps(sorted(only)),)
    spec = view.desk.schema.by_record[Label]
    columns = ", ".join(f'l."{name}"' for name in spec.fields)
    sql = f"""SELECT json_group_array(s.sid) FROM ({streams}) AS t
              CROSS JOIN stream s ON s.sid = t.sid
              LEFT JOIN {projection_name(spec)} l ON l.sid = s.sid GROUP BY s.owner, s.part, {columns}"""  # noqa: S608
    return [set(json.loads(row[0])) for row in view.connection.exec_driver_sql(sql, asked)]


def _recused(view: View) -> set[int]:
    roots = recused_roots(view)
    sql = f"SELECT sid FROM stream WHERE root {AMONG}"  # noqa: S608 - a constant
    return {row[0] for row in view.connection.exec_driver_sql(sql, (among(roots),))} if roots else set()
