"""A whole case through the real window, from the call to the closing of the file, with all that goes wrong on its way.

An officer takes a call, keeps a file, asks for an analysis and proposes; what waits in two files goes on one proposal
to the Minister, on paper; an approver who works in French records his answers, one by telephone. A protocol leaves in
two languages and five numbered copies. One service answers by return form, another by a bundle from its own station, in
French. The evaluation reduces a measure: the copies come back, a new version leaves, the partner sees it, the file
closes. Each step is refused once, each in the words of who sits there; one is locked out in the middle of a word and
killed in the middle of a sheet; nothing typed is lost. In the end services open both stores; the paper is read, and
every printed page is looked at.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from app.demo import fiction
from app.services.station.stations import Account
from tests.journeys.desk import case, case_paper, case_proposal, officers
from tests.journeys.desk.case_checks import QUEUE, Tray, counted, read
from tests.journeys.desk.case_facts import (
    AMENDED,
    ASKED_BACK,
    BUNDLED,
    CHIEF,
    FAMILY,
    FEWER,
    GIVEN,
    GUARD,
    HALF,
    NECESSARY,
    OTHER,
    OTHER_ORDER,
    OVER,
    PATROLS,
    QUESTION,
    RECIPIENTS,
    REPORT,
    SAID,
    TITLE,
    another_file,
    decided_by_services,
    two_stations,
)
from tests.journeys.desk.printed_pages import inked
from tests.journeys.desk.window_driver import Window, a_window
from tests.journeys.desk.x_desk import XDesk, a_desk
from tests.pictures.full_house import STORE, _Play
from tests.ui.paper.print_house import PrintHouse, a_print_house

PATROLLING, GUARDING = "Patrouilles op wisselende tijdstippen", "Close protection"
SURVEY = "Techno-preventief onderzoek"
IN_DUTCH = ("Patrouilles op", "Maatregel", "Lopend", "Instructie", "Bedreigd", "Geschiedenis", "Voor ")
"""Words that nobody may read who works in French."""


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
def tray(press: PrintHouse) -> Tray:
    return Tray(press)


@pytest.fixture
def play(tmp_path: Path) -> _Play:
    return two_stations(tmp_path / "house")


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    """The scan of what the Minister signed."""
    made = tmp_path / "signe.png"
    Image.linear_gradient("L").save(made)
    return made


@contextmanager
def started(desk: XDesk, play: _Play, code: str, language: str = "nl") -> Iterator[Window]:
    """Start the program on a station's store; it must have said nothing that it should not."""
    store = str(play.folder / code.lower() / STORE)
    with a_window(desk, "--language", language, "run", "--no-keyring", "--store", store) as window:
        window.language = language
        yield window
        said = window.log.read_text()
    assert "Traceback" not in said
    assert FAMILY not in said.upper()


@contextmanager
def station(desk: XDesk, play: _Play, code: str, language: str = "nl") -> Iterator[Window]:
    """Start the program; it must end well."""
    with started(desk, play, code, language) as window:
        yield window
        assert window.close() == 0


