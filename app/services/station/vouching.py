"""Vouching: this station's word that it held what a revoked one wrote before it learned of the revocation.

By it such entries count again (exchange.md §2, "Leaving"); what nobody vouches for waits in quarantine for an officer
to adopt. It is done when an officer who reads all of it sits down, not by the one who revokes: he sees no content.
"""

from app.history import acts
from app.history.past import HELD
from app.history.quarantine import revoked_stations
from app.models.enums import Action
from app.services.desk import Desk, Unit, View


class _NotHis(Exception):
    """This officer does not read all of it: nothing of it stays."""


def vouch_for_held(desk: Desk) -> int:
    """Vouch for what waits and was here in time; return for how many streams.

    Nothing is written where nothing waits, where it came too late, or where this officer does not read all of it.
    Raises NotAllowed for an account that counts no more.
    """
    with desk.read() as view:
        if desk.trust.directory is None or not view.may(Action.READ, desk.trust.directory) or not _waits(view):
            return 0
    try:
        with desk.write() as unit:
            count = acts.vouch(unit.connection, desk.schema, desk.trust.directory, unit.writer, desk.ids)
            if count:
                _save(unit)
    except _NotHis:
        return 0
    return count


def _save(unit: Unit) -> None:
    """Save, if it counts: the label of a stream that waits whole is not shown, so history's judgement is asked."""
    made = unit.writer.commit(unit.desk.officer, unit.desk.clock.now())
    sql = "SELECT 1 FROM entry JOIN save USING (vid) WHERE save.hash = ? AND void IS NOT NULL"
    if unit.connection.exec_driver_sql(sql, (made.head,)).first() is not None:
        raise _NotHis


def _waits(view: View) -> bool:
    if not revoked_stations(view.connection, view.desk.schema, view.desk.trust.directory):
        return False
    return view.connection.exec_driver_sql("SELECT 1 FROM entry WHERE void = ? LIMIT 1", (HELD,)).first() is not None
