"""Random rights, then every bundle is opened with the recipient's key and searched: 0 foreign bytes.

Each stream's values hold a canary of its own. Whatever `may_receive` says no to, at the moment of export, may stand in
no byte of the bundle; neither may values that were past when the stream was first shared.
"""

from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from app.core.ids import Id
from app.models.enums import Action, Marking
from app.models.kinds.label import Label
from app.models.kinds.persons import Person, PersonPrivate, Relation
from app.models.rights import may_receive
from app.services.desk import Desk
from app.services.exchange.exporting import export_bundle
from app.services.exchange.release import NothingToRelease, confirm_release, propose_release, station_facts
from installer.campaign import seeds_to_run
from tests.property.exchange.stick_world import Sticks, copied, identity_of, opened

SETS_PER_CHANGE = 200
SETS_PER_RELEASE = 10_000
A_WORLD = 20
"""Sets of rights tried in one copy of the stations."""


def draw_label(draw: Random, world: Sticks) -> Label:
    organisations = [world.organisation(code) for code in ("ANT1", "GNT1")]
    some = [subset for size in range(3) for subset in combinations(organisations, size)]
    originator = draw.choice([None, None, None, b"o" * 16, organisations[0]])
    return Label(
        marking=draw.choice([Marking.NONE, Marking.RESTRICTED, Marking.CONFIDENTIAL, Marking.SECRET]),
        compartments=draw.choice([(), (), (), ("x",)]),
        co_owners=draw.choice(some),
        distribution=draw.choice(some),
        originator=originator,
        consented=draw.choice(some),
    )


def a_canary(draw: Random) -> str:
    return "kanarie" + "".join(draw.choice("bcdfghjklmnpqrstvwxz") for _ in range(16))


def write(draw: Random, world: Sticks, desk: Desk, known: list[Id]) -> tuple[Id, dict[Id, list[str]]]:
    """Open a person of two parts with labels of their own; return its canaries by stream, the current one last."""
    uid, canaries = desk.ids.new(), dict[Id, list[str]]()
    with desk.write() as unit:
        streams = [unit.begin(uid, part, draw_label(draw, world), Action.REGISTER) for part in PARTS]
        first = [a_canary(draw), a_canary(draw)]
        unit.create(streams[0], Person(family_name=first[0]), uid)
        private = unit.create(streams[1], PersonPrivate(person=uid, medical=first[1]))
        if known:
            unit.create(streams[1], Relation(person=uid, other=draw.choice(known)))
        unit.save()
    canaries = {streams[0]: [first[0]], streams[1]: [first[1]]}
    if draw.random() < 0.5:
        with desk.write() as unit:
            for stream, kind, entity, field in (
                (streams[0], Person, uid, "family_name"),
                (streams[1], PersonPrivate, private, "medical"),
            ):
                unit.require(Action.REGISTER, stream)
                canaries[stream].append(a_canary(draw))
                unit.change(stream, entity, kind, {field: canaries[stream][-1]})
            unit.save()
    return uid, canaries


PARTS = ("person", "person_private")


def play(seed: int, template: Sticks, folder: Path) -> tuple[int, int]:
    """Try A_WORLD sets of rights; return how many canaries were rightly found and how many were sought."""
    draw = Random(f"leak {seed}")
    found = sought = 0
    with copied(template, folder / str(seed)) as world:
        desk = world.at("BRU1")
        keys = {code: identity_of(world.at(code)) for code in ("ANT1", "GNT1")}
        stations = {code: world.station(code) for code in keys}
        second = world.second("BRU1")
        known: list[Id] = []
        canaries: dict[Id, list[str]] = {}
        shared: dict[tuple[str, Id], int] = {}
        for _ in range(A_WORLD):
            uid, more = write(draw, world, desk, known)
            known.append(uid)
            canaries |= more
            code = draw.choice(sorted(keys))
            proposal = propose_release(desk, stations[code], draw.sample(known, min(len(known), 3)))
            roots = [one.root for one in proposal.leaves]
            try:
                release = confirm_release(desk, proposal, "leak", roots, second)
            except NothingToRelease:
                continue
            sent = export_bundle(desk, release, world.stick)
            inside = b"".join(opened(file.read_bytes(), keys[code]) for file in sent.files)
            with desk.read() as view:
                facts = station_facts(view, stations[code])
                allowed = {stream: may_receive(facts, view.thing(stream)).allowed for stream in canaries}
            for stream, values in canaries.items():
                at = shared.setdefault((code, stream), len(values) - 1) if stream in release.streams else None
                for number, value in enumerate(values):
                    sought += 1
                    there = value.encode() in inside
                    found += there
                    assert not there or allowed[stream], (seed, "a foreign stream")
                    assert not there or (at is not None and number >= at), (seed, "the past")
            for file in sent.files:
                file.unlink()
    return found, sought


def test_no_byte_of_what_a_recipient_may_not_have_is_in_its_bundles(template: Sticks, tmp_path: Path) -> None:
    results = [play(seed, template, tmp_path) for seed in range(SETS_PER_CHANGE // A_WORLD)]

    found, sought = (sum(column) for column in zip(*results, strict=True))
    assert found > SETS_PER_CHANGE // 4, "the search finds what may be there"
    assert sought > SETS_PER_CHANGE * A_WORLD


@pytest.mark.release
def test_no_foreign_byte_leaks_over_a_whole_night(template: Sticks, tmp_path: Path) -> None:
    for seed in seeds_to_run("services_leaks", SETS_PER_RELEASE // A_WORLD):
        play(seed, template, tmp_path)
