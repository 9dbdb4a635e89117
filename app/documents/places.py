"""Hospitals and safe places: the same table on every document that sends somebody there."""

from collections.abc import Sequence

from app.core.i18n import N_
from app.documents.content import HavenLine
from app.documents.desk import DASH, Desk, callable_number, joined
from app.documents.frame import WIDTH
from app.documents.sections import Row, shares, table
from app.documents.strips import BODY, STRONG, Strip
from app.documents.text import Run


def havens_table(havens: Sequence[HavenLine], desk: Desk, *, gap: float = 12.0) -> list[Strip]:
    """Return the table of `havens`."""
    rows = [
        Row(
            (
                desk.runs(line.kind),
                [Run(joined([line.name]), STRONG)],
                desk.place(line.address),
                [Run(callable_number(line.phone) or DASH, BODY)],
            )
        )
        for line in havens
    ]
    columns = shares(desk, WIDTH, (N_("Kind"), 0.18), (N_("Name"), 0.28), (N_("Address"), 0.34), (N_("Telephone"), 0.2))
    return table(columns, rows, desk, gap=gap)
