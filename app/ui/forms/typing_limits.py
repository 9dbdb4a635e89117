"""What may be typed or pasted at all: how long, and without signs that nobody sees.

Invisible signs come by pasting: a NUL ends a text for other programs, controls of writing direction (UAX #9) make one
read what is not there. Marks of direction and joiners stay: Arabic, Hebrew and Persian names need them.
"""

import re

from app.core.errors import UserError
from app.core.i18n import N_

LINE = 500
"""Characters of a field of one line."""
TEXT = 20_000
"""Characters of a long text: some seven pages."""

LEFT_OUT = N_("Invisible signs were left out.")

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u2060-\u2064\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


class LineTooLong(UserError):
    """More was typed or pasted than a field of one line takes. Facts: most."""

    sentence = N_("This is longer than {most} characters. Shorten it; what does not fit is not taken over.")


class TextTooLong(UserError):
    """More was typed or pasted than a long text takes. Facts: most."""

    sentence = N_(
        "This text is longer than {most} characters. Shorten it, or add it as an attachment; what does not fit is not "
        "taken over."
    )


class Required(UserError):
    """A field that must be filled in is empty."""

    sentence = N_("Fill this in.")


def clean_line(text: str) -> str:
    """Return `text` on one line without invisible signs."""
    return _UNSEEN.sub("", _BREAKS.sub(" ", text).replace("\n", " ").replace("\t", " "))


def clean_text(text: str) -> str:
    """Return `text` with line breaks of one kind and without invisible signs."""
    return _UNSEEN.sub("", _BREAKS.sub("\n", text))
