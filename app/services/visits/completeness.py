"""What a visit still lacks, by the rules of `visit_rules`, counted in Belgian working days before the arrival.

The rules are data with their source; what is here is how each is looked for. A part this officer may not read is said
to be unseen, never taken for complete.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from app.core.i18n import N_
from app.core.ids import Id
from app.models.catalogues import CatalogueEntry, catalogue
from app.models.checks.working_day import MOST, working_days_between
from app.models.enums import InvolvementRole, PermitState, Worded
from app.models.kinds.movements import Flight
from app.models.lists import day_before
from app.models.rules.calendar_ends import moved
from app.services.desk import COUNTRY_TIME
from app.services.visits.visits import VisitSheet

RULES = "visit_rules"
FARTHEST = 2 * MOST
"""Days in which working days are counted."""


class Shortfall(Worded):
    """In what way a rule is not met. LATE: it came, or was requested, after the day."""

    MISSING = "missing", N_("still missing")
    ASKED = "asked", N_("requested, the answer is awaited")
    LATE = "late", N_("too late")
    REFUSED = "refused", N_("was refused")
    TOO_MANY = "too_many", N_("too many")
    UNSEEN = "unseen", N_("in a part you may not see")


@dataclass(frozen=True, slots=True)
class Lacking:
    """One rule that is not met. `about` is the line it is about; `due` the last day; `days_left` working days to it.

    `said` is the rule as the store's list has it.
    """

    rule: str
    shortfall: Shortfall
    about: Id | None = None
    due: date | None = None
    days_left: int | None = None
    count: int | None = None
    at_most: int | None = None
    said: CatalogueEntry | None = field(default=None, compare=False)

    @property
    def overdue(self) -> bool:
        """Tell whether the last day has passed."""
        return self.days_left is not None and self.days_left < 0

    def say(self, language: str) -> str:
        """Return the rule in words, as the note "still missing" writes it."""
        return (self.said or catalogue(RULES)[self.rule]).say(language)


Found = tuple[Shortfall, Id | None, date | None, int | None]
"""How a rule is not met: in what way, about which line, by when, how many."""


def lacking(sheet: VisitSheet, today: date, rules: Mapping[str, CatalogueEntry] | None = None) -> tuple[Lacking, ...]:
    """Return what a visit lacks on `today`; a rule that asks what this version does not know is left out."""
    found = []
    for code, rule in (catalogue(RULES) if rules is None else rules).items():
        look = LOOKS.get(str(rule.detail.get("asks")))
        at_most = rule.detail.get("at_most")
        for shortfall, about, due, count in look(sheet, rule) if look else ():
            left = None if due is None else _days_left(today, due)
            found.append(Lacking(code, shortfall, about, due, left, count, at_most, rule))
    return tuple(found)


def _days_left(today: date, due: date) -> int:
    """Return the working days that are left; of a slip by a century no more than are counted, so that it is mended."""
    return working_days_between(today, min(max(due, moved(today, -FARTHEST)), moved(today, FARTHEST)))


def _due(moment: datetime | None, rule: CatalogueEntry) -> date | None:
    return None if moment is None else day_before(rule, moment.astimezone(COUNTRY_TIME).date())


def _note_verbale(sheet: VisitSheet, rule: CatalogueEntry) -> Iterable[Found]:
    record = sheet.record
    due = _due(record.arrival, rule)
    received = record.note_verbale_on
    if not record.note_verbale and received is None:
        yield Shortfall.MISSING, None, due, None
    elif received is not None and due is not None and received > due:
        yield Shortfall.LATE, None, due, None


def _flight_permits(sheet: VisitSheet, rule: CatalogueEntry) -> Iterable[Found]:
    if sheet.programme is None:
        yield Shortfall.UNSEEN, None, None, None
    for uid, flight in sheet.flights:
        if flight.state_flight:
            due = _due(flight.scheduled or sheet.record.arrival, rule)
            shortfall = _permit(flight.permit, _asked_late(flight, due))
            if shortfall is not None:
                yield shortfall, uid, due, None


def _asked_late(flight: Flight, due: date | None) -> bool:
    return due is not None and flight.permit_asked_on is not None and flight.permit_asked_on > due


def _permit(state: PermitState | None, late: bool = False) -> Shortfall | None:
    if state is PermitState.GRANTED:
        return None
    if state is PermitState.REFUSED:
        return Shortfall.REFUSED
    if state is PermitState.ASKED:
        return Shortfall.LATE if late else Shortfall.ASKED
    return Shortfall.MISSING


def _security_officers(sheet: VisitSheet, rule: CatalogueEntry) -> Iterable[Found]:
    if sheet.members is None:
        yield Shortfall.UNSEEN, None, None, None
        return
    count = sum(member.role is InvolvementRole.SECURITY for _, member in sheet.members)
    if count > rule.detail["at_most"]:
        yield Shortfall.TOO_MANY, None, None, count


def _convoy_vehicles(sheet: VisitSheet, rule: CatalogueEntry) -> Iterable[Found]:
    if sheet.programme is None:
        yield Shortfall.UNSEEN, None, None, None
    for uid, convoy in sheet.convoys:
        if len(convoy.vehicles) > rule.detail["at_most"]:
            yield Shortfall.TOO_MANY, uid, None, len(convoy.vehicles)


def _weapon_permits(sheet: VisitSheet, rule: CatalogueEntry) -> Iterable[Found]:
    yield from _permits(sheet, [(uid, weapon.permit) for uid, weapon in sheet.weapons], rule)


def _radio_permits(sheet: VisitSheet, rule: CatalogueEntry) -> Iterable[Found]:
    yield from _permits(sheet, [(uid, radio.permit) for uid, radio in sheet.radios], rule)


def _permits(
    sheet: VisitSheet, permits: Sequence[tuple[Id, PermitState | None]], rule: CatalogueEntry
) -> Iterable[Found]:
    if sheet.members is None:
        yield Shortfall.UNSEEN, None, None, None
    for uid, state in permits:
        shortfall = _permit(state)
        if shortfall is not None:
            yield shortfall, uid, _due(sheet.record.arrival, rule), None


LOOKS: Mapping[str, Callable[[VisitSheet, CatalogueEntry], Iterable[Found]]] = {
    "note_verbale": _note_verbale,
    "flight_permit": _flight_permits,
    "security_officers": _security_officers,
    "convoy_vehicles": _convoy_vehicles,
    "weapon_permit": _weapon_permits,
    "radio_permit": _radio_permits,
}
"""How each thing that a rule may ask is looked for."""
