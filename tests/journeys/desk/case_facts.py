"""Who and what the whole case is about, and what stood in the stores before it began."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from app.core.clock import SystemClock
from app.core.ids import Id
from app.demo import fiction
from app.demo.setting import Setting, passphrase_of
from app.models.enums import Capacity, Channel, FileBasis, InvolvementRole, Marking, Role
from app.models.kinds.label import Label
from app.models.kinds.persons import Person
from app.models.texts import local_text
from app.services.cases.decisions import approve_measures
from app.services.cases.files import Involved, NewFile, open_file
from app.services.cases.measures import NewMeasure, propose_measures
from app.services.cases.rulings import Ruling
from app.services.desk import Desk
from app.services.registers.persons import open_person
from app.services.station.stations import Account, enrol_officer
from tests.pictures.full_house import _Play

CHIEF = Account(
    "maes", "A. Maes", [Role.FILE_OFFICER, Role.APPROVER], Marking.SECRET, fiction.FOREVER, languages=("nl", "fr")
)
"""Keeps the file, and could approve, were it not her own proposal. She works in Dutch; who approves, in French."""
FAMILY, GIVEN, TITLE = "VAN DEN BROECK-VOORBEELD", "Hilde", "Onderzoeksrechter, Antwerpen"
SAID = "Mevrouw belt: al drie avonden staat een grijze bestelwagen voor haar deur."
HALF = "Een grijze bestelwagen wachtte"
REPORT = f"{HALF} drie avonden voor de woning."
QUESTION = "Is de dreiging ernstig?"
PATROLS = ("3 per 24 uur, waarvan 1 's nachts.", "3 par 24 heures, dont 1 la nuit.")
FEWER = ("1 per 24 uur, tussen 20:00 en 24:00.", "1 par 24 heures, entre 20:00 et 24:00.")
GUARD = ("Verplaatsingen van en naar het gerechtsgebouw.", "Trajets de et vers le palais de justice.")
AMENDED = ("Alle verplaatsingen, ook 's avonds.", "Tous les trajets, aussi le soir.")
OVER = "De dreiging is geweken."
BUNDLED = "Week 47, magistraten"
NECESSARY = "De dreiging is nabij."
ASKED_BACK = "Quel conseiller, et quand ?"
OTHER, OTHER_TITLE = ("DE SMEDT-VOORBEELD", "Karel"), "Gevangenisdirecteur, Gent"
OTHER_ORDER = ("Woning en oprit.", "Habitation et allée.")
RECIPIENTS = (
    ("Nationaal Crisis", "Nationaal Crisiscentrum", ""),
    ("Politiezone Ant", "Politiezone Antwerpen", ""),
    ("Directie besch", "Directie bescherming", ""),
    ("Noodcentrale 112 Antwerpen", "Noodcentrale 112 Antwerpen", ""),
    ("Parquet de Bruxelles", "Parquet de Bruxelles", "f"),
)
"""As typed, as found, and the key of a language of its own."""
LANGUAGES = ("nl", "nl", "nl", "nl", "fr")


@dataclass(frozen=True, slots=True)
class Asked:
    """A measure that an officer asks for: its type, who carries it out, and how, in Dutch and French."""

    kind: str
    service: str
    order: tuple[str, str]


def two_stations(folder: Path) -> _Play:
    """Make two stations that know each other since yesterday, with an officer of two roles at the first."""
    made = _Play(folder, SystemClock().now() - timedelta(days=1))
    made.act("BRU1", "found")
    asked = made.act("ANT1", "ask")
    invited = made.act("BRU1", "admit", request=asked["request"], words=asked["words"])
    made.act("ANT1", "enter", files=invited["files"], words=invited["root_words"])
    setting = made.setting("BRU1", "enrol")
    with setting.desk(fiction.ADMINISTRATOR.login) as administrator:
        enrol_officer(administrator, CHIEF, passphrase_of(CHIEF.login), setting.on)
    return made


def another_file(play: _Play) -> None:
    """Keep a file beside that of the case, whose measure waits for the Minister too."""
    play.moment = SystemClock().now() - timedelta(hours=1)
    setting = play.setting("BRU1", "another file")
    with setting.desk(CHIEF.login) as officer:
        _kept(setting, officer, OTHER, OTHER_TITLE, [Asked("techno_prevention", "FEDPOL", OTHER_ORDER)])


def decided_by_services(play: _Play) -> None:
    """Keep the file, propose and approve, as the window does in the whole case."""
    play.moment = SystemClock().now()
    setting = play.setting("BRU1", "decide")
    asked = [Asked("patrols", "PZANT", PATROLS), Asked("close_protection", "DAP", GUARD)]
    with setting.desk(CHIEF.login) as officer:
        proposed = _kept(setting, officer, (FAMILY, GIVEN), TITLE, asked)
    with setting.desk(fiction.RECORDER.login) as approver:
        approve_measures(approver, proposed, Ruling(Capacity.MINISTER, Channel.PAPER, "de minister", "Noodzakelijk"))


def _kept(setting: Setting, officer: Desk, name: tuple[str, str], title: str, asked: list[Asked]) -> list[Id]:
    label = Label(marking=Marking.RESTRICTED)
    person = open_person(officer, Person(family_name=name[0], given_names=name[1]), label=label).id
    own = Ruling(Capacity.FILE_OFFICER, Channel.PAPER, CHIEF.name)
    new = NewFile(title, FileBasis.STATUS, involved=[Involved(person, InvolvementRole.THREATENED)])
    file, today = open_file(officer, new, own, label), officer.today()
    return [
        uid
        for one in asked
        for uid in propose_measures(
            officer, file,
            NewMeasure(
                one.kind, [person], [setting.id(one.service)], start=today, review=today + timedelta(days=28),
                instruction=local_text("nl", one.order[0], fr=one.order[1]),
            ),
            own,
        )
    ]  # fmt: skip
