"""The hybrid post-quantum recipient of age, ML-KEM-768 with X25519: `age1pq1…` and `AGE-SECRET-KEY-PQ-1…`.

    -> mlkem768x25519 <enc, 1120 bytes: ML-KEM ciphertext 1088, X25519 share 32>
    <HPKE ciphertext of the file key, 32 bytes>

HPKE (RFC 9180) in base mode, empty aad, info "age-encryption.org/mlkem768x25519", with KEM 0x647a (MLKEM768-X25519,
also called X-Wing; draft-ietf-hpke-pq), KDF 0x0001 (HKDF-SHA-256) and AEAD 0x0003 (ChaCha20-Poly1305). A stick outlives
the cipher of its day: whoever copies it now gains nothing when X25519 falls, as long as ML-KEM holds, and the reverse.

An identity is a seed of 32 bytes; SHAKE-256 stretches it to the 64-byte ML-KEM seed and the X25519 secret.
The recipient is the ML-KEM encapsulation key (1184 bytes) followed by the X25519 public key (32 bytes).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import shake_256
from typing import ClassVar, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from app.core.clock import Randomness
from app.exchange.age import bech32
from app.exchange.age.header import FILE_KEY_SIZE, Stanza, decode_base64, encode_base64
from app.exchange.age.refusals import HeaderDamaged, IdentityUnreadable, RecipientUnreadable

KIND = "mlkem768x25519"
SEED_SIZE = 32
LATTICE_KEY_SIZE = 1184
CURVE_KEY_SIZE = 32
ENC_SIZE = 1088 + 32
WRAPPED_SIZE = FILE_KEY_SIZE + 16
_INFO = b"age-encryption.org/mlkem768x25519"
_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


@dataclass(frozen=True, slots=True, repr=False)
class HybridRecipient:
    """An ML-KEM-768 and an X25519 public key, 1,216 bytes in `raw`."""

    raw: bytes

    PREFIX: ClassVar[str] = "age1pq"
    STANZA_SIZE: ClassVar[int] = len("-> mlkem768x25519 \n\n") + 1494 + 43
    POST_QUANTUM: ClassVar[bool] = True

    def __post_init__(self) -> None:
        if len(self.raw) != LATTICE_KEY_SIZE + CURVE_KEY_SIZE:
            raise RecipientUnreadable

    def __repr__(self) -> str:
        return "HybridRecipient(…)"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the recipient written `age1pq1…`, in lower case. Raises RecipientUnreadable."""
        try:
            return cls(bech32.decode_under(cls.PREFIX, text))
        except ValueError:
            raise RecipientUnreadable from None

    def encode(self) -> str:
        """Return `age1pq1…`, 1,959 characters."""
        return bech32.encode(self.PREFIX, self.raw)

    def wrap(self, file_key: bytes, randomness: Randomness) -> Stanza:  # noqa: ARG002 - see below
        """Return the stanza with `file_key` (16 bytes) for this key.

        The encapsulation draws from the operating system inside the library, which has no door for `randomness`.
        Raises RecipientUnreadable on a key that cannot be one (ML-KEM modulus check, low-order point).
        """
        try:
            key = MLKEM768X25519PublicKey(
                MLKEM768PublicKey.from_public_bytes(self.raw[:LATTICE_KEY_SIZE]),
                X25519PublicKey.from_public_bytes(self.raw[LATTICE_KEY_SIZE:]),
            )
            sealed = _SUITE.encrypt(file_key, key, _INFO)
        except ValueError:
            raise RecipientUnreadable from None
        return Stanza((KIND, encode_base64(sealed[:ENC_SIZE]).decode("ascii")), sealed[ENC_SIZE:])


class HybridIdentity:
    """The secret half. Neither shown nor compared: `encode` is the only way out."""

    PREFIX: ClassVar[str] = "AGE-SECRET-KEY-PQ-"
    __slots__ = ("_curve", "_key", "_seed", "recipient")

    def __init__(self, seed: bytes) -> None:
        if len(seed) != SEED_SIZE:
            raise IdentityUnreadable
        stretched = shake_256(seed).digest(64 + CURVE_KEY_SIZE)
        lattice = MLKEM768PrivateKey.from_seed_bytes(stretched[:64])
        self._seed = seed
        self._curve = X25519PrivateKey.from_private_bytes(stretched[64:])
        self._key = MLKEM768X25519PrivateKey(lattice, self._curve)
        public = lattice.public_key().public_bytes_raw() + self._curve.public_key().public_bytes_raw()
        self.recipient = HybridRecipient(public)

    @classmethod
    def generate(cls, randomness: Randomness) -> Self:
        """Return a new identity from 32 random bytes."""
        return cls(randomness(SEED_SIZE))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the identity written `AGE-SECRET-KEY-PQ-1…`, in upper case. Raises IdentityUnreadable."""
        try:
            return cls(bech32.decode_under(cls.PREFIX, text))
        except ValueError:
            raise IdentityUnreadable from None

    def encode(self) -> str:
        """Return `AGE-SECRET-KEY-PQ-1…`: a secret in clear, for the encrypted store only."""
        return bech32.encode(self.PREFIX.lower(), self._seed).upper()

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """Return the file key from the first hybrid stanza that is ours, None if there is none.

        Raises HeaderDamaged on a hybrid stanza that no honest sender writes, even if it is for somebody else.
        """
        for stanza in stanzas:
            if stanza.arguments[0] == KIND and (file_key := self._open(stanza)) is not None:
                return file_key
        return None

    def _open(self, stanza: Stanza) -> bytes | None:
        if len(stanza.arguments) != 2 or len(stanza.body) != WRAPPED_SIZE:
            raise HeaderDamaged
        enc = decode_base64(stanza.arguments[1].encode("ascii"))
        if len(enc) != ENC_SIZE:
            raise HeaderDamaged
        self._refuse_low_order(enc[-CURVE_KEY_SIZE:])
        try:
            return _SUITE.decrypt(enc + stanza.body, self._key, _INFO)
        except InvalidTag:
            return None

    def _refuse_low_order(self, share: bytes) -> None:
        # The library answers InvalidTag to a low-order share as to any other failure; the format wants it told apart.
        try:
            self._curve.exchange(X25519PublicKey.from_public_bytes(share))
        except ValueError:
            raise HeaderDamaged from None
