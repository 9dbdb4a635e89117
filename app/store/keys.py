"""The one module that holds secrets: store key, officers' secrets, device secrets, signing keys.

Everything here hides itself from `repr`, logs and exceptions. Only primitives of `cryptography` and `argon2-cffi` are
used (security.md §2): Argon2id stretches a passphrase, HKDF-SHA256 joins it with the device secret, and
ChaCha20-Poly1305 wraps; the context of every wrapping is authenticated with it.
"""

import hmac
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING, Self
from unicodedata import normalize

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256, Hash
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.core.clock import Randomness
from app.store.refusals import NotEnoughMemory

if TYPE_CHECKING:  # the unlock screen loads this module before SQLAlchemy
    from sqlalchemy import Connection

KEY_BYTES = 32
_NONCE_BYTES = 12


class SealBroken(Exception):
    """What was sealed does not open under this key and context: another key, or altered bytes."""


@dataclass(frozen=True, slots=True)
class Argon2Cost:
    """What one guess of a passphrase costs; stored with each slot so that it can rise with the machines."""

    memory_kib: int = 256 * 1024
    passes: int = 6
    lanes: int = 2

    def reasonable(self) -> bool:
        """Say whether a slot file may ask this of us: a hostile one must not exhaust the machine."""
        return 8 * self.lanes <= self.memory_kib <= 4 << 20 and 1 <= self.passes <= 64 and 1 <= self.lanes <= 16


@dataclass(frozen=True, slots=True)
class StoreKey:
    """The random key of one store, given to SQLCipher raw."""

    raw: bytes = field(repr=False)

    @classmethod
    def generate(cls, randomness: Randomness) -> Self:
        return cls(randomness(KEY_BYTES))

    def pragma(self) -> str:
        """Return the key in SQLCipher's raw form; for `set_key` only, never in SQL, a URL or a log."""
        return f"x'{self.raw.hex()}'"

    def derive(self, purpose: str) -> bytes:
        """Return 32 bytes for `purpose`, from which the store key cannot be found."""
        return _hkdf(self.raw, b"", f"praesidium/store/{purpose}")


@dataclass(frozen=True, slots=True)
class OfficerSecret:
    """What one officer's slot gives besides the store key: it seals that officer's signing key in the store."""

    raw: bytes = field(repr=False)

    @classmethod
    def generate(cls, randomness: Randomness) -> Self:
        return cls(randomness(KEY_BYTES))


@dataclass(frozen=True, slots=True)
class DeviceSecret:
    """What the operating system's keyring keeps, so that a copied folder and a passphrase are not enough."""

    raw: bytes = field(repr=False)

    @classmethod
    def generate(cls, randomness: Randomness) -> Self:
        return cls(randomness(KEY_BYTES))


@dataclass(frozen=True, slots=True)
class SlotSecret:
    """What a slot wraps: the store's key and the officer's own secret."""

    store: StoreKey
    officer: OfficerSecret

    def to_bytes(self) -> bytes:
        return self.store.raw + self.officer.raw

    @classmethod
    def from_bytes(cls, raw: bytes) -> Self:
        return cls(StoreKey(raw[:KEY_BYTES]), OfficerSecret(raw[KEY_BYTES:]))


@dataclass(frozen=True, slots=True)
class StretchedPassphrase:
    """A passphrase after Argon2id. `tag` finds the slot; without the passphrase it tells nothing of the login."""

    raw: bytes = field(repr=False)

    def tag(self) -> bytes:
        return _hkdf(self.raw, b"", "praesidium/slot/tag")[:16]

    def matches(self, tag: bytes) -> bool:
        return hmac.compare_digest(self.tag(), tag)

    def wrapping_key(self, device: DeviceSecret | None) -> bytes:
        return _hkdf(self.raw, device.raw if device else b"", "praesidium/slot/wrap" + ("+device" if device else ""))


@dataclass(frozen=True, slots=True)
class RecoverySecret:
    """32 random bytes that leave the station as printed shares only; they open a store whose passphrases are lost."""

    raw: bytes = field(repr=False)

    @classmethod
    def generate(cls, randomness: Randomness) -> Self:
        return cls(randomness(KEY_BYTES))

    def tag(self) -> bytes:
        return _hkdf(self.raw, b"", "praesidium/recovery/tag")[:16]

    def wrapping_key(self) -> bytes:
        return _hkdf(self.raw, b"", "praesidium/recovery/wrap")


