"""The X25519 recipient of age: `age1…` and `AGE-SECRET-KEY-1…`.

    -> X25519 <ephemeral share, 32 bytes>
    <ChaCha20-Poly1305, nonce zero, key = HKDF-SHA-256(shared secret, share || recipient, label), of the file key>

It is here because every implementation of age has it: our files can be checked against all of them. Bundles go to
hybrid recipients (see `hybrid`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from app.core.clock import Randomness
from app.exchange.age import bech32
from app.exchange.age.header import FILE_KEY_SIZE, Stanza, decode_base64, derive, encode_base64
from app.exchange.age.refusals import HeaderDamaged, IdentityUnreadable, RecipientUnreadable

KIND = "X25519"
KEY_SIZE = 32
WRAPPED_SIZE = FILE_KEY_SIZE + 16
"""A wrapped file key: anything longer could be tried against many keys at once (partitioning oracles)."""
_LABEL = b"age-encryption.org/v1/X25519"
_NONCE = bytes(12)


@dataclass(frozen=True, slots=True)
class X25519Recipient:
    """A Curve25519 public key, 32 bytes in `raw`."""

    raw: bytes

    PREFIX: ClassVar[str] = "age"
    STANZA_SIZE: ClassVar[int] = len("-> X25519 \n\n") + 43 + 43
    POST_QUANTUM: ClassVar[bool] = False

    def __post_init__(self) -> None:
        if len(self.raw) != KEY_SIZE:
            raise RecipientUnreadable

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the recipient written `age1…`, in lower case. Raises RecipientUnreadable."""
        try:
            return cls(bech32.decode_under(cls.PREFIX, text))
        except ValueError:
            raise RecipientUnreadable from None

    def encode(self) -> str:
        """Return `age1…`."""
        return bech32.encode(self.PREFIX, self.raw)

    def wrap(self, file_key: bytes, randomness: Randomness) -> Stanza:
        """Return the stanza with `file_key` (16 bytes) for this key; draws 32 bytes for the ephemeral secret.

        Raises RecipientUnreadable on a low-order point: it would wrap the key for everybody.
        """
        ephemeral = X25519PrivateKey.from_private_bytes(randomness(KEY_SIZE))
        share = ephemeral.public_key().public_bytes_raw()
        try:
            secret = ephemeral.exchange(X25519PublicKey.from_public_bytes(self.raw))
        except ValueError:
            raise RecipientUnreadable from None
        key = derive(secret, share + self.raw, _LABEL)
        body = ChaCha20Poly1305(key).encrypt(_NONCE, file_key, None)
        return Stanza((KIND, encode_base64(share).decode("ascii")), body)


class X25519Identity:
    """A Curve25519 secret key. Neither shown nor compared: `encode` is the only way out."""

    PREFIX: ClassVar[str] = "AGE-SECRET-KEY-"
    __slots__ = ("_key", "recipient")

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY_SIZE:
            raise IdentityUnreadable
        self._key = X25519PrivateKey.from_private_bytes(secret)
        self.recipient = X25519Recipient(self._key.public_key().public_bytes_raw())

    @classmethod
    def generate(cls, randomness: Randomness) -> Self:
        """Return a new identity from 32 random bytes."""
        return cls(randomness(KEY_SIZE))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the identity written `AGE-SECRET-KEY-1…`, in upper case. Raises IdentityUnreadable."""
        try:
            return cls(bech32.decode_under(cls.PREFIX, text))
        except ValueError:
            raise IdentityUnreadable from None

    def encode(self) -> str:
        """Return `AGE-SECRET-KEY-1…`: a secret in clear, for the encrypted store only."""
        return bech32.encode(self.PREFIX.lower(), self._key.private_bytes_raw()).upper()

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """Return the file key from the first X25519 stanza that is ours, None if there is none.

        Raises HeaderDamaged on an X25519 stanza that no honest sender writes, even if it is for somebody else.
        """
        for stanza in stanzas:
            if stanza.arguments[0] == KIND and (file_key := self._open(stanza)) is not None:
                return file_key
        return None

    def _open(self, stanza: Stanza) -> bytes | None:
        if len(stanza.arguments) != 2 or len(stanza.body) != WRAPPED_SIZE:
            raise HeaderDamaged
        share = decode_base64(stanza.arguments[1].encode("ascii"))
        if len(share) != KEY_SIZE:
            raise HeaderDamaged
        try:
            secret = self._key.exchange(X25519PublicKey.from_public_bytes(share))
        except ValueError:  # a low-order share: the shared secret would be all zero
            raise HeaderDamaged from None
        key = derive(secret, share + self.recipient.raw, _LABEL)
        try:
            return ChaCha20Poly1305(key).decrypt(_NONCE, stanza.body, None)
        except InvalidTag:
            return None
