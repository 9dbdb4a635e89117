"""What the buttons of a page do, said again where Ctrl+K, the menu and the list of keys find it."""

from collections.abc import Sequence

from app.ui.kit.actions import Action
from app.ui.kit.parts import Button


def offered(group: str, buttons: Sequence[Button]) -> list[Action]:
    """Return an action of this group of the menu for each button that its page shows, enabled while that is."""
    return [
        Action(
            one.objectName(), one.text().rstrip("…"), one.click, str(one.property("shortcut") or ""),
            group=group, enabled=one.isEnabled,
        )
        for one in buttons
        if not one.isHidden()
    ]  # fmt: skip
