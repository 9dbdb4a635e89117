"""Why an envelope is refused: each way to fail has its own sentence, because each asks something else of the officer.

None carries a fact: what could be told (a key, a length, a place in the file) helps a forger more than an officer.
"""

from app.core.errors import DamagedError, KnownError, UserError
from app.core.i18n import N_


class RecipientUnreadable(UserError):
    """A public key is not a recipient of a known kind, or was mistyped."""

    sentence = N_(
        "This is not the public key of a workstation, or a character of it is wrong. Nothing was encrypted. "
        "Copy the key again from the other workstation's request."
    )


class IdentityUnreadable(UserError):
    """A secret key is not an identity of a known kind, or was mistyped. The key itself is never shown."""

    sentence = N_(
        "This is not the secret key of a workstation, or a character of it is wrong. Nothing was opened. "
        "Check the key against its original."
    )


class NotAnAgeFile(DamagedError):
    """The first bytes are not those of an age file; armored files are refused here too."""

    sentence = N_(
        "This file is not a bundle, or its beginning is missing. Nothing of it was taken over. "
        "Check that the right file was chosen, or ask the sender for a new copy."
    )


class NewerAgeFile(KnownError):
    """The file says it is age, in a version other than v1."""

    sentence = N_(
        "This bundle is in a newer format than this program can read. Nothing of it was taken over. "
        "Ask the sender for a bundle in the present format, or install the newer program."
    )


class HeaderDamaged(DamagedError):
    """The header does not follow the grammar, is cut off, or holds a key share that no honest sender makes."""

    sentence = N_(
        "The beginning of this bundle is damaged. Nothing of it was taken over. Ask the sender for a new copy."
    )


class HeaderTooLarge(HeaderDamaged):
    """The header does not end within the limit."""

    sentence = N_(
        "The beginning of this bundle is larger than any bundle's may be. Nothing of it was taken over. "
        "Ask the sender for a new copy, and keep this one for the security officer."
    )


class HeaderForged(DamagedError):
    """The file key was unwrapped, but the header is not the one that was sealed with it."""

    sentence = N_(
        "The beginning of this bundle was changed after it was sealed. Nothing of it was taken over. "
        "Ask the sender for a new copy, and keep this one for the security officer."
    )


class NotForThisWorkstation(KnownError):
    """No stanza is for a key of this workstation: another's file, a passphrase, a kind of key not known here."""

    sentence = N_(
        "This bundle is not encrypted to this workstation. Nothing of it was taken over. "
        "Ask the sender which workstation it is meant for."
    )


class PayloadDamaged(DamagedError):
    """A chunk does not verify."""

    sentence = N_(
        "The content of this bundle is damaged or was changed. Nothing of it was taken over. "
        "Ask the sender for a new copy."
    )


class PayloadTruncated(DamagedError):
    """The file ends before the chunk that is marked as last."""

    sentence = N_(
        "The end of this bundle is missing. Nothing of it was taken over. "
        "The copy was perhaps interrupted: copy it again from the stick, or ask the sender for a new copy."
    )


class PayloadTrailing(DamagedError):
    """Bytes follow the chunk that is marked as last."""

    sentence = N_(
        "Something was added after the end of this bundle. Nothing of it was taken over. "
        "Ask the sender for a new copy, and keep this one for the security officer."
    )
