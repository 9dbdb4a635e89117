"""What stands in the place of a card that is outside the officer's own files: the reasons to look all the same."""

from collections.abc import Callable

from app.core.i18n import N_
from app.services.access_log import AccessReason
from app.ui.files.reason_list import ReasonList
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, heading, secondary


class ReasonCard(Card):
    """What stands in the place of a card that is outside the officer's own files, until he says why."""

    def __init__(self, kit: Kit, chosen: Callable[[AccessReason], object]) -> None:
        super().__init__("reason_card", margin=3 * GRID)
        words = kit.words
        self.setFixedWidth(560)
        self.box.addWidget(heading(words(N_("This person is in a file that is not one of your own")), "reason_title"))
        hint = words(N_("Choose why you look. Your choice is logged for today; auditors see it."))
        self.box.addWidget(secondary(hint, "reason_hint", wrap=True))
        self.box.addSpacing(GRID)
        self.reasons = ReasonList(kit, "reason", chosen)
        self.box.addWidget(self.reasons)
