"""The words officers write days with, in the four languages of the house, without accents and capitals.

Short forms are those of agendas. "morgen" is tomorrow in Dutch and in German; "hier" is yesterday, in French.
"""


def _each(text: str, first: int) -> dict[str, int]:
    """Number the groups of words parted by "|" from `first` on."""
    return {word: at for at, group in enumerate(text.split("|"), start=first) for word in group.split()}


DISTANCES: dict[str, int] = _each(
    "eergisteren avant-hier vorgestern|gisteren hier gestern yesterday|"
    "vandaag heden nu aujourdhui heute today now maintenant jetzt|morgen demain tomorrow|"
    "overmorgen apres-demain ubermorgen uebermorgen",
    -2,
)

WEEKDAYS: dict[str, int] = _each(
    "maandag ma lundi lun montag mo monday mon|dinsdag di mardi dienstag tuesday tue|"
    "woensdag wo mercredi mer mittwoch mi wednesday wed|donderdag do jeudi jeu donnerstag thursday thu|"
    "vrijdag vr vendredi ven freitag fr friday fri|zaterdag za samedi sam samstag sa sonnabend saturday sat|"
    "zondag zo dimanche dim sonntag so sunday sun",
    0,
)
"""Two-letter forms of two languages that would name two days ("di": Dutch dinsdag, "so") follow the house's first."""

MONTHS: dict[str, int] = _each(
    "januari jan janvier janv januar janner january|februari feb fevrier fevr fev februar february|"
    "maart mrt mars marz maerz mar march|april apr avril avr|mei mai may|juni jun juin june|"
    "juli jul juillet juil july|augustus aug aout august|september sep sept septembre|oktober okt octobre oct october|"
    "november nov novembre|december dec decembre dezember dez",
    1,
)

UNITS: dict[str, int] = {
    **_each("d dag dagen j jour jours t tag tage tagen day days", 1),
    **_each("w week weken weeks sem semaine semaines woche wochen", 7),
}
"""Days in a unit, for "+2 weken"."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FILLERS = _words("le la den de der dem am an aan op om a at um uur uhr h u heure heures oclock van du of on the")
"""Words that carry nothing: "le 12 mars à 14h"."""

AGO = frozenset({"vor", "il y"})
"""What says before a number of days that they have passed, "il y a" without its filler."""
NEXT = _words("volgende komende aanstaande prochain prochaine nachste nachsten naechste naechsten next")
LAST = _words("vorige afgelopen dernier derniere passe letzte letzten vergangenen last past")
