"""What an administrator does with a line of a list: add, change, withdraw, take up again.

Each line is a stream of its own that nobody owns (`app.models.kinds.catalogue`): its history is kept, it goes to every
workstation with the directory, signed by who wrote it: some lines say who decides. What two administrators wrote apart
waits at the conflict desk.
"""

import re
from collections.abc import Mapping
from typing import Any

from anyascii import anyascii

from app.core.errors import UserError
from app.core.i18n import LANGUAGES, N_, translate
from app.documents.printing import check_prints
from app.history.undoing import NothingToUndo
from app.models.catalogues import CatalogueEntry, catalogue
from app.models.enums import Action, DeadlineUnit, ItemState, Marking, MinisterRule, say
from app.models.kinds.catalogue import CatalogueItem, item_id, item_nonce
from app.models.lists import (
    COUNTED,
    FOREIGN_MARKINGS,
    LISTS,
    MINISTER,
    MOST_DAYS,
    MOST_YEARS,
    PAPER_TEXTS,
    TEMPLATES,
    TEXTS,
    ListKind,
    fits,
    limit_of,
)
from app.services.catalogues.sheets import item_of
from app.services.choices import check_listed
from app.services.desk import Desk, NotThere, Unit
from app.services.undoing import BeginningStays, undo_save

PART = "catalogue"
LONGEST_STEM = 24
VALID = ("valid_from", "valid_until")
"""The days between which a line is offered: one cell."""
OF_A_DECISION = (MinisterRule.NEEDED, MinisterRule.NOT_NEEDED)
"""What a kind of decision may be; only a type of measure follows the kind."""
_FILLED = re.compile(r"\{[a-z]+\}")
_NO_SIGN = re.compile(r"[^a-z0-9]+")


class LanguageMissing(UserError):
    """A line of a list is read in four languages, on every workstation and on paper."""

    sentence = N_("Write it in all four languages: {languages} is missing. Nothing was saved.")


class SameName(UserError):
    """Two lines of one list that nobody could tell apart."""

    sentence = N_(
        "The list has “{name}” already. Give this another name, or put that one into use again. Nothing was saved."
    )


class NotInThisList(UserError):
    """A list whose lines the program itself looks for."""

    sentence = N_("The program looks for exactly these lines: none is added to this list and none withdrawn from it.")


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


def add_item(desk: Desk, name: str, fields: Mapping[str, Any]) -> str:
    """Add a line to a list; return its code. `fields` are those of `CatalogueItem` that the list asks for.

    Raises NotAllowed, NotThere on no list of ours, NotInThisList, LanguageMissing, SameName, NotOnTheList,
    ValidityReversed.
    """
    kind = _kind(name)
    with desk.write() as unit:
        unit.require(Action.CATALOGUE)
        if kind.fixed:
            raise NotInThisList
        _check(unit, name, "", fields, None)
        code = _new_code(unit, str(fields["names"]["en"]), name)
        _write(unit, name, code, {**fields, "state": ItemState.IN_USE})
        unit.save(signed=True)
    return code


def change_item(desk: Desk, name: str, code: str, fields: Mapping[str, Any]) -> bytes | None:
    """Write what a line says from now on; what stands in files is read with the new words.

    Return the hash of the save, for `undo_item`; None where nothing was to be written.
    Raises NotAllowed, NotThere, LanguageMissing, SameName, NumberOutOfReason, NotOnTheList, ValidityReversed.
    """
    _kind(name)
    with desk.write() as unit:
        unit.require(Action.CATALOGUE)
        entry = _entry(unit, name, code)
        _check(unit, name, code, fields, entry)
        if not fields:
            return None
        _write(unit, name, code, {**_rest_of(unit, name, code, fields), **fields})
        return unit.save(signed=True).head


def withdraw_item(desk: Desk, name: str, code: str) -> bytes:
    """Offer a line no more; where it was chosen it stays and is shown. Return the hash of the save.

    Raises NotAllowed, NotThere, NotInThisList.
    """
    return _set_state(desk, name, code, ItemState.WITHDRAWN)


def take_up_item(desk: Desk, name: str, code: str) -> bytes:
    """Offer a withdrawn line again. Return the hash of the save. Raises NotAllowed, NotThere, NotInThisList."""
    return _set_state(desk, name, code, ItemState.IN_USE)


