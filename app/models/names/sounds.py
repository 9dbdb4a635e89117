"""How letters sound, script by script, as tables: what `app.models.names.sounding` reads names by.

Letters become a few sounds that all scripts share: c for ts and tch, s also for sh, z also for zh and dj, v also for f,
w and ph, h also for kh, e also for o. A spelling of several letters stands before those that begin like it.
"""

ARTICLES = frozenset({"al", "el", "ul", "il"})
PARTICLES = frozenset(
    {
        "de",
        "den",
        "der",
        "van",
        "von",
        "vande",
        "vanden",
        "du",
        "la",
        "le",
        "da",
        "di",
        "del",
        "dos",
        "ter",
        "ten",
        "zu",
    }
)
"""Parts of a family name that one writer puts apart and another does not: "De Smet", "Desmet"."""

ARABIC = dict(zip("بتثجحخدذرزسشصضطظغفقكلمنهپچژکگڤ", "bttjhxddrssssdtsgvkklmnhbsskjv", strict=True))
HEBREW = dict(zip("בגדהוזחטכךלמםנןספףצץקרשת", "bgdhvshtkklmmnnsppsskrst", strict=True))
GREEK = (
    ("ου", "u"), ("αυ", "av"), ("ευ", "ev"), ("ηυ", "iv"), ("μπ", "b"), ("ντ", "nt"), ("γκ", "g"), ("γγ", "ng"),
    ("ει", "i"), ("οι", "i"), ("αι", "e"), ("τσ", "c"), ("τζ", "z"), ("χ", "h"), ("θ", "t"), ("φ", "v"), ("ξ", "ks"),
    ("ψ", "ps"), ("η", "i"), ("υ", "i"), ("ω", "e"), ("β", "v"), ("ς", "s"),
)  # fmt: skip
CYRILLIC = (
    ("ия", "a"), ("ья", "a"), ("дж", "z"),
    ("щ", "sc"), ("ж", "z"), ("ш", "s"), ("ч", "c"), ("ц", "c"), ("х", "h"), ("ё", "e"), ("ю", "u"),
    ("я", "a"), ("є", "e"), ("ї", "i"), ("ы", "i"), ("й", "i"), ("э", "e"), ("ь", ""), ("ъ", ""), ("ѓ", "g"),
    ("ќ", "k"), ("љ", "l"), ("њ", "n"), ("џ", "z"), ("ђ", "z"), ("ћ", "c"), ("ј", "i"), ("и", "i"), ("і", "i"),
)  # fmt: skip

GEORGIAN = dict(zip("ჟღყხჯძწჭცჩშჰფქთკპტ", "zgkhzzccccshpktkpt", strict=True))
LATIN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("iya", ("a",)), ("ija", ("a",)), ("joe", ("u",)), ("you", ("u",)), ("iou", ("u",)),
    ("schtsch", ("sc",)), ("chtch", ("sc",)), ("sjtsj", ("sc",)), ("shch", ("sc",)), ("szcz", ("sc",)),
    ("tsch", ("c",)), ("dsch", ("z",)), ("tch", ("c",)), ("tsj", ("c",)), ("dzj", ("z",)), ("dzh", ("z",)),
    ("sch", ("s", "sh")), ("dj", ("z",)), ("dz", ("z",)), ("sh", ("s",)), ("sj", ("s",)), ("zh", ("z",)),
    ("zj", ("z",)), ("kh", ("h",)), ("gh", ("g",)), ("th", ("t",)), ("dh", ("d",)), ("ph", ("v",)), ("rh", ("r",)),
    ("ts", ("c",)), ("tz", ("c",)), ("cz", ("c",)), ("sz", ("s",)), ("ck", ("k",)), ("qu", ("k",)), ("gu", ("g", "gu")),
    ("ch", ("c", "s", "h")), ("yu", ("u",)), ("iu", ("u",)), ("ju", ("u", "zu")), ("ya", ("a",)), ("ia", ("a", "ia")),
    ("ja", ("a", "za")), ("yo", ("e",)), ("io", ("e", "ie")), ("jo", ("e", "ze")), ("ye", ("e",)), ("je", ("e", "ze")),
    ("ou", ("u",)), ("oe", ("u", "e")), ("oo", ("u", "e")), ("ie", ("i", "e")), ("ij", ("i",)), ("iy", ("i",)),
    ("ee", ("i", "e")), ("ae", ("e", "a")), ("eu", ("ev", "e")), ("au", ("av", "au")), ("x", ("ks", "h")),
    ("q", ("k",)), ("w", ("v",)), ("f", ("v",)), ("j", ("i", "z")), ("y", ("i",)), ("o", ("e",)), ("c", ("k", "c")),
)  # fmt: skip
SOFT = frozenset({"ya", "ia", "ja", "yu", "iu", "ju", "joe", "you", "iou"})
BARE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("tsch", ("s",)), ("sch", ("s", "x")), ("tch", ("s",)), ("dj", ("j",)), ("dsch", ("j",)), ("sh", ("s",)),
    ("sj", ("s",)), ("kh", ("x",)), ("gh", ("g",)), ("th", ("t",)), ("dh", ("d",)), ("ts", ("s",)), ("tz", ("s",)),
    ("ck", ("k",)), ("ch", ("s", "x", "h")), ("ph", ("v",)),
    ("dz", ("s",)), ("zh", ("s",)), ("w", ("", "v")), ("y", ("",)), ("j", ("j", "")),
    ("g", ("j", "g")), ("q", ("k",)), ("c", ("k",)), ("x", ("ks",)), ("z", ("s",)), ("p", ("b",)), ("f", ("v",)),
)  # fmt: skip
SYLLABLES = (
    ("hs", "x"), ("sh", "x"), ("s", "x"), ("zh", "j"), ("ch", "j"), ("q", "j"), ("tz", "z"), ("ts", "z"), ("c", "z"),
    ("k", "g"), ("p", "b"), ("t", "d"), ("ung", "ong"), ("ien", "ian"), ("ieh", "ie"), ("ueh", "ue"), ("ao", "au"),
)  # fmt: skip
CLASSES = {
    letter: digit
    for letters, digit in (("bpv", "1"), ("cgjksz", "2"), ("dt", "3"), ("l", "4"), ("mn", "5"), ("r", "6"))
    for letter in letters
}
