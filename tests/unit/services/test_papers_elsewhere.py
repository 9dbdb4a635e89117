"""A paper issued at one workstation, looked at on another that has nothing of it but the directory."""

from pathlib import Path

from app.documents.seal import Seal
from app.models.enums import Marking, Role
from app.services.paper.checks import PaperVerdict, verify_paper
from app.services.paper.issuing import station_sign
from app.services.paper.protocols import issue_protocol
from app.services.station.sitting_down import open_desk
from app.services.station.stations import Account
from tests.history_world import FOREVER
from tests.unit.services.paper_world import a_paper_world
from tests.unit.services.test_stations import a_platform
from tests.unit.services.two_desks import SECRET, join, store_of


def test_any_workstation_with_the_directory_verifies_a_paper_and_no_other_can_make_its_seal(tmp_path: Path) -> None:
    world = a_paper_world(tmp_path)
    there = a_platform(2)
    account = Account("declerck", "J. Declerck", [Role.PARTNER], Marking.SECRET, FOREVER)
    join(world.admin, tmp_path, "ANT1", world.zone, account, there)
    elsewhere = open_desk(store_of(tmp_path, "ANT1"), "declerck", SECRET, there)
    issued = issue_protocol(world.desk, world.file, world.person, "nl", world.copies())

    facts = (issued.registration, 1, 1, 3, 1, 3, b"h" * 16, b"l" * 8, b"c" * 5)
    with world.desk.read() as here, elsewhere.read() as other:
        genuine = Seal(*facts, signature=station_sign(here)(Seal(*facts).message()))
        theirs = Seal(*facts, signature=station_sign(other)(Seal(*facts).message()))
    found = verify_paper(elsewhere, genuine.text())

    assert (found.verdict, found.seal, found.station) == (PaperVerdict.GENUINE, True, "BRU1")
    assert (found.document, found.newest) == (None, None)
    forged = verify_paper(world.desk, theirs.text())
    assert (forged.verdict, forged.seal, forged.station) == (PaperVerdict.FORGED, False, None)
    elsewhere.store.close()
    world.admin.store.close()
