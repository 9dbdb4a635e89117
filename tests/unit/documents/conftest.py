"""Papers to print: fictional, in every script, with a repeatable signature."""

# ruff: noqa: E501 - a sentence in four languages is read line by line

from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha512
from io import BytesIO
from typing import Any

from PIL import Image

from app.documents.content import (
    AddressLine,
    ContactLine,
    CopyHead,
    HavenLine,
    HouseholdLine,
    Issue,
    LevelLine,
    MeasureLine,
    PersonBlock,
    ProtocolContent,
    Recipient,
    Replaced,
    SignatureLine,
    VehicleLine,
)
from app.documents.finished import RenderedDocument
from app.documents.marking import Marking
from app.documents.protocol import render_protocols
from app.documents.wording import SEALED, LocalText

ISSUED = datetime(2026, 11, 21, 13, 20, tzinfo=UTC)


def fake_sign(message: bytes) -> bytes:
    """Sign repeatably without a key: 64 bytes."""
    return sha512(b"a station" + message).digest()


def fake_verify(message: bytes, signature: bytes) -> bool:
    return fake_sign(message) == signature


def said(nl: str, fr: str, de: str, en: str) -> LocalText:
    return LocalText("nl", {"nl": nl, "fr": fr, "de": de, "en": en})


def same(text: str) -> LocalText:
    return said(text, text, text, text)


def an_issue(**changes: Any) -> Issue:
    issue = Issue(
        registration="P-2026-BRU1-0118",
        version=3,
        issued_at=ISSUED,
        issuer=said(
            "Nationaal Crisiscentrum · Bescherming van personen",
            "Centre de crise National · Protection des personnes",
            "Nationales Krisenzentrum · Schutz von Personen",
            "National Crisis Centre · Protection of persons",
        ),
        subject="VAN DEN BROECK, Hilde",
        file_reference="BP-2026-BRU1-0042",
        log_head="9f3c61d0a2b744e1" + "00" * 24,
        marking=Marking.CONFIDENTIAL,
        replaces=Replaced(2, datetime(2026, 11, 4, 9, 0, tzinfo=UTC)),
    )
    return replace(issue, **changes)


def measures() -> tuple[MeasureLine, ...]:
    return (
        MeasureLine(
            1,
            said(
                "Patrouilles op wisselende tijdstippen",
                "Patrouilles à heures variables",
                "Streifen zu wechselnden Zeiten",
                "Patrols at varying times",
            ),
            said(
                "3 per 24 uur, waarvan 1 tussen 00:00 en 05:00. Controle van voertuigen die stilstaan. Verslag per patrouille.",
                "3 par 24 heures, dont 1 entre 00:00 et 05:00. Contrôle des véhicules à l’arrêt. Rapport par patrouille.",
                "3 je 24 Stunden, davon 1 zwischen 00:00 und 05:00. Kontrolle haltender Fahrzeuge. Bericht je Streife.",
                "3 per 24 hours, 1 of them between 00:00 and 05:00. Check of stationary vehicles. Report per patrol.",
            ),
            ("PZ Antwerpen",),
            date(2026, 3, 3),
            end=date(2026, 12, 19),
            place=said("Woning", "Domicile", "Wohnung", "Home"),
            changed=True,
        ),
        MeasureLine(
            2,
            said(
                "Vaste contactpersoon, 24/7",
                "Personne de contact fixe, 24/7",
                "Feste Kontaktperson, 24/7",
                "Fixed contact person, 24/7",
            ),
            said(
                "Hoofdinspecteur op permanentie, eerste contact binnen 5 minuten.",
                "Inspecteur principal de permanence, premier contact dans les 5 minutes.",
                "Hauptinspektor im Bereitschaftsdienst, erster Kontakt binnen 5 Minuten.",
                "Chief inspector on duty, first contact within 5 minutes.",
            ),
            ("PZ Antwerpen",),
            date(2026, 3, 3),
            review=date(2026, 12, 1),
            contact="03 000 00 00",
        ),
        MeasureLine(
            3,
            said(
                "Prioritaire behandeling van telefonische oproepen",
                "Traitement prioritaire des appels téléphoniques",
                "Vorrangige Bearbeitung von Telefonanrufen",
                "Priority treatment of calls",
            ),
            LocalText("nl", {"nl": "4 nummers: zie het meldkamerblad, uitgegeven met dit protocol."}),
            ("Noodcentrale Antwerpen",),
            date(2026, 3, 3),
            review=date(2026, 12, 1),
        ),
        MeasureLine(
            4,
            said("Vaste post", "Poste fixe", "Fester Posten", "Fixed post"),
            said(
                "Permanente aanwezigheid, niet herkenbaar voertuig. Aflossing om 06:00, 14:00, 22:00.",
                "Présence permanente, véhicule banalisé. Relève à 06:00, 14:00, 22:00.",
                "Ständige Anwesenheit, ziviles Fahrzeug. Ablösung um 06:00, 14:00, 22:00.",
                "Permanent presence, unmarked vehicle. Relief at 06:00, 14:00, 22:00.",
            ),
            ("PZ Antwerpen",),
            date(2026, 11, 20),
            end=date(2026, 11, 27),
            place=said("Woning", "Domicile", "Wohnung", "Home"),
            provisional=True,
            changed=True,
        ),
        MeasureLine(
            5,
            said("Close protection", "Protection rapprochée", "Nahschutz", "Close protection"),
            said(
                "Verplaatsingen van en naar het gerechtsgebouw.",
                "Déplacements de et vers le palais de justice.",
                "Fahrten vom und zum Gerichtsgebäude.",
                "Journeys to and from the courthouse.",
            ),
            (
                said(
                    "Directie bescherming",
                    "Direction de la protection",
                    "Direktion Schutz",
                    "Directorate for Protection",
                ),
            ),
            date(2026, 11, 10),
            end=date(2026, 11, 24),
            place=said("Gerechtsgebouw", "Palais de justice", "Gerichtsgebäude", "Courthouse"),
        ),
    )


