"""Bech32 (BIP 173) without its limit of 90 characters: how age writes keys, so that a mistyped one is noticed.

A string is a readable prefix, the separator `1`, the data in groups of five bits and six characters of checksum. It is
all lower or all upper case; the checksum is computed over the lower-case form. The checksum finds typing errors; it
proves nothing about who wrote the key.
"""

from functools import reduce
from operator import xor

_CHARACTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VALUES = {character: value for value, character in enumerate(_CHARACTERS)}
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_FOLDED = tuple(
    reduce(xor, (generator for place, generator in enumerate(_GENERATORS) if top >> place & 1), 0) for top in range(32)
)
"""What the five bits that are shifted out add to the remainder: all 32 of them, for keys have two thousand groups."""
_CHECKSUM = 6
_LONGEST = 4096
"""Characters; the longest key of age (hybrid recipient) has 1,959."""


def encode(prefix: str, data: bytes) -> str:
    """Return `data` under a lower-case `prefix`, in lower case."""
    groups = _regroup(data, 8, 5, pad=True)
    remainder = _polymod([*_spread(prefix), *groups, *bytes(_CHECKSUM)]) ^ 1
    check = [remainder >> 5 * (_CHECKSUM - 1 - place) & 31 for place in range(_CHECKSUM)]
    return prefix + "1" + "".join(_CHARACTERS[value] for value in [*groups, *check])


def decode(text: str) -> tuple[str, bytes]:
    """Return (prefix as it was written, data). Raises ValueError on anything but one canonical Bech32 string."""
    if len(text) > _LONGEST or text not in (text.lower(), text.upper()):
        raise ValueError("length or case")
    prefix, separator, coded = text.rpartition("1")
    if not separator or not prefix or len(coded) < _CHECKSUM or any(not "!" <= mark <= "~" for mark in prefix):
        raise ValueError("prefix")
    groups = [_VALUES.get(character, -1) for character in coded.lower()]
    if -1 in groups:
        raise ValueError("character")
    if _polymod([*_spread(prefix.lower()), *groups]) != 1:
        raise ValueError("checksum")
    return prefix, bytes(_regroup(groups[:-_CHECKSUM], 5, 8, pad=False))


def decode_under(prefix: str, text: str) -> bytes:
    """Return the data of a string written under just this prefix, case and all. Raises ValueError on any other."""
    written, data = decode(text)
    if written != prefix:
        raise ValueError("prefix")
    return data


def _spread(prefix: str) -> list[int]:
    codes = prefix.encode("ascii")
    return [*(code >> 5 for code in codes), 0, *(code & 31 for code in codes)]


def _polymod(values: list[int]) -> int:
    remainder = 1
    for value in values:
        top = remainder >> 25
        remainder = (remainder & 0x1FFFFFF) << 5 ^ value ^ _FOLDED[top]
    return remainder


def _regroup(values: bytes | list[int], width: int, into: int, *, pad: bool) -> list[int]:
    """Cut a run of bits into other groups; without `pad` the rest must be zero and shorter than a group it came in."""
    rest, bits, groups = 0, 0, []
    for value in values:
        rest = rest << width | value
        bits += width
        while bits >= into:
            bits -= into
            groups.append(rest >> bits & (1 << into) - 1)
        rest &= (1 << bits) - 1
    if pad and bits:
        groups.append(rest << into - bits)
    elif not pad and (bits >= width or rest):
        raise ValueError("padding")
    return groups
