"""Labels: who gets a stream, how it is marked. The owner widens; a co-owner may narrow; the reason of a marking stays.

What a label gives away it cannot take back: a bundle that has left is not recalled (exchange.md §5).
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import AccountState, Action, HandlingMark, Marking
from app.models.kinds.label import Label
from app.models.kinds.threat import FileNote
from app.models.rights import NotAllowed, ThingFacts, may, may_relabel
from app.services.cases.assignments import CORE, OrganisationUnknown
from app.services.cases.received import check_still_enough
from app.services.desk import Desk, Unit

TASKS = "task"


class MarkingReasonMissing(UserError):
    """Raising and lowering a marking is explained."""

    sentence = N_("Write why the marking changes. It was not changed.")


class ConsentUnsaid(UserError):
    """Whose word it was, and how it came, is what a consent rests on."""

    sentence = N_("Write who agreed for the originator, and how it was said. Nothing was changed.")


class MarkedSoAlready(UserError):
    """The marking is what was asked for."""

    sentence = N_("It has this marking already. Nothing was changed.")


class SharedSoAlready(UserError):
    """The organisation has what was asked for, and no more."""

    sentence = N_("It is shared so already. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Labelled:
    """The label of a stream as screens show it; `may_change` tells whether this officer may touch it at all."""

    stream: Id
    owner: Id
    record: Label
    may_change: bool


def share_parts(
    desk: Desk, wanted: Mapping[Id, bool], organisation: Id, writes: Mapping[Id, bool] | None = None
) -> None:
    """Let an organisation receive those streams that are True and no more those that are False, all or none.

    `writes` says of which of them it is co-owner, and writes them too; of others that stays as it is.
    What it has it keeps: what has left is not recalled. Raises NotAllowed (only the owner widens), SharedSoAlready,
    OrganisationUnknown.
    """
    with desk.write() as unit:
        changed = False
        for stream, give in wanted.items():
            before = unit.thing(stream)
            owns = give and (writes or {}).get(stream, organisation in before.co_owners)
            co_owners = before.co_owners | {organisation} if owns else before.co_owners - {organisation}
            kept = organisation in before.distribution or not owns
            distribution = before.distribution | {organisation} if give and kept else before.distribution
            distribution = distribution if give else distribution - {organisation}
            if (co_owners, distribution) == (before.co_owners, before.distribution):
                continue
            known = unit.directory.organisations.get(organisation)
            if give and (known is None or known.state != AccountState.ACTIVE):
                raise OrganisationUnknown(field="distribution")
            _ask(unit, stream, replace(before, distribution=distribution, co_owners=co_owners))
            fields = {"distribution": tuple(sorted(distribution)), "co_owners": tuple(sorted(co_owners))}
            unit.change(stream, stream, Label, fields)
            changed = True
        if not changed:
            raise SharedSoAlready
        unit.save()


def set_compartments(desk: Desk, stream: Id, compartments: Collection[str]) -> None:
    """Set the compartments one must be in to read a stream. Raises NotAllowed (only the owner takes one away)."""
    _relabel(desk, stream, "compartments", lambda _: frozenset(compartments))


def set_handling(desk: Desk, stream: Id, handling: HandlingMark | None) -> None:
    """Set the handling mark, which is no classification. Raises NotAllowed."""
    with desk.write() as unit:
        unit.require(Action.LABEL, stream)
        unit.change(stream, stream, Label, {"handling": handling})
        unit.save()


def set_marking(desk: Desk, stream: Id, marking: Marking, reason: str) -> None:
    """Raise or lower the marking of a stream of a file or register, with a reason that is kept in the file's notes.

    Tasks about a file are raised with its core, and not lowered with it: what they say was written for that marking.

    Raises NotAllowed (only the owner lowers; nobody above own clearance or the station's ceiling),
    MarkingReasonMissing, MarkedSoAlready, BelowItsEquivalent.
    """
    if not reason.strip():
        raise MarkingReasonMissing(field="reason")
    with desk.write() as unit:
        before = unit.thing(stream)
        if before.marking == marking:
            raise MarkedSoAlready(field="marking")
        _ask(unit, stream, replace(before, marking=marking))
        check_still_enough(unit, stream, marking)
        unit.change(stream, stream, Label, {"marking": marking})
        _narrow_tasks(unit, stream, before.root, marking)
        _note(unit, before.root, reason.strip())
        unit.save()


def record_originator_consent(desk: Desk, stream: Id, organisation: Id, how: str) -> None:
    """Record that the originator of what is in a stream agrees that an organisation has it; `how` stays in the notes.

    Raises NotAllowed (only the owner widens), ConsentUnsaid, OrganisationUnknown.
    """
    _consent(desk, stream, how, lambda have: have | {organisation}, organisation)


def withdraw_originator_consent(desk: Desk, stream: Id, organisation: Id, how: str) -> None:
    """Record that the originator agrees no more; what has left stays where it is. Raises NotAllowed, ConsentUnsaid."""
    _consent(desk, stream, how, lambda have: have - {organisation})


def label_of(desk: Desk, stream: Id) -> Labelled:
    """Return the label of a stream. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        view.require(Action.READ, stream)
        return Labelled(stream, view.thing(stream).owner, view.get(Label, stream), view.may(Action.LABEL, stream))


def _narrow_tasks(
    unit: Unit, stream: Id, root: Id, marking: Marking = Marking.NONE, compartments: frozenset[str] = frozenset()
) -> None:
    """Close the tasks about a root no less than what it is; those of other desks are theirs to mark."""
    if stream != unit.stream_of(root):
        return
    for task in unit.parts(root, TASKS):
        before = unit.thing(task)
        after = replace(
            before, marking=max(before.marking, marking), compartments=before.compartments | compartments
        )  # fmt: skip
        if after != before and may(unit.facts, Action.LABEL, before).allowed:
            _ask(unit, task, after)
            closed = {"marking": after.marking, "compartments": tuple(sorted(after.compartments))}
            unit.change(
                task, task, Label, {name: new for name, new in closed.items() if name in _changed(before, after)}
            )


def _changed(before: ThingFacts, after: ThingFacts) -> set[str]:
    return {name for name in ("marking", "compartments") if getattr(before, name) != getattr(after, name)}


def _consent(
    desk: Desk, stream: Id, how: str, change: Callable[[frozenset[Any]], frozenset[Any]], newcomer: Id | None = None
) -> None:
    if not how.strip():
        raise ConsentUnsaid(field="how")
    _relabel(desk, stream, "consented", change, newcomer, how.strip())


def _relabel(
    desk: Desk, stream: Id, name: str, change: Callable[[frozenset[Any]], frozenset[Any]], newcomer: Id | None = None,
    note: str = "",
) -> None:  # fmt: skip
    with desk.write() as unit:
        if newcomer is not None:
            known = unit.directory.organisations.get(newcomer)
            if known is None or known.state != AccountState.ACTIVE:
                raise OrganisationUnknown(field=name)
        before = unit.thing(stream)
        wanted = change(getattr(before, name))
        after = ThingFacts(**{**{slot: getattr(before, slot) for slot in before.__slots__}, name: wanted})
        _ask(unit, stream, after)
        unit.change(stream, stream, Label, {name: tuple(sorted(wanted))})
        if name == "compartments":
            _narrow_tasks(unit, stream, before.root, compartments=frozenset(wanted))
        if note:
            _note(unit, before.root, note)
        unit.save()


def _note(unit: Unit, root: Id, text: str) -> None:
    for core in unit.parts(root, CORE):
        unit.require(Action.FILE, core)
        unit.create(core, FileNote(file=root, moment=unit.desk.clock.now(), text=text))


def _ask(unit: Unit, stream: Id, after: ThingFacts) -> None:
    unit.require(Action.LABEL, stream)
    before = unit.thing(stream)
    # Nobody marks beyond his own reach; that he steps out of it himself is no matter.
    still = replace(after, co_owners=before.co_owners, distribution=before.distribution)
    for verdict in (may_relabel(unit.facts, before, after), may(unit.facts, Action.LABEL, still)):
        if not verdict.allowed:
            raise NotAllowed(why=verdict.why)
