"""What the buttons of a page do, said again where Ctrl+K, the menu and the list of keys find it."""

from collections.abc import Sequence
from functools import partial

from app.core.i18n import N_
from app.ui.kit.action import Action
from app.ui.kit.buttons import Button
from app.ui.kit.words import Words


def offered(words: Words, group: str, buttons: Sequence[Button]) -> list[Action]:
    """Return an action of this group of the menu for each button that its page shows, enabled while that is."""
    return [
        Action(
            one.objectName(), one.text().rstrip("…"), one.click, str(one.property("shortcut") or ""),
            group=group, enabled=one.isEnabled, why=partial(_why, words, one),
        )
        for one in buttons
        if not one.isHidden()
    ]  # fmt: skip


def _why(words: Words, one: Button) -> str:
    return one.why() or words(N_("Choose a line in the list first."))
