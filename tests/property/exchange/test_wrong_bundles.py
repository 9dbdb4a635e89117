"""Bundles that are whole and genuine, and not due: again, too old, for another, from another, of another world.

A pool of every kind is given in random order, again and again: nothing changes, and each time the officer reads the
sentence of that very case.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from random import Random

import pytest

from app.core.clock import SeededRandomness
from app.core.errors import PraesidiumError
from app.exchange.age import HybridIdentity
from app.exchange.layout import read_head
from app.exchange.manifest import Facts, Invitation, decode_manifest
from app.exchange.payload import Records
from app.exchange.writer import Sign, write_bundle
from app.history.writing import Writer
from app.models.enums import AccountState, Action, Marking
from app.models.kinds.directory import Station
from app.models.kinds.label import Label
from app.models.kinds.persons import Person
from app.models.release import Release
from app.services.desk import Desk, View
from app.services.exchange.importing import Imported, import_bundle
from app.services.station.stations import directory_of
from app.store.keys import SigningKey
from app.store.meta import Mark
from app.store.staging import staging
from installer.campaign import seeds_to_run
from tests.property.exchange.stick_world import (
    START,
    Sticks,
    build,
    copied,
    digest,
    identity_of,
    name_of,
    opened,
    rename,
    sealed,
    write_person,
)

PER_CHANGE = 500
PER_RELEASE = 10_000

EXPECTED = {
    "replay": "replay",
    "stale": "stale",
    "for another": "NotForThisWorkstation",
    "forwarded": "Forwarded",
    "signed by another": "SignatureFalse",
    "certificate of another": "SenderUnknown",
    "stranger": "SenderUnknown",
    "revoked station": "SenderUnknown",
    "other directory": "ForeignDirectory",
    "exercise": "ExerciseMixed",
    "exercise world": "ForeignDirectory",
    "invitation": "AlreadyJoined",
    "no right to import": "NotAllowed",
}


@dataclass(slots=True)
class Pool:
    world: Sticks
    files: Mapping[str, list[Path]]


@pytest.fixture(scope="module")
def pool(template: Sticks, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    folder = tmp_path_factory.mktemp("pool")
    foreign = build(folder / "foreign", ("ANT1",), seed=77)
    exercise = build(folder / "exercise", ("ANT1",), Mark.EXERCISE, seed=78)
    with copied(template, folder / "world") as world:
        yield Pool(world, _files(world, foreign, exercise))
    foreign.close()
    exercise.close()


def _files(world: Sticks, foreign: Sticks, exercise: Sticks) -> dict[str, list[Path]]:
    """Make two or three of every kind, and take in what must have been."""
    label = Label(marking=Marking.RESTRICTED, co_owners=(world.organisation("ANT1"), world.organisation("GNT1")))
    person = write_person(world.at("BRU1"), "Peeters", label)
    of_gnt1 = [*world.send("GNT1", "ANT1").files, *world.send("GNT1", "ANT1").files]
    _revoke(world, "GNT1")
    world.carry("BRU1", "ANT1", person)
    stale: list[Path] = []
    replays: list[Path] = []
    for number in range(3):
        rename(world.at("BRU1"), person, f"Peeters {number}")
        stale += world.send("BRU1", "ANT1", person).files
        sent = world.send("BRU1", "ANT1", person)
        replays += sent.files
    for file in replays[2:]:
        import_bundle(world.at("ANT1"), [file])
    gone = [*foreign.send("BRU1", "ANT1").files]
    played = [*exercise.send("BRU1", "ANT1").files]
    mine = identity_of(world.at("ANT1"))
    files = {
        "replay": replays[2:],
        "stale": [*stale, *replays[:2]],
        "revoked station": of_gnt1,
        "for another": _for_another(world),
    }
    plain = opened(stale[0].read_bytes(), mine)
    files |= {kind: [_crafted(world, kind, plain, mine)] for kind in _CRAFTED}
    again = [opened(file.read_bytes(), identity_of(foreign.at("ANT1"))) for file in gone]
    files["other directory"] = [_put(world, f"foreign{n}", sealed(one, mine)) for n, one in enumerate(again)]
    again = [opened(file.read_bytes(), identity_of(exercise.at("ANT1"))) for file in played]
    files["exercise world"] = [_put(world, f"exercise{n}", sealed(one, mine)) for n, one in enumerate(again)]
    files["forwarded"] = [_forwarded(world, mine)]
    files["no right to import"] = replays[2:]
    return files


def _revoke(world: Sticks, code: str) -> None:
    desk = world.at("BRU1", "admin")
    with desk.write() as unit:
        directory = directory_of(desk)
        unit.require(Action.DIRECTORY, directory)
        found = unit.directory.station_by_code(code)
        assert found is not None
        unit.change(directory, found[0], Station, {"state": AccountState.REVOKED})
        unit.save(signed=True)
    world.lock("BRU1")


def _for_another(world: Sticks) -> list[Path]:
    """Back at its own sender: encrypted to GNT1 or ANT1, never to BRU1; here: to GNT1."""
    return [_put(world, "gnt1", sealed(b"x" * 5000, HybridIdentity.generate(SeededRandomness("gnt1"))))]


def _put(world: Sticks, name: str, body: bytes) -> Path:
    path = world.stick / f"{name}.pbundle"
    path.write_bytes(body)
    return path


def _forwarded(world: Sticks, mine: HybridIdentity) -> Path:
    """A bundle of BRU1 to itself names BRU1's key: whoever has it sealed it again for ANT1."""
    sender = world.at("BRU1")
    return _signed(world, "forwarded", sender, {"recipient": sender.station}, mine)


