"""The device secret in the operating system's keyring, and the ordinary state of having none.

A workstation without a keyring (no D-Bus, locked, none installed) is not an error: the slot is then guarded by the
passphrase alone, and the program says so.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from app.core.clock import Randomness
from app.core.i18n import N_
from app.store.keys import KEY_BYTES, DeviceSecret

SERVICE = "praesidium"


class NoDevice(StrEnum):
    """Why no device secret is to be had."""

    NO_KEYRING = "no keyring"
    LOCKED = "keyring locked"
    ABSENT = "not on this workstation"
    OTHER = "other keyring"
    NOT_ASKED = "not asked for"

    @property
    def sentence(self) -> str:
        """Return the msgid that tells the officer what this means for the access."""
        return _SENTENCES[self]


_SENTENCES = {
    NoDevice.NO_KEYRING: N_("This workstation has no keyring: the passphrase alone protects this access."),
    NoDevice.LOCKED: N_("The keyring of this workstation is locked or does not answer."),
    NoDevice.ABSENT: N_("The keyring of this workstation holds nothing for this store."),
    NoDevice.OTHER: N_("The keyring of this workstation holds the secret of another access."),
    NoDevice.NOT_ASKED: N_("This access is not bound to a workstation: the passphrase alone protects it."),
}


@dataclass(frozen=True, slots=True)
class Device:
    """A device secret, or why there is none."""

    secret: DeviceSecret | None
    why_not: NoDevice | None = None


class DeviceSecrets(Protocol):
    """Where device secrets live, one for each store and user of the operating system."""

    def get(self, store_id: bytes) -> Device:
        """Return the secret of this store; never makes one."""
        ...

    def get_or_make(self, store_id: bytes, randomness: Randomness) -> Device:
        """Return the secret of this store, made now if there is none yet."""
        ...


class KeyringWords:
    """Short texts in the keyring, with its many ways of failing told apart.

    A desktop whose keyring is locked, or was never made, puts that to whoever sits there at every look. Once he has
    left it so, it counts as locked in this run of the program until `ask_again`: else he were asked at each save.
    """

    _left_locked = False

    def ask_again(self) -> None:
        """Let the next look ask him once more: an access hangs on it."""
        self._left_locked = False

    def read(self, name: str) -> str | NoDevice:
        """Return the text under `name`, or why there is none."""
        import keyring
        from keyring.errors import NoKeyringError

        if self._left_locked:
            return NoDevice.LOCKED
        try:
            found = keyring.get_password(SERVICE, name)
        except NoKeyringError:
            return NoDevice.NO_KEYRING
        except Exception:  # noqa: BLE001 - each desktop's backend raises its own kinds when locked or gone
            self._left_locked = True
            return NoDevice.LOCKED
        return NoDevice.ABSENT if found is None else found

    def write(self, name: str, text: str) -> NoDevice | None:
        """Keep `text` under `name`; return why it could not be kept."""
        import keyring
        from keyring.errors import NoKeyringError

        if self._left_locked:
            return NoDevice.LOCKED
        try:
            keyring.set_password(SERVICE, name, text)
        except NoKeyringError:
            return NoDevice.NO_KEYRING
        except Exception:  # noqa: BLE001 - as above
            self._left_locked = True
            return NoDevice.LOCKED
        return None if self.read(name) == text else NoDevice.NO_KEYRING


class KeyringDeviceSecrets:
    """Device secrets in the real keyring."""

    def __init__(self, words: KeyringWords | None = None) -> None:
        self._words = words or KeyringWords()

    def get(self, store_id: bytes) -> Device:
        self._words.ask_again()
        return self._found(store_id)

    def get_or_make(self, store_id: bytes, randomness: Randomness) -> Device:
        device = self._found(store_id)
        if device.why_not is not NoDevice.ABSENT:
            return device
        secret = DeviceSecret.generate(randomness)
        why_not = self._words.write(f"device-{store_id.hex()}", secret.raw.hex())
        return Device(None, why_not) if why_not else Device(secret)

    def _found(self, store_id: bytes) -> Device:
        found = self._words.read(f"device-{store_id.hex()}")
        if isinstance(found, NoDevice):
            return Device(None, found)
        try:
            raw = bytes.fromhex(found)
        except ValueError:
            raw = b""
        return Device(DeviceSecret(raw)) if len(raw) == KEY_BYTES else Device(None, NoDevice.OTHER)
