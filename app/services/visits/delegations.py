"""Accept a reviewed delegation list: persons, visit files with their delegations, and the event, in one save.

Whoever is not decided on stays in the remainder, which is kept with the event row by row as it was received: nothing is
guessed and nothing dropped. The same list accepted again adds only what is new.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from app.core.errors import UserError
from app.core.i18n import N_, translate
from app.core.ids import Id
from app.core.progress import Cancel, Progress, Steps, silent
from app.models.checks import country
from app.models.enums import Action, InvolvementRole
from app.models.kinds.label import Label
from app.models.kinds.persons import Person, PersonPrivate
from app.models.kinds.visits import DelegationMember, Event
from app.models.texts import in_language, local_text
from app.services.desk import Desk, NotThere, Unit
from app.services.visits.delegation_lists import (
    Listed,
    ListedDelegation,
    Review,
    last_save,
    review_delegations,
    visits_of,
)
from app.services.visits.delegation_remainders import UNSURE, Source, keep_rows, row_in_words
from app.services.visits.events import PART as EVENT_PART
from app.services.visits.events import NewEvent, begin_event
from app.services.visits.visits import DELEGATION, UNMARKED, NewVisit, VisitLabels, begin_visit, working_visit

LANGUAGE = "en"
"""Lists come in English; offices are kept as received."""
CATEGORIES = {
    "chief of state": "head_of_state",
    "head of state": "head_of_state",
    "head of government": "head_of_government",
}
"""Function category by office, as lists name it; others are left open."""


class Pick(StrEnum):
    """What an officer says of somebody the review is unsure of."""

    NEW = "new"
    """Somebody who is not in the register."""
    WAIT = "wait"
    """Leave the row in the remainder."""


Choices = Mapping[int, Id | int | Pick]
"""By `Listed.key`: who it is; a number is the key of an earlier line that names the same person.

Where nothing is said of somebody unsure, he stays in the remainder.
"""


class ReviewOutdated(UserError):
    """The register or the event changed since the list was reviewed."""

    sentence = N_("The register has changed since this list was reviewed. Nothing was saved. Review the list again.")


class NoSuchRow(UserError):
    """A choice about a row that the review does not have. Facts: row (from 1)."""

    sentence = N_("The list has no person in row {row} to decide on. Nothing was saved. Review the list again.")


@dataclass(frozen=True, slots=True, repr=False)
class Terms:
    """What the list does not say of the visits. `event` is one that exists, or one to be opened.

    `lead_office`: whose holder leads a delegation of several; None names nobody. The visits are titled in `language`.
    """

    event: Id | NewEvent
    arrival: datetime | None = None
    departure: datetime | None = None
    host: str | None = None
    visit_type: str | None = "multilateral"
    lead_office: str | None = None
    labels: VisitLabels = field(default_factory=VisitLabels)
    person_label: Label = UNMARKED
    private_label: Label | None = None
    event_label: Label = UNMARKED
    list_name: str | None = None
    language: str = LANGUAGE


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was written, and what waits. `persons` counts everybody recognised, the `hosts` among them."""

    event: Id
    visits: Mapping[str, Id]
    rows_placed: int
    persons: int
    persons_new: int
    visits_new: int
    members_new: int
    hosts: int
    waiting: int
    entered: tuple[Id, ...] = ()
    """Who was new, to be looked at for doubles."""


def accept_delegations(
    desk: Desk, review: Review, terms: Terms, choices: Choices | None = None, progress: Progress = silent,
    cancel: Cancel | None = None,
) -> Accepted:  # fmt: skip
    """Write what a review found, in one save (none where nothing is new). `progress` counts persons.

    An event of the same name and days that was made from the same list is used again. Raises NotAllowed,
    ReviewOutdated, NoSuchRow, EventNameMissing, PeriodTurned, VisitIsClosed, Cancelled.
    """
    with desk.read() as view:
        fresh = last_save(view) == review.head
    now = review
    if not fresh:
        now = review_delegations(desk, review.data, countries=review.countries, host=review.host, cancel=cancel)
    if now != review:
        raise ReviewOutdated
    with desk.write() as unit:
        if last_save(unit) != now.head:
            raise ReviewOutdated
        accepting = _Accepting(unit, review, terms, choices or {}, Steps(len(review.persons), progress, cancel))
        done = accepting.result()
        if cancel is not None:
            cancel.check()
        if accepting.wrote:
            unit.save()
    return done


