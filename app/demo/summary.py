"""What a demonstration came to, in the form that tests and people read (quality.md §1)."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Summary:
    """Collected while the stations work; every figure is counted, none is typed in."""

    steps: list[dict[str, Any]] = field(default_factory=list)
    stations: list[dict[str, Any]] = field(default_factory=list)
    bundles: list[dict[str, Any]] = field(default_factory=list)
    documents: list[dict[str, Any]] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    checks: list[dict[str, Any]] = field(default_factory=list)
    measures: list[dict[str, Any]] = field(default_factory=list)

    def check(self, name: str, expected: object, found: object) -> None:
        """Note a check; it holds where both are equal."""
        self.checks.append({"name": name, "expected": expected, "found": found, "ok": expected == found})

    @property
    def ok(self) -> bool:
        """Tell whether every check holds."""
        return bool(self.checks) and all(check["ok"] for check in self.checks)

    def as_dict(self) -> dict[str, Any]:
        """Return what `summary.json` holds."""
        return {
            "steps": self.steps, "stations": self.stations, "bundles": self.bundles, "documents": self.documents,
            "pictures": self.pictures, "checks": self.checks, "measures": self.measures,
        }  # fmt: skip

    def lines(self) -> list[str]:
        """Return the summary for a terminal."""
        found = [f"{step['station']:5} {step['seconds']:6.2f} s  {step['name']}" for step in self.steps]
        found += ["", "Papers:"]
        found += [
            f"  {paper['file']}  {paper['kind']} {paper['language']}, {paper['pages']} p., copies: {paper['copies']}"
            for paper in self.documents
        ]
        found += ["", "Bundles:"]
        found += [f"  {b['from']} → {b['to']}: {b['entries']} entries, {b['bytes']} bytes" for b in self.bundles]
        found += ["", "Checks:"]
        found += [
            f"  {'ok ' if check['ok'] else 'NOT'} {check['name']}: expected {check['expected']}, found {check['found']}"
            for check in self.checks
        ]
        return found
