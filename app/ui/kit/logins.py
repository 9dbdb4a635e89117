"""The login that is proposed for a name: `v.maes` for Veerle Maes. Whoever it is for may type another."""

import re
import unicodedata

_JOINED = re.compile(r"[-'’]")


def login_for(name: str) -> str:
    """Return the first letter of the first word, a dot and the other words, in plain letters; empty for one word."""
    plain = unicodedata.normalize("NFKD", _JOINED.sub("", name).casefold()).encode("ascii", "ignore").decode()
    first, *others = re.findall(r"[a-z0-9]+", plain) or [""]
    return f"{first[0]}.{''.join(others)}" if others else ""
