"""What a person has to do with others: where he appears, to whom he is related, which entries were joined to his."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.services.registers.appearing import Appearance, Mention, Related
from app.services.registers.person_sheets import PersonSheet
from app.services.registers.persons import PersonCard
from app.ui.files.wording import capital, person_name
from app.ui.kit.buttons import link
from app.ui.kit.kind_words import kind_name
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, heading, label, row, secondary
from app.ui.kit.screen import Address
from app.ui.screens.person import sheets

Go = Callable[[Address], object]
Ask = Callable[..., object]
"""Opens the sheet that a maker of `sheets` makes."""

ROOTS = {"proposal": "proposal", "task": "tasks"}
"""Which screen opens what stands in no file."""


def appears_card(kit: Kit, sheet: PersonSheet, go: Go) -> Card:
    """Return every file somebody is in, with the role there since when, and beneath it what names him in it."""
    words = kit.words
    card = Card("person_files")
    card.box.addWidget(heading(words(N_("Appears in")), "files_title"))
    rest = list(sheet.mentions)
    for number, one in enumerate(sheet.files):
        screen = _screen(one)
        text = one.reference or one.title or words(N_("a file not shown here"))
        card.box.addLayout(row(link(text, f"appears_{number}", partial(go, Address(screen, one.file))), None))
        if one.reference and one.title:
            card.box.addWidget(label(one.title, f"appears_{number}_title", wrap=True))
        told = (_role(kit, one), period(kit, one.since, one.until), from_entry(kit, sheet, one.entry))
        under = " · ".join(part for part in told if part)
        if under:
            card.box.addWidget(secondary(under, f"appears_{number}_role", wrap=True))
        mine = [mention for mention in rest if mention.file == one.file]
        rest = [mention for mention in rest if mention.file != one.file]
        _list(kit, sheet, card, mine, partial(_in_file, go, screen, one.file), f"in_{number}")
    others: dict[Id | None, list[Mention]] = {}
    for mention in rest:
        others.setdefault(mention.file, []).append(mention)
    for number, (file, mentions) in enumerate(others.items()):
        text = words(N_("Elsewhere")) if file is None else sheet.names.get(file) or words(N_("a file not shown here"))
        card.box.addWidget(label(text, f"elsewhere_{number}", "strong", wrap=True))
        _list(kit, sheet, card, mentions, partial(_elsewhere, go), f"out_{number}")
    if not sheet.files and not sheet.mentions:
        card.box.addWidget(label(words(N_("In no file that you may see.")), "appears_none", "quiet", wrap=True))
    return card


def same_card(kit: Kit, sheet: PersonSheet, go: Go, ask: Ask) -> Card | None:
    """Return the entries joined to this one, each side by side with it and taken apart again, and how to join one."""
    words, first = kit.words, sheet.card.id
    others = [(uid, one) for uid, one in sheet.shown.entries if uid != first]
    if not others and not sheet.may_merge:
        return None
    card = Card("person_same")
    card.box.addWidget(heading(words(N_("Other entries of the same person")), "same_title"))
    for number, (uid, record) in enumerate(others):
        name = person_name(record, words)
        beside = link(name, f"same_{number}", partial(go, side_by_side(first, uid)))
        beside.setAccessibleName(words(N_("{name}, side by side"), name=name))
        acts: list[QWidget | None] = [beside, None]
        if sheet.may_merge and any({edge.one, edge.other} == {first, uid} for _, edge in sheet.shown.edges):
            part = partial(ask, partial(sheets.part_sheet, uid))
            acts.append(link(words(N_("Not the same")), f"part_{number}", part))
        card.box.addLayout(row(*acts))
    if not others:
        card.box.addWidget(label(words(N_("None known.")), "same_none", "quiet"))
    if sheet.may_merge:
        join = link(words(N_("Join with another entry")), "join_entry", partial(ask, sheets.join_sheet))
        card.box.addLayout(row(join, None))
    return card


def joined_from(kit: Kit, sheet: PersonSheet) -> str:
    """Return which entries were joined into what is shown; nothing where it is one."""
    names = [person_name(record, kit.words) for uid, record in sheet.shown.entries if uid != sheet.card.id]
    return kit.words(N_("Joined from: {names}"), names="; ".join(names)) if names else ""


def from_entry(kit: Kit, sheet: PersonSheet, entry: Id | None) -> str:
    """Return from which entry something is, where it is not from the one that leads."""
    records = {uid: record for uid, record in sheet.shown.entries if uid != sheet.card.id}
    if entry not in records:
        return ""
    return kit.words(N_("from the joined entry {name}"), name=person_name(records[entry], kit.words))


def side_by_side(one: Id, other: Id) -> Address:
    """Return where two entries are shown beside each other."""
    return Address("doubles", one, extra=(("with", other.hex()),))


def related_text(kit: Kit, one: Related) -> str:
    """Return what the other is: his word as it was written, or that he has this person as such."""
    said = capital(kit.words.plain(one.record.kind)) if one.record.kind is not None else ""
    if one.of and said:
        said = kit.words(N_("Has this person as: {relation}"), relation=said.lower())
    held = period(kit, one.record.from_on, one.record.to_on)
    return " · ".join(part for part in (said, held, one.record.remarks or "") if part)


def period(kit: Kit, since: date | None, until: date | None) -> str:
    """Return from when until when something is or was so; empty where neither is known."""
    words = kit.words
    if since is None:
        return words(N_("until {day}"), day=words.date(until)) if until is not None else ""
    if until is None:
        return words(N_("since {day}"), day=words.date(since))
    return f"{words.date(since)} – {words.date(until)}"


def also_said(kit: Kit, sheet: PersonSheet, say: Callable[[PersonCard], str]) -> str:
    """Return what the leading entry says and what joined ones say otherwise, each on a line with whose it is."""
    lines = [say(sheet.card)]
    for card in sheet.joined:
        said = say(card)
        if said and said not in lines:
            lines.append(kit.words(N_("{value} (as {name})"), value=said, name=person_name(card.record, kit.words)))
    return "\n".join(line for line in lines if line)


def _list(
    kit: Kit, sheet: PersonSheet, card: Card, mentions: Sequence[Mention], go: Callable[[Mention], object], name: str
) -> None:
    if not mentions:
        return
    words, box = kit.words, QVBoxLayout()
    box.setContentsMargins(GRID, 0, 0, 0)
    box.setSpacing(2)
    for number, one in enumerate(mentions):
        title = sheet.names.get(one.uid, "")
        what = capital(kind_name(words, one.kind))
        text = words.pair(what, title) if title else what
        told = (words.date(one.on) if one.on is not None else "", from_entry(kit, sheet, one.entry))
        when = " · ".join(part for part in told if part)
        box.addLayout(row(link(text, f"{name}_{number}", partial(go, one)), None))
        if when:
            box.addWidget(secondary(when, f"{name}_{number}_on"))
    card.box.addLayout(box)


def _in_file(go: Go, screen: str, file: Id, one: Mention) -> None:
    go(Address(screen, file, one.tab))


def _elsewhere(go: Go, one: Mention) -> None:
    if one.file is not None:
        go(Address("threat_file", one.file, one.tab))
    elif screen := ROOTS.get(one.kind, ""):
        go(Address(screen, one.uid))


def _screen(one: Appearance) -> str:
    return "visit" if one.kind.startswith("visit") else "threat_file"


def _role(kit: Kit, one: Appearance) -> str:
    return capital(kit.words.enum(one.role)) if one.role is not None else ""
