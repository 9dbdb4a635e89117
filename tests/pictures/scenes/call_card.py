"""Who is calling: the judge, whose file is the officer's own."""

from PySide6.QtWidgets import QWidget

from app.ui.kit.screen import Address
from app.ui.screens.call_card.screen import CallCardScreen
from tests.pictures.scene import Scene, Stage


def judge(stage: Stage) -> QWidget:
    """The card as it opens."""
    return stage.screen(CallCardScreen, Address("call_card", stage.house.ids["judge"]))


def asked(stage: Stage) -> QWidget:
    """The card as somebody opens it whose file it is not."""
    return stage.screen(CallCardScreen, Address("call_card", stage.house.ids["judge"]), "lambert")


SCENES = (Scene("call_card.judge", judge), Scene("call_card.asked", asked))
