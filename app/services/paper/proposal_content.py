"""What a proposal to the Minister says, read from its files, their assignments and the registers."""

from collections.abc import Sequence
from dataclasses import replace

from app.core.i18n import N_, translate
from app.core.ids import Id
from app.documents.content import Issue, SignatureLine
from app.documents.proposal_content import ProposalContent, ProposedFile, ProposedMeasure, ProposedPerson
from app.documents.wording import LocalText, Name, Sealed
from app.models.enums import AddressUse, Capacity, FileBasis, InvolvementRole, PlaceKind, SubjectKind, say
from app.models.kinds.measures import Measure
from app.models.kinds.persons import Person
from app.models.kinds.places import Place, SealedAddress
from app.models.kinds.proposals import Proposal
from app.models.kinds.threat import Involvement, ThreatFile
from app.models.kinds.visits import VisitFile
from app.services.cases import proposal_sheets as sheets
from app.services.cases.proposal_sheets import measures_of, read_proposal, reasons_of
from app.services.desk import View
from app.services.paper.facts import headed, level_line, measure_line, signature_lines
from app.services.paper.households import PROTECTED
from app.services.paper.sources import CopyFor, Sources, recipients_of
from app.services.paper.wording import full_name, in_all, told, worded, words


def proposal_content(
    sources: Sources, proposal: Id, issue: Issue, copies: Sequence[CopyFor]
) -> tuple[ProposalContent, tuple[Id, ...]]:
    """Return the content and the ids of its measures in their order; marking and reference are filled in.

    A measure or reasons that this officer may not print refuse the whole paper: it is never silently shorter.

    Raises NotAllowed, NotThere.
    """
    view = sources.view
    stream, record = view.stream_of(proposal, Proposal), view.get(Proposal, proposal)
    sources.take(stream)
    for uid in measures_of(view, [record])[0]:
        sources.take(view.stream_of(uid, Measure))
    argued = reasons_of(view, proposal)
    keys: list[Id] = []
    files = []
    files_of = read_proposal(view, proposal).files
    for one in files_of:
        for _, home, _ in argued.get(one.file, ()):
            sources.take(home)
        keys += [row.id for row in one.measures]
        files.append(_file(sources, one, len(keys) - len(one.measures) + 1))
    to = _before_whom(view, record, [one.file for one in files_of])
    content = ProposalContent(
        issue=issue, title=record.title or "", to=to, files=tuple(files), recipients=recipients_of(copies),
        signatures=(signature_lines(sources)[0], SignatureLine(to)),
    )  # fmt: skip
    head = headed(sources, issue, record.title or "", record.reference or "")
    return replace(content, issue=head), tuple(keys)


def _before_whom(view: View, record: Proposal, files: Sequence[Id]) -> LocalText:
    """Return before whom a proposal is put; of a substitute also who that is, as its files name him."""
    if record.addressee is None:
        return worded("—")
    if record.addressee is not Capacity.SUBSTITUTE:
        return worded(record.addressee)
    named = [one.substitute_approver for file in files for _, one in view.find(ThreatFile, "uid = ?", file)]
    who = worded(record.addressee)
    names = ", ".join(dict.fromkeys(name for name in named if name))
    return in_all(lambda code: " · ".join(part for part in (who.read(code)[0], names) if part))


def _file(sources: Sources, one: sheets.ProposedFile, first: int) -> ProposedFile:
    view = sources.view
    basis, threat = _core(sources, one.file)
    persons, plain = _protected(sources, one.file), _is_plain(sources.view, one)
    subjects = [row.record.subject for row in one.measures if row.record.subject]
    measures = []
    for number, row in enumerate(one.measures, start=first):
        line = measure_line(sources, number, row.record)
        measures.append(ProposedMeasure("" if plain else _whom(sources, row.record), line))
    return ProposedFile(
        reference=one.reference, title=one.title, persons=tuple(persons.values()), basis=basis,
        level=level_line(sources, one.file, [*persons, *subjects]) if view.parts(one.file, "file_threat") else None,
        threat=threat, measures=tuple(measures), necessity=words(one.reasons.necessity),
        proportionality=words(one.reasons.proportionality), alternatives=words(one.reasons.alternatives),
    )  # fmt: skip


def _core(sources: Sources, file: Id) -> tuple[LocalText | None, LocalText | None]:
    """Return the basis and the summary of the threat of a file; of a visit there is neither."""
    for _, stream, record in sources.view.locate(ThreatFile, "uid = ?", file):
        sources.take(stream)
        basis = worded(record.basis) if isinstance(record.basis, FileBasis) else None
        return basis, words(record.summary)
    for _, stream, _visit in sources.view.locate(VisitFile, "uid = ?", file):
        sources.take(stream)
    return None, None


def _protected(sources: Sources, file: Id) -> dict[Id, ProposedPerson]:
    found: dict[Id, ProposedPerson] = {}
    today = sources.view.desk.today()
    for _, one in sources.view.find(Involvement, "file = ? AND role = ?", file, InvolvementRole.THREATENED):
        if one.person is None or (one.to_on is not None and one.to_on < today):
            continue
        person = sources.person(one.person)
        found[one.person] = ProposedPerson(full_name(person), person.native_name or "", words(person.function))
    return found


def _is_plain(view: View, one: sheets.ProposedFile) -> bool:
    """Tell whether all measures of a file are for the one person that it protects: then none has to say for whom.

    Of two measures of one type, for a mayor and for her daughter, the Minister would not know which he refuses.
    """
    today = view.desk.today()
    guarded = [
        found for _, found in view.find(Involvement, "file = ?", one.file)
        if found.role in PROTECTED and (found.to_on is None or found.to_on >= today)
    ]  # fmt: skip
    threatened = {found.person for found in guarded if found.role is InvolvementRole.THREATENED}
    if len(threatened) != 1:
        return False
    whole = {SubjectKind.FILE} if {found.person for found in guarded} == threatened else set()
    return all(
        row.record.subject_kind in whole
        or (row.record.subject_kind is SubjectKind.PERSON and row.record.subject in threatened)
        for row in one.measures
    )


def _whom(sources: Sources, measure: Measure) -> Name:
    """Return for whom or what a measure is."""
    kind, subject = measure.subject_kind, measure.subject
    if subject is None:
        return ""
    if kind is SubjectKind.FILE:
        return told(N_("The whole file"))
    if kind is SubjectKind.ORGANISATION:
        return sources.body(subject)
    if kind is SubjectKind.PLACE:
        found = sources.place(subject, short=True)
        return _sealed_text(sources, subject) if isinstance(found, Sealed) else found
    if kind is not SubjectKind.PERSON:
        return ""
    return full_name(sources.person(subject)) if sources.view.find(Person, "uid = ?", subject) else ""


def _sealed_text(sources: Sources, place: Id) -> LocalText:
    """Return what a place that stays sealed is, never where."""
    uses = [one.use for _, one in sources.view.find(SealedAddress, "uid = ?", place) if isinstance(one.use, AddressUse)]
    if uses:
        return in_all(lambda code: f"{translate(N_('Sealed address'), code)} ({say(uses[0], code)})")
    for _, found in sources.view.find(Place, "uid = ?", place):
        if isinstance(found.kind, PlaceKind):
            return told("{what} ({state})", what=worded(found.kind), state=told(N_("sealed")))
    return told(N_("sealed"))
