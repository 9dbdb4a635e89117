"""From nothing to a paper and a bundle, through two real windows: stores are made, and everything in them is typed.

Three people make a store for an exercise and print its recovery sheets. The officer who sat down last goes on in it: he
enters the services they work with and lets another workstation join. A person, a file, a report, an analysis and a
measure follow; the approver sits down beside him and records the approval; the protocol is printed; what the other
workstation may have leaves, and is taken in there. What that takes somebody who has never seen it is counted.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from app.bootstrap import station
from app.models.enums import MeasureState
from app.models.kinds.measures import Measure
from app.models.kinds.threat import ThreatFile, ThreatReport
from app.services.naming import names_of
from app.services.station.sitting_down import open_desk
from app.services.station.verifying import verify_store
from tests.journeys.desk import founders, officers
from tests.journeys.desk.pace import Pace
from tests.journeys.desk.window_driver import Window, a_window
from tests.journeys.desk.x_desk import XDesk, a_desk
from tests.ui.paper.print_house import PrintHouse, a_print_house

ADMINISTRATOR = ("k.peeters", "Karel Peeters", "vier blauwe fietsen zingen traag")
OFFICER = ("i.verhaegen", "Ine Verhaegen", "een kat zonder paraplu leest kranten")
APPROVER = ("p.claes", "Piet Claes", "zeven trage wolken zonder parasol")
NEWCOMER = ("d.maes", "Dirk Maes", "twaalf zwanen boven het kanaal")
FAMILY, GIVEN, TITLE = "VAN DEN BROECK-VOORBEELD", "Hilde", "Onderzoeksrechter, Antwerpen"
REPORT = "Een grijze bestelwagen wachtte drie avonden voor de woning."
STRIP = "OEFENING — EXERCICE   ·   {}"
QUEUE = "Laser"
STORE = "praesidium.store"
SHEETS = 10
"""Recovery sheets: five of the store, five of the directory."""
COPIES, PAGES = 2, 2
"""Of the protocol."""
TEN_MINUTES = 600
"""Seconds in which somebody who has never seen it does all of this, with every word read and nothing waited for."""


@pytest.fixture(scope="module")
def press() -> Iterator[PrintHouse]:
    with a_print_house(QUEUE) as house:
        yield house


@pytest.fixture
def desk(tmp_path: Path, press: PrintHouse) -> Iterator[XDesk]:
    with a_desk(tmp_path / "desk") as laid:
        yield replace(laid, environment={**laid.environment, "CUPS_SERVER": str(press.socket), "TZ": "Europe/Brussels"})


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
def test_a_store_is_made_and_a_file_goes_from_its_first_word_to_paper_and_to_another_workstation(
    desk: XDesk, press: PrintHouse, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stores = {code: tmp_path / code / STORE for code in ("BRU1", "ANT1")}
    for place in (stick, *(store.parent for store in stores.values())):
        place.mkdir()
    pace = Pace()
    with at_work(desk, stores["BRU1"], pace) as bru:
        founders.found(bru, ADMINISTRATOR, APPROVER, OFFICER)
        founders.print_sheets(bru)
        assert printed(press) == [True] * SHEETS
        with at_work(desk, stores["ANT1"], pace) as ant:
            words = founders.ask(ant, "ant1", "Politiezone Antwerpen", NEWCOMER, stick)
            officers.sit_down(bru)
            root_words = prepare(bru, stick, words)
            keep_a_file(bru)
            officers.approve_beside(bru, APPROVER[0], APPROVER[-1])
            paper = founders.issue_on_paper(bru)
            assert [word for word in ("OEFENING", "BEPERKT", FAMILY, "BP-") if word not in paper.upper()] == []
            assert printed(press) == [True] * COPIES * PAGES
            marked(bru, "BEPERKT — RESTREINT")
            before = set(stick.iterdir())
            officers.export(bru, stick, "uitvoering van de maatregelen", ("onderzoeks", f"{TITLE}*"))
            (bundle,) = set(stick.iterdir()) - before
            assert FAMILY.encode() not in bundle.read_bytes()
            officers.sit_down(ant)
            founders.join(ant, NEWCOMER[-1], stick, root_words)
            officers.take_in(ant, bundle)
            ant.press(id="open_arrived_0")
            officers.turn_to(ant, officers.MEASURES)
            ant.see("Patrouilles*", role="table cell")
            assert ant.nameless() == []
        officers.sit_down(bru)
    print(pace)
    assert pace.seconds <= TEN_MINUTES, pace
    counted(stores["BRU1"])
    taken_in(stores["ANT1"])


@contextmanager
def at_work(desk: XDesk, store: Path, pace: Pace) -> Iterator[Window]:
    """Start the program where there is no store yet; it must end well and have said nothing it should not."""
    with a_window(desk, "--language", "nl", "run", "--no-keyring", "--store", str(store)) as window:
        window.pace = pace
        yield window
        assert window.close() == 0
        said = window.log.read_text()
        assert window.faults() == []
    assert FAMILY not in said.upper()


@contextmanager
def uncounted(window: Window) -> Iterator[None]:
    """Do what the way from nothing to a bundle does not need: an analysis, and the service that makes it."""
    pace, window.pace = window.pace, None
    yield
    window.pace = pace


def prepare(window: Window, stick: Path, words: list[str]) -> list[str]:
    """Enter who they work with, and let the newcomer in; return the words he is told."""
    marked(window, "NIET GECLASSIFICEERD — NON CLASSIFIÉ")
    officers.go_to(window, "administration", "verify_store")
    with uncounted(window):
        founders.enter_service(window, "OCAD", "OCAD")
    founders.enter_service(window, "PZANT", "Politiezone Antwerpen")
    (request,) = stick.iterdir()
    founders.admit(window, request, words, "Politiezone*", "antw", ADMINISTRATOR)
    assert window.nameless() == []
    return window.see(id="root_words").name.split()


def keep_a_file(window: Window) -> None:
    """Type a person, a file, a report, an analysis and a measure."""
    officers.add_person(window, FAMILY, GIVEN)
    officers.open_file(window, TITLE)
    officers.involve(window, "broeck", f"{GIVEN}*")
    officers.report(window, REPORT, "broeck", f"{GIVEN}*")
    with uncounted(window):
        officers.analyse(window)
    officers.propose(window, "3 per 24 uur, waarvan 1 tussen 00:00 en 05:00.")
    marked(window, "BEPERKT — RESTREINT")


def counted(store: Path) -> None:
    """Open the store by services: what was typed is there and sound."""
    opened = open_desk(store, OFFICER[0], OFFICER[-1], station(keyring=False))
    with opened.read() as view:
        assert [one.title for _, one in view.find(ThreatFile)] == [TITLE]
        assert [one.description for _, one in view.find(ThreatReport)] != []
        assert [one.state for _, one in view.find(Measure)] == [MeasureState.APPROVED]
    assert list(verify_store(opened).faults) == []
    opened.close()


def taken_in(store: Path) -> None:
    """Open the other store by services: it has the measure, and no report."""
    opened = open_desk(store, NEWCOMER[0], NEWCOMER[-1], station(keyring=False))
    with opened.read() as view:
        ((measure, found),) = view.find(Measure)
        assert found.type == "patrols"
        assert view.find(ThreatReport) == []
    assert list(names_of(opened, [measure], "nl")) == [measure], "its officer is cleared and reads what was sent"
    assert list(verify_store(opened).faults) == []
    opened.close()
