"""What came later of something that was erased whole: parts begun, and words about him, where nobody had heard of it.

An erased person is still named by whatever another workstation wrote beside the erasure: the edge that joined him to
another entry, with its reason, or somebody's relation to him. It is told of, and erased by the act that erased him.
"""

from collections.abc import Collection, Sequence
from typing import Any

from app.core.ids import Id
from app.history.erasing import STREAM
from app.history.rows import select
from app.services.among import AMONG, among
from app.services.desk import View

WHOLE = ("file_core", "visit_core", "person", "person_of_concern", "proposal")
"""Parts with which all of a root goes: what of it arrives later, in parts nobody here knew, is to be erased too."""
NAMING = (("p_relation", "person"), ("p_relation", "other"), ("p_same_person", "one"), ("p_same_person", "other"))
"""Tables and columns by which an erased person is told of from outside his own entry; what else names him says it."""


def late_parts(view: View, roots: Collection[Id]) -> list[Id]:
    """Return the own parts that are not erased, of those roots whose first part is."""
    return [bytes(row[0]) for row in _parts(view, f"gone.root {AMONG}", among(roots))]


def late_words(view: View, roots: Collection[Id]) -> list[tuple[Id, Id]]:
    """Return the own objects (id, stream) that tell of a person among the roots who was erased."""
    return [(bytes(row[0]), bytes(row[1])) for row in _words(view, f"gone.root {AMONG}", among(roots))]


def late_in(view: View) -> int:
    """Return how many things that were erased whole have something of their own that came afterwards."""
    return len({row[1] for row in _parts(view, "1")} | {row[2] for row in _words(view, "1")})


def _parts(view: View, where: str, *parameters: Any) -> Sequence[Any]:
    parts = ", ".join(str(view.desk.schema.part_number(part)) for part in WHOLE)
    sql = f"""SELECT DISTINCT late.id, late.root FROM erasure JOIN stream gone ON gone.id = erasure.scope
        JOIN stream late ON late.root = gone.root AND late.owner = ?
        WHERE erasure.kind = '{STREAM}' AND gone.part IN ({parts}) AND {where}
        AND NOT EXISTS (SELECT 1 FROM erasure e WHERE e.scope = late.id)"""  # noqa: S608 - a constant and numbers
    return select(view.connection, sql, view.facts.organisation, *parameters)


def _words(view: View, where: str, *parameters: Any) -> list[Any]:
    part = view.desk.schema.part_number("person")
    found: dict[tuple[bytes, bytes], Any] = {}
    for table, column in NAMING:
        sql = f"""SELECT one.uid, home.id, gone.root FROM erasure JOIN stream gone ON gone.id = erasure.scope
            JOIN {table} one ON one."{column}" = gone.root JOIN stream home ON home.sid = one.sid AND home.owner = ?
            WHERE erasure.kind = '{STREAM}' AND gone.part = {part} AND home.root <> gone.root
            AND {where}"""  # noqa: S608 - constants and a number
        for row in select(view.connection, sql, view.facts.organisation, *parameters):
            found.setdefault((bytes(row[0]), bytes(row[1])), row)
    return list(found.values())
