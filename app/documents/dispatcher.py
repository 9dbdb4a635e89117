"""The dispatcher sheet: what an emergency centre needs when the telephone rings, in the order of its questions.

Who is it, what do I do, where do I send somebody, whom do I ring. No threat, no level, no medical remarks: the centre
does not need them, and its binder stands open.
"""

from collections.abc import Iterator, Sequence

from app.core.i18n import N_
from app.documents.content import CopyHead, MeasureLine, ProtocolContent
from app.documents.dates import long_date
from app.documents.desk import DASH, Desk, callable_number, joined
from app.documents.finished import RenderedDocument
from app.documents.frame import WIDTH
from app.documents.opening import name_runs, opened_beside
from app.documents.person_tables import addresses_table, contacts_table, vehicles_table
from app.documents.press import press_each
from app.documents.seal import Sign
from app.documents.sections import heading
from app.documents.sentences import sentence
from app.documents.strips import SMALL, VALUE, Strip, paragraph
from app.documents.text import Run, Style
from app.models.names.full_names import filed_name

_WORDS = (N_("Dispatcher sheet"), N_("Sheet"))
_LOUD = Style(size=12.5, leading=16.5, bold=True)


def render_dispatcher_sheets(
    content: ProtocolContent, copies: Sequence[CopyHead], language: str, sign: Sign
) -> Iterator[RenderedDocument]:
    """Return the copies of one dispatcher sheet in `language`. Raises MissingGlyph."""
    return press_each(_body, _WORDS, content, copies, language, sign)


def _body(content: ProtocolContent, _: CopyHead, desk: Desk) -> list[Strip]:
    person = content.person
    name = filed_name(person)
    numbers = joined([callable_number(phone) for phone in person.phones])
    rows: list[tuple[str, Sequence[Run]]] = [
        (desk.say("Person protected"), name_runs(name, person.native_name, _LOUD)),
        (desk.say("Telephone"), [Run(numbers, _LOUD)]),
        (desk.say("Function"), desk.runs(person.function, VALUE)),
        (desk.say("Household"), [Run(joined([line.name for line in content.household]), VALUE)]),
        (desk.say("Valid"), [Run(_validity(content.measures, desk), VALUE)]),
    ]
    strips = opened_beside(desk.say(_WORDS[0]), rows, person.photo, desk)
    strips += heading(f"1 {desk.say('On a call or an incident')}", WIDTH, desk)
    strips += desk.prose(content.calls, WIDTH)
    strips += heading(f"2 {desk.say('Addresses and vehicles')}", WIDTH, desk)
    strips += [*addresses_table(content.addresses, desk, gap=6), *vehicles_table(content.vehicles, desk)]
    strips += heading(f"3 {desk.say('Whom to ring')}", WIDTH, desk)
    strips += contacts_table(content.contacts, desk)
    told = sentence(content.issue, "dispatcher_binder", desk)
    return [*strips, *paragraph([Run(told, SMALL)], WIDTH, desk.shaper, gap=8)]


def _validity(measures: Sequence[MeasureLine], desk: Desk) -> str:
    """Return from when, and until when the last measure runs or is reviewed; a sheet never lapses by itself."""
    if not measures:
        return DASH
    begins = long_date(min(one.start for one in measures), desk.dates)
    last = [day for one in measures if (day := one.end or one.review) is not None]
    if not last:
        return desk.say("from {date} until recalled").format(date=begins)
    until = long_date(max(last), desk.dates)
    return desk.say("from {date}; next decision by {until}; in force until recalled").format(date=begins, until=until)
