"""The sticks on which something leaves or comes: which are mounted, how much room they have, what on them is ours."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from app.exchange.refusals import StickGone
from app.exchange.sticks import Content, Incoming, incoming, mounted_sticks

__all__ = ["Carrier", "Content", "Incoming", "bundles_on", "carrier_at", "carriers", "sticks"]


@dataclass(frozen=True, slots=True, repr=False)
class Carrier:
    """A stick or drop folder. `free` is in bytes; None where the system does not tell."""

    folder: Path
    name: str
    free: int | None
    read_only: bool


def carriers() -> list[Carrier]:
    """Return the removable drives that are mounted now."""
    return [Carrier(one.folder, one.name, _free(one.folder), one.read_only) for one in mounted_sticks()]


def sticks() -> list[Path]:
    """Return the folders of the removable drives that are mounted now."""
    return [one.folder for one in mounted_sticks()]


def carrier_at(folder: Path) -> Carrier:
    """Return a folder the officer chose himself as a carrier. Raises StickGone where there is none."""
    if not folder.is_dir():
        raise StickGone
    return Carrier(folder, folder.name or str(folder), _free(folder), read_only=False)


def bundles_on(folder: Path) -> list[Incoming]:
    """Return the bundles and join requests in a folder, by name. Raises StickGone."""
    return incoming(folder)


def _free(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None
