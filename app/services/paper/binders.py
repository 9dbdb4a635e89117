"""The binder of an emergency centre: an index of the dispatcher sheets in force there, and what is to come out.

It spans files, so it is a paper of the centre itself. Tabs stay where they were: a binder on a shelf is not renumbered.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.documents.binder_content import BinderContent, BinderRemoval, BinderSheet
from app.documents.content import ProtocolContent, SignatureLine
from app.documents.wording import Name, Sealed
from app.models.enums import Action, CopyState
from app.models.kinds.paper import DocumentCopy
from app.models.rules.paper import COPIES_OUT
from app.services.desk import Desk, View
from app.services.paper.addressees import read_addressees
from app.services.paper.dispatcher_sheets import (
    Holders,
    Sheet,
    printed_address,
    readable,
    revealed_on,
    said,
    sheets,
)
from app.services.paper.facts import headed, signature_lines
from app.services.paper.protocol_content import Choice
from app.services.paper.protocols import SealedValue
from app.services.paper.register import Former, Paper, draft_issue, former_snapshot, former_version
from app.services.paper.sources import CopyFor, Sources, recipients_of
from app.services.paper.wording import name_of, told, worded

BINDER, STEM = "binder", "DB"


class NothingInBinder(UserError):
    """A centre without sheets."""

    sentence = N_(
        "This centre holds no dispatcher sheet, and none has to be taken out: there is no binder to issue. Nothing was "
        "issued."
    )


class OtherCentre(UserError):
    """A binder for somebody else than its centre."""

    sentence = N_(
        "Copy {number} is neither for the centre whose binder this is nor for your own organisation: a binder names "
        "everybody whose calls that centre has to know. Nothing was issued. Leave out that copy."
    )


@dataclass(frozen=True, slots=True)
class Centre:
    """An emergency centre, or another service, that holds dispatcher sheets; counted is what this officer may read."""

    id: Id
    name: str = field(repr=False)
    in_force: int
    to_remove: int
    since: datetime | None
    """When its last binder was issued."""


@dataclass(frozen=True, slots=True, repr=False)
class _Held:
    sheet: Sheet
    copy: DocumentCopy

    @property
    def key(self) -> tuple[str, int, int]:
        """Return what names this copy on a binder."""
        record = self.sheet.record
        return record.number or "", record.version or 0, self.copy.number or 0


def centres(desk: Desk, language: str) -> tuple[Centre, ...]:
    """Return who holds dispatcher sheets or had a binder, by name. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.PAPER)
        by = _by_centre(Sources(view, {}), readable(view, sheets(view)))
        found = []
        for one in read_addressees(view, by, language):
            held = by.get(one.organisation, [])
            former = former_version(view, BINDER, one.organisation, one.organisation)
            kept = [each for each in held if each.copy.state in COPIES_OUT]
            in_force = sum(each.sheet.why is None for each in kept)
            mine = former is not None and view.may(Action.READ, former.stream)
            since = former.record.issued if former is not None and mine else None
            found.append(Centre(one.organisation, one.name, in_force, len(kept) - in_force, since))
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.id)))


