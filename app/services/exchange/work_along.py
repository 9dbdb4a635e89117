"""Work is offered by itself: who carries a measure out must get its assignment, and no officer remembers each of them.

The label of an assignment says already who may have it; here it is only put before the officer at the gate, who sees
what leaves and leaves out what is not to go. What went once goes on with all that was shared, and is offered no more.
"""

from app.core.ids import Id
from app.models.enums import MeasureState
from app.models.tables import projection_name
from app.services.desk import View
from app.services.exchange.ledger import find_peer, shares_of

PART = "assignment"
DECIDED = (MeasureState.PROVISIONAL, MeasureState.APPROVED, MeasureState.ACTIVE)


def work_for(view: View, organisation: Id, station: Id) -> list[Id]:
    """Return the roots with a measure decided or running that `organisation` carries out, and `station` has not had."""
    schema = view.desk.schema
    measure, label = (projection_name(schema.by_name[name]) for name in ("measure", "label"))
    states = ", ".join(f"'{state.value}'" for state in DECIDED)
    sql = f"""SELECT stream.sid, stream.root, m.id FROM {measure} m JOIN stream USING (sid)
        JOIN {label} l ON l.uid = stream.id
        WHERE part = ? AND m.state IN ({states}) AND instr(coalesce(m.executing, ''), lower(hex(?)))
        AND (instr(coalesce(l.co_owners, ''), lower(hex(?))) OR instr(coalesce(l.distribution, ''), lower(hex(?))))
        ORDER BY stream.sid"""  # noqa: S608 - declared names, states of the code
    asked = (schema.part_number(PART), organisation, organisation, organisation)
    rows = view.connection.exec_driver_sql(sql, asked).all()
    peer = find_peer(view.connection, station)
    had = {one.sid for one in shares_of(view.connection, peer.pid)} if peer else set()
    # What another says of a file of ours offers nothing of it.
    apart = view.foreign.rows if rows else {}
    return list(dict.fromkeys(bytes(root) for sid, root, key in rows if sid not in had and key not in apart))
