"""Freeze what a paper said, so that the same bytes come back: records of `app.documents` to bytes and again.

The form is MessagePack with sorted keys. A record is ["name", {field: value}], a tuple ["()", ...], a map
["{}", {...}], an enum ["=name", value], a day ["day", ISO], a moment ["moment", ISO]; plain values stand as they are.
Only the records named below are ever built from bytes. A later version of the program may add fields with a default
that leaves the paper as it was; what it takes away it goes on reading, for papers are reprinted years later.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from hashlib import sha256
from typing import Any

import msgspec

from app.core.errors import DamagedError
from app.core.i18n import N_
from app.core.ids import Id
from app.documents import (
    binder_content,
    content,
    employer_content,
    extract_content,
    layout,
    marking,
    proposal_content,
    recall_content,
    visit,
    wording,
)
from app.documents.binder_content import BinderContent
from app.documents.content import CopyHead, ProtocolContent
from app.documents.employer_content import EmployerContent
from app.documents.extract_content import ExtractContent
from app.documents.proposal_content import ProposalContent
from app.documents.recall_content import RecallContent
from app.documents.visit import OrderContent

Content = (
    ProtocolContent | OrderContent | ProposalContent | EmployerContent | RecallContent | BinderContent | ExtractContent
)
VERSION = 1

_RECORDS: Mapping[str, type] = {
    name: found
    for module in (
        content, visit, proposal_content, employer_content, recall_content, binder_content, extract_content, wording,
        marking,
    )
    for name, found in vars(module).items()
    if isinstance(found, type) and is_dataclass(found)
}  # fmt: skip
_ENUMS: Mapping[str, type[Enum]] = {"Marking": marking.Marking, "Tlp": marking.Tlp}


class SnapshotDamaged(DamagedError):
    """The frozen data of an issued document cannot be read, or are not those of its hash."""

    sentence = N_(
        "What this document said cannot be read back: its frozen data are damaged. Its number, copies and hashes are "
        "kept. Tell the security officer."
    )


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything a version said, in every language it was printed in, and who got which copy.

    `keys` are the ids of its measures in their order; for an order its programme items, for a binder or extract the
    streams that it was made from.
    """

    content: Content
    keys: tuple[Id, ...]
    copies: tuple[CopyHead, ...]
    languages: tuple[str, ...]
    """The language of each copy."""
    measures: tuple[Id, ...] = ()
    """The measures that it orders."""
    decisions: tuple[Id, ...] = ()
    """The decisions on those measures that were known at issue: a later one may take back what it orders."""

    def freeze(self) -> bytes:
        """Return the snapshot as bytes; the same for the same snapshot."""
        ids = [list(one) for one in (self.keys, self.measures, self.decisions)]
        plain = [VERSION, _freeze(self.content), ids, _freeze(self.copies), list(self.languages)]
        return msgspec.msgpack.encode(plain, order="sorted")


def snapshot_hash(data: bytes) -> bytes:
    """Return the SHA-256 by which frozen data are known."""
    return sha256(b"praesidium-snapshot-1\n" + data).digest()


def thaw(data: bytes | None, hashed: bytes | None) -> Snapshot:
    """Return the snapshot that was frozen. Raises SnapshotDamaged."""
    if data is None or snapshot_hash(data) != hashed:
        raise SnapshotDamaged
    try:
        version, said, ids, copies, languages = msgspec.msgpack.decode(data)
        keys, measures, decisions = map(tuple, ids)
        found = Snapshot(_thaw(said), keys, _thaw(copies), tuple(languages), measures, decisions)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, msgspec.MsgspecError):
        raise SnapshotDamaged from None
    if version != VERSION or not isinstance(found.content, Content):
        raise SnapshotDamaged
    return found


def ordered(data: bytes | None, hashed: bytes | None) -> tuple[Sequence[Id], Sequence[Id]]:
    """Return what a frozen paper orders, and the decisions on that which were known, without building what it said.

    Raises SnapshotDamaged.
    """
    if data is None or snapshot_hash(data) != hashed:
        raise SnapshotDamaged
    try:
        _, _, (_, measures, decisions), _, _ = msgspec.msgpack.decode(data)
    except (ValueError, TypeError, msgspec.MsgspecError):
        raise SnapshotDamaged from None
    return tuple(measures), tuple(decisions)


def _freeze(value: Any) -> Any:
    if isinstance(value, Enum):
        return [f"={type(value).__name__}", value.value]
    if is_dataclass(value):
        return [type(value).__name__, {one.name: _freeze(getattr(value, one.name)) for one in fields(value)}]
    if isinstance(value, tuple | list):
        return ["()", *(_freeze(item) for item in value)]
    if isinstance(value, Mapping):
        return ["{}", dict(value)]
    if isinstance(value, datetime):
        return ["moment", value.isoformat()]
    if isinstance(value, date):
        return ["day", value.isoformat()]
    return value


def _thaw(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    name, *rest = value
    if name == "()":
        return tuple(_thaw(item) for item in rest)
    if name == "{}":
        return rest[0]
    if name == "moment":
        return datetime.fromisoformat(rest[0])
    if name == "day":
        return date.fromisoformat(rest[0])
    if name.startswith("="):
        return _ENUMS[name[1:]](rest[0])
    said = {field: _thaw(item) for field, item in rest[0].items()}
    return _RECORDS[name](**(said if name != content.Issue.__name__ else _laid_out(said)))


def _laid_out(said: dict[str, Any]) -> dict[str, Any]:
    """Return what is said of an issue with its layout, which was two flags at first, and nothing before those."""
    ordinal, own = said.pop("ordinal_days", False), said.pop("own_measures", False)
    return {"layout": layout.OWN_LINES if own else layout.ORDINAL_DAYS if ordinal else layout.FIRST, **said}
