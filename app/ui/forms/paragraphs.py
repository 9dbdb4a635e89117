"""Standard paragraphs where papers' texts are typed: one press puts one in that fits there, in all four languages."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from app.core.i18n import N_
from app.models.enums import ParagraphUse
from app.models.lists import PARAGRAPHS, Lists, offered_for
from app.ui.forms.line_menu import offer_lines
from app.ui.forms.tongues import LocalTextEditor
from app.ui.kit.buttons import link
from app.ui.kit.kit import Kit

if TYPE_CHECKING:
    from app.services.desk import Desk


def offer_paragraphs(kit: Kit, desk: "Desk", editor: LocalTextEditor, use: ParagraphUse) -> QPushButton:
    """Put the link into the head of the editor; what is chosen is added at the end of each language's text.

    Offered is what fits `use`. Where the form is narrow an icon stands for the words.
    """

    def chosen(lists: Lists, code: str) -> None:
        entry = lists.find(PARAGRAPHS, code)
        if entry is not None and entry.detail.get("text"):
            editor.add_text(entry.detail["text"])

    made = link(
        kit.words(N_("Standard paragraph…")), f"{editor.name}_paragraph",
        lambda: offer_lines(kit, desk, made, PARAGRAPHS, chosen, partial(offered_for, use=use)),
        kit.icons("clipboard-paste", "accent"),
    )  # fmt: skip
    made.setStyleSheet("QPushButton { padding: 0; font-size: 12px; }")
    made.setAccessibleDescription(kit.words(N_("Adds a text of the catalogue, in all four languages.")))
    editor.add_tool(made)
    return made
