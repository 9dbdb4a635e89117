"""Entries and saves on their way in: decoded, each entry with the save that lists it. Nothing is judged yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.core.i18n import N_
from app.history.openings import read_openings, read_values, write_openings
from app.history.wire import (
    Batch,
    CarriedEntry,
    MalformedHistory,
    ReplicaCert,
    SaveBody,
    SignedSave,
    Skeleton,
    author_of,
    decode,
    entry_hash,
    read_save,
    read_skeleton,
    replica_id,
    save_hash,
)


class EntryWithoutSave(MalformedHistory):
    """An entry came without the save that lists it: nothing says who wrote it."""

    sentence = N_("An entry came without the signed save it belongs to. Nothing was taken over.")


@dataclass(slots=True)
class ArrivedSave:
    """A save with what is needed to check it. `vid` is 0 until it is in the store."""

    hash: bytes
    body: SaveBody
    signed: SignedSave
    cert: ReplicaCert
    cert_raw: bytes
    vid: int = 0
    author: bytes = b""
    """What its entries must say of its author."""


@dataclass(slots=True)
class ArrivedEntry:
    """An entry on its way in; keys are filled in when it is its turn."""

    hash: bytes
    skeleton: Skeleton
    raw: bytes
    openings: bytes
    values: list[bytes | None]
    """Of each operation, None where it is not here: what `openings` holds."""
    save: ArrivedSave
    source: int | None
    eid: int = 0
    sid: int = 0
    depth: int = 0
    parents: list[int] = field(default_factory=list)
    refs: list[int] = field(default_factory=list)
    void: str | None = None

    needs: set[bytes] = field(init=False)
    """The entries that must be there first."""

    def __post_init__(self) -> None:
        self.needs = {*self.skeleton.parents, *self.skeleton.refs, *self.save.body.head}


def saves_of(batch: Batch) -> dict[bytes, ArrivedSave]:
    """Return the saves of a batch by their names. Raises MalformedHistory."""
    certs: dict[bytes, tuple[ReplicaCert, bytes]] = {}
    for raw in batch.certs:
        cert = decode(ReplicaCert, raw)
        if cert.version != 1 or len(cert.station) != 16 or len(cert.pubkey) != 32:
            raise MalformedHistory(what="replica certificate")
        certs[replica_id(cert.pubkey)] = (cert, raw)
    found: dict[bytes, ArrivedSave] = {}
    for signed in batch.saves:
        body = read_save(signed.body)
        if body.replica not in certs:
            raise MalformedHistory(what="save of an unknown replica")
        name = save_hash(signed.body)
        found[name] = ArrivedSave(name, body, signed, *certs[body.replica], author=author_of(body))
    return found


def entries_of(
    carried: Iterable[CarriedEntry], saves: Mapping[bytes, ArrivedSave], source: int | None
) -> dict[bytes, ArrivedEntry]:
    """Return entries by their names, each with the one of `saves` that lists it. Raises MalformedHistory."""
    listing: dict[bytes, list[ArrivedSave]] = {}
    for save in saves.values():
        for name in save.body.entries:
            listing.setdefault(name, []).append(save)
    found: dict[bytes, ArrivedEntry] = {}
    for item in carried:
        name = entry_hash(item.skeleton)
        skeleton = read_skeleton(item.skeleton)
        # A fork may list it twice; then both say the same of its author, and rights do not depend on which is taken.
        its = [save for save in listing.get(name, ()) if _is_of(skeleton, save)]
        if not its:
            raise EntryWithoutSave(what="save")
        listed = its[0] if len(its) == 1 else min(its, key=lambda save: save.hash)
        values = read_values(item.openings, skeleton.commitments)
        twin = found.get(name)
        found[name] = ArrivedEntry(name, skeleton, item.skeleton, item.openings, values, listed, source)
        if twin is not None:
            also_open(found[name], twin.openings)
    return found


def _is_of(skeleton: Skeleton, save: ArrivedSave) -> bool:
    return (skeleton.replica, skeleton.save_no, skeleton.author) == (save.body.replica, save.body.no, save.author)


def also_open(entry: ArrivedEntry, openings: bytes) -> None:
    """Add the values that came with an earlier copy of `entry`: what was once given is not lost."""
    commitments = entry.skeleton.commitments
    earlier = read_openings(openings, commitments)
    if any(old is not None and new is None for old, new in zip(earlier, entry.values, strict=True)):
        brought = read_openings(entry.openings, commitments)
        entry.openings = write_openings(
            [old if new is None else new for old, new in zip(earlier, brought, strict=True)]
        )
        entry.values = read_values(entry.openings, commitments)
