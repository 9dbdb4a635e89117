"""Which of many streams an officer may read, asked for all at once: a list or a look-up has hundreds.

The answer is that of `app.models.rights.may` for each stream; what is shared is the reading (a few statements for the
whole batch) and the verdict, for most streams have the same owner and label.
"""

import json
from collections.abc import Collection, Iterable
from itertools import groupby
from operator import itemgetter
from typing import Any

from app.core.ids import Id
from app.history.labels import label_view
from app.models.enums import Action
from app.models.kind_specs import from_columns
from app.models.kinds.label import Label
from app.models.kinds.threat import ConcernLink, ThreatFile
from app.models.kinds.visits import VisitFile
from app.models.rights import ThingFacts, may
from app.models.tables import projection_name
from app.services.desk import View
from app.services.foreign import recuses

_AMONG = "IN (SELECT value FROM json_each(?))"
_FIRST = itemgetter(0)


def recused_roots(view: View) -> dict[Id, list[str]]:
    """Return who is recused from which root, as the columns have it: few of all files are in it.

    Who is recused from a file does not read who threatens in it either: that one is a root of its own.
    """
    spec, linked = view.desk.schema.by_record[ThreatFile], view.desk.schema.by_record[ConcernLink]
    files = [projection_name(kind) for kind in (spec, view.desk.schema.by_record[VisitFile])]
    asked = [f"SELECT uid, recused FROM {table} WHERE recused IS NOT NULL" for table in files]  # noqa: S608
    asked.append(
        f"SELECT l.concern, f.recused FROM {files[0]} f CROSS JOIN {projection_name(linked)} l ON l.file = f.uid"  # noqa: S608
        f" WHERE f.recused IS NOT NULL AND l.concern IS NOT NULL AND {recuses(view.facts.organisation)}"
    )
    found: dict[Id, list[str]] = {}
    for sql in asked:
        for root, raw in view.connection.exec_driver_sql(sql):
            found.setdefault(bytes(root), []).append(raw)
    return found


class Sight:
    """What one officer may read at one moment of the store; remembers what it was asked."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._known: dict[int, bool] = {}
        self._verdicts: dict[tuple[Any, ...], bool] = {}
        self._recused: dict[Id, list[str]] | None = None

    def without(self, view: View, changed: Collection[int]) -> "Sight":
        """Return what is known here of all but these streams, for a later moment: rights of the others are the same."""
        later = Sight(view)
        later._known = {sid: seen for sid, seen in self._known.items() if sid not in changed}
        return later

    def streams(self, sids: Collection[int]) -> set[int]:
        """Return those of the streams (by their small keys) that may be read. Raises NotAllowed for a dead account."""
        fresh = [sid for sid in set(sids) if sid not in self._known]
        if fresh:
            self._judge(fresh)
        return {sid for sid in sids if self._known.get(sid, False)}

    def entities(self, entities: Iterable[int]) -> set[int]:
        """Return those of the entities (by their small keys) that count and whose stream may be read."""
        sql = f"SELECT id, sid FROM entity WHERE id {_AMONG}"  # noqa: S608 - a constant
        asked = json.dumps(list(entities))
        rows = self._view.connection.exec_driver_sql(sql, (asked,)).all() if asked != "[]" else []
        seen = self.streams({row[1] for row in rows})
        apart = self._view.foreign.rows
        return {row[0] for row in rows if row[1] in seen and row[0] not in apart}

    def stream(self, stream: Id) -> bool:
        """Tell whether one stream, by its id, is here and may be read."""
        row = self._view.connection.exec_driver_sql("SELECT sid FROM stream WHERE id = ?", (stream,)).first()
        return row is not None and bool(self.streams([row[0]]))

    def _judge(self, sids: list[int]) -> None:
        if self._recused is None:
            self._recused = recused_roots(self._view)
        inspects, spec = bool(self._view.facts.inspects), self._view.desk.schema.by_record[Label]
        columns = ", ".join(f'l."{name}"' for name in spec.fields)
        sql = f"""SELECT s.sid, s.part, s.root, s.owner, l.id IS NOT NULL, {columns}
            FROM stream s LEFT JOIN {projection_name(spec)} l ON l.sid = s.sid
            WHERE s.sid {_AMONG} ORDER BY s.sid, l.id"""  # noqa: S608 - declared names
        rows = self._view.connection.exec_driver_sql(sql, (json.dumps(sids),)).all()
        for sid, of_it in groupby(rows, key=_FIRST):
            labels = [tuple(row) for row in of_it]
            _, part, root, owner, *_ = labels[0]
            raws = self._recused.get(root, []) if self._recused else []
            key = (part, root if inspects else b"", owner, *(row[5:] for row in labels if row[4]), "|", *raws)
            if key not in self._verdicts:
                thing = self._thing(part, root, owner, [row[5:] for row in labels if row[4]], raws)
                self._verdicts[key] = may(self._view.facts, Action.READ, thing).allowed
            self._known[sid] = self._verdicts[key]

    def _thing(self, part: int, root: Id, owner: Id, labels: list[tuple[Any, ...]], recused: list[str]) -> ThingFacts:
        schema = self._view.desk.schema
        records = [from_columns(schema.by_record[Label], raw) for raw in labels]
        label = label_view(schema.parts.get(part, ""), root, owner, records)
        nobodys = self._view.desk.trust.directory is not None and label.part == "directory"
        return ThingFacts(
            part=label.part, owner=self._view.facts.organisation if nobodys else label.owner, marking=label.marking,
            compartments=label.compartments, co_owners=label.co_owners, distribution=label.distribution,
            recused=frozenset(bytes.fromhex(officer) for raw in recused for officer in json.loads(raw)),
            originator=label.originator, consented=label.consented, root=root,
        )  # fmt: skip