def stretch(login: str, passphrase: str, salt: bytes, cost: Argon2Cost) -> StretchedPassphrase:
    """Return Argon2id of `passphrase`, salted by the file's `salt` and the `login`; takes about a second by design.

    Login and passphrase are brought to one Unicode form, so that every keyboard types the same. Raises NotEnoughMemory.
    """
    digest = Hash(SHA256())
    digest.update(b"praesidium/slot/salt" + salt + login_form(login).encode())
    try:
        raw = hash_secret_raw(
            normalize("NFC", passphrase).encode(),
            digest.finalize()[:16],
            time_cost=cost.passes,
            memory_cost=cost.memory_kib,
            parallelism=cost.lanes,
            hash_len=KEY_BYTES,
            type=Type.ID,
        )
    except HashingError:
        raise NotEnoughMemory from None
    return StretchedPassphrase(raw)


def login_form(login: str) -> str:
    """Return the one form of a login: two of the same form are one name, however they were typed."""
    return normalize("NFKC", login).strip().casefold()


def calibrate(seconds: float = 1.0, memory_kib: int = 256 * 1024, lanes: int = 2) -> Argon2Cost:
    """Return the cost that takes about `seconds` on this machine, never less than two passes of `memory_kib`."""
    started = perf_counter()
    stretch("calibration", "calibration", bytes(16), Argon2Cost(memory_kib, 2, lanes))
    one_pass = (perf_counter() - started) / 2
    return Argon2Cost(memory_kib, max(2, min(64, round(seconds / one_pass))), lanes)


def seal(under: bytes, body: bytes, context: bytes, randomness: Randomness) -> bytes:
    """Return `body` encrypted and bound to `context` under the 32-byte key `under`: nonce, text, tag."""
    nonce = randomness(_NONCE_BYTES)
    return nonce + ChaCha20Poly1305(under).encrypt(nonce, body, context)


def unseal(under: bytes, sealed: bytes, context: bytes) -> bytes:
    """Return what `seal` was given. Raises SealBroken on another key or context, or altered bytes."""
    try:
        return ChaCha20Poly1305(under).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], context)
    except (InvalidTag, ValueError):
        raise SealBroken from None


class SigningKey:
    """An Ed25519 key of a station, a replica or an officer; its private half never leaves this module in clear."""

    __slots__ = ("_key", "public")
    _CONTEXT = b"praesidium/signing-key"

    def __init__(self, raw: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(raw)
        self.public: bytes = self._key.public_key().public_bytes_raw()

    @classmethod
    def generate(cls, randomness: Randomness) -> Self:
        return cls(randomness(KEY_BYTES))

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature over `message`."""
        return self._key.sign(message)

    def seal(self, under: bytes, randomness: Randomness) -> bytes:
        """Return the private half encrypted under a 32-byte key, for a row of the store."""
        return seal(under, self.raw(), self._CONTEXT, randomness)

    @classmethod
    def open(cls, under: bytes, sealed: bytes) -> Self:
        """Return the key `seal` hid. Raises SealBroken."""
        return cls(unseal(under, sealed, cls._CONTEXT))

    def raw(self) -> bytes:
        """Return the 32 private bytes; for `save_secret` only."""
        return self._key.private_bytes_raw()


def verify_signature(public: bytes, signature: bytes, message: bytes) -> bool:
    """Say whether `signature` over `message` is by `public`; malformed keys and signatures are simply false."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def load_secret(connection: "Connection", name: str) -> bytes | None:
    """Return the private bytes kept in the store under `name`, or None."""
    row = connection.exec_driver_sql("SELECT body FROM secret WHERE name = ?", (name,)).one_or_none()
    return bytes(row[0]) if row else None


def save_secret(connection: "Connection", name: str, body: bytes) -> None:
    """Keep private bytes in the store under `name`, replacing what was there."""
    connection.exec_driver_sql(
        "INSERT INTO secret (name, body) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET body = excluded.body",
        (name, body),
    )


def _hkdf(secret: bytes, salt: bytes, info: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt or None, info=info.encode()).derive(secret)
