"""Suspected doubles as a screen lists them: both entries by name and function, and why."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from app.core.ids import Id
from app.models.enums import Marking
from app.models.kinds.persons import Person
from app.models.names.full_names import filed_name
from app.models.texts import in_language
from app.services.desk import Desk
from app.services.doubles.finding import known_doubles, still_open
from app.services.doubles.look import Double
from app.services.joined import PERSON


@dataclass(frozen=True, slots=True, repr=False)
class DoubleLine:
    """A pair for a list: both as they were entered, with their functions."""

    double: Double
    names: tuple[str, str]
    functions: tuple[str, str]


@dataclass(frozen=True, slots=True, repr=False)
class DoublesPage:
    """The surest pairs first; `total` counts all of them."""

    lines: Sequence[DoubleLine]
    total: int
    marking: Marking


def doubles_page(desk: Desk, most: int, language: str, found: Sequence[Double] | None = None) -> DoublesPage | None:
    """Return the first pairs of what a look found (`found`), else of the last look at all; None before the first.

    Raises NotAllowed.
    """
    every = known_doubles(desk) if found is None else still_open(desk, found)
    if every is None:
        return None
    shown = every[:most]
    persons = {person for double in shown for person in (double.one, double.other)}
    with desk.read() as view:
        records = view.get_all(Person, persons)
        marking = max((view.thing(view.part(uid, PERSON)).marking for uid in records), default=Marking.NONE)
    lines = [
        DoubleLine(double, _both(double, records, _name), _both(double, records, partial(_function, language)))
        for double in shown
    ]
    return DoublesPage(lines, len(every), marking)


def _both(double: Double, records: Mapping[Id, Person], said: Callable[[Person], str]) -> tuple[str, str]:
    one, other = (said(records.get(person, Person())) for person in (double.one, double.other))
    return one, other


def _name(record: Person) -> str:
    return filed_name(record) or record.native_name or "—"


def _function(language: str, record: Person) -> str:
    return in_language(record.function, language)[0] if record.function else ""
