"""The stores that pictures are taken of: the demonstration played up to its conflict, and two dozen files more.

Everything is made by the services from a seed and clocks told here, so the same pictures come out everywhere. Nobody in
it exists. `NOW` of the pictures is some weeks later: something is overdue, something expires, something waits.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from app.core.clock import SeededRandomness, SteppingClock
from app.core.ids import Id
from app.demo import ant1, bru1, fiction
from app.demo.setting import Act, Setting
from app.models.enums import (
    Capacity,
    Channel,
    FileBasis,
    FileOrigin,
    InformationGrade,
    InvolvementRole,
    Marking,
    SourceGrade,
    ThreatKind,
    ThreatLevel,
)
from app.models.kinds.label import Label
from app.models.kinds.measures import ExecutionReport, Measure
from app.models.kinds.persons import Person
from app.models.kinds.threat import AnalysisRequest, ThreatAnalysis, ThreatReport
from app.models.texts import local_text
from app.services.cases.analyses import record_analysis, request_analysis
from app.services.cases.decisions import approve_measures
from app.services.cases.executions import report_execution
from app.services.cases.files import Involved, NewFile, open_file
from app.services.cases.measures import NewMeasure, propose_measures
from app.services.cases.reports import record_report
from app.services.cases.rulings import Ruling
from app.services.desk import Desk
from app.services.exchange.exporting import export_bundle
from app.services.exchange.release import confirm_release, propose_release
from app.services.registers.persons import add_phone, open_person
from app.services.station.stations import Platform
from app.store.keys import Argon2Cost
from tests.pictures import visited

BEGIN = datetime(2026, 9, 21, 8, 30, tzinfo=UTC)
COUNCIL = datetime(2026, 10, 27, 8, 30, tzinfo=UTC)
"""When the Council is prepared, four weeks ahead: it begins the day after `NOW`."""
CASE = datetime(2026, 11, 17, 8, 30, tzinfo=UTC)
"""When the case of the demonstration begins: its oral decision is two days late at `NOW`, its fixed post waits."""
SOON = date(2026, 11, 19)
"""From when on reviews and analyses fall due, file after file: the first two are late at `NOW`, the next ones near."""
STORE = "praesidium.store"
COST = Argon2Cost(passes=1, memory_kib=64, lanes=1)
ACTS: dict[str, dict[str, Act]] = {"BRU1": bru1.ACTS, "ANT1": ant1.ACTS}

FILES: tuple[tuple[str, str, str, str, int, str, str], ...] = (
    ("ADRIAENS-VOORBEELD", "Lien", "Burgemeester, gemeente in Limburg", "Bourgmestre, commune du Limbourg",
     2, "PUBLIC_ORDER", "letter"),
    ("BENALI-VOORBEELD", "Samira", "Journaliste, dagblad", "Journaliste, quotidien", 3, "TERRORISM", "cyberstalking"),
    ("CORNET-VOORBEELD", "Étienne", "Procureur des Konings, Luik", "Procureur du Roi, Liège",
     4, "ORGANISED_CRIME", "online"),
    ("DE SMEDT-VOORBEELD", "Karel", "Gevangenisdirecteur", "Directeur de prison", 3, "ORGANISED_CRIME", "letter"),
    ("EL AMRANI-VOORBEELD", "Youssef", "Advocaat, balie Brussel", "Avocat, barreau de Bruxelles",
     2, "ORGANISED_CRIME", "phone"),
    ("FRANSSEN-VOORBEELD", "Marijke", "Schepen, stad in de Kempen", "Échevine, ville en Campine",
     1, "STALKING", "cyberstalking"),
    ("GODEFROID-VOORBEELD", "Anne-Sophie", "Volksvertegenwoordiger", "Députée", 2, "PUBLIC_ORDER", "online"),
    ("HENDRICKX-VOORBEELD", "Wout", "Viroloog, universiteit", "Virologue, université", 3, "TERRORISM", "cyberstalking"),
    ("IVANOVA-VOORBEELD", "Darya", "Opposant in ballingschap", "Opposante en exil", 4, "OTHER", "surveillance"),
    ("JACOBS-VOORBEELD", "Tom", "Douane-inspecteur, haven", "Inspecteur des douanes, port",
     3, "ORGANISED_CRIME", "surveillance"),
    ("KABANGU-VOORBEELD", "Patrick", "Getuige, assisenzaak", "Témoin, procès d'assises", 3, "ORGANISED_CRIME", "phone"),
    ("LAURENT-VOORBEELD", "Chloé", "Juge de la jeunesse, Namur", "Juge de la jeunesse, Namur",
     1, "STALKING", "letter"),
    ("MERTENS-VOORBEELD", "Bart", "Vakbondsvoorzitter", "Président de syndicat", 1, "PUBLIC_ORDER", "online"),
    ("NGUYỄN-VOORBEELD", "Thị Hồng", "Ondernemer", "Entrepreneuse", 2, "ORGANISED_CRIME", "phone"),
    ("OOSTERLINCK-VOORBEELD", "Griet", "Staatssecretaris", "Secrétaire d'État", 2, "PUBLIC_ORDER", "cyberstalking"),
    ("PETIT-VOORBEELD", "Olivier", "Rabbijn, Antwerpen", "Rabbin, Anvers", 3, "TERRORISM", "online"),
    ("QUINTENS-VOORBEELD", "Jef", "Onderzoeker, federale politie", "Enquêteur, police fédérale",
     2, "ORGANISED_CRIME", "letter"),
    ("ROSSI-VOORBEELD", "Giulia", "Europees parlementslid", "Députée européenne", 2, "STALKING", "cyberstalking"),
    ("SCHMITZ-VOORBEELD", "Heike", "Minister der Deutschsprachigen Gemeinschaft",
     "Ministre de la Communauté germanophone", 1, "PUBLIC_ORDER", "letter"),
    ("TIMMERMANS-VOORBEELD", "Els", "Directeur asielcentrum", "Directrice de centre d'asile",
     2, "PUBLIC_ORDER", "online"),
)  # fmt: skip
"""Family name, given names, function in Dutch and French, level, kind of threat, form of the report."""
WITH_THE_MINISTER = (16, 18)
"""Files whose measures still wait for an approval."""


@dataclass(frozen=True, slots=True)
class House:
    """What stands in the folder: stores by station code, the stick, the ids the demonstration kept, files by name."""

    folder: Path
    ids: dict[str, Id]
    files: dict[str, Id]
    arrived: Path
    """A bundle from ANT1 that nobody has taken in yet."""

    def store(self, code: str) -> Path:
        """Return a station's store."""
        return self.folder / code.lower() / STORE

    @property
    def stick(self) -> Path:
        """Return the folder that is carried between the stations."""
        return self.folder / "stick"


