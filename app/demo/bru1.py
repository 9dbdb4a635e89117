"""BRU1, the crisis centre: its acts in the demonstration, each as its officers do it."""

from datetime import timedelta
from typing import Any

from app.core.ids import Id
from app.demo import council, fiction
from app.demo.setting import Act, Setting, passphrase_of, together
from app.demo.thief import found_in_store
from app.history.digest import stream_digests
from app.models.enums import (
    Capacity,
    Channel,
    FileOrigin,
    InformationGrade,
    InvolvementRole,
    Marking,
    SourceGrade,
    ThreatKind,
    ThreatLevel,
)
from app.models.kinds.label import Label
from app.models.kinds.persons import HomeAddress
from app.models.kinds.threat import AnalysisRequest, ThreatAnalysis, ThreatReport
from app.models.texts import local_text
from app.services.cases.analyses import record_analysis, request_analysis
from app.services.cases.decisions import approve_measures
from app.services.cases.files import Involved, NewFile, open_file
from app.services.cases.measures import NewMeasure, edit_measure, propose_measures, start_urgent_measures
from app.services.cases.reports import record_report
from app.services.cases.rulings import Ruling
from app.services.desk import Desk
from app.services.exchange.admitting import Admission, admit_station, invitation_for, read_join_request, root_words
from app.services.exchange.conflicts import conflicts_to_settle, settle_conflict
from app.services.exchange.exporting import export_bundle
from app.services.exchange.importing import import_bundle
from app.services.exchange.release import confirm_release, propose_release
from app.services.registers.persons import add_address, add_phone, open_person
from app.services.station.organisation_acts import add_organisation
from app.services.station.stations import House, enrol_officer, found_station
from app.services.station.verifying import verify_store
from app.store.meta import Mark

MARKED = Label(marking=Marking.CONFIDENTIAL)


def found(setting: Setting) -> dict[str, Any]:
    """Make the store, the directory, three accounts and the organisations of the case."""
    house = House(
        "NCCN",
        {"nl": "Nationaal Crisiscentrum", "fr": "Centre de crise National", "de": "Nationales Krisenzentrum",
         "en": "National Crisis Centre", "original": "nl"},
        "crisis_centre", "BRU1", Marking.SECRET,
    )  # fmt: skip
    first = fiction.ADMINISTRATOR
    made = found_station(setting.store, house, first, passphrase_of(first.login), setting.on, Mark.EXERCISE)
    desk = made.desk
    try:
        for account in (fiction.FILE_OFFICER, fiction.RECORDER):
            enrol_officer(desk, account, passphrase_of(account.login), setting.on)
        for code, (names, kind) in fiction.ORGANISATIONS.items():
            setting.keep(code, add_organisation(desk, code, names, kind))
    finally:
        desk.close()
    return {"figures": {"shares of the root key": len(made.shares), "officers": 3}}


def admit(setting: Setting) -> dict[str, Any]:
    """Read ANT1's request, compare its words with those said, enrol it, invite it."""
    with setting.desk(fiction.ADMINISTRATOR.login) as desk:
        received, words = read_join_request(setting.stick / setting.said["request"])
        if list(words) != setting.said["words"]:
            raise ValueError("the words differ")
        partner = received.request.officers[0].officer
        admission = Admission(setting.id("PZANT"), Marking.CONFIDENTIAL, {partner: fiction.PARTNER})
        station = setting.keep("ANT1", admit_station(desk, received, admission))
        release = confirm_release(desk, propose_release(desk, station), "uitnodiging van ANT1")
        sent = export_bundle(desk, release, setting.stick, invitation=invitation_for(desk, received))
        return {
            "root_words": list(root_words(desk)), "files": [file.name for file in sent.files],
            "bundles": [setting.sent(sent, "ANT1")],
        }  # fmt: skip


