"""Which operations count: those whose author was allowed to write them by the directory his save names.

A signature that does not fit refuses the whole batch: somebody forged it. A right that is lacking makes operations
*void*: kept, shown, forwarded, not counted, and by every store alike, because only what the save itself names is asked
(the directory's entries, the stream's birth, the labels its author had seen).
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from app.core.clock import from_milliseconds
from app.core.errors import DamagedError
from app.core.i18n import N_
from app.core.ids import NIL, Id
from app.history.arrived import ArrivedEntry, ArrivedSave
from app.history.claims import Struck, void_under
from app.history.directory import Directories, DirectoryState, directory_state
from app.history.label_view import LabelView
from app.history.labels import LABEL, LabelBook
from app.history.past import ALL, HELD, PastEntry, fold
from app.history.signatures import verify_all
from app.history.wire import SaveBody, cert_message, replica_id, save_hash, save_message
from app.models.enums import AccountState, Action, Marking, Role
from app.models.kind_specs import KindSpec, Schema
from app.models.kinds.leaving import Erasure
from app.models.kinds.schema import ANY_PART
from app.models.rights import OfficerFacts, is_nobodys, may, widens
from app.store.keys import verify_signature


class ForgedSave(DamagedError):
    """A signature does not fit what it stands under."""

    sentence = N_("A signature in this history is false ({what}). Nothing was taken over. Tell your security officer.")


class UnknownStation(DamagedError):
    """A save comes from a station that the directory it names does not have."""

    sentence = N_("This history was written by a station that the directory does not know. Nothing was taken over.")


_CERTIFIED = "praesidium certified replicas"
"""Where a connection remembers which certificates it has checked, byte for byte."""


class RightsWithheld(DamagedError):
    """Values from which rights are judged did not come along: stations would judge differently."""

    sentence = N_("This history withholds a label or a part of the directory. Nothing was taken over.")


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a save, as its directory knows him; `facts` is None where he may write nothing."""

    state: DirectoryState
    facts: OfficerFacts | None
    signed: bool
    root: bool
    others: tuple[OfficerFacts, ...]
    """Who else signed, and could write at that station."""


