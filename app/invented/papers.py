"""Protocols issued as an officer issues them: read, pressed, sealed, registered; their copies handed over.

This is no bulk path, so there are few of them, all of the last weeks: the pages of older ones lie with somebody.
"""

import random

from app.core.errors import UserError
from app.invented.case import World
from app.invented.house import Service
from app.services.paper.copies import acknowledge, hand_over
from app.services.paper.protocols import issue_protocol
from app.services.paper.sources import CopyFor

_TRIED = 12
"""Files looked at for each paper: many have no measure to order today."""


def issue_papers(service: Service, world: World, papers: int, days: int, rnd: random.Random) -> None:
    """Issue a day's part of so many protocols in all, for files that are open."""
    desk = service.desk
    share = papers / days
    wanted, files = int(share) + (rnd.random() < share % 1), list(world.open.items())
    rnd.shuffle(files)
    for file, person in files[: _TRIED * wanted]:
        if not wanted:
            break
        try:
            issued = issue_protocol(desk, file, person, "nl", [CopyFor("PZ"), CopyFor("CIC")], accept_untranslated=True)
        except UserError:
            continue
        wanted -= 1
        copies = [one.copy for one in issued.copies]
        if rnd.random() < 0.9:
            hand_over(desk, copies, "HINP van dienst")
            if rnd.random() < 0.85:
                acknowledge(desk, copies, "HINP van dienst")