def keep_file(setting: Setting) -> dict[str, Any]:
    """Open the file: two persons, a report, a request, two analyses, six measures of which one starts at once."""
    with setting.desk(fiction.FILE_OFFICER.login) as desk:
        persons = _persons(setting, desk)
        opened = NewFile(
            fiction.TITLE, origin=FileOrigin.POLICE, summary=fiction.SUMMARY,
            involved=[Involved(person, InvolvementRole.THREATENED) for person in persons],
        )  # fmt: skip
        ruling = Ruling(Capacity.DIRECTOR, Channel.PAPER, "D. Recteur", "Dringende vraag van het parket")
        file = setting.keep("file", open_file(desk, opened, ruling, MARKED))
        _threat(setting, desk, file, persons, ruling)
        _measures(setting, desk, file, persons)
    return {"figures": {"persons": 2, "measures": 6}}


def decide(setting: Setting) -> dict[str, Any]:
    """Record the Minister's approval of what was proposed: by the recorder, who proposed nothing."""
    ids = [bytes.fromhex(text) for text in setting.ids["proposed"].split(",")]
    with setting.desk(fiction.RECORDER.login) as desk:
        ruling = Ruling(Capacity.MINISTER, Channel.PAPER, "de minister", "Noodzakelijk en evenredig", "2026/MIN/331")
        approve_measures(desk, ids, ruling)
    return {"figures": {"approved": len(ids)}}


def send(setting: Setting) -> dict[str, Any]:
    """Let go what ANT1 may have, with the reason said; the gate says what is refused."""
    with setting.desk(fiction.FILE_OFFICER.login) as desk:
        roots = [setting.id(name) for name in setting.said.get("roots", [])]
        proposal = propose_release(desk, setting.id("ANT1"), roots)
        release = confirm_release(desk, proposal, setting.said["reason"], roots)
        sent = export_bundle(desk, release, setting.stick)
        refused = sorted({f"{kept.part}: {kept.why}" for kept in proposal.refused if kept.root in roots})
        return {
            "files": [file.name for file in sent.files], "refused": refused,
            "first_time": len(proposal.first_time), "bundles": [setting.sent(sent, "ANT1")],
        }  # fmt: skip


def change_measure(setting: Setting) -> dict[str, Any]:
    """Change the instruction of the patrols, while ANT1 does so too."""
    with setting.desk(fiction.FILE_OFFICER.login) as desk:
        text = local_text("nl", "4 per 24 uur, waarvan 2 's nachts.", fr="4 par 24 heures, dont 2 la nuit.")
        edit_measure(desk, setting.id("patrols"), {"instruction": text})
    return {}


def receive(setting: Setting) -> dict[str, Any]:
    """Take ANT1's bundle in."""
    with setting.desk(fiction.FILE_OFFICER.login) as desk:
        done = import_bundle(desk, [setting.stick / name for name in setting.said["files"]])
        return {"outcome": done.outcome, "entries": done.entries, "raised": done.conflicts_raised, "void": done.void}


def settle(setting: Setting) -> dict[str, Any]:
    """Choose a third value where two stand."""
    with setting.desk(fiction.FILE_OFFICER.login) as desk:
        waiting = conflicts_to_settle(desk)
        for conflict in waiting:
            text = local_text("nl", "4 per 24 uur, waarvan 2 tussen 23:00 en 05:00.",
                              fr="4 par 24 heures, dont 2 entre 23:00 et 05:00.")  # fmt: skip
            settle_conflict(desk, conflict, {"instruction": text})
        return {"settled": len(waiting), "authors": sorted({one.station for c in waiting for one in c.standing})}


def figures(setting: Setting) -> dict[str, Any]:
    """Recount from the reopened store; with the digest of every stream that is shared with ANT1."""
    with setting.desk(fiction.FILE_OFFICER.login) as desk:
        with desk.read() as view:
            sql = "SELECT stream.id FROM share JOIN stream USING (sid)"
            shared = [row[0] for row in view.connection.exec_driver_sql(sql)]
            digests = stream_digests(view.connection, shared)
        return {
            "line": setting.figures(desk), "shared": together(digests), "streams": len(digests),
            "control": found_in_store(desk, fiction.CANARIES), "faults": len(verify_store(desk).faults),
        }  # fmt: skip


