"""An officer at work in an unlocked store: the transaction boundary that every service goes through.

`Desk.write` gives a unit of work with a `Writer`; `Desk.read` a look at one moment. Both know who asks and answer
`require`. A unit refuses to save into a stream nobody asked a right for: a service that forgets `may` cannot work.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from app.core.clock import Clock, Randomness
from app.core.ids import NIL, Id
from app.history.applying import Trust
from app.history.authority import officer_facts
from app.history.directory import Directories, DirectoryState
from app.history.given import GivenIds
from app.history.reading import forget_values
from app.history.replicas import Start
from app.history.rows import select
from app.history.writing import Cosigner, Pen, Saved, Writer
from app.models.enums import Action
from app.models.fields import Rule
from app.models.kind_specs import KindSpec, Schema
from app.models.kinds.catalogue import CatalogueItem
from app.models.kinds.label import Label
from app.models.lists import Lists, overlaid
from app.models.rights import NotAllowed, OfficerFacts, Refusal, ThingFacts, may
from app.services.foreign import Foreign, about, foreign
from app.services.inspected import inspected
from app.services.outside import Outside
from app.services.records import NotThere, Records
from app.services.things import labelled_thing, thing_of
from app.store.keys import SigningKey
from app.store.meta import Mark
from app.store.work import Store

__all__ = ["COUNTRY_TIME", "Desk", "NotThere", "Unit", "View", "today_of"]

COUNTRY_TIME = ZoneInfo("Europe/Brussels")
"""Days of deadlines are days of the country the program works for."""


@dataclass(slots=True)
class Desk:
    """Who works where, with what. Made by `app.services.station.stations`."""

    store: Store
    schema: Schema
    trust: Trust
    pen: Pen
    station: Id
    officer: Id
    officer_key: SigningKey = field(repr=False)
    clock: Clock = field(repr=False)
    randomness: Randomness = field(repr=False)
    workroom: Path = field(repr=False)
    """Folder for staging files; beside the store."""
    outside: Outside | None = field(default=None, repr=False)
    """What is kept outside the store; None where nothing is."""
    start: Start = Start.GOES_ON
    """What the head outside said of the store when the officer sat down."""
    _ids: GivenIds | None = field(init=False, default=None, repr=False)

    @property
    def ids(self) -> GivenIds:
        """Return a maker of new ids, which say that this store gave them."""
        if self._ids is None:
            self._ids = GivenIds(self.clock, self.randomness, self.pen.replica)
        return self._ids

    @property
    def exercise(self) -> bool:
        """Tell whether this store is for exercise only."""
        return self.store.mark is Mark.EXERCISE

    def keep_head(self) -> None:
        """Keep the store's head outside it: before anything leaves, and at lock. Raises DiskFull, NotWritable."""
        if self.outside is not None:
            with self.store.read() as connection:
                self.outside.keep(connection)

    def close(self) -> None:
        """Lock: keep the head outside and close the store."""
        try:
            self.keep_head()
        finally:
            self.store.close()
            forget_values()

    def today(self) -> date:
        """Return the day in the country's time."""
        return self.clock.now().astimezone(COUNTRY_TIME).date()

    @contextmanager
    def read(self) -> Iterator["View"]:
        """Give a look at one moment of the store."""
        with self.store.read() as connection:
            yield View(self, connection)

    @contextmanager
    def write(self) -> Iterator["Unit"]:
        """Give a unit of work: durable at its end if `save` was called, nothing otherwise or on an exception."""
        with self.store.write() as connection:
            yield Unit(self, connection)

    def cosigner(self) -> Cosigner:
        """Return this officer's own signature, for decisions, directory acts and erasures."""
        return Cosigner(self.officer, self.officer_key.sign)


