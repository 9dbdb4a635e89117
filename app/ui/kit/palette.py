"""The colours, light and dark. Red means overdue or refused, amber expiring or first disclosed; nothing else has one.

A text on a ground reaches a contrast of 4.5:1 (WCAG 2.2, 1.4.3); a test computes every pair that is used.
"""

from typing import NamedTuple


class Palette(NamedTuple):
    """One set of colours, each `#RRGGBB`. Names say what a colour is for."""

    ground: str
    surface: str
    sunken: str
    line: str
    text: str
    secondary: str
    accent: str
    accent_soft: str
    on_accent: str
    red: str
    red_soft: str
    amber: str
    amber_soft: str
    strip: str
    """The marking strip across the top, and what stands in it."""
    on_strip: str
    field_line: str
    """The edge of what one types into or presses: 3:1 against the surface."""


LIGHT = Palette(
    ground="#F4F6F8",
    surface="#FFFFFF",
    sunken="#ECEFF3",
    line="#D8DEE6",
    text="#18212C",
    secondary="#5A6675",
    accent="#1C5D99",
    accent_soft="#E3EEF8",
    on_accent="#FFFFFF",
    red="#B42318",
    red_soft="#FDECEA",
    amber="#8F5300",
    amber_soft="#FFF3DB",
    strip="#18212C",
    on_strip="#FFFFFF",
    field_line="#8492A2",
)
DARK = Palette(
    ground="#10151B",
    surface="#181F27",
    sunken="#131920",
    line="#2B3541",
    text="#E7ECF2",
    secondary="#9BA8B7",
    accent="#7FB4EC",
    accent_soft="#1D3146",
    on_accent="#10151B",
    red="#FF8A7A",
    red_soft="#3A1C1A",
    amber="#F2B84B",
    amber_soft="#38290F",
    strip="#05080B",
    on_strip="#E7ECF2",
    field_line="#64748A",
)

READ_ON: tuple[tuple[str, str], ...] = (
    *((text, ground) for text in ("text", "secondary", "accent") for ground in ("ground", "surface", "sunken")),
    *((text, "accent_soft") for text in ("text", "secondary", "accent")),
    ("on_accent", "accent"),
    ("red", "surface"),
    ("red", "ground"),
    ("red", "red_soft"),
    ("amber", "surface"),
    ("amber", "ground"),
    ("amber", "amber_soft"),
    ("on_strip", "strip"),
)
"""Which colour is read on which; nothing else may be drawn."""
