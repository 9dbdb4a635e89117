"""The courier's slip of a bundle: looked at, in the language of whoever receives it, and printed."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.services.desk import Desk
from app.services.exchange.exporting import Exported
from app.services.paper.transport_slip import transport_slip
from app.ui.kit.kit import Kit
from app.ui.screens.paper.made_sheet import MadeSheet


class SlipSheet(MadeSheet):
    """Shows the slip of one bundle for one workstation."""

    def __init__(self, kit: Kit, desk: Desk, parent: QWidget | None, exported: Exported, station: Id) -> None:
        words = kit.words
        hint = words(N_("It goes with the carrier: both ends sign it and compare the checksum."))
        make = partial(transport_slip, desk, exported, station)
        super().__init__(kit, parent, words(N_("Transport slip")), "slip", make, hint)
