"""A whole case through the real window, from the call to the closing of the file, with all that goes wrong on its way.

An officer takes a call, keeps a file, asks for an analysis and proposes; an approver decides; a protocol leaves in two
languages and five numbered copies. One service answers by return form, another by a bundle from its own workstation.
The evaluation reduces a measure: the copies come back, a new version leaves, the partner sees it, the file closes. The
officer is refused, locked out in the middle of a word and killed in the middle of a sheet, and loses nothing typed.
In the end services open both stores; the paper is read, and its printed pages are looked at.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.clock import SystemClock
from app.demo import fiction
from app.demo.setting import passphrase_of
from app.models.enums import (
    Capacity,
    Channel,
    CopyState,
    DecisionKind,
    DocumentState,
    FileBasis,
    FileState,
    InvolvementRole,
    Marking,
    MeasureState,
    Role,
)
from app.models.kinds.label import Label
from app.models.kinds.measures import Decision, ExecutionReport, Measure
from app.models.kinds.paper import DocumentCopy, IssuedDocument
from app.models.kinds.persons import Person
from app.models.kinds.threat import AnalysisRequest, FileNote, ThreatAnalysis, ThreatFile, ThreatReport
from app.models.texts import local_text
from app.services.cases.decisions import approve_measures
from app.services.cases.files import Involved, NewFile, open_file
from app.services.cases.measures import NewMeasure, propose_measures
from app.services.cases.rulings import Ruling
from app.services.desk import Desk
from app.services.paper.papers import reprint
from app.services.registers.persons import open_person
from app.services.station.stations import Account, enrol_officer
from app.services.station.verifying import verify_store
from app.services.waiting_drafts import waiting_drafts
from tests.journeys.desk import case, case_paper, officers
from tests.journeys.desk.printed_pages import apart, marked, pages_of
from tests.journeys.desk.window_driver import Window, a_window
from tests.journeys.desk.x_desk import XDesk, a_desk
from tests.pictures.full_house import STORE, _Play
from tests.ui.paper.print_house import PrintHouse, a_print_house
from tests.unit.documents.reading import page_texts

CHIEF = Account(
    "maes", "A. Maes", [Role.FILE_OFFICER, Role.APPROVER], Marking.SECRET, fiction.FOREVER, languages=("nl", "fr")
)
"""Keeps the file, and could approve, were it not her own proposal."""
FAMILY, GIVEN, TITLE = "VAN DEN BROECK-VOORBEELD", "Hilde", "Onderzoeksrechter, Antwerpen"
SAID = "Mevrouw belt: al drie avonden staat een grijze bestelwagen voor haar deur."
HALF = "Een grijze bestelwagen wachtte"
REPORT = f"{HALF} drie avonden voor de woning."
QUESTION = "Is de dreiging ernstig?"
PATROLS = ("3 per 24 uur, waarvan 1 's nachts.", "3 par 24 heures, dont 1 la nuit.")
FEWER = ("1 per 24 uur, tussen 20:00 en 24:00.", "1 par 24 heures, entre 20:00 et 24:00.")
GUARD = ("Verplaatsingen van en naar het gerechtsgebouw.", "Trajets de et vers le palais de justice.")
OVER = "De dreiging is geweken."
QUEUE = "Laser"
RECIPIENTS = (
    ("Nationaal Crisis", "Nationaal Crisiscentrum", ""),
    ("Politiezone Ant", "Politiezone Antwerpen", ""),
    ("Directie besch", "Directie bescherming", ""),
    ("Noodcentrale 112 Antwerpen", "Noodcentrale 112 Antwerpen", ""),
    ("Parquet de Bruxelles", "Parquet de Bruxelles", "f"),
)
"""As typed, as found, and the key of a language of its own."""
LANGUAGES = ("nl", "nl", "nl", "nl", "fr")
PAGES = 2
ALIKE = 12.0
"""How far a printed page may be from what was issued, in shades of 255 on the average."""


@pytest.fixture(scope="module")
def press() -> Iterator[PrintHouse]:
    with a_print_house(QUEUE) as house:
        yield house


@pytest.fixture
def desk(tmp_path: Path, press: PrintHouse) -> Iterator[XDesk]:
    (press.folder / f"{QUEUE}.out").write_bytes(b"")
    with a_desk(tmp_path / "desk") as laid:
        yield replace(laid, environment={**laid.environment, "CUPS_SERVER": str(press.socket)})


@pytest.fixture
def play(tmp_path: Path) -> _Play:
    """Two stations that know each other since yesterday, with an officer of two roles at the first."""
    made = _Play(tmp_path / "house", SystemClock().now() - timedelta(days=1))
    made.act("BRU1", "found")
    asked = made.act("ANT1", "ask")
    invited = made.act("BRU1", "admit", request=asked["request"], words=asked["words"])
    made.act("ANT1", "enter", files=invited["files"], words=invited["root_words"])
    setting = made.setting("BRU1", "enrol")
    with setting.desk(fiction.ADMINISTRATOR.login) as administrator:
        enrol_officer(administrator, CHIEF, passphrase_of(CHIEF.login), setting.on)
    return made


@contextmanager
def started(desk: XDesk, play: _Play, code: str) -> Iterator[Window]:
    """Start the program on a station's store; it must have said nothing that it should not."""
    store = str(play.folder / code.lower() / STORE)
    with a_window(desk, "--language", "nl", "run", "--no-keyring", "--store", store) as window:
        yield window
        said = window.log.read_text()
    assert "Traceback" not in said
    assert FAMILY not in said.upper()