_CRAFTED = ("signed by another", "certificate of another", "stranger", "exercise", "invitation")


def _crafted(world: Sticks, kind: str, plain: bytes, mine: HybridIdentity) -> Path:
    sender, other = world.at("BRU1"), world.at("ANT1")
    thief = SigningKey.generate(SeededRandomness("thief"))
    match kind:
        case "signed by another":
            return _signed(world, kind, sender, {}, mine, sign=thief.sign)
        case "certificate of another":
            return _signed(world, kind, sender, {"cert": other.pen.cert}, mine, sign=other.pen.sign)
        case "stranger":
            return _signed(world, kind, sender, {"sender": b"s" * 16}, mine)
        case "exercise":
            return _signed(world, kind, sender, {"exercise": True}, mine)
        case _:
            invitation = Invitation(sender.trust.root_key or b"", directory_of(sender), b"q" * 32)
            return _signed(world, kind, sender, {"invitation": invitation}, mine)


def _signed(
    world: Sticks, name: str, sender: Desk, changes: dict[str, object], mine: HybridIdentity, sign: Sign | None = None
) -> Path:
    """Write an empty bundle as BRU1's own program would, but for `changes`."""
    [template, *_] = world.send("BRU1", "ANT1").files
    manifest = decode_manifest(read_head(BytesIO(opened(template.read_bytes(), mine))).manifest)
    fields = {field: getattr(manifest, field) for field in Facts.__dataclass_fields__}
    facts = replace(Facts(**fields), **changes)  # type: ignore[arg-type]  # fields of that very class
    release = Release(facts.recipient, frozenset(), Marking.TOP_SECRET, sender.officer, START, "crafted")
    randomness = SeededRandomness(name)
    with staging(sender.workroom, randomness) as staged:
        written = write_bundle(
            release, facts, Records(), recipient=mine.recipient, sign=sign or sender.pen.sign, staging=staged,
            target=world.stick, randomness=randomness,
        )  # fmt: skip
    return written.parts[0].path


def given(pool: Pool, kind: str, file: Path, desks: Mapping[str, Desk]) -> tuple[str, set[str]]:
    """Give a file to ANT1; return what came of it and its sentence in four languages."""
    desk = desks["nobody" if kind == "no right to import" else "officer"]
    try:
        said: Imported | PraesidiumError = import_bundle(desk, [file])
        name = said.outcome.value
    except PraesidiumError as refused:
        said, name = refused, type(refused).__name__
    return name, {said.say(language) for language in ("en", "nl", "fr", "de")}


@pytest.fixture(scope="module")
def desks(pool: Pool) -> Mapping[str, Desk]:
    officer = pool.world.at("ANT1")
    return {"officer": officer, "nobody": replace(officer, officer=b"n" * 16)}


def test_nothing_changes_by_what_is_not_due_and_each_case_has_its_own_sentence(
    pool: Pool, desks: Mapping[str, Desk]
) -> None:
    before = digest(desks["officer"])
    sentences: dict[str, set[str]] = {}
    draw = Random(500)
    for _ in range(PER_CHANGE):
        kind = draw.choice(sorted(EXPECTED))
        name, sentence = given(pool, kind, draw.choice(pool.files[kind]), desks)
        assert (kind, name) == (kind, EXPECTED[kind])
        assert len(sentence) == 4, kind
        sentences.setdefault(name, sentence)

    assert digest(desks["officer"]) == before
    assert set(sentences) == set(EXPECTED.values())
    every = [one for sentence in sentences.values() for one in sentence]
    assert len(set(every)) == len(every)


@pytest.mark.release
def test_nothing_changes_over_a_whole_night(pool: Pool, desks: Mapping[str, Desk]) -> None:
    before = digest(desks["officer"])
    for seed in seeds_to_run("services_wrong_bundles", PER_RELEASE):
        draw = Random(f"wrong {seed}")
        kind = draw.choice(sorted(EXPECTED))
        assert given(pool, kind, draw.choice(pool.files[kind]), desks)[0] == EXPECTED[kind], seed
        assert digest(desks["officer"]) == before, seed


def test_an_officer_without_the_right_writes_what_does_not_count_anywhere(world: Sticks) -> None:
    label = Label(marking=Marking.RESTRICTED, co_owners=(world.organisation("GNT1"),))
    person = write_person(world.at("BRU1"), "Maes", label)
    world.carry("BRU1", "GNT1", person)
    tampered = world.at("GNT1")
    with tampered.store.write() as connection:
        stream = View(tampered, connection).part(person, "person")
        writer = Writer(connection, tampered.schema, tampered.trust, tampered.pen, tampered.randomness)
        writer.change(stream, person, Person, {"family_name": "Macs"})
        writer.commit(tampered.officer, tampered.clock.now())

    done = world.carry("GNT1", "BRU1")

    assert (done.entries, done.void, done.conflicts_raised) == (1, 1, 0)
    assert name_of(world.at("BRU1"), person) == "Maes"
    with world.at("BRU1").store.read() as connection:
        assert connection.exec_driver_sql("SELECT kind FROM finding").scalars().all() == ["void"]
