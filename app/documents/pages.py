"""Strips become pages: what belongs together stays together, a broken table repeats its head, nothing is cut."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.documents.strips import Mark, Strip, moved


@dataclass(frozen=True, slots=True)
class Page:
    """One page's body: its marks, and the outline entries with their y, relative to the page's top left corner."""

    marks: tuple[Mark, ...]
    outline: tuple[tuple[str, float], ...]
    bottom: float


def paginate(strips: Sequence[Strip], *, left: float, first_top: float, top: float, bottom: float) -> list[Page]:
    """Return the pages of `strips` between `first_top` (the first page) or `top`, and `bottom`, in points.

    A chain of strips that stay with their next one moves to the next page as a whole, unless it is higher than a
    page: then it breaks where it must.
    """
    pages: list[Page] = []
    marks: list[Mark] = []
    outline: list[tuple[str, float]] = []
    y = first_top
    empty = True

    def turn() -> None:
        nonlocal y, empty
        pages.append(Page(tuple(marks), tuple(outline), y))
        marks.clear()
        outline.clear()
        y = top
        empty = True

    def place(strip: Strip) -> None:
        nonlocal y, empty
        y += 0 if empty else strip.gap
        marks.extend(moved(mark, left, y) for mark in strip.marks)
        if strip.outline:
            outline.append((strip.outline, y))
        y += strip.height
        empty = False

    for group in _groups(strips):
        whole = _height(group, empty)
        if not empty and y + whole > bottom and whole <= bottom - top:
            turn()
        for strip in group:
            if not empty and y + strip.gap + strip.height > bottom:
                turn()
            if empty and strip.head and pages:
                place(strip.head)
            place(strip)
    turn()
    return pages


def _groups(strips: Sequence[Strip]) -> list[list[Strip]]:
    """Return the chains that want to stay on one page."""
    groups: list[list[Strip]] = []
    open_chain = False
    for strip in strips:
        if open_chain:
            groups[-1].append(strip)
        else:
            groups.append([strip])
        open_chain = strip.keep_with_next
    return groups


def _height(group: Sequence[Strip], empty: bool) -> float:
    total = sum(strip.gap + strip.height for strip in group)
    return total - (group[0].gap if empty else 0)
