"""A crowd of invented names in eight tongues and four scripts, and the slips of who types them; the same by seed."""

import random

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


def with_a_typo(name: str, rnd: random.Random) -> str:
    """Return `name` with one random error: a letter lost, doubled, wrong, or two swapped."""
    places = [at for at, letter in enumerate(name) if letter.isalpha()]
    at = rnd.choice(places)
    kind = rnd.choice(("lost", "added", "wrong", "swapped"))
    other = rnd.choice("aeinorstlm" if name[at].isascii() else name)
    if kind == "lost":
        return name[:at] + name[at + 1 :]
    if kind == "added":
        return name[:at] + other + name[at:]
    if kind == "wrong" or at + 1 >= len(name):
        return name[:at] + other + name[at + 1 :]
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
