"""The protection protocol: what the executing services hold in hand for one person, one version, one copy."""

from collections.abc import Iterator, Sequence

from app.core.i18n import N_
from app.documents.content import CopyHead, ProtocolContent
from app.documents.dates import language_names, long_date
from app.documents.desk import DASH, Desk, callable_number, joined, new_desk
from app.documents.finished import RenderedDocument
from app.documents.frame import WIDTH
from app.documents.level import level_strip
from app.documents.measures import measures_table
from app.documents.opening import beside_photo, name_runs, recipients_strips, signature_strips, title_strip
from app.documents.places import havens_table
from app.documents.press import press
from app.documents.seal import Sign
from app.documents.sections import Row, heading, pairs, shares, table
from app.documents.strips import BODY, STRONG, VALUE, Strip, paragraph
from app.documents.text import Run


def render_protocol(content: ProtocolContent, copy: CopyHead, language: str, sign: Sign) -> RenderedDocument:
    """Return one copy of a protocol in `language`. Raises MissingGlyph."""
    return next(render_protocols(content, [copy], language, sign))


def render_protocols(
    content: ProtocolContent, copies: Sequence[CopyHead], language: str, sign: Sign
) -> Iterator[RenderedDocument]:
    """Yield the copies of one protocol; shaped words and cut fonts are shared, the bytes are those of single copies."""
    desk = new_desk(language)
    words = (desk.say("Protection protocol"), desk.say("Protocol"))
    for copy in copies:
        yield press(_body(content, copy, desk), content.issue, copy, words, desk, sign)


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
    strips += recipients_strips(content.recipients, copy, desk)
    strips += heading(f"4 {desk.say('Household, addresses, vehicles')}", WIDTH, desk)
    strips += _household(content, desk)
    strips += heading(f"5 {desk.say('Contacts, hospitals, safe places')}", WIDTH, desk)
    strips += _contacts(content, desk)
    strips += heading(f"6 {desk.say('Threat')}", WIDTH, desk)
    strips += desk.prose(content.threat, WIDTH)
    strips += heading(f"7 {desk.say('Conduct advice')}", WIDTH, desk)
    strips += desk.prose(content.conduct, WIDTH)
    strips += heading(f"8 {desk.say('Signatures')}", WIDTH, desk)
    return [*strips, *signature_strips(content.signatures, desk)]


def _identity(content: ProtocolContent, desk: Desk) -> list[Strip]:
    person = content.person
    born = ", ".join(
        part for part in (long_date(person.born_on, desk.language) if person.born_on else "", person.born_at) if part
    )
    name = ", ".join(part for part in (person.family_name, person.given_names) if part)
    rows: list[tuple[str, Sequence[Run]]] = [
        (desk.say("Person protected"), name_runs(name, person.native_name)),
        (desk.say("Function"), desk.runs(person.function, VALUE)),
        (desk.say("Born"), [Run(born or DASH, VALUE)]),
        (desk.say("Telephone"), [Run(joined([callable_number(phone) for phone in person.phones]), VALUE)]),
        (desk.say("Languages"), [Run(language_names(person.languages, desk.language) or DASH, VALUE)]),
        (desk.say("Household"), desk.runs(person.household, VALUE)),
        (desk.say("File reference"), [Run(content.issue.file_reference or DASH, VALUE)]),
    ]
    return [title_strip(desk.say("Protection protocol"), desk), *beside_photo(rows, person.photo, desk)]


def _household(content: ProtocolContent, desk: Desk) -> list[Strip]:
    people = [
        Row(
            (
                name_runs(line.name, line.native_name, BODY, bold=False),
                desk.runs(line.relation),
                [Run(long_date(line.born_on, desk.language) if line.born_on else DASH, BODY)],
                desk.runs(line.note),
            )
        )
        for line in content.household
    ]
    addresses = [
        Row((desk.runs(line.label), desk.place(line.address), desk.runs(line.note))) for line in content.addresses
    ]
    vehicles = [
        Row(
            ([Run(line.plate or DASH, STRONG)], [Run(line.description or DASH, BODY)], [Run(joined([line.user]), BODY)])
        )
        for line in content.vehicles
    ]
    return [
        *table(
            shares(desk, WIDTH, (N_("Name"), 0.3), (N_("Relation"), 0.2), (N_("Born"), 0.2), (N_("Remark"), 0.3)),
            people,
            desk,
        ),
        *table(
            shares(desk, WIDTH, (N_("Address of"), 0.24), (N_("Address"), 0.46), (N_("Remark"), 0.3)),
            addresses,
            desk,
            gap=12,
        ),
        *table(
            shares(desk, WIDTH, (N_("Plate"), 0.24), (N_("Vehicle"), 0.46), (N_("User"), 0.3)), vehicles, desk, gap=12
        ),
    ]


def _contacts(content: ProtocolContent, desk: Desk) -> list[Strip]:
    contacts = [
        Row(
            (
                desk.runs(line.role),
                [Run(joined([line.name]), BODY)],
                [Run(callable_number(line.phone) or DASH, STRONG)],
                desk.runs(line.reachable),
            )
        )
        for line in content.contacts
    ]
    medical: list[tuple[str, Sequence[Run]]] = [
        (desk.say("Blood group"), [Run(content.blood_group or DASH, VALUE)]),
        (desk.say("Medical"), desk.runs(content.medical, VALUE)),
    ]
    return [
        *table(
            shares(
                desk, WIDTH, (N_("Role"), 0.3), (N_("Name"), 0.28), (N_("Telephone"), 0.24), (N_("Reachable"), 0.18)
            ),
            contacts,
            desk,
        ),
        *havens_table(content.havens, desk),
        *pairs(medical, WIDTH, desk, gap=8),
    ]
