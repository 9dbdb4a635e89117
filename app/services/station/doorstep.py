"""At the door: what can be told before a passphrase is typed, and what must be told once the store is open.

No clock decides anything (exchange.md §1), but a clock behind the last entry is said: the officer confirmed the date.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import PraesidiumError
from app.core.i18n import N_, translate
from app.history.replicas import Start, say
from app.models.rights import NotAllowed
from app.services.desk import COUNTRY_TIME, Desk
from app.services.station.first_run import first_run_gaps
from app.services.station.stations import Platform
from app.services.status import status
from app.store.delay import Delay
from app.store.device import NoDevice
from app.store.refusals import StoreMissing
from app.store.slots import load_slots

BEHIND = N_(
    "The clock of this workstation is behind: the last entry here was made at {moment}. Correct date and time before"
    " you enter anything."
)


@dataclass(frozen=True, slots=True)
class Doorstep:
    """What is seen from outside: why it will not open (now), and why no keyring guards it."""

    refusal: PraesidiumError | None
    keyring: NoDevice | None

    def say_keyring(self, language: str) -> str:
        """Return what having no keyring means, empty where there is one."""
        return translate(self.keyring.sentence, language) if self.keyring else ""


@dataclass(frozen=True, slots=True, repr=False)
class Notice:
    """Something to be read before work begins; `loud` where nobody asked for it."""

    sentence: str
    loud: bool


def look_at_door(path: Path, on: Platform) -> Doorstep:
    """Return what is seen of the store at `path` without a passphrase; nothing is changed."""
    refusal: PraesidiumError | None = None
    device_bound = True
    try:
        if not path.is_file():
            raise StoreMissing
        slots = load_slots(path)
        device_bound = slots is not None and any(slot.device for slot in slots.slots)
        Delay(path.resolve(), on.clock).check()
    except PraesidiumError as found:
        refusal = found
    return Doorstep(refusal, None if device_bound else _no_keyring(on))


def notices(desk: Desk, language: str) -> Sequence[Notice]:
    """Return what must be told at the start: the store was put back, the clock is behind, somebody is missing."""
    found = []
    if desk.start is not Start.GOES_ON:
        found.append(Notice(say(desk.start, language), desk.start.alarm))
    with suppress(NotAllowed):
        last = status(desk).saved
        if last is not None and last > desk.clock.now():
            moment = f"{last.astimezone(COUNTRY_TIME):%d/%m/%Y %H:%M}"
            found.append(Notice(translate(BEHIND, language).format(moment=moment), loud=True))
        found += [Notice(gap.say(language), loud=False) for gap in first_run_gaps(desk) if gap.must]
    return found


def _no_keyring(on: Platform) -> NoDevice | None:
    if on.words is None:
        return NoDevice.NOT_ASKED
    found = on.words.read("praesidium")
    return found if isinstance(found, NoDevice) and found is not NoDevice.ABSENT else None
