"""The letter to the employer: with the consent of the person, and with nothing the employer need not know.

Only measures at the workplace are named. Whether there is a workplace is asked of the register: an address of the
person that is for work, or the address of the employer.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.documents.employer_content import EmployerContent
from app.documents.wording import LocalText
from app.models.enums import Action, AddressUse, SubjectKind
from app.models.kinds.measures import Measure
from app.models.kinds.persons import HomeAddress, Person
from app.models.kinds.registers import Organisation
from app.models.kinds.threat import Involvement, ThreatFile
from app.services.cases.files import check_working
from app.services.desk import View
from app.services.paper.addressees import read_addressees
from app.services.paper.changes import employer_changes, said_before
from app.services.paper.facts import (
    headed,
    measure_line,
    organisation_contacts,
    outline_of,
    place_of,
    running_measures,
    signature_lines,
)
from app.services.paper.protocol_content import NothingToPrint, NotProtectedHere, is_now
from app.services.paper.register import Former, Paper, draft_issue, former_version
from app.services.paper.sources import CopyFor, Sources, recipients_of
from app.services.paper.wording import full_name, words

EMPLOYER, STEM = "employer_letter", "LE"


class ConsentNotRecorded(UserError):
    """Nobody asked the person."""

    sentence = N_(
        "It is not recorded that this person accepts the measures, so the employer is told nothing. Record the answer "
        "in the file first. Nothing was issued."
    )


class ConsentDeclined(UserError):
    """The person does not want the measures."""

    sentence = N_("This person declined the measures, so the employer is told nothing. Nothing was issued.")


def first_employer(view: View, person: Id) -> tuple[CopyFor, ...]:
    """Return a copy for the employer that the register names, in its language; none where it names none."""
    for _, stream, record in view.locate(Person, "uid = ?", person):
        if record.employer is not None and view.may(Action.READ, stream):
            known = read_addressees(view, [record.employer])
            return tuple(CopyFor(one.name, one.organisation, one.language, one.foreign) for one in known)
    return ()


def prepared_employer_letter(
    view: View, file: Id, person: Id, copies: Sequence[CopyFor]
) -> tuple[Paper, Former | None]:
    """Return the letter ready to be issued, and the version it replaces. The last one says that measures ended.

    That they ended needs no consent: it tells nothing new. Raises NotAllowed, FileIsClosed, NotProtectedHere,
    NothingToPrint, ConsentNotRecorded, ConsentDeclined.
    """
    core = view.part(file, "file_core")
    view.require(Action.PAPER, core)
    check_working(view, file)
    former = former_version(view, EMPLOYER, file, person)
    sources = Sources(view, {})
    sources.take(core)
    involved = [one for _, one in view.find(Involvement, "file = ? AND person = ?", file, person) if is_now(view, one)]
    if not involved:
        raise NotProtectedHere(field="person")
    measures = running_measures(sources, file, person)
    if measures:
        _check_consent(involved)
    elif former is None:
        raise NothingToPrint
    content, keys = _content(sources, file, person, measures, copies, former)
    if former is not None:
        content = replace(content, changes=_changes(view, former, sources, content, keys))
    return Paper(EMPLOYER, file, person, content, keys, tuple(uid for uid, _ in measures), sources), former


def _check_consent(involved: Sequence[Involvement]) -> None:
    answers = {one.accepted for one in involved}
    if False in answers:
        raise ConsentDeclined(field="person")
    if True not in answers:
        raise ConsentNotRecorded(field="person")


def _content(
    sources: Sources, file: Id, person: Id, measures: Sequence[tuple[Id, Measure]], copies: Sequence[CopyFor],
    former: Former | None,
) -> tuple[EmployerContent, tuple[Id, ...]]:  # fmt: skip
    view = sources.view
    record, subject = view.get(ThreatFile, file), sources.person(person)
    there = [(uid, one) for uid, one in measures if _at_work(view, subject, person, one)]
    issue = draft_issue(view, former)
    lines = tuple(measure_line(sources, number, _bare(one)) for number, (_, one) in enumerate(there, start=1))
    executing = [organisation for _, one in there for organisation in one.executing]
    ends = [day for _, one in measures if (day := one.end or one.review) is not None]
    content = EmployerContent(
        issue=issue, name=full_name(subject), native_name=subject.native_name or "", function=words(subject.function),
        begins=min((one.start or view.desk.today() for _, one in measures), default=None), until=_last(ends),
        measures=lines, recipients=recipients_of(copies), signatures=signature_lines(sources),
        contacts=tuple(organisation_contacts(sources, [view.facts.organisation, *executing], by_name=False)),
    )  # fmt: skip
    head = headed(sources, issue, content.name, record.reference or "")
    return replace(content, issue=head), tuple(uid for uid, _ in there)


def _last(days: Sequence[date]) -> date | None:
    return max(days, default=None)


def _at_work(view: View, subject: Person, person: Id, measure: Measure) -> bool:
    """Tell whether a measure is carried out at the workplace, as the register knows it."""
    if measure.subject_kind is SubjectKind.ORGANISATION and measure.subject == subject.employer is not None:
        return True
    place = place_of(measure)
    if place is None:
        return False
    homes = view.locate(HomeAddress, "uid = ? AND person = ?", place, person)
    if any(one.use is AddressUse.WORK and view.may(Action.READ, stream) for _, stream, one in homes):
        return True
    employers = view.locate(Organisation, "uid = ? AND place = ?", subject.employer, place)
    return any(view.may(Action.READ, stream) for _, stream, _ in employers)


def _bare(measure: Measure) -> Measure:
    """Return a measure without how, where and whom to ring: the employer knows where it works."""
    return replace(outline_of(measure), contact=None, contact_phone=None)


def _changes(view: View, former: Former, sources: Sources, content: EmployerContent, keys: Sequence[Id]) -> LocalText:
    before = said_before(view, former, sources, EmployerContent)
    return before if isinstance(before, LocalText) else employer_changes(*before, content, keys)
