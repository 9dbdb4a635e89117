"""Who may do what: one pure function, asked by services, interface, release gate, printers and imports alike.

A right needs (security.md §3) a role that has the action, **and** that the officer's organisation owns, co-owns or
received the thing (for an inspector: that today's visit names it), **and** no recusal, **and** an unexpired clearance
and a station ceiling at or above its marking, **and** its compartments on both. Fail closed: what is not known is not
granted. Times are days: `moment` is the officer's confirmed date, a parameter.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.core.ids import NIL, Id
from app.models.enums import Action, Marking, Role
from app.models.verdicts import YES, NotAllowed, Refusal, Verdict

__all__ = [
    "HOUSE",
    "PUBLIC_PARTS",
    "ROLE_ACTIONS",
    "NotAllowed",
    "OfficerFacts",
    "Refusal",
    "StationFacts",
    "ThingFacts",
    "Verdict",
    "is_nobodys",
    "may",
    "may_receive",
    "may_relabel",
    "require",
    "roles_clash",
    "widens",
]

A = Action

READING = frozenset({A.READ, A.PRINT, A.REVEAL})
"""Seeing content, on screen or paper."""

HOUSE = frozenset({A.IMPORT, A.COUNT, A.KEYS, A.ACCOUNTS, A.BACKUP, A.AUDIT})
"""Asked of the store, not of a thing: neither organisation nor marking is looked at."""

RECEIVER = READING | {A.EXECUTE, A.RELEASE}
"""All that an organisation on the distribution (not owner, not co-owner) may do, its officers' roles allowing."""

OWNER_ONLY = frozenset({A.ERASE})
"""What a co-owner may not do. Widening a label is the owner's too: see `may_relabel`."""

DECIDING = frozenset({A.PROPOSE, A.DECIDE, A.APPROVE, A.CLOSE})
"""What is decided, or asked to be."""

OWNER_DECIDES = frozenset({"assignment"})
"""Parts that are given to an organisation to be executed: it co-owns one to say how, and decides nothing in it.

Who co-owns the file itself runs it with its owner: he decides in assignments that his own organisation owns.
"""

_FILE_WORK = READING | {
    A.LABEL,
    A.REGISTER,
    A.FILE,
    A.REPORT,
    A.MEASURE,
    A.DECIDE,
    A.PROPOSE,
    A.EXECUTE,
    A.VISIT,
    A.PAPER,
    A.ATTACH,
    A.TASK,
    A.RELEASE,
    A.IMPORT,
}

ROLE_ACTIONS: Mapping[Role, frozenset[Action]] = {
    Role.FILE_OFFICER: _FILE_WORK | {A.ANALYSE, A.MERGE, A.CLOSE, A.ERASE, A.COUNT},
    Role.DUTY_OFFICER: _FILE_WORK,
    Role.APPROVER: READING | {A.MEASURE, A.DECIDE, A.APPROVE, A.ATTACH, A.TASK, A.ERASE},
    Role.PARTNER: READING | {A.MEASURE, A.DECIDE, A.EXECUTE, A.ATTACH, A.TASK, A.RELEASE, A.IMPORT},
    Role.ANALYST: READING | {A.REPORT, A.ANALYSE, A.ATTACH, A.TASK},
    Role.SECURITY_OFFICER: frozenset({A.DIRECTORY, A.KEYS, A.TASK}),
    Role.ADMINISTRATOR: frozenset({A.DIRECTORY, A.CATALOGUE, A.ACCOUNTS, A.BACKUP}),
    Role.AUDITOR: frozenset({A.AUDIT}),
    Role.INSPECTOR: frozenset({A.READ, A.PRINT}),
}
"""What a role may ask for at all. An officer of several roles has the actions of each.

Who records a decision writes the course of the measure with it, and keeps the scan of its paper: therefore an approver
has MEASURE and ATTACH. Who keeps clearances puts off the tasks about them; of other tasks he reads nothing, and the
services ask READ for those.
"""

