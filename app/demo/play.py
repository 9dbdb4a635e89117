"""The play: which station does what, in which order, and what must hold at the end."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.core.clock import SystemClock
from app.demo.council import SHIPPED, recount
from app.demo.stage import Stage
from app.demo.summary import Summary

SUMMARY = "summary.json"
FLIPS = 128
BEFORE = timedelta(days=1)
"""The play takes some hours of its own clock: whoever opens its stores afterwards finds nothing dated ahead."""


def run_demo(out: Path, *, delegations: Path | None = None, seed: int = 1, clock: datetime | None = None) -> Summary:
    """Play the demonstration in the folder `out` (made if needed, must be empty) and write `summary.json` there.

    `delegations` is a list of heads of state and government as published; without it a small fictional one serves.
    Raises FileExistsError where `out` is not empty, `ActFailed` where a station refuses what the play expects.
    """
    out.mkdir(parents=True, exist_ok=True, mode=0o700)
    if any(out.iterdir()):
        raise FileExistsError(out)
    stage = Stage(out.resolve(), _aware(clock), seed)
    _pair(stage)
    _case(stage)
    _council(stage, delegations)
    stage.play("BRU1", "papers")
    last = _exchange(stage)
    _thief(stage, last)
    _recount(stage)
    text = json.dumps(stage.summary.as_dict(), indent=1, ensure_ascii=False)
    (out / SUMMARY).write_text(text, encoding="utf-8")
    return stage.summary


def _aware(clock: datetime | None) -> datetime:
    if clock is None:
        return SystemClock().now() - BEFORE
    return clock if clock.tzinfo else clock.replace(tzinfo=UTC)


def _pair(stage: Stage) -> None:
    stage.play("BRU1", "found")
    asked = stage.play("ANT1", "ask")
    invited = stage.play("BRU1", "admit", request=asked["request"], words=asked["words"])
    stage.play("ANT1", "enter", files=invited["files"], words=invited["root_words"])


def _case(stage: Stage) -> None:
    stage.play("BRU1", "keep_file")
    stage.play("BRU1", "decide")


def _council(stage: Stage, delegations: Path | None) -> None:
    check = stage.summary.check
    said = str(delegations.resolve()) if delegations else ""
    counted = recount(delegations.read_text(encoding="utf-8")) if delegations else SHIPPED
    done = stage.play("BRU1", "prepare", delegations=said)
    check("rows of the Union's members", counted["rows"], done["rows"])
    check("persons on them, host's included", counted["persons"], done["persons"])
    check("visit files, none for the host", [counted["visits"], 0], [done["visits"], done["of_the_host"]])
    check("rows that wait for a review", counted["waiting"], done["waiting"])
    check("new from the same list a second time", 0, done["again"])
    flagged = stage.play("BRU1", "mistype", delegations=said)
    check(
        "a name with a lost letter: flagged, added, waiting",
        [1, 0, 1],
        [flagged["flagged"], flagged["added"], flagged["waiting"]],
    )


def _exchange(stage: Stage) -> list[str]:
    check = stage.summary.check
    first = stage.play("BRU1", "send", reason="uitvoering van de maatregelen", roots=["file", "judge", "partner"])
    own = ("assignment", "file_core", "file_threat", "paper", "person_private")
    check("parts refused to ANT1", [f"{part}: stranger" for part in own], first["refused"])
    back = stage.play("ANT1", "work", files=first["files"])
    stage.play("BRU1", "change_measure")
    received = stage.play("BRU1", "receive", files=back["files"])
    check("conflicts raised by ANT1's bundle", 1, received["raised"])
    settled = stage.play("BRU1", "settle")
    check("conflicts settled", 1, settled["settled"])
    check("stations in the conflict", ["ANT1", "BRU1"], settled["authors"])
    third = stage.play("BRU1", "send", reason="beslechting", roots=[])
    done = stage.play("ANT1", "receive", files=third["files"])
    check("a bundle taken in twice changes nothing", ["replay", 0], [done["again"], done["again_entries"]])
    files: list[str] = third["files"]
    return files


def _recount(stage: Stage) -> None:
    check = stage.summary.check
    bru1, ant1 = stage.play("BRU1", "figures"), stage.play("ANT1", "figures")
    stage.summary.stations += [bru1["line"], ant1["line"]]
    check("streams at ANT1 are those shared with it", bru1["streams"], ant1["streams"])
    check("digest over what both share", bru1["shared"], ant1["shared"])
    check("open conflicts", [0, 0], [bru1["line"]["conflicts"], ant1["line"]["conflicts"]])
    check("phrases of the threat part found at BRU1", 8, len(bru1["control"]))
    check("faults found by verify at BRU1", 0, bru1["faults"])


def _thief(stage: Stage, files: list[str]) -> None:
    check = stage.summary.check
    seen = stage.play("ANT1", "search", files=files, flips=FLIPS)
    check("phrases of the threat part found in any byte of ANT1", [], seen["found"])
    check("the shared name is found there, so the search can find", 1, len(seen["control"]))
    check(f"of {FLIPS} bundles with one byte flipped, taken in", 0, seen["accepted"])
    check("faults found by verify at ANT1", 0, seen["faults"])
