"""Recovery sheets: five pages, on each one share of a key, as numbered words and as a QR code.

Three of the five bring the key back (SLIP-39). A page names the workstation, the day and its number, so that whoever
finds one knows whom to bring it to, and whoever keeps one knows what it is; nothing on it tells who keeps the others.
Made in memory and never kept: a share that is in a file is a share that is copied.
"""

from collections.abc import Sequence

from app.core.i18n import N_
from app.documents.dates import local, long_date
from app.documents.desk import Desk, new_desk
from app.documents.frame import across
from app.documents.pen import Pen
from app.documents.qr import qr_modules
from app.documents.shares import RecoverySheets, SheetKind
from app.documents.strips import A4, Box, Mark, Rule, stack
from app.documents.text import Run, Style, break_lines, measure

LEFT, RIGHT = 56.7, A4[0] - 56.7
WIDTH = RIGHT - LEFT
COLUMNS = 3
_TITLE = Style(size=17, leading=23, bold=True)
_NUMBER = Style(size=11, leading=15, bold=True)
_BODY = Style(size=10, leading=14.5)
_SMALL = Style(size=8.4, leading=11.6, grey=0.25)
_COUNT = Style(size=8.4, leading=19, grey=0.4)
_WORD = Style(size=13, leading=19, bold=True)
_QR = 130.0


TITLES = {
    SheetKind.STORE: N_("Recovery sheet of the store"),
    SheetKind.ROOT: N_("Recovery sheet of the directory"),
}
PURPOSES = {
    SheetKind.STORE: N_(
        "Three of these five sheets open the store of this workstation, or its backup, when passphrases or the"
        " workstation are lost."
    ),
    SheetKind.ROOT: N_(
        "Three of these five sheets appoint an administrator where none is left. They open no store and show no file."
    ),
}
_KEEPING = N_(
    "Keep this sheet in a safe or with a notary, apart from the other four. Nobody keeps two of one kind. Do not copy"
    " it, do not photograph it, and type it nowhere but in Praesidium. Whoever finds it: hand it in at a police"
    " station."
)


def recovery_sheets(sheets: RecoverySheets, language: str) -> bytes:
    """Return the PDF: a page for each share. Raises MissingGlyph."""
    desk = new_desk(language)
    pen = Pen(desk.say(TITLES[sheets.kind]), language, local(sheets.moment), desk.subsets)
    behind = across([desk.say("EXERCISE")], desk) if sheets.exercise else []
    for number in range(1, len(sheets.shares) + 1):
        if behind:
            pen.watermark(behind)
        pen.draw(_page(sheets, number, desk))
        pen.next_page()
    return pen.finish()


def _page(sheets: RecoverySheets, number: int, desk: Desk) -> list[Mark]:
    facts = {"number": number, "count": len(sheets.shares)}
    marks: list[Mark] = []
    y = 62.0
    if sheets.exercise:
        y = _add(marks, desk, desk.say(N_("EXERCISE: this sheet protects nothing real.")), _NUMBER, y) + 6
    y = _add(marks, desk, desk.say(TITLES[sheets.kind]), _TITLE, y)
    y = _add(marks, desk, desk.say(N_("Sheet {number} of {count}")).format(**facts), _NUMBER, y)
    made = long_date(local(sheets.moment).date(), desk.language)
    said = desk.say(N_("Workstation {code}, made on {day}")).format(code=sheets.station, day=made)
    y = _add(marks, desk, said, _BODY, y) + 10
    y = _add(marks, desk, desk.say(PURPOSES[sheets.kind]), _BODY, y) + 16
    y = _table(marks, desk, sheets.shares[number - 1], y) + 20
    share = " ".join(sheets.shares[number - 1])
    marks += [qr_modules(share, LEFT, y, _QR), Box(LEFT, y, _QR, _QR, weight=0.4, grey=0.5)]
    beside = LEFT + _QR + 18
    below = _add(marks, desk, desk.say(_KEEPING), _BODY, y, x=beside)
    _add(marks, desk, desk.say(N_("Kept by:")), _BODY, below + 16, x=beside)
    marks.append(Rule(beside + 62, below + 28, RIGHT, below + 28, 0.5, 0.4))
    page = desk.say(N_("The words are English on every sheet: they are a code, not a text."))
    _add(marks, desk, page, _SMALL, A4[1] - 62)
    return marks


def _table(marks: list[Mark], desk: Desk, words: Sequence[str], y: float) -> float:
    """Set the words in columns, numbered downward; return where they end."""
    rows = -(-len(words) // COLUMNS)
    step = WIDTH / COLUMNS
    top = y
    for place, word in enumerate(words):
        column, row = divmod(place, rows)
        x, line = LEFT + column * step + 10, top + 8 + row * _WORD.leading
        count = measure([Run(str(place + 1), _COUNT)], desk.shaper)
        marks += stack([count], x + 16 - count.width, line)[0]
        marks += stack([measure([Run(word, _WORD)], desk.shaper)], x + 24, line)[0]
    height = 16 + rows * _WORD.leading
    marks.append(Box(LEFT, top, WIDTH, height, weight=0.7))
    return top + height


def _add(marks: list[Mark], desk: Desk, text: str, style: Style, y: float, x: float = LEFT) -> float:
    words, below = stack(break_lines([Run(text, style)], RIGHT - x, desk.shaper), x, y)
    marks += words
    return below