SEPARATE = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
"""Roles that see no content: held together with another role, they take the content away (`Refusal.ROLES_CLASH`)."""

PUBLIC_PARTS = frozenset({"directory", "catalogue"})
"""Parts every active officer and station reads, whatever the organisation: nothing works without them."""


NOBODYS = frozenset({"catalogue"})
"""Parts that, born without an owner, are anybody's whose role has the action: lists, as the directory itself."""


@dataclass(frozen=True, slots=True)
class OfficerFacts:
    """Who asks, where and on which day. `inspects` are the roots named for a dated inspection visit."""

    officer: Id
    organisation: Id
    roles: frozenset[Role]
    moment: date
    clearance: Marking = Marking.NONE
    clearance_until: date | None = None
    compartments: frozenset[str] = frozenset()
    station_ceiling: Marking = Marking.NONE
    station_compartments: frozenset[str] = frozenset()
    active: bool = True
    inspects: frozenset[Id] = frozenset()
    inspects_on: date | None = None
    inspection_reference: str = ""


@dataclass(frozen=True, slots=True)
class ThingFacts:
    """What is asked for: a stream's part, owner and label, and the recusals and officers of its file."""

    part: str
    owner: Id
    marking: Marking = Marking.NONE
    compartments: frozenset[str] = frozenset()
    co_owners: frozenset[Id] = frozenset()
    distribution: frozenset[Id] = frozenset()
    recused: frozenset[Id] = frozenset()
    originator: Id | None = None
    consented: frozenset[Id] = frozenset()
    root: Id = NIL
    officers: frozenset[Id] = frozenset()


@dataclass(frozen=True, slots=True)
class StationFacts:
    """A workstation that would receive something."""

    organisation: Id
    ceiling: Marking = Marking.NONE
    compartments: frozenset[str] = frozenset()
    active: bool = True


def may(officer: OfficerFacts, action: Action, thing: ThingFacts | None) -> Verdict:
    """Say whether `officer` may do `action` to `thing`.

    With None as `thing` the answer is about role and account only: what the interface hides by, and all there is to
    ask for the actions of `HOUSE`.
    """
    why = _by_role(officer, action, thing)
    if why is None and thing is not None and action not in HOUSE:
        if _as_inspector(officer, action, thing):
            why = _by_inspection(officer, thing)
        else:
            why = _by_organisation(officer.organisation, action, thing)
        if why is None and officer.officer in thing.recused:
            why = Refusal.RECUSED
        why = why or _by_marking(officer, thing)
    if why is not None:
        return Verdict(False, why)
    return Verdict(True, ask_reason=_outside_own_files(officer, action, thing))


def require(officer: OfficerFacts, action: Action, thing: ThingFacts | None) -> None:
    """Raise `NotAllowed` unless `may` says yes."""
    verdict = may(officer, action, thing)
    if not verdict.allowed:
        raise NotAllowed(why=verdict.why)


def may_receive(station: StationFacts, thing: ThingFacts) -> Verdict:
    """Say whether a workstation may hold `thing`: the release gate and the reader of bundles ask it.

    Registers follow the same rule: a person or place that a file needs is distributed by its own label.
    """
    if not station.active:
        return Verdict(False, Refusal.REVOKED)
    if thing.part in PUBLIC_PARTS:
        return YES
    if station.organisation not in {thing.owner} | thing.co_owners | thing.distribution:
        return Verdict(False, Refusal.STRANGER)
    if station.ceiling < thing.marking:
        return Verdict(False, Refusal.CEILING)
    if not thing.compartments <= station.compartments:
        return Verdict(False, Refusal.COMPARTMENT)
    if not _originator_agrees(station.organisation, thing):
        return Verdict(False, Refusal.ORIGINATOR)
    return YES