def build(folder: Path) -> House:
    """Make the stores below `folder`, in about two seconds."""
    play = _Play(folder)
    play.act("BRU1", "found")
    asked = play.act("ANT1", "ask")
    invited = play.act("BRU1", "admit", request=asked["request"], words=asked["words"])
    play.act("ANT1", "enter", files=invited["files"], words=invited["root_words"])
    files = _fill(play)
    play.moment = COUNCIL
    play.act("BRU1", "prepare", delegations="")
    play.moment = CASE
    play.act("BRU1", "keep_file")
    play.act("BRU1", "decide")
    play.act("BRU1", "papers")
    _visit(play)
    first = play.act("BRU1", "send", reason="uitvoering van de maatregelen", roots=["file", "judge", "partner"])
    back = play.act("ANT1", "work", files=first["files"])
    play.act("BRU1", "change_measure")
    play.act("BRU1", "receive", files=back["files"])
    arrived = _patrolled(play)
    ids = {name: bytes.fromhex(text) for name, text in Setting.load(str(folder / "bru1")).items() if "," not in text}
    return House(folder, ids, files, arrived)


@dataclass(slots=True)
class _Play:
    folder: Path
    moment: datetime = BEGIN

    def act(self, station: str, name: str, **said: Any) -> dict[str, Any]:
        setting = self.setting(station, name, **said)
        report = ACTS[station][name](setting)
        setting.save()
        return report

    def setting(self, station: str, name: str, **said: Any) -> Setting:
        own, stick, papers = self.folder / station.lower(), self.folder / "stick", self.folder / "papers"
        for needed in (own, stick, papers):
            needed.mkdir(parents=True, exist_ok=True, mode=0o700)
        clock = SteppingClock(self.moment, timedelta(milliseconds=20))
        on = Platform(clock, SeededRandomness(f"{station}/{name}/{self.moment}"), None, COST)
        self.moment += timedelta(hours=3)
        return Setting(station, own, stick, papers, said, on, Setting.load(str(own)))


def _visit(play: _Play) -> None:
    """Fill the day of the visit; the Minister approves what covers it."""
    setting = play.setting("BRU1", "visit")
    with setting.desk(fiction.FILE_OFFICER.login) as desk:
        proposed = visited.prepare(setting, desk, setting.id("visit"))
    with setting.desk(fiction.RECORDER.login) as desk:
        heard = Ruling(Capacity.MINISTER, Channel.PAPER, "de minister", "Noodzakelijk", "2026/MIN/512")
        approve_measures(desk, proposed, heard)


