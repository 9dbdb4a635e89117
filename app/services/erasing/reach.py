"""What an erasure would reach, read before anybody decides: what goes, who else holds it, what stays and why.

A file is all parts of its root that the own organisation owns: core, threat, assignments, attachments, papers, tasks.
A proposal to the Minister goes with it where every measure in it is the file's; one that bundles other files too keeps
its number and who holds its copies, and loses what it said. The act itself asks the same functions again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import unique
from typing import Any

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, Worded
from app.models.kinds.measures import Measure
from app.models.kinds.paper import DocumentCopy, IssuedDocument
from app.models.kinds.proposals import Proposal
from app.models.kinds.schema import ANY_PART
from app.models.rights import NotAllowed
from app.models.rules.paper import COPIES_OUT
from app.services.among import AMONG, among
from app.services.cases.proposal_sheets import measures_of
from app.services.desk import Desk, View
from app.services.erasing.loose import Human, called, human_of, loose_among, persons_in
from app.services.erasing.proofs import Proof, proof_of
from app.services.erasing.retention import ended_file, hindrances
from app.services.station.erasures import Doomed, with_what_tells

FILE_PARTS = ("file_core", "visit_core")


class CopiesNotBack(UserError):
    """Who erases the register of copies forgets who holds them."""

    sentence = N_(
        "Paper copies still out: {count}. Record their return, destruction or loss first. Nothing was erased."
    )


class StillNamed(UserError):
    """A person whom something still refers to."""

    sentence = N_("Something still refers to this person: {count}. Nothing was erased.")


class NothingLater(UserError):
    """Nothing came after the erasure."""

    sentence = N_("Nothing of it came afterwards. Nothing was erased.")


@unique
class Fate(Worded):
    """What becomes of a paper."""

    GOES = "goes", N_("erased with its copies")
    CONTENT = "content", N_("what it said is erased; its number and who has copies stay")


@dataclass(frozen=True, slots=True, repr=False)
class PaperReached:
    """An issued paper: how many copies it had, how many are still with somebody."""

    document: Id
    kind: str
    registration: str
    version: int
    copies: int
    out: int
    fate: Fate


@dataclass(frozen=True, slots=True, repr=False)
class Holder:
    """A workstation that holds some of it. It hears of the erasure with the next bundle."""

    station: Id
    code: str
    organisation: Id | None


@dataclass(frozen=True, slots=True, repr=False)
class Reach:
    """What would be erased. `counts` are objects by the name of their kind, deleted ones included.

    `left` are persons of the file who are in no other file, `elsewhere` how many of its persons are; `others` are
    organisations that own parts of it themselves, which stay theirs.
    """

    root: Id
    kind: str
    reference: str
    title: str
    counts: Mapping[str, int]
    papers: Sequence[PaperReached]
    holders: Sequence[Holder]
    others: Mapping[Id, int] = field(default_factory=dict)
    left: Sequence[str] = ()
    elsewhere: int = 0
    entries: int = 1
    vehicles: int = 0
    hindrances: Sequence[UserError] = ()


def reach_of_file(desk: Desk, file: Id) -> Reach:
    """Return what the erasure of a threat file or visit would reach. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        kind, record = ended_file(view, file)
        for part in FILE_PARTS:
            for stream in view.parts(file, part):
                view.require(Action.ERASE, stream)
        persons = persons_in(view, file)
        loose = loose_among(view, persons, without=file)
        doomed = doomed_file(view, file)
        return _reach(
            view, file, view.desk.schema.by_record[kind].name, doomed, reference=record.reference or "",
            title=record.title or "", left=[called(view, one) or "—" for one in loose],
            elsewhere=len(persons) - len(loose), hindrances=file_hindrances(view, file, doomed),
        )  # fmt: skip