class _Accepting:
    def __init__(self, unit: Unit, review: Review, terms: Terms, choices: Choices, steps: Steps) -> None:
        self._unit = unit
        self._steps = steps
        self._review = review
        self._terms = terms
        self._choices = choices
        self.wrote = False
        self._who: dict[int, Id] = {}
        self._left: list[Listed] = []
        self._persons_new = self._members_new = 0
        self._entered: list[Id] = []

    def result(self) -> Accepted:
        self._check()
        event, stream, name, had = self._event()
        known = visits_of(self._unit, event) if had else {}
        visits = dict(known)
        hosts = self._people(self._review.hosts)
        for group in self._review.delegations:
            members = self._people(group)
            if members:
                visits[group.country] = self._visit(group, members, known.get(group.country), name)
        made = sorted(visit for country, visit in visits.items() if country not in known)
        for visit in made:
            self._unit.writer.add(stream, event, Event, "visits", visit)
            self.wrote = True
        waiting = self._keep_list(event)
        placed = len(self._review.rows) - waiting
        return Accepted(
            event, visits, placed, len(set(self._who.values())), self._persons_new, len(made), self._members_new,
            len(hosts), waiting, tuple(self._entered),
        )  # fmt: skip

    def _check(self) -> None:
        keys = {one.key for one in self._review.persons}
        same = {choice for choice in self._choices.values() if isinstance(choice, int)}
        for key in sorted({*self._choices, *same}):
            if key not in keys:
                raise NoSuchRow(row=key + 1)

    def _event(self) -> tuple[Id, Id, str, bool]:
        """Return the event, its stream, its name, and whether it was there before."""
        unit, wanted = self._unit, self._terms.event
        event = wanted if isinstance(wanted, bytes) else self._event_again(wanted)
        if event is None and isinstance(wanted, NewEvent):
            event, stream = begin_event(unit, wanted, self._terms.event_label)
            self.wrote = True
            return event, stream, in_language(wanted.names, self._terms.language)[0], False
        if event is None:
            raise NotThere
        stream = unit.part(event, EVENT_PART)
        unit.require(Action.VISIT, stream)
        record = unit.get(Event, event)
        return event, stream, in_language(record.names or {}, self._terms.language)[0], True

    def _event_again(self, wanted: NewEvent) -> Id | None:
        event = self._review.event
        if event is None:
            return None
        record = self._unit.get(Event, event)
        same = (record.names, record.starts, record.ends) == (dict(wanted.names), wanted.starts, wanted.ends)
        return event if same else None

    def _people(self, group: ListedDelegation | None) -> dict[Id, list[Listed]]:
        """Return the persons of a group with the lines that name them, those begun that are new."""
        found: dict[Id, list[Listed]] = {}
        for one in group.members if group else ():
            self._steps.step()
            person = self._person(one)
            if person is None:
                self._left.append(one)
            else:
                self._who[one.key] = person
                found.setdefault(person, []).append(one)
        return found

    def _person(self, one: Listed) -> Id | None:
        choice = self._choices.get(one.key)
        if choice is Pick.WAIT or (choice is None and one.unsure):
            return None
        if isinstance(choice, int):
            return self._who.get(choice)
        person = choice if isinstance(choice, bytes) else one.known
        if person is None or choice is Pick.NEW:
            return self._register(one)
        self._unit.require(Action.READ, self._unit.part(person, "person"))
        return person

    def _register(self, one: Listed) -> Id:
        unit, terms, holder = self._unit, self._terms, one.holder
        person = unit.desk.ids.new()
        public = unit.begin(person, "person", terms.person_label, Action.REGISTER)
        narrow = terms.private_label or replace(terms.person_label, co_owners=(), distribution=(), consented=())
        private = unit.begin(person, "person_private", narrow, Action.REGISTER)
        categories = [CATEGORIES[office] for office in one.offices if office in CATEGORIES]
        record = Person(
            family_name=holder.family or (None if holder.given else holder.full), given_names=holder.given or None,
            nationalities=(one.country,), function=local_text(LANGUAGE, holder.title or ", ".join(one.offices)),
            category=categories[0] if categories else None, honorific=holder.title or None,
        )  # fmt: skip
        unit.create(public, record, person)
        unit.create(private, PersonPrivate(person=person))
        self._persons_new += 1
        self._entered.append(person)
        self.wrote = True
        return person

    def _visit(
        self, group: ListedDelegation, members: Mapping[Id, Sequence[Listed]], visit: Id | None, event_name: str
    ) -> Id:
        lead = self._lead(members)
        unit, terms = self._unit, self._terms
        there: dict[Id, DelegationMember] = {}
        if visit is None:
            new = NewVisit(
                self._title(event_name, group), terms.visit_type, terms.host, group.country, arrival=terms.arrival,
                departure=terms.departure, principal=lead,
            )  # fmt: skip
            visit, stream = begin_visit(unit, new, terms.labels)
        else:
            stream = unit.part(visit, DELEGATION)
            unit.require(Action.VISIT, stream)
            there = {one.person: one for _, one in unit.find(DelegationMember, "file = ?", visit) if one.person}
            if any(person not in there for person in members):
                working_visit(unit, visit)
        for person, lines in members.items():
            if person not in there:
                unit.create(stream, _member(visit, person, lines, person == lead, len(there) + 1))
                there[person] = DelegationMember()
                self._members_new += 1
                self.wrote = True
        return visit

    def _title(self, event_name: str, group: ListedDelegation) -> str:
        """Return `Europese Raad: Cyprus`, the country as the list has it where the list is in that language."""
        language = self._terms.language
        named = group.name if language == LANGUAGE else country.name(group.country, language)
        return translate(N_("{what}: {said}"), language).format(what=event_name, said=named)

    def _lead(self, members: Mapping[Id, Sequence[Listed]]) -> Id | None:
        if len(members) == 1:
            return next(iter(members))
        office = self._terms.lead_office
        leading = [person for person, lines in members.items() if any(office in one.offices for one in lines)]
        return leading[0] if office and len(leading) == 1 else None

    def _keep_list(self, event: Id) -> int:
        """Keep the rows that wait with the event; return how many."""
        review = self._review
        rows = {one.row: (one.why.value, *one.doubts) for one in review.remainder}
        rows.update({row: (UNSURE,) for one in self._left for row in one.rows})
        lines = [row_in_words(row, review.rows[row], why) for row, why in sorted(rows.items())]
        source = Source(review.digest, len(review.data), self._terms.list_name)
        self.wrote |= keep_rows(self._unit, event, source, lines, self._terms.event_label)
        return len(rows)


def _member(visit: Id, person: Id, lines: Sequence[Listed], head: bool, position: int) -> DelegationMember:
    offices = list(dict.fromkeys(office for one in lines for office in one.offices))
    notes = "; ".join(one.holder.note for one in lines if one.holder.note)
    return DelegationMember(
        file=visit, person=person, title=lines[0].holder.title or None,
        office=local_text(LANGUAGE, ", ".join(offices)), head=head or None,
        role=InvolvementRole.PRINCIPAL if head else InvolvementRole.DELEGATION, position=position,
        remarks=notes or None,
    )  # fmt: skip
