"""Requests and invitations of somebody who wants to be somebody else."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from app.core.errors import PraesidiumError
from app.exchange.joining import JoinRequest, read_request, write_request
from app.exchange.refusals import AlreadyJoined, StickGone
from app.models.enums import Marking, Role
from app.services.desk import Desk
from app.services.exchange.admitting import Admission, KeysTaken, admit_station, read_join_request, root_words
from app.services.exchange.importing import import_bundle
from app.services.exchange.joining import accept_invitation, request_to_join
from app.store.keys import SigningKey, load_secret
from app.store.opening import open_store
from tests.property.exchange.stick_world import SECRET, Sticks, a_platform, build, digest, officer

Twist = Callable[[Desk, JoinRequest], JoinRequest]


def _officer_id(admin: Desk, request: JoinRequest) -> JoinRequest:
    asked = request.officers[0]
    return _with(request, officers=[msgspec.structs.replace(asked, officer=admin.officer)])


def _officer_key(admin: Desk, request: JoinRequest) -> JoinRequest:
    asked = request.officers[0]
    return _with(request, officers=[msgspec.structs.replace(asked, public_key=admin.officer_key.public)])


def _officer_as_station(admin: Desk, request: JoinRequest) -> JoinRequest:
    return _with(request, officers=[msgspec.structs.replace(request.officers[0], officer=admin.station)])


def _recipient(admin: Desk, request: JoinRequest) -> JoinRequest:
    with admin.read() as view:
        return _with(request, recipient=view.directory.stations[admin.station].recipient_key)


def _with(request: JoinRequest, **changes: Any) -> JoinRequest:
    return msgspec.structs.replace(request, **changes)


@pytest.mark.parametrize("twist", [_officer_id, _officer_key, _officer_as_station, _recipient])
def test_a_request_that_claims_what_is_anothers_enrols_nobody(world: Sticks, twist: Twist) -> None:
    admin = world.at("BRU1", "admin")
    (world.folder / "NEW1").mkdir()
    account = officer("new", Role.ADMINISTRATOR)
    asked = request_to_join(world.store("NEW1"), "NEW1", {"nl": "N"}, [(account, SECRET)], a_platform("new"))
    with _opened(world) as connection:
        key = SigningKey(load_secret(connection, "station_key") or b"")
    forged, _ = write_request(twist(admin, read_request(asked.request).request), key.sign)
    file = world.stick / "forged.pbundle"
    file.write_bytes(forged)
    received, _ = read_join_request(file)
    accounts = {asked.officer: account for asked in received.request.officers}
    before = digest(admin)

    with pytest.raises(KeysTaken):
        admit_station(admin, received, Admission(world.organisation("ANT1"), Marking.SECRET, accounts))

    assert digest(admin) == before
    assert KeysTaken().say("nl") != KeysTaken().say("fr") != KeysTaken().say("de")


def _opened(world: Sticks) -> Any:
    on = a_platform("open")
    unlocked = open_store(world.store("NEW1"), login="new", passphrase=SECRET, clock=on.clock, devices=None)
    return _Closing(unlocked.store)


class _Closing:
    """A look into a store that is closed afterwards."""

    def __init__(self, store: Any) -> None:
        self.store = store

    def __enter__(self) -> Any:
        self.look = self.store.read()
        return self.look.__enter__()

    def __exit__(self, *error: object) -> None:
        self.look.__exit__(*error)
        self.store.close()


def test_a_joined_workstation_is_not_drawn_into_another_directory(
    world: Sticks, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = build(tmp_path_factory.mktemp("other"), ("ANT1",), seed=99)
    sent = other.send("BRU1", "ANT1")
    words = root_words(other.at("BRU1"))
    other.close()
    before = digest(world.at("ANT1"))
    world.lock("ANT1")

    with pytest.raises(AlreadyJoined):
        accept_invitation(world.store("ANT1"), "declerck", SECRET, sent.files, words, a_platform("again"))

    assert digest(world.at("ANT1")) == before


@pytest.mark.parametrize("name", ["link.pbundle", "bundle.txt", "gone.pbundle", "folder.pbundle"])
def test_only_a_regular_file_of_our_own_name_is_opened(world: Sticks, name: str) -> None:
    sent = world.send("BRU1", "ANT1")
    file = world.stick / name
    if name.startswith("link"):
        file.symlink_to(sent.files[0])
    elif name.startswith("bundle"):
        file.write_bytes(sent.files[0].read_bytes())
    elif name.startswith("folder"):
        file.mkdir()
    before = digest(world.at("ANT1"))

    with pytest.raises(StickGone):
        import_bundle(world.at("ANT1"), [file])

    assert digest(world.at("ANT1")) == before


def test_no_file_at_all_is_refused_in_words(world: Sticks) -> None:
    with pytest.raises(PraesidiumError):
        import_bundle(world.at("ANT1"), [])
