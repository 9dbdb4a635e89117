"""Days counted from one that somebody wrote. At the ends of the calendar they stop.

No form takes such a day; a workstation with a changed program writes it, and nobody else's screen may fail of it.
"""

from datetime import date, timedelta


def moved(day: date, days: int) -> date:
    """Return the day so many days later (earlier: a negative number), or the end of the calendar on that side."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min
