"""A paper issued at one workstation, looked at on another that has nothing of it but the directory."""

from pathlib import Path

from app.documents.seal import Seal
from app.models.enums import Marking, Role
from app.services.exchange.exporting import export_bundle
from app.services.exchange.joining import (
    Admission,
    accept_invitation,
    admit_station,
    invitation_for,
    read_join_request,
    request_to_join,
    root_words,
)
from app.services.exchange.release import confirm_release, propose_release
from app.services.paper.checks import PaperVerdict, verify_paper
from app.services.paper.issuing import station_sign
from app.services.paper.protocols import issue_protocol
from app.services.station.stations import Account, open_desk
from tests.history_world import FOREVER
from tests.unit.services.paper_world import a_paper_world
from tests.unit.services.test_stations import a_platform

SECRET = "twelve swans over the canal"


def test_any_workstation_with_the_directory_verifies_a_paper_and_no_other_can_make_its_seal(tmp_path: Path) -> None:
    world = a_paper_world(tmp_path)
    there, store, stick = a_platform(2), tmp_path / "ant1" / "store", tmp_path / "stick"
    store.parent.mkdir()
    stick.mkdir()
    account = Account("declerck", "J. Declerck", [Role.PARTNER], Marking.SECRET, FOREVER)
    asked = request_to_join(store, "ANT1", {"nl": "PZ Antwerpen"}, [(account, SECRET)], there)
    (stick / "request.pbundle").write_bytes(asked.request)
    received, _ = read_join_request(stick / "request.pbundle")
    station = admit_station(world.admin, received, Admission(world.zone, Marking.SECRET, {asked.officers[0]: account}))
    release = confirm_release(world.admin, propose_release(world.admin, station), "invitation")
    exported = export_bundle(world.admin, release, stick, invitation=invitation_for(world.admin, received))
    accept_invitation(store, "declerck", SECRET, exported.files, root_words(world.admin), there)
    elsewhere = open_desk(store, "declerck", SECRET, there)
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
