"""Of whom or what papers are issued: a file's persons and ended sheets, a visit, a proposal, a centre, a person."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.core.ids import Id
from app.models.enums import Action, InvolvementRole
from app.models.kinds.measures import Measure
from app.models.kinds.persons import Person
from app.models.kinds.proposals import Proposal
from app.models.kinds.threat import Involvement
from app.models.kinds.visits import VisitFile
from app.models.rules.measures import AROUND
from app.models.texts import in_language
from app.services.desk import Desk, View
from app.services.paper.binders import BINDER
from app.services.paper.employer_letters import EMPLOYER
from app.services.paper.extracts import EXTRACT
from app.services.paper.households import PROTECTED
from app.services.paper.orders import ORDER
from app.services.paper.proposals import PROPOSAL
from app.services.paper.protocols import LETTER, PERSON_PAPERS, PROTOCOL
from app.services.paper.recall_sheets import RECALL, sheets_to_recall
from app.services.paper.wording import full_name

OF_PERSONS = tuple(name for kind in PERSON_PAPERS for name in ((kind, EMPLOYER) if kind == LETTER else (kind,)))
"""Papers about a person of a file, in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Of whom or what a root can issue a paper. `file` is the root: file, visit, proposal, centre or person."""

    kind: str
    file: Id
    subject: Id
    name: str = field(repr=False)


def paper_subjects(desk: Desk, file: Id) -> tuple[Subject, ...]:
    """Return of whom a file issues papers: its persons with a measure on paper first, their protocols before the rest.

    After them come the dispatcher sheets that ended and have to be recalled. A visit, a proposal, a centre or a person
    issues one paper, of itself.

    Raises NotAllowed, NotThere.
    """
    with desk.read() as view:
        visits = view.find(VisitFile, "uid = ?", file)
        if visits:
            view.require(Action.PAPER, view.part(file, "visit_core"))
            return (Subject(ORDER, file, file, visits[0][1].title or ""),)
        proposed = view.find(Proposal, "uid = ?", file)
        if proposed:
            view.require(Action.PAPER, view.part(file, "proposal"))
            return (Subject(PROPOSAL, file, file, proposed[0][1].title or ""),)
        centre = view.directory.organisations.get(file)
        if centre is not None:
            view.require(Action.PAPER)
            return (Subject(BINDER, file, file, in_language(centre.names or {}, "nl")[0] or centre.code or ""),)
        if view.parts(file, "person"):
            view.require(Action.PAPER, view.part(file, "person"))
            return (Subject(EXTRACT, file, file, full_name(view.get(Person, file))),)
        view.require(Action.PAPER, view.part(file, "file_core"))
        return (*_of_file(view, file), *_to_recall(view, file))


def persons(view: View, wanted: Sequence[Id]) -> list[tuple[Id, Person]]:
    """Return those of these persons that this officer may read, each once, in their order."""
    found = []
    for uid in dict.fromkeys(wanted):
        for one, stream, person in view.locate(Person, "uid = ?", uid):
            if view.may(Action.READ, stream):
                found.append((one, person))
    return found


def _of_file(view: View, file: Id) -> list[Subject]:
    measures = view.locate(Measure, "file = ?", file)
    mine = [one for _, stream, one in measures if view.may(Action.READ, stream)]
    involved = [
        one for _, stream, one in view.locate(Involvement, "file = ?", file)
        if view.may(Action.READ, stream)
    ]  # fmt: skip
    measured = {one.subject for one in mine}
    if any(one.subject_kind in AROUND for one in mine):
        measured |= {one.person for one in involved if one.role in PROTECTED}
    found = [
        (one.person not in measured, one.role is not InvolvementRole.THREATENED, one.person)
        for one in involved
        if one.person is not None
    ]
    names = {uid: full_name(person) for uid, person in persons(view, [uid for *_, uid in found])}
    people = dict.fromkeys(uid for *_, uid in sorted(found, key=lambda one: one[:2]))
    return [
        Subject(kind, file, uid, names[uid])
        for kind in OF_PERSONS
        for uid in people
        if uid in names and (kind == PROTOCOL or uid in measured)
    ]


def _to_recall(view: View, file: Id) -> list[Subject]:
    found = []
    for one in sheets_to_recall(view, file):
        names = [full_name(person) for _, person in persons(view, [one.record.subject or b""])]
        said = f"{one.record.number} v{one.record.version}"
        found.append(Subject(RECALL, file, one.document, " · ".join([*names, said])))
    return found
