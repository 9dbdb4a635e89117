"""Bundles that were changed, cut, spliced or made by a hostile station: refused in words, and nothing has changed.

The first two campaigns have everything but the sender's signing key. The third is worse: a station whose program was
tampered with, which signs whatever it likes. It may be refused or taken in as far as history lets it; it may not crash
the import, nor leave anything behind when it is refused.
"""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest

from app.core.clock import SeededRandomness
from app.core.errors import PraesidiumError
from app.exchange.age import HybridIdentity
from app.exchange.layout import read_head, write_head
from app.exchange.manifest import Facts, decode_manifest
from app.exchange.payload import Entry, Records, Save, read_frame
from app.exchange.writer import write_bundle
from app.history.wire import entry_hash, save_hash, save_message
from app.models.enums import Marking
from app.models.kinds.label import Label
from app.models.release import Release
from app.services.desk import Desk
from app.services.exchange.importing import import_bundle, preview_bundle
from app.store.staging import staging
from installer.campaign import seeds_to_run
from tests.property.exchange.stick_world import (
    START,
    Sticks,
    digest,
    identity_of,
    opened,
    rename,
    sealed,
    write_person,
)
from tests.unit.exchange.mutations import spoil

PER_CHANGE = 2_000
SIGNED_PER_CHANGE = 300
PER_RELEASE = 100_000

Take = Callable[[bytes], str]
"""Give bytes to ANT1 as a file; the refusal's name, empty where it was taken in."""


@pytest.fixture(scope="module")
def bundles(shared: Sticks) -> list[bytes]:
    """Three bundles for ANT1, none of which it has taken in: each would bring something."""
    made = []
    both = Label(marking=Marking.RESTRICTED, co_owners=(shared.organisation("ANT1"),))
    person = write_person(shared.at("BRU1"), "Peeters", both)
    for number in range(3):
        rename(shared.at("BRU1"), person, f"Peeters {number}")
        made.append(shared.send("BRU1", "ANT1", person).files[0].read_bytes())
    return made


@pytest.fixture(scope="module")
def identity(shared: Sticks) -> HybridIdentity:
    return identity_of(shared.at("ANT1"))


@pytest.fixture(scope="module")
def take(shared: Sticks) -> Take:
    file = shared.stick / "given.pbundle"

    def give(body: bytes) -> str:
        file.write_bytes(body)
        try:
            import_bundle(shared.at("ANT1"), [file])
        except PraesidiumError as refused:
            return type(refused).__name__
        return ""

    return give


def changed(seed: int, bundles: Sequence[bytes], identity: HybridIdentity) -> bytes:
    """Return a bundle changed outside, changed inside and sealed again, or made of two."""
    draw = Random(seed)
    bundle = draw.choice(bundles)
    how = draw.random()
    if how < 0.4:
        return spoil(draw, bundle)
    if how < 0.75:
        return sealed(spoil(draw, opened(bundle, identity)), identity)
    return spliced(draw, bundles, identity)


def spliced(draw: Random, bundles: Sequence[bytes], identity: HybridIdentity) -> bytes:
    """Return pieces of two bundles put together, outside or inside."""
    one, other = draw.sample(bundles, 2)
    if draw.random() < 0.3:
        at = draw.randrange(100, min(len(one), len(other)))
        return one[:at] + other[at:]
    first, second = opened(one, identity), opened(other, identity)
    heads = [len(write_head(read_head(BytesIO(plain)))) for plain in (first, second)]
    if draw.random() < 0.5:
        return sealed(first[: heads[0]] + second[heads[1] :], identity)
    at = draw.randrange(100, min(heads))
    return sealed(first[:at] + second[at:], identity)


def test_no_changed_cut_or_spliced_bundle_is_taken_in(
    shared: Sticks, bundles: list[bytes], identity: HybridIdentity, take: Take
) -> None:
    before = digest(shared.at("ANT1"))

    refusals = [take(changed(seed, bundles, identity)) for seed in range(PER_CHANGE)]

    assert refusals.count("") == 0
    assert len(set(refusals)) >= 8
    assert digest(shared.at("ANT1")) == before
    assert sorted(path.name for path in (shared.folder / "ANT1").iterdir() if "staging" in path.name) == []


