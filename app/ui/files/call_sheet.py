"""A call comes in: one key from anywhere, and a report is typed, with the file it goes in found or opened with it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Channel
from app.models.kinds.threat import ThreatReport
from app.services.cases.calls import record_call
from app.services.cases.rulings import Ruling
from app.ui.files.call_home import CallHome
from app.ui.files.opening import offer_new_person
from app.ui.files.reporting import QUICKLY, report_form
from app.ui.forms.acting import ActSheet
from app.ui.forms.draft_places import parts_of
from app.ui.kit.action import Action
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address

if TYPE_CHECKING:
    from app.services.desk import Desk

ACTION, KEY = "call.report", "Ctrl+Shift+C"
DRAFT = "call"
"""What the key of its draft begins with; what follows is whom it is about, or `new`."""
OF_PERSON = ("call_card", "person")
OF_FILE = "threat_file"
Opened = Callable[[Address], object]


def call_sheet(
    kit: Kit, desk: "Desk", parent: QWidget | None, person: Id | None = None, file: Id | None = None
) -> ActSheet:
    """Return the sheet of a report that comes by phone, now; `acted` gives the file's id.

    `person` is who is threatened, `file` where it goes, as far as that is known.
    """
    words, about = kit.words, person or file
    home = CallHome(kit, desk, person, file)
    what = "file" if file is not None else "person"
    key = f"{DRAFT}:{about.hex()}:{what}" if about is not None else f"{DRAFT}:new"
    form, bar = report_form(kit, desk, QUICKLY, key, about=about, beside=home.beside, sets_aside=True)
    begun: dict[str, Any] = {"moment": kit.clock.now(), "channel": Channel.PHONE}
    if person is not None:
        begun["targets"] = (person,)
    form.begin_with(begun)
    offer_new_person(kit, desk, form, home.whom)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        where, adding, said = home.value(), bar.adding(), bar.about()
        report = ThreatReport(**values)
        return lambda: record_call(desk, where, report, adding, said)

    made = ActSheet(
        kit, parent, words(N_("Report of a call")), "call_report", act, form=form, above=home,
        button=words(N_("Record report")), width=860,
    )  # fmt: skip

    def one_threatened() -> None:
        threatened = [who.id for who in home.people if not who.concern]
        if file is not None and len(threatened) == 1:
            form.begin_with({"targets": tuple(threatened)})

    home.settled.connect(one_threatened)
    form.changed.connect(home.renew)
    home.people_changed.connect(lambda: bar.offer_people(home.people))
    home.renew()
    bar.look()
    if person is None and file is None:
        home.whom.setFocus()
    return made


def call_again(kit: Kit, desk: "Desk", parent: QWidget, key: str) -> ActSheet | None:
    """Return the sheet in which the draft under this key was typed; None where it is no draft of a call."""
    what, uid, more = parts_of(key)
    if what != DRAFT:
        return None
    return call_sheet(kit, desk, parent, uid if more == "person" else None, uid if more == "file" else None)


def call_action(kit: Kit, desk: "Desk", near: QWidget, here: Address | None, open_file: Opened) -> Action:
    """Return what begins it wherever one is: about the person or file in front, if there is one."""
    words = kit.words

    def begin(screen: str, uid: Id | None) -> None:
        person = uid if screen in OF_PERSON else None
        made = call_sheet(kit, desk, near, person, uid if screen == OF_FILE else None)
        made.acted.connect(lambda file: open_file(Address(OF_FILE, file, "reports")))
        made.open()

    return Action(
        ACTION, words(N_("Report of a call…")), lambda: begin(here.screen, here.uid) if here else begin("", None), KEY,
        "phone-call", words(N_("Calls")), of=begin,
    )  # fmt: skip
