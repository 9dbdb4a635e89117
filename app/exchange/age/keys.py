"""What a key must be able to do, and how a key in text becomes one of the two kinds known here."""

from collections.abc import Sequence
from typing import ClassVar, Protocol

from app.core.clock import Randomness
from app.exchange.age.header import Stanza
from app.exchange.age.hybrid import HybridIdentity, HybridRecipient
from app.exchange.age.x25519 import X25519Identity, X25519Recipient


class Recipient(Protocol):
    """A public key that a file can be encrypted to."""

    STANZA_SIZE: ClassVar[int]
    POST_QUANTUM: ClassVar[bool]

    @property
    def raw(self) -> bytes: ...

    def encode(self) -> str: ...

    def wrap(self, file_key: bytes, randomness: Randomness) -> Stanza: ...


class Identity(Protocol):
    """A secret key that opens what was encrypted to its recipient."""

    @property
    def recipient(self) -> Recipient: ...

    def encode(self) -> str: ...

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None: ...


def parse_recipient(text: str) -> X25519Recipient | HybridRecipient:
    """Return the recipient written as `age1…` or `age1pq1…`. Raises RecipientUnreadable."""
    kind = HybridRecipient if text.startswith(HybridRecipient.PREFIX + "1") else X25519Recipient
    return kind.parse(text)


def parse_identity(text: str) -> X25519Identity | HybridIdentity:
    """Return the identity written as `AGE-SECRET-KEY-1…` or `AGE-SECRET-KEY-PQ-1…`. Raises IdentityUnreadable."""
    kind = HybridIdentity if text.startswith(HybridIdentity.PREFIX + "1") else X25519Identity
    return kind.parse(text)
