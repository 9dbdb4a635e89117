"""The destruction record of an erasure, as it stands now: sealed by this workstation, kept in memory only."""

from functools import partial

from app.core.i18n import N_, translate
from app.core.ids import Id
from app.documents import printing
from app.documents.content import Issue, SignatureLine
from app.documents.erasure_content import ErasedLine, ErasureContent, ToldLine
from app.documents.finished import RenderedDocument
from app.documents.wording import Name
from app.models.enums import Action
from app.models.kind_names import KIND_NAMES
from app.services.access_log import Access, log_in
from app.services.desk import COUNTRY_TIME, Desk, View
from app.services.erasing.proofs import proof_of
from app.services.paper.facts import issuer_of
from app.services.paper.issuing import station_sign
from app.services.paper.register import log_head
from app.services.paper.sources import Sources
from app.services.paper.wording import capital, in_all, name_of, told

STEM = "KE"
RECORD = N_("record")


def erasure_record(desk: Desk, save: bytes, language: str) -> RenderedDocument:
    """Return the record of one act in `language`, in memory; that it was made is logged.

    Raises NotAllowed, NotThere, NotJoined, MissingGlyph.
    """
    with desk.write() as unit:
        proof = proof_of(unit, save)
        sources = Sources(unit, {})
        for stream in proof.streams:
            unit.require(Action.PRINT, stream)
            sources.take(stream)
        now, station = desk.clock.now(), unit.directory.stations.get(desk.station)
        code = (station.code or "") if station else ""
        moment = now.astimezone(COUNTRY_TIME)
        issue = Issue(
            registration=f"{STEM}-{moment:%Y}-{code}-{moment:%m%d.%H%M%S}", version=1, issued_at=now,
            issuer=issuer_of(sources), subject=proof.lines[0] if len(proof.lines) > 2 else "",
            file_reference="", log_head=log_head(unit).hex(), marking=sources.paper_marking,
            handling=sources.handling, exercise=desk.exercise,
        )  # fmt: skip
        objects = tuple(
            ErasedLine(in_all(partial(_kind, kind)), count)
            for kind, count in sorted(proof.counts.items(), key=lambda one: -one[1])
        )
        content = ErasureContent(
            issue, proof.moment, proof.officer, proof.second, _name(unit, proof.organisation), proof.station,
            tuple(proof.lines), objects, proof.values, proof.save.hex(),
            tuple(ToldLine(one.code, one.has_it) for one in proof.told),
            (SignatureLine(told(N_("Erased by"))), SignatureLine(told(N_("Confirmed by")))),
        )  # fmt: skip
        made = printing.erasure_record(content, language, station_sign(unit))
        log_in(unit, Access.PRINT, list(proof.roots)[:1], number=1)
    return made


def _kind(kind: str, language: str) -> str:
    return capital(translate(KIND_NAMES.get(kind, RECORD), language))


def _name(view: View, organisation: Id) -> Name:
    entry = view.directory.organisations.get(organisation)
    return (name_of(entry.names) or (entry.code or "—")) if entry else "—"
