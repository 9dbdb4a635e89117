"""The transport slip: what a courier carries beside a bundle, so that both ends see it is the same one, and who had it.

It names stations, organisations and a checksum, nothing of what the bundle holds. Its number is the sender's code,
the recipient's and the bundle's counter; its seal is verified like that of any paper.
"""

from collections.abc import Sequence

from app.core.i18n import N_
from app.documents.content import CopyHead
from app.documents.dates import local, moment_text
from app.documents.desk import Desk, new_desk
from app.documents.finished import RenderedDocument
from app.documents.frame import WIDTH
from app.documents.opening import title_strip
from app.documents.press import press
from app.documents.scripts import isolated
from app.documents.seal import Sign
from app.documents.sections import Row, heading, pairs, shares, table
from app.documents.slip import SlipContent, SlipFile, SlipParty
from app.documents.strips import BODY, STRONG, VALUE, Strip, paragraph
from app.documents.text import Run

_LABEL = 168.0
_GROUPS = 8
"""Groups of four digits on a line: a checksum takes two, and is compared group by group."""
_ROOM = "\n\n"
"""Two more lines in a cell: room for ink."""


def render_transport_slip(content: SlipContent, language: str, sign: Sign) -> RenderedDocument:
    """Return the slip in `language`. Raises MissingGlyph."""
    desk = new_desk(language)
    words = (desk.say("Transport slip"), desk.say("Transport slip"))
    copy = CopyHead(1, 1, content.recipient.organisation)
    return press(_body(content, desk), content.issue, copy, words, desk, sign)


def _body(content: SlipContent, desk: Desk) -> list[Strip]:
    rows: list[tuple[str, Sequence[Run]]] = [
        (desk.say("Sender"), _party(content.sender, desk)),
        (desk.say("Recipient"), _party(content.recipient, desk)),
        (desk.say("Bundle number"), [Run(str(content.counter), VALUE)]),
        (desk.say("Bundle id"), [Run(_groups(content.bundle), VALUE)]),
        (desk.say("Slip drawn up on"), [Run(moment_text(local(content.written), desk.language), VALUE)]),
    ]
    told = desk.say(
        "The carrier holds this bundle, sealed for its recipient alone. Whoever hands it over and whoever takes it "
        "sign below. If the checksum differs, or the cover was opened, do not read the carrier in: keep it and warn "
        "the security officer."
    )
    return [
        title_strip(desk.say("Transport slip"), desk),
        *pairs(rows, WIDTH, desk, label_width=_LABEL),
        *paragraph([Run(told, BODY)], WIDTH, desk.shaper, gap=8),
        *heading(f"1 {desk.say('Files and checksums')}", WIDTH, desk),
        *_files(content.files, desk),
        *heading(f"2 {desk.say('Handed over')}", WIDTH, desk),
        *_hands(desk),
    ]


def _party(party: SlipParty, desk: Desk) -> list[Run]:
    return [Run(party.code, STRONG), Run(f" · {isolated(desk.name(party.organisation))}", VALUE)]


def _files(files: Sequence[SlipFile], desk: Desk) -> list[Strip]:
    columns = shares(desk, WIDTH, (N_("File name"), 0.44), (N_("Bytes"), 0.12), (N_("SHA-256"), 0.44))
    rows = [
        Row(
            (
                [Run(isolated(one.name), BODY)],
                [Run(f"{one.size:,}".replace(",", "\u00a0"), BODY)],
                [Run(_groups(one.checksum), BODY)],
            )
        )
        for one in files
    ]
    return table(columns, rows, desk)


def _hands(desk: Desk) -> list[Strip]:
    heads = ((N_("Step"), 0.22), (N_("Name and service"), 0.3), (N_("Day and hour"), 0.18), (N_("Signature"), 0.3))
    columns = shares(desk, WIDTH, *heads)
    steps = (
        N_("Handed over by"), N_("Taken by the courier"), N_("Cover whole, received by"), N_("Checksum compared by"),
    )  # fmt: skip
    empty = [Run(f"\u00a0{_ROOM}", BODY)]
    return table(columns, [Row(([Run(desk.say(step), STRONG)], empty, empty, empty)) for step in steps], desk)


def _groups(digits: str) -> str:
    """Return hexadecimal digits in groups of four, a few groups a line."""
    fours = [digits[at : at + 4] for at in range(0, len(digits), 4)]
    lines = (" ".join(fours[at : at + _GROUPS]) for at in range(0, len(fours), _GROUPS))
    return "\n".join(lines)