@contextmanager
def station(desk: XDesk, play: _Play, code: str) -> Iterator[Window]:
    """Start the program; it must end well."""
    with started(desk, play, code) as window:
        yield window
        assert window.close() == 0


@pytest.mark.release
def test_a_whole_case_from_the_call_to_the_closing_of_the_file(
    desk: XDesk, play: _Play, press: PrintHouse, tmp_path: Path
) -> None:
    stick = tmp_path / "carried"
    stick.mkdir()
    with started(desk, play, "BRU1") as bru:
        from_the_call_to_the_proposal(bru)
        bru.cut()
    with station(desk, play, "BRU1") as bru:
        decided(bru)
        code = on_paper(bru, press)
        case_paper.record_form(bru, code, 2, "3")
        first = let_go(bru, stick, "uitvoering van de maatregelen", ("onderzoeks", f"{TITLE}*"))
        with station(desk, play, "ANT1") as ant:
            second = executed_there(ant, first, stick, tmp_path)
            officers.sit_down(bru)
            officers.take_in(bru, second)
            officers.open_arrived(bru)
            bru.gone("Lopend, geen uitvoering gemeld", role="table cell")
            evaluated(bru)
            recalled_and_replaced(bru)
            third = let_go(bru, stick, "beperking")
            officers.sit_down(ant)
            officers.take_in(ant, third)
            on_the_partners_screen(ant)
        officers.sit_down(bru)
        closed(bru)
    counted(play)
    read(play, press)


def test_a_case_in_the_middle_is_put_on_paper_answered_by_a_form_reduced_and_replaced(
    desk: XDesk, play: _Play, press: PrintHouse
) -> None:
    """The half of it that is paper, in every run: what comes before was done by services."""
    decided_by_services(play)
    with station(desk, play, "BRU1") as bru:
        officers.unlock(bru, CHIEF)
        case.open_file(bru, "onderzoeksrechter", f"{TITLE}*")
        code = on_paper(bru, press)
        case_paper.record_form(bru, code, 2, "3")
        officers.turn_to(bru, officers.MEASURES)
        case.end_measure(bru, "Close protection", OVER)
        officers.turn_to(bru, "Protocollen*")
        bru.see("6 exemplaren · 5 terug te nemen", id="copies_count")
    read(play, press)


def decided_by_services(play: _Play) -> None:
    """Keep the file, propose and approve, as the window did in the whole case."""
    play.moment = SystemClock().now()
    setting = play.setting("BRU1", "decide")
    label = Label(marking=Marking.RESTRICTED)
    with setting.desk(CHIEF.login) as officer:
        person = open_person(officer, Person(family_name=FAMILY, given_names=GIVEN), label=label).id
        own = Ruling(Capacity.FILE_OFFICER, Channel.PAPER, CHIEF.name)
        new = NewFile(TITLE, FileBasis.STATUS, involved=[Involved(person, InvolvementRole.THREATENED)])
        file, today = open_file(officer, new, own, label), officer.today()
        proposed = [
            one
            for kind, service, (dutch, french) in (("patrols", "PZANT", PATROLS), ("close_protection", "DAP", GUARD))
            for one in propose_measures(
                officer, file,
                NewMeasure(
                    kind, [person], [setting.id(service)], start=today, review=today + timedelta(days=28),
                    instruction=local_text("nl", dutch, fr=french),
                ),
                own,
            )
        ]  # fmt: skip
    with setting.desk(fiction.RECORDER.login) as approver:
        approve_measures(approver, proposed, Ruling(Capacity.MINISTER, Channel.PAPER, "de minister", "Noodzakelijk"))


