"""Tables that papers about one person share: household, addresses, vehicles, whom to ring."""

from collections.abc import Sequence

from app.core.i18n import N_
from app.documents.content import AddressLine, ContactLine, HouseholdLine, VehicleLine
from app.documents.dates import long_date
from app.documents.desk import DASH, Desk, callable_number, joined
from app.documents.frame import WIDTH
from app.documents.opening import name_runs
from app.documents.sections import Row, shares, table
from app.documents.strips import BODY, STRONG, Strip
from app.documents.text import Run


def household_table(lines: Sequence[HouseholdLine], desk: Desk, *, gap: float = 6.0) -> list[Strip]:
    """Return who lives with the person."""
    rows = [
        Row(
            (
                name_runs(line.name, line.native_name, BODY, bold=False),
                desk.runs(line.relation),
                [Run(long_date(line.born_on, desk.dates) if line.born_on else DASH, BODY)],
                desk.runs(line.note),
            )
        )
        for line in lines
    ]
    columns = shares(desk, WIDTH, (N_("Name"), 0.3), (N_("Relation"), 0.2), (N_("Born"), 0.2), (N_("Remark"), 0.3))
    return table(columns, rows, desk, gap=gap)


def addresses_table(lines: Sequence[AddressLine], desk: Desk, *, gap: float = 12.0) -> list[Strip]:
    """Return the addresses cleared for the paper; a sealed one prints as sealed."""
    rows = [Row((desk.runs(line.label), desk.place(line.address), desk.runs(line.note))) for line in lines]
    columns = shares(desk, WIDTH, (N_("Address of"), 0.24), (N_("Address"), 0.46), (N_("Remark"), 0.3))
    return table(columns, rows, desk, gap=gap)


def vehicles_table(lines: Sequence[VehicleLine], desk: Desk, *, gap: float = 12.0) -> list[Strip]:
    """Return the vehicles of the household."""
    rows = [
        Row(
            ([Run(line.plate or DASH, STRONG)], [Run(line.description or DASH, BODY)], [Run(joined([line.user]), BODY)])
        )
        for line in lines
    ]
    columns = shares(desk, WIDTH, (N_("Plate"), 0.24), (N_("Vehicle"), 0.46), (N_("User"), 0.3))
    return table(columns, rows, desk, gap=gap)


def contacts_table(lines: Sequence[ContactLine], desk: Desk, *, gap: float = 6.0) -> list[Strip]:
    """Return whom to ring."""
    rows = [
        Row(
            (
                desk.runs(line.role),
                [Run(joined([line.name]), BODY)],
                [Run(callable_number(line.phone) or DASH, STRONG)],
                desk.runs(line.reachable),
            )
        )
        for line in lines
    ]
    columns = shares(
        desk, WIDTH, (N_("Role"), 0.3), (N_("Name"), 0.28), (N_("Telephone"), 0.24), (N_("Reachable"), 0.18)
    )
    return table(columns, rows, desk, gap=gap)
