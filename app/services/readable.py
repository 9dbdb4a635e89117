"""Of many things that were found, those this officer may read, asked all at once: a person is named in hundreds."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from app.core.ids import Id
from app.services.among import AMONG, among
from app.services.desk import View
from app.services.seeing import Sight

R = TypeVar("R")


def open_streams(view: View, sight: Sight, streams: Iterable[Id]) -> set[Id]:
    """Return those of the streams, by their ids, that are here and may be read."""
    asked = set(streams)
    if not asked:
        return set()
    sql = f"SELECT id, sid FROM stream WHERE id {AMONG}"  # noqa: S608 - a constant
    sids = {bytes(row[0]): row[1] for row in view.connection.exec_driver_sql(sql, (among(asked),))}
    seen = sight.streams(sids.values())
    return {stream for stream, sid in sids.items() if sid in seen}


def readable(view: View, sight: Sight, located: Sequence[tuple[Id, Id, R]]) -> list[tuple[Id, Id, R]]:
    """Return of what `View.locate` gave what may be read, in its order."""
    seen = open_streams(view, sight, (stream for _, stream, _ in located))
    return [one for one in located if one[1] in seen]
