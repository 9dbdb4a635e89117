"""The recall sheet: one page by which an emergency centre takes a dispatcher sheet out of its binder and its index.

It says nothing that the sheet did not say. Each copy is for one reader and tells what that reader holds; it comes back
signed, and is then the proof that the instruction is gone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.core.i18n import N_
from app.documents.content import CopyHead
from app.documents.dates import local, long_date
from app.documents.desk import DASH, Desk
from app.documents.finished import RenderedDocument
from app.documents.frame import WIDTH
from app.documents.opening import name_runs, opened
from app.documents.press import press_each
from app.documents.recall_content import IndexEntry, RecallContent, SheetHeld
from app.documents.scripts import isolated
from app.documents.seal import Sign
from app.documents.sections import TICK, Row, heading, shares, table
from app.documents.strips import BODY, STRONG, VALUE, Box, Mark, Strip, paragraph, stack
from app.documents.text import Run, Style, break_lines

_WORDS = (N_("Recall of a dispatcher sheet"), N_("Recall sheet"))
_LOUD = Style(size=12.5, leading=16.5, bold=True)
_INK = [Run("\u00a0\n\u00a0", BODY)]
"""Room for ink in a cell."""
_LABEL = 168.0
_INNER = 9.0


def render_recall_sheets(
    content: RecallContent, copies: Sequence[CopyHead], language: str, sign: Sign
) -> Iterator[RenderedDocument]:
    """Return the copies of one recall in `language`. Raises MissingGlyph."""
    return press_each(_body, _WORDS, content, copies, language, sign)


def _body(content: RecallContent, copy: CopyHead, desk: Desk) -> list[Strip]:
    held = next((one for one in content.held if one.number == copy.number), SheetHeld(copy.number, 0))
    sheet = desk.say("{registration}, version {version}, copy {number}, of {date}").format(
        registration=content.registration, version=content.version, number=held.copy or DASH,
        date=long_date(local(content.issued_at).date(), desk.dates),
    )  # fmt: skip
    rows: list[tuple[str, Sequence[Run]]] = [
        (desk.say("Addressee"), [Run(isolated(desk.name(copy.recipient)) or DASH, STRONG)]),
        (desk.say("Dispatcher sheet"), [Run(sheet, STRONG)]),
        (desk.say("Person protected"), name_runs(content.name, content.native_name, VALUE)),
        (desk.say("Why"), desk.runs(content.why, VALUE)),
    ]
    strips = opened(desk.say(_WORDS[0]), rows, desk, label_width=_LABEL)
    strips.append(_order(content, held, desk))
    strips += heading(f"1 {desk.say('To take out of the index')}", WIDTH, desk)
    strips += _entries(content, held, desk)
    strips += heading(f"2 {desk.say('Confirmation')}", WIDTH, desk)
    told = desk.say(
        "Tick what was done, sign, and send this page back to the issuing service together with the sheet, or with the "
        "record of its destruction."
    )
    strips += paragraph([Run(told, BODY)], WIDTH, desk.shaper, gap=5)
    return [*strips, *_confirmed(desk)]


def _order(content: RecallContent, held: SheetHeld, desk: Desk) -> Strip:
    """Return what is to be done, in a box."""
    loud = desk.say("Remove the instruction on {name}.")
    if held.renewed and content.replaced_by is not None:
        loud = desk.say("Replace the instruction on {name}.")
        told = desk.say(
            "Take version {old} out of the binder and put version {new} in its place. Nothing on version {old} may be "
            "carried out any more."
        ).format(old=content.version, new=content.replaced_by)
    else:
        told = desk.say(
            "Take the sheet out of the binder. Nothing on it may be carried out any more. If another sheet in the "
            "binder names the same person, number or address, that sheet still holds."
        )
    loud = loud.format(name=isolated(content.name) or DASH)
    head, top = stack(break_lines([Run(loud, _LOUD)], WIDTH - 2 * _INNER, desk.shaper), _INNER, _INNER - 2)
    words, bottom = stack(break_lines([Run(told, BODY)], WIDTH - 2 * _INNER, desk.shaper), _INNER, top + 3)
    marks: list[Mark] = [Box(0, 0, WIDTH, bottom + _INNER, weight=1.2), *head, *words]
    return Strip(bottom + _INNER, tuple(marks), gap=10)


def _entries(content: RecallContent, held: SheetHeld, desk: Desk) -> list[Strip]:
    gone = [one for one in content.entries if not (held.renewed and one.stays)]
    if held.renewed and not gone:
        told = desk.say("Nothing: all entries of this version stand on version {new} too.")
        return paragraph([Run(told.format(new=content.replaced_by), BODY)], WIDTH, desk.shaper, gap=5)
    columns = shares(desk, WIDTH, (N_("Kind"), 0.24), (N_("Entry"), 0.6), (N_("Taken out"), 0.16))
    strips = table(columns, [_entry(one, desk) for one in gone], desk)
    left = [desk.say("Leave an entry that another sheet in the binder still needs.")]
    if held.renewed:
        stay = desk.say("All other entries of this version stand on version {new} too and stay.")
        left.insert(0, stay.format(new=content.replaced_by))
    return [*strips, *paragraph([Run(" ".join(left), BODY)], WIDTH, desk.shaper, gap=6)]


def _entry(one: IndexEntry, desk: Desk) -> Row:
    value = desk.place(one.value, replace(BODY, bold=True))
    if not isinstance(one.value, str):
        value = [Run(desk.say("as printed on the sheet (sealed)"), BODY)]
    return Row((desk.runs(one.what), value, [Run(TICK, BODY)]))


def _confirmed(desk: Desk) -> list[Strip]:
    steps = (
        N_("Sheet taken out of the binder"), N_("Entries taken out of the index"),
        N_("Sheet returned with this page"), N_("Sheet destroyed before a witness"),
    )  # fmt: skip
    ticks = [Run("   ".join(f"{TICK}\u00a0{desk.say(step)}".replace(" ", "\u00a0") for step in steps), BODY)]
    strips = paragraph(ticks, WIDTH, desk.shaper, gap=6)
    columns = shares(desk, WIDTH, (N_("Name and rank"), 0.4), (N_("Day and hour"), 0.22), (N_("Signature"), 0.38))
    return [*strips, *table(columns, [Row((_INK, _INK, _INK))], desk)]
