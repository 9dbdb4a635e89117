"""The courier's slip: what it says of the bundle on the carrier, that its seal is ours, and whom it is refused."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.i18n import LANGUAGES
from app.core.ids import Id
from app.models.enums import Action, Marking, Role
from app.models.kinds.directory import Station
from app.models.rights import NotAllowed
from app.services.desk import NotThere
from app.services.exchange.exporting import Exported
from app.services.paper.checks import PaperVerdict, verify_paper
from app.services.paper.transport_slip import transport_slip
from app.services.station.stations import directory_of
from app.store.refusals import FolderMissing
from tests.unit.documents.reading import page_texts
from tests.unit.services.paper_world import PaperWorld, a_paper_world, sit

BODY = bytes(range(256)) * 40


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


@pytest.fixture
def antwerp(world: PaperWorld) -> Id:
    with world.admin.write() as unit:
        directory = directory_of(world.admin)
        unit.require(Action.DIRECTORY, directory)
        record = Station(code="ANT1", organisation=world.zone, ceiling=Marking.CONFIDENTIAL)
        station = unit.create(directory, record)
        unit.save(signed=True)
    return station


@pytest.fixture
def exported(tmp_path: Path) -> Exported:
    file = tmp_path / "9f3c61d0a2b744e1.pbundle"
    file.write_bytes(BODY)
    return Exported(bytes(range(16)), (file,), entries=7, size=len(BODY), counter=13)


def together(said: str) -> str:
    """Return a text without its spaces: a checksum is printed in groups."""
    return "".join(said.split()).lower()


def test_it_names_both_ends_and_the_checksum_of_what_lies_there(
    world: PaperWorld, antwerp: Id, exported: Exported
) -> None:
    made = transport_slip(world.desk, exported, antwerp, "nl")
    said = " ".join(page_texts(made.pdf))
    assert made.pages == 1
    for fact in ("Overdrachtsbewijs", "BRU1", "ANT1", "PZ Antwerpen", "9f3c61d0a2b744e1.pbundle", "10 240"):
        assert fact in said, fact
    assert hashlib.sha256(BODY).hexdigest() in together(said)
    assert "BROECK" not in said


def test_its_seal_is_ours_and_verifies(world: PaperWorld, antwerp: Id, exported: Exported) -> None:
    found = verify_paper(world.desk, transport_slip(world.desk, exported, antwerp, "fr").seals[0])
    assert (found.verdict, found.seal, found.station) == (PaperVerdict.GENUINE, True, "BRU1")
    assert found.registration == "T-2026-BRU1-ANT1.13"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_fits_on_one_page_in_every_language(
    language: str, world: PaperWorld, antwerp: Id, exported: Exported
) -> None:
    assert transport_slip(world.desk, exported, antwerp, language).pages == 1


def test_a_changed_file_has_another_checksum(world: PaperWorld, antwerp: Id, exported: Exported) -> None:
    exported.files[0].write_bytes(BODY + b"x")
    said = together(" ".join(page_texts(transport_slip(world.desk, exported, antwerp, "en").pdf)))
    assert hashlib.sha256(BODY).hexdigest() not in said
    assert hashlib.sha256(BODY + b"x").hexdigest() in said


def test_a_carrier_taken_out_is_said(world: PaperWorld, antwerp: Id, exported: Exported) -> None:
    exported.files[0].unlink()
    with pytest.raises(FolderMissing):
        transport_slip(world.desk, exported, antwerp, "nl")


def test_for_an_unknown_workstation_there_is_no_slip(world: PaperWorld, exported: Exported) -> None:
    with pytest.raises(NotThere):
        transport_slip(world.desk, exported, world.person, "nl")


def test_who_may_let_nothing_out_makes_no_slip(world: PaperWorld, antwerp: Id, exported: Exported) -> None:
    reader = sit(world.admin, world.on, "Lezer", Role.ANALYST)
    with pytest.raises(NotAllowed):
        transport_slip(reader, exported, antwerp, "nl")