def _persons(setting: Setting, desk: Desk) -> list[Id]:
    partner = setting.id("PZANT")
    shared = Label(marking=Marking.RESTRICTED, distribution=(partner,))
    judge = open_person(desk, fiction.JUDGE, fiction.JUDGE_PRIVATE, label=shared, private_label=shared).id
    other = open_person(desk, fiction.PARTNER_OF_JUDGE, fiction.PARTNER_PRIVATE, label=shared).id
    add_phone(desk, judge, "0470 12 34 56")
    add_address(
        desk, judge,
        HomeAddress(street="Voorbeeldlaan", number="12", postcode="2000", municipality="Antwerpen", country="BE"),
    )  # fmt: skip
    return [setting.keep("judge", judge), setting.keep("partner", other)]


def _threat(setting: Setting, desk: Desk, file: Id, persons: list[Id], ruling: Ruling) -> None:
    now, today = desk.clock.now(), desk.today()
    record_report(
        desk, file,
        ThreatReport(
            moment=now - timedelta(days=3), place_text="voor de woning", form="surveillance",
            description=fiction.REPORT, targets=(persons[0],), channel=Channel.PHONE,
            information_grade=InformationGrade.TWO, police_report="AN.L1.012345/2026", source=fiction.SOURCE,
            source_grade=SourceGrade.B,
        ),
    )  # fmt: skip
    request = AnalysisRequest(
        service=setting.id("OCAD"), question=fiction.QUESTION, asked_on=today, wanted_by=today + timedelta(days=7)
    )
    asked = request_analysis(desk, file, request)
    ocad = ThreatAnalysis(
        service=setting.id("OCAD"), kind=ThreatKind.TERRORISM, reference="2026/1187", dated=today,
        level=ThreatLevel.SERIOUS, text=fiction.OCAD_TEXT, valid_until=today + timedelta(days=30),
    )  # fmt: skip
    record_analysis(desk, file, ocad, answers=asked, ruling=ruling)
    police = ThreatAnalysis(
        service=setting.id("FEDPOL"), kind=ThreatKind.STALKING, reference="DJSOC 2026/77", dated=today,
        level=ThreatLevel.MEDIUM, text=fiction.POLICE_TEXT, valid_until=today + timedelta(days=60),
    )  # fmt: skip
    record_analysis(desk, file, police)


def _measures(setting: Setting, desk: Desk, file: Id, persons: list[Id]) -> None:
    today = desk.today()
    asking = Ruling(Capacity.FILE_OFFICER, Channel.PAPER, "I. Verhaegen", "Niveau 3, waarneming aan de woning")
    proposed: list[Id] = []
    for kind, organisation, dutch, french in fiction.MEASURES:
        subjects = persons if kind != "close_protection" else persons[1:]
        new = NewMeasure(
            kind, subjects, [setting.id(organisation)], start=today, review=today + timedelta(days=28),
            instruction=local_text("nl", dutch, fr=french),
        )  # fmt: skip
        made = propose_measures(desk, file, new, asking)
        setting.keep(kind, made[0])
        proposed += made
    kind, organisation, dutch, french = fiction.URGENT
    urgent = NewMeasure(
        kind, persons[:1], [setting.id(organisation)], start=today, end=today + timedelta(days=7),
        instruction=local_text("nl", dutch, fr=french),
    )  # fmt: skip
    reason = Ruling(
        Capacity.DUTY_OFFICER, Channel.PHONE, "I. Verhaegen", "Voertuig opnieuw gezien",
        confirm_by=today + timedelta(days=2), urgent_alone=True,
    )  # fmt: skip
    setting.keep(kind, start_urgent_measures(desk, file, urgent, reason)[0])
    setting.ids["proposed"] = ",".join(uid.hex() for uid in proposed)


ACTS: dict[str, Act] = {
    "found": found,
    "admit": admit,
    "keep_file": keep_file,
    "decide": decide,
    "prepare": council.prepare,
    "mistype": council.mistype,
    "papers": council.papers,
    "send": send,
    "change_measure": change_measure,
    "receive": receive,
    "settle": settle,
    "figures": figures,
}
