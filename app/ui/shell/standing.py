"""How an officer left the window: its size, what was open, the order of lists, what he opened lately: preferences."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.ui.kit.screen import Address
from app.ui.shell.trail import from_json, to_json

SMALLEST = QSize(900, 420)
"""What full HD at 200 % leaves beside the panel of the system and the frame of the window."""
USUAL = QSize(1366, 768)
MOST_RECENT = 12
REACH = 64
"""Pixels of the corner that must be on a monitor for the window to be put back there."""


def stand(window: QWidget, kept: object) -> bool:
    """Take place and size of last time as far as the monitor there has room; return whether the rail was made narrow.

    Where that monitor is gone, the window stands where the system puts it, no larger than the one that is left.
    """
    match kept:
        case {"size": [int(width), int(height)], **rest}:
            corner, there = None, None
            match rest.get("place"):
                case [int(left), int(top)]:
                    corner, there = QPoint(left, top), QGuiApplication.screenAt(QPoint(left + REACH, top + REACH))
            screen = there or QGuiApplication.primaryScreen()
            room = screen.availableSize() if screen is not None else QSize(width, height)
            window.resize(QSize(width, height).boundedTo(room).expandedTo(SMALLEST))
            if corner is not None and there is not None:
                window.move(corner)
            if rest.get("whole") is True:
                window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)
            return rest.get("narrow") is True
    return False


def standing(window: QWidget, *, narrow: bool) -> dict[str, Any]:
    """Return what `stand` takes."""
    size = window.normalGeometry().size() if window.isMaximized() else window.size()
    place = window.normalGeometry().topLeft() if window.isMaximized() else window.pos()
    return {
        "size": [size.width(), size.height()],
        "place": [place.x(), place.y()],
        "narrow": narrow,
        "whole": window.isMaximized(),
    }


def recent_of(preferences: Mapping[str, Any]) -> tuple[Address, ...]:
    """Return what was opened lately."""
    kept = preferences.get("recent")
    found = [from_json(one) for one in kept] if isinstance(kept, list) else []
    return tuple(one for one in found if one is not None)[:MOST_RECENT]


def recent_kept(recent: tuple[Address, ...]) -> list[dict[str, Any]]:
    """Return what `recent_of` reads."""
    return [to_json(one) for one in recent]


def orders_of(preferences: Mapping[str, Any]) -> dict[str, tuple[int, bool]]:
    """Return how short lists were ordered: by their names the column, and whether the greatest stands first."""
    kept, found = preferences.get("orders"), {}
    for name, one in kept.items() if isinstance(kept, dict) else ():
        match one:
            case [int(column), bool(down)] if column >= 0:
                found[str(name)] = (column, down)
    return found
