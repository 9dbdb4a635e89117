"""A computer that is set to another time zone than Belgium's: what is said of it, at the way in and at the foot.

The program shows and writes Belgian time whatever the computer is set to; whoever compares the two must know why they
differ, or takes one of them for wrong.
"""

from datetime import timedelta, timezone

from app.core.i18n import N_
from app.ui.kit.kit import Kit
from app.ui.kit.words import COUNTRY_TIME, utc


def zone_apart(kit: Kit) -> str:
    """Return a short word of it, empty where the computer shows Belgian time too."""
    offset = _offset(kit)
    said = N_("Belgian time, not this computer's ({zone})")
    return "" if offset is None else kit.words(said, zone=utc(offset))


def zone_sentence(kit: Kit) -> str:
    """Return it in sentences, empty where the computer shows Belgian time too."""
    offset, words = _offset(kit), kit.words
    if offset is None:
        return ""
    there = kit.clock.now().astimezone(timezone(offset))
    said = N_("This computer is set to {zone}, where it is {time}. Praesidium shows and writes Belgian time.")
    return words(said, zone=utc(offset), time=f"{there:%H:%M}")


def _offset(kit: Kit) -> timedelta | None:
    """Return how far from UTC this computer is set, None where that is as Belgium is, or not known."""
    now = kit.clock.now()
    offset = kit.offset(now)
    return None if offset == now.astimezone(COUNTRY_TIME).utcoffset() else offset
