"""Take one holder of an office apart, as a delegation list states him, and say where that is doubtful.

Form relied on: `[title] [given] FAMILY [more] (since day month year); notes`. The capitals are the list's own mark.
Names come out exactly as received: re-casing "DE WEVER" would be a guess ("McDONALD", "Van DAMME").
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.models.names.doubts import BLOCKING, Doubt
from app.models.names.titles import LINKS, MONTHS, NUMERALS, OFFICES, PARTICLES, ROYAL, STYLES, SUFFIXES

MAX_LENGTH = 2_000


@dataclass(frozen=True, slots=True, repr=False)
class HolderParse:
    """What the text marks. `full` is the name as received without title and notes, empty where nobody is named."""

    title: str = ""
    given: str = ""
    family: str = ""
    full: str = ""
    note: str = ""
    since: date | None = None
    doubts: tuple[Doubt, ...] = ()

    @property
    def certain(self) -> bool:
        """Tell whether exactly one person is named in a way that can be relied on."""
        return bool(self.full) and BLOCKING.isdisjoint(self.doubts)

    def __repr__(self) -> str:
        return f"HolderParse(doubts={[str(doubt) for doubt in self.doubts]})"


_BOUND = "\ue000"
"""Stands for a space inside a bracket that stays one word; from the private area, so no list brings it."""
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_NICKNAME = re.compile(r"[\"“”«»„]\s*([^\"“”«»„]*?)\s*[\"“”«»„]")
_DATE = re.compile(r"\b(?:(\d{1,2})\s+)?(?:([A-Za-z]{3,9})\.?\s+)?(\d{4})\b")
_SENTENCE = re.compile(r"\b(?:is|was|were|are|has|have|will)\b")
_COLLECTIVE = re.compile(
    r"\bco-(?:chief|prince|president|chair|regent)|\b(?:presidency|council) member\b", re.IGNORECASE
)
_REPRESENTED = re.compile(r"[;,]?\s*\brepresented by\b", re.IGNORECASE)


def parse_holder(text: str, *, places: Iterable[str] = ()) -> HolderParse:
    """Return what `text` says of one holder. `places` are names of his country, which may stand in his title.

    Never raises: what cannot be read is a doubt.
    """
    known = frozenset(_bare(word) for place in places for word in place.split())
    return _Reading(" ".join(text[:MAX_LENGTH].replace(_BOUND, " ").split()), known).result()


class _Reading:
    """One text being taken apart; each step takes its part out of what is left."""

    def __init__(self, text: str, places: frozenset[str]) -> None:
        self.text = text
        self.places = places
        self.doubts: dict[Doubt, None] = {}
        self.notes: list[str] = []
        self.since: date | None = None

    def result(self) -> HolderParse:
        if not self.text.strip(" .-–—?"):
            return HolderParse(doubts=(Doubt.EMPTY,))
        if re.fullmatch(r".*\b(?:vacant|vacancy|not appointed|to be determined)\b.*", self.text, re.IGNORECASE):
            title = _BRACKETS.sub("", self.text).strip() if "(" in self.text else ""
            return HolderParse(title=title, note=self.text, doubts=(Doubt.VACANT,))
        if _COLLECTIVE.search(self.text):
            self.doubt(Doubt.SEVERAL)
        main = self._brackets(self._first_part())
        main = _NICKNAME.sub(self._nickname, main)
        name = self._name(" ".join(main.split()))
        if self.since is None:
            self.doubt(Doubt.NO_DATE if Doubt.DATE_UNCLEAR not in self.doubts else Doubt.DATE_UNCLEAR)
        title, given, family, full = name
        if not BLOCKING.isdisjoint(self.doubts):
            given = family = ""
        return HolderParse(title, given, family, full, "; ".join(self.notes), self.since, tuple(self.doubts))

    def doubt(self, what: Doubt) -> None:
        self.doubts[what] = None

    def _first_part(self) -> str:
        """Return the text up to the first semicolon or "represented by" outside brackets; the rest becomes a note."""
        hidden = _BRACKETS.sub(lambda match: "_" * len(match[0]), self.text)
        cuts = [at for at in (hidden.find(";"),) if at >= 0]
        if match := _REPRESENTED.search(hidden):
            self.doubt(Doubt.REPRESENTED)
            cuts.append(match.start())
        if not cuts:
            return self.text
        rest = self.text[min(cuts) :].strip(" ;,")
        self.notes.append(rest)
        self.doubt(Doubt.NOTE)
        named = any(_capitals(word) for word in re.split(r"[\s,;()]+", rest))
        if named and Doubt.REPRESENTED not in self.doubts and "heir" not in rest.casefold():
            self.doubt(Doubt.OTHERS_NAMED)
        if Doubt.OTHERS_NAMED not in self.doubts and rest.startswith("also ") and rest.count("since ") == 1:
            return f"{self.text[: min(cuts)]} {rest[rest.find('(') :]}"
        return self.text[: min(cuts)]

    def _brackets(self, main: str) -> str:
        """Take the date and the notes out of brackets; a gloss inside the title stays there."""
        named_at = next((m.start() for m in re.finditer(r"[^\s()\[\]]+", main) if self._marks_name(m[0])), len(main))

        def replaced(match: re.Match[str]) -> str:
            inside = (match[1] or match[2] or "").strip()
            if re.search(r"\d{4}", inside):
                self._date(inside)
                return " "
            if match.start() < named_at:
                return f" {match[0].replace(' ', _BOUND)} "
            if inside.casefold().startswith(("also spelled", "also known", "aka", "a.k.a.")):
                self.doubt(Doubt.OTHER_SPELLING)
            self.doubt(Doubt.NOTE)
            self.notes.append(inside)
            return " "

        return _BRACKETS.sub(replaced, main)

    def _marks_name(self, word: str) -> bool:
        return _capitals(word) and _bare(word) not in OFFICES

    def _date(self, inside: str) -> None:
        if self.since is not None:
            self.notes.append(inside)
            return
        match = _DATE.search(inside)
        day = _date_of(match) if match else None
        self.since = day
        whole = match is not None and inside[: match.start()].strip() == "since" and match.end() == len(inside)
        if day is None or not inside.startswith("since"):
            self.doubt(Doubt.DATE_UNCLEAR)
        if not whole:
            self.doubt(Doubt.NOTE)
        if not whole or day is None:
            self.notes.append(inside)

    def _nickname(self, match: re.Match[str]) -> str:
        self.doubt(Doubt.NICKNAME)
        self.notes.append(match[1])
        return " "

    def _name(self, main: str) -> tuple[str, str, str, str]:
        words = [word.replace(_BOUND, " ") for word in main.split(" ")]
        if _SENTENCE.search(main):
            self.doubt(Doubt.SENTENCE)
        first = next(
            (at for at, word in enumerate(words) if self._marks_name(word) and not self._later(words, at)), None
        )
        start = self._after_title(words, len(words) if first is None else first)
        title, name = " ".join(words[:start]).rstrip(","), words[start:]
        if not title:
            self.doubt(Doubt.NO_TITLE)
        if Doubt.SENTENCE in self.doubts:
            self.notes.insert(0, main)
            return "", "", "", ""
        if first is None:
            self.doubt(Doubt.NO_CAPITALS if name else Doubt.EMPTY)
            return title, "", "", " ".join(name)
        return (title, *self._parts(name, first - start, royal=any(_bare(w) in ROYAL for w in words[:start])))

    def _later(self, words: list[str], at: int) -> bool:
        """Tell whether an office follows at once: capitals before it are an abbreviation, not a name."""
        return at + 1 < len(words) and not _capitals(words[at + 1]) and _bare(words[at + 1]) in OFFICES

    def _after_title(self, words: list[str], end: int) -> int:
        """Return where the name begins: after the last word of a title before its capitals."""
        start = 0
        for at in range(end):
            bare = _bare(words[at])
            in_title = at == 0 or start == at
            if (
                bare in OFFICES
                or bare in ROYAL
                or (words[at] in LINKS)
                or words[at].startswith(("(", "["))
                or words[at].endswith(",")
                or (in_title and (bare in STYLES or (bare in self.places and self._named_place(words, at))))
            ):
                start = at + 1
        if 0 < start < end and words[start - 1] in LINKS:
            self.doubt(Doubt.TITLE_UNCLEAR)
        return start

    def _named_place(self, words: list[str], at: int) -> bool:
        return any(word in LINKS for word in words[:at])

    def _parts(self, name: list[str], first: int, *, royal: bool) -> tuple[str, str, str]:
        """Return given, family and full of a name whose capitals begin at `first`."""
        name = self._without_tail(name, first)
        last = first + 1
        while last < len(name) and self._goes_on(name, last):
            last += 1
        before, marked, after = name[:first], name[first:last], name[last:]
        if "and" in after or "&" in after:
            self.doubt(Doubt.SEVERAL)
        full = " ".join(name)
        if len(before) > 1 and _bare(before[-1]) in PARTICLES:
            marked.insert(0, before.pop())
        if royal and not before:
            if after:
                self.doubt(Doubt.NAME_ORDER)
            return " ".join(marked), " ".join(after), full
        if before:
            if after:
                self.doubt(Doubt.NAME_ORDER)
            return " ".join(before), " ".join(marked + after), full
        if after:
            self.doubt(Doubt.NAME_ORDER)
            return " ".join(after), " ".join(marked), full
        self.doubt(Doubt.ALL_CAPITALS if len(marked) > 1 else Doubt.SINGLE_NAME)
        return "", " ".join(marked) if len(marked) == 1 else "", full

    def _without_tail(self, name: list[str], first: int) -> list[str]:
        """Take what follows a comma or "of" after the capitals into the notes; "Jr." stays with the name."""
        for at in range(first, len(name)):
            if name[at] == "of":
                self.notes.append(" ".join(name[at:]))
                return name[:at]
            if name[at].endswith(",") and at + 1 < len(name):
                own = at + 1
                while own < len(name) and _bare(name[own]) in SUFFIXES:
                    own += 1
                if own < len(name):
                    self.notes.append(" ".join(name[own:]))
                    self.doubt(Doubt.TITLE_AFTER)
                return [*name[:at], name[at].rstrip(","), *name[at + 1 : own]]
        return [word.rstrip(",") for word in name]

    def _goes_on(self, name: list[str], at: int) -> bool:
        word = name[at]
        if _capitals(word) or word in NUMERALS or _bare(word) in SUFFIXES:
            return True
        return word in PARTICLES and at + 1 < len(name) and _capitals(name[at + 1])


def _date_of(match: re.Match[str]) -> date | None:
    day, month, year = match.groups()
    number = MONTHS.get((month or "").casefold())
    if not day or number is None:
        return None
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def _capitals(word: str) -> bool:
    """Tell whether a word, or a part of it between hyphens, is in capitals and longer than an initial."""
    if word in NUMERALS:
        return False
    parts = re.split(r"[-‐–]", word.strip(".,;:'\"’()"))
    return any(len(letters) > 1 and letters.isupper() for part in parts if (letters := re.sub(r"[^\w]|\d|_", "", part)))


def _bare(word: str) -> str:
    return word.strip(".,;:'\"’()[]").casefold()
