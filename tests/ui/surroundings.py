"""Make Qt draw the same everywhere: set before the first QApplication of a process, by `tests/conftest.py`.

Off screen, at 96 dots an inch and a scale of 1; with a fontconfig of our own that knows no font of the machine and
hints none: what the program does not ship shows as a box in a picture instead of being saved by the tester's machine.
"""

import os
from pathlib import Path

FONTS = Path(__file__).with_name("fonts.conf")
SURROUNDINGS = {
    "QT_QPA_PLATFORM": "offscreen",
    "QT_FONT_DPI": "96",
    "QT_SCALE_FACTOR": "1",
    "QT_AUTO_SCREEN_SCALE_FACTOR": "0",
    "QT_QPA_PLATFORMTHEME": "",
    "FONTCONFIG_FILE": str(FONTS),
}
OF_A_DESK = ("QT_STYLE_OVERRIDE", "QT_SCREEN_SCALE_FACTORS", "QT_IM_MODULE", "XMODIFIERS", "WAYLAND_DISPLAY", "DISPLAY")
"""What a developer's own desk may say, and must not."""


def settle_in() -> None:
    """Set what every test of the window stands on."""
    os.environ.update(SURROUNDINGS)
    for name in OF_A_DESK:
        os.environ.pop(name, None)
