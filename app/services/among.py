"""Many ids as one bound parameter: a condition that is the same text, and one statement, however many are asked for."""

import json
from collections.abc import Iterable

from app.core.ids import Id

AMONG = "IN (SELECT unhex(value) FROM json_each(?))"
"""What follows a column of ids; `among` gives its parameter."""


def among(ids: Iterable[Id]) -> str:
    """Return ids as the parameter of AMONG."""
    return json.dumps([uid.hex() for uid in ids])
