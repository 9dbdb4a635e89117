"""The age v1 envelope (C2SP age.md) around every bundle: an open format that others can read without us.

What a file looks like, one line a row:

    age-encryption.org/v1                      version
    -> mlkem768x25519 <enc, 1120 bytes>        one stanza a recipient: the file key, wrapped for that key alone
    <wrapped file key, 32 bytes>
    --- <MAC, 32 bytes>                        HMAC-SHA-256 over all of the above, under the file key
    nonce, 16 bytes; then chunks of 64 KiB, each with its 16-byte tag; the last one is marked as last

Only two kinds of recipient are known here: `X25519` and the hybrid post-quantum `mlkem768x25519`. Stanzas of any
other kind are passed over, as the format asks; armor, passphrases, ssh keys and plugins are never accepted. age keeps
the content secret and whole but names no sender: the signed manifest inside does that (design of the exchange).

Nothing here opens or names files: readers and writers work on streams they are handed, in flat memory. OSError of
those streams passes through untouched.
"""

from app.exchange.age.hybrid import HybridIdentity, HybridRecipient
from app.exchange.age.keys import Identity, Recipient, parse_identity, parse_recipient
from app.exchange.age.reader import AgeReader, decrypt, open_age
from app.exchange.age.refusals import (
    HeaderDamaged,
    HeaderForged,
    HeaderTooLarge,
    IdentityUnreadable,
    NewerAgeFile,
    NotAnAgeFile,
    NotForThisWorkstation,
    PayloadDamaged,
    PayloadTrailing,
    PayloadTruncated,
    RecipientUnreadable,
)
from app.exchange.age.writer import AgeWriter, encrypt, sealed_size
from app.exchange.age.x25519 import X25519Identity, X25519Recipient

__all__ = [
    "AgeReader",
    "AgeWriter",
    "HeaderDamaged",
    "HeaderForged",
    "HeaderTooLarge",
    "HybridIdentity",
    "HybridRecipient",
    "Identity",
    "IdentityUnreadable",
    "NewerAgeFile",
    "NotAnAgeFile",
    "NotForThisWorkstation",
    "PayloadDamaged",
    "PayloadTrailing",
    "PayloadTruncated",
    "Recipient",
    "RecipientUnreadable",
    "X25519Identity",
    "X25519Recipient",
    "decrypt",
    "encrypt",
    "open_age",
    "parse_identity",
    "parse_recipient",
    "sealed_size",
]
