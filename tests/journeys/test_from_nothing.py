"""From nothing to a paper and a bundle, through the real window: a store is made, and everything in it is typed.

Three people make a store for an exercise and print its recovery sheets. The officer who sat down last goes on in it: he
enters the services they work with and lets another workstation join. A person, a file, a report, an analysis and a
measure follow; the approval is recorded by the approver; the protocol is printed; what the other workstation may have
leaves.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from app.core.clock import SystemClock
from app.demo import fiction
from app.models.enums import MeasureState
from app.models.kinds.measures import Measure
from app.models.kinds.threat import ThreatFile, ThreatReport
from app.services.exchange.importing import import_bundle
from app.services.naming import names_of
from app.services.station.sitting_down import open_desk
from app.services.station.verifying import verify_store
from tests.journeys.desk import founders, officers
from tests.journeys.desk.window_driver import Window, a_window
from tests.journeys.desk.x_desk import XDesk, a_desk
from tests.pictures.full_house import STORE, _Play
from tests.ui.paper.print_house import PrintHouse, a_print_house

ADMINISTRATOR = ("k.peeters", "Karel Peeters", "vier blauwe fietsen zingen traag")
OFFICER = ("i.verhaegen", "Ine Verhaegen", "een kat zonder paraplu leest kranten")
APPROVER = ("p.claes", "Piet Claes", "zeven trage wolken zonder parasol")
FAMILY, GIVEN, TITLE = "VAN DEN BROECK-VOORBEELD", "Hilde", "Onderzoeksrechter, Antwerpen"
REPORT = "Een grijze bestelwagen wachtte drie avonden voor de woning."
STRIP = "OEFENING — EXERCICE   ·   {}"
QUEUE = "Laser"
SHEETS = 10
"""Recovery sheets: five of the store, five of the directory."""
COPIES, PAGES = 2, 2
"""Of the protocol."""


@pytest.fixture(scope="module")
def press() -> Iterator[PrintHouse]:
    with a_print_house(QUEUE) as house:
        yield house


@pytest.fixture
def desk(tmp_path: Path, press: PrintHouse) -> Iterator[XDesk]:
    with a_desk(tmp_path / "desk") as laid:
        yield replace(laid, environment={**laid.environment, "CUPS_SERVER": str(press.socket)})


def marked(window: Window, marking: str) -> None:
    """The strip says that this is an exercise, and the marking of what is shown."""
    window.see(STRIP.format(marking), id="marking_strip")


def printed(press: PrintHouse) -> list[bool]:
    """Whether there is ink on each page that came out since one looked last."""
    press.finish()
    with pypdfium2.PdfDocument(press.arrived(QUEUE)) as document:
        inked = [min(page.render(scale=0.25).to_pil().convert("L").tobytes()) < 128 for page in document]
    (press.folder / f"{QUEUE}.out").write_bytes(b"")
    return inked


@pytest.mark.release
def test_a_store_is_made_and_a_file_goes_from_its_first_word_to_paper_and_stick(
    desk: XDesk, press: PrintHouse, tmp_path: Path
) -> None:
    play = _Play(tmp_path / "house", SystemClock().now())
    asked = play.act("ANT1", "ask")
    stick = play.folder / "stick"
    store = tmp_path / "station" / STORE
    store.parent.mkdir()
    with a_window(desk, "--language", "nl", "run", "--no-keyring", "--store", str(store)) as window:
        founders.found(window, ADMINISTRATOR, APPROVER, OFFICER)
        founders.print_sheets(window)
        assert printed(press) == [True] * SHEETS
        invited = prepare(window, stick / asked["request"], asked["words"])
        keep_a_file(window)
        officers.lock(window)
        founders.unlock(window, APPROVER[0], APPROVER[-1])
        officers.approve(window, "onderzoeksrechter", f"{TITLE}*")
        officers.lock(window)
        founders.unlock(window, OFFICER[0], OFFICER[-1])
        paper = founders.issue_on_paper(window)
        assert [word for word in ("OEFENING", "BEPERKT", FAMILY, "BP-") if word not in paper.upper()] == []
        assert printed(press) == [True] * COPIES * PAGES
        marked(window, "BEPERKT — RESTREINT")
        officers.export(window, stick, "uitvoering van de maatregelen", ("onderzoeks", f"{TITLE}*"))
        assert window.close() == 0
        said = window.log.read_text()
        assert window.faults() == []
    assert FAMILY not in said.upper()
    counted(store, play)
    taken_in(play, stick, invited)


def prepare(window: Window, request: Path, words: list[str]) -> tuple[Path, list[str]]:
    """Enter who they work with; return what the newcomer needs."""
    marked(window, "NIET GECLASSIFICEERD — NON CLASSIFIÉ")
    officers.go_to(window, "administration", "verify_store")
    founders.enter_service(window, "OCAD", "OCAD")
    founders.enter_service(window, "PZANT", "Politiezone Antwerpen")
    founders.admit(window, request, words, "Politiezone*", "antw", ADMINISTRATOR)
    assert window.nameless() == []
    (invitation,) = set(request.parent.iterdir()) - {request}
    return invitation, window.see(id="root_words").name.split()


def keep_a_file(window: Window) -> None:
    """Type a person, a file, a report, an analysis and a measure."""
    officers.add_person(window, FAMILY, GIVEN)
    officers.open_file(window, TITLE)
    officers.involve(window, "broeck", f"{GIVEN}*")
    officers.report(window, REPORT, "broeck", f"{GIVEN}*")
    officers.analyse(window)
    officers.propose(window, "3 per 24 uur, waarvan 1 tussen 00:00 en 05:00.")
    marked(window, "BEPERKT — RESTREINT")


def counted(store: Path, play: _Play) -> None:
    """Open the store by services: what was typed is there and sound."""
    on = play.setting("BRU1", "count").on
    opened = open_desk(store, OFFICER[0], OFFICER[-1], on)
    with opened.read() as view:
        assert [one.title for _, one in view.find(ThreatFile)] == [TITLE]
        assert [one.description for _, one in view.find(ThreatReport)] != []
        assert [one.state for _, one in view.find(Measure)] == [MeasureState.APPROVED]
    assert list(verify_store(opened).faults) == []
    opened.store.close()


def taken_in(play: _Play, stick: Path, invited: tuple[Path, list[str]]) -> None:
    """Let the other workstation join and take the bundle in, by services: it has the measure, and no report."""
    invitation, words = invited
    (bundle,) = {file for file in stick.iterdir() if file != invitation and "vraagt" not in file.name}
    assert FAMILY.encode() not in bundle.read_bytes()
    play.moment = SystemClock().now()
    play.act("ANT1", "enter", files=[invitation.name], words=words)
    with play.setting("ANT1", "take in").desk(fiction.PARTNER.login) as desk:
        import_bundle(desk, [bundle])
        with desk.read() as view:
            ((measure, found),) = view.find(Measure)
            assert found.type == "patrols"
            assert view.find(ThreatReport) == []
        assert list(names_of(desk, [measure], "nl")) == [measure], "its officer is cleared and reads what was sent"
