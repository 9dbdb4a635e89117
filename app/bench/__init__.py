"""Speed and memory, measured: each row is work against a yardstick done in the same run, because machines are noisy.

A bench is a function that returns `Measured`; `BENCHES` names them (quality.md §1). Ratios carry, absolutes do not: a
goal is a ratio wherever a yardstick exists, and milliseconds only where an officer waits.
"""

import importlib
from collections.abc import Iterable, Sequence

from app.bench.rows import Measured, Row

BENCHES = {
    "save": "app.bench.saving:save",
    "apply_1000_saves": "app.bench.applying:apply_1000_saves",
    "apply_10000_saves": "app.bench.applying:apply_10000_saves",
    "apply_rows": "app.bench.applying:apply_rows",
    "age_encrypt": "app.bench.sealing:age_encrypt",
    "age_decrypt": "app.bench.sealing:age_decrypt",
    "find_typo": "app.bench.finding:find_typo",
    "protocols": "app.bench.paper:protocols",
    "proposal": "app.bench.proposing:proposal",
    "unlock": "app.bench.unlocking:unlock",
    "first_page": "app.bench.listing:first_page_of_all",
    "start": "app.bench.starting:start",
    "ctrl_k": "app.bench.palette:ctrl_k",
    "tasks": "app.bench.tasks:tasks_of_a_desk",
    "usable": "app.bench.window.rows:usable",
    "open_file": "app.bench.window.rows:open_file",
    "any_file": "app.bench.files:any_file",
    "as_of": "app.bench.files:as_of",
    "duplicates": "app.bench.resembling:duplicates",
    "precedents": "app.bench.comparing:precedents_of_a_file",
    "ui_stall": "app.bench.window.rows:ui_stall",
    "memory_window": "app.bench.window.rows:memory_window",
}
"""Where each bench is; loaded when asked for."""


def run_benches(names: Iterable[str] = ()) -> Sequence[Row]:
    """Run the benches named (all, if none) one after another. Raises LookupError on an unknown name."""
    chosen = list(names) or list(BENCHES)
    return [_run(name) for name in chosen]


def _run(name: str) -> Row:
    module, function = BENCHES[name].split(":")
    measured: Measured = getattr(importlib.import_module(module), function)()
    return measured.row(name)


__all__ = ["BENCHES", "Measured", "Row", "run_benches"]
