"""No dialog and no screen is in the program of which there is no picture."""

from tests.pictures.discovering import all_scenes
from tests.pictures.drawn import DIALOGS, SCREENS, dialogs_named, screens_declared


def test_every_dialog_that_the_code_names_is_drawn() -> None:
    assert dialogs_named() - DIALOGS.keys() == set()
    assert len(dialogs_named()) > 100, "the code is not read as it is written any more"


def test_every_screen_is_drawn() -> None:
    assert screens_declared() == SCREENS.keys()


def test_what_draws_them_is_a_scene() -> None:
    assert {*DIALOGS.values(), *SCREENS.values()} <= {scene.name for scene in all_scenes()}
