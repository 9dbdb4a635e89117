"""The assignment streams of a file: one per executing organisation, and the owner's own for decisions on the file.

An executing organisation is co-owner of its assignment (it edits instruction and contact, and reports) or on its
distribution (it reads and reports); whoever owns the assignment decides in it. Who co-owns the file itself has
assignments of his own in it, which the file's owner reads. Whose an assignment is follows from
its label; one that was narrowed since is known by the measures in it.
"""

from enum import StrEnum

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import AccountState, Action, Marking
from app.models.kinds.label import Label
from app.models.kinds.measures import Measure
from app.models.kinds.threat import ThreatFile
from app.services.desk import NotThere, Unit, View

PART = "assignment"
CORE = "file_core"
VISIT_CORE = "visit_core"


class Share(StrEnum):
    """How an executing organisation has its assignment."""

    CO_OWNER = "co_owner"
    DISTRIBUTION = "distribution"


class OrganisationUnknown(UserError):
    """Only an organisation of the directory can be given work, for only it can receive it."""

    sentence = N_("This organisation is not active in the directory, so nothing can be assigned to it. Choose another.")


def own_assignment(unit: Unit, file: Id, core: Id, action: Action) -> Id:
    """Return the owner organisation's assignment of a file, begun where there is none, asked for with `action`.

    `core` is the stream from which a new one takes its marking.
    """
    return assignment_of(unit, file, core, unit.thing(core).owner, Share.CO_OWNER, action)


def assignment_of(unit: Unit, file: Id, core: Id, organisation: Id, share: Share, action: Action) -> Id:
    """Return the assignment of `organisation` in a file, begun where there is none, asked for with `action`.

    Raises NotAllowed, OrganisationUnknown.
    """
    found = find_assignment(unit, file, organisation)
    if found is not None:
        unit.require(action, found)
        return found
    known = unit.directory.organisations.get(organisation)
    if known is None or known.state != AccountState.ACTIVE:
        raise OrganisationUnknown(field="executing")
    return unit.begin(file, PART, _label(unit, core, organisation, share), action)


def find_assignment(view: View, file: Id, organisation: Id) -> Id | None:
    """Return the oldest assignment of `organisation` in a file that this officer's organisation owns, or None."""
    homes = [*view.parts(file, CORE), *view.parts(file, VISIT_CORE)]
    keepers = {view.thing(home).owner for home in homes}
    for stream in view.parts(file, PART):
        thing = view.thing(stream)
        if thing.owner != view.facts.organisation:
            continue
        receivers = thing.co_owners | thing.distribution
        # Of a file that another keeps, he reads each assignment: that makes none his.
        if organisation in (receivers if organisation not in keepers else thing.co_owners):
            return stream
        if organisation == thing.owner and receivers <= keepers and _is_own(view, stream, organisation):
            return stream
    return None


def core_of(view: View, file: Id) -> Id:
    """Return the core stream of a threat file. Raises NotThere."""
    return view.part(file, CORE)


def home_of(view: View, file: Id) -> Id:
    """Return the core stream of a threat file or of a visit: measures are set in both. Raises NotThere."""
    found = [*view.parts(file, CORE), *view.parts(file, VISIT_CORE)]
    if not found:
        raise NotThere
    return found[0]


def file_record(view: View, file: Id) -> ThreatFile:
    """Return a threat file's record, without asking for a right. Raises NotThere."""
    return view.get(ThreatFile, file)


def _is_own(view: View, stream: Id, owner: Id) -> bool:
    """Whether no measure in the stream is given to anybody else: it was not narrowed from another's assignment."""
    sql = "sid = (SELECT sid FROM stream WHERE id = ?)"
    return all(set(measure.executing) <= {owner} for _, measure in view.find(Measure, sql, stream))


def _label(unit: Unit, core: Id, organisation: Id, share: Share) -> Label:
    thing = unit.thing(core)
    theirs = () if organisation == unit.facts.organisation else (organisation,)
    keeper = () if thing.owner in (organisation, unit.facts.organisation) else (thing.owner,)
    return Label(
        marking=thing.marking if isinstance(thing.marking, Marking) else Marking.NONE,
        compartments=tuple(sorted(thing.compartments)),
        co_owners=theirs if share is Share.CO_OWNER else (),
        distribution=(*(theirs if share is Share.DISTRIBUTION else ()), *keeper),
    )
