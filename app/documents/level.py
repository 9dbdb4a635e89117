"""The threat level as it is shown everywhere: four bars, the number, the word; never colour alone."""

from app.core.i18n import N_
from app.documents.content import LevelLine
from app.documents.dates import long_date
from app.documents.desk import DASH, Desk
from app.documents.marking import LEVEL_MEANINGS, LEVEL_WORDS
from app.documents.strips import Box, Mark, Strip, stack
from app.documents.text import Run, Style, break_lines

_WORD = Style(size=11.6, leading=14.2, bold=True)
_TEXT = Style(size=9.3, leading=12.4)
_WORD_ROOM = 150.0
"""Points in which number and word stand on one line in each language."""


def level_strip(level: LevelLine | None, width: float, desk: Desk) -> Strip:
    """Return the boxed level in force with its source and validity; a dash with its label when there is none."""
    inner = 9.0
    marks: list[Mark] = []
    if level is None:
        none = [Run(desk.labelled(desk.say("Threat level in force"), DASH), _TEXT)]
        words, bottom = stack(break_lines(none, width - 2 * inner, desk.shaper), inner, inner)
        return Strip(bottom + inner, (*words, Box(0, 0, width, bottom + inner)), gap=6)
    word = [Run(f"{level.level} {LEVEL_WORDS[level.level][desk.language]}", _WORD)]
    word_lines = break_lines(word, _WORD_ROOM, desk.shaper)
    word_width = max(line.width for line in word_lines)
    text_x = inner + 50 + word_width + 16
    text_lines = break_lines([Run(_sentence(level, desk), _TEXT)], width - text_x - inner, desk.shaper)
    height = max(sum(line.leading for line in text_lines), sum(line.leading for line in word_lines)) + 2 * 4.5
    for bar in range(4):
        box = Box(inner + bar * 9.6, height / 2 - 7, 6.4, 14, weight=0.7, fill=0.0 if bar < level.level else None)
        marks.append(box)
    for lines, x in ((word_lines, inner + 50), (text_lines, text_x)):
        top = (height - sum(line.leading for line in lines)) / 2
        marks += stack(lines, x, top)[0]
    return Strip(height, (*marks, Box(0, 0, width, height)), gap=6)


def _sentence(level: LevelLine, desk: Desk) -> str:
    kind = desk.read(level.kind) if level.kind else ""
    source = desk.say("{service}, ref. {reference}, {date}").format(
        service=desk.name(level.service), reference=level.reference, date=long_date(level.dated, desk.dates)
    )
    valid = ""
    if level.valid_until:
        day = long_date(level.valid_until, desk.dates)
        form = N_("out of date since {date}") if level.out_of_date else N_("valid until {date}")
        valid = desk.say(form).format(date=day)
    elif level.out_of_date:
        valid = desk.say("out of date")
    told = ", ".join(part for part in (source, kind, valid, level.received) if part)
    return f"{told}. {desk.say(LEVEL_MEANINGS[level.level])}"