@pytest.mark.release
def test_a_whole_case_from_the_call_to_the_closing_of_the_file(
    desk: XDesk, play: _Play, tray: Tray, signed: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "carried"
    stick.mkdir()
    another_file(play)
    with started(desk, play, "BRU1") as bru:
        from_the_call_to_the_measures(bru)
        bru.cut()
    with station(desk, play, "BRU1") as bru:
        put_before_the_minister(bru, tray)
        answered(bru, signed)
        code = on_paper(bru, tray)
        case_paper.record_form(bru, code, 2, "3")
        first = let_go(bru, stick, "uitvoering van de maatregelen", ("onderzoeks", f"{TITLE}*"), hasty=True)
        with station(desk, play, "ANT1", "fr") as ant:
            second = executed_there(ant, first, stick, tmp_path)
            officers.sit_down(bru)
            officers.take_in(bru, second)
            officers.open_arrived(bru)
            bru.gone("Lopend, geen uitvoering gemeld", role="table cell")
            evaluated(bru, signed)
            recalled_and_replaced(bru, tray)
            third = let_go(bru, stick, "beperking")
            officers.sit_down(ant)
            officers.take_in(ant, third)
            on_the_partners_screen(ant, tmp_path)
        officers.sit_down(bru)
        closed(bru)
    counted(play, signed.read_bytes())
    read(play, tray.pages, [("proposal", 1), ("protocol", 1), ("return_form", 1), ("protocol", 2)])


def test_a_case_in_the_middle_is_put_on_paper_answered_by_a_form_reduced_and_replaced(
    desk: XDesk, play: _Play, tray: Tray
) -> None:
    """The half of it that is paper, in every run: what comes before was done by services, but for another call."""
    decided_by_services(play)
    with station(desk, play, "BRU1") as bru:
        officers.unlock(bru, CHIEF)
        keys = case.call_to_report(bru, "broeck", f"{GIVEN}*", "Man belt: « ik weet waar ze woont ». Hing op.")
        assert keys <= case.MOST_KEYS, f"{keys} keys from a call to its report"
        bru.see("Meldingen 1", role="page tab")
        code = on_paper(bru, tray)
        case_paper.record_form(bru, code, 2, "3")
        officers.turn_to(bru, officers.MEASURES)
        case.end_measure(bru, GUARDING, OVER)
        officers.turn_to(bru, "Protocollen*")
        bru.see("6 exemplaren · 5 terug te nemen", id="copies_count")
    read(play, tray.pages, [("protocol", 1), ("return_form", 1)])


def from_the_call_to_the_measures(bru: Window) -> None:
    """Take the call, keep a file of it, and propose; stop in the middle of the second measure."""
    officers.unlock(bru, CHIEF)
    officers.add_person(bru, FAMILY, GIVEN)
    case.nobody(bru, "xqzvv")
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
    case.analyse(bru)
    case.propose_reversed(bru, *PATROLS)
    case.begin_measure(bru, ("close", "*"), ("bescherm", "Directie bescherming*"))
    case.in_both(bru, GUARD[0], case.IN_FRENCH, GUARD[1])
    case.outlast(bru)


def put_before_the_minister(bru: Window, tray: Tray) -> None:
    """Go on after the power cut, be refused one's own approval; put what waits in both files on one paper."""
    officers.unlock(bru, CHIEF)
    case.go_on(bru, "Een maatregel voorstellen", "new_measure", "instruction", GUARD[0])
    officers.fill(bru, "review", "+28")
    officers.act(bru, "new_measure")
    officers.turn_to(bru, officers.MEASURES)
    case.choose_measure(bru, GUARDING)
    case.may_not_approve(bru)
    case_proposal.draw_up(bru, BUNDLED, 3)
    case_proposal.argue(bru, NECESSARY)
    page = case_proposal.put_on_paper(bru)
    tray.collect()
    wanted = ("OEFENING", "BEPERKT", FAMILY, OTHER[0], OTHER_ORDER[0], "Exemplaar 1 van 2")
    assert [word for word in wanted if word not in page] == []
    case_proposal.submit(bru, 3)
    case_proposal.may_not_answer(bru, PATROLLING)
    assert bru.nameless() == []
    waits = tuple(case_proposal.WAITS.format(one) for one in (PATROLLING, GUARDING, SURVEY))
    case_proposal.owed(bru, waits, (case_proposal.BY_MOUTH,))


def answered(bru: Window, signed: Path) -> None:
    """Let the approver record what the Minister answered: on the telephone, then on paper."""
    officers.lock(bru)
    officers.unlock(bru, fiction.RECORDER)
    officers.speak_french(bru)
    case_proposal.open_proposal(bru, BUNDLED)
    case_proposal.answer_by_phone(bru, "Patrouilles à des heures variables")
    case_proposal.answer_on_paper(
        bru, ("Protection rapprochée", AMENDED), ("Visite d’un conseiller", ASKED_BACK), signed
    )
    assert bru.nameless() == []
    relieved(bru, CHIEF)
    gone = tuple(case_proposal.WAITS.format(one) for one in (PATROLLING, GUARDING, SURVEY))
    case_proposal.owed(bru, (case_proposal.COMES_BACK.format(SURVEY), case_proposal.BY_MOUTH), gone)
    officers.open_again(bru, "BP-*")


def on_paper(bru: Window, tray: Tray) -> str:
    """Issue and print the protocol, and a return form for who has no workstation; return the code of the form."""
    page = case_paper.issue_in_five_copies(bru, RECIPIENTS)
    assert [word for word in ("OEFENING", "BEPERKT", FAMILY, "Exemplaar 1 van 5") if word not in page] == []
    assert bru.nameless() == []
    case_paper.print_all(bru)
    case_paper.close_issued(bru)
    tray.collect()
    code = case_paper.issue_return_form(bru, ["Politiezone Antwerpen"])
    tray.collect()
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
    case.report_execution(ant, "ploeg 14")
    assert ant.nameless() == []
    return let_go(ant, stick, "opvolging")


def evaluated(bru: Window, signed: Path) -> None:
    """Let the approver record the paper of what was said by mouth, and reduce the patrols."""
    officers.lock(bru)
    officers.unlock(bru, fiction.RECORDER)
    bru.see("Propositions", id="rail_proposals")  # the language is his own
    bru.language = "fr"
    officers.go_to(bru, "situation", "screen_situation")
    officers.find_file_of_others(bru, "onderzoeksrechter", f"{TITLE}*")
    case_proposal.confirm(bru, signed)
    case.reduce(bru, "Patrouilles", *FEWER, OVER)
    relieved(bru, CHIEF)
    case_proposal.owed(bru, (case_proposal.COMES_BACK.format(SURVEY),), (case_proposal.BY_MOUTH,))
    officers.open_again(bru, "BP-*")


def recalled_and_replaced(bru: Window, tray: Tray) -> None:
    """Fetch back every copy that orders more than was decided, and issue the next version."""
    officers.turn_to(bru, "Protocollen*")
    bru.see("6 exemplaren · 5 terug te nemen", id="copies_count")
    bru.press(id="copies_only_back")
    bru.gone("R-*", id="copies_list", role="table cell")
    bru.see("een maatregel erop*", id="copies_list", role="table cell")
    case_paper.step(bru, "take_back", "Terugnemen · 5 exemplaren", "koerier Peeters", late="32/13/2026")
    bru.see("6 exemplaren", id="copies_count")
    page = case_paper.issue_again(bru)
    tray.collect()
    assert FEWER[0] in page
    assert AMENDED[0] in page
    assert "Wat verandert sinds versie 1" in page


def on_the_partners_screen(ant: Window, folder: Path) -> None:
    """The partner sees what was reduced, in French, and nobody's name; it can be read where it stands."""
    ant.press(id="open_arrived_0")
    officers.turn_to(ant, "Mesures*")
    ordered = ant.see(f"Patrouilles à des heures variables, {FEWER[1]}", role="table cell")
    shown = ant.outline()
    assert FAMILY not in shown.upper()
    assert [word for word in IN_DUTCH if word in shown] == []
    assert inked(ant.picture(folder / "partner.png"), ordered.box)
    assert ant.nameless() == []


def closed(bru: Window) -> None:
    """Be refused while measures run; then end them, destroy what is on paper, and close."""
    officers.open_again(bru, "BP-*")
    chosen = case.may_not_close(bru)
    for name in (GUARDING, PATROLLING):
        case.end_measure(bru, name, OVER)
    bru.gone("Lopend", role="table cell")
    officers.turn_to(bru, "Protocollen*")
    case_paper.step(bru, "destroy", "Vernietigen · 11 exemplaren", CHIEF.name, fiction.RECORDER.name)
    case.close_file(bru, chosen)
    case.call(bru, "broeck", f"{GIVEN}*", f"{FAMILY}, {GIVEN}")
    bru.see("Vandaag loopt er geen maatregel*", id="agreed_none")
    assert bru.nameless() == []


def relieved(bru: Window, by: Account) -> None:
    """Let an officer of the house sit down, who is spoken to in Dutch whoever sat there."""
    officers.lock(bru)
    officers.unlock(bru, by)
    bru.see("Voorstellen", id="rail_proposals")
    bru.language = "nl"


def let_go(window: Window, stick: Path, reason: str, *also: tuple[str, str], hasty: bool = False) -> Path:
    """Export to the stick; return the bundle."""
    before = set(stick.iterdir())
    officers.export(window, stick, reason, *also, hasty=hasty)
    (new,) = set(stick.iterdir()) - before
    return new
