"""The exchange desk in one look: the other workstations, the ledger, what is missing, and what waits for an officer."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.history.conflicts import count_conflicts
from app.models.enums import Action
from app.services.desk import Desk
from app.services.exchange.gate_sheets import LedgerSheetLine, StationLine, ledger_lines, stations_to
from app.services.exchange.missing import Missing, what_is_missing
from app.services.exchange.quarantine import Held, Noticed, findings_to_look_at, held_entries


@dataclass(frozen=True, slots=True)
class ExchangeSheet:
    """What the exchange screen shows."""

    stations: Sequence[StationLine]
    ledger: Sequence[LedgerSheetLine]
    missing: Sequence[Missing]
    conflicts: int
    """In the whole store; those this officer may not read are counted too."""
    held: Sequence[Held]
    findings: Sequence[Noticed]
    may_release: bool
    may_issue: bool = False
    """Whether papers are this officer's to issue."""


def exchange_sheet(desk: Desk, language: str) -> ExchangeSheet:
    """Return the exchange desk. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.IMPORT)
        conflicts, may_release = count_conflicts(view.connection), view.may(Action.RELEASE)
        may_issue = view.may(Action.PAPER)
    return ExchangeSheet(
        stations_to(desk, language), ledger_lines(desk), what_is_missing(desk), conflicts, held_entries(desk),
        findings_to_look_at(desk, language), may_release, may_issue,
    )  # fmt: skip
