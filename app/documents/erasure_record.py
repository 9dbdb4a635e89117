"""The destruction record of an erasure: the proof that stays when all it names is gone. It says nothing of what was."""

from collections.abc import Sequence

from app.core.i18n import N_
from app.documents.content import CopyHead
from app.documents.dates import local, moment_text
from app.documents.desk import DASH, Desk, new_desk
from app.documents.erasure_content import ErasureContent
from app.documents.finished import RenderedDocument
from app.documents.frame import WIDTH
from app.documents.opening import signature_strips, title_strip
from app.documents.press import press
from app.documents.scripts import isolated
from app.documents.seal import Sign
from app.documents.sections import Row, heading, pairs, shares, table
from app.documents.strips import BODY, STRONG, VALUE, Strip, paragraph
from app.documents.text import Run

_LABEL = 150.0
_DIGITS = 32
"""Hexadecimal digits of the save that are printed: as many as prove which one it is."""


def render_erasure_record(content: ErasureContent, language: str, sign: Sign) -> RenderedDocument:
    """Return the record in `language`. Raises MissingGlyph."""
    desk = new_desk(language)
    words = (desk.say("Destruction record"), desk.say("List"))
    return press(_body(content, desk), content.issue, CopyHead(1, 1, ""), words, desk, sign, kept=True)


def _body(content: ErasureContent, desk: Desk) -> list[Strip]:
    rows: list[tuple[str, Sequence[Run]]] = [
        (desk.say("Erased on"), [Run(moment_text(local(content.erased_at), desk.language), STRONG)]),
        (desk.say("Erased by"), [Run(isolated(content.officer) or DASH, VALUE)]),
        (desk.say("Confirmed by"), [Run(isolated(content.second) or DASH, VALUE)]),
        (desk.say("Organisation"), [Run(isolated(desk.name(content.organisation)), VALUE)]),
        (desk.say("Workstation"), [Run(content.station, VALUE)]),
        (desk.say("As signed by both"), [Run("\n".join(isolated(line) for line in content.said) or DASH, VALUE)]),
        (desk.say("Entry in the history"), [Run(content.proof[:_DIGITS], VALUE)]),
    ]
    told = desk.say(
        "What is counted below was destroyed at this workstation with all its former versions, in the index and in "
        "drafts. It stays so: what arrives late is destroyed on arrival, and a backup put back is cleared of it again. "
        "Markings and this act stay."
    )
    return [
        title_strip(desk.say("Destruction record"), desk),
        *pairs(rows, WIDTH, desk, label_width=_LABEL),
        *paragraph([Run(told, BODY)], WIDTH, desk.shaper, gap=8),
        *heading(f"1 {desk.say('What was destroyed')}", WIDTH, desk),
        *_objects(content, desk),
        *heading(f"2 {desk.say('Other workstations that held it')}", WIDTH, desk),
        *_told(content, desk),
        *heading(f"3 {desk.say('Signatures')}", WIDTH, desk),
        *signature_strips(content.signatures, desk),
    ]


def _objects(content: ErasureContent, desk: Desk) -> list[Strip]:
    columns = shares(desk, WIDTH, (N_("Kind"), 0.75), (N_("How many"), 0.25))
    rows = [Row((desk.runs(one.kind), [Run(str(one.count), BODY)])) for one in content.objects]
    if content.values:
        rows.append(Row(([Run(desk.say("Single values"), BODY)], [Run(str(content.values), BODY)])))
    return table(columns, rows, desk)


def _told(content: ErasureContent, desk: Desk) -> list[Strip]:
    if not content.told:
        said = desk.say("None: it never left this workstation.")
        return paragraph([Run(said, BODY)], WIDTH, desk.shaper, gap=4)
    columns = shares(desk, WIDTH, (N_("Workstation"), 0.4), (N_("The erasure"), 0.6))
    known, unknown = desk.say("has arrived there"), desk.say("goes with the next bundle, or was not confirmed yet")
    rows = [
        Row(([Run(one.station, STRONG)], [Run(known if one.told else unknown, BODY)])) for one in content.told
    ]  # fmt: skip
    return table(columns, rows, desk)
