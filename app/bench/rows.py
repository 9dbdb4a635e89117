"""The form of a measurement: value, yardstick, ratio with its spread, goal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the bench table. `ratio` is work over yardstick (or the measure itself where there is none)."""

    name: str
    value: float
    unit: str
    yardstick: float
    ratio: float
    low: float
    high: float
    goal: str
    ok: bool
    note: str = ""

    def as_dict(self) -> dict[str, object]:
        """Return the row as JSON carries it."""
        found: dict[str, object] = {
            "name": self.name, "value": self.value, "unit": self.unit, "yardstick": self.yardstick,
            "ratio": self.ratio, "low": self.low, "high": self.high, "goal": self.goal, "ok": self.ok,
        }  # fmt: skip
        return found | ({"note": self.note} if self.note else {})

    def line(self) -> str:
        """Return the row for a terminal."""
        verdict = "ok" if self.ok else "NOT MET"
        return (
            f"{self.name:20} {self.value:10.3f} {self.unit:12} yardstick {self.yardstick:10.3f}"
            f"  ratio {self.ratio:7.2f} ({self.low:.2f}–{self.high:.2f})  goal {self.goal:8} {verdict} {self.note}"
        )


@dataclass(frozen=True, slots=True)
class Measured:
    """Pairs of work and yardstick, measured in turn, in `unit`; the goal is on the median of their ratios."""

    work: Sequence[float]
    yardstick: Sequence[float]
    unit: str
    most: float | None = None
    """The ratio may be at most this."""
    least: float | None = None
    """The ratio must be at least this."""
    note: str = ""
    also: bool = True
    """A second condition of the goal, e.g. on memory; say it in `note`."""

    def row(self, name: str) -> Row:
        """Return the line for the table."""
        ratios = [work / yard for work, yard in zip(self.work, self.yardstick, strict=True)]
        middle = median(ratios)
        met = self.also and (self.most is None or middle <= self.most) and (self.least is None or middle >= self.least)
        goal = f"≤ {self.most:g}" if self.most is not None else f"≥ {self.least:g}"
        return Row(
            name, median(self.work), self.unit, median(self.yardstick), middle, min(ratios), max(ratios), goal, met,
            self.note,
        )  # fmt: skip


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` took, in seconds of wall time."""
    start = perf_counter()
    work()
    return perf_counter() - start
