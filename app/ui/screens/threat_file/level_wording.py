"""What the chart of levels is given, out of a file's sheet: lines, steps and requests, each with its words."""

from collections.abc import Sequence
from datetime import date

from app.core.i18n import N_
from app.models.kinds.threat import ThreatAnalysis
from app.models.rules.level_history import LevelLine, Step, head_steps, level_lines
from app.models.rules.levels import Analysis
from app.services.cases.analyses import Analysed, fact_of
from app.services.cases.file_sheets import FileSheet
from app.ui.files.wording import capital
from app.ui.kit.words import Words
from app.ui.screens.threat_file.level_courses import Course, Point, Question


def level_text(words: Words, record: ThreatAnalysis | Analysis) -> str:
    """Return `3 ERNSTIG`; empty without a level."""
    return f"{int(record.level)} {words.enum(record.level)}" if record.level else ""


def courses_of(words: Words, sheet: FileSheet, today: date) -> Sequence[Course]:
    """Return the lines of a file, the one that stands highest first."""
    facts = _facts(sheet.overview.analyses)
    stale = {one.id for one in sheet.overview.analyses if one.out_of_date}
    found = level_lines(facts)
    several = len({line.subject for line in found}) > 1
    courses = []
    for line in found:
        whom = sheet.names.get(line.subject, "") if several else ""
        service = sheet.names.get(line.service, words(N_("another service")))
        about = " · ".join(part for part in (capital(words.enum(line.kind)), whom) if part)
        name = f"{service} · {about}"
        mine = [one for one in facts if (one.service, one.kind, one.subject) == (line.service, line.kind, line.subject)]
        points = [Point(one, _said(words, name, one, stale=one.id in stale), one.id in stale) for one in mine]
        courses.append(Course(service, about, _whole(words, name, line, today), line.steps, points))
    return courses


def heads_of(analyses: Sequence[Analysed]) -> Sequence[Step]:
    """Return which analysis was at the head, from when until when."""
    return head_steps(_facts(analyses))


def questions_of(words: Words, sheet: FileSheet) -> Sequence[Question]:
    """Return the requests that have a day."""
    dated = {one.id: one.record.dated for one in sheet.overview.analyses}
    found = []
    for one in sheet.overview.requests:
        if one.record.asked_on is None:
            continue
        parts = [words(N_("asked on {day}"), day=words.date(one.record.asked_on))]
        if one.record.answer is not None:
            parts.append(words(N_("answered, though withdrawn") if one.crossed else N_("answered")))
        elif one.withdrawn and one.record.withdrawn_on is not None:
            parts.append(words(N_("withdrawn on {day}"), day=words.date(one.record.withdrawn_on)))
        elif one.record.wanted_by is not None:
            day = words.date(one.record.wanted_by)
            parts.append(words(N_("overdue since {day}") if one.late else N_("wanted by {day}"), day=day))
        said = words.pair(sheet.names.get(one.record.service or b"", ""), ", ".join(parts))
        ended = dated.get(one.record.answer) or one.record.asked_on if one.record.answer else one.record.withdrawn_on
        found.append(Question(one.id, one.record.asked_on, ended, one.late, said))
    return found


def _facts(analyses: Sequence[Analysed]) -> list[Analysis]:
    found = (fact_of(one.id, one.record) for one in analyses)
    return [one for one in found if one is not None]


def _said(words: Words, name: str, one: Analysis, *, stale: bool) -> str:
    parts = [level_text(words, one), words.date(one.dated)]
    if one.valid_until is not None:
        said = N_("out of date since {day}") if stale else N_("valid until {day}")
        parts.append(words(said, day=words.date(one.valid_until)))
    return words.pair(name, ", ".join(parts))


def _whole(words: Words, name: str, line: LevelLine, today: date) -> str:
    said = [words(N_("{level} from {day}"), level=level_text(words, one.analysis), day=words.date(one.first))
            for one in line.steps]  # fmt: skip
    stale = line.steps[-1].stale_after(today) if line.steps else None
    if stale is not None:
        said.append(words(N_("out of date since {day}"), day=words.date(stale)))
    return f"{words.pair(name, ', '.join(said))}."
