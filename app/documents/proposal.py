"""The proposal to the Minister: several files in one dossier, a decision box for each measure, room to sign."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.core.i18n import N_
from app.documents.content import CopyHead
from app.documents.desk import DASH, Desk
from app.documents.finished import RenderedDocument
from app.documents.frame import WIDTH
from app.documents.level import level_strip
from app.documents.measures import executing_text, period_runs, what_runs
from app.documents.opening import name_runs, recipients_strips, signature_strips, title_strip
from app.documents.press import press_each
from app.documents.proposal_content import ProposalContent, ProposedFile, ProposedMeasure
from app.documents.scripts import isolated
from app.documents.seal import Sign
from app.documents.sections import Row, heading, pairs, shares, table
from app.documents.sentences import sentence
from app.documents.strips import BODY, LABEL, SMALL, STRONG, VALUE, Strip, paragraph
from app.documents.text import Run
from app.documents.wording import LocalText

_WORDS = (N_("Proposal to the Minister"), N_("Proposal"))
_BOX = "\u2610\u00a0"
_ANSWERS = (N_("approved"), N_("approved as amended"), N_("refused"), N_("returned with a question"))
_LABEL_WIDTH = 118.0


def render_proposals(
    content: ProposalContent, copies: Sequence[CopyHead], language: str, sign: Sign
) -> Iterator[RenderedDocument]:
    """Return the copies of one proposal in `language`. Raises MissingGlyph."""
    return press_each(_body, _WORDS, content, copies, language, sign)


def _body(content: ProposalContent, copy: CopyHead, desk: Desk) -> list[Strip]:
    strips = [title_strip(desk.say(_WORDS[0]), desk), *_opening(content, desk)]
    strips += heading(desk.say("Contents"), WIDTH, desk)
    strips += _contents(content.files, desk)
    first = 1
    for number, one in enumerate(content.files, start=1):
        strips += _file(number, one, first, desk)
        first += len(one.measures)
    strips += recipients_strips(content.issue, content.recipients, copy, desk)
    strips += heading(desk.say("Decision"), WIDTH, desk)
    told = sentence(content.issue, "proposal_decision", desk)
    strips += paragraph([Run(told, BODY)], WIDTH, desk.shaper, gap=5)
    return [*strips, *signature_strips(content.signatures, desk)]


def _opening(content: ProposalContent, desk: Desk) -> list[Strip]:
    count = sum(len(one.measures) for one in content.files)
    rows: list[tuple[str, Sequence[Run]]] = [
        (desk.say("Put before"), desk.runs(content.to, replace(VALUE, bold=True))),
        (desk.say("Subject"), [Run(isolated(content.title) or DASH, VALUE)]),
        (desk.say("Reference"), [Run(content.issue.file_reference or DASH, VALUE)]),
        (desk.say("Files"), [Run(str(len(content.files)), VALUE)]),
        (desk.say("Measures"), [Run(str(count), VALUE)]),
    ]
    return pairs(rows, WIDTH, desk, label_width=_LABEL_WIDTH)


def _contents(files: Sequence[ProposedFile], desk: Desk) -> list[Strip]:
    columns = shares(
        desk, WIDTH, (N_("No."), 0.07), (N_("File"), 0.38), (N_("For whom"), 0.3), (N_("Level"), 0.1),
        (N_("Measures"), 0.15),
    )  # fmt: skip
    rows, first = [], 1
    for number, one in enumerate(files, start=1):
        last = first + len(one.measures) - 1
        whom = "\n".join(isolated(person.name) for person in one.persons) or DASH
        cells = (
            [Run(str(number), BODY)],
            _named(one),
            [Run(whom, BODY)],
            [Run(str(one.level.level) if one.level else DASH, STRONG)],
            [Run(f"{first}" if first == last else f"{first}–{last}", BODY)],
        )
        rows.append(Row(cells))
        first = last + 1
    return table(columns, rows, desk)


def _named(one: ProposedFile) -> list[Run]:
    runs = [Run(one.reference or DASH, STRONG)]
    return [*runs, Run(f"\n{isolated(one.title)}", SMALL)] if one.title else runs


def _file(number: int, one: ProposedFile, first: int, desk: Desk) -> list[Strip]:
    title = " · ".join(part for part in (one.reference, isolated(one.title)) if part)
    strips = heading(f"{number} {title or DASH}", WIDTH, desk, gap=18)
    rows: list[tuple[str, Sequence[Run]]] = [(desk.say("Basis"), desk.runs(one.basis, VALUE))]
    for person in one.persons:
        function = desk.runs(person.function, VALUE)
        runs = name_runs(person.name, person.native_name)
        rows.append((desk.say("For whom"), [*runs, Run("\n", VALUE), *function] if person.function else runs))
    strips += pairs(rows, WIDTH, desk, label_width=_LABEL_WIDTH, gap=5)
    strips.append(level_strip(one.level, WIDTH, desk))
    strips += _text(N_("Threat"), one.threat, desk)
    strips += _measures(one.measures, first, desk)
    strips += _text(N_("Necessity"), one.necessity, desk)
    strips += _text(N_("Proportionality"), one.proportionality, desk)
    return [*strips, *_text(N_("Alternatives considered"), one.alternatives, desk)]


def _text(label: str, text: LocalText | None, desk: Desk) -> list[Strip]:
    head = paragraph([Run(desk.say(label), replace(LABEL, bold=True))], WIDTH, desk.shaper, gap=8)
    return [*(replace(strip, keep_with_next=True) for strip in head), *desk.prose(text, WIDTH, gap=1.5)]


def _measures(measures: Sequence[ProposedMeasure], first: int, desk: Desk) -> list[Strip]:
    columns = shares(
        desk, WIDTH, (N_("No."), 0.06), (N_("Measure and instruction"), 0.34), (N_("Carried out by"), 0.17),
        (N_("From – to"), 0.17), (N_("Decision"), 0.26),
    )  # fmt: skip
    boxes = "\n".join(f"{_BOX}{desk.say(answer)}" for answer in _ANSWERS)
    rows = []
    for number, one in enumerate(measures, start=first):
        said = desk.labelled(desk.say("For whom"), isolated(desk.name(one.whom)))
        whom = [Run(f"\n{said}", SMALL)] if one.whom else []
        cells = (
            [Run(str(number), BODY)],
            [*what_runs(one.line, desk), *whom],
            [Run(executing_text(one.line, desk), BODY)],
            period_runs(one.line, desk),
            [Run(boxes, SMALL)],
        )
        rows.append(Row(cells))
    return table(columns, rows, desk, gap=9)
