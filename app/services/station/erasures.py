"""Erasure: what must be gone is destroyed here and at every station that hears of it; that it was, and why, stays.

It takes two officers of the owner organisation (exchange.md §2). Afterwards no page, log, index or draft of this store
holds a byte of it, and no copy that was made before a migration. The list of erasures is kept outside the store too,
and done again in a store put back from before (`app.services.outside`).

A measure was perhaps put before the Minister on a paper of a proposal, whose frozen content names it: that content goes
with it, all of it, for it is one piece. What was issued, its number and the hashes of its pages stay: a copy that turns
up is still known for what it is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.history import acts
from app.models.enums import Action
from app.models.kinds.measures import Measure
from app.models.kinds.merge import SamePerson
from app.models.kinds.paper import DocumentData, IssuedDocument
from app.models.kinds.persons import Person
from app.models.kinds.proposals import Proposal
from app.services.cases.proposal_sheets import measures_of
from app.services.desk import Desk, Unit, View
from app.services.drafts import drop_drafts_about
from app.services.kept import forget_answers
from app.services.outside import leave_no_rest
from app.services.station.four_eyes import SecondOfficer, require_second


class ErasureNeedsReason(UserError):
    """An erasure is answered for."""

    sentence = N_("Say why this is erased. Nothing was erased.")


@dataclass(frozen=True, slots=True)
class Doomed:
    """What is erased in one save: whole parts, and single objects (id, stream) of others.

    `named` are objects of which single values go; papers that tell of them lose their content too.
    """

    streams: Sequence[Id] = ()
    objects: Sequence[tuple[Id, Id]] = ()
    named: Sequence[Id] = ()


def erase_stream(desk: Desk, stream: Id, reason: str, second: SecondOfficer | None) -> None:
    """Erase all of a part, now and for ever: also what arrives late. The label stays, for rights are judged by it.

    Raises NotAllowed, NotThere, SecondNeeded, SameOfficer, ErasureNeedsReason.
    """
    erase(desk, lambda _unit: Doomed((stream,)), reason, second)


def erase_entity(desk: Desk, stream: Id, uid: Id, reason: str, second: SecondOfficer | None) -> None:
    """Erase one object of a part, now and for ever. Raises as `erase_stream`."""
    erase(desk, lambda _unit: Doomed(objects=((uid, stream),)), reason, second)


def erase(
    desk: Desk, look: Callable[[Unit], Doomed], reason: str, second: SecondOfficer | None, also_in: Sequence[Id] = ()
) -> None:
    """Erase what `look` finds, with the papers and edges that tell of it: all of it in one save, or nothing.

    `also_in` are parts in which `look` put an erasure of its own. Raises as `erase_stream`, and what `look` raises.
    """
    if not reason.strip():
        raise ErasureNeedsReason(field="reason")
    with desk.write() as unit:
        doomed = look(unit)
        erased = erased_by(unit, doomed)
        objects = [pair for pair in with_what_tells(unit, doomed, also_in) if pair[1] not in doomed.streams]
        homes = sorted({*doomed.streams, *also_in, *(home for _, home in objects)})
        for home in homes:
            unit.require(Action.ERASE, home)
        also = require_second(unit, second, Action.ERASE, *homes)
        for stream in doomed.streams:
            acts.erase_stream(unit.writer, stream, reason.strip())
        for uid, home in objects:
            acts.erase_entity(unit.writer, home, uid, reason.strip())
        unit.save(signed=True, also=[also])
        drop_drafts_about(unit.connection, dict.fromkeys([*erased, *(uid for uid, _ in objects)]))
    forget_answers(desk.store)
    leave_no_rest(desk.store, desk.outside)


def erased_by(view: View, doomed: Doomed) -> list[Id]:
    """Return every object that goes or loses a value, the streams themselves included."""
    inside = [uid for stream in doomed.streams for uid in _entities(view, stream)]
    return [*inside, *(uid for uid, _ in doomed.objects), *doomed.named]


def with_what_tells(view: View, doomed: Doomed, also_in: Sequence[Id] = ()) -> list[tuple[Id, Id]]:
    """Return the objects that go, with the frozen content of papers and the edges that tell of what is erased."""
    homes = dict.fromkeys([*doomed.streams, *also_in, *(home for _, home in doomed.objects)])
    erased = erased_by(view, doomed)
    found = [*doomed.objects, *_told_on_paper(view, erased)]
    found += [pair for stream in homes for pair in _gathered_on_paper(view, stream)]
    found += [] if doomed.named else _edges_of(view, erased)
    return list(dict.fromkeys(found))


def _entities(view: View, stream: Id) -> list[Id]:
    sql = "SELECT uid FROM entity JOIN stream USING (sid) WHERE stream.id = ?"
    return [stream, *(bytes(row[0]) for row in view.connection.exec_driver_sql(sql, (stream,)))]


def _gathered_on_paper(view: View, stream: Id) -> list[tuple[Id, Id]]:
    """Return the frozen content of own papers elsewhere that were made from this stream too: binders, extracts."""
    return [
        (data, home)
        for data, home, _ in view.locate(DocumentData, "instr(data, ?)", stream)
        if home != stream and view.thing(home).owner == view.facts.organisation
    ]


def _edges_of(view: View, erased: Sequence[Id]) -> list[tuple[Id, Id]]:
    """Return the own edges between an erased person and others: their reasons tell of him."""
    persons = [uid for uid in erased if view.find(Person, "uid = ?", uid)]
    return [
        (edge, home)
        for person in persons
        for edge, home, _ in view.locate(SamePerson, "one = ?1 OR other = ?1", person)
        if view.thing(home).owner == view.facts.organisation
    ]


def _told_on_paper(view: View, erased: Sequence[Id]) -> list[tuple[Id, Id]]:
    """Return the frozen content of own papers of proposals that name one of these measures, with its stream."""
    measures = set(erased) & {uid for uid, _ in view.find(Measure)}
    if not measures:
        return []
    every = view.find(Proposal)
    held = zip(every, measures_of(view, [record for _, record in every]), strict=True)
    found = []
    for proposal in [uid for (uid, _), those in held if measures & those]:
        for document, home, _ in view.locate(IssuedDocument, "file = ?", proposal):
            if view.thing(home).owner == view.facts.organisation:
                found += [(data, home) for data, _ in view.find(DocumentData, "document = ?", document)]
    return found
