"""Spare every import a reading of its source.

Once it is loaded, PySide looks into the source of each module that is imported after it, for the word “PySide6”, to
know for whom to switch names to snake case (`from __feature__ import …`); and Python's line cache keeps all of that
text. In our program that doubled the time of all imports and kept 34 MiB. We never switch, so the answer is always no.
"""

import linecache
import sys

_LOOKER = "shibokensupport.feature"
_LOOK = "_mod_uses_pyside"


def import_plainly() -> bool:
    """Stop the looking from now on; False where PySide is not loaded yet, or looks in another way."""
    looker = sys.modules.get(_LOOKER)
    if looker is None or not hasattr(looker, _LOOK):
        return False
    setattr(looker, _LOOK, lambda _module: False)
    linecache.clearcache()
    return True
