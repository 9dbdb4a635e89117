"""National services that ship as data, offered to a directory that lacks them: nobody types thirty names.

They are read from `resources/directory/services.toml`; entering one makes the same record as typing it would.
"""

from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from app.models.catalogues import CatalogueEntry, read_catalogue
from app.models.enums import AccountState, Action
from app.models.kinds.directory import OrganisationEntry
from app.services.station.stations import directory_of

if TYPE_CHECKING:
    from app.services.desk import Desk

FILE = Path(__file__).resolve().parents[3] / "resources" / "directory" / "services.toml"


def services_lacking(desk: "Desk") -> Sequence[CatalogueEntry]:
    """Return the shipped services whose code no organisation of the directory has; `detail["kind"]` is their kind.

    Raises NotAllowed.
    """
    with desk.read() as view:
        view.require(Action.READ, directory_of(desk))
        known = {(one.code or "").casefold() for one in view.directory.organisations.values()}
    return [one for one in _shipped() if one.code.casefold() not in known]


def any_service(desk: "Desk") -> bool:
    """Tell whether a shipped service stands in the directory, besides the one that sits here. Raises NotAllowed."""
    lacking = {one.code for one in services_lacking(desk)}
    with desk.read() as view:
        own = view.directory.organisations.get(view.facts.organisation)
        here = (own.code or "").casefold() if own is not None else ""
    return any(one.code not in lacking and one.code.casefold() != here for one in _shipped())


def enter_services(desk: "Desk", codes: Collection[str]) -> int:
    """Enter those of the lacking services that have these codes, in one save; return how many. Raises NotAllowed."""
    lacking = [one for one in services_lacking(desk) if one.code in codes]
    with desk.write() as unit:
        directory = directory_of(desk)
        unit.require(Action.DIRECTORY, directory)
        for one in lacking:
            names = {**one.words, "original": "nl"}
            kind, state = one.detail["kind"], AccountState.ACTIVE
            unit.create(directory, OrganisationEntry(code=one.code, names=names, kind=kind, state=state))
        if lacking:
            unit.save(signed=True)
    return len(lacking)


@cache
def _shipped() -> Sequence[CatalogueEntry]:
    return tuple(read_catalogue("services", FILE.read_text(encoding="utf-8")).values())
