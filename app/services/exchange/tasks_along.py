"""Tasks go along by themselves: who is asked to do one must get it, and no officer names each of them.

Whether a workstation may have a task says its label alone, as of anything else: that of the own organisation, and those
whose officers or desk are asked. Those sent before go with all that was; here are the others.
"""

from collections.abc import Collection

from app.core.ids import Id
from app.models.tables import projection_name
from app.services.desk import View

PART = "task"


def tasks_for(view: View, organisation: Id, shared: Collection[int]) -> list[Id]:
    """Return the streams of tasks that are for an organisation and that its workstation was not sent yet.

    `shared` are the streams (by their small keys) that it was; the gate asks the rights of each of the others.
    """
    schema = view.desk.schema
    label, kind = schema.by_name["label"], schema.by_name[PART]
    sql = f"""SELECT stream.id, stream.sid FROM {projection_name(kind)} t JOIN stream USING (sid)
        JOIN {projection_name(label)} l ON l.uid = stream.id
        WHERE part = ? AND (owner = ? OR instr(coalesce(l.co_owners, ''), lower(hex(?))))
        ORDER BY stream.sid"""  # noqa: S608 - declared names
    part = schema.part_number(PART)
    rows = view.connection.exec_driver_sql(sql, (part, organisation, organisation)).all()
    known = set(shared)
    return [bytes(row[0]) for row in rows if row[1] not in known]
