"""What the program must know before a store is open: language, colours, where the store is. Nothing personal.

A small file in the settings folder, readable by its owner only. Whatever is wrong with it is as if it were not there:
nobody is kept from his work by a setting.
"""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from app.core.i18n import LANGUAGES

NAME = "window.json"
MOST_BYTES = 8 * 1024
COLOURS = ("system", "light", "dark")


@dataclass(frozen=True, slots=True, repr=False)
class Settings:
    """The three things. `language` is empty where nobody chose one yet, `store` where the usual one is meant."""

    language: str = ""
    colours: str = "system"
    store: str = ""


def load_settings(folder: Path) -> Settings:
    """Return what is kept in `folder`."""
    try:
        with (folder / NAME).open("rb") as stream:
            found = json.loads(stream.read(MOST_BYTES))
    except (OSError, ValueError):
        return Settings()
    return _checked(found) if isinstance(found, dict) else Settings()


def keep_settings(folder: Path, **changed: str) -> bool:
    """Keep what changed and leave the rest; written aside and renamed. False where the disk refused."""
    wanted = asdict(replace(load_settings(folder), **changed))
    aside = folder / f"{NAME}.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as stream:
            json.dump(wanted, stream)
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(folder / NAME)
    except OSError:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        return False
    return True


def _checked(found: dict[str, Any]) -> Settings:
    language, colours, store = (found.get(name) for name in ("language", "colours", "store"))
    return Settings(
        language if language in LANGUAGES else "",
        colours if colours in COLOURS else "system",
        store if isinstance(store, str) else "",
    )
