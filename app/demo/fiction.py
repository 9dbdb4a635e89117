"""The case of the demonstration: two persons who do not exist, and what they are told threatens them."""

from datetime import date

from app.models.enums import Marking, Role
from app.models.kinds.persons import Person, PersonPrivate
from app.models.texts import local_text
from app.services.station.stations import Account

FOREVER = date(2099, 12, 31)

ADMINISTRATOR = Account("beheer", "B. Beheerder", [Role.ADMINISTRATOR])
FILE_OFFICER = Account(
    "verhaegen", "I. Verhaegen", [Role.FILE_OFFICER], Marking.SECRET, FOREVER, languages=("nl", "fr")
)
RECORDER = Account("lambert", "M. Lambert", [Role.APPROVER], Marking.SECRET, FOREVER, languages=("fr", "nl"))
PARTNER = Account("declerck", "J. De Clerck", [Role.PARTNER], Marking.CONFIDENTIAL, FOREVER)

ORGANISATIONS = {
    "PZANT": ({"nl": "Politiezone Antwerpen", "fr": "Zone de police Anvers", "original": "nl"}, "local_police"),
    "DAP": ({"nl": "Directie bescherming", "fr": "Direction de la protection", "original": "nl"}, "federal_police"),
    "OCAD": ({"nl": "OCAD", "fr": "OCAM", "de": "KOBA", "en": "CUTA", "original": "nl"}, "analysis_unit"),
    "FEDPOL": (
        {"nl": "Federale politie", "fr": "Police fédérale", "de": "Föderale Polizei", "en": "Federal Police",
         "original": "nl"},
        "federal_police",
    ),
}  # fmt: skip
"""Names and kind by code; the first is ANT1's."""

JUDGE = Person(
    family_name="VAN DEN BROECK-VOORBEELD", given_names="Hilde", nationalities=("BE",), languages=("nl", "fr"),
    function=local_text("nl", "Onderzoeksrechter, rechtbank van eerste aanleg Antwerpen",
                        fr="Juge d'instruction, tribunal de première instance d'Anvers"),
)  # fmt: skip
PARTNER_OF_JUDGE = Person(
    family_name="PAPADOPOULOS-VOORBEELD", given_names="Nikos", native_name="Νίκος Παπαδόπουλος", nationalities=("GR",),
    languages=("el", "nl"),
)  # fmt: skip
JUDGE_PRIVATE = PersonPrivate(birth_date=date(1974, 5, 12), birth_place="Mechelen")
PARTNER_PRIVATE = PersonPrivate(birth_date=date(1972, 9, 3), birth_place="Thessaloniki")

TITLE = "Onderzoeksrechter, arrondissement Antwerpen"
SUMMARY = local_text(
    "nl",
    "Sinds oktober volgt een onbekende de rechter van het gerechtsgebouw naar huis.",
    fr="Depuis octobre, un inconnu suit la juge du palais de justice à son domicile.",
)
REPORT = "Een grijze bestelwagen wachtte drie avonden voor de woning; de bestuurder maakte foto's."
SOURCE = "buurtbewoner Zilverlinde 7"
QUESTION = "Is de dreiging tegen de rechter verbonden met het dossier Kraanvogel?"
OCAD_TEXT = "De dreiging is mogelijk en waarschijnlijk; verband met het dossier Kraanvogel."
POLICE_TEXT = "Geen aanwijzing van georganiseerde criminaliteit, wel van stalking."

CANARIES = (REPORT, SOURCE, QUESTION, OCAD_TEXT, POLICE_TEXT, "Kraanvogel", "Zilverlinde", TITLE)
"""What must never reach ANT1: the threat part and the core of the file."""

MEASURES = (
    ("patrols", "PZANT", "3 per 24 uur, waarvan 1 tussen 00:00 en 05:00. Verslag per patrouille.",
     "3 par 24 heures, dont 1 entre 00:00 et 05:00. Rapport par patrouille."),
    ("contact_person", "PZANT", "Hoofdinspecteur op permanentie, eerste contact binnen 5 minuten.",
     "Inspecteur principal de permanence, premier contact dans les 5 minutes."),
    ("close_protection", "DAP", "Verplaatsingen van en naar het gerechtsgebouw.",
     "Déplacements de et vers le palais de justice."),
)  # fmt: skip
"""Type, executing organisation, instruction in Dutch and French; each for both persons."""

URGENT = (
    "fixed_post", "PZANT", "Permanente aanwezigheid, niet herkenbaar voertuig.",
    "Présence permanente, véhicule banalisé.",
)  # fmt: skip
