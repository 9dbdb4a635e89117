"""E-mail addresses: the errors people make, told apart; not the whole of RFC 5321, which allows what nobody has."""

import re
import unicodedata

from app.core.i18n import N_
from app.models.checks.checked import Checked, Keepable, tidy

MOST = 254
UNUSUAL_LETTERS = N_("This e-mail address has letters outside a–z: one may imitate another. Check it with its owner.")
_LOCAL = re.compile(r"[^\s@\"(),:;<>\[\\\]]{1,64}")
_LABEL = re.compile(r"(?!-)[^\W_](?:[\w-]{0,61}[^\W_])?")


class EmailWithoutAt(Keepable):
    """No @, or more than one."""

    sentence = N_("An e-mail address has one @. Check it again.")


class EmailDomain(Keepable):
    """What follows the @ is no domain."""

    sentence = N_("What follows the @ is not complete: it needs a name and an ending, such as “police.belgium.eu”.")


class EmailLocal(Keepable):
    """What precedes the @ cannot stand there."""

    sentence = N_("What stands before the @ in this e-mail address is empty or has a sign that cannot be there.")


def parse(text: str) -> Checked[str]:
    """Return the address, its domain in small letters. Raises EmailWithoutAt, EmailDomain, EmailLocal, Empty."""
    typed = tidy(text).removeprefix("mailto:").strip("<>;, ")
    if typed.count("@") != 1:
        raise EmailWithoutAt
    local, domain = typed.split("@")
    if not _LOCAL.fullmatch(local) or local.startswith(".") or local.endswith(".") or ".." in local:
        raise EmailLocal
    labels = unicodedata.normalize("NFC", domain).casefold().split(".")
    good = len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels) and not labels[-1].isdigit()
    if not good or len(labels[-1]) < 2 or len(typed) > MOST:
        raise EmailDomain
    address = f"{local}@{'.'.join(labels)}"
    return Checked(address, None if address.isascii() else UNUSUAL_LETTERS)
