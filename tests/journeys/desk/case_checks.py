"""What both stores say when the whole case is over, and what came out of the printer, beside what was issued."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from PIL import Image

from app.core.clock import SystemClock
from app.demo import fiction
from app.models.enums import Capacity, Channel, CopyState, DecisionKind, DocumentState, FileState, MeasureState
from app.models.kinds.measures import Decision, ExecutionReport, Measure
from app.models.kinds.paper import Attachment, DocumentCopy, IssuedDocument
from app.models.kinds.proposals import Proposal
from app.models.kinds.threat import AnalysisRequest, FileNote, ThreatAnalysis, ThreatFile, ThreatReport
from app.services.desk import Desk
from app.services.paper.papers import reprint
from app.services.station.verifying import verify_store
from app.services.waiting_drafts import waiting_drafts
from tests.journeys.desk import case_facts as facts
from tests.journeys.desk.printed_pages import apart, marked, pages_of
from tests.pictures.full_house import _Play
from tests.ui.paper.print_house import PrintHouse
from tests.unit.documents.reading import page_texts

ALIKE = 12.0
"""How far a printed page may be from what was issued, in shades of 255 on the average."""
WORDS = {"nl": ("BEPERKT", "Exemplaar", "van"), "fr": ("RESTREINT", "Exemplaire", "de")}
QUEUE = "Laser"
D = DecisionKind


@dataclass(slots=True)
class Tray:
    """The tray of the press: what came out of it so far, page by page. A new job takes the place of the one before."""

    press: PrintHouse
    pages: list[Image.Image] = field(default_factory=list)

    def collect(self) -> None:
        """Take what was printed last."""
        self.press.finish()
        self.pages += pages_of(self.press.arrived(QUEUE))
        (self.press.folder / f"{QUEUE}.out").write_bytes(b"")


@contextmanager
def reopened(play: _Play, code: str, login: str) -> Iterator[Desk]:
    """Open a store by services, now that its window is closed."""
    play.moment = SystemClock().now()
    with play.setting(code, "count").desk(login) as found:
        yield found


def counted(play: _Play, signed: bytes) -> None:
    """Both stores say what was done, and are sound; nobody has anything typed left over."""
    with reopened(play, "BRU1", facts.CHIEF.login) as found:
        with found.read() as view:
            ((file, kept),) = view.find(ThreatFile, "title = ?", facts.TITLE)
            assert kept.state is FileState.CLOSED
            assert [one.text for _, one in view.find(FileNote)] == [facts.SAID]
            assert [one.description for _, one in view.find(ThreatReport)] == [facts.REPORT]
            (asked,) = view.find(AnalysisRequest)
            assert asked[1].answer in {uid for uid, _ in view.find(ThreatAnalysis)}
            assert {one.state for _, one in view.find(Measure, "file = ?", file)} == {MeasureState.ENDED}
            reports = [one for _, one in view.find(ExecutionReport)]
            assert sorted((one.by_whom, one.done) for one in reports) == [("koerier Peeters", 3), ("ploeg 14", 3)]
            assert [one.acknowledged is not None for one in reports if one.by_whom != "ploeg 14"] == [True]
            _decided(found, [one for _, one in view.find(Decision)], file, signed)
            states = [(one.kind, one.version, one.state) for _, one in view.find(IssuedDocument)]
            assert ("protocol", 1, DocumentState.SUPERSEDED) in states
            assert ("protocol", 2, DocumentState.ISSUED) in states
            papers = {uid for uid, one in view.find(IssuedDocument) if one.kind != "proposal"}
            copies = [one for _, one in view.find(DocumentCopy) if one.document in papers]
            assert {one.state for one in copies} == {CopyState.DESTROYED}
            assert [one.title for _, one in view.find(Proposal)] == [facts.BUNDLED]
        assert list(verify_store(found).faults) == []
        left = [one.key.split(":")[0] for one in waiting_drafts(found, "nl")]
        assert left == [], f"nothing typed waits: {left}"
    with reopened(play, "BRU1", fiction.RECORDER.login) as found:
        assert waiting_drafts(found, "fr") == [], "nor at who approved"
    with reopened(play, "ANT1", fiction.PARTNER.login) as found:
        with found.read() as view:
            (measure,) = [one for _, one in view.find(Measure)]
            assert measure.instruction is not None
            assert (measure.instruction["nl"], measure.instruction["fr"]) == facts.FEWER
            assert view.find(ThreatReport) == []
        assert list(verify_store(found).faults) == []
        assert waiting_drafts(found, "fr") == []


def _decided(desk: Desk, decisions: Sequence[Decision], file: bytes, signed: bytes) -> None:
    """Each answer says who decided, in what capacity, how it was heard and who recorded it; the paper is with it."""
    mine = [one for one in decisions if one.file == file]
    kinds = [one.kind for one in mine]
    wanted = {D.PROPOSE: 2, D.APPROVE: 2, D.APPROVE_AMENDED: 1, D.REDUCE: 1, D.END: 2}
    assert {kind: kinds.count(kind) for kind in wanted} == wanted, "the oral approval was confirmed by another"
    (back,) = [one for one in decisions if one.kind is D.RETURN]
    assert (back.reason, back.file == file) == (facts.ASKED_BACK, False)
    answers = [one for one in [*mine, back] if one.kind in {D.APPROVE, D.APPROVE_AMENDED, D.RETURN}]
    assert {(one.decider, one.capacity) for one in answers} == {("la ministre", Capacity.MINISTER)}
    assert {one.recorder for one in answers}.isdisjoint({one.recorder for one in mine if one.kind is D.PROPOSE})
    (spoken,) = [one for one in answers if one.channel is Channel.PHONE]
    assert spoken.confirm_by is not None
    (written,) = [one for one in answers if one.confirms is not None]
    assert (written.kind, written.subject, written.channel) == (spoken.kind, spoken.subject, Channel.PAPER)
    on_paper = [one for one in answers if one is not spoken]
    assert all(one.scan is not None for one in on_paper)
    with desk.read() as view:
        kept = [view.get(Attachment, one.scan) for one in on_paper if one.scan is not None]
    assert {one.size for one in kept} == {len(signed)}


def read(play: _Play, printed: Sequence[Image.Image], papers: Sequence[tuple[str, int]]) -> None:
    """Read the copies as the store keeps them, and hold every printed page against them, in the order of printing."""
    issued: list[Image.Image] = []
    with reopened(play, "BRU1", facts.CHIEF.login) as found:
        for kind, version in papers:
            with found.read() as view:
                ((document, _),) = view.find(IssuedDocument, "kind = ? AND version = ?", kind, version)
                count = len(view.find(DocumentCopy, "document = ?", document))
            copies = [reprint(found, document, number, "nagelezen") for number in range(1, count + 1)]
            assert len({one.control_code for one in copies}) == len(copies)
            texts = [" ".join(" ".join(page_texts(one.pdf)).split()) for one in copies]
            READERS[kind](texts, version)
            issued += [page for one in copies for page in pages_of(one.pdf)]
    assert len(printed) == len(issued)
    for number, page in enumerate(printed):
        distances = [apart(page, other) for other in issued]
        assert distances[number] < ALIKE, (number, distances[number])
        assert distances[number] == min(distances), f"page {number} is the picture of another page or copy"
    assert all(marked(page) for page in printed)


def _protocol(texts: Sequence[str], version: int) -> None:
    assert len(texts) == len(facts.RECIPIENTS)
    order = facts.PATROLS if version == 1 else facts.FEWER
    lines = zip(texts, facts.LANGUAGES, facts.RECIPIENTS, strict=True)
    for number, (text, language, (_, name, _)) in enumerate(lines, start=1):
        marking, copy, of = WORDS[language]
        at = ("nl", "fr").index(language)
        wanted = (f"{copy} {number} {of} {len(texts)}", marking, name, facts.FAMILY, order[at])
        assert [words for words in wanted if words not in text] == []


def _proposal(texts: Sequence[str], _version: int) -> None:
    for number, text in enumerate(texts, start=1):
        wanted = (
            "Voorstel aan de minister", "BEPERKT", f"Exemplaar {number} van 2", facts.BUNDLED, facts.FAMILY,
            facts.OTHER[0], facts.PATROLS[0], facts.GUARD[0], facts.OTHER_ORDER[0], facts.NECESSARY,
            "goedgekeurd met wijziging", "teruggezonden met een vraag", "ERNSTIG",
        )  # fmt: skip
        assert [words for words in wanted if words not in text] == []


def _form(texts: Sequence[str], _version: int) -> None:
    (text,) = texts
    assert [words for words in ("BEPERKT", "Exemplaar 1 van 1", "Directie bescherming") if words not in text] == []
    assert "Politiezone Antwerpen" not in text, "its lines stand on its own form"


READERS = {"protocol": _protocol, "proposal": _proposal, "return_form": _form}
