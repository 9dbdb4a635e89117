"""What we rely on in the binding of Qt, where a version was found that breaks it."""

import sys

from PySide6.QtGui import QFont


def test_a_call_that_returns_nothing_loses_no_reference_to_none() -> None:
    """PySide6 6.12.0 lost one with every such call on Python before 3.12, until None itself was freed."""
    font = QFont()
    before = sys.getrefcount(None)
    for _ in range(1_000):
        font.setPixelSize(12)
    assert abs(sys.getrefcount(None) - before) < 100
