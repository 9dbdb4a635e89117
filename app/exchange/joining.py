"""A newcomer's request to join: public keys on a stick, in clear, signed by the key it asks to have trusted.

The signature proves that who wrote the request holds that key; who that is, nobody can know from a stick. So two people
compare the request's words (`app.exchange.fingerprint`) in person before an administrator lets the station in. The hash
of the request returns in the invitation, which therefore answers this request and no other.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec import Meta
from msgspec.msgpack import Decoder, Encoder

from app.exchange.age import HybridRecipient, RecipientUnreadable
from app.exchange.manifest import Hash, Uid
from app.exchange.refusals import NewerRequest, NotARequest, RequestDamaged
from app.exchange.writer import Sign

MAGIC = b"praesidium/join\0"
VERSION = 1
MOST_REQUEST = 256 << 10
"""Bytes of a whole request file."""
_SIGNATURE = 64
_FIXED = len(MAGIC) + 2 + 4
_SIGNED_TAG = b"praesidium/join/1\0"
_HASH_TAG = b"praesidium/request/1\0"

_Language = Annotated[str, Meta(pattern=r"^[a-z]{2,3}\Z")]
_Name = Annotated[str, Meta(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]+\Z")]
"""No control or direction-changing characters: what is compared on two screens must look the same."""


class RequestedOfficer(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """Somebody who is to work at the new station."""

    officer: Uid
    name: _Name
    public_key: Hash
    """Ed25519."""
    languages: Annotated[list[_Language], Meta(max_length=8)]


class JoinRequest(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """What a newcomer says of itself; the directory decides what becomes of it."""

    version: int
    exercise: bool
    station: Uid
    code: Annotated[str, Meta(pattern=r"^[A-Z0-9]{2,12}\Z")]
    """The code proposed for references and registration numbers."""
    names: Annotated[list[tuple[_Language, _Name]], Meta(min_length=1, max_length=8)]
    """Of the organisation or office, by language."""
    signing_key: Hash
    """Ed25519 public key of the station."""
    recipient: Annotated[str, Meta(max_length=2048)]
    """`age1pq1…`"""
    cert: Annotated[bytes, Meta(min_length=1, max_length=1024)]
    """Certificate of its first replica."""
    officers: Annotated[list[RequestedOfficer], Meta(max_length=64)]
    moment: Annotated[int, Meta(ge=0, lt=1 << 48)]
    app: Annotated[str, Meta(max_length=64)]


@dataclass(frozen=True, slots=True)
class ReceivedRequest:
    """A request whose signature is true, and the hash by which people and the invitation name it."""

    request: JoinRequest
    hash: bytes


_encoder = Encoder()
_decoder = Decoder(JoinRequest)


def write_request(request: JoinRequest, sign: Sign) -> tuple[bytes, bytes]:
    """Return (the file's bytes, the request's hash); `sign` signs with the station's key.

    Raises RequestDamaged on a request that no reader would take.
    """
    body = _encoder.encode(request)
    whole = MAGIC + VERSION.to_bytes(2, "big") + len(body).to_bytes(4, "big") + body + sign(_SIGNED_TAG + body)
    return whole, read_request(whole).hash


def read_request(raw: bytes) -> ReceivedRequest:
    """Return the request that is exactly `raw`. Raises NotARequest, NewerRequest, RequestDamaged."""
    if not raw.startswith(MAGIC):
        raise NotARequest
    version = int.from_bytes(raw[len(MAGIC) : len(MAGIC) + 2], "big")
    if version > VERSION:
        raise NewerRequest(found=version, known=VERSION)
    size = int.from_bytes(raw[len(MAGIC) + 2 : _FIXED], "big")
    if version != VERSION or len(raw) > MOST_REQUEST or len(raw) != _FIXED + size + _SIGNATURE:
        raise RequestDamaged
    body, signature = raw[_FIXED : _FIXED + size], raw[_FIXED + size :]
    request = _decode(body)
    try:
        Ed25519PublicKey.from_public_bytes(request.signing_key).verify(signature, _SIGNED_TAG + body)
    except (InvalidSignature, ValueError):
        raise RequestDamaged from None
    return ReceivedRequest(request, sha256(_HASH_TAG + body).digest())


def _decode(body: bytes) -> JoinRequest:
    try:
        request = _decoder.decode(body)
        HybridRecipient.parse(request.recipient)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, RecipientUnreadable) as error:
        raise RequestDamaged from error
    ids = [one.officer for one in request.officers]
    languages = [language for language, _ in request.names]
    if request.version != VERSION or len(set(ids)) != len(ids) or len(set(languages)) != len(languages):
        raise RequestDamaged
    return request
