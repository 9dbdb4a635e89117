"""A stick with bundles for several stations, in parts: each finds its own, in order, and sees what it may not read."""

import shutil
from pathlib import Path

import pytest

from app.exchange.age import NotForThisWorkstation
from app.exchange.gathering import gather
from app.exchange.reader import read_bundle
from app.exchange.refusals import PartMissing, SignatureFalse, StickGone
from app.exchange.sticks import incoming
from tests.unit.exchange.bundle_world import (
    BOB,
    CAROL,
    IDENTITIES,
    KEYS,
    a_staging,
    a_stick,
    everything,
    export,
    some_facts,
    some_records,
    what_bob_knows,
)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """For Bob: bundle 9 in parts, bundle 8; one for Carol, one that is forged, a photograph."""
    export(tmp_path, some_records(9, entries=200), some_facts(counter=9), seed="nine", part_limit=30_000)
    export(tmp_path, some_records(8), some_facts(counter=8), seed="eight")
    export(tmp_path, facts=some_facts(recipient=CAROL), recipient=IDENTITIES[CAROL].recipient, seed="carol")
    export(tmp_path, seed="forged", sign=KEYS[CAROL].sign)
    (a_stick(tmp_path) / "photograph.pbundle").write_bytes(b"\xff\xd8\xff")
    return a_stick(tmp_path)


def test_each_bundle_is_found_with_its_parts_in_the_order_of_its_sender(stick: Path, tmp_path: Path) -> None:
    found = gather(incoming(stick), IDENTITIES[BOB], what_bob_knows())
    assert [one.manifest.counter for one in found.bundles] == [8, 9]
    assert [one.missing for one in found.bundles] == [(), ()]
    for bundle, records in zip(found.bundles, (some_records(8), some_records(9, entries=200)), strict=True):
        with a_staging(tmp_path) as connection, bundle.open() as parts:
            received = read_bundle(parts, IDENTITIES[BOB], what_bob_knows(), connection)
            assert everything(received).records == records


def test_what_is_refused_is_kept_with_its_reason(stick: Path) -> None:
    found = gather(incoming(stick), IDENTITIES[BOB], what_bob_knows())
    assert {type(one.refusal) for one in found.refused} == {NotForThisWorkstation, SignatureFalse}
    assert len(found.refused) == 2


def test_a_part_that_is_not_here_is_named_and_one_copied_twice_does_no_harm(stick: Path, tmp_path: Path) -> None:
    _, nine = gather(incoming(stick), IDENTITIES[BOB], what_bob_knows()).bundles
    shutil.copy(nine.parts[0], stick / "copy of a part.pbundle")
    nine.parts[1].unlink()
    _, nine = gather(incoming(stick), IDENTITIES[BOB], what_bob_knows()).bundles
    assert nine.missing == (2,)
    with a_staging(tmp_path) as connection, nine.open() as parts, pytest.raises(PartMissing):
        read_bundle(parts, IDENTITIES[BOB], what_bob_knows(), connection)


def test_a_stick_pulled_between_looking_and_reading_is_said_to_be_gone(stick: Path, tmp_path: Path) -> None:
    eight, _ = gather(incoming(stick), IDENTITIES[BOB], what_bob_knows()).bundles
    eight.parts[0].unlink()
    with a_staging(tmp_path) as connection, eight.open() as parts, pytest.raises(StickGone):
        read_bundle(parts, IDENTITIES[BOB], what_bob_knows(), connection)
