"""What was typed and not saved; nothing of it is kept in the house, for other pictures show its foot."""

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from app.models.enums import Marking
from app.services.waiting_drafts import WaitingDraft
from app.ui.kit.screen import Address
from app.ui.screens.drafts.screen import DraftsScreen
from tests.pictures.scene import Scene, Stage
from tests.pictures.steps import choosing, pressing, sheet_scene


def waiting(stage: Stage) -> QWidget:
    """One that begins something, one of a file that changed since, one whose subject is gone."""
    screen = stage.screen(DraftsScreen, Address("drafts"))
    assert isinstance(screen, DraftsScreen)
    now, file = stage.kit.clock.now(), stage.house.ids["file"]
    known = ("threat_file", "BP-2026-BRU1-0001", "Van den Broeck, Hilde")
    screen._on_read(
        [
            WaitingDraft("file:new", now, begins="Vlaams Parlement, fractieleider", marking=Marking.RESTRICTED),
            WaitingDraft(
                f"report:{file.hex()}", now - timedelta(hours=3), True, True, file, *known,
                "Anonieme oproep op het kabinet, stem zoals op 3 november", Marking.CONFIDENTIAL,
            ),
            WaitingDraft(f"execution:{file.hex()}", now - timedelta(days=2), here=False),
        ]
    )  # fmt: skip
    screen.setFocus()
    stage.settle()
    return screen


def nothing(stage: Stage) -> QWidget:
    """Nothing waits."""
    return stage.screen(DraftsScreen, Address("drafts"))


SCENES = (
    Scene("drafts.waiting", waiting),
    Scene("drafts.nothing", nothing),
    sheet_scene("drafts.discard", waiting, choosing("drafts_rows"), pressing("draft_discard")),
)