def widens(before: ThingFacts, after: ThingFacts) -> bool:
    """Whether the label `after` gives more than `before`: a lower marking, fewer compartments, more receivers."""
    return (
        after.marking < before.marking
        or not before.compartments <= after.compartments
        or not after.co_owners <= before.co_owners
        or not after.distribution <= before.distribution
        or not after.consented <= before.consented
        or (before.originator is not None and after.originator != before.originator)
    )


def may_relabel(officer: OfficerFacts, before: ThingFacts, after: ThingFacts) -> Verdict:
    """Say whether `officer` may replace a label: a co-owner may narrow, only the owner organisation may widen."""
    verdict = may(officer, Action.LABEL, before)
    if verdict.allowed and widens(before, after) and officer.organisation != before.owner:
        return Verdict(False, Refusal.OWNER)
    return verdict


def roles_clash(roles: frozenset[Role]) -> bool:
    """Whether a role of `SEPARATE` is held together with any other: such an account sees no content."""
    return bool(roles & SEPARATE) and len(roles) > 1


def _by_role(officer: OfficerFacts, action: Action, thing: ThingFacts | None) -> Refusal | None:
    if not officer.active:
        return Refusal.REVOKED
    if action is Action.READ and thing is not None and thing.part in PUBLIC_PARTS and officer.roles:
        return None
    if not any(action in ROLE_ACTIONS[role] for role in officer.roles):
        return Refusal.ROLE
    content = action not in HOUSE and action not in (Action.DIRECTORY, Action.CATALOGUE)
    if content and roles_clash(officer.roles):
        return Refusal.ROLES_CLASH
    return None


def is_nobodys(part: str, owner: Id) -> bool:
    """Tell whether a stream belongs to no organisation, so that roles alone say who writes it."""
    return owner == NIL and part in NOBODYS


def _by_organisation(organisation: Id, action: Action, thing: ThingFacts) -> Refusal | None:
    if is_nobodys(thing.part, thing.owner):
        return None if action in (Action.CATALOGUE, Action.READ) else Refusal.OWNER
    if organisation == thing.owner:
        return None
    if organisation in thing.co_owners:
        if thing.part in OWNER_DECIDES and action in DECIDING:
            return Refusal.DECIDES
        return Refusal.OWNER if action in OWNER_ONLY else None
    if action is Action.READ and thing.part in PUBLIC_PARTS:
        return None
    if organisation in thing.distribution:
        return None if action in RECEIVER else Refusal.RECEIVER
    return Refusal.STRANGER


def _as_inspector(officer: OfficerFacts, action: Action, thing: ThingFacts) -> bool:
    granting = {role for role in officer.roles if action in ROLE_ACTIONS[role]}
    return granting == {Role.INSPECTOR} and thing.part not in PUBLIC_PARTS


def _by_inspection(officer: OfficerFacts, thing: ThingFacts) -> Refusal | None:
    today = officer.inspects_on == officer.moment and bool(officer.inspection_reference.strip())
    return None if today and thing.root in officer.inspects else Refusal.INSPECTION


def _by_marking(officer: OfficerFacts, thing: ThingFacts) -> Refusal | None:
    if thing.marking > Marking.NONE:
        if officer.clearance < thing.marking:
            return Refusal.CLEARANCE
        if officer.clearance_until is None or officer.clearance_until < officer.moment:
            return Refusal.EXPIRED
    if officer.station_ceiling < thing.marking:
        return Refusal.CEILING
    if not thing.compartments <= officer.compartments & officer.station_compartments:
        return Refusal.COMPARTMENT
    return None


def _originator_agrees(organisation: Id, thing: ThingFacts) -> bool:
    if thing.originator is None or thing.originator == thing.owner:
        return True
    return organisation in {thing.owner, thing.originator} | thing.consented


def _outside_own_files(officer: OfficerFacts, action: Action, thing: ThingFacts | None) -> bool:
    if thing is None or not thing.officers or Role.DUTY_OFFICER in officer.roles:
        return False
    return action in READING and officer.officer not in thing.officers
