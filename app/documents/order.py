"""The visit security order: what every service on a visit works from, from arrival to departure."""

from collections.abc import Callable, Iterator, Sequence

from app.core.i18n import N_
from app.documents.content import CopyHead
from app.documents.dates import moment_text
from app.documents.desk import DASH, Desk, callable_number
from app.documents.finished import RenderedDocument
from app.documents.frame import WIDTH
from app.documents.level import level_strip
from app.documents.opening import name_runs, opened_beside, recipients_strips, signature_strips
from app.documents.places import havens_table
from app.documents.press import press_each
from app.documents.programme import gaps_table, programme_strips
from app.documents.scripts import isolated
from app.documents.seal import Sign
from app.documents.sections import heading
from app.documents.strips import BODY, VALUE, Strip, paragraph
from app.documents.text import Run
from app.documents.visit import OrderContent
from app.documents.visit_tables import (
    convoy_table,
    delegation_table,
    flights_table,
    phones_table,
    radio_table,
    stays_table,
    weapons_table,
)
from app.documents.wording import Name

_WORDS = (N_("Visit security order"), N_("Visit order"))


def render_orders(
    content: OrderContent, copies: Sequence[CopyHead], language: str, sign: Sign
) -> Iterator[RenderedDocument]:
    """Return the copies of one order in `language`. Raises MissingGlyph."""
    return press_each(_body, _WORDS, content, copies, language, sign)


def _body(content: OrderContent, copy: CopyHead, desk: Desk) -> list[Strip]:
    strips = [*_opening(content, desk), level_strip(content.level, WIDTH, desk)]
    for number, (title, part) in enumerate(_sections(content, desk), start=1):
        strips += [*heading(f"{number} {title}", WIDTH, desk), *part]
    strips += recipients_strips(content.issue, content.recipients, copy, desk)
    strips += heading(desk.say("Signatures"), WIDTH, desk)
    return [*strips, *signature_strips(content.signatures, desk)]


def _sections(content: OrderContent, desk: Desk) -> list[tuple[str, list[Strip]]]:
    say: Callable[[str], str] = desk.say
    replaced = content.issue.replaces
    if replaced:
        changed = say("What changed since version {version}").format(version=replaced.version)
        changes = desk.prose(content.changes, WIDTH)
    else:
        changed = say("What changed")
        first = Run(say("First version: nothing came before it."), BODY)
        changes = paragraph([first], WIDTH, desk.shaper, gap=5)
    return [
        (changed, changes),
        (say("Programme"), programme_strips(content.programme, desk)),
        (say("Coverage gaps"), gaps_table(content.gaps, desk)),
        (say("Delegation"), delegation_table(content.delegation, desk)),
        (say("Arrivals and departures"), flights_table(content.flights, desk)),
        (say("Convoy order"), convoy_table(content.convoy, desk)),
        (say("Accommodation"), stays_table(content.stays, desk)),
        (say("Foreign officers and weapons"), weapons_table(content.weapons, desk)),
        (say("Radio"), radio_table(content.radio, desk)),
        (say("Hospitals and safe places"), havens_table(content.havens, desk, gap=6)),
        (say("Phone tree"), phones_table(content.phones, desk)),
        (say("Annexes"), _annexes(content, desk)),
    ]


def _opening(content: OrderContent, desk: Desk) -> list[Strip]:
    visit = content.visit

    def plain(text: Name) -> list[Run]:
        words = desk.name(text)
        return [Run(isolated(words) if words else DASH, VALUE)]

    rows: list[tuple[str, Sequence[Run]]] = [
        (desk.say("Principal"), name_runs(visit.principal, visit.native_name)),
        (desk.say("Function"), desk.runs(visit.function, VALUE)),
        (desk.say("Sent by"), plain(visit.sender)),
        (desk.say("Visit"), desk.runs(visit.kind, VALUE)),
        (desk.say("Host"), plain(visit.host)),
        (desk.say("Arrival"), plain(moment_text(visit.arrival, desk.dates) if visit.arrival else "")),
        (desk.say("Departure"), plain(moment_text(visit.departure, desk.dates) if visit.departure else "")),
        (desk.say("Liaison officer"), plain(callable_number(visit.liaison))),
        (desk.say("File reference"), plain(content.issue.file_reference)),
    ]
    return opened_beside(desk.say(_WORDS[0]), rows, visit.photo, desk)


def _annexes(content: OrderContent, desk: Desk) -> list[Strip]:
    strips: list[Strip] = []
    for annex in content.annexes:
        strips += desk.prose(annex, WIDTH, gap=4)
    return strips or desk.prose(None, WIDTH)
