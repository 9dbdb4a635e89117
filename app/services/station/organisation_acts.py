"""Acts on the organisations of the directory: entered, changed, withdrawn when its uses were shown, taken up again.

Each is a signed line of the directory. A withdrawn organisation keeps its name wherever it stands and is offered no
more. One to which a workstation or an account in use belongs is not withdrawn: who sits there would belong nowhere.
"""

from collections.abc import Mapping
from typing import Any

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import NIL, Id
from app.history.past import entries_of, operations
from app.history.undoing import NothingToUndo, undo
from app.models.enums import AccountState, Action
from app.models.kind_specs import Schema
from app.models.kinds.directory import OrganisationEntry
from app.models.tables import projection_name
from app.services.catalogues.uses import MOST_PLACES, Uses, places_of
from app.services.desk import Desk, NotThere, Unit
from app.services.seeing import Sight
from app.services.station.stations import directory_of

OWN = frozenset({"code", "names", "kind"})
PARTS = "label"
"""Under this kind the parts of files are counted that are its own, or that it gets or gave."""


class OrganisationCodeTaken(UserError):
    """Two organisations of one code could not be told apart."""

    sentence = N_("Another organisation has this code already. Choose another code. Nothing was saved.")


class StillBelongs(UserError):
    """Workstations or accounts in use belong to it."""

    sentence = N_(
        "Workstations in use that belong to this organisation: {stations}; accounts: {accounts}. Revoke them first. "
        "Nothing was changed."
    )


class NameMissing(UserError):
    """An organisation nobody could find."""

    sentence = N_("Give the organisation a code, and a name in at least one language. Nothing was saved.")


def add_organisation(desk: Desk, code: str, names: Mapping[str, str], kind: str | None) -> Id:
    """Enter an organisation in the directory; return its id. Raises NotAllowed, OrganisationCodeTaken."""
    with desk.write() as unit:
        directory = directory_of(desk)
        unit.require(Action.DIRECTORY, directory)
        _check_code(unit, code)
        made = unit.create(directory, OrganisationEntry(code=code, names=names, kind=kind, state=AccountState.ACTIVE))
        unit.save(signed=True)
    return made


def organisation_uses(desk: Desk, organisation: Id, language: str) -> Uses:
    """Return what names an organisation of the directory. Raises NotAllowed.

    Who may change the directory counts everything of this store; others what they may read.
    """
    with desk.read() as view:
        directory = directory_of(desk)
        view.require(Action.READ, directory)
        whole, sight = view.may(Action.DIRECTORY, directory), Sight(view)
        counts: dict[str, int] = {}
        roots: dict[Id, bool] = {}
        for kind, sql in _queries(desk.schema):
            rows = view.connection.exec_driver_sql(sql, (organisation,)).all()
            seen = sight.streams({row[0] for row in rows})
            for sid, root, count in rows:
                if whole or sid in seen:
                    counts[kind] = counts.get(kind, 0) + count
                    roots[bytes(root)] = roots.get(bytes(root), False) or sid in seen
        mine = [root for root, readable in roots.items() if readable and root != view.thing(directory).root]
        return Uses(counts, len(roots), places_of(view, mine[:MOST_PLACES], language))


def change_organisation(desk: Desk, organisation: Id, fields: Mapping[str, Any]) -> bytes | None:
    """Write code, names or kind of an organisation; it is called so everywhere from then on.

    Return the hash of the save, for `undo_organisation`; None where nothing was to be written. Raises NotAllowed,
    NotThere, NameMissing, OrganisationCodeTaken.
    """
    if not set(fields) <= OWN:
        raise ValueError(sorted(set(fields) - OWN))
    with desk.write() as unit:
        directory = _ask(unit)
        _entry(unit, organisation)
        if "code" in fields:
            if not (fields["code"] or "").strip():
                raise NameMissing(field="code")
            _check_code(unit, fields["code"], organisation)
        if "names" in fields and not _named(fields["names"]):
            raise NameMissing(field="names")
        if not fields:
            return None
        unit.change(directory, organisation, OrganisationEntry, fields)
        return unit.save(signed=True).head


