"""What a line of a list may say, and why not: whole in four languages, printable, within reason, like no other line."""

import re
from collections.abc import Mapping
from typing import Any

from app.core.errors import UserError
from app.core.i18n import LANGUAGES, N_, translate
from app.documents.printing import check_prints
from app.models.catalogues import CatalogueEntry, catalogue
from app.models.enums import DeadlineUnit, Marking, MinisterRule, say
from app.models.kinds.catalogue import CatalogueItem
from app.models.lists import (
    COUNTED,
    FOREIGN_MARKINGS,
    LISTS,
    MINISTER,
    MOST_DAYS,
    MOST_YEARS,
    PAPER_TEXTS,
    TEXTS,
    fits,
    limit_of,
)
from app.services.choices import check_listed
from app.services.desk import Unit, View

VALID = ("valid_from", "valid_until")
"""The days between which a line is offered: one cell."""
OF_A_DECISION = (MinisterRule.NEEDED, MinisterRule.NOT_NEEDED)
"""What a kind of decision may be; only a type of measure follows the kind."""
_FILLED = re.compile(r"\{[a-z]+\}")


class LanguageMissing(UserError):
    """A line of a list is read in four languages, on every workstation and on paper."""

    sentence = N_("Write it in all four languages: {languages} is missing. Nothing was saved.")


class SameName(UserError):
    """Two lines of one list that nobody could tell apart."""

    sentence = N_(
        "The list has “{name}” already. Give this another name, or put that one into use again. Nothing was saved."
    )


class NumberOutOfReason(UserError):
    """A number that no deadline has."""

    sentence = N_("Give a whole number from 0 to {most}. Nothing was saved.")


class PlaceholderMissing(UserError):
    """A text in which the program fills something in, and that leaves no room for it."""

    sentence = N_("In this text {missing} is filled in: keep it in every language. Nothing was saved.")


class NotPrintable(UserError):
    """A character that no font has: every paper on which the line stands would be refused."""

    sentence = N_("The character {shown} ({code}) is in no font, so no paper could print this. Nothing was saved.")


class EquivalentMissing(UserError):
    """A marking of another system that nobody could protect."""

    sentence = N_("Say which Belgian level protects at least as much. Nothing was saved.")


class EquivalentTooLow(UserError):
    """A marking that ships with what a treaty or agreement says of it: whoever sent it was promised no less."""

    sentence = N_("What came marked so is protected as {level} at least: that was promised. Nothing was saved.")

    def say(self, language: str = "en") -> str:
        """Return the sentence with the level worded in `language`."""
        return translate(self.sentence, language).format(level=say(self.facts["level"], language))


class SaidOfADecision(UserError):
    """What only a type of measure can be: an exception."""

    sentence = N_("Of a kind of decision, say that the Minister takes it or that he does not. Nothing was saved.")


class ValidityReversed(UserError):
    """Days between which there is none."""

    sentence = N_("The last day on which it is valid lies before the first. Nothing was saved.")


class YearsOutOfReason(UserError):
    """A number of years after which nothing, or everything at once, would be erased."""

    sentence = N_("Give a whole number of years from 1 to {most}. Nothing was saved.")


def check_line(unit: Unit, name: str, code: str, fields: Mapping[str, Any], entry: CatalogueEntry | None) -> None:
    """Raise the first reason why a line cannot say this; `entry` is what it says now, None for a new one."""
    asked = {"names", "order", *(() if LISTS[name].lasting else VALID), *LISTS[name].fields}
    if not set(fields) <= asked:
        raise ValueError(f"{name}: {sorted(set(fields) - asked)}")
    if entry is None or "names" in fields:
        _check_whole("names", fields.get("names"))
        check_names(unit, name, code, fields["names"])
    nothing_else = name in TEXTS and (entry is None or "text" in fields)
    if fields.get("text") or nothing_else:
        _check_whole("text", fields.get("text"))
    for field in ("names", "text", "how_often", "source"):
        _check_prints(field, fields.get(field))
    if name == PAPER_TEXTS and fields.get("text"):
        _check_filled(catalogue(name)[code].detail["text"], fields["text"])
    if fields.get("source"):
        _check_whole("source", fields["source"])
    if "number" in fields or "unit" in fields:
        number, unit_of = fields.get("number"), fields.get("unit")
        if not isinstance(number, int) or not isinstance(unit_of, DeadlineUnit) or not fits(entry, number, unit_of):
            years = entry is not None and (limit_of(entry) or (0, None))[1] is DeadlineUnit.YEARS
            raise (
                YearsOutOfReason(field="number", most=MOST_YEARS)
                if years
                else NumberOutOfReason(field="number", most=MOST_DAYS)
            )
    for counted, fewest in COUNTED.items():
        days = fields.get(counted)
        if days is not None and not fewest <= days <= MOST_DAYS:
            raise NumberOutOfReason(field=counted, most=MOST_DAYS)
    if fields.get("how_often"):
        _check_whole("how_often", fields["how_often"])
    first, last = (fields.get(one, getattr(entry, one, None)) for one in VALID)
    if first is not None and last is not None and last < first:
        raise ValidityReversed(field="valid_until")
    if name == FOREIGN_MARKINGS and (entry is None or "equivalent" in fields) and fields.get("equivalent") is None:
        raise EquivalentMissing(field="equivalent")
    if name == FOREIGN_MARKINGS and "equivalent" in fields and code in catalogue(name):
        promised = Marking(catalogue(name)[code].detail["equivalent"])
        if fields["equivalent"] < promised:
            raise EquivalentTooLow(field="equivalent", level=promised)
    if name == MINISTER and "minister" in fields and fields["minister"] not in OF_A_DECISION:
        raise SaidOfADecision(field="minister")
    check_listed(unit, CatalogueItem(measure_type=fields.get("measure_type")), _as_it_was(entry))


def _as_it_was(entry: CatalogueEntry | None) -> CatalogueItem:
    return CatalogueItem(measure_type=entry.detail.get("measure_type") if entry else None)


def _check_whole(field: str, text: Mapping[str, str] | None) -> None:
    missing = [language for language in LANGUAGES if not (text or {}).get(language, "").strip()]
    if missing:
        raise LanguageMissing(field=field, languages=", ".join(language.upper() for language in missing))


def _check_prints(field: str, text: Mapping[str, str] | None) -> None:
    for said in (text or {}).values():
        try:
            check_prints(said)
        except UserError as missing:
            raise NotPrintable(field=field, shown=missing.facts["shown"], code=missing.facts["code"]) from None


def _check_filled(shipped: Mapping[str, str], text: Mapping[str, str]) -> None:
    for language in LANGUAGES:
        missing = [one for one in _FILLED.findall(shipped[language]) if one not in text[language]]
        if missing:
            raise PlaceholderMissing(field="text", missing=", ".join(missing))


def check_names(view: View, name: str, code: str, names: Mapping[str, str]) -> None:
    """Raise SameName where another line of the list is called so in a language."""
    for other, entry in view.lists.all(name).items():
        for language in LANGUAGES:
            called = names.get(language, "").strip()
            if other != code and entry.say(language).casefold() == called.casefold():
                raise SameName(field="names", name=called)