def from_the_call_to_the_proposal(bru: Window) -> None:
    """Take the call, keep a file of it, and propose; stop in the middle of the second proposal."""
    officers.unlock(bru, CHIEF)
    officers.add_person(bru, FAMILY, GIVEN)
    case.call(bru, "broeck", f"{GIVEN}*", f"{FAMILY}, {GIVEN}")
    bru.see("Hier is geen dreigingsniveau bekend", id="call_level")
    officers.open_file(bru, TITLE)
    officers.involve(bru, "broeck", f"{GIVEN}*")
    case.note(bru, SAID, f"{GIVEN} Van den Broeck")
    case.begin_report(bru, HALF)
    officers.lock(bru)
    assert FAMILY not in bru.outline().upper()
    officers.unlock(bru, CHIEF)
    case.go_on(bru, "Nieuwe melding van bedreiging", "new_report", "description", HALF)
    case.finish_report(bru, REPORT, "broeck", f"{GIVEN}*")
    case.ask(bru, QUESTION)
    officers.analyse(bru)
    case.propose_reversed(bru, *PATROLS)
    case.begin_measure(bru, ("close", "*"), ("bescherm", "Directie bescherming*"))
    case.instruct(bru, *GUARD)
    case.outlast(bru)


def decided(bru: Window) -> None:
    """Go on after the power cut, be refused one's own approval, and let the approver decide."""
    officers.unlock(bru, CHIEF)
    case.go_on(bru, "Een maatregel voorstellen", "new_measure", "instruction", GUARD[0])
    officers.fill(bru, "review", "+28")
    officers.act(bru, "new_measure")
    officers.turn_to(bru, officers.MEASURES)
    case.choose_measure(bru, "Close protection")
    case.may_not_approve(bru)
    officers.lock(bru)
    officers.unlock(bru, fiction.RECORDER)
    officers.find_file_of_others(bru, "onderzoeksrechter", f"{TITLE}*")
    case.approve(bru, "Patrouilles", "Close protection")
    officers.lock(bru)
    officers.unlock(bru, CHIEF)


def on_paper(bru: Window, press: PrintHouse) -> str:
    """Issue and print the protocol, and a return form for who has no workstation; return the code of the form."""
    page = case_paper.issue_in_five_copies(bru, RECIPIENTS)
    assert [word for word in ("OEFENING", "BEPERKT", FAMILY, "Exemplaar 1 van 5") if word not in page] == []
    assert bru.nameless() == []
    case_paper.print_all(bru)
    case_paper.close_issued(bru)
    press.finish()
    code = case_paper.issue_return_form(bru, ["Politiezone Antwerpen"])
    officers.turn_to(bru, "Protocollen*")
    case_paper.step(bru, "hand_over", "Overhandigen · 6 exemplaren", "koerier Peeters")
    bru.see("overhandigd*", role="table cell")
    return code


