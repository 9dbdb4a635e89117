"""How the facts of a file are said: short, the same on every tab."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, Channel, FileState, MeasureState, SubjectKind
from app.models.kinds.measures import Measure
from app.models.kinds.persons import Person
from app.models.kinds.threat import PersonOfConcern
from app.models.lists import FOREIGN_MARKINGS, SHIPPED, days_ahead
from app.models.names.full_names import spoken_name
from app.models.rules.levels import HeadLevel
from app.models.rules.measures import unratified, untold
from app.services.cases.executions import Executed, standing
from app.services.cases.worklists import DecisionRow, MeasureRow
from app.ui.kit.parts import Tone
from app.ui.kit.words import DASH, Words
from app.ui.kit.words import capital as capital  # noqa: PLC0414 - tabs of files take it from here
from app.ui.tables.wording import period_text as period_text  # noqa: PLC0414 - and this, said as in lists
from app.ui.tables.wording import ratification


class Decided(Protocol):
    """What the screens of all kinds of file know of measures, decisions and their names."""

    @property
    def names(self) -> Mapping[Id, str]: ...
    @property
    def decisions(self) -> Sequence[DecisionRow]: ...
    @property
    def executions(self) -> Mapping[Id, Sequence[Executed]]: ...
    @property
    def may(self) -> frozenset[Action]: ...


SHORT = 60
"""Characters of a description that stand for a name."""
FEW = 3
"""Gaps between reports that are named."""
SOON = "evaluate"
"""The line of the deadlines that says from how many days before its end or review a measure shows as expiring."""


def state_text(words: Words, state: FileState) -> str:
    """Return the state of a file with a capital."""
    return capital(words.enum(state))


def level_source(words: Words, level: HeadLevel, names: Mapping[Id, str], *, with_level: bool = False) -> str:
    """Return `OCAD, 14 nov. 2026, geldig tot 14 dec.`, with the level in between where it is not shown beside."""
    analysis = level.analysis
    parts = [names.get(analysis.service, words(N_("another service")))]
    if with_level:
        parts[0] = words.pair(parts[0], f"{int(analysis.level)} {words.enum(analysis.level)}")
    parts.append(words.date(analysis.dated))
    if analysis.valid_until is not None:
        parts.append(words(N_("valid until {day}"), day=words.short_date(analysis.valid_until)))
    if analysis.received_as is not None:
        parts.append(received_text(words, analysis.received_as))
    return ", ".join(parts)


def received_text(words: Words, code: str | None) -> str:
    """Return the marking that something came with, as it stands on it; empty where it came with none."""
    return (words.lists or SHIPPED).say(FOREIGN_MARKINGS, code, words.language) if code else ""


def person_name(person: Person | None, words: Words) -> str:
    """Return `Hilde VAN DEN BROECK`, or that it may not be read."""
    if person is None:
        return words(N_("not for this workstation"))
    return spoken_name(person) or DASH


def concern_name(record: PersonOfConcern | None, words: Words) -> str:
    """Return who it is as far as known, or that it may not be read."""
    if record is None:
        return words(N_("not for this workstation"))
    name = spoken_name(record)
    said = (record.description or "").strip()
    short = said if len(said) <= SHORT else f"{said[:SHORT].rstrip()}…"
    return name or ", ".join(record.aliases) or record.native_name or short or words(N_("unknown person"))


def standing_chip(words: Words, row: MeasureRow, today: date) -> tuple[str, Tone]:
    """Return what a measure's chip says and means: overdue first, to ratify, expiring, then its state."""
    course = row.course
    limits = [day for day in (course.end, course.review) if day is not None]
    limit = min(limits, default=None)
    if row.overdue:
        if unratified(course, today):
            return ratification(words, late=True)
        days = (today - limit).days if limit else 0
        return capital(words.plural("{count} day overdue", "{count} days overdue", days)), Tone.RED
    if row.contested:
        return words(N_("Conflict")), Tone.RED
    if row.state is MeasureState.PROVISIONAL:
        return ratification(words, late=False)
    running = row.state in (MeasureState.ACTIVE, MeasureState.APPROVED)
    if running and limit is not None and (limit - today).days <= days_ahead(words.lists, SOON, today):
        left = (limit - today).days
        if limit != course.end:  # nothing ends on the day of a review
            if left == 0:
                return words(N_("Evaluate today")), Tone.AMBER
            return words.plural("Evaluate in {count} day", "Evaluate in {count} days", left), Tone.AMBER
        if left == 0:
            return words(N_("Expires today")), Tone.AMBER
        return words.plural("Expires in {count} day", "Expires in {count} days", left), Tone.AMBER
    return capital(words.enum(row.state)), Tone.PLAIN


