"""The registers of a visit order: who comes, by what, sleeps where, is armed with what, speaks on which frequency."""

from collections.abc import Sequence

from app.core.i18n import N_
from app.documents.dates import long_date, moment_text, period, short_date
from app.documents.desk import DASH, Desk, callable_number, joined
from app.documents.frame import WIDTH
from app.documents.opening import name_runs
from app.documents.scripts import isolated
from app.documents.sections import Row, shares, table
from app.documents.strips import BODY, STRONG, Strip
from app.documents.text import Run
from app.documents.visit import (
    ConvoyLine,
    DelegationLine,
    FlightLine,
    PhoneLine,
    RadioLine,
    StayLine,
    WeaponLine,
)


def delegation_table(lines: Sequence[DelegationLine], desk: Desk) -> list[Strip]:
    """Return the delegation in order of precedence, names also in their own script."""
    rows = [
        Row(
            (
                _text(str(number)),
                name_runs(line.name, line.native_name, BODY),
                desk.runs(line.function),
                desk.runs(line.note),
            )
        )
        for number, line in enumerate(lines, start=1)
    ]
    columns = shares(desk, WIDTH, (N_("No."), 0.06), (N_("Name"), 0.38), (N_("Function"), 0.32), (N_("Remark"), 0.24))
    return table(columns, rows, desk)


def flights_table(lines: Sequence[FlightLine], desk: Desk) -> list[Strip]:
    """Return arrivals and departures."""
    rows = [
        Row(
            (
                _text(desk.say("arrival") if line.arriving else desk.say("departure")),
                [Run(moment_text(line.at, desk.dates), STRONG)],
                _text(line.airport),
                _text(joined([line.flight, line.aircraft])),
                _text(line.permit),
            )
        )
        for line in lines
    ]
    columns = shares(
        desk,
        WIDTH,
        (N_("Direction"), 0.13),
        (N_("Moment"), 0.24),
        (N_("Airport"), 0.2),
        (N_("Flight, aircraft"), 0.25),
        (N_("Permit"), 0.18),
    )
    return table(columns, rows, desk)


def convoy_table(lines: Sequence[ConvoyLine], desk: Desk) -> list[Strip]:
    """Return the vehicles in driving order."""
    rows = [
        Row(
            (
                _text(str(number)),
                desk.runs(line.role, STRONG),
                _text(line.plate),
                _text(line.driver),
                _text(line.passengers),
            )
        )
        for number, line in enumerate(lines, start=1)
    ]
    columns = shares(
        desk,
        WIDTH,
        (N_("No."), 0.06),
        (N_("Vehicle"), 0.24),
        (N_("Plate"), 0.16),
        (N_("Driver"), 0.22),
        (N_("Passengers"), 0.32),
    )
    return table(columns, rows, desk)


def stays_table(lines: Sequence[StayLine], desk: Desk) -> list[Strip]:
    """Return where the delegation sleeps."""
    rows = []
    for line in lines:
        if line.arrives and line.leaves:
            nights = period(line.arrives, line.leaves, desk.dates)
        else:
            nights = short_date(line.arrives, desk.dates) if line.arrives else DASH
        rows.append(
            Row(
                (
                    [Run(joined([line.hotel]), STRONG)],
                    desk.place(line.address),
                    _text(line.rooms),
                    desk.place(line.safe_room),
                    _text(nights),
                )
            )
        )
    columns = shares(
        desk,
        WIDTH,
        (N_("Hotel"), 0.2),
        (N_("Address"), 0.27),
        (N_("Floor, rooms"), 0.17),
        (N_("Safe room"), 0.16),
        (N_("Nights"), 0.2),
    )
    return table(columns, rows, desk)


def weapons_table(lines: Sequence[WeaponLine], desk: Desk) -> list[Strip]:
    """Return foreign officers and the weapons admitted."""
    rows = [
        Row(
            (
                name_runs(line.officer, line.native_name, BODY),
                _text(line.weapon),
                _text(line.serial),
                _text(line.permit),
                _text(long_date(line.valid_until, desk.dates) if line.valid_until else ""),
            )
        )
        for line in lines
    ]
    columns = shares(
        desk,
        WIDTH,
        (N_("Officer"), 0.28),
        (N_("Make, calibre"), 0.2),
        (N_("Serial no."), 0.15),
        (N_("Permit"), 0.17),
        (N_("Valid until"), 0.2),
    )
    return table(columns, rows, desk)


def radio_table(lines: Sequence[RadioLine], desk: Desk) -> list[Strip]:
    """Return the frequencies admitted."""
    rows = [
        Row((_text(line.user), _text(line.frequencies), _text(line.power), _text(line.area), _text(line.permit)))
        for line in lines
    ]
    columns = shares(
        desk,
        WIDTH,
        (N_("User"), 0.23),
        (N_("Frequencies, bandwidth"), 0.26),
        (N_("Transmit power"), 0.17),
        (N_("Area"), 0.16),
        (N_("Permit"), 0.18),
    )
    return table(columns, rows, desk)


def phones_table(lines: Sequence[PhoneLine], desk: Desk) -> list[Strip]:
    """Return the phone tree; each branch is indented under the one that calls it."""
    rows = [
        Row(
            (
                [Run("\u00a0" * 4 * line.depth + ("› " if line.depth else ""), BODY), *desk.runs(line.role)],
                _text(line.name),
                [Run(callable_number(line.phone) or DASH, STRONG)],
            )
        )
        for line in lines
    ]
    columns = shares(desk, WIDTH, (N_("Role"), 0.42), (N_("Name"), 0.32), (N_("Telephone"), 0.26))
    return table(columns, rows, desk)


def _text(text: str) -> list[Run]:
    return [Run(isolated(text) if text.strip() else DASH, BODY)]
