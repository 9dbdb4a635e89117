"""What a check gives back: a value in one form, and a warning where it is odd but may be true."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from app.core.errors import UserError
from app.core.i18n import N_

Value_co = TypeVar("Value_co", covariant=True)

KEPT_AS_TYPED = N_("Kept as typed, not checked.")
MAX_TYPED = 500
"""Characters of a typed value that any check looks at."""


@dataclass(frozen=True, slots=True, repr=False)
class Checked(Generic[Value_co]):
    """A checked value; `warning` is a msgid to show beside it, or None."""

    value: Value_co
    warning: str | None = None


class Unreadable(UserError):
    """A check refuses what was typed."""

    sentence = N_("This cannot be read. Correct it or leave it empty.")


class Keepable(Unreadable):
    """A check refuses, but the officer may know better: `as_typed` keeps it."""


class Empty(Unreadable):
    """Nothing was typed where something is needed."""

    sentence = N_("Nothing was typed here. Fill it in or leave the field out.")


class TooLong(Unreadable):
    """More was pasted than any such value has. Facts: most."""

    sentence = N_("This is longer than {most} characters. Type or paste only the value itself.")


def tidy(text: str) -> str:
    """Return `text` with its spaces made single; raises Empty and TooLong."""
    if len(text) > MAX_TYPED:
        raise TooLong(most=MAX_TYPED)
    plain = " ".join(text.split())
    if not plain:
        raise Empty
    return plain


def as_typed(text: str) -> Checked[str]:
    """Keep `text` although a check refused it with a `Keepable` refusal."""
    return Checked(tidy(text), KEPT_AS_TYPED)