def executed_there(ant: Window, bundle: Path, stick: Path, folder: Path) -> Path:
    """Let the police zone be handed a damaged bundle, then the good one; it reports, and sends that back."""
    officers.unlock(ant, fiction.PARTNER)
    raw = bytearray(bundle.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    damaged = folder / bundle.name
    damaged.write_bytes(bytes(raw))
    case.refuse_bundle(ant, damaged)
    officers.take_in(ant, bundle)
    officers.open_arrived(ant)
    officers.report_execution(ant, "ploeg 14")
    assert ant.nameless() == []
    return let_go(ant, stick, "opvolging")


def evaluated(bru: Window) -> None:
    """Let the approver reduce the patrols; the officer who keeps the file comes back to it."""
    officers.lock(bru)
    officers.unlock(bru, fiction.RECORDER)
    case.reduce(bru, "Patrouilles", *FEWER, OVER)
    officers.lock(bru)
    officers.unlock(bru, CHIEF)


def recalled_and_replaced(bru: Window) -> None:
    """Fetch back every copy that orders more than was decided, and issue the next version."""
    officers.turn_to(bru, "Protocollen*")
    bru.see("6 exemplaren · 5 terug te nemen", id="copies_count")
    bru.press(id="copies_only_back")
    bru.gone("R-*", id="copies_list", role="table cell")
    bru.see("een maatregel erop*", id="copies_list", role="table cell")
    case_paper.step(bru, "take_back", "Terugnemen · 5 exemplaren", "koerier Peeters")
    bru.see("6 exemplaren", id="copies_count")
    page = case_paper.issue_again(bru)
    assert FEWER[0] in page
    assert "Wat verandert sinds versie 1" in page
    case_paper.close_issued(bru)


def on_the_partners_screen(ant: Window) -> None:
    """The partner sees what was reduced, and nobody's name."""
    ant.press(id="open_arrived_0")
    officers.turn_to(ant, officers.MEASURES)
    ant.see(f"Patrouilles op wisselende tijdstippen, {FEWER[0]}", role="table cell")
    assert FAMILY not in ant.outline().upper()
    assert ant.nameless() == []


def closed(bru: Window) -> None:
    """Be refused while measures run; then end them, destroy what is on paper, and close."""
    officers.open_again(bru, "BP-*")
    chosen = case.may_not_close(bru)
    for name in ("Close protection", "Patrouilles"):
        case.end_measure(bru, name, OVER)
    bru.gone("Lopend", role="table cell")
    officers.turn_to(bru, "Protocollen*")
    case_paper.step(bru, "destroy", "Vernietigen · 11 exemplaren", CHIEF.name, fiction.RECORDER.name)
    case.close_file(bru, chosen)
    case.call(bru, "broeck", f"{GIVEN}*", f"{FAMILY}, {GIVEN}")
    bru.see("Vandaag loopt er geen maatregel*", id="agreed_none")
    assert bru.nameless() == []


def let_go(window: Window, stick: Path, reason: str, *also: tuple[str, str]) -> Path:
    """Export to the stick; return the bundle."""
    before = set(stick.iterdir())
    officers.export(window, stick, reason, *also)
    (new,) = set(stick.iterdir()) - before
    return new


@contextmanager
def reopened(play: _Play, code: str, login: str) -> Iterator[Desk]:
    """Open a store by services, now that its window is closed."""
    play.moment = SystemClock().now()
    with play.setting(code, "count").desk(login) as found:
        yield found


def counted(play: _Play) -> None:
    """Both stores say what was done, and are sound; nobody has anything typed left over."""
    with reopened(play, "BRU1", CHIEF.login) as found:
        with found.read() as view:
            assert [one.state for _, one in view.find(ThreatFile)] == [FileState.CLOSED]
            assert [one.text for _, one in view.find(FileNote)] == [SAID]
            assert [one.description for _, one in view.find(ThreatReport)] == [REPORT]
            (asked,) = view.find(AnalysisRequest)
            assert asked[1].answer in {uid for uid, _ in view.find(ThreatAnalysis)}
            assert {one.state for _, one in view.find(Measure)} == {MeasureState.ENDED}
            reports = [one for _, one in view.find(ExecutionReport)]
            assert sorted((one.by_whom, one.done) for one in reports) == [("koerier Peeters", 3), ("ploeg 14", 3)]
            assert [one.acknowledged is not None for one in reports if one.by_whom != "ploeg 14"] == [True]
            kinds = [one.kind for _, one in view.find(Decision)]
            assert [kinds.count(one) for one in (DecisionKind.APPROVE, DecisionKind.REDUCE, DecisionKind.END)] == [
                2, 1, 2,
            ]  # fmt: skip
            assert {one.state for _, one in view.find(DocumentCopy)} == {CopyState.DESTROYED}
            states = [(one.kind, one.version, one.state) for _, one in view.find(IssuedDocument)]
            assert ("protocol", 1, DocumentState.SUPERSEDED) in states
            assert ("protocol", 2, DocumentState.ISSUED) in states
        assert list(verify_store(found).faults) == []
        left = [one.key.split(":")[0] for one in waiting_drafts(found, "nl")]
        assert set(left) <= {"decide", "ruling"}, "nothing typed waits but the approval that was not hers to record"
    with reopened(play, "ANT1", fiction.PARTNER.login) as found:
        with found.read() as view:
            (measure,) = [one for _, one in view.find(Measure)]
            assert measure.instruction is not None
            assert (measure.instruction["nl"], measure.instruction["fr"]) == FEWER
            assert view.find(ThreatReport) == []
        assert list(verify_store(found).faults) == []


def read(play: _Play, press: PrintHouse) -> None:
    """Read the copies as the store keeps them, and hold the printed pages against them."""
    press.finish()
    pages = pages_of(press.arrived(QUEUE))
    with reopened(play, "BRU1", CHIEF.login) as found:
        with found.read() as view:
            ((document, _),) = view.find(IssuedDocument, "kind = 'protocol' AND version = 1")
        copies = [reprint(found, document, number, "nagelezen") for number in range(1, len(RECIPIENTS) + 1)]
    texts = [" ".join(page_texts(one.pdf)).replace("\u00a0", " ") for one in copies]
    for number, (text, language, (_, name, _)) in enumerate(zip(texts, LANGUAGES, RECIPIENTS, strict=True), start=1):
        marking, copy, of = {"nl": ("BEPERKT", "Exemplaar", "van"), "fr": ("RESTREINT", "Exemplaire", "de")}[language]
        order = PATROLS[0] if language == "nl" else PATROLS[1]
        wanted = (f"{copy} {number} {of} {len(copies)}", marking, name, FAMILY, order)
        assert [words for words in wanted if words not in text] == []
    assert len({one.control_code for one in copies}) == len(copies)
    issued = [page for one in copies for page in pages_of(one.pdf)]
    assert len(pages) == len(issued) == len(copies) * PAGES
    distances = [apart(one, other) for one, other in zip(pages, issued, strict=True)]
    assert max(distances) < ALIKE, distances
    assert apart(pages[0], pages[1]) > 2 * max(distances), "and pages that differ are told apart"
    assert all(marked(page) for page in pages)
