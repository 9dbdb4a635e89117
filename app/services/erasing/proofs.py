"""What stays of every erasure known here: who, which two, when, why, how much of what; and who was told of it.

An erasure that came by bundle has destroyed the values here when it was taken in. What the program cannot destroy by
itself waits for somebody: what this organisation put on paper of its own from what was erased, and whatever was printed
or noted. An officer confirms that; that he did is in the access log of this workstation.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.core.clock import from_milliseconds
from app.core.ids import Id
from app.history.erasing import ENTITY, STREAM, VALUES
from app.history.rows import select
from app.history.stored import decode_cosigs
from app.models.enums import Action, Marking
from app.models.kinds.leaving import Erasure
from app.models.kinds.schema import ANY_PART
from app.services.among import AMONG, among
from app.services.desk import Desk, NotThere, View
from app.services.erasing.again import Values, again_in, values_again
from app.services.erasing.late import late_in, late_parts, late_words

MOST = 300
"""Acts that are listed, the newest first."""
CONFIRMED = "erasure/"
"""Begins the name of the counter that says of an act, by its save, that it was confirmed here."""
_ACTS = """SELECT save.hash, save.vid, save.officer, save.moment, save.cosigs, replica.station,
    min(entry.arrived), max(entry.source IS NOT NULL), max(entry.eid),
    EXISTS (SELECT 1 FROM counter WHERE name = '{confirmed}' || lower(hex(save.hash)))
    FROM erasure JOIN entry USING (eid) JOIN save USING (vid) JOIN replica USING (rid)
    WHERE {where} GROUP BY save.vid ORDER BY save.moment DESC, save.vid DESC LIMIT {most}"""
_SCOPES = """SELECT erasure.kind, scope, stream.id, stream.root, stream.owner, stream.sid FROM erasure
    JOIN entry USING (eid) JOIN stream USING (sid) WHERE entry.vid = ? ORDER BY eid, scope"""


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """Another workstation that holds some of it, and whether it has the erasure by what it last confirmed."""

    code: str
    has_it: bool


@dataclass(frozen=True, slots=True, repr=False)
class Proof:
    """One act. `lines` are the reason as it was written; `counts` the objects that went, by the name of their kind.

    `values` counts single values. `waits` tells that it came from elsewhere and nobody has confirmed it here.
    """

    save: bytes
    moment: datetime
    arrived: datetime
    station: str
    organisation: Id
    officer: str
    second: str
    lines: Sequence[str]
    counts: Mapping[str, int]
    values: int
    parts: int
    came: bool
    waits: bool
    told: Sequence[Told] = ()
    streams: Sequence[Id] = field(default=())
    roots: Sequence[Id] = field(default=())
    marking: Marking = Marking.NONE
    later: Sequence[Id] = ()
    """Own parts of what was erased whole that came afterwards, begun at a workstation that had not heard of it."""
    words: Sequence[tuple[Id, Id]] = ()
    """Own objects (id, stream) elsewhere that tell of a person who was erased, written there as well."""
    again: Sequence[Values] = ()
    """Own fields whose values were erased, and that say something again, written where nobody had heard of it."""

    @property
    def objects(self) -> int:
        """Return how many objects went."""
        return sum(self.counts.values())


def proofs(desk: Desk) -> Sequence[Proof]:
    """Return the erasures known here in parts that this officer may read, the newest first. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.READ)
        sql = _ACTS.format(confirmed=CONFIRMED, where="1", most=MOST)
        found = [_proof(view, row) for row in view.connection.exec_driver_sql(sql).all()]
        return [one for one in found if any(view.may(Action.READ, stream) for stream in one.streams)]


def proof_of(view: View, save: bytes) -> Proof:
    """Return one act, by the hash of its save. Raises NotThere, NotAllowed."""
    sql = _ACTS.format(confirmed=CONFIRMED, where="save.hash = ?", most=1)
    rows = select(view.connection, sql, save)
    if not rows:
        raise NotThere
    found = _proof(view, rows[0])
    if not any(view.may(Action.READ, stream) for stream in found.streams):
        view.require(Action.READ, found.streams[0])
    return found


def later_in(view: View) -> int:
    """Return how many things that were erased have own parts, or say own values, that came afterwards."""
    return late_in(view) + again_in(view)


