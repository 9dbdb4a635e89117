"""Enumerations that carry their word: `member.word` is an msgid, translated per call.

They stand apart from the closed lists themselves (`app.models.enums`): the first window says words without those.
"""

from enum import Enum, IntEnum, StrEnum

from app.core.i18n import translate


class Worded(StrEnum):
    """A text value with its word in English, which is the msgid."""

    word: str

    def __new__(cls, value: str, word: str = "") -> "Worded":
        member = str.__new__(cls, value)
        member._value_ = value
        member.word = word
        return member


class WordedNumber(IntEnum):
    """A number with its word; the order of the numbers means something."""

    word: str

    def __new__(cls, value: int, word: str = "") -> "WordedNumber":
        member = int.__new__(cls, value)
        member._value_ = value
        member.word = word
        return member


def label_of(member: Enum) -> str:
    """Return the msgid of a member. Raises TypeError on an enum that has no words."""
    if isinstance(member, Worded | WordedNumber):
        return member.word
    raise TypeError(type(member).__name__)


def say(member: Enum, language: str) -> str:
    """Return the word of a member in `language`."""
    return translate(label_of(member), language)
