"""The sheet in which two officers erase single values of a person: what goes, where it reaches, why, by whose leave."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.leaving import Erasure
from app.models.kinds.schema import SCHEMA
from app.services.cases.rulings import Ruling
from app.services.desk import Desk
from app.services.erasing.acts import AuthorisationMissing
from app.services.erasing.again import Values
from app.services.erasing.values import ValuesReached, erase_values
from app.services.station.erasures import ErasureNeedsReason
from app.services.station.stations import Platform
from app.ui.files.second import Second
from app.ui.forms.acting import ActSheet
from app.ui.forms.editor import State
from app.ui.forms.form import Form
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit
from app.ui.screens.erasing.reach_view import ReachView
from app.ui.screens.erasing.sheets import AUTHORITY, REASON, FinalSheet

VALUES = "erase_values"
"""Begins the key of the draft; what was ticked stands in it under `TICKED`."""
TICKED = "ticked"


class LeaveMissing(AuthorisationMissing):
    """Somebody asked for it, and somebody granted it."""

    sentence = N_("Write which request or letter it is erased on, and who granted it. Nothing was erased.")


class Ticked(QObject):
    """What was ticked, kept in the draft beside what is typed; what an older draft says of it comes too late."""

    _edited = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._state: State = None

    @property
    def edited(self) -> SignalInstance:
        return self._edited

    def state(self) -> State:
        return self._state

    def restore(self, state: State) -> None:
        if self._state is None:
            self._state = state

    def setFocus(self) -> None:  # noqa: N802 - Qt's name
        """It has no place of its own on the sheet."""


def ticks_kept(chosen: Sequence[Values]) -> list[Any]:
    """Return what is ticked as a draft keeps it."""
    return [[one.stream, one.uid, SCHEMA.by_record[one.kind].name, list(one.names)] for one in chosen]


def ticks_of(kept: object) -> list[Values]:
    """Return what a draft says was ticked, as far as this version knows it."""
    found = []
    for line in kept if isinstance(kept, list | tuple) else ():
        stream, uid, kind, names = line
        if kind in SCHEMA.by_name:
            found.append(Values(bytes(stream), bytes(uid), SCHEMA.by_name[kind].record, tuple(names)))
    return found


def values_sheet(
    kit: Kit, desk: Desk, on: Platform, parent: QWidget, person: tuple[Id, str], chosen: Sequence[Values],
    reach: ValuesReached, names: Mapping[Id, str], goes: Sequence[str],
) -> ActSheet:  # fmt: skip
    """Return the sheet that erases what is chosen of `person` (id and name); `goes` says it line by line."""
    words = kit.words
    labels = {
        REASON: N_("Reason, without names"),
        AUTHORITY: N_("Request or letter, and who granted it"),
    }
    spec = form_spec(Erasure, (AUTHORITY, REASON), required=(AUTHORITY, REASON), rest=False, labels=labels)
    beside = {TICKED: Ticked(parent)}
    form = Form(kit, desk, spec, None, f"{VALUES}:{person[0].hex()}", about=person[0], beside=beside)
    form.begin_with({TICKED: ticks_kept(chosen)})
    second = Second(kit)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        authority, reason = values[AUTHORITY] or "", values[REASON] or ""
        if not authority.strip():
            raise LeaveMissing(field=AUTHORITY)
        if not reason.strip():
            raise ErasureNeedsReason(field=REASON)
        second.take()
        return lambda: erase_values(desk, chosen, authority, reason, second.prove(desk, on))

    hint = N_("It cannot be undone by anybody. Two officers of the organisation that owns it sign for it.")
    sheet = FinalSheet(
        kit, parent, words(N_("Erase these values for ever: {name}"), name=person[1]), "erase_values", act, form=form,
        above=ReachView(kit, reach, names, goes), below=second, hint=words(hint), button=words(N_("Erase for ever")),
        width=860,
    )  # fmt: skip
    sheet.act_button.setEnabled(not reach.hindrances)
    return sheet
