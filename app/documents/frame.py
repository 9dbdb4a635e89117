"""Head and foot of every page: marking, number, version, copy, date; seal, control code, log head, page x of y."""

from collections.abc import Sequence
from dataclasses import replace

from app.documents.content import CopyHead, Issue
from app.documents.dates import local, long_date, moment_text
from app.documents.desk import Desk
from app.documents.marking import handling_line, marking_line
from app.documents.qr import qr_modules
from app.documents.scripts import isolated
from app.documents.strips import A4, Box, Mark, Words, baseline, moved, stack
from app.documents.text import Line, Run, Style, break_lines, measure

LEFT, RIGHT = 50.4, A4[0] - 50.4
WIDTH = RIGHT - LEFT
_EDGE = 28.4
_FOOT_BASE = A4[1] - _EDGE - 7.6
_QR = 59.0
_MARKING = Style(size=9.6, leading=13, bold=True, tracking=75)
_HANDLING = Style(size=7.9, leading=11, bold=True, tracking=15)
_META = Style(size=7.9, leading=10.7, grey=0.25)
_META_BOLD = replace(_META, bold=True, grey=0.0)
_WATERMARK = Style(size=92, leading=104, bold=True, grey=0.9)


def head_marks(issue: Issue, copy: CopyHead, kind: str, desk: Desk, *, first: bool = False) -> tuple[list[Mark], float]:
    """Return the head of a page in page coordinates and the y where it ends; the first body names the subject."""
    marking, height = _marking(issue, copy, desk)
    marks = [moved(mark, 0, _EDGE) for mark in marking]
    y = _EDGE + height + (7 if height else 0)
    right = [
        *break_lines(_copy(issue, copy, desk), WIDTH * 0.42, desk.shaper),
        measure([Run(moment_text(issue.issued_at, desk.dates), _META)], desk.shaper),
    ]
    left_width = WIDTH - max(line.width for line in right) - 18
    left = [
        *break_lines(desk.runs(issue.issuer, _META), left_width, desk.shaper),
        *break_lines(_number(issue, kind, desk), left_width, desk.shaper),
    ]
    if not first:
        left += break_lines([Run(isolated(issue.subject), replace(_META, grey=0.0))], left_width, desk.shaper)
    words, left_bottom = stack(left, LEFT, y)
    marks += words
    right_bottom = y
    for line in right:
        marks.append(Words(RIGHT - line.width, right_bottom + baseline(line), line))
        right_bottom += line.leading
    return marks, max(left_bottom, right_bottom)


def foot_marks(
    issue: Issue, copy: CopyHead, kind: str, page: tuple[int, int], desk: Desk, code: str, seal_text: str,
    *, kept: bool = False,
) -> list[Mark]:  # fmt: skip
    """Return the foot of page `page` (number, count); a draft has neither code nor seal. What is `kept` never goes."""
    marking, height = _marking(issue, copy, desk)
    marks = [moved(mark, 0, A4[1] - _EDGE - height) for mark in marking]
    base = _FOOT_BASE - height
    of = desk.say("page {number} of {count}").format(number=page[0], count=page[1])
    right = measure([Run(of, _META)], desk.shaper)
    x = LEFT
    if seal_text:
        marks += [
            qr_modules(seal_text, LEFT, base - _QR, _QR),
            Box(LEFT, base - _QR, _QR, _QR, weight=0.4, grey=0.5),
        ]
        x += _QR + 9
        told = desk.say("{kind} {registration} v{version} · copy {number} of {count} · control code {code}").format(
            kind=kind,
            registration=issue.registration,
            version=issue.version,
            number=copy.number,
            count=copy.of,
            code=code,
        )
        lines = [told, desk.say("Log head {head}").format(head=_fours(issue.log_head))]
        ends = desk.say("To be kept.") if kept else desk.say("To be returned or destroyed when replaced.")
        lines.append(ends)
    else:
        lines = [desk.say("Draft: not registered, not to be carried out, to be destroyed after reading.")]
    if issue.exercise:
        lines.insert(0, desk.say("EXERCISE: fictional content, not to be carried out."))
    set_lines: list[Line] = []
    for text in lines:
        set_lines += break_lines([Run(text, _META)], RIGHT - x - right.width - 14, desk.shaper)
    top = base - sum(line.leading for line in set_lines) + 1
    words = stack(set_lines, x, top)[0]
    return [*marks, *words, Words(RIGHT - right.width, words[-1].y, right)]


