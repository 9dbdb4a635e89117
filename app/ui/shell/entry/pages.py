"""The pages that need the store's libraries, by name. Loaded after the first paint."""

from collections.abc import Callable
from pathlib import Path

from app.services.exchange.asking import Asked
from app.services.station.stations import Platform
from app.ui.kit.kit import Kit
from app.ui.shell.entry.first_run import FirstRunPage, Making
from app.ui.shell.entry.join import AcceptPage, JoinPage
from app.ui.shell.entry.page import Page
from app.ui.shell.entry.restore import RecoverPage, RestorePage


def make(name: str, kit: Kit, platform: Callable[[], Platform], store: Path, state: object) -> Page:
    """Return the page called `name`, as it was where a `state` is given. Raises LookupError."""
    match name:
        case "found":
            return FirstRunPage(kit, platform, store, state if isinstance(state, Making) else None)
        case "join":
            return JoinPage(kit, platform, store, state if isinstance(state, Asked) else None)
        case "accept":
            return AcceptPage(kit, platform, store)
        case "restore":
            return RestorePage(kit, store)
        case "recover":
            return RecoverPage(kit, platform, store)
    raise LookupError(name)
