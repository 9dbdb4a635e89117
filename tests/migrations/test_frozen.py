"""Every release's store opens in this one, and not one row of its history has been rewritten."""

import json
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from app.models.kinds.paper import IssuedDocument
from app.services.paper.papers import ReprintDiffers, reprint
from app.services.station.verifying import verify_store
from tests.migrations.freeze import FROZEN, ROWS, STORE, digests, freeze, opened
from tests.unit.services.station_house import a_platform

RELEASES = sorted(folder.name for folder in FROZEN.iterdir()) if FROZEN.is_dir() else []


def test_a_store_is_frozen_for_every_release() -> None:
    assert "0.1.0" in RELEASES


@pytest.mark.parametrize("release", RELEASES)
def test_a_frozen_store_opens_whole_and_its_history_is_as_it_was(release: str, tmp_path: Path) -> None:
    for file in (FROZEN / release).glob(f"{STORE}*"):
        shutil.copy(file, tmp_path / file.name)

    desk = opened(tmp_path / STORE, a_platform(tmp_path))

    try:
        with desk.read() as view:
            assert digests(view.connection) == json.loads((FROZEN / release / ROWS).read_text("utf-8"))
        assert verify_store(desk).faults == []
    finally:
        desk.store.close()


@pytest.mark.parametrize("release", RELEASES)
def test_what_papers_of_a_frozen_store_said_is_read_and_each_comes_again_or_is_refused(
    release: str, tmp_path: Path
) -> None:
    for file in (FROZEN / release).glob(f"{STORE}*"):
        shutil.copy(file, tmp_path / file.name)
    desk = opened(tmp_path / STORE, a_platform(tmp_path))

    try:
        with desk.read() as view:
            issued = view.find(IssuedDocument)
        assert issued
        for document, _ in issued:
            with suppress(ReprintDiffers):
                assert reprint(desk, document, 1, "proef").pages
    finally:
        desk.store.close()


def test_what_is_frozen_is_never_written_again(tmp_path: Path) -> None:
    with pytest.raises(FileExistsError):
        freeze(tmp_path, a_platform(tmp_path))
