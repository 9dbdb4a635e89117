"""The person extract: what the store holds of somebody, for the supervisory body that asks and for nobody else.

Every record stands with its place and marking, every field with who wrote it when. What is sealed says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.core.i18n import N_
from app.documents.content import CopyHead
from app.documents.dates import local, moment_text
from app.documents.desk import DASH, Desk
from app.documents.extract_content import ExtractContent, ExtractField, ExtractRecord, ExtractSection
from app.documents.finished import RenderedDocument
from app.documents.frame import WIDTH
from app.documents.opening import name_runs, opened, recipients_strips, signature_strips
from app.documents.press import press_each
from app.documents.scripts import isolated
from app.documents.seal import Sign
from app.documents.sections import Row, heading, pairs, shares, table
from app.documents.sentences import sentence
from app.documents.strips import BODY, SMALL, STRONG, VALUE, Rule, Strip, paragraph
from app.documents.text import Run
from app.documents.wording import Sealed

_WORDS = (N_("Person extract"), N_("Extract"))
_LABEL = 150.0


def render_extracts(
    content: ExtractContent, copies: Sequence[CopyHead], language: str, sign: Sign
) -> Iterator[RenderedDocument]:
    """Return the copies of one extract in `language`. Raises MissingGlyph."""
    return press_each(_body, _WORDS, content, copies, language, sign)


def _body(content: ExtractContent, copy: CopyHead, desk: Desk) -> list[Strip]:
    count = sum(len(section.records) for section in content.sections)
    rows: list[tuple[str, Sequence[Run]]] = [
        (desk.say("Person"), name_runs(content.name, content.native_name)),
        (desk.say("Entries of the register"), [Run(str(content.entries), VALUE)]),
        (desk.say("Records"), [Run(str(count), VALUE)]),
        (desk.say("As it stood on"), [Run(moment_text(local(content.issue.issued_at), desk.dates), VALUE)]),
        (desk.say("For"), [Run(isolated(desk.name(copy.recipient)) or DASH, STRONG)]),
    ]
    strips = opened(desk.say(_WORDS[0]), rows, desk, label_width=_LABEL)
    strips += paragraph([Run(sentence(content.issue, "extract_bounds", desk), BODY)], WIDTH, desk.shaper, gap=8)
    for number, section in enumerate(content.sections, start=1):
        strips += _section(number, section, desk)
    strips += recipients_strips(content.issue, content.recipients, copy, desk)
    strips += heading(desk.say("Signatures"), WIDTH, desk)
    return [*strips, *signature_strips(content.signatures, desk)]


def _section(number: int, section: ExtractSection, desk: Desk) -> list[Strip]:
    strips = heading(f"{number} {desk.read(section.title)}", WIDTH, desk)
    if not section.records:
        return [*strips, *paragraph([Run(DASH, BODY)], WIDTH, desk.shaper, gap=5)]
    for record in section.records:
        strips += _record(record, desk)
    return strips


def _record(record: ExtractRecord, desk: Desk) -> list[Strip]:
    parts = [one for one in (record.where, record.marking, record.source) if one is not None]
    about = [
        Run(desk.read(record.kind), STRONG),
        Run(f"   {' · '.join(isolated(desk.read(part)) for part in parts)}", SMALL),
    ]
    head = paragraph(about, WIDTH, desk.shaper, gap=9)
    if all(one.source is None for one in record.fields):
        lines = [(desk.read(one.label), _value(one, desk)) for one in record.fields]
        return _together([*head, *pairs(lines, WIDTH, desk, label_width=_LABEL, gap=2), _line()])
    columns = shares(desk, WIDTH, (N_("Field"), 0.26), (N_("What is held"), 0.46), (N_("Written by, on"), 0.28))
    return [*_together([*head, Strip(0)]), *table(columns, [_field(one, desk) for one in record.fields], desk, gap=2)]


def _field(one: ExtractField, desk: Desk) -> Row:
    source = desk.runs(one.source, SMALL) if one.source is not None else [Run("", SMALL)]
    return Row((desk.runs(one.label), _value(one, desk), source))


def _value(one: ExtractField, desk: Desk) -> list[Run]:
    if isinstance(one.value, Sealed):
        return desk.place(one.value, VALUE)
    return desk.runs(one.value, VALUE)


def _line() -> Strip:
    return Strip(3.5, (Rule(0, 3, WIDTH, 3, 0.5, grey=0.55),))


def _together(strips: Sequence[Strip]) -> list[Strip]:
    """Return strips that stay on one page where one page can hold them."""
    return [*(replace(strip, keep_with_next=True) for strip in strips[:-1]), strips[-1]]
