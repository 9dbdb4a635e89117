"""All kinds of entity the program knows, declared once; importing this package fills `SCHEMA`."""

from app.models.kinds import (
    catalogue,
    directory,
    label,
    leaving,
    measures,
    merge,
    movements,
    paper,
    persons,
    places,
    proposals,
    registers,
    tasks,
    threat,
    visits,
)
from app.models.kinds.schema import ANY_KIND, ANY_PART, SCHEMA

__all__ = [
    "ANY_KIND",
    "ANY_PART",
    "SCHEMA",
    "catalogue",
    "directory",
    "label",
    "leaving",
    "measures",
    "merge",
    "movements",
    "paper",
    "persons",
    "places",
    "proposals",
    "registers",
    "tasks",
    "threat",
    "visits",
]
