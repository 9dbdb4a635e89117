"""A file that goes on paper, and a printer that takes what is sent."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.ui.kit import printing
from tests.ui.paper.print_house import STOPPED, TRAY, PrintHouse, a_print_house
from tests.unit.services.paper_world import PaperWorld, a_paper_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


@pytest.fixture(scope="session")
def house() -> Iterator[PrintHouse]:
    with a_print_house("Laser", "Spare", STOPPED, TRAY) as made:
        yield made


@pytest.fixture
def printers(house: PrintHouse, monkeypatch: pytest.MonkeyPatch) -> Iterator[PrintHouse]:
    """Let this test's threads find the print server; what arrived before is gone. It prints coarsely, for speed."""
    monkeypatch.setenv("CUPS_SERVER", str(house.socket))
    monkeypatch.setattr(printing, "DOTS", 150)
    for queue in ("Laser", "Spare"):
        (house.folder / f"{queue}.out").write_bytes(b"")
    yield house
    house.finish()
