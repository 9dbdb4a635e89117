"""Whose file it is on a day: its officer, the deputy, and who stands in while the officer hands his files over."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id


class StillOnTheFile(UserError):
    """The file's officer, deputy or who stands in."""

    sentence = N_(
        "This officer is the file's officer or deputy, or stands in today. Give the file to another first; "
        "nothing was changed."
    )


class Staffed(Protocol):
    """What of a threat file or visit says whose it is."""

    @property
    def file_officer(self) -> Id | None: ...
    @property
    def deputy(self) -> Id | None: ...
    @property
    def stand_in(self) -> Id | None: ...
    @property
    def stand_in_from(self) -> date | None: ...
    @property
    def stand_in_to(self) -> date | None: ...


def standing_in(file: Staffed, day: date) -> Id | None:
    """Return who stands in for the file officer on `day`: the first and the last day of the hand-over count.

    Nobody stands in for himself: two workstations gave him the file, one for a time and one for good.
    """
    if file.stand_in == file.file_officer:
        return None
    begun = file.stand_in_from is None or file.stand_in_from <= day
    over = file.stand_in_to is not None and file.stand_in_to < day
    return file.stand_in if begun and not over else None


def staff(file: Staffed, day: date) -> frozenset[Id]:
    """Return the officers whose own file it is on `day`: none of them gives a reason to read it."""
    named = (file.file_officer, file.deputy, standing_in(file, day))
    return frozenset(officer for officer in named if officer is not None)


def check_recused(file: Staffed, recused: Iterable[Id], day: date) -> None:
    """Raise StillOnTheFile if one of `recused` is on the file: nobody is kept out of what is his to do."""
    if not staff(file, day).isdisjoint(recused):
        raise StillOnTheFile(field="recused")
