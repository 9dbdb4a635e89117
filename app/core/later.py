"""What a library of ours imports and our program never uses, loaded only if somebody does use it.

SQLAlchemy imports asyncio for databases that are asked across a network, and the list of installed packages for its
plugins. asyncio brings TLS, sub-processes and sockets, the list brings e-mail and archives. None of it runs here, and
together it takes 8 MiB of every window's memory. In the place of each stands a module that becomes the true one at the
first look at anything of it but what SQLAlchemy takes while it is imported.
"""

import importlib
import sys
from collections.abc import Callable
from threading import RLock
from types import CoroutineType, ModuleType
from typing import Any

_loading = RLock()
_OF_THE_WHOLE = {"__all__", "__path__"}
"""What is asked of a package by who imports all of it, or a part."""


class _Later(ModuleType):
    """A module that is loaded with its first use; `known` are the functions that need no loading."""

    def __init__(self, name: str, **known: Callable[..., object]) -> None:
        super().__init__(name)
        vars(self).update(known)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name not in _OF_THE_WHOLE:
            raise AttributeError(name)
        with _loading:
            if sys.modules.get(self.__name__) is self:
                del sys.modules[self.__name__]
                vars(self).update(vars(importlib.import_module(self.__name__)))
        return getattr(sys.modules[self.__name__], name)


def load_later() -> None:
    """Let what we never use be loaded with its first use; nothing changes for what is loaded already."""
    for module in (_Later("asyncio", iscoroutine=_is_coroutine), _Later("importlib.metadata")):
        sys.modules.setdefault(module.__name__, module)


def _is_coroutine(asked: object) -> bool:
    return isinstance(asked, CoroutineType)
