"""Invented names: a crowd in eight tongues and four scripts to be looked for, and persons named as officers enter them.

A person's name is one of his tongue's given names and a family name put together from parts; where his script is not
ours, his name in it stands beside what officers write. Given names alone are nobody; no family name is taken from a
list of people.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_SYLLABLES = {
    "nl": ("van den ver bos hout aal brou ker dek maes wou ter smet laer hoek mul der rij zwe gee lin bro",
           "s n ns mans ckx veld"),
    "fr": ("beau mar che lan du val ri viè cour gau lé pré foi re tan guy fon clai saint hu rou bri",
           "tier don ault eau ière rand"),
    "de": ("schö hof klei gr mül brau wei rich stei vogt lüt hein kra pfei ru dol wes bü",
           "mann berg stein ler hausen feld"),
    "tr": ("öz yıl dem kay gül ars ak şa kor tun bey çe ay do ğan ür ba tek", "oğlu kan han soy maz ten"),
    "ru": ("вол щу ко ле мор зай соб тих жу ря бел гор да ни се ван чер юр", "ов ин ский енко чук ев"),
    "el": ("παπ γι αθ κων στα μιχ αντ δη σωτ βασ λε ανδ ρο νι θε ξε", "όπουλος άκης ίδης άτος έας"),
    "ar": ("مح حس كر سل نا رش فا خا عم جم طا قا يو بد زي شر", "مد يم ان ري وي ين"),
    "fx": ("quor zim bel tran oka ndi mwa pho nak sri bal esh ujo tze xa lum", "ira ong ele iko anda utu"),
}  # fmt: skip
_WEIGHTS = {"nl": 30, "fr": 26, "de": 12, "tr": 8, "ru": 8, "el": 4, "ar": 6, "fx": 6}
_PARTICLES = {"nl": ("De ", "Van ", "Van der "), "fr": ("de ", "Le "), "de": ("von ",)}


def a_crowd(count: int, seed: int = 7) -> list[str]:
    """Return `count` invented full names, frequent ones more often, the same for the same seed."""
    rnd = random.Random(seed)  # noqa: S311 - invented names, no secrets

    def part(language: str, most: int) -> str:
        middle, endings = (text.split() for text in _SYLLABLES[language])
        return "".join(rnd.choices(middle, k=rnd.randint(1, most))).capitalize() + rnd.choice(endings)

    given = {language: [part(language, 1) for _ in range(90)] for language in _WEIGHTS}
    family = {language: [part(language, 3) for _ in range(max(count // 20, 60))] for language in _WEIGHTS}
    names = []
    for language in rnd.choices(list(_WEIGHTS), weights=list(_WEIGHTS.values()), k=count):
        firsts = " ".join(
            given[language][int(len(given[language]) * rnd.random() ** 1.6)] for _ in range(rnd.choice((1, 1, 2)))
        )
        particle = rnd.choice(_PARTICLES[language]) if language in _PARTICLES and rnd.random() < 0.25 else ""
        last = family[language][int(len(family[language]) * rnd.random() ** 1.5)]
        if rnd.random() < 0.12:
            last += "-" + rnd.choice(family[language])
        names.append(f"{firsts} {particle}{last}")
    return names


@dataclass(frozen=True, slots=True)
class Named:
    """A name as it stands in the register; `native` where its script is not ours, `tongue` is a language code."""

    given: str
    family: str
    native: str | None
    tongue: str
    female: bool


_PARTS: Mapping[str, tuple[str, str, str]] = {
    "nl": (
        "Zilver Kraai Water Hazel Molen Wilgen Heide Leem Distel Koper Reiger Vlas Meers Kwartel Broek Linde Otter",
        "daele hoeven bruggen maerschalk velde landt wijck beemden schans kouter driesen heuvels",
        "De Van Ver Vander",
    ),
    "fr": (
        "Clair Haut Beau Mont Roche Val Font Mesnil Aubé Perre Chante Bosc Coquel Nive Tourne Griffe Orme Saule",
        "villiers fontaine mesnil lieu bois combe merle chesne marais rive loup champs",
        "de du Le",
    ),
    "de": (
        "Silber Krähen Hasel Wasser Mühlen Lehm Distel Kupfer Reiher Eichen Linden Otter Nebel Birken Stein Falken",
        "hofer bacher siedler brücker steiner wieser kamper gruber rainer horster",
        "von",
    ),
    "en": (
        "Ash Black Heron Silver Thistle Copper Mill Raven Otter Hazel Brack Fen Winter Larch Stone Wether",
        "combe thwaite bourne croft ley wick stead holme mere garth",
        "",
    ),
}
"""Beginnings and ends of family names, and what stands before some of them."""

_GIVEN: Mapping[str, tuple[str, str]] = {
    "nl": (
        "An Els Griet Hilde Ilse Katrien Leen Lotte Marijke Mieke Nele Roos Saskia Sofie Tine Veerle",
        "Bart Bram Dirk Geert Hans Jan Joris Koen Luc Maarten Pieter Ruben Stijn Tom Wim Wout",
    ),
    "fr": (
        "Agnès Aline Camille Chantal Claire Élise Fabienne Hélène Julie Louise Manon Nadine Pauline Sylvie",
        "Alain Antoine Benoît Cédric Didier Étienne François Guy Hugo Julien Laurent Olivier Thibault Yves",
    ),
    "de": (
        "Anja Birgit Christa Elke Greta Heike Ingrid Jutta Karin Lena Monika Petra Sabine Ulrike",
        "Bernd Dieter Erik Frank Gerd Heinz Jens Karl Lars Moritz Otto Rainer Stefan Uwe",
    ),
    "en": (
        "Alice Beth Clara Diana Edith Fiona Grace Helen Joan Kate Lucy Mary Nora Ruth",
        "Adam Brian Colin David Edward Frank George Henry Ian John Keith Martin Neil Peter",
    ),
    "tr": ("Ayşe Derya Elif Esra Gül Leyla Nur Sevgi Zeynep", "Ahmet Can Deniz Emre Kemal Mehmet Murat Ömer Yusuf"),
    "ru": ("Анна Вера Галина Елена Ирина Нина Ольга Светлана", "Андрей Виктор Иван Лев Михаил Олег Павел Сергей"),
    "el": ("Άννα Ελένη Ειρήνη Καλλιόπη Μαρία Σοφία", "Ανδρέας Γιάννης Δημήτρης Κώστας Νίκος Σπύρος"),
    "ar": (
        "ليلى:Layla مريم:Maryam هند:Hind سلمى:Salma نور:Nour رانيا:Rania",
        "كريم:Karim سامي:Sami يوسف:Youssef طارق:Tarik نبيل:Nabil رشيد:Rachid",
    ),
}
"""Given names of women and of men; in scripts whose vowels are not written, with how they are written in ours."""

_ARABIC = (
    "زي:Zai مر:Mar كر:Kar سل:Sal نج:Naj بد:Bad حم:Ham وس:Was",
    "دان:dane مون:moun رود:roud فان:fane جار:jar طين:tine",
)
_TONGUES = {"nl": 36, "fr": 30, "de": 6, "en": 6, "tr": 7, "ru": 6, "el": 4, "ar": 5}
_CYRILLIC = (
    "а:a б:b в:v г:g д:d е:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch "
    "ш:sh щ:shch ъ:- ы:y ь:- э:e ю:yu я:ya "
)
_GREEK = (
    "α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:x ο:o π:p ρ:r σ:s ς:s τ:t υ:y φ:f χ:ch ψ:ps "
    "ω:o ά:a έ:e ή:i ί:i ό:o ύ:y ώ:o ϊ:i "
)
_LATIN = {
    tongue: dict(pair.split(":") for pair in text.split()) for tongue, text in (("ru", _CYRILLIC), ("el", _GREEK))
}
_SOFT = "-"
_BY_SYLLABLES = 0.6
"""Part of the family names that mean nothing: without them there would be more namesakes than there are."""


def a_name(rnd: random.Random, tongue: str = "", family: str = "", native_family: str = "") -> Named:
    """Return the next name; with `tongue` and `family` (and how it is written there), one of that family."""
    tongue = tongue or rnd.choices(list(_TONGUES), weights=list(_TONGUES.values()))[0]
    female = rnd.random() < 0.48
    given, native_given = _paired(rnd.choice(_GIVEN[tongue][0 if female else 1].split()), tongue)
    if not family:
        family, native_family = _family(rnd, tongue)
    if tongue in _PARTS and rnd.random() < 0.2:
        given = f"{given} {rnd.choice(_GIVEN[tongue][0 if female else 1].split())}"
    native = f"{native_given} {native_family}" if native_family else None
    return Named(given, family, native, tongue, female)


def misspelt(named: Named, rnd: random.Random) -> Named:
    """Return the same person as somebody else would enter him: the name heard, not read."""
    swaps: Sequence[tuple[str, str]] = (
        ("ij", "y"), ("ae", "aa"), ("ck", "k"), ("ph", "f"), ("ou", "u"), ("th", "t"), ("ll", "l"), ("e", "a"),
    )  # fmt: skip
    fits = [pair for pair in swaps if pair[0] in named.family]
    family = named.family.replace(*rnd.choice(fits), 1) if fits else named.family + "s"
    return Named(named.given.split()[0], family, None, named.tongue, named.female)


def native_of(named: Named) -> str:
    """Return the family name in its own script, empty where that is ours."""
    return named.native.split(" ", 1)[1] if named.native else ""


def _family(rnd: random.Random, tongue: str) -> tuple[str, str]:
    if tongue in _PARTS:
        begins, ends, before = (text.split() for text in _PARTS[tongue])
        made = rnd.choice(begins) + rnd.choice(ends)
        if tongue in _SYLLABLES and rnd.random() < _BY_SYLLABLES:
            middle, last = (text.split() for text in _SYLLABLES[tongue])
            made = "".join(rnd.choices(middle, k=2)).capitalize() + rnd.choice(last)
        if rnd.random() < 0.06:
            made += "-" + rnd.choice(begins) + rnd.choice(ends)
        particle = rnd.choice(before) + " " if before and rnd.random() < 0.3 else ""
        return particle + made, ""
    if tongue == "ar":
        pairs = [rnd.choice(text.split()).split(":") for text in _ARABIC]
        return "".join(latin for _, latin in pairs), "".join(own for own, _ in pairs)
    middle, ends = (text.split() for text in _SYLLABLES[tongue])
    own = ("".join(rnd.choices(middle, k=2)) + rnd.choice(ends)).capitalize()
    return (own, "") if tongue == "tr" else (_latin(own, tongue), own)


def _paired(word: str, tongue: str) -> tuple[str, str]:
    own, _, latin = word.partition(":")
    if latin:
        return latin, own
    return (_latin(own, tongue), own) if tongue in ("ru", "el") else (own, "")


def _latin(word: str, tongue: str) -> str:
    table = _LATIN[tongue]
    found = "".join(table.get(letter, letter) for letter in word.lower()).replace(_SOFT, "")
    return found[:1].upper() + found[1:]
