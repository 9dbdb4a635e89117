"""A colleague records an answer at the desk of whoever proposed: he sits down beside him and types his own passphrase.

What he records is his act: his rights are asked, his name and signature stand under it, and why he looked into the file
is logged for him. The proposer gains nothing by it, and nothing of the colleague's stays at the desk.
"""

from app.core.ids import Id
from app.services.access_log import AccessReason
from app.services.desk import Desk
from app.services.own_files import give_reason
from app.services.station.four_eyes import SecondNeeded, sit_beside
from app.services.station.stations import Platform


def colleague_beside(desk: Desk, login: str, passphrase: str, on: Platform, file: Id) -> Desk:
    """Return the desk of a colleague who decides in a file: it writes what he does as his, while he is there.

    Raises SecondNeeded where nobody typed, what `four_eyes.second_officer` raises, NotThere.
    """
    if not login and not passphrase:  # no wrong attempt, after which all would have to wait
        raise SecondNeeded
    his = sit_beside(desk, login, passphrase, on)
    give_reason(his, file, AccessReason.DECISION)
    return his
