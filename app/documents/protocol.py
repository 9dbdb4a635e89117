"""The protection protocol: what the executing services hold in hand for one person, one version, one copy."""

from collections.abc import Iterator, Sequence

from app.core.i18n import N_
from app.documents.content import CopyHead, ProtocolContent, Recipient, SignatureLine
from app.documents.dates import language_names, long_date
from app.documents.desk import DASH, Desk, isolated, joined, new_desk
from app.documents.frame import WIDTH
from app.documents.level import level_strip
from app.documents.measures import measures_table
from app.documents.people import PHOTO_HEIGHT, PHOTO_WIDTH, name_runs, photo_marks
from app.documents.press import RenderedDocument, press
from app.documents.seal import Sign
from app.documents.sections import Column, Row, heading, pairs, table
from app.documents.strips import BODY, STRONG, VALUE, Rule, Strip, paragraph, stack
from app.documents.text import Run, Style, break_lines

_TITLE = Style(size=16, leading=21, bold=True)


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


def title_strip(title: str, desk: Desk) -> Strip:
    """Return the title of a document's first page."""
    marks, bottom = stack(break_lines([Run(title, _TITLE)], WIDTH, desk.shaper), 0, 0)
    return Strip(bottom + 6, tuple(marks), keep_with_next=True)


def beside_photo(rows: Sequence[tuple[str, Sequence[Run]]], photo: bytes | None, desk: Desk) -> list[Strip]:
    """Return labelled values with the photograph at their right; what follows begins under both."""
    strips = pairs(rows, WIDTH - PHOTO_WIDTH - 14, desk)
    first = strips[0]
    marks = (*first.marks, *photo_marks(photo, WIDTH - PHOTO_WIDTH, 0, desk))
    strips[0] = Strip(first.height, marks, gap=first.gap, keep_with_next=True)
    short = PHOTO_HEIGHT - sum(strip.height for strip in strips)
    return [*strips, Strip(max(short, 0.0) + 2)]


def recipients_strips(recipients: Sequence[Recipient], copy: CopyHead, desk: Desk) -> list[Strip]:
    """Return the distribution list, this copy's recipient in bold."""
    runs: list[Run] = []
    for recipient in recipients:
        style = STRONG if recipient.number == copy.number else BODY
        note = f" ({desk.read(recipient.note)})" if recipient.note else ""
        runs.append(Run((" · " if runs else ""), BODY))
        runs.append(Run(f"{recipient.number}\u00a0{isolated(recipient.name)}{note}", style))
    return [
        *heading(desk.say("Recipients"), WIDTH, desk),
        *paragraph(runs or [Run(DASH, BODY)], WIDTH, desk.shaper, gap=5),
    ]


def signature_strips(signatures: Sequence[SignatureLine], desk: Desk) -> list[Strip]:
    """Return a line for each signatory with room for ink and date."""
    strips = []
    for signature in signatures or (None,):
        left = [Run(desk.read(signature.capacity) if signature else DASH, BODY)]
        if signature and signature.name:
            left += [Run("\n", BODY), Run(isolated(signature.name), STRONG)]
        words, bottom = stack(break_lines(left, WIDTH * 0.42, desk.shaper), 0, 8)
        ink = [Run(desk.say("date and signature"), Style(size=7.9, leading=10.4, grey=0.3))]
        height = max(bottom, 38.0)
        caption, _ = stack(break_lines(ink, WIDTH * 0.5, desk.shaper), WIDTH * 0.46, height + 1)
        line = Rule(WIDTH * 0.46, height, WIDTH, height, 0.5)
        strips.append(Strip(height + 14, (*words, line, *caption), keep_with_next=signature is not None))
    strips[-1] = Strip(strips[-1].height, strips[-1].marks)
    return strips


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
        (desk.say("Telephone"), [Run(joined(person.phones), VALUE)]),
        (desk.say("Languages"), [Run(language_names(person.languages, desk.language) or DASH, VALUE)]),
        (desk.say("Household"), desk.runs(person.household, VALUE)),
        (desk.say("File"), [Run(content.issue.file_reference or DASH, VALUE)]),
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
            _columns(desk, (N_("Name"), 0.3), (N_("Relation"), 0.2), (N_("Born"), 0.2), (N_("Remark"), 0.3)),
            people,
            desk,
        ),
        *table(
            _columns(desk, (N_("Address of"), 0.24), (N_("Address"), 0.46), (N_("Remark"), 0.3)),
            addresses,
            desk,
            gap=12,
        ),
        *table(_columns(desk, (N_("Plate"), 0.24), (N_("Vehicle"), 0.46), (N_("User"), 0.3)), vehicles, desk, gap=12),
    ]


def _contacts(content: ProtocolContent, desk: Desk) -> list[Strip]:
    contacts = [
        Row(
            (
                desk.runs(line.role),
                [Run(joined([line.name]), BODY)],
                [Run(line.phone or DASH, STRONG)],
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
            _columns(desk, (N_("Role"), 0.3), (N_("Name"), 0.28), (N_("Telephone"), 0.24), (N_("Reachable"), 0.18)),
            contacts,
            desk,
        ),
        *havens_table(content, desk),
        *pairs(medical, WIDTH, desk, gap=8),
    ]


def havens_table(content: ProtocolContent, desk: Desk) -> list[Strip]:
    """Return hospitals and safe places."""
    rows = [
        Row(
            (
                desk.runs(line.kind),
                [Run(joined([line.name]), STRONG)],
                desk.place(line.address),
                [Run(line.phone or DASH, BODY)],
            )
        )
        for line in content.havens
    ]
    columns = _columns(desk, (N_("Kind"), 0.18), (N_("Name"), 0.28), (N_("Address"), 0.34), (N_("Telephone"), 0.2))
    return table(columns, rows, desk, gap=12)


def _columns(desk: Desk, *shares: tuple[str, float]) -> list[Column]:
    return [Column(desk.say(title), share * WIDTH) for title, share in shares]
