"""The binder of an emergency centre: its index by telephone, street and name, the sheets in force, what comes out.

A dispatcher finds the tab of a sheet by what he has in his ear; whoever keeps the binder finds what to take out of it.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from anyascii import anyascii

from app.core.i18n import N_
from app.documents.binder_content import BinderContent, BinderRemoval, BinderSheet
from app.documents.content import CopyHead
from app.documents.dates import local, long_date, moment_text, short_date
from app.documents.desk import DASH, Desk, callable_number
from app.documents.finished import RenderedDocument
from app.documents.frame import WIDTH
from app.documents.opening import name_runs, opened, signature_strips
from app.documents.press import press_each
from app.documents.scripts import isolated
from app.documents.seal import Sign
from app.documents.sections import TICK, Row, heading, shares, table
from app.documents.strips import BODY, SMALL, STRONG, VALUE, Strip, paragraph
from app.documents.text import Run, Style
from app.documents.wording import Sealed

_WORDS = (N_("Binder of dispatcher sheets"), N_("Binder"))
_LABEL = 150.0
_DIGITS = 6
"""As long as a house number or postcode is made to be filed by."""


def render_binders(
    content: BinderContent, copies: Sequence[CopyHead], language: str, sign: Sign
) -> Iterator[RenderedDocument]:
    """Return the copies of one binder in `language`. Raises MissingGlyph."""
    return press_each(_body, _WORDS, content, copies, language, sign)


def _body(content: BinderContent, _: CopyHead, desk: Desk) -> list[Strip]:
    stood = moment_text(local(content.issue.issued_at), desk.dates)
    before = long_date(local(content.since).date(), desk.dates) if content.since else desk.say("none: the first one")
    rows: list[tuple[str, Sequence[Run]]] = [
        (desk.say("Emergency centre"), [Run(isolated(desk.name(content.centre)) or DASH, STRONG)]),
        (desk.say("As it stood on"), [Run(stood, VALUE)]),
        (desk.say("Binder before"), [Run(before, VALUE)]),
        (desk.say("Sheets in force"), [Run(str(len(content.sheets)), STRONG)]),
        (desk.say("To take out"), [Run(str(len(content.removals)), STRONG)]),
    ]
    strips = opened(desk.say(_WORDS[0]), rows, desk, label_width=_LABEL)
    told = desk.say(
        "Look up the number, street or name; the tab leads to the sheet. Without a sheet under its tab, do not act on "
        "this index: ring the National Crisis Centre."
    )
    strips += paragraph([Run(told, BODY)], WIDTH, desk.shaper, gap=8)
    for number, (title, part) in enumerate(_sections(content, desk), start=1):
        strips += [*heading(f"{number} {title}", WIDTH, desk), *part]
    strips += heading(desk.say("Signatures"), WIDTH, desk)
    return [*strips, *signature_strips(content.signatures, desk)]


def _sections(content: BinderContent, desk: Desk) -> list[tuple[str, list[Strip]]]:
    return [
        (desk.say("To take out since the last binder"), _removals(content.removals, desk)),
        (desk.say("By telephone"), _index(N_("Telephone"), _phones(content), desk)),
        (desk.say("By street"), _index(N_("Address"), _streets(content, desk), desk)),
        (desk.say("By name"), _index(N_("Name"), _names(content), desk)),
        (desk.say("Sheets in force"), _sheets(content.sheets, desk)),
    ]


Entry = tuple[str, Sequence[Run], BinderSheet]
"""By what it is sorted, what is looked up, and the sheet it leads to."""


def _phones(content: BinderContent) -> list[Entry]:
    return [
        ("".join(sign for sign in phone if sign.isdigit()), [Run(isolated(callable_number(phone)), STRONG)], sheet)
        for sheet in content.sheets
        for phone in sheet.phones
    ]


def _streets(content: BinderContent, desk: Desk) -> list[Entry]:
    return [
        ("~" if isinstance(address, Sealed) else folded(address), _street(address, desk), sheet)
        for sheet in content.sheets
        for address in sheet.addresses
    ]


def _street(address: str | Sealed, desk: Desk) -> Sequence[Run]:
    if isinstance(address, Sealed):
        return [Run(desk.say("as printed on the sheet (sealed)"), BODY)]
    return desk.place(address, STRONG)


def _names(content: BinderContent) -> list[Entry]:
    found: list[Entry] = []
    for sheet in content.sheets:
        for name, native in ((sheet.name, sheet.native_name), *sheet.household):
            found.append((folded(name), name_runs(name, native, BODY), sheet))
    return found


def _index(head: str, entries: Sequence[Entry], desk: Desk) -> list[Strip]:
    columns = shares(desk, WIDTH, (head, 0.46), (N_("Tab"), 0.1), (N_("Person protected"), 0.44))
    by: Callable[[Entry], tuple[str, int]] = lambda entry: (entry[0], entry[2].tab)  # noqa: E731 - its type is said
    rows = [
        Row((what, [Run(str(sheet.tab), STRONG)], [Run(isolated(sheet.name) or DASH, BODY)]), changed=sheet.fresh)
        for _, what, sheet in sorted(entries, key=by)
    ]
    return table(columns, rows, desk)


def _sheets(sheets: Sequence[BinderSheet], desk: Desk) -> list[Strip]:
    columns = shares(
        desk, WIDTH, (N_("Tab"), 0.1), (N_("Number and version"), 0.33), (N_("Copy"), 0.09), (N_("Issued on"), 0.16),
        (N_("Person protected"), 0.32),
    )  # fmt: skip
    rows = [
        Row(
            (
                [Run(str(one.tab), STRONG)], [Run(f"{one.registration} v{one.version}", BODY)],
                [Run(str(one.copy), BODY)], [Run(_day(one, desk), BODY)],
                name_runs(one.name, one.native_name, BODY, bold=False),
            ),
            changed=one.fresh,
        )
        for one in sheets
    ]  # fmt: skip
    strips = table(columns, rows, desk)
    if any(one.fresh for one in sheets):
        told = desk.say("A bar at the left: new since the last binder.")
        strips += paragraph([Run(told, SMALL)], WIDTH, desk.shaper, gap=5)
    return strips


def _removals(removals: Sequence[BinderRemoval], desk: Desk) -> list[Strip]:
    if not removals:
        told = desk.say("Nothing has to be taken out.")
        return paragraph([Run(told, BODY)], WIDTH, desk.shaper, gap=5)
    columns = shares(
        desk, WIDTH, (N_("Number and version"), 0.28), (N_("Copy"), 0.09), (N_("Person protected"), 0.27),
        (N_("Why"), 0.23), (N_("Taken out"), 0.13),
    )  # fmt: skip
    rows = [
        Row(
            (
                [Run(f"{one.registration} v{one.version}", STRONG)], [Run(str(one.copy), BODY)],
                name_runs(one.name, one.native_name, BODY, bold=False), desk.runs(one.why), [Run(TICK, _BOX)],
            )
        )
        for one in removals
    ]  # fmt: skip
    return table(columns, rows, desk)


_BOX = Style(size=9.3, leading=12.4)


def _day(sheet: BinderSheet, desk: Desk) -> str:
    return short_date(local(sheet.issued_at).date(), desk.dates)


def folded(text: str) -> str:
    """Return a name or street as it is filed: without accents and capitals, whatever its script, 3 before 29."""
    plain = " ".join(anyascii(text).casefold().split())
    return re.sub(r"\d+", lambda number: number.group().zfill(_DIGITS), plain)
