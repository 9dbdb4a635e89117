"""How the lines of a catalogue stand in its list: each in four languages, what it says besides, what became of it."""

from app.core.i18n import LANGUAGES, N_
from app.models.catalogues import CatalogueEntry
from app.models.enums import MinisterRule
from app.models.kinds.schema import SCHEMA
from app.models.lists import limit_of
from app.services.catalogues.sheets import CatalogueSheet, typed
from app.ui.forms.tongues import NAMES
from app.ui.kit.kit import Kit
from app.ui.kit.parts import Tone
from app.ui.kit.words import Words, capital
from app.ui.tables.rows import Cell, Line

BEGINNING = 90
"""Letters of a paragraph that its line shows."""


def item_line(kit: Kit, sheet: CatalogueSheet, name: str, entry: CatalogueEntry) -> Line:
    """Return how the list of that name shows one of its lines: in every language, with what became of it."""
    words = kit.words
    first, *others = _languages(words.language)
    state = Cell(_said(words, sheet, name, entry))
    if entry.withdrawn:
        state = Cell(capital(words(N_("withdrawn"))), tone=Tone.PLAIN)
    elif not entry.offered:
        state = Cell(capital(words.enum(entry.validity)), _valid(words, entry), tone=Tone.PLAIN)
    elif entry.valid_from is not None or entry.valid_until is not None:
        state = Cell(state.text or capital(words.enum(entry.validity)), _valid(words, entry))
    if (name, entry.code) in sheet.contested:
        state = Cell(words(N_("Conflict")), tone=Tone.RED)
    names = [Cell(capital(entry.say(language))) for language in others]
    mine = Cell(capital(entry.say(first)), _beneath(words, entry), strong=True)
    return Line(entry.code, (mine, *names, state))


def names_in_order(mine: str) -> list[str]:
    """Return the names of the languages, the own first: the heads of the list."""
    return [NAMES[language] for language in _languages(mine)]


def _said(words: Words, sheet: CatalogueSheet, name: str, entry: CatalogueEntry) -> str:
    if entry.added:
        return capital(words(N_("added here")))
    return capital(words(N_("changed"))) if (name, entry.code) in sheet.changed else ""


def _valid(words: Words, entry: CatalogueEntry) -> str:
    """Return the days on which a line is valid."""
    if entry.valid_from is not None and entry.valid_until is not None:
        return words.period(entry.valid_from, entry.valid_until)
    if entry.valid_from is not None:
        return words(N_("from {day}"), day=words.date(entry.valid_from))
    return words(N_("until {day}"), day=words.date(entry.valid_until)) if entry.valid_until is not None else ""


def _beneath(words: Words, entry: CatalogueEntry) -> str:
    """Return what a line says beside its name: number, who decides, equivalent, type it sets, how its text begins."""
    limit = limit_of(entry)
    if limit is not None:
        return f"{words.number(limit[0])} {words.enum(limit[1])}"
    told = typed(entry.detail)
    decided = told.get("minister")
    if decided is not None and decided is not MinisterRule.AS_DECISION:
        return capital(words.enum(decided))
    if told.get("equivalent") is not None:
        return words(N_("as {marking}"), marking=words.enum(told["equivalent"]))
    kind = entry.detail.get("measure_type")
    if kind:
        return words.value(SCHEMA.by_name["catalogue_item"].fields["measure_type"], kind)
    text = " ".join(words.text(entry.detail.get("text")).split())
    return text if len(text) <= BEGINNING else f"{text[: BEGINNING - 1].rstrip()}…"


def _languages(mine: str) -> list[str]:
    return sorted(LANGUAGES, key=lambda one: one != mine)
