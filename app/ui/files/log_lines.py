"""The lines of the access log as a list shows them: when, who, what was done, with what, why; and which log it is."""

from collections.abc import Sequence

from app.core.i18n import N_
from app.services.access_pages import LogPage
from app.ui.kit.kind_words import kind_name
from app.ui.kit.words import Words, capital
from app.ui.tables.rows import Cell, Column, Line

SHORT = 8
"""Hexadecimal digits of an id that stand for what may not be named: enough to tell two apart."""
MOST_OTHERS = 6
"""Workstations named by their codes; of more the number is told."""


def log_columns(words: Words) -> tuple[Column, ...]:
    """Return the columns of a list of lines."""
    return (
        Column(words(N_("When")), 0, 138), Column(words(N_("Who")), 2, 110), Column(words(N_("What was done")), 4, 150),
        Column(words(N_("With what")), 3, 120), Column(words(N_("Reason")), 3, 130),
    )  # fmt: skip


def log_lines(words: Words, page: LogPage) -> list[Line]:
    """Return one line each, newest first."""
    return [
        Line(
            line.no,
            (
                Cell(words.moment(line.moment), by=line.moment),
                Cell(page.names.get(line.officer, ""), strong=True),
                Cell(capital(line.say(words.language)) or words(N_("Something that a later version wrote"))),
                Cell(", ".join(dict.fromkeys(_subject(words, page, uid) for uid in line.subjects))),
                Cell(capital(line.reason.say(words.language))),
            ),
        )
        for line in page.lines
    ]


def covered(words: Words, page: LogPage) -> str:
    """Return whose log it is, since when, and that of which workstations nothing is said."""
    since = words.date(page.since) if page.since is not None else ""
    said = words(
        N_("Only what was done at workstation {here}, since {day}, in Belgian time."), here=page.here, day=since
    )
    if not page.others:
        return said
    others = words(N_("Not covered, for each keeps its own log: {others}."), others=_codes(words, page.others))
    return f"{said} {others}"


def _codes(words: Words, others: Sequence[str]) -> str:
    if len(others) > MOST_OTHERS:
        return words.plural("{count} other workstation", "{count} other workstations", len(others))
    return ", ".join(others)


def _subject(words: Words, page: LogPage, uid: bytes) -> str:
    """Return its name; of what may not be read its kind and the beginning of its id."""
    if uid in page.names:
        return page.names[uid]
    kind = kind_name(words, page.kinds[uid]) if uid in page.kinds else words(N_("gone or not here"))
    return f"{kind} {uid.hex()[-SHORT:]}"
