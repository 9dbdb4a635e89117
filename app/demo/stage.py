"""Where a demonstration is played: each act runs in a process of its own, which sees its station's folder and a stick.

Nothing passes between stations but files in the stick's folder and what officers would say aloud (words to compare).
"""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from app.demo.summary import Summary

BETWEEN_ACTS = timedelta(minutes=7)


class ActFailed(RuntimeError):
    """An act ended otherwise than the play expects; the message is what the station printed."""


@dataclass(slots=True)
class Stage:
    """Folders, the clock all stations agree on, the seed, and what came of it so far."""

    out: Path
    moment: datetime
    seed: int
    summary: Summary = field(default_factory=Summary)

    @property
    def stick(self) -> Path:
        """Return the folder that is carried between stations."""
        return self.out / "stick"

    def play(self, station: str, act: str, **said: Any) -> dict[str, Any]:
        """Run one act of a station in a process of its own; return what it reports."""
        folder = self.out / station.lower()
        for needed in (folder, self.stick, self.out / "papers"):
            needed.mkdir(parents=True, exist_ok=True, mode=0o700)
        told = {
            "station": station, "act": act, "folder": str(folder), "stick": str(self.stick),
            "papers": str(self.out / "papers"), "clock": self.moment.isoformat(), "seed": self.seed, "said": said,
        }  # fmt: skip
        self.moment += BETWEEN_ACTS
        start = perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "app.demo.station"], input=json.dumps(told), capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        took = perf_counter() - start
        if done.returncode != 0:
            raise ActFailed(f"{station} {act}: {done.stderr.strip()[-2000:]}")
        report: dict[str, Any] = json.loads(done.stdout)
        step = {"station": station, "name": act, "seconds": round(took, 3), "report": report.pop("figures", {})}
        self.summary.steps.append(step)
        self.summary.bundles += report.pop("bundles", [])
        self.summary.documents += report.pop("documents", [])
        return report
