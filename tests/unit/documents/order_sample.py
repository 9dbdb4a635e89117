"""A visit on paper: fictional, from abroad, with names in many scripts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from app.documents.content import HavenLine, Recipient, SignatureLine
from app.documents.visit import (
    ConvoyLine,
    CoverageGap,
    DelegationLine,
    FlightLine,
    OrderContent,
    PhoneLine,
    ProgrammeLine,
    RadioLine,
    StayLine,
    TransportLeg,
    VisitBlock,
    WeaponLine,
)
from app.documents.wording import SEALED, LocalText
from tests.unit.documents.conftest import an_issue, measures, said, same

NINE = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
NATIVE_NAMES = (
    ("KIM Jeong-su", "김정수"),
    ("WANG Yi", "王毅"),
    ("TANAKA Hiroshi", "田中 博"),
    ("AL-HASSAN, Mohammed", "محمد الحسن"),
    ("COHEN, David", "דוד כהן"),
    ("BERIDZE, Giorgi", "გიორგი ბერიძე"),
    ("PAPADOPOULOS, Nikos", "Νίκος Παπαδόπουλος"),
    ("SHEVCHENKO, Volodymyr", "Володимир Шевченко"),
    ("NGUYỄN Văn Đức", "Nguyễn Văn Đức"),
    ("SARGSYAN, Ani", "Անի Սարգսյան"),
)


def after(hours: float) -> datetime:
    return NINE + timedelta(hours=hours)


def an_order(**changes: Any) -> OrderContent:
    patrol, contact, _, post, close = measures()
    order = OrderContent(
        issue=an_issue(
            registration="O-2026-BRU1-0031",
            subject="AL-HASSAN, Mohammed",
            file_reference="VIP-2026-BRU1-0207",
            version=1,
            replaces=None,
        ),
        visit=VisitBlock(
            principal="AL-HASSAN, Mohammed",
            native_name="محمد الحسن",
            function=said("Eerste minister", "Premier ministre", "Premierminister", "Prime Minister"),
            sender="Fictië",
            kind=said("officieel bezoek", "visite officielle", "offizieller Besuch", "official visit"),
            host="Kanselarij van de eerste minister",
            arrival=after(0),
            departure=after(30),
            liaison="CP Els Jacobs, 0470 00 00 01",
        ),
        programme=(
            ProgrammeLine(
                start=after(1),
                end=after(2.5),
                activity=said(
                    "Onthaal en gesprek", "Accueil et entretien", "Empfang und Gespräch", "Welcome and talks"
                ),
                place="Wetstraat 16, 1000 Brussel",
                responsible="DGA",
                participants=said(
                    "Delegatie A, 8 personen",
                    "Délégation A, 8 personnes",
                    "Delegation A, 8 Personen",
                    "Delegation A, 8 persons",
                ),
                leg=TransportLeg(
                    after(0.3),
                    said("konvooi, 5 voertuigen", "convoi, 5 véhicules", "Konvoi, 5 Fahrzeuge", "convoy, 5 vehicles"),
                    after(0.9),
                    said("E40, Wetstraat", "E40, rue de la Loi", "E40, Wetstraat", "E40, Wetstraat"),
                    "WPR Brabant",
                ),
                measures=(close, post),
            ),
            ProgrammeLine(
                start=after(3),
                end=after(5),
                activity=LocalText("fr", {"fr": "Déjeuner de travail"}),
                place=SEALED,
                measures=(),
                changed=True,
            ),
            ProgrammeLine(
                start=after(25),
                end=after(40),
                activity=said("Bezoek aan de haven", "Visite du port", "Besuch des Hafens", "Visit to the port"),
                place="Antwerpen",
                responsible="PZ Antwerpen",
                measures=(patrol, contact),
            ),
        ),
        gaps=(
            CoverageGap(
                after(5),
                after(6.5),
                said(
                    "Verplaatsing naar het hotel: geen escorte",
                    "Trajet vers l’hôtel : pas d’escorte",
                    "Fahrt zum Hotel: keine Eskorte",
                    "Transfer to the hotel: no escort",
                ),
                "NCCN",
            ),
        ),
        delegation=tuple(
            DelegationLine(name, said("adviseur", "conseiller", "Berater", "adviser"), native)
            for name, native in NATIVE_NAMES
        ),
        flights=(FlightLine(True, after(0), "EBBR / Melsbroek", "FIC 001", "A330, 9X-ABC", "DC 2026-118"),),
        convoy=(
            ConvoyLine(same("Lead"), "1-AAA-111", "INP Peeters"),
            ConvoyLine(same("VIP 1"), "CD 123 A", "HINP Claes", "AL-HASSAN, Mohammed"),
        ),
        stays=(
            StayLine(
                "Hotel Voorbeeld",
                "Voorbeeldplein 1, 1000 Brussel",
                "7: 701–712",
                SEALED,
                date(2026, 11, 24),
                date(2026, 11, 25),
            ),
        ),
        weapons=(WeaponLine("HADDAD, Omar", "Glock 17, 9×19", "ABC123", "W-2026-77", "عمر حداد", date(2026, 11, 26)),),
        havens=(
            HavenLine(
                said("Ziekenhuis", "Hôpital", "Krankenhaus", "Hospital"),
                "UZ Voorbeeld",
                "Laan 1, 1020 Brussel",
                "02 000 00 20",
            ),
        ),
        phones=(
            PhoneLine(
                0,
                said("Permanentie NCCN", "Permanence NCCN", "Bereitschaftsdienst NCCN", "NCCN permanence"),
                "",
                "02 000 00 00",
            ),
            PhoneLine(
                1,
                said("Leider van de dienst", "Chef du service", "Leiter des Einsatzes", "Commander"),
                "CP Els Jacobs",
                "0470 00 00 01",
            ),
            PhoneLine(2, same("PZ Brussel"), "INP Peeters", "0470 00 00 02"),
        ),
        radio=(RadioLine("Close protection", "380,0125 MHz, 25 kHz", "5 W", "Brussel", "BIPT 2026/9"),),
        recipients=(Recipient(1, "Nationaal Crisiscentrum"), Recipient(2, "DGA")),
        signatures=(SignatureLine(said("De leider", "Le chef", "Der Leiter", "The commander"), "Els Jacobs"),),
    )
    return replace(order, **changes)
