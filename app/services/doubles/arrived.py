"""Who of what a bundle brought may stand in the register already, for whoever takes it in without a window."""

from app.models.enums import Action
from app.services.desk import Desk
from app.services.doubles.finding import look_for_doubles
from app.services.doubles.look import Double
from app.services.exchange.ledger import last_arrival

PARTS = ("person", "person_private")


def arrivals_so_far(desk: Desk) -> int:
    """Return up to which entry all is here now: for `doubles_arrived` once a bundle is taken in. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.IMPORT)
        return last_arrival(view.connection)


def doubles_arrived(desk: Desk, since: int) -> tuple[Double, ...]:
    """Return the pairs of which one came, or was changed, since then, the surest first. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.IMPORT)
        numbers = [desk.schema.part_number(part) for part in PARTS]
        sql = "SELECT DISTINCT root FROM entry JOIN stream USING (sid) WHERE eid > ? AND part IN (?, ?)"
        persons = {bytes(row[0]) for row in view.connection.exec_driver_sql(sql, (since, *numbers))}
    return look_for_doubles(desk, persons) if persons else ()
