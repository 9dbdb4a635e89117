"""Hold the words the code uses against the words that are translated; `python -m installer.msgids` lists the faults.

A text of the program is a literal in `N_("…")`, `translate("…")` or `translate_plural("…", "…")`, in a page's
`desk.say("…")`, in a window's `words("…")` or `words.plural("…", "…")`, a refusal's `sentence` or a `Field`'s `label`.
Each stands in all the languages below, translated, not fuzzy, with the same placeholders; and nothing stands there that
the code no longer uses. The rooms' catalogues are read as one.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from installer.words import LOCALE

APP = Path(__file__).resolve().parents[1] / "app"
LANGUAGES = ("nl", "fr", "de")

Msgid = tuple[str, ...]
"""The text, or its singular and plural."""


@dataclass(frozen=True, slots=True)
class Used:
    """A text at its place in the code; `msgid` is None where a literal was due and something else stands."""

    place: str
    msgid: Msgid | None


@dataclass(frozen=True, slots=True)
class Translated:
    """An entry of one language. `forms` are its text, or its plural forms."""

    place: str
    msgid: Msgid
    forms: tuple[str, ...]
    fuzzy: bool


def used_in(folder: Path) -> list[Used]:
    """Return every text of the program below `folder`."""
    found = []
    for file in sorted(folder.rglob("*.py")):
        place = file.relative_to(folder.parent)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            found += [Used(f"{place}:{line_of(node)}", msgid) for msgid in texts(node) if msgid != ("",)]
    return found


def line_of(node: ast.AST) -> int:
    """Return the line of a node; 0 of one that has none."""
    return int(getattr(node, "lineno", 0))


def texts(node: ast.AST) -> Iterator[Msgid | None]:
    """Yield the texts that this very node gives to the program."""
    if isinstance(node, ast.Call):
        name = name_of(node.func)
        if name == "translate_plural":
            yield literals(node.args[:2])
        elif name == "N_":
            yield literals(node.args[:1])
        elif plural_of_words(node.func):
            yield from known_plural(node.args[:2])
        elif name == "translate" or says(node.func) or is_words(node.func):
            yield from known(node.args[:1])
        elif name == "Field":
            yield from known([keyword.value for keyword in node.keywords if keyword.arg == "label"])
    elif isinstance(node, ast.ClassDef):
        for line in node.body:
            if isinstance(line, ast.Assign) and [name_of(target) for target in line.targets] == ["sentence"]:
                yield from known([line.value])


def name_of(node: ast.expr) -> str:
    """Return `f` of `f` and of `module.f`; else an empty text. A text's own method is not meant."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "i18n":
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def says(node: ast.expr) -> bool:
    """Tell whether this is `desk.say` of a page of paper, which words its argument in the page's language."""
    if isinstance(node, ast.Attribute):
        return node.attr == "say" and name_of(node.value) in ("desk", "self")
    return name_of(node) == "say"


def is_words(node: ast.expr) -> bool:
    """Tell whether this is `words` or `kit.words` of the window, which words its argument when it is called."""
    return (node.attr if isinstance(node, ast.Attribute) else name_of(node)) == "words"


def plural_of_words(node: ast.expr) -> bool:
    """Tell whether this is `words.plural`, or `self.plural` where words are made."""
    return isinstance(node, ast.Attribute) and node.attr == "plural"


def known_plural(nodes: list[ast.expr]) -> list[Msgid]:
    """Return singular and plural as one text, or nothing where they were marked elsewhere."""
    found = literals(nodes)
    return [found] if found is not None and len(found) == 2 else []


def literals(nodes: list[ast.expr]) -> Msgid | None:
    """Return the texts of these nodes; None if one is not a literal text."""
    found = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return tuple(found) if len(found) == len(nodes) > 0 else None


def known(nodes: list[ast.expr]) -> list[Msgid]:
    """Return the texts of these nodes, or nothing where a text that was marked elsewhere is handed on."""
    found = literals(nodes)
    return [] if found is None else [found]


def translated_in(locale: Path, language: str) -> list[Translated]:
    """Return every entry of one language, all rooms together."""
    found = []
    for file in sorted((locale / language / "LC_MESSAGES").glob("*.po")):
        with file.open("rb") as stream:
            catalogue = read_po(stream)
        for message in catalogue:
            if message.id:
                found.append(entry(f"{language}/{file.name}:{message.lineno}", message))
    return found


def entry(place: str, message: Message) -> Translated:
    """Return a catalogue's message with one or several forms alike."""
    msgid = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    forms = (message.string or "",) if isinstance(message.string, str | None) else tuple(message.string)
    return Translated(place, msgid, forms, message.fuzzy)


def placeholders(text: str) -> frozenset[str]:
    """Return the names in braces. Raises ValueError on braces that do not close."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def faults(app: Path = APP, locale: Path = LOCALE) -> list[str]:
    """Return, in words, everything that keeps the four languages from being complete."""
    used = used_in(app)
    found = [f"{text.place}: not a literal text" for text in used if text.msgid is None]
    wanted = {text.msgid: text.place for text in reversed(used) if text.msgid is not None}
    for language in LANGUAGES:
        here: dict[Msgid, Translated] = {}
        for text in translated_in(locale, language):
            found += faults_of(text)
            if text.msgid not in wanted:
                found.append(f"{text.place}: no code says {text.msgid[0]!r}")
            if here.setdefault(text.msgid, text).forms != text.forms:
                found.append(f"{text.place}: {text.msgid[0]!r} is said otherwise in {here[text.msgid].place}")
        found += [f"{wanted[text]}: no {language} for {text[0]!r}" for text in wanted if text not in here]
    return found


def faults_of(text: Translated) -> Iterator[str]:
    """Yield what is wrong with one entry by itself."""
    if text.fuzzy:
        yield f"{text.place}: fuzzy"
    if not all(text.forms):
        yield f"{text.place}: empty"
        return
    try:
        allowed = [placeholders(one) for one in text.msgid]
        if any(placeholders(form) not in allowed for form in text.forms):
            yield f"{text.place}: placeholders differ from {text.msgid[0]!r}"
    except ValueError:
        yield f"{text.place}: braces do not match"


if __name__ == "__main__":
    listed = faults()
    print(*listed, sep="\n")
    sys.exit(bool(listed))
