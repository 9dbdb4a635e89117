"""Coordinates (WGS 84) as maps, phones and officers write them: decimal or degrees, minutes, seconds."""

import re
from dataclasses import dataclass

from app.core.i18n import N_
from app.models.checks.checked import Checked, Unreadable, tidy

BELGIUM = (49.4, 51.6, 2.3, 6.5)
"""South, north, west, east, with a margin of some kilometres."""
OUTSIDE = N_("These coordinates lie outside Belgium.")
SWAPPED = N_("These coordinates lie outside Belgium; swapped they would lie inside. Check which is the latitude.")

_PART = r"[-+]?\d{1,3}"
_POINT = rf"({_PART}(?:\.\d+)?)°?\s*([NSEWO])?\s*[,;/\s]\s*({_PART}(?:\.\d+)?)°?\s*([NSEWO])?"
_COMMA = rf"({_PART},\d+)°?\s*([NSEWO])?\s*(?:[;/]|,?\s)\s*({_PART},\d+)°?\s*([NSEWO])?"
_ONE = r"(\d{1,3})\s*°\s*(\d{1,2}(?:[.,]\d+)?)\s*['′’]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:\"|″|”|''))?\s*([NSEWO])"
_DEGREES = re.compile(rf"{_ONE}[\s,;/]*{_ONE}", re.IGNORECASE)
_DECIMAL_POINT = re.compile(_POINT, re.IGNORECASE)
_DECIMAL_COMMA = re.compile(_COMMA, re.IGNORECASE)
_SIGNS = {"N": 1, "E": 1, "S": -1, "W": -1}


@dataclass(frozen=True, slots=True, repr=False)
class Coordinates:
    """Degrees north and east, to six decimals (a tenth of a metre)."""

    latitude: float
    longitude: float

    def shown(self) -> str:
        """Return "50.846600, 4.352800", which every map reads."""
        return f"{self.latitude:.6f}, {self.longitude:.6f}"


class CoordinatesUnreadable(Unreadable):
    """Not two numbers."""

    sentence = N_("Type two coordinates, latitude first, such as 50.8466, 4.3528 or 50°50'48\"N 4°21'10\"E.")


class CoordinatesRange(Unreadable):
    """Off the globe."""

    sentence = N_(
        "Latitude goes from -90 to 90, longitude from -180 to 180, minutes and seconds to 59. Check them again."
    )


class CoordinatesLetter(Unreadable):
    """ "O" is ouest in French, oost and Ost in Dutch and German; or the letters do not say north and east once each."""

    sentence = N_("Write N or S and E or W once each: O means west in French but east in Dutch and German.")


def parse(text: str) -> Checked[Coordinates]:
    """Return the coordinates typed; a decimal comma is read where ";", "/" or a space parts the two.

    Raises CoordinatesUnreadable, CoordinatesRange, CoordinatesLetter, Empty, TooLong.
    """
    typed = tidy(text).replace("−", "-")
    if match := _DEGREES.fullmatch(typed):
        first, second = _sexagesimal(match[1], match[2], match[3]), _sexagesimal(match[5], match[6], match[7])
        letters = match[4].upper() + match[8].upper()
    elif match := _DECIMAL_COMMA.fullmatch(typed) or _DECIMAL_POINT.fullmatch(typed):
        first, second = _decimal(match[1]), _decimal(match[3])
        letters = (match[2] or "").upper() + (match[4] or "").upper()
    else:
        raise CoordinatesUnreadable
    latitude, longitude = _signed(first, second, letters)
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise CoordinatesRange
    return Checked(Coordinates(round(latitude, 6), round(longitude, 6)), _warning(latitude, longitude))


def text_of(latitude: object, longitude: object) -> str:
    """Return "50.846600, 4.352800"; empty where one of them is no number: another workstation may write anything."""
    if not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
        return ""
    return Coordinates(latitude, longitude).shown()


def check(latitude: float | None, longitude: float | None) -> str | None:
    """Return what should be looked at of two coordinates, None where nothing is.

    Raises CoordinatesRange, and CoordinatesUnreadable where one is there without the other.
    """
    if latitude is None and longitude is None:
        return None
    if latitude is None or longitude is None:
        raise CoordinatesUnreadable(field="latitude")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise CoordinatesRange(field="latitude")
    return _warning(latitude, longitude)


def _signed(first: float, second: float, letters: str) -> tuple[float, float]:
    if not letters:
        return first, second
    if letters[0] in "NS" and letters[1:] in ("E", "W"):
        return first * _SIGNS[letters[0]], second * _SIGNS[letters[1]]
    if letters[0] in "EW" and letters[1:] in ("N", "S"):
        return second * _SIGNS[letters[1]], first * _SIGNS[letters[0]]
    raise CoordinatesLetter


def _sexagesimal(degrees: str, minutes: str, seconds: str | None) -> float:
    parts = (_decimal(minutes), _decimal(seconds or "0"))
    if max(parts) >= 60:
        raise CoordinatesRange
    return int(degrees) + parts[0] / 60 + parts[1] / 3600


def _decimal(text: str) -> float:
    return float(text.replace(",", "."))


def _warning(latitude: float, longitude: float) -> str | None:
    if _inside(latitude, longitude):
        return None
    return SWAPPED if _inside(longitude, latitude) else OUTSIDE


def _inside(latitude: float, longitude: float) -> bool:
    south, north, west, east = BELGIUM
    return south <= latitude <= north and west <= longitude <= east