def undo_item(desk: Desk, name: str, code: str, save: bytes) -> None:
    """Reverse the save of that hash, which wrote one line: it reads as it did before, from what ships if need be.

    A line that was added is not taken out again by this: it is withdrawn. Raises NotAllowed, NotThere, NothingToUndo.
    """
    try:
        undo_save(desk, save, signed=True)
    except BeginningStays:
        _as_it_ships(desk, name, code)


def _as_it_ships(desk: Desk, name: str, code: str) -> None:
    """Empty what the first change of a line wrote over what ships: its stream began with it and stays."""
    uid = item_id(name, code)
    with desk.write() as unit:
        stream = unit.stream_of(uid, CatalogueItem)
        unit.require(Action.CATALOGUE, stream)
        sql = "SELECT count(*) FROM entry JOIN stream USING (sid) WHERE stream.id = ?"
        if unit.connection.exec_driver_sql(sql, (stream,)).scalar() != 1:
            raise NothingToUndo  # it was written over since
        shipped = code in catalogue(name)
        own = [field for field in unit.desk.schema.by_record[CatalogueItem].fields if field not in ("list", "code")]
        unit.change(stream, uid, CatalogueItem, dict.fromkeys(own) if shipped else {"state": ItemState.WITHDRAWN})
        unit.save(signed=True)


def _set_state(desk: Desk, name: str, code: str, state: ItemState) -> bytes:
    kind = _kind(name)
    with desk.write() as unit:
        unit.require(Action.CATALOGUE)
        _entry(unit, name, code)
        if kind.lasting:
            raise NotInThisList
        _write(unit, name, code, {"state": state})
        return unit.save(signed=True).head


def _kind(name: str) -> ListKind:
    found = LISTS.get(name)
    if found is None:
        raise NotThere
    return found


def _entry(unit: Unit, name: str, code: str) -> CatalogueEntry:
    found = unit.lists.find(name, code)
    if found is None:
        raise NotThere
    return found


def _rest_of(unit: Unit, name: str, code: str, fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the rest of a template of which something is changed: from then on it is whole in its stream.

    So a field can be emptied that ships filled in.
    """
    whole = bool(unit.find(CatalogueItem, "uid = ? AND measure_type IS NOT NULL", item_id(name, code)))
    if name != TEMPLATES or whole or set(fields).isdisjoint(LISTS[name].fields):
        return {}
    record = item_of(unit.lists, name, code)
    return {field: getattr(record, field) for field in LISTS[name].fields}


def _check(unit: Unit, name: str, code: str, fields: Mapping[str, Any], entry: CatalogueEntry | None) -> None:
    """Raise the first reason why a line cannot say this; `entry` is what it says now, None for a new one."""
    asked = {"names", "order", *(() if LISTS[name].lasting else VALID), *LISTS[name].fields}
    if not set(fields) <= asked:
        raise ValueError(f"{name}: {sorted(set(fields) - asked)}")
    if entry is None or "names" in fields:
        _check_whole("names", fields.get("names"))
        _check_names(unit, name, code, fields["names"])
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


def _check_names(unit: Unit, name: str, code: str, names: Mapping[str, str]) -> None:
    for other, entry in unit.lists.all(name).items():
        for language in LANGUAGES:
            if other != code and entry.say(language).casefold() == names[language].strip().casefold():
                raise SameName(field="names", name=names[language].strip())


def _new_code(unit: Unit, english: str, name: str) -> str:
    """Return a code that says in Latin letters what the line is, and that no other workstation gives."""
    stem = _NO_SIGN.sub("_", anyascii(english).casefold()).strip("_")[:LONGEST_STEM].strip("_") or name
    return f"{stem}_{unit.desk.randomness(5).hex()}"


def _write(unit: Unit, name: str, code: str, fields: Mapping[str, Any]) -> None:
    """Write into the line's stream; its first change here begins it, as the first one elsewhere does there."""
    uid = item_id(name, code)
    if unit.find(CatalogueItem, "uid = ?", uid):
        stream = unit.stream_of(uid, CatalogueItem)
        unit.require(Action.CATALOGUE, stream)
        unit.change(stream, uid, CatalogueItem, fields)
        return
    begun = unit.begin_nobodys(uid, PART, item_nonce(name, code), Action.CATALOGUE)
    order = None if code in catalogue(name) else len(unit.lists.all(name))
    unit.create(begun, CatalogueItem(**{"list": name, "code": code, "order": order, **fields}), uid)
