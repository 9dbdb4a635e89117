"""Nothing in clear in any file of the folder: not a row, not a key, not a passphrase, not an officer's name."""

from pathlib import Path

import pytest

from app.store.access import admit
from app.store.backup import backup, restore
from app.store.keys import save_secret
from app.store.meta import save_meta
from app.store.migrate import SCRIPTS, backup_before, migrate
from app.store.refusals import WrongPassphrase
from tests.unit.store.conftest import CHEAP, LOGIN, PASSPHRASE, House, MemoryDevices

CANARY = "Kanarie-Adres-Wetstraat-16"


def in_clear(folder: Path, *secrets: bytes) -> list[str]:
    """Return the files that show any of `secrets`, raw, in hexadecimal or in UTF-16."""
    found = []
    for file in folder.iterdir():
        body = file.read_bytes()
        for secret in secrets:
            if any(one in body for one in (secret, secret.hex().encode(), secret.hex().upper().encode())):
                found.append(file.name)
    return found


def test_no_secret_is_in_any_file_while_open_after_closing_and_in_copies(house: House) -> None:
    house.devices = MemoryDevices()
    unlocked = house.create()
    store = unlocked.store
    with store.write() as connection:
        for number in range(200):
            save_meta(connection, f"{CANARY} {number}", CANARY.encode() * 20)
        save_secret(connection, "station", b"private half of a station")
    admit(
        store,
        login="second.officer",
        passphrase="zweite lange Passphrase",
        cost=CHEAP,
        devices=house.devices,
        randomness=house.randomness,
    )
    device = next(iter(house.devices.secrets.values()))
    secrets = (
        CANARY.encode(),
        CANARY.encode("utf-16-le"),
        b"private half",
        LOGIN.encode(),
        b"second.officer",
        PASSPHRASE.encode(),
        b"zweite lange",
        store.key.raw,
        unlocked.officer.raw,
        device.raw,
        b"CREATE TABLE",
        b"SQLite format",
    )
    folder = house.path.parent
    assert {"brussels.praesidium-wal", "brussels.praesidium-shm"} <= set(house.files())
    assert in_clear(folder, *secrets) == []
    backup(store, folder / "copy.backup", clock=house.clock)
    restore(folder / "copy.backup", folder / "restored.praesidium")
    migrate_again(house)
    assert backup_before(house.path, 1).exists()
    assert in_clear(folder, *secrets) == []
    with pytest.raises(WrongPassphrase):
        house.open(path=folder / "restored.praesidium", passphrase=PASSPHRASE + "?")
    house.close()
    assert in_clear(folder, *secrets) == []
    assert in_clear(folder, b"praesidium slots") != []  # the search itself finds what is there


def migrate_again(house: House) -> None:
    """Have a migration's copy made without there being a second migration yet."""
    key = house.opened[-1].store.key
    house.close()
    migrate(house.path, key, 1, scripts=SCRIPTS)
    house.open()
