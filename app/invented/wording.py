"""What invented files say, in the language of their municipality; templates, so that a long file is not one sentence.

Each is a tuple of sentences by language; `{…}` is filled with what the file is about. The words are the trade's
(domain.md §8).
"""

import random
from collections.abc import Mapping, Sequence

from app.models.texts import LocalText, local_text

Said = Mapping[str, Sequence[str]]

OFFICES: Mapping[str, Mapping[str, str]] = {
    "magistrate": {"nl": "Onderzoeksrechter", "fr": "Juge d'instruction", "de": "Untersuchungsrichter"},
    "lawyer": {"nl": "Advocaat", "fr": "Avocat", "de": "Rechtsanwalt"},
    "journalist": {"nl": "Journalist", "fr": "Journaliste", "de": "Journalist"},
    "local_mandate": {"nl": "Schepen", "fr": "Échevin", "de": "Schöffe"},
    "member_of_parliament": {"nl": "Parlementslid", "fr": "Député", "de": "Abgeordneter"},
    "police": {"nl": "Hoofdinspecteur", "fr": "Inspecteur principal", "de": "Hauptinspektor"},
    "prison": {"nl": "Penitentiair beambte", "fr": "Agent pénitentiaire", "de": "Justizvollzugsbeamter"},
    "customs": {"nl": "Douaneambtenaar", "fr": "Agent des douanes", "de": "Zollbeamter"},
    "academic": {"nl": "Hoogleraar", "fr": "Professeur", "de": "Professor"},
    "business": {"nl": "Zaakvoerder", "fr": "Gérant", "de": "Geschäftsführer"},
    "civil_servant": {"nl": "Sociaal inspecteur", "fr": "Inspecteur social", "de": "Sozialinspektor"},
    "diplomat": {"nl": "Diplomaat", "fr": "Diplomate", "de": "Diplomat"},
    "religious": {"nl": "Voorganger", "fr": "Ministre du culte", "de": "Geistlicher"},
}
"""By function category."""