def a_protocol_content(**changes: Any) -> ProtocolContent:
    content = ProtocolContent(
        issue=an_issue(),
        person=PersonBlock(
            family_name="VAN DEN BROECK",
            given_names="Hilde",
            function=said(
                "Onderzoeksrechter, rechtbank van eerste aanleg Antwerpen",
                "Juge d’instruction, tribunal de première instance d’Anvers",
                "Untersuchungsrichterin, Gericht erster Instanz Antwerpen",
                "Investigating judge, court of first instance of Antwerp",
            ),
            born_on=date(1974, 5, 12),
            born_at="Mechelen",
            phones=("0470 12 34 56", "03 123 45 67"),
            languages=("nl", "fr"),
            household=said(
                "partner (1), kinderen (2): zie rubriek 5",
                "partenaire (1), enfants (2) : voir rubrique 5",
                "Partner (1), Kinder (2): siehe Abschnitt 5",
                "partner (1), children (2): see section 5",
            ),
        ),
        level=LevelLine(3, said("OCAD", "OCAM", "KOBA", "CUTA"), "2026/1187", date(2026, 11, 14), date(2026, 12, 14)),
        changes=said(
            "Patrouilles: van 2 naar 3 per 24 uur. Vaste post aan de woning toegevoegd (**voorlopig**, te bekrachtigen voor 27 november 2026). Close protection eindigt op 24 november 2026.",
            "Patrouilles : de 2 à 3 par 24 heures. Poste fixe au domicile ajouté (**provisoire**, à ratifier avant le 27 novembre 2026). La protection rapprochée prend fin le 24 novembre 2026.",
            "Streifen: von 2 auf 3 je 24 Stunden. Fester Posten an der Wohnung hinzugefügt (**vorläufig**, vor dem 27. November 2026 zu bestätigen). Der Nahschutz endet am 24. November 2026.",
            "Patrols: from 2 to 3 per 24 hours. Fixed post at the home added (**provisional**, to be ratified before 27 November 2026). Close protection ends on 24 November 2026.",
        ),
        measures=measures(),
        calls=said(
            "Noodoproep 112: onmiddellijk twee ploegen, zonder sirene in de straat. Verwittig de permanentie van het Nationaal Crisiscentrum en de vaste contactpersoon. Veilige plaats en ziekenhuis: rubriek 6.",
            "Appel d’urgence 112 : immédiatement deux équipes, sans sirène dans la rue. Avertir la permanence du Centre de crise National et la personne de contact fixe. Lieu sûr et hôpital : rubrique 6.",
            "Notruf 112: sofort zwei Streifen, ohne Sirene in der Straße. Den Bereitschaftsdienst des Nationalen Krisenzentrums und die feste Kontaktperson verständigen. Sicherer Ort und Krankenhaus: Abschnitt 6.",
            "Emergency call 112: two teams at once, no siren in the street. Warn the permanence of the National Crisis Centre and the fixed contact person. Safe place and hospital: section 6.",
        ),
        household=(
            HouseholdLine(
                "PEETERS, Jan", said("partner", "partenaire", "Partner", "partner"), born_on=date(1972, 1, 30)
            ),
            HouseholdLine("PEETERS, Sofie", said("dochter", "fille", "Tochter", "daughter"), born_on=date(2009, 9, 2)),
            HouseholdLine(
                "AL-HASSAN, Mohammed",
                said("inwonende student", "étudiant hébergé", "Student im Haus", "lodging student"),
                native_name="محمد الحسن (طالب 2026)",
            ),
        ),
        addresses=(
            AddressLine(said("Woning", "Domicile", "Wohnung", "Home"), "Voorbeeldstraat 12, 2000 Antwerpen"),
            AddressLine(said("Schuiladres", "Lieu sûr", "Sicherer Ort", "Safe house"), SEALED),
        ),
        vehicles=(VehicleLine("1-ABC-234", "Volvo V60, blauw", "Jan Peeters"),),
        contacts=(
            ContactLine(
                said("Vaste contactpersoon", "Personne de contact fixe", "Feste Kontaktperson", "Fixed contact person"),
                "HINP Dirk Claes",
                "03 000 00 00",
                same("24/7"),
            ),
            ContactLine(
                said("Permanentie NCCN", "Permanence NCCN", "Bereitschaftsdienst NCCN", "NCCN permanence"),
                "",
                "02 000 00 00",
                same("24/7"),
            ),
        ),
        havens=(
            HavenLine(
                said("Ziekenhuis", "Hôpital", "Krankenhaus", "Hospital"),
                "ZNA Voorbeeld",
                "Lindendreef 1, 2020 Antwerpen",
                "03 000 00 10",
            ),
        ),
        blood_group="O+",
        threat=said(
            "Bedreigingen per brief en via sociale media sinds februari 2026.",
            "Menaces par lettre et sur les réseaux sociaux depuis février 2026.",
            "Drohungen per Brief und in sozialen Medien seit Februar 2026.",
            "Threats by letter and on social media since February 2026.",
        ),
        conduct=said(
            "- Wissel van route en uur.\n- Open geen pakjes die u niet verwacht.\n- Bij twijfel: **112**.",
            "- Variez vos itinéraires et vos heures.\n- N’ouvrez pas de colis inattendu.\n- En cas de doute : **112**.",
            "- Wechseln Sie Weg und Uhrzeit.\n- Öffnen Sie keine unerwarteten Pakete.\n- Im Zweifel: **112**.",
            "- Vary your routes and hours.\n- Do not open parcels you do not expect.\n- In doubt: **112**.",
        ),
        recipients=(
            Recipient(1, "Nationaal Crisiscentrum"),
            Recipient(2, "PZ Antwerpen"),
            Recipient(3, "Directie bescherming"),
            Recipient(
                4,
                "Noodcentrale Antwerpen",
                said("meldkamerblad", "fiche de dispatching", "Leitstellenblatt", "dispatcher sheet"),
            ),
            Recipient(5, "Kabinet van de minister"),
        ),
        signatures=(
            SignatureLine(
                said(
                    "Voor het Nationaal Crisiscentrum",
                    "Pour le Centre de crise National",
                    "Für das Nationale Krisenzentrum",
                    "For the National Crisis Centre",
                ),
                "An Maes",
            ),
            SignatureLine(said("Ontvangen", "Reçu", "Empfangen", "Received")),
        ),
    )
    return replace(content, **changes)


def a_copy(number: int = 2, **changes: Any) -> CopyHead:
    return replace(CopyHead(number, 5, a_protocol_content().recipients[number - 1].name), **changes)


def protocol(
    content: ProtocolContent | None = None, language: str = "nl", copy: CopyHead | None = None
) -> RenderedDocument:
    return next(render_protocols(content or a_protocol_content(), [copy or a_copy()], language, fake_sign))


def a_photo() -> bytes:
    out = BytesIO()
    Image.new("RGB", (30, 40), (10, 120, 60)).save(out, "PNG")
    return out.getvalue()
