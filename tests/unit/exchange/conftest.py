"""A whole bundle, one in parts, and a desk to read them at: made once for each module of tests."""

from collections.abc import Iterator

import pytest

from tests.unit.exchange.bundle_world import (
    Desk,
    a_staging,
    export,
    some_records,
)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return export(tmp_path_factory.mktemp("small")).parts[0].path.read_bytes()


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    written = export(tmp_path_factory.mktemp("parts"), some_records(4, entries=200), part_limit=30_000)
    return [part.path.read_bytes() for part in written.parts]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with a_staging(tmp_path_factory.mktemp("desk")) as connection:
        yield Desk(connection)
