"""Erasure: what must be gone is destroyed here and at every station that hears of it; that it was, and why, stays.

It takes two officers of the owner organisation (exchange.md §2). Afterwards no page, log, index or draft of this store
holds a byte of it, and no copy that was made before a migration. The list of erasures is kept outside the store too,
and done again in a store put back from before (`app.services.outside`).

A measure was perhaps put before the Minister on a paper of a proposal, whose frozen content names it: that content goes
with it, all of it, for it is one piece. What was issued, its number and the hashes of its pages stay: a copy that turns
up is still known for what it is.
"""

from collections.abc import Callable, Sequence

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.history import acts
from app.history.past import entries_of, operations
from app.history.rows import one_value
from app.models.enums import Action
from app.models.kinds.measures import Measure
from app.models.kinds.merge import SamePerson
from app.models.kinds.paper import DocumentData, IssuedDocument
from app.models.kinds.persons import Person
from app.models.kinds.proposals import Proposal
from app.services.cases.proposal_sheets import measures_of
from app.services.desk import Desk, NotThere, Unit
from app.services.drafts import drop_drafts_about
from app.services.outside import leave_no_rest
from app.services.station.four_eyes import SecondOfficer, require_second


class ErasureNeedsReason(UserError):
    """An erasure is answered for."""

    sentence = N_("Say why this is erased. Nothing was erased.")


def erase_stream(desk: Desk, stream: Id, reason: str, second: SecondOfficer | None) -> None:
    """Erase all of a part, now and for ever: also what arrives late. The label stays, for rights are judged by it.

    Raises NotAllowed, NotThere, SecondNeeded, SameOfficer, ErasureNeedsReason.
    """
    _erase(desk, stream, [], reason, second, lambda unit: acts.erase_stream(unit.writer, stream, reason.strip()))


def erase_entity(desk: Desk, stream: Id, uid: Id, reason: str, second: SecondOfficer | None) -> None:
    """Erase one object of a part, now and for ever. Raises as `erase_stream`."""
    _erase(
        desk, stream, [uid], reason, second, lambda unit: acts.erase_entity(unit.writer, stream, uid, reason.strip())
    )


def erase_fields(
    desk: Desk, stream: Id, uid: Id, kind: type, names: Sequence[str], reason: str, second: SecondOfficer | None
) -> int:
    """Erase all that these fields of an object ever said here; return how many values. What is typed later stays.

    Fields that are true only together go together. Raises as `erase_stream`; NotThere where they never said anything.
    """
    found: list[tuple[bytes, int]] = []

    def put(unit: Unit) -> None:
        found.extend(_values_of(unit, stream, uid, kind, names))
        if not found:
            raise NotThere
        acts.erase_values(unit.writer, stream, uid, found, reason.strip())

    _erase(desk, stream, [uid], reason, second, put, whole=False)
    return len(found)


def _erase(
    desk: Desk, stream: Id, named: Sequence[Id], reason: str, second: SecondOfficer | None,
    put: Callable[[Unit], None], *, whole: bool = True,
) -> None:  # fmt: skip
    if not reason.strip():
        raise ErasureNeedsReason(field="reason")
    with desk.write() as unit:
        erased = named or _entities(unit, stream)
        papers = [*_told_on_paper(unit, erased), *_gathered_on_paper(unit, stream)]
        papers += _edges_of(unit, erased) if whole else []
        homes = sorted({stream, *(home for _, home in papers)})
        for home in homes:
            unit.require(Action.ERASE, home)
        also = require_second(unit, second, Action.ERASE, *homes)
        put(unit)
        for data, home in papers:
            acts.erase_entity(unit.writer, home, data, reason.strip())
        unit.save(signed=True, also=[also])
        drop_drafts_about(unit.connection, [*(named or _entities(unit, stream)), *(data for data, _ in papers)])
    leave_no_rest(desk.store, desk.outside)


def _values_of(unit: Unit, stream: Id, uid: Id, kind: type, names: Sequence[str]) -> list[tuple[bytes, int]]:
    spec = unit.desk.schema.by_record[kind]
    cells = {spec.cell_of(name).id for name in names}
    sid = one_value(unit.connection, "SELECT sid FROM stream WHERE id = ?", stream)
    return [
        (past.hash, idx)
        for past in entries_of(unit.connection, sid)
        for one, number, cell, idx, _ in operations(past.skeleton)
        if one == uid and number == spec.id and cell in cells
    ]


def _entities(unit: Unit, stream: Id) -> list[Id]:
    sql = "SELECT uid FROM entity JOIN stream USING (sid) WHERE stream.id = ?"
    return [stream, *(bytes(row[0]) for row in unit.connection.exec_driver_sql(sql, (stream,)))]


def _gathered_on_paper(unit: Unit, stream: Id) -> list[tuple[Id, Id]]:
    """Return the frozen content of own papers elsewhere that were made from this stream too: binders, extracts."""
    return [
        (data, home)
        for data, home, _ in unit.locate(DocumentData, "instr(data, ?)", stream)
        if home != stream and unit.thing(home).owner == unit.facts.organisation
    ]


def _edges_of(unit: Unit, erased: Sequence[Id]) -> list[tuple[Id, Id]]:
    """Return the own edges between an erased person and others: their reasons tell of him."""
    persons = [uid for uid in erased if unit.find(Person, "uid = ?", uid)]
    return [
        (edge, home)
        for person in persons
        for edge, home, _ in unit.locate(SamePerson, "one = ?1 OR other = ?1", person)
        if unit.thing(home).owner == unit.facts.organisation
    ]


def _told_on_paper(unit: Unit, erased: Sequence[Id]) -> list[tuple[Id, Id]]:
    """Return the frozen content of own papers of proposals that name one of these measures, with its stream."""
    measures = set(erased) & {uid for uid, _ in unit.find(Measure)}
    if not measures:
        return []
    every = unit.find(Proposal)
    held = zip(every, measures_of(unit, [record for _, record in every]), strict=True)
    found = []
    for proposal in [uid for (uid, _), those in held if measures & those]:
        for document, home, _ in unit.locate(IssuedDocument, "file = ?", proposal):
            if unit.thing(home).owner == unit.facts.organisation:
                found += [(data, home) for data, _ in unit.find(DocumentData, "document = ?", document)]
    return found
