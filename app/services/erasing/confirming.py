"""Confirming, at a workstation that heard of an erasure, that what it has on paper of it is destroyed too.

Where the own organisation issued papers made from what was erased, what they said goes with the confirmation, and two
of its own officers do that. Their copies must be back or destroyed before.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action
from app.models.kinds.paper import DocumentCopy, DocumentData, IssuedDocument
from app.models.rules.paper import COPIES_OUT
from app.services.access_log import Access, log_in
from app.services.among import AMONG, among
from app.services.desk import Desk, Unit, View
from app.services.erasing.proofs import CONFIRMED, Proof, proof_of
from app.services.erasing.reach import CopiesNotBack, Fate, PaperReached
from app.services.station.erasures import Doomed, erase
from app.services.station.four_eyes import SecondOfficer


class NothingToConfirm(UserError):
    """It was made here, or confirmed already."""

    sentence = N_("This erasure was confirmed already. Nothing was changed.")


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """What a confirmation is about: the own papers that say something of what was erased."""

    proof: Proof
    papers: Sequence[PaperReached]

    @property
    def out(self) -> int:
        """Return how many of their copies are still with somebody."""
        return sum(one.out for one in self.papers)


def asked_of(desk: Desk, save: bytes) -> Asked:
    """Return what is to be confirmed of one act. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        view.require(Action.IMPORT)
        proof = proof_of(view, save)
        return Asked(proof, [paper for _, _, paper in _papers(view, proof)])


def confirm_erasure(desk: Desk, save: bytes, second: SecondOfficer | None = None) -> None:
    """Record that what an erasure names is destroyed here on paper too; own papers lose what they said of it.

    Raises NotAllowed, NotThere, NothingToConfirm, CopiesNotBack; SecondNeeded and SameOfficer where own papers say
    something of it.
    """
    with desk.read() as view:
        view.require(Action.IMPORT)
        proof = proof_of(view, save)
        told = _papers(view, proof)
    if not proof.waits:
        raise NothingToConfirm
    out = sum(paper.out for _, _, paper in told)
    if out:
        raise CopiesNotBack(count=out)
    if not told:
        with desk.write() as unit:
            unit.require(Action.IMPORT)
            _note(unit, proof, 0)
        return

    def look(unit: Unit) -> Doomed:
        papers = _papers(unit, proof)
        _note(unit, proof, len(papers))  # what is confirmed and what is emptied stand together, or neither
        return Doomed(objects=[(uid, home) for uid, home, _ in papers])

    erase(desk, look, "\n".join(proof.lines) or "—", second)


def _note(unit: Unit, proof: Proof, papers: int) -> None:
    name = f"{CONFIRMED}{proof.save.hex()}"
    unit.connection.exec_driver_sql("INSERT OR IGNORE INTO counter (name, value) VALUES (?, 1)", (name,))
    log_in(unit, Access.ERASED, list(proof.roots)[:1], number=papers)


def _papers(view: View, proof: Proof) -> list[tuple[Id, Id, PaperReached]]:
    """Return the frozen content of own papers that were made from what was erased: (content, stream, paper)."""
    documents = {uid for uid, _, _ in view.locate(IssuedDocument, f"file {AMONG}", among(proof.roots))}
    found: dict[Id, tuple[Id, Id | None]] = {}
    for uid, home, one in view.locate(DocumentData, f"document {AMONG}", among(documents)):
        found[uid] = (home, one.document if one.data is not None else None)
    for stream in proof.streams:
        for uid, home, one in view.locate(DocumentData, "instr(data, ?)", stream):
            found[uid] = (home, one.document)
    lines = []
    for uid, (home, document) in found.items():
        if document is not None and view.thing(home).owner == view.facts.organisation:
            lines += [(uid, home, _paper(view, home, document))]
    return lines


def _paper(view: View, home: Id, document: Id) -> PaperReached:
    record = view.get(IssuedDocument, document)
    copies = [copy for _, stream, copy in view.locate(DocumentCopy, "document = ?", document) if stream == home]
    out = sum(copy.state in COPIES_OUT for copy in copies)
    return PaperReached(
        document, record.kind or "", record.number or "", record.version or 0, len(copies), out, Fate.CONTENT
    )
