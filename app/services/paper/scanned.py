"""What the codes found in a scan are: papers of ours, each told by its code; or none, and what to do then.

Nothing is verified here, and nothing of a code that is not of a paper is kept: another one on the same page may be a
share of a recovery key.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.core.errors import UserError
from app.core.i18n import N_
from app.documents.seal import Seal, UnreadableSeal, parse


class NoCodeFound(UserError):
    """Nothing in the scan could be read as a code."""

    sentence = N_(
        "No code was found in this scan. Lay the paper flat and straight and scan it at 300 dots per inch; photograph "
        "it from nearer and in better light; or type the code that stands beside it."
    )


class NoPaperCode(UserError):
    """There are codes, and none is of a paper."""

    sentence = N_(
        "No code in this scan is of a paper from this program. Look whether it is the right page, or type the code "
        "that stands beside it."
    )


@dataclass(frozen=True, slots=True)
class PaperCode:
    """A code of a paper: `text` is what it says, the rest what it claims; `sheet` is the page of the scan, from 1."""

    text: str = field(repr=False)
    sheet: int
    registration: str
    version: int
    copy: int
    copies: int
    page: int
    pages: int


def paper_codes(found: Sequence[tuple[int, str]]) -> tuple[PaperCode, ...]:
    """Return the codes of papers among those found, each once. Raises NoCodeFound, NoPaperCode."""
    if not found:
        raise NoCodeFound
    codes: dict[str, PaperCode] = {}
    for sheet, text in found:
        seal = _seal(text)
        if seal is not None:
            said = (seal.registration, seal.version, seal.copy, seal.copies, seal.page, seal.pages)
            codes.setdefault(seal.text(), PaperCode(seal.text(), sheet, *said))
    if not codes:
        raise NoPaperCode
    return tuple(codes.values())


def one_a_copy(codes: Sequence[PaperCode]) -> tuple[PaperCode, ...]:
    """Return the first code of each copy: the pages of one copy are one paper."""
    copies: dict[tuple[str, int, int], PaperCode] = {}
    for one in codes:
        copies.setdefault((one.registration, one.version, one.copy), one)
    return tuple(copies.values())


def _seal(text: str) -> Seal | None:
    try:
        return parse(text)
    except UnreadableSeal:
        return None
