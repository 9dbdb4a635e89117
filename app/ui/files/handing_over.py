"""The sheets by which a file changes hands: given for good, a deputy named, all of mine to a colleague for a time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.threat import ThreatFile
from app.models.verdicts import Refusal
from app.services.cases.handing_over import HandedOver, give_file, hand_over_files, name_deputy, take_back_files
from app.services.cases.rulings import Ruling
from app.services.station.four_eyes import SecondOfficer
from app.services.station.stations import Platform
from app.services.undoing import undo_save
from app.ui.files.second import Second
from app.ui.files.undo_bar import UndoBar
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit
from app.ui.kit.words import DASH

if TYPE_CHECKING:
    from app.services.desk import Desk

WHY_IT_STAYS: Mapping[Refusal, str] = {
    Refusal.ROLE: N_("the role does no work on files"),
    Refusal.STRANGER: N_("not shared with the organisation of this colleague"),
    Refusal.RECEIVER: N_("shared with the organisation of this colleague for reading only"),
    Refusal.RECUSED: N_("this colleague is recused from it"),
    Refusal.CLEARANCE: N_("the clearance is below its marking"),
    Refusal.EXPIRED: N_("the clearance has expired"),
    Refusal.CEILING: N_("the workstation of this colleague is not approved for its marking"),
    Refusal.COMPARTMENT: N_("this colleague is not in its compartment"),
}
"""Why a colleague does not get a file, by what `may` says."""
MAY_NOT = N_("this colleague may not read it")
CONFIRMED = N_(
    "This file is not yours. While its officer is away, or gone, an approver or an administrator confirms whose it is; "
    "both names stand in the history and in the access log."
)


@dataclass(frozen=True, slots=True)
class Whose:
    """The file or visit in question: whose it is, who is its deputy. `on` is where a second officer proves himself."""

    file: Id
    officer: Id | None = None
    deputy: Id | None = None
    on: Platform | None = None


def give_sheet(kit: Kit, desk: "Desk", parent: QWidget, whose: Whose) -> ActSheet:
    """Return the sheet that makes another officer the officer of a file or visit, for good."""
    words, file = kit.words, whose.file
    spec = form_spec(ThreatFile, ("file_officer",), rest=False)
    form = Form(kit, desk, spec, None, f"give:{file.hex()}", about=file)
    second = _second(kit, desk, whose)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        prove = _proving(desk, whose, second)
        return lambda: give_file(desk, file, values["file_officer"], prove())

    text = words(N_("Give the file to another officer"))
    hint = N_("For good; whoever stands in for you in it stands down. For a time, hand your files over instead.")
    return ActSheet(
        kit, parent, text, "give_file", act, form=form, below=second, hint=words(hint if second is None else CONFIRMED),
        button=text,
    )  # fmt: skip


def deputy_sheet(kit: Kit, desk: "Desk", parent: QWidget, whose: Whose) -> ActSheet:
    """Return the sheet that names the deputy of a file or visit, or none."""
    words, file = kit.words, whose.file
    spec = form_spec(ThreatFile, ("deputy",), rest=False)
    form = Form(kit, desk, spec, ThreatFile(deputy=whose.deputy), f"deputy:{file.hex()}", about=file)
    second = _second(kit, desk, whose)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        prove = _proving(desk, whose, second)
        return lambda: name_deputy(desk, file, values["deputy"], prove())

    hint = N_("The deputy has the file as his own, and its tasks. Leave the field empty for no deputy.")
    return ActSheet(
        kit, parent, words(N_("Name a deputy")), "name_deputy", act, form=form, below=second,
        hint=words(hint if second is None else CONFIRMED),
    )  # fmt: skip


def _second(kit: Kit, desk: "Desk", whose: Whose) -> Second | None:
    """Return where somebody confirms it; None where the file is the officer's own."""
    return Second(kit) if whose.officer != desk.officer and whose.on is not None else None


def _proving(desk: "Desk", whose: Whose, second: Second | None) -> Callable[[], SecondOfficer | None]:
    on = whose.on
    if second is None or on is None:
        return lambda: None
    second.take()
    return lambda: second.prove(desk, on)


def hand_over_sheet(kit: Kit, desk: "Desk", parent: QWidget) -> ActSheet:
    """Return the sheet that hands all files of the officer over; `acted` gives a `HandedOver`."""
    words = kit.words
    names = ("stand_in", "stand_in_from", "stand_in_to")
    spec = form_spec(ThreatFile, names, required=("stand_in", "stand_in_to"), rest=False)
    form = Form(kit, desk, spec, None, f"hand_over:{desk.officer.hex()}", about=desk.officer)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: hand_over_files(desk, values["stand_in"], values["stand_in_to"], values["stand_in_from"])

    hint = words(N_("All your files and visits at work. It ends by itself; the files stay yours."))
    text = words(N_("Hand over all my files"))
    return ActSheet(kit, parent, text, "hand_over", act, form=form, hint=hint, button=text)


def take_back_sheet(kit: Kit, desk: "Desk", parent: QWidget) -> ActSheet:
    """Return the sheet that ends a hand-over before its day."""
    words = kit.words

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: take_back_files(desk)

    hint = words(N_("From now on nobody stands in for you."))
    text = words(N_("Take my files back"))
    return ActSheet(kit, parent, text, "take_back", act, hint=hint, button=text)


def offer_undoing(kit: Kit, desk: "Desk", bar: UndoBar, done: HandedOver) -> None:
    """Say on the bar what was handed over and what stays, with the way back."""
    act = kit.words(N_("Undo the hand-over"))
    bar.offer(handed_over_text(kit, done), partial(undo_save, desk, done.save), act=act)


def handed_over_text(kit: Kit, done: HandedOver) -> str:
    """Return how many files were handed over, and of each that stays which it is and why."""
    words = kit.words
    said = [words.plural("{count} file handed over.", "{count} files handed over.", len(done.files))]
    if done.left:
        every = ", ".join(
            f"{done.called.get(file) or DASH} ({words(WHY_IT_STAYS.get(why, MAY_NOT))})" for file, why in done.left
        )
        said.append(words.plural("{count} stays with you: {files}.", "{count} stay with you: {files}.",
                                 len(done.left), files=every))  # fmt: skip
    if done.unread:
        said.append(words.plural("{count} file of yours is beyond your rights now: somebody else gives it on.",
                                 "{count} files of yours are beyond your rights now: somebody else gives them on.",
                                 done.unread))  # fmt: skip
    return " ".join(said)