TITLES: Said = {
    "nl": ("{office}, {town}", "{family} en gezin", "{office} en gezin, {town}", "{family}, {town}"),
    "fr": ("{office}, {town}", "{family} et famille", "{office} et famille, {town}", "{family}, {town}"),
    "de": ("{office}, {town}", "{family} und Familie", "{family}, {town}"),
}
SUMMARIES: Said = {
    "nl": (
        "Sinds het voorjaar komen er dreigbrieven op het werkadres toe; de toon wordt scherper.",
        "Na een uitspraak werd het adres van het gezin op sociale media verspreid, met oproepen tot geweld.",
        "Een onbekende volgt de betrokkene van het werk naar huis. Er is telkens hetzelfde voertuig gezien.",
    ),
    "fr": (
        "Depuis le printemps, des lettres de menace arrivent au travail ; le ton se durcit.",
        "Après un jugement, l'adresse de la famille a été diffusée en ligne, avec des appels à la violence.",
        "Un inconnu suit l'intéressé du travail à son domicile. Le même véhicule a été vu chaque fois.",
    ),
    "de": (
        "Seit dem Frühjahr gehen am Arbeitsplatz Drohbriefe ein; der Ton wird schärfer.",
        "Nach einem Urteil wurde die Anschrift der Familie im Netz verbreitet, mit Aufrufen zu Gewalt.",
    ),
}
CONDUCT: Said = {
    "nl": ("Wissel van route en uur. Open geen pakjes die u niet verwacht. Bij twijfel: **112**.",),
    "fr": ("Variez trajets et heures. N'ouvrez aucun colis inattendu. En cas de doute : **112**.",),
    "de": ("Wechseln Sie Weg und Uhrzeit. Öffnen Sie keine unerwarteten Pakete. Im Zweifel: **112**.",),
}
REPORTS: Said = {
    "nl": (
        "Brief zonder afzender, met de hand geschreven: 'wij weten waar de kinderen naar school gaan'.",
        "Twee mannen in een grijze bestelwagen wachtten een uur voor de woning; de bestuurder maakte foto's.",
        "Telefonische bedreiging om {hour} uur op het vaste toestel van de dienst; vervormde stem.",
        "Bericht op sociale media met foto van de gevel en de tekst 'binnenkort op bezoek'.",
        "De banden van de gezinswagen werden 's nachts stukgestoken; er lag een patroon op de motorkap.",
    ),
    "fr": (
        "Lettre sans expéditeur, écrite à la main : « nous savons où les enfants vont à l'école ».",
        "Deux hommes dans une camionnette grise ont attendu une heure devant le domicile ; photos prises.",
        "Menace par téléphone à {hour} heures sur la ligne fixe du service ; voix déformée.",
        "Message en ligne avec photo de la façade et le texte « bientôt en visite ».",
    ),
    "de": (
        "Brief ohne Absender, von Hand geschrieben: „Wir wissen, wo die Kinder zur Schule gehen.“",
        "Zwei Männer warteten eine Stunde in einem grauen Lieferwagen vor dem Haus; der Fahrer fotografierte.",
        "Telefonische Drohung um {hour} Uhr am Anschluss der Dienststelle; verstellte Stimme.",
    ),
}
QUESTIONS: Said = {
    "nl": ("Welk niveau geldt voor de betrokkene en het gezin?", "Is er verband met eerdere feiten in {town}?"),
    "fr": ("Quel niveau pour l'intéressé et sa famille ?", "Y a-t-il un lien avec des faits antérieurs à {town} ?"),
    "de": ("Welche Stufe gilt für die Person und ihre Familie?",),
}
ANALYSES: Said = {
    "nl": (
        "De dreiging is mogelijk en waarschijnlijk; de auteur kent de gewoonten van het gezin.",
        "Geen aanwijzing van georganiseerde criminaliteit, wel van stalking.",
        "De dreiging is onwaarschijnlijk geworden sinds de aanhouding van de verdachte.",
    ),
    "fr": (
        "La menace est possible et vraisemblable ; l'auteur connaît les habitudes de la famille.",
        "Aucun indice de criminalité organisée, mais bien de harcèlement.",
        "La menace est devenue peu vraisemblable depuis l'arrestation du suspect.",
    ),
    "de": (
        "Die Bedrohung ist möglich und wahrscheinlich; der Verfasser kennt die Gewohnheiten der Familie.",
        "Kein Hinweis auf organisierte Kriminalität, wohl aber auf Nachstellung.",
    ),
}
_ROUNDS: Said = {
    "nl": ("Op wisselende uren langsrijden, minstens {times} keer per 24 uur; verslag per ronde aan de permanentie.",),
    "fr": ("Passages à heures variables, au moins {times} par 24 heures ; rapport de chaque ronde à la permanence.",),
    "de": ("Zu wechselnden Zeiten vorbeifahren, mindestens {times}-mal in 24 Stunden; Meldung je Runde.",),
}
_CHECKS: Said = {
    "nl": ("Controle van voertuigen die stilstaan binnen 200 meter; nummerplaten doorgeven.",),
    "fr": ("Contrôle des véhicules à l'arrêt dans les 200 mètres ; transmettre les plaques.",),
    "de": ("Stehende Fahrzeuge im Umkreis von 200 Metern kontrollieren; Kennzeichen weitergeben.",),
}
_JOURNEYS: Said = {
    "nl": ("Verplaatsingen van en naar het werk begeleiden; uur en route telkens afspreken.",),
    "fr": ("Accompagner les déplacements domicile-travail ; convenir chaque fois de l'heure et du trajet.",),
    "de": ("Wege zur Arbeit und zurück begleiten; Zeit und Strecke jedes Mal absprechen.",),
}
_POST: Said = {
    "nl": ("Permanente aanwezigheid aan de woning, niet herkenbaar voertuig; aflossing om de {times} uur.",),
    "fr": ("Présence permanente au domicile, véhicule banalisé ; relève toutes les {times} heures.",),
    "de": ("Ständige Anwesenheit an der Wohnung, ziviles Fahrzeug; Ablösung alle {times} Stunden.",),
}
_REACHED: Said = {
    "nl": ("Dag en nacht bereikbaar; de oproep gaat voor en de ploeg vertrekt meteen.",),
    "fr": ("Joignable jour et nuit ; l'appel est prioritaire et l'équipe part aussitôt.",),
    "de": ("Tag und Nacht erreichbar; der Anruf hat Vorrang, die Streife fährt sofort los.",),
}
_ADVICE: Said = {
    "nl": ("Gewoonten, post en sloten overlopen met het hele gezin; verslag binnen {times} dagen.",),
    "fr": ("Passer en revue habitudes, courrier et serrures avec toute la famille ; rapport dans les {times} jours.",),
    "de": ("Gewohnheiten, Post und Schlösser mit der ganzen Familie durchgehen; Bericht binnen {times} Tagen.",),
}
INSTRUCTIONS: Mapping[str, Said] = {
    "patrols": _ROUNDS, "checks": _CHECKS, "perimeter": _CHECKS, "accompaniment": _JOURNEYS, "escort": _JOURNEYS,
    "close_protection": _JOURNEYS, "fixed_post": _POST, "contact_person": _REACHED, "priority_calls": _REACHED,
    "briefing": _ADVICE, "techno_prevention": _ADVICE, "lifestyle": _ADVICE,
}  # fmt: skip
"""By type of measure."""
REASONS: Said = {
    "nl": ("Het niveau is sinds de laatste analyse niet gewijzigd.", "Nieuwe feiten sinds het vorige besluit.",
           "De betrokkene vraagt het zelf.", "Zie het verslag van de politiezone."),
    "fr": ("Le niveau n'a pas changé depuis la dernière analyse.", "Faits nouveaux depuis la décision précédente.",
           "À la demande de l'intéressé.", "Voir le rapport de la zone de police."),
    "de": ("Die Stufe hat sich seit der letzten Analyse nicht geändert.", "Neue Vorfälle seit dem letzten Beschluss.",
           "Auf Wunsch der betroffenen Person."),
}  # fmt: skip
NOTES: Said = {
    "nl": ("Gebeld met de betrokkene: niets bijzonders gemerkt. Nieuwe uren van de kinderen genoteerd.",
           "De zone meldt dat de patrouilles 's nachts wegens een tekort aan ploegen later vallen.",
           "Afgesproken dat de voordeur een tweede slot krijgt; de preventieadviseur komt langs."),
    "fr": ("Contact avec l'intéressé : rien de particulier. Nouveaux horaires des enfants notés.",
           "La zone signale que les patrouilles de nuit passent plus tard faute d'équipes.",
           "Convenu d'une seconde serrure à la porte ; le conseiller en techno-prévention passera."),
    "de": ("Mit der betroffenen Person gesprochen: nichts Besonderes. Neue Schulzeiten der Kinder notiert.",
           "Die Zone meldet, dass die Nachtstreifen mangels Kräften später fahren."),
}  # fmt: skip
FOLLOW_UPS: Said = {
    "nl": ("Nagaan of het slot geplaatst is", "De zone opnieuw bellen"),
    "fr": ("Vérifier que la serrure est placée", "Rappeler la zone"),
    "de": ("Prüfen, ob das Schloss eingebaut ist", "Die Zone zurückrufen"),
}
TASKS: Said = {
    "nl": ("De zone terugbellen", "Adviesgesprek plannen", "Foto's van de woning opvragen", "Sleutels terugvragen"),
    "fr": ("Rappeler la zone", "Planifier l'entretien de conseil", "Demander des photos du domicile"),
    "de": ("Die Zone zurückrufen", "Beratungsgespräch planen"),
}
INCIDENTS: Said = {
    "nl": ("Onbekend voertuig gecontroleerd, niets verdachts.", "Twee personen weggestuurd aan de poort."),
    "fr": ("Véhicule inconnu contrôlé, rien de suspect.", "Deux personnes éloignées de l'entrée."),
    "de": ("Unbekanntes Fahrzeug kontrolliert, nichts Verdächtiges.",),
}
CONCERNS: Said = {
    "nl": ("Man van ongeveer 40 jaar, kaal, tatoeage in de hals.", "Kent de betrokkene uit een vroegere zaak."),
    "fr": ("Homme d'environ 40 ans, chauve, tatouage dans le cou.", "Connaît l'intéressé d'une affaire antérieure."),
    "de": ("Mann von etwa 40 Jahren, kahl, Tätowierung am Hals.",),
}


def one_of(said: Said, language: str, rnd: random.Random, **about: str) -> str:
    """Return one of the sentences in `language`, filled in."""
    return rnd.choice(said.get(language) or said["fr"]).format(**about)


def text_of(said: Said, language: str, rnd: random.Random, **about: str) -> LocalText:
    """Return the same as an officer keeps it: the original, one time in three with a translation beside it."""
    other = "fr" if language == "nl" else "nl"
    more = {other: one_of(said, other, rnd, **about)} if rnd.random() < 0.33 else {}
    return local_text(language, one_of(said, language, rnd, **about), **more)