def body_bottom(issue: Issue, copy: CopyHead, desk: Desk) -> float:
    """Return the y at which the body of every page ends."""
    return _FOOT_BASE - _marking(issue, copy, desk)[1] - _QR - 7


def watermark(issue: Issue, desk: Desk) -> list[Words]:
    """Return the words across the page, around the origin: draft, exercise, both or none."""
    words = []
    if issue.exercise:
        words.append(desk.say("EXERCISE"))
    if issue.registration is None:
        words.append(desk.say("DRAFT"))
    return across(words, desk)


def across(words: Sequence[str], desk: Desk) -> list[Words]:
    """Return words that stand across a page, around the origin."""
    marks = []
    for index, word in enumerate(words):
        line = _fitted(Run(word, _WATERMARK), A4[0] * 1.05, desk)
        marks.append(Words(-line.width / 2, 33 + (index - (len(words) - 1) / 2) * _WATERMARK.leading, line))
    return marks


def _marking(issue: Issue, copy: CopyHead, desk: Desk) -> tuple[list[Mark], float]:
    """Return the box of the classification, over it the handling marks, and its height; nothing without either."""
    told = (
        (marking_line(issue.marking, desk.language, copy.foreign), _MARKING),
        (handling_line(issue.handling, desk.language), _HANDLING),
    )
    lines = [_fitted(Run(text, style), WIDTH - 16, desk) for text, style in told if text]
    if not lines:
        return [], 0.0
    height = sum(line.leading for line in lines) + 7
    words, _ = stack(lines, 0, 3.2)
    centred = [replace(each, x=(A4[0] - each.line.width) / 2) for each in words]
    return [Box(LEFT, 0, WIDTH, height, weight=0.9), *centred], height


def _fitted(run: Run, width: float, desk: Desk) -> Line:
    """Return `run` on one line, smaller where it would not fit: a marking is never broken nor cut."""
    line = measure([run], desk.shaper)
    if line.width <= width:
        return line
    return measure([replace(run, style=replace(run.style, size=run.style.size * width / line.width))], desk.shaper)


def _copy(issue: Issue, copy: CopyHead, desk: Desk) -> list[Run]:
    """Return which copy this is and whose. A draft is none: it says for whom it is laid out, and no number."""
    whose = isolated(desk.name(copy.recipient)) if copy.recipient else ""
    if issue.registration is None:
        return [Run(whose, _META)] if whose else []
    number = desk.say("Copy {number} of {count}").format(number=copy.number, count=copy.of)
    return [Run(number, _META_BOLD), Run(f" · {whose}" if whose else "", _META)]


def _number(issue: Issue, kind: str, desk: Desk) -> list[Run]:
    version = " · " + desk.say("version {version}").format(version=issue.version)
    if issue.replaces:
        day = long_date(local(issue.replaces.issued_at).date(), desk.dates)
        told = desk.say("replaces version {version} of {date}").format(version=issue.replaces.version, date=day)
        version += f" · {told}"
    if issue.registration is None:
        return [Run(desk.say("Draft without number"), _META_BOLD), Run(version, _META)]
    number = desk.say("{kind} no.").format(kind=kind)
    return [Run(f"{number} ", _META), Run(issue.registration, _META_BOLD), Run(version, _META)]


def _fours(digits: str) -> str:
    head = digits[:16].lower()
    return " ".join(head[at : at + 4] for at in range(0, len(head), 4)) or "—"
