"""What needs someone now, counted and listed: read in SQL, bounded, within the rights of who asks (ui.md §2).

`situation` answers everything the first screen shows in one look; `needs` gives the whole list behind one number.
"""

from app.models.enums import NeedKind
from app.services.situation.beginning import Beginning, beginning
from app.services.situation.needs import Count, Need, Opening, Raised
from app.services.situation.visits import Point
from app.services.situation.whole import Situation, needs, situation

__all__ = [
    "Beginning",
    "Count",
    "Need",
    "NeedKind",
    "Opening",
    "Point",
    "Raised",
    "Situation",
    "beginning",
    "needs",
    "situation",
]
