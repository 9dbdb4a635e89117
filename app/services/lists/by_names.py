"""The first rows of a list by the names of a few: officers stand in an index by their ids, and are read by their names.

Whoever sorts a hundred thousand rows by such a name looks it up a hundred thousand times. Here the few ids that stand
in the index are found by leaps, put in the order of their names, and their rows read one id after the other.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby

from app.core.ids import Id
from app.services.desk import View


def conditions_by_name(
    view: View, table: str, column: str, names: Mapping[str, str], *, descending: bool
) -> Iterator[str]:
    """Yield, in the order of the names, the condition on a row of `t` for each; last that for those without a name.

    `names` are by upper-case hexadecimal id. Names are compared as SQLite compares texts; one name is one condition.
    """
    known = sorted(
        (name, one) for one in _standing(view, table, column) if (name := names.get(one.hex().upper())) is not None
    )
    for _, each in groupby(sorted(known, key=lambda one: one[0], reverse=descending), key=lambda one: one[0]):
        yield f't."{column}" IN ({_literals(one for _, one in each)})'
    yield f't."{column}" IS NULL OR t."{column}" NOT IN ({_literals(one for _, one in known)})'


def _standing(view: View, table: str, column: str) -> list[Id]:
    """Return the ids that stand in a column with which an index begins: a leap in the index for each."""
    sql = (
        f'WITH RECURSIVE standing(uid) AS (SELECT min("{column}") FROM {table} UNION ALL'  # noqa: S608 - declared
        f' SELECT (SELECT min("{column}") FROM {table} WHERE "{column}" > standing.uid) FROM standing'
        " WHERE standing.uid IS NOT NULL) SELECT uid FROM standing WHERE uid IS NOT NULL"
    )
    return [row[0] for row in view.connection.exec_driver_sql(sql).all()]


def _literals(ids: Iterator[Id]) -> str:
    return ", ".join(f"x'{one.hex()}'" for one in ids)
