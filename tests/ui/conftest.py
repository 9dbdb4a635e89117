"""Tests of the window: ask for `qtbot` and `kit`.

    def test_a_card_says_its_name(qtbot, kit): ...

    @pytest.mark.parametrize("language", ["nl", "fr"])
    @pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
    def test_in_all_of_these(qtbot, kit): ...

`qtbot.waitUntil(lambda: kit.jobs.idle)` waits for what was asked of the store. What else is held against every test
stands in `tests/ui/fixtures.py`; `tests/ui/seeing.py` judges what is shown.
"""

from tests.ui.fixtures import _no_thread_left, _quiet_qt, kit, language, mode, theme

__all__ = ["_no_thread_left", "_quiet_qt", "kit", "language", "mode", "theme"]
