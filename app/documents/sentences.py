"""Sentences that papers print by themselves: of law, of conduct, on how to decide.

They are lines of a list, which an administrator words otherwise. A paper freezes those that its store had worded
(`Issue.texts`) and prints what ships for the others.
"""

from typing import TYPE_CHECKING

from app.documents.content import Issue
from app.documents.wording import LocalText
from app.models.catalogues import catalogue
from app.models.lists import PAPER_TEXTS
from app.models.texts import ORIGINAL

if TYPE_CHECKING:  # what makes pages is loaded with the first paper
    from app.documents.desk import Desk


def sentence(issue: Issue, code: str, desk: "Desk", **facts: str) -> str:
    """Return a text in the document's language; what stands in braces is filled in, other braces stay as they are."""
    text = (issue.texts.get(code) or shipped(code)).read(desk.language)[0]
    for name, fact in facts.items():
        text = text.replace(f"{{{name}}}", fact)
    return text


def lines(issue: Issue, code: str, desk: "Desk") -> list[str]:
    """Return a text line by line; empty ones are left out."""
    return [line for line in sentence(issue, code, desk).splitlines() if line.strip()]


def shipped(code: str) -> LocalText:
    """Return a text as it ships. Raises KeyError."""
    text = catalogue(PAPER_TEXTS)[code].detail["text"]
    return LocalText(text[ORIGINAL], {language: said for language, said in text.items() if language != ORIGINAL})