def reach_of_person(desk: Desk, person: Id) -> Reach:
    """Return what the erasure of a person, with all entries joined to him, would reach. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        human = human_of(view, person)
        doomed = doomed_person(view, human)
        for stream in doomed.streams or human.streams:
            view.require(Action.READ, stream)
        title = called(view, person)
        return _reach(
            view, person, human.kind, doomed, title=title, entries=len(human.entries), vehicles=human.vehicles,
            hindrances=person_hindrances(view, human, doomed),
        )  # fmt: skip


def reach_of_rest(desk: Desk, save: bytes) -> Reach:
    """Return what came later of something that was erased whole, by the act that erased it. Raises as `reach_of_file`.

    `root` is what was erased; it has no name any more.
    """
    with desk.read() as view:
        proof = proof_of(view, save)
        doomed = doomed_rest(proof)
        for stream in (*doomed.streams, *(home for _, home in doomed.objects)):
            view.require(Action.ERASE, stream)
        root = view.thing(proof.later[0]).root if proof.later else proof.roots[0]
        said = proof.lines[0] if proof.lines else ""
        return _reach(view, root, "", doomed, reference=said, title="", hindrances=rest_hindrances(view, doomed))


def doomed_rest(proof: Proof) -> Doomed:
    """Return what came later of what an act erased: parts of its own, and objects of others that tell of it."""
    return Doomed(tuple(proof.later), [(uid, home) for uid, home in proof.words if home not in proof.later])


def rest_hindrances(view: View, doomed: Doomed) -> list[UserError]:
    """Return why what came later may not be erased now."""
    found: list[UserError] = [] if doomed.streams or doomed.objects else [NothingLater()]
    return [*found, *_copies_out(view, doomed), *not_allowed(view, _homes(view, doomed))]


def doomed_file(view: View, file: Id) -> Doomed:
    """Return the parts that go with a file: those of the own organisation, and of proposals about it alone."""
    sql = "SELECT DISTINCT stream.root FROM p_sealed_address JOIN stream USING (sid) WHERE subject = ?"
    sealed = [bytes(row[0]) for row in view.connection.exec_driver_sql(sql, (file,))]
    roots = dict.fromkeys([file, *_own_proposals(view, file), *sealed])
    return Doomed(tuple(stream for root in roots for stream, owner in _streams(view, root) if owner == _own(view)))


def doomed_person(view: View, human: Human) -> Doomed:
    """Return the parts that go with a person, and the relations that others have to him."""
    return Doomed(tuple(one for one in human.streams if view.thing(one).owner == _own(view)), human.objects)


def file_hindrances(view: View, file: Id, doomed: Doomed) -> list[UserError]:
    """Return why a file may not be erased now, the first of which the act raises."""
    return [*hindrances(view, file), *_copies_out(view, doomed), *not_allowed(view, _homes(view, doomed))]


def person_hindrances(view: View, human: Human, doomed: Doomed) -> list[UserError]:
    """Return why a person may not be erased now."""
    found: list[UserError] = [StillNamed(count=human.named)] if human.named else []
    return [*found, *_copies_out(view, doomed), *not_allowed(view, _homes(view, doomed))]


def _reach(view: View, root: Id, kind: str, doomed: Doomed, **said: Any) -> Reach:
    others: dict[Id, int] = {}
    for _, owner in _streams(view, root):
        if owner != _own(view):
            others[owner] = others.get(owner, 0) + 1
    return Reach(
        root=root, kind=kind, reference=said.pop("reference", ""), counts=_counts(view, doomed),
        papers=papers_reached(view, doomed), holders=holders_of(view, doomed.streams), others=others, **said,
    )  # fmt: skip


def _own(view: View) -> Id:
    return view.facts.organisation


def _streams(view: View, root: Id) -> list[tuple[Id, Id]]:
    rows = view.connection.exec_driver_sql("SELECT id, owner FROM stream WHERE root = ? ORDER BY sid", (root,))
    return [(bytes(stream), bytes(owner)) for stream, owner in rows]


def _own_proposals(view: View, file: Id) -> list[Id]:
    """Return the proposals in which there is nothing but measures of a file."""
    mine = {uid for uid, _ in view.find(Measure, "file = ?", file)}
    every = view.find(Proposal) if mine else []
    held = measures_of(view, [record for _, record in every])
    return [uid for (uid, _), those in zip(every, held, strict=True) if those and those <= mine]


def _counts(view: View, doomed: Doomed) -> dict[str, int]:
    sql = f"""SELECT kind, count(*) FROM entity JOIN stream USING (sid) WHERE stream.id {AMONG}
        GROUP BY kind"""  # noqa: S608 - a constant
    kinds = view.desk.schema.kinds
    found = {}
    for number, count in view.connection.exec_driver_sql(sql, (among(doomed.streams),)):
        if number in kinds and kinds[number].part != ANY_PART:
            found[kinds[number].name] = int(count)
    return found


def papers_reached(view: View, doomed: Doomed, also_in: Sequence[Id] = ()) -> list[PaperReached]:
    """Return the papers that go, and those elsewhere that lose what they said; `also_in` as of `erase`."""
    streams = set(doomed.streams)
    found = [
        _paper(view, uid, stream, record, Fate.GOES)
        for uid, stream, record in _located(view, IssuedDocument, streams)
    ]  # fmt: skip
    data = [uid for uid, stream in with_what_tells(view, doomed, also_in) if stream not in streams]
    sql = f"SELECT document FROM p_document_data WHERE uid {AMONG} AND document IS NOT NULL"  # noqa: S608 - a constant
    documents = among(bytes(row[0]) for row in view.connection.exec_driver_sql(sql, (among(data),)))
    for uid, stream, record in view.locate(IssuedDocument, f"uid {AMONG}", documents, order="issued, id"):
        if stream not in streams:
            found.append(_paper(view, uid, stream, record, Fate.CONTENT))
    return found


def _located(view: View, kind: type[IssuedDocument], streams: Iterable[Id]) -> list[tuple[Id, Id, IssuedDocument]]:
    where = f"sid IN (SELECT sid FROM stream WHERE id {AMONG})"  # noqa: S608 - a constant
    return view.locate(kind, where, among(streams), order="issued, id")


def _paper(view: View, uid: Id, stream: Id, record: IssuedDocument, fate: Fate) -> PaperReached:
    copies = [copy for _, home, copy in view.locate(DocumentCopy, "document = ?", uid) if home == stream]
    out = sum(copy.state in COPIES_OUT for copy in copies)
    return PaperReached(uid, record.kind or "", record.number or "", record.version or 0, len(copies), out, fate)


def _copies_out(view: View, doomed: Doomed) -> list[UserError]:
    """Return that copies of papers which go with their register are still with somebody."""
    streams = set(doomed.streams)
    out = sum(_paper(view, uid, home, one, Fate.GOES).out for uid, home, one in _located(view, IssuedDocument, streams))
    return [CopiesNotBack(count=out)] if out else []


def _homes(view: View, doomed: Doomed) -> list[Id]:
    return [*doomed.streams, *(home for _, home in with_what_tells(view, doomed))]


def not_allowed(view: View, streams: Iterable[Id]) -> list[UserError]:
    """Return that in one of these streams this officer may not erase."""
    for stream in streams:
        try:
            view.require(Action.ERASE, stream)
        except NotAllowed as refused:
            return [refused]
    return []


def holders_of(view: View, streams: Iterable[Id]) -> list[Holder]:
    """Return the other workstations that got something of these streams, or brought it."""
    sql = f"""SELECT DISTINCT peer.station FROM share JOIN peer USING (pid) JOIN stream USING (sid)
        WHERE stream.id {AMONG} AND share.acked <> 0"""  # noqa: S608 - a constant
    stations = {bytes(row[0]) for row in view.connection.exec_driver_sql(sql, (among(streams),))}
    found = []
    for station in stations - {view.desk.station}:
        known = view.directory.stations.get(station)
        code = (known.code or "") if known else ""
        found.append(Holder(station, code or station.hex()[:8], known.organisation if known else None))
    return sorted(found, key=lambda one: one.code)
