"""The only place where objects are wired: what a station stands on when people use it."""

from pathlib import Path

from platformdirs import user_config_path, user_data_path

from app.core.clock import Clock, Randomness, SystemClock, system_randomness
from app.core.hardening import keep_memory_to_ourselves
from app.services.station.stations import Platform
from app.store.device import DeviceSecrets, KeyringDeviceSecrets, KeyringWords
from app.store.keys import Argon2Cost

STORE_NAME = "praesidium.store"


def data_folder() -> Path:
    """Return where this user's stores are kept when nothing else is said."""
    return user_data_path("praesidium", appauthor=False)


def settings_folder() -> Path:
    """Return where settings are, and what is kept outside a store: not beside it, to stay where a store is swapped."""
    return user_config_path("praesidium", appauthor=False)


def default_store() -> Path:
    """Return the store that opens when nothing else is said."""
    return data_folder() / STORE_NAME


def station(
    *,
    clock: Clock | None = None,
    randomness: Randomness = system_randomness,
    keyring: bool = True,
    cost: Argon2Cost | None = None,
) -> Platform:
    """Return the platform of a workstation: its clock, its randomness, its keyring; memory stays off the disk.

    Without `keyring` (demonstrations) nothing is kept in the user's own keyring or settings.
    """
    keep_memory_to_ourselves()
    words = KeyringWords() if keyring else None
    devices: DeviceSecrets | None = KeyringDeviceSecrets(words) if keyring else None
    settings = settings_folder() if keyring else None
    return Platform(clock or SystemClock(), randomness, devices, cost or Argon2Cost(), words, settings)