@pytest.mark.release
def test_no_changed_bundle_is_taken_in_over_a_whole_night(
    shared: Sticks, bundles: list[bytes], identity: HybridIdentity, take: Take
) -> None:
    before = digest(shared.at("ANT1"))
    for seed in seeds_to_run("services_changed_bundles", PER_RELEASE):
        assert take(changed(seed, bundles, identity)), seed
        if seed % 500 == 0:
            assert digest(shared.at("ANT1")) == before, seed


def records_of(plain: bytes) -> Records:
    """Return what a bundle carries."""
    head = read_head(BytesIO(plain))
    frames = decode_manifest(head.manifest).frames
    at, found = len(write_head(head)), dict[int, list[object]]()
    for kind, size in zip(frames.kinds, frames.sizes, strict=True):
        found.setdefault(kind, []).extend(read_frame(kind, plain[at + 5 : at + 5 + size]))
        at += 5 + size
    return Records(*(found.get(kind, []) for kind in range(1, 6)))  # type: ignore[arg-type]  # by kind


def mangle(draw: Random, records: Records, desk: Desk) -> Records:
    """Change what a hostile sender can: bytes of records, their order and number, and what he signs anew."""
    certs, saves, entries = list(records.certs), list(records.saves), list(records.entries)
    for _ in range(draw.choice((1, 1, 1, 3))):
        match draw.randrange(8):
            case 0:
                at = draw.randrange(len(entries))
                entries[at] = Entry(spoil(draw, entries[at].skeleton), entries[at].openings)
            case 1:
                at = draw.randrange(len(entries))
                entries[at] = Entry(entries[at].skeleton, spoil(draw, entries[at].openings))
            case 2:
                at = draw.randrange(len(saves))
                saves[at] = Save(saves[at].body, draw.randbytes(64), saves[at].cosigs)
            case 3:
                at = draw.randrange(len(saves))
                saves[at] = Save(saves[at].body, saves[at].sig, [(draw.randbytes(16), draw.randbytes(64))])
            case 4:
                at = draw.randrange(len(certs))
                certs[at] = spoil(draw, certs[at])
            case 5:
                for kept in (certs, saves, entries):
                    draw.shuffle(kept)
                del entries[draw.randrange(1, len(entries) + 1) :]
            case _:
                _sign_anew(draw, saves, entries, desk)
    return Records(certs, saves, entries)


def _sign_anew(draw: Random, saves: list[Save], entries: list[Entry], desk: Desk) -> None:
    """Change fields of an entry or of its save, of the right form or nearly, and sign the save as the station can."""
    listed = {name: at for at, save in enumerate(saves) for name in _save(save.body)[-1]}
    at = draw.randrange(len(entries))
    name = entry_hash(entries[at].skeleton)
    if name not in listed:
        return
    where = listed[name]
    body = _save(saves[where].body)
    if draw.random() < 0.7:
        skeleton = _twisted(draw, msgspec.msgpack.decode(entries[at].skeleton))
        entries[at] = Entry(skeleton, entries[at].openings)
        body[-1] = [entry_hash(skeleton) if one == name else one for one in body[-1]]
        raw = msgspec.msgpack.encode(body)
    else:
        raw = _twisted(draw, body)
    cosigs = saves[where].cosigs if draw.random() < 0.5 else [(desk.officer, desk.officer_key.sign(save_hash(raw)))]
    saves[where] = Save(raw, desk.pen.sign(save_message(raw)), cosigs)


def _save(raw: bytes) -> list[Any]:
    found = msgspec.msgpack.decode(raw)
    return found if isinstance(found, list) and found and isinstance(found[-1], list) else [[]]


