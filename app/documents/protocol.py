"""The protection protocol: what the executing services hold in hand for one person, one version, one copy."""

from collections.abc import Iterator, Sequence

from app.core.i18n import N_
from app.documents.content import CopyHead, Particulars, ProtocolContent
from app.documents.dates import language_names, long_date
from app.documents.desk import DASH, Desk, callable_number, joined
from app.documents.finished import RenderedDocument
from app.documents.frame import WIDTH
from app.documents.level import level_strip
from app.documents.measures import measures_table
from app.documents.opening import name_runs, opened_beside, recipients_strips, signature_strips
from app.documents.person_tables import addresses_table, contacts_table, household_table, vehicles_table
from app.documents.places import havens_table
from app.documents.press import press_each
from app.documents.seal import Sign
from app.documents.sections import heading, pairs
from app.documents.strips import BODY, VALUE, Strip, paragraph
from app.documents.text import Run
from app.models.names.full_names import filed_name

_WORDS = (N_("Protection protocol"), N_("Protocol"))


def render_protocols(
    content: ProtocolContent, copies: Sequence[CopyHead], language: str, sign: Sign
) -> Iterator[RenderedDocument]:
    """Return the copies of one protocol in `language`. Raises MissingGlyph."""
    return press_each(_body, _WORDS, content, copies, language, sign)


def _body(content: ProtocolContent, copy: CopyHead, desk: Desk) -> list[Strip]:
    replaced = content.issue.replaces
    changed = (
        desk.say("What changed since version {version}").format(version=replaced.version)
        if replaced
        else desk.say("What changed")
    )
    strips = [*_identity(content, desk), level_strip(content.level, WIDTH, desk)]
    strips += heading(f"1 {changed}", WIDTH, desk)
    if replaced:
        strips += desk.prose(content.changes, WIDTH)
    else:
        strips += paragraph([Run(desk.say("First version: nothing came before it."), BODY)], WIDTH, desk.shaper, gap=5)
    strips += heading(f"2 {desk.say('Measures')}", WIDTH, desk)
    strips += measures_table(content.measures, WIDTH, desk)
    strips += heading(f"3 {desk.say('On a call or an incident')}", WIDTH, desk)
    strips += desk.prose(content.calls, WIDTH)
    strips += recipients_strips(content.issue, content.recipients, copy, desk, number=4)
    strips += heading(f"5 {desk.say('Household, addresses, vehicles')}", WIDTH, desk)
    strips += _household(content, desk)
    strips += heading(f"6 {desk.say('Contacts, hospitals, safe places')}", WIDTH, desk)
    strips += _contacts(content, desk)
    strips += heading(f"7 {desk.say('Threat')}", WIDTH, desk)
    strips += desk.prose(content.threat, WIDTH)
    strips += heading(f"8 {desk.say('Conduct advice')}", WIDTH, desk)
    strips += desk.prose(content.conduct, WIDTH)
    strips += heading(f"9 {desk.say('Signatures')}", WIDTH, desk)
    return [*strips, *signature_strips(content.signatures, desk)]


def _identity(content: ProtocolContent, desk: Desk) -> list[Strip]:
    person = content.person
    day = long_date(person.born_on, desk.dates) if person.born_on else ""
    born = ", ".join(part for part in (day, desk.name(person.born_at)) if part)
    name = filed_name(person)
    rows: list[tuple[str, Sequence[Run]]] = [
        (desk.say("Person protected"), name_runs(name, person.native_name)),
        *_address_form(person.particulars, desk),
        (desk.say("Function"), desk.runs(person.function, VALUE)),
        (desk.say("Born"), [Run(born or DASH, VALUE)]),
        *_civil(person.particulars, desk),
        (desk.say("Telephone"), [Run(joined([callable_number(phone) for phone in person.phones]), VALUE)]),
        (desk.say("Languages"), [Run(language_names(person.languages, desk.language) or DASH, VALUE)]),
        (desk.say("Household"), desk.runs(person.household, VALUE)),
        (desk.say("File reference"), [Run(content.issue.file_reference or DASH, VALUE)]),
    ]
    return opened_beside(desk.say(_WORDS[0]), rows, person.photo, desk)


def _address_form(known: Particulars | None, desk: Desk) -> list[tuple[str, Sequence[Run]]]:
    return [] if known is None else [(desk.say("Form of address"), [Run(known.honorific or DASH, VALUE)])]


def _civil(known: Particulars | None, desk: Desk) -> list[tuple[str, Sequence[Run]]]:
    if known is None:
        return []
    return [
        (desk.say("Sex"), desk.runs(known.sex, VALUE)),
        (desk.say("Nationalities"), desk.runs(known.nationalities, VALUE)),
    ]


def _household(content: ProtocolContent, desk: Desk) -> list[Strip]:
    return [
        *household_table(content.household, desk),
        *addresses_table(content.addresses, desk),
        *vehicles_table(content.vehicles, desk),
    ]


def _contacts(content: ProtocolContent, desk: Desk) -> list[Strip]:
    medical: list[tuple[str, Sequence[Run]]] = [
        (desk.say("Blood group"), [Run(content.blood_group or DASH, VALUE)]),
        (desk.say("Medical"), desk.runs(content.medical, VALUE)),
    ]
    return [
        *contacts_table(content.contacts, desk),
        *havens_table(content.havens, desk),
        *pairs(medical, WIDTH, desk, gap=8),
    ]
