"""What one rendering works with: its language, its words, its shaped letters; texts set with flag, bold and lists."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.core.i18n import translate
from app.documents.dates import dates_of
from app.documents.embedding import SubsetCache
from app.documents.layout import NEWEST, ORDINAL_DAYS
from app.documents.scripts import Shaper, isolated
from app.documents.strips import BODY, Strip, paragraph
from app.documents.text import Run, Style, rich
from app.documents.wording import LocalText, Name, Sealed

DASH = "—"
_BETWEEN_DIGITS = re.compile(r"(?<=\d) (?=\d)")
_FLAG = Style(size=6.6, leading=10.0, bold=True, grey=0.35)


@dataclass(frozen=True, slots=True)
class Desk:
    """Language and shaper of a rendering; `subsets` are the font programs that copies share."""

    language: str
    shaper: Shaper
    subsets: SubsetCache
    dates: str
    """How its dates are written (`app.documents.dates.dates_of`)."""

    def say(self, msgid: str) -> str:
        """Return a label in the document's language."""
        return translate(msgid, self.language)

    def read(self, text: LocalText) -> str:
        """Return `text` for this document as plain words, the flag behind what was not translated."""
        words, flag = text.read(self.language)
        return f"{words} [{flag}]" if flag and words else words

    def name(self, name: Name) -> str:
        """Return a name: as recorded, or the one that this document's language has for it."""
        if isinstance(name, LocalText):
            return name.read(self.language)[0]
        return name

    def labelled(self, label: str, value: str) -> str:
        """Return `label: value` with the language's own spacing."""
        return self.say("{label}: {value}").format(label=label, value=value)

    def runs(self, text: LocalText | None, style: Style = BODY) -> list[Run]:
        """Return `text` set in `style`, a dash when there is none."""
        words, flag = text.read(self.language) if text else ("", "")
        if not words.strip():
            return [Run(DASH, style)]
        marked = [Run(f"\u00a0[{flag}]", _FLAG)] if flag else []
        return [*rich(words.strip(), style), *marked]

    def place(self, place: Name | Sealed, style: Style = BODY) -> list[Run]:
        """Return a place: its words, that it is sealed, or a dash."""
        if isinstance(place, Sealed):
            return [Run(f"{self.say('sealed')} {DASH}", replace(style, grey=0.3))]
        words = self.name(place)
        return [Run(isolated(words) if words.strip() else DASH, style)]

    def prose(self, text: LocalText | None, width: float, *, gap: float = 5.0) -> list[Strip]:
        """Return free text as strips; lines that begin with `- ` become a list."""
        if text is None or not text.read(self.language)[0].strip():
            return paragraph([Run(DASH, BODY)], width, self.shaper, gap=gap)
        words, flag = text.read(self.language)
        strips: list[Strip] = []
        lines = words.strip().split("\n")
        for index, line in enumerate(lines):
            bullet = line.startswith("- ")
            runs = rich(line[2:] if bullet else line, BODY) or [Run("", BODY)]
            if flag and index == len(lines) - 1:
                runs.append(Run(f"\u00a0[{flag}]", _FLAG))
            indent = 11.0 if bullet else 0.0
            before = gap if not strips else (1.5 if bullet else 3.0)
            part = paragraph(runs, width - indent, self.shaper, x=indent, gap=before)
            if bullet:
                point = paragraph([Run("•", BODY)], indent, self.shaper, x=2)[0]
                part[0] = replace(part[0], marks=(*point.marks, *part[0].marks))
            strips += part
        return strips


def new_desk(language: str, layout: int = NEWEST) -> Desk:
    """Return a desk for papers in `language` and of one layout; keep it for one document's copies and no longer."""
    return Desk(language, Shaper(language), {}, dates_of(language, ordinal=layout >= ORDINAL_DAYS))


def callable_number(phone: str) -> str:
    """Return a telephone number, or a name with one, whose digits no line break takes apart."""
    return _BETWEEN_DIGITS.sub("\u00a0", phone)


def joined(parts: Sequence[str], separator: str = " · ") -> str:
    """Return the parts that are not empty, each isolated, or a dash."""
    return separator.join(isolated(part) for part in parts if part) or DASH