class Authority:
    """Judges saves and entries of one batch, remembering what it has already looked up."""

    def __init__(
        self, connection: Connection, schema: Schema, directories: Directories, root_key: bytes | None, *, trusted: bool
    ) -> None:
        self._schema = schema
        self._directories = directories
        self._root_key = root_key
        self._trusted = trusted
        self.labels = LabelBook(connection, schema)
        self.struck: Struck = {}
        """Where ids do not count that other streams have."""
        self._authors: dict[bytes, Author] = {}
        self._signed: set[bytes] = set()
        """Hashes of the saves whose replica's signature was found true."""
        self._officers: dict[tuple[tuple[bytes, ...], Id, Id, date], OfficerFacts | None] = {}
        self._certified: set[tuple[bytes, ...]] = connection.info.setdefault(_CERTIFIED, set())
        self._verdicts: dict[tuple[OfficerFacts, int, LabelView], bool] = {}
        self._same: dict[tuple[int, int, int], tuple[OfficerFacts, LabelView, bool]] = {}
        """By identity; facts and view are kept, so that nothing else takes their place in memory."""

    def judge_all(self, entries: Sequence[ArrivedEntry], held: Container[int] = ()) -> None:
        """Say of `entries`, in an order that respects parents, what is void; those in `held` wait in quarantine.

        Raises ForgedSave, UnknownStation.
        """
        self._check_signatures(entries)
        for entry in entries:
            self.labels.born(entry)
            entry.void = HELD if entry.eid in held else self.judge(entry, self._birth_state(entry))
            if entry.sid in self.struck:
                entry.void = void_under(entry.skeleton, entry.void, self.struck[entry.sid])
            self.labels.applied(entry)

    def _check_signatures(self, entries: Sequence[ArrivedEntry]) -> None:
        """Check the saves' signatures together. One that is false is refused when its entry is judged."""
        saves = {} if self._trusted else {entry.save.hash: entry.save for entry in entries}
        claims = [(save.cert.pubkey, save.signed.sig, save_message(save.signed.body)) for save in saves.values()]
        self._signed |= {name for name, true in zip(saves, verify_all(claims), strict=True) if true}

    def adopts(self, entry: ArrivedEntry, owner: Id) -> bool:
        """Tell whether `entry` may adopt: its author is of the owner organisation and signed himself."""
        author = self._author(entry.save, None)
        return author.facts is not None and author.signed and author.facts.organisation == owner

    def judge(self, entry: ArrivedEntry, state: DirectoryState | None = None) -> str | None:
        """Return which operations of `entry` are void: None, "*" or indices joined by commas.

        `state` replaces the directory named, for the directory's own first entry. Raises ForgedSave, UnknownStation,
        RightsWithheld.
        """
        directory = entry.skeleton.stream == self._directories.stream
        judged_by = range(len(entry.values)) if directory else self.labels.operations(entry)
        if judged_by and any(entry.values[idx] is None for idx in judged_by):
            raise RightsWithheld
        author = self._author(entry.save, state)
        if directory:
            return None if self._may_direct(author, entry) else ALL
        if author.facts is None:
            return ALL
        genesis = entry.skeleton.genesis
        mine = genesis is None or genesis.owner == author.facts.organisation
        if not mine and genesis and not is_nobodys(self._schema.parts.get(genesis.part, ""), genesis.owner):
            return ALL
        return self._judge_operations(entry, author, author.facts)

    def _birth_state(self, entry: ArrivedEntry) -> DirectoryState | None:
        """Return the state that a directory's first entry itself makes: nothing can be named before it."""
        if entry.skeleton.stream != self._directories.stream or entry.skeleton.genesis is None:
            return None
        past = PastEntry(entry.eid, entry.hash, 0, entry.skeleton, entry.openings, None)
        return directory_state(fold(self._schema, [past]))

    def _judge_operations(self, entry: ArrivedEntry, author: Author, facts: OfficerFacts) -> str | None:
        # A new stream is judged by the label it is born with.
        born = entry.skeleton.genesis is not None
        view = self.labels.after(entry, None) if born else self.labels.before(entry)
        allowed = [self._allowed(author, facts, kind, view) for kind in entry.skeleton.kinds]
        if born and not all(allowed):
            allowed = _with_first_label(entry.skeleton.kinds, allowed)
        void = [] if all(allowed) else [idx for idx, who in enumerate(entry.skeleton.who) if not allowed[who]]
        if facts.organisation != view.owner:
            void = sorted({*void, *self._of_owner(entry)})
        if self.labels.touches(entry) and facts.organisation != view.owner:
            after = self.labels.after(entry, void)
            tricks = self.labels.names_unseen(entry) or self.labels.takes_other_elements(entry)
            if tricks or widens(view.thing(), after.thing()):
                label_ops = self.labels.operations(entry)
                void = sorted({*void, *label_ops})
        if not void:
            return None
        return ALL if len(void) == len(entry.skeleton.who) else ",".join(map(str, void))

    def _allowed(self, author: Author, facts: OfficerFacts, number: int, view: LabelView) -> bool:
        kind = self._schema.kinds.get(number)
        if kind is not None and ((kind.signed and not author.signed) or not self._lives_here(kind, view)):
            return False
        if kind is not None and kind.record is Erasure and not self._seconded(author, view):
            return False
        # Equal facts and labels are judged once; the same ones are not even compared.
        same = (id(facts), number, id(view))
        if same not in self._same:
            key = (facts, number, view)
            if key not in self._verdicts:
                action = Action(kind.action) if kind is not None else Action.MEASURE
                self._verdicts[key] = bool(may(facts, action, view.thing()).allowed)
            self._same[same] = (facts, view, self._verdicts[key])
        return self._same[same][2]

    def _of_owner(self, entry: ArrivedEntry) -> list[int]:
        """Return the operations on cells that only the organisation that owns the stream writes, deletions too."""
        skeleton = entry.skeleton
        known = [self._schema.kinds.get(number) for number in skeleton.kinds]
        if all(kind is None or kind.others is None for kind in known):
            return []
        named = [(known[who], cell) for who, cell in zip(skeleton.who, skeleton.cells, strict=True)]
        return [idx for idx, (kind, cell) in enumerate(named) if kind is not None and not kind.is_others(cell)]

    def _seconded(self, author: Author, view: LabelView) -> bool:
        """Tell whether a second officer who may erase has signed: nobody erases alone."""
        thing = view.thing()
        return any(may(other, Action.ERASE, thing).allowed for other in author.others)

    def _lives_here(self, kind: KindSpec, view: LabelView) -> bool:
        return kind.part in (ANY_PART, view.part)

    def _may_direct(self, author: Author, entry: ArrivedEntry) -> bool:
        if author.root:
            return True
        # Anyone can repeat the directory's birth and enrol himself in it: only the root's signature makes one.
        if entry.skeleton.genesis is not None or author.facts is None or not author.signed:
            return False
        thing = self.labels.before(entry).thing()
        return bool(may(author.facts, Action.DIRECTORY, replace(thing, owner=author.facts.organisation)).allowed)

    def _author(self, save: ArrivedSave, state: DirectoryState | None) -> Author:
        found = self._authors.get(save.hash)
        if found is None:
            directory = self._directories.at(tuple(save.body.head)) if state is None else state
            found = self._authors[save.hash] = self._check(save, directory)
        return found

    def _check(self, save: ArrivedSave, directory: DirectoryState) -> Author:
        body, cert = save.body, save.cert
        station = directory.stations.get(cert.station)
        if station is None or station.signing_key is None:
            raise UnknownStation
        certified = (cert.station, cert.pubkey, cert.sig, station.signing_key, body.replica)
        if certified not in self._certified:
            if replica_id(cert.pubkey) != body.replica:
                raise ForgedSave(what="replica")
            if not verify_signature(station.signing_key, cert.sig, cert_message(cert.station, cert.pubkey)):
                raise ForgedSave(what="station")
            self._certified.add(certified)
        known = self._trusted or save.hash in self._signed
        if not known and not verify_signature(cert.pubkey, save.signed.sig, save_message(save.signed.body)):
            raise ForgedSave(what="save")
        cosigned = self._cosigned(save, directory)
        moment = from_milliseconds(body.moment).date()
        facts = self._facts(body, body.officer, cert.station, directory, moment)
        others = [self._facts(body, who, cert.station, directory, moment) for who in cosigned - {body.officer, NIL}]
        seconds = tuple(other for other in others if other is not None)
        return Author(directory, facts, body.officer in cosigned, NIL in cosigned, seconds)

    def _facts(
        self, body: SaveBody, officer: Id, station: Id, directory: DirectoryState, day: date
    ) -> OfficerFacts | None:
        key = (tuple(body.head), officer, station, day)
        if key not in self._officers:
            self._officers[key] = officer_facts(directory, officer, station, day)
        return self._officers[key]

    def _cosigned(self, save: ArrivedSave, directory: DirectoryState) -> set[Id]:
        given = dict(save.signed.cosigs)
        if set(given) != set(save.body.cosigners) or len(given) != len(save.signed.cosigs):
            raise ForgedSave(what="cosigners")
        for officer, signature in given.items():
            if officer == NIL:
                key = self._root_key
            else:
                known = directory.officers.get(officer)
                key = known.public_key if known else None
            if key is None or not verify_signature(key, signature, save_hash(save.signed.body)):
                raise ForgedSave(what="officer")
        return set(given)