def subject_text(words: Words, record: Measure, names: Mapping[Id, str], unknown: str = "") -> str:
    """Return for whom or what a measure is, the same wherever it is said; `unknown` where that may not be read."""
    if record.subject_kind is SubjectKind.FILE:
        return words(N_("The whole file"))
    return names.get(record.subject or b"", unknown)


def measure_facts(words: Words, row: MeasureRow, sheet: Decided) -> list[tuple[str, str]]:
    """Return what the panel says of a measure: for whom, on what basis, of what kind, approved by whom, last done."""
    record, names = row.record, sheet.names
    nature = [member for member in (record.character, record.visibility, record.timing) if member is not None]
    basis = names.get(record.basis_analysis or b"", "") or (words.plain(record.basis) if record.basis else "")
    found = [
        (words(N_("For")), subject_text(words, record, names)),
        (words(N_("Executed by")), ", ".join(names.get(one, "") for one in record.executing)),
        (words(N_("Period")), period_text(words, row.course)),
        (words(N_("Ratify by")), _ratify_by(words, row)),
        (words(N_("Frequency")), record.frequency or ""),
        (words(N_("Place")), names.get(record.place or b"", "")),
        (words(N_("Contact")), " ".join(part for part in (record.contact, record.contact_phone) if part)),
        (words(N_("Basis")), capital(basis)),
        (words(N_("Kind")), capital(" · ".join(words.enum(member) for member in nature))),
        (words(N_("Last decision")), _last_decision(words, row, sheet)),
        (words(N_("Last execution")), _last_execution(words, row, sheet)),
        (words(N_("Not reported")), _untold(words, row, sheet)),
    ]
    return [(what, said) for what, said in found if said]


def _last_decision(words: Words, row: MeasureRow, sheet: Decided) -> str:
    """Say the decision that its state came of, or what confirmed it: dates are typed, and order nothing."""
    on_it = [one for one in sheet.decisions if one.record.subject == row.id]
    standing = [one for one in on_it if row.course.decision in (one.id, one.record.confirms)]
    found = next((one.record for one in (*standing, *on_it)), None)
    if found is None or found.kind is None:
        return ""
    parts = [capital(words.enum(found.kind)), words.enum(found.capacity) if found.capacity else ""]
    parts.append(words.date(found.dated) if found.dated else "")
    in_meeting = found.channel is Channel.MEETING  # then it is the meeting and its date
    if found.reference:
        parts.append(found.reference if in_meeting else words(N_("ref. {reference}"), reference=found.reference))
    return ", ".join(part for part in parts if part)


def _ratify_by(words: Words, row: MeasureRow) -> str:
    by = row.course.ratify_by if row.state is MeasureState.PROVISIONAL else None
    return words.date(by) if by is not None else ""


def _untold(words: Words, row: MeasureRow, sheet: Decided) -> str:
    """Say the days before the last report of which none tells; of many the first ones."""
    found = [one.record for one in standing(sheet.executions.get(row.id, ()))]
    told = [(one.from_on, one.to_on) for one in found if one.from_on is not None and one.to_on is not None]
    gaps = untold(row.course.start, told)
    said = [words.period(*gap) for gap in gaps[:FEW]]
    return ", ".join([*said, *(["…"] if len(gaps) > FEW else [])])


def _last_execution(words: Words, row: MeasureRow, sheet: Decided) -> str:
    found = next(iter(standing(sheet.executions.get(row.id, ()))), None)
    if found is None:
        return capital(words(N_("none reported yet"))) if row.unconfirmed else ""
    record = found.record
    until = words.date(record.to_on) if record.to_on else ""
    counts = words(N_("{done} of {planned}"), done=record.done or 0, planned=record.planned) if record.planned else ""
    by = sheet.names.get(record.organisation or b"", "")
    return ", ".join(part for part in (until, counts, by) if part)
