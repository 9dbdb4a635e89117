"""The whole name of a person from its parts: as it is spoken, as it is filed, and all that an entry is known by."""

from collections.abc import Iterable, Sequence
from typing import Protocol


class Named(Protocol):
    """What has the two parts of a usual name."""

    @property
    def given_names(self) -> str | None:
        """Return the given names, None or empty where there are none."""

    @property
    def family_name(self) -> str | None:
        """Return the family name, None or empty where there is none."""


class Known(Named, Protocol):
    """What is known by more than its usual name."""

    @property
    def native_name(self) -> str | None:
        """Return the name in its own script."""

    @property
    def aliases(self) -> Sequence[str]:
        """Return the names used beside it."""


def spoken_name(person: Named) -> str:
    """Return `Hilde VAN DEN BROECK`; empty where neither part is known."""
    return _joined(" ", person.given_names, person.family_name)


def filed_name(person: Named) -> str:
    """Return `VAN DEN BROECK, Hilde`; empty where neither part is known."""
    return _joined(", ", person.family_name, person.given_names)


def names_of(person: Known) -> tuple[str, ...]:
    """Return every name an entry of the register has, as `every_name`."""
    return every_name(person.given_names, person.family_name, person.native_name, person.aliases)


def every_name(given: str | None, family: str | None, native: str | None, aliases: Iterable[str]) -> tuple[str, ...]:
    """Return every name somebody is known by, each once, the usual one, as it is spoken, first."""
    every = (_joined(" ", given, family).strip(), native or "", *aliases)
    return tuple(dict.fromkeys(name for name in every if name.strip()))


def _joined(between: str, *parts: str | None) -> str:
    return between.join(part for part in parts if part)
