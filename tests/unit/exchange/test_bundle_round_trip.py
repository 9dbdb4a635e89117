"""What goes in comes out, in one part or many, and nothing of it grows with the content."""

import tracemalloc
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.errors import Cancelled
from app.core.progress import Cancel
from app.exchange.layout import LEAST_PADDED, padded_size
from app.exchange.payload import Chunk, Entry, Records
from app.exchange.reader import peek, read_bundle
from app.exchange.refusals import NotReleased, RecordTooLarge
from app.exchange.writer import file_sizes
from app.models.enums import Marking
from tests.unit.exchange.bundle_world import (
    BOB,
    CAROL,
    IDENTITIES,
    Desk,
    a_release,
    a_staging,
    a_stick,
    everything,
    export,
    opened,
    some_facts,
    some_records,
    what_bob_knows,
)


def test_what_was_sent_is_what_is_received(tmp_path: Path) -> None:
    written = export(tmp_path)
    with a_staging(tmp_path) as connection:
        found = Desk(connection).read(*(part.path.read_bytes() for part in written.parts))
    assert found.records == some_records()
    assert found.manifest == written.manifest
    assert found.manifest.counter == 7
    assert found.manifest.totals.entries == 3


def test_a_bundle_with_nothing_but_an_acknowledgement_is_a_bundle(tmp_path: Path) -> None:
    written = export(tmp_path, Records())
    with a_staging(tmp_path) as connection:
        found = Desk(connection).read(written.parts[0].path.read_bytes())
    assert found.records == Records([], [], [], [], [])
    assert found.manifest.acknowledged is not None


def test_many_frames_in_several_parts_come_out_in_order_whatever_the_order_of_the_parts(tmp_path: Path) -> None:
    records = some_records(2, certs=3, saves=300, entries=900, chunks=500)
    written = export(tmp_path, records, part_limit=60_000)
    assert len(written.parts) > 4
    assert all(part.size <= 60_000 for part in written.parts)
    bodies = [part.path.read_bytes() for part in written.parts]
    with a_staging(tmp_path) as connection:
        assert Desk(connection).read(*reversed(bodies)).records == records


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 1 << 30),
    counts=st.tuples(*[st.integers(0, 60)] * 4),
    part_limit=st.integers(20_000, 90_000),
)
def test_any_records_in_parts_of_any_size_come_out(
    tmp_path: Path, seed: int, counts: tuple[int, int, int, int], part_limit: int
) -> None:
    certs, saves, entries, chunks = counts
    records = some_records(seed, certs=certs, saves=saves, entries=entries, chunks=chunks)
    written = export(tmp_path, records, part_limit=part_limit)
    with a_staging(tmp_path) as connection:
        assert Desk(connection).read(*(part.path.read_bytes() for part in written.parts)).records == records
    for part in written.parts:
        part.path.unlink()


def test_each_part_says_which_bundle_it_belongs_to(tmp_path: Path) -> None:
    written = export(tmp_path, some_records(2, entries=300), part_limit=40_000)
    found = [peek(BytesIO(at.path.read_bytes()), IDENTITIES[BOB], what_bob_knows()) for at in written.parts]
    assert [one.part for one in found] == [1, 2, 3][: len(found)]
    assert {one.manifest.bundle for one in found} == {written.manifest.bundle}


def test_sizes_are_known_before_anything_is_written(tmp_path: Path) -> None:
    written = export(tmp_path, some_records(3, entries=2_000), part_limit=100_000)
    assert file_sizes(written.manifest, IDENTITIES[BOB].recipient) == [part.size for part in written.parts]
    assert [part.path.stat().st_size for part in written.parts] == [part.size for part in written.parts]


def test_the_inside_depends_on_nothing_but_what_was_given(tmp_path: Path) -> None:
    first = export(tmp_path, seed=5)
    second = export(tmp_path, seed=5, target=_folder(tmp_path / "second"))
    third = export(tmp_path, seed=6, target=_folder(tmp_path / "third"))
    insides = [opened(one.parts[0].path.read_bytes()) for one in (first, second, third)]
    assert insides[0] == insides[1] != insides[2]
    assert first.parts[0].path.name == second.parts[0].path.name != third.parts[0].path.name


