"""Members of Qt's own namespace by their numbers, for what is painted first.

PySide makes all hundred and twenty enumerations of `QtCore.Qt` as soon as one is looked at, which takes a tenth of the
way from nothing to the unlock screen. Properties take a number as well. What is painted later says `QtCore.Qt.…` where
it needs it. A test compares these numbers with Qt's.
"""

from PySide6.QtCore import QObject

NUMBERS = {
    "textFormat": {"PlainText": 0},
    "focusPolicy": {"NoFocus": 0},
    "context": {"WidgetWithChildrenShortcut": 3},
    "horizontalScrollBarPolicy": {"ScrollBarAlwaysOff": 1},
    "inputMethodHints": {"ImhSensitiveData|ImhNoPredictiveText": 0x42},
}
"""Of each property the members we use."""


def set_member(one: QObject, name: str, member: str) -> None:
    """Give a property of an object Qt's `member`. Raises KeyError on one not listed, ValueError where Qt refuses."""
    if not one.setProperty(name, NUMBERS[name][member]):
        raise ValueError(name)
