"""The return form: on which a service without a workstation says that it has the order, and what it did.

One is issued for each copy. Its number and code bring whoever records it back to the very measures it lists.
"""

from collections.abc import Iterator, Sequence

from app.core.i18n import N_
from app.documents.content import CopyHead, MeasureLine, ProtocolContent
from app.documents.desk import DASH, Desk
from app.documents.finished import RenderedDocument
from app.documents.frame import WIDTH
from app.documents.layout import OWN_LINES
from app.documents.measures import executing_text, period_runs
from app.documents.opening import opened
from app.documents.press import press_each
from app.documents.scripts import isolated
from app.documents.seal import Sign
from app.documents.sections import Row, heading, shares, table
from app.documents.sentences import sentence
from app.documents.strips import BODY, SMALL, STRONG, VALUE, Strip, paragraph
from app.documents.text import Run
from app.documents.wording import LocalText, Name

_WORDS = (N_("Return form"), N_("Form"))
_INK = [Run("\u00a0\n\u00a0", BODY)]
"""Room for ink in a cell."""
_LINES = "\u00a0" + "\n\u00a0" * 5
_PERIOD = f"{'.' * 30}  –  {'.' * 30}"
_LABEL = 168.0


def render_return_forms(
    content: ProtocolContent, copies: Sequence[CopyHead], language: str, sign: Sign
) -> Iterator[RenderedDocument]:
    """Return the copies of one return form in `language`. Raises MissingGlyph."""
    return press_each(_body, _WORDS, content, copies, language, sign)


def _body(content: ProtocolContent, copy: CopyHead, desk: Desk) -> list[Strip]:
    rows: list[tuple[str, Sequence[Run]]] = [
        (desk.say("Service"), [Run(isolated(desk.name(copy.recipient)) or DASH, STRONG)]),
        (desk.say("File reference"), [Run(content.issue.file_reference or DASH, VALUE)]),
        (desk.say("Period reported on"), [Run(_PERIOD, VALUE)]),
    ]
    strips = opened(desk.say(_WORDS[0]), rows, desk, label_width=_LABEL)
    told = sentence(content.issue, "return_form", desk)
    strips += paragraph([Run(told, BODY)], WIDTH, desk.shaper, gap=8)
    strips += heading(f"1 {desk.say('Acknowledgement')}", WIDTH, desk)
    strips += _acknowledged(desk)
    strips += heading(f"2 {desk.say('Execution')}", WIDTH, desk)
    own = content.issue.layout >= OWN_LINES
    strips += _executed(_own(content.measures, copy) if own else content.measures, desk)
    strips += heading(f"3 {desk.say('Incidents and remarks')}", WIDTH, desk)
    strips += paragraph([Run(_LINES, BODY)], WIDTH, desk.shaper, gap=4)
    strips += heading(f"4 {desk.say('Signature')}", WIDTH, desk)
    return [*strips, *_signed(desk)]


def _own(measures: Sequence[MeasureLine], copy: CopyHead) -> Sequence[MeasureLine]:
    """Return what the reader of this copy carries out: nobody wonders which of another's lines are his to fill in.

    All of them where it is for somebody who carries out none, such as whoever gathers them for several services.
    """
    reader = _names(copy.recipient)
    own = [one for one in measures if any(reader & _names(service) for service in one.executing)]
    return own or measures


def _names(name: Name) -> set[str]:
    """Return what somebody is called, in whichever language."""
    texts = name.texts.values() if isinstance(name, LocalText) else [name]
    return {" ".join(text.casefold().split()) for text in texts}


def _acknowledged(desk: Desk) -> list[Strip]:
    columns = shares(desk, WIDTH, (N_("Received by"), 0.4), (N_("Day and hour"), 0.22), (N_("Signature"), 0.38))
    return table(columns, [Row((_INK, _INK, _INK))], desk)


def _executed(measures: Sequence[MeasureLine], desk: Desk) -> list[Strip]:
    columns = shares(
        desk, WIDTH, (N_("No."), 0.06), (N_("Measure"), 0.28), (N_("From – to"), 0.18), (N_("Planned"), 0.11),
        (N_("Done"), 0.13), (N_("Not done"), 0.13), (N_("Why not"), 0.11),
    )  # fmt: skip
    rows = []
    for one in measures:
        what = [*desk.runs(one.title, STRONG), Run(f"\n{executing_text(one, desk)}", SMALL)]
        rows.append(Row(([Run(str(one.number), BODY)], what, period_runs(one, desk), _INK, _INK, _INK, _INK)))
    return table(columns, rows, desk)


def _signed(desk: Desk) -> list[Strip]:
    columns = shares(desk, WIDTH, (N_("Name and rank"), 0.4), (N_("Day and hour"), 0.22), (N_("Signature"), 0.38))
    return table(columns, [Row((_INK, _INK, _INK))], desk)
