"""What of a delegation list is kept as a draft: the list itself, what was decided on the unsure, what was filled in."""

from collections.abc import Mapping
from typing import Any

from app.services.visits.delegations import Pick
from app.ui.screens.delegation_import.lines import Choice

KEY = "delegations:new"
_PICK, _PERSON, _ROW = "pick", "person", "row"


def packed(choices: Mapping[int, Choice]) -> dict[str, list[Any]]:
    """Return choices as a draft carries them."""
    return {str(key): _packed(choice) for key, choice in choices.items()}


def unpacked(kept: object) -> dict[int, Choice]:
    """Return choices as `packed` gave them; what cannot be read is left out."""
    found: dict[int, Choice] = {}
    for key, value in kept.items() if isinstance(kept, Mapping) else ():
        match value:
            case ["pick", str(name)] if name in {one.value for one in Pick}:
                found[int(key)] = Pick(name)
            case ["person", bytes(person)]:
                found[int(key)] = person
            case ["row", int(row)]:
                found[int(key)] = row
    return found


def _packed(choice: Choice) -> list[Any]:
    if isinstance(choice, Pick):
        return [_PICK, choice.value]
    return [_PERSON, choice] if isinstance(choice, bytes) else [_ROW, choice]