def _patrolled(play: _Play) -> Path:
    """Let ANT1 report on its patrols once more and put that on the stick."""
    play.moment = datetime(2026, 11, 20, 7, 10, tzinfo=UTC)
    setting = play.setting("ANT1", "patrolled")
    with setting.desk(fiction.PARTNER.login) as desk:
        with desk.read() as view:
            patrols = view.find(Measure, "type = 'patrols'", order="uid")[0][0]
        report = ExecutionReport(
            from_on=SOON, to_on=SOON, planned=3, done=2, not_done=1, by_whom="ploeg 11",
            remarks="Om 04:12 een grijze bestelwagen, weggereden bij nadering.",
        )  # fmt: skip
        report_execution(desk, patrols, report)
        release = confirm_release(desk, propose_release(desk, setting.station_id(desk, "BRU1")), "opvolging")
        return export_bundle(desk, release, setting.stick).files[0]


def _fill(play: _Play) -> dict[str, Id]:
    """Open a file for each of `FILES`, a day apart, each a little further than the one before."""
    made: dict[str, Id] = {}
    for number, row in enumerate(FILES):
        play.moment = BEGIN + timedelta(days=2 + 2.7 * number)
        setting = play.setting("BRU1", f"fill {number}")
        with setting.desk(fiction.FILE_OFFICER.login) as desk:
            file, proposed = _file(setting, desk, number, row)
        if number not in WITH_THE_MINISTER and proposed:
            with setting.desk(fiction.RECORDER.login) as desk:
                heard = Ruling(
                    Capacity.MINISTER, Channel.PAPER, "de minister", "Noodzakelijk", f"2026/MIN/{400 + number}"
                )
                approve_measures(desk, proposed, heard)
        made[row[0].split("-", maxsplit=1)[0]] = file
    return made


def _file(
    setting: Setting, desk: Desk, number: int, row: tuple[str, str, str, str, int, str, str]
) -> tuple[Id, list[Id]]:
    family, given, dutch, french, level, kind, form = row
    label = Label(marking=Marking.RESTRICTED if number % 3 else Marking.CONFIDENTIAL)
    function = local_text("nl", dutch, fr=french)
    person = open_person(desk, Person(family_name=family, given_names=given, function=function), label=label).id
    add_phone(desk, person, f"0470 {number:02} {11 + number} 56")
    today = desk.today()
    ruling = Ruling(Capacity.FILE_OFFICER, Channel.PAPER, "I. Verhaegen", "Vraag van de betrokkene")
    new = NewFile(
        dutch, FileBasis.STATUS, list(FileOrigin)[number % 6], summary=local_text("nl", dutch, fr=french),
        involved=[Involved(person, InvolvementRole.THREATENED)],
    )  # fmt: skip
    file = open_file(desk, new, ruling, label)
    report = ThreatReport(
        moment=desk.clock.now() - timedelta(days=1, hours=number), form=form, channel=Channel.EMAIL,
        description="Bericht ontvangen met een bedreiging; de afzender is nog niet gekend.", targets=(person,),
        information_grade=InformationGrade.THREE, source_grade=list(SourceGrade)[number % 4],
    )  # fmt: skip
    record_report(desk, file, report)
    service = setting.id("OCAD" if number % 2 else "FEDPOL")
    question = AnalysisRequest(
        service=service, question="Welk niveau?", asked_on=today, wanted_by=SOON + timedelta(days=number)
    )
    asked = request_analysis(desk, file, question)
    if number % 5 == 4:
        return file, []
    until = SOON + timedelta(days=5 * number)
    analysis = ThreatAnalysis(
        service=service, kind=ThreatKind[kind], reference=f"2026/{1200 + number}", dated=today,
        level=ThreatLevel(level), text="Zie het verslag van de dienst.", valid_until=until,
    )  # fmt: skip
    record_analysis(desk, file, analysis, answers=asked, ruling=ruling)
    return file, _measures(setting, desk, file, person, number, today)


def _measures(setting: Setting, desk: Desk, file: Id, person: Id, number: int, today: date) -> list[Id]:
    level = FILES[number][4]
    start = SOON + timedelta(days=6) if number in WITH_THE_MINISTER else today
    review = SOON + timedelta(days=number if number < 3 else 7 * number)
    asking = Ruling(Capacity.FILE_OFFICER, Channel.PAPER, "I. Verhaegen", f"Niveau {level}")
    made: list[Id] = []
    for kind, organisation, dutch, french in fiction.MEASURES[:level]:
        new = NewMeasure(
            kind, [person], [setting.id(organisation)], start=start, review=review,
            instruction=local_text("nl", dutch, fr=french),
        )  # fmt: skip
        made += propose_measures(desk, file, new, asking)
    return made
