"""Wishes of the window: per officer, in the encrypted store, as JSON; and the few things that stand outside it."""

import stat
from pathlib import Path

import pytest

from app.core.settings import NAME, Settings, keep_settings, load_settings
from app.models.rights import NotAllowed
from app.services.preferences import MOST_BYTES, TooMuchPreferred, keep_preference, keep_preferences, preference
from app.store.meta import save_meta
from tests.reads import preferences
from tests.station_world import StationWorld


def test_a_preference_is_its_officers_own(world: StationWorld) -> None:
    keep_preference(world.officer, "language", "fr")
    assert preference(world.officer, "language") == "fr"
    assert preference(world.duty, "language") is None


def test_several_are_kept_at_once_and_none_forgets(world: StationWorld) -> None:
    keep_preferences(world.duty, {"window": {"size": [1, 2]}, "recent": []})
    assert preferences(world.duty) == {"window": {"size": [1, 2]}, "recent": []}
    keep_preference(world.duty, "recent", None)
    assert preferences(world.duty) == {"window": {"size": [1, 2]}}


def test_too_much_is_refused_and_nothing_of_it_kept(world: StationWorld) -> None:
    with pytest.raises(TooMuchPreferred):
        keep_preferences(world.partner, {"a": 1, "b": "x" * MOST_BYTES})
    assert preferences(world.partner) == {}


def test_an_account_without_a_role_keeps_and_reads_nothing(world: StationWorld) -> None:
    with pytest.raises(NotAllowed):
        keep_preference(world.nobody, "language", "fr")
    with pytest.raises(NotAllowed):
        preference(world.nobody, "language")


def test_what_cannot_be_read_is_as_if_it_were_not_there(world: StationWorld) -> None:
    with world.officer.store.write() as connection:
        save_meta(connection, f"preference/{world.officer.officer.hex()}/broken", b"{")
    assert preference(world.officer, "broken") is None


def test_settings_outside_the_store_are_three_and_for_the_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    assert load_settings(folder) == Settings()
    assert keep_settings(folder, language="de")
    assert keep_settings(folder, colours="dark")
    assert load_settings(folder) == Settings("de", "dark", "")
    assert stat.S_IMODE((folder / NAME).stat().st_mode) == 0o600
    assert [file.name for file in folder.iterdir()] == [NAME]


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b'{"language": "xx", "colours": 3, "store": []}', b"\xff" * 9000])
def test_damaged_settings_are_as_if_they_were_not_there(tmp_path: Path, body: bytes) -> None:
    (tmp_path / NAME).write_bytes(body)
    assert load_settings(tmp_path) == Settings()


def test_a_disk_that_refuses_settings_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert not keep_settings(tmp_path / "file", language="fr")
