"""The registry's lists on paper: the copy register, the recall list, the record of what was destroyed."""

from collections.abc import Sequence

from app.core.i18n import N_
from app.documents.content import CopyHead
from app.documents.dates import local, moment_text, short_date
from app.documents.desk import DASH, Desk, new_desk
from app.documents.finished import RenderedDocument
from app.documents.frame import WIDTH
from app.documents.opening import opened, signature_strips
from app.documents.press import press
from app.documents.registry_content import RegistryContent, RegistryLine, RegistryList
from app.documents.scripts import isolated
from app.documents.seal import Sign
from app.documents.sections import Column, Row, heading, shares, table
from app.documents.strips import BODY, SMALL, STRONG, VALUE, Strip, paragraph
from app.documents.text import Run

TITLES = {
    RegistryList.REGISTER: N_("Copy register"),
    RegistryList.RECALL: N_("Recall list"),
    RegistryList.DESTRUCTION: N_("Destruction record"),
}
_TOLD = {
    RegistryList.REGISTER: N_("All copies issued of this file's papers, and who holds them at this moment."),
    RegistryList.RECALL: N_("These copies say more than is in force. Fetch each back and have its return signed for."),
    RegistryList.DESTRUCTION: N_("These copies were destroyed before a witness. Both sign below."),
}
_COLUMNS = {
    RegistryList.REGISTER: (
        (N_("Paper and number"), 0.26), (N_("Copy"), 0.07), (N_("Recipient"), 0.25), (N_("State"), 0.16),
        (N_("Since"), 0.11), (N_("By whom"), 0.15),
    ),
    RegistryList.RECALL: (
        (N_("Paper and number"), 0.25), (N_("Copy"), 0.07), (N_("Recipient"), 0.22), (N_("Why"), 0.2),
        (N_("Given back on"), 0.11), (N_("Signature"), 0.15),
    ),
    RegistryList.DESTRUCTION: (
        (N_("Paper and number"), 0.25), (N_("Copy"), 0.07), (N_("Recipient"), 0.22), (N_("Destroyed on"), 0.12),
        (N_("By whom"), 0.17), (N_("Before whom"), 0.17),
    ),
}  # fmt: skip
_INK = [Run("\u00a0\n\u00a0", BODY)]
"""Room for ink in a cell."""
_LABEL = 130.0


def render_registry_list(content: RegistryContent, language: str, sign: Sign) -> RenderedDocument:
    """Return the list in `language`. Raises MissingGlyph."""
    desk = new_desk(language)
    words = (desk.say(TITLES[content.which]), desk.say("List"))
    return press(_body(content, desk), content.issue, CopyHead(1, 1, ""), words, desk, sign, kept=True)


def _body(content: RegistryContent, desk: Desk) -> list[Strip]:
    moment = moment_text(local(content.issue.issued_at), desk.language)
    rows: list[tuple[str, Sequence[Run]]] = [
        (desk.say("File reference"), [Run(content.issue.file_reference or DASH, STRONG)]),
        (desk.say("Subject"), [Run(isolated(content.title) or DASH, VALUE)]),
        (desk.say("As it stood on"), [Run(moment, VALUE)]),
        (desk.say("Copies"), [Run(str(len(content.lines)), VALUE)]),
    ]
    strips = opened(desk.say(TITLES[content.which]), rows, desk, label_width=_LABEL)
    strips += paragraph([Run(desk.say(_TOLD[content.which]), BODY)], WIDTH, desk.shaper, gap=8)
    columns: list[Column] = shares(desk, WIDTH, *_COLUMNS[content.which])
    strips += table(columns, [_row(content.which, line, desk) for line in content.lines], desk, gap=8)
    if content.which is not RegistryList.REGISTER:
        strips += heading(desk.say("Signatures"), WIDTH, desk)
        strips += signature_strips(content.signatures, desk)
    return strips


def _row(which: RegistryList, line: RegistryLine, desk: Desk) -> Row:
    paper = [Run(f"{line.registration} v{line.version}", STRONG), Run("\n", SMALL), *desk.runs(line.paper, SMALL)]
    first = (paper, [Run(str(line.number), BODY)], [Run(isolated(line.recipient) or DASH, BODY)])
    if which is RegistryList.RECALL:
        since = f", {short_date(line.since, desk.language)}" if line.since else ""
        stands = [Run("\n", SMALL), *desk.runs(line.state, SMALL), Run(since, SMALL)]
        return Row((*first[:2], [*first[2], *stands], desk.runs(line.why), _INK, _INK))
    day = [Run(short_date(line.since, desk.language) if line.since else DASH, BODY)]
    by_whom = [Run(isolated(line.by_whom) or DASH, BODY)]
    if which is RegistryList.DESTRUCTION:
        return Row((*first, day, by_whom, [Run(isolated(line.before_whom) or DASH, BODY)]))
    return Row((*first, desk.runs(line.state), day, by_whom))
