"""An invitation is found on the stick on which it lies: beside requests, later bundles, those of others and rubbish."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.exchange.age.refusals import NotForThisWorkstation
from app.exchange.refusals import NotYetInvited, StickGone
from app.models.enums import Marking, Role
from app.services.desk import Desk
from app.services.exchange import invitation_files
from app.services.exchange.admitting import root_words
from app.services.exchange.exporting import export_bundle
from app.services.exchange.joining import WordsDiffer, accept_invitation
from app.services.exchange.release import confirm_release, propose_release
from app.services.station.organisation_acts import add_organisation
from app.services.station.sitting_down import open_desk
from app.services.station.stations import Account, Platform
from tests.history_world import FOREVER
from tests.unit.services.test_stations import a_founded, a_platform
from tests.unit.services.two_desks import SECRET, invite, store_of


@dataclass(slots=True)
class Trip:
    """A stick on its way back to ANT1: request, invitation, a bundle written after it, and what GHE1 is to have."""

    admin: Desk
    folder: Path
    invitation: Path
    later: Path
    foreign: Path
    there: Platform

    @property
    def stick(self) -> Path:
        """Where all of it lies."""
        return self.folder / "stick"

    def accept(self, *files: Path) -> None:
        """Take the invitation in among these."""
        accept_invitation(store_of(self.folder, "ANT1"), "declerck", SECRET, files, root_words(self.admin), self.there)

    def has_joined(self) -> bool:
        """Tell whether the newcomer can sit down."""
        opened = open_desk(store_of(self.folder, "ANT1"), "declerck", SECRET, self.there)
        opened.close()
        return True


@pytest.fixture
def trip(tmp_path: Path) -> Iterator[Trip]:
    (tmp_path / "bru1").mkdir()
    admin = a_founded(tmp_path / "bru1" / "store", a_platform(1)).desk
    zone = add_organisation(admin, "PZANT", {"nl": "PZ Antwerpen", "original": "nl"}, "police_zone")
    there = a_platform(2)
    newcomer = Account("declerck", "J. Declerck", [Role.PARTNER], Marking.SECRET, FOREVER)
    station, (invitation,) = invite(admin, tmp_path, "ANT1", zone, newcomer, there)
    release = confirm_release(admin, propose_release(admin, station), "later")
    (later,) = export_bundle(admin, release, tmp_path / "stick").files
    another = Account("maes", "L. Maes", [Role.PARTNER], Marking.SECRET, FOREVER)
    _, (foreign,) = invite(admin, tmp_path, "GHE1", zone, another, a_platform(3))
    yield Trip(admin, tmp_path, invitation, later, foreign, there)
    admin.close()


def test_the_folder_of_the_stick_is_enough(trip: Trip) -> None:
    (trip.stick / "0000.pbundle").write_bytes(b"age-encryption.org/v1\nrubbish")
    trip.accept(trip.stick)
    assert trip.has_joined()


def test_several_files_are_searched_for_it_too(trip: Trip) -> None:
    trip.accept(trip.later, trip.foreign, trip.invitation)
    assert trip.has_joined()


def test_what_is_no_invitation_is_called_so_and_the_store_waits_on(trip: Trip) -> None:
    with pytest.raises(NotYetInvited):
        trip.accept(trip.later)
    with pytest.raises(NotForThisWorkstation):
        trip.accept(trip.foreign)
    trip.invitation.unlink()
    with pytest.raises(NotYetInvited):
        trip.accept(trip.stick)
    empty = trip.folder / "empty"
    empty.mkdir()
    with pytest.raises(NotYetInvited):
        trip.accept(empty)


def test_a_stick_pulled_while_it_is_searched_is_told_as_that(trip: Trip, monkeypatch: pytest.MonkeyPatch) -> None:
    def pulled(_path: Path) -> None:
        raise StickGone

    monkeypatch.setattr(invitation_files, "open_incoming", pulled)
    with pytest.raises(StickGone):
        trip.accept(trip.stick)


def test_words_of_another_directory_are_refused_whatever_lies_there(trip: Trip) -> None:
    store = store_of(trip.folder, "ANT1")
    with pytest.raises(WordsDiffer):
        accept_invitation(store, "declerck", SECRET, [trip.stick], ["academic"] * 12, trip.there)
