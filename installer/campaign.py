"""Long campaigns that go on where they were stopped: a test asks which seeds are still to run.

A campaign is one test marked `release` and one name. Every seed that ended without an exception is written down at
once in `.release/<name>.json` as ranges, so a stopped night is not lost. What was passed by other code says nothing:
the file carries a digest of the sources, and seeds done under another digest run again. `PRAESIDIUM_SEEDS=A..B`
(both included) chooses seeds; `installer/test --release --seeds A..B` sets it.
"""

import json
import os
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
SOURCES = ("app", "tests", "resources", "installer/locks")
MADE = {".pyc", ".mo", ".tmp"}

Range = tuple[int, int]
"""First and last seed, both included."""


def seeds_to_run(
    name: str, default_count: int, *, folder: Path | None = None, house: str | None = None
) -> Iterator[int]:
    """Yield the seeds of campaign `name` not yet passed; a seed counts as passed when the next one is asked for.

    Without `PRAESIDIUM_SEEDS` these are 0 to `default_count` - 1. Two tests must not share a name.
    Raises ValueError on a malformed or empty range.
    """
    folder = TOP / ".release" if folder is None else folder
    house = digest_of_house() if house is None else house
    record = folder / f"{name}.json"
    done = read(record, house)
    first, last = wanted(os.environ.get("PRAESIDIUM_SEEDS", ""), default_count)
    for seed in range(first, last + 1):
        if any(low <= seed <= high for low, high in done):
            continue
        yield seed
        done = merged([*done, (seed, seed)])
        write(record, house, done)


def wanted(text: str, default_count: int) -> Range:
    """Read `A..B`; empty text means the first `default_count` seeds."""
    if not text:
        return 0, default_count - 1
    first, dots, last = text.partition("..")
    if not (dots and first.isdecimal() and last.isdecimal() and int(first) <= int(last)):
        raise ValueError(f"not a range of seeds such as 0..999: {text!r}")
    return int(first), int(last)


def merged(ranges: Iterable[Range]) -> list[Range]:
    """Return the same seeds in the fewest ranges, in order."""
    result: list[Range] = []
    for low, high in sorted(ranges):
        if result and low <= result[-1][1] + 1:
            result[-1] = result[-1][0], max(result[-1][1], high)
        else:
            result.append((low, high))
    return result


def read(record: Path, house: str) -> list[Range]:
    """Return the ranges passed by this very house; none if the record is of another one or unreadable."""
    try:
        state = json.loads(record.read_text())
        if state["house"] != house:
            return []
        return merged((int(low), int(high)) for low, high in state["done"])
    except (OSError, ValueError, KeyError, TypeError):
        return []


def write(record: Path, house: str, done: list[Range]) -> None:
    """Replace the record in one step."""
    record.parent.mkdir(parents=True, exist_ok=True)
    waiting = record.with_suffix(".tmp")
    waiting.write_text(json.dumps({"house": house, "done": done}) + "\n")
    waiting.replace(record)


@cache
def digest_of_house() -> str:
    """Return a digest of everything a campaign's outcome rests on."""
    total = sha256()
    files = (file for source in SOURCES for file in (TOP / source).rglob("*") if file.is_file())
    for file in sorted(file for file in files if file.suffix not in MADE):
        total.update(file.relative_to(TOP).as_posix().encode() + b"\0" + sha256(file.read_bytes()).digest())
    return total.hexdigest()
