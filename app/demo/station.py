"""One act of one station, in a process of its own: reads what is said to it as JSON, prints its report as JSON."""

import json
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.bootstrap import station as platform
from app.core.clock import SeededRandomness, SteppingClock
from app.core.errors import PraesidiumError
from app.demo import ant1, bru1
from app.demo.setting import Act, Setting

ACTS: dict[str, dict[str, Act]] = {"BRU1": bru1.ACTS, "ANT1": ant1.ACTS}


@dataclass(frozen=True, slots=True)
class _Told:
    station: str
    act: str
    folder: str
    stick: str
    papers: str
    clock: str
    seed: int
    said: dict[str, Any]


def main() -> int:
    """Play the act told on standard input; return the exit code."""
    told = _Told(**json.load(sys.stdin))
    clock = SteppingClock(datetime.fromisoformat(told.clock), timedelta(milliseconds=20))
    randomness = SeededRandomness(f"{told.seed}/{told.station}/{told.act}/{told.clock}")
    on = platform(clock=clock, randomness=randomness, keyring=False, cost=Setting.COST)
    setting = Setting(
        told.station, Path(told.folder), Path(told.stick), Path(told.papers), told.said, on, Setting.load(told.folder)
    )
    try:
        report = ACTS[told.station][told.act](setting)
    except PraesidiumError as refused:
        print(refused.say("en"), file=sys.stderr)
        return refused.exit_code
    setting.save()
    json.dump(report, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
