"""A paper in somebody's hand: is it ours, is it as issued, is it still in force?

A seal is genuine when the workstation whose code its number bears signed exactly these words; the seal of another
workstation, though of the directory, is a forgery: it may not speak in that one's name. What this store's register
knows of the copy is said beside it, to those who may read the register.
"""

import re
from dataclasses import dataclass, field
from enum import unique

from app.core.i18n import N_
from app.core.ids import Id
from app.documents.seal import Seal, copy_code, parse, spoken
from app.models.enums import AccountState, Action, CopyState, DocumentState, Worded
from app.models.kinds.directory import Station
from app.models.kinds.paper import DocumentCopy, IssuedDocument
from app.services.desk import Desk, View
from app.services.paper.copies import ASKS, asks_no_more
from app.store.keys import verify_signature

_SPOKEN = re.compile(r"[0-9A-Z]{8}")
_HASH = 16
_MISREAD = str.maketrans("OIL", "011")


@unique
class PaperVerdict(Worded):
    """What is to be thought of a paper."""

    CURRENT = "current", N_("genuine and in force")
    SUPERSEDED = "superseded", N_("genuine, but replaced by a newer version: take it back")
    RECALLED = "recalled", N_("genuine, but recalled: take it back")
    GENUINE = "genuine", N_("genuine; this workstation does not know whether it is still in force")
    ALTERED = "altered", N_("not as issued: this page differs from the register. Keep it and warn the security officer")
    FORGED = (
        "forged",
        N_("not genuine: the workstation that the number names did not sign this. Warn the security officer"),
    )
    UNKNOWN = "unknown", N_("no copy with this control code is in the register of this workstation")


@dataclass(frozen=True, slots=True)
class PaperCheck:
    """What a scan or a control code tells. `seal` is None for a control code, which is looked up and not signed.

    `station` issued it; `copy_state`, `newest` and the verdict on its being in force are of this store's register, None
    where it is not here or this officer may not read it.
    """

    verdict: PaperVerdict
    seal: bool | None
    registration: str = ""
    version: int = 0
    copy: int = 0
    copies: int = 0
    page: int = 0
    pages: int = 0
    page_hash: bytes = b""
    log_head: bytes = b""
    control_code: str = ""
    station: str | None = None
    station_revoked: bool = False
    document: Id | None = None
    state: DocumentState | None = None
    copy_state: CopyState | None = None
    recipient: str = field(default="", repr=False)
    newest: int | None = None
    """The highest version of this number in the register."""


def verify_paper(desk: Desk, text: str) -> PaperCheck:
    """Check the text of a paper's QR code, or look up its control code (eight letters, as read out by telephone).

    Raises UnreadableSeal on a text that is neither.
    """
    code = text.strip().upper().replace("-", "").replace(" ", "").translate(_MISREAD)
    with desk.read() as view:
        if len(text.strip()) <= len("0000 - 0000") and _SPOKEN.fullmatch(code):
            return _by_code(view, code)
        return _by_seal(view, parse(text))


def _by_seal(view: View, seal: Seal) -> PaperCheck:
    found = _signer(view, seal)
    facts = PaperCheck(
        PaperVerdict.FORGED, found is not None, seal.registration, seal.version, seal.copy, seal.copies, seal.page,
        seal.pages, seal.page_hash, seal.log_head, seal.control_code(),
    )  # fmt: skip
    if found is None:
        return facts
    return _registered(view, facts, found.code or "", found.state != AccountState.ACTIVE)


def _signer(view: View, seal: Seal) -> Station | None:
    """Return the workstation that the number names, where it signed; several may claim one code."""
    code, message = code_in(seal.registration), seal.message()
    named = (one for one in view.directory.stations.values() if code and one.code == code)
    return next((one for one in named if verify_signature(one.signing_key or b"", seal.signature, message)), None)


def code_in(registration: str) -> str:
    """Return the code of the workstation that a number names, without its incarnation."""
    parts = registration.split("-", 2)
    return parts[2].rsplit("-", 1)[0].split(".")[0] if len(parts) == 3 else ""


def _by_code(view: View, code: str) -> PaperCheck:
    for uid, stream, record in view.locate(IssuedDocument, "page_hash IS NOT NULL", order="version DESC, id DESC"):
        if not view.may(Action.READ, stream) or not _of_issuer(view, stream, record.number or ""):
            continue
        copies = view.find(DocumentCopy, "document = ?", uid)
        for _, copy in copies:
            said = copy_code(record.number or "", record.version or 0, copy.number or 0, _hashes(copy))
            if spoken(said).replace("-", "") == code:
                facts = PaperCheck(
                    PaperVerdict.UNKNOWN, None, record.number or "", record.version or 0, copy.number or 0,
                    len(copies), 0, record.pages or 0, b"", (record.head or b"")[:8], spoken(said),
                )  # fmt: skip
                return _registered(view, facts, code_in(record.number or ""), revoked=False)
    return PaperCheck(PaperVerdict.UNKNOWN, None, control_code=f"{code[:4]}-{code[4:]}")


def _registered(view: View, facts: PaperCheck, station: str, revoked: bool) -> PaperCheck:
    """Return the facts with what the register of this store knows."""
    found = [
        (uid, one)
        for uid, stream, one in view.locate(IssuedDocument, "number = ?", facts.registration, order="version, id")
        if view.may(Action.READ, stream) and _of_issuer(view, stream, facts.registration)
    ]
    mine = next(((uid, one) for uid, one in found if one.version == facts.version), None)
    verdict, state, copy_state, recipient = PaperVerdict.GENUINE, None, None, ""
    if mine is not None:
        copies = view.find(DocumentCopy, "document = ? AND number = ?", mine[0], facts.copy)
        state = mine[1].state if isinstance(mine[1].state, DocumentState) else None
        verdict = _VERDICTS.get(state, PaperVerdict.GENUINE) if state else PaperVerdict.GENUINE
        if verdict is PaperVerdict.CURRENT and mine[1].kind == ASKS and asks_no_more(view, mine[1].file or b""):
            verdict = PaperVerdict.RECALLED
        if copies:
            copy = copies[0][1]
            copy_state = copy.state if isinstance(copy.state, CopyState) else None
            recipient = copy.recipient or ""
            if facts.page and _hashes(copy)[facts.page - 1 : facts.page] != [facts.page_hash]:
                verdict = PaperVerdict.ALTERED
    return PaperCheck(
        verdict, facts.seal, facts.registration, facts.version, facts.copy, facts.copies, facts.page, facts.pages,
        facts.page_hash, facts.log_head, facts.control_code, station, revoked, mine[0] if mine else None, state,
        copy_state, recipient, max((one.version or 0 for _, one in found), default=None),
    )  # fmt: skip


def _of_issuer(view: View, stream: Id, registration: str) -> bool:
    """Tell whether a line of the register is of the organisation whose workstation the number names.

    Another organisation may write a register of its own, but not what a paper of this one says.
    """
    code = code_in(registration)
    houses = {one.organisation for one in view.directory.stations.values() if code and one.code == code}
    return not houses or view.thing(stream).owner in houses


def _hashes(copy: DocumentCopy) -> list[bytes]:
    raw = copy.page_hash or b""
    return [raw[at : at + _HASH] for at in range(0, len(raw), _HASH)]


_VERDICTS = {
    DocumentState.ISSUED: PaperVerdict.CURRENT,
    DocumentState.SUPERSEDED: PaperVerdict.SUPERSEDED,
    DocumentState.RECALLED: PaperVerdict.RECALLED,
}