class View(Records):
    """One moment of the store, seen by one officer."""

    def __init__(self, desk: Desk, connection: Connection) -> None:
        super().__init__(connection, desk.schema)
        self.desk = desk
        self.commits = desk.store.commits
        """Units of work that were durable before it looked: what it sees is of then, or later."""
        self.directories = Directories(connection, desk.schema, desk.trust.directory)
        self._facts: OfficerFacts | None = None
        self._things: dict[Id, ThingFacts] = {}
        self._allowed: dict[tuple[Action, Id | None], bool] = {}
        self._lists: Lists | None = None
        self._foreign: Foreign | None = None

    @property
    def store(self) -> Store:
        """Return the store it looks at."""
        return self.desk.store

    @property
    def lasts(self) -> bool:
        """Whether what it sees is durable."""
        return True

    @property
    def foreign(self) -> Foreign:
        """Return what stands here that counts for nothing: `find` and `locate` pass over it."""
        if self._foreign is None:
            self._foreign = foreign(self)
        return self._foreign

    @property
    def lists(self) -> Lists:
        """Return the lists as they stand here: what ships, with what administrators changed."""
        if self._lists is None:
            lines = sorted(self.locate(CatalogueItem), key=lambda one: (one[1], one[0]))  # alike in every store
            self._lists = overlaid((line for _, _, line in lines), self.desk.today())
        return self._lists

    @property
    def directory(self) -> DirectoryState:
        """Return the directory as it stands here."""
        return self.directories.now()

    @property
    def facts(self) -> OfficerFacts:
        """Return what `may` asks about the officer. Raises NotAllowed where the account counts no more."""
        if self._facts is None:
            desk = self.desk
            found = officer_facts(self.directory, desk.officer, desk.station, desk.today())
            if found is None:
                raise NotAllowed(why=Refusal.REVOKED)
            self._facts = inspected(self.connection, found)
        return self._facts

    def thing(self, stream: Id) -> ThingFacts:
        """Return what rights are asked about a stream: birth, label, and the file's recusals. Raises NotThere."""
        if stream not in self._things:
            desk, organisation = self.desk, self.facts.organisation
            self._things[stream] = thing_of(self, stream, desk.trust.directory, organisation, desk.today())
        return self._things[stream]

    def require(self, action: Action, stream: Id | None = None) -> None:
        """Raise NotAllowed unless the officer may do `action` to the stream (None: to the house)."""
        self._judge(action, None if stream is None else self.thing(stream))

    def may(self, action: Action, stream: Id | None = None) -> bool:
        """Tell whether the officer may. Asked line by line, it is judged once for a stream."""
        asked = (action, stream)
        if asked not in self._allowed:
            self._allowed[asked] = may(self.facts, action, None if stream is None else self.thing(stream)).allowed
        return self._allowed[asked]

    def _judge(self, action: Action, thing: ThingFacts | None) -> None:
        verdict = may(self.facts, action, thing)
        if not verdict.allowed:
            raise NotAllowed(why=verdict.why)

    def _standing(self, streams: Sequence[Any]) -> Sequence[Any]:
        apart = self.foreign.streams if streams else frozenset()
        return [row for row in streams if row[0] not in apart] if apart else streams

    def _counting(self, spec: KindSpec, rows: Sequence[Any]) -> Sequence[Any]:
        apart = self.foreign.rows if rows and about(spec) is not None else {}
        return [row for row in rows if row[0] not in apart] if apart else rows


