"""Addresses that are given away only on purpose: a safe house, a home under protection (domain.md §2).

Each is a stream of its own beneath the person, with its own marking and receivers, so that the person travels without
it. What stands in one is read by a reveal with a reason alone; here it is entered, replaced unseen and taken away.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.checks.coordinates import check as check_coordinates
from app.models.enums import Action, Marking
from app.models.fields import Sensitivity
from app.models.kinds.measures import Measure
from app.models.kinds.places import SealedAddress
from app.models.kinds.schema import SCHEMA
from app.models.rules.measures import UNSETTLED
from app.services.cases.concerns import label_as
from app.services.choices import check_stays
from app.services.desk import Desk, View
from app.services.registers.ordered_there import check_changed
from app.services.registers.persons import PRIVATE
from app.services.seeing import Sight

PART = "address_sealed"
ADDRESS = ("street", "number", "box", "postcode", "municipality", "country")
"""What is true only together, and therefore replaced together."""
COVERED = "•"
"""What stands for a sealed value that is filled in."""
_COVERS: dict[type, Any] = {str: COVERED, float: 0.0}
"""What covers a value of a type; all else is an id."""
_SEALED = tuple(
    field for field in SCHEMA.by_record[SealedAddress].fields.values() if field.meta.sensitivity is Sensitivity.SEALED
)


class AddressEmpty(UserError):
    """An address that leads nowhere."""

    sentence = N_("Give the street or the municipality of the sealed address. Nothing was saved.")


class AddressInPieces(UserError):
    """A new street with the number of the old one would be a lie that nobody sees."""

    sentence = N_(
        "A sealed address is replaced whole, for what stands there is not shown. Replace this too, or empty it."
    )


class AddressInUse(UserError):
    """A measure is carried out at this address."""

    sentence = N_(
        "A measure is ordered at this address. End that measure or change its place first. Nothing was removed."
    )


@dataclass(frozen=True, slots=True, repr=False)
class SealedLine:
    """That there is one, of which use, from when until when; in `record` what is filled in under seal is `COVERED`."""

    id: Id
    person: Id
    stream: Id
    record: SealedAddress
    marking: Marking
    may_change: bool


def register_sealed_address(desk: Desk, person: Id, address: SealedAddress, marking: Marking | None = None) -> Id:
    """Seal an address of a person, with the compartments of his private data, and their marking if None; return its id.

    It is for the own organisation alone until somebody shares it. Raises NotAllowed, NotThere, AddressEmpty.
    """
    _check(address)
    with desk.write() as unit:
        private = unit.part(person, PRIVATE)
        unit.require(Action.REGISTER, private)
        alike = label_as(unit, private)
        label = alike if marking is None else replace(alike, marking=marking)
        stream = unit.begin(person, PART, label, Action.REGISTER)
        made = unit.create(stream, replace(address, subject=person))
        unit.save()
    return made


def change_sealed_address(desk: Desk, address: Id, fields: Mapping[str, Any], *, knowing: bool = False) -> None:
    """Write fields of a sealed address, unseen; of street, number, town and country all that is filled in, or none.

    Raises NotAllowed, NotThere, AddressInPieces, AddressEmpty, and MeasuresThere, unless `knowing`.
    """
    check_stays(fields, "subject")
    with desk.write() as unit:
        stream = unit.stream_of(address, SealedAddress)
        unit.require(Action.REGISTER, stream)
        before, given = unit.get(SealedAddress, address), dict(fields)
        if not given.keys().isdisjoint(ADDRESS):
            left = [name for name in ADDRESS if name not in given and getattr(before, name)]
            if left:
                raise AddressInPieces(field=left[0])
            # What stood of the former address would be a lie about this one.
            of_former = (name for name in ("latitude", "longitude", "zone") if getattr(before, name) is not None)
            given = dict.fromkeys(of_former) | given
            _check(replace(before, **given))
        if not given.keys().isdisjoint(("latitude", "longitude")):
            after = replace(before, **given)
            check_coordinates(after.latitude, after.longitude)
        if not knowing:
            check_changed(unit, address, before, given)
        unit.change(stream, address, SealedAddress, given)
        unit.save()


def remove_sealed_address(desk: Desk, address: Id) -> bytes:
    """Take a sealed address away from now on; return the hash of the save, for an undo.

    Raises NotAllowed, NotThere, AddressInUse.
    """
    with desk.write() as unit:
        stream = unit.stream_of(address, SealedAddress)
        unit.require(Action.REGISTER, stream)
        ordered = unit.find(Measure, "subject = ? OR place = ?", address, address)
        if any(measure.state in UNSETTLED for _, measure in ordered):
            raise AddressInUse
        unit.delete(stream, address, SealedAddress)
        return unit.save().head


def sealed_lines(view: View, sight: Sight, entries: Iterable[Id]) -> Sequence[SealedLine]:
    """Return the sealed addresses of a human, by any of the entries, as far as this officer may know of them."""
    return [
        SealedLine(uid, entry, stream, _covered(one), view.thing(stream).marking, view.may(Action.REGISTER, stream))
        for entry in entries
        for uid, stream, one in view.locate(SealedAddress, "subject = ?", entry)
        if sight.stream(stream)
    ]


def _covered(address: SealedAddress) -> SealedAddress:
    covers: dict[str, Any] = {
        one.name: _COVERS.get(one.type, COVERED.encode())
        for one in _SEALED
        if getattr(address, one.name) not in (None, "")
    }
    return replace(address, **covers)


def _check(address: SealedAddress) -> None:
    if not (address.street or "").strip() and not (address.municipality or "").strip():
        raise AddressEmpty(field="street")
    check_coordinates(address.latitude, address.longitude)