def revealed_in_binder(desk: Desk, centre: Id) -> tuple[SealedValue, ...]:
    """Return the sealed addresses that the centre's sheets print, for `Choice.reveals`. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.PAPER)
        held = _by_centre(Sources(view, {}), readable(view, sheets(view))).get(centre, [])
        contents = [kept[0] for one in held if one.sheet.why is None and (kept := said(view, one.sheet))]
        return revealed_on(view, contents)


def first_binder(view: View, centre: Id) -> tuple[CopyFor, ...]:
    """Return the one copy that a centre gets, in its language."""
    found = read_addressees(view, [centre])
    return tuple(CopyFor(one.name, one.organisation, one.language, one.foreign) for one in found)


def prepared_binder(view: View, centre: Id, copies: Sequence[CopyFor], choice: Choice) -> tuple[Paper, Former | None]:
    """Return a centre's binder ready to be issued, and the one it replaces.

    Who may not print one of its sheets gets none: a binder is never silently shorter. Raises NotAllowed,
    NothingInBinder, OtherCentre.
    """
    view.require(Action.PAPER)
    sources = Sources(view, choice.reveals)
    held = _by_centre(sources, sheets(view)).get(centre, [])
    former = former_version(view, BINDER, centre, centre)
    before = _before(view, former)
    now = [one for one in held if one.sheet.why is None and one.copy.state in COPIES_OUT]
    gone = [one for one in held if _comes_out(one, before)]
    if not now and not gone and former is None:
        raise NothingInBinder
    _check_readers(sources, centre, copies)
    for one in (*now, *gone):
        sources.take(one.sheet.stream)
    found = {one.key: kept for one in now if (kept := said(view, one.sheet)) is not None}
    issue = draft_issue(view, former)
    content = BinderContent(
        issue=issue, centre=_name(view, centre), since=former.record.issued if former is not None else None,
        sheets=tuple(_lines(sources, now, {key: one[0] for key, one in found.items()}, before)),
        removals=tuple(_removal(view, one) for one in gone), recipients=recipients_of(copies),
        signatures=(signature_lines(sources)[0], SignatureLine(told(N_("Binder brought up to date by")))),
    )  # fmt: skip
    head = headed(sources, issue, _plain(content.centre))
    measures = tuple(dict.fromkeys(uid for _, snapshot in found.values() for uid in snapshot.measures))
    content, keys = replace(content, issue=head), tuple(sorted(sources.streams))
    return Paper(BINDER, centre, centre, content, keys, measures, sources), former


def _by_centre(sources: Sources, found: Iterable[Sheet]) -> dict[Id, list[_Held]]:
    """Return the copies by the organisation of the directory that holds them; the house itself is no centre."""
    by: dict[Id, list[_Held]] = {}
    holders = Holders(sources)
    for sheet in found:
        for _, copy in sheet.copies:
            who = holders.of(copy)
            if isinstance(who, bytes) and who != sources.view.facts.organisation:
                by.setdefault(who, []).append(_Held(sheet, copy))
    return by


def _before(view: View, former: Former | None) -> BinderContent | None:
    snapshot = former_snapshot(view, former) if former is not None else None
    return snapshot.content if snapshot is not None and isinstance(snapshot.content, BinderContent) else None


def _comes_out(one: _Held, before: BinderContent | None) -> bool:
    """Tell whether a copy has to come out: it ended and is still there, or it stood in the binder before."""
    if one.sheet.why is None and one.copy.state in COPIES_OUT:
        return False
    stood = {(line.registration, line.version, line.copy) for line in (before.sheets if before else ())}
    return one.key in stood or (one.sheet.why is not None and one.copy.state in COPIES_OUT)


def _lines(
    sources: Sources, now: Sequence[_Held], contents: Mapping[tuple[str, int, int], ProtocolContent],
    before: BinderContent | None,
) -> Iterable[BinderSheet]:  # fmt: skip
    """Return the sheets in the order of their tabs; a sheet that was there keeps its tab."""
    were = {line.registration: line.tab for line in (before.sheets if before else ())}
    stood = {(line.registration, line.version, line.copy) for line in (before.sheets if before else ())}
    tabs = {registration: tab for registration, tab in were.items() if registration in {one.key[0] for one in now}}
    made = []
    for one in now:
        registration, version, number = one.key
        if registration not in tabs:
            tabs[registration] = next(tab for tab in range(1, len(now) + len(tabs) + 2) if tab not in tabs.values())
        content = contents.get(one.key)
        record, fresh = one.sheet.record, before is not None and one.key not in stood
        sheet = BinderSheet(
            tabs[registration], registration, version, number, record.issued or sources.view.desk.clock.now(),
            content.issue.subject if content else "—", fresh=fresh,
        )  # fmt: skip
        made.append(_filled(sources, sheet, content) if content is not None else sheet)
    return sorted(made, key=lambda one: (one.tab, one.version, one.copy))


def _filled(sources: Sources, sheet: BinderSheet, content: ProtocolContent) -> BinderSheet:
    addresses = [printed_address(sources, line) for line in content.addresses if not isinstance(line.address, Sealed)]
    return replace(
        sheet, native_name=content.person.native_name, phones=content.person.phones, addresses=tuple(addresses),
        household=tuple((line.name, line.native_name) for line in content.household),
    )  # fmt: skip


def _removal(view: View, one: _Held) -> BinderRemoval:
    registration, version, number = one.key
    found = said(view, one.sheet)
    state = one.copy.state if isinstance(one.copy.state, CopyState) else CopyState.RETURNED
    return BinderRemoval(
        registration, version, number, found[0].issue.subject if found else "—",
        worded(one.sheet.why or state), found[0].person.native_name if found else "",
    )  # fmt: skip


def _check_readers(sources: Sources, centre: Id, copies: Sequence[CopyFor]) -> None:
    own, holders = {centre, sources.view.facts.organisation}, Holders(sources)
    for number, one in enumerate(copies, start=1):
        if one.recipient.strip() and holders.of(one) not in own:
            raise OtherCentre(number=number)


def _name(view: View, centre: Id) -> Name:
    entry = view.directory.organisations.get(centre)
    return (name_of(entry.names) or (entry.code or "")) if entry else ""


def _plain(name: Name) -> str:
    return name if isinstance(name, str) else " · ".join(dict.fromkeys(name.texts.values()))
