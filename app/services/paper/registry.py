"""The registry's lists of a file's copies on paper, as they stand now: sealed by this workstation, kept in memory only.

A list is no paper of the file: it has no copies of its own and replaces nothing, so it is not in the register. Its
number is the moment at which it was drawn up.
"""

from collections.abc import Sequence

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.documents import printing
from app.documents.content import Issue, SignatureLine
from app.documents.finished import RenderedDocument
from app.documents.registry_content import RegistryContent, RegistryLine, RegistryList
from app.documents.wording import LocalText
from app.models.enums import Action, CopyState
from app.models.kinds.proposals import Proposal
from app.models.kinds.threat import ThreatFile
from app.models.kinds.visits import VisitFile
from app.services.access_log import Access, log_in
from app.services.desk import COUNTRY_TIME, Desk, View
from app.services.paper.copies import KIND_WORDS, HeldCopy, copy_register, recall_list
from app.services.paper.facts import issuer_of, signature_lines
from app.services.paper.issuing import station_sign
from app.services.paper.register import log_head
from app.services.paper.sources import Sources
from app.services.paper.wording import in_all, told, worded

__all__ = ["NothingOnTheList", "RegistryList", "registry_paper"]

_STEMS = {RegistryList.REGISTER: "K", RegistryList.RECALL: "KR", RegistryList.DESTRUCTION: "KD"}


class NothingOnTheList(UserError):
    """A list without lines."""

    sentence = N_("There is no copy to put on this list. Nothing was printed.")


def registry_paper(desk: Desk, file: Id, which: RegistryList, language: str) -> RenderedDocument:
    """Return a list of a file's copies in `language`, in memory; that it was made is logged.

    Who may not read one of the file's papers gets none: a list is never silently shorter.

    Raises NotAllowed, NotThere, NothingOnTheList, NotJoined, SnapshotDamaged, MissingGlyph.
    """
    with desk.read() as view:
        home, _, _ = _file(view, file)
        view.require(Action.PRINT, home)
    lines = _lines(desk, file, which)
    if not lines:
        raise NothingOnTheList
    with desk.write() as unit:
        home, reference, title = _file(unit, file)
        unit.require(Action.PRINT, home)
        unit.require(Action.PAPER, home)
        sources = Sources(unit, {})
        sources.take(home)
        for stream in unit.parts(file, "paper"):
            sources.take(stream)
        now, station = desk.clock.now(), unit.directory.stations.get(desk.station)
        code = (station.code or "") if station else ""
        moment = now.astimezone(COUNTRY_TIME)
        issue = Issue(
            registration=f"{_STEMS[which]}-{moment:%Y}-{code}-{moment:%m%d.%H%M%S}", version=1, issued_at=now,
            issuer=issuer_of(sources), subject=title, file_reference=reference, log_head=log_head(unit).hex(),
            marking=sources.paper_marking, handling=sources.handling, exercise=desk.exercise,
        )  # fmt: skip
        own = signature_lines(sources)[0]
        witness = N_("Witness") if which is RegistryList.DESTRUCTION else N_("Collected by")
        content = RegistryContent(issue, which, title, tuple(lines), (own, SignatureLine(told(witness))))
        made = printing.registry_list(content, language, station_sign(unit))
        log_in(unit, Access.PRINT, [file], number=1)
    return made


def _lines(desk: Desk, file: Id, which: RegistryList) -> list[RegistryLine]:
    held = copy_register(desk, file)
    if which is RegistryList.RECALL:
        why = {one.copy.copy: worded(one.why) for one in recall_list(desk, file)}
        return [_line(one, why[one.copy]) for one in held if one.copy in why]
    if which is RegistryList.DESTRUCTION:
        return [_line(one) for one in held if one.state is CopyState.DESTROYED]
    return [_line(one) for one in held]


def _line(one: HeldCopy, why: LocalText | None = None) -> RegistryLine:
    kind = KIND_WORDS.get(one.kind)
    return RegistryLine(
        registration=one.registration, version=one.version,
        paper=told(kind) if kind else in_all(lambda _: one.kind), number=one.number, recipient=one.recipient,
        state=worded(one.state) if one.state else in_all(lambda _: "—"), since=one.since, by_whom=one.by_whom,
        before_whom=one.before_whom, why=why,
    )  # fmt: skip


def _file(view: View, file: Id) -> tuple[Id, str, str]:
    """Return the stream that stands for a file, its reference and title. Raises NotThere."""
    found: Sequence[tuple[Id, str | None, str | None]] = [
        *((stream, one.reference, one.title) for _, stream, one in view.locate(ThreatFile, "uid = ?", file)),
        *((stream, one.reference, one.title) for _, stream, one in view.locate(VisitFile, "uid = ?", file)),
        *((stream, one.reference, one.title) for _, stream, one in view.locate(Proposal, "uid = ?", file)),
    ]
    if not found:
        return view.stream_of(file), "", ""
    stream, reference, title = found[0]
    return stream, reference or "", title or ""
