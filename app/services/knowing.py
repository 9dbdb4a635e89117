"""Who knows what of a file: every part that went to another workstation, every paper copy, with recipient and day."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from app.core.ids import Id
from app.models.enums import Action
from app.models.kinds.registers import Organisation
from app.services.among import AMONG, among
from app.services.desk import Desk, NotThere, View
from app.services.exchange.release import Held, who_has
from app.services.naming import read_names
from app.services.own_files import require_reason
from app.services.paper.copies import HeldCopy, copy_register

CORES = ("file_core", "visit_core")
"""Parts whose readers may ask who knows what of the file."""


@dataclass(frozen=True, slots=True, repr=False)
class Knowing:
    """`shared` is what went by bundle, a part and station each; `copies` the copy register; `names` words the ids.

    `organisations` says of a station whose it is, and of an entry of the register which one of the directory it is.
    """

    shared: Sequence[Held]
    copies: Sequence[HeldCopy]
    names: Mapping[Id, str]
    organisations: Mapping[Id, Id]


def who_knows(desk: Desk, file: Id, language: str) -> Knowing:
    """Return who has what of a file. Raises NotAllowed, NotThere, ReasonOfReading."""
    with desk.read() as view:
        if not any(view.may(Action.READ, view.part(file, part)) for part in CORES if view.parts(file, part)):
            raise NotThere
        require_reason(view, file)
    by_part: dict[tuple[Id, str], Held] = {}
    for one in who_has(desk, file):  # of several streams of one kind the last that went
        before = by_part.get((one.station, one.part))
        if before is None or (one.counter or 0) >= (before.counter or 0):
            by_part[one.station, one.part] = one
    shared = list(by_part.values())
    copies = copy_register(desk, file)
    ids = {one.station for one in shared} | {copy.organisation for copy in copies if copy.organisation}
    ids |= {copy.subject for copy in copies if copy.subject}
    with desk.read() as view:
        organisations = _organisations(view, ids)
        names = read_names(view, {*ids, *organisations.values()}, language)
    return Knowing(shared, copies, names, organisations)


def _organisations(view: View, ids: Collection[Id]) -> dict[Id, Id]:
    stations = view.directory.stations
    found = {uid: one.organisation for uid in ids if (one := stations.get(uid)) and one.organisation}
    entered = view.find(Organisation, f"uid {AMONG} AND entry IS NOT NULL", among(ids)) if ids else ()
    return found | {uid: one.entry for uid, one in entered if one.entry is not None}
