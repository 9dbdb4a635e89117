"""An officer who types faster than the machine follows: every key goes to the field that has its turn."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from app.demo import fiction
from tests.journeys.desk import officers
from tests.journeys.desk.window_driver import Window, a_window
from tests.journeys.desk.x_desk import XDesk
from tests.pictures.full_house import House


@contextmanager
def busy(window: Window) -> Iterator[None]:
    """Let the program hear nothing for a while; the keys of that while reach it together, as on a slow machine."""
    os.kill(window.process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(window.process.pid, signal.SIGCONT)


def test_what_is_typed_while_a_list_stands_open_goes_where_tab_leads(desk: XDesk, house: House) -> None:
    start = ("--language", "nl", "run", "--no-keyring", "--store", str(house.store("BRU1")))
    with a_window(desk, *start) as window:
        officers.unlock(window, fiction.FILE_OFFICER)
        window.key("ctrl+shift+c")
        window.see(id="call_report_act")
        window.type_into(officers.editor("source_grade"), "x")
        window.see(id=officers.editor("source_grade"), text="x", says="X*")  # its list is open
        with busy(window):
            window.key("Tab")
            window.type("4")
            window.key("Tab")
        window.see(id=officers.editor("source_grade"), text="X:*")
        window.see(id=officers.editor("information_grade"), text="4:*")
        window.key("Escape")
        window.gone(id="call_report_act")
        assert window.close() == 0
