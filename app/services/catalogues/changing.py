"""What an administrator does with a line of a list: add, change, withdraw, take up again.

Each line is a stream of its own that nobody owns (`app.models.kinds.catalogue`): its history is kept, it goes to every
workstation with the directory, signed by who wrote it: some lines say who decides. What two administrators wrote apart
waits at the conflict desk.
"""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from anyascii import anyascii

from app.core.errors import UserError
from app.core.i18n import LANGUAGES, N_
from app.history.undoing import NothingToUndo
from app.models.catalogues import CatalogueEntry, catalogue
from app.models.enums import Action, ItemState
from app.models.kinds.catalogue import CatalogueItem, item_id, item_nonce
from app.models.lists import LISTS, TEMPLATES, ListKind
from app.services.catalogues.line_checks import check_line, check_names
from app.services.catalogues.sheets import item_of
from app.services.desk import Desk, NotThere, Unit, View
from app.services.undoing import BeginningStays, undo_save

PART = "catalogue"
LONGEST_STEM = 24
_NO_SIGN = re.compile(r"[^a-z0-9]+")


class NotInThisList(UserError):
    """A list whose lines the program itself looks for."""

    sentence = N_("The program looks for exactly these lines: none is added to this list and none withdrawn from it.")


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
        check_line(unit, name, "", fields, None)
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
        check_line(unit, name, code, fields, entry)
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

    A line that was added is not taken out again by this: it is withdrawn. Raises NotAllowed, NotThere, NothingToUndo,
    and SameName where another line got its former name since.
    """
    try:
        undo_save(desk, save, signed=True, then=partial(_check_name, name, code))
    except BeginningStays:
        _as_it_ships(desk, name, code)


def _check_name(name: str, code: str, view: View) -> None:
    entry = view.lists.find(name, code)
    if entry is not None:
        check_names(view, name, code, {language: entry.say(language) for language in LANGUAGES})


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
        if shipped:
            _check_name(name, code, View(desk, unit.connection))


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
