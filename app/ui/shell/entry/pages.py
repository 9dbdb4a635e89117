"""The pages that need the store's libraries, by name. Loaded on a thread after the first paint."""

from collections.abc import Callable
from pathlib import Path

from app.services.station.stations import Platform
from app.ui.kit.kit import Kit
from app.ui.shell.entry.page import Page


def make(name: str, kit: Kit, platform: Callable[[], Platform], store: Path, state: object) -> Page:
    """Return the page called `name`, as it was where a `state` is given. Raises LookupError."""
    raise LookupError(name)
