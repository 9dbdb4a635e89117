"""What identifies and where one lives, none of it anybody's: numbers, plates, mail, addresses, police zones.

Phone numbers: of Belgium those whose first digit after the prefix is 0, which no subscriber has (the numbering plan);
of France, the United Kingdom and Germany the ranges that their regulators keep for films (ARCEP, Ofcom, BNetzA).
Plates begin with 0, a series that is not issued; national register numbers carry the count 000, which is not given.
Municipalities and postcodes are real, streets are not.
"""

import random
from dataclasses import dataclass
from datetime import date

from app.invented.names import Named


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality: its postcode, its name, the language its files are kept in, its police zone's code."""

    postcode: str
    name: str
    language: str
    zone: str


_TABLE = """\
1000|Brussel|nl|PZBXL|9
1000|Bruxelles|fr|PZBXL|9
1030|Schaerbeek|fr|PZNRD|4
1050|Ixelles|fr|PZBXL|4
1070|Anderlecht|fr|PZMID|3
1080|Molenbeek-Saint-Jean|fr|PZWST|3
1180|Uccle|fr|PZMRL|3
1200|Woluwe-Saint-Lambert|fr|PZMTG|2
1300|Wavre|fr|PZWAV|1
1400|Nivelles|fr|PZNIV|1
1500|Halle|nl|PZZEN|1
1800|Vilvoorde|nl|PZVIM|2
2000|Antwerpen|nl|PZANT|9
2018|Antwerpen|nl|PZANT|4
2300|Turnhout|nl|PZTUR|2
2500|Lier|nl|PZLIE|1
2800|Mechelen|nl|PZMEC|4
3000|Leuven|nl|PZLEU|5
3500|Hasselt|nl|PZLRH|3
3600|Genk|nl|PZLRH|2
4000|Liège|fr|PZLGE|8
4100|Seraing|fr|PZSER|2
4700|Eupen|de|PZEIF|2
4780|Sankt Vith|de|PZEIF|1
4800|Verviers|fr|PZVES|2
5000|Namur|fr|PZNAM|4
5500|Dinant|fr|PZDIN|1
6000|Charleroi|fr|PZCHA|5
6600|Bastogne|fr|PZARD|1
6700|Arlon|fr|PZARL|1
7000|Mons|fr|PZMON|3
7500|Tournai|fr|PZTOU|2
8000|Brugge|nl|PZBRU|4
8400|Oostende|nl|PZOOS|3
8500|Kortrijk|nl|PZVLA|3
8800|Roeselare|nl|PZRIH|1
9000|Gent|nl|PZGNT|8
9100|Sint-Niklaas|nl|PZWAA|2
9300|Aalst|nl|PZAAL|2
9700|Oudenaarde|nl|PZVAR|1
"""
"""Postcode, name, language, zone, and how often it is met."""
_ROWS = [line.split("|") for line in _TABLE.splitlines()]
TOWNS = tuple(Town(*row[:4]) for row in _ROWS)
_WEIGHTS = [int(row[4]) for row in _ROWS]
_STREETS = {
    "nl": ("Zilverlinde Kraanvogel Otterbeek Distelveld Vlasbloem Kwartel Leemput Heidebrem", "straat laan weg plein"),
    "fr": ("Tilleul-d’Argent Héron-Gris Clairpré Chardon Roitelet Saulaie Marais-Blanc", "rue avenue chemin place"),
    "de": ("Silberlinden Reiher Distel Haselnuss Otterbach Nebel", "straße weg allee platz"),
}
_PHONES = ("+322000{:04}", "+323000{:04}", "+324000{:04}", "+329000{:04}", "+3246000{:04}")
_ABROAD = {"fr": "+3319900{:04}", "en": "+4420794600{:02}", "de": "+493023125{:03}"}


def a_town(rnd: random.Random) -> Town:
    """Return a municipality, large ones more often."""
    return rnd.choices(TOWNS, weights=_WEIGHTS)[0]


def a_street(town: Town, rnd: random.Random) -> tuple[str, str]:
    """Return a street that does not exist, and a number in it."""
    names, kinds = (text.split() for text in _STREETS[town.language])
    name, kind = rnd.choice(names), rnd.choice(kinds)
    street = f"{kind.capitalize()} {name.replace('-', ' ')}" if town.language == "fr" else name + kind
    return street, str(rnd.randrange(1, 240))


def a_phone(rnd: random.Random, tongue: str = "") -> str:
    """Return a number in E.164 form that rings nowhere."""
    if tongue in _ABROAD and rnd.random() < 0.04:
        form = _ABROAD[tongue]
        return form.format(rnd.randrange(10 ** int(form[-2])))
    return rnd.choice(_PHONES).format(rnd.randrange(10_000))


def a_plate(rnd: random.Random) -> str:
    """Return a plate of a series that is not issued."""
    return f"0-{''.join(rnd.choices('ABCDFGHJKLNPRSTVXYZ', k=3))}-{rnd.randrange(1_000):03}"


def a_mail(named: Named, rnd: random.Random) -> str:
    """Return an address in a domain that cannot exist."""
    letters = "".join(sign for sign in f"{named.given}.{named.family}".lower() if sign.isascii() and sign in _MAIL)
    return f"{letters}{rnd.randrange(100)}@voorbeeld.example"


def a_national_number(born: date) -> str:
    """Return a number with right check digits whose count, 000, is given to nobody."""
    base = f"{born:%y%m%d}000"
    check = 97 - int(("2" if born.year >= 2000 else "") + base) % 97
    return f"{base}{check:02}"


_MAIL = frozenset("abcdefghijklmnopqrstuvwxyz.")