def _with_first_label(kinds: Sequence[int], allowed: Sequence[bool]) -> list[bool]:
    """Return what is allowed in a stream's first entry: who may write all it holds gives it its first label too.

    Relabelling it later is a right of its own: an analyst or partner begins a stream and does not widen it.
    """
    content = [may_write for kind, may_write in zip(kinds, allowed, strict=True) if kind != LABEL]
    begins = bool(content) and all(content)
    return [may_write or (kind == LABEL and begins) for kind, may_write in zip(kinds, allowed, strict=True)]


def officer_facts(directory: DirectoryState, officer: Id, station: Id, day: date) -> OfficerFacts | None:
    """Return what `may` asks about an officer at a station, None where he or it is unknown, revoked or elsewhere."""
    who, where = directory.officers.get(officer), directory.stations.get(station)
    if who is None or where is None or not isinstance(who.organisation, bytes):
        return None
    if who.state != AccountState.ACTIVE or where.state != AccountState.ACTIVE or station not in who.stations:
        return None
    return OfficerFacts(
        officer=officer,
        organisation=who.organisation,
        roles=frozenset(role for role in who.roles if isinstance(role, Role)),
        moment=day,
        clearance=who.clearance if isinstance(who.clearance, Marking) else Marking.NONE,
        clearance_until=who.clearance_until,
        compartments=frozenset(name for name in who.compartments if isinstance(name, str)),
        station_ceiling=where.ceiling if isinstance(where.ceiling, Marking) else Marking.NONE,
        station_compartments=frozenset(name for name in where.compartments if isinstance(name, str)),
    )
