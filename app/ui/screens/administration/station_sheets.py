"""The sheets of a workstation: one that asks to join, one that is revoked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Marking, Role
from app.models.kinds.directory import Officer, Station
from app.models.texts import in_language
from app.services.cases.rulings import Ruling
from app.services.exchange.admitting import Admission, admit_station, invitation_for, read_join_request
from app.services.exchange.exporting import Exported, export_bundle
from app.services.exchange.release import confirm_release, propose_release
from app.services.station.clearances import Beside
from app.services.station.directory_acts import revoke_station
from app.services.station.four_eyes import SecondOfficer
from app.services.station.stations import Account, Platform
from app.ui.files.second import Second
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.references import ReferenceEditor
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label
from app.ui.screens.administration.account_sheets import ASKS_CLEARANCE, check_clearance, confirming
from app.ui.screens.administration.organisation_sheets import organisation_sheet
from app.ui.screens.administration.request_code import RequestCode
from app.ui.screens.administration.roles import Roles

if TYPE_CHECKING:
    from app.services.desk import Desk

CLEARED = ("clearance", "clearance_until")
"""What of the newcomer's accounts is asked along: who has no clearance, or none that runs, reads nothing marked."""


def revoke_station_sheet(
    kit: Kit, desk: "Desk", on: Platform, parent: QWidget | None, station: Id, code: str
) -> ActSheet:
    """Return the sheet that revokes another workstation: a security officer's act that takes a second officer."""
    words = kit.words
    form = Form(kit, desk, form_spec(Station, ("cut_off",), rest=False), None, f"revoke/{station.hex()}")
    second = Second(kit)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        second.take()
        return lambda: revoke_station(desk, station, values["cut_off"], second.prove(desk, on))

    hint = N_(
        "Nothing more is encrypted to it; what it holds cannot be recalled. What it brought before this is known counts"
        " as soon as an officer sits down who may read it; the rest is held back until somebody adopts it. Name a"
        " number of a save only if you know from when on somebody else wrote on it."
    )
    text = words(N_("Revoke the workstation {code}?"), code=code)
    return ActSheet(
        kit, parent, text, "revoke_station", act, form=form, below=second, hint=words(hint), button=words(N_("Revoke")),
        width=640,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """A request to join as the service read it, with the words to compare."""

    received: Any
    words: Sequence[str]


def read_request(file: Path) -> Asked:
    """Read a newcomer's request. Raises what `read_join_request` raises."""
    received, said = read_join_request(file)
    return Asked(received, said)


def admit_sheet(
    kit: Kit, desk: "Desk", parent: QWidget, asked: Asked, folder: Path, on: Platform | None, beside: Beside
) -> ActSheet:
    """Return the sheet that admits a workstation, once its words were compared, and writes the invitation.

    `beside` confirms, `on` this platform, the clearances that are given.
    """
    words, request = kit.words, asked.received.request
    form = Form(
        kit,
        desk,
        form_spec(
            Station,
            ("organisation", "ceiling", *CLEARED),
            required=("organisation", "ceiling"),
            rest=False,
            labels={"clearance": ASKS_CLEARANCE},
            also={name: (Officer, name) for name in CLEARED},
        ),
        None,
    )
    _offer_organisation(kit, desk, form, dict(request.names))
    more = QWidget()
    box = QGridLayout(more)
    box.setContentsMargins(0, 0, 0, 0)
    box.setVerticalSpacing(GRID)
    said = N_("Compare with the newcomer's screen, in person or by a line you trust:")
    box.addWidget(label(words(said), "compare_hint", wrap=True))
    box.addWidget(label(" ".join(asked.words), "compare_words", "strong", wrap=True, select=True))
    same = QCheckBox(words(N_("The words are the same")))
    same.setObjectName("words_same")
    same.setAccessibleName(same.text())
    code = RequestCode(kit, asked.received)
    box.addWidget(code)
    box.addWidget(same)
    roles: list[tuple[Any, Roles]] = []
    named = in_language(dict(request.names), words.language)[0] or request.code
    for officer in request.officers:
        box.addWidget(label(f"{officer.name} · {named}", f"asked_{len(roles)}", "strong", wrap=True))
        ticks = Roles(kit, [Role.PARTNER], folded=True)
        box.addWidget(ticks)
        roles.append((officer, ticks))
    under = QWidget()
    confirms = QVBoxLayout(under)
    confirms.setContentsMargins(0, 0, 0, 0)
    second = confirming(kit, confirms, beside)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        if not same.isChecked():
            raise WordsNotCompared
        ceiling, clearance, until = values["ceiling"] or Marking.NONE, values["clearance"], values["clearance_until"]
        check_clearance([role for _, ticks in roles for role in ticks.chosen()], clearance, until)
        accounts = {
            officer.officer: Account(
                "", officer.name, ticks.chosen(), clearance or Marking.NONE, until, languages=tuple(officer.languages)
            )
            for officer, ticks in roles
        }
        admission = Admission(values["organisation"], ceiling, accounts)
        reason = words(N_("invitation of {code}"), code=request.code)
        if second is not None:
            second.take()

        def admit() -> Exported:
            proved = second.prove(desk, on) if second is not None and on is not None else None
            return _admit(desk, asked, admission, folder, reason, proved)

        return admit

    text = words(N_("Admit the workstation {code}"), code=request.code)
    sheet = ActSheet(
        kit,
        parent,
        text,
        "admit",
        act,
        form=form,
        above=more,
        below=under if second is not None else None,
        button=words(N_("Admit and write")),
        width=820,
    )

    def refuse(failure: BaseException) -> None:
        same.setChecked(False)
        sheet.say(failure)

    code.begun.connect(lambda: sheet.say(""))
    code.compared.connect(lambda: same.setChecked(True))
    code.refused.connect(refuse)
    for _, ticks in roles:
        ticks.unfolded.connect(sheet.fit)
    sheet.finished.connect(code.stop)
    return sheet


def _offer_organisation(kit: Kit, desk: "Desk", form: Form, asked: Mapping[str, str]) -> None:
    """Offer to enter the newcomer's organisation in place: with the name typed, or those it `asked` to have."""
    editor = form.editor("organisation")

    def enter(typed: str, chosen: Callable[[Id], object]) -> None:
        language = kit.words.language if typed else next(iter(asked), "")
        names = {language: typed} if typed else asked
        made = organisation_sheet(kit, desk, form.window(), {**names, "original": language} if language else None)
        made.acted.connect(chosen)
        made.open()

    if isinstance(editor, ReferenceEditor):
        editor.offer_new(kit.words(N_("New organisation…")), enter)


class WordsNotCompared(UserError):
    """A request taken in without looking would let in whoever swapped the stick."""

    sentence = N_("Compare the words first. Nothing was admitted.")


def _admit(
    desk: "Desk", asked: Asked, admission: Admission, folder: Path, reason: str, second: SecondOfficer | None
) -> Exported:
    station = admit_station(desk, asked.received, admission, second)
    release = confirm_release(desk, propose_release(desk, station), reason)
    return export_bundle(desk, release, folder, invitation=invitation_for(desk, asked.received))