class Unit(View):
    """One unit of work."""

    def __init__(self, desk: Desk, connection: Connection) -> None:
        super().__init__(desk, connection)
        self._writer = Writer(connection, desk.schema, desk.trust, desk.pen, desk.randomness, self.directories)
        self._asked: set[Id] = set()
        self._wrote: set[Id] = set()
        self._before: dict[Hashable, Callable[[], None]] = {}
        self.saved: Saved | None = None

    @property
    def lasts(self) -> bool:
        """Whether what it sees is durable: it may yet be taken back."""
        return False

    def require(self, action: Action, stream: Id | None = None) -> None:
        """Raise NotAllowed unless the officer may; remembered, for `save` looks whether anybody asked."""
        super().require(action, stream)
        if stream is not None:
            self._asked.add(stream)

    def begin(self, root: Id, part: str, label: Label, action: Action, owner: Id | None = None) -> Id:
        """Begin a stream owned by the officer's organisation, if he may do `action` to such a one."""
        own = self.facts.organisation
        organisation = owner or own
        thing = labelled_thing(self, root, part, organisation, label, own, self.desk.today())
        self._judge(action, thing)
        return self._begun(self._writer.begin_stream(root, part, organisation, label), thing)

    def begin_nobodys(self, root: Id, part: str, nonce: bytes, action: Action) -> Id:
        """Begin a stream that no organisation owns, if the officer's role may do `action` to such a one.

        Root and nonce say which one: it may have been begun elsewhere already, and both are then the same stream.
        """
        thing = ThingFacts(part=part, owner=NIL, root=root)
        self._judge(action, thing)
        return self._begun(self._writer.begin_stream(root, part, NIL, None, nonce), thing)

    def create(self, stream: Id, record: Any, uid: Id | None = None) -> Id:
        """Write a new entity; return its id."""
        made = uid or self.desk.ids.new(stream)
        self._check_owner(stream, self.desk.schema.by_record[type(record)])
        self._wrote.add(stream)
        self._writer.create(stream, made, record)
        return made

    def change(self, stream: Id, uid: Id, kind: type, fields: Mapping[str, Any]) -> None:
        """Write fields; sets are given whole and become what was added and what was taken out."""
        spec = self.desk.schema.by_record[kind]
        self._check_owner(stream, spec, fields)
        self._wrote.add(stream)
        plain = {name: value for name, value in fields.items() if not _is_set(spec, name)}
        if plain:
            self._writer.change(stream, uid, kind, plain)
        sets = {name: value for name, value in fields.items() if name not in plain}
        before = self.get(kind, uid) if sets else None
        for name, wanted in sets.items():
            have = set(getattr(before, name))
            for element in sorted(set(wanted) - have, key=str):
                self._writer.add(stream, uid, kind, name, element)
            for element in sorted(have - set(wanted), key=str):
                self._writer.remove(stream, uid, kind, name, element)

    def delete(self, stream: Id, uid: Id, kind: type) -> None:
        """Delete an entity that is no root."""
        self._check_owner(stream, self.desk.schema.by_record[kind])
        self._wrote.add(stream)
        self._writer.delete(stream, uid, kind)

    def _begun(self, stream: Id, thing: ThingFacts) -> Id:
        self._things[stream] = thing
        self._asked.add(stream)
        return stream

    def _check_owner(self, stream: Id, kind: KindSpec, fields: Collection[str] | None = None) -> None:
        """Refuse, as history does, what only the organisation that owns the stream writes; no `fields`: all of it.

        Raises NotAllowed.
        """
        if kind.others is None or self.thing(stream).owner == self.facts.organisation:
            return
        if fields is None or not all(kind.is_others(kind.cell_of(name).id) for name in fields):
            raise NotAllowed(why=Refusal.DECIDES)

    def before_save(self, key: Hashable, act: Callable[[], None]) -> None:
        """Let `act` write what follows from all that this unit writes, once, when it is saved; one of each key."""
        self._before.setdefault(key, act)

    @property
    def writer(self) -> Writer:
        """Return the writer itself, for undo; the streams it writes must have been asked for."""
        return self._writer

    def save(self, *, signed: bool = False, also: Iterable[Cosigner] = (), moment: datetime | None = None) -> Saved:
        """Make the entry official. `signed` adds the officer's own signature; `also` others'.

        Raises RuntimeError where no right was asked for a stream written to, or history does not count what was
        written: a bug of the service.
        """
        following, self._before = self._before, {}
        for act in following.values():
            act()
        if not self._wrote <= self._asked:
            raise RuntimeError("a service wrote where it never asked `may`")
        cosigners = [*([self.desk.cosigner()] if signed else []), *also]
        self.saved = self._writer.commit(self.desk.officer, self.desk.clock.now(), moment, cosigners)
        sql = "SELECT 1 FROM entry JOIN save USING (vid) WHERE save.hash = ? AND void IS NOT NULL LIMIT 1"
        if self.saved.applied.void and select(self.connection, sql, self.saved.head):
            raise RuntimeError("a service wrote what its officer may not write: history does not count it")
        self._things.clear()
        self._allowed.clear()
        self._wrote.clear()
        self._lists = None
        self._foreign = None
        return self.saved

    def save_following(self) -> None:
        """Save what follows from what was just saved, where anything does: a save of its own in the same unit."""
        following, self._before = self._before, {}
        for act in following.values():
            act()
        if self._writer.has_written:
            self.save()


def _is_set(spec: KindSpec, name: str) -> bool:
    return spec.cell_of(name).rule in (Rule.SET, Rule.NARROW_SET)


def today_of(moment: datetime) -> date:
    """Return the day of a moment in the country's time."""
    return moment.astimezone(COUNTRY_TIME).date()
