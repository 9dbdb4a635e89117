"""Rank of what grants access: the narrowest holds. Revoked before active, lower before higher, sooner before later."""

import math
from typing import Any

from app.models.enums import AccountState
from app.models.rules.ranks import at, day


def narrowest(values: tuple[Any, ...]) -> tuple[float, ...]:
    """Rank a clearance `(marking, until)`, a ceiling `(marking,)` or a state `(state, cut-off)` of the directory.

    The greatest grants least. A value that is absent or not understood grants nothing and is greatest.
    """
    first, second = at(values, 0), at(values, 1)
    if isinstance(first, int):
        return (float(-first), float(-day(second, 0)))
    if first == AccountState.ACTIVE:
        return (0.0, 0.0)
    if first == AccountState.REVOKED:
        return (1.0, float(-second) if isinstance(second, int) else -math.inf)
    return (math.inf, 0.0)