def test_names_say_nothing_and_only_the_owner_reads(tmp_path: Path) -> None:
    path = export(tmp_path).parts[0].path
    assert path.suffix == ".pbundle"
    assert len(bytes.fromhex(path.stem)) == 16
    assert path.stat().st_mode & 0o777 == 0o600
    assert [found.name for found in a_stick(tmp_path).iterdir()] == [path.name]


def test_bundles_of_different_content_have_one_size(tmp_path: Path) -> None:
    few = export(tmp_path, some_records(1, entries=1), target=_folder(tmp_path / "few"))
    more = export(tmp_path, some_records(2, entries=9), target=_folder(tmp_path / "more"))
    assert few.parts[0].size == more.parts[0].size


@pytest.mark.parametrize(
    ("count", "padded"),
    [(0, LEAST_PADDED), (4096, 4096), (4097, 4352), (9_000, 9_216), (1_000_000, 1_015_808), (1 << 30, 1 << 30)],
)
def test_padding_follows_padme(count: int, padded: int) -> None:
    assert padded_size(count) == padded


def test_padding_never_costs_more_than_an_eighth() -> None:
    assert all(count <= padded_size(count) <= count * 1.12 for count in range(5_000, 3_000_000, 997))


def test_nothing_is_written_without_the_gates_word_for_this_recipient(tmp_path: Path) -> None:
    with pytest.raises(NotReleased):
        export(tmp_path, release=a_release(recipient=CAROL))
    with pytest.raises(NotReleased):
        export(tmp_path, release=a_release(marking=Marking.RESTRICTED))
    assert list(a_stick(tmp_path).iterdir()) == []


def test_a_record_that_fits_no_frame_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(RecordTooLarge):
        export(tmp_path, Records(entries=[Entry(bytes(17 << 20), b"")]))
    assert list(a_stick(tmp_path).iterdir()) == []


def test_a_cancelled_export_leaves_nothing_on_the_stick(tmp_path: Path) -> None:
    for stop_at in range(1, 12):
        cancel = Cancel()
        steps: list[int] = []

        def progress(
            done: int, total: int, cancel: Cancel = cancel, steps: list[int] = steps, at: int = stop_at
        ) -> None:
            steps.append(done)
            if len(steps) == at:
                cancel.request()

        try:
            written = export(tmp_path, some_records(1), progress=progress, cancel=cancel)
        except Cancelled:
            assert list(a_stick(tmp_path).iterdir()) == []
        else:
            written.parts[0].path.unlink()


def test_a_cancelled_import_leaves_nothing_staged(tmp_path: Path) -> None:
    body = export(tmp_path).parts[0].path.read_bytes()
    cancel = Cancel()
    with a_staging(tmp_path) as connection:
        desk = Desk(connection)
        with pytest.raises(Cancelled):
            desk.read(body, cancel=cancel, progress=lambda *_: cancel.request())
        assert desk.tables() == []


def test_writing_tells_how_far_it_is(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    written = export(tmp_path, progress=lambda done, total: steps.append((done, total)))
    total = sum(written.manifest.frames.sizes)
    assert steps[-1] == (total, total)


def test_memory_stays_flat_while_64_mib_go_through(tmp_path: Path) -> None:
    chunk = bytes(range(256)) * 4096

    def chunks() -> Iterator[Chunk]:
        for number in range(64):
            yield Chunk(b"c" * 32, number, chunk)

    tracemalloc.start()
    try:
        written = export(tmp_path, Records(chunks=chunks()), some_facts(), free=lambda _: 1 << 40)
        with written.parts[0].path.open("rb") as source, a_staging(tmp_path) as connection:
            found = read_bundle([source], IDENTITIES[BOB], what_bob_knows(), connection)
            assert sum(len(one.body) for one in found.chunks()) == 64 << 20
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 16 << 20


def test_a_staged_bundle_can_be_gone_through_twice(tmp_path: Path) -> None:
    body = export(tmp_path).parts[0].path.read_bytes()
    with a_staging(tmp_path) as connection:
        bundle = read_bundle([BytesIO(body)], IDENTITIES[BOB], what_bob_knows(), connection)
        assert everything(bundle) == everything(bundle)


def _folder(path: Path) -> Path:
    path.mkdir()
    return path