def _twisted(draw: Random, fields: list[Any]) -> bytes:
    at = draw.randrange(len(fields))
    value = fields[at]
    if isinstance(value, list) and value and draw.random() < 0.8:
        inner = draw.randrange(len(value))
        value = [*value[:inner], _other(draw, value[inner]), *value[inner + 1 :]]
    else:
        value = _other(draw, value)
    return msgspec.msgpack.encode([*fields[:at], value, *fields[at + 1 :]])


def _other(draw: Random, value: Any) -> Any:
    if isinstance(value, bool) or value is None:
        return draw.choice((True, None, 0, b"", []))
    if isinstance(value, int):
        return draw.choice((0, 1, 2, value + 1, -1, 90, 91, 92, 2**40, 2**63 - 1, 2**64 - 1))
    if isinstance(value, bytes):
        return draw.choice((b"", draw.randbytes(len(value)), value[:-1], value + value, value[::-1]))
    if isinstance(value, str):
        return draw.choice(("", "x" * 70, "\x00"))
    return draw.choice(([], [*value, *value], None, value[::-1]))


def test_a_hostile_station_crashes_no_import_and_leaves_nothing_when_refused(
    shared: Sticks, bundles: list[bytes], identity: HybridIdentity, template: Sticks, tmp_path: Path
) -> None:
    outcomes = [hostile(seed, shared, template, bundles, identity, tmp_path) for seed in range(SIGNED_PER_CHANGE)]

    assert outcomes.count("") < SIGNED_PER_CHANGE
    assert {"MalformedHistory", "ForgedSave", "EntryWithoutSave"} <= set(outcomes)


@pytest.mark.release
def test_a_hostile_station_crashes_no_import_over_a_whole_night(
    shared: Sticks, bundles: list[bytes], identity: HybridIdentity, template: Sticks, tmp_path: Path
) -> None:
    for seed in seeds_to_run("services_hostile_station", PER_RELEASE):
        hostile(seed, shared, template, bundles, identity, tmp_path)


def hostile(
    seed: int, shared: Sticks, template: Sticks, bundles: Sequence[bytes], identity: HybridIdentity, folder: Path
) -> str:
    """Preview and take in what BRU1's tampered program makes of a bundle; return the refusal's name or nothing."""
    draw = Random(f"hostile {seed}")
    plain = opened(draw.choice(bundles), identity)
    sender, receiver = shared.at("BRU1"), shared.at("ANT1")
    file = resigned(sender, plain, mangle(draw, records_of(plain), sender), identity, folder, seed)
    before = digest(receiver) if seed % 10 == 0 else ""
    try:
        # A preview does all an import does and rolls back: what is taken in would make later seeds replays.
        preview_bundle(receiver, [file])
        outcome = ""
    except PraesidiumError as refused:
        outcome = type(refused).__name__
    finally:
        file.unlink()
    assert not before or digest(receiver) == before, seed
    return outcome


def resigned(sender: Desk, plain: bytes, records: Records, identity: HybridIdentity, folder: Path, seed: int) -> Path:
    """Write `records` as a bundle that the sender's own key signed."""
    manifest = decode_manifest(read_head(BytesIO(plain)).manifest)
    facts = Facts(
        directory=manifest.directory, exercise=manifest.exercise, sender=manifest.sender, cert=manifest.cert,
        recipient=manifest.recipient, counter=manifest.counter, head=manifest.head, from_eid=manifest.from_eid,
        to_eid=manifest.to_eid, marking=manifest.marking, moment=manifest.moment, app=manifest.app,
        acknowledged=manifest.acknowledged,
    )  # fmt: skip
    release = Release(manifest.recipient, frozenset(), Marking.TOP_SECRET, sender.officer, START, "tampered")
    randomness = SeededRandomness(seed)
    with staging(sender.workroom, randomness) as staged:
        written = write_bundle(
            release, facts, records, recipient=identity.recipient, sign=sender.pen.sign, staging=staged,
            target=folder, randomness=randomness,
        )  # fmt: skip
    return written.parts[0].path
