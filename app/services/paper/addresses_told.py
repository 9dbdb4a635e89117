"""The addresses of a person as a paper tells them: what each is for, where, the zone, and from and until which day.

Who executes goes to the home, so the protocol and the centre's sheet name both it and a chosen domicile. No other paper
names a home; the letter to the person goes to the chosen domicile.
"""

from collections.abc import Iterable
from datetime import date

from app.core.i18n import LANGUAGES, N_, translate
from app.core.ids import Id
from app.documents.content import AddressLine
from app.documents.dates import long_date
from app.documents.wording import SEALED, LocalText
from app.models.enums import Action, AddressUse
from app.models.kinds.persons import HomeAddress
from app.models.kinds.places import SealedAddress
from app.models.rules.addresses import holds_on
from app.services.paper.sources import Sources
from app.services.paper.wording import address_text, in_all, told, worded


def addresses_of(sources: Sources, person: Id) -> Iterable[AddressLine]:
    """Return the addresses of every entry of a person that did not end: the open ones, then the sealed ones.

    Beside one that begins later or ends stands the day. What a seal covers prints as sealed, its days with it.
    Raises NotAllowed.
    """
    today = sources.view.desk.today()
    entries = sources.entries(person)
    for entry in entries:
        for _, stream, home in sources.view.locate(HomeAddress, "person = ?", entry):
            if holds_on(home, today) and sources.hold(stream, own=entry == person):
                yield AddressLine(_use(home), address_text(home), _beside(sources, home, today))
    for entry in entries:
        for uid, stream, sealed in sources.view.locate(SealedAddress, "subject = ?", entry):
            if not holds_on(sealed, today):
                continue
            if sources.reveal(uid, stream):
                yield AddressLine(_use(sealed), address_text(sealed), _beside(sources, sealed, today), revealed=uid)
            elif sources.view.may(Action.READ, stream):
                yield AddressLine(_use(sealed), SEALED, _beside(sources, sealed, today, zone=False))


def domicile_of(sources: Sources, person: Id) -> str:
    """Return the chosen domicile that holds today, of any entry of a person; empty where there is none.

    Raises NotAllowed.
    """
    today = sources.view.desk.today()
    for entry in sources.entries(person):
        chosen = sources.view.locate(
            HomeAddress, "person = ? AND use = ?", entry, AddressUse.CHOSEN_DOMICILE.value, order="from_on DESC, id"
        )
        for _, stream, one in chosen:
            begun = one.from_on is None or one.from_on <= today
            if begun and holds_on(one, today) and sources.hold(stream, own=entry == person):
                return address_text(one)
    return ""


def _use(found: HomeAddress | SealedAddress) -> LocalText:
    return worded(found.use) if found.use else told(N_("Address"))


def _beside(
    sources: Sources, found: HomeAddress | SealedAddress, today: date, *, zone: bool = True
) -> LocalText | None:
    """Return the police zone and the days between which an address holds; None where there is nothing to say."""
    parts = [told("{zone}", zone=sources.organisation(found.zone))] if zone and found.zone is not None else []
    if found.from_on is not None and found.from_on > today:
        parts.append(_on(N_("from {day}"), found.from_on))
    if found.to_on is not None:
        parts.append(_on(N_("until {day}"), found.to_on))
    if not parts:
        return None
    return LocalText("en", {code: ", ".join(part.read(code)[0] for part in parts) for code in LANGUAGES})


def _on(msgid: str, day: date) -> LocalText:
    return in_all(lambda code: translate(msgid, code).format(day=long_date(day, code)))
