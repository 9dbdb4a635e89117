"""Dispatcher sheets out in the country: which centre holds which copy, and whether what it says is still in force."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.core.i18n import N_
from app.core.ids import Id
from app.documents.content import AddressLine, ProtocolContent
from app.documents.wording import SEALED, LocalText, Sealed
from app.models.enums import Action, DocumentState
from app.models.kinds.measures import Measure
from app.models.kinds.paper import DocumentCopy, DocumentData, IssuedDocument
from app.models.kinds.places import SealedAddress
from app.models.kinds.registers import Organisation
from app.services.desk import View
from app.services.paper.copies import RecallReason
from app.services.paper.facts import CALLS, ON_PAPER
from app.services.paper.protocols import DISPATCHER, SealedValue
from app.services.paper.snapshot import Snapshot, thaw
from app.services.paper.sources import CopyFor, Sources
from app.services.paper.wording import told, worded

_ON_PAPER = ", ".join(f"'{state.value}'" for state in ON_PAPER)
_WHY = {DocumentState.SUPERSEDED: RecallReason.SUPERSEDED, DocumentState.RECALLED: RecallReason.RECALLED}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One version of a dispatcher sheet. `why` it is not in force any more, None while it is."""

    document: Id
    stream: Id
    record: IssuedDocument = field(repr=False)
    why: RecallReason | None
    copies: Sequence[tuple[Id, DocumentCopy]] = field(repr=False)


def sheets(view: View, where: str = "1", *parameters: object) -> list[Sheet]:
    """Return the dispatcher sheets for which an SQL condition holds, oldest first; no right is asked for."""
    found = view.locate(
        IssuedDocument, f"kind = ? AND state <> 'draft' AND ({where})", DISPATCHER, *parameters,
        order="issued, version, id",
    )  # fmt: skip
    return [
        Sheet(
            uid, stream, record, _why(view, uid, record),
            _copies(view, uid, stream),
        )
        for uid, stream, record in found
    ]  # fmt: skip


def _copies(view: View, document: Id, stream: Id) -> list[tuple[Id, DocumentCopy]]:
    """Return the copies of a sheet, of its own register alone: nobody else's makes anybody the holder of one."""
    found = view.locate(DocumentCopy, "document = ?", document, order="number")
    return [(uid, copy) for uid, home, copy in found if home == stream]


def readable(view: View, found: Iterable[Sheet]) -> list[Sheet]:
    """Return those that this officer may read."""
    return [one for one in found if view.may(Action.READ, one.stream)]


def said(view: View, sheet: Sheet) -> tuple[ProtocolContent, Snapshot] | None:
    """Return what a sheet said, None where its data were erased or are not held here. Raises SnapshotDamaged."""
    snapshot = _snapshot(view, sheet.document, sheet.record)
    if snapshot is None or not isinstance(snapshot.content, ProtocolContent):
        return None
    return snapshot.content, snapshot


class Holders:
    """Who holds a copy: the organisation of the directory, by its id or by the name typed, else that name alone."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._named: Mapping[str, Id] | None = None

    def of(self, copy: DocumentCopy | CopyFor) -> Id | str:
        """Return who holds, or is to hold, a copy."""
        return self._sources.entry_of(copy.organisation) or self._called(copy.recipient or "")

    def _called(self, name: str) -> Id | str:
        if self._named is None:
            self._named = _names(self._sources.view)
        plain = _plain(name)
        return self._named.get(plain, plain)


def _names(view: View) -> dict[str, Id]:
    """Return the organisations of the directory by all they are called, there and in the register."""
    linked = [
        (one.entry, one.names) for _, one in view.find(Organisation, "entry IS NOT NULL") if one.entry is not None
    ]
    found = {_plain(name): uid for uid, names in linked for name in (names or {}).values()}
    for uid, entry in view.directory.organisations.items():
        found.update({_plain(name): uid for name in (entry.code or "", *(entry.names or {}).values())})
    found.pop("", None)
    return found


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def printed_address(sources: Sources, line: AddressLine) -> str | Sealed:
    """Return an address as a paper after the sheet may say it: what was revealed for the sheet is sealed again.

    Raises NotAllowed where it is to be revealed and the officer may not.
    """
    if line.revealed is None or not isinstance(line.address, str):
        return line.address
    for uid, stream, _ in sources.view.locate(SealedAddress, "uid = ?", line.revealed):
        if sources.reveal(uid, stream):
            return line.address
    return SEALED


def revealed_on(view: View, contents: Iterable[ProtocolContent]) -> tuple[SealedValue, ...]:
    """Return the sealed addresses that sheets print and that this officer may reveal again, each once."""
    found: dict[Id, LocalText] = {}
    for content in contents:
        for line in content.addresses:
            if line.revealed is None:
                continue
            for uid, stream, one in view.locate(SealedAddress, "uid = ?", line.revealed):
                if view.may(Action.REVEAL, stream):
                    what = worded(one.use) if one.use else line.label
                    found[uid] = told(N_("{label}: {value}"), label=what, value=content.issue.subject)
    return tuple(SealedValue(uid, what) for uid, what in found.items())


def _why(view: View, uid: Id, record: IssuedDocument) -> RecallReason | None:
    """Return why a sheet is not in force: replaced, recalled, or nothing that a centre does for it runs any more.

    A centre treats calls with priority: a sheet that was issued for that ends with it, whatever else still runs.
    """
    if record.state in _WHY:
        return _WHY[record.state]
    snapshot = _snapshot(view, uid, record)
    if snapshot is None or not snapshot.measures:
        return None
    held = {measure: one for measure in snapshot.measures for _, one in view.find(Measure, "uid = ?", measure)}
    calls = [measure for measure, one in held.items() if one.type == CALLS]
    if calls and view.find(Measure, f"file = ? AND type = ? AND state IN ({_ON_PAPER})", record.file, CALLS):
        return None  # a later one may be for the same person: the next version of the sheet says so
    asked = calls or snapshot.measures
    # One that is not held here may run.
    if any(one is None or one.state in ON_PAPER for one in map(held.get, asked)):
        return None
    return RecallReason.MEASURE_LESS


def _snapshot(view: View, document: Id, record: IssuedDocument) -> Snapshot | None:
    data = view.find(DocumentData, "document = ?", document)
    if not data or data[0][1].data is None:
        return None
    return thaw(data[0][1].data, record.snapshot)