def waiting_in(view: View) -> int:
    """Return how many acts that came from elsewhere nobody has confirmed here."""
    sql = f"""SELECT count(DISTINCT save.vid) FROM erasure JOIN entry USING (eid) JOIN save USING (vid)
        WHERE entry.source IS NOT NULL AND NOT EXISTS
        (SELECT 1 FROM counter WHERE name = '{CONFIRMED}' || lower(hex(save.hash)))"""  # noqa: S608 - a constant
    return int(view.connection.exec_driver_sql(sql).scalar_one())


def _proof(view: View, row: Any) -> Proof:
    save, vid, officer, moment, cosigs, station, arrived, came, newest, confirmed = row
    scopes = view.connection.exec_driver_sql(_SCOPES, (vid,)).all()
    streams = list(dict.fromkeys(bytes(one[2]) for one in scopes))
    known = view.directory.stations.get(bytes(station))
    second = [one for one, _ in decode_cosigs(cosigs) if one != officer]
    roots = list(dict.fromkeys(bytes(one[3]) for one in scopes))
    whole = [one[5] for one in scopes if one[0] == STREAM]
    objects = [(one[5], bytes(one[1])[16:]) for one in scopes if one[0] == ENTITY]
    return Proof(
        bytes(save), from_milliseconds(moment), from_milliseconds(arrived),
        ((known.code or "") if known else "") or bytes(station).hex()[:8], bytes(scopes[0][4]),
        _name(view, officer), ", ".join(_name(view, one) for one in second), _said(view, scopes),
        _counts(view, whole, objects), sum(one[0] not in (STREAM, ENTITY) for one in scopes), len(streams),
        bool(came), bool(came) and not confirmed, _told(view, {one[5] for one in scopes}, newest), streams, roots,
        marking=max((view.thing(one).marking for one in streams if view.may(Action.READ, one)), default=Marking.NONE),
        later=late_parts(view, roots), words=late_words(view, roots),
        again=_again(view, vid, scopes),
    )  # fmt: skip


def _again(view: View, vid: int, scopes: Sequence[Any]) -> list[Values]:
    streams = {bytes(one[2]): one[5] for one in scopes if one[0] == VALUES and one[4] == view.facts.organisation}
    sql = "SELECT DISTINCT eid FROM erasure JOIN entry USING (eid) WHERE entry.vid = ? AND sid = ? AND kind = ?"
    return [
        one
        for stream, sid in streams.items()
        for one in values_again(view, stream, [row[0] for row in select(view.connection, sql, vid, sid, VALUES)])
    ]


def _name(view: View, officer: Id) -> str:
    known = view.directory.officers.get(officer)
    return (known.name or "") if known else officer.hex()[:8]


def _said(view: View, scopes: Iterable[Any]) -> list[str]:
    """Return the reason, from a part that may be read: it is the same in each."""
    for _, _, stream, _, _, sid in scopes:
        if view.may(Action.READ, bytes(stream)):
            for _, act in view.find(Erasure, "sid = ?", sid, order="id DESC"):
                text = act.stream or act.entity or act.values
                if text:
                    return text.splitlines()
    return []


def _counts(view: View, whole: Sequence[int], objects: Sequence[tuple[int, Id]]) -> dict[str, int]:
    kinds, found = view.desk.schema.kinds, dict[str, int]()

    def add(number: int, count: int) -> None:
        if number in kinds and kinds[number].part != ANY_PART:
            found[kinds[number].name] = found.get(kinds[number].name, 0) + count

    marks = ", ".join(map(str, whole))
    sql = f"SELECT kind, count(*) FROM entity WHERE sid IN ({marks}) GROUP BY kind"  # noqa: S608 - keys of rows
    for number, count in view.connection.exec_driver_sql(sql):
        add(number, int(count))
    sql = f"SELECT sid, uid, kind FROM entity WHERE uid {AMONG}"  # noqa: S608 - a constant
    wanted = set(objects)
    for sid, uid, number in view.connection.exec_driver_sql(sql, (among(uid for _, uid in objects),)):
        if (sid, bytes(uid)) in wanted:
            add(number, 1)
    return found


def _told(view: View, sids: Iterable[int], newest: int) -> list[Told]:
    marks = ", ".join(map(str, sorted(sids)))
    sql = f"""SELECT DISTINCT peer.station, peer.acked FROM share JOIN peer USING (pid)
        WHERE share.sid IN ({marks}) AND share.acked <> 0"""  # noqa: S608 - keys of rows
    found = []
    for station, acked in view.connection.exec_driver_sql(sql):
        known = view.directory.stations.get(bytes(station))
        found.append(Told((known.code if known else None) or bytes(station).hex()[:8], acked >= newest))
    return sorted(found, key=lambda one: one.code)