def withdraw_organisation(desk: Desk, organisation: Id) -> None:
    """Offer an organisation no more; where it stands it stays. Raises NotAllowed, NotThere, StillBelongs."""
    with desk.write() as unit:
        directory = _ask(unit)
        _entry(unit, organisation)
        stations, accounts = _belonging(unit, organisation)
        if stations or accounts:
            raise StillBelongs(stations=stations, accounts=accounts)
        unit.change(directory, organisation, OrganisationEntry, {"state": AccountState.REVOKED})
        unit.save(signed=True)


def take_up_organisation(desk: Desk, organisation: Id) -> None:
    """Offer a withdrawn organisation again. Raises NotAllowed, NotThere, OrganisationCodeTaken."""
    with desk.write() as unit:
        directory = _ask(unit)
        _check_code(unit, _entry(unit, organisation).code or "", organisation)
        unit.change(directory, organisation, OrganisationEntry, {"state": AccountState.ACTIVE})
        unit.save(signed=True)


def undo_organisation(desk: Desk, organisation: Id, save: bytes) -> None:
    """Reverse a save of `change_organisation` where it still stands.

    Raises NotAllowed, NotThere, NothingToUndo, and OrganisationCodeTaken where another has its former code by now.
    """
    with desk.write() as unit:
        _ask(unit)
        _entry(unit, organisation)
        sql = "SELECT entry.hash, entry.eid, entry.sid FROM entry JOIN save USING (vid) WHERE save.hash = ?"
        found = [(bytes(row[0]), row[1], row[2]) for row in unit.connection.exec_driver_sql(sql, (save,))]
        if not found:
            raise NotThere
        for entry, eid, sid in found:
            past = entries_of(unit.connection, sid, [eid])[0]
            if {uid for uid, *_ in operations(past.skeleton)} != {organisation}:
                raise NothingToUndo
            undo(unit.connection, desk.schema, unit.writer, entry)
        unit.save(signed=True)
        unit.directories.forget()
        _check_code(unit, _entry(unit, organisation).code or "", organisation)


def _check_code(unit: Unit, code: str, mine: Id = NIL) -> None:
    """Raise OrganisationCodeTaken where another organisation in use has this code; `mine` is the one that gets it."""
    wanted = code.strip().casefold()
    for uid, one in unit.directory.organisations.items():
        if uid != mine and one.state is not AccountState.REVOKED and (one.code or "").casefold() == wanted:
            raise OrganisationCodeTaken(field="code")


def _ask(unit: Unit) -> Id:
    directory = directory_of(unit.desk)
    unit.require(Action.DIRECTORY, directory)
    return directory


def _entry(unit: Unit, organisation: Id) -> OrganisationEntry:
    found = unit.directory.organisations.get(organisation)
    if found is None:
        raise NotThere
    return found


def _named(names: Mapping[str, str] | None) -> bool:
    return any(text.strip() for language, text in (names or {}).items() if language != "original")


def _belonging(unit: Unit, organisation: Id) -> tuple[int, int]:
    """Return how many workstations and how many accounts in use belong to it."""
    state = unit.directory
    several = (state.stations.values(), state.officers.values())
    stations, accounts = (
        sum(one.organisation == organisation and one.state is not AccountState.REVOKED for one in known)
        for known in several
    )
    return stations, accounts


def _queries(schema: Schema) -> list[tuple[str, str]]:
    """Return, by kind, what counts the records that name an organisation: stream key, root, how many."""
    found = []
    for kind in schema.kinds.values():
        fields = [spec for spec in kind.fields.values() if spec.meta.ref == "organisation_entry"]
        if not fields:
            continue
        names = " OR ".join(
            f"instr(coalesce(\"{spec.name}\", ''), lower(hex(?1)))" if spec.many else f'"{spec.name}" = ?1'
            for spec in fields
        )
        if kind.name == PARTS:
            names = f"owner = ?1 OR {names}"
        sql = (
            f"SELECT sid, stream.root, count(*) FROM {projection_name(kind)} JOIN stream USING (sid)"  # noqa: S608
            f" WHERE {names} GROUP BY sid, stream.root"
        )
        found.append((kind.name, sql))
    return found
